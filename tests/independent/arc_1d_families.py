"""The kinds of rules that texts of one-dimensional ARC speak of: how they are said, and what they leave open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import arc_1d_rules as rules

Value = tuple[str, int, int]
"""What a rule leaves open, and two numbers for it."""

LISTED = [
    (
        "shift_right",
        "everything moves 1 to 4 cells to the right, with nothing lost at the edge",
        "distance",
        "how far it moves right",
    ),
    (
        "shift_left",
        "everything moves 1 to 4 cells to the left, with nothing lost at the edge",
        "distance",
        "how far it moves left",
    ),
    (
        "rotate_right",
        "everything moves 1 to 4 cells to the right, and what leaves there comes back on the left",
        "distance",
        "how far it turns right",
    ),
    (
        "rotate_left",
        "everything moves 1 to 4 cells to the left, and what leaves there comes back on the right",
        "distance",
        "how far it turns left",
    ),
    ("pack_left", "the coloured cells are pushed together at the left end in the same order", "none", ""),
    ("pack_right", "the coloured cells are pushed together at the right end in the same order", "none", ""),
    ("step_left", "all that lies right of the first blank moves one cell to the left", "none", ""),
    ("step_right", "all that lies left of the last blank moves one cell to the right", "none", ""),
    ("part", "one colour goes to the left end and the other to the right end", "sides", "which colour goes where"),
    ("sort_left_down", "the coloured cells are sorted at the left end, the highest colours first", "none", ""),
    ("sort_left_up", "the coloured cells are sorted at the left end, the lowest colours first", "none", ""),
    ("sort_right_up", "the coloured cells are sorted at the right end, the highest colours last", "none", ""),
    ("sort_right_down", "the coloured cells are sorted at the right end, the lowest colours last", "none", ""),
    ("mirror_row", "the whole row is mirrored", "none", ""),
    (
        "approach",
        "the block moves 1 to 4 cells towards a single cell, or less if they meet before",
        "towards",
        "how far it moves and towards which cell",
    ),
    ("touch", "the block slides up to a single cell until they touch", "cell", "which cell it slides up to"),
    ("reflect", "the block jumps across a single cell to the mirrored place", "cell", "which cell is the mirror"),
    ("hop", "the block jumps across a single cell and lands right behind it", "cell", "which cell is jumped across"),
    ("own_length_right", "the block moves to the right by its own length", "none", ""),
    ("own_length_left", "the block moves to the left by its own length", "none", ""),
    ("mirror_blocks", "blocks are mirrored in their places", "blocks", "which blocks are mirrored"),
    ("arrange_up", "the blocks are lined up from the left with one blank between them, the shortest first", "none", ""),
    (
        "arrange_down",
        "the blocks are lined up from the left with one blank between them, the longest first",
        "none",
        "",
    ),
    (
        "arrange_same",
        "the blocks are lined up from the left with one blank between them, in the same order",
        "none",
        "",
    ),
    (
        "tally_left",
        "the coloured cells are pushed together at the left end and all get one colour",
        "colour",
        "which colour is used at the left end",
    ),
    (
        "tally_right",
        "the coloured cells are pushed together at the right end and all get one colour",
        "colour",
        "which colour is used at the right end",
    ),
    ("recolour", "every coloured cell gets the same colour", "colour", "which colour they all get"),
    ("swap_colours", "the two colours change places", "none", ""),
    ("smooth", "blocks take their most frequent colour", "blocks", "which blocks get one colour"),
    ("paint", "one of the blocks gets another colour", "spot", "which block gets which colour"),
    ("left_half", "the left half of blocks gets another colour", "dye", "which blocks get which colour on the left"),
    ("right_half", "the right half of blocks gets another colour", "dye", "which blocks get which colour on the right"),
    (
        "paint_by_place",
        "the first and the last of two blocks get a colour each",
        "places",
        "which colours the first and the last block get",
    ),
    (
        "paint_by_length",
        "the longer and the shorter of two blocks get a colour each",
        "lengths",
        "which colours the longer and the shorter block get",
    ),
    ("from_palette", "the first block is a list of colours, one for each of the other blocks in turn", "none", ""),
    ("spread_right", "every block spreads to the right until it meets the next one or the edge", "none", ""),
    ("spread_left", "every block spreads to the left until it meets the next one or the edge", "none", ""),
    ("repeat_pattern", "the pattern at the start repeats to the end of the row", "none", ""),
    ("fill_between", "the blanks between two cells of the same colour get that colour", "none", ""),
    ("fill_from_pixel", "the odd cell at one end of the block fills the row on its side up to the edge", "none", ""),
    (
        "fill_towards",
        "every cell fills the blanks towards a marker at the edge, up to the next cell",
        "cell",
        "which cell is the marker",
    ),
    ("duplicate", "copies of the block in the colour of the cell beside it fill the row on that side", "none", ""),
    ("echo", "the cell beside the block becomes one copy of it in its own colour, as far as there is room", "none", ""),
    (
        "grow_right",
        "blocks grow by one cell to the right, where there is room",
        "blocks",
        "which blocks grow to the right",
    ),
    (
        "grow_left",
        "blocks grow by one cell to the left, where there is room",
        "blocks",
        "which blocks grow to the left",
    ),
    ("frame", "blocks get a new cell on both sides, where there is room", "dye", "which blocks do and in which colour"),
    (
        "mark",
        "the blocks of one length, from 1 to 3 cells, get a new cell on both sides, where there is room",
        "beside",
        "which length is meant and which colour",
    ),
    ("stretch", "the block grows until it covers a single cell", "cell", "which cell gets covered"),
    ("copy_block", "the first block is copied around every single cell after it", "none", ""),
    (
        "copy_block_coloured",
        "the first block is copied around every single cell after it, in the colour of that cell",
        "none",
        "",
    ),
    (
        "hollow",
        "blocks are hollowed out, so that only their two end cells stay",
        "blocks",
        "which blocks are hollowed out",
    ),
    ("trim_left", "blocks lose their leftmost cell", "blocks", "which blocks lose a cell at the left"),
    ("trim_right", "blocks lose their rightmost cell", "blocks", "which blocks lose a cell at the right"),
    ("drop_singles", "cells that stand alone disappear", "none", ""),
    ("keep", "only one of the blocks stays", "block", "which block stays"),
    ("drop", "one of the blocks disappears", "block", "which block disappears"),
]
PHRASES = {phrase: name for name, phrase, _, _ in LISTED}
ASKS = {ask: name for name, _, _, ask in LISTED if ask}
UNITS = {name: unit for name, _, unit, _ in LISTED}
DO: dict[str, Callable[[rules.Row, int, int], rules.Row]] = {name: getattr(rules, name) for name in UNITS}

FOUR, NINE = range(1, 5), range(1, 10)
WHICH = ["every block", *(f"just the {which} block" for which in ("first", "last", "longest", "shortest"))]
ONE = ["", *(f"the {which} one" for which in ("first", "last", "longest", "shortest"))]


def cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"


PAIRS = [(a, b) for a in NINE for b in NINE if a != b]
VALUES: dict[str, Value] = {
    **{cells(a): ("distance", a, 0) for a in FOUR},
    **{f"colour {a}": ("colour", a, 0) for a in NINE},
    **{f"the cell of colour {a}": ("cell", a, 0) for a in NINE},
    **{f"up to {cells(a)} towards the cell of colour {b}": ("towards", a, b) for a in FOUR for b in NINE},
    **{f"colour {a} to the left and colour {b} to the right": ("sides", a, b) for a, b in PAIRS},
    **{f"colour {a} for the longer one and colour {b} for the shorter one": ("lengths", a, b) for a, b in PAIRS},
    **{f"colour {a} for the first one and colour {b} for the last one": ("places", a, b) for a, b in PAIRS},
    **{f"colour {b} beside blocks of {cells(a)}": ("beside", a, b) for a in (1, 2, 3) for b in NINE},
    **{WHICH[a]: ("blocks", a + 1, 0) for a in range(5)},
    **{ONE[a]: ("block", a + 1, 0) for a in range(1, 5)},
    **{f"colour {b} for {WHICH[a]}": ("dye", a + 1, b) for a in range(5) for b in NINE},
    **{f"colour {b} for {ONE[a]}": ("spot", a + 1, b) for a in range(1, 5) for b in NINE},
}
SHORT = {" ".join(map(str, value)).removesuffix(" 0"): value for value in VALUES.values()}


@cache
def values_of(name: str) -> list[Value]:
    unit = UNITS[name]
    return [("none", 0, 0)] if unit == "none" else [value for value in VALUES.values() if value[0] == unit]


@cache
def made(name: str, value: Value, row: str) -> str | None:
    """What a rule makes of a row; None where it cannot be applied. Of a blank row every rule makes the same."""
    if not row.strip("0"):
        return row
    try:
        return "".join(map(str, DO[name](list(map(int, row)), value[1], value[2])))
    except rules.CannotError:
        return None
