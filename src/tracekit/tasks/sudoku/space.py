"""The search space of a Sudoku."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.sudoku.grids import geometry
from tracekit.tasks.sudoku.problem import (
    Candidates,
    Cell,
    Grid,
    Line,
    New,
    NoCandidate,
    Place,
    SudokuProblem,
    cells_of,
    write_rows,
)


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
        grid = geometry(self.size)
        self.units = (("row", grid.row_of), ("column", grid.column_of), ("box", grid.box_of))

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

    def promise(self, state: Grid) -> float:
        """The fewer candidates the blank cells have on average, the nearer; a cell without any is a dead end."""
        counts = [len(self._candidates(state, i)) for i, digit in enumerate(state) if not digit]
        return -sum(counts) / len(counts) if all(counts) else -float(self.size)

    def guides(self, stream: Stream) -> Iterator[Guide[Grid, Place]]:
        solution = self.problem.solved_grid()

        def guide(_state: Grid, moves: Sequence[Place]) -> int:
            right = solution[self._index(moves[0].cell)]
            return next((i for i, move in enumerate(moves) if move.value == right), 0)

        yield guide

    def answer(self, moves: Sequence[Place]) -> str:
        grid = self.start()
        for move in moves:
            grid = self.after(grid, move)
        return write_rows(grid, self.size)

    def accepts_dead_end(self, state: Grid, reason: object) -> bool:
        return self.why_not(state, reason) is None

    def remarks(self, kind: str, state: Grid, path: Sequence[Place]) -> Sequence[object]:
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
            return [Line(name, unit_of[i] + 1, self._digits(name, unit_of[i], state)) for name, unit_of in self.units]
        following = self._next(state)
        waiting = [j for j in geometry(self.size).peers[i] if not state[j] and j != following]
        listed = [Candidates(self.cells[j], tuple(self._candidates(state, j))) for j in waiting]
        return [claim for claim in listed if len(claim.values) > 1]

    def holds(self, state: Grid, path: Sequence[Place], claim: object) -> bool:
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

    def after_claim(self, state: Grid, move: object) -> Grid | None:
        if not isinstance(move, Place):
            return None
        (row, column), value = move
        inside = 1 <= row <= self.size and 1 <= column <= self.size and value in self.digits
        return self.after(state, move) if inside and not state[self._index(move.cell)] else None

    def why_not(self, state: Grid, claim: object) -> str | None:
        if not isinstance(claim, Place | NoCandidate):
            return ""
        row, column = claim.cell
        if not (1 <= row <= self.size and 1 <= column <= self.size):
            return f"there is no cell {claim.cell}"
        i = self._index(claim.cell)
        if state[i]:
            return f"{claim.cell} holds {state[i]}"
        candidates = self._candidates(state, i)
        if isinstance(claim, Place):
            only_one = candidates == [claim.value]
        else:
            for (name, _), there in zip(self.units, self.seen(state, i), strict=True):
                if missing := set(getattr(claim, name)) - there - {0}:
                    return f"the {name} of {claim.cell} does not hold {min(missing)}"
            only_one = not candidates and {*claim.row, *claim.column, *claim.box} == set(self.digits)
            if not candidates and not only_one:
                return "not every digit is accounted for"
        return None if only_one else f"{claim.cell} can be {' or '.join(map(str, candidates)) or 'nothing'}"

    def seen(self, state: Grid, i: int) -> list[set[int]]:
        """The digits in the row, the column and the box of a cell."""
        return [
            {digit for j, digit in enumerate(state) if digit and unit_of[j] == unit_of[i]} for _, unit_of in self.units
        ]

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
        row, column, box = self.seen(state, i)
        return NoCandidate(self.cells[i], *[tuple(sorted(part)) for part in (row, column - row, box - column - row)])


@functools.cache
def _seen_from(size: int) -> tuple[Callable[[Grid], tuple[int, ...]], ...]:
    """For each cell a function that gives the digits (and zeros) in the cells it sees."""
    return tuple(itemgetter(*peers) for peers in geometry(size).peers)


@functools.cache
def _order(size: int, cell_order: str) -> tuple[int, ...]:
    grid = geometry(size)
    cells = range(size * size)
    return tuple(sorted(cells, key=lambda i: grid.box_of[i])) if cell_order == "boxes" else tuple(cells)
