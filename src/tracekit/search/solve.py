"""From a problem to a trace with exactly the number of backtracks asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, Unpack

from tracekit.errors import ParameterError
from tracekit.search.space import space_of
from tracekit.search.strategies import Strategy, StrategyParameters, strategy_for
from tracekit.search.trace import Trace

if TYPE_CHECKING:
    from tracekit.tasks.base import Problem, Task

__all__ = ["solve", "solve_ladder"]

P = TypeVar("P", bound="Problem")


def solve(
    task: Task[P],
    problem: P,
    *,
    backtracks: int | None = None,
    seed: int = 0,
    strategy: str | Strategy | None = None,
    **parameters: Unpack[StrategyParameters],
) -> Trace[P]:
    """Search a problem so that the search backtracks exactly as often as asked.

    Args:
        task: the task that the problem belongs to; its settings decide how it is searched.
        problem: a problem of the task.
        backtracks: how many backtracks, 0 to 1000; left out where the strategy has as many as it happens to have.
        seed: same arguments, same trace.
        strategy: ``exhaustive``: a depth-first search whose order of moves is chosen; a move that is left has been
            refuted. ``detour``: wrong turns along the solution, each followed to one dead end and then set aside.
            ``natural``: the depth-first search as it runs. ``best_first``: the most promising open choice point is
            taken up next. Or a ``Strategy`` of your own. Left out: the task's own, ``task.default_strategy``.
        **parameters: of the strategy: ``depth``, ``distinct_causes``, ``ordering``, ``max_moves``; see
            ``StrategyParameters``.

    Raises:
        BacktracksUnreachableError: if no search of this problem has that many backtracks; it names those it can have.
        UnknownNameError, ParameterError: if an argument is not allowed.
    """
    chosen = strategy_for(task, strategy, **parameters)
    chosen.check_backtracks(backtracks)
    return _searched(task, problem, chosen, [] if backtracks is None else [backtracks], seed)[0]


def solve_ladder(
    task: Task[P],
    problem: P,
    *,
    backtracks: Sequence[int],
    seed: int = 0,
    strategy: str | Strategy | None = None,
    **parameters: Unpack[StrategyParameters],
) -> list[Trace[P]]:
    """One trace of the problem for each number of backtracks, all along the same way to the same solution.

    Raises:
        BacktracksUnreachableError: for the first number that cannot be had along with those before it.
        UnknownNameError, ParameterError: if an argument is not allowed.
    """
    chosen = strategy_for(task, strategy, **parameters)
    if not chosen.exact:
        raise ParameterError("strategy", chosen.name, "a ladder needs a strategy that backtracks as often as asked")
    for k in backtracks:
        chosen.check_backtracks(k)
    return _searched(task, problem, chosen, backtracks, seed)


def _searched(task: Task[P], problem: P, strategy: Strategy, levels: Sequence[int], seed: int) -> list[Trace[P]]:
    transcripts = strategy.search(space_of(task, problem), levels, seed)
    return [Trace(task, problem, tuple(each.events), each.measures) for each in transcripts]
