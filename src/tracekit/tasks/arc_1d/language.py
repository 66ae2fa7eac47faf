"""What a trace of one-dimensional ARC can tell, and how its values are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracekit.language.codec import Codec, list_of, one_of
from tracekit.language.shapes import Computed, Just, Named, Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.arc_1d.families import FAMILY_LIST, UNITS, Parameter, parameters_of
from tracekit.tasks.arc_1d.problem import PAIRS, TO_LAST, Altered, Applied, Fits, Inapplicable, Mismatch, Quoted

_BLOCKS = (
    "every block",
    "just the first block",
    "just the last block",
    "just the longest block",
    "just the shortest block",
)
_ONE = ("", "the first one", "the last one", "the longest one", "the shortest one")


def _say(value: Parameter) -> str:  # noqa: PLR0911
    """A parameter in words; no two are said alike."""
    unit, a, b = value
    cells = "1 cell" if a == 1 else f"{a} cells"
    match unit:
        case "distance":
            return cells
        case "colour":
            return f"colour {a}"
        case "cell":
            return f"the cell of colour {a}"
        case "towards":
            return f"up to {cells} towards the cell of colour {b}"
        case "sides":
            return f"colour {a} to the left and colour {b} to the right"
        case "lengths":
            return f"colour {a} for the longer one and colour {b} for the shorter one"
        case "places":
            return f"colour {a} for the first one and colour {b} for the last one"
        case "beside":
            return f"colour {b} beside blocks of {cells}"
        case "blocks":
            return _BLOCKS[a - 1]
        case "block":
            return _ONE[a - 1]
        case "dye":
            return f"colour {b} for {_BLOCKS[a - 1]}"
        case _:
            return f"colour {b} for {_ONE[a - 1]}"


def _read_code(text: str) -> Parameter:
    unit, *numbers = text.split()
    return Parameter(unit, *map(int, numbers))


def _code(value: Parameter) -> str:
    unit, a, b = value
    return f"{unit} {a} {b}" if b else f"{unit} {a}"


_SAID: Mapping[Parameter, str] = {
    value: _say(value) for unit in UNITS if unit != "none" for value in parameters_of(unit)
}
_WORDS = {re.sub("[0-9]", "[1-9]", re.escape(text)) for text in _SAID.values()}
_TWO_NUMBERS = "|".join(unit for unit in UNITS if len(UNITS[unit].b) > 1)
_ONE_NUMBER = "|".join(unit for unit in UNITS if len(UNITS[unit].b) == 1 and unit != "none")

SPACED = Codec(r"[0-9](?: [0-9]){0,99}", " ".join, lambda text: text.replace(" ", ""))
CLOSE = Codec(r"[0-9]{1,100}")
CELL = Codec(r"[1-9][0-9]{0,2}", str, int)
CODECS = {
    "family": one_of({family.name: family.phrase for family in FAMILY_LIST}),
    "family:code": one_of([family.name for family in FAMILY_LIST]),
    "family:ask": one_of({family.name: family.ask for family in FAMILY_LIST if family.ask}),
    "value": one_of(_SAID, "|".join(sorted(_WORDS, key=len, reverse=True))),
    "value:code": Codec(f"(?:{_TWO_NUMBERS}) [1-9] [1-9]|(?:{_ONE_NUMBER}) [1-9]", _code, _read_code),
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
    Kind("only", Inference, move=PARAMETER),
    Kind("differs", DeadEnd, reason=Mismatch),
    Kind("unfit_last", DeadEnd, reason=Just(TO_LAST)),
    Kind("unfit", DeadEnd, reason=Inapplicable),
    *returns(to=Just(PAIRS)),
    *returns("open", to="family", ways=("back",)),
    *ends(answer=Computed(str, {"answer": str}, lambda text: (text.replace(" ", ""),), " ".join)),
    Kind("restate", Remark, claim=Record(Quoted, before="row", after="given")),
    Kind("compare", Remark, claim=Altered),
)
