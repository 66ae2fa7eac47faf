"""Sudoku texts, read by a plain reader that shares nothing with the library: every word is true, taken literally."""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from sudoku import read

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks import SudokuProblem

REMARKS = dict.fromkeys(("check", "restate", "list"), 0.05)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "depth": "any", "backtracks": LEVELS, "remarks": REMARKS}),
    ({"cell_order": "boxes", "min_empty": 45}, {"strategy": "detour", "backtracks": [0, 1, 2]}),
    ({"cell_order": "fewest", "min_empty": 48}, {"strategy": "exhaustive", "backtracks": [0, 1]}),
    ({"deduction": "naked", "min_empty": 48}, {"strategy": "detour", "backtracks": [0, 1], "remarks": REMARKS}),
    ({"deduction": "hidden", "min_empty": 50}, {"strategy": "natural", "keep_unsolved": True, "remarks": REMARKS}),
    ({}, {"strategy": "natural", "max_moves": 200, "keep_unsolved": True}),
    ({}, {"strategy": "best_first", "max_moves": 150, "keep_unsolved": True}),
]


settings = partial(texts_with, "sudoku", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(3, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(64, 30, style)) == []


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(1, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(15):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 60
    assert agreed[True] > 2


# --- lines that are left open and taken up again

TASK = tracekit.get_task("sudoku", size=4, min_empty=8, max_empty=12)
PROBLEM = {"puzzle": "3000000200002100"}
PROSE = """\
First, r1c2 could be 2 or 4. Let me try 2.
r1c3 can be 1 or 4.
I leave this open and go back to r1c2, with 4 to try. Say r1c2 is 4. r1c3 can only be 1. Now nothing fits r1c4: its \
row has 1, 3 and 4, its column adds 2 and its box adds nothing.
That leads to a contradiction, so I go over to r1c2 = 2, where I can still try 1 or 4 in r1c3. I put 1 in r1c3. r1c4 \
can only be 4.
r2c1 can be 1 or 4. I put 4 in r2c1. Then r2c2 is stuck, as its row has 2 and 4, its column adds 1 and its box adds 3.
This fails, and I go back to r2c1, which has only 1 left to try, so I try it. In r2c2 just 4 is possible. I end here \
with blanks left."""
REFLECTIVE = """\
First, r1c2. Its row, column and box leave 2 and 4. Maybe 2?
Now r1c3 leaves me with 1 and 4.
Hmm, before I decide here, let me return to r1c2, where I can still try 4. What if r1c2 is 4? So r1c3 can only be 1. \
Hmm, what goes in r1c4? The row has 1, 3 and 4, the column adds 2, the box adds nothing, so nothing.
Wait, so that fails. I go over to r1c2 = 2, where I can still try 1 or 4 in r1c3. Let's say it's 4, and then r1c4 can \
only be 1.
Hmm, r2c1 can be 1 or 4.
Hmm, before I decide here, let me return to r1c3, where I can still try 1. Maybe 1? So r1c4 can only be 4.
Now r2c1 could be 1 or 4.
Wait, maybe I should look at r1c2 = 2 and r1c3 = 4 again first, where I haven't tried 1 and 4 in r2c1. Maybe 1? At \
this point I stop, with the grid not finished."""
SYMBOLIC = """\
r1c2 in 2 4, try 2
r1c3 in 1 4
switch to r1c2 in 4, try 4
r1c3 only 1
r1c4 stuck: row has 1 3 4, column adds 2, box adds -
refuted, over to r1c3 in 1 4 of r1c2 = 2, try 1
r1c4 only 4
r2c1 in 1 4
gave up"""
RIGHT = {"prose": (PROSE, 2), "reflective": (REFLECTIVE, 1), "symbolic": (SYMBOLIC, 1)}
FALSE = [
    ("prose", "I leave this open and go back to r1c2, with 4", "I leave this open and go back to r1c2, with 3 and 4"),
    ("prose", "I leave this open and go back to r1c2", "That does not work. Back to r1c2"),
    ("prose", "That leads to a contradiction, so I go over to", "Rather than stay on this line, I go over to"),
    ("prose", "over to r1c2 = 2, where", "over to r1c2 = 4, where"),
    ("prose", "over to r1c2 = 2, where", "over to r1c1 = 2, where"),
    ("prose", "try 1 or 4 in r1c3", "try 1 in r1c3"),
    ("prose", "try 1 or 4 in r1c3", "try 1 or 4 in r1c4"),
    ("prose", "In r2c2 just 4", "In r2c2 just 1"),
    ("prose", "I end here with blanks left.", "The grid is full now."),
    ("reflective", "Wait, so that fails. I go", "Wait, maybe I should leave this and go"),
    ("reflective", "r1c2 = 2 and r1c3 = 4 again", "r1c2 = 2 and r1c3 = 1 again"),
    ("reflective", "haven't tried 1 and 4 in r2c1", "haven't tried 4 in r2c1"),
    ("reflective", "try 1. Maybe 1? So", "try 1. Maybe 4? So"),
    ("symbolic", "switch to r1c2 in 4, try 4", "switch to r1c2 in 4, try 3"),
    ("symbolic", "refuted, over to r1c3", "aside, over to r1c3"),
    ("symbolic", "refuted, over to r1c3", "switch to r1c3"),
]


@pytest.mark.parametrize("style", RIGHT)
def test_lines_taken_up_again_are_found_true(style: str) -> None:
    text, n_backtracks = RIGHT[style]
    found = read(PROBLEM, text, style)
    assert (found.faults, found.backtracks) == ([], n_backtracks)
    certificate = tracekit.certify(TASK, SudokuProblem(**PROBLEM), text)
    assert certificate.ok, certificate.error


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_of_lines_is_found(style: str, old: str, new: str) -> None:
    right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    assert first.position <= place + len(new)
    assert first.position + len(first.sentence) >= place
    assert not tracekit.certify(TASK, SudokuProblem(**PROBLEM), text, style=style).ok
