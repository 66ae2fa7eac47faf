"""Judging an answer to a geometry problem: exact values of its own, and reading what a model wrote.

Nothing here is shared with the derivations: the formulas are others, and the arithmetic is that of ``fractions``,
``math.isqrt`` and ``math.atan2``.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from tracekit.verify import Verdict
from tracekit.verify.credit import above

Corner = tuple[int, int]
Values = tuple[Fraction, ...]

MAX_LENGTH = 300
FINE = 10**40

TOLERANCES: Mapping[str, Fraction] = MappingProxyType({"angle_measure": Fraction(1, 200)})
"""How far an answer may be from the exact value; for all other kinds half a thousandth."""


def _root(value: Fraction) -> Fraction:
    return Fraction(math.isqrt(value.numerator * FINE * FINE // value.denominator), FINE)


def _twice_area(a: Corner, b: Corner, c: Corner) -> int:
    return a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1])


def _circumcenter(a: Corner, b: Corner, c: Corner) -> Values:
    d = 2 * _twice_area(a, b, c)
    sizes = [x * x + y * y for x, y in (a, b, c)]
    x = sizes[0] * (b[1] - c[1]) + sizes[1] * (c[1] - a[1]) + sizes[2] * (a[1] - b[1])
    y = sizes[0] * (c[0] - b[0]) + sizes[1] * (a[0] - c[0]) + sizes[2] * (b[0] - a[0])
    return Fraction(x, d), Fraction(y, d)


def _orthocenter(a: Corner, b: Corner, c: Corner) -> Values:
    # The Euler line: H = A + B + C - 2 * O.
    center = _circumcenter(a, b, c)
    return tuple(a[i] + b[i] + c[i] - 2 * center[i] for i in (0, 1))


def _centroid(a: Corner, b: Corner, c: Corner) -> Values:
    return tuple(Fraction(a[i] + b[i] + c[i], 3) for i in (0, 1))


def _foot(a: Corner, b: Corner, c: Corner) -> Values:
    # The line BC is p*x + q*y = r; the foot is A moved along (p, q) onto it.
    p, q = c[1] - b[1], b[0] - c[0]
    shift = Fraction(p * (b[0] - a[0]) + q * (b[1] - a[1]), p * p + q * q)
    return a[0] + shift * p, a[1] + shift * q


def _inradius(a: Corner, b: Corner, c: Corner) -> Values:
    sides = [_root(Fraction((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2)) for p, q in ((b, c), (c, a), (a, b))]
    half = sum(sides, Fraction(0)) / 2
    return (Fraction(abs(_twice_area(a, b, c)), 2) / half,)


def _angle(a: Corner, b: Corner, c: Corner) -> Values:
    first = math.atan2(a[1] - b[1], a[0] - b[0])
    second = math.atan2(c[1] - b[1], c[0] - b[0])
    turn = abs(math.degrees(first - second))
    return (Fraction(min(turn, 360 - turn)),)


_EXACT: Mapping[str, Callable[[Corner, Corner, Corner], Values]] = MappingProxyType(
    {
        "orthocenter": _orthocenter,
        "circumcenter": _circumcenter,
        "centroid": _centroid,
        "altitude_foot": _foot,
        "incircle_radius": _inradius,
        "angle_measure": _angle,
        "area": lambda a, b, c: (Fraction(abs(_twice_area(a, b, c)), 2),),
    }
)


def exact_value(kind: str, a: Corner, b: Corner, c: Corner) -> Values:
    """The right answer: one number, or the two coordinates of a point (roots to 40 places, angles to 13)."""
    return _EXACT[kind](a, b, c)


# --- reading ----------------------------------------------------------------------------------------------------------

_SIGN = r"[-+\u2212]?\s?"
_DIGITS = r"(?:[0-9]{1,15}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})"
_ROOT = (
    rf"(?:sqrt\s?\(\s?{_DIGITS}\s?\)|\u221a\s?\(\s?{_DIGITS}\s?\)|\u221a\s?{_DIGITS}|\\sqrt\s?\{{\s?{_DIGITS}\s?\}})"
)
_FACTOR = rf"(?:{_DIGITS}(?:\s?(?:\*|\u00d7|\\cdot)?\s?{_ROOT})?|{_ROOT})"
_FRACTION = rf"\\[dt]?frac\s?\{{\s?{_SIGN}{_FACTOR}\s?\}}\s?\{{\s?{_FACTOR}\s?\}}"
_OPERAND = rf"(?:{_FACTOR}|\(\s?{_FACTOR}\s?\))"
_NUMBER = rf"{_SIGN}(?:{_FRACTION}|{_OPERAND}(?:\s?/\s?{_OPERAND})?)"
_DEGREES = r"(?:\u00b0|degrees?|deg\.?|\^\s?\\circ|\^\s?\{\s?\\circ\s?\}|\\degree)"
_UNITS: Mapping[str, str] = MappingProxyType({"angle_measure": _DEGREES, "area": r"(?:(?:square|sq\.?) )?units?"})
"""The unit that may follow a number; for all other kinds units of length."""
# A label has known words only: "not = 5" is no answer.
_WORDS = (
    r"(?:the|final|answer|is|m|\\?angle|\u2220|abc|b|at|measure|r|radius|inradius|incircle|of|its|triangle|a|area|h|o|f|g"
    r"|ortho(?:center|centre)|circum(?:center|centre)|centroid|foot|altitude)"
)
_LABEL = rf"(?:(?:{_WORDS} ?){{1,8}}(?:=|\u2248|:|(?<=is ))\s?)?"

_ONE = {
    kind: re.compile(rf"{_LABEL}(?P<value>{_NUMBER})\s?(?:{_UNITS.get(kind, 'units?')})?\.?")
    for kind in ("angle_measure", "area", "incircle_radius")
}
_TWO = re.compile(
    rf"(?:[a-z]\s?|{_LABEL})\(\s?(?P<x>{_NUMBER})\s?[,;]\s?(?P<y>{_NUMBER})\s?\)\.?"
    rf"|(?P<x2>{_NUMBER})\s?[,;]\s?(?P<y2>{_NUMBER})\.?"
    rf"|(?P<open>\(\s?)?x\s?[=:]\s?(?P<x3>{_NUMBER})\s?(?:[,;]|,? and)\s?y\s?[=:]\s?(?P<y3>{_NUMBER})(?(open)\s?\))\.?"
)
_PIECE = re.compile(rf"(?P<root>sqrt|\u221a)|(?P<digits>{_DIGITS})|(?P<over>[/}}])")


def judge(kind: str, a: Corner, b: Corner, c: Corner, answer: object) -> Verdict:
    """Whether an answer is right. Never raises, evaluates nothing, takes bounded time."""
    if not isinstance(answer, str):
        return Verdict(correct=False, reason="not a text")
    if len(answer) > MAX_LENGTH:
        return Verdict(correct=False, reason="too long")
    limits = _limits(kind, a, b, c)
    pair = len(limits.low) == 2
    found = _found(kind, answer, pair=pair)
    if found is None:
        return Verdict(correct=False, reason="not a point (x, y)" if pair else "not a number")
    return limits.right if all(_within(found, limits)) else limits.wrong


def answer_key(kind: str, answer: str) -> Hashable:
    """The number, or the coordinates of the point, rounded to what makes a difference."""
    found = _found(kind, answer, pair=kind not in _ONE) if len(answer) <= MAX_LENGTH else None
    unit = 2 * _tolerance(kind) * 10**LAST_PLACE
    return None if found is None else tuple([round(value / unit) for value in found])


def partial_credit(kind: str, a: Corner, b: Corner, c: Corner, answer: str) -> float | None:
    """Half for one right coordinate of a point; a length, an angle and an area are right or wrong.

    A coordinate that is 0 or that of a corner is free: the other one is then the whole work, and there is no half.
    """
    parts = _right_parts(kind, a, b, c, answer)
    if parts is None:
        return None
    known = [_right_parts(kind, a, b, c, f"({x}, {y})") for x, y in [(0, 0), a, b, c]]
    free = sum(any(each and each[i] for each in known) for i in (0, 1))
    return above(sum(parts), free, 2)


def _right_parts(kind: str, a: Corner, b: Corner, c: Corner, answer: str) -> list[bool] | None:
    """Which coordinates of a point are right: none if the answer is no point. None where a single number is asked."""
    limits = _limits(kind, a, b, c)
    if len(limits.low) != 2:
        return None
    found = _found(kind, answer, pair=True) if len(answer) <= MAX_LENGTH else None
    return [False, False] if found is None else _within(found, limits)


def _found(kind: str, answer: str, *, pair: bool) -> Sequence[int | Fraction] | None:
    """The numbers in an answer in units of the last place; None if it is not what was asked for."""
    # Most often it is decimals just as the question asks for.
    plain = (_PLAIN_TWO if pair else _PLAIN_ANGLE if kind == "angle_measure" else _PLAIN_ONE).fullmatch(answer.strip())
    if plain:
        parts = plain.groups()
        return [int(parts[i] + parts[i + 1].ljust(LAST_PLACE, "0")) for i in range(0, len(parts), 2)]
    values = _read(answer, _TWO if pair else _ONE[kind])
    return None if values is None else [value * 10**LAST_PLACE for value in values]


def _within(found: Sequence[int | Fraction], limits: _Limits) -> list[bool]:
    return [low <= value <= high for value, low, high in zip(found, limits.low, limits.high, strict=True)]


LAST_PLACE = 12
"""Decimals of the limits."""


class _Limits(NamedTuple):
    """What may be answered: the least and the greatest of each number, in units of the last place; both verdicts."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    right: Verdict
    wrong: Verdict


