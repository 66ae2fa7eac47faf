"""Vectors and lines of a triangle, and where lines meet: what several computations have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracekit.tasks.advanced_geometry import results
from tracekit.tasks.advanced_geometry.numbers import Number, decimal_text, divided, rounded
from tracekit.tasks.advanced_geometry.slips import (
    Products,
    Quotient,
    in_turn,
    of_number,
    of_products,
    of_quotient,
    of_squares,
    of_vector,
)
from tracekit.tasks.advanced_geometry.steps import Point, Refuted, Step, Triangle, Work

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
        return terms(self.a, self.b)


class Slope(NamedTuple):
    """The line ``y = m*x + q``."""

    m: Number
    q: Number


def point_text(x: Number, y: Number) -> str:
    """Two coordinates rounded to three decimals."""
    return f"({decimal_text(rounded(x, 3), 3)}, {decimal_text(rounded(y, 3), 3)})"


def terms(a: int, b: int) -> str:
    """``a`` times x plus ``b`` times y, as it is written."""
    x = {0: "", 1: "x", -1: "-x"}.get(a, f"{a}x")
    size = "" if abs(b) == 1 else str(abs(b))
    if not b:
        return x
    return f"{x} {'-' if b < 0 else '+'} {size}y" if x else f"{'-' if b < 0 else ''}{size}y"


def crossing(one: Line, two: Line) -> tuple[int, int, int]:
    """Where two lines meet, as (X, Y, D): the point (X/D, Y/D)."""
    return (one.c * two.b - two.c * one.b, one.a * two.c - two.a * one.c, one.a * two.b - two.a * one.b)


# --- lines that several computations have in common ---------------------------------------------------------------


def vector(work: Work, triangle: Triangle, side: str, refuted: Callable[[Point], bool]) -> Point:
    """The vector along a side; ``refuted`` says of a wrong one whether a later check finds it out."""
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    return work.step(
        f"the vector {side}",
        Point(end.x - start.x, end.y - start.y),
        lambda v: Step("vector", (side, end.x, start.x, end.y, start.y, v.x, v.y)),
        lambda: (v for v in of_vector(start, end) if refuted(v)),
        results.point,
    )


def squared_length(work: Work, name: str, v: Point, refuted: Callable[[int], bool]) -> int:
    """The squared length of a vector, or of the way from the origin to a corner."""
    return work.step(
        f"the squared length of {name}",
        Products(v.x * v.x, v.y * v.y, v.dot(v)),
        lambda p: Step("square" if len(name) > 1 else "norm", (name, v.x, v.y, *p)),
        lambda: (p for p in of_squares(*v) if refuted(p.total)),
        results.products,
    ).total


def altitude(work: Work, triangle: Triangle, corner: str, side: str, meeting: tuple[int, int, int]) -> Line:
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
            lambda p: Step("altitude", (corner, side, terms(*along), along.x, point.x, along.y, point.y, *p)),
            lambda: of_products(along.x, point.x, along.y, point.y),
            results.products,
        ).total,
    )


def solve(work: Work, one: Line, two: Line, refuted: Callable[[Number, Number, int], bool]) -> Spot:
    """Where two lines meet, by determinants.

    ``refuted(x, y, d)`` says whether a later check finds out that (x/d, y/d) is not the point.
    """
    x, y, d = crossing(one, two)
    determinant = work.step(
        "the determinant",
        Products(one.a * two.b, two.a * one.b, d),
        lambda p: Step("determinant", (one.a, two.b, two.a, one.b, *p)),
        lambda: (p for p in of_products(one.a, two.b, two.a, one.b, -1) if p.total and refuted(x, y, p.total)),
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
        lambda: (q for q in of_quotient(one.c, two.b, two.c, one.b, determinant) if refuted(q.value, right_y, 1)),
        results.quotient,
    ).value
    found_y = work.step(
        "the y-coordinate",
        Quotient(one.a * two.c, two.a * one.c, right_y),
        lambda q: Step(
            "solve_y", (one.a, two.c, two.a, one.c, determinant, q.first, q.second, determinant, str(q.value))
        ),
        lambda: (q for q in of_quotient(one.a, two.c, two.a, one.c, determinant) if refuted(right_x, q.value, 1)),
        results.quotient,
    ).value
    return found_x, found_y


def perpendicular(work: Work, triangle: Triangle, side: str, name: str, point: Spot, *, bends: bool) -> Slope:
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
            *of_number(divided(along.y, along.x)),
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
        lambda: _slopes(divided(1, slope), -slope, slope, *of_number(divided(-1, slope)), bends=bends),
        results.number,
    )
    x, y = point
    intercept = work.step(
        f"the line through {name}",
        y - across * x,
        lambda q: Step("intercept", (name, str(y), str(across), str(x), str(q))),
        lambda: in_turn([y + across * x, across * x - y], of_number(y - across * x)),
        results.number,
    )
    return Slope(across, intercept)


def _slopes(*candidates: Number, bends: bool) -> list[Number]:
    return [m for m in candidates if m] if bends else []


def meet(work: Work, one: Slope, two: Slope, refuted: Callable[[Number], bool]) -> Spot:
    """Where two lines meet, by slope and intercept; ``refuted`` is about wrong y-coordinates (wrong x always are)."""
    if one.m == two.m:
        raise Refuted(Step("parallel_slopes", (str(one.m),)))
    rise, run = two.q - one.q, one.m - two.m
    x = work.step(
        "the x-coordinate",
        divided(rise, run),
        lambda x: Step("meet_x", (str(two.q), str(one.q), str(one.m), str(two.m), str(x))),
        lambda: in_turn(
            [
                -divided(rise, run),
                divided(two.q + one.q, run),
                *([divided(rise, one.m + two.m)] if one.m + two.m else []),
            ],
            of_number(divided(rise, run)),
        ),
        results.number,
    )
    y = work.step(
        "the y-coordinate",
        one.m * x + one.q,
        lambda y: Step("meet_y", (str(one.m), str(x), str(one.q), str(y))),
        lambda: [
            y for y in in_turn([one.m * x - one.q, one.q - one.m * x], of_number(one.m * x + one.q)) if refuted(y)
        ],
        results.number,
    )
    return x, y


def perpendicular_check(work: Work, triangle: Triangle, corner: str, letter: str, spot: Spot, side: str) -> None:
    """The line from a corner to a point has to stand on a side at right angles."""
    point, along = triangle.corner(corner), triangle.side(side)
    x, y = spot[0] - point.x, spot[1] - point.y
    first, second = along.x * x, along.y * y
    products = map(str, (first, second, first + second))
    work.check(not first + second, "perpendicular", corner + letter, str(x), str(y), side, along.x, along.y, *products)
