"""Choosing wrong turns so that a genuine search backtracks exactly k times.

Along a solution path each choice point has wrong moves. Under ``exhaustive`` a wrong move costs as many backtracks as
its subtree has dead ends; the costs of the wrong moves tried add up, so a subset of them whose costs sum to k gives a
search with exactly k backtracks. Dead ends are counted only up to k, so a plan's cost grows with the length of the path
and with k, not with the size of the tree. Under ``detour`` each wrong turn costs one backtrack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from tracekit.errors import ParameterError
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Derivation, Guide, Space
from tracekit.seeding import Stream

__all__ = ["Depth", "Plan", "Step", "follow", "plan_detours", "plan_exhaustive"]

SPREAD = 4

Depth = Literal["any", "early", "late"]
"""Where the wrong turns lie: anywhere, as near as possible to the start, or as near as possible to the solution."""


class Step(NamedTuple):
    """A choice point on the solution path, or a step of a derivation."""

    state: Any
    view: Choice[Any] | Derivation[Any]
    right: int = 0

    @property
    def is_choice(self) -> bool:
        """Whether there is something to choose."""
        return isinstance(self.view, Choice)

    @property
    def moves(self) -> tuple[Any, ...]:
        """All moves; those of a derivation are the right one, then its slips (which may have to be worked out)."""
        return self.view.moves if isinstance(self.view, Choice) else (self.view.move, *self.view.slips)

    @property
    def right_move(self) -> Any:
        """The move that leads to the solution."""
        return self.view.moves[self.right] if isinstance(self.view, Choice) else self.view.move


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found for one path and one k.

    Attributes:
        reachable: the numbers of backtracks from 0 to k that the path can have, as a bit set; complete only where k is
            not among them.
        lines: for each choice point of the path its wrong lines in the order they are followed; None if k is
            unreachable. Under ``exhaustive`` a line is its first move.
    """

    reachable: int
    lines: list[list[tuple[Any, ...]]] | None


def follow(space: Space[Any, Any], guide: Guide[Any, Any]) -> list[Step]:
    """The choice points on the way to the solution that a guide points to.

    Raises:
        ParameterError: if the way ends in a dead end.
    """
    state, steps = space.start(), []
    while True:
        view = space.look(state)
        if isinstance(view, Choice):
            right = guide(state, view.moves)
            steps.append(Step(state, view, right))
            state = space.after(state, view.moves[right])
        elif isinstance(view, Derivation):
            steps.append(Step(state, view))
            state = space.after(state, view.move)
        elif isinstance(view, Inference):
            state = space.after(state, view.move)
        elif isinstance(view, DeadEnd):
            raise ParameterError("problem", space.start(), f"its solution leads to a dead end: {view.reason}")
        else:
            return steps


