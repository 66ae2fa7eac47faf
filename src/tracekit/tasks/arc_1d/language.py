"""How a trace of one-dimensional ARC is told."""

from __future__ import annotations

import re

from tracekit.language.codec import Codec, list_of, one_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Computed, Just, Named, Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.arc_1d.families import FAMILY_LIST, Parameter
from tracekit.tasks.arc_1d.problem import PAIRS, Altered, Applied, Fits, Mismatch, Quoted

# Unit -> how its numbers are said; {} stands for one number.
_SAID = {
    "distance": "{a} cells",
    "colour": "colour {a}",
    "towards": "{a} cells towards the cell of colour {b}",
    "sides": "colour {a} to the left and colour {b} to the right",
    "lengths": "colour {a} for the longer one and colour {b} for the shorter one",
    "beside": "colour {b} beside blocks of length {a}",
}


def _patterns() -> dict[str, str]:
    digit = {"a": "[1-9]", "b": "[1-9]"}
    patterns = {unit: re.escape(text).replace(r"\{", "{").replace(r"\}", "}") for unit, text in _SAID.items()}
    return {
        unit: text.format(**digit).replace(r"[1-9]\ cells", r"(?:1\ cell|[2-9]\ cells)")
        for unit, text in patterns.items()
    }


_PATTERNS = _patterns()
_LONGEST_FIRST = sorted(_PATTERNS, key=lambda unit: len(_SAID[unit]), reverse=True)


def _say(value: Parameter) -> str:
    unit, a, b = value
    text = _SAID[unit].format(a=a, b=b)
    return text.replace("1 cells", "1 cell", 1) if unit in ("distance", "towards") and a == 1 else text


def _read_said(text: str) -> Parameter:
    unit = next(unit for unit in _LONGEST_FIRST if re.fullmatch(_PATTERNS[unit], text))
    numbers = [int(number) for number in re.findall("[0-9]", text)]
    return Parameter(unit, *(reversed(numbers) if unit == "beside" else numbers))


def _read_code(text: str) -> Parameter:
    unit, *numbers = text.split()
    return Parameter(unit, *map(int, numbers))


def _code(value: Parameter) -> str:
    unit, a, b = value
    return f"{unit} {a} {b}" if b else f"{unit} {a}"


SPACED = Codec(r"[0-9](?: [0-9]){0,99}", " ".join, lambda text: text.replace(" ", ""))
CLOSE = Codec(r"[0-9]{1,100}")
CELL = Codec(r"[1-9][0-9]{0,2}", str, int)
CODECS = {
    "family": one_of({family.name: family.phrase for family in FAMILY_LIST}),
    "family:code": one_of([family.name for family in FAMILY_LIST]),
    "family:ask": one_of({family.name: family.ask for family in FAMILY_LIST if family.ask}),
    "value": Codec("|".join(_PATTERNS[unit] for unit in _LONGEST_FIRST), _say, _read_said),
    "value:code": Codec("(?:distance|colour) [1-9]|(?:towards|sides|lengths|beside) [1-9] [1-9]", _code, _read_code),
    "pair": Codec(r"[1-9]", str, int),
    "cells": list_of(CELL, ", ", " and "),
    "cells:row": list_of(CELL, " "),
    **dict.fromkeys(("row", "given", "answer"), SPACED),
    **{f"{name}:close": CLOSE for name in ("row", "given", "answer")},
}

