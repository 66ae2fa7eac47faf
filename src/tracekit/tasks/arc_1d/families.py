"""The rules, family by family: how each is said, and what it can do to a row."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from tracekit.tasks.arc_1d import block_transforms as blocks
from tracekit.tasks.arc_1d import transforms as make
from tracekit.tasks.arc_1d.priors import PRIORS
from tracekit.tasks.arc_1d.scene import Row, scene_of
from tracekit.tasks.arc_1d.transforms import Transform


class Parameter(NamedTuple):
    """What a family of rules leaves open: a distance, a colour, two colours ..., as numbers."""

    unit: str
    a: int
    b: int = 0


NONE = Parameter("none", 0)
"""The parameter of a family that leaves nothing open."""


class Unit(NamedTuple):
    """What a parameter is about.

    Attributes:
        a: the values of its first number.
        b: those of its second one; just 0 if it has none.
        differ: whether the two numbers must not be the same.
    """

    a: range
    b: range = range(1)
    differ: bool = False

    def holds(self, a: int, b: int) -> bool:
        """Whether there is such a parameter."""
        return a in self.a and b in self.b and not (self.differ and a == b)


_DISTANCES, _COLOURS, _SCOPES = range(1, 5), range(1, 10), blocks.SCOPES
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "none": Unit(range(1)),
        "distance": Unit(_DISTANCES),
        "colour": Unit(_COLOURS),
        "cell": Unit(_COLOURS),
        "towards": Unit(_DISTANCES, _COLOURS),
        "sides": Unit(_COLOURS, _COLOURS, differ=True),
        "lengths": Unit(_COLOURS, _COLOURS, differ=True),
        "places": Unit(_COLOURS, _COLOURS, differ=True),
        "beside": Unit(range(1, 4), _COLOURS),
        "blocks": Unit(_SCOPES),
        "block": Unit(range(blocks.FIRST, blocks.SHORTEST + 1)),
        "dye": Unit(_SCOPES, _COLOURS),
        "spot": Unit(range(blocks.FIRST, blocks.SHORTEST + 1), _COLOURS),
    }
)
"""By name. A ``colour`` is given, a ``cell`` is looked for by its colour. Distances go up to 4, as the phrases of their
families say."""

SCOPED = ("blocks", "block", "dye", "spot")
"""The units whose first number says which blocks are meant: one of ``block_transforms.SCOPES``."""


def parameters_of(unit: str) -> list[Parameter]:
    """All parameters of a unit."""
    of = UNITS[unit]
    return [Parameter(unit, a, b) for a in of.a for b in of.b if of.holds(a, b)]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that differ in a parameter only.

    Attributes:
        name: as in a problem's own rule.
        phrase: the rule as a clause, without its parameter.
        transform: what a rule makes of a row.
        effect: what all its rules do to a row: one of ``effects``.
        unit: the unit of the parameters; ``none`` if the rule leaves nothing open.
        ask: what is open, as a question in words; empty if nothing is.
        prior: how readily it comes to mind, as compared to others that there is as much reason to try.
    """

    name: str
    phrase: str
    transform: Transform
    effect: str
    unit: str
    ask: str
    prior: float

    def takes(self, parameter: object) -> bool:
        """Whether this is one of its parameters."""
        return (
            isinstance(parameter, Parameter)
            and parameter.unit == self.unit
            and UNITS[self.unit].holds(parameter.a, parameter.b)
        )


