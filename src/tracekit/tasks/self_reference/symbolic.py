"""A self-reference trace in short: one line for each number. T and F are the numbers of true and false statements."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.self_reference.language import CODECS, VOCABULARY

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "case": ["T={t} F={f}"],
        "suppose": ["try"],
        "suppose values": [": {values:row}"],
        "values true_ones": ["; T={count}"],
        "values false_ones": ["; F={rest}"],
        "true_ones not_so_true": [" != {t}"],
        "false_ones not_so_false": [" != {f}"],
        "true_ones fits": [", fits {nth}"],
        "false_ones fits": [", fits {nth}"],
        "case too_many": [", out: true {trues:row}"],
        "case too_few": [", out: false {falses:row}"],
        "back": ["refuted, back to {t}"],
        "back too_many": [", out: true {trues:row}"],
        "back too_few": [", out: false {falses:row}"],
        "aside": ["aside, back to {t}"],
        "aside too_many": [", out: true {trues:row}"],
        "aside too_few": [", out: false {falses:row}"],
        "solved": ["solved: {answer}"],
        "restate": ["recall {said:row}"],
        "tally": ["done {done}, fit {fitting}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no way left"],
        "?values": ["{values:row}"],
        "?true_ones": ["T: {count}"],
        "?false_ones": ["F: {rest}"],
        "?not_so_true": ["but T {count} != {t}"],
        "?not_so_false": ["but F {rest} != {f}"],
        # The same in full, where it is not known which number is at hand.
        "?suppose": ["try T={t} F={f}"],
        "?fits": ["fits {nth}, T={t} F={f}"],
        "?too_many": ["out T={t} F={f}: true {trues:row}"],
        "?too_few": ["out T={t} F={f}: false {falses:row}"],
        "?back": ["refuted, back to T={t} F={f}"],
        "?aside": ["aside, back to T={t} F={f}"],
    },
    new_line=VOCABULARY.kinds,
)
