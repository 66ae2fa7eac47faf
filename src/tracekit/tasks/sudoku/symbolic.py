"""A Sudoku trace in short: one line for each cell."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.sudoku.language import BEFORE_TRY, CODECS, VOCABULARY

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options": ["{cell} in {values:row}"],
        **{f"{kind} try": [", try {value}"] for kind in BEFORE_TRY},
        "?try": ["try {value} in {cell}"],
        "forced": ["{cell} only {value}"],
        "hidden": ["{cell} only place for {value} in {unit}"],
        "stuck": ["{cell} stuck: row has {row:row}, column adds {column:row}, box adds {box:row}"],
        "back": ["refuted, back to {cell} in {values:row}"],
        "back_last": ["refuted, back to {cell} left {value}"],
        "aside": ["aside, back to {cell} in {values:row}"],
        "aside_last": ["aside, back to {cell} left {value}"],
        "switch": ["switch to {cell} in {values:row}"],
        "switch_elsewhere": ["switch to {cell} in {values:row} of {line:row}"],
        "back_elsewhere": ["refuted, over to {cell} in {values:row} of {line:row}"],
        "aside_elsewhere": ["aside, over to {cell} in {values:row} of {line:row}"],
        "solved": ["solved"],
        "check": ["check {cell} = {value}: new"],
        "restate": ["{unit} {number}: {digits}"],
        "list": ["{cell} open {values:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=VOCABULARY.kinds,
)
