"""Geometry as reasoning models talk after training by RL: in the first person, doubting, looking again."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.advanced_geometry.language import CODECS, VOCABULARY
from tracekit.tasks.advanced_geometry.statements import STOPS, checks, put, steps

_STEP = ("Okay, {}.", "So now {}.", "Let me see, {}.", "Alright, {}.", "And {}.", "So {}.")
_AT_FIRST = ("Okay, {}.", "Let me see, {}.", "Let me start: {}.", "Hmm, to begin with, {}.")
_AFTER_RETURN = (": {}.", ": this time {}.", ": okay, {}.")
_CHECK = (
    "Let me double-check: {}.",
    "Wait, is that right? Let me see: {}.",
    "I'd better verify this: {}.",
    "Let me make sure: {}.",
    "A quick check: {}.",
)
_STOP = ("Wait, {}.", "Hmm, {}.", "But hold on, {}.", "Oh, {}.", "Hmm, wait, {}.")
_CONCLUSIONS = {
    "perpendicular": (". Yes, a right angle", ". No, that should be 0"),
    "equal": (", and to B and C it's the same", ", but to B and C it's {db} and {dc}, and these should all be equal"),
    "median": (". Yes, that's my point", ". No, I had ({gx}, {gy})"),
    "along": (". Good, so F is on BC", ". Hmm, then F isn't on BC"),
    "other_corner": (". Same as before", ". But I had {have}"),
    "closed": (". Okay, it closes", ". But it should come back to (0, 0)"),
    "heron": (". These agree", ". These don't agree"),
    "squared": (". Fine", ". That's off"),
    "distance": (". I had {rad}, so that fits", ". I had {rad}, so something's off"),
    "third_side": (". Yes, the same", ". No, not the same"),
    "sum": (". That's 180° up to rounding", ". That isn't 180°"),
}

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options": [
            "Hmm, how should I do this? I could use {methods:or}.",
            "Let me think about what could work: {methods}.",
            "Okay, there are a few ways here: {methods}.",
            "I could go about this with {methods:or}.",
            "What are my options? I see {methods}.",
        ],
        "use": [
            "Let me try {method}.",
            "Maybe {method} will do.",
            "I think I'll go with {method}.",
            "Let's go with {method}.",
            "I'll try it with {method}.",
        ],
        **steps(_STEP, _AT_FIRST, _AFTER_RETURN),
        **checks(_CHECK, _CONCLUSIONS),
        **{kind: put(_STOP, [text]) for kind, text in STOPS.items()},
        "back_choice": [
            "Okay, so that method doesn't work. I still have {methods:or}.",
            "Hmm, this way is out. What's left is {methods:or}.",
            "So no luck with that one. Let me see what remains: {methods}.",
            "Right, that's a dead end. I haven't tried {methods}.",
            "No, that can't work here. Then {methods:or}.",
        ],
        "back_last": [
            "Okay, so that method doesn't work. I still have {method}.",
            "Hmm, this way is out. What's left is {method}.",
            "So no luck with that one. What remains is {method}.",
            "Right, that's a dead end. I haven't tried {method}.",
            "No, that can't work here. Then {method}.",
        ],
        "aside_choice": [
            "Hmm, let me leave this method for now. There's also {methods:or}.",
            "Maybe another way is easier. I haven't tried {methods}.",
            "Actually, let me put this on hold and think of {methods:or}.",
            "Before I go on, what about the others: {methods}?",
            "I'm not sure about this one, so let me look at {methods:or}.",
        ],
        "aside_last": [
            "Hmm, let me leave this method for now. There's also {method}.",
            "Maybe another way is easier. I haven't tried {method}.",
            "Actually, let me put this on hold and think of {method}.",
            "Before I go on, what about {method}?",
            "I'm not sure about this one, so let me look at {method}.",
        ],
        "back_step": [
            "So I made a mistake somewhere. Looking back, it's in {place}, so let me try that again.",
            "That can't be. I must have got {place} wrong, so let me redo it.",
            "Okay, where did I go wrong? It's {place}, so I'll redo that.",
            "Hmm, something's off, and I see it now: {place}. Let me fix that.",
            "Wait, {place} was wrong. I'll go back and do it again.",
            "Right, so {place} isn't correct, and I have to redo it carefully.",
        ],
        "aside_step": [
            "Let me leave this for a moment and go back to {place}.",
            "Hmm, I'd rather look at {place} again first.",
            "Before I go on, let me return to {place}.",
            "I'm not sure yet. Back to {place} for now.",
            "Actually, let me take another look at {place}.",
        ],
        "solved": [
            "So my answer is {answer}.",
            "Okay, written as asked, that's {answer}.",
            "And that gives me the answer: {answer}.",
            "Great, so the answer should be {answer}.",
            "Putting it in the form asked for, {answer}.",
        ],
        "restate": [
            "Let me keep in mind that {v} is at ({x1}, {y1}).",
            "Just to recall, {v} lies at ({x1}, {y1}).",
            "Okay, {v} was given as ({x1}, {y1}).",
            "Wait, where was {v}? At ({x1}, {y1}).",
            "So the corner {v} has the coordinates ({x1}, {y1}).",
        ],
        "recall": [
            "I already found {s} to be ({dx}, {dy}).",
            "From before, {s} is ({dx}, {dy}).",
            "Let me remember that {s} came out as ({dx}, {dy}).",
            "What was {s} again? It was ({dx}, {dy}).",
            "I can reuse {s} from above, that was ({dx}, {dy}).",
        ],
        "gave_up": [
            "Hmm, I can't finish this, so I stop here.",
            "I don't have an answer, and I'm going to leave it.",
            "Okay, I give up on this one.",
            "I'm not getting anywhere, so I end here without an answer.",
            "I'll stop at this point, with no answer.",
        ],
        "unsolvable": [
            "Okay, so I've tried every way, and none of them works.",
            "Hmm, that was the last one, and it failed as well.",
            "So nothing is left to try, and nothing has worked.",
            "Wait, that was everything. None of it works.",
            "I'm out of methods, and all of them have failed.",
        ],
    },
    new_line=("back_choice", "back_last", "back_step", "aside_choice", "aside_last", "aside_step"),
)
