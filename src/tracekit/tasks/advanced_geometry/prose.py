"""Geometry in plain words."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.advanced_geometry.language import CODECS, VOCABULARY
from tracekit.tasks.advanced_geometry.statements import STOPS, checks, put, steps

_STEP = ("{}.", "Next, {}.", "Then {}.", "Now {}.")
_AT_FIRST = ("{}.", "To begin with, {}.", "First, {}.")
_AFTER_RETURN = (": {}.", ": this time {}.")
_CHECK = ("Check: {}.", "To check: {}.", "As a test, {}.", "This can be checked: {}.", "As a check, {}.")
_STOP = ("{}.", "But {}.", "The trouble: {}.", "As it is, {}.", "However, {}.")
_CONCLUSIONS = {
    "perpendicular": (", a right angle as it must be", ", but it has to be 0"),
    "equal": (", and so it is to B and to C", ", but to B and to C it is {db} and {dc}, and all should be equal"),
    "median": (", as found", ", not ({gx}, {gy})"),
    "along": (", so F is on BC", ", not 0"),
    "other_corner": (", as before", ", not {have}"),
    "closed": (", a closed path", ", but it should be (0, 0)"),
    "heron": (" as well", ", which is not the same"),
    "squared": (", so that holds", ", so that is off"),
    "distance": (", in agreement with {rad}", ", at odds with {rad}"),
    "third_side": (" as well", ", which is another length"),
    "sum": (", that is 180° up to rounding", ", and not 180°"),
}

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options": [
            "I could try {methods:or}.",
            "What comes to mind: {methods}.",
            "There are {methods} to choose from.",
            "Methods to try: {methods}.",
            "This can be done with {methods:or}.",
        ],
        "use": [
            "I take {method}.",
            "Let me use {method}.",
            "I go for {method}.",
            "Let me try {method}.",
            "My choice is {method}.",
        ],
        **steps(_STEP, _AT_FIRST, _AFTER_RETURN),
        **checks(_CHECK, _CONCLUSIONS),
        **{kind: put(_STOP, [text]) for kind, text in STOPS.items()},
        "back_choice": [
            "That method fails, so it is out. What remains is {methods:or}.",
            "So this way is ruled out. Left to try: {methods}.",
            "This does not work. I still have {methods:or}.",
            "So no answer comes from that. There are still {methods}.",
            "That is a dead end. Not tried yet: {methods}.",
        ],
        "back_last": [
            "That method fails, so it is out. There remains only {method}.",
            "So this way is ruled out. Left to try is {method}.",
            "This does not work. I still have {method}.",
            "So no answer comes from that. There is still {method}.",
            "That is a dead end. Not tried yet: {method}.",
        ],
        "aside_choice": [
            "I leave this method for now. Not tried yet: {methods}.",
            "Let me set this aside. I could also try {methods:or}.",
            "Before I go on with this, I look at the rest: {methods}.",
            "This can wait. Other ways are {methods}.",
            "I put this on hold. Still open: {methods}.",
        ],
        "aside_last": [
            "I leave this method for now. Not tried yet is {method}.",
            "Let me set this aside. I could also try {method}.",
            "Before I go on with this, I look at what else there is: {method}.",
            "This can wait. Another way is {method}.",
            "I put this on hold. Still open is {method}.",
        ],
        "back_step": [
            "So something is wrong. The slip is in {place}, and I go back to that.",
            "That cannot be, so I was wrong, and go back to {place}.",
            "This is a contradiction. The mistake is in {place}, so I do that again.",
            "So I made a mistake: {place} is not right and has to be done again.",
            "That rules it out. I return to {place} and work it out anew.",
            "There is an error, and looking back I see it in {place}, which I have to do again.",
        ],
        "aside_step": [
            "I leave this for now and return to {place}.",
            "Let me put this aside and go back to {place}.",
            "Before I go on here, I look at {place} again.",
            "This can wait. Back to {place}.",
            "I put this on hold and go back to {place}.",
        ],
        "solved": [
            "The answer is {answer}.",
            "Written as asked: {answer}.",
            "So the answer is {answer}.",
            "In the form asked for, that is {answer}.",
            "That makes the answer {answer}.",
        ],
        "restate": [
            "As given, {v} lies at ({x1}, {y1}).",
            "The corner {v} has the coordinates ({x1}, {y1}).",
            "I keep in view that {v} is at ({x1}, {y1}).",
            "{v} was given as ({x1}, {y1}).",
            "To recall, {v} is the point ({x1}, {y1}).",
        ],
        "recall": [
            "From before I have {s} as ({dx}, {dy}).",
            "As found above, the way along {s} is ({dx}, {dy}).",
            "To recall, {s} = ({dx}, {dy}).",
            "I know {s} already: ({dx}, {dy}).",
            "{s} was found to be ({dx}, {dy}).",
        ],
        "gave_up": [
            "I stop here without an answer.",
            "I have no answer, and give up here.",
            "This is as far as I go.",
            "I end here, with no answer.",
            "Here I give up.",
        ],
        "unsolvable": [
            "Nothing is left to try, and nothing has worked.",
            "Every way has failed.",
            "With that all methods have failed.",
            "That was the last way, and it fails too.",
            "No method is left.",
        ],
    },
    new_line=("back_choice", "back_last", "back_step", "aside_choice", "aside_last", "aside_step"),
)
