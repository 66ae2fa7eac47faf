"""Rewards: each component on our own traces, on false ones, on foreign prose, and on hostile completions."""

from __future__ import annotations

import functools
import json
import math
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit import rewards
from tracekit.errors import DataFileError, ParameterError, UnknownNameError
from tracekit.rewards import Reward, reward
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Inference
from tracekit.verify.formats import AnswerFormat

Row = dict[str, Any]

PARAMETERS: dict[str, dict[str, Any]] = {
    "countdown": {"min_numbers": 4, "max_numbers": 4},
    "sudoku": {"min_empty": 30, "max_empty": 35},
    "zebra_puzzles": {},
}
TASKS = list(tracekit.TASKS)


@functools.cache
def rows_of(name: str, backtracks: int = 1, style: str = "prose", prompt_format: str = "plain") -> list[Row]:
    task = tracekit.get_task(name, **PARAMETERS.get(name, {}))
    data = tracekit.make_dataset(
        task, n=2, backtracks=backtracks, seed=7, split="train", style=style, prompt_format=prompt_format
    )
    return list(data)


def text_of(thinking: str, answer: str) -> str:
    return f"<think>{thinking}</think>\n<answer>{answer}</answer>"


def thinking_of(row: Row) -> str:
    text: str = row["completion"]
    return text.removeprefix("<think>").partition("</think>")[0]


EVERY = ["study", "correct", "format", "partial", "true_share", "honest_backtracks", "follows"]


@pytest.mark.parametrize("style", ["prose", "symbolic", "marked"])
@pytest.mark.parametrize("name", TASKS)
def test_our_own_traces_get_all_there_is(name: str, style: str) -> None:
    for row in rows_of(name, style=style):
        for term in EVERY:
            assert reward(row, row["completion"], term).total == 1.0, term
        components = reward(row, row["completion"], "honest_backtracks").components
        assert components["backtracks"] == components["honest_backtracks"] == row["backtracks"]
        assert components["readable"] == 1.0
        process = rewards.judge(row, row["completion"]).process
        assert process.finished
        assert process.rule == ""
        assert process.statements == process.true == len(json.loads(row["trace"]))


@pytest.mark.parametrize("prompt_format", ["plain", "chat", "base", "qwen"])
def test_the_row_knows_how_its_prompt_ended(prompt_format: str) -> None:
    (row, _) = rows_of("countdown", prompt_format=prompt_format)
    assert reward(row, row["completion"]).total == 1.0
    thinking, answer = tracekit.load_row(row).trace, row["answer"]
    bare = tracekit.render(thinking).text
    apart = {"role": "assistant", "content": f"<answer>{answer}</answer>", "reasoning_content": bare}
    for completion in (apart, [apart], [{"role": "user", "content": "?"}, apart]):
        assert reward(row, completion).total == 1.0
        assert reward(row, completion, "follows").total == 1.0
    opened = prompt_format in ("base", "qwen")
    assert reward(row, f"{bare}</think><answer>{answer}</answer>").total == float(opened)
    assert reward(row, text_of(bare, answer)).total == float(not opened)
    assert reward(row, text_of(bare, answer), thinking_opened=None).total == 1.0


@pytest.mark.parametrize("name", ["countdown", "sudoku", "arc_1d", "list_functions", "self_reference"])
def test_one_statement_said_twice_at_each_position(name: str) -> None:
    """A decision, a return or the end said twice is false at p + 1: p + 1 of n + 1 are true.

    What there is to choose from, or why it fails, is as true the second time. It does not count.
    """
    row = rows_of(name, style="symbolic")[0]
    loaded = tracekit.load_row(row)
    events = list(loaded.trace.events)
    for p, event in enumerate(events):
        twice = [*events[: p + 1], *events[p:]]
        text = tracekit.render(tracekit.Trace(loaded.task, loaded.problem, tuple(twice)), "symbolic").text
        rollout = rewards.judge(row, text_of(text, row["answer"]))
        assert rewards.correct(rollout).total == 1.0  # the answer is right all the same
        if isinstance(event, ChoicePoint | DeadEnd):
            assert rollout.process.true == rollout.process.statements == len(events)
            assert rewards.true_share(rollout).total == rewards.follows(rollout).total == 1.0
        elif not isinstance(event, Inference):
            assert rollout.process.true == p + 1
            # Behind it something may be said again: that does not count.
            assert rollout.process.statements in (len(events), len(events) + 1)
            assert rewards.true_share(rollout).total == (p + 1) / rollout.process.statements
            assert rewards.follows(rollout).total == 0.0
            assert rollout.process.rule
            honest = sum(isinstance(event, Backtrack) for event in events[: p + 1])
            assert rollout.process.honest_backtracks == honest


