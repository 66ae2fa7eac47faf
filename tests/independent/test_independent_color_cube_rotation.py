"""A cube that is turned, in texts that are read by a plain reader that shares nothing with the library: all is true."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import partial
from typing import Any

import pytest
from changes import changed
from color_cube_rotation import read

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.color_cube_rotation import ColorCubeRotationProblem

REMARKS = dict.fromkeys(("restate",), 0.2)
LEVELS = [0, 1, 2, 3, 5, 10]
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS, "remarks": REMARKS}),
    ({"checks": "all"}, {"backtracks": LEVELS}),
    ({"check_after": "all_turns"}, {"backtracks": [0, 1, 3]}),
    ({"checks": "turn_back", "check_after": "all_turns"}, {"backtracks": [0, 1, 3], "remarks": REMARKS}),
    ({"checks": "corner"}, {"backtracks": [0, 1, 3]}),
    ({}, {"strategy": "natural", "max_moves": 100, "keep_unsolved": True}),
]


settings = partial(texts_with, "color_cube_rotation", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(5, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(83, 30, style)) == []


# --- the reader is no rubber stamp

PROBLEM: dict[str, Any] = {
    "colors": ["red", "green", "blue", "yellow", "white", "pink"],
    "turns": [["top", "front", ""], ["left", "right", "top-bottom"], ["front", "left", ""]],
    "target": "back",
}
PROSE = """\
In turn 1 I bring the top to the front, so that the top is yellow, the front red, the bottom blue, the back green, the \
right pink and the left white. To check: of the six colours, each is there once. As a test: the top goes to the front. \
It was red, and the front is red now; on the axis, left and right are still white and pink.
Turn 2 takes the left to the right by a half turn about the top-bottom axis. Now the top is yellow, the bottom blue, \
the front green, the back green, the left pink and the right white. Check: of the six colours, green is there twice, \
on the front and the back, and red is missing.
That cannot be. Back to turn 2: top yellow, bottom blue, front green, back pink, left red, right white. Let me check: \
looking at opposite sides, I see green and pink (front and back), although green had red opposite it.
So I got turn 2 wrong, and do it again, and now the top is yellow, the bottom blue, the front green, the back red, the \
left pink and the right white. To check: on opposite sides I have yellow opposite blue, green opposite red and pink \
opposite white, the same pairs as before. As things are after turn 2, the left is pink.
Turn 3 moves the front to the left, which leaves yellow on top, blue at the bottom, white in front, pink at the back, \
green on the left and red on the right. Check: around the corner of top, right and front, clockwise, I have yellow, \
red and white; before the turn these ran clockwise too, as top, back and right. As a test: turned back, the top is \
yellow, the bottom blue, the front green, the back red, the left pink and the right white, as before.
At the end the back side is pink."""
REFLECTIVE = """\
Turn 1 now, the top to the front. Then I should have yellow on top, blue at the bottom, green in front, red at the \
back, white on the left and pink on the right. Let me make sure: I moved the top to the front. I had red on it, and on \
the front I now have green, and those aren't the same.
Okay, I made a mistake in turn 1. Once more, and this time the top is yellow, the bottom blue, the front red, the \
back green, the left white and the right pink.
For turn 2 I move the left to the right by a half turn about the top-bottom axis, and I get top yellow, bottom blue, \
front green, back red, left pink, right white.
Okay, turn 3 takes the front to the left. So now the top is yellow, the bottom blue, the front white, the back pink, \
the left green and the right red. Okay, a quick check: top, right and front meet in a corner, and clockwise I read \
yellow, red and white. Before the turn these went clockwise as well, as top, back and right. Okay.
And turn 1, was that right? I want to verify this: going over the colours, I count each of the six once.
So, the back side should be pink."""
SYMBOLIC = """\
turn 1 top>front: top red bottom blue front red back green left white right pink
check colours: red on top and front, no yellow, fails
refuted, back to turn 1
turn 1 top>front: top yellow bottom blue front red back green left white right pink
check top>front: red red, left-right white pink, ok
turn 2 left>right@top-bottom: top yellow bottom blue front green back red left pink right white
check opposite: yellow-blue green-red pink-white, ok
now 2 left pink
turn 3 front>left: top yellow bottom blue front white back pink left green right red
check corner: top right front yellow red white, was top back right clockwise, ok
review turn 2
check back: top yellow bottom blue front red back green left white right pink, ok
solved: back pink"""
MARKED = re.sub(r"(?m)^(That cannot|So I got)", r"<backtrack> \1", PROSE)
RIGHT = {"prose": (PROSE, 2), "reflective": (REFLECTIVE, 1), "symbolic": (SYMBOLIC, 1), "marked": (MARKED, 2)}

FALSE = [
    ("prose", "the top is yellow, the front red, the bottom", "the top is yellow, the front blue, the bottom"),
    ("prose", "the top goes to the front. It was red", "the left goes to the front. It was red"),
    ("prose", "It was red, and the front is red now", "It was blue, and the front is red now"),
    ("prose", "It was red, and the front is red now", "It was blue, and the front is blue now"),
    ("prose", "left and right are still white and pink", "left and right are still pink and white"),
    ("prose", "left and right are still white and pink", "top and bottom are still yellow and blue"),
    ("prose", "about the top-bottom axis", "about the front-back axis"),
    ("prose", "on the front and the back, and red", "on the front and the left, and red"),
    ("prose", "and red is missing", "and pink is missing"),
    ("prose", "of the six colours, green is there twice, on the front and the back, and red is missing", "I find all"),
    ("prose", "That cannot be. Back to turn 2", "That cannot be. Back to turn 1"),
    ("prose", "I see green and pink (front", "I see green and red (front"),
    ("prose", "although green had red", "although green had blue"),
    ("prose", "green opposite red and pink", "green opposite pink and pink"),
    ("prose", "after turn 2, the left is pink", "after turn 2, the left is white"),
    ("prose", "after turn 2, the left is pink", "after turn 1, the left is white"),
    ("prose", "red and white; before", "white and red; before"),
    ("prose", "ran clockwise too", "ran counterclockwise"),
    ("prose", "as top, back and right", "as top, right and back"),
    ("prose", "left pink and the right white, as before", "left white and the right pink, as before"),
    ("prose", "At the end the back side is pink", "At the end the front side is white"),
    ("prose", "At the end the back side is pink", "At the end the back side is green"),
    ("reflective", "I had red on it", "I had blue on it"),
    ("reflective", "and on the front I now have green", "and on the front I now have red"),
    ("reflective", "the front white, the back pink", "the front pink, the back white"),
    ("reflective", "as top, back and right", "as top, back and left"),
    ("reflective", "And turn 1", "And turn 4"),
    ("symbolic", "no yellow, fails", "no pink, fails"),
    ("symbolic", "red red, left-right", "red green, left-right"),
    ("symbolic", "green-red pink-white", "green-pink red-white"),
    ("symbolic", "review turn 2", "review turn 1"),
    ("symbolic", "solved: back pink", "no answer"),
    ("marked", "<backtrack> That cannot", "That cannot"),
    ("marked", "Turn 3 moves", "<backtrack> Turn 3 moves"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    text, backtracks = RIGHT[style]
    found = read(PROBLEM, text, style)
    assert (found.faults, found.backtracks) == ([], backtracks)
    assert tracekit.certify(tracekit.get_task("color_cube_rotation"), ColorCubeRotationProblem(**PROBLEM), text).ok


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    first = read(PROBLEM, text, style).faults[0]
    begins = text.rfind("\n", 0, place) + 1
    # In the line that was changed: its sentence, or one that is told of the rule that was put there.
    assert begins <= first.position <= place + len(new) + 100
    task = tracekit.get_task("color_cube_rotation")
    assert not tracekit.certify(task, ColorCubeRotationProblem(**PROBLEM), text, style=style).ok


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
