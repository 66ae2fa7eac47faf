"""A reader of zebra puzzles' texts that shares nothing with the library and takes every word literally.

A house to try is one that the task's settings take into account and that has not been tried there yet. What is refuted
must have no solution, and nothing in it may be untried; of what is set aside, something must be.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from phrases import TOKEN, Said
from tests.independent.zebra_rules import Clue, Facts, all_tables, is_true
from zebra_phrases import SIGNS, WORDS
from zebra_words import DEMAND, VALUE

from reading import Fault, Reading

WITH_THE = re.findall(
    r"\w+",
    "Dane Brit Swede Norwegian German Mexican Italian Greek Pole Turk Canadian cat dog horse rabbit parrot hamster "
    "turtle goat snake teacher doctor baker lawyer nurse pilot farmer plumber piano violin guitar flute trumpet cello "
    "harp tuba bus tram car train bicycle scooter taxi ferry",
)
CLAUSES = [
    ("at", rf"({VALUE}) in house (\d)"),
    ("not_at", rf"({VALUE}) not in house (\d)"),
    ("either", rf"({VALUE}) together with ({VALUE}) or ({VALUE})"),
    ("same", rf"({VALUE}) together with ({VALUE})"),
    ("left", rf"({VALUE}) directly left of ({VALUE})"),
    ("right", rf"({VALUE}) directly right of ({VALUE})"),
    ("not_next", rf"({VALUE}) not next to ({VALUE})"),
    ("next", rf"({VALUE}) next to ({VALUE})"),
    ("between", rf"({VALUE}) between ({VALUE}) and ({VALUE})"),
]
LINE = tuple[tuple[str, int], ...]


class WrongError(Exception):
    """What is wrong with a sentence."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def value_of(told: str) -> str:
    value = told.removeprefix("the ")
    demand((told != value) == (value in WITH_THE), f"{told} is no value")
    return value


def clue_of(told: str) -> Clue:
    for kind, pattern in CLAUSES:
        if match := re.fullmatch(pattern, told):
            *values, last = match.groups()
            if kind in ("at", "not_at"):
                return Clue(kind, (value_of(values[0]),), int(last))
            return Clue(kind, (*map(value_of, values), value_of(last)))
    raise WrongError(f"{told} is no clue")


def houses_of(told: str) -> list[int]:
    """The houses that are told; as many times as they are meant."""
    houses = [int(house) for house in re.findall(r"\d", told)]
    return houses * (2 if "both" in told else 3 if "all" in told else 1)


@functools.cache
def solutions(values: tuple[tuple[str, ...], ...], clues: tuple[Clue, ...]) -> list[dict[str, int]]:
    return list(all_tables(SimpleNamespace(values=values, clues=clues, n_houses=len(values[0]))))


@dataclass
class Node:
    """A choice: the value, the decisions before it, the houses of what was placed, and which are to try."""

    value: str
    line: LINE
    placed: dict[str, int]
    to_try: set[int]
    tried: set[int] = field(default_factory=set)
    failed: set[int] = field(default_factory=set)


