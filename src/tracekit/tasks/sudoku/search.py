"""Sudoku as a search: the problem, its moves, its dead ends."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic import Field, field_validator

from tracekit.errors import ParameterError
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.base import Problem
from tracekit.tasks.sudoku.grids import geometry, solutions

__all__ = [
    "Candidates",
    "Cell",
    "Grid",
    "Line",
    "New",
    "NoCandidate",
    "Place",
    "SudokuProblem",
    "SudokuSpace",
    "cells_of",
    "write_rows",
]

Grid = tuple[int, ...]
"""The digits row by row; 0 is a blank."""


class SudokuProblem(Problem):
    """A grid with blanks."""

    puzzle: str = Field(pattern=r"^[0-9]{16}$|^[0-9]{36}$|^[0-9]{81}$")
    """The digits row by row, 0 for a blank."""
    solution: str | None = Field(default=None, pattern=r"^[1-9]{16}$|^[1-9]{36}$|^[1-9]{81}$")
    """The filled grid, if known."""

    @field_validator("puzzle", "solution")
    @classmethod
    def _digits_fit(cls, grid: str | None) -> str | None:
        if grid and int(max(grid)) ** 2 > len(grid):
            raise ParameterError("puzzle", grid, f"must have no digit above {int(len(grid) ** 0.5)}")
        return grid

    @property
    def size(self) -> int:
        """Number of rows: 4, 6 or 9."""
        return {16: 4, 36: 6, 81: 9}[len(self.puzzle)]

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

    ``row``, ``column`` and ``box`` name each digit once, where it is seen first.
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
    """A remark that lists all candidates of a blank cell, smallest first."""

    cell: Cell
    values: tuple[int, ...]


class SudokuSpace(Space[Grid, Place]):
    """The search space of one Sudoku."""

    remark_kinds = ("check", "restate", "list")

    def __init__(self, problem: SudokuProblem, *, cell_order: str, deduction: str) -> None:
        self.problem, self.size = problem, problem.size
        self.order = _order(self.size, cell_order)
        self.by_rows, self.fewest, self.naked = cell_order == "rows", cell_order == "fewest", deduction == "naked"
        self.cells = cells_of(self.size)
        self.seen_from = _seen_from(self.size)
        self.digits = range(1, self.size + 1)

    def start(self) -> Grid:
        return self.problem.grid

    def look(self, state: Grid) -> View[Place]:
        i = self._next(state)
        if i is None:
            return Goal()
        candidates = self._candidates(state, i)
        cell = self.cells[i]
        if len(candidates) > 1:
            return Choice(cell, tuple([Place(cell, value) for value in candidates]))
        if candidates:
            return Inference(Place(cell, candidates[0]))
        return DeadEnd(self._why_stuck(state, i))

    def after(self, state: Grid, move: Place) -> Grid:
        i = (move.cell.row - 1) * self.size + move.cell.column - 1
        return (*state[:i], move.value, *state[i + 1 :])

    def children(self, state: Grid) -> Sequence[Grid] | None:
        i = self._next(state)
        if i is None:
            return None
        before, after = state[:i], state[i + 1 :]
        return [(*before, value, *after) for value in self._candidates(state, i)]

    def guides(self, stream: Stream) -> Iterator[Guide[Grid, Place]]:
        solution = self.problem.solved_grid()

        def guide(_state: Grid, moves: Sequence[Place]) -> int:
            row, column = moves[0].cell
            right = solution[(row - 1) * self.size + column - 1]
            return next((i for i, move in enumerate(moves) if move.value == right), 0)

        yield guide

    def answer(self, moves: Sequence[Place]) -> str:
        grid = self.start()
        for move in moves:
            grid = self.after(grid, move)
        return write_rows(grid, self.size)

    def accepts_dead_end(self, state: Grid, reason: Any) -> bool:
        return self.why_not(state, reason) is None

    def remarks(self, kind: str, state: Grid, path: Sequence[Place]) -> Sequence[Any]:
        """About the cell filled last: the move itself, what its units now hold, what the blanks in them can be.

        Cells with fewer than two candidates are left out: what is to be done there is for the search to say.
        """
        if not path:
            return ()
        last = path[-1]
        if kind == "check":
            return (New(*last),)
        i = self._index(last.cell)
        if kind == "restate":
            grid = geometry(self.size)
            parts = (("row", grid.row_of), ("column", grid.column_of), ("box", grid.box_of))
            return [Line(name, unit_of[i] + 1, self._digits(name, unit_of[i], state)) for name, unit_of in parts]
        following = self._next(state)
        waiting = [j for j in geometry(self.size).peers[i] if not state[j] and j != following]
        listed = [Candidates(self.cells[j], tuple(self._candidates(state, j))) for j in waiting]
        return [claim for claim in listed if len(claim.values) > 1]

    def holds(self, state: Grid, path: Sequence[Place], claim: Any) -> bool:
        if isinstance(claim, Line):
            inside = 1 <= claim.number <= self.size and claim.unit in ("row", "column", "box")
            return inside and claim.digits == self._digits(claim.unit, claim.number - 1, state)
        if not isinstance(claim, New | Candidates):
            return False
        row, column = claim.cell
        if not (1 <= row <= self.size and 1 <= column <= self.size):
            return False
        i = self._index(claim.cell)
        if isinstance(claim, New):
            return Place(*claim) in path and claim.value not in self.seen_from[i](state)
        return not state[i] and bool(claim.values) and list(claim.values) == self._candidates(state, i)

    def _digits(self, unit: str, number: int, state: Grid) -> tuple[int, ...]:
        """What a row, column or box holds; ``number`` counts from 0."""
        first = {"row": 0, "column": self.size, "box": 2 * self.size}[unit]
        return tuple(state[j] for j in geometry(self.size).units[first + number])

    def _index(self, cell: Cell) -> int:
        return (cell.row - 1) * self.size + cell.column - 1

    def why_not(self, state: Grid, claim: Any) -> str | None:
        if not isinstance(claim, Place | NoCandidate):
            return ""
        row, column = claim.cell
        if not (1 <= row <= self.size and 1 <= column <= self.size):
            return f"there is no cell {claim.cell}"
        i = (row - 1) * self.size + column - 1
        if state[i]:
            return f"{claim.cell} holds {state[i]}"
        candidates = self._candidates(state, i)
        if isinstance(claim, Place):
            only_one = candidates == [claim.value]
        else:
            grid = geometry(self.size)
            seen = [
                (claim.row, grid.row_of, "row"),
                (claim.column, grid.column_of, "column"),
                (claim.box, grid.box_of, "box"),
            ]
            for values, unit_of, name in seen:
                there = {state[j] for j in range(len(state)) if unit_of[j] == unit_of[i]}
                if missing := set(values) - there:
                    return f"the {name} of {claim.cell} does not hold {min(missing)}"
            only_one = not candidates and {*claim.row, *claim.column, *claim.box} == set(self.digits)
            if not candidates and not only_one:
                return "not every digit is accounted for"
        return None if only_one else f"{claim.cell} can be {' or '.join(map(str, candidates)) or 'nothing'}"

    def _candidates(self, state: Grid, i: int) -> list[int]:
        seen = self.seen_from[i](state)
        return [value for value in self.digits if value not in seen]

    def _next(self, state: Grid) -> int | None:
        """The cell to look at: a stuck one or a naked single first where deduction says so, else the next in order."""
        if 0 not in state:
            return None
        if self.by_rows and not self.naked:
            return state.index(0)
        blanks = [i for i in self.order if not state[i]]
        if not (self.naked or self.fewest):
            return blanks[0]
        counts = [len(self._candidates(state, i)) for i in blanks]
        fewest = min(counts)
        return blanks[counts.index(fewest)] if self.fewest or fewest < 2 else blanks[0]

    def _why_stuck(self, state: Grid, i: int) -> NoCandidate:
        grid = geometry(self.size)
        named: set[int] = {0}
        parts = []
        for unit_of in (grid.row_of, grid.column_of, grid.box_of):
            here = {state[j] for j in range(len(state)) if unit_of[j] == unit_of[i]} - named
            named |= here
            parts.append(tuple(sorted(here)))
        return NoCandidate(self.cells[i], *parts)


@functools.cache
def cells_of(size: int) -> tuple[Cell, ...]:
    """The cells of a grid, row by row."""
    return tuple(Cell(i // size + 1, i % size + 1) for i in range(size * size))


@functools.cache
def _seen_from(size: int) -> tuple[Callable[[Grid], tuple[int, ...]], ...]:
    """For each cell a function that gives the digits (and zeros) in the cells it sees."""
    return tuple(itemgetter(*peers) for peers in geometry(size).peers)


@functools.cache
def _order(size: int, cell_order: str) -> tuple[int, ...]:
    grid = geometry(size)
    cells = range(size * size)
    return tuple(sorted(cells, key=lambda i: grid.box_of[i])) if cell_order == "boxes" else tuple(cells)


def write_rows(grid: Sequence[int], size: int, blank: str = "0") -> str:
    """A grid as lines of digits with spaces between them."""
    digits = [str(value) if value else blank for value in grid]
    return "\n".join(" ".join(digits[i : i + size]) for i in range(0, len(digits), size))
