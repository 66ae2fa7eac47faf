"""A reader of texts of one-dimensional ARC that shares nothing with the library and takes every word literally.

It does every rule cell by cell. What is said to be open, or the only value, is held against all values.
"""

from __future__ import annotations

import re
from typing import Any

from arc_1d_families import ASKS, PHRASES, SHORT, UNITS, VALUES, Value, made, values_of
from arc_1d_words import STYLES
from phrases import TOKEN, Said

from reading import Fault, Reading

RETURNS = ("back", "aside", "back_open")
ENDS = ("gave_up", "unsolvable")


class WrongError(Exception):
    """Something that a text says is not so."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def row_of(text: str) -> str:
    return text.replace(" ", "")


class Reader:
    def __init__(self, problem: dict[str, Any]) -> None:
        self.pairs: list[tuple[str, str]] = [(before, after) for before, after in problem["pairs"]]
        self.test = problem["test"]
        self.reading = Reading()
        self.family, self.answer, self.ended = "", "", ""
        self.value: Value | None = None
        self.failed: set[Any] = set()
        self.is_stuck = self.is_asked = False

    def fits(self, family: str, value: Value, n: int) -> bool:
        """Whether a rule fits the first ``n`` pairs."""
        return all(made(family, value, before) == after for before, after in self.pairs[:n])

    def open(self, family: str) -> list[Value]:
        return [value for value in values_of(family) if self.fits(family, value, 1)]

    def left(self) -> list[Value]:
        """What has not been ruled out of what pair 1 leaves open."""
        return [value for value in self.open(self.family) if (self.family, value) not in self.failed]

    def pair(self, said: Said) -> tuple[str, str]:
        number = int(said["pair"])
        demand(number <= len(self.pairs), f"there is no pair {number}")
        return self.pairs[number - 1]

    def read(self, kind: str, said: Said) -> None:
        demand(not self.ended, "the text has come to its end")
        demand(not self.is_stuck or kind in (*RETURNS, *ENDS, "restate", "compare"), "the rule has failed, and then?")
        demand(
            not self.answer or kind in ("solved", "restate", "compare"), "the last row has been worked out, and then?"
        )
        getattr(self, f"_{kind}")(said)

    def _pairs(self, said: Said) -> None:
        demand(not self.family and not self.is_asked, "a rule is being looked at")
        self.is_asked = True

    def _family(self, said: Said) -> None:
        demand(not self.family and self.is_asked, "another rule is being looked at, or none was looked for")
        demand(said["family"] not in self.failed, "that has been ruled out")
        self.family, self.is_asked = said["family"], False
        self.value = ("none", 0, 0) if UNITS[self.family] == "none" else None

    def _open(self, said: Said) -> None:
        demand(self.family and not self.value and not self.is_asked, "there is nothing open")
        demand(said.get("ask", self.family) == self.family, "that is asked of another rule")
        demand(len(self.open(self.family)) > 1, "pair 1 does not leave that open")
        self.is_asked = True

    def _takes(self, value: Value) -> None:
        demand(self.family and not self.value, "there is nothing open")
        demand(value in values_of(self.family), "the rule has no such value")

    def _value(self, said: Said) -> None:
        value = said["value"]
        self._takes(value)  # type: ignore[arg-type]
        demand(self.is_asked, "it is not said that this is open")
        demand(value in self.left(), "that does not fit pair 1, or has been ruled out")
        self.value, self.is_asked = value, False  # type: ignore[assignment]

    def _only(self, said: Said) -> None:
        value = said["value"]
        self._takes(value)  # type: ignore[arg-type]
        demand(set(self.open(self.family)) <= {value}, "there are others")
        self.value = value  # type: ignore[assignment]

    def _makes(self, row: str) -> str | None:
        demand(self.family and self.value, "there is no rule yet")
        return made(self.family, self.value or ("none", 0, 0), row)

    def _fits(self, said: Said) -> None:
        before, after = self.pair(said)
        row = self._makes(before)
        demand(row == row_of(said["row"]), f"it makes {row}")
        demand(row == after, f"{after} is given")

    def _differs(self, said: Said) -> None:
        before, after = self.pair(said)
        row = self._makes(before)
        demand(row == row_of(said["row"]), f"it makes {row}")
        demand(after == row_of(said["given"]), f"{after} is given")
        demand(row != after, "it fits")
        self.is_stuck = True

    def _cannot(self, row: str) -> None:
        demand(self.family, "there is no rule yet")
        values = [self.value] if self.value else values_of(self.family)
        demand(all(made(self.family, value, row) is None for value in values), "it can be applied")
        self.is_stuck = True

    def _unfit(self, said: Said) -> None:
        self._cannot(self.pair(said)[0])

    def _unfit_last(self, said: Said) -> None:
        self._cannot(self.test)

    def _leave(self) -> None:
        demand(self.is_stuck, "nothing has failed")
        self.reading.backtracks += 1
        self.failed.add((self.family, self.value))
        self.is_stuck, self.value = False, None

    def _back(self, said: Said) -> None:
        value = self.value
        self._leave()
        family, self.family, rest = self.family, "", self.left() if value else []
        self.is_asked = True
        demand(not rest, "there is more to try of that")
        right = [each for each in values_of(family) if self.fits(family, each, len(self.pairs))]
        demand(not any(made(family, each, self.test) for each in right), "one of these rules fits")
        self.failed.add(family)

    def _aside(self, said: Said) -> None:
        value = self.value
        self._leave()
        rest, self.family, self.is_asked = self.left() if value else [], "", True
        demand(rest, "there is nothing more to try of that")

    def _back_open(self, said: Said) -> None:
        demand(said.get("ask", self.family) == self.family, "that is asked of another rule")
        demand(self.value and UNITS[self.family] != "none", "there is nothing to return to")
        self._leave()
        self.is_asked = True
        demand(self.left(), "there is nothing more to try of that")

    def _applied(self, said: Said) -> None:
        row = self._makes(self.test)
        demand(self.value and self.fits(self.family, self.value, len(self.pairs)), "the rule does not fit all pairs")
        demand(row == row_of(said["answer"]), f"it makes {row}")
        self.answer = row or ""

    def _solved(self, said: Said) -> None:
        demand(self.answer, "there is no answer yet")
        demand(row_of(said.get("answer", self.answer)) == self.answer, "that is not what the rule makes")
        self.reading.answer, self.ended = " ".join(self.answer), "solved"

    def _restate(self, said: Said) -> None:
        told = row_of(said["row"]), row_of(said["given"])
        demand(told == self.pair(said), "that is not the pair")

    def _compare(self, said: Said) -> None:
        changed = [i for i, (old, new) in enumerate(zip(*self.pair(said), strict=True), 1) if old != new]
        demand(sorted(map(int, re.findall(r"\d+", said["cells"]))) == changed, f"the cells that change are {changed}")

    def _gave_up(self, said: Said) -> None:
        demand(not self.answer, "there is an answer")
        self.ended = "gave up"

    def _unsolvable(self, said: Said) -> None:
        demand(self.is_stuck, "nothing has failed")
        self.failed |= {self.family, (self.family, self.value)}
        demand(all(family in self.failed for family in UNITS), "there are other rules to try")
        self.ended = "unsolvable"


def plain(said: dict[str, Any], style: str) -> Said:
    """What a sentence names, as the reader knows it."""
    tables: dict[str, dict[str, Any]] = {"value": VALUES, "family": PHRASES, "ask": ASKS}
    if style == "symbolic":
        tables = {"value": SHORT}
    return {name: tables.get(name, {}).get(text, text) for name, text in said.items()}


def read(problem: dict[str, Any], text: str, style: str) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` as a row has it."""
    reader = Reader(problem)
    faults = reader.reading.faults
    for position, sentence, told in STYLES[style].read(text, marked=style == "marked"):
        try:
            demand(told, "cannot be read")
            is_marked = style == "marked" and told[0][0] in RETURNS if told else False
            demand(sentence.startswith(TOKEN) == is_marked, "the token stands before returns, and nothing else")
            for kind, _, said in told or ():
                reader.read(kind, plain(said, style))
        except WrongError as wrong:
            faults.append(Fault(position, sentence, str(wrong)))
    if not reader.ended:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
