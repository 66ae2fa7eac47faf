"""The phrases of geometry texts, as a plain reader knows them."""

from __future__ import annotations

import re

from advanced_geometry_short import SYMBOLIC, SYMBOLIC_TAILS
from advanced_geometry_statements import STEPS, STOPS
from advanced_geometry_talk import REFLECTIVE, REFLECTIVE_CHECKS
from phrases import Phrases

PROSE: dict[str, list[str]] = {
    "options": [
        "I could try [methods]",
        "What comes to mind: [methods]",
        "There are [methods] to choose from",
        "Methods to try: [methods]",
        "This can be done with [methods]",
    ],
    "use": [
        "I take [method]",
        "Let me use [method]",
        "I go for [method]",
        "Let me try [method]",
        "My choice is [method]",
    ],
    "back_choice": [
        r"That method fails, so it is out\. What remains is [methods]",
        r"So this way is ruled out\. Left to try: [methods]",
        r"This does not work\. I still have [methods]",
        r"So no answer comes from that\. There are still [methods]",
        r"That is a dead end\. Not tried yet: [methods]",
    ],
    "back_last": [
        r"That method fails, so it is out\. There remains only [method]",
        r"So this way is ruled out\. Left to try is [method]",
        r"This does not work\. I still have [method]",
        r"So no answer comes from that\. There is still [method]",
        r"That is a dead end\. Not tried yet: [method]",
    ],
    "aside_choice": [
        r"I leave this method for now\. Not tried yet: [methods]",
        r"Let me set this aside\. I could also try [methods]",
        "Before I go on with this, I look at the rest: [methods]",
        r"This can wait\. Other ways are [methods]",
        r"I put this on hold\. Still open: [methods]",
    ],
    "aside_last": [
        r"I leave this method for now\. Not tried yet is [method]",
        r"Let me set this aside\. I could also try [method]",
        "Before I go on with this, I look at what else there is: [method]",
        r"This can wait\. Another way is [method]",
        r"I put this on hold\. Still open is [method]",
    ],
    "back_step": [
        r"So something is wrong\. The slip is in [place], and I go back to that",
        "That cannot be, so I was wrong, and go back to [place]",
        r"This is a contradiction\. The mistake is in [place], so I do that again",
        r"So I made a mistake: [place] is not right and has to be done again",
        r"That rules it out\. I return to [place] and work it out anew",
        r"There is an error, and looking back I see it in [place], which I have to do again",
    ],
    "aside_step": [
        "I leave this for now and return to [place]",
        "Let me put this aside and go back to [place]",
        "Before I go on here, I look at [place] again",
        r"This can wait\. Back to [place]",
        "I put this on hold and go back to [place]",
    ],
    "solved": [
        "The answer is [answer]",
        "Written as asked: [answer]",
        "So the answer is [answer]",
        "In the form asked for, that is [answer]",
        "That makes the answer [answer]",
    ],
    "restate": [
        r"As given, [v] lies at \([x1], [y1]\)",
        r"The corner [v] has the coordinates \([x1], [y1]\)",
        r"I keep in view that [v] is at \([x1], [y1]\)",
        r"[v] was given as \([x1], [y1]\)",
        r"To recall, [v] is the point \([x1], [y1]\)",
    ],
    "recall": [
        r"From before I have [s] as \([dx], [dy]\)",
        r"As found above, the way along [s] is \([dx], [dy]\)",
        r"To recall, [s] = \([dx], [dy]\)",
        r"I know [s] already: \([dx], [dy]\)",
        r"[s] was found to be \([dx], [dy]\)",
    ],
    "gave_up": [
        "I stop here without an answer",
        "I have no answer, and give up here",
        "This is as far as I go",
        "I end here, with no answer",
        "Here I give up",
    ],
    "unsolvable": [
        "Nothing is left to try, and nothing has worked",
        "Every way has failed",
        "With that all methods have failed",
        "That was the last way, and it fails too",
        "No method is left",
    ],
}

