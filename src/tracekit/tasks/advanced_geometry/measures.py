"""Area, radius of the incircle and an angle of a triangle, worked out line by line."""

from __future__ import annotations

from collections.abc import Callable

from tracekit.tasks.advanced_geometry import results
from tracekit.tasks.advanced_geometry.lines import squared_length, vector
from tracekit.tasks.advanced_geometry.numbers import (
    angle_of,
    arccos_of,
    arctan_of,
    decimal_text,
    divided,
    over_root,
    root,
    rounded,
    share,
)
from tracekit.tasks.advanced_geometry.slips import Products, in_turn, near, of_decimal, of_products, of_table
from tracekit.tasks.advanced_geometry.steps import Point, Refuted, Step, Triangle, Work

PLACES = (6, 9, 12, 18, 24)
"""Decimal places of irrational numbers on the way: the fewest that make the last rounding certain."""
ROOM = 500
"""1/ROOM of a sine, cosine or radian (0.11 degrees) is more than all roundings together: a slip has to exceed it."""


def _cross(work: Work, one: str, two: str, u: Point, v: Point, refuted: Callable[[int], bool]) -> int:
    return work.step(
        "the cross product",
        Products(u.x * v.y, u.y * v.x, u.cross(v)),
        lambda p: Step("cross", (one, two, u.x, v.y, u.y, v.x, *p)),
        lambda: (p for p in of_products(u.x, v.y, u.y, v.x, -1) if refuted(p.total)),
        results.products,
    ).total


def _dot(work: Work, one: str, two: str, u: Point, v: Point, refuted: Callable[[int], bool]) -> int:
    return work.step(
        "the dot product",
        Products(u.x * v.x, u.y * v.y, u.dot(v)),
        lambda p: Step("dot", (one, two, u.x, v.x, u.y, v.y, *p)),
        lambda: (p for p in of_products(u.x, v.x, u.y, v.y) if refuted(p.total)),
        results.products,
    ).total


