"""Texts about list functions, read by a plain reader that shares nothing with the library: every word is true."""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from list_functions import read
from list_functions_rules import FAMILIES, run

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.list_functions import RULES, ListFunctionsProblem

REMARKS = dict.fromkeys(("restate", "compare"), 0.2)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "depth": "any", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS}),
    ({"max_level": 1, "max_value": 999}, {"strategy": "detour", "backtracks": [0, 1, 3]}),
    ({"min_level": 3, "max_length": 12, "max_examples": 8}, {"strategy": "exhaustive", "backtracks": [0, 1, 3]}),
    ({}, {"strategy": "natural", "max_moves": 100, "keep_unsolved": True}),
]


settings = partial(texts_with, "list_functions", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(5, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(83, 30, style)) == []


def test_rules_do_what_their_words_say() -> None:
    chance = random.Random(5)
    mine = {code: (words, family, do) for family, (_, rows) in FAMILIES.items() for code, words, do in rows}
    assert mine.keys() == RULES.keys()
    for code, (words, family, do) in mine.items():
        rule = RULES[code]
        assert (words, family) == (rule.words, rule.family)
        for _ in range(30):
            low, high = chance.choice([(0, 99), (-20, 12), (0, 8)])
            x = [chance.randint(low, high) for _ in range(chance.randrange(9))]
            made = rule.run(tuple(x))
            assert run(do, x) == (None if made is None else list(made)), (code, x)


# --- the reader is no rubber stamp

PROBLEM: dict[str, Any] = {
    "inputs": [[16, 23, 57, 31], [98, 44, 17, 7], [65, 18, 38, 10, 37, 89], [85, 32, 42, 58, 17]],
    "outputs": [[16, 23, 31], [44, 17, 7], [18, 38, 10, 37], [32, 42, 17]],
    "last": [44, 40, 63, 87, 55, 11, 76, 97],
    "answer": [44, 40, 11],
}
PROSE = """\
Which rule could it be? Example 2 takes [98, 44, 17, 7] to [44, 17, 7].
I could try to keep some of the elements and then change them. Several rules would do that. Suppose that I drop the \
first element, then square each number. Input 1 becomes [529, 3249, 961], though [16, 23, 31] is wanted.
I leave this kind of rule for now and go back to the examples.
I could try to keep some of the elements. How exactly would that be done? It could be that I have to remove the \
largest number once. With input 1 it is [16, 23, 31], as in the example. For input 2 that makes [44, 17, 7], which \
is right. Input 3 does not agree: I get [65, 18, 38, 10, 37] instead of [18, 38, 10, 37].
That is wrong, then. One idea is to keep the numbers below 50. Input 1 turns into [16, 23, 31], and that agrees. \
Input 2 gives [44, 17, 7], as it should; input 3 gives [18, 38, 10, 37], right again. Input 4 gives [32, 42, 17], \
as it should.
That holds for every example. By the same rule the last input becomes [44, 40, 11], which is the answer."""
REFLECTIVE = """\
Okay, so which rule is behind this? Example 1: length 4 before and 3 after. The sums? They are 127 and 70.
Maybe I have to keep some of the elements, though there is more than one way to do that. Let me think. What happens \
if I take the first 3 elements? Hmm, input 1 gives [16, 23, 57], but it should be [16, 23, 31].
Okay, so that one is ruled out. I wonder what I get if I keep the numbers below 50; then input 1 would become \
[16, 23, 31], and so it should. Input 2 becomes [44, 17, 7], which is what I need; input 3 becomes [18, 38, 10, 37], \
fine. With input 4 I get [32, 42, 17], as in the example.
Yes, every example comes out right. So for the last input I get [44, 40, 11], and that's my answer."""
SYMBOLIC = """\
find the rule
try: kind keep, which?
try: take 3
1 -> [16 23 57], not [16 23 31]
refuted, back to kind keep
try: keep <50
1 -> [16 23 31] ok
2 -> [44 17 7] ok
3 -> [18 38 10 37] ok
4 -> [32 42 17] ok
last -> [44 40 11], solved"""
MARKED = PROSE.replace("I leave this", "<backtrack> I leave this").replace("That is wrong", "<backtrack> That is wrong")
RIGHT = {"prose": (PROSE, 2), "reflective": (REFLECTIVE, 1), "symbolic": (SYMBOLIC, 1), "marked": (MARKED, 2)}

FALSE = [
    ("prose", "Example 2 takes", "Example 1 takes"),
    ("prose", "to [44, 17, 7].", "to [44, 17]."),
    ("prose", "square each number", "double each number"),
    ("prose", "drop the first element, then square each number", "drop the first element"),
    ("prose", "[529, 3249, 961]", "[529, 3249, 960]"),
    ("prose", "though [16, 23, 31] is", "though [16, 23, 57] is"),
    ("prose", "I leave this kind of rule for now and go back to the examples.", "So that is not the rule."),
    (
        "prose",
        "I leave this kind of rule for now and go back to the examples.",
        "So none of the rules of this kind that I know works, and I go back to the examples.",
    ),
    ("prose", "largest number once", "smallest number once"),
    ("prose", "Input 3 does not agree", "Input 2 does not agree"),
    ("prose", "That is wrong, then.", "Let me set that one aside."),
    ("prose", "That is wrong, then.", "It is not that: back to the question of how to pick one element."),
    ("prose", "below 50", "above 50"),
    ("prose", "below 50", "below 20"),
    ("prose", "Input 4 gives [32, 42, 17]", "Input 5 gives [32, 42, 17]"),
    ("prose", "Input 4 gives [32, 42, 17], as it should", "With input 4 there is no way to do that"),
    ("prose", "becomes [44, 40, 11]", "becomes [44, 40, 63]"),
    ("prose", "By the same rule the last input becomes [44, 40, 11], which is the answer.", "The end."),
    ("reflective", "length 4 before", "length 5 before"),
    ("reflective", "They are 127 and 70", "They are 127 and 71"),
    ("reflective", "take the first 3 elements", "take the last 3 elements"),
    ("reflective", "Okay, so that one is ruled out.", "Wait, let me hold off on that one."),
    ("reflective", "keep the numbers below 50", "take the first 3 elements"),
    ("reflective", "[18, 38, 10, 37]", "[18, 38, 37, 10]"),
    (
        "reflective",
        "Maybe I have to keep some of the elements, though there is more than one way to do that.",
        "From the first example, I'd say that I have to keep some of the elements, but I'm not sure how exactly.",
    ),
    ("symbolic", "try: kind keep", "try: kind order"),
    ("symbolic", "try: take 3", "try: reverse"),
    ("symbolic", "try: take 3", "only: take 3"),
    ("symbolic", "refuted, back to kind keep", "refuted, back to start"),
    ("symbolic", "refuted, back to kind keep", "no rule fits"),
    ("symbolic", "3 -> [18 38 10 37] ok", "3 -> none"),
    ("symbolic", "last -> [44 40 11]", "last -> [44 40 12]"),
    ("marked", "<backtrack> I leave", "I leave"),
    ("marked", "One idea is", "<backtrack> One idea is"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    text, backtracks = RIGHT[style]
    found = read(PROBLEM, text, style)
    assert (found.faults, found.backtracks) == ([], backtracks)
    assert tracekit.certify(tracekit.get_task("list_functions"), ListFunctionsProblem(**PROBLEM), text).ok


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    begins = text.rfind("\n", 0, place) + 1
    # In the line that was changed: its sentence, or one that is told of the rule that was put there.
    assert begins <= first.position <= place + len(new) + 100
    task = tracekit.get_task("list_functions")
    assert not tracekit.certify(task, ListFunctionsProblem(**PROBLEM), text, style=style).ok


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(1, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(30):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 100
    assert agreed[True] > 2
