"""A reader of texts about list functions that shares nothing with the library and takes every word literally.

It does every rule that is supposed on every example that is named, and holds what is said of a kind of rule against all
rules of the kind. What "I" can think of is what the documentation says that the search tries.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from list_functions_rules import FAMILIES, run
from list_functions_words import KINDS, RULES, SHORT, STYLES
from phrases import TOKEN, Said

from reading import Fault, Reading

RETURNS = ("back", "aside", "back_start", "aside_start")
ENDS = ("solved", "gave_up", "unsolvable")


class WrongError(Exception):
    """Something that a text says is not so."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


def could(family: str, first: list[int], given: list[int]) -> bool:
    """Whether one sees at once that no rule of this kind makes this output of this input."""
    longer = len(given) - len(first)
    is_part = not Counter(given) - Counter(first)
    places = iter(first)
    in_order = all(value in places for value in given)
    is_one = len(given) == 1
    return {
        "keep": in_order,
        "order": is_part and longer == 0,
        "change": longer == 0,
        "some": longer == 0,
        "place": longer in (0, -1),
        "element": is_one and is_part,
        "count": is_one and 0 <= given[0] <= len(first),
        "number": is_one,
        "test": given in ([0], [1]),
        "pick, change": is_one,
        "keep, change": longer <= 0,
        "order, keep": is_part,
        "order, change": longer in (0, -1),
        "extend": longer > 0,
    }[family]


