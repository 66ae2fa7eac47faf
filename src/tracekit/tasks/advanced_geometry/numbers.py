"""Exact numbers and how they are written: fractions, decimals rounded with certainty, roots, angles.

Everything here is done with integers. A decimal is an integer together with its number of places; a rounding is never
decided by a float. Angles come from a series for the arctangent in fixed point; where a rounding hangs on digits that
were not computed, more of them are.
"""

from __future__ import annotations

import functools
import math
from fractions import Fraction

Number = int | Fraction


def divided(numerator: Number, denominator: Number) -> Number:
    """The exact quotient, an ``int`` where it is whole."""
    if isinstance(numerator, int) and isinstance(denominator, int) and numerator % denominator == 0:
        return numerator // denominator
    value = Fraction(numerator, denominator)
    return value.numerator if value.denominator == 1 else value


def share(numerator: int, denominator: int) -> int:
    """The quotient of two integers rounded to the nearest one, halves to the even one; the denominator is positive."""
    quotient, rest = divmod(numerator, denominator)
    return quotient + (2 * rest > denominator or (2 * rest == denominator and quotient % 2 == 1))


def rounded(value: Number, places: int) -> int:
    """A number times ``10**places``, rounded to an integer, halves to the even one."""
    unit: int = 10**places
    return share(value.numerator * unit, value.denominator)


def decimal_text(value: int, places: int) -> str:
    """``decimal_text(-1217, 3)`` is ``-1.217``."""
    sign, digits = "-" if value < 0 else "", str(abs(value)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def root(n: int, places: int) -> int:
    """The square root of an integer times ``10**places``, rounded; no root of an integer lies half way."""
    scaled = math.isqrt(4 * n * 10 ** (2 * places))  # twice the root, rounded down
    return (scaled + 1) // 2


def over_root(a: int, n: int, places: int) -> int:
    """``a / sqrt(n)`` times ``10**places``, rounded."""
    size = (math.isqrt(4 * a * a * 10 ** (2 * places) // n) + 1) // 2
    return size if a >= 0 else -size


@functools.cache
def _table(digits: int) -> tuple[int, ...]:
    """arctan(k/16) for k = 0..16 in units of ``10**-digits``."""
    one, values = 10**digits, [0]
    for k in range(1, 17):
        values.append(values[-1] + _series(16 * one // (256 + k * (k - 1)), one))
    return tuple(values)


def _series(u: int, one: int) -> int:
    """arctan(u) for small u."""
    square, term, total, n = u * u // one, u, u, 1
    while term:
        term = -term * square // one
        n += 2
        total += term // n
        if -1 <= term <= 1:
            break
    return total


def _arctan(t: int, digits: int) -> int:
    """Arctan of ``t``, both in units of ``10**-digits``, ``0 <= t <= 1``."""
    one: int = 10**digits
    k = (32 * t + one) // (2 * one)
    return _table(digits)[k] + _series((16 * t - k * one) * one // (16 * one + t * k), one)


def _degrees(x: int, y_squared: int, digits: int) -> int:
    """The angle of the point (x, y) with ``y >= 0``, in degrees, in units of ``10**-digits``; off by some units."""
    one: int = 10**digits
    y = math.isqrt(y_squared * one * one)
    size = abs(x) * one
    steep = y > size
    arc = _arctan((size * one // y) if steep else (y * one // size), digits)
    degrees = arc * 45 * one // _table(digits)[16]
    if steep:
        degrees = 90 * one - degrees
    return degrees if x >= 0 else 180 * one - degrees


@functools.lru_cache(maxsize=1024)
def angle_of(x: int, y_squared: int) -> int:
    """The angle in [0, 180] of the point (x, sqrt(y_squared)), in hundredths of a degree, rounded."""
    digits = 24
    while True:
        one: int = 10**digits
        hundredths, rest = divmod(100 * _degrees(x, y_squared, digits), one)
        # No angle that occurs lies exactly half way (Niven's theorem), so that enough digits decide.
        if abs(2 * rest - one) > 10**7 or digits > 200:
            return hundredths + (2 * rest > one)
        digits *= 2


def arccos_of(value: int, places: int) -> int:
    """Arccos of a decimal between -1 and 1, in hundredths of a degree."""
    return angle_of(value, 10 ** (2 * places) - value * value)


def arctan_of(value: int, places: int) -> int:
    """Arctan of a decimal, in hundredths of a degree, between -90 and 90."""
    angle = angle_of(10**places, value * value)
    return angle if value >= 0 else -angle
