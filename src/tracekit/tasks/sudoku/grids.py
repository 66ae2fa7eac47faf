"""Which cells of a grid belong together, and grids that differ only by their digits."""

from __future__ import annotations

import functools
from collections.abc import Sequence, Sized
from dataclasses import dataclass

from tracekit.errors import ParameterError

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


def size_of(grid: Sized) -> int:
    """The number of rows of a grid, from the number of its cells."""
    return {16: 4, 36: 6, 81: 9}[len(grid)]


def relabelled(grid: Sequence[int]) -> tuple[int, ...]:
    """The grid with its values renamed 1, 2, ... in order of first appearance; blanks stay 0.

    Two grids that differ only by a permutation of the values give the same result.
    """
    names = {0: 0}
    return tuple([names.setdefault(value, len(names)) for value in grid])
