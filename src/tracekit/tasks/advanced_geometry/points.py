"""Points of a triangle, worked out line by line: orthocenter, circumcenter, centroid, foot of an altitude."""

from __future__ import annotations

from collections.abc import Mapping

from tracekit.tasks.advanced_geometry import results
from tracekit.tasks.advanced_geometry.lines import (
    Line,
    Spot,
    altitude,
    crossing,
    meet,
    perpendicular,
    perpendicular_check,
    point_text,
    solve,
    squared_length,
    terms,
    vector,
)
from tracekit.tasks.advanced_geometry.numbers import Number, divided
from tracekit.tasks.advanced_geometry.slips import Products, in_turn, near, of_number, of_products
from tracekit.tasks.advanced_geometry.steps import Point, Refuted, Step, Triangle, Work

# --- the computations ---------------------------------------------------------------------------------------------


def orthocenter_by_equations(triangle: Triangle, work: Work) -> None:
    """Two altitudes as equations, then the third as a check."""
    a, b, c = triangle
    bc, ca, ab = triangle.side("BC"), triangle.side("CA"), triangle.side("AB")
    meeting = crossing(Line(*bc, bc.dot(a)), Line(*ca, ca.dot(b)))
    one = altitude(work, triangle, "A", "BC", meeting)
    two = altitude(work, triangle, "B", "CA", meeting)
    x, y = solve(work, one, two, lambda x, y, d: ab.x * (x - c.x * d) + ab.y * (y - c.y * d) != 0)
    perpendicular_check(work, triangle, "C", "H", (x, y), "AB")
    work.answer = point_text(x, y)


def orthocenter_by_slopes(triangle: Triangle, work: Work) -> None:
    """Two altitudes by slope and intercept, then the third as a check."""
    a, b, _ = triangle
    bc, ca, ab = triangle.side("BC"), triangle.side("CA"), triangle.side("AB")
    x, y, d = crossing(Line(*bc, bc.dot(a)), Line(*ca, ca.dot(b)))
    one = perpendicular(work, triangle, "BC", "A", a, bends=(x, y) != (a.x * d, a.y * d))
    two = perpendicular(work, triangle, "CA", "B", b, bends=(x, y) != (b.x * d, b.y * d))
    spot = meet(work, one, two, lambda _: ab.y != 0)
    perpendicular_check(work, triangle, "C", "H", spot, "AB")
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
    left = terms(2 * along.x, 2 * along.y)
    total = work.step(
        f"the bisector of {side}",
        end - start,
        lambda c: Step("bisector", (side, left, end, start, c)),
        lambda: in_turn([end + start, start - end], near(end - start)),
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
    x, y, d = crossing(
        Line(2 * ab.x, 2 * ab.y, right["B"] - right["A"]), Line(2 * bc.x, 2 * bc.y, right["C"] - right["B"])
    )
    one = _bisector(work, triangle, "AB", squares, (x, y, d))
    two = _bisector(work, triangle, "BC", squares, (x, y, d))
    spot = solve(work, one, two, lambda u, v, w: (u * d, v * d) != (x * w, y * w))
    _same_distance(work, triangle, spot)


def circumcenter_by_slopes(triangle: Triangle, work: Work) -> None:
    """Two perpendicular bisectors by slope and intercept, then the distances to the corners as a check."""
    ab, bc = triangle.side("AB"), triangle.side("BC")
    a, b, c = triangle
    x, y, d = crossing(Line(2 * ab.x, 2 * ab.y, b.dot(b) - a.dot(a)), Line(2 * bc.x, 2 * bc.y, c.dot(c) - b.dot(b)))
    lines = []
    for side in ("AB", "BC"):
        middle = _midpoint(work, triangle, side)
        bends = (2 * x, 2 * y) != tuple(2 * d * part for part in _middle(triangle, side))
        lines.append(perpendicular(work, triangle, side, f"the midpoint of {side}", middle, bends=bends))
    spot = meet(work, lines[0], lines[1], lambda _: True)
    _same_distance(work, triangle, spot)


def _middle(triangle: Triangle, side: str) -> Spot:
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    return divided(start.x + end.x, 2), divided(start.y + end.y, 2)


def _midpoint(work: Work, triangle: Triangle, side: str) -> Spot:
    start, end = triangle.corner(side[0]), triangle.corner(side[1])
    x, y = _middle(triangle, side)
    along = triangle.side(side)

    def wrong() -> list[Spot]:
        candidates: list[Spot] = in_turn(
            [(divided(end.x - start.x, 2), y)],
            [(x, divided(end.y - start.y, 2))],
            [(divided(u, 2), y) for u in near(start.x + end.x)],
            [(x, divided(v, 2)) for v in near(start.y + end.y)],
        )
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
        lambda: in_turn([right - 2 * value for value in values if value < 0], near(right)),
        results.integer,
    )
    return work.step(
        f"the {name}-coordinate",
        divided(total, 3),
        lambda r: Step("third", (total, name, str(r))),
        lambda: in_turn([-divided(total, 3), divided(total, 2)], [divided(n, 3) for n in near(total)]),
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
        lambda: in_turn([start - ratio * way, ratio * way - start], of_number(start + ratio * way)),
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
        lambda: in_turn(
            [*([divided(square, product)] if product else []), divided(-product, square)],
            [divided(n, square) for n in near(product)],
        ),
        results.number,
    )
    corner = triangle.b
    place = (_coordinate(work, "x", corner.x, ratio, along.x), _coordinate(work, "y", corner.y, ratio, along.y))
    perpendicular_check(work, triangle, "A", "F", place, "BC")
    x, y = place[0] - corner.x, place[1] - corner.y
    first, second = x * bc.y, y * bc.x
    work.check(first == second, "along", str(x), str(y), *bc, *map(str, (first, second, first - second)))
    work.answer = point_text(*place)
