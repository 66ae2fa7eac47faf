"""The phrases of reflective texts about a cube that is turned, as a plain reader knows them."""

from __future__ import annotations


def checks(start: str, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What checks find, each behind any of the ways to begin a check."""
    return {kind: [start + text for text in texts] for kind, texts in found.items()}


REFLECTIVE_HEADS = {
    "turn": [
        r"Okay, turn [step] takes [turn]\. So now [cube_is]",
        r"Let me picture turn [step]: [turn]\. I think that gives me [cube]",
        r"Turn [step] now, [turn]\. Then I should have [cube_on]",
        "Hmm, turn [step] brings [turn], and that would mean [cube_ring]",
        "For turn [step] I move [turn], and I get [cube]",
    ],
    "back": [
        r"That doesn't add up\. Let me redo turn [step]",
        r"Hmm, then I must have got turn [step] wrong\. Let me do it again",
        r"Wait, so turn [step] is wrong\. I have to go back to it",
        r"No, this can't be right\. Back to turn [step]",
        r"Okay, I made a mistake in turn [step]\. Once more",
        r"So my cube is off\. I return to turn [step]",
    ],
    "review": [
        "Now let me go back over turn [step]",
        "I'd better verify turn [step]",
        r"Hmm, what about turn [step]\? Let me look at it again",
        "Let me see whether turn [step] holds up",
        r"And turn [step], was that right\?",
    ],
    "solved": [
        "So, the [target] side should be [answer]",
        "Okay, that means the [target] side ends up [answer]",
        r"And that's it\. I have [answer] on the [target] side",
        "Looking at the [target] side now, I see [answer]",
        "The question was about the [target] side, and that's [answer]",
    ],
    "restate": [
        "Just to keep track, after turn [step] the [side] is [color]",
        r"So where am I\? Turn [step] is done, and the [side] is [color]",
        "Let me note that after turn [step] I have [color] on the [side]",
        "Okay, with turn [step] made, [color] is on the [side]",
        "At this point, after turn [step], it's [color] on the [side]",
    ],
    "gave_up": [
        "Hmm, I can't get any further, so I stop here",
        "I don't have an answer, and I'm going to stop",
        "Okay, I give up here",
        "I'll leave it there, without an answer",
        "I keep losing track, so I end it here with no answer",
    ],
    "unsolvable": [
        "So nothing is left to try, and there's no answer",
        "Hmm, then there is no answer at all",
        "Okay, I've been through everything, so there's no answer",
        r"Wait, that was all\. There's no answer",
        "That leaves me with nothing: no answer",
    ],
    **checks(
        (
            r"(?:Wait, let me double\-check|Let me make sure|Hmm, is that right\? Let me see|Okay, a quick check|I "
            "want to verify this): "
        ),
        {
            "landed": [
                (
                    r"the [side] should have gone to the [to]\. It was [color], and now the [to_again] is "
                    r"[color_again]\. And on the axis, [axis_sides] are still [kept_a] and [kept_b]\. Good"
                ),
                (
                    r"I moved the [side] to the [to]\. I had [color] on it, and on the [to_again] I now have "
                    r"[color_again]\. And on the axis, [axis_sides] are still [kept_a] and [kept_b]\. Good"
                ),
            ],
            "missed": [
                (
                    r"the [side] should have gone to the [to]\. It was [was], and now the [to_again] is [got], and "
                    "those aren't the same"
                ),
                (
                    r"I moved the [side] to the [to]\. I had [was] on it, and on the [to_again] I now have [got], and "
                    "those aren't the same"
                ),
            ],
            "strayed": [
                (
                    r"the [side] should have gone to the [to]\. It was [color], and now the [to_again] is "
                    r"[color_again]\. And on the axis, the [stray] was [was] and now it's [got]\. That can't be"
                ),
                (
                    r"I moved the [side] to the [to]\. I had [color] on it, and on the [to_again] I now have "
                    r"[color_again]\. And on the axis, the [stray] was [was] and now it's [got]\. That can't be"
                ),
            ],
            "opposite": [
                "on opposite sides I have [pairs], and these are the pairs I had before",
                r"which colours are opposite\? I have [pairs], same as before the turn",
            ],
            "parted": [
                (
                    r"on opposite sides I have [color] and [other] \([axis_sides]\), but [color_again] had [was] "
                    "opposite it before"
                ),
                (
                    r"which colours are opposite\? I have [color] and [other] \([axis_sides]\), but it used to be "
                    "[color_again] and [was]"
                ),
            ],
            "cornered": [
                (
                    r"top, right and front meet in a corner, and clockwise I read [now]\. Before the turn these went "
                    r"clockwise as well, as [places]\. Okay"
                ),
                (
                    r"clockwise around the corner of top, right and front I have [now]\. Before the turn these went "
                    r"clockwise as well, as [places]\. Okay"
                ),
            ],
            "mirrored": [
                (
                    r"top, right and front meet in a corner, and clockwise I read [now]\. Before the turn these went "
                    r"counterclockwise, as [places]\. Hmm"
                ),
                (
                    r"clockwise around the corner of top, right and front I have [now]\. Before the turn these went "
                    r"counterclockwise, as [places]\. Hmm"
                ),
            ],
            "unmet": [
                (
                    r"top, right and front meet in a corner, and clockwise I read [now]\. Before the turn [color] was "
                    r"opposite [other], so how could they meet\?"
                ),
                (
                    r"clockwise around the corner of top, right and front I have [now]\. Before the turn [color] was "
                    r"opposite [other], so how could they meet\?"
                ),
            ],
            "complete": [
                r"do I still have all colours\? Counting them, I get each of the six once",
                "going over the colours, I count each of the six once",
            ],
            "doubled": [
                (
                    r"do I still have all colours\? Counting them, I get [color] on the [side] and the [side_b], and "
                    "no [missing]"
                ),
                (
                    "going over the colours, I count [color] twice, on the [side] and the [side_b], and [missing] is "
                    "missing"
                ),
            ],
            "restored": [
                "if I turn it back, [cube_is], and that's what it was before",
                "undoing the turn, I get [cube], and that's what it was before",
                "going backwards I'd have [cube_on], and that's what it was before",
            ],
            "undone": [
                "if I turn it back, [cube_is], and the [side] was [was] before, so that's off",
                "undoing the turn, I get [cube], and the [side] was [was] before, so that's off",
                "going backwards I'd have [cube_on], and the [side] was [was] before, so that's off",
            ],
        },
    ),
}
REFLECTIVE_TAILS: list[tuple[str, str, list[str]]] = [
    ("back", "turn", [": [cube]", ", and this time [cube_is]", ", so now I have [cube_on]", ", and then [cube_ring]"]),
]
