"""A Countdown trace in short: one line for each step."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.language import CODECS, VOCABULARY

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^left": ["have {numbers:row}"],
        "?left": ["left {numbers:row}"],
        "combine": ["{a:p} {op} {b:p} = {result}"],
        "combine left": [", left {numbers:row}"],
        "combine miss": [" != {target}"],
        "combine solved": [", solved: {answer}"],
        "?miss": ["end {result} != {target}"],
        "back": ["refuted, back to {numbers:row}"],
        "aside": ["aside, back to {numbers:row}"],
        "switch": ["switch to {numbers:row}"],
        "?solved": ["solved: {answer}"],
        "restate": ["so far {moves:row}"],
        "check": ["check {a:p} {op} {b:p} = {result}: {result:p} {inverse} {b:p} = {a}"],
        "list": ["from {a} {b}: {results:row}"],
        "compare": ["perhaps {a:p} {op} {b:p} = {result}, {side:short} {target} by {distance}"],
        "backward": ["need {need}: {need:p} {op} {by:p} = {target}"],
        "subgoal": ["aim {goal} of {numbers:row}: {goal:p} {op} {by:p} = {target}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=VOCABULARY.kinds,
)
