"""Entries of reasoning-gym get a trace, and its own scorer gives the answers full marks."""

from __future__ import annotations

import copy
import itertools
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import BacktracksUnreachableError, ParameterError

TASKS = ("countdown", "sudoku", "mini_sudoku")
RECORDED = Path(__file__).parents[2] / "examples" / "data" / "reasoning_gym.jsonl"
Entry = Mapping[str, Any]


def recorded(name: str) -> list[dict[str, Any]]:
    entries = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()]
    return [entry for entry in entries if entry["metadata"]["source_dataset"] == name]


def solve_entries(name: str, entries: Iterable[Entry], k: int) -> list[tuple[Entry, str]]:
    """Our answer to every entry, at k backtracks or as many below as it can have."""
    task, answers = tracekit.get_task(name), []
    for number, entry in enumerate(entries):
        problem = task.from_reasoning_gym(entry)
        try:
            trace = tracekit.solve(task, problem, backtracks=k, seed=number)
        except BacktracksUnreachableError as error:
            k_reached = max(error.reachable)
            trace = tracekit.solve(task, problem, backtracks=k_reached, seed=number)
        certificate = tracekit.certify(task, problem, tracekit.render(trace, seed=number).text)
        assert certificate.ok, certificate.error
        assert trace.answer
        assert task.verify(problem, trace.answer)
        answers.append((entry, trace.answer))
    return answers


@pytest.mark.parametrize("name", TASKS)
def test_recorded_entries_are_solved(name: str) -> None:
    entries = recorded(name)
    assert len(entries) == 100
    task = tracekit.get_task(name)
    for k in (0, 5):
        answers = solve_entries(name, entries, k)
        assert len(answers) == 100
        if name == "countdown":
            for entry, answer in answers:
                value = eval(answer, {"__builtins__": {}})  # noqa: S307
                assert value == entry["metadata"]["target"]
        else:
            for entry, answer in answers:
                rows = [[*map(int, line.split())] for line in answer.split("\n")]
                assert rows == [[*row] for row in entry["metadata"]["solution"]]
    for entry in entries:
        assert task.verify(task.from_reasoning_gym(entry), entry["answer"])


@pytest.mark.parametrize("name", TASKS)
def test_recorded_entries_score_full_marks(name: str) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    dataset = reasoning_gym.create_dataset(name, seed=1, size=1)
    for entry, answer in solve_entries(name, recorded(name), 3):
        assert dataset.score_answer(answer, dict(entry)) == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", TASKS)
def test_fresh_entries_score_full_marks(name: str) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    for seed in (11, 5000, 10_000, 15_000, 20_000):
        dataset = reasoning_gym.create_dataset(name, seed=seed, size=100)
        answers = solve_entries(name, dataset, 2)
        assert len(answers) == 100
        for entry, answer in answers:
            assert dataset.score_answer(answer, entry) == 1.0, answer


@pytest.mark.parametrize("name", TASKS)
def test_entries_of_other_data_sets_are_refused(name: str) -> None:
    task = tracekit.get_task(name)
    for other in TASKS:
        if other != name:
            with pytest.raises(
                ParameterError, match=rf"^entry='{other}': must be an entry of reasoning-gym's '{name}'"
            ):
                task.from_reasoning_gym(recorded(other)[0])


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("entry", [None, 3, "entry", [], {}, {"metadata": None}, {"metadata": []}, {"metadata": {}}])
def test_what_is_no_entry_is_refused(name: str, entry: Any) -> None:
    with pytest.raises(ParameterError, match=r"^entry="):
        tracekit.get_task(name).from_reasoning_gym(entry)


NO_GRID = [
    None,
    "x",
    [],
    [[]],
    7,
    {},
    [["x"] * 9] * 9,
    [[10] * 9] * 9,
    [[-1] * 9] * 9,
    [[1, 2], [3]],
    [[math.nan] * 9] * 9,
]
DAMAGE = {
    "numbers": [None, "x", [], [0, 5], [-3, 4], [1.5], [[1]], {}, [10**9], [1] * 11],
    "target": [None, "x", [], -1, 1.5, math.nan, math.inf],
    "expression": [3, [], {}, "1+" * 5000 + "1"],
    "puzzle": NO_GRID,
    "solution": [*NO_GRID[1:], [[0] * 9] * 9],
}


@pytest.mark.parametrize("name", TASKS)
def test_damaged_entries_are_refused(name: str) -> None:
    task, entry = tracekit.get_task(name), recorded(name)[0]
    fields = ("numbers", "target", "expression") if name == "countdown" else ("puzzle", "solution")
    for field in fields:
        missing = copy.deepcopy(entry)
        del missing["metadata"][field]
        with pytest.raises(ParameterError, match=field):
            task.from_reasoning_gym(missing)
        for value in DAMAGE[field]:
            damaged = copy.deepcopy(entry)
            damaged["metadata"][field] = value
            with pytest.raises(ParameterError) as caught:
                task.from_reasoning_gym(damaged)
            assert "\n" not in str(caught.value)
            assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", TASKS)
def test_entries_with_the_solution_of_another_never_give_a_false_answer(name: str) -> None:
    task = tracekit.get_task(name)
    field = "expression" if name == "countdown" else "solution"
    n_refused = 0
    for first, second in itertools.pairwise(recorded(name)[:40]):
        damaged = copy.deepcopy(first)
        damaged["metadata"][field] = second["metadata"][field]
        try:
            problem = task.from_reasoning_gym(damaged)
            trace = tracekit.solve(task, problem, backtracks=0)
        except ParameterError as error:
            assert "\n" not in str(error)  # noqa: PT017
            n_refused += 1
        else:
            # A grid may be filled by inference alone, whatever the solution that came with it says.
            assert tracekit.certify(task, problem, trace).ok
            assert task.verify(problem, trace.answer)
    assert n_refused
