"""The slips that people make in such computations: wrong results of one step, the most plausible ones first.

What comes out of here may by chance be right, or harmless: who offers it has to see to that.
"""

from __future__ import annotations

from typing import NamedTuple

from tracekit.tasks.advanced_geometry.numbers import Number, divided
from tracekit.tasks.advanced_geometry.steps import Point


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


def near(value: int) -> int:
    """A result of mental arithmetic that is a little off: a carry forgotten, or one too many or too few."""
    off = 10 if abs(value) > 20 and value % 3 else 1
    return value + off if value % 2 else value - off


def of_difference(b: int, a: int) -> list[int]:
    """Wrong results of b - a: the sign of a negative a overlooked, turned round, a little off."""
    return [b + a, near(b - a)] if a < 0 else [near(b - a), a - b, b + a]


def of_vector(start: Point, end: Point) -> list[Point]:
    """Wrong coordinates of the vector between two points: one of the two differences is wrong."""
    right = Point(end.x - start.x, end.y - start.y)
    in_x = [Point(x, right.y) for x in of_difference(end.x, start.x)]
    in_y = [Point(right.x, y) for y in of_difference(end.y, start.y)]
    mixed = [point for pair in zip(in_x, in_y, strict=False) for point in pair]
    return [point for point in mixed + in_x[2:] + in_y[2:] if point not in {right, (0, 0)}][:4]


def of_products(a: int, b: int, c: int, d: int, sign: int = 1) -> list[Products]:
    """Wrong results of a*b + c*d, or a*b - c*d with ``sign=-1``: a sign, the tables, the sum."""
    first, second = a * b, c * d
    total = first + sign * second
    found = []
    if first and (a < 0 or b < 0):
        found.append(Products(-first, second, -first + sign * second))
    if second and (c < 0 or d < 0):
        found.append(Products(first, -second, first - sign * second))
    if second and (sign < 0 or second < 0):
        found.append(Products(first, second, first - sign * second))
    if abs(a) > 2 and abs(b) > 2:
        found.append(Products(first + a, second, total + a))
    if abs(c) > 2 and abs(d) > 2:
        found.append(Products(first, second - c, total - sign * c))
    found.append(Products(first, second, near(total)))
    return found


def of_squares(x: int, y: int) -> list[Products]:
    """Wrong results of x^2 + y^2: a square taken for the double, a sign kept, the tables, the sum."""
    first, second = x * x, y * y
    found = []
    if x < 0:
        found.append(Products(-first, second, second - first))
    if y < 0:
        found.append(Products(first, -second, first - second))
    if abs(x) > 2:
        found.append(Products(2 * abs(x), second, 2 * abs(x) + second))
    if abs(y) > 2:
        found.append(Products(first, 2 * abs(y), first + 2 * abs(y)))
    if abs(x) > 5:
        found.append(Products(near(first), second, near(first) + second))
    found.append(Products(first, second, near(first + second)))
    return [products for products in found if products.total > 0]


def of_quotient(a: int, b: int, c: int, d: int, divisor: int) -> list[Quotient]:
    """Wrong results of (a*b - c*d)/divisor."""
    found = [Quotient(p.first, p.second, divided(p.total, divisor)) for p in of_products(a, b, c, d, -1)]
    right = a * b - c * d
    if right:
        found.insert(1, Quotient(a * b, c * d, divided(-right, divisor)))
    return found


def of_decimal(value: int, places: int) -> list[int]:
    """Wrong digits in a positive decimal: two of them swapped, one a little off."""
    digits = str(value).rjust(places + 1, "0")
    found = [
        int(digits[: i - 1] + digits[i] + digits[i - 1] + digits[i + 1 :])
        for i in range(len(digits) - places + 1, len(digits) - places + 3)
        if digits[i - 1] != digits[i]
    ]
    unit = 10 ** (places - 1)
    found.append(value + unit if value // unit % 10 < 5 else value - unit)
    return found