def test_a_false_sum() -> None:
    row = rows_of("countdown", style="symbolic")[0]
    thinking = thinking_of(row)
    assert reward(row, row["completion"], "true_share").components["statements"] is not None
    lines = thinking.split("\n")
    shares = []
    for number, line in enumerate(lines):
        if " = " in line:
            head, _, tail = line.rpartition(" = ")
            first = tail.split()[0].rstrip(".,;")
            if first.isdigit():
                changed = [
                    *lines[:number],
                    f"{head} = {tail.replace(first, str(int(first) + 1), 1)}",
                    *lines[number + 1 :],
                ]
                shares.append(reward(row, text_of("\n".join(changed), row["answer"]), "true_share").total)
    assert shares
    assert shares == sorted(shares)  # the later the false step, the more is true before it
    assert all(0.0 <= share < 1.0 for share in shares)


def test_a_sentence_that_cannot_be_read() -> None:
    row = rows_of("countdown", style="symbolic")[0]
    lines = thinking_of(row).split("\n")
    n = reward(row, row["completion"], "true_share").components["statements"]
    process = rewards.judge(row, text_of("\n".join([*lines, "And that is that."]), row["answer"])).process
    assert (process.true, process.statements, process.finished) == (n, n + 1, False)
    assert process.rule == tracekit.Rule.UNKNOWN_STATEMENT
    assert not process.follows
    process = rewards.judge(row, text_of("\n".join([*lines, "One. Two! Three? 0.5 is four"]), row["answer"])).process
    assert process.statements == n + 4
    middle = rewards.judge(row, text_of("\n".join([*lines[:2], "Hm.", *lines[2:]]), row["answer"])).process
    assert middle.readable
    assert middle.true_share is not None
    assert middle.true_share < 1.0


def test_a_text_that_stops_short() -> None:
    row = rows_of("sudoku", style="symbolic")[0]
    lines = thinking_of(row).split("\n")
    process = rewards.judge(row, text_of("\n".join(lines[:-3]), row["answer"])).process
    assert process.true_share == 1.0
    assert not process.finished
    assert not process.follows


def test_an_answer_that_does_not_follow() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem_type(numbers=(100, 2, 2), target=104, solution="100 + 2 + 2")
    row = tracekit.trace_dataset(task, [problem], backtracks=0)[0]
    for answer, follows in [("100 + 2 * 2", 0.0), ("100+2+2", 1.0), ("(2 + (100 + 2))", 1.0)]:
        rollout = rewards.judge(row, text_of(thinking_of(row), answer))
        assert rewards.correct(rollout).total == 1.0
        assert rewards.follows(rollout).total == follows
    grid = rows_of("mini_sudoku")[0]
    joined = grid["answer"].replace("\n", " ", 1)  # the digits are those, but it is no grid any more
    assert reward(grid, text_of(thinking_of(grid), joined), "correct").total == 0.0
    assert reward(grid, text_of(thinking_of(grid), joined), "follows").total == 0.0
    assert reward(grid, text_of(thinking_of(grid), grid["answer"].replace(" ", "")), "follows").total == 1.0


FOREIGN = [
    "",
    "Let me think step by step. First, I notice that 5 and 3 make 8. Then I would try to get to the target.",
    "Okay, so I need to find a way to do this. Wait, no, that is wrong. Let me go back and try again.\n\nHmm.",
    "Wait. " * 200,
    "5 + 3 = 8\nso that is not it",
    ". . . . . . . .",
    "\ud800\x00\u202e",
    "9" * 5000,
    "<|im_start|>" * 50,
]


@pytest.mark.parametrize("prose", FOREIGN)
@pytest.mark.parametrize("name", TASKS)
def test_foreign_prose_is_not_readable(name: str, prose: str) -> None:
    row = rows_of(name)[0]
    rollout = rewards.judge(row, text_of(prose, row["answer"]))
    assert rollout.process == rewards.Process(readable=False)
    for term, key in [("true_share", "true_share"), ("honest_backtracks", "honest_share"), ("follows", "follows")]:
        result = reward(row, text_of(prose, row["answer"]), term)
        assert result.total == 0.0
        assert result.components[key] is None
        assert result.components["readable"] == 0.0
    assert rewards.study(rollout).total == 1.0


def test_another_problems_trace_is_readable_and_false() -> None:
    first, second = rows_of("countdown")
    process = rewards.judge(first, second["completion"]).process
    assert process.readable
    assert process.true_share is not None
    assert process.true_share < 1.0
    assert not process.follows


def test_no_backtracks_are_honest() -> None:
    row = rows_of("countdown", backtracks=0)[0]
    result = reward(row, row["completion"], "honest_backtracks")
    assert result.total == 1.0
    assert result.components == {"honest_share": None, "honest_backtracks": 0.0, "backtracks": 0.0, "readable": 1.0}


