"""Countdown texts, read by a plain reader that shares nothing with the library: every word is true, taken literally."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from countdown import read

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks import CountdownProblem

REMARKS = dict.fromkeys(("check", "restate", "list", "compare", "backward", "subgoal"), 0.2)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS}),
    ({}, {"strategy": "detour", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS, "remarks": REMARKS}),
    ({"use_all": False}, {"strategy": "exhaustive", "backtracks": [0, 1, 3]}),
    ({"operators": "+-*", "max_numbers": 5}, {"strategy": "detour", "backtracks": [0, 1, 3], "remarks": REMARKS}),
    (
        {"arithmetic": "fractions", "max_numbers": 4, "max_value": 12},
        {"strategy": "detour", "backtracks": [0, 1, 3], "remarks": REMARKS},
    ),
    ({"max_numbers": 4}, {"strategy": "natural", "max_moves": 300, "keep_unsolved": True}),
    ({"max_numbers": 4, "use_all": False}, {"strategy": "best_first", "max_moves": 100, "keep_unsolved": True}),
]


settings = partial(texts_with, "countdown", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(4, 21, style), with_parameters=True) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(64, 30, style), with_parameters=True) == []


@pytest.mark.parametrize("style", STYLES)
def test_what_is_said_to_have_no_solution_has_none(style: str) -> None:
    task, problem = tracekit.get_task("countdown"), CountdownProblem(numbers=(8, 3, 3), target=100)
    text = tracekit.render(tracekit.solve(task, problem, strategy="natural"), style).text
    rules = json.loads(task.model_dump_json())
    found = read({"numbers": [8, 3, 3], "target": 100}, text, style, rules)
    assert found.faults == []
    assert read({"numbers": [8, 3, 3], "target": 33}, text.replace("100", "33"), style, rules).faults


def test_nothing_divided_is_a_step() -> None:
    rules = {**RULES, "use_all": False}
    task, problem = tracekit.get_task("countdown", use_all=False), {"numbers": [5, 5, 7, 3], "target": 10}
    text = "have 7 5 5 3\n5 - 5 = 0, left 7 3 0\n0 / 7 = 0, left 3 0\n3 + 0 = 3 != 10\naside, back to 7 5 5 3\n"
    for last, is_true in (("5 + 5 = 10, solved: 5 + 5", True), ("0 / 5 = 0, left 7 5 3", False)):
        whole = f"{text}{last}"
        assert (not read(problem, whole, "symbolic", rules).faults) == is_true
        assert tracekit.certify(task, CountdownProblem(**problem), whole).ok == is_true


# --- the reader is no rubber stamp

PROBLEM = {"numbers": [5, 7, 2], "target": 37}
RULES = {"operators": "+-*/", "use_all": True, "arithmetic": "integers"}
PROSE = """\
I have 7, 5 and 2. With 7 and 2 I could make 9, 5 and 14. Try 5 - 2 = 3, leaving 7 and 3. Say 7 * 3 = 21. That is 21, \
not 37.
I set this line aside and return to 7, 5 and 2. Taking 7 + 5 would make 12, 25 below 37. What about 7 * 5 = 35? \
That leaves 35 and 2. So far: 7 * 5 = 35. Check: 35 / 5 = 7, so 7 * 5 is 35. Next, 35 - 2 = 33, but I need 37.
That cannot work, so back to 35 and 2. 35 + 2 = 37. That is the target. The answer is 7 * 5 + 2."""
REFLECTIVE = """\
Okay, so I have the numbers 7, 5 and 2. If I could only get 35, then 35 + 2 = 37. What do 5 and 2 offer? I see 7, 3 \
and 10. Hmm, 5 - 2 = 3, so I'd have 7 and 3. Did I get 5 - 2 = 3 right? 3 + 2 = 5, so I did. Maybe I can do \
7 + 3 = 10, hmm, and that's not 37.
I haven't ruled this out, but I'd rather start again from 7, 5 and 2. I could aim for 35 using 7 and 5, because \
35 + 2 = 37. How is it done? Hmm, 7 * 5 = 35, and that leaves 35 and 2. Perhaps 35 * 2 = 70 is worth a try. Hmm, that \
gives 70, and I need 37.
Hmm, that line leads nowhere. Back to 35 and 2. What if I take 35 + 2 = 37? Yes, that's the target! So the answer is \
2 + 5 * 7.""".replace("How is it done? ", "")
SYMBOLIC = """\
have 7 5 2
5 - 2 = 3, left 7 3
perhaps 7 - 3 = 4, < 37 by 33
7 + 3 = 10 != 37
aside, back to 7 5 2
need 35: 35 + 2 = 37
aim 35 of 7 5: 35 + 2 = 37
7 * 5 = 35, left 35 2
check 7 * 5 = 35: 35 / 5 = 7
35 - 2 = 33 != 37
refuted, back to 35 2
so far 7 * 5 = 35
35 + 2 = 37, solved: 7 * 5 + 2"""
MARKED = PROSE.replace("I set this", "<backtrack> I set this").replace("That cannot", "<backtrack> That cannot")
RIGHT = {"prose": PROSE, "reflective": REFLECTIVE, "symbolic": SYMBOLIC, "marked": MARKED}

