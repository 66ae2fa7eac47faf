"""Rows for problems that are there already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import ParameterError

RECORDED = Path(__file__).parents[2] / "examples" / "data" / "reasoning_gym.jsonl"
SUDOKU = tracekit.get_task("sudoku")


@pytest.fixture(scope="module")
def problems() -> list[Any]:
    entries = map(json.loads, RECORDED.read_text(encoding="utf-8").splitlines())
    return [SUDOKU.from_reasoning_gym(e) for e in entries if e["metadata"]["source_dataset"] == "sudoku"][:40]


def test_each_problem_has_its_row_or_cannot_have_it(problems: list[Any]) -> None:
    data = tracekit.trace_dataset(SUDOKU, problems, backtracks=5, seed=2)
    assert 20 < len(data) < 40
    assert set(data["backtracks"]) == {5}
    for row in data:
        assert row["fingerprint"] == SUDOKU.fingerprint(problems[row["index"]])
        assert row["split"] == SUDOKU.split_of(problems[row["index"]])
        assert tracekit.certify_row(row)[1] == ""
    for index in set(range(40)) - set(data["index"]):
        with pytest.raises(tracekit.BacktracksUnreachableError):
            tracekit.solve(SUDOKU, problems[index], backtracks=5)


def test_a_ladder_of_given_problems(problems: list[Any]) -> None:
    data = tracekit.trace_dataset(SUDOKU, problems[:10], backtracks=(0, 1, 2), ladder=True, prompt_format="chat")
    assert data["backtracks"] == [0, 1, 2] * (len(data) // 3)
    assert data["index"][::3] == data["index"][2::3]


def test_a_row_of_our_own_problem_is_the_same() -> None:
    """Given the problems of a data set, its rows come out again, up to where the problem came from."""
    task = tracekit.get_task("countdown")
    data = tracekit.make_dataset(task, n=8, backtracks=3, seed=4)
    again = tracekit.trace_dataset(task, [tracekit.load_row(row).problem for row in data], backtracks=3, seed=4)
    assert again[:] == data[:]


def test_flags_reach_the_row() -> None:
    task = tracekit.get_task("zebra_puzzles")
    problem = task.problem().model_copy(update={"flags": ("several_solutions",)})
    row = tracekit.trace_dataset(task, [problem], backtracks=0)[0]
    assert json.loads(row["meta"])["flags"] == ["several_solutions"]


def test_what_is_not_allowed(problems: list[Any]) -> None:
    with pytest.raises(ParameterError, match="split="):
        tracekit.trace_dataset(SUDOKU, problems, backtracks=1, split="test")
    with pytest.raises(ParameterError, match="problem="):
        tracekit.trace_dataset(tracekit.get_task("countdown"), problems[:1], backtracks=1)
    assert len(tracekit.trace_dataset(SUDOKU, [], backtracks=1)) == 0
