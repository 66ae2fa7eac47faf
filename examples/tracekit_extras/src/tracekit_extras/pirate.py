"""Countdown as a pirate tells it: a lexicon added to a task, and the style that uses it."""

from __future__ import annotations

from tracekit import Style
from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.language import PROSE

PIRATE = Lexicon(
    PROSE.vocabulary,
    PROSE.codecs,
    {
        **PROSE.sentences,
        "^left": ["Ahoy, I have {numbers}."],
        "left": ["In me chest be {numbers}."],
        "combine left": ["Arr, {a} {op} {b} = {result}|, and in me chest be {numbers}."],
        "combine miss": ["Arr, {a} {op} {b} = {result}|, but the treasure be {target}."],
        "combine solved": ["Arr, {a} {op} {b} = {result}|, the treasure! The map says {answer}."],
        "combine": ["Arr, {a} {op} {b} = {result}."],
        "back": ["Shipwreck! Back to {numbers}."],
        "aside": ["I drop anchor here and sail back to {numbers}."],
    },
    new_line=("back", "aside"),
)

STYLE = Style("pirate", "pirate")
