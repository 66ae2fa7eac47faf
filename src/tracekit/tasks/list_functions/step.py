"""What a step of a rule is, and what several steps are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

Numbers = tuple[int, ...]

Run = Callable[[Numbers], Numbers | None]
"""From an input to an output; None where the step cannot be done."""


class Step(NamedTuple):
    """One step.

    Attributes:
        code: its name in compact notation.
        words: what to do, as in "Suppose I ...".
        run: what it does.
        level: how hard it is to think of: 1, 2 or 3.
        hint: what inputs have to be like for the step to show; see ``generate``.
        same_length: whether the output is sure to have as many elements as the input.
    """

    code: str
    words: str
    run: Run
    level: int = 1
    hint: str = ""
    same_length: bool = False


def digit_sum(v: int) -> int:
    """The sum of the digits, whatever the sign."""
    return sum(map(int, str(abs(v))))


def ascending(x: Sequence[int]) -> Numbers:
    """Smallest first."""
    return tuple(sorted(x))


def descending(x: Sequence[int]) -> Numbers:
    """Largest first."""
    return tuple(sorted(x, reverse=True))


def second_of_pairs(x: Numbers, test: Callable[[int, int], bool]) -> Numbers:
    """The second of each two neighbours that pass a test."""
    return tuple([b for a, b in pairwise(x) if test(a, b)])


KINDS: tuple[tuple[str, str, Callable[[int], bool], int], ...] = (
    ("even", "even numbers", lambda v: v % 2 == 0, 1),
    ("odd", "odd numbers", lambda v: v % 2 == 1, 1),
    (">10", "numbers above 10", (10).__lt__, 1),
    (">20", "numbers above 20", (20).__lt__, 1),
    (">30", "numbers above 30", (30).__lt__, 1),
    (">50", "numbers above 50", (50).__lt__, 1),
    ("<20", "numbers below 20", (20).__gt__, 1),
    ("<30", "numbers below 30", (30).__gt__, 1),
    ("<50", "numbers below 50", (50).__gt__, 1),
    ("<70", "numbers below 70", (70).__gt__, 1),
    ("mult 3", "multiples of 3", lambda v: v % 3 == 0, 2),
    ("mult 4", "multiples of 4", lambda v: v % 4 == 0, 2),
    ("mult 5", "multiples of 5", lambda v: v % 5 == 0, 2),
)
"""Kinds of numbers: compact notation, words, test (``(10).__lt__(v)`` is a quicker ``10 < v``), level."""