@pytest.mark.parametrize(
    ("change", "study", "correct", "format_"),
    [
        (text_of, 1.0, 1.0, 1.0),
        (lambda t, a: text_of("", a), 1.0, 1.0, 1.0),
        (lambda t, a: text_of(t, "1"), 0.1, 0.0, 1.0),
        (lambda t, a: text_of(t, ""), 0.1, 0.0, 1.0),
        (lambda t, a: text_of(t, a) + " There.", 0.0, 1.0, 0.0),
        (lambda t, a: text_of(t, a).replace("answer>", "Answer>"), 0.0, 0.0, 0.0),
        (lambda t, a: f"<think>{t} <answer>{a}</answer></think>", 0.0, 0.0, 0.0),
        (lambda t, a: text_of(t, a) + "<answer>1</answer>", 0.0, 0.0, 0.0),
        (lambda t, a: text_of(t, a) * 2, 0.0, 0.0, 0.0),
        (lambda t, a: text_of(t, f"<answer>{a}</answer>"), 0.0, 0.0, 0.0),
        (lambda t, a: f"<think>{t}</think>\n<answer>{a}", 0.0, 0.0, 0.0),
        (lambda t, a: f"<think>{t}</think>\n\\boxed{{{a}}}", 0.0, 0.0, 0.0),
        (lambda t, a: a, 0.0, 0.0, 0.0),
        (lambda t, a: None, 0.0, 0.0, 0.0),
        (lambda t, a: 5, 0.0, 0.0, 0.0),
        (lambda t, a: [], 0.0, 0.0, 0.0),
        (lambda t, a: {"content": [{"type": "text", "text": text_of(t, a)}]}, 1.0, 1.0, 1.0),
    ],
)
def test_format_and_answer_apart(
    change: Callable[[str, str], Any], study: float, correct: float, format_: float
) -> None:
    row = rows_of("countdown")[0]
    result = reward(row, change("try", row["answer"]))
    assert result == Reward(study, {"study": study, "correct": correct, "format": format_})
    assert float(result) == study
    assert reward(row, change("try", row["answer"]), "correct").total == correct
    assert reward(row, change("try", row["answer"]), "format").total == format_


def test_formats_can_be_chosen() -> None:
    row = rows_of("countdown")[0]
    loose = f"Sure: <Think>t</Think> \\boxed{{{row['answer']}}}"
    assert reward(row, loose).total == 0.0
    assert reward(row, loose, format="lenient").total == 1.0
    forbids = AnswerFormat(name="own", empty_thinking=False)
    assert reward(row, text_of(" ", row["answer"]), format=forbids).total == 0.0
    with pytest.raises(UnknownNameError):
        reward(row, loose, format="loose")


# --- length, weights, gates -------------------------------------------------------------------------------------------


def test_length_penalty() -> None:
    row = rows_of("countdown")[0]
    term = functools.partial(rewards.length_penalty, free=100, limit=200)
    for length, penalty in [(0, 0.0), (100, 0.0), (150, -0.5), (200, -1.0), (10**9, -1.0)]:
        result = reward(row, "x", term, length=length)
        assert result == Reward(penalty, {"length_penalty": penalty, "length": float(length)})
    assert reward(row, "x" * 150, term).total == -0.5
    assert reward(row, {"content": "x" * 100, "reasoning": "y" * 50}, term).total == -0.5
    assert reward(row, [{"role": "user", "content": "x" * 99}, {"role": "assistant", "content": "x" * 150}], term).total
    assert reward(row, {"content": [{"type": "text", "text": "x" * 150}]}, term).total == -0.5
    assert reward(row, None, term).total == 0.0
    for free, limit in [(200, 200), (-1, 5), (5, 3)]:
        with pytest.raises(ParameterError, match="free="):
            rewards.length_penalty(rewards.judge(row, ""), free=free, limit=limit)
    for length in (-1, 1.5, True):
        with pytest.raises(ParameterError, match="length="):
            reward(row, "", length=length)  # type: ignore[arg-type]


def test_weighted() -> None:
    row = rows_of("countdown")[0]
    mixed = rewards.weighted(("study", 1.0), (rewards.true_share, 0.5), ("length_penalty", 0.1))
    result = reward(row, row["completion"], mixed)
    assert result.total == 1.5
    assert {"study", "correct", "format", "true_share", "length_penalty"} <= set(result.components)
    assert reward(row, row["completion"], [("study", 1.0), ("true_share", 0.5)]).total == 1.5
    assert reward(row, text_of("Hm, well.", row["answer"]), mixed).total == 1.0
    assert reward(row, row["completion"], rewards.weighted((mixed, 2))).total == 3.0
    with pytest.raises(UnknownNameError, match="did you mean 'true_share'"):
        rewards.weighted(("true_shares", 1.0))
    with pytest.raises(UnknownNameError):
        reward(row, "", "studi")
    with pytest.raises(ParameterError, match="weight="):
        rewards.weighted(("study", math.nan))
    with pytest.raises(ParameterError, match="at least one"):
        rewards.weighted()