FALSE = [
    ("prose", "I have 7, 5 and 2.", "I have 7, 5 and 3."),
    ("prose", "make 9, 5 and 14.", "make 9 and 14."),
    ("prose", "5 - 2 = 3, leaving", "5 - 2 = 4, leaving"),
    ("prose", "leaving 7 and 3.", "leaving 7 and 2."),
    ("prose", "Say 7 * 3 = 21.", "Say 7 * 2 = 14."),
    ("prose", "That is 21, not 37.", "That is 12, not 37."),
    ("prose", "That is 21, not 37.", "That is 21, not 36."),
    ("prose", "I set this line aside and return to 7, 5 and 2.", "That cannot work, so back to 7, 5 and 2."),
    ("prose", "I set this line aside and return to 7, 5 and 2.", "I put this on hold. Back to 7, 5 and 2."),
    ("prose", "12, 25 below 37.", "12, 25 above 37."),
    ("prose", "12, 25 below 37.", "12, 24 below 37."),
    ("prose", "So far: 7 * 5 = 35.", "So far: 5 - 2 = 3 and 7 * 5 = 35."),
    ("prose", "35 / 5 = 7, so 7 * 5 is 35.", "35 - 5 = 30, so 7 * 5 is 35."),
    ("prose", "35 / 5 = 7, so 7 * 5 is 35.", "21 / 3 = 7, so 7 * 3 is 21."),
    ("prose", "That cannot work, so back to 35 and 2.", "I set this line aside and return to 35 and 2."),
    ("prose", "That cannot work, so back to 35 and 2.", "That cannot work, so back to 35 and 3."),
    ("prose", "That cannot work, so back to 35 and 2.", "That cannot work, so back to 7, 5 and 2."),
    ("prose", " 35 + 2 = 37. That is the target.", " 35 * 2 = 70. That is the target."),
    ("prose", " 35 + 2 = 37.", " 35 / 2 = 35/2."),
    ("prose", "7 * 5 + 2.", "7 * (5 + 2)."),
    ("prose", "7 * 5 + 2.", "7 * 5 + 1 + 1."),
    ("prose", "7 * 5 + 2.", "37."),
    ("prose", "That is the target. The answer is 7 * 5 + 2.", "So there is no solution."),
    ("prose", "That is the target. The answer is 7 * 5 + 2.", "Here I give up; I have no answer."),
    ("prose", "That is the target. The answer is 7 * 5 + 2.", "That is the target."),
    ("prose", "That is the target.", "That is what I was after."),
    ("reflective", "get 35, then", "get 36, then"),
    ("reflective", "I see 7, 3 and 10.", "I see 7 and 10."),
    ("reflective", "3 + 2 = 5, so I did.", "3 + 2 = 6, so I did."),
    ("reflective", "I haven't ruled this out, but I'd rather start again from", "So this fails. I have to return to"),
    ("reflective", "aim for 35 using 7 and 5, because", "aim for 35 using 7 and 2, because"),
    ("reflective", "Hmm, that line leads nowhere. Back to", "Wait, let me not stay on this line. Back to"),
    ("reflective", "Did I get 5 - 2 = 3 right? 3 + 2 = 5, so I did.", "Did I get 5 - 2 = 3 right?"),
    ("reflective", "2 + 5 * 7.", "2 + 5 * 6."),
    ("symbolic", "need 35: 35 + 2 = 37", "need 39: 39 + 2 = 37"),
    ("symbolic", "aim 35 of 7 5: 35 + 2 = 37", "aim 30 of 7 5: 30 + 7 = 37"),
    ("symbolic", "33 != 37", "33 != 33"),
    ("symbolic", "refuted, back to 35 2", "refuted, back to 7 5 2"),
    ("symbolic", "< 37 by 33", "> 37 by 33"),
    ("symbolic", "so far 7 * 5 = 35", "so far 35 - 2 = 33"),
    ("marked", "<backtrack> I set this", "I set this"),
    ("marked", "What about", "<backtrack> What about"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    found = read(PROBLEM, RIGHT[style], style, RULES)
    assert (found.faults, found.backtracks) == ([], 2)
    assert tracekit.certify(tracekit.get_task("countdown"), CountdownProblem(**PROBLEM), RIGHT[style]).ok


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style, RULES).faults[0]
    begins = max(text.rfind(mark, 0, place) for mark in (". ", "? ", "! ", "\n")) + 1
    # The sentence that was changed, or one of those that took its place.
    assert begins <= first.position <= place + len(new) + 1
    assert not tracekit.certify(tracekit.get_task("countdown"), CountdownProblem(**PROBLEM), text, style=style).ok


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(1, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(25):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style, text.parameters).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 100
    assert agreed[True] > 2
