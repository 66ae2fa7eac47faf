"""The phrases of texts of one-dimensional ARC, as a plain reader knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arc_1d_families import ASKS, PHRASES, SHORT, UNITS, VALUES
from arc_1d_talk import REFLECTIVE_HEADS, REFLECTIVE_TAILS
from phrases import Phrases


def any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


CELL = r"[1-9]\d{0,2}"
ROW = r"\d(?: \d){0,99}"
SLOTS = {
    "family": any_of(PHRASES),
    "ask": any_of(ASKS),
    "value": any_of(VALUES),
    "pair": "[1-9]",
    "cells": rf"{CELL}(?:(?:, {CELL})* and {CELL})?",
    **dict.fromkeys(("row", "given", "answer"), ROW),
}
SHORT_SLOTS = {
    "family": any_of(UNITS),
    "ask": any_of(UNITS),
    "value": any_of(SHORT),
    "pair": "[1-9]",
    "cells": rf"{CELL}(?: {CELL})*",
    **dict.fromkeys(("row", "given", "answer"), r"\d{1,100}"),
}

PROSE_HEADS = {
    "pairs": [
        "I compare the inputs with their outputs",
        "Let me look at the pairs",
        r"What turns each input into its output\?",
        "I look for a rule that the pairs have in common",
        "I hold each input against its output",
        r"Which rule makes the outputs out of the inputs\?",
    ],
    "family": [
        "Maybe [family]",
        "Perhaps [family]",
        "Suppose that [family]",
        "Let me test whether [family]",
        "One idea: [family]",
        "It may be that [family]",
        r"Could it be that [family]\?",
        r"What if [family]\?",
        "I could imagine that [family]",
        "A guess: [family]",
    ],
    "open": [
        "Pair 1 leaves open [ask]",
        "It is not clear from pair 1 [ask]",
        "Pair 1 does not tell [ask]",
        "More than one choice would do for pair 1",
        "Pair 1 alone does not settle [ask]",
        "As far as pair 1 goes, there is more than one possibility",
    ],
    "value": [
        "I try [value]",
        "Let me take [value]",
        "Say [value]",
        "It could be [value]",
        "Perhaps [value]",
        r"What about [value]\?",
        "I go for [value]",
    ],
    "only": [
        "For pair 1 it could only be [value]",
        "If so, pair 1 leaves no choice but [value]",
        "Going by pair 1, that would have to be [value]",
        "If it is that, then by pair 1 it has to be [value]",
        "For pair 1 there is no other choice than [value]",
        "To judge by pair 1, only [value] could be meant",
    ],
    "fits": [
        "Input [pair] becomes [row], as given",
        "Pair [pair] gives [row], which is right",
        "Pair [pair] fits: [row]",
        "From input [pair] I get [row], as it should be",
        "Input [pair] turns into [row], and that is its output",
        "For pair [pair] that makes [row], just as given",
    ],
    "differs": [
        "Input [pair] would become [row], but its output is [given]",
        "On pair [pair] this gives [row], not [given]",
        "For pair [pair] I get [row]; given is [given]",
        "That makes [row] of input [pair], where [given] is wanted",
        "Input [pair] turns into [row], and that is not [given]",
        "Pair [pair] does not agree: it would be [row] instead of [given]",
    ],
    "unfit": [
        "That cannot be applied to input [pair]",
        "With input [pair] this cannot be done",
        "Input [pair] does not allow that at all",
        "There is no way to do that with input [pair]",
        "For input [pair] that makes no sense",
    ],
    "unfit_last": [
        "That cannot be applied to the last row",
        "With the last row this cannot be done",
        "The last row, though, does not allow that",
        "But there is no way to do that with the last row",
        "For the last row, however, that makes no sense",
    ],
    "back": [
        "That rule is refuted, so I go back to the pairs",
        "So that is ruled out, and I need another idea",
        r"No, that fails\. I look at the pairs again",
        r"This cannot be the rule\. Back to the pairs",
        "That idea is wrong, so I look for another one",
        "So it is something else",
        r"That is out\. Once more to the pairs",
    ],
    "aside": [
        "I leave this idea for now and go back to the pairs",
        "Let me set this aside and look at the pairs again",
        "Before I try more of that, I return to the pairs",
        "I put this off and look for another idea",
        "There is more to try here, but I look at the pairs once more",
    ],
    "back_open": [
        r"So that is ruled out\. Back to the question [ask]",
        "That is wrong, so I return to the question [ask]",
        r"No\. So I ask again [ask]",
        "This fails, so once again I ask [ask]",
        "So it is not that",
        "That one is out, and it is open again [ask]",
    ],
    "applied": [
        r"All pairs fit\. The last row becomes [answer]",
        r"So the rule holds for every pair\. It makes [answer] of the last row",
        "Every pair agrees, and the last row turns into [answer]",
        r"The rule explains each pair\. For the last row it gives [answer]",
        r"Each output is as it should be\. Applied to the last row, the rule gives [answer]",
    ],
    "solved": [
        "That is the answer",
        "So this is my answer",
        "This is the row asked for",
        "With that I have the answer",
        "I take that as the answer",
        "The answer is [answer]",
    ],
    "restate": [
        "To recall, pair [pair] goes from [row] to [given]",
        "As given, pair [pair] has the input [row] and the output [given]",
        "Pair [pair] turns [row] into [given]",
        "In pair [pair], [row] becomes [given]",
        "Pair [pair] once more: first [row], then [given]",
    ],
    "compare": [
        "Cell by cell, pair [pair] changes at [cells]",
        "In pair [pair], input and output differ at [cells]",
        "The cells that change in pair [pair] are [cells]",
        "Pair [pair] keeps all cells but [cells]",
        "Counting from the left, pair [pair] changes at [cells]",
    ],
    "gave_up": [
        "I stop here without a rule",
        "I have not found the rule, and give up here",
        "Here I leave it, with no rule found",
        r"This is as far as I go\. I have no rule",
        "I end the search without an answer",
    ],
    "unsolvable": [
        "That was my last idea: I know no rule for these pairs",
        "So I know no rule that fits",
        "None of the rules that I know explains the pairs",
        "With that I have tried all rules that I know, and none fits",
        "I am out of ideas: no rule that I know does this",
    ],
}
PROSE_TAILS = [
    ("pairs", "family", ["; maybe [family]", "; perhaps [family]"]),
    ("back|aside", "family", ["; perhaps [family]", "; it may be that [family]", "; maybe [family]"]),
    ("family", "open", ["; pair 1 leaves open [ask]", ", though pair 1 does not tell [ask]"]),
    ("open", "value", ["; perhaps [value]", "; I try [value]", "; let me take [value]", "; it could be [value]"]),
    ("back_open", "value", ["; now I try [value]", "; let me take [value]", "; perhaps [value]"]),
    (
        "family",
        "only",
        [
            "; for pair 1 it could only be [value]",
            "; if so, pair 1 leaves no choice but [value]",
            "; by pair 1 that would have to be [value]",
        ],
    ),
    (
        "family|value|only",
        "fits",
        [
            "; then input [pair] becomes [row], as given",
            ": input [pair] gives [row], which is right",
            "; that makes [row] of input [pair], as it should be",
        ],
    ),
    (
        "fits",
        "fits",
        [
            ", and input [pair] becomes [row], as given",
            "; pair [pair] gives [row], which is right, too",
            ", and pair [pair] fits as well: [row]",
            "; from input [pair] I get [row], right again",
        ],
    ),
    (
        "family|value|only",
        "differs",
        ["; then input [pair] becomes [row], not [given]", ": input [pair] gives [row], not [given]"],
    ),
    (
        "fits",
        "differs",
        [
            ", but input [pair] becomes [row], not [given]",
            "; on pair [pair], though, I get [row] and not [given]",
            ", but pair [pair] would give [row] where [given] is given",
        ],
    ),
    ("fits", "unfit_last", [", but with the last row it cannot be done", "; the last row, though, does not allow it"]),
    ("family|value", "unfit", [", but that cannot be done with input [pair]"]),
    ("fits", "unfit", [", but with input [pair] it cannot be done", "; input [pair], though, does not allow it"]),
    ("fits", "applied", [r", so that all pairs fit\. The last row becomes [answer]"]),
    ("applied", "solved", [", and that is the answer", ", which is the answer"]),
]

SYMBOLIC_HEADS = {
    "pairs": [
        "pairs",
    ],
    "family": [
        "try [family]",
    ],
    "open": [
        "which [ask]",
    ],
    "value": [
        "with [value]",
    ],
    "only": [
        "only [value]",
    ],
    "fits": [
        "[pair]: [row] ok",
    ],
    "differs": [
        "[pair]: [row] != [given]",
    ],
    "unfit": [
        "[pair]: cannot be applied",
    ],
    "unfit_last": [
        "test: cannot be applied",
    ],
    "back": [
        "refuted, back to pairs",
    ],
    "back_open": [
        "refuted, back to [ask]",
    ],
    "aside": [
        "aside, back to pairs",
    ],
    "applied": [
        "test: [answer]",
    ],
    "solved": [
        "solved",
        "solved: [answer]",
    ],
    "restate": [
        "pair [pair]: [row] to [given]",
    ],
    "compare": [
        "pair [pair] differs at [cells]",
    ],
    "gave_up": [
        "gave up",
    ],
    "unsolvable": [
        "no rule",
    ],
}
SYMBOLIC_TAILS = []

STYLES = {
    "prose": Phrases(SLOTS, PROSE_HEADS, PROSE_TAILS),
    "reflective": Phrases(SLOTS, REFLECTIVE_HEADS, REFLECTIVE_TAILS),
    "symbolic": Phrases(SHORT_SLOTS, SYMBOLIC_HEADS, SYMBOLIC_TAILS, end=""),
}
STYLES["marked"] = STYLES["prose"]
