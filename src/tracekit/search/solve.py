"""From a problem to a trace with exactly the number of backtracks asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from tracekit.errors import BacktracksUnreachableError, ParameterError, UnknownNameError
from tracekit.search.planning import Depth, Plan, Step, follow, plan_detours, plan_exhaustive
from tracekit.search.space import Space, space_of
from tracekit.search.trace import Trace
from tracekit.search.transcript import Order, Transcript, follow_detours, search
from tracekit.seeding import Stream

if TYPE_CHECKING:
    from tracekit.tasks.base import Problem, Task

__all__ = ["DEFAULT_MAX_MOVES", "Ordering", "Strategy", "check_settings", "solve", "solve_ladder"]

Strategy = Literal["exhaustive", "detour", "natural"]
Ordering = Literal["given", "shuffled", "plausible", "best_first"]

_STRATEGIES, _DEPTHS, _ORDERINGS = get_args(Strategy), get_args(Depth), get_args(Ordering)

DEFAULT_MAX_MOVES = 2000
MAX_BACKTRACKS = 1000

P = TypeVar("P", bound="Problem")


def solve(
    task: Task[P],
    problem: P,
    *,
    backtracks: int | None = None,
    seed: int = 0,
    strategy: Strategy = "exhaustive",
    depth: Depth = "any",
    ordering: Ordering = "shuffled",
    max_moves: int = DEFAULT_MAX_MOVES,
) -> Trace[P]:
    """Search a problem so that the search backtracks exactly as often as asked.

    Args:
        task: the task that the problem belongs to; its settings decide how it is searched.
        problem: a problem of the task.
        backtracks: how many backtracks, 0 to 1000. With ``strategy="natural"`` it must be left out.
        seed: same arguments, same trace.
        strategy: ``exhaustive``: a depth-first search whose order of moves is chosen; a move that is left has been
            refuted. ``detour``: wrong turns along the solution, each followed to one dead end and then set aside.
            ``natural``: the depth-first search as it runs under ``ordering``.
        depth: where the wrong turns lie: ``any``, ``early`` or ``late``. For ``exhaustive`` and ``detour``.
        ordering: how ``natural`` orders moves: as ``given``, ``shuffled``, ``plausible`` (drawn by the task's own
            heuristic) or ``best_first`` (sorted by it).
        max_moves: ``natural`` gives up after so many moves; the trace then is not ``solved``.

    Raises:
        BacktracksUnreachableError: if no search of this problem has that many backtracks; it names those it can have.
        ParameterError: if an argument is not allowed.
    """
    if strategy == "natural":
        check_settings(backtracks, strategy, depth, ordering, max_moves)
        stream = Stream("natural", seed, ordering)
        space = space_of(task, problem)
        return _trace(task, problem, search(space, _natural_order(space, stream, ordering), max_moves))
    if backtracks is None:
        raise ParameterError("backtracks", None, f"must be a number from 0 to {MAX_BACKTRACKS} for {strategy!r}")
    return solve_ladder(task, problem, backtracks=[backtracks], seed=seed, strategy=strategy, depth=depth)[0]


def solve_ladder(
    task: Task[P],
    problem: P,
    *,
    backtracks: Sequence[int],
    seed: int = 0,
    strategy: Strategy = "exhaustive",
    depth: Depth = "any",
) -> list[Trace[P]]:
    """One trace of the problem for each number of backtracks, all along the same way to the same solution.

    Raises:
        BacktracksUnreachableError: for the first number that cannot be had along with those before it.
        ParameterError: if an argument is not allowed.
    """
    for k in backtracks:
        check_settings(k, strategy, depth)
    if strategy == "natural":
        raise ParameterError("strategy", strategy, "a ladder needs 'exhaustive' or 'detour'")
    planner = plan_exhaustive if strategy == "exhaustive" else plan_detours
    space = space_of(task, problem)
    reachable: dict[int, int] = dict.fromkeys(backtracks, 0)
    for guide in space.guides(Stream("path", seed)):
        steps = follow(space, guide)
        plans: list[tuple[Plan, Stream]] = []
        for k in backtracks:
            stream = Stream("plan", seed, strategy, depth, k)
            plan = planner(space, steps, k, stream, depth)
            reachable[k] |= plan.reachable
            if plan.lines is None:
                break
            plans.append((plan, stream))
        else:
            return [_trace(task, problem, _carry_out(space, steps, plan, strategy, stream)) for plan, stream in plans]
    # Where each number can be had, but not all along one way, the last one that failed is to blame.
    failed = next((k for k in backtracks if not reachable[k] >> k & 1), k)
    raise BacktracksUnreachableError(failed, [n for n in range(failed + 1) if reachable[failed] >> n & 1])


def check_settings(
    backtracks: object,
    strategy: str = "exhaustive",
    depth: str = "any",
    ordering: str = "shuffled",
    max_moves: int = DEFAULT_MAX_MOVES,
) -> None:
    """Raise if one of the settings of a search is not allowed."""
    for name, value, known in (
        ("strategy", strategy, _STRATEGIES),
        ("depth", depth, _DEPTHS),
        ("ordering", ordering, _ORDERINGS),
    ):
        if value not in known:
            raise UnknownNameError(name, value, known)
    if strategy == "natural":
        if backtracks is not None:
            raise ParameterError("backtracks", backtracks, "must be left out: a natural search has as many as it has")
    elif isinstance(backtracks, bool) or not isinstance(backtracks, int) or not 0 <= backtracks <= MAX_BACKTRACKS:
        raise ParameterError("backtracks", backtracks, f"must be an integer from 0 to {MAX_BACKTRACKS}")
    if isinstance(max_moves, bool) or not isinstance(max_moves, int) or max_moves < 1:
        raise ParameterError("max_moves", max_moves, "must be an integer of at least 1")


def _carry_out(
    space: Space[Any, Any], steps: Sequence[Step], plan: Plan, strategy: Strategy, stream: Stream
) -> Transcript:
    lines = plan.lines or []
    if strategy == "detour":
        return follow_detours(space, [(step.right_move, wrong) for step, wrong in zip(steps, lines, strict=True)])
    planned = {
        step.state: [*[line[0] for line in wrong], step.right_move] for step, wrong in zip(steps, lines, strict=True)
    }

    def order(state: Any, moves: Sequence[Any]) -> Sequence[Any]:
        if state in planned:
            return planned[state]
        return stream.shuffled_weighted(moves, space.plausibility(state, moves))

    return search(space, order, slips=lambda state: planned[state][:-1] if state in planned else ())


def _natural_order(space: Space[Any, Any], stream: Stream, ordering: Ordering) -> Order:
    def by_plausibility(state: Any, moves: Sequence[Any]) -> Sequence[Any]:
        weights = space.plausibility(state, moves)
        return [moves[i] for i in sorted(range(len(moves)), key=lambda i: -weights[i])]

    orders: dict[str, Callable[[Any, Sequence[Any]], Sequence[Any]]] = {
        "given": lambda state, moves: moves,
        "shuffled": lambda state, moves: stream.shuffled(moves),
        "plausible": lambda state, moves: stream.shuffled_weighted(moves, space.plausibility(state, moves)),
        "best_first": by_plausibility,
    }
    return orders[ordering]


def _trace(task: Task[P], problem: P, transcript: Transcript) -> Trace[P]:
    return Trace(task, problem, tuple(transcript.events), transcript.measures)
