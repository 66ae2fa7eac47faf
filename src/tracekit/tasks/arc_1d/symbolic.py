"""A trace of one-dimensional ARC in short: one line for each event."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.arc_1d.language import CODECS, VOCABULARY

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "pairs": ["pairs"],
        "family": ["try {family:code}"],
        "open": ["which {family:code}"],
        "value": ["with {value:code}"],
        "only": ["only {value:code}"],
        "fits": ["{pair}: {row:close} ok"],
        "differs": ["{pair}: {row:close} != {given:close}"],
        "unfit": ["{pair}: cannot be applied"],
        "unfit_last": ["test: cannot be applied"],
        "back": ["refuted, back to pairs"],
        "back_open": ["refuted, back to {family:code}"],
        "aside": ["aside, back to pairs"],
        "applied": ["test: {answer:close}"],
        "solved": ["solved"],
        "?solved": ["solved: {answer:close}"],
        "restate": ["pair {pair}: {row:close} to {given:close}"],
        "compare": ["pair {pair} differs at {cells:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no rule"],
    },
    new_line=VOCABULARY.kinds,
)
