"""Small Sudoku texts, read by a plain reader that shares nothing with the library: every word is true, taken literally.

The words are those of all sizes: what is false here by hand is false in a large one too.
"""

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

REMARKS = dict.fromkeys(("check", "restate", "list"), 0.1)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS, "remarks": REMARKS}),
    ({"size": 4, "min_empty": 10, "max_empty": 12}, {"strategy": "detour", "backtracks": [0, 1, 2]}),
    ({"cell_order": "boxes"}, {"strategy": "exhaustive", "backtracks": [0, 1, 2], "remarks": REMARKS}),
    ({"deduction": "hidden"}, {"strategy": "natural", "keep_unsolved": True, "remarks": REMARKS}),
    ({}, {"strategy": "natural", "max_moves": 200, "keep_unsolved": True}),
    ({}, {"strategy": "best_first", "max_moves": 150, "keep_unsolved": True, "remarks": REMARKS}),
]


settings = partial(texts_with, "mini_sudoku", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(4, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(64, 30, style)) == []


@pytest.mark.parametrize("style", STYLES)
def test_what_is_said_to_have_no_solution_has_none(style: str) -> None:
    task = tracekit.get_task("mini_sudoku", size=4)
    problem = SudokuProblem(puzzle="4030000200000021")
    text = tracekit.render(tracekit.solve(task, problem, strategy="natural"), style).text
    assert read(problem.model_dump(), text, style).faults == []
    assert read({"puzzle": "4000000200000021"}, text, style).faults


# --- the reader is no rubber stamp

PROBLEM = {"puzzle": "4000000200000021"}
PROSE = """\
I start with r1c2, which can be 1, 2 or 3. I put 2 in r1c2. As it stands, column 2 is 2 . . ., with a point for each \
blank.
For r1c3 there are 1 and 3. What about 3? No digit is left for r1c4: the row shows 2, 3 and 4, the column adds 1 and \
the box adds nothing.
That leads to a contradiction. I return to r1c3 with only 1 to try, so I try it, with only 3 open in r1c4.
Open in r2c1 are 1 and 3; say it is 1. The candidates of r3c1 are 2 and 3. r2c2 has no candidate but 3. Check: 3 in \
r2c2 is new to its row, its column and its box. In its row, r2c3 is the only place for 4.
r3c2 can be 1 or 4. Say r3c2 is 4. r3c3 has no candidate but 3. In r3c1 just 2 is possible. Now nothing fits r3c4: its \
row has 2, 3 and 4, its column adds 1 and its box adds nothing.
That does not work. Back to r3c2, where there is still 1 to try. I try 1, and then only 3 fits r3c3, and only 4 fits \
r3c4. In r3c1 just 2 is possible. In r4c1 just 3 is possible, and only 4 fits r4c2. That completes the grid."""
REFLECTIVE = """\
Okay, let me start with r1c2, which can be 1, 2 or 3. Let me try 2.
What about r2c1? Its candidates are 1 and 3; maybe 3? And in r3c1 there would be 1 or 2. And r2c2? Only 1 works there. \
Oh, within its row, only r2c3 can hold 4. Now r1c4 has just 3 left. I also note that 3 and 4 are possible in r3c2.
Okay, r3c1. I see 1 and 2 as candidates. Let me assume 1 and see where it leads. Hmm, what goes in r4c1? The row has 1 \
and 2, the column adds 3 and 4, the box adds nothing, so nothing.
There may be more to this, but I'd rather return to r1c2, with 1 and 3 still to try. What if r1c2 is 3? Hmm, what goes \
in r1c4? The row has 3 and 4, the column adds 1 and 2, the box adds nothing, so nothing.
Right, that's ruled out. Back in r1c2 there's still 1 to try. Maybe 1? Let me double-check 1 in r1c2: no other 1 in \
its row, column or box. I can't go on like this, so I end here without having filled the grid."""
SYMBOLIC = """\
r1c2 in 1 2 3, try 2
r1c3 in 1 3, try 3
r1c4 stuck: row has 2 3 4, column adds 1, box adds -
refuted, back to r1c3 left 1, try 1
r1c4 only 3
row 1: 4 2 1 3
r2c1 in 1 3, try 3
r2c2 only 1
check r2c2 = 1: new
r2c3 only place for 4 in row
r3c1 in 1 2, try 2
r3c2 in 3 4, try 3
r3c3 stuck: row has 2 3, column adds 1 4, box adds -
refuted, back to r3c2 left 4, try 4
r4c2 open 3
r3c3 only 3
r3c4 stuck: row has 2 3 4, column adds 1, box adds -
refuted, back to r3c1 left 1, try 1
gave up"""
MARKED = PROSE.replace("That leads", "<backtrack> That leads").replace("That does", "<backtrack> That does")
RIGHT = {"prose": (PROSE, 2), "reflective": (REFLECTIVE, 2), "symbolic": (SYMBOLIC, 3), "marked": (MARKED, 2)}

FALSE = [
    ("prose", "which can be 1, 2 or 3.", "which can be 1 or 2."),
    ("prose", "which can be 1, 2 or 3.", "which can be 1, 2, 3 or 4."),
    ("prose", "I put 2 in r1c2.", "I put 4 in r1c2."),
    ("prose", "I put 2 in r1c2.", "I put 1 in r1c3."),
    ("prose", "is 2 . . ., with", "is 2 . . 2, with"),
    ("prose", "the row shows 2, 3 and 4", "the row shows 2 and 3"),
    ("prose", "and the box adds nothing.", "and the box adds 2."),
    ("prose", "No digit is left for r1c4", "No digit is left for r1c2"),
    ("prose", "That leads to a contradiction. I return to r1c3", "I drop this for the moment. Back to r1c3"),
    ("prose", "with only 1 to try, so I try it", "with 1 and 3 to try, and I take 1"),
    (
        "prose",
        "return to r1c3 with only 1 to try, so I try it",
        "return to r1c2 with 1 and 3 to try; I try 1",
    ),
    ("prose", "with only 3 open in r1c4", "with only 1 open in r1c4"),
    ("prose", "The candidates of r3c1 are 2 and 3.", "The candidates of r3c1 are 1, 2 and 3."),
    ("prose", "r2c2 has no candidate but 3.", "r2c2 has no candidate but 1."),
    ("prose", "Check: 3 in", "Check: 1 in"),
    ("prose", "In its row, r2c3 is the only place", "In its box, r2c2 is the only place"),
    ("prose", "r3c3 has no candidate but 3.", "r3c3 has no candidate but 1."),
    (
        "prose",
        "Back to r3c2, where there is still 1 to",
        "Back to r3c2, where there is still 3 to",
    ),
    ("prose", "That completes the grid.", "I end here with blanks left."),
    ("prose", ", and only 4 fits r4c2. That completes", ". That completes"),
    ("prose", "That completes the grid.", "So the grid has no solution."),
    ("prose", " That completes the grid.", ""),
    ("prose", " That completes the grid.", " That is all."),
    ("reflective", "And in r3c1 there would be 1 or 2.", "And in r3c1 there would be 1, 2 or 3."),
    ("reflective", "And r2c2? Only 1 works there.", "And r2c2? Only 3 works there."),
    ("reflective", "Oh, within its row, only r2c3", "Oh, within its row, only r1c3"),
    ("reflective", "possible in r3c2.", "possible in r3c4."),
    ("reflective", "The row has 1 and 2,", "The row has 1, 2 and 3,"),
    ("reflective", "There may be more to this, but I'd rather return to", "So I was wrong there. Let me go back to"),
    ("reflective", "with 1 and 3 still", "with 1, 3 and 4 still"),
    ("reflective", "Right, that's ruled out. Back in", "Wait, maybe I should leave this for now. Back in"),
    ("reflective", "there's still 1 to try. Maybe 1?", "I still have 1 and 3 to try. Maybe 1?"),
    ("reflective", "Let me double-check 1 in r1c2: no other 1", "Let me double-check 2 in r1c2: no other 2"),
    ("symbolic", "refuted, back to r1c3 left 1, try 1", "aside, back to r1c3 left 1, try 1"),
    ("symbolic", "row 1: 4 2 1 3", "row 1: 4 2 3 1"),
    ("symbolic", "check r2c2 = 1: new", "check r2c2 = 3: new"),
    ("symbolic", "refuted, back to r3c1 left 1, try 1", "refuted, back to r2c1 left 1, try 1"),
    ("symbolic", "refuted, back to r3c1 left 1, try 1", "switch to r3c1 in 1, try 1"),
    ("symbolic", "gave up", "solved"),
    ("marked", "<backtrack> That leads", "That leads"),
    ("marked", "Open in r2c1", "<backtrack> Open in r2c1"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    text, n_backtracks = RIGHT[style]
    found = read(PROBLEM, text, style)
    assert (found.faults, found.backtracks) == ([], n_backtracks)
    certificate = tracekit.certify(tracekit.get_task("mini_sudoku", size=4), SudokuProblem(**PROBLEM), text)
    assert certificate.ok, certificate.error


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    # A sentence that was changed, not one that only suffers from it.
    assert first.position <= place + len(new)
    assert first.position + len(first.sentence) >= place
    assert not tracekit.certify(
        tracekit.get_task("mini_sudoku", size=4), SudokuProblem(**PROBLEM), text, style=style
    ).ok


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(1, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(25):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 100
    assert agreed[True] > 2
