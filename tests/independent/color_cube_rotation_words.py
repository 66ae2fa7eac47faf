"""The phrases of texts about a cube that is turned, as a plain reader knows them."""

from __future__ import annotations

from color_cube_rotation_talk import REFLECTIVE_HEADS, REFLECTIVE_TAILS, checks
from phrases import Phrases

SIDES = ("top", "bottom", "front", "back", "left", "right")
NAMED = "red green blue yellow white orange purple pink brown gray cyan magenta gold silver indigo violet"
COLORS = NAMED.split()
SIDE, COLOR = f"(?:{'|'.join(SIDES)})", f"(?:{'|'.join(COLORS)})"
PAIR = rf"{COLOR} opposite {COLOR}"
AXES = ("top-bottom", "front-back", "left-right")
AXIS = f"(?:{'|'.join(AXES)})"
SLOTS = {
    "step": r"[1-9]\d{0,3}",
    "turn": rf"the {SIDE} to the {SIDE}(?: by a half turn about the {AXIS} axis)?",
    "cube": rf"top {COLOR}, bottom {COLOR}, front {COLOR}, back {COLOR}, left {COLOR}, right {COLOR}",
    "cube_is": rf"the top is {COLOR}, the bottom {COLOR}, the front {COLOR}, the back {COLOR}, the left {COLOR} and "
    rf"the right {COLOR}",
    "cube_ring": rf"the top is {COLOR}, the front {COLOR}, the bottom {COLOR}, the back {COLOR}, the right {COLOR} and "
    rf"the left {COLOR}",
    "cube_on": rf"{COLOR} on top, {COLOR} at the bottom, {COLOR} in front, {COLOR} at the back, {COLOR} on the left "
    rf"and {COLOR} on the right",
    **dict.fromkeys(("side", "side_b", "side_again", "to", "to_again", "stray", "target"), SIDE),
    **dict.fromkeys(("color", "color_again", "other", "was", "got", "missing", "kept_a", "kept_b", "answer"), COLOR),
    "axis": AXIS,
    "axis_sides": AXIS.replace("-", " and "),
    "pairs": rf"{PAIR}(?:(?:, {PAIR})* and {PAIR})?",
    "now": rf"{COLOR}(?:(?:, {COLOR})* and {COLOR})?",
    "places": rf"{SIDE}(?:(?:, {SIDE})* and {SIDE})?",
}
SHORT_SLOTS = {
    **SLOTS,
    "turn": rf"{SIDE}>{SIDE}(?:@{AXIS})?",
    "cube": SLOTS["cube"].replace(",", ""),
    "pairs": rf"{COLOR}-{COLOR}(?: {COLOR}-{COLOR})*",
    "now": rf"{COLOR}(?: {COLOR})*",
    "places": rf"{SIDE}(?: {SIDE})*",
}


