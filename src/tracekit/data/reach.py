"""Which numbers of backtracks a task's problems can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracekit.errors import BacktracksUnreachableError, ParameterError
from tracekit.search.planning import Depth
from tracekit.search.solve import Strategy, check_settings, solve
from tracekit.tasks import Task
from tracekit.tasks.base import Split

__all__ = ["reachable_shares"]


def reachable_shares(
    task: Task[Any, Any],
    *,
    backtracks: Sequence[int] = (0, 1, 2, 3, 5, 10, 20),
    n: int = 100,
    seed: int = 0,
    split: Split = "train",
    strategy: Strategy = "exhaustive",
    depth: Depth = "any",
) -> dict[int, float]:
    """The share of a task's problems that can have each number of backtracks, measured on some of them.

    Args:
        task: the task, with its parameters.
        backtracks: the numbers of backtracks to ask for.
        n: how many problems to look at.
        seed: the seed of the problems.
        split: their split.
        strategy: ``exhaustive`` or ``detour``.
        depth: see ``solve``.

    Returns:
        The share, from 0 to 1, for each number.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
    """
    for k in backtracks:
        check_settings(k, strategy, depth)
    if strategy == "natural":
        raise ParameterError("strategy", strategy, "must be 'exhaustive' or 'detour'")
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise ParameterError("n", n, "must be an integer of at least 1")
    reached = dict.fromkeys(backtracks, 0)
    for index in range(n):
        problem = task.problem(seed=seed, index=index, split=split)
        for k in reached:
            try:
                solve(task, problem, backtracks=k, seed=index, strategy=strategy, depth=depth)
            except BacktracksUnreachableError:
                continue
            reached[k] += 1
    return {k: count / n for k, count in reached.items()}
