"""Zebra puzzles by brute force, and what is true of a state: nothing of the search, the solver or the judge."""

from __future__ import annotations

import random

from tests.independent import zebra_rules
from tests.independent.zebra_rules import all_tables, is_true

from tracekit.tasks.zebra_puzzles import Clue
from tracekit.tasks.zebra_puzzles.problem import Blocked, BrokenClue, ByClue, LastHouse, Left, NoHouse, Ruled, Taken

__all__ = ["Facts", "all_tables", "dead_ends", "is_true", "reasons_for", "told_otherwise"]

Reason = ByClue | Left | LastHouse | Blocked | NoHouse | BrokenClue


class Facts(zebra_rules.Facts):
    """What is true of a puzzle with some values placed, and of the reasons that a trace gives."""

    def taken(self, value: str) -> set[Taken]:  # type: ignore[override]  # they are pairs
        return {Taken(*each) for each in super().taken(value)}

    def closed(self, value: str, reason: ByClue | Left | LastHouse | Blocked | NoHouse) -> set[int] | None:
        """The houses that a reason closes to a value; None if something that it names is not so."""
        taken = self.taken(value)
        if isinstance(reason, LastHouse):
            return {house for house, _ in taken}
        if not taken.issuperset(reason.taken):
            return None
        closed = {house for house, _ in reason.taken}
        if isinstance(reason, ByClue | Blocked):
            if not self.is_quoted(reason.number, reason.clue) or value not in reason.clue.values:
                return None
            return closed | self.ruled_out(value, reason.clue)
        for number, clue, houses in reason.ruled:
            if not self.is_quoted(number, clue) or not self.ruled_out(value, clue).issuperset(houses):
                return None
            closed.update(houses)
        return closed

    def is_forced(self, value: str, house: int, reason: Reason) -> bool:
        """Whether the reason closes all other houses to a value, and leaves it this one."""
        if value in self.placed or isinstance(reason, Blocked | NoHouse | BrokenClue):
            return False
        closed = self.closed(value, reason)
        return closed is not None and set(self.houses) - closed == {house}

    def is_stuck(self, reason: Reason) -> bool:
        """Whether it is a dead end for this reason."""
        if isinstance(reason, BrokenClue):
            number, clue, houses = reason
            if not self.is_quoted(number, clue) or not self.placed.keys() >= {*clue.values}:
                return False
            there = [self.placed[value] for value in clue.values]
            return sorted(there) == sorted(houses) and not is_true(clue, self.placed)
        if not isinstance(reason, Blocked | NoHouse) or reason.value not in self.waiting():
            return False
        closed = self.closed(reason.value, reason)
        return closed is not None and set(self.houses) <= closed


def told_otherwise(clue: Clue, draw: random.Random) -> Clue:
    """The clue in one of the ways to tell it."""
    kind, values, house = clue
    if draw.random() < 0.5:
        return clue
    if kind in ("left", "right"):
        return Clue({"left": "right", "right": "left"}[kind], values[::-1], house)
    if kind in ("same", "next", "not_next"):
        return Clue(kind, values[::-1], house)
    return Clue(kind, (values[0], *values[:0:-1]), house) if len(values) == 3 else clue


def accounts(
    facts: Facts, value: str, spared: set[int], draw: random.Random
) -> tuple[tuple[Ruled, ...], tuple[Taken, ...]]:
    """True reasons in any order why all houses but some are closed to a value, perhaps more than one for a house.

    Houses that are open are left out.
    """
    ruled, taken = [], []
    clues = facts.problem.clues
    for house in facts.houses:
        reasons: list[Taken | int] = [each for each in facts.taken(value) if each.house == house]
        reasons += [number for number, out in sorted(facts.ruled(value)) if out == house]
        if reasons and house not in spared:
            for reason in draw.sample(reasons, draw.randint(1, len(reasons))):
                if isinstance(reason, Taken):
                    taken.append(reason)
                else:
                    ruled.append(Ruled(reason, told_otherwise(clues[reason - 1], draw), (house,)))
    if len(ruled) > 1 and draw.random() < 0.5 and ruled[0].number == ruled[1].number:
        ruled[:2] = [ruled[0]._replace(houses=(*ruled[1].houses, *ruled[0].houses))]
    draw.shuffle(ruled)
    draw.shuffle(taken)
    return tuple(ruled), tuple(taken)


def reasons_for(facts: Facts, value: str, house: int | None, draw: random.Random) -> list[Reason]:
    """Sufficient reasons why a value must be in a house; or, for None, why there is no house for it."""
    spared = set() if house is None else {house}
    found: list[Reason] = []
    ruled, taken = accounts(facts, value, spared, draw)
    if ruled or taken:
        found.append(NoHouse(value, ruled, taken) if house is None else Left(ruled, taken))
    for number, clue in enumerate(facts.problem.clues, 1):
        rest = set(facts.houses) - facts.ruled_out(value, clue) - spared
        others = sorted(each for each in facts.taken(value) if each.house not in spared)
        named = [each for each in others if each.house in rest or draw.random() < 0.3]
        draw.shuffle(named)
        told = told_otherwise(clue, draw)
        found.append(
            Blocked(value, number, told, tuple(named)) if house is None else ByClue(number, told, tuple(named))
        )
    if house is not None:
        found.append(LastHouse())
        return [reason for reason in found if facts.is_forced(value, house, reason)]
    return [reason for reason in found if facts.is_stuck(reason)]


def dead_ends(facts: Facts, draw: random.Random) -> list[Reason]:
    """All that makes a state a dead end, each in some way of telling it."""
    found = [
        reason for value in facts.waiting() if not facts.open(value) for reason in reasons_for(facts, value, None, draw)
    ]
    for number, clue in enumerate(facts.problem.clues, 1):
        if facts.placed.keys() >= {*clue.values} and not is_true(clue, facts.placed):
            told = told_otherwise(clue, draw)
            there = [facts.placed[value] for value in clue.values]
            found.append(BrokenClue(number, told, tuple(draw.sample(there, len(there)))))
    return found
