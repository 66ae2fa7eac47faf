"""The right answers to geometry problems, by textbook formulas in exact numbers or 80 decimal places."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

getcontext().prec = 80
Pair = tuple[Any, Any]
METHODS = {
    "orthocenter": ("equations", "slopes"),
    "circumcenter": ("equations", "slopes"),
    "angle_measure": ("the cosine", "the sine", "the tangent"),
}
"""Where there is more than one."""


def dot(u: Pair, v: Pair) -> Any:
    return u[0] * v[0] + u[1] * v[1]


def cross(u: Pair, v: Pair) -> Any:
    return u[0] * v[1] - u[1] * v[0]


def minus(u: Pair, v: Pair) -> Pair:
    return u[0] - v[0], u[1] - v[1]


def terms(a: Any, b: Any) -> str:
    """``a`` times x plus ``b`` times y, as one writes it."""
    parts = [(a, "x"), (b, "y")]
    text = " + ".join(f"{n}{name}" for n, name in parts if n).replace("+ -", "- ")
    for name in "xy":
        text = text.replace(f" 1{name}", f" {name}").replace(f"-1{name}", f"-{name}")
        text = text.removeprefix("1") if text.startswith(f"1{name}") else text
    return text


def decimal(value: Any) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def circumcenter(a: Pair, b: Pair, c: Pair) -> Pair:
    d = 2 * cross(minus(b, a), minus(c, a))
    squares = [dot(corner, corner) for corner in (a, b, c)]
    x = sum(n * (v[1] - w[1]) for n, v, w in zip(squares, (b, c, a), (c, a, b), strict=True))
    y = sum(n * (w[0] - v[0]) for n, v, w in zip(squares, (b, c, a), (c, a, b), strict=True))
    return Fraction(x, d), Fraction(y, d)


def right_answer(kind: str, a: Pair, b: Pair, c: Pair) -> list[Decimal]:
    twice = abs(cross(minus(b, a), minus(c, a)))
    sums = a[0] + b[0] + c[0], a[1] + b[1] + c[1]
    if kind == "area":
        return [Decimal(twice) / 2]
    if kind == "incircle_radius":
        around = sum(Decimal(dot(side, side)).sqrt() for side in (minus(b, a), minus(c, b), minus(a, c)))
        return [Decimal(twice) / around]
    if kind == "angle_measure":
        return [Decimal(math.degrees(math.atan2(twice, dot(minus(a, b), minus(c, b)))))]
    if kind == "centroid":
        return [Decimal(part) / 3 for part in sums]
    if kind == "altitude_foot":
        along = minus(c, b)
        t = Fraction(dot(minus(a, b), along), dot(along, along))
        return [decimal(b[0] + t * along[0]), decimal(b[1] + t * along[1])]
    x, y = circumcenter(a, b, c)
    if kind == "orthocenter":  # Euler's line
        x, y = sums[0] - 2 * x, sums[1] - 2 * y
    return [decimal(x), decimal(y)]
