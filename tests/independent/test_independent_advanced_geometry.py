"""Geometry texts, read by a plain reader that shares nothing with the library: every word is true."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import partial
from typing import Any

import pytest
from advanced_geometry import read
from changes import changed

import tracekit
from reading import STYLES, disagreements, texts_with
from tracekit.tasks.advanced_geometry import AdvancedGeometryProblem

REMARKS = dict.fromkeys(("restate", "recall"), 0.2)
LEVELS = [0, 1, 2, 3, 5, 10]
ALL = ("orthocenter", "circumcenter", "incircle_radius", "angle_measure", "centroid", "area", "altitude_foot")
SETTINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"strategy": "exhaustive", "depth": "any", "backtracks": LEVELS}),
    ({}, {"strategy": "detour", "backtracks": LEVELS, "remarks": REMARKS}),
    ({"kinds": ALL}, {"strategy": "exhaustive", "backtracks": [0, 1, 2, 3], "remarks": REMARKS}),
    ({"kinds": ALL}, {"strategy": "detour", "depth": "any", "backtracks": [0, 1, 2, 3]}),
    ({"kinds": ALL, "max_coord": 3}, {"strategy": "detour", "backtracks": [0, 1, 2]}),
    ({"kinds": ALL, "max_coord": 200}, {"strategy": "exhaustive", "backtracks": [0, 1, 2]}),
    ({"kinds": ALL}, {"strategy": "natural", "max_moves": 100, "keep_unsolved": True}),
]


settings = partial(texts_with, "advanced_geometry", SETTINGS)


@pytest.mark.parametrize("style", STYLES)
def test_every_word_is_true(style: str) -> None:
    assert disagreements(read, settings(5, 21, style)) == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_word_of_many_texts_is_true(style: str) -> None:
    assert disagreements(read, settings(83, 30, style)) == []


# --- the reader is no rubber stamp

ANGLE = {"kind": "angle_measure", "a": [-6, -8], "b": [4, 1], "c": [6, -6]}
CENTER = {"kind": "orthocenter", "a": [5, -7], "b": [9, -7], "c": [4, -2]}
CIRCLE = {"kind": "incircle_radius", "a": [-2, 10], "b": [-2, 8], "c": [-8, -9]}
PROSE = """\
I could try the cosine, the sine or the tangent. I take the tangent. Next, for BA I get \
(-6 - 4, -8 - 1) = (-10, -9). Then for BC I get (6 - 4, -6 - 1) = (2, -7). Now the dot product BA.BC is \
(-10)*2 + (-9)*(-7) = -20 + (-63) = -83. Then BA x BC gives me (-10)*(-7) - (-9)*2 = 70 - (-18) = 88. Then for tan B \
I get 88/(-83) ≈ -1.060241. Then the angle B is arctan(-1.060241) ≈ -46.67°. That makes an angle of -46.67°, and no \
angle of a triangle is negative.
So something is wrong. The slip is in the dot product, and I go back to that: BA.BC gives me \
(-10)*2 + (-9)*(-7) = -20 + 63 = 43. Now BA x BC gives me (-10)*(-7) - (-9)*2 = 70 - (-18) = 88. For tan B I get \
88/43 ≈ 2.046512. Then B should be arctan(2.046512) ≈ 116.04°. Now at A, with AB and AC, I get \
arccos(138/sqrt(181*148)) ≈ 32.52°. Then at C, with CA and CB, I get arccos(10/sqrt(148*53)) ≈ 83.52°. Check: the \
three angles make 32.52 + 116.04 + 83.52 = 232.08, and not 180°.
That rules it out. I return to the angle and work it out anew. The angle B is arctan(2.046512) ≈ 63.96°. Next, the \
angle at A, using AB and AC, is arccos(138/sqrt(181*148)) ≈ 32.52°. Then the angle at C, using CA and CB, is \
arccos(10/sqrt(148*53)) ≈ 83.52°. As a check, the three angles make 32.52 + 63.96 + 83.52 = 180.00, that is 180° up \
to rounding. So the answer is 63.96°."""
REFLECTIVE = """\
What are my options? I see equations and slopes. Let's go with slopes. Let me see, going along BC I find the slope (-2 \
- (-7))/(4 - 9) = -1. Let me see, at right angles to BC, whose slope is -1, I get the slope 1. And a line like that \
through A meets the y-axis at -7 - 1*5 = -12. Alright, going along CA I find the slope (-7 - (-2))/(5 - 4) = -5. \
Alright, at right angles to CA, whose slope is -5, I get the slope -4/5. So passing through B, it has the intercept -7 \
- (-4/5)*9 = 1/5. Let me see, setting them equal I get x = (1/5 - (-12))/(1 - (-4/5)) = 61/9. And on the first line \
this gives y = 1*(61/9) + (-12) = -47/9. Wait, is that right? Let me see: CH is (25/9, -29/9) and AB is (4, 0), and \
their dot product is 100/9 + 0 = 100/9. No, that should be 0.
Wait, the slope across CA was wrong. I'll go back and do it again. Let me see, at right angles to CA, whose slope is \
-5, I get the slope 1/5. Okay, a line like that through B meets the y-axis at -7 - (1/5)*9 = -44/5. And setting them \
equal I get x = (-44/5 - (-12))/(1 - 1/5) = 4. And on the first line this gives y = 1*4 + (-12) = -8. Let me \
double-check: CH is (0, -6) and AB is (4, 0), and their dot product is 0 + 0 = 0. Yes, a right angle. Great, so the \
answer should be (4.000, -8.000)."""
SYMBOLIC = """\
BC = (-8 - (-2), -9 - 8) = (-6, -17)
CA = (-2 - (-8), 10 - (-9)) = (6, 19)
AB = (-2 - (-2), 8 - 10) = (-1, -2)
check (-6 + 6 + (-1), -17 + 19 + (-2)) = (-1, 0), not (0, 0)
refuted, back to the vector AB
AB = (-2 - (-2), 8 - 10) = (0, -2)
check (-6 + 6 + 0, -17 + 19 + (-2)) = (0, 0), ok
BC^2 = (-6)^2 + (-17)^2 = 36 + 289 = 325
CA^2 = 6^2 + 19^2 = 36 + 361 = 397
AB^2 = 0^2 + (-2)^2 = 0 + 4 = 4
ABxBC = 0*(-17) - (-2)*(-6) = 0 - 12 = -12
check 4*397*4 - (397 + 4 - 325)^2 = 576, 4*12^2 = 576, ok
length BC = sqrt(325) ~ 18.027756
check 18.027756^2 ~ 325.00, 325, ok
length CA = sqrt(397) ~ 19.924859
check 19.924859^2 ~ 397.00, 397, ok
length AB = sqrt(4) = 2
p = 18.027756 + 19.924859 + 2 = 39.952615
r = 12/39.952615 ~ 0.300356
check incenter (-2.300356, 8.051449), to AB 0.600712/2 ~ 0.300356, r 0.300356, ok
solved: 0.300"""
MARKED = re.sub(r"(?m)^(So something|That rules)", r"<backtrack> \1", PROSE)
RIGHT: dict[str, tuple[dict[str, Any], str, int]] = {
    "prose": (ANGLE, PROSE, 2),
    "reflective": (CENTER, REFLECTIVE, 1),
    "symbolic": (CIRCLE, SYMBOLIC, 1),
    "marked": (ANGLE, MARKED, 2),
}

