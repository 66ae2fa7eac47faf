"""The symmetries of a grid, and what two grids have in common that differ by nothing else.

What turns a Sudoku into a Sudoku: other names for the digits; another order of the bands (rows of boxes), of the
rows inside of a band, of the stacks (columns of boxes) and of the columns inside of a stack; and where the boxes are
square, the exchange of rows and columns.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tracekit.seeding import Stream
from tracekit.tasks.sudoku.grids import geometry, relabelled

__all__ = ["MOST_WAYS", "canonical_form", "line_key", "random_symmetry"]

MOST_WAYS = 4000
"""Of a grid whose blanks lie the same after so many symmetries, the canonical form would take too long to find."""

Cells = tuple[int, ...]


@functools.lru_cache(maxsize=64)
def canonical_form(grid: Cells, size: int) -> Cells | None:
    """The one grid that stands for all that a grid can be turned into: the first of them, by blanks and then by digits.

    Args:
        grid: ``size * size`` values from 0 to ``size``; 0 is a blank.
        size: 4, 6 or 9.

    Returns:
        The form; None where more than ``MOST_WAYS`` symmetries keep the blanks in their places, as in a grid of 9 rows
        that has hardly any of them, or hardly anything else. At 4 and 6 rows there are fewer symmetries.
    """
    pattern, ways = _patterns(grid, size)
    n_ties = _n_ties(pattern) * math.prod(map(_n_ties, pattern))
    if n_ties * sum(len(orders) for _, orders in ways) > MOST_WAYS:
        return None
    best: Cells | None = None
    for turned, orders in ways:
        for columns in orders:
            lines = [tuple([row[column] for column in columns]) for row in _rows(turned, size)]
            for rows in _row_orders(lines, geometry(size).box_rows):
                form = relabelled([*itertools.chain.from_iterable(rows)])
                if best is None or form < best:
                    best = form
    return best


def _patterns(grid: Cells, size: int) -> tuple[list[Cells], list[tuple[Cells, list[Cells]]]]:
    """Where the blanks lie in the canonical form, and the ways to get there, but for the order of the rows.

    Returns:
        By band the masks of its rows; and the grid as it is or turned, with the orders of its columns.
    """
    shape = geometry(size)
    orders, masks_of = _column_orders(size)
    found = []
    for turned in [grid, _transposed(grid, size)] if shape.box_rows == shape.box_cols else [grid]:
        masks = [masks_of[_mask(row)] for row in _rows(turned, size)]  # by row and order of the columns
        bands = []
        for first in range(0, size, shape.box_rows):
            key, *others = _sorted(masks[first : first + shape.box_rows])
            for other in others:
                key = (key << size) + other
            bands.append(key)
        left: Any = range(len(orders))
        least: list[int] = []
        for values in _sorted(bands):
            some = values[left] if least else values
            least.append(int(some.min()))
            left = (some == least[-1]).nonzero()[0] if len(least) == 1 else left[some == least[-1]]
        found.append((least, turned, [orders[i] for i in left]))
    least = min(each[0] for each in found)
    row_mask = (1 << size) - 1
    pattern = [tuple([key >> size * i & row_mask for i in reversed(range(shape.box_rows))]) for key in least]
    return pattern, [(turned, columns) for keys, turned, columns in found if keys == least]


def _sorted(vectors: Sequence[Any]) -> list[Any]:
    """Some vectors, sorted at each place; faster than numpy where there are two or three."""
    import numpy as np  # takes longer to import than all else here

    done: list[Any] = []
    for vector in vectors:
        larger = vector
        for i, other in enumerate(done):
            done[i], larger = np.minimum(other, larger), np.maximum(other, larger)
        done.append(larger)
    return done


@functools.cache
def _column_orders(size: int) -> tuple[list[Cells], list[Any]]:
    """The allowed orders of the columns; and by mask of a row, its mask in each of these orders."""
    import numpy as np

    orders = [tuple(itertools.chain(*stacks)) for stacks in _line_orders(size, geometry(size).box_cols)]
    bit_of = np.left_shift(1, np.argsort(np.array(orders), axis=1)).T.copy()  # by column and order
    masks_of = [np.zeros(len(orders), dtype=np.int64)]
    for bits in bit_of:
        masks_of += [masks + bits for masks in masks_of]
    return orders, masks_of


def _line_orders(size: int, per_box: int) -> Iterator[tuple[Cells, ...]]:
    """All orders of rows or columns: those of the bands or stacks, and in each of them its lines."""
    groups = [range(first, first + per_box) for first in range(0, size, per_box)]
    for order in itertools.permutations(groups):
        yield from itertools.product(*map(itertools.permutations, order))


def _row_orders(lines: Sequence[Cells], per_band: int) -> Iterator[list[Cells]]:
    """The rows in all orders in which the masks ascend: inside of each band, and from band to band."""
    masks = [_mask(line) for line in lines]
    bands = []
    for first in range(0, len(lines), per_band):
        inside = _ascending(masks[first : first + per_band])
        key = tuple([masks[first + i] for i in inside[0]])
        bands.append((key, [[lines[first + i] for i in order] for order in inside]))
    for order in _ascending([key for key, _ in bands]):
        for rows in itertools.product(*[bands[i][1] for i in order]):
            yield [*itertools.chain(*rows)]


def _ascending(keys: Sequence[Any]) -> list[Cells]:
    """All orders of the numbers of some keys in which the keys ascend."""
    order = tuple(sorted(range(len(keys)), key=keys.__getitem__))
    if _n_ties(keys) == 1:
        return [order]
    wanted = [keys[i] for i in order]
    return [each for each in itertools.permutations(order) if [keys[i] for i in each] == wanted]


def _n_ties(keys: Sequence[Any]) -> int:
    """In how many orders equal keys can stand."""
    return math.prod(math.factorial(keys.count(key)) for key in set(keys))


def _mask(row: Sequence[int]) -> int:
    return sum([1 << i for i, digit in enumerate(row) if digit])


def _rows(grid: Cells, size: int) -> list[Cells]:
    return [grid[first : first + size] for first in range(0, size * size, size)]


def _transposed(grid: Cells, size: int) -> Cells:
    return tuple(itertools.chain(*[grid[first::size] for first in range(size)]))


def line_key(grid: Cells, size: int) -> str:
    """What all that a grid can be turned into has in common, though other grids may have it too.

    Two rows of a band pair off the digits that stand in the same column. Followed from pair to pair they make cycles
    (and paths, where there are blanks); how long these are does not depend on names and places. So for columns.
    """
    shape = geometry(size)
    sides = []
    for lines, per_band in (
        (_rows(grid, size), shape.box_rows),
        ([grid[first::size] for first in range(size)], shape.box_cols),
    ):
        bands = []
        for first in range(0, size, per_band):
            pairs = itertools.combinations(lines[first : first + per_band], 2)
            bands.append(sorted([_chains(line, other) for line, other in pairs]))
        bands.sort()
        sides.append(bands)
    if shape.box_rows == shape.box_cols:
        sides.sort()
    return str(sides)


def _chains(line: Cells, other: Cells) -> int:
    """The lengths of the cycles and paths that the digits of two lines make: how many there are of each, in octal."""
    step = dict(zip(line, other, strict=True))
    follow, code = step.pop, 0
    if 0 in line or 0 in other:
        step = {digit: following for digit, following in step.items() if digit and following}
        follow = step.pop
        for digit in step.keys() - step.values():
            length = 10  # that of a path counts from 10
            while digit := follow(digit, 0):
                length += 1
            code += 1 << 3 * length
    while step:
        _, digit = step.popitem()
        length = 1
        while digit := follow(digit, 0):
            length += 1
        code += 1 << 3 * length
    return code


def random_symmetry(size: int, stream: Stream) -> Callable[[Cells], Cells]:
    """One of all symmetries, each as likely as the others: what turns a grid into another one."""
    shape = geometry(size)
    names = (0, *stream.shuffled(range(1, size + 1)))
    rows, columns = (_random_order(size, per_box, stream) for per_box in (shape.box_rows, shape.box_cols))
    cells = [row * size + column for row in rows for column in columns]
    if shape.box_rows == shape.box_cols and stream.chance(0.5):
        cells = list(_transposed(tuple(cells), size))
    return lambda grid: tuple([names[grid[cell]] for cell in cells])


def _random_order(size: int, per_box: int, stream: Stream) -> list[int]:
    groups = [range(first, first + per_box) for first in range(0, size, per_box)]
    return [line for group in stream.shuffled(groups) for line in stream.shuffled(group)]
