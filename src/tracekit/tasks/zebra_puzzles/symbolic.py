"""A trace of a zebra puzzle in short: one line for each step."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.zebra_puzzles.language import RETURNS, VOCABULARY, after
from tracekit.tasks.zebra_puzzles.notation import CODECS

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options": ["{value} in {houses:row}"],
        **after(["options", *RETURNS], {"try": [", try {house}"]}),
        "?try": ["try {value} in {house}"],
        "given": ["{value} = {house} (clue {clue})"],
        "by_clue": ["{value} = {house} (clue {clue}: {demand})"],
        "last": ["{value} = {house}"],
        "by_clue_but": ["{value} = {house} (clue {clue}: {demand}, {taken:row})"],
        "left": ["{value} = {house}: {why:row}"],
        "broken": ["clue {clue} broken: {demand}, but {where:row}"],
        "impossible": ["{value} stuck: clue {clue} {demand}"],
        "blocked": ["{value} stuck: clue {clue} {demand}, {taken:row}"],
        "stuck": ["{value} nowhere: {why:row}"],
        "back": ["refuted, back to {value} in {houses:row}"],
        "back_last": ["refuted, back to {value} left {house}"],
        "aside": ["aside, back to {value} in {houses:row}"],
        "aside_last": ["aside, back to {value} left {house}"],
        "switch": ["switch to {value} in {houses:row}"],
        "switch_elsewhere": ["switch to {value} in {houses:row} of {line:row}"],
        "back_elsewhere": ["refuted, over to {value} in {houses:row} of {line:row}"],
        "aside_elsewhere": ["aside, over to {value} in {houses:row} of {line:row}"],
        "solved": ["solved: house 1 {answer}"],
        "complete": ["solved"],
        "check": ["clue {clue} ok: {demand}, {where:row}"],
        "restate": ["house {house}: {values}"],
        "list": ["{value} open {houses:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=VOCABULARY.kinds,
)
