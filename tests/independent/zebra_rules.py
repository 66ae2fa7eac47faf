"""The rules of zebra puzzles, by brute force, and what is true of a puzzle with some values placed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Problem = Any
"""It has ``values`` (list by list), ``clues`` and ``n_houses``."""


class Clue(NamedTuple):
    """A clue: its kind, the values that it is about, and a house where it names one."""

    kind: str
    values: tuple[str, ...]
    house: int = 0


def is_true(clue: Clue, house: Mapping[str, int]) -> bool:
    """What each kind of clue says, written down a second time."""
    h = [house[value] for value in clue.values]
    return {
        "at": lambda: h[0] == clue.house,
        "not_at": lambda: h[0] != clue.house,
        "same": lambda: h[0] == h[1],
        "left": lambda: h[1] - h[0] == 1,
        "right": lambda: h[0] - h[1] == 1,
        "next": lambda: h[0] - h[1] in (1, -1),
        "not_next": lambda: h[0] - h[1] not in (1, -1),
        "between": lambda: sorted(h).index(h[0]) == 1 and len(set(h)) == 3,
        "either": lambda: h[0] in h[1:],
    }[clue.kind]()


def all_tables(problem: Problem, clues: Sequence[Clue] | None = None) -> Iterator[dict[str, int]]:
    """Every arrangement that fits the clues, list by list: brute force."""
    clues = problem.clues if clues is None else clues
    known: list[set[str]] = [set()]
    for row in problem.values:
        known.append(known[-1].union(row))
    # The clues that can be judged once so many lists are placed.
    new = [[clue for clue in clues if known[i].issuperset(clue.values)] for i in range(len(known))]
    new = [[clue for clue in new[i] if i and clue not in new[i - 1]] for i in range(len(known))]

    def extend(house: dict[str, int], n: int) -> Iterator[dict[str, int]]:
        if n == len(problem.values):
            yield house
            return
        for places in itertools.permutations(range(1, problem.n_houses + 1)):
            more = {**house, **dict(zip(problem.values[n], places, strict=True))}
            if all(is_true(clue, more) for clue in new[n + 1]):
                yield from extend(more, n + 1)

    return extend({}, 0)


class Facts:
    """What is true of a puzzle with some values placed.

    Args:
        problem: the puzzle.
        placed: the houses of the values placed.
    """

    def __init__(self, problem: Problem, placed: Mapping[str, int]) -> None:
        self.problem, self.placed = problem, dict(placed)
        self.houses = range(1, problem.n_houses + 1)
        self._ruled_out: dict[tuple[str, Clue], set[int]] = {}

    def mates(self, value: str) -> list[str]:
        """The other values of its list."""
        row = next(row for row in self.problem.values if value in row)
        return [other for other in row if other != value]

    def taken(self, value: str) -> set[tuple[int, str]]:
        """The houses where another value of its list is."""
        return {(self.placed[mate], mate) for mate in self.mates(value) if mate in self.placed}

    def ruled_out(self, value: str, clue: Clue) -> set[int]:
        """The houses with which a clue does not hold, wherever its other values may be that have no house."""
        found = self._ruled_out.get((value, clue))
        if found is None:
            found = self._ruled_out[value, clue] = self._find_ruled_out(value, clue)
        return found

    def _find_ruled_out(self, value: str, clue: Clue) -> set[int]:
        if value not in clue.values:
            return set()
        open_values = [other for other in clue.values if other not in self.placed and other != value]
        return {
            house
            for house in self.houses
            if not any(
                is_true(clue, {**self.placed, value: house, **dict(zip(open_values, more, strict=True))})
                for more in itertools.product(self.houses, repeat=len(open_values))
            )
        }

    def ruled(self, value: str) -> set[tuple[int, int]]:
        """Numbers of clues, each with a house that it rules out."""
        clues = enumerate(self.problem.clues, 1)
        return {(number, house) for number, clue in clues for house in self.ruled_out(value, clue)}

    def free(self, value: str) -> set[int]:
        """The houses that are not taken."""
        return set(self.houses) - {house for house, _ in self.taken(value)}

    def open(self, value: str) -> set[int]:
        """The houses that are not taken and that no clue rules out."""
        return self.free(value) - {house for _, house in self.ruled(value)}

    def to_try(self, value: str, deduction: str) -> set[int]:
        """The houses that a search takes into account under a setting."""
        if deduction == "none":
            return self.free(value)
        if deduction == "given":
            alone = [clue for clue in self.problem.clues if len(clue.values) == 1]
            return self.free(value) - {house for clue in alone for house in self.ruled_out(value, clue)}
        return self.open(value)

    def waiting(self) -> list[str]:
        """The values without a house."""
        return [value for row in self.problem.values for value in row if value not in self.placed]

    def is_quoted(self, number: int, clue: Clue) -> bool:
        """Whether a clue is what it is said to be: it holds in the same cases."""
        if not 1 <= number <= len(self.problem.clues):
            return False
        own = self.problem.clues[number - 1]
        if {*own.values} != {*clue.values} or own.house != clue.house:
            return False
        if own == clue:
            return True
        ways = itertools.product(self.houses, repeat=len(own.values))
        tables = [dict(zip(own.values, way, strict=True)) for way in ways]
        return all(is_true(own, table) == is_true(clue, table) for table in tables)
