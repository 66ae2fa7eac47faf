"""What is true of statements about themselves, from the words of the question. It shares nothing with src."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any


def says(text: str, values: Sequence[bool], n_true: int, n: int) -> bool:
    """Whether what a sentence says is so, if ``n_true`` of ``n`` are true and the earlier ones have these values."""
    numbers = [int(number) for number in re.findall(r"[0-9]", re.sub(r"of these [0-9]", "", text))]
    if "tatement " in text or "Statements " in text:
        named = [values[number - 1] for number in numbers]
        if text.startswith("Either"):
            return sum(named) == 1
        if text.startswith("At least one"):
            return sum(named) > 0
        if text.endswith("both true or both false."):
            return sum(named) != 1
        return named == [text.endswith("true.")] * len(named)
    number = n_true if "true" in text else n - n_true
    if "number of" in text:
        divisors = [d for d in range(1, number + 1) if number % d == 0]
        if "odd" in text or "even" in text:
            return number % 2 == ("odd" in text)
        return len(divisors) > 2 if "composite" in text else len(divisors) == 2
    low = re.search(r"(?:At least|Exactly) ([0-9])", text)
    high = re.search(r"(?:[Aa]t most|Exactly) ([0-9])", text)
    return (not low or number >= int(low[1])) and (not high or number <= int(high[1]))


def sentences(question: str) -> list[str]:
    """The statements of a question of ours or of reasoning-gym."""
    return re.findall(r"^(?:[0-9]\. | - Statement [0-9]: ')([A-Z].*?\.)'?$", question, re.MULTILINE)


def brute_force(question: str) -> int:
    """The number of solutions: every assignment is tried."""
    said = sentences(question)
    assignments = itertools.product((False, True), repeat=len(said))
    return sum(all(says(text, v, sum(v), len(v)) == v[i] for i, text in enumerate(said)) for v in assignments)


def values_under(question: str, supposed: int) -> list[bool]:
    """What the statements come out as if so many are true."""
    said = sentences(question)
    values: list[bool] = []
    for text in said:
        values.append(says(text, values, supposed, len(said)))
    return values


class FalseEventError(Exception):
    """An event does not hold."""


class Reader:
    """Takes the events of a trace as JSON values, one after the other, and raises at the first that does not hold.

    Args:
        values: for each number of true statements, what the statements come out as.
        codes: what each statement says, in short.
    """

    def __init__(self, values: Sequence[Sequence[bool]], codes: Sequence[str]) -> None:
        self.codes, self.n = list(codes), len(codes)
        self.values = values
        self.done: set[int] = set()
        self.refuted: set[int] = set()
        self.case: int | None = None  # taken up, and not dealt with
        self.supposed: int | None = None
        self.stuck = self.ended = False

    def demand(self, holds: object, what: str = "") -> None:
        if not holds:
            raise FalseEventError(what)

    def read(self, events: Sequence[Mapping[str, Any]]) -> None:
        for event in events:
            self.demand(not self.ended)
            getattr(self, event["is"])(**{name: value for name, value in event.items() if name != "is"})
        self.demand(self.ended)

    def case_(self, t: int, f: int) -> None:
        self.demand(not self.stuck and self.supposed is None)  # another one may be taken up first
        self.demand(t + f == self.n and t >= 0 and f >= 0 and t not in self.done)
        self.case = t

    def suppose(self, t: int, f: int) -> None:
        self.demand(t == self.case and t + f == self.n and self.supposed is None and t not in self.refuted)
        self.supposed = t

    def _ruled_out(self, t: int, f: int, statements: Sequence[Any], value: bool) -> None:
        self.demand(t == self.case and t + f == self.n and self.supposed is None)
        self.demand(len({number for number, _ in statements}) == len(statements) == (t if value else f) + 1)
        for number, code in statements:
            self.demand(1 <= number <= self.n and self.codes[number - 1] == code)
            self.demand(self.values[t][number - 1] is value)
        self._deal_with(t)

    def too_many(self, t: int, f: int, trues: Sequence[Any]) -> None:
        self._ruled_out(t, f, trues, True)

    def too_few(self, t: int, f: int, falses: Sequence[Any]) -> None:
        self._ruled_out(t, f, falses, False)

    def _deal_with(self, t: int) -> None:
        self.done.add(t)
        self.case = self.supposed = None

    def _hypothesis(self) -> list[bool]:
        self.demand(self.supposed is not None)
        return self.values[self.supposed or 0]

    def _values(self, values: Sequence[Any]) -> None:
        right = self._hypothesis()
        self.demand(sorted(values) == sorted([i, self.codes[i - 1], right[i - 1]] for i in range(1, self.n + 1)))

    def true_ones(self, count: int) -> None:
        self.demand(count == sum(self._hypothesis()))

    def false_ones(self, rest: int) -> None:
        self.demand(rest == self.n - sum(self._hypothesis()))

    def fits(self, t: int, f: int, nth: int) -> None:
        self.demand(not self.stuck and t + f == self.n and 0 <= t <= self.n and t not in self.done)
        self.demand(self.supposed in (None, t) and self.case in (None, t))
        self.demand(sum(self.values[t]) == t and nth == 1 + self._n_fitting())
        self._deal_with(t)

    def _n_fitting(self) -> int:
        return sum(sum(self.values[t]) == t for t in self.done)

    def not_so_true(self, t: int, count: int) -> None:
        self.demand(t == self.supposed and count == sum(self._hypothesis()) != t)
        self.stuck = True

    def not_so_false(self, f: int, rest: int) -> None:
        made = self.n - sum(self._hypothesis())
        self.demand(f == self.n - (self.supposed or 0) and rest == made != f)
        self.stuck = True

    def back(self, t: int, f: int) -> None:
        self.demand(self.stuck and t == self.supposed and t + f == self.n)
        self.refuted.add(t)
        self.supposed, self.stuck = None, False

    def aside(self, t: int, f: int) -> None:
        raise FalseEventError  # what was supposed is refuted, not only left

    def solved(self, answer: str) -> None:
        self.demand(self.done == set(range(self.n + 1)) and self.case is None)
        self.demand(int(answer) == self._n_fitting())
        self.ended = True


def holds(question: str, codes: Sequence[str], events: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all events of a trace, as JSON values, hold and come to the answer."""
    reader = Reader([values_under(question, t) for t in range(len(codes) + 1)], codes)
    told = [{**event, "is": {"case": "case_", "values": "_values"}.get(event["is"], event["is"])} for event in events]
    try:
        reader.read(told)
    except FalseEventError:
        return False
    return True