def _tolerance(kind: str) -> Fraction:
    return TOLERANCES.get(kind, Fraction(1, 2000))


@functools.lru_cache(maxsize=4096)
def _limits(kind: str, a: Corner, b: Corner, c: Corner) -> _Limits:
    expected = exact_value(kind, a, b, c)
    tolerance = _tolerance(kind)
    away = tolerance + Fraction(1, 10**10)  # what the angle is known to, and the roots
    shown = ", ".join(f"{float(value):.6f}" for value in expected)
    return _Limits(
        tuple([math.floor((value - away) * 10**LAST_PLACE) for value in expected]),
        tuple([math.ceil((value + away) * 10**LAST_PLACE) for value in expected]),
        Verdict(correct=True, reason=f"within {float(tolerance)} of the exact value"),
        Verdict(correct=False, reason=f"more than {float(tolerance)} away from the exact value {shown}"),
    )


_DECIMAL = rf"(-?[0-9]{{1,15}})\.([0-9]{{1,{LAST_PLACE}}})"
_PLAIN_ONE = re.compile(_DECIMAL)
_PLAIN_ANGLE = re.compile(_DECIMAL + "\u00b0?")
_PLAIN_TWO = re.compile(rf"\({_DECIMAL}, {_DECIMAL}\)")
_DIGIT = re.compile("[0-9]")


