"""Verifiers in place of scorers of reasoning-gym 0.1.25 that read_expression text or give 1.0 to wrong answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from tracekit.verify import Verdict
from tracekit.verify.arithmetic import ExpressionError, read_expression

Entry = Mapping[str, Any]

_PROBABILITY = re.compile(r"\d{1,30}(?:\.\d{1,30})?(?:[eE]-\d{1,3}|/\d{1,30})?", re.ASCII)


def _bitwise_arithmetic(entry: Entry, answer: str) -> Verdict:
    """The number, in any base that Python writes; the scorer evaluates the problem."""
    try:
        value = int(answer, 0)
    except ValueError:
        return Verdict(correct=False, reason="not a number")
    return _same(value == int(entry["answer"], 0))


def _coin_flip(entry: Entry, answer: str) -> Verdict:
    """The probability, as a decimal or a fraction, within a thousandth of it; the scorer takes "0" for 0.0625."""
    if not _PROBABILITY.fullmatch(answer.strip()):
        return Verdict(correct=False, reason="not a number")
    top, _, bottom = answer.strip().partition("/")
    if bottom and not int(bottom):
        return Verdict(correct=False, reason="division by zero")
    value = Fraction(top) / Fraction(bottom or 1)
    right = Fraction(entry["answer"])
    return _same(abs(value - right) <= right / 1000)


def _exact(entry: Entry, answer: str) -> Verdict:
    """The answer itself; case and white space at its ends do not matter.

    The scorer of game_of_life_halting gives 1.0 for any text; those of letter_jumble and spell_backward for the answer
    with something behind it.
    """
    return _same(answer.strip().casefold() == str(entry["answer"]).strip().casefold())


def _number_sorting(entry: Entry, answer: str) -> Verdict:
    """The list, with quoted numbers or bare ones; the scorer takes numbers that are off by up to 1."""
    given, right = (_numbers(text) for text in (answer, entry["answer"]))
    if given is None:
        return Verdict(correct=False, reason="not a list of numbers")
    return _same(given == right)


def _numbers(text: str) -> list[float] | None:
    try:
        values = json.loads(text.replace("'", '"'))
        return [float(value) for value in values] if isinstance(values, list) else None
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None


def _puzzle24(entry: Entry, answer: str) -> Verdict:
    """An expression of 24 that uses each number once; the scorer evaluates it, and takes other numbers."""
    numbers = sorted(entry["metadata"]["numbers"])
    try:
        expression = read_expression(answer)
    except ExpressionError as error:
        return Verdict(correct=False, reason=f"not an expression: {error}")
    if sorted(expression.numbers) != numbers:
        return Verdict(correct=False, reason=f"it does not use each of {numbers} once")
    return Verdict(correct=expression.value == 24, reason=f"it makes {expression.value}")


def _same(same: bool) -> Verdict:
    return Verdict(correct=same, reason="the right answer" if same else "another answer")


VERIFIERS: Mapping[str, Callable[[Entry, str], Verdict]] = MappingProxyType(
    {
        "bitwise_arithmetic": _bitwise_arithmetic,
        "coin_flip": _coin_flip,
        "game_of_life_halting": _exact,
        "letter_jumble": _exact,
        "number_sorting": _number_sorting,
        "puzzle24": _puzzle24,
        "spell_backward": _exact,
    }
)
"""A verifier by the name of its data set. It takes the entry and the answer."""
