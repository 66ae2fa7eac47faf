"""A Sudoku, its cells, moves and dead ends, and what can be said of it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, NamedTuple, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem
from tracekit.tasks.sudoku.grids import geometry, size_of
from tracekit.tasks.sudoku.solver import solutions

Grid = tuple[int, ...]
"""The digits row by row; 0 is a blank."""

UNITS = ("row", "column", "box")
"""The units that each cell is in."""


class SudokuProblem(Problem):
    """A grid with blanks.

    Raises:
        ParameterError: if a digit stands twice in a row, column or box, or the solution is none.
    """

    puzzle: str = Field(pattern=r"^[0-9]{16}$|^[0-9]{36}$|^[0-9]{81}$")
    """The digits row by row, 0 for a blank."""
    solution: str | None = Field(default=None, pattern=r"^[1-9]{16}$|^[1-9]{36}$|^[1-9]{81}$")
    """The filled grid, if known."""

    @field_validator("puzzle", "solution")
    @classmethod
    def _digits_fit(cls, grid: str | None, info: ValidationInfo) -> str | None:
        if grid and int(max(grid)) ** 2 > len(grid):
            raise ParameterError(str(info.field_name), grid, f"must have no digit above {size_of(grid)}")
        return grid

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if self.solution is not None:
            self._check_solution(self.solution)
        elif unit := _repeating(self.puzzle):
            raise ParameterError("puzzle", self.puzzle, f"must not hold a digit twice in {unit}")
        return self

    def _check_solution(self, solution: str) -> None:
        if len(solution) != len(self.puzzle):
            raise ParameterError("solution", solution, "must be as large as the puzzle")
        if unit := _repeating(solution):
            raise ParameterError("solution", solution, f"must hold each digit once in {unit}")
        for cell, clue, digit in zip(cells_of(self.size), self.puzzle, solution, strict=True):
            if clue not in ("0", digit):
                raise ParameterError("solution", solution, f"must keep the clues: {cell} is given as {clue}")

    @property
    def size(self) -> int:
        """Number of rows: 4, 6 or 9."""
        return size_of(self.puzzle)

    @property
    def grid(self) -> Grid:
        """The puzzle as a tuple of digits."""
        return tuple(map(int, self.puzzle))

    def solved_grid(self) -> Grid:
        """The filled grid; worked out if the problem does not bring it along.

        Raises:
            ParameterError: if there is none.
        """
        if self.solution:
            return tuple(map(int, self.solution))
        found = solutions(self.grid, self.size, limit=1)
        if not found:
            raise ParameterError("puzzle", self.puzzle, "must have a solution")
        return found[0]

    @property
    def n_empty(self) -> int:
        """Number of blanks."""
        return self.puzzle.count("0")


class Cell(NamedTuple):
    """A cell by its row and column, both from 1: ``r1c3``."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"r{self.row}c{self.column}"


class Place(NamedTuple):
    """A move: a digit for a cell."""

    cell: Cell
    value: int


class NoCandidate(NamedTuple):
    """Why a state is a dead end: every digit is seen from this blank cell.

    ``row`` holds the digits of its row; ``column`` those of its column that its row has not; ``box`` those of its box
    that neither has. So each digit is named once.
    """

    cell: Cell
    row: tuple[int, ...]
    column: tuple[int, ...]
    box: tuple[int, ...]


class Line(NamedTuple):
    """A remark that restates: what a row, column or box now holds, 0 for a blank (boxes are read row by row)."""

    unit: str
    """``row``, ``column`` or ``box``."""
    number: int
    """From 1; boxes are counted row by row."""
    digits: tuple[int, ...]


class New(NamedTuple):
    """A remark that checks a move: no other cell of the row, column or box of this one holds its digit."""

    cell: Cell
    value: int


class Candidates(NamedTuple):
    """A remark that lists all candidates of a blank cell."""

    cell: Cell
    values: tuple[int, ...]


def _repeating(grid: str) -> str:
    """The first row, column or box that holds a digit twice, in words; '' if there is none."""
    size = size_of(grid)
    for number, cells in enumerate(cells_of_units(size)):
        digits = cells(grid)
        if len({*digits, "0"}) <= size - digits.count("0"):
            return f"{UNITS[number // size]} {number % size + 1}"
    return ""


@functools.cache
def cells_of_units(size: int) -> tuple[itemgetter[Any], ...]:
    """For each row, column and box what takes its cells out of a grid."""
    return tuple(itemgetter(*unit) for unit in geometry(size).units)


@functools.cache
def cells_of(size: int) -> tuple[Cell, ...]:
    """The cells of a grid, row by row."""
    return tuple(Cell(i // size + 1, i % size + 1) for i in range(size * size))


def write_rows(grid: Sequence[int], size: int, blank: str = "0") -> str:
    """A grid as lines of digits with spaces between them."""
    digits = [str(value) if value else blank for value in grid]
    return "\n".join(" ".join(digits[i : i + size]) for i in range(0, len(digits), size))
