"""What a row is, and what can be seen in it."""

from __future__ import annotations

import functools
import re

Row = str
"""A row of cells, one digit for each: 0 is a blank, the other digits are colours."""

_BLOCK = re.compile("[1-9]+")
_RUN = re.compile(r"([1-9])\1*")


class Scene:
    """A row and what can be seen in it.

    Attributes:
        row: the row.
        n: its length.
        cells: the coloured cells, from left to right.
        ascending: the same, the lowest colours first.
        blocks: start and end of each block, from left to right.
        runs: start, end and colour of each stretch of one colour, from left to right.
    """

    def __init__(self, row: Row) -> None:
        self.row, self.n = row, len(row)
        self.blocks = [match.span() for match in _BLOCK.finditer(row)]

    # Most rows are seen by one rule, which does not look at everything.

    @functools.cached_property
    def runs(self) -> list[tuple[int, int, str]]:
        return [(*match.span(), match[1]) for match in _RUN.finditer(self.row)]

    @functools.cached_property
    def cells(self) -> str:
        return self.row.replace("0", "")

    @functools.cached_property
    def ascending(self) -> str:
        return "".join(sorted(self.cells))

    def replaced(self, start: int, end: int, text: str) -> Row:
        """The row with the cells from ``start`` to ``end`` replaced."""
        return self.row[:start] + text + self.row[end:]


scene_of = functools.lru_cache(maxsize=64)(Scene)
"""The scene of a row; the last few are kept."""
