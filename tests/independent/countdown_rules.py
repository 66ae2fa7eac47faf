"""The rules of Countdown, as a plain reader knows them: everything by brute force, in exact fractions."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from countdown_words import NUMBER

Numbers = tuple[Fraction, ...]
Step = tuple[Fraction, str, Fraction, Fraction]


class WrongError(Exception):
    """What is wrong with a sentence."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


@dataclass(frozen=True)
class Rules:
    numbers: Numbers
    target: Fraction
    operators: str
    use_all: bool
    whole: bool

    def value(self, a: Fraction, op: str, b: Fraction) -> Fraction | None:
        """``a op b``; None where the rules do not allow it."""
        if op not in self.operators or (op == "/" and not b):
            return None
        value = a + b if op == "+" else a - b if op == "-" else a * b if op == "*" else a / b
        return None if self.whole and value.denominator != 1 else value

    def steps(self, table: Numbers) -> Iterator[Step]:
        """What there is to do, the same step once: a difference is taken from the larger number."""
        for a, b in set(itertools.permutations(table, 2)):
            for op in self.operators:
                value = self.value(a, op, b)
                if value is not None and value >= 0 and self.same((a, op, b, value)) == (a, op, b, value):
                    yield a, op, b, value

    def same(self, step: Step) -> Step:
        """A sum or product with its larger number first; in whole numbers 0 / a is no other step than a * 0."""
        a, op, b, value = step
        if self.whole and op == "/" and not a:
            return b, "*", a, value
        return (b, op, a, value) if op in "+*" and a < b else step

    def is_goal(self, table: Numbers) -> bool:
        return table == (self.target,) if self.use_all else self.target in table

    def can_be_made(self, table: Numbers) -> bool:
        """Whether the numbers make the target: everything is tried, negative numbers too."""
        return _can_be_made(self, tuple(sorted(table)))


@functools.lru_cache(maxsize=200_000)
def _can_be_made(rules: Rules, table: Numbers) -> bool:
    if rules.is_goal(table):
        return True
    for i, j in itertools.permutations(range(len(table)), 2):
        rest = [number for k, number in enumerate(table) if k not in (i, j)]
        for op in rules.operators:
            value = rules.value(table[i], op, table[j])
            if value is not None and _can_be_made(rules, tuple(sorted([*rest, value]))):
                return True
    return False


def without(table: Sequence[Fraction], *taken: Fraction) -> Numbers | None:
    """The numbers left, largest first; None if those taken are not all there."""
    left = list(table)
    for number in taken:
        if number not in left:
            return None
        left.remove(number)
    return tuple(sorted(left, reverse=True))


def evaluate(text: str, rules: Rules) -> tuple[Fraction, list[Fraction]]:
    """The value of an expression, and the numbers in it."""
    tokens = re.findall(r"\d+|[-+*/()]", text)
    demand("".join(tokens) == text.replace(" ", "") and not re.search(r"\d \d", text), "no expression")
    used: list[Fraction] = []

    def atom() -> Fraction:
        demand(tokens, "the expression breaks off")
        token = tokens.pop(0)
        if token == "(":
            value = chain("+-")
            demand(tokens and tokens.pop(0) == ")", "a bracket is not closed")
            return value
        demand(token.isdigit(), "a number is missing")
        used.append(Fraction(token))
        return used[-1]

    def chain(signs: str) -> Fraction:
        part = atom if signs == "*/" else lambda: chain("*/")
        value = part()
        while tokens and tokens[0] in signs:
            op = tokens.pop(0)
            result = rules.value(value, op, part())
            demand(result is not None, f"{op} is not allowed there")
            value = result if result is not None else value
        return value

    value = chain("+-")
    demand(not tokens, "the expression goes on after its end")
    return value, used


def number(text: str) -> Fraction:
    return Fraction(text.strip("()"))


def numbers(text: str) -> Numbers:
    return tuple(number(each) for each in re.findall(NUMBER, text))


def operation(text: str) -> tuple[Fraction, str, Fraction]:
    a, op, b = text.split(" ")
    return number(a), op, number(b)


def step(text: str) -> Step:
    way, _, value = text.partition(" = ")
    return (*operation(way), number(value))


def is_right(a: Fraction, op: str, b: Fraction, value: Fraction) -> bool:
    return bool(b) and a / b == value if op == "/" else {"+": a + b, "-": a - b, "*": a * b}[op] == value


@dataclass
class Spot:
    """Numbers on the table, and what was made of them."""

    table: Numbers
    parent: Spot | None = None
    by: Step | None = None
    below: dict[Step, Spot] = field(default_factory=dict)
    is_dead_end: bool = False
    failed: bool = False

    def way(self) -> list[Spot]:
        """From the start to here."""
        return [*(self.parent.way() if self.parent else ()), self]

    def steps(self) -> list[Step]:
        return [spot.by for spot in self.way() if spot.by]

    def has_failed(self, rules: Rules) -> bool:
        """Whether all that can be done from here has been done, and came to nothing."""
        if not self.failed and len(self.table) == 1:
            self.failed = self.is_dead_end
        elif not self.failed:
            below = self.below
            self.failed = all(each in below and below[each].has_failed(rules) for each in rules.steps(self.table))
        return self.failed
