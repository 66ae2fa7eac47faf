"""The slips that people make in such computations: wrong results of one step, of one kind after the other.

What comes out of here may by chance be right, or harmless: who offers it has to see to that.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from tracekit.tasks.advanced_geometry.numbers import Number, divided
from tracekit.tasks.advanced_geometry.steps import Point

T = TypeVar("T")


class Products(NamedTuple):
    """Two products and their sum or difference."""

    first: int
    second: int
    total: int


class Quotient(NamedTuple):
    """Two products, and their sum or difference over a divisor."""

    first: int
    second: int
    value: Number


def in_turn(*kinds: Iterable[T]) -> list[T]:
    """The slips of several kinds: the first one of each kind, then the second ones, and so on."""
    missing = object()
    rounds = itertools.zip_longest(*kinds, fillvalue=missing)
    return [slip for each in rounds for slip in each if slip is not missing]  # type: ignore[misc]


def near(value: int) -> list[int]:
    """Results of mental arithmetic that are a little off, in an order that depends on the value.

    A carry forgotten, or one too many, in any place; a slip by one or two; two digits swapped.
    """
    digits = str(abs(value))
    off = [1, -1, 2, -2, *(sign * 10**place for place in range(1, len(digits)) for sign in (1, -1))]
    found = [value + step for step in off]
    for i in range(1, len(digits)):
        if digits[i] != digits[i - 1] and (i > 1 or digits[i] != "0"):
            swapped = int(digits[: i - 1] + digits[i] + digits[i - 1] + digits[i + 1 :])
            found.append(-swapped if value < 0 else swapped)
    return _scattered(found, value)


def _scattered(found: list[int], key: int) -> list[int]:
    """The same in an order that depends on the key and has no pattern that one would see."""
    return sorted(found, key=lambda value: _hash(value, key))


def _hash(value: int, key: int) -> int:
    mixed = (value * 0x9E3779B1 + key * 0x85EBCA77) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 15) * 0xC2B2AE3D) & 0xFFFFFFFF
    return mixed ^ mixed >> 13


def of_table(a: int, b: int) -> list[int]:
    """Wrong results of a*b: a neighbour in the tables, or a little off; none where one of them is very small."""
    if abs(a) < 3 or abs(b) < 3:
        return []
    return in_turn(_scattered([a * b + b, a * b - a, a * b - b, a * b + a], a - b), near(a * b))


def of_difference(b: int, a: int) -> list[int]:
    """Wrong results of b - a: the sign of a overlooked, turned round, a little off."""
    return in_turn([b + a, a - b] if a < 0 else [a - b, b + a], near(b - a))


def of_vector(start: Point, end: Point) -> list[Point]:
    """Wrong coordinates of the vector between two points: one of the two differences is wrong."""
    right = Point(end.x - start.x, end.y - start.y)
    in_x = [Point(x, right.y) for x in of_difference(end.x, start.x)]
    in_y = [Point(right.x, y) for y in of_difference(end.y, start.y)]
    return [point for point in in_turn(in_x, in_y) if point not in {right, (0, 0)}]


def of_products(a: int, b: int, c: int, d: int, sign: int = 1) -> list[Products]:
    """Wrong results of a*b + c*d, or a*b - c*d with ``sign=-1``: a sign, the tables, the sum."""
    first, second = a * b, c * d
    total = first + sign * second
    signs = []
    if first and (a < 0 or b < 0):
        signs.append(Products(-first, second, -first + sign * second))
    if second and (c < 0 or d < 0):
        signs.append(Products(first, -second, first - sign * second))
    if second and (sign < 0 or second < 0):
        signs.append(Products(first, second, first - sign * second))
    return in_turn(
        signs,
        [Products(n, second, n + sign * second) for n in of_table(a, b)],
        [Products(first, n, first + sign * n) for n in of_table(c, d)],
        [Products(first, second, n) for n in near(total)] if first and second else [],
    )


def of_squares(x: int, y: int) -> list[Products]:
    """Wrong results of x^2 + y^2: a square taken for the double, a sign kept, the tables, the sum."""
    first, second = x * x, y * y
    signs = []
    if x < 0:
        signs.append(Products(-first, second, second - first))
    if y < 0:
        signs.append(Products(first, -second, first - second))
    if abs(x) > 2:
        signs.append(Products(2 * abs(x), second, 2 * abs(x) + second))
    if abs(y) > 2:
        signs.append(Products(first, 2 * abs(y), first + 2 * abs(y)))
    found = in_turn(
        signs,
        [Products(n, second, n + second) for n in of_table(x, x)],
        [Products(first, n, first + n) for n in of_table(y, y)],
        [Products(first, second, n) for n in near(first + second)] if first and second else [],
    )
    return [products for products in found if products.total > 0]


def of_quotient(a: int, b: int, c: int, d: int, divisor: int) -> list[Quotient]:
    """Wrong results of (a*b - c*d)/divisor: of the products, of the difference, of the sign of it all."""
    found = [Quotient(p.first, p.second, divided(p.total, divisor)) for p in of_products(a, b, c, d, -1)]
    right = a * b - c * d
    if right:
        found.insert(2, Quotient(a * b, c * d, divided(-right, divisor)))
    return found


def of_number(value: Number) -> list[Number]:
    """Wrong results that are a number a little off: the numerator is, or a whole one more or less."""
    if isinstance(value, int):
        return [*near(value)]
    tops: list[Number] = [divided(top, value.denominator) for top in near(value.numerator)]
    return in_turn(tops, [value + 1, value - 1])


def of_decimal(value: int, places: int, whole: int = 1) -> list[int]:
    """Wrong digits in a positive decimal, not far behind the point: two neighbours swapped, one a little off.

    Args:
        value: the decimal times ``10**places``.
        places: how many places it has.
        whole: so many of the digits before the point may be off, and swapped if there are two of them.
    """
    digits = str(value).rjust(places + 1, "0")
    point = len(digits) - places
    swapped = [
        int(digits[: i - 1] + digits[i] + digits[i - 1] + digits[i + 1 :])
        for i in range(1 if whole > 1 else point + 1, min(point + 3, len(digits)))
        if i != point and digits[i - 1] != digits[i] and (i > 1 or digits[i] != "0")
    ]
    units = [10**place for place in range(max(0, places - 2), places + whole)]
    off = [value + sign * unit for unit in units for sign in (1, -1)]
    return [n for n in in_turn(_scattered(swapped, value), _scattered(off, value)) if n > 0]