FALSE = [
    ("prose", "the cosine, the sine or the tangent", "the sine or the tangent"),
    ("prose", "for BA I get (-6 - 4", "for BA I get (-6 - 3"),
    ("prose", "for BC I get (6 - 4, -6 - 1) = (2, -7)", "for BC I get (6 - 4, -6 - 1) = (2, -5)"),
    ("prose", "arctan(-1.060241) ≈ -46.67°. That", "arctan(-1.060241) ≈ -46.76°. That"),
    ("prose", "That makes an angle of -46.67°", "That makes an angle of -46.68°"),
    ("prose", "The slip is in the dot product", "The slip is in the vector BA"),
    ("prose", "So something is wrong. The slip is in the dot product, and I go back to that: ", "Then "),
    ("prose", "= -20 + 63 = 43", "= -20 + 63 = 42"),
    ("prose", "88/43 ≈ 2.046512. Then", "88/43 ≈ 2.046521. Then"),
    ("prose", "Now at A, with AB and AC", "Now at A, with AB and BC"),
    ("prose", "is arccos(138/sqrt(181*148)) ≈ 32.52°", "is arccos(138/sqrt(181*148)) ≈ 32.53°"),
    ("prose", "= 232.08, and not 180°", "= 232.08, that is 180° up to rounding"),
    ("prose", "= 232.08", "= 232.10"),
    ("prose", "I return to the angle and", "I return to the dot product and"),
    ("prose", "180.00, that is 180° up to rounding", "180.00, and not 180°"),
    ("prose", "So the answer is 63.96°", "So the answer is 64.96°"),
    ("reflective", "equations and slopes", "slopes"),
    ("reflective", "find the slope (-2 - (-7))/(4 - 9)", "find the slope (-2 - 7)/(4 - 9)"),
    ("reflective", "meets the y-axis at -7 - 1*5 = -12", "meets the y-axis at -7 - 1*9 = -12"),
    ("reflective", "= 100/9. No, that should be 0", "= 100/9. Yes, a right angle"),
    ("reflective", "the slope across CA was wrong", "the slope of CA was wrong"),
    ("reflective", "I get the slope 1/5", "I get the slope -4/5"),
    ("reflective", "0 + 0 = 0. Yes, a right angle", "0 + 0 = 0. No, that should be 0"),
    ("reflective", "(4.000, -8.000)", "(4.000, -8.500)"),
    ("symbolic", "(-1, 0), not (0, 0)", "(-1, 0), ok"),
    ("symbolic", "refuted, back to the vector AB", "refuted, back to the vector BC"),
    ("symbolic", "refuted, back to the vector AB", "aside, back to the vector AB"),
    ("symbolic", "= 36 + 361 = 397", "= 36 + 361 = 387"),
    ("symbolic", "check 4*397*4 -", "check 4*397*9 -"),
    ("symbolic", "length AB = sqrt(4) = 2", "length AB = sqrt(4) = 3"),
    ("symbolic", "18.027756^2 ~ 325.00, 325, ok", "18.027756^2 ~ 325.01, 325, not equal"),
    ("symbolic", "+ 2 = 39.952615", "+ 2 = 38.952615"),
    ("symbolic", "incenter (-2.300356", "incenter (-2.300365"),
    ("symbolic", "solved: 0.300", "solved: 0.301"),
    ("symbolic", "solved: 0.300", "no way"),
    ("marked", "<backtrack> So something", "So something"),
    ("marked", "Check: the", "<backtrack> Check: the"),
]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_true_is_found_true(style: str) -> None:
    problem, text, backtracks = RIGHT[style]
    found = read(problem, text, style)
    assert (found.faults, found.backtracks) == ([], backtracks)
    task = tracekit.get_task("advanced_geometry", kinds=ALL)
    assert tracekit.certify(task, AdvancedGeometryProblem(**problem), text).ok


@pytest.mark.parametrize(("style", "old", "new"), FALSE)
def test_what_is_false_is_found(style: str, old: str, new: str) -> None:
    problem, right, _ = RIGHT[style]
    assert right.count(old) == 1
    text, place = right.replace(old, new), right.index(old)
    faults = read(problem, text, style).faults
    # In the sentence that was changed, or, if only what follows shows it, in one that goes on from there.
    begins = max(text.rfind(mark, 0, place) for mark in (". ", "? ", "! ", ": ", "\n")) - 60
    assert any(begins <= fault.position <= place + len(new) + 300 for fault in faults)
    task = tracekit.get_task("advanced_geometry", kinds=ALL)
    assert not tracekit.certify(task, AdvancedGeometryProblem(**problem), text, style=style).ok


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
