"""A reader of Countdown texts that shares nothing with the library and takes every word literally.

It keeps to the text: the numbers on the table, which steps were taken from them, which of those came to nothing. What
is said to fail is held against all that the numbers can make, negative numbers on the way included.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from countdown_rules import (
    Rules,
    Spot,
    Step,
    WrongError,
    demand,
    evaluate,
    is_right,
    number,
    numbers,
    operation,
    step,
    without,
)
from countdown_words import NUMBER, PART, known

from reading import Fault, Reading

TOKEN = "<backtrack> "
SENTENCE = re.compile(r"(?<=\S[.?!])\s+|\s*\n\s*")
INVERSE = {"+": "-", "-": "+", "*": "/", "/": "*"}
RETURNS = ("refuted", "aside", "switch")


class Reader:
    def __init__(self, rules: Rules) -> None:
        self.rules, self.reading = rules, Reading()
        self.here = Spot(tuple(sorted(rules.numbers, reverse=True)))
        self.spots = [self.here]
        self.is_stuck = False
        self.word = ""  # what was said of the line that is about to be left
        self.open: tuple[str, Any] | None = None  # a question or a supposition that the next sentence is to go on with
        self.ended = ""

    def read(self, kind: str, said: dict[str, str]) -> None:
        demand(not self.ended or kind in (self.ended, "nothing"), "the text has come to its end")
        demand(not self.word or kind == "return", f"{self.word}, and then?")
        opened, self.open = self.open, None
        for name in ("step", "made", "again"):
            demand(name not in said or is_right(*step(said[name])), f"{said.get(name)} is wrong")
        if "target" in said:
            demand(number(said["target"]) == self.rules.target, f"the target is {self.rules.target}")
        if kind.startswith("step"):
            self._step(step(said["step"]))
            kind = kind.removeprefix("step").strip()
        if kind in RETURNS:
            self.word = kind
            kind = "return" if "numbers" in said else ""
        if kind == "target answer":
            self._target({})
            kind = "answer"
        if opened or kind in ("told", "offered", "compared", "supposed"):
            follows = {"told": "asked", "offered": "offer", "compared": "comparing", "supposed": "supposing"}
            demand(opened and follows.get(kind) == opened[0], "it does not follow from the sentence before")
        if kind and kind != "nothing":
            method = getattr(self, f"_{kind.replace(' ', '_')}")
            method(said, opened[1]) if opened else method(said)

    def _step(self, made: Step) -> None:
        a, op, b, value = made
        demand(self.rules.value(a, op, b) == value, "that is not allowed")
        left = without(self.here.table, a, b)
        demand(left is not None, f"{a} and {b} are not both on the table")
        demand(not self.is_stuck, "the line has come to its end")
        known_spot = self.here.below.get(self.rules.same(made))
        demand(known_spot is None or not known_spot.has_failed(self.rules), "it has been tried, and has failed")
        table = tuple(sorted([*(left or ()), value], reverse=True))
        self.here = self.here.below.setdefault(self.rules.same(made), Spot(table, self.here, self.rules.same(made)))
        self.spots.append(self.here)

    def _left(self, said: dict[str, str]) -> None:
        demand(sorted(numbers(said["numbers"])) == sorted(self.here.table), "other numbers are on the table")

    def _miss(self, said: dict[str, str]) -> None:
        demand(len(self.here.table) == 1, "there are more numbers on the table")
        end = number(said["end"]) if "end" in said else self.here.table[0]
        demand(end == self.here.table[0], "that is not the number left")
        demand(end != self.rules.target, "that is the target")
        self.here.is_dead_end = self.is_stuck = True

    def _return(self, said: dict[str, str]) -> None:
        word, self.word = self.word, ""
        demand(word, "there is nothing to go back from")
        demand(self.is_stuck == (word != "switch"), "the line has not come to its end, or has")
        table = sorted(numbers(said["numbers"]))
        way = self.here.way()
        found = [spot for spot in way if sorted(spot.table) == table]
        found = found or [spot for spot in self.spots if sorted(spot.table) == table]
        demand(found, "these numbers have not been on the table")
        to = found[-1]
        demand(word != "switch" or to is not self.here, "that is where it is already")
        other_way = to.way()
        fork = max(i for i, (one, other) in enumerate(zip(way, other_way, strict=False)) if one is other)
        left = way[fork + 1] if len(way) > fork + 1 else self.here
        failed = left.has_failed(self.rules)
        self.here, self.is_stuck = to, False
        if word != "switch":
            self.reading.backtracks += 1
        if word == "refuted":
            demand(failed, "there is more to try on the line left")
            demand(not self.rules.can_be_made(left.table), "the line left has a solution")
        if word == "aside":
            demand(not failed, "there is nothing more to try on the line left")
        demand(not to.has_failed(self.rules), "all has failed there")

    def _target(self, said: dict[str, str]) -> None:
        demand(self.rules.is_goal(self.here.table), "the target is not on the table")

    def _answer(self, said: dict[str, str]) -> None:
        self._target(said)
        value, used = evaluate(said["answer"], self.rules)
        given = Counter(self.rules.numbers)
        demand(Counter(used) == given if self.rules.use_all else Counter(used) <= given, "not the numbers given")
        demand(value == self.rules.target, f"it makes {value}")
        self.reading.answer, self.ended = said["answer"], "answer"

    def _stands(self, said: dict[str, str]) -> None:
        told = [step(each) for each in re.findall(rf"{PART} [-+*/] {PART} = {NUMBER}", said["steps"])]
        demand(Counter(map(self.rules.same, told)) == Counter(self.here.steps()), "other steps stand")

    def _asked(self, said: dict[str, str]) -> None:
        made = step(said["made"]) if "made" in said else (*operation(said["way"]), number(said["value"]))
        self.open = ("asked", made)

    def _told(self, said: dict[str, str], made: Step) -> None:
        self._prove(made, step(said["again"]))

    def _check(self, said: dict[str, str]) -> None:
        made = step(said["made"]) if "made" in said else (*operation(said["way"]), number(said["value"]))
        proof = step(said["again"]) if "again" in said else (*operation(said["undo"]), number(said["undone"]))
        self._prove(made, proof)

    def _prove(self, made: Step, proof: Step) -> None:
        a, op, b, value = made
        demand(self.rules.same(made) in self.here.steps(), "that step does not stand")
        demand(proof == (value, INVERSE[op], b, a), "that is not the step undone")
        demand(op != "*" or b, "a product with 0 cannot be undone")

    def _offer(self, said: dict[str, str]) -> None:
        self.open = ("offer", said)

    def _offered(self, said: dict[str, str], pair: dict[str, str]) -> None:
        self._list({**pair, **said})

    def _list(self, said: dict[str, str]) -> None:
        a, b, told = number(said["a"]), number(said["b"]), numbers(said["numbers"])
        demand(without(self.here.table, a, b) is not None, "these two are not on the table")
        can = {made[3] for made in self.rules.steps((a, b))}
        demand(set(told) == can and len(told) == len(can), f"they make {', '.join(map(str, can))}")

    def _comparing(self, said: dict[str, str]) -> None:
        self.open = ("comparing", said)

    def _compared(self, said: dict[str, str], before: dict[str, str]) -> None:
        self._compare({**before, **said})

    def _compare(self, said: dict[str, str]) -> None:
        a, op, b = operation(said["way"])
        value = number(said["value"])
        demand(without(self.here.table, a, b) is not None, "these two are not on the table")
        demand(self.rules.same((a, op, b, value)) in set(self.rules.steps((a, b))), "it does not, or is not allowed")
        off = value - self.rules.target
        demand(number(said["off"]) == abs(off) > 0, f"it is {abs(off)} off")
        demand(said["side"] in (("above", ">") if off > 0 else ("below", "<")), "it is on the other side")

    def _supposing(self, said: dict[str, str]) -> None:
        self.open = ("supposing", said["need"])

    def _supposed(self, said: dict[str, str], need: str) -> None:
        self._need({"need": need, **said})

    def _need(self, said: dict[str, str]) -> None:
        need, table = number(said["need"]), self.here.table
        if "way" in said or "again" in said:
            a, op, by = operation(said["way"]) if "way" in said else step(said["again"])[:3]
            demand(a == need, "it speaks of two different numbers")
        if "op" in said:
            demand((said["op"], number(said["by"])) == (op, by), "it speaks of two different steps")
        others = without(table, by)
        demand(others, f"{by} is not on the table, or is all there is")
        demand(self.rules.value(need, op, by) == self.rules.target, "that does not make the target")
        demand("again" not in said or step(said["again"])[3] == self.rules.target, "that is not the target")
        if "numbers" in said:
            demand(sorted(numbers(said["numbers"])) == sorted(others or ()), "those are not the others")

    def _gave_up(self, said: dict[str, str]) -> None:
        demand(not self.rules.is_goal(self.here.table), "the target is on the table")
        self.ended = "gave up"

    def _all_tried(self, said: dict[str, str]) -> None:
        demand(self.spots[0].has_failed(self.rules), "there is more to try")

    def _no_way(self, said: dict[str, str]) -> None:
        self._all_tried(said)
        demand(not self.rules.can_be_made(self.rules.numbers), "there is a solution")
        self.ended = "no way"


@functools.cache
def _known(style: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    return known(style)


def read(problem: dict[str, Any], text: str, style: str, parameters: dict[str, Any]) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` and ``parameters`` as a row has them."""
    rules = Rules(
        tuple(map(Fraction, problem["numbers"])),
        Fraction(problem["target"]),
        parameters["operators"],
        parameters["use_all"],
        parameters["arithmetic"] == "integers",
    )
    reader = Reader(rules)
    faults, position = reader.reading.faults, 0
    for sentence in SENTENCE.split(text):
        position = text.index(sentence, position)
        bare = sentence.removeprefix(TOKEN)
        told = [(kind, match) for kind, pattern in _known(style) if (match := pattern.fullmatch(bare))]
        try:
            demand(told, "cannot be read")
            kind, match = told[0]
            is_marked = kind in ("refuted", "aside") if style == "marked" else False
            demand((bare != sentence) == is_marked, "the token stands before returns, and nothing else")
            reader.read(kind, {name: value for name, value in match.groupdict().items() if value})
        except WrongError as wrong:
            faults.append(Fault(position, sentence, str(wrong)))
        position += len(sentence)
    if not reader.ended or reader.word or reader.open:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
