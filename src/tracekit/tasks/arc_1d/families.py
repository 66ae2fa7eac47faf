"""The rules, family by family: how each is said, and which of its members come into question."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from tracekit.tasks.arc_1d import block_transforms as blocks
from tracekit.tasks.arc_1d import transforms as make
from tracekit.tasks.arc_1d.scene import Row, scene_of
from tracekit.tasks.arc_1d.transforms import Transform

_COLOURS = "123456789"


class Parameter(NamedTuple):
    """What a family of rules leaves open: a distance, a colour, two colours ..., as numbers."""

    unit: str
    a: int
    b: int = 0


NONE = Parameter("none", 0)
"""The parameter of a family that leaves nothing open."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rows of a problem show at a glance; all colours ascending.

    Attributes:
        inputs: the colours of all inputs, that of the test included.
        outputs: the colours that every given output has; those that are all blank do not count.
        new: those of them that no input has.
        uniform: whether the given outputs have no other colours.
        dots: the colours that just one cell of every input has.
        ends: those of them that stand at one end of every input.
    """

    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    new: tuple[int, ...]
    uniform: bool
    dots: tuple[int, ...]
    ends: tuple[int, ...]


def evidence_of(inputs: Sequence[Row], outputs: Sequence[Row]) -> Evidence:
    """What the inputs and the given outputs show."""
    before, after = "".join(inputs), "".join(outputs)
    shared = [colour for colour in _COLOURS if colour in after]
    n_colours = len(shared)
    for row in outputs:
        shared = [colour for colour in shared if colour in row] if row.strip("0") else shared
    present = [colour for colour in _COLOURS if colour in before]
    dots = present
    for row in inputs:
        dots = [colour for colour in dots if row.count(colour) == 1]
    ends = [colour for colour in dots if all(colour in (row[0], row[-1]) for row in inputs)]
    new = [colour for colour in shared if colour not in present]
    return Evidence(
        _numbers(present), _numbers(shared), _numbers(new), n_colours == len(shared), _numbers(dots), _numbers(ends)
    )


def _numbers(colours: Sequence[str]) -> tuple[int, ...]:
    return tuple(map(int, colours))


Values = Callable[[Evidence], list[Parameter]]


_DISTANCES = [Parameter("distance", n) for n in (1, 2, 3, 4)]


def _distance(_e: Evidence) -> list[Parameter]:
    return _DISTANCES


def _only_colour(e: Evidence) -> list[Parameter]:
    """The colour of the outputs, where they have but one."""
    return [Parameter("colour", e.outputs[0])] if e.uniform and len(e.outputs) == 1 else []


def _output_colour(e: Evidence) -> list[Parameter]:
    """A colour of every output, where there are few."""
    return [Parameter("colour", colour) for colour in e.outputs] if len(e.outputs) <= 3 else []


def _new_colour(e: Evidence) -> list[Parameter]:
    return [Parameter("colour", colour) for colour in e.new]


def _dot(e: Evidence) -> list[Parameter]:
    return [Parameter("colour", colour) for colour in e.dots]


def _end(e: Evidence) -> list[Parameter]:
    return [Parameter("colour", colour) for colour in e.ends]


def _towards(e: Evidence) -> list[Parameter]:
    return [Parameter("towards", n, colour) for colour in e.dots for n in (1, 2, 3, 4)]


def _sides(e: Evidence) -> list[Parameter]:
    """Which colour goes left and which right, where there are just two."""
    if len(e.inputs) != 2:
        return []
    a, b = e.inputs
    return [Parameter("sides", a, b), Parameter("sides", b, a)]


def _lengths(e: Evidence) -> list[Parameter]:
    return [Parameter("lengths", a, b) for a in e.new for b in e.new if a != b]


def _beside(e: Evidence) -> list[Parameter]:
    return [Parameter("beside", n, colour) for colour in e.new for n in (1, 2, 3)]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that differ in a parameter only.

    Attributes:
        name: as in a problem's own rule.
        phrase: the rule as a clause, without its parameter.
        transform: what a rule makes of a row.
        values: the parameters that the rows of a problem suggest; None if the rule leaves nothing open.
        unit: the unit of the parameters; ``none`` if the rule leaves nothing open.
        ask: what is open, as a question in words; empty if nothing is.
    """

    name: str
    phrase: str
    transform: Transform
    values: Values | None = None
    unit: str = "none"
    ask: str = ""


_OPEN: Mapping[str, tuple[str, Values, str]] = {
    "shift_right": ("distance", _distance, "how far it moves right"),
    "shift_left": ("distance", _distance, "how far it moves left"),
    "tally_left": ("colour", _only_colour, "which colour is used at the left end"),
    "tally_right": ("colour", _only_colour, "which colour is used at the right end"),
    "part": ("sides", _sides, "which colour goes where"),
    "recolour": ("colour", _output_colour, "which colour they all get"),
    "approach": ("towards", _towards, "how far it moves and towards which cell"),
    "touch": ("colour", _dot, "which cell it slides up to"),
    "stretch": ("colour", _dot, "which cell gets covered"),
    "reflect": ("colour", _dot, "which cell is the mirror"),
    "paint_longest": ("colour", _new_colour, "which colour the longest block gets"),
    "paint_shortest": ("colour", _new_colour, "which colour the shortest block gets"),
    "paint_by_length": ("lengths", _lengths, "which of the two blocks gets which colour"),
    "left_half": ("colour", _new_colour, "which colour the left halves get"),
    "right_half": ("colour", _new_colour, "which colour the right halves get"),
    "mark": ("beside", _beside, "which blocks are marked and how"),
    "fill_towards": ("colour", _end, "which cell is the marker"),
    "rotate_right": ("distance", _distance, "how far it turns right"),
    "rotate_left": ("distance", _distance, "how far it turns left"),
}
"""By the name of a rule that leaves something open: the unit, the values that come into question, what is open."""


