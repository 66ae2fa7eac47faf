"""Points of a triangle, worked out line by line: orthocenter, circumcenter, centroid, foot of an altitude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tracekit.tasks.advanced_geometry import results
from tracekit.tasks.advanced_geometry.numbers import Number, decimal_text, divided, rounded
from tracekit.tasks.advanced_geometry.slips import (
    Products,
    Quotient,
    near,
    of_products,
    of_quotient,
    of_squares,
    of_vector,
)
from tracekit.tasks.advanced_geometry.steps import Point, Refuted, Step, Triangle, Work

__all__ = ["centroid", "circumcenter_by_equations", "circumcenter_by_slopes", "foot", "orthocenter_by_equations"]
__all__ += ["orthocenter_by_slopes", "squared_length", "vector"]

Spot = tuple[Number, Number]
"""A point with rational coordinates."""


class Line(NamedTuple):
    """The equation ``a*x + b*y = c``."""

    a: int
    b: int
    c: int

    @property
    def left(self) -> str:
        """The left-hand side: ``-20x - 2y``."""
        return _terms(self.a, self.b)


class Slope(NamedTuple):
    """The line ``y = m*x + q``."""

    m: Number
    q: Number


def point_text(x: Number, y: Number) -> str:
    """Two coordinates rounded to three decimals."""
    return f"({decimal_text(rounded(x, 3), 3)}, {decimal_text(rounded(y, 3), 3)})"


def _terms(a: int, b: int) -> str:
    x = {0: "", 1: "x", -1: "-x"}.get(a, f"{a}x")
    size = "" if abs(b) == 1 else str(abs(b))
    if not b:
        return x
    return f"{x} {'-' if b < 0 else '+'} {size}y" if x else f"{'-' if b < 0 else ''}{size}y"


def _meeting(one: Line, two: Line) -> tuple[int, int, int]:
    """Where two lines meet, as (X, Y, D): the point (X/D, Y/D)."""
    return (
        one.c * two.b - two.c * one.b,
        one.a * two.c - two.a * one.c,
        one.a * two.b - two.a * one.b,
    )


# --- lines that several computations have in common ---------------------------------------------------------------


def vector(work: Work, triangle: Triangle, side: str, refuted: Callable[[Point], bool]) -> Point:
    """The vector along a side; ``refuted`` says of a wrong one whether a later check finds it out."""
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    return work.step(
        f"the vector {side}",
        Point(end.x - start.x, end.y - start.y),
        lambda v: Step("vector", (side, end.x, start.x, end.y, start.y, v.x, v.y)),
        lambda: [v for v in of_vector(start, end) if refuted(v)],
        results.point,
    )


def squared_length(work: Work, name: str, v: Point, refuted: Callable[[int], bool]) -> int:
    """The squared length of a vector, or of the way from the origin to a corner."""
    return work.step(
        f"the squared length of {name}",
        Products(v.x * v.x, v.y * v.y, v.dot(v)),
        lambda p: Step("square" if len(name) > 1 else "norm", (name, v.x, v.y, *p)),
        lambda: [p for p in of_squares(*v) if refuted(p.total)],
        results.products,
    ).total


def _altitude(work: Work, triangle: Triangle, corner: str, side: str, meeting: tuple[int, int, int]) -> Line:
    """The altitude from a corner, as an equation. A shifted one misses the right meeting point, whatever the shift."""
    point, (x, y, d) = triangle.corner(corner), meeting
    away = Point(x - point.x * d, y - point.y * d)
    along = vector(work, triangle, side, lambda v: v.dot(away) != 0)
    return Line(
        along.x,
        along.y,
        work.step(
            f"the altitude from {corner}",
            Products(along.x * point.x, along.y * point.y, along.dot(point)),
            lambda p: Step("altitude", (corner, side, _terms(*along), along.x, point.x, along.y, point.y, *p)),
            lambda: of_products(along.x, point.x, along.y, point.y),
            results.products,
        ).total,
    )


def _solve(work: Work, one: Line, two: Line, refuted: Callable[[Number, Number, int], bool]) -> Spot:
    """Where two lines meet, by determinants.

    ``refuted(x, y, d)`` says whether a later check finds out that (x/d, y/d) is not the point.
    """
    x, y, d = _meeting(one, two)
    determinant = work.step(
        "the determinant",
        Products(one.a * two.b, two.a * one.b, d),
        lambda p: Step("determinant", (one.a, two.b, two.a, one.b, *p)),
        lambda: [p for p in of_products(one.a, two.b, two.a, one.b, -1) if p.total and refuted(x, y, p.total)],
        results.products,
    ).total
    if not determinant:
        raise Refuted(Step("parallel"))
    right_x, right_y = divided(x, determinant), divided(y, determinant)
    found_x = work.step(
        "the x-coordinate",
        Quotient(one.c * two.b, two.c * one.b, right_x),
        lambda q: Step(
            "solve_x", (one.c, two.b, two.c, one.b, determinant, q.first, q.second, determinant, str(q.value))
        ),
        lambda: [q for q in of_quotient(one.c, two.b, two.c, one.b, determinant) if refuted(q.value, right_y, 1)],
        results.quotient,
    ).value
    found_y = work.step(
        "the y-coordinate",
        Quotient(one.a * two.c, two.a * one.c, right_y),
        lambda q: Step(
            "solve_y", (one.a, two.c, two.a, one.c, determinant, q.first, q.second, determinant, str(q.value))
        ),
        lambda: [q for q in of_quotient(one.a, two.c, two.a, one.c, determinant) if refuted(right_x, q.value, 1)],
        results.quotient,
    ).value
    return found_x, found_y


def _perpendicular(work: Work, triangle: Triangle, side: str, name: str, point: Spot, *, bends: bool) -> Slope:
    """The line through a point at right angles to a side, by its slope.

    A wrong slope is found out only if the point is not the one looked for (``bends``); a wrong intercept always is.
    """
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    along = triangle.side(side)
    if not along.x:
        raise Refuted(Step("no_slope", (side, start.x)))
    slope = work.step(
        f"the slope of {side}",
        divided(along.y, along.x),
        lambda m: Step("slope", (side, end.y, start.y, end.x, start.x, str(m))),
        lambda: _slopes(
            divided(-along.y, along.x),
            divided(along.x, along.y),
            divided(end.y + start.y, along.x),
            divided(near(along.y), along.x),
            bends=bends,
        ),
        results.number,
    )
    if not slope:
        raise Refuted(Step("no_slope_across", (side,)))
    across = work.step(
        f"the slope across {side}",
        divided(-1, slope),
        lambda m: Step("across", (side, str(slope), str(m))),
        lambda: _slopes(divided(1, slope), -slope, slope, bends=bends),
        results.number,
    )
    x, y = point
    intercept = work.step(
        f"the line through {name}",
        y - across * x,
        lambda q: Step("intercept", (name, str(y), str(across), str(x), str(q))),
        lambda: [y + across * x, across * x - y, y - across * x + (1 if y > 0 else -1)],
        results.number,
    )
    return Slope(across, intercept)


def _slopes(*candidates: Number, bends: bool) -> list[Number]:
    return [m for m in candidates if m] if bends else []


def _meet(work: Work, one: Slope, two: Slope, refuted: Callable[[Number], bool]) -> Spot:
    """Where two lines meet, by slope and intercept; ``refuted`` is about wrong y-coordinates (wrong x always are)."""
    if one.m == two.m:
        raise Refuted(Step("parallel_slopes", (str(one.m),)))
    rise, run = two.q - one.q, one.m - two.m
    x = work.step(
        "the x-coordinate",
        divided(rise, run),
        lambda x: Step("meet_x", (str(two.q), str(one.q), str(one.m), str(two.m), str(x))),
        lambda: [
            -divided(rise, run),
            divided(two.q + one.q, run),
            *([divided(rise, one.m + two.m)] if one.m + two.m else []),
            divided(rise, run) + 1,
        ],
        results.number,
    )
    y = work.step(
        "the y-coordinate",
        one.m * x + one.q,
        lambda y: Step("meet_y", (str(one.m), str(x), str(one.q), str(y))),
        lambda: [y for y in (one.m * x - one.q, one.q - one.m * x, one.m * x + one.q - 1) if refuted(y)],
        results.number,
    )
    return x, y


def _perpendicular_check(work: Work, triangle: Triangle, corner: str, letter: str, spot: Spot, side: str) -> None:
    """The line from a corner to a point has to stand on a side at right angles."""
    point, along = triangle.corner(corner), triangle.side(side)
    x, y = spot[0] - point.x, spot[1] - point.y
    first, second = along.x * x, along.y * y
    products = map(str, (first, second, first + second))
    work.check(not first + second, "perpendicular", corner + letter, str(x), str(y), side, along.x, along.y, *products)


# --- the computations ---------------------------------------------------------------------------------------------


def orthocenter_by_equations(triangle: Triangle, work: Work) -> None:
    """Two altitudes as equations, then the third as a check."""
    a, b, c = triangle
    bc, ca, ab = triangle.side("BC"), triangle.side("CA"), triangle.side("AB")
    meeting = _meeting(Line(*bc, bc.dot(a)), Line(*ca, ca.dot(b)))
    one = _altitude(work, triangle, "A", "BC", meeting)
    two = _altitude(work, triangle, "B", "CA", meeting)
    x, y = _solve(work, one, two, lambda x, y, d: ab.x * (x - c.x * d) + ab.y * (y - c.y * d) != 0)
    _perpendicular_check(work, triangle, "C", "H", (x, y), "AB")
    work.answer = point_text(x, y)


def orthocenter_by_slopes(triangle: Triangle, work: Work) -> None:
    """Two altitudes by slope and intercept, then the third as a check."""
    a, b, _ = triangle
    bc, ca, ab = triangle.side("BC"), triangle.side("CA"), triangle.side("AB")
    x, y, d = _meeting(Line(*bc, bc.dot(a)), Line(*ca, ca.dot(b)))
    one = _perpendicular(work, triangle, "BC", "A", a, bends=(x, y) != (a.x * d, a.y * d))
    two = _perpendicular(work, triangle, "CA", "B", b, bends=(x, y) != (b.x * d, b.y * d))
    spot = _meet(work, one, two, lambda _: ab.y != 0)
    _perpendicular_check(work, triangle, "C", "H", spot, "AB")
    work.answer = point_text(*spot)


def _same_distance(work: Work, triangle: Triangle, spot: Spot) -> None:
    """The point has to be equally far from the three corners."""
    squares = [(spot[0] - corner.x) ** 2 + (spot[1] - corner.y) ** 2 for corner in triangle]
    if not squares[0] == squares[1] == squares[2]:
        raise Refuted(Step("equal_bad", tuple(map(str, squares))))
    work.note("equal_ok", str(squares[0]))
    work.answer = point_text(*spot)


def _bisector(
    work: Work, triangle: Triangle, side: str, squares: Mapping[str, int], meeting: tuple[int, int, int]
) -> Line:
    """The points equally far from both ends of a side, as an equation. A shifted one misses the meeting point."""
    start, end = squares[side[0]], squares[side[1]]
    x, y, d = meeting
    along = vector(work, triangle, side, lambda v: 2 * (v.x * x + v.y * y) != (end - start) * d)
    left = _terms(2 * along.x, 2 * along.y)
    total = work.step(
        f"the bisector of {side}",
        end - start,
        lambda c: Step("bisector", (side, left, end, start, c)),
        lambda: [end + start, start - end, near(end - start)],
        results.integer,
    )
    return Line(2 * along.x, 2 * along.y, total)


def circumcenter_by_equations(triangle: Triangle, work: Work) -> None:
    """Two perpendicular bisectors as equations, then the distances to the corners as a check."""
    squares = {
        name: squared_length(work, name, point, lambda _: True) for name, point in zip("ABC", triangle, strict=True)
    }
    right = {name: point.dot(point) for name, point in zip("ABC", triangle, strict=True)}
    ab, bc = triangle.side("AB"), triangle.side("BC")
    x, y, d = _meeting(
        Line(2 * ab.x, 2 * ab.y, right["B"] - right["A"]), Line(2 * bc.x, 2 * bc.y, right["C"] - right["B"])
    )
    one = _bisector(work, triangle, "AB", squares, (x, y, d))
    two = _bisector(work, triangle, "BC", squares, (x, y, d))
    spot = _solve(work, one, two, lambda u, v, w: (u * d, v * d) != (x * w, y * w))
    _same_distance(work, triangle, spot)


def circumcenter_by_slopes(triangle: Triangle, work: Work) -> None:
    """Two perpendicular bisectors by slope and intercept, then the distances to the corners as a check."""
    ab, bc = triangle.side("AB"), triangle.side("BC")
    a, b, c = triangle
    x, y, d = _meeting(Line(2 * ab.x, 2 * ab.y, b.dot(b) - a.dot(a)), Line(2 * bc.x, 2 * bc.y, c.dot(c) - b.dot(b)))
    lines = []
    for side in ("AB", "BC"):
        middle = _midpoint(work, triangle, side)
        bends = (2 * x, 2 * y) != tuple(2 * d * part for part in _middle(triangle, side))
        lines.append(_perpendicular(work, triangle, side, f"the midpoint of {side}", middle, bends=bends))
    spot = _meet(work, lines[0], lines[1], lambda _: True)
    _same_distance(work, triangle, spot)


def _middle(triangle: Triangle, side: str) -> Spot:
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    return divided(start.x + end.x, 2), divided(start.y + end.y, 2)


def _midpoint(work: Work, triangle: Triangle, side: str) -> Spot:
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    x, y = _middle(triangle, side)
    along = triangle.side(side)

    def wrong() -> list[Spot]:
        candidates: list[Spot] = [
            (divided(end.x - start.x, 2), y),
            (x, divided(end.y - start.y, 2)),
            (x, y + 1),
            (x - 1, y),
        ]
        # A midpoint moved along the bisector leaves the bisector as it is.
        return [(u, v) for u, v in candidates if along.x * (u - x) + along.y * (v - y)]

    return work.step(
        f"the midpoint of {side}",
        (x, y),
        lambda m: Step("midpoint", (side, start.x, end.x, start.y, end.y, str(m[0]), str(m[1]))),
        wrong,
        results.spot,
    )


def _mean(work: Work, triangle: Triangle, axis: int) -> Number:
    """The mean of the corners' coordinates along an axis."""
    name, values = "xy"[axis], [corner[axis] for corner in triangle]
    right = sum(values)
    total = work.step(
        f"the sum of the {name}-coordinates",
        right,
        lambda n: Step("total", (name, *values, n)),
        lambda: [
            *(right - 2 * value for value in values if value < 0),
            near(right),
            right - 2 if right % 2 else right + 2,
            right - values[2],
        ],
        results.integer,
    )
    return work.step(
        f"the {name}-coordinate",
        divided(total, 3),
        lambda r: Step("third", (total, name, str(r))),
        lambda: [divided(total, 2), divided(total + 1, 3), -divided(total, 3)],
        results.number,
    )


