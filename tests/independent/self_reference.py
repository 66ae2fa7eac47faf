"""A reader of self-reference texts that shares nothing with the library and takes every word literally.

The words are read here; whether what they tell is so is for the reader of events of the task's own tests to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from phrases import TOKEN, Said
from self_reference_words import ITEM, SHORT, SIGNS, WORDS
from tests.tasks.self_reference_oracle import FalseEventError, Reader

from reading import Fault, Reading

NUMBERS: dict[str, Callable[[int], bool]] = {
    "odd": lambda number: number in (1, 3, 5, 7, 9),
    "even": lambda number: number in (0, 2, 4, 6, 8),
    "prime": lambda number: number in (2, 3, 5, 7),
    "composite": lambda number: number in (4, 6, 8, 9),
}
PAIRS: dict[str, tuple[str, Callable[[bool, bool], bool]]] = {
    "xor": ("just one of {} and {}", lambda one, other: one != other),
    "same": ("{} and {} alike", lambda one, other: one == other),
    "and": ("both {} and {}", lambda one, other: one and other),
    "or": ("{} or {} or both", lambda one, other: one or other),
    "nor": ("neither {} nor {}", lambda one, other: not one and not other),
}
BOUNDS = {">=": "at least", "<=": "at most", "=": "exactly"}
VALUES = {"true": True, "holds": True, "yes": True, "false": False, "fails": False, "no": False}


def put(code: str) -> tuple[str, str, Callable[[int, Sequence[bool]], bool]]:
    """A statement in words and in signs, and whether it holds: of how many true, and the values of those before it."""
    if match := re.fullmatch(r"#(\d) (true|false)", code):
        i, told = int(match[1]), match[2] == "true"
        return f"{i} is {match[2]}", f"{i} {match[2]}", lambda t, values: values[i - 1] is told
    if match := re.fullmatch(r"#(\d) (\w+) #(\d)", code):
        words, both = PAIRS[match[2]]
        i, j = int(match[1]), int(match[3])
        return words.format(i, j), f"{i} {match[2]} {j}", lambda t, values: both(values[i - 1], values[j - 1])
    which, sign, rest = re.fullmatch(r"(true|false)([<>=]+| )(.+)", code).groups()  # type: ignore[union-attr]
    short = which[0].upper()
    if rest in NUMBERS:
        article = "an" if rest[0] in "aeiou" else "a"
        return f"{article} {rest} number {which}", f"{short} {rest}", lambda m, values: NUMBERS[rest](m)
    low, _, high = rest.partition("-")
    if high:
        return f"{low} to {high} {which}", f"{short} {rest}", lambda m, values: int(low) <= m <= int(high)
    least, most = int(rest) if sign != "<=" else 0, int(rest) if sign != ">=" else 9
    return f"{BOUNDS[sign]} {rest} {which}", f"{short}{sign}{rest}", lambda m, values: least <= m <= most


class Literal(Reader):
    """The events of a text, and what else its words say."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.short = [put(code)[:2] for code in codes]
        n, values = len(codes), []
        for t in range(n + 1):
            worked_out: list[bool] = []
            for code in codes:
                worked_out.append(put(code)[2](n - t if code.startswith("false") else t, worked_out))
            values.append(worked_out)
        super().__init__(values, codes)
        self.backtracks, self.answer, self.begun = 0, "", False
        self.made, self.counted = -1, ""  # what was counted last

    def statement(self, told: str) -> tuple[int, str]:
        """A statement with what it says, as its code."""
        number, words = re.match(r"#?(\d) \(?([^()]+)\)?$", told).groups()  # type: ignore[union-attr]
        self.demand(1 <= int(number) <= self.n, f"there is no statement {number}")
        self.demand(words in self.short[int(number) - 1], f"statement {number} does not say that")
        return int(number), self.codes[int(number) - 1]

    def listed(self, told: str) -> list[tuple[int, str]]:
        pattern = SIGNS if told.startswith("#") else ITEM
        return [self.statement(each) for each in re.findall(pattern, told)]

    def judged(self, told: str) -> list[list[Any]]:
        """What statements are said to come out as."""
        if told.startswith("#"):
            found = [each.rpartition(" ") for each in told.split(", ")]
        else:
            found = [(one, "", value) for one, value in re.findall(rf"({ITEM}) (?:is |as )?(\w+)", told)]
        return [[*self.statement(one), VALUES[value]] for one, _, value in found]

    def tell(self, kind: str, said: Said) -> None:
        """One phrase."""
        self.demand(not self.ended, "the text has come to its end")
        self.demand(kind != "first" or not self.begun, "that was not the first")
        self.begun = True
        value = said.get("value") or {"T": "true", "F": "false"}.get(said.get("sign") or "", "")
        number = {name: int(told) for name, told in said.items() if told and told.isdigit()}
        t = number.get("t", self.case if self.case is not None else -1)
        f = number.get("f", self.n - t)
        made = number.get("made", self.made)
        match kind:
            case "first" | "case":
                self.case_(t, f)
            case "suppose":
                self.suppose(t, f)
            case "values":
                told = self.judged(said.get("values") or said["judged"])
                self._values(told)
            case "count":
                self.made, self.counted = made, value
                (self.true_ones if value == "true" else self.false_ones)(made)
            case "not so":
                value = value or self.counted
                self.demand("again" not in number or number["again"] == t, "it speaks of two numbers")
                (self.not_so_true if value == "true" else self.not_so_false)(t, made)
            case "out":
                told = self.listed(said.get("statements") or said.get("row") or "")
                (self.too_many if value == "true" else self.too_few)(t, f, told)
            case "fits" | "fits as supposed":
                self.demand(kind == "fits" or t in (self.case, self.supposed), "nothing was supposed")
                self.fits(t, f, number["nth"])
            case "back" | "aside":
                self.backtracks += 1
                (self.back if kind == "back" else self.aside)(t, f)
            case "restate":
                self.statement(said["said"].removeprefix("statement "))
            case "tally":
                self.demand(number["done"] == len(self.done), f"{len(self.done)} are done")
                self.demand(number["fitting"] == self._n_fitting(), f"{self._n_fitting()} fit")
            case "solved":
                self.answer = said["answer"]
                self.solved(self.answer)
            case _:
                all_done = self.done == set(range(self.n + 1))
                self.demand(kind == "gave up" or (kind != "no way" and not all_done), "that is not so")
                self.ended = True


def read(problem: dict[str, Any], text: str, style: str) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` as a row has it."""
    reader = Literal(problem["statements"])
    reading = Reading()
    marked = style == "marked"
    for position, sentence, told in (SHORT if style == "symbolic" else WORDS).read(text, marked=marked):
        if not told:
            reading.faults.append(Fault(position, sentence, "cannot be read"))
        for n, (kind, _, said) in enumerate(told or ()):
            try:
                has_token = not n and sentence.startswith(TOKEN)
                reader.demand(has_token == (marked and kind in ("back", "aside")), "the token stands before returns")
                reader.tell(kind, said)
            except FalseEventError as wrong:
                reading.faults.append(Fault(position, sentence, f"{kind}: {wrong}"))
    if not reader.ended:
        reading.faults.append(Fault(len(text), "", "the text breaks off"))
    reading.backtracks, reading.answer = reader.backtracks, reader.answer or None
    return reading
