"""Exact arithmetic on text that nobody has to trust.

The language: decimal integer literals in ASCII digits, ``+ - * /`` with the usual precedence, brackets, and a minus
sign in front of a number or bracket. Nothing else: no powers, ``//``, ``%``, factorials, decimal points, names, other
bases, digit separators, comments, or products without a sign. The text is never evaluated by the interpreter, and
limits on its length, its literals and their digits bound the work.

A minus sign in front adds no power over ``+ - * /``: an expression of value 0 or more with such signs has an equal one
without them over the same numbers (``-5 + 8`` is ``8 - 5``), and the tree is that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tracekit.errors import TracekitError

__all__ = [
    "MAX_DIGITS",
    "MAX_LENGTH",
    "MAX_NUMBERS",
    "Expression",
    "ExpressionError",
    "Node",
    "Number",
    "Operation",
    "normalise",
    "read_expression",
]

MAX_LENGTH = 1000
"""Longest text read, in characters."""
MAX_NUMBERS = 64
"""Most literals in one expression."""
MAX_DIGITS = 12
"""Most digits of one literal."""


class ExpressionError(TracekitError, ValueError):
    """A text is not an expression, divides by zero, is too large, or claims a wrong result after ``=``.

    Attributes:
        reason: what is wrong, in a few words.
        position: index in the text of the first character that is wrong (the ``/`` of a division by zero).
    """

    _made_of = ("reason", "position")

    def __init__(self, reason: str, position: int) -> None:
        self.reason, self.position = reason, position
        super().__init__(f"{reason} (at character {position})")


class Number(NamedTuple):
    """A literal. Its value is below 0 only in the tree of an expression whose whole value is below 0."""

    value: int


class Operation(NamedTuple):
    """``left op right``, where ``op`` is one of ``+ - * /``."""

    op: str
    left: Node
    right: Node


Node: TypeAlias = Number | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read and evaluated.

    Attributes:
        value: its exact value.
        numbers: the literals in the order written, without signs, and without the claim after ``=``.
        tree: the same without signs in front, the literals perhaps in another order: ``-5 + 8`` gives the tree of
            ``8 - 5``. Only if the whole value is below 0 may a literal in it be below 0.
    """

    value: Fraction
    numbers: tuple[int, ...]
    tree: Node


_WRAPPERS = (("```", "```"), ("`", "`"), ("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
_SPELLINGS = {r"\times": "*", r"\cdot": "*", r"\div": "/"}
_SPELLINGS |= {r"\left(": "(", r"\right)": ")", r"\left[": "[", r"\right]": "]"}
_SPELLINGS |= {"×": "*", "⋅": "*", "·": "*", "∗": "*", "÷": "/", "∕": "/", "\u2212": "-", "\u2013": "-", "\u00a0": " "}
_CLOSING = {")": "(", "]": "["}
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}

_SPACE = r"[ \t\r\n]*+"
_TOKEN = re.compile(_SPACE + r"(?:(?P<number>[0-9]++)|(?P<sign>[-+*/()\[\]=]))")
_END = re.compile(_SPACE)
_INTEGER = r"(?:0|[1-9][0-9]*+)"
_CLAIM = re.compile(rf"{_SPACE}(-?){_SPACE}({_INTEGER})(?:{_SPACE}/{_SPACE}({_INTEGER}))?{_SPACE}")


def normalise(text: str) -> str:
    r"""Write the usual spellings of an expression in the signs that :func:`read_expression` reads. Nothing is judged.

    Wrappers around the whole (``$...$``, ``$$...$$``, ``\(...\)``, ``\[...\]``, backticks) and one trailing period
    become blanks; ``× ⋅ · ∗ ÷ ∕ − –``, ``\times``, ``\cdot``, ``\div``, ``\left(`` and the like become ASCII signs. The
    result is as long as ``text``, padded with blanks, so that positions in it are positions in ``text``.
    """
    start, end, period = 0, len(text), False
    for _ in range(4):
        inner = text[start:end]
        end -= len(inner) - len(inner.rstrip())
        start = min(end, start + len(inner) - len(inner.lstrip()))
        if not period and text.endswith(".", start, end):
            period, end = True, end - 1
            continue
        for opening, closing in _WRAPPERS:
            fits = end - start >= len(opening) + len(closing)
            if fits and text.startswith(opening, start, end) and text.endswith(closing, start, end):
                start, end = start + len(opening), end - len(closing)
                break
        else:
            break
    plain = text[start:end]
    if "\\" in plain or not plain.isascii():
        for spelling, sign in _SPELLINGS.items():
            plain = plain.replace(spelling, sign.ljust(len(spelling)))
    return " " * start + plain + " " * (len(text) - end)


def read_expression(text: str) -> Expression:
    """Read an expression and compute its exact value.

    The text is normalised first. It may end in a claim, ``= 139`` or ``= -7/2``, which has to be true.

    Args:
        text: at most 1,000 characters, with 1 to 64 literals of at most 12 digits and no leading zeros. Round and
            square brackets are the same but have to match. One minus sign may stand in front of a number or bracket.

    Raises:
        ExpressionError: the text is anything else, divides by zero, or its claim is not its value.
    """
    if not isinstance(text, str):
        raise ExpressionError("not a text", 0)
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH:,} characters", MAX_LENGTH)
    plain = normalise(text)
    reader = _Reader()
    position = 0
    while match := _TOKEN.match(plain, position):
        token, at, position = match[match.lastindex or 0], match.start(match.lastindex or 0), match.end()
        if token == "=":
            part = reader.finish(at)
            _check_claim(plain, position, part.value)
            position = len(plain)
            break
        if match["number"]:
            reader.number(token, at)
        else:
            reader.sign(token, at)
    else:
        blank = _END.match(plain, position)
        position = blank.end() if blank else position
        if position < len(plain):
            raise ExpressionError(f"{plain[position]!a} does not belong in an expression", position)
        part = reader.finish(len(plain.rstrip()))
    return Expression(Fraction(part.value), tuple(reader.numbers), _negate(part.tree) if part.negated else part.tree)