def plan_exhaustive(space: Space[Any, Any], steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> Plan:
    """Choose wrong moves whose dead ends sum to exactly ``k``, plausible ones rather than others."""
    if k == 0:
        return Plan(1, [[] for _ in steps])
    items: list[_Item] = []
    reachable, within = 1, (1 << (k + 1)) - 1
    # Early and late want the first levels that do; for any, some more are weighed, lest all wrong turns lie at one.
    levels_wanted = SPREAD if depth == "any" else 1
    n_levels = 0
    for place, level in enumerate(_levels(len(steps), stream, depth)):
        step = steps[level]
        if reachable >> k & 1 and n_levels >= levels_wanted:
            break
        state, is_choice = step.state, step.is_choice
        if space.cheapest_wrong_move(state) > k:
            continue
        rank = 0
        for move in _wrong_moves(space, step, stream):
            # A slip is refuted by what is forced after it: one dead end.
            cost = space.cost_of(state, move, k) if is_choice else 1
            if cost is not None:
                items.append(_Item(level, move, cost, place, rank))
                rank += 1
                reachable = (reachable | reachable << cost) & within
                if reachable >> k & 1 and (n_levels + 1 >= levels_wanted or rank >= k + SPREAD):
                    break
        n_levels += rank > 0
    if not reachable >> k & 1:
        return Plan(reachable, None)
    return Plan(reachable, _choose(items, k, len(steps), stream, depth))


class _Item(NamedTuple):
    """A wrong move that may be tried: ``place`` is its level in their order, ``rank`` its own in the level."""

    level: int
    move: Any
    cost: int
    place: int
    rank: int


_RANK_FIRST, _PLACE_FIRST = itemgetter(4, 3), itemgetter(3, 4)


def _choose(items: Sequence[_Item], k: int, n_levels: int, stream: Stream, depth: Depth) -> list[list[tuple[Any, ...]]]:
    """A subset of the items whose costs sum to ``k``: those wanted most are considered first."""
    wanted_last = sorted(items, key=_RANK_FIRST if depth == "any" else _PLACE_FIRST, reverse=True)
    within = (1 << (k + 1)) - 1
    sums = [1]  # sums[i]: bit set of the totals that the first i of them can make
    for item in wanted_last:
        sums.append((sums[-1] | sums[-1] << item.cost) & within)
    lines: list[list[tuple[Any, ...]]] = [[] for _ in range(n_levels)]
    rest = k
    for i in range(len(wanted_last) - 1, -1, -1):
        if rest == 0:
            break
        item = wanted_last[i]
        with_it = item.cost <= rest and sums[i] >> (rest - item.cost) & 1
        without = sums[i] >> rest & 1
        if with_it and (not without or depth != "any" or stream.chance(0.5)):
            lines[item.level].append((item.move,))
            rest -= item.cost
    return [stream.shuffled(line) if len(line) > 1 else line for line in lines]


_NONE_LEFT = object()


def plan_detours(space: Space[Any, Any], steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> Plan:
    """Choose ``k`` wrong turns, each with one line down to a dead end."""
    lines: list[list[tuple[Any, ...]]] = [[] for _ in steps]
    waiting = [_wrong_moves(space, step, stream) for step in steps]
    levels = _levels(len(steps), stream, depth)
    found = 0
    while found < k and levels:
        # Anywhere means any level with equal chance, although the first ones often have more wrong moves.
        level = stream.pick(levels) if depth == "any" else levels[0]
        move = next(waiting[level], _NONE_LEFT)
        if move is _NONE_LEFT:
            levels.remove(level)
            continue
        below = _line_to_dead_end(space, space.after(steps[level].state, move), stream)
        if below is not None:
            lines[level].append((move, *below))
            found += 1
    return Plan((1 << (found + 1)) - 1, lines if found == k else None)


def _levels(n: int, stream: Stream, depth: Depth) -> list[int]:
    levels = list(range(n))
    return levels if depth == "early" else levels[::-1] if depth == "late" else stream.shuffled(levels)


def _wrong_moves(space: Space[Any, Any], step: Step, stream: Stream) -> Iterator[Any]:
    """The wrong moves of a choice point, plausible ones first (drawn by weight)."""
    moves = list(step.moves)
    weights = list(space.plausibility(step.state, moves))
    del moves[step.right], weights[step.right]
    yield from stream.draws_weighted(moves, weights)


def _line_to_dead_end(space: Space[Any, Any], state: Any, stream: Stream) -> tuple[Any, ...] | None:
    """Decisions that lead from a state to some dead end, drawn by plausibility; None if all ways lead to the goal."""
    decisions: list[Any] = []
    stack: list[tuple[Any, int, Any]] = [(state, 0, None)]
    while stack:
        state, n_decisions, move = stack.pop()
        del decisions[n_decisions:]
        if move is not None:
            decisions.append(move)
        view = space.look(state)
        while isinstance(view, Inference | Derivation):
            state = space.after(state, view.move)
            view = space.look(state)
        if isinstance(view, DeadEnd):
            return tuple(decisions)
        if isinstance(view, Choice):
            order = stream.shuffled_weighted(view.moves, space.plausibility(state, view.moves))
            depth = len(decisions)
            stack.extend((space.after(state, move), depth, move) for move in reversed(order))
    return None
