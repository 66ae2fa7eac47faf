"""The checks of a turn: each compares the cube after it with the cube before it and shows what it finds.

A check that passes is a move of the derivation, one that fails is a dead end. What a check says is computed from the
cube as it is claimed to be, right or wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracekit.search.events import DeadEnd, Inference
from tracekit.tasks.color_cube_rotation.problem import AXES, SIDES, Cube, Turn, axis_of, inverse, rearranged, sources_of


class Landed(NamedTuple):
    """The side named by the turn has arrived, and the two sides on the axis have stayed."""

    side: str
    to: str
    color: str
    axis: str
    kept_a: str
    kept_b: str


class Missed(NamedTuple):
    """The side named by the turn has not arrived."""

    side: str
    to: str
    was: str
    got: str


class Strayed(NamedTuple):
    """The side named by the turn has arrived, and a side on the axis, ``stray``, has not stayed."""

    side: str
    to: str
    color: str
    stray: str
    was: str
    got: str


class Opposite(NamedTuple):
    """Which colours are opposite each other: the same as before."""

    pairs: tuple[tuple[str, str], ...]


class Parted(NamedTuple):
    """Two opposite sides have colours that were not opposite each other: ``color`` was opposite to ``was``."""

    axis: str
    color: str
    other: str
    was: str


class Cornered(NamedTuple):
    """The colours of top, right and front; before, they ran clockwise round a corner too, on the sides ``places``."""

    now: tuple[str, ...]
    places: tuple[str, ...]


class Mirrored(NamedTuple):
    """The colours of top, right and front; before, they ran counterclockwise, on the sides ``places``."""

    now: tuple[str, ...]
    places: tuple[str, ...]


class Unmet(NamedTuple):
    """The colours of top, right and front; before, two of them were on opposite sides."""

    now: tuple[str, ...]
    color: str
    other: str


class Complete(NamedTuple):
    """Every colour is there once."""


class Doubled(NamedTuple):
    """A colour is on two sides, and another one is missing."""

    color: str
    side: str
    side_b: str
    missing: str


class Restored(NamedTuple):
    """Turning back gives the cube that was there before."""

    cube: Cube


class Undone(NamedTuple):
    """Turning back gives another cube than the one before: there ``side`` was ``was``."""

    cube: Cube
    side: str
    was: str


Outcome = Inference | DeadEnd
Check = Callable[[Turn, Cube, Cube], Outcome]


def _landing(turn: Turn, before: Cube, after: Cube) -> Outcome:
    was, got = before[SIDES.index(turn.side)], after[SIDES.index(turn.to)]
    if was != got:
        return DeadEnd(Missed(turn.side, turn.to, was, got))
    axis = axis_of(turn)
    for i in (2 * axis, 2 * axis + 1):
        if before[i] != after[i]:
            return DeadEnd(Strayed(turn.side, turn.to, was, SIDES[i], before[i], after[i]))
    return Inference(Landed(turn.side, turn.to, was, AXES[axis], after[2 * axis], after[2 * axis + 1]))


def _opposites(_turn: Turn, before: Cube, after: Cube) -> Outcome:
    for axis, name in enumerate(AXES):
        a, b = after[2 * axis], after[2 * axis + 1]
        was = before[before.index(a) ^ 1]
        if was != b:
            return DeadEnd(Parted(name, a, b, was))
    return Inference(Opposite(((after[0], after[1]), (after[2], after[3]), (after[4], after[5]))))


def _corner(_turn: Turn, before: Cube, after: Cube) -> Outcome:
    now = (after[_TOP], after[_RIGHT], after[_FRONT])
    i, j, k = places = [before.index(color) for color in now]
    for p, q in ((i, j), (i, k), (j, k)):
        if p == q ^ 1:
            return DeadEnd(Unmet(now, before[p], before[q]))
    was = tuple([SIDES[p] for p in places])
    return Inference(Cornered(now, was)) if _clockwise(i, j, k) else DeadEnd(Mirrored(now, was))


def _count(_turn: Turn, before: Cube, after: Cube) -> Outcome:
    missing = next((color for color in before if color not in after), None)
    if missing is None:
        return Inference(Complete())
    i, j = next((i, j) for i in range(6) for j in range(i + 1, 6) if after[i] == after[j])
    return DeadEnd(Doubled(after[i], SIDES[i], SIDES[j], missing))


def _turn_back(turn: Turn, before: Cube, after: Cube) -> Outcome:
    back = rearranged(after, inverse(sources_of(turn)))
    if back == before:
        return Inference(Restored(back))
    i = next(i for i in range(6) if back[i] != before[i])
    return DeadEnd(Undone(back, SIDES[i], before[i]))


_TOP, _RIGHT, _FRONT = 0, 5, 2


def _clockwise(i: int, j: int, k: int) -> bool:
    """Whether three sides that meet run clockwise round their corner, seen from outside, as top, right and front do.

    Exchanging two of them turns the sense round, and so does replacing one by the side opposite.
    """
    even = (i // 2, j // 2, k // 2) in ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    return even == ((i + j + k) % 2 == 0)


CHECKS: dict[str, Check] = {
    "landing": _landing,
    "opposites": _opposites,
    "corner": _corner,
    "count": _count,
    "turn_back": _turn_back,
}
"""The checks by name, for cubes that they ``can_be_made`` of."""


def findings(turn: Turn, before: Cube, after: Cube) -> Iterator[Outcome]:
    """All that checks can truly find of a turn, passed or failed: also what no check here would name first.

    Args:
        turn: the turn.
        before: the cube before it.
        after: six colours, whatever they are.
    """
    yield from [check(turn, before, after) for name, check in CHECKS.items() if can_be_made(name, before, after)]
    was = before[SIDES.index(turn.side)]
    if was == after[SIDES.index(turn.to)]:
        axis = axis_of(turn)
        for i in (2 * axis, 2 * axis + 1):
            if before[i] != after[i]:
                yield DeadEnd(Strayed(turn.side, turn.to, was, SIDES[i], before[i], after[i]))
    back = rearranged(after, inverse(sources_of(turn)))
    yield from [DeadEnd(Undone(back, SIDES[i], before[i])) for i in range(6) if back[i] != before[i]]
    if len(set(before)) < 6:
        return
    for axis, name in enumerate(AXES):
        a, b = after[2 * axis : 2 * axis + 2]
        if a in before and (was := before[before.index(a) ^ 1]) != b:
            yield DeadEnd(Parted(name, a, b, was))
    missing = [color for color in before if color not in after]
    for i, j in itertools.permutations(range(6), 2):
        if after[i] == after[j]:
            yield from [DeadEnd(Doubled(after[i], SIDES[i], SIDES[j], color)) for color in missing]


def as_told(claim: object) -> object:
    """What is claimed in one form: opposite colours, and pairs of them, may be told in any order."""
    if (
        isinstance(claim, Opposite)
        and isinstance(claim.pairs, tuple)
        and all(isinstance(pair, tuple) for pair in claim.pairs)
    ):
        return Opposite, len(claim.pairs), frozenset(map(frozenset, claim.pairs))
    if isinstance(claim, Unmet):
        return Unmet, claim.now, frozenset(claim[1:])
    return type(claim), claim


def can_be_made(name: str, before: Cube, after: Cube) -> bool:
    """Whether there are words for what a check finds: it says where colours were, or which of them is there twice."""
    if name in ("landing", "turn_back"):
        return True
    if len(set(before)) < 6:
        return False
    if name == "opposites":
        return set(after[::2]) <= set(before)
    if name == "corner":
        now = {after[_TOP], after[_RIGHT], after[_FRONT]}
        return len(now) == 3 and now <= set(before)
    return len(set(after)) < 6 or set(after) == set(before)
