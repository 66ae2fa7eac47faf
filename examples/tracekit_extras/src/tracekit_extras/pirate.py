"""Countdown as a pirate tells it: a lexicon added to a task, and the style that uses it."""

from __future__ import annotations

from tracekit import Style
from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.prose import PROSE

PIRATE = Lexicon(
    PROSE.vocabulary,
    PROSE.codecs,
    {
        **PROSE.phrases,
        "^left": ["Ahoy, I have {numbers}."],
        "left": ["In me chest be {numbers}."],
        "combine": ["Arr, {a:p} {op} {b:p} = {result}."],
        "combine left": [", and in me chest be {numbers}."],
        "miss": ["That be {result}, but the treasure be {target}."],
        "combine miss": [", but the treasure be {target}."],
        "solved": ["The treasure! The map says {answer}."],
        "combine solved": [", the treasure! The map says {answer}."],
        "back": ["Shipwreck! Back to {numbers}."],
        "aside": ["I drop anchor here and sail back to {numbers}."],
    },
    new_line=("back", "aside"),
)

STYLE = Style("pirate", "pirate")
