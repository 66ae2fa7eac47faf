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
        hint: what inputs have to be like for the step to show; see ``inputs``.
        same_length: whether the output is sure to have as many elements as the input.
        near: steps that it could be mistaken for, as with a limit one lower or higher; examples must tell them apart.
    """

    code: str
    words: str
    run: Run
    level: int = 1
    hint: str = ""
    same_length: bool = False
    near: tuple[Run, ...] = ()


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


class NumberKind(NamedTuple):
    """One kind of numbers.

    Attributes:
        code: in compact notation; also the hint for inputs in which it shows.
        words: in the plural.
        test: whether a number is of the kind.
        near: the same for kinds that could be mistaken for it: a limit one lower or higher, half of the multiples.
        level: how hard it is to think of.
    """

    code: str
    words: str
    test: Callable[[int], bool]
    near: tuple[Callable[[int], bool], ...]
    level: int = 1


def _multiple_of(n: int) -> Callable[[int], bool]:
    return lambda v: v % n == 0


# ``(10).__lt__(v)`` is a quicker ``10 < v``.
KINDS: tuple[NumberKind, ...] = (
    NumberKind("even", "even numbers", _multiple_of(2), (_multiple_of(4),)),
    NumberKind("odd", "odd numbers", lambda v: v % 2 == 1, ()),
    *(NumberKind(f">{n}", f"numbers above {n}", n.__lt__, ((n - 1).__lt__, (n + 1).__lt__)) for n in (10, 20, 30, 50)),
    *(NumberKind(f"<{n}", f"numbers below {n}", n.__gt__, ((n - 1).__gt__, (n + 1).__gt__)) for n in (20, 30, 50, 70)),
    *(NumberKind(f"mult {n}", f"multiples of {n}", _multiple_of(n), (_multiple_of(2 * n),), 2) for n in (3, 4, 5)),
)
"""Kinds of numbers."""
