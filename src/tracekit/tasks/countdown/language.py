"""What a Countdown trace can tell, and how its values are written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from tracekit.language.codec import INTEGER, Codec, list_of, one_of
from tracekit.language.shapes import Computed, Named, Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Remark
from tracekit.tasks.countdown.expressions import combine, plain
from tracekit.tasks.countdown.problem import Combine, Miss, Value
from tracekit.tasks.countdown.remarks import Aim, Checked, Need, Option, Results, SoFar


def _read_value(text: str) -> Value:
    return plain(Fraction(text)) if "/" in text else int(text)


def _read_operand(text: str) -> Value:
    return _read_value(text.strip("()"))


def _operand(value: Value) -> str:
    """A number as a part of an expression: ``60 / 5/2`` would be another one than ``60 / (5/2)``."""
    return f"({value})" if isinstance(value, Fraction) else str(value)


def _read_move(text: str) -> Combine:
    a, op, b, _, result = text.split(" ")
    return combine(_read_operand(a), op, _read_operand(b), _read_value(result))


VALUE = Codec(r"[0-9]{1,80}(?:/[1-9][0-9]{0,79})?", str, _read_value)
OPERAND = Codec(r"[0-9]{1,80}|\([0-9]{1,80}/[1-9][0-9]{0,79}\)", _operand, _read_operand)
MOVE = Codec(
    f"{OPERAND.grouped} [-+*/] {OPERAND.grouped} = {VALUE.pattern}",
    lambda m: f"{_operand(m.a)} {m.op} {_operand(m.b)} = {m.result}",
    _read_move,
)
CODECS = {
    **dict.fromkeys(("a", "b", "result", "distance", "need", "goal"), VALUE),
    **dict.fromkeys(("a:p", "b:p", "result:p", "need:p", "by:p", "goal:p"), OPERAND),  # as parts of an expression
    **dict.fromkeys(("op", "inverse"), one_of("+-*/")),
    "target": INTEGER,
    **dict.fromkeys(("numbers", "results"), list_of(VALUE, ", ", " and ")),
    **dict.fromkeys(("numbers:row", "results:row"), list_of(VALUE, " ")),
    "moves": list_of(MOVE, ", ", " and "),
    "moves:row": list_of(MOVE),
    "side": one_of(("above", "below")),
    "side:short": one_of({"below": "<", "above": ">"}),
    "answer": Codec(r"[0-9(][0-9+*/() -]{0,1000}"),
}

_OP = Literal["+", "-", "*", "/"]
_MOVE = Computed(Combine, {"a": Value, "op": _OP, "b": Value, "result": Value}, lambda move: move, combine)
_OPERATOR: Any = Named("op", _OP)

VOCABULARY = Vocabulary(
    Kind("left", ChoicePoint, place="numbers"),
    Kind("combine", Decision, move=_MOVE),
    Kind("miss", DeadEnd, reason=Miss),
    *returns(to="numbers", ways=("back", "aside", "switch")),
    *ends(answer="answer"),
    Kind("restate", Remark, claim=SoFar),
    Kind("check", Remark, claim=Record(Checked, op=_OPERATOR, inverse=Named("inverse", _OP))),
    Kind("list", Remark, claim=Results),
    Kind("compare", Remark, claim=Record(Option, op=_OPERATOR)),
    Kind("backward", Remark, claim=Record(Need, op=_OPERATOR)),
    Kind("subgoal", Remark, claim=Record(Aim, op=_OPERATOR)),
)