PROSE_HEADS = {
    "turn": [
        "Turn [step] brings [turn]: [cube]",
        r"Turn [step] takes [turn]\. Now [cube_is]",
        "In turn [step] I bring [turn], so that [cube_ring]",
        "Turn [step], [turn], gives [cube_on]",
        "Turn [step] moves [turn], which leaves [cube_on]",
    ],
    "back": [
        "That rules this out, so turn [step] once more",
        "So I got turn [step] wrong, and do it again",
        r"That cannot be\. Back to turn [step]",
        r"So turn [step] is wrong\. I go back and redo it",
        "That is a contradiction, so I work turn [step] out anew",
        "This cube is ruled out, so back to turn [step]",
    ],
    "review": [
        "Now I check turn [step]",
        "Let me look at turn [step] again",
        "Next I go over turn [step]",
        "Back to turn [step], to see whether it is right",
        "I hold turn [step] against the cube before it",
    ],
    "solved": [
        "So the [target] side is [answer]",
        "At the end the [target] side is [answer]",
        "That makes the [target] side [answer]",
        "The [target] side has ended up [answer]",
        "On the [target] side there is [answer] now",
    ],
    "restate": [
        "Now, with turn [step] done, the [side] is [color]",
        "To keep track: turn [step] is the last so far, and I have [color] for the [side]",
        "As things are after turn [step], the [side] is [color]",
        "After turn [step] I see [color] on the [side]",
        "The [side] is [color] once turn [step] has been made",
    ],
    "gave_up": [
        "I stop here without an answer",
        "I give up here",
        "This is as far as I go",
        "I end here, with no answer",
        "I leave it at that, without an answer",
    ],
    "unsolvable": [
        "So there is no answer",
        "That leaves nothing to try: there is no answer",
        "No answer can be had",
        "With that all is tried, and there is no answer",
        "Nothing is left, and so there is no answer",
    ],
    **checks(
        r"(?:Check|To check|Let me check|As a test): ",
        {
            "landed": [
                (
                    r"the [side] goes to the [to]\. It was [color], and the [to_again] is [color_again] now; on the "
                    "axis, [axis_sides] are still [kept_a] and [kept_b]"
                ),
                (
                    r"the colour of the [side] has to turn up on the [to]\. The [side_again] had [color], and now the "
                    "[to_again] has [color_again]; on the axis, [axis_sides] are still [kept_a] and [kept_b]"
                ),
            ],
            "missed": [
                r"the [side] goes to the [to]\. It was [was], and the [to_again] is [got] now, which is another colour",
                (
                    r"the colour of the [side] has to turn up on the [to]\. The [side_again] had [was], and now the "
                    "[to_again] has [got], which is another colour"
                ),
            ],
            "strayed": [
                (
                    r"the [side] goes to the [to]\. It was [color], and the [to_again] is [color_again] now; on the "
                    "axis, the [stray] was [was] and is [got], and it should not change"
                ),
                (
                    r"the colour of the [side] has to turn up on the [to]\. The [side_again] had [color], and now the "
                    "[to_again] has [color_again]; on the axis, the [stray] was [was] and is [got], and it should "
                    "not change"
                ),
            ],
            "opposite": [
                "on opposite sides I have [pairs], the same pairs as before",
                r"opposite colours stay opposite\. I have [pairs], just as before the turn",
                "looking at opposite sides, I see [pairs], as it was",
            ],
            "parted": [
                (
                    r"on opposite sides I have [color] and [other] \([axis_sides]\), but before, [color_again] was "
                    "opposite [was]"
                ),
                (
                    r"opposite colours stay opposite\. I have [color] and [other] \([axis_sides]\), but [color_again] "
                    "was opposite [was]"
                ),
                (
                    r"looking at opposite sides, I see [color] and [other] \([axis_sides]\), although [color_again] "
                    "had [was] opposite it"
                ),
            ],
            "cornered": [
                (
                    "around the corner of top, right and front, clockwise, I have [now]; before the turn these ran "
                    "clockwise too, as [places]"
                ),
                (
                    r"colours that meet in a corner keep their order around it\. Clockwise, top, right and front are "
                    "[now]; before the turn these ran clockwise too, as [places]"
                ),
            ],
            "mirrored": [
                (
                    "around the corner of top, right and front, clockwise, I have [now]; before the turn these ran "
                    "counterclockwise, as [places]"
                ),
                (
                    r"colours that meet in a corner keep their order around it\. Clockwise, top, right and front are "
                    "[now]; before the turn these ran counterclockwise, as [places]"
                ),
            ],
            "unmet": [
                (
                    "around the corner of top, right and front, clockwise, I have [now]; before the turn [color] was "
                    "opposite [other], so these cannot meet"
                ),
                (
                    r"colours that meet in a corner keep their order around it\. Clockwise, top, right and front are "
                    "[now]; before the turn [color] was opposite [other], so these cannot meet"
                ),
            ],
            "complete": [
                "counting the colours, I find all six, once each",
                "of the six colours, each is there once",
                "going over the colours, I see every one of them once",
            ],
            "doubled": [
                (
                    "counting the colours, I find [color] on the [side] and again on the [side_b], while [missing] "
                    "has gone"
                ),
                "of the six colours, [color] is there twice, on the [side] and the [side_b], and [missing] is missing",
                "going over the colours, I see [color] on the [side] and the [side_b], and no [missing]",
            ],
            "restored": [
                "turned back, [cube_is], as before",
                "undoing the turn gives [cube], as before",
                "turning back I get [cube_on], as before",
            ],
            "undone": [
                "turned back, [cube_is], but the [side] was [was]",
                "undoing the turn gives [cube], but the [side] was [was]",
                "turning back I get [cube_on], but the [side] was [was]",
            ],
        },
    ),
}
PROSE_TAILS: list[tuple[str, str, list[str]]] = [
    ("back", "turn", [": [cube]", ": [cube_ring]", ", and now [cube_is]", ", which gives [cube_on]"]),
]

SYMBOLIC_HEADS = {
    "turn": [
        "turn [step] [turn]: [cube]",
    ],
    "review": [
        "review turn [step]",
    ],
    "landed": [
        "check [side]>[to]: [color] [color_again], [axis] [kept_a] [kept_b], ok",
    ],
    "missed": [
        "check [side]>[to]: [was] [got], fails",
    ],
    "strayed": [
        "check [side]>[to]: [color] [color_again], [stray] [was] [got], fails",
    ],
    "opposite": [
        "check opposite: [pairs], ok",
    ],
    "parted": [
        "check opposite: [color]-[other] [axis], was [color_again]-[was], fails",
    ],
    "cornered": [
        "check corner: top right front [now], was [places] clockwise, ok",
    ],
    "mirrored": [
        "check corner: top right front [now], was [places] counterclockwise, fails",
    ],
    "unmet": [
        "check corner: top right front [now], was [color]-[other] opposite, fails",
    ],
    "complete": [
        "check colours: all once, ok",
    ],
    "doubled": [
        "check colours: [color] on [side] and [side_b], no [missing], fails",
    ],
    "restored": [
        "check back: [cube], ok",
    ],
    "undone": [
        "check back: [cube], was [side] [was], fails",
    ],
    "back": [
        "refuted, back to turn [step]",
    ],
    "solved": [
        "solved: [target] [answer]",
    ],
    "restate": [
        "now [step] [side] [color]",
    ],
    "gave_up": [
        "gave up",
    ],
    "unsolvable": [
        "no answer",
    ],
}
SYMBOLIC_TAILS: list[tuple[str, str, list[str]]] = []

STYLES = {
    "prose": Phrases(SLOTS, PROSE_HEADS, PROSE_TAILS),
    "reflective": Phrases(SLOTS, REFLECTIVE_HEADS, REFLECTIVE_TAILS),
    "symbolic": Phrases(SHORT_SLOTS, SYMBOLIC_HEADS, SYMBOLIC_TAILS, end=""),
}
STYLES["marked"] = STYLES["prose"]
