"""A trace about list functions in short: one line for each step."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.list_functions.language import CODECS, VOCABULARY, supposing

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "start": ["find the rule"],
        **supposing(("try: {it:code}",)),
        "only": ["only: {family:code}"],
        "sole": ["only: {rule:code}"],
        "kind open": [", which?"],
        "only open": [", which?"],
        "?open": ["which {family:code}?"],
        "fits": ["{n} -> {output:row} ok"],
        "misfit": ["{n} -> {output:row}, not {given:row}"],
        "undone": ["{n} -> none"],
        "back": ["refuted, back to {family:code}"],
        "back_start": ["refuted, back to start"],
        "aside": ["aside, back to {family:code}"],
        "aside_start": ["aside, back to start"],
        "apply": ["last -> {result:row}"],
        "apply solved": [", solved"],
        "?solved": ["solved {result:row}"],
        "restate": ["example {n}: {given:row} to {output:row}"],
        "compare": ["example {n}: length {before} to {after}, sum {sum_before} to {sum_after}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no rule fits"],
    },
    new_line=VOCABULARY.kinds,
)
