"""Making grids: complete ones, and puzzles dug out of them that have exactly one solution."""

from __future__ import annotations

from collections.abc import Sequence

from tracekit.errors import ParameterError
from tracekit.seeding import Stream
from tracekit.tasks.sudoku.solver import Cover, check_values, cover_of


def random_solution(stream: Stream, size: int) -> tuple[int, ...]:
    """A random complete valid grid.

    The boxes on the diagonal (no two share a row or column) get independent uniform permutations; a search that takes
    the values in random order fills the rest. Every valid grid can come up, though not all with the same probability.

    Raises:
        ParameterError: ``size`` is not 4, 6 or 9.
    """
    cover = cover_of(size)
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
    cover = cover_of(size)
    n_cells = size * size
    if not 0 <= n_empty <= n_cells:
        raise ParameterError("n_empty", n_empty, f"must be between 0 and {n_cells}")
    check_values(solution, size, 1, "solution")
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


def _needed(cover: Cover, puzzle: Sequence[int], bits: Sequence[int], batch: Sequence[int]) -> list[int]:
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
