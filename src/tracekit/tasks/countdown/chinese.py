"""A Countdown trace in Chinese: sentences follow one another without a blank, and lists have words of their own."""

# ruff: noqa: RUF001

from __future__ import annotations

from tracekit.language.codec import list_of, one_of
from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.language import CODECS, MOVE, VALUE, VOCABULARY

RETURN_WORDS = ("回到", "退回", "走不通", "不行", "此路不通", "被排除了", "放一放", "搁下", "不往下算了")
"""Words by which a return is told; see ``Task.return_words``."""

CHINESE = Lexicon(
    VOCABULARY,
    CODECS
    | dict.fromkeys(("numbers", "results"), list_of(VALUE, "、", " 和 "))
    | {"moves": list_of(MOVE, "、", " 和 "), "side": one_of({"above": "大", "below": "小"})},
    {
        "^left": ["我有 {numbers}。", "一开始有 {numbers}。", "手上的数是 {numbers}。", "可以用的数是 {numbers}。"],
        "left": ["现在有 {numbers}。", "还剩 {numbers}。", "手里还有 {numbers}。"],
        "combine left": [
            "，剩下 {numbers}。",
            "，这样还剩 {numbers}。",
            "，于是有 {numbers}。",
            "，接下来用 {numbers}。",
        ],
        "combine miss": [
            "，不是 {target}。",
            "，可我要的是 {target}。",
            "，并不等于 {target}。",
            "，没有得到 {target}。",
        ],
        "combine solved": [
            "，正是目标。答案是 {answer}。",
            "，恰好是目标。合起来就是 {answer}。",
            "，这就对了：{answer}。",
            "，目标达成，所以答案是 {answer}。",
        ],
        "combine": [
            "{a:p} {op} {b:p} = {result}。",
            "试试 {a:p} {op} {b:p} = {result}。",
            "算一下 {a:p} {op} {b:p} = {result}。",
            "不妨取 {a:p} {op} {b:p} = {result}。",
            "接着算 {a:p} {op} {b:p} = {result}。",
        ],
        "miss": [
            "最后剩下 {result}，不是 {target}。",
            "结果是 {result}，可我要的是 {target}。",
            "得到 {result}，而不是 {target}。",
        ],
        "back": [
            "这条路走不通，回到 {numbers}。",
            "这样不行，退回 {numbers}。",
            "所以此路不通，我回到 {numbers}。",
            "这个思路被排除了，回到 {numbers}。",
        ],
        "switch": [
            "这里先放着，改看 {numbers}。",
            "先不急着往下算，转到 {numbers}。",
            "这一步留到后面，现在来看 {numbers}。",
        ],
        "aside": [
            "这条思路先放一放，回到 {numbers}。",
            "暂且搁下这条路，退回 {numbers}。",
            "先不往下算了，我回到 {numbers}。",
        ],
        "solved": ["这就是目标。答案是 {answer}。", "完成了：{answer}。", "目标已经得到，答案是 {answer}。"],
        "restate": ["到目前为止：{moves}。", "回顾一下，已经算了 {moves}。", "记一下前面的步骤：{moves}。"],
        "check": [
            "验算：{result:p} {inverse} {b:p} = {a}，所以 {a:p} {op} {b:p} 是 {result}。",
            "检查一下：{result:p} {inverse} {b:p} 得 {a}，因此 {a:p} {op} {b:p} = {result} 没有错。",
            "反过来验证 {a:p} {op} {b:p} = {result}：{result:p} {inverse} {b:p} = {a}。",
        ],
        "list": [
            "用 {a} 和 {b} 可以得到 {results}。",
            "由 {a} 与 {b} 能算出 {results}。",
            "{a} 跟 {b} 这两个数能得出 {results}。",
        ],
        "compare": [
            "若取 {a:p} {op} {b:p}，会得到 {result}，比 {target} {side} {distance}。",
            "要是算 {a:p} {op} {b:p}，结果是 {result}，比 {target} {side}了 {distance}。",
            "{a:p} {op} {b:p} 会是 {result}，比目标 {target} {side} {distance}。",
        ],
        "backward": [
            "从 {target} 倒推：{need:p} {op} {by:p} 正好是它，所以只要其余的数凑出 {need}。",
            "想在最后用 {op} {by:p} 得到 {target}，就需要 {need}，因为 {need:p} {op} {by:p} = {target}。",
            "如果其余的数能得到 {need}，那么 {need:p} {op} {by:p} 就是 {target}。",
        ],
        "subgoal": [
            "可以先定一个小目标：用 {numbers} 凑出 {goal}，这样 {goal:p} {op} {by:p} = {target}。",
            "分两步走：先由 {numbers} 得到 {goal}，再算 {goal:p} {op} {by:p} = {target}。",
            "中间一步可以是用 {numbers} 算出 {goal}，因为 {goal:p} {op} {by:p} 就是 {target}。",
        ],
        "gave_up": ["就到这里，没有找到答案。", "还没找到办法，我先放弃了。", "到此为止，答案没有找到。"],
        "unsolvable": ["所有可能都试过了：这个目标凑不出来。", "因此无解。", "最后一种可能也不行，所以没有解。"],
    },
    new_line=("back", "aside", "switch"),
    blank="",
    sentence_end="[。？！]",
)
