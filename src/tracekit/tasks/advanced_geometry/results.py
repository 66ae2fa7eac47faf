"""Reading the result of a step off its values: the way back from the step as it is shown.

Each function takes the values of a step, as they may stand in any text, and gives the result, or raises ``ValueError``.
Whether it is shown in the same way, with the same other values, is for the caller to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from tracekit.tasks.advanced_geometry.numbers import Number
from tracekit.tasks.advanced_geometry.slips import Products, Quotient
from tracekit.tasks.advanced_geometry.steps import Point

Values = Sequence[int | str]

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:/[0-9]{1,40}|\.[0-9]{1,40})?")
_LIMIT = 10**40
"""Far beyond any right value: what a text says is worked with only if it is smaller."""


def _whole(value: int | str) -> int:
    if type(value) is not int or abs(value) >= _LIMIT:
        raise ValueError
    return value


def _exact(value: int | str) -> Number:
    # Fraction alone would read "1e999999999", too.
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else exact


def integer(values: Values) -> int:
    """The last value, an integer."""
    return _whole(values[-1])


def number(values: Values) -> Number:
    """The last value, a whole number or a fraction."""
    return _exact(values[-1])


def point(values: Values) -> Point:
    """The last two values, integers."""
    return Point(_whole(values[-2]), _whole(values[-1]))


def spot(values: Values) -> tuple[Number, Number]:
    """The last two values, whole numbers or fractions."""
    return _exact(values[-2]), _exact(values[-1])


def products(values: Values) -> Products:
    """The last three values: two products and what they come to."""
    return Products(_whole(values[-3]), _whole(values[-2]), _whole(values[-1]))


def quotient(values: Values) -> Quotient:
    """Two products, a divisor and the value: the last four."""
    return Quotient(_whole(values[-4]), _whole(values[-3]), _exact(values[-1]))


def decimal(unit: int) -> Callable[[Values], int]:
    """The reader of a last value that is a decimal; the result counts in parts of ``unit``."""

    def read(values: Values) -> int:
        exact = _exact(values[-1]) * unit
        if exact.denominator != 1:
            raise ValueError
        return int(exact)

    return read
