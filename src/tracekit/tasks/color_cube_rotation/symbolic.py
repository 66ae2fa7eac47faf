"""The turning of a cube in short: one line for each turn and each check, what it finds at the end of the line."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.color_cube_rotation.language import CODECS, VOCABULARY

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "turn": ["turn {step} {turn:row}: {cube:row}"],
        "review": ["review turn {step}"],
        "landed": ["check {side}>{to}: {color} {color}, {axis} {kept_a} {kept_b}, ok"],
        "missed": ["check {side}>{to}: {was} {got}, fails"],
        "strayed": ["check {side}>{to}: {color} {color}, {stray} {was} {got}, fails"],
        "opposite": ["check opposite: {pairs:row}, ok"],
        "parted": ["check opposite: {color}-{other} {axis}, was {color}-{was}, fails"],
        "cornered": ["check corner: top right front {now:row}, was {places:row} clockwise, ok"],
        "mirrored": ["check corner: top right front {now:row}, was {places:row} counterclockwise, fails"],
        "unmet": ["check corner: top right front {now:row}, was {color}-{other} opposite, fails"],
        "complete": ["check colours: all once, ok"],
        "doubled": ["check colours: {color} on {side} and {side_b}, no {missing}, fails"],
        "restored": ["check back: {cube:row}, ok"],
        "undone": ["check back: {cube:row}, was {side} {was}, fails"],
        "back": ["refuted, back to turn {step}"],
        "solved": ["solved: {target} {answer}"],
        "restate": ["now {step} {side} {color}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no answer"],
    },
    new_line=VOCABULARY.kinds,
)
