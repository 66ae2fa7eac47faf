"""Sudoku grids of sizes 4, 6 and 9: make complete grids, solve, and dig puzzles with exactly one solution.

A grid is a ``tuple[int, ...]`` of ``size * size`` values from 0 to ``size`` in row order; 0 is a blank.

Inside, a position of the search is one int with four bits for each (cell, value) that is still possible: one in each of
the constraints that it would meet ("the cell has a value", "the row has the value", and so for column and box). There
are ``4 * size * size`` constraints, each can be met in ``size`` ways (its slots), and the bit of a way has the index
``slot * n_constraints + constraint``. So a few operations on wide ints count the ways of all constraints at once (0, 1
or more), which finds every dead end, naked single and hidden single, and placing a value is one ``&`` with a mask.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from tracekit.errors import ParameterError
from tracekit.seeding import Stream

__all__ = ["Geometry", "dig", "geometry", "random_solution", "relabelled", "solutions"]

_BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
"""By size: rows and columns of a box."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Which cells belong together; cells are numbered from 0 to ``n_cells - 1`` in row order.

    Attributes:
        size: number of rows, columns, boxes and values: 4, 6 or 9.
        box_rows: rows of a box.
        box_cols: columns of a box; ``box_rows * box_cols == size``.
        n_cells: ``size * size``.
        row_of: by cell, its row, 0 to ``size - 1``.
        column_of: by cell, its column, 0 to ``size - 1``.
        box_of: by cell, its box, 0 to ``size - 1`` in row order.
        units: ``3 * size`` tuples of ``size`` ascending cells: the rows, then the columns, then the boxes.
        peers: by cell, the other cells (ascending) that share a row, column or box with it.
    """

    size: int
    box_rows: int
    box_cols: int
    n_cells: int
    row_of: tuple[int, ...]
    column_of: tuple[int, ...]
    box_of: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]
    peers: tuple[tuple[int, ...], ...]


@functools.cache
def geometry(size: int) -> Geometry:
    """The geometry of a size.

    Raises:
        ParameterError: ``size`` is not 4, 6 or 9.
    """
    if size not in _BOXES:
        raise ParameterError("size", size, "must be 4, 6 or 9")
    box_rows, box_cols = _BOXES[size]
    cells = range(size * size)
    row_of = tuple(cell // size for cell in cells)
    column_of = tuple(cell % size for cell in cells)
    # A band of boxes holds size / box_cols == box_rows boxes.
    box_of = tuple(row_of[cell] // box_rows * box_rows + column_of[cell] // box_cols for cell in cells)
    of = (row_of, column_of, box_of)
    units = tuple(tuple(cell for cell in cells if kind[cell] == unit) for kind in of for unit in range(size))
    peers = tuple(
        tuple(other for other in cells if other != cell and any(kind[other] == kind[cell] for kind in of))
        for cell in cells
    )
    return Geometry(size, box_rows, box_cols, size * size, row_of, column_of, box_of, units, peers)


def random_solution(stream: Stream, size: int) -> tuple[int, ...]:
    """A random complete valid grid.

    The boxes on the diagonal (no two share a row or column) get independent uniform permutations; a search that takes
    the values in random order fills the rest. Every valid grid can come up, though not all with the same probability.

    Raises:
        ParameterError: ``size`` is not 4, 6 or 9.
    """
    cover = _cover(size)
    while True:
        position, left = cover.start
        for box in cover.diagonal:
            for cell, value in zip(box, stream.shuffled(cover.values), strict=True):
                bit = cover.bit_of[cell][value]
                position &= cover.keep[bit]
                left &= cover.unmet[bit]
        found = cover.search(position, left, 1, stream)
        # At sizes 4 and 6 some fillings of the diagonal boxes have no completion.
        if found:
            return cover.values_of(found[0])


def solutions(grid: Sequence[int], size: int, limit: int = 2) -> list[tuple[int, ...]]:
    """The first ``limit`` solutions of a grid, or all where it has fewer; always the same ones in the same order.

    Args:
        grid: ``size * size`` values from 0 to ``size``; clues that contradict each other give no solutions.
        size: 4, 6 or 9.
        limit: at least 1.

    Raises:
        ParameterError: an argument is not as above.
    """
    cover = _cover(size)
    if limit < 1:
        raise ParameterError("limit", limit, "must be at least 1")
    _check_values(grid, size, 0, "grid")
    position, left = cover.start
    for cell, value in enumerate(grid):
        if value:
            bit = cover.bit_of[cell][value]
            position &= cover.keep[bit]
            left &= cover.unmet[bit]
    return [cover.values_of(found) for found in cover.search(position, left, limit)]


def dig(solution: Sequence[int], n_empty: int, stream: Stream, size: int) -> tuple[int, ...] | None:
    """A puzzle with exactly one solution: clues taken out of ``solution`` in random order.

    The clues are visited once in a uniformly random order; one is taken out if the puzzle keeps exactly one solution,
    until ``n_empty`` cells are blank. (A clue that cannot go now cannot go later either, so one visit is enough.)

    Args:
        solution: a complete valid grid.
        n_empty: from 0 to ``size * size``.
        stream: gives the order; nothing else is drawn from it.
        size: 4, 6 or 9.

    Returns:
        The puzzle with exactly ``n_empty`` blanks, or None when this grid and order cannot get there.

    Raises:
        ParameterError: an argument is not as above.
    """
    cover = _cover(size)
    n_cells = size * size
    if not 0 <= n_empty <= n_cells:
        raise ParameterError("n_empty", n_empty, f"must be between 0 and {n_cells}")
    _check_values(solution, size, 1, "solution")
    bits = [row[value] for row, value in zip(cover.bit_of, solution, strict=True)]
    met = 0
    for bit in bits:
        met |= cover.meets[bit]
    if met != cover.start[1]:
        raise ParameterError("solution", tuple(solution), "must have every value once in each row, column and box")

    order = stream.shuffled(range(n_cells))
    puzzle = list(solution)
    tried = n_blank = 0
    while n_blank < n_empty:
        # Visiting as many clues as are still to go never goes too far, and most of them can go without any search.
        batch = order[tried : tried + n_empty - n_blank]
        tried += len(batch)
        if n_blank + len(batch) + n_cells - tried < n_empty:
            return None
        for cell in batch:
            puzzle[cell] = 0
        for cell in _needed(cover, puzzle, bits, batch):
            puzzle[cell] = solution[cell]
            n_blank -= 1
        n_blank += len(batch)
    return tuple(puzzle)


def relabelled(grid: Sequence[int]) -> tuple[int, ...]:
    """The grid with its values renamed 1, 2, ... in order of first appearance; blanks stay 0.

    Two grids that differ only by a permutation of the values give the same result.
    """
    names = {0: 0}
    return tuple([names.setdefault(value, len(names)) for value in grid])


def _check_values(grid: Sequence[int], size: int, low: int, field: str) -> None:
    if len(grid) != size * size or min(grid) < low or max(grid) > size:
        raise ParameterError(field, tuple(grid), f"must have {size * size} values from {low} to {size}")


def _needed(cover: _Cover, puzzle: Sequence[int], bits: Sequence[int], batch: Sequence[int]) -> list[int]:
    """The cells of ``batch`` that would stay clues if its clues were taken out in this order, one by one.

    Args:
        cover: that of the size.
        puzzle: the grid with all of the batch blank; it has one solution when the batch is filled in.
        bits: by cell, the bit of its value in the solution.
        batch: the cells, in the order of removal.
    """
    position, left = cover.start
    for cell, value in enumerate(puzzle):
        if value:
            position &= cover.keep[bits[cell]]
            left &= cover.unmet[bits[cell]]
    position, left = cover.propagate(position, left)
    # Put the clues back from the last to the first. One that singles give anyway can go: whichever clues before it turn
    # out to be needed, the puzzle then has no fewer clues than here.
    doubtful = []
    for cell in reversed(batch):
        if left >> cell & 1:
            doubtful.append((cell, position, left))
            bit = bits[cell]
            position, left = cover.propagate(position & cover.keep[bit], left & cover.unmet[bit])
    # Judge the others from the first to the last, each with the clues after it in place and of those before it only the
    # needed ones: is there a solution with another value?
    needed: list[int] = []
    while doubtful:
        cell, position, left = doubtful.pop()
        if needed:
            for other in needed:
                position &= cover.keep[bits[other]]
                left &= cover.unmet[bits[other]]
            position, left = cover.propagate(position, left)
            if not left >> cell & 1:
                continue
        if cover.search(position & cover.without[bits[cell]], left, 1):
            needed.append(cell)
    return needed


class _Cover:
    """The constraints of a size as masks, and the search over them.

    A bit is given as its index plus 1, which is what ``int.bit_length`` says of a mask with that highest bit.
    Constraints are numbered: cells first (number = cell), then rows, columns and boxes by value.

    Attributes:
        start: the empty grid, and the mask of all constraints.
        values: 1 to ``size``.
        diagonal: the cells of boxes of which no two share a row or column.
        bit_of: by cell and value, the bit of the pair in the constraint of the cell.
        keep: by bit, the position mask of all that stays possible once its pair is placed.
        without: by bit, the position mask without its pair.
        unmet: by bit, the mask of constraints that its pair does not meet.
        meets: by bit, the mask of constraints that its pair meets.
        ways: by constraint, the position mask of its slots.
    """

    __slots__ = ("bit_of", "diagonal", "fold", "keep", "meets", "size", "start", "unmet", "values", "ways", "without")

    def __init__(self, size: int) -> None:
        shape = geometry(size)
        n = shape.n_cells
        n_constraints = 4 * n
        everything = (1 << size * n_constraints) - 1
        every_constraint = (1 << n_constraints) - 1
        self.size = size
        self.start = everything, every_constraint
        self.values = tuple(range(1, size + 1))
        boxes = shape.units[2 * size :]
        side = min(shape.box_rows, shape.box_cols)
        self.diagonal = tuple(boxes[i * shape.box_rows + i] for i in range(side))
        self.ways = [sum(1 << slot * n_constraints + c for slot in range(size)) for c in range(n_constraints)]

        places: dict[tuple[int, int], list[int]] = {}
        taken = [0] * n_constraints
        for value in range(size):
            for cell in range(n):
                constraints = (
                    cell,
                    n + shape.row_of[cell] * size + value,
                    2 * n + shape.column_of[cell] * size + value,
                    3 * n + shape.box_of[cell] * size + value,
                )
                places[cell, value + 1] = [taken[c] * n_constraints + c for c in constraints]
                for c in constraints:
                    taken[c] += 1
        own = {pair: sum(1 << index for index in indices) for pair, indices in places.items()}
        owner = {index: pair for pair, indices in places.items() for index in indices}

        n_bits = size * n_constraints + 1
        self.keep, self.without, self.unmet, self.meets = [0] * n_bits, [0] * n_bits, [0] * n_bits, [0] * n_bits
        for pair, indices in places.items():
            met = [index % n_constraints for index in indices]
            rivals = {owner[slot * n_constraints + c] for c in met for slot in range(size)} - {pair}
            keep = everything
            for rival in rivals:
                keep &= ~own[rival]
            for index in indices:
                self.keep[index + 1] = keep
                self.without[index + 1] = everything ^ own[pair]
                self.meets[index + 1] = sum(1 << c for c in met)
                self.unmet[index + 1] = every_constraint ^ self.meets[index + 1]
        self.bit_of = [[0] + [places[cell, value][0] + 1 for value in self.values] for cell in range(n)]

        # The slots are folded in two steps, three or two parts into one; a shift past the end stands for no third part.
        past = n_bits
        parts, rest = shape.box_cols, shape.box_rows
        part = rest * n_constraints
        self.fold = (
            (1 << part) - 1,
            part,
            2 * part if parts == 3 else past,
            every_constraint,
            n_constraints,
            2 * n_constraints if rest == 3 else past,
        )

    def propagate(self, position: int, left: int) -> tuple[int, int]:
        """The position after all naked and hidden singles, and the constraints left; (0, 0) for a dead end.

        No constraints left means that the position is a solution, unless it is 0.
        """
        part, shift1, shift2, full, shift3, shift4 = self.fold
        keep, unmet, ways = self.keep, self.unmet, self.ways
        while True:
            a = position & part
            b = position >> shift1 & part
            c = position >> shift2
            ab = a | b
            some = ab | c
            many = a & b | ab & c
            a = some & full
            b = some >> shift3 & full
            c = some >> shift4
            ab = a | b
            if ab | c != full:
                return 0, 0
            many = many | many >> shift3 | many >> shift4 | a & b | ab & c
            single = left & many ^ left
            if not single:
                return position, left
            while single:
                way = position & ways[single.bit_length() - 1]
                if not way:
                    return 0, 0
                bit = way.bit_length()
                position &= keep[bit]
                left &= unmet[bit]
                single &= left

    def search(self, position: int, left: int, limit: int, stream: Stream | None = None) -> list[int]:
        """Up to ``limit`` solutions that the position allows; with a stream, the branches are taken in random order."""
        found: list[int] = []
        stack = [(position, left)]
        while stack:
            position, left = self.propagate(*stack.pop())
            if not position:
                continue
            if not left:
                found.append(position)
                if len(found) == limit:
                    break
                continue
            way = position & self.ways[self.tightest(position, left)]
            branches = []
            while way:
                bit = way.bit_length()
                branches.append((position & self.keep[bit], left & self.unmet[bit]))
                way ^= 1 << bit - 1
            stack += branches if stream is None else stream.shuffled(branches)
        return found

    def tightest(self, position: int, left: int) -> int:
        """The number of a constraint, among those left, that can be met in the fewest ways; the fewest must be >= 2."""
        full, shift = self.fold[3], self.fold[4]
        one = two = three = four = 0
        for slot in range(self.size):
            plane = position >> slot * shift & full
            four |= three & plane
            three |= two & plane
            two |= one & plane
            one |= plane
        few = left & (two ^ three) or left & (three ^ four)
        if few:
            return few.bit_length() - 1
        # Seldom: a grid with hardly any clues.
        return min((c for c in range(shift) if left >> c & 1), key=lambda c: (position & self.ways[c]).bit_count())

    def values_of(self, position: int) -> tuple[int, ...]:
        """The grid of a position without constraints left."""
        full, shift = (1 << self.size * self.size) - 1, self.fold[4]
        values = [0] * (self.size * self.size)
        for slot, value in enumerate(self.values):
            cells = position >> slot * shift & full
            while cells:
                cell = cells.bit_length() - 1
                values[cell] = value
                cells ^= 1 << cell
        return tuple(values)


@functools.cache
def _cover(size: int) -> _Cover:
    return _Cover(size)
