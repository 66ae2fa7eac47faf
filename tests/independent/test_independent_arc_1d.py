"""Texts of one-dimensional ARC, read by a plain reader that shares nothing with the library: every word is true."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import partial
from typing import Any

import pytest
from arc_1d import read
from arc_1d_families import PHRASES, UNITS, VALUES, made
from changes import changed

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.arc_1d import Arc1DProblem
from tracekit.tasks.arc_1d.families import FAMILY_LIST, NONE, outcome, parameters_of
from tracekit.tasks.arc_1d.families import UNITS as OF

REMARKS = dict.fromkeys(("restate", "compare"), 0.2)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "exhaustive", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "depth": "any", "backtracks": LEVELS, "remarks": REMARKS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS}),
    ({"max_size": 60, "n_pairs": 5}, {"strategy": "detour", "backtracks": [0, 1, 3]}),
    ({"n_pairs": 2, "max_size": 12}, {"strategy": "exhaustive", "backtracks": [0, 1, 3]}),
    ({}, {"strategy": "natural", "max_moves": 100, "keep_unsolved": True}),
]


settings = partial(texts_with, "arc_1d", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(5, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(83, 30, style)) == []


def test_rules_do_what_their_words_say() -> None:
    chance = random.Random(5)
    assert len(VALUES) == sum(len(parameters_of(unit)) for unit in OF if unit != "none")
    assert {family.name: family.unit for family in FAMILY_LIST} == UNITS
    for family in FAMILY_LIST:
        assert PHRASES[family.phrase] == family.name
        for _ in range(30):
            row = "".join(chance.choice(chance.choice(["0001123", "0009", "01"])) for _ in range(chance.randint(4, 12)))
            for value in [NONE] if family.unit == "none" else parameters_of(family.unit)[:40]:
                assert made(family.name, tuple(value), row) == outcome(family, value, row), (family.name, value, row)


# --- the reader is no rubber stamp

PROBLEM: dict[str, Any] = {
    "pairs": [["9000440000", "9440000000"], ["9000000440", "9000440000"]],
    "test": "9000044000",
    "output": "9044000000",
}
PROSE = """\
Let me look at the pairs. In pair 1, input and output differ at 2, 3, 5 and 6. Pair 2 turns 9 0 0 0 0 0 0 4 4 0 into \
9 0 0 0 4 4 0 0 0 0. Maybe the coloured cells are pushed together at the left end in the same order. Input 1 becomes \
9 4 4 0 0 0 0 0 0 0, as given, but input 2 becomes 9 4 4 0 0 0 0 0 0 0, not 9 0 0 0 4 4 0 0 0 0.
So it is something else. Suppose that the block moves to the left by its own length. With input 1 this cannot be done.
So that is ruled out, and I need another idea. A guess: the coloured cells are pushed together at the left end and all \
get one colour; for pair 1 it could only be colour 4. On pair 1 this gives 4 4 4 0 0 0 0 0 0 0, not 9 4 4 0 0 0 0 0 0 0.
That is out. Once more to the pairs. Perhaps the block moves 1 to 4 cells towards a single cell, or less if they meet \
before; pair 1 leaves open how far it moves and towards which cell. I try up to 4 cells towards the cell of colour 9. \
Pair 2 does not agree: it would be 9 0 0 4 4 0 0 0 0 0 instead of 9 0 0 0 4 4 0 0 0 0.
So it is not that. Say up to 3 cells towards the cell of colour 9. Pair 2 fits: 9 0 0 0 4 4 0 0 0 0. \
Input 1 becomes 9 4 4 0 0 0 0 0 0 0, as given.
All pairs fit. The last row becomes 9 0 4 4 0 0 0 0 0 0, and that is the answer."""
REFLECTIVE = """\
Hmm, what could the rule be here? What if the block slides up to a single cell until they touch? For pair 1 it \
could only be the cell of colour 9; then input 1 would become 9 4 4 0 0 0 0 0 0 0, and that's what is given. But with \
input 2 I end up at 9 4 4 0 0 0 0 0 0 0 instead of 9 0 0 0 4 4 0 0 0 0.
Right, that fails. What else could it be? Suppose the block moves 1 to 4 cells towards a single cell, or less if they \
meet before. I see more than one choice that works for pair 1. Let's say it's up to 4 cells towards the cell of \
colour 9. Input 2 turns into 9 0 0 4 4 0 0 0 0 0, whereas I need 9 0 0 0 4 4 0 0 0 0.
I haven't ruled this out, but maybe something else is more likely. Let me see whether the whole row is mirrored. \
Hmm, pair 1 would give 0 0 0 0 4 4 0 0 0 9, and that isn't 9 4 4 0 0 0 0 0 0 0.
That's not the rule, then. Maybe the block moves 1 to 4 cells towards a single cell, or less if they meet before. \
Now, pair 1 leaves open how far it moves and towards which cell. Could it be up to 3 cells towards the cell of \
colour 9? It fits every pair, so I can use it on the last row and get \
9 0 4 4 0 0 0 0 0 0. So that's my answer."""
SYMBOLIC = """\
pairs
try pack_left
1: 9440000000 ok
2: 9440000000 != 9000440000
refuted, back to pairs
try approach
which approach
with towards 4 9
1: 9440000000 ok
2: 9004400000 != 9000440000
refuted, back to approach
with towards 3 9
1: 9440000000 ok
2: 9000440000 ok
test: 9044000000
solved"""
MARKED = re.sub(r"(?m)^(So it is|So that is|That is out)", r"<backtrack> \1", PROSE)
RIGHT = {"prose": (PROSE, 4), "reflective": (REFLECTIVE, 3), "symbolic": (SYMBOLIC, 2), "marked": (MARKED, 4)}

FALSE = [
    ("prose", "2, 3, 5 and 6", "2, 3 and 6"),
    ("prose", "Pair 2 turns 9 0 0 0 0 0 0 4 4 0", "Pair 2 turns 9 0 0 0 0 0 0 4 0 0"),
    ("prose", "at the left end in the same order", "at the right end in the same order"),
    ("prose", ", but input 2 becomes 9 4 4 0", ", but input 2 becomes 9 4 0 4"),
    ("prose", "but input 2", "but input 3"),
    ("prose", "not 9 0 0 0 4 4 0 0 0 0.\nSo it is some", "not 9 0 0 0 4 4 0 0 0 1.\nSo it is some"),
    ("prose", "So it is something else.", "I leave this idea for now and go back to the pairs."),
    ("prose", "With input 1 this cannot be done", "Pair 1 fits: 9 4 4 0 0 0 0 0 0 0"),
    ("prose", "the block moves to the left by its own length", "the whole row is mirrored"),
    ("prose", "only be colour 4", "only be colour 0"),
    (
        "prose",
        "; pair 1 leaves open how far it moves and towards which",
        "; pair 1 leaves open which colour they all get",
    ),
    ("prose", "I try up to 4 cells", "I try up to 2 cells"),
    ("prose", "I try up to 4 cells", "For pair 1 it could only be up to 4 cells"),
    ("prose", "So it is not that.", "That idea is wrong, so I look for another one."),
    ("prose", "Say up to 3 cells", "Say up to 4 cells"),
    ("prose", "Pair 2 fits: 9 0 0 0 4", "Pair 2 fits: 9 0 0 4 4"),
    ("prose", "The last row becomes 9 0 4 4", "The last row becomes 9 4 4 0"),
    ("prose", ", and that is the answer", ""),
    ("reflective", "only be the cell of colour 9", "only be the cell of colour 4"),
    ("reflective", "input 1 would become 9 4 4 0", "input 1 would become 9 4 0 4"),
    ("reflective", "I see more than one choice that works for pair 1.", "For pair 1 there is no choice."),
    ("reflective", "I haven't ruled this out, but maybe something else is more likely.", "Okay, so that isn't it."),
    ("reflective", "up to 3 cells towards", "up to 4 cells towards"),
    ("reflective", "9 0 4 4 0 0 0 0 0 0", "9 0 4 4 0 0 0 0 0 4"),
    ("symbolic", "try pack_left", "try pack_right"),
    ("symbolic", "which approach", "which touch"),
    ("symbolic", "with towards 4 9", "only towards 4 9"),
    ("symbolic", "refuted, back to approach", "refuted, back to pairs"),
    ("symbolic", "refuted, back to approach", "aside, back to approach"),
    ("symbolic", "2: 9000440000 ok", "2: cannot be applied"),
    ("symbolic", "test: 9044000000", "test: cannot be applied"),
    ("symbolic", "solved", "no rule"),
    ("marked", "<backtrack> That is out", "That is out"),
    ("marked", "Say up to", "<backtrack> Say up to"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    text, backtracks = RIGHT[style]
    found = read(PROBLEM, text, style)
    assert (found.faults, found.backtracks) == ([], backtracks)
    assert tracekit.certify(tracekit.get_task("arc_1d"), Arc1DProblem(**PROBLEM), text).ok


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    begins = text.rfind("\n", 0, place) + 1
    # In the line that was changed: its sentence, or one that is told of the rule that was put there.
    assert begins <= first.position <= place + len(new) + 100
    task = tracekit.get_task("arc_1d")
    assert not tracekit.certify(task, Arc1DProblem(**PROBLEM), text, style=style).ok


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