PARAMETER, FAMILY = Named("value", Parameter, of=Parameter), Named("family", str, of=str)
VOCABULARY = Vocabulary(
    Kind("pairs", ChoicePoint, place=Just(PAIRS)),
    Kind("open", ChoicePoint, place="family"),
    Kind("family", Decision, move=FAMILY),
    Kind("value", Decision, move=PARAMETER),
    Kind("fits", Inference, move=Fits),
    Kind("applied", Inference, move=Record(Applied, row="answer")),
    Kind("only_family", Inference, move=FAMILY),
    Kind("only_value", Inference, move=PARAMETER),
    Kind("differs", DeadEnd, reason=Mismatch),
    *returns(to=Just(PAIRS)),
    *returns("open", to="family"),
    *ends(answer=Computed(str, {"answer": str}, lambda text: (text.replace(" ", ""),), " ".join)),
    Kind("restate", Remark, claim=Record(Quoted, before="row", after="given")),
    Kind("compare", Remark, claim=Altered),
)

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^pairs": [
            "I compare the inputs with their outputs.",
            "Let me look at the pairs.",
            "What turns each input into its output?",
            "I look for a rule that the pairs have in common.",
            "I hold each input against its output.",
        ],
        "?pairs": ["I look at the pairs."],
        "family": [
            "Maybe {family}.",
            "Perhaps {family}.",
            "Suppose that {family}.",
            "Let me test whether {family}.",
            "One idea: {family}.",
            "Could it be that {family}?",
            "What if {family}?",
        ],
        "family open value": [
            "Maybe {family}|; open is {family:ask}|: say {value}.",
            "Suppose that {family}|. I do not know yet {family:ask}|. Let me take {value}.",
            "Perhaps {family}|. The question is {family:ask}|; I begin with {value}.",
            "Could it be that {family}|? Then it remains to find {family:ask}|. I try {value}.",
        ],
        "family only_value": [
            "Maybe {family}|, where {value} is all that comes into question.",
            "Suppose that {family}|. All that comes into question there is {value}.",
            "Perhaps {family}|; then {value} is all that comes into question.",
            "Could it be that {family}|? All there is to try then is {value}.",
        ],
        "open value": [
            "I have to settle {family:ask}|, and begin with {value}.",
            "It is open {family:ask}|; I try {value}.",
            "Next comes {family:ask}|: let me take {value}.",
        ],
        "?open": ["I have to settle {family:ask}."],
        "?value": ["I try {value}."],
        "only_family": ["Only one kind of rule comes to mind: {family}."],
        "only_value": ["All that comes into question for that is {value}.", "There, {value} is all there is to try."],
        "fits": [
            "Input {pair} becomes {row}, as given.",
            "Pair {pair} gives {row}, which is right.",
            "Pair {pair} fits: {row}.",
        ],
        "fits fits": [
            "Pair {pair} gives {row}|, as it should, and so does pair {pair}: {row}.",
            "Input {pair} becomes {row}|, and input {pair} becomes {row}: both right.",
        ],
        "differs": [
            "Input {pair} would become {row}, but its output is {given}.",
            "On pair {pair} this gives {row}, not {given}.",
            "For pair {pair} I get {row}; given is {given}.",
            "That makes {row} of input {pair}, where {given} is wanted.",
            "Input {pair} turns into {row}, and that is not {given}.",
        ],
        "back": [
            "That rule is refuted, so I go back to the pairs.",
            "So that is ruled out, and I need another idea.",
            "No, that fails. I look at the pairs again.",
            "This cannot be the rule. Back to the pairs.",
            "That idea is wrong, so I look for another one.",
        ],
        "aside": [
            "I leave this idea for now and go back to the pairs.",
            "Let me set this aside and look at the pairs again.",
            "Before I try more of that, I return to the pairs.",
            "I put this off and look for another idea.",
        ],
        "back family": [
            "That is ruled out|. Now suppose that {family}.",
            "No, that cannot be the rule|. What if {family}?",
            "So this idea is refuted|. Perhaps, instead, {family}.",
            "That fails, so on to another idea|: maybe {family}.",
        ],
        "back_open value": [
            "So that is ruled out. Back to {family:ask}|: now {value}.",
            "That is wrong, so I return to {family:ask}|. Next I try {value}.",
            "No. I come back to {family:ask}|, and take {value}.",
            "This fails. Again {family:ask}|: let me try {value}.",
        ],
        "aside_open value": [
            "I leave that and return to {family:ask}|: now {value}.",
            "Setting that aside, I come back to {family:ask}|. I try {value}.",
        ],
        "?back_open": ["That is ruled out, so back to {family:ask}."],
        "?aside_open": ["I set that aside and return to {family:ask}."],
        "applied solved": [
            "All pairs fit. The rule turns the last row into {answer}|, and that is my answer.",
            "So the rule holds for every pair. It makes {answer} of the last row|, which is the answer.",
            "That settles the rule. Applied to the last row it gives {answer}|. This is the answer.",
            "Every pair agrees. For the last row I get {answer}|, so that is the answer.",
        ],
        "?applied": ["The rule fits all pairs and turns the last row into {answer}."],
        "solved": ["That is the answer.", "So this is my answer."],
        "?solved": ["The answer is {answer}."],
        "restate": [
            "To recall, pair {pair} goes from {row} to {given}.",
            "As given, pair {pair} has the input {row} and the output {given}.",
        ],
        "compare": [
            "Cell by cell, pair {pair} changes at {cells}.",
            "In pair {pair}, input and output differ at {cells}.",
        ],
        "gave_up": ["I stop here without a rule.", "I have not found the rule, and give up here."],
        "unsolvable": ["That was my last idea: I know no rule for these pairs.", "So I know no rule that fits."],
    },
    new_line=("back", "aside", "back_open", "aside_open"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "pairs": ["pairs"],
        "family": ["try {family:code}"],
        "open": ["which {family:code}"],
        "value": ["with {value:code}"],
        "only_family": ["only {family:code}"],
        "only_value": ["only {value:code}"],
        "fits": ["{pair}: {row:close} ok"],
        "differs": ["{pair}: {row:close} != {given:close}"],
        "back": ["refuted, back to pairs"],
        "back_open": ["refuted, back to {family:code}"],
        "aside": ["aside, back to pairs"],
        "aside_open": ["aside, back to {family:code}"],
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
