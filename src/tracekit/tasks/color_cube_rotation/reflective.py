"""The turning of a cube as reasoning models talk after training by RL: in the first person, doubting, looking again."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.color_cube_rotation.language import CODECS, VOCABULARY

_STARTS = (
    "Wait, let me double-check",
    "Let me make sure",
    "Hmm, is that right? Let me see",
    "Okay, a quick check",
    "I want to verify this",
)
_LANDING = (
    "the {side} should have gone to the {to}. It was {was}, and now the {to} is {got}",
    "I moved the {side} to the {to}. I had {was} on it, and on the {to} I now have {got}",
)
_CORNER = (
    "top, right and front meet in a corner, and clockwise I read {now}",
    "clockwise around the corner of top, right and front I have {now}",
)
_BACK = (
    "if I turn it back, {cube:is}",
    "undoing the turn, I get {cube}",
    "going backwards I'd have {cube:on}",
)


def _landing(color: str, end: str) -> list[str]:
    """What is seen of the side that moves, with the colours in these fields."""
    return [text.replace("{was}", f"{{{color}}}").replace("{got}", f"{{{color}}}") + end for text in _LANDING]


_CHECKS = {
    "landed": _landing("color", ". And on the axis, {axis:sides} are still {kept_a} and {kept_b}. Good."),
    "strayed": _landing("color", ". And on the axis, the {stray} was {was} and now it's {got}. That can't be."),
    "missed": [f"{text}, and those aren't the same." for text in _LANDING],
    "opposite": [
        "on opposite sides I have {pairs}, and these are the pairs I had before.",
        "which colours are opposite? I have {pairs}, same as before the turn.",
    ],
    "parted": [
        "on opposite sides I have {color} and {other} ({axis:sides}), but {color} had {was} opposite it before.",
        "which colours are opposite? I have {color} and {other} ({axis:sides}), but it used to be {color} and {was}.",
    ],
    "cornered": [f"{text}. Before the turn these went clockwise as well, as {{places}}. Okay." for text in _CORNER],
    "mirrored": [f"{text}. Before the turn these went counterclockwise, as {{places}}. Hmm." for text in _CORNER],
    "unmet": [f"{text}. Before the turn {{color}} was opposite {{other}}, so how could they meet?" for text in _CORNER],
    "complete": [
        "do I still have all colours? Counting them, I get each of the six once.",
        "going over the colours, I count each of the six once.",
    ],
    "doubled": [
        "do I still have all colours? Counting them, I get {color} on the {side} and the {side_b}, and no {missing}.",
        "going over the colours, I count {color} twice, on the {side} and the {side_b}, and {missing} is missing.",
    ],
    "restored": [f"{text}, and that's what it was before." for text in _BACK],
    "undone": [f"{text}, and the {{side}} was {{was}} before, so that's off." for text in _BACK],
}

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "turn": [
            "Okay, turn {step} takes {turn}. So now {cube:is}.",
            "Let me picture turn {step}: {turn}. I think that gives me {cube}.",
            "Turn {step} now, {turn}. Then I should have {cube:on}.",
            "Hmm, turn {step} brings {turn}, and that would mean {cube:ring}.",
            "For turn {step} I move {turn}, and I get {cube}.",
        ],
        "back turn": [
            ": {cube}.",
            ", and this time {cube:is}.",
            ", so now I have {cube:on}.",
            ", and then {cube:ring}.",
        ],
        "back": [
            "That doesn't add up. Let me redo turn {step}.",
            "Hmm, then I must have got turn {step} wrong. Let me do it again.",
            "Wait, so turn {step} is wrong. I have to go back to it.",
            "No, this can't be right. Back to turn {step}.",
            "Okay, I made a mistake in turn {step}. Once more.",
            "So my cube is off. I return to turn {step}.",
        ],
        "review": [
            "Now let me go back over turn {step}.",
            "I'd better verify turn {step}.",
            "Hmm, what about turn {step}? Let me look at it again.",
            "Let me see whether turn {step} holds up.",
            "And turn {step}, was that right?",
        ],
        **{name: [f"{start}: {text}" for text in texts for start in _STARTS] for name, texts in _CHECKS.items()},
        "solved": [
            "So, the {target} side should be {answer}.",
            "Okay, that means the {target} side ends up {answer}.",
            "And that's it. I have {answer} on the {target} side.",
            "Looking at the {target} side now, I see {answer}.",
            "The question was about the {target} side, and that's {answer}.",
        ],
        "restate": [
            "Just to keep track, after turn {step} the {side} is {color}.",
            "So where am I? Turn {step} is done, and the {side} is {color}.",
            "Let me note that after turn {step} I have {color} on the {side}.",
            "Okay, with turn {step} made, {color} is on the {side}.",
            "At this point, after turn {step}, it's {color} on the {side}.",
        ],
        "gave_up": [
            "Hmm, I can't get any further, so I stop here.",
            "I don't have an answer, and I'm going to stop.",
            "Okay, I give up here.",
            "I'll leave it there, without an answer.",
            "I keep losing track, so I end it here with no answer.",
        ],
        "unsolvable": [
            "So nothing is left to try, and there's no answer.",
            "Hmm, then there is no answer at all.",
            "Okay, I've been through everything, so there's no answer.",
            "Wait, that was all. There's no answer.",
            "That leaves me with nothing: no answer.",
        ],
    },
    new_line=("turn", "back", "review", "solved"),
)
