"""Self-reference texts, read by a plain reader that shares nothing with the library, and takes every word literally."""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from self_reference import read

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.self_reference import SelfReferenceProblem

REMARKS = {"restate": 0.2, "tally": 0.3}
LEVELS = [0, 1, 2, 3, 4]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS}),
    ({"max_solutions": 0}, {"strategy": "detour", "depth": "any", "backtracks": [5, 8], "remarks": REMARKS}),
    ({"min_statements": 5, "order": "down"}, {"strategy": "detour", "backtracks": [0, 1, 2], "remarks": REMARKS}),
    ({"min_statements": 9, "max_statements": 9, "max_solutions": 0}, {"strategy": "exhaustive", "backtracks": [0, 10]}),
    ({"max_statements": 9, "order": "down"}, {"strategy": "natural", "ordering": "plausible", "remarks": REMARKS}),
    ({}, {"strategy": "natural", "max_moves": 25, "keep_unsolved": True}),
]


settings = partial(texts_with, "self_reference", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(6, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(96, 30, style)) == []


# --- the reader is no rubber stamp

PROBLEM = {"statements": ["true>=1", "false<=3", "true odd", "true>=5", "#1 and #3"]}
LIBRARY = SelfReferenceProblem(statements=("true>=1", "false<=3", "true odd", "true>=5", "#1 and #3"))
PROSE = """\
How many are true decides which are, so I test the numbers in turn. I start with 0 true and 5 false. Suppose it is so: \
1 (at least 1 true) fails, 2 (at most 3 false) fails, 3 (an odd number true) fails, 4 (at least 5 true) fails and \
5 (both 1 and 3) fails. That is 0 true, as supposed: solution 1.
Next, 1 true and 4 false, which has to be worked out. Then 1 (at least 1 true) is true, 2 (at most 3 false) is \
false, 3 (an odd number true) is true, 4 (at least 5 true) is false and 5 (both 1 and 3) is true, so 3 true, where I \
supposed 1. That cannot be. Back to 1 true and 4 false, which is out: statements 1 (at least 1 true) and 3 (an odd \
number true) would be true, one too many.
Could it be 2 true and 3 false? Let me see. I get 1 (at least 1 true) as true, 2 (at most 3 false) as true, 3 (an odd \
number true) as false, 4 (at least 5 true) as false and 5 (both 1 and 3) as false: 2 true. It is as supposed, so this \
is solution 2. To keep count: 3 done, 2 fitting.
Now 3 true and 2 false: no, statements 1 (at least 1 true), 2 (at most 3 false), 3 (an odd number true) and \
5 (both 1 and 3) would be true, one too many.
Take 4 true and 1 false. It is out, for statements 3 (an odd number true) and 4 (at least 5 true) would be false: one \
too many. I bear in mind statement 2 (at most 3 false).
Say 5 true and 0 false, which I work out: 1 (at least 1 true) true, 2 (at most 3 false) true, 3 (an odd number true) \
true, 4 (at least 5 true) true and 5 (both 1 and 3) true. So the false ones number 0, so it fits: solution 3.
That was the last number. Solutions found: 3."""
REFLECTIVE = """\
Hmm, these talk about each other. Let me go number by number, and begin with 5 true and 0 false, so let me go \
statement by statement. Okay, so 1 (at least 1 true) is true, 2 (at most 3 false) is true, 3 (an odd number true) is \
true, 4 (at least 5 true) is true and 5 (both 1 and 3) is true. So that's 0 false, and yes, that's what I assumed. \
Solution 1!
What if it's 4 true and 1 false? Actually, statements 3 (an odd number true) and 4 (at least 5 true) would be \
false, which is one too many, so this is out. So far I've done 2, and I've found 1 that fit.
Next up, 3 true and 2 false, which I'd like to work out in full: 1 (at least 1 true) holds, 2 (at most 3 false) \
holds, 3 (an odd number true) holds, 4 (at least 5 true) fails and 5 (both 1 and 3) holds, so that's 4 true. Wait, I \
assumed 3 true, and 4 isn't 3. Wait, then the assumption fails. Back to 3 true. But look, statements 1 (at least 1 \
true), 2 (at most 3 false), 3 (an odd number true) and 5 (both 1 and 3) would be true, and this is one more than \
allowed.
Okay, now 2 true and 3 false. Let's say that's the case. I'd have 1 (at least 1 true) as true, 2 (at most 3 false) as \
true, 3 (an odd number true) as false, 4 (at least 5 true) as false and 5 (both 1 and 3) as false. How many are true \
now? I count 2. Yes, that's what I assumed! So this is solution 2.
Moving on to 1 true and 4 false, but wait, statements 1 (at least 1 true) and 5 (both 1 and 3) would be true, and \
that's one too many.
Hmm, could it be 0 true and 5 false? Hmm, let me just assume it and see. Let me see, 1 (at least 1 true) fails, \
2 (at most 3 false) fails, 3 (an odd number true) fails, 4 (at least 5 true) fails and 5 (both 1 and 3) fails, which \
comes to 0 true, which matches, so here's solution 3.
So I've been through all the numbers, and the answer is 3."""
SYMBOLIC = """\
T=0 F=5
try: #1 T>=1 no, #2 F<=3 no, #3 T odd no, #4 T>=5 no, #5 1 and 3 no; T=0, fits 1
T=1 F=4, out: true #1 T>=1, #3 T odd
T=2 F=3
try: #1 T>=1 yes, #2 F<=3 yes, #3 T odd no, #4 T>=5 no, #5 1 and 3 no; F=3, fits 2
recall #4 T>=5
T=3 F=2, out: true #1 T>=1, #2 F<=3, #3 T odd, #5 1 and 3
T=4 F=1
try: #1 T>=1 yes, #2 F<=3 yes, #3 T odd no, #4 T>=5 no, #5 1 and 3 no; F=3 != 1
refuted, back to 4, out: false #3 T odd, #5 1 and 3
done 5, fit 2
T=5 F=0
try: #1 T>=1 yes, #2 F<=3 yes, #3 T odd yes, #4 T>=5 yes, #5 1 and 3 yes; F=0, fits 3
solved: 3"""
MARKED = PROSE.replace("That cannot be.", "<backtrack> That cannot be.").replace("That\ncannot", "<backtrack> That")
RIGHT = {"prose": PROSE, "reflective": REFLECTIVE, "symbolic": SYMBOLIC, "marked": MARKED}

FALSE = [
    ("prose", "4 (at least 5 true) fails and 5", "4 (at least 5 true) holds and 5"),
    ("prose", "2 (at most 3 false) fails, 3", "2 (at most 4 false) fails, 3"),
    ("prose", "That is 0 true, as supposed", "That is 1 true, as supposed"),
    ("prose", "solution 1.", "solution 2."),
    ("prose", "Next, 1 true and 4 false", "Next, 1 true and 3 false"),
    ("prose", "so 3 true, where I supposed 1.", "so 2 true, where I supposed 1."),
    ("prose", "so 3 true, where I supposed 1.", "so 3 true, where I supposed 2."),
    ("prose", "so 3 true, where I supposed 1.", "so 3 true."),
    ("prose", "Back to 1 true and 4 false", "Back to 0 true and 5 false"),
    ("prose", "That cannot be. Back to", "I put that on hold. Back to"),
    (
        "prose",
        "1 (at least 1 true) and 3 (an odd number true) would",
        "1 (at least 1 true) and 2 (at most 3 false) would",
    ),
    ("prose", "statements 1 (at least 1 true) and 3 (an odd number true) would", "statement 1 (at least 1 true) would"),
    ("prose", "3 done, 2 fitting", "3 done, 1 fitting"),
    ("prose", "3 done, 2 fitting", "2 done, 2 fitting"),
    ("prose", ", 3 (an odd number true) and 5 (both 1 and 3) would", " and 3 (an odd number true) would"),
    ("prose", "would be false: one", "would be true: one"),
    ("prose", "statement 2 (at most 3 false).", "statement 2 (at most 3 true)."),
    ("prose", "statement 2 (at most 3 false).", "statement 3 (at most 3 false)."),
    ("prose", "the false ones number 0,", "the true ones number 0,"),
    ("prose", "Solutions found: 3.", "Solutions found: 2."),
    ("prose", "That was the last number. Solutions found: 3.", "Every way has been tried and has failed."),
    ("prose", "That was the last number. Solutions found: 3.", "All numbers are done."),
    ("reflective", "I've found 1 that fit", "I've found 2 that fit"),
    ("reflective", "which is one too many, so this is out", "which is two too many, so this is out"),
    ("reflective", "and 4 isn't 3.", "and 5 isn't 3."),
    ("reflective", "Back to 3 true.", "Back to 4 true."),
    ("reflective", "I count 2.", "I count 3."),
    ("reflective", "here's solution 3.", "here's solution 4."),
    ("symbolic", "recall #4 T>=5", "recall #4 T<=5"),
    ("symbolic", "F=3 != 1", "F=2 != 1"),
    ("symbolic", "F=3, fits 2", "F=2, fits 2"),
    ("symbolic", "refuted, back to 4", "aside, back to 4"),
    ("symbolic", "done 5, fit 2", "done 4, fit 2"),
    ("marked", "<backtrack> That", "That"),
    ("marked", "It is out", "<backtrack> It is out"),
]


def is_certified(text: str, style: str) -> bool:
    order = "down" if style == "reflective" else "up"
    return tracekit.certify(tracekit.get_task("self_reference", order=order), LIBRARY, text, style=style).ok


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    found = read(PROBLEM, RIGHT[style], style)
    assert (found.faults, found.backtracks, found.answer) == ([], 1, "3")
    assert is_certified(RIGHT[style], style)


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    begins = max(text.rfind(mark, 0, place) for mark in (". ", "? ", "! ", "\n")) + 1
    # The sentence that was changed, or one of those that took its place.
    assert begins <= first.position + len(first.sentence)
    assert first.position <= place + len(new) + 1
    assert not is_certified(text, style)


@pytest.mark.parametrize("style", STYLES)
def test_one_may_give_up_before_the_end_only(style: str) -> None:
    gave_up = {"reflective": "At this point I stop, before I've tested every number.", "symbolic": "gave up"}
    last = gave_up.get(style, "I end the search here, before all numbers are done.")
    lines = RIGHT[style].splitlines()
    assert not read(PROBLEM, "\n".join([*lines[:-2], last]), style).faults
    assert bool(read(PROBLEM, "\n".join([*lines[:-1], last]), style).faults) == (style != "symbolic")


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(2, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(25):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 100
    assert agreed[True] > 2