_OPEN: Mapping[str, tuple[str, str]] = {
    "shift_right": ("distance", "how far it moves right"),
    "shift_left": ("distance", "how far it moves left"),
    "tally_left": ("colour", "which colour is used at the left end"),
    "tally_right": ("colour", "which colour is used at the right end"),
    "part": ("sides", "which colour goes where"),
    "recolour": ("colour", "which colour they all get"),
    "approach": ("towards", "how far it moves and towards which cell"),
    "touch": ("cell", "which cell it slides up to"),
    "stretch": ("cell", "which cell gets covered"),
    "reflect": ("cell", "which cell is the mirror"),
    "hop": ("cell", "which cell is jumped across"),
    "mirror_blocks": ("blocks", "which blocks are mirrored"),
    "hollow": ("blocks", "which blocks are hollowed out"),
    "trim_left": ("blocks", "which blocks lose a cell at the left"),
    "trim_right": ("blocks", "which blocks lose a cell at the right"),
    "grow_right": ("blocks", "which blocks grow to the right"),
    "grow_left": ("blocks", "which blocks grow to the left"),
    "smooth": ("blocks", "which blocks get one colour"),
    "keep": ("block", "which block stays"),
    "drop": ("block", "which block disappears"),
    "paint": ("spot", "which block gets which colour"),
    "left_half": ("dye", "which blocks get which colour on the left"),
    "right_half": ("dye", "which blocks get which colour on the right"),
    "frame": ("dye", "which blocks do and in which colour"),
    "paint_by_place": ("places", "which colours the first and the last block get"),
    "paint_by_length": ("lengths", "which colours the longer and the shorter block get"),
    "mark": ("beside", "which length is meant and which colour"),
    "fill_towards": ("cell", "which cell is the marker"),
    "rotate_right": ("distance", "how far it turns right"),
    "rotate_left": ("distance", "how far it turns left"),
}
"""By the name of a rule that leaves something open: the unit, and what is open."""


def _family(transform: Transform, effect: str, phrase: str) -> Family:
    unit, ask = _OPEN.get(transform.__name__, ("none", ""))
    return Family(transform.__name__, phrase, transform, effect, unit, ask, PRIORS[transform.__name__])


FAMILY_LIST: tuple[Family, ...] = tuple(
    _family(transform, effect, phrase)
    for effect, families in {
        "moves": (
            (make.shift_right, "everything moves 1 to 4 cells to the right, with nothing lost at the edge"),
            (make.shift_left, "everything moves 1 to 4 cells to the left, with nothing lost at the edge"),
            (
                make.rotate_right,
                "everything moves 1 to 4 cells to the right, and what leaves there comes back on the left",
            ),
            (
                make.rotate_left,
                "everything moves 1 to 4 cells to the left, and what leaves there comes back on the right",
            ),
            (make.pack_left, "the coloured cells are pushed together at the left end in the same order"),
            (make.pack_right, "the coloured cells are pushed together at the right end in the same order"),
            (make.step_left, "all that lies right of the first blank moves one cell to the left"),
            (make.step_right, "all that lies left of the last blank moves one cell to the right"),
            (make.part, "one colour goes to the left end and the other to the right end"),
            (make.sort_left_down, "the coloured cells are sorted at the left end, the highest colours first"),
            (make.sort_left_up, "the coloured cells are sorted at the left end, the lowest colours first"),
            (make.sort_right_up, "the coloured cells are sorted at the right end, the highest colours last"),
            (make.sort_right_down, "the coloured cells are sorted at the right end, the lowest colours last"),
            (make.mirror_row, "the whole row is mirrored"),
            (make.approach, "the block moves 1 to 4 cells towards a single cell, or less if they meet before"),
            (make.touch, "the block slides up to a single cell until they touch"),
            (make.reflect, "the block jumps across a single cell to the mirrored place"),
            (make.hop, "the block jumps across a single cell and lands right behind it"),
            (blocks.own_length_right, "the block moves to the right by its own length"),
            (blocks.own_length_left, "the block moves to the left by its own length"),
            (blocks.mirror_blocks, "blocks are mirrored in their places"),
            (
                blocks.arrange_up,
                "the blocks are lined up from the left with one blank between them, the shortest first",
            ),
            (
                blocks.arrange_down,
                "the blocks are lined up from the left with one blank between them, the longest first",
            ),
            (
                blocks.arrange_same,
                "the blocks are lined up from the left with one blank between them, in the same order",
            ),
        ),
        "counts": (
            (make.tally_left, "the coloured cells are pushed together at the left end and all get one colour"),
            (make.tally_right, "the coloured cells are pushed together at the right end and all get one colour"),
        ),
        "recolours": (
            (make.recolour, "every coloured cell gets the same colour"),
            (make.swap_colours, "the two colours change places"),
            (blocks.smooth, "blocks take their most frequent colour"),
            (blocks.paint, "one of the blocks gets another colour"),
            (blocks.left_half, "the left half of blocks gets another colour"),
            (blocks.right_half, "the right half of blocks gets another colour"),
            (blocks.paint_by_place, "the first and the last of two blocks get a colour each"),
            (blocks.paint_by_length, "the longer and the shorter of two blocks get a colour each"),
            (blocks.from_palette, "the first block is a list of colours, one for each of the other blocks in turn"),
        ),
        "adds": (
            (make.spread_right, "every block spreads to the right until it meets the next one or the edge"),
            (make.spread_left, "every block spreads to the left until it meets the next one or the edge"),
            (make.repeat_pattern, "the pattern at the start repeats to the end of the row"),
            (blocks.fill_between, "the blanks between two cells of the same colour get that colour"),
            (blocks.fill_from_pixel, "the odd cell at one end of the block fills the row on its side up to the edge"),
            (blocks.fill_towards, "every cell fills the blanks towards a marker at the edge, up to the next cell"),
            (blocks.duplicate, "copies of the block in the colour of the cell beside it fill the row on that side"),
            (
                blocks.echo,
                "the cell beside the block becomes one copy of it in its own colour, as far as there is room",
            ),
            (blocks.grow_right, "blocks grow by one cell to the right, where there is room"),
            (blocks.grow_left, "blocks grow by one cell to the left, where there is room"),
            (blocks.frame, "blocks get a new cell on both sides, where there is room"),
            (
                blocks.mark,
                "the blocks of one length, from 1 to 3 cells, get a new cell on both sides, where there is room",
            ),
        ),
        "covers": (
            (make.stretch, "the block grows until it covers a single cell"),
            (blocks.copy_block, "the first block is copied around every single cell after it"),
            (
                blocks.copy_block_coloured,
                "the first block is copied around every single cell after it, in the colour of that cell",
            ),
        ),
        "removes": (
            (blocks.hollow, "blocks are hollowed out, so that only their two end cells stay"),
            (blocks.trim_left, "blocks lose their leftmost cell"),
            (blocks.trim_right, "blocks lose their rightmost cell"),
            (blocks.drop_singles, "cells that stand alone disappear"),
            (blocks.keep, "only one of the blocks stays"),
            (blocks.drop, "one of the blocks disappears"),
        ),
    }.items()
    for transform, phrase in families
)
"""All families."""

