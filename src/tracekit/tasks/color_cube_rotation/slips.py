"""The ways in which a turn can be got wrong."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from tracekit.search.events import DeadEnd
from tracekit.tasks.color_cube_rotation.checks import CHECKS
from tracekit.tasks.color_cube_rotation.problem import (
    SIDES,
    Cube,
    Sources,
    Turn,
    axis_of,
    rearranged,
    sources_of,
    turns_from,
)

_SAME: Sources = (0, 1, 2, 3, 4, 5)
_NEED_ALL_COLORS = ("opposites", "corner")
_MOST = 12
"""So many slips are offered at a turn, the most likely ones: a person slips in few ways, though there are many more."""


def slips_of(turn: Turn, checks: tuple[str, ...], cube: Cube) -> dict[Sources, float]:
    """Wrong results of a turn, where each side's colour comes from in them, and how likely each is.

    They are those that some of these checks refute, no two of them the same cube.
    """
    return _slips_of(turn, checks, tuple([cube.index(color) for color in cube]))


@functools.lru_cache(maxsize=4096)
def _slips_of(turn: Turn, checks: tuple[str, ...], pattern: tuple[int, ...]) -> dict[Sources, float]:
    # Which slips are caught depends on which sides are of the same colour, not on the colours.
    before = tuple([SIDES[i] for i in pattern])
    found: dict[Cube, tuple[Sources, float]] = {}
    for sources, weight in _mistakes(turn):
        wrong = rearranged(before, sources)
        if wrong not in found or found[wrong][1] < weight:
            found[wrong] = sources, weight
    found.pop(rearranged(before, sources_of(turn)), None)
    found.pop(before, None)
    refuted = [slip for wrong, slip in found.items() if _caught(checks, turn, before, wrong)]
    return dict(sorted(refuted, key=lambda slip: -slip[1])[:_MOST])


def _caught(checks: tuple[str, ...], turn: Turn, before: Cube, after: Cube) -> bool:
    """Whether one of these checks, made one after another, refutes a wrong cube."""
    for name in checks:
        if name in _NEED_ALL_COLORS and len(set(after)) < 6:
            return False
        if isinstance(CHECKS[name](turn, before, after), DeadEnd):
            return True
    return False


def _mistakes(turn: Turn) -> Iterator[tuple[Sources, float]]:
    right = sources_of(turn)
    axis = axis_of(turn)
    on_axis = (2 * axis, 2 * axis + 1)
    a, b = SIDES.index(turn.side), SIDES.index(turn.to)
    yield from _other_turns(turn, axis)

    # Two sides change places, and the rest is forgotten.
    moving = [i for i in range(6) if i not in on_axis]
    yield _exchanged(_SAME, a, b), 3.0
    for i in moving:
        for j in moving:
            if i < j and {i, j} != {a, b}:
                yield _exchanged(_SAME, i, j), 1.0

    # The right result with two sides mixed up.
    for i in range(6):
        for j in range(i):
            both_moving = i in moving and j in moving
            yield _exchanged(right, i, j), 2.0 if both_moving or i == j ^ 1 else 0.5

    # Only one side gets its new colour, and the rest is forgotten.
    for i in moving:
        yield (*_SAME[:i], right[i], *_SAME[i + 1 :]), 1.5 if i == b else 1.0

    # One or two sides keep the colour they had.
    for i in moving:
        yield _kept(right, i), 2.0
        for j in moving:
            if j < i:
                yield _kept(_kept(right, i), j), 0.5


def _other_turns(turn: Turn, axis: int) -> Iterator[tuple[Sources, float]]:
    """The wrong way, too far or not far enough, about the wrong axis."""
    for side in SIDES:
        for to in SIDES:
            for other in turns_from(side, to) if side != to else ():
                if axis_of(other) == axis:
                    weight = 4.0 if not (turn.axis or other.axis) else 2.5
                else:
                    weight = 4.0 if (other.side, other.to) == (turn.side, turn.to) else 1.5 if not other.axis else 0.5
                yield sources_of(other), weight


def _exchanged(sources: Sources, i: int, j: int) -> Sources:
    result = list(sources)
    result[i], result[j] = result[j], result[i]
    return tuple(result)


def _kept(sources: Sources, i: int) -> Sources:
    return (*sources[:i], i, *sources[i + 1 :])
