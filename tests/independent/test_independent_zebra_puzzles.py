"""Texts of zebra puzzles, read by a plain reader that shares nothing with the library and takes words literally."""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from zebra import read

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzlesProblem

REMARKS = {"check": 0.2, "restate": 0.2, "list": 0.2}
LEVELS = [0, 1, 2, 3, 5]
SMALL = {"num_people": 3, "num_characteristics": 3}
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({"clue_types": "all", "extra_clues": 2}, {"strategy": "exhaustive", "backtracks": [*LEVELS, 10]}),
    ({"deduction": "given", "clue_types": "all"}, {"strategy": "detour", "depth": "any", "backtracks": [1, 10]}),
    ({"deduction": "none", "order": "listed", **SMALL}, {"strategy": "detour", "backtracks": LEVELS}),
    ({"deduction": "forced", "ask": "table"}, {"strategy": "natural", "remarks": REMARKS}),
    (
        {"order": "chained", "num_people": 5, "num_characteristics": 3},
        {"strategy": "natural", "ordering": "plausible", "remarks": REMARKS},
    ),
    ({"order": "fewest", "clue_types": "all"}, {"strategy": "best_first", "remarks": REMARKS}),
    ({"deduction": "given", **SMALL}, {"strategy": "best_first", "max_moves": 12, "keep_unsolved": True}),
]


settings = partial(texts_with, "zebra_puzzles", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(2, 21, style), with_parameters=True) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(72, 30, style), with_parameters=True) == []


# --- the reader is no rubber stamp

VALUES = [["Alice", "Bob", "Carol"], ["cat", "dog", "horse"], ["tea", "milk", "water"]]
CLUES = [
    ["at", ["Alice"], 1],
    ["left", ["cat", "Carol"], 0],
    ["same", ["dog", "Alice"], 0],
    ["next", ["tea", "dog"], 0],
    ["either", ["milk", "Bob", "Carol"], 0],
    ["not_next", ["milk", "Alice"], 0],
]
PROBLEM = {"values": VALUES, "clues": CLUES, "ask": "first"}
LIBRARY = ZebraPuzzlesProblem(
    values=tuple(map(tuple, VALUES)), clues=tuple(Clue(kind, tuple(values), house) for kind, values, house in CLUES)
)
TASK = tracekit.get_task("zebra_puzzles", clue_types="all", **SMALL)
RULES = {"deduction": "linked"}
PROSE = """\
I begin with water, for which there are houses 1, 2 and 3 to try, and I take 2.
Next, the cat: I have houses 1 and 2 to try. Say house 1. By clue 2 (the cat directly left of Carol), house 2 gets \
Carol, and clue 1 puts Alice in house 1. As house 1 has the cat, clue 3 (the dog together with Alice) leaves no house \
for the dog.
I set this line aside and go back to water, with houses 1 and 3 still to try; let me take 1.
I can try the cat in house 1 or 2, so I put the cat in house 1 for now. House 1 has the cat and water by now. Clue 1 \
gives me Alice in house 1, but there is no house for the dog: clue 3 (the dog together with Alice) rules out houses 2 \
and 3 and house 1 has the cat.
That cannot be. Back to the cat, with only house 2 still to try, and I take it. As it stands, the houses open for tea \
are 2 and 3. Clue 2 wants the cat directly left of Carol: Carol in house 3. Clue 1 says that house 1 has Alice. Only \
house 2 is still free for Bob. With the dog together with Alice (clue 3), the dog must be in house 1. That agrees with \
clue 3 (the dog together with Alice): it is house 1 for both. The only house still free for the horse is 3. By clue 4 \
(tea next to the dog), house 2 gets tea. Since clue 5 (milk together with Bob or Carol) rules out house 1 and clue 6 \
(milk not next to Alice) rules out house 2, milk must be in house 3, and with that everything is placed: Alice lives \
in house 1."""
REFLECTIVE = """\
Let me see. For Bob I could try house 1, 2 or 3, and maybe I'll start with 3.
And then the horse. There I'd have houses 1, 2 and 3 to try. Maybe house 2. Clue 1 is a direct one: Alice in house 1. \
Wait, clue 3 has the dog together with Alice, so the dog must be in house 1, but wait, there's no house for the cat: \
clue 2 (the cat directly left of Carol) rules out house 3, house 1 has the dog and house 2 has the horse.
I haven't ruled all of this out, but let me return to Bob and look at houses 1 and 2, so let me try 2. \
From clue 1 I know that house 1 has Alice. Then Carol must be in house 3, the last one free. Wait, clue 2 has the cat \
directly left of Carol, so the cat must be in house 2. Let me recap house 2: I have Bob and the cat there. Okay, \
clue 3 wants the dog together with Alice, and that means house 1 for the dog. Is clue 3 okay? It wants the dog \
together with Alice, and it's house 1 for both, so it is. So for the horse only house 3 is still free. Because clue 4 \
has tea next to the dog, I need tea in house 2. Let me think about water for a moment: what's open now is houses 1 and \
3. Let me see, clue 5 wants milk together with Bob or Carol. Since house 2 has tea, I'm left with house 3 for milk. \
Hmm, for water no house but 1 is free. Okay, all the clues hold, so the person in house 1 is Alice."""
SYMBOLIC = """\
water in 1 2 3, try 2
the cat in 1 2
switch to water in 1 3, try 1
the cat in 1 2, try 1
Carol = 2 (clue 2: the cat directly left of Carol)
Alice = 1 (clue 1)
the dog stuck: clue 3 the dog together with Alice, 1 has the cat
refuted, back to the cat left 2, try 2
Carol = 3 (clue 2: the cat directly left of Carol)
clue 2 ok: the cat directly left of Carol, 2 3
Alice = 1 (clue 1)
Bob = 2
house 2: Bob and the cat
the dog = 1 (clue 3: the dog together with Alice)
the horse = 3
milk open 3
tea = 2 (clue 4: tea next to the dog)
milk = 3: clue 5 (milk together with Bob or Carol) not 1, 2 has tea
solved: house 1 Alice"""
MARKED = PROSE.replace("I set this", "<backtrack> I set this").replace("That cannot", "<backtrack> That cannot")
RIGHT = {"prose": PROSE, "reflective": REFLECTIVE, "symbolic": SYMBOLIC, "marked": MARKED}
BACKTRACKS = {"prose": 2, "reflective": 1, "symbolic": 1, "marked": 2}

