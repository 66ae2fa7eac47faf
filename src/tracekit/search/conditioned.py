"""Which wrong moves a search in random order tries before the right ones, given what they cost in all.

A search in the task's own order draws the moves of a choice point one after another by their weights, without
replacement, until it draws the right one. The same happens if each move has a clock that rings after a time drawn from
the exponential distribution with the move's weight as its rate, and moves are tried as their clocks ring: a move of
weight w rings before the time t with probability 1 - exp(-w t), whatever the others do. So given the time at which the
right move of a choice point rings, its wrong moves are independent, and the chances of all sums of their costs follow
from a recursion over the moves. The time is integrated out by Gauss-Laguerre quadrature. (Efraimidis and Spirakis,
"Weighted random sampling with a reservoir", 2006, for the clocks.)
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from tracekit.seeding import Stream

__all__ = ["Conditioned", "Level", "Wrong"]

_RULES: tuple[tuple[float, tuple[tuple[float, float], ...]], ...] = (
    (0.3, ((0.585786437627, 0.853553390593), (3.41421356237, 0.146446609407))),
    (0.5, ((0.415774556783, 0.711093009929), (2.29428036028, 0.278517733569), (6.28994508294, 0.0103892565016))),
    (
        0.8,
        (
            *((0.263560319718, 0.521755610583), (1.41340305911, 0.398666811083), (3.59642577104, 0.0759424496817)),
            *((7.08581000586, 0.00361175867992), (12.6408008443, 2.33699723858e-05)),
        ),
    ),
    (
        1.0,
        (
            *((0.170279632305, 0.369188589342), (0.903701776799, 0.418786780814), (2.25108662987, 0.175794986637)),
            *((4.26670017029, 0.0333434922612), (7.04590540239, 0.00279453623523), (10.7585160102, 9.07650877336e-05)),
            *((15.7406786413, 8.48574671627e-07), (22.8631317369, 1.04800117487e-09)),
        ),
    ),
)
"""Nodes and weights of Gauss-Laguerre rules with 2, 3, 5 and 8 nodes, and up to which share of the weight of a choice
point that can be tried there each of them is used. The chances are right to a few per mille up to a share of 0.9."""


class Wrong(NamedTuple):
    """A wrong move that may be tried: its cost in dead ends, at least 1, and its weight."""

    move: Hashable
    cost: int
    weight: float


class Level(NamedTuple):
    """A choice point on the way: the wrong moves that may be tried, and the weights of all its moves in sum."""

    wrong: Sequence[Wrong]
    total: float


class _Node(NamedTuple):
    """A time at which the right move may ring.

    Attributes:
        time: the time, in units of 1 / total weight.
        weight: its share of the integral if no wrong move is tried.
        odds: for each wrong move, the odds that it rang before.
        sums: for each rest of the cost, the chance (up to a factor) to come out even from here on.
    """

    time: float
    weight: float
    odds: list[float]
    sums: list[float]


class Conditioned:
    """The wrong moves that a search in random order tries along a way, given that they cost ``k`` dead ends in all.

    Those that may not be tried (a solution lies below, or too many dead ends) come after the right move. The cost in
    time is in proportion to the number of wrong moves and to k.

    Attributes:
        possible: whether there are such sets of moves. Sets whose chance is below 1e-300 do not count.
    """

    def __init__(self, levels: Sequence[Level], k: int) -> None:
        self._levels, self._k = levels, k
        self._tails = [[1.0] + [0.0] * k]  # from the last level to the first
        self._nodes: list[list[_Node]] = []
        if sum(wrong.cost for level in levels for wrong in level.wrong) < k:
            self.possible = False
            return
        for level in reversed(levels):
            tail = self._tails[-1]
            nodes = _nodes_of(level, tail) if level.wrong else []
            self._nodes.append(nodes)
            self._tails.append(_mixed(nodes) if nodes else tail)
        self._tails.reverse()
        self._nodes.reverse()
        self.possible = self._tails[0][k] > 0

    def draw(self, stream: Stream) -> list[list[Hashable]]:
        """For each level the wrong moves tried, in their order; only where ``possible``."""
        rest, drawn = self._k, []
        for level, nodes, tail in zip(self._levels, self._nodes, self._tails[1:], strict=True):
            tried: list[Wrong] = []
            if rest and nodes:
                node = stream.pick_weighted(nodes, [each.weight * each.sums[rest] for each in nodes])
                partial = _partial_sums(level.wrong, node.odds, tail)
                for i in range(len(level.wrong) - 1, -1, -1):
                    wrong = level.wrong[i]
                    if wrong.cost <= rest:
                        with_it = node.odds[i] * partial[i][rest - wrong.cost]
                        if with_it and stream.random() * partial[i + 1][rest] < with_it:
                            tried.append(wrong)
                            rest -= wrong.cost
                tried = _as_they_ring(tried, node.time / level.total, stream)
            drawn.append([wrong.move for wrong in tried])
        return drawn


def _nodes_of(level: Level, tail: list[float]) -> list[_Node]:
    wrong, total = level
    most = (len(tail) - 1) // min(each.cost for each in wrong)
    share = sum(sorted((each.weight for each in wrong), reverse=True)[:most]) / total
    rule = next(rule for most_share, rule in _RULES if share <= most_share or most_share == 1.0)
    # With clocks, exp(-y) times products of (exp(a y) - 1) is integrated over y, for sets of shares a. The exponents
    # lie between 0 and the share of all that can be tried: the rule is centred there.
    centre = 1 - share / 2
    weights = [weight * math.exp(-x * (1 / centre - 1)) for x, weight in rule]
    whole = sum(weights)
    nodes = []
    for (x, _), weight in zip(rule, weights, strict=True):
        time = x / centre
        odds = [math.expm1(time * each.weight / total) for each in wrong]
        nodes.append(_Node(time, weight / whole, odds, _partial_sums(wrong, odds, tail)[-1]))
    return nodes


def _mixed(nodes: Sequence[_Node]) -> list[float]:
    """The mean over the nodes, scaled so that nothing gets too large."""
    mixed = [0.0] * len(nodes[0].sums)
    for node in nodes:
        mixed = [a + node.weight * b for a, b in zip(mixed, node.sums, strict=True)]
    largest = max(mixed)
    return [each / largest for each in mixed]


def _partial_sums(wrong: Sequence[Wrong], odds: Sequence[float], tail: list[float]) -> list[list[float]]:
    """``[i][rest]``: the odds of all ways to use up the rest with the first ``i`` wrong moves and the levels behind."""
    sums = tail
    partial = [sums]
    for (_, cost, _), odd in zip(wrong, odds, strict=True):
        sums = [a + odd * b for a, b in zip(sums, [0.0] * cost + sums, strict=False)]
        partial.append(sums)
    return partial


def _as_they_ring(wrong: list[Wrong], time: float, stream: Stream) -> list[Wrong]:
    """Some moves in the order in which their clocks ring, if they all do before a time."""
    if len(wrong) < 2:
        return wrong
    rings = [math.log1p(stream.random() * math.expm1(-each.weight * time)) / -each.weight for each in wrong]
    return [wrong[i] for i in sorted(range(len(wrong)), key=rings.__getitem__)]
