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

from tracekit.search.depth_first import search_depth_first
from tracekit.search.planning import Depth, Line, Plan, Step, levels_by_depth, wrong_moves
from tracekit.search.space import Space
from tracekit.search.strategies.base import PlannedStrategy
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream

__all__ = ["Exhaustive", "plan_exhaustive"]

SPREAD = 4
"""Wrong turns that may lie anywhere are looked for at so many levels at least, lest they all lie at one."""


class Exhaustive(PlannedStrategy):
    """A depth-first search whose order of moves is chosen; a move that is left has been refuted."""

    name: ClassVar[str] = "exhaustive"

    def plan(self, space: Space, steps: Sequence[Step], k: int, stream: Stream) -> Plan:
        return plan_exhaustive(space, steps, k, stream, self.depth)

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


def plan_exhaustive(space: Space, steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> Plan:
    """Choose wrong moves whose dead ends sum to exactly ``k``, plausible ones rather than others."""
    if k == 0:
        return Plan(1, [[] for _ in steps])
    items: list[_Item] = []
    reachable, within = 1, (1 << (k + 1)) - 1
    # Early and late want the first levels that do; for any, some more are weighed, lest all wrong turns lie at one.
    levels_wanted = SPREAD if depth == "any" else 1
    n_levels = 0
    for place, level in enumerate(levels_by_depth(len(steps), stream, depth)):
        step = steps[level]
        if reachable >> k & 1 and n_levels >= levels_wanted:
            break
        state, is_choice = step.state, step.is_choice
        if space.cheapest_wrong_move(state) > k:
            continue
        rank = 0
        for move in wrong_moves(space, step, stream):
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
    move: Hashable
    cost: int
    place: int
    rank: int


_RANK_FIRST, _PLACE_FIRST = itemgetter(4, 3), itemgetter(3, 4)


def _choose(items: Sequence[_Item], k: int, n_levels: int, stream: Stream, depth: Depth) -> list[list[Line]]:
    """A subset of the items whose costs sum to ``k``: those wanted most are considered first."""
    wanted_last = sorted(items, key=_RANK_FIRST if depth == "any" else _PLACE_FIRST, reverse=True)
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
        if with_it and (not without or depth != "any" or stream.chance(0.5)):
            lines[item.level].append((item.move,))
            rest -= item.cost
    return [stream.shuffled(line) if len(line) > 1 else line for line in lines]