def _family(transform: Transform, phrase: str) -> Family:
    unit, values, ask = _OPEN.get(transform.__name__, ("none", None, ""))
    return Family(transform.__name__, phrase, transform, values, unit, ask)


FAMILY_LIST: tuple[Family, ...] = tuple(
    _family(transform, phrase)
    for transform, phrase in (
        (make.shift_right, "everything moves to the right, with nothing lost at the edge"),
        (make.shift_left, "everything moves to the left, with nothing lost at the edge"),
        (make.pack_left, "the coloured cells are pushed together at the left end in the same order"),
        (make.pack_right, "the coloured cells are pushed together at the right end in the same order"),
        (make.step_left, "all that lies right of the first blank moves one cell to the left"),
        (make.step_right, "all that lies left of the last blank moves one cell to the right"),
        (make.tally_left, "the coloured cells are pushed together at the left end and all get one colour"),
        (make.tally_right, "the coloured cells are pushed together at the right end and all get one colour"),
        (make.part, "one colour goes to the left end and the other to the right end"),
        (make.sort_left_down, "the coloured cells are sorted at the left end, the highest colours first"),
        (make.sort_left_up, "the coloured cells are sorted at the left end, the lowest colours first"),
        (make.sort_right_up, "the coloured cells are sorted at the right end, the highest colours last"),
        (make.sort_right_down, "the coloured cells are sorted at the right end, the lowest colours last"),
        (make.mirror_row, "the whole row is mirrored"),
        (make.recolour, "every coloured cell gets the same colour"),
        (make.swap_colours, "the two colours change places"),
        (make.spread_right, "every block spreads to the right until it meets the next one or the edge"),
        (make.spread_left, "every block spreads to the left until it meets the next one or the edge"),
        (make.repeat_pattern, "the pattern at the start repeats to the end of the row"),
        (make.approach, "the block moves a little towards a single cell"),
        (make.touch, "the block slides up to a single cell until they touch"),
        (make.stretch, "the block grows until it covers a single cell"),
        (make.reflect, "the block jumps across a single cell to the mirrored place"),
        (blocks.own_length_right, "the block moves to the right by its own length"),
        (blocks.own_length_left, "the block moves to the left by its own length"),
        (blocks.fill_between, "the blanks between two cells of the same colour get that colour"),
        (blocks.fill_from_pixel, "the odd cell at one end of the block fills the row on its side up to the edge"),
        (blocks.duplicate, "copies of the block in the colour of the cell beside it fill the row on that side"),
        (blocks.mirror_blocks, "every block is mirrored in its place"),
        (blocks.hollow, "only the two end cells of every block stay"),
        (blocks.trim_left, "every block loses its leftmost cell"),
        (blocks.trim_right, "every block loses its rightmost cell"),
        (blocks.grow_right, "every block grows by one cell to the right"),
        (blocks.grow_left, "every block grows by one cell to the left"),
        (blocks.smooth, "every block takes its most frequent colour"),
        (blocks.drop_singles, "cells that stand alone disappear"),
        (blocks.keep_longest, "only the longest block stays"),
        (blocks.keep_first, "only the first block stays"),
        (blocks.keep_last, "only the last block stays"),
        (blocks.paint_longest, "the longest block gets a new colour"),
        (blocks.paint_shortest, "the shortest block gets a new colour"),
        (blocks.paint_by_length, "the longer and the shorter block get new colours"),
        (blocks.left_half, "the left half of every block gets a new colour"),
        (blocks.right_half, "the right half of every block gets a new colour"),
        (blocks.mark, "blocks of a certain length are marked on both sides"),
        (blocks.arrange_up, "the blocks are lined up from the left with one blank between them, the shortest first"),
        (blocks.arrange_down, "the blocks are lined up from the left with one blank between them, the longest first"),
        (blocks.from_palette, "the first block is a list of colours, one for each of the other blocks in turn"),
        (blocks.copy_block, "the first block is copied around every single cell after it"),
        (
            blocks.copy_block_coloured,
            "the first block is copied around every single cell after it, in the colour of that cell",
        ),
        (blocks.fill_towards, "every cell fills the blanks towards a marker at the edge, up to the next cell"),
        (make.rotate_right, "everything moves to the right, and what leaves at the end comes back at the start"),
        (make.rotate_left, "everything moves to the left, and what leaves at the start comes back at the end"),
    )
)
"""All families: where two rules come to the same, the one that comes first here is preferred."""

FAMILIES: Mapping[str, Family] = MappingProxyType({family.name: family for family in FAMILY_LIST})
"""Every family by its name."""


def outcome(family: Family, parameter: Parameter, row: Row) -> Row:
    """What a rule makes of a row; the row as it is where the rule has nothing to work on."""
    return _outcome(family.name, parameter.a, parameter.b, row)


@functools.lru_cache(maxsize=128)
def _outcome(name: str, a: int, b: int, row: Row) -> Row:
    # A problem is made, checked and solved in a row: the same rows are asked for again.
    scene = scene_of(row)
    return (FAMILIES[name].transform(scene, a, b) or row) if scene.blocks else row
