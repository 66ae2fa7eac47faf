"""Data sets of several tasks."""

from __future__ import annotations

from collections import Counter

import pytest

import tracekit
from tracekit import ParameterError

COUNTDOWN = tracekit.get_task("countdown", max_numbers=4)
MINI = tracekit.get_task("mini_sudoku")


def test_shares_are_kept() -> None:
    data = tracekit.make_dataset({COUNTDOWN: 3, MINI: 1}, n=400, backtracks=0)
    # 300 are expected; the standard deviation is 8.7.
    assert abs(Counter(data["task"])["countdown"] - 300) < 45


def test_a_mixed_row_is_the_row_of_its_own_task() -> None:
    mixed = tracekit.make_dataset([COUNTDOWN, MINI], n=40, backtracks=1, seed=3)
    own = {task.name: tracekit.make_dataset(task, n=40, backtracks=1, seed=3) for task in (COUNTDOWN, MINI)}
    assert set(mixed["task"]) == {"countdown", "mini_sudoku"}
    for row in mixed:
        assert row == own[row["task"]][row["index"]]
        assert tracekit.certify_row(row)[1] == ""


def test_workers_and_streams_give_the_same_rows() -> None:
    data = tracekit.make_dataset({COUNTDOWN: 1, MINI: 1}, n=130, backtracks={0: 1, 1: 1})
    assert tracekit.make_dataset({COUNTDOWN: 1, MINI: 1}, n=130, backtracks={0: 1, 1: 1}, workers=2)[:] == data[:]
    stream = tracekit.stream_dataset({COUNTDOWN: 1, MINI: 1}, backtracks={0: 1, 1: 1})
    assert [row["id"] for row in stream.take(130)] == data["id"]


def test_a_ladder_of_several_tasks() -> None:
    data = tracekit.make_dataset([COUNTDOWN, MINI], n=10, backtracks=(0, 1), ladder=True)
    assert data["backtracks"] == [0, 1] * 10
    assert data["fingerprint"][::2] == data["fingerprint"][1::2]


@pytest.mark.parametrize("tasks", [[], {}, [COUNTDOWN, "sudoku"], {COUNTDOWN: -1}, {COUNTDOWN: 0}, {COUNTDOWN: "x"}])
def test_what_is_no_mixture(tasks: object) -> None:
    with pytest.raises(ParameterError, match="task="):
        tracekit.make_dataset(tasks, n=1, backtracks=0)  # type: ignore[arg-type]
