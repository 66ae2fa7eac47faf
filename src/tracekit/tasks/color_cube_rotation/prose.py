"""The turning of a cube in plain words.

What a check finds comes last: a check that fails is told like one that passes up to what is seen.
"""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.color_cube_rotation.language import CODECS, VOCABULARY

_STARTS = ("Check", "To check", "Let me check", "As a test")
_LANDING = (
    "the {side} goes to the {to}. It was {was}, and the {to} is {got} now",
    "the colour of the {side} has to turn up on the {to}. The {side} had {was}, and now the {to} has {got}",
)
_CORNER = (
    "around the corner of top, right and front, clockwise, I have {now}",
    "colours that meet in a corner keep their order around it. Clockwise, top, right and front are {now}",
)
_BACK = (
    "turned back, {cube:is}",
    "undoing the turn gives {cube}",
    "turning back I get {cube:on}",
)


def _landing(color: str, end: str) -> list[str]:
    """What is seen of the side that moves, with the colours in these fields."""
    return [text.replace("{was}", f"{{{color}}}").replace("{got}", f"{{{color}}}") + end for text in _LANDING]


_CHECKS = {
    "landed": _landing("color", "; on the axis, {axis:sides} are still {kept_a} and {kept_b}."),
    "strayed": _landing("color", "; on the axis, the {stray} was {was} and is {got}, and it should not change."),
    "missed": [f"{text}, which is another colour." for text in _LANDING],
    "opposite": [
        "on opposite sides I have {pairs}, the same pairs as before.",
        "opposite colours stay opposite. I have {pairs}, just as before the turn.",
        "looking at opposite sides, I see {pairs}, as it was.",
    ],
    "parted": [
        "on opposite sides I have {color} and {other} ({axis:sides}), but before, {color} was opposite {was}.",
        "opposite colours stay opposite. I have {color} and {other} ({axis:sides}), but {color} was opposite {was}.",
        "looking at opposite sides, I see {color} and {other} ({axis:sides}), although {color} had {was} opposite it.",
    ],
    "cornered": [f"{text}; before the turn these ran clockwise too, as {{places}}." for text in _CORNER],
    "mirrored": [f"{text}; before the turn these ran counterclockwise, as {{places}}." for text in _CORNER],
    "unmet": [f"{text}; before the turn {{color}} was opposite {{other}}, so these cannot meet." for text in _CORNER],
    "complete": [
        "counting the colours, I find all six, once each.",
        "of the six colours, each is there once.",
        "going over the colours, I see every one of them once.",
    ],
    "doubled": [
        "counting the colours, I find {color} on the {side} and again on the {side_b}, while {missing} has gone.",
        "of the six colours, {color} is there twice, on the {side} and the {side_b}, and {missing} is missing.",
        "going over the colours, I see {color} on the {side} and the {side_b}, and no {missing}.",
    ],
    "restored": [f"{text}, as before." for text in _BACK],
    "undone": [f"{text}, but the {{side}} was {{was}}." for text in _BACK],
}

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "turn": [
            "Turn {step} brings {turn}: {cube}.",
            "Turn {step} takes {turn}. Now {cube:is}.",
            "In turn {step} I bring {turn}, so that {cube:ring}.",
            "Turn {step}, {turn}, gives {cube:on}.",
            "Turn {step} moves {turn}, which leaves {cube:on}.",
        ],
        "back turn": [
            ": {cube}.",
            ": {cube:ring}.",
            ", and now {cube:is}.",
            ", which gives {cube:on}.",
        ],
        "back": [
            "That rules this out, so turn {step} once more.",
            "So I got turn {step} wrong, and do it again.",
            "That cannot be. Back to turn {step}.",
            "So turn {step} is wrong. I go back and redo it.",
            "That is a contradiction, so I work turn {step} out anew.",
            "This cube is ruled out, so back to turn {step}.",
        ],
        "review": [
            "Now I check turn {step}.",
            "Let me look at turn {step} again.",
            "Next I go over turn {step}.",
            "Back to turn {step}, to see whether it is right.",
            "I hold turn {step} against the cube before it.",
        ],
        **{name: [f"{start}: {text}" for text in texts for start in _STARTS] for name, texts in _CHECKS.items()},
        "solved": [
            "So the {target} side is {answer}.",
            "At the end the {target} side is {answer}.",
            "That makes the {target} side {answer}.",
            "The {target} side has ended up {answer}.",
            "On the {target} side there is {answer} now.",
        ],
        "restate": [
            "Now, with turn {step} done, the {side} is {color}.",
            "To keep track: turn {step} is the last so far, and I have {color} for the {side}.",
            "As things are after turn {step}, the {side} is {color}.",
            "After turn {step} I see {color} on the {side}.",
            "The {side} is {color} once turn {step} has been made.",
        ],
        "gave_up": [
            "I stop here without an answer.",
            "I give up here.",
            "This is as far as I go.",
            "I end here, with no answer.",
            "I leave it at that, without an answer.",
        ],
        "unsolvable": [
            "So there is no answer.",
            "That leaves nothing to try: there is no answer.",
            "No answer can be had.",
            "With that all is tried, and there is no answer.",
            "Nothing is left, and so there is no answer.",
        ],
    },
    new_line=("turn", "back", "review", "solved"),
)