class Reader:
    def __init__(self, problem: dict[str, Any]) -> None:
        self.examples = [(list(x), list(y)) for x, y in zip(problem["inputs"], problem["outputs"], strict=True)]
        self.last = list(problem["last"])
        self.reading = Reading()
        first, given = self.examples[0]
        self.thought_of: dict[str, list[str]] = {}
        for family, (_, rows) in FAMILIES.items():
            rules = [words for _, words, do in rows if self.is_near(run(do, first))]
            if rules and could(family, first, given):
                self.thought_of[family] = rules
        self.failed: set[str] = set()  # rules and kinds of rules
        self.family = self.rule = self.result = ""
        self.tests: set[int] = set()
        self.is_stuck = self.is_asked = False
        self.ended = ""

    def is_near(self, output: list[int] | None) -> bool:
        first, given = self.examples[0]
        if output == given:
            return True
        return bool(output) and abs(len(output or []) - len(given)) <= 1 and (output != first or first == given)

    def fits(self, rule: str) -> bool:
        return all(run(RULES[rule][1], x) == y for x, y in self.examples)

    def example(self, said: Said) -> tuple[list[int], list[int]]:
        number = int(said["n"])
        demand(1 <= number <= len(self.examples), f"there is no example {number}")
        return self.examples[number - 1]

    def tried_all(self, family: str) -> bool:
        return all(
            rule in self.failed for rule in self.thought_of.get(family) or [row[1] for row in FAMILIES[family][1]]
        )

    def read(self, kind: str, said: Said) -> None:
        demand(not self.ended, "the text has come to its end")
        demand(not self.is_stuck or kind in (*RETURNS, *ENDS, "restate", "compare"), "the rule has failed, and then?")
        getattr(self, f"_{kind}")(said)

    def _start(self, said: Said) -> None:
        demand(not self.family and not self.is_asked, "what is asked has been asked, or a rule is supposed")
        self.is_asked = True

    def _kind(self, said: Said) -> None:
        demand(self.is_asked, "no rule was looked for")
        self._take_up(said)

    def _take_up(self, said: Said) -> None:
        demand(not self.family, "a kind of rule is being looked at")
        family = KINDS[said["family"]]
        demand(family not in self.failed, "this kind of rule has failed")
        self.family, self.is_asked = family, False

    def _only(self, said: Said) -> None:
        self._take_up(said)
        demand(list(self.thought_of) == [self.family], "it is not the only kind of rule to think of")

    def _open(self, said: Said) -> None:
        demand(self.family and not self.rule and not self.is_asked, "no kind of rule has been supposed just now")
        demand("family" not in said or KINDS[said["family"]] == self.family, "it is another kind that is supposed")
        demand(len(FAMILIES[self.family][1]) > 1, "there is one way only")
        self.is_asked = True

    def _guess(self, said: Said) -> None:
        demand(self.is_asked, "it is not said that there are several ways")
        self._suppose(said)

    def _suppose(self, said: Said) -> None:
        rule = said["rule"]
        demand(self.family and not self.rule, "no kind of rule has been supposed, or a rule has been")
        demand(RULES[rule][0] == self.family, "it is a rule of another kind")
        demand(rule not in self.failed, "this rule has failed")
        self.rule, self.tests, self.is_asked = rule, set(), False

    def _sole(self, said: Said) -> None:
        self._suppose(said)
        demand(self.thought_of.get(self.family) == [self.rule], "it is not the only rule to think of")

    def _made(self, said: Said) -> tuple[list[int] | None, list[int]]:
        demand(self.rule and not self.result, "there is no rule to be tested")
        x, y = self.example(said)
        return run(RULES[self.rule][1], x), y

    def _fits(self, said: Said) -> None:
        made, given = self._made(said)
        demand(made == numbers(said["output"]), f"it makes {made}")
        demand(made == given, f"{given} is given")
        self.tests.add(int(said["n"]))

    def _misfit(self, said: Said) -> None:
        made, given = self._made(said)
        demand(made == numbers(said["output"]), f"it makes {made}")
        demand(given == numbers(said["given"]), f"{given} is given")
        demand(made != given, "it fits")
        self.is_stuck = True

    def _undone(self, said: Said) -> None:
        made, _ = self._made(said)
        demand(made is None, f"it can be done and makes {made}")
        self.is_stuck = True

    def _leave(self) -> None:
        demand(self.is_stuck, "nothing has failed")
        self.reading.backtracks += 1
        self.failed.add(self.rule)
        self.rule, self.is_stuck = "", False

    def _back(self, said: Said) -> None:
        demand("family" not in said or KINDS[said["family"]] == self.family, "it is another kind that is looked at")
        demand(self.is_stuck and not self.fits(self.rule), "the rule is not ruled out")
        self._leave()
        self.is_asked = True
        demand(not self.tried_all(self.family), "no rule of this kind is left to try")

    def _aside(self, said: Said) -> None:
        demand(not self.is_stuck, "the rule is ruled out, not set aside")
        demand(False, "nothing has failed")

    def _back_start(self, said: Said) -> None:
        family = self.family
        self._leave()
        self.family, self.is_asked = "", True
        demand(self.tried_all(family), "there are rules of this kind to try")
        demand(not any(self.fits(row[1]) for row in FAMILIES[family][1]), "a rule of this kind fits")
        self.failed.add(family)

    def _aside_start(self, said: Said) -> None:
        family = self.family
        self._leave()
        self.family, self.is_asked = "", True
        demand(not self.tried_all(family), "no rule of this kind is left to try")

    def _apply(self, said: Said) -> None:
        demand(self.rule and not self.result, "there is no rule to apply")
        demand(self.fits(self.rule), "the rule does not fit every example")
        made = run(RULES[self.rule][1], self.last)
        demand(made == numbers(said["result"]), f"it makes {made}")
        self.result = said["result"]

    def _solved(self, said: Said) -> None:
        demand(self.result, "there is nothing to answer with")
        demand("result" not in said or numbers(said["result"]) == numbers(self.result), "another result was found")
        self.reading.answer, self.ended = str(numbers(self.result)), "solved"

    def _restate(self, said: Said) -> None:
        x, y = self.example(said)
        demand((x, y) == (numbers(said["given"]), numbers(said["output"])), f"it is {x} and {y}")

    def _compare(self, said: Said) -> None:
        x, y = self.example(said)
        told = [int(said[name]) for name in ("before", "after", "sum_before", "sum_after")]
        demand(told == [len(x), len(y), sum(x), sum(y)], f"it is {len(x)}, {len(y)}, {sum(x)}, {sum(y)}")

    def _gave_up(self, said: Said) -> None:
        demand(not self.result, "a rule has been found")
        self.ended = "gave up"

    def _unsolvable(self, said: Said) -> None:
        demand(self.is_stuck, "nothing has failed")
        self.failed.add(self.rule)
        demand(all(self.tried_all(family) for family in self.thought_of), "there are rules to try")
        demand(not any(self.fits(rule) for rule in RULES), "there is a rule that fits")
        self.ended = "unsolvable"


def plain(said: Said) -> Said:
    """What a short text names, in words."""
    words = {f"kind {family}": words for words, family in KINDS.items()}
    return {
        name: (words if name == "family" else SHORT if name == "rule" else {}).get(it, it) for name, it in said.items()
    }


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
                reader.read(kind, plain(said) if style == "symbolic" else said)
        except WrongError as wrong:
            faults.append(Fault(position, sentence, str(wrong)))
    if not reader.ended:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