FAMILIES: Mapping[str, Family] = MappingProxyType({family.name: family for family in FAMILY_LIST})
"""Every family by its name."""


def outcome(family: Family, parameter: Parameter, row: Row) -> Row | None:
    """What a rule makes of a row; None if it cannot be applied. A row that is all blank stays so under every rule."""
    return _outcome(family.name, parameter.a, parameter.b, row)


@functools.lru_cache(maxsize=256)
def _outcome(name: str, a: int, b: int, row: Row) -> Row | None:
    # A problem is made, checked and solved in a row: the same rows are asked for again.
    scene = scene_of(row)
    return FAMILIES[name].transform(scene, a, b) if scene.blocks else row


def effects(before: Row, after: Row) -> set[str]:
    """Which effects a change may have: what moves keeps all cells, what recolours keeps the blanks ...; none: all."""
    found = set()
    if before.count("0") == after.count("0"):
        found.add("counts")
        if sorted(before) == sorted(after):
            found.add("moves")
    a, b = int(before, 16), int(after, 16)
    ones = int("1" * len(before), 16)
    old, new = _not_zero(a, ones), _not_zero(b, ones)
    kept = not old & new & _not_zero(a ^ b, ones)  # no cell has another colour than before
    if old == new:
        found.add("recolours")
    if old | new == new:
        found |= {"covers", "adds"} if kept else {"covers"}
    if old | new == old and kept:
        found.add("removes")
    return found


def _not_zero(cells: int, ones: int) -> int:
    """Of a row with four bits a cell, the cells that are not zero: their lowest bits."""
    cells |= cells >> 2
    return (cells | cells >> 1) & ones