PROSE_CHECKS: dict[str, list[str]] = {
    "perpendicular_ok": [
        (
            r"[f] is \([hx], [hy]\) and [s] is \([dx], [dy]\), and their dot product is [e1] \+ [e2_s] = [e], a right "
            "angle as it must be"
        ),
    ],
    "perpendicular_bad": [
        (
            r"[f] is \([hx], [hy]\) and [s] is \([dx], [dy]\), and their dot product is [e1] \+ [e2_s] = [e], but it "
            "has to be 0"
        ),
    ],
    "equal_ok": [
        "from this point the squared distance to A is [da], and so it is to B and to C",
    ],
    "equal_bad": [
        (
            "from this point the squared distance to A is [da], but to B and to C it is [db] and [dc], and all "
            "should be equal"
        ),
    ],
    "median_ok": [
        r"the midpoint of BC is \([mx], [my]\), and two thirds of the way there from A is \([tx], [ty]\), as found",
    ],
    "median_bad": [
        (
            r"the midpoint of BC is \([mx], [my]\), and two thirds of the way there from A is \([tx], [ty]\), not "
            r"\([gx], [gy]\)"
        ),
    ],
    "along_ok": [
        r"BF is \([hx], [hy]\) and BC is \([dx], [dy]\), and their cross product is [e1] - [e2_s] = [e], so F is on BC",
    ],
    "along_bad": [
        r"BF is \([hx], [hy]\) and BC is \([dx], [dy]\), and their cross product is [e1] - [e2_s] = [e], not 0",
    ],
    "other_corner_ok": [
        r"from B, \([a1], [a2]\) x \([b1], [b2]\) is [d], which makes an area of [area], as before",
    ],
    "other_corner_bad": [
        r"from B, \([a1], [a2]\) x \([b1], [b2]\) is [d], which makes an area of [area], not [have]",
    ],
    "closed_ok": [
        (
            r"once around, BC \+ CA \+ AB is \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], [dy]\), "
            "a closed path"
        ),
    ],
    "closed_bad": [
        (
            r"once around, BC \+ CA \+ AB is \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], [dy]\), "
            r"but it should be \(0, 0\)"
        ),
    ],
    "heron_ok": [
        r"by Heron's formula 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], and 4\*[d]\^2 is [n] as well",
    ],
    "heron_bad": [
        (
            r"by Heron's formula 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], and 4\*[d]\^2 is [n], which is "
            "not the same"
        ),
    ],
    "squared_ok": [
        r"[root]\^2 is about [back], and it should be [n], so that holds",
    ],
    "squared_bad": [
        r"[root]\^2 is about [back], and it should be [n], so that is off",
    ],
    "distance_ok": [
        (
            r"weighting corners by the opposite sides, the incenter is \([ix], [iy]\), from AB [k]/[lc] ≈ [dist] "
            "away, in agreement with [rad]"
        ),
    ],
    "distance_bad": [
        (
            r"weighting corners by the opposite sides, the incenter is \([ix], [iy]\), from AB [k]/[lc] ≈ [dist] "
            "away, at odds with [rad]"
        ),
    ],
    "third_side_ok": [
        (
            r"by the law of cosines AC\^2 is [n1] \+ [n2] - 2\*[d_p] = [l], and directly it is [dx_p]\^2 \+ [dy_p]\^2 "
            "= [n] as well"
        ),
    ],
    "third_side_bad": [
        (
            r"by the law of cosines AC\^2 is [n1] \+ [n2] - 2\*[d_p] = [l], and directly it is [dx_p]\^2 \+ [dy_p]\^2 "
            "= [n], which is another length"
        ),
    ],
    "sum_ok": [
        r"the three angles make [alpha] \+ [beta_p] \+ [gamma] = [sum], that is 180° up to rounding",
    ],
    "sum_bad": [
        r"the three angles make [alpha] \+ [beta_p] \+ [gamma] = [sum], and not 180°",
    ],
}

NUMBER = r"-?\d{1,60}(?:[/.]\d{1,60})?"
ONE = "(?:equations|slopes|the cosine|the sine|the tangent)"
METHODS = f"{ONE}(?:(?:, {ONE})* (?:and|or) {ONE})?"
NAMED = {
    **dict.fromkeys(("s", "s2", "s_again"), "[ABC]{2}"),
    **dict.fromkeys(("v", "v_again"), "[ABC]"),
    "f": "[ABC][HF]",
    "at": "the midpoint of [ABC]{2}|[ABC]",
    **dict.fromkeys(("axis", "axis_again"), "[xy]"),
    "left": r"-?\d{0,30}(?:x(?: [-+] \d{0,30}y)?|y)",
    "arc": "arc(?:cos|sin|tan)",
    "function": "cosine|sine",
    "method": ONE,
    "methods": METHODS,
    "place": "the [a-zA-Z-]{1,20}(?: [a-zA-Z-]{1,20}){0,6}",
    "answer": rf"{NUMBER}°?|\({NUMBER}, {NUMBER}\)",
}


class Slots(dict[str, str]):
    """What can stand for a name: all others are numbers, some of them in brackets."""

    def __missing__(self, name: str) -> str:
        return NAMED.get(name) or (rf"{NUMBER}|\({NUMBER}\)" if re.search("_[ps](?:_again)?$", name) else NUMBER)


def begun(ways: str, texts: list[str]) -> list[str]:
    """Statements behind one of the ways to begin, or behind none, with a small letter or a capital one."""
    return [ways + (f"(?:{text[0].upper()}|{text[0]}){text[1:]}" if text[0].isalpha() else text) for text in texts]


def phrases(
    rest: dict[str, list[str]], checks: dict[str, list[str]], step: str, check: str, stop: str, back: str
) -> Phrases:
    heads = {
        **rest,
        **{kind: begun(step, texts) for kind, texts in STEPS.items()},
        **{kind: begun(check, texts) for kind, texts in checks.items()},
        **{kind: begun(stop, texts) for kind, texts in STOPS.items()},
    }
    tails = [("back_step", kind, begun(back, texts)) for kind, texts in STEPS.items()]
    return Phrases(Slots(), heads, tails)


STYLES = {
    "prose": phrases(
        PROSE,
        PROSE_CHECKS,
        "(?:Next, |Then |Now |To begin with, |First, )?",
        "(?:Check: |To check: |As a test, |This can be checked: |As a check, )",
        "(?:But |Here |As it is, |However, )?",
        ": (?:this time )?",
    ),
    "reflective": phrases(
        REFLECTIVE,
        REFLECTIVE_CHECKS,
        "(?:Okay, |So now |So |Let me see, |Alright, |And |Let me start: |Hmm, to begin with, )?",
        r"(?:Let me double-check: |Wait, is that right\? Let me see: |I'd better verify this: |Let me make sure: "
        "|A quick check: )",
        "(?:Wait, |Hmm, |But hold on, |Oh, |Hmm, wait, )",
        ": (?:this time |okay, )?",
    ),
    "symbolic": Phrases(Slots(), SYMBOLIC, SYMBOLIC_TAILS, end=""),
}
STYLES["marked"] = STYLES["prose"]
