"""Exactly k backtracks by the order of moves alone.

Along a solution path each choice point has wrong moves. A wrong move costs as many backtracks as its subtree has dead
ends; the costs of the wrong moves tried add up, so a subset of them whose costs sum to k gives a search with exactly k
backtracks. Dead ends are counted only up to k, so a plan's cost grows with the length of the path and with k, not with
the size of the tree.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from operator import itemgetter
from typing import ClassVar, NamedTuple

from tracekit.search.conditioned import Conditioned, Level, Wrong
from tracekit.search.depth_first import search_depth_first
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.planning import Depth, Line, Planner, Step, levels_by_depth, wrong_moves
from tracekit.search.space import Choice, Derivation, Space
from tracekit.search.strategies.base import PlannedStrategy
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream

__all__ = ["Exhaustive"]

SPREAD = 4
"""Wrong turns that may lie anywhere are looked for at so many levels at least, lest they all lie at one."""


class Exhaustive(PlannedStrategy):
    """A depth-first search whose order of moves is chosen; a move that is left has been refuted.

    With ``depth="natural"`` it is drawn as the natural search under ``ordering="plausible"`` would be, if of its runs
    only those counted that come to this solution, this way, with exactly k backtracks. (A step of a derivation is got
    wrong as if its slips were moves.)
    """

    name: ClassVar[str] = "exhaustive"

    def plan(self, space: Space, steps: Sequence[Step], k: int, stream: Stream) -> Planner:
        kind = _NaturalPlanner if self.depth == "natural" else _SpreadPlanner
        return kind(space, steps, k, stream, self.depth)

    def carry_out(
        self, space: Space, steps: Sequence[Step], lines: Sequence[Sequence[Line]], stream: Stream
    ) -> Transcript:
        planned = {
            step.state: [*[line[0] for line in wrong], step.right_move]
            for step, wrong in zip(steps, lines, strict=True)
        }

        def order(state: Hashable, moves: Sequence[Hashable]) -> Sequence[Hashable]:
            if state in planned:
                return planned[state]
            return stream.shuffled_weighted(moves, space.plausibility(state, moves))

        return search_depth_first(space, order, slips=lambda state: planned[state][:-1] if state in planned else ())


class _Planner(Planner):
    """What both ways to plan have in common: what wrong moves cost, and what is at the bottom of it."""

    def __init__(self, space: Space, steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> None:
        super().__init__(space, steps, k, stream, depth)
        self._causes: dict[tuple[int, Hashable], list[Hashable]] = {}

    def _cost_of(self, step: Step, move: Hashable) -> int | None:
        # A slip is refuted by what is forced after it: one dead end.
        return self.space.cost_of(step.state, move, self.k) if step.is_choice else 1

    def _reach(self, cost: int) -> None:
        """Some more numbers can be had with a wrong move of this cost."""
        self.reachable = (self.reachable | self.reachable << cost) & ((1 << (self.k + 1)) - 1)

    def _are_new(self, level: int, move: Hashable, met: set[Hashable]) -> bool:
        """Whether the dead ends below a wrong move have a cause each, and none that was met; then they count as met."""
        key = (level, move)
        if key not in self._causes:
            self._causes[key] = _causes_below(self.space, self.space.after(self.steps[level].state, move))
        below = self._causes[key]
        causes = set(below)
        if len(causes) < len(below) or causes & met:
            return False
        met |= causes
        return True


class _NaturalPlanner(_Planner):
    """Wrong moves as a natural search has them."""

    def __init__(self, space: Space, steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> None:
        super().__init__(space, steps, k, stream, depth)
        self._levels = [self._weighed(step) for step in steps] if k else []
        self._search = Conditioned(self._levels, k)

    def draw(self, *, distinct: bool) -> list[list[Line]] | None:
        if not self.k:
            return [[] for _ in self.steps]
        if not self.reachable >> self.k & 1:
            return None
        if not self._search.possible:  # their chances are too small to be told from none
            return _SpreadPlanner(self.space, self.steps, self.k, self.stream, "any").draw(distinct=distinct)
        search = Conditioned(self._compatible(), self.k) if distinct else self._search
        return [[(move,) for move in tried] for tried in search.draw(self.stream)] if search.possible else None

    def _weighed(self, step: Step) -> Level:
        """A step with those of its wrong moves that cost at most k."""
        moves, wrong = step.moves, []
        weights = self.space.plausibility(step.state, moves)
        if self.space.cheapest_wrong_move(step.state) <= self.k:
            for i, move in enumerate(moves):
                cost = self._cost_of(step, move) if i != step.right else None
                if cost is not None:
                    self._reach(cost)
                    wrong.append(Wrong(move, cost, weights[i]))
        return Level(wrong, sum(weights))

    def _compatible(self) -> list[Level]:
        """The levels with some of their wrong moves, by chance, but no two that have a cause in common."""
        met: set[Hashable] = set()
        waiting = [(i, wrong) for i, level in enumerate(self._levels) for wrong in level.wrong]
        chosen: list[list[Wrong]] = [[] for _ in self._levels]
        for i, wrong in self.stream.shuffled_weighted(waiting, [wrong.weight for _, wrong in waiting]):
            if self._are_new(i, wrong.move, met):
                chosen[i].append(wrong)
        return [Level(wrong, level.total) for wrong, level in zip(chosen, self._levels, strict=True)]


class _SpreadPlanner(_Planner):
    """Wrong moves at all levels alike, or at the first or the last ones."""

    def draw(self, *, distinct: bool) -> list[list[Line]] | None:
        """Choose wrong moves whose dead ends sum to exactly k, plausible ones rather than others."""
        space, steps, k, depth = self.space, self.steps, self.k, self.depth
        if k == 0:
            return [[] for _ in steps]
        items: list[_Item] = []
        met: set[Hashable] = set()
        usable, within = 1, (1 << (k + 1)) - 1
        # Early and late want the first levels that do; for any, some more are weighed, lest all wrong turns lie at one.
        levels_wanted = SPREAD if depth == "any" else 1
        n_levels = 0
        for place, level in enumerate(levels_by_depth(len(steps), self.stream, depth)):
            step = steps[level]
            if usable >> k & 1 and n_levels >= levels_wanted:
                break
            if space.cheapest_wrong_move(step.state) > k:
                continue
            rank = 0
            for move in wrong_moves(space, step, self.stream):
                cost = self._cost_of(step, move)
                if cost is not None:
                    self._reach(cost)
                    if distinct and not self._are_new(level, move, met):
                        continue
                    items.append(_Item(level, move, cost, place, rank))
                    rank += 1
                    usable = (usable | usable << cost) & within
                    if usable >> k & 1 and (n_levels + 1 >= levels_wanted or rank >= k + SPREAD):
                        break
            n_levels += rank > 0
        return _choose(items, k, len(steps), self.stream, depth) if usable >> k & 1 else None


def _causes_below(space: Space, state: Hashable) -> list[Hashable]:
    """The causes of all dead ends below a state from which no way leads to the goal."""
    causes, stack = [], [state]
    while stack:
        state = stack.pop()
        view = space.look(state)
        if isinstance(view, DeadEnd):
            causes.append(space.cause(view.reason))
        elif isinstance(view, Choice):
            stack += [space.after(state, move) for move in view.moves]
        elif isinstance(view, Inference | Derivation):
            stack.append(space.after(state, view.move))
    return causes


class _Item(NamedTuple):
    """A wrong move that may be tried: ``place`` is its level in their order, ``rank`` its own in the level."""

    level: int
    move: Hashable
    cost: int
    place: int
    rank: int


_RANK_FIRST, _PLACE_FIRST = itemgetter(4, 3), itemgetter(3, 4)


def _choose(items: Sequence[_Item], k: int, n_levels: int, stream: Stream, depth: Depth) -> list[list[Line]]:
    """A subset of the items whose costs sum to ``k``: those wanted most are considered first."""
    by_place = depth != "any"
    wanted_last = sorted(items, key=_PLACE_FIRST if by_place else _RANK_FIRST, reverse=True)
    within = (1 << (k + 1)) - 1
    sums = [1]  # sums[i]: bit set of the totals that the first i of them can make
    for item in wanted_last:
        sums.append((sums[-1] | sums[-1] << item.cost) & within)
    lines: list[list[Line]] = [[] for _ in range(n_levels)]
    rest = k
    for i in range(len(wanted_last) - 1, -1, -1):
        if rest == 0:
            break
        item = wanted_last[i]
        with_it = item.cost <= rest and sums[i] >> (rest - item.cost) & 1
        without = sums[i] >> rest & 1
        if with_it and (not without or by_place or stream.chance(0.5)):
            lines[item.level].append((item.move,))
            rest -= item.cost
    return [stream.shuffled(line) if len(line) > 1 else line for line in lines]