class _Part(NamedTuple):
    """A part that is read: the tree, whether its negative is meant, and the value meant."""

    tree: Node
    negated: bool
    value: int | Fraction  # integers are kept as such: they are much faster


class _Reader:
    """Shunting-yard: two lists instead of recursion, so the depth of brackets is bounded by the length alone."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._parts: list[_Part] = []
        self._waiting: list[tuple[str, int]] = []  # operators, opening brackets and "neg", with their positions
        self._after_part = False

    def number(self, token: str, at: int) -> None:
        if self._after_part:
            raise ExpressionError("a number where an operator was expected", at)
        if len(token) > MAX_DIGITS:
            raise ExpressionError(f"a number of more than {MAX_DIGITS} digits", at)
        if token[0] == "0" and token != "0":
            raise ExpressionError("a number with a leading zero", at)
        if len(self.numbers) == MAX_NUMBERS:
            raise ExpressionError(f"more than {MAX_NUMBERS} numbers", at)
        value = int(token)
        self.numbers.append(value)
        self._push(_Part(Number(value), False, value))

    def sign(self, token: str, at: int) -> None:
        if token in "([":
            if self._after_part:
                raise ExpressionError("a bracket where an operator was expected", at)
            self._waiting.append((token, at))
        elif not self._after_part:
            if token != "-" or (self._waiting and self._waiting[-1][0] == "neg"):
                raise ExpressionError(f"{token!r} where a number was expected", at)
            self._waiting.append(("neg", at))
        elif token in _CLOSING:
            self._reduce(0)
            if not self._waiting or self._waiting[-1][0] != _CLOSING[token]:
                raise ExpressionError(f"{token!r} has no matching opening bracket", at)
            self._waiting.pop()
            self._push(self._parts.pop())
        else:
            self._reduce(_PRECEDENCE[token])
            self._waiting.append((token, at))
            self._after_part = False

    def finish(self, at: int) -> _Part:
        if not self._after_part:
            raise ExpressionError("a number is missing" if self._waiting else "no expression", at)
        self._reduce(0)
        if self._waiting:
            raise ExpressionError("a bracket is not closed", self._waiting[-1][1])
        return self._parts[0]

    def _push(self, part: _Part) -> None:
        if self._waiting and self._waiting[-1][0] == "neg":
            self._waiting.pop()
            part = _Part(part.tree, not part.negated, -part.value)
        self._parts.append(part)
        self._after_part = True

    def _reduce(self, precedence: int) -> None:
        while self._waiting and _PRECEDENCE.get(self._waiting[-1][0], -1) >= precedence:
            op, at = self._waiting.pop()
            right = self._parts.pop()
            self._parts.append(_combine(op, self._parts.pop(), right, at))


def _check_claim(plain: str, position: int, value: int | Fraction) -> None:
    claim = _CLAIM.fullmatch(plain, position)
    if not claim or (claim[3] and not int(claim[3])):
        raise ExpressionError("after '=' something else than one number", position)
    claimed = Fraction(int(claim[2]), int(claim[3] or 1))
    if (-claimed if claim[1] else claimed) != value:
        raise ExpressionError("the number after '=' is not the value", position)


def _combine(op: str, left: _Part, right: _Part, at: int) -> _Part:
    if op == "/" and not right.value:
        raise ExpressionError("division by zero", at)
    value = _apply(op, left.value, right.value)
    if op in "*/":
        return _Part(Operation(op, left.tree, right.tree), left.negated != right.negated, value)
    minus = right.negated != (op == "-")
    if left.negated == minus:
        return _Part(Operation("+", left.tree, right.tree), minus, value)
    first, second = (right.tree, left.tree) if left.negated else (left.tree, right.tree)
    return _Part(Operation("-", first, second), False, value)


def _apply(op: str, left: int | Fraction, right: int | Fraction) -> int | Fraction:
    if op == "+":
        return left + right
    if op == "-":
        return left - right
    if op == "*":
        return left * right
    quotient = Fraction(left) / right
    return quotient.numerator if quotient.denominator == 1 else quotient


def _value(tree: Node) -> int | Fraction:
    if isinstance(tree, Number):
        return tree.value
    return _apply(tree.op, _value(tree.left), _value(tree.right))


def _negate(tree: Node) -> Node:
    """The negative of a tree. It recurses no deeper than there are literals."""
    if isinstance(tree, Number):
        return Number(-tree.value)
    op, left, right = tree.op, tree.left, tree.right
    if op == "-":
        return Operation(op, right, left)
    # A side of value 0 or less can lose the sign without a literal below 0; if the whole has one, so has a side.
    if _value(left) <= 0 or _value(right) > 0:
        return Operation("-" if op == "+" else op, _negate(left), right)
    return Operation("-", _negate(right), left) if op == "+" else Operation(op, left, _negate(right))
