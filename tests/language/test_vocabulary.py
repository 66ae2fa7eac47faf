"""What a declaration of kinds amounts to: fields, events, JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import pytest

from tracekit.errors import ParameterError
from tracekit.language.shapes import Computed, Just, Named, Record, Several
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    Inference,
    Remark,
    Slip,
    Solved,
    Switch,
)


class Cell(NamedTuple):
    row: int
    column: int


class Place(NamedTuple):
    cell: Cell
    value: int


class Clue(NamedTuple):
    what: str
    cells: tuple[Cell, ...]


class Both(NamedTuple):
    clue: Clue
    share: int | Fraction
    tone: Literal["high", "low"]
    names: tuple[str, int]


@dataclass(frozen=True)
class Turn:
    cell: Cell
    by: Fraction


SIDE = Computed(str, {"side": str, "color": str}, str.split, lambda side, color: f"{side} {color}")
VALUES = Several(Place, value="values")
VOCABULARY = Vocabulary(
    Kind("options", ChoicePoint, place="cell", moves=VALUES),
    Kind("here", ChoicePoint, place=Just("here")),
    Kind("try", Decision, move=Place),
    Kind("turn", Decision, move=Turn),
    Kind("given", Inference, move=Place, reason=Record(Clue, what=Just("at"), cells=("cell",))),
    Kind("by", Inference, move=Place, reason=Clue),
    Kind("plain", Inference, move=Place),
    Kind("what", DeadEnd, reason=Record(Clue, what=Just("what"))),
    Kind("where", DeadEnd, reason=Record(Clue, what=Just("where"), cells="where")),
    Kind("words", DeadEnd, reason=Computed(str, {"words": tuple[str, ...]}, lambda t: (tuple(t.split()),), " ".join)),
    *returns(to="cell", moves=VALUES, last="last", ways=("back", "aside", "switch")),
    *returns("line", to="cell", line="line"),
    Kind("sides", ChoicePoint, place=Just("there"), moves=Several(SIDE, color="colors")),
    *ends(answer="answer"),
    Kind("done", Solved),
    Kind("both", Remark, claim=Both),
    Kind("parts", Remark, claim=Named("parts", tuple[Fraction, ...], of=tuple)),
)
A, B = Cell(1, 2), Cell(3, 4)
CASES: list[tuple[Event, str, dict[str, Any]]] = [
    (ChoicePoint(A, (Place(A, 1), Place(A, 2))), "options", {"cell": A, "values": (1, 2)}),
    (ChoicePoint("here"), "here", {}),
    (Decision(Place(A, 1)), "try", {"cell": A, "value": 1}),
    (Decision(Turn(A, Fraction(1, 2))), "turn", {"cell": A, "by": Fraction(1, 2)}),
    (Inference(Place(A, 1), Clue("at", (A,))), "given", {"cell": A, "value": 1}),
    (Inference(Place(A, 1), Clue("at", (B,))), "by", {"cell": A, "value": 1, "what": "at", "cells": (B,)}),
    (Inference(Place(A, 1), Clue("at", ())), "by", {"cell": A, "value": 1, "what": "at", "cells": ()}),
    (Inference(Place(A, 1)), "plain", {"cell": A, "value": 1}),
    (Slip(Place(A, 1)), "plain", {"cell": A, "value": 1}),
    (DeadEnd(Clue("what", (A,))), "what", {"cells": (A,)}),
    (DeadEnd(Clue("where", (A, B))), "where", {"where": (A, B)}),
    (DeadEnd("three small words"), "words", {"words": ("three", "small", "words")}),
    (Backtrack(A, True, (Place(A, 1), Place(A, 2))), "back", {"cell": A, "values": (1, 2)}),
    (Backtrack(A, False, (Place(A, 1),)), "aside_last", {"cell": A, "value": 1}),
    (Switch(A, (Place(A, 1),)), "switch_last", {"cell": A, "value": 1}),
    (Backtrack(A, True, line=("a", 3)), "back_line", {"cell": A, "line": ("a", 3)}),
    (ChoicePoint("there", ("top red", "top blue")), "sides", {"side": "top", "colors": ("red", "blue")}),
    (Solved("3"), "solved", {"answer": "3"}),
    (Solved(), "done", {}),
    (
        Remark(Both(Clue("x", (A, B)), Fraction(1, 3), "low", ("n", 2))),
        "both",
        {"clue": Clue("x", (A, B)), "share": Fraction(1, 3), "tone": "low", "names": ("n", 2)},
    ),
    (Remark((Fraction(1, 2), Fraction(3))), "parts", {"parts": (Fraction(1, 2), Fraction(3))}),
]


@pytest.mark.parametrize(("event", "name", "fields"), CASES, ids=lambda case: str(case)[:40])
def test_events_are_told_by_their_fields(event: Event, name: str, fields: dict[str, Any]) -> None:
    assert VOCABULARY.tell(event) == (name, fields)
    if not isinstance(event, Slip):
        made = VOCABULARY.kinds[name].make({**fields, "other": 0})
        assert made == event
        assert repr(made) == repr(event)  # a NamedTuple equals a plain tuple
    values = json.loads(json.dumps(VOCABULARY.to_json((event,))))
    (read,) = VOCABULARY.from_json(values)
    assert repr(read) == repr(event)
    assert hash(read) == hash(event)


@pytest.mark.parametrize(
    "event",
    [
        ChoicePoint(A, ()),
        ChoicePoint(A, (Place(A, 1), Place(B, 2))),
        ChoicePoint(A, (Place(B, 1), Place(B, 2))),
        ChoicePoint("there"),
        ChoicePoint("there", ("top red", "left blue")),
        Decision(A),
        Decision((A, 1)),
        Inference(Place(A, 1), "because"),
        DeadEnd(Clue("why", ())),
        Backtrack(A, True),
        Backtrack(A, True, (Place(A, 1),), line=("a",)),
        Remark(None),
    ],
    ids=repr,
)
def test_other_events_are_of_no_kind(event: Event) -> None:
    with pytest.raises(TypeError, match="no kind of this vocabulary describes"):
        VOCABULARY.tell(event)


@pytest.mark.parametrize(
    "value",
    [
        {"is": "try", "cell": [1, 2], "value": "1"},
        {"is": "try", "cell": [1], "value": 1},
        {"is": "try", "cell": {"row": 1, "column": 2}, "value": 1},
        {"is": "turn", "cell": [1, 2], "by": "1e999999999"},
        {"is": "turn", "cell": [1, 2], "by": 1.5},
        {"is": "turn", "cell": [1, 2], "by": "1/0"},
        {"is": "options", "cell": [1, 2], "values": []},
        {"is": "back", "cell": [1, 2], "values": 3},
        {"is": "both", "clue": ["x", []], "share": 1, "tone": "loud", "names": ["n", 2]},
        {"is": "both", "clue": ["x", []], "share": "x", "tone": "low", "names": ["n", 2]},
        {"is": "both", "clue": ["x", []], "share": 1, "tone": "low", "names": ["n", 2, 3]},
        {"is": "both", "clue": ["x", []], "share": 1, "tone": ["low"], "names": ["n", 2]},
        {"is": "back_line", "cell": [1, 2], "line": {"a": 1}},
        {"is": "solved", "answer": 0.5},
    ],
)
def test_json_of_another_type_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        VOCABULARY.from_json([value])


def test_declarations_that_cannot_be_are_refused() -> None:
    with pytest.raises(ParameterError, match="must be an attribute of Decision"):
        Kind("try", Decision, moves=Place)
    with pytest.raises(ParameterError, match="must have a shape for move"):
        Kind("try", Decision)
    with pytest.raises(ParameterError, match="must be a class of events"):
        Kind("try", Place, cell="cell")
    with pytest.raises(ParameterError, match="must be a field of Place"):
        Record(Place, digit="value")
    with pytest.raises(ParameterError, match="must be a NamedTuple or a dataclass"):
        Kind("try", Decision, move=int)
    with pytest.raises(ParameterError, match="must name one of the fields cell, value"):
        Several(Place, digit="digits")
    with pytest.raises(ParameterError, match="must not be the name of a field"):
        Kind("try", Decision, move="is")
    with pytest.raises(ParameterError, match="the name of one kind only"):
        Vocabulary(Kind("try", Decision, move=Place), Kind("try", Decision, move=Cell))
