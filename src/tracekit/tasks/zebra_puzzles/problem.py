"""A zebra puzzle, its moves, and why a house is forced or a state a dead end."""

from __future__ import annotations

from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem
from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue, said
from tracekit.tasks.zebra_puzzles.solver import Table, solutions
from tracekit.tasks.zebra_puzzles.twins import Sketch
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, CATEGORY_OF

Houses = tuple[int, ...]
"""The house of each value in the order of the lists, category by category; 0 if it has none yet."""


class ZebraPuzzlesProblem(Problem):
    """Lists of values and clues about them."""

    values: tuple[tuple[str, ...], ...] = Field(min_length=2, max_length=7)
    """The values by category; the first category is that of the people's names. There are as many houses as people."""
    clues: tuple[Clue, ...]
    """The clues; the first one is number 1."""
    solution: tuple[tuple[str, ...], ...] | None = None
    """The values house by house in the order of the categories, if known."""
    ask: Literal["first", "table"] = "first"
    """What is asked for: the name of the person in house 1, or all values of every house."""
    flags: tuple[str, ...] = ()
    """What is odd about the problem; see the documentation of the task."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        n, seen = self.n_houses, set[str]()
        categories = [CATEGORY_OF.get(values[0]) if values else None for values in self.values]
        if not 2 <= n <= 7 or categories[0] != "name" or None in categories or len(set(categories)) < len(categories):
            raise ParameterError("values", self.values, "must be lists of 2 to 7 known values, the first one of names")
        for values, category in zip(self.values, categories, strict=True):
            if len(values) != n or len(set(values)) != n or any(CATEGORY_OF.get(v) != category for v in values):
                raise ParameterError("values", values, f"must be {n} different values of one category")
            seen.update(values)
        for clue in self.clues:
            rule = KINDS.get(clue.kind)
            fits = rule and len(clue.values) == len(set(clue.values)) == rule.n_values and seen.issuperset(clue.values)
            if not rule or not fits or clue.house not in (range(1, n + 1) if rule.names_house else (0,)):
                raise ParameterError(
                    "clues", tuple(clue), f"must be a kind of clue ({', '.join(KINDS)}) and its values"
                )
        if self.solution is not None and sorted(map(sorted, zip(*self.solution, strict=False))) != sorted(
            map(sorted, self.values)
        ):
            raise ParameterError("solution", self.solution, "must hold each value once, house by house")
        if self.solution is not None:
            house_of = {value: house for house, row in enumerate(self.solution, 1) for value in row}
            for clue in self.clues:
                if not KINDS[clue.kind].holds([house_of[value] for value in clue.values], clue.house):
                    raise ParameterError("solution", self.solution, f"must fit every clue, also {said(clue)!r}")
        return self

    def sketch(self) -> Sketch:
        """The puzzle without the order of its lists; a solution that it brings along is taken to be the only one.

        With several solutions, the values keep the order of the lists.

        Raises:
            ParameterError: if the clues contradict one another.
        """
        table, is_solved = self.solution, not self.flags
        if table is None:
            found = self._solutions()
            table, is_solved = found[0], len(found) == 1
        if not is_solved:
            table = tuple(zip(*self.values, strict=True))
        where = {value: (category, i) for i, row in enumerate(table) for category, value in enumerate(row)}
        coded = [(clue.kind, tuple([where[value] for value in clue.values]), clue.house) for clue in self.clues]
        return Sketch(table, tuple(coded), is_solved)

    def solved_table(self) -> Table:
        """The values house by house; worked out if the problem does not bring them along.

        Raises:
            ParameterError: if the clues contradict one another.
        """
        return self.solution if self.solution is not None else self._solutions()[0]

    def _solutions(self) -> list[Table]:
        """One or two of them."""
        found = solutions(self.values, self.clues)
        if not found:
            raise ParameterError("clues", self.clues, "must have a solution")
        return found

    @property
    def n_houses(self) -> int:
        """Number of houses, and of people."""
        return len(self.values[0])

    @property
    def categories(self) -> list[str]:
        """The names of the categories."""
        return [CATEGORIES[CATEGORY_OF[values[0]]].name for values in self.values]


class Place(NamedTuple):
    """A move: a house for a value."""

    value: str
    house: int


class Taken(NamedTuple):
    """A house is not open: another value of the same list is there."""

    house: int
    value: str


class Ruled(NamedTuple):
    """Houses are not open: with what is placed already, they would break a clue."""

    number: int
    clue: Clue
    houses: tuple[int, ...]


class BrokenClue(NamedTuple):
    """Why a state is a dead end: all values of this clue are placed, and it does not hold."""

    number: int
    clue: Clue
    houses: tuple[int, ...]


class Blocked(NamedTuple):
    """Why a state is a dead end: this clue leaves a value just these houses, and all of them are taken."""

    value: str
    number: int
    clue: Clue
    taken: tuple[Taken, ...]


class NoHouse(NamedTuple):
    """Why a state is a dead end: no house is open for a value. Each house is accounted for once."""

    value: str
    ruled: tuple[Ruled, ...]
    taken: tuple[Taken, ...]


class ByClue(NamedTuple):
    """Why a house is forced: this clue leaves just this one, and others that are taken."""

    number: int
    clue: Clue
    taken: tuple[Taken, ...] = ()


class LastHouse(NamedTuple):
    """Why a house is forced: the other values of the list have all others."""


class Left(NamedTuple):
    """Why a house is forced: no other one is open. Each other house is accounted for once."""

    ruled: tuple[Ruled, ...]
    taken: tuple[Taken, ...]