def centroid(triangle: Triangle, work: Work) -> None:
    """The mean of the corners, then a median as a check."""
    spot = (_mean(work, triangle, 0), _mean(work, triangle, 1))
    middle = _middle(triangle, "BC")
    reached = tuple(divided(corner + 2 * half, 3) for corner, half in zip(triangle.a, middle, strict=True))
    values = tuple(map(str, (*middle, *reached)))
    if reached != spot:
        raise Refuted(Step("median_bad", (*values, *map(str, spot))))
    work.note("median_ok", *values)
    work.answer = point_text(*spot)


def _coordinate(work: Work, name: str, start: int, ratio: Number, way: int) -> Number:
    """A coordinate of the point that lies at a ratio of the way."""
    return work.step(
        f"the {name}-coordinate",
        start + ratio * way,
        lambda r: Step("foot", (name, start, str(ratio), way, str(r))),
        lambda: [
            start - ratio * way,
            ratio * way - start,
            start + ratio * way + (1 if start < 0 else -1),
            start + ratio + way,
        ],
        results.number,
    )


def foot(triangle: Triangle, work: Work) -> None:
    """The foot of the altitude from A on BC: how far along BC it lies, then two checks."""
    ba, bc = triangle.side("BA"), triangle.side("BC")
    part, whole = ba.dot(bc), bc.dot(bc)

    def moved(along: Point) -> bool:
        """Whether a wrong vector BC leads to another foot."""
        share, square = ba.dot(along), along.dot(along)
        return (share * along.x * whole, share * along.y * whole) != (part * bc.x * square, part * bc.y * square)

    across = vector(work, triangle, "BA", lambda v: v.dot(bc) != part)
    along = vector(work, triangle, "BC", moved)
    product = work.step(
        "the dot product",
        Products(across.x * along.x, across.y * along.y, across.dot(along)),
        lambda p: Step("dot", ("BA", "BC", across.x, along.x, across.y, along.y, *p)),
        lambda: of_products(across.x, along.x, across.y, along.y),
        results.products,
    ).total
    square = squared_length(work, "BC", along, lambda _: part != 0)
    ratio = work.step(
        "the ratio t",
        divided(product, square),
        lambda r: Step("ratio", (product, square, str(r))),
        lambda: [
            *([divided(square, product)] if product else []),
            divided(-product, square),
            divided(near(product), square),
        ],
        results.number,
    )
    corner = triangle.b
    place = (_coordinate(work, "x", corner.x, ratio, along.x), _coordinate(work, "y", corner.y, ratio, along.y))
    _perpendicular_check(work, triangle, "A", "F", place, "BC")
    x, y = place[0] - corner.x, place[1] - corner.y
    first, second = x * bc.y, y * bc.x
    work.check(first == second, "along", str(x), str(y), *bc, *map(str, (first, second, first - second)))
    work.answer = point_text(*place)