FALSE = [
    ("prose", "there are houses 1, 2 and 3 to try", "there are houses 1 and 2 to try"),
    ("prose", "Next, the cat: I have houses 1 and 2", "Next, the cat: I have houses 1, 2 and 3"),
    ("prose", "house 2 gets Carol", "house 3 gets Carol"),
    ("prose", "and clue 1 puts Alice in house 1", "and clue 1 puts Alice in house 3"),
    ("prose", "and clue 1 puts Alice in house 1", "and clue 3 puts Alice in house 1"),
    ("prose", "As house 1 has the cat, clue 3", "As house 2 has the cat, clue 3"),
    ("prose", "As house 1 has the cat, clue 3", "As house 1 has Alice, clue 3"),
    ("prose", "I set this line aside and go back to water, with houses", "That cannot be. Back to water, with houses"),
    ("prose", "I set this line aside and go back to water, with", "I leave this open and go back to water, with"),
    ("prose", "with houses 1 and 3 still to try", "with houses 1 and 2 still to try"),
    ("prose", "House 1 has the cat and water by now.", "House 1 has the cat and tea by now."),
    ("prose", "rules out houses 2 and 3 and house 1 has", "rules out house 2 and house 1 has"),
    ("prose", "rules out houses 2 and 3 and house 1 has", "rules out houses 1, 2 and 3 and house 1 has"),
    ("prose", "That cannot be. Back to the cat", "I set this line aside and go back to the cat"),
    ("prose", "with only house 2 still to try", "with only house 3 still to try"),
    ("prose", "houses open for tea are 2 and 3.", "houses open for tea are 1, 2 and 3."),
    ("prose", "Only house 2 is still free for Bob.", "Only house 3 is still free for Bob."),
    ("prose", "The only house still free for the horse is 3.", "The only house still free for tea is 3."),
    ("prose", "it is house 1 for both", "it is house 2 for both"),
    ("prose", "(milk not next to Alice) rules out house 2", "(milk next to Alice) rules out house 2"),
    ("prose", "rules out house 1 and clue 6", "rules out house 2 and clue 6"),
    ("prose", "Alice lives in house 1.", "Bob lives in house 1."),
    ("prose", ", and with that everything is placed: Alice lives in house 1.", "."),
    ("reflective", "For Bob I could try house 1, 2 or 3", "For Bob I could try house 2 or 3"),
    ("reflective", "rules out house 3, house 1 has", "rules out house 3 and house 1 has"),
    ("reflective", "rules out house 3, house 1 has", "rules out houses 2 and 3, house 1 has"),
    ("reflective", "Wait, clue 3 has the dog together with Alice", "Wait, clue 4 has the dog together with Alice"),
    ("reflective", "look at houses 1 and 2, so let me try 2.", "look at houses 1 and 3, so let me try 1."),
    ("reflective", "I have Bob and the cat there.", "I have Bob and the dog there."),
    ("reflective", "Since house 2 has tea, I'm left", "Since house 1 has tea, I'm left"),
    ("reflective", "person in house 1 is Alice.", "person in house 1 is Carol."),
    ("symbolic", "switch to water in 1 3, try 1", "aside, back to water in 1 3, try 1"),
    ("symbolic", "switch to water in 1 3, try 1", "switch to water in 1 3, try 2"),
    ("symbolic", "refuted, back to the cat", "aside, back to the cat"),
    ("symbolic", "Bob = 2\n", "Bob = 3\n"),
    ("symbolic", "milk open 3", "milk open 1 3"),
    ("symbolic", "2 has tea", "1 has tea"),
    ("symbolic", "solved: house 1 Alice", "no solution"),
    ("marked", "<backtrack> That", "That"),
    ("marked", "Only house 2", "<backtrack> Only house 2"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    found = read(PROBLEM, RIGHT[style], style, RULES)
    assert (found.faults, found.backtracks, found.answer) == ([], BACKTRACKS[style], "Alice")
    certificate = tracekit.certify(TASK, LIBRARY, RIGHT[style], style=style)
    assert certificate.ok, certificate.error


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style, RULES).faults[0]
    begins = max(text.rfind(mark, 0, place) for mark in (". ", "? ", "! ", "\n")) + 1
    # The sentence that was changed, or one of those that took its place.
    assert begins <= first.position + len(first.sentence)
    assert first.position <= place + len(new) + 1
    assert not tracekit.certify(TASK, LIBRARY, text, style=style).ok


@pytest.mark.parametrize("style", STYLES)
def test_reader_and_library_agree_on_changed_texts(style: str) -> None:
    chance, agreed = random.Random(7), Counter[bool]()
    for text in settings(1, 23, style):
        loaded = tracekit.load_row(text.row)
        for _ in range(12):
            new = changed(text.thinking, chance)
            is_true = not read(text.problem, new, style, text.parameters).faults
            assert is_true == tracekit.certify(loaded.task, loaded.problem, new, style=style).ok, new
            agreed[is_true] += 1
    assert agreed[False] > 50
    assert agreed[True] > 2