class Reader:
    """The state of a text, and whether what it tells of it is so."""

    def __init__(self, problem: dict[str, Any], parameters: dict[str, Any]) -> None:
        clues = [Clue(kind, tuple(values), house) for kind, values, house in problem["clues"]]
        self.problem = SimpleNamespace(values=problem["values"], clues=clues, n_houses=len(problem["values"][0]))
        self.deduction, self.asks_for_table = parameters["deduction"], problem["ask"] == "table"
        self.solutions = solutions(tuple(map(tuple, problem["values"])), tuple(clues))
        self.placed: dict[str, int] = {}
        self.line: LINE = ()
        self.after: dict[LINE, dict[str, int]] = {}  # what was placed right after these decisions
        self.nodes: list[Node] = []
        self.choice: Node | None = None
        self.left_houses: list[int] = []
        self.is_stuck = self.is_over = False
        self.backtracks, self.answer, self.n = 0, "", 0

    @property
    def facts(self) -> Facts:
        return Facts(self.problem, self.placed)

    def tell(self, kind: str, words: str, said: Said) -> None:
        demand(not self.is_over, "the text has come to its end")
        demand(kind != "first" or not self.n, "it is not the first")
        self.n += 1
        told = {name: text for name, text in said.items() if text}
        if "clue" in told:
            number = int(told["clue"])
            demand(1 <= number <= len(self.problem.clues), f"there is no clue {number}")
            if "demand" in told:
                demand(self.facts.is_quoted(number, clue_of(told["demand"])), f"clue {number} says something else")
        kind = kind.replace("by clue", "by_clue").replace("gave up", "gave_up").partition(" ")[0]
        if kind in ("check", "restate", "list"):
            getattr(self, f"_{kind}")(told)
            return
        demand(self.choice is None or kind in ("try", "switch", "gave_up", "no"), "a house was to be chosen")
        demand(not self.is_stuck or kind in ("back", "aside", "gave_up", "no"), "that line has come to its end")
        if kind in ("given", "by_clue", "last", "left"):
            self._forced(kind, told)
        elif kind in ("back", "aside", "switch"):
            self._return(kind, words, told)
        elif kind in ("broken", "blocked", "stuck"):
            getattr(self, f"_{kind}")(told)
            self.is_stuck = True
        else:
            getattr(self, f"_{kind}")(told)

    # --- choices

    def _first(self, told: dict[str, str]) -> None:
        self._options(told)

    def _options(self, told: dict[str, str]) -> None:
        value = value_of(told["value"])
        demand(value in self.facts.waiting(), f"{value} is not to be placed")
        houses = houses_of(told.get("houses") or told.get("or") or told["row"])
        to_try = self.facts.to_try(value, self.deduction)
        demand(sorted(houses) == sorted(to_try) and to_try, f"to try are {to_try}")
        self.choice = Node(value, self.line, self.placed, to_try)
        self.nodes.append(self.choice)
        self.left_houses = houses

    def _try(self, told: dict[str, str]) -> None:
        node = self.choice
        demand(node, "there is no choice")
        if node is None:
            return
        house = int(told.get("house") or self.left_houses[0])
        demand("value" not in told or value_of(told["value"]) == node.value, "another value is to be placed")
        demand(house in node.to_try - node.tried, "that is not to be tried")
        node.tried.add(house)
        self.line = (*node.line, (node.value, house))
        self.placed = self.after[self.line] = {**node.placed, node.value: house}
        self.choice = None

    def _find(self, value: str, line: LINE | None) -> Node:
        """The choice that is meant: that of a line, or else the last one for the value."""
        found = [node for node in self.nodes if node.value == value and line in (None, node.line)]
        demand(found, "there was no such choice")
        return found[-1]

    def _return(self, way: str, words: str, told: dict[str, str]) -> None:
        demand(self.is_stuck == (way != "switch"), "the line has come to its end, or has not")
        line = told.get("line") or told.get("short_line")
        pairs = re.findall(rf"({VALUE}) (?:in house|=) (\d)", line) if line else []
        to = self._find(value_of(told["value"]), tuple((value_of(v), int(h)) for v, h in pairs) if line else None)
        houses = houses_of(told.get("houses") or told.get("count") or told.get("row") or told.get("house") or "")
        right = [to.to_try - to.tried]
        if not re.search("tried", words):
            right.append(to.to_try - to.failed)  # what was set aside is still to be tried
        demand(houses and any(sorted(houses) == sorted(each) for each in right), f"to try are {right[0]}")
        fork = 0
        while self.line[fork : fork + 1] == to.line[fork : fork + 1] != ():
            fork += 1
        branch = self.line[: fork + 1]
        if way == "switch":
            demand(to is not self.choice, "that is here")
        else:
            self.backtracks += 1
            below = [node for node in self.nodes if node.line[: fork + 1] == branch]
            untried = [node for node in below if node.to_try - node.tried]
            solutions = [table for table in self.solutions if table.items() >= self.after[branch].items()]
            demand(way == "back" or untried, "nothing is left to try on that line")
            demand(way == "aside" or not untried, "more is to be tried on that line")
            demand(way == "aside" or not solutions, "that line has a solution")
            if way == "back":
                value, house = branch[-1]
                next(node for node in self.nodes if (node.value, node.line) == (value, branch[:-1])).failed.add(house)
        self.line, self.placed, self.choice, self.is_stuck = to.line, to.placed, to, False
        self.nodes.remove(to)
        self.nodes.append(to)  # the one spoken of last
        self.left_houses = houses

    # --- what follows

    def _forced(self, kind: str, told: dict[str, str]) -> None:
        value, house, facts = value_of(told["value"]), int(told["house"]), self.facts
        demand(value in facts.waiting(), f"{value} is not to be placed")
        every = set(facts.houses)
        if kind == "last":
            closed = {taken for taken, _ in facts.taken(value)}
        elif kind == "left":
            closed = self._accounts(value, told)
        else:
            number = int(told["clue"])
            clue = self.problem.clues[number - 1]
            demand(kind == "by_clue" or clue == Clue("at", (value,), house), "the clue does not say that")
            closed = self._closed(value, number, told)
        demand(every - closed == {house}, f"it could be in {every - closed}")
        demand(house in facts.to_try(value, self.deduction), "that house is closed")
        self.placed = {**self.placed, value: house}

    def _closed(self, value: str, number: int, told: dict[str, str]) -> set[int]:
        """The houses that a clue and what else is there close to a value."""
        clue = self.problem.clues[number - 1]
        demand(value in clue.values, f"clue {number} is not about {value}")
        return self.facts.ruled_out(value, clue) | self._accounts(value, told)

    def _accounts(self, value: str, told: dict[str, str]) -> set[int]:
        """The houses that are closed to a value for reasons told, each of which must hold."""
        text, closed = next((told[name] for name in told if name.endswith(("why", "taken"))), ""), set[int]()
        out_of = r"(?:rules out houses? (\d(?:, \d)*(?: and \d)?)|not (\d(?: \d)*))"
        ruled = re.compile(rf"clue (\d+) \(({DEMAND})\) {out_of}")
        for number, words, houses, short in ruled.findall(text):
            demand(1 <= int(number) <= len(self.problem.clues), f"there is no clue {number}")
            demand(self.facts.is_quoted(int(number), clue_of(words)), f"clue {number} says something else")
            out = set(houses_of(houses or short))
            demand(out <= self.facts.ruled_out(value, self.problem.clues[int(number) - 1]), "it does not rule that out")
            closed |= out
        for house, mate in re.findall(rf"(\d) has ({VALUE})", ruled.sub("", text)):
            demand((int(house), value_of(mate)) in self.facts.taken(value), f"{mate} does not keep {value} out")
            closed.add(int(house))
        return closed

    def _broken(self, told: dict[str, str]) -> None:
        clue, houses = self._clue_with_houses(told)
        demand(houses and not is_true(clue, self.placed), "the clue is not broken")

    def _blocked(self, told: dict[str, str]) -> None:
        value = value_of(told["value"])
        demand(value in self.facts.waiting(), f"{value} is not to be placed")
        closed = self._closed(value, int(told["clue"]), told)
        demand(closed >= set(self.facts.houses), f"{value} could be elsewhere")

    def _stuck(self, told: dict[str, str]) -> None:
        value = value_of(told["value"])
        demand(value in self.facts.waiting(), f"{value} is not to be placed")
        demand(self._accounts(value, told) >= set(self.facts.houses), f"{value} could be elsewhere")

    def _clue_with_houses(self, told: dict[str, str]) -> tuple[Clue, list[int]]:
        """A clue, and the houses of its values, which are those told."""
        clue = self.problem.clues[int(told["clue"]) - 1]
        demand(self.placed.keys() >= {*clue.values}, "not all of its values are placed")
        houses = houses_of(told.get("where") or told.get("lie") or told.get("row") or "")
        demand(sorted(houses) == sorted(self.placed[value] for value in clue.values), "they are in other houses")
        return clue, houses

    # --- remarks and ends

    def _check(self, told: dict[str, str]) -> None:
        clue, _ = self._clue_with_houses(told)
        demand(is_true(clue, self.placed), "the clue does not hold")

    def _restate(self, told: dict[str, str]) -> None:
        values = [value_of(each) for each in re.split(", | and ", told["values"])]
        demand(len({*values}) == len(values), "it names one twice")
        for value in values:
            demand(self.placed.get(value) == int(told["house"]), f"{value} is not there")

    def _list(self, told: dict[str, str]) -> None:
        value = value_of(told["value"])
        houses = houses_of(told.get("houses") or told.get("count") or told["row"])
        demand(value in self.facts.waiting(), f"{value} is placed")
        demand(sorted(houses) == sorted(self.facts.open(value)), f"open are {self.facts.open(value)}")

    def _solved(self, told: dict[str, str]) -> None:
        demand(not self.facts.waiting(), "not all is placed")
        demand(all(is_true(clue, self.placed) for clue in self.problem.clues), "a clue does not hold")
        columns: Sequence[Sequence[str]] = self.problem.values
        rows = [[next(v for v in column if self.placed[v] == h) for column in columns] for h in self.facts.houses]
        demand(value_of(told.get("answer", rows[0][0])) == rows[0][0], f"in house 1 is {rows[0][0]}")
        table = "\n".join(f"{house}: {', '.join(row)}" for house, row in enumerate(rows, 1))
        self.answer, self.is_over = table if self.asks_for_table else rows[0][0], True

    def _gave_up(self, told: dict[str, str]) -> None:
        fits = not self.facts.waiting() and all(is_true(clue, self.placed) for clue in self.problem.clues)
        demand(not fits, "all is placed, and fits")
        self.is_over = True

    def _no(self, told: dict[str, str]) -> None:
        demand(not self.solutions, "there is a solution")
        demand(self.is_stuck and all(node.to_try == node.tried for node in self.nodes), "more is to be tried")
        self.is_over = True


def read(problem: dict[str, Any], text: str, style: str, parameters: dict[str, Any]) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` and ``parameters`` as a row has them."""
    reader, reading, marked = Reader(problem, parameters), Reading(), style == "marked"
    for position, sentence, told in (SIGNS if style == "symbolic" else WORDS).read(text, marked=marked):
        if not told:
            reading.faults.append(Fault(position, sentence, "cannot be read"))
        for n, (kind, words, said) in enumerate(told or ()):
            try:
                has_token = not n and sentence.startswith(TOKEN)
                demand(has_token == (marked and kind.startswith(("back", "aside"))), "the token stands before returns")
                reader.tell(kind, words, said)
            except WrongError as wrong:
                reading.faults.append(Fault(position, sentence, f"{kind}: {wrong}"))
    if not reader.is_over:
        reading.faults.append(Fault(len(text), "", "the text breaks off"))
    reading.backtracks, reading.answer = reader.backtracks, reader.answer or None
    return reading
