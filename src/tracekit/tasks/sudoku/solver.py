"""Solving grids of sizes 4, 6 and 9, quickly enough to make them by.

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

from tracekit.errors import ParameterError
from tracekit.seeding import Stream
from tracekit.tasks.sudoku.grids import geometry


def solutions(grid: Sequence[int], size: int, limit: int = 2) -> list[tuple[int, ...]]:
    """The first ``limit`` solutions of a grid, or all where it has fewer; always the same ones in the same order.

    Args:
        grid: ``size * size`` values from 0 to ``size``; clues that contradict each other give no solutions.
        size: 4, 6 or 9.
        limit: at least 1.

    Raises:
        ParameterError: an argument is not as above.
    """
    cover = cover_of(size)
    if limit < 1:
        raise ParameterError("limit", limit, "must be at least 1")
    check_values(grid, size, 0, "grid")
    position, left = cover.start
    for cell, value in enumerate(grid):
        if value:
            bit = cover.bit_of[cell][value]
            position &= cover.keep[bit]
            left &= cover.unmet[bit]
    return [cover.values_of(found) for found in cover.search(position, left, limit)]


def check_values(grid: Sequence[int], size: int, low: int, field: str) -> None:
    """Raise ``ParameterError`` if a grid has another length, or a value below ``low`` or above ``size``."""
    if len(grid) != size * size or min(grid) < low or max(grid) > size:
        raise ParameterError(field, tuple(grid), f"must have {size * size} values from {low} to {size}")


class Cover:
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
def cover_of(size: int) -> Cover:
    """The constraints of a size."""
    return Cover(size)