def halves(n: int) -> str:
    """Half of an integer as a decimal: ``23.5``, ``24``."""
    return f"{n // 2}.5" if n % 2 else str(n // 2)


def _halved_wrongly(n: int) -> list[int]:
    """Integers whose halves are a little off the half of this one."""
    return [2 * half + n % 2 for half in near(n // 2)]


# --- area -------------------------------------------------------------------------------------------------------------


def area(triangle: Triangle, work: Work) -> None:
    """Half the cross product at A, then the same at B as a check."""
    ab, ac = triangle.side("AB"), triangle.side("AC")
    right = abs(ab.cross(ac))
    u = vector(work, triangle, "AB", lambda v: abs(v.cross(ac)) != right)
    v = vector(work, triangle, "AC", lambda v: abs(ab.cross(v)) != right)
    cross = _cross(work, "AB", "AC", u, v, lambda d: abs(d) != right)
    twice = work.step(
        "the area",
        abs(cross),
        lambda n: Step("half", (abs(cross), halves(n))),
        lambda: (n for n in in_turn([2 * abs(cross)], near(abs(cross)), _halved_wrongly(abs(cross))) if n > 0),
        results.decimal(2),
    )
    ba, bc = triangle.side("BA"), triangle.side("BC")
    other = ba.cross(bc)
    values = (*ba, *bc, other, halves(abs(other)))
    if abs(other) != twice:
        raise Refuted(Step("other_corner_bad", (*values, halves(twice))))
    work.note("other_corner_ok", *values)
    work.answer = halves(twice) if twice % 2 else f"{twice // 2}.0"


# --- incircle ---------------------------------------------------------------------------------------------------------


def _places_for_radius(twice_area: int, squares: list[int]) -> int:
    """How many places of the roots and of the radius leave no doubt about the third decimal of the radius."""
    fine = 40
    radius = twice_area * 10 ** (2 * fine) // sum(root(n, fine) for n in squares)
    tie = abs(2 * (radius % 10 ** (fine - 3)) - 10 ** (fine - 3)) // 2
    # The error of the radius is below one unit of the last place; with whole sides and a real tie there is none.
    enough = [places for places in PLACES if tie < 10 or tie > 10 ** (fine - places)]
    return next((p for p in enough if max(squares) < 10 ** (2 * p - 5)), PLACES[-1])


def incircle_radius(triangle: Triangle, work: Work) -> None:
    """Twice the area over the perimeter, with a check after each part."""
    sides = ("BC", "CA", "AB")
    right = [triangle.side(side) for side in sides]
    along = [vector(work, triangle, side, lambda _: True) for side in sides]
    sums = [sum(v[axis] for v in along) for axis in (0, 1)]
    work.check(sums == [0, 0], "closed", *(v.x for v in along), *(v.y for v in along), *sums)

    exact = [v.dot(v) for v in right]
    right_cross = right[2].cross(right[0])
    squares: list[int] = []
    for i, side in enumerate(sides):
        squares.append(
            squared_length(
                work,
                side,
                along[i],
                lambda n, i=i: not _heron([*exact[:i], n, *exact[i + 1 :]], right_cross)[2],  # type: ignore[misc]
            )
        )
    cross = _cross(work, "AB", "BC", along[2], along[0], lambda d: abs(d) != abs(right_cross))
    left, four_squares, holds = _heron(squares, cross)
    work.check(holds, "heron", *squares[1:], *squares[1:], squares[0], left, abs(cross), four_squares)

    twice = abs(cross)
    places = _places_for_radius(twice, squares)
    lengths = [_length(work, side, n, places) for side, n in zip(sides, squares, strict=True)]
    unit = 10**places
    texts = [_plain(length, places) for length in lengths]

    def distance(radius_divisor: int) -> tuple[list[int], int, int]:
        """The incenter with a given perimeter, and its distance from AB (times |AB|, and as it is)."""
        center = [
            share(sum(n * corner[axis] for n, corner in zip(lengths, triangle, strict=True)) * unit, radius_divisor)
            for axis in (0, 1)
        ]
        a, ab = triangle.a, right[2]
        times = abs(ab.x * (center[1] - a.y * unit) - ab.y * (center[0] - a.x * unit))
        return center, times, share(times * unit, lengths[2])

    total = sum(lengths)
    perimeter = work.step(
        "the perimeter",
        total,
        lambda p: Step("perimeter", (*texts, _plain(p, places))),
        lambda: [
            p
            for p in of_decimal(total, places, 2)
            if p > 0 and abs(distance(p)[2] - share(twice * unit * unit, p)) > unit // ROOM
        ],
        results.decimal(unit),
    )
    radius = work.step(
        "the radius",
        share(twice * unit * unit, perimeter),
        lambda r: Step("radius", (twice, _plain(perimeter, places), decimal_text(r, places))),
        lambda: [
            r
            for value in [share(twice * unit * unit, perimeter)]
            for r in in_turn([share(value, 2), 2 * value], of_decimal(value, places))
            if abs(r - value) > unit // ROOM
        ],
        results.decimal(unit),
    )
    center, times, reached = distance(perimeter)
    x, y = (decimal_text(value, places) for value in center)
    values = (x, y, decimal_text(times, places), texts[2], decimal_text(reached, places), decimal_text(radius, places))
    work.check(abs(reached - radius) <= unit // (4 * ROOM), "distance", *values)
    work.answer = decimal_text(share(radius, 10 ** (places - 3)), 3)


def _heron(squares: list[int], cross: int) -> tuple[int, int, bool]:
    """Both sides of 4*b^2*c^2 - (b^2 + c^2 - a^2)^2 = 4*cross^2, and whether they are equal."""
    a, b, c = squares
    left, right = 4 * b * c - (b + c - a) ** 2, 4 * cross * cross
    return left, right, left == right


def _plain(value: int, places: int) -> str:
    """A decimal without a fractional part where that is 0."""
    return str(value // 10**places) if value % 10**places == 0 else decimal_text(value, places)


def _length(work: Work, side: str, n: int, places: int) -> int:
    """The root of a squared length; squaring it again is the check."""
    value, unit = root(n, places), 10**places
    if value * value == n * unit * unit:
        work.note("whole_root", side, n, value // unit)
        return value
    length = work.step(
        f"the length of {side}",
        value,
        lambda r: Step("root", (side, n, decimal_text(r, places))),
        lambda: (r for r in of_decimal(value, places) if abs(r * r - n * unit * unit) > unit * unit // 50),
        results.decimal(unit),
    )
    back = rounded(divided(length * length, unit * unit), 2)
    work.check(back == 100 * n, "squared", decimal_text(length, places), decimal_text(back, 2), n)
    return length


# --- angle ------------------------------------------------------------------------------------------------------------


def _angle(work: Work, name: str, value: int, places: int, angle: int) -> int:
    """The step from a cosine, sine or tangent to the angle."""
    function = f"arc{name[:3]}"

    def wrong() -> list[int]:
        candidates = in_turn([18000 - angle, 9000 - angle], of_decimal(angle, 2, 2))
        return [other for other in candidates if 0 < other < 18000 and abs(other - angle) > 5]

    return work.step(
        "the angle",
        angle,
        lambda n: Step("angle", (function, decimal_text(value, places), decimal_text(n, 2))),
        wrong,
        results.decimal(100),
    )


def _angle_sum(work: Work, triangle: Triangle, angle: int) -> None:
    """The other two angles, from their cosines, and the sum as a check."""
    others = []
    for corner, one, two in (("A", "AB", "AC"), ("C", "CA", "CB")):
        u, v = triangle.side(one), triangle.side(two)
        product, n1, n2 = u.dot(v), u.dot(u), v.dot(v)
        others.append(angle_of(product, u.cross(v) ** 2))
        work.note("other", corner, one, two, product, n1, n2, decimal_text(others[-1], 2))
    total = others[0] + angle + others[1]
    values = [decimal_text(value, 2) for value in (others[0], angle, others[1], total)]
    work.check(abs(total - 18000) <= 2, "sum", *values)
    work.answer = f"{decimal_text(angle, 2)}°"


def _product(work: Work, n1: int, n2: int, refuted: Callable[[int], bool]) -> int:
    def wrong() -> list[int]:
        right = n1 * n2
        # A zero too few; the tables are of use up to 20 or so, and longer products are worked out digit by digit.
        found = in_turn([right // 10] if right > 100 else [], of_table(n1, n2), near(right))
        return [n for n in found if n > 0 and refuted(n)]

    show = lambda n: Step("product", (n1, n2, n))  # noqa: E731
    return work.step("the product of the squares", n1 * n2, show, wrong, results.integer)


def _function(work: Work, name: str, value: int, places: int, show: Callable[[str], Step]) -> int:
    """The decimal of a cosine, sine or tangent; a wrong one has to be far enough from the right one."""
    unit = 10**places

    def slope(n: int) -> int:
        """How much faster the function may change than the angle: up to 1 + tan^2 for the tangent."""
        return 1 + (max(n, value) // unit + 1) ** 2 if name == "tangent" else 1

    def wrong() -> list[int]:
        found = [-value] if name == "cosine" else []
        found += [n if value > 0 else -n for n in of_decimal(abs(value), places)] if value else []
        # No sine or cosine is above 1, which would be seen at once.
        most = unit if name != "tangent" else max(map(abs, found), default=0)
        return [n for n in found if ROOM * abs(n - value) > unit * slope(n) and abs(n) <= most]

    return work.step(f"the {name}", value, lambda n: show(decimal_text(n, places)), wrong, results.decimal(unit))


def _in_range(value: int, places: int, name: str) -> None:
    if abs(value) > 10**places:
        raise Refuted(Step("out_of_range", (decimal_text(value, places), name)))


def _places_for(angle: int, value: Callable[[int], int], arc: Callable[[int, int], int]) -> int:
    """How many places of a cosine, sine or tangent leave no doubt about the angle's second decimal."""
    return next((places for places in PLACES if arc(value(places), places) == angle), PLACES[-1])


def angle_by_cosine(triangle: Triangle, work: Work) -> None:
    """The dot product over the lengths; the law of cosines and the sum of the angles are the checks."""
    ba, bc, ac = triangle.side("BA"), triangle.side("BC"), triangle.side("AC")
    opposite = ac.dot(ac)
    u = vector(work, triangle, "BA", lambda v: (bc.x - v.x) ** 2 + (bc.y - v.y) ** 2 != opposite)
    v = vector(work, triangle, "BC", lambda v: (ba.x - v.x) ** 2 + (ba.y - v.y) ** 2 != opposite)
    product = _dot(work, "BA", "BC", u, v, lambda _: True)
    n1 = squared_length(work, "BA", u, lambda _: True)
    n2 = squared_length(work, "BC", v, lambda _: True)
    third = n1 + n2 - 2 * product
    work.check(third == opposite, "third_side", n1, n2, product, third, *ac, opposite)

    cosine = over_root(product, n1 * n2, 6)
    square = _product(work, n1, n2, lambda n: ROOM * abs(over_root(product, n, 6) - cosine) > 10**6)
    angle = angle_of(product, n1 * n2 - product * product)
    places = _places_for(angle, lambda places: over_root(product, n1 * n2, places), arccos_of)
    value = _function(
        work, "cosine", over_root(product, square, places), places, lambda r: Step("cosine", (product, square, r))
    )
    _in_range(value, places, "cosine")
    angle = _angle(work, "cosine", value, places, arccos_of(value, places))
    _angle_sum(work, triangle, angle)


def _arcsin(value: int, places: int) -> int:
    return 9000 - arccos_of(value, places)


def angle_by_sine(triangle: Triangle, work: Work) -> None:
    """The cross product over the lengths. The arcsine is never above 90 degrees: for an obtuse angle that fails."""
    ba, bc = triangle.side("BA"), triangle.side("BC")
    exact = over_root(abs(ba.cross(bc)), ba.dot(ba) * bc.dot(bc), 6)

    def refuted(cross: int, square: int) -> bool:
        return ROOM * abs(over_root(abs(cross), square, 6) - exact) > 10**6

    u = vector(work, triangle, "BA", lambda v: refuted(v.cross(bc), v.dot(v) * bc.dot(bc)))
    v = vector(work, triangle, "BC", lambda v: refuted(ba.cross(v), ba.dot(ba) * v.dot(v)))
    squares = ba.dot(ba) * bc.dot(bc)
    cross = abs(_cross(work, "BA", "BC", u, v, lambda d: refuted(d, squares)))
    n1 = squared_length(work, "BA", u, lambda n: refuted(ba.cross(bc), n * bc.dot(bc)))
    n2 = squared_length(work, "BC", v, lambda n: refuted(ba.cross(bc), ba.dot(ba) * n))
    square = _product(work, n1, n2, lambda n: refuted(ba.cross(bc), n))
    angle = angle_of(abs(ba.dot(bc)), ba.cross(bc) ** 2)
    places = _places_for(angle, lambda places: over_root(abs(ba.cross(bc)), squares, places), _arcsin)
    value = _function(
        work, "sine", over_root(cross, square, places), places, lambda r: Step("sine", (cross, square, r))
    )
    _in_range(value, places, "sine")
    angle = _angle(work, "sine", value, places, _arcsin(value, places))
    _angle_sum(work, triangle, angle)


def angle_by_tangent(triangle: Triangle, work: Work) -> None:
    """The cross product over the dot product: there is none for a right angle, and it is negative for an obtuse one."""
    ba, bc = triangle.side("BA"), triangle.side("BC")
    right_dot, right_cross = ba.dot(bc), abs(ba.cross(bc))

    def refuted(product: int, cross: int) -> bool:
        """Whether the direction (product, |cross|) is off by more than roundings could be."""
        if product <= 0:
            return True
        off = right_dot * abs(cross) - product * right_cross
        return (ROOM * off) ** 2 > (right_dot**2 + right_cross**2) * (product**2 + cross**2)

    u = vector(work, triangle, "BA", lambda v: refuted(v.dot(bc), v.cross(bc)))
    v = vector(work, triangle, "BC", lambda v: refuted(ba.dot(v), ba.cross(v)))
    product = _dot(work, "BA", "BC", u, v, lambda d: refuted(d, right_cross))
    cross = abs(_cross(work, "BA", "BC", u, v, lambda d: refuted(right_dot, d)))
    if not product:
        raise Refuted(Step("no_tangent"))
    places = PLACES[0]
    if right_dot > 0:
        exact = divided(right_cross, right_dot)
        places = _places_for(angle_of(right_dot, right_cross**2), lambda places: rounded(exact, places), arctan_of)
    value = _function(
        work,
        "tangent",
        rounded(divided(cross, product), places),
        places,
        lambda r: Step("tangent", (cross, product, r)),
    )
    angle = _angle(work, "tangent", value, places, arctan_of(value, places))
    if angle < 0:
        raise Refuted(Step("negative", (decimal_text(angle, 2),)))
    _angle_sum(work, triangle, angle)
