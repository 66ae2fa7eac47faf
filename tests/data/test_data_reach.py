"""The share of problems that can have k backtracks."""

from __future__ import annotations

import pytest

import tracekit


def test_shares_are_those_of_single_calls() -> None:
    task = tracekit.get_task("mini_sudoku", size=4, min_empty=8, max_empty=12)
    shares = tracekit.reachable_shares(task, backtracks=(0, 1, 3), n=20, seed=4, strategy="detour")
    for k, share in shares.items():
        reached = 0
        for index in range(20):
            try:
                tracekit.solve(task, task.problem(seed=4, index=index), backtracks=k, seed=index, strategy="detour")
            except tracekit.BacktracksUnreachableError:
                continue
            reached += 1
        assert share == reached / 20
    assert shares[0] == 1 > shares[3]


@pytest.mark.parametrize("wrong", [{"n": 0}, {"backtracks": [-1]}, {"strategy": "natural"}, {"strategy": "best"}])
def test_what_cannot_be_measured(wrong: dict[str, object]) -> None:
    with pytest.raises(tracekit.TracekitError):
        tracekit.reachable_shares(tracekit.get_task("countdown"), **wrong)  # type: ignore[arg-type]
