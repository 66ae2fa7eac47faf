"""The search space of a Sudoku."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import itemgetter

from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.sudoku.grids import geometry
from tracekit.tasks.sudoku.problem import (
    UNITS,
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
        self.fewest, self.naked, self.hidden = cell_order == "fewest", deduction != "none", deduction == "hidden"
        self.first_blank = cell_order == "rows" and not self.naked
        self.cells = cells_of(self.size)
        self.seen_from = _seen_from(self.size)
        self.digits = range(1, self.size + 1)
        self.every_digit = frozenset(self.digits)
        grid = geometry(self.size)
        self.units = (("row", grid.row_of), ("column", grid.column_of), ("box", grid.box_of))
        # The same states are met again and again while planning, searching and replaying.
        self._views: dict[Grid, View[Place]] = {}

    def start(self) -> Grid:
        return self.problem.grid

    def look(self, state: Grid) -> View[Place]:
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: Grid) -> View[Place]:
        i = self._next(state)
        if i is None:
            return Goal()
        candidates = self._candidates(state, i)
        cell = self.cells[i]
        if len(candidates) == 1:
            return Inference(Place(cell, candidates[0]))
        if not candidates:
            return DeadEnd(self._why_stuck(state, i))
        if self.hidden and (single := self._hidden_single(state)):
            return single
        return self._choice(cell, candidates)

    def after(self, state: Grid, move: Place) -> Grid:
        i = self._index(move.cell)
        return (*state[:i], move.value, *state[i + 1 :])

    def children(self, state: Grid) -> Sequence[Grid] | None:
        if self.hidden:
            return super().children(state)
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
        return isinstance(reason, NoCandidate) and self.why_not(state, reason) is None

    def cause(self, reason: Hashable) -> Hashable:
        # A stuck cell is met again after each further try elsewhere; only where its digits are seen first may change.
        return reason.cell if isinstance(reason, NoCandidate) else reason

    def choice_at(self, state: Grid, place: object) -> Choice[Place] | None:
        i = self._find_blank(state, place)
        candidates = [] if i is None else self._candidates(state, i)
        return self._choice(self.cells[i], candidates) if i is not None and candidates else None

    def after_inference(self, state: Grid, move: object, reason: object) -> Grid | None:
        i = self._find_blank(state, move.cell) if isinstance(move, Place) else None
        if i is None or not isinstance(move, Place):
            return None
        candidates = self._candidates(state, i)
        holds = candidates == [move.value] if reason is None else reason in self._units_without_another(state, i, move)
        return self.after(state, move) if move.value in candidates and holds else None

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
            inside = 1 <= claim.number <= self.size and claim.unit in UNITS
            return inside and claim.digits == self._digits(claim.unit, claim.number - 1, state)
        i = self._find(claim.cell) if isinstance(claim, New | Candidates) else None
        if i is None:
            return False
        if isinstance(claim, New):
            return 0 < claim.value == state[i] and claim.value not in self.seen_from[i](state)
        return (
            isinstance(claim, Candidates) and not state[i] and sorted(claim.values) == self._candidates(state, i) != []
        )

    def _digits(self, unit: str, number: int, state: Grid) -> tuple[int, ...]:
        """What a row, column or box holds; ``number`` counts from 0."""
        first = {"row": 0, "column": self.size, "box": 2 * self.size}[unit]
        return tuple(state[j] for j in geometry(self.size).units[first + number])

    def _index(self, cell: Cell) -> int:
        return (cell.row - 1) * self.size + cell.column - 1

    def _find(self, cell: object) -> int | None:
        """The number of a cell; None if there is no such cell."""
        if not isinstance(cell, Cell) or not (1 <= cell.row <= self.size and 1 <= cell.column <= self.size):
            return None
        return self._index(cell)

    def _find_blank(self, state: Grid, cell: object) -> int | None:
        """The number of a cell; None if there is no such cell, or it is filled."""
        i = self._find(cell)
        return None if i is None or state[i] else i

    def _choice(self, cell: Cell, candidates: Sequence[int]) -> Choice[Place]:
        return Choice(cell, tuple([Place(cell, value) for value in candidates]))

    def after_claim(self, state: Grid, move: object) -> Grid | None:
        if not isinstance(move, Place) or move.value not in self.every_digit:
            return None
        return None if self._find_blank(state, move.cell) is None else self.after(state, move)

    def why_not(self, state: Grid, claim: object) -> str | None:
        if not isinstance(claim, Place | NoCandidate):
            return ""
        i = self._find(claim.cell)
        if i is None:
            return f"there is no cell {claim.cell}"
        if state[i]:
            return f"{claim.cell} holds {state[i]}"
        candidates = self._candidates(state, i)
        if isinstance(claim, NoCandidate):
            return self._why_not_stuck(claim, self.seen(state, i), candidates)
        return None if candidates == [claim.value] else _can_be(claim.cell, candidates)

    def _why_not_stuck(self, claim: NoCandidate, units: Sequence[set[int]], candidates: Sequence[int]) -> str | None:
        before: set[int] = set()
        for name, there in zip(UNITS, units, strict=True):
            told = getattr(claim, name)
            if missing := set(told) - there:
                return f"the {name} of {claim.cell} does not hold {min(missing)}"
            if len({*told}) < len(told):
                return f"a digit of the {name} of {claim.cell} is named twice"
            if twice := before.intersection(told):
                return f"the {name} of {claim.cell} does not add {min(twice)}, which was there before"
            before |= there
        if candidates:
            return _can_be(claim.cell, candidates)
        told_in_all = {*claim.row, *claim.column, *claim.box}
        return "not every digit is accounted for" if told_in_all != self.every_digit else None

    def seen(self, state: Grid, i: int) -> list[set[int]]:
        """The digits in the row, the column and the box of a cell."""
        return [
            {digit for j, digit in enumerate(state) if digit and unit_of[j] == unit_of[i]} for _, unit_of in self.units
        ]

    def _candidates(self, state: Grid, i: int) -> list[int]:
        return sorted(self.every_digit.difference(self.seen_from[i](state)))

    def _next(self, state: Grid) -> int | None:
        """The cell to look at: a stuck one or a naked single first where deduction says so, else the next in order."""
        if 0 not in state:
            return None
        if self.first_blank:
            return state.index(0)
        blanks = [i for i in self.order if not state[i]]
        if not (self.naked or self.fewest):
            return blanks[0]
        counts = [len(self._candidates(state, i)) for i in blanks]
        fewest = min(counts)
        return blanks[counts.index(fewest)] if self.fewest or fewest < 2 else blanks[0]

    def _hidden_single(self, state: Grid) -> Inference | None:
        """A digit with a single place in a row, column or box: the first one in the order of the cells."""
        for i in self.order:
            if state[i]:
                continue
            for value in self._candidates(state, i):
                move = Place(self.cells[i], value)
                if units := self._units_without_another(state, i, move):
                    return Inference(move, units[0])
        return None

    def _units_without_another(self, state: Grid, i: int, move: Place) -> list[str]:
        """The units of a cell in which no other blank cell can take the digit."""
        found = []
        for name, unit_of in self.units:
            others = [j for j, unit in enumerate(unit_of) if unit == unit_of[i] and j != i and not state[j]]
            if all(move.value in self.seen_from[j](state) for j in others):
                found.append(name)
        return found

    def _why_stuck(self, state: Grid, i: int) -> NoCandidate:
        row, column, box = self.seen(state, i)
        return NoCandidate(self.cells[i], *[tuple(sorted(part)) for part in (row, column - row, box - column - row)])


def _can_be(cell: Cell, candidates: Sequence[int]) -> str:
    return f"{cell} can be {' or '.join(map(str, candidates)) or 'nothing'}"


@functools.cache
def _seen_from(size: int) -> tuple[Callable[[Grid], tuple[int, ...]], ...]:
    """For each cell a function that gives the digits (and zeros) in the cells it sees."""
    return tuple(itemgetter(*peers) for peers in geometry(size).peers)


@functools.cache
def _order(size: int, cell_order: str) -> tuple[int, ...]:
    grid = geometry(size)
    cells = range(size * size)
    return tuple(sorted(cells, key=lambda i: grid.box_of[i])) if cell_order == "boxes" else tuple(cells)
