"""Entries of reasoning-gym's one-dimensional ARC."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit import ParameterError, Trace
from tracekit.search.events import ChoicePoint, Decision
from tracekit.tasks.arc_1d import Arc1D
from tracekit.tasks.arc_1d.families import FAMILIES, outcome
from tracekit.tasks.arc_1d.outside import RULES

STYLES = ("prose", "symbolic", "reflective")
STRATEGIES = ("exhaustive", "detour")
TASK = Arc1D()


def entries(n_seeds: int, size: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    for seed in range(n_seeds):
        data = reasoning_gym.create_dataset("arc_1d", seed=1 + seed * 100_000, size=size)
        for entry in data:
            yield data, entry


def check_entries(n_seeds: int, size: int) -> tuple[Counter[str], set[str]]:
    flags, names = Counter[str](), set()
    for n, (data, entry) in enumerate(entries(n_seeds, size)):
        metadata = entry["metadata"]
        names.add(metadata["task_name"])
        # Its own pairs judge our rules: each is a function of its own making.
        family, parameter = RULES[metadata["task_name"]]
        for pair in (*metadata["train_examples"], metadata["test_example"]):
            before, after = ("".join(map(str, pair[side])) for side in ("input", "output"))
            assert outcome(FAMILIES[family], parameter, before) == after, metadata["task_name"]
        problem = TASK.from_reasoning_gym(entry)
        flags.update(problem.flags)
        assert TASK.verify(problem, entry["answer"])
        for k, strategy in ((0, "exhaustive"), (n % 4, STRATEGIES[n % 2])):
            trace = tracekit.solve(TASK, problem, backtracks=k, seed=n, strategy=strategy)
            style = list(STYLES)[n % 3]
            certificate = tracekit.certify(TASK, problem, tracekit.render(trace, style, seed=n).text)
            assert certificate.ok, certificate.error
            assert certificate.n_backtracks == k
            assert data.score_answer(trace.answer, entry) == 1.0
        natural = tracekit.solve(TASK, problem, strategy="natural", seed=n)
        assert natural.answer == entry["answer"]
    return flags, names


def test_entries_of_reasoning_gym() -> None:
    assert len(RULES) == 70
    check_entries(2, 40)


@pytest.mark.slow
def test_500_entries_of_reasoning_gym() -> None:
    flags, names = check_entries(5, 400)
    assert names == set(RULES)
    assert 10 < flags["ambiguous"] < 120


def entry_of(pairs: list[tuple[str, str]], test: tuple[str, str], name: str) -> dict[str, Any]:
    def rows(pair: tuple[str, str]) -> dict[str, list[int]]:
        return {"input": list(map(int, pair[0])), "output": list(map(int, pair[1]))}

    examples = [rows(pair) for pair in pairs]
    return {
        "metadata": {
            "source_dataset": "arc_1d",
            "task_name": name,
            "train_examples": examples,
            "test_example": rows(test),
        }
    }


def test_an_ambiguous_entry_is_solved_under_its_own_rule_and_flagged() -> None:
    # Nothing wraps in the pairs, so they might as well be shifted; the last row tells the two apart.
    pairs = [("0330000000", "0033000000"), ("0004000000", "0000400000"), ("5550000000", "0555000000")]
    entry = entry_of(pairs, ("0000000066", "6000000006"), "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert problem.flags == ("ambiguous",)
    for seed in range(10):
        for k in (0, 3):
            trace = tracekit.solve(TASK, problem, backtracks=k, seed=seed)
            assert trace.answer == "6 0 0 0 0 0 0 0 0 6"
            assert tracekit.certify(TASK, problem, tracekit.render(trace, seed=seed).text).ok
    rival = [ChoicePoint("pairs"), Decision("shift_right"), ChoicePoint("shift_right")]
    error = tracekit.certify(TASK, problem, Trace(TASK, problem, tuple(rival))).error
    assert error is not None


def test_entries_that_show_little_are_flagged_and_solved() -> None:
    full = ("3333333333", "3333333333")
    entry = entry_of([full, full, full], ("4444444440", "0444444444"), "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert "no_pair_changes" in problem.flags
    assert tracekit.solve(TASK, problem, backtracks=0).answer == "0 4 4 4 4 4 4 4 4 4"
    entry = entry_of([("3333333330", "0333333333")] * 3, full, "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert problem.flags == ("test_does_not_change",)
    trace = tracekit.solve(TASK, problem, backtracks=2)
    assert tracekit.certify(TASK, problem, tracekit.render(trace).text).ok


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source_dataset": "sudoku"}, "must be an entry of reasoning-gym's 'arc_1d'"),
        ({"task_name": "fly"}, "task_name='fly'"),
        ({"train_examples": None}, "must have pairs"),
        ({"test_example": {}}, "must have pairs"),
        ({"test_example": {"input": [1, 2], "output": [1]}}, "must be as long as its input"),
        ({"test_example": {"input": ["a"], "output": [1]}}, "must be 1 to 100 digits"),
    ],
)
def test_damaged_entries_are_refused(change: dict[str, Any], message: str) -> None:
    entry = entry_of([("0330000000", "0033000000")], ("0004000000", "0000400000"), "move_1pix_solid_right")
    TASK.from_reasoning_gym(entry)
    entry["metadata"].update(change)
    with pytest.raises(ParameterError, match=re.escape(message)):
        TASK.from_reasoning_gym(entry)
