"""Right answers, and what a seeded generator makes of them: edits, dodges, wrappers, tags, look-alikes, monsters."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tracekit

__all__ = ["MONSTERS", "SETTINGS", "TAGS", "Case", "cases", "completion", "mutated", "right_answer"]

SETTINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "countdown": ("countdown", {}),
    "countdown-some": ("countdown", {"use_all": False}),
    "countdown-plus-minus": ("countdown", {"operators": "+-", "min_target": 1, "max_value": 30}),
    "countdown-fractions": (
        "countdown",
        {"min_numbers": 3, "max_numbers": 4, "max_value": 12, "min_target": 1, "arithmetic": "fractions"},
    ),
    "sudoku": ("sudoku", {}),
    "mini_sudoku-4": ("mini_sudoku", {}),
    "mini_sudoku-6": ("mini_sudoku", {"size": 6, "min_empty": 10, "max_empty": 20}),
    "arc_1d": ("arc_1d", {}),
    "list_functions": ("list_functions", {}),
    "zebra_puzzles": ("zebra_puzzles", {}),
    "zebra_puzzles-table": ("zebra_puzzles", {"ask": "table", "num_people": 3, "clue_types": "all"}),
    "self_reference": ("self_reference", {"min_statements": 5, "max_statements": 9}),
    "advanced_geometry": ("advanced_geometry", {}),
    "advanced_geometry-others": ("advanced_geometry", {"kinds": "circumcenter centroid area altitude_foot"}),
    "color_cube_rotation": ("color_cube_rotation", {}),
    "color_cube_rotation-any": ("color_cube_rotation", {"turns": "any", "max_rotations": 6, "distinct": False}),
}

TAGS = ("<think>", "</think>", "<answer>", "</answer>")
LOOK_ALIKES = {
    "+": "＋➕﹢",
    "-": "−–—‐－",
    "*": "×∗⋅·✕＊**",
    "/": "÷∕⁄／//",
    "(": "[{（⟨",
    ")": "]}）⟩",
    "0": "OoО０०٠𝟎⁰",
    "1": "lI１१١𝟏¹①",
    "2": "２२٢𝟐²②½",
    "3": "３३٣𝟑³Ⅲ",
    "a": "аɑａ",
    "e": "еｅé",
    "o": "оο0",
    "s": "ſѕ",
    "k": "\u212aк",
    "i": "ıİі",
    " ": "\u00a0\u2003\u200b\t\n\x0b\x0c\x1c\x85\u2028",
    "\n": "\r\r\n\x85\u2028\x0b ",
    ".": "․。,·",
    ",": ";، ，",
}
ODD = (
    *"\x00\x1b\ufeff\u200b\u200d\u202e\u2066\u2069\u200f\ud800\udfff\U0010ffff\u0301\\#%!^~_'\"`|eEjx.,;:=<>&{}[]()+-*/",
    *"0123456789√°½²٣५𝟓∞π",
)
DODGES = (
    "**", "**1", "**0", "//", "//1", "%", "!", "^", "<<", "|0", "0x", "0b", "0o", "_", "e0", "e2", "E1", ".0", ".", "j",
    "--", "+-", "-+", "~", "+0", "*1", "-0", "/1", "+0*0", "*(1)", "#", " # ", "()", "[]", ",", ", 1", " or ", " not ",
    " and ", "=", "==", " = 1", "nan", "inf", "1e400", "sqrt(", "\\frac{", "}{", "(1)", "if", "import", "__", "lambda",
    "999999999999", "9" * 13, "9**9**9", "0" * 20, "\n", "\r", ";", " ", "  ", "\t", "\x00", "\u202e", "\ud800",
    "Row 1:", "R2:", "---+---", "| ", "```", "1:", "house 1", "Input", "degrees", "units", "x=", "y=",
)  # fmt: skip
WRAPPERS = (
    ("```\n", "\n```"), ("```python\n", "\n```"), ("`", "`"), ("$", "$"), ("$$", "$$"), ("\\(", "\\)"), ("\\[", "\\]"),
    ("\\boxed{", "}"), ("**", "**"), ("(", ")"), ("[", "]"), ("{", "}"), ("'", "'"), ('"', '"'), ("Answer: ", ""),
    ("The answer is ", "."), ("-", ""), ("--", ""), ("- ", ""), ("", "."), ("", "!"), (" ", " "), ("\n", "\n"),
    ("not ", ""), ("", " is wrong"), ("", " (maybe)"), ("1. ", ""), ("<b>", "</b>"), ("\u202e", "\u202c"), ("x = ", ""),
    ("<think>", "</think>"), ("<answer>", "</answer>"), ("</answer>", "<answer>"), ("", "</answer>"), ("<think>", ""),
)  # fmt: skip
SEPARATORS = (" ", "\n", ", ", "; ", " or ", " and ", " = ", " / ", "\n\n", "</answer><answer>", "", " -> ", "\\\\")
MONSTERS = (
    *(unit * (1_000_000 // len(unit)) for unit in ("1", "(", "-", " ", "9 ", "1+", "[", "a", "`", "\n", "\x00", ",")),
    *(
        unit * (1_000_000 // len(unit))
        for unit in ("< ", "< /", "<" + " " * 7, "\n        ", "\n#", "</s", "<|i", "\nU")
    ),
    *(unit * (300_000 // len(unit)) for unit in (*TAGS, "<answer></answer>", "\ud800", "\u202e", "<", "\\frac{1}{")),
    *(unit * (n // len(unit)) for n in (200, 300, 900, 999, 1000, 3990, 4990) for unit in ("(", "-", "1 ", "[[", "()")),
    *(
        unit * (n // len(unit))
        for n in (199, 299, 990, 4980)
        for unit in ("the ", "1|", "a: ", "\\sqrt{", "sqrt(", "1.")
    ),
    "(" * 490 + "1" + ")" * 490,
    "9**9**9**9",
    "-" * 900 + "1",
    "/".join(["999999999999"] * 64),
    "*".join(["999999999999"] * 64),
    "1/(" * 60 + "7" + ")" * 60,
    "row " * 900,
    "R" + "1" * 3900 + ":",
    ("1," * 81 + "\n") * 20,
    " " * 3999 + "x",
    "|" * 3999,
    "=" * 999,
    "<think>" + "x " * 500_000 + "</think><answer>1</answer>",
)


@dataclass(frozen=True)
class Case:
    """A problem, and what is right."""

    name: str
    task: Any
    problem: Any
    right: str


def right_answer(task: Any, problem: Any) -> str:
    """A right answer as the task itself writes it."""
    if task.name == "countdown" and problem.solution:
        return str(problem.solution)
    if "sudoku" in task.name:
        n = problem.size
        return "\n".join(" ".join(problem.solution[i : i + n]) for i in range(0, n * n, n))
    return str(tracekit.solve(task, problem, backtracks=0).answer)


@functools.cache
def cases(name: str, n: int = 20) -> tuple[Case, ...]:
    """Some problems of a setting with a right answer each."""
    task_name, parameters = SETTINGS[name]
    task = tracekit.get_task(task_name, **parameters)
    found = []
    for index in range(10 * n):
        problem = task.problem(seed=99, index=index)
        try:
            found.append(Case(name, task, problem, right_answer(task, problem)))
        except tracekit.BacktracksUnreachableError:
            continue
        if len(found) == n:
            return tuple(found)
    raise AssertionError(name)


def mutated(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """A text with one to four changes; rarely none, so that right answers are among what is thrown."""
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3, 4))):
        text = _change(rng, text, others)
        if len(text) > 20_000:
            break
    return text


def _change(rng: random.Random, text: str, others: Sequence[str]) -> str:  # noqa: PLR0911
    kind = rng.randrange(1000)
    place = rng.randrange(len(text) + 1)
    if kind < 150:  # a character put in
        return text[:place] + rng.choice(ODD) + text[place:]
    if kind < 250:  # a character taken out
        return text[:place] + text[place + 1 :]
    if kind < 350:  # a character replaced
        return text[:place] + rng.choice(ODD) + text[place + 1 :]
    if kind < 450 and place < len(text):  # something that looks like it
        alike = LOOK_ALIKES.get(text[place].lower(), text[place].swapcase())
        return text[:place] + rng.choice(alike) + text[place + 1 :]
    if kind < 560:  # a dodge
        return text[:place] + rng.choice(DODGES) + text[place:]
    if kind < 680:
        before, after = rng.choice(WRAPPERS)
        return before + text + after
    if kind < 850:
        return _tokens_changed(rng, text)
    if kind < 930:  # two answers, in any order
        both = [text, rng.choice(others)]
        rng.shuffle(both)
        return rng.choice(SEPARATORS).join(both)
    if kind < 960:
        return text[:place] + rng.choice(TAGS) + text[place:]
    if kind < 980:  # a part said again
        end = rng.randrange(place, len(text) + 1)
        return text[:end] + text[place:end] * rng.randrange(1, 4) + text[end:]
    if kind < 990:
        return text.translate({ord(a): ord(rng.choice(b)) for a, b in LOOK_ALIKES.items() if rng.random() < 0.3})
    if kind < 998:
        return rng.choice((text.upper(), text.lower(), text[::-1], " ".join(text), text.replace(" ", ""), text * 2))
    return text + rng.choice(("(", "9", " ", "-", "\n", "1 ", "+1")) * rng.choice((50, 300, 1000, 4000, 20_000))


def _tokens_changed(rng: random.Random, text: str) -> str:
    """Two tokens swapped, one replaced, glued, split or shifted by one."""
    tokens = re.findall(r"[0-9]+|[A-Za-z]+|\s+|.", text, re.DOTALL)
    if len(tokens) < 2:
        return text + text
    i, j = rng.sample(range(len(tokens)), 2)
    how = rng.randrange(5)
    if how == 0:
        tokens[i], tokens[j] = tokens[j], tokens[i]
    elif how == 1:
        tokens[i] = tokens[j]
    elif how == 2 and tokens[i].isdecimal():
        tokens[i] = str(int(tokens[i][:20]) + rng.choice((-1, 1)))
    elif how == 3 and len(tokens[i]) > 1:
        at = rng.randrange(1, len(tokens[i]))
        tokens[i] = tokens[i][:at] + rng.choice((" ", "+", "\n", ",")) + tokens[i][at:]
    else:
        del tokens[i]
    return "".join(tokens)


def completion(rng: random.Random, answer: str, thinking: str) -> Any:  # noqa: PLR0911
    """A completion in one of its shapes, well formed or not quite."""
    kind = rng.randrange(20)
    block = f"<answer>{answer}</answer>"
    text = f"<think>{thinking}</think>\n{block}"
    match kind:
        case 0:
            return [{"role": "user", "content": text}, {"role": "assistant", "content": block}]
        case 1:
            return {"role": "assistant", "content": block, "reasoning_content": thinking}
        case 2:
            return [{"role": "assistant", "content": text}]
        case 3:
            return {"role": "assistant", "content": [{"type": "text", "text": text}, {"type": "image"}]}
        case 4:
            return f"<think>{thinking}{block}</think>"
        case 5:
            return text + rng.choice(("<answer>1</answer>", " ", "and so on", "</answer>", "\x00", "<think>"))
        case 6:
            return rng.choice(("x", "<answer>", "\ufeff", "</think>", "\n")) + text
        case 7:
            return _change(rng, text, (block, answer))
        case 8:
            return rng.choice((text.upper(), text.replace("<", " <"), text.replace("answer>", "answer >"), text[7:]))
        case 9:
            return f"{thinking}</think>{block}"
        case 10:
            return rng.choice((None, 7, [], {}, [None], {"content": 3}, b"bytes", [{"role": "assistant"}], answer))
        case _:
            return text