def test_only_if() -> None:
    row = rows_of("countdown", style="symbolic")[0]
    gated = rewards.only_if("correct", "true_share")
    assert reward(row, row["completion"], gated).total == 1.0
    wrong = reward(row, text_of(thinking_of(row), "1"), gated)
    assert wrong.total == 0.0  # a true text does not pay for a wrong answer
    assert wrong.components["true_share"] == 1.0
    assert wrong.components["correct"] == 0.0


def test_results_travel() -> None:
    row = rows_of("countdown")[0]
    result = reward(row, row["completion"])
    assert pickle.loads(pickle.dumps(result)) == result
    assert json.loads(json.dumps(dict(result.components))) == result.components


# --- rows -------------------------------------------------------------------------------------------------------------


def test_few_columns_are_enough() -> None:
    row = rows_of("countdown")[0]
    meta = json.loads(row["meta"])
    del meta["prompt_format"]
    unknown = {**row, "meta": json.dumps(meta)}
    for text in (row["completion"], row["completion"].removeprefix("<think>")):
        assert reward(unknown, text).total == 1.0
    few = {key: row[key] for key in ("task", "problem", "meta")}
    assert reward(few, row["completion"], "follows").total == 1.0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "it has no 'task'"),
        (None, "not a mapping"),
        ({"task": ["countdown"], "problem": [], "meta": []}, "must be a text"),
        ({"task": "countdown", "problem": "{}", "meta": "{}"}, "it has no 'parameters'"),
        ({"task": "countdown", "problem": "{", "meta": '{"parameters": {}}'}, "not a row of tracekit"),
        ({"task": "countdown", "problem": "{}", "meta": "[]"}, "not a row of tracekit"),
    ],
)
def test_damaged_rows(row: Any, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        reward(row, "")
    with pytest.raises(UnknownNameError):
        reward({"task": "countdwn", "problem": "{}", "meta": "{}"}, "")


# --- hostile ----------------------------------------------------------------------------------------------------------

EVERYTHING = [(name, 1.0) for name in rewards.REWARDS]
HOSTILE = {
    "tags": "<think>" * 150_000,
    "brackets": text_of("(" * 400_000, "(" * 400_000),
    "digits": text_of("9" * 90_000, "9" * 500_000),
    "tower": text_of("9**9**9", "9**9**9"),
    "code": text_of("", "__import__('os').system('true')"),
    "lines": text_of("\n" * 99_000 + ".", "1\n" * 100_000),
    "sentences": text_of(". " * 49_000, "5"),
    "surrogates": text_of("\ud800" * 9_000, "\udfff\x00\u202e"),
    "long": text_of("Wait. " * 100_000, "5"),
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", TASKS)
def test_hostile(name: str, text: str) -> None:
    row = rows_of(name)[0]
    start = time.perf_counter()
    for form in ("strict", "lenient"):
        result = reward(row, text, EVERYTHING, format=form)
        assert result.components["correct"] == 0.0
        assert result.components["follows"] in (None, 0.0)
    assert time.perf_counter() - start < 2.0  # measured: well below 0.1 s; the margin is for a busy machine


@pytest.mark.parametrize("name", TASKS)
def test_shuffled_and_cut_traces(name: str) -> None:
    """Whatever is done to a trace, the share is in [0, 1], and only a true and whole one is followed."""
    row = rows_of(name, style="symbolic")[0]
    thinking = thinking_of(row)

    @settings(max_examples=40)
    @given(st.randoms(use_true_random=False))
    def check(random: Any) -> None:
        lines = thinking.split("\n")
        a, b = random.randrange(len(lines)), random.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
        text = "\n".join(lines)[: random.randrange(1, len(thinking) + 1)]
        process = rewards.judge(row, text_of(text, row["answer"])).process
        if not process.readable:
            assert process.true_share is None
            return
        assert process.true_share is not None
        assert 0.0 <= process.true_share <= 1.0
        assert process.honest_backtracks is not None
        assert process.backtracks is not None
        assert process.honest_backtracks <= process.backtracks
        assert bool(process.follows) == (tracekit.certify(*_problem_of(row), text_of(text, row["answer"])).ok)

    check()


def _problem_of(row: Row) -> tuple[Any, Any]:
    loaded = tracekit.load_row(row)
    return loaded.task, loaded.problem
