"""What is true of a triangle besides the lines of a working: the same in another form, other sides, other decimals."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from tracekit.tasks.advanced_geometry.language import DEAD_ENDS, STEPS
from tracekit.tasks.advanced_geometry.lines import terms
from tracekit.tasks.advanced_geometry.numbers import (
    angle_of,
    arccos_of,
    arctan_of,
    decimal_text,
    divided,
    over_root,
    root,
    rounded,
)
from tracekit.tasks.advanced_geometry.steps import Point, Step, Triangle

Value = int | str

FIELDS: Mapping[str, tuple[str, ...]] = {**STEPS, **DEAD_ENDS}
NAMES = frozenset({"s", "s2", "v", "f", "at", "axis"})
"""The fields that say of what a step is."""
_CORNERS = ("perpendicular_ok", "perpendicular_bad")

_EXCHANGED: Mapping[str, str] = {
    "square": "dx dy m1 m2",
    "norm": "dx dy m1 m2",
    "dot": "s s2 a1 b1 a2 b2, a1 b1, a2 b2, a1 a2 b1 b2 m1 m2",
    "cross": "a1 b2, a2 b1",
    "altitude": "a px, b py, a b px py m1 m2",
    "determinant": "a1 b2, a2 b1",
    "solve_x": "c1 b2, c2 b1",
    "solve_y": "a1 c2, a2 c1",
    "slope": "y2 y1 x2 x1",
    "midpoint": "x1 x2, y1 y2",
    "intercept": "m x",
    "meet_x": "q2 q1 w1 w2",
    "meet_y": "w1 x",
    "total": "x1 x2, x2 x3",
    "perimeter": "la lb, lb lc",
    "product": "n1 n2",
    "other": "s s2 n1 n2, n1 n2",
    **dict.fromkeys(("perpendicular_ok", "perpendicular_bad"), "e1 e2"),
    **dict.fromkeys(("closed_ok", "closed_bad"), "x1 x2 y1 y2, x2 x3 y2 y3"),
    **dict.fromkeys(("third_side_ok", "third_side_bad"), "n1 n2"),
    **dict.fromkeys(("sum_ok", "sum_bad"), "alpha beta, beta gamma"),
    **dict.fromkeys(("heron_ok", "heron_bad"), "n2 n3, n4 n5"),
}
"""Which fields of a step can change places, two by two at the same time, so that the same is said."""
_EITHER_WAY = frozenset({"slope", "across", "midpoint", "whole_root", "root", "no_slope", "no_slope_across"})
"""What is said of a side whichever of its ends is named first."""

_Exchange = tuple[tuple[int, int], ...]


@functools.cache
def _exchanges(what: str) -> tuple[_Exchange, ...]:
    found = []
    for text in _EXCHANGED.get(what, "").split(","):
        places = [FIELDS[what].index(name) for name in text.split()]
        found.append(tuple(zip(places[0::2], places[1::2], strict=True)))
    return tuple(filter(None, found))


def forms(step: Step) -> Iterator[Step]:
    """A step in each of the ways in which the same can be said, as it stands first.

    The step may be anything that a text or a trace can hold; there are a few dozen ways at most.
    """
    yield step
    if not _has_all_fields(step):
        return
    seen = {step.values}
    waiting = [step.values]
    while waiting:
        for values in _neighbours(step.what, waiting.pop()):
            if values not in seen:
                seen.add(values)
                waiting.append(values)
                yield Step(step.what, values)


def _has_all_fields(step: Step) -> bool:
    return isinstance(step.values, tuple) and len(FIELDS.get(step.what, ())) == len(step.values)


def _neighbours(what: str, values: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    for exchange in _exchanges(what):
        changed = list(values)
        for i, j in exchange:
            changed[i], changed[j] = changed[j], changed[i]
        yield tuple(changed)
    if what in _EITHER_WAY and isinstance(values[0], str):
        yield (values[0][::-1], *values[1:])
    if what.startswith("heron") and values[0] == values[2] and values[1] == values[3]:
        # 4*b^2*c^2 - (b^2 + c^2 - a^2)^2 is the same whichever side is a.
        b, c, _, _, a, *rest = values
        yield (a, c, a, c, b, *rest)


def subject(step: Step) -> tuple[Value, ...]:
    """What a step is about: its kind, and the names in it."""
    if not _has_all_fields(step):
        return (step.what,)
    both = zip(FIELDS[step.what], step.values, strict=True)
    return (step.what, *[value for field, value in both if field in NAMES])


# --- of the triangle as it is -----------------------------------------------------------------------------------------


def holds(step: Step, triangle: Triangle) -> bool:
    """Whether a step, or a check that passes, is true of a triangle, whatever has been worked out before.

    The step may be anything that a text or a trace can hold. What says "these" or "the point" is not for this to judge.
    """
    if not _has_all_fields(step):
        return False
    figures = _FIGURES.get(step.what)
    if figures is not None:
        try:
            return figures(triangle, step.values)
        except (ArithmeticError, TypeError, ValueError):
            return False
    return any(form == right for right in _right(step, triangle) for form in forms(step))


def _right(step: Step, triangle: Triangle) -> Iterator[Step]:
    """The right step about the same sides or corners."""
    what, *names = subject(step)
    sides = [name for name in names if isinstance(name, str) and len(name) == 2]
    if any(not set(side) <= set("ABC") or side[0] == side[1] for side in sides):
        return
    if step.what in _OF_SIDES and len(sides) == len(names):
        yield from _OF_SIDES[step.what](triangle, *sides)
    elif what in ("norm", "altitude") and names[0] in ("A", "B", "C"):
        corner = triangle.corner(str(names[0]))
        if what == "norm":
            yield Step(what, (names[0], *corner, corner.x**2, corner.y**2, corner.dot(corner)))
        elif sides and str(names[0]) not in sides[0]:
            side = triangle.side(sides[0])
            parts = (side.x * corner.x, side.y * corner.y, side.dot(corner))
            yield Step(what, (names[0], sides[0], terms(*side), side.x, corner.x, side.y, corner.y, *parts))


def _vector(triangle: Triangle, s: str) -> Iterator[Step]:
    start, end = triangle.corner(s[0]), triangle.corner(s[1])
    yield Step("vector", (s, end.x, start.x, end.y, start.y, *triangle.side(s)))


def _square(triangle: Triangle, s: str) -> Iterator[Step]:
    side = triangle.side(s)
    yield Step("square", (s, *side, side.x**2, side.y**2, side.dot(side)))


def _dot(triangle: Triangle, s: str, s2: str) -> Iterator[Step]:
    u, v = triangle.side(s), triangle.side(s2)
    yield Step("dot", (s, s2, u.x, v.x, u.y, v.y, u.x * v.x, u.y * v.y, u.dot(v)))


def _cross(triangle: Triangle, s: str, s2: str) -> Iterator[Step]:
    u, v = triangle.side(s), triangle.side(s2)
    yield Step("cross", (s, s2, u.x, v.y, u.y, v.x, u.x * v.y, u.y * v.x, u.cross(v)))


def _bisector(triangle: Triangle, s: str) -> Iterator[Step]:
    side, (start, end) = triangle.side(s), (triangle.corner(s[0]), triangle.corner(s[1]))
    squares = end.dot(end), start.dot(start)
    yield Step("bisector", (s, terms(2 * side.x, 2 * side.y), *squares, squares[0] - squares[1]))


def _slope(triangle: Triangle, s: str) -> Iterator[Step]:
    start, end = triangle.corner(s[0]), triangle.corner(s[1])
    if end.x != start.x:
        slope = divided(end.y - start.y, end.x - start.x)
        yield Step("slope", (s, end.y, start.y, end.x, start.x, str(slope)))


def _across(triangle: Triangle, s: str) -> Iterator[Step]:
    side = triangle.side(s)
    if side.x and side.y:
        yield Step("across", (s, str(divided(side.y, side.x)), str(divided(-side.x, side.y))))


def _midpoint(triangle: Triangle, s: str) -> Iterator[Step]:
    start, end = triangle.corner(s[0]), triangle.corner(s[1])
    middle = (str(divided(start.x + end.x, 2)), str(divided(start.y + end.y, 2)))
    yield Step("midpoint", (s, start.x, end.x, start.y, end.y, *middle))


_OF_SIDES: Mapping[str, Callable[..., Iterator[Step]]] = {
    "vector": _vector,
    "square": _square,
    "dot": _dot,
    "cross": _cross,
    "bisector": _bisector,
    "slope": _slope,
    "across": _across,
    "midpoint": _midpoint,
}

# --- figures: decimals may have any number of places ------------------------------------------------------------------


def _decimal(text: Value) -> tuple[int, int]:
    """A decimal times ``10**places``, and its places."""
    whole, _, behind = str(text).partition(".")
    return int(whole + behind), len(behind)


def _squares(triangle: Triangle) -> list[int]:
    return [triangle.side(side).dot(triangle.side(side)) for side in ("BC", "CA", "AB")]


def _is_root(text: Value, square: int) -> bool:
    value, places = _decimal(text)
    return value == root(square, places)


def _length(triangle: Triangle, values: Sequence[Value]) -> bool:
    side, square, length = values
    if side not in ("AB", "BC", "CA", "BA", "CB", "AC"):
        return False
    vector = triangle.side(str(side))
    return square == vector.dot(vector) and _is_root(length, vector.dot(vector))


def _whole_length(triangle: Triangle, values: Sequence[Value]) -> bool:
    return _length(triangle, values) and int(values[2]) ** 2 == values[1]


def _squared(triangle: Triangle, values: Sequence[Value]) -> bool:
    length, back, square = values
    value, places = _decimal(length)
    if square not in _squares(triangle) or not _is_root(length, int(square)):
        return False
    shown, shown_places = _decimal(back)
    # With few places the square is not what it should be, and there are words for that alone.
    exact: int = int(square) * 10**shown_places
    return shown == rounded(Fraction(value, 10**places) ** 2, shown_places) == exact


def _perimeter(triangle: Triangle, values: Sequence[Value]) -> bool:
    *lengths, total = values
    orders = itertools.permutations(_squares(triangle))
    are_lengths = any(all(map(_is_root, lengths, squares)) for squares in orders)
    return are_lengths and sum(Fraction(str(length)) for length in lengths) == Fraction(str(total))


def _radius(triangle: Triangle, values: Sequence[Value]) -> bool:
    twice, perimeter, radius = int(values[0]), values[1], values[2]
    (around, places), (value, radius_places) = _decimal(perimeter), _decimal(radius)
    exact = Fraction(sum(root(square, 30) for square in _squares(triangle)), 10**30)
    if twice != abs(triangle.side("AB").cross(triangle.side("BC"))) or around <= 0:
        return False
    is_around = abs(Fraction(around, 10**places) - exact) * 10**places <= Fraction(3, 2)
    is_radius = abs(twice / exact * 10**radius_places - value) <= 1
    return is_around and is_radius and value == rounded(Fraction(twice * 10**places, around), radius_places)


def _function(name: str) -> Callable[[Triangle, Sequence[Value]], bool]:
    def is_right(triangle: Triangle, values: Sequence[Value]) -> bool:
        top, bottom, (value, places) = values[0], values[1], _decimal(values[2])
        ba, bc = triangle.side("BA"), triangle.side("BC")
        right_top = ba.dot(bc) if name == "cosine" else abs(ba.cross(bc))
        right_bottom = ba.dot(bc) if name == "tangent" else ba.dot(ba) * bc.dot(bc)
        if (top, bottom) != (right_top, right_bottom) or not right_bottom:
            return False
        if name == "tangent":
            return value == rounded(divided(right_top, right_bottom), places)
        exact: bool = value == over_root(right_top, right_bottom, places)
        return exact

    return is_right


def _angle(triangle: Triangle, values: Sequence[Value]) -> bool:
    arc, (value, places), degrees = values[0], _decimal(values[1]), values[2]
    ba, bc = triangle.side("BA"), triangle.side("BC")
    dot, cross, square = ba.dot(bc), abs(ba.cross(bc)), ba.dot(ba) * bc.dot(bc)
    right = angle_of(dot, cross**2)
    if degrees != decimal_text(right, 2):
        return False
    if arc == "arctan":
        return dot != 0 and value == rounded(divided(cross, dot), places) and arctan_of(value, places) == right
    if value != over_root(dot if arc == "arccos" else cross, square, places):
        return False
    found = arccos_of(value, places)
    return right == (found if arc == "arccos" else 9000 - found)


def _other(triangle: Triangle, values: Sequence[Value]) -> bool:
    corner, one, two, *figures, degrees = values
    others = [other for other in "ABC" if other != corner]
    ways = {(f"{corner}{others[0]}", f"{corner}{others[1]}"), (f"{others[0]}{corner}", f"{others[1]}{corner}")}
    if len(others) != 2 or (one, two) not in ways | {way[::-1] for way in ways}:
        return False
    u, v = triangle.side(str(one)), triangle.side(str(two))
    is_right = figures[0] == u.dot(v) and sorted(figures[1:], key=str) == sorted([u.dot(u), v.dot(v)], key=str)
    return is_right and degrees == decimal_text(angle_of(u.dot(v), u.cross(v) ** 2), 2)


def _closed(triangle: Triangle, values: Sequence[Value]) -> bool:
    sides = [triangle.side(side) for side in ("BC", "CA", "AB")]
    told = list(zip(values[0:3], values[3:6], strict=True))
    return sorted(told, key=str) == sorted(map(tuple, sides), key=str) and tuple(values[6:]) == (0, 0)


def _heron(triangle: Triangle, values: Sequence[Value]) -> bool:
    b, c, b_again, c_again, a, left, cross, right = values
    if sorted([a, b, c], key=str) != sorted(_squares(triangle), key=str) or {b, c} != {b_again, c_again}:
        return False
    twice = abs(triangle.side("AB").cross(triangle.side("BC")))
    return cross == twice and left == right == 4 * twice * twice


def _third_side(triangle: Triangle, values: Sequence[Value]) -> bool:
    n1, n2, product, left, dx, dy, right = values
    ba, bc, ac = triangle.side("BA"), triangle.side("BC"), triangle.side("AC")
    is_right = sorted([n1, n2], key=str) == sorted([ba.dot(ba), bc.dot(bc)], key=str) and product == ba.dot(bc)
    return is_right and (dx, dy) in (ac, (-ac.x, -ac.y)) and left == right == ac.dot(ac)


def _sum(triangle: Triangle, values: Sequence[Value]) -> bool:
    angles = []
    for one, two in (("AB", "AC"), ("BA", "BC"), ("CA", "CB")):
        u, v = triangle.side(one), triangle.side(two)
        angles.append(angle_of(u.dot(v), u.cross(v) ** 2))
    return sorted(values[:3], key=str) == sorted([decimal_text(angle, 2) for angle in angles]) and (
        values[3] == decimal_text(sum(angles), 2)
    )


def _other_corner(triangle: Triangle, values: Sequence[Value]) -> bool:
    u, v = Point(int(values[0]), int(values[1])), Point(int(values[2]), int(values[3]))
    ba, bc = triangle.side("BA"), triangle.side("BC")
    cross = u.cross(v)
    return (u, v) in ((ba, bc), (bc, ba)) and values[4] == cross and 2 * Fraction(str(values[5])) == abs(cross)


_FIGURES: Mapping[str, Callable[[Triangle, Sequence[Value]], bool]] = {
    "root": _length,
    "whole_root": _whole_length,
    "squared_ok": _squared,
    "perimeter": _perimeter,
    "radius": _radius,
    "cosine": _function("cosine"),
    "sine": _function("sine"),
    "tangent": _function("tangent"),
    "angle": _angle,
    "other": _other,
    "closed_ok": _closed,
    "heron_ok": _heron,
    "third_side_ok": _third_side,
    "sum_ok": _sum,
    "other_corner_ok": _other_corner,
}


# --- of a point that has been found -----------------------------------------------------------------------------------


def perpendicular_figures(step: Step, triangle: Triangle, spot: tuple[Fraction, Fraction], letter: str) -> bool | None:
    """Whether a line from a corner to a point stands on the side across, by the figures of a check.

    Args:
        step: ``perpendicular_ok`` or ``perpendicular_bad``, or anything else.
        triangle: the triangle.
        spot: the point, right or wrong.
        letter: what it is called; the foot ``F`` is that of the altitude from A.

    Returns:
        True or False; None if these are not the figures of such a check.
    """
    if step.what not in _CORNERS or not _has_all_fields(step):
        return None
    name, side = str(step.values[0]), str(step.values[3])
    corner = name[:1]
    across = {"A": ("BC", "CB"), "B": ("CA", "AC"), "C": ("AB", "BA")}.get(corner, ())
    if name[1:] != letter or side not in across or (letter == "F" and corner != "A"):
        return None
    point, along = triangle.corner(corner), triangle.side(side)
    x, y = spot[0] - point.x, spot[1] - point.y
    first, second = along.x * x, along.y * y
    figures = Step(step.what, (name, str(x), str(y), side, *along, str(first), str(second), str(first + second)))
    return first + second == 0 if figures in forms(step) else None
