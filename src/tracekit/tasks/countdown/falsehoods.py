"""Falsehoods about Countdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from tracekit.errors import BacktracksUnreachableError
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Solved
from tracekit.search.hindsight import Hindsight, PassedChoice
from tracekit.search.solve import solve
from tracekit.search.space import Choice, space_of
from tracekit.search.trace import Trace
from tracekit.search.walk import moves_at_end
from tracekit.seeding import Stream
from tracekit.tasks.base import Task
from tracekit.tasks.countdown.expressions import expression_of
from tracekit.tasks.countdown.problem import Combine, CountdownProblem, Miss, Numbers
from tracekit.tasks.countdown.space import CountdownSpace
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods, near_number, other_digits

MOST = 10**6
"""The largest number that a problem may have."""

WALKS = 20
"""So many ways to combine the numbers are looked at for one that comes near the target."""


class CountdownFalsehoods(Falsehoods[CountdownProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: CountdownProblem, stream: Stream) -> Iterator[str]:
        """Expressions over all of the numbers that come near the target."""
        space = cast("CountdownSpace", space_of(self.task, problem))
        for _ in range(200):
            moves = _near_miss(space, space.start(), stream)
            if moves:
                yield expression_of(problem.numbers, moves, moves[-1].result)

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Miss]:
        """A result given up although numbers are left; for a real dead end another result, or another target."""
        space = cast("CountdownSpace", doubt.space)
        target, last = space.target, doubt.last
        if doubt.reason is None:
            # With more numbers left nobody would think that this is the end.
            if isinstance(last, Combine) and last.result != target and len(doubt.state) <= 3:
                yield Miss(last.result, target)
            return
        while True:
            if stream.chance(0.5):
                miss = Miss(near_number(int(doubt.reason.result), stream), target)
            else:
                miss = Miss(doubt.reason.result, int(other_digits(str(target), stream)))
            if miss.result >= 0 and miss.result != miss.target:
                yield miss

    def confident_turns(self, trace: Trace[CountdownProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A line that ends near the target, with the last result misreckoned so that it seems to be the target.

        It has as many backtracks as the trace had, as far as can be: it is searched for as if the near number were the
        target.
        """
        walk = Hindsight(trace)
        space = cast("CountdownSpace", walk.space)
        nodes = [node for node in walk.nodes() if walk.untried(node)]
        for _ in range(30 if nodes else 0):
            # The nearest of six: the smaller the difference, the more easily one misreckons.
            tries: list[tuple[float, PassedChoice, list[Combine]]] = []
            for _ in range(6):
                node = stream.pick(nodes)
                moves = _near_miss(space, node.state, stream)
                if moves and moves[0] in walk.untried(node) and moves[-1].result > 0:
                    tries.append((abs(float(moves[-1].result) - space.target), node, moves))
            if tries:
                _, node, moves = min(tries, key=lambda found: found[0])
                yield _told(trace, walk, node, moves, stream)


def _near_miss(space: CountdownSpace, state: Numbers, stream: Stream) -> list[Combine]:
    """Moves from a state down to one number that is not the target but near it; empty if there are none."""
    found: list[list[Combine]] = []
    weights: list[float] = []
    for _ in range(WALKS):
        moves, now = [], state
        while isinstance(view := space.look(now), Choice):
            # The last move is the one that comes nearest.
            if len(now) == 2:
                weighted = [1 / (1 + abs(float(move.result) - space.target)) ** 2 for move in view.moves]
            else:
                weighted = [weight**0.5 for weight in space.plausibility(now, view.moves)]
            moves.append(stream.pick_weighted(view.moves, weighted))
            now = space.after(now, moves[-1])
        if moves and len(now) == 1 and now[0] != space.target and now[0] == int(now[0]):
            found.append(moves)
            weights.append(1 / abs(float(now[0]) - space.target) ** 2)
    return stream.pick_weighted(found, weights) if found else []


def _told(
    trace: Trace[CountdownProblem], walk: Hindsight, node: PassedChoice, moves: Sequence[Combine], stream: Stream
) -> ConfidentTurn:
    target, near = trace.problem.target, moves[-1].result
    events: list[Event] = list(trace.events[: node.tried[-1]])
    begin = len(events)
    events.append(Decision(moves[0]))
    state = walk.space.after(node.state, moves[0])
    missing = trace.n_backtracks - sum(isinstance(event, Backtrack) for event in events)
    events += (missing > 0 and _searched(trace, state, moves[1:], missing, stream)) or _straight(walk, state, moves[1:])
    path = [move for move in moves_at_end(tuple(events)) if isinstance(move, Combine)]
    answer = expression_of(trace.problem.numbers, path, near)
    events[-1] = Decision(path[-1]._replace(result=target))
    events.append(Solved(answer))
    return ConfidentTurn(tuple(events), tuple(range(begin, len(events))), answer)


def _straight(walk: Hindsight, state: Numbers, moves: Sequence[Combine]) -> list[Event]:
    """Some moves from a state on, one after another."""
    events: list[Event] = []
    for move in moves:
        events += [ChoicePoint(state), Decision(move)]
        state = walk.space.after(state, move)
    return events


def _searched(
    trace: Trace[CountdownProblem], state: Numbers, moves: Sequence[Combine], k: int, stream: Stream
) -> list[Event]:
    """A search from a state on with k dead ends for what the moves come to; empty if there is none.

    What it says of its dead ends is true of the target too.
    """
    target = trace.problem.target
    numbers = tuple([number for number in state if isinstance(number, int) and 0 < number <= MOST])
    if not moves or len(numbers) < len(state):
        return []
    near = int(moves[-1].result)
    found = _ladder(trace.task, numbers, near, expression_of(numbers, moves, near), k, stream.seed)
    events: list[Event] = []
    for event in found:
        if isinstance(event, Decision) and event.move.result == target:
            return []
        events.append(DeadEnd(Miss(event.reason.result, target)) if isinstance(event, DeadEnd) else event)
    return events


def _ladder(task: Task, numbers: tuple[int, ...], target: int, solution: str, k: int, seed: int) -> Sequence[Event]:
    """The events of a search with k backtracks, or with as many as can be, without its end."""
    problem = CountdownProblem(numbers=numbers, target=target, solution=solution)
    for _ in range(2):
        try:
            return solve(task, problem, backtracks=k, seed=seed).events[:-1]
        except BacktracksUnreachableError as error:
            k = max((n for n in error.reachable if n < k), default=0)
    return ()
