"""Which numbers of backtracks a task's problems can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from tracekit.errors import BacktracksUnreachableError, ParameterError, check_integer
from tracekit.search.solve import solve
from tracekit.search.strategies import Strategy, StrategyParameters, strategy_for
from tracekit.tasks import Task
from tracekit.tasks.base import Split

__all__ = ["reachable_shares"]


def reachable_shares(
    task: Task,
    *,
    backtracks: Sequence[int] = (0, 1, 2, 3, 5, 10, 20),
    n: int = 100,
    seed: int = 0,
    split: Split = "train",
    strategy: str | Strategy | None = None,
    **parameters: Unpack[StrategyParameters],
) -> dict[int, float]:
    """The share of a task's problems that can have each number of backtracks, measured on some of them.

    Args:
        task: the task, with its parameters.
        backtracks: the numbers of backtracks to ask for.
        n: how many problems to look at.
        seed: the seed of the problems.
        split: their split.
        strategy: one that backtracks as often as asked, as ``exhaustive`` and ``detour`` do; left out: the task's own.
        **parameters: of the strategy; see ``solve``.

    Returns:
        The share, from 0 to 1, for each number.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
    """
    search = strategy_for(task, strategy, **parameters)
    if not search.exact:
        raise ParameterError("strategy", search.name, "must be one that backtracks as often as asked")
    for k in backtracks:
        search.check_backtracks(k)
    check_integer("n", n, at_least=1)
    reached = dict.fromkeys(backtracks, 0)
    for index in range(n):
        problem = task.problem(seed=seed, index=index, split=split)
        for k in reached:
            try:
                solve(task, problem, backtracks=k, seed=index, strategy=search)
            except BacktracksUnreachableError:
                continue
            reached[k] += 1
    return {k: count / n for k, count in reached.items()}