def _read(answer: str, pattern: re.Pattern[str]) -> Values | None:
    """One number, or the two coordinates of a point."""
    if not _DIGIT.search(answer):
        return None
    text = answer.replace("\\left", "").replace("\\right", "").replace("$", " ").replace("\\,", " ")
    text = " ".join(text.replace("\\(", " ").replace("\\)", " ").split()).lower()
    match = pattern.fullmatch(text)
    if match is None:
        return None
    values = [_value(part) for name, part in match.groupdict().items() if part is not None and name != "open"]
    return tuple(value for value in values if value is not None) if None not in values else None


def _value(text: str) -> Fraction | None:
    """The value of a number as matched: a product of decimals and roots, perhaps over another one."""
    sign = -1 if len(re.findall("[-\u2212]", text)) % 2 else 1
    parts, over, is_root = [Fraction(1), Fraction(1)], 0, False
    text = re.sub(r"\\[dt]?frac", "", text.replace("\\sqrt", "sqrt"))
    text = re.sub(r"sqrt\s?\{\s?([0-9.]+)\s?\}", r"sqrt(\1)", text)
    for match in _PIECE.finditer(text):
        if match["root"]:
            is_root = True
        elif match["digits"]:
            number = Fraction(match["digits"].rstrip("."))
            parts[over] *= _root(number) if is_root else number
            is_root = False
        else:
            over = 1
    return sign * parts[0] / parts[1] if parts[1] else None
