"""The cube: its sides, colours and turns, and the problem."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal, NamedTuple, TypeVar

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem

Side = Literal["top", "bottom", "front", "back", "left", "right"]
Axis = Literal["top-bottom", "front-back", "left-right"]
Color = Literal[
    "red",
    "green",
    "blue",
    "yellow",
    "white",
    "orange",
    "purple",
    "pink",
    "brown",
    "gray",
    "cyan",
    "magenta",
    "gold",
    "silver",
    "indigo",
    "violet",
]

SIDES: tuple[Side, ...] = ("top", "bottom", "front", "back", "left", "right")
"""Opposite sides stand next to each other: number i is opposite to number i ^ 1."""
AXES: tuple[Axis, ...] = ("top-bottom", "front-back", "left-right")
"""Axis number i goes through the sides number 2 * i and 2 * i + 1."""
COLORS: tuple[Color, ...] = Color.__args__  # type: ignore[attr-defined]

Cube = tuple[str, ...]
"""The colours of the six sides, in the order of ``SIDES``."""
Sources = tuple[int, ...]
"""For each side the number of the side that its colour comes from."""

T = TypeVar("T")


class Turn(NamedTuple):
    """A rotation of the whole cube that brings one side to the place of another.

    ``axis`` is given for a half turn (to the opposite side), which could go about either of two axes, and empty for a
    quarter turn (to a side next to it), which could not.
    """

    side: Side
    to: Side
    axis: Axis | Literal[""] = ""

    def __str__(self) -> str:
        return f"{self.side}>{self.to}{'@' if self.axis else ''}{self.axis}"


class ColorCubeRotationProblem(Problem):
    """A cube, turns, and the side asked for."""

    colors: tuple[Color, ...] = Field(min_length=6, max_length=6)
    """The colours of top, bottom, front, back, left and right at the start."""
    turns: tuple[Turn, ...] = Field(min_length=1, max_length=1000)
    """The turns: the side that moves, the place it goes to and, for a half turn, the axis."""
    target: Side
    """The side whose colour is asked for."""
    flags: tuple[str, ...] = ()
    """What is ill-posed in an entry that comes from elsewhere."""

    @model_validator(mode="after")
    def _turns_are_possible(self) -> ColorCubeRotationProblem:
        for turn in self.turns:
            if turn not in _POSSIBLE:
                allowed = "must go to another side, with one of the two axes across for a half turn and none otherwise"
                raise ParameterError("turns", tuple(turn), allowed)
        return self


def axis_of(turn: Turn) -> int:
    """The number of the axis of a turn: its two sides stay where they are."""
    return AXES.index(turn.axis) if turn.axis else 3 - SIDES.index(turn.side) // 2 - SIDES.index(turn.to) // 2


@functools.cache
def sources_of(turn: Turn) -> Sources:
    """Where the colours come from in a turn."""
    a, b = SIDES.index(turn.side), SIDES.index(turn.to)
    sources = list(range(6))
    if turn.axis:
        other = 2 * (3 - a // 2 - AXES.index(turn.axis))
        for i in (a, b, other, other + 1):
            sources[i] = i ^ 1
    else:  # a goes to b, b to the side opposite a, that to the side opposite b, and that to a
        for i, source in ((b, a), (a ^ 1, b), (b ^ 1, a ^ 1), (a, b ^ 1)):
            sources[i] = source
    return tuple(sources)


def rearranged(values: Sequence[T], sources: Sources) -> tuple[T, ...]:
    """The values of the six sides after they have moved."""
    moved: tuple[T, ...] = _mover(sources)(values)
    return moved


_mover = functools.cache(lambda sources: itemgetter(*sources))


@functools.cache
def inverse(sources: Sources) -> Sources:
    """The way back of a turn."""
    return tuple(sources.index(i) for i in range(6))


def turns_from(side: Side, to: Side) -> tuple[Turn, ...]:
    """The turns that bring one side to the place of another: one, or two if they are opposite."""
    a, b = SIDES.index(side) // 2, SIDES.index(to) // 2
    if a == b:
        return tuple(Turn(side, to, axis) for i, axis in enumerate(AXES) if i != a)
    return (Turn(side, to),)


_POSSIBLE = frozenset(turn for side in SIDES for to in SIDES if to != side for turn in turns_from(side, to))


class Turned(NamedTuple):
    """A move: turn number ``step`` (from 1) has been made and gives this cube."""

    step: int
    turn: Turn
    cube: Cube


class Reviewed(NamedTuple):
    """A move: turn number ``step`` is taken up again, to be checked."""

    step: int


class Seen(NamedTuple):
    """A remark that restates: what colour a side has now that turn number ``step`` has been made, as worked out."""

    step: int
    side: str
    color: str
