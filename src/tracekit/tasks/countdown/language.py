"""How a Countdown trace is told."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tracekit.language.codec import INTEGER, Codec, list_of
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, GaveUp, Remark, Solved, Unsolvable
from tracekit.tasks.countdown.expressions import plain
from tracekit.tasks.countdown.problem import Combine, Miss, Numbers, Value
from tracekit.tasks.countdown.remarks import Aim, Checked, Need, Option, Results, SoFar

__all__ = ["PROSE", "SYMBOLIC", "VOCABULARY"]


def _read_value(text: str | int) -> Value:
    if isinstance(text, int) or "/" not in text:
        return int(text)
    return plain(Fraction(text))


def _combine(fields: dict[str, Any]) -> Combine:
    a, b = _read_value(fields["a"]), _read_value(fields["b"])
    op = fields["op"]
    return Combine(*((b, op, a) if op in "+*" and a < b else (a, op, b)), _read_value(fields["result"]))


def _json(value: Value) -> int | str:
    return value if value.__class__ is int else str(value)


def _combine_fields(move: Combine) -> dict[str, Any]:
    return {"a": _json(move.a), "op": move.op, "b": _json(move.b), "result": _json(move.result)}


def _numbers(values: Sequence[str | int]) -> Numbers:
    return tuple(map(_read_value, values))


_OPERATORS = ("+", "-", "*", "/")


def _write_move(fields: dict[str, Any]) -> str:
    return "{a} {op} {b} = {result}".format_map(fields)


def _read_move(text: str) -> dict[str, Any]:
    a, op, b, _, result = text.split(" ")
    return {"a": a, "op": op, "b": b, "result": result}


def _fields(claim: Any) -> dict[str, Any]:
    """The fields of a remark: those of its claim."""
    return {
        name: tuple(map(_json, value))
        if isinstance(value, tuple)
        else value
        if isinstance(value, str)
        else _json(value)
        for name, value in zip(claim._fields, claim, strict=True)
    }


def _remark(name: str, claim_type: Any, values: str, lists: str = "") -> Kind:
    """The kind of remarks with claims of a type; ``values`` and ``lists`` say which fields hold numbers."""
    number, several = values.split(), lists.split()

    def make(fields: dict[str, Any]) -> Remark:
        parts = {field: fields[field] for field in claim_type._fields}
        parts |= {field: _read_value(fields[field]) for field in number}
        parts |= {field: _numbers(fields[field]) for field in several}
        for field, allowed in (("op", _OPERATORS), ("inverse", _OPERATORS), ("side", ("above", "below"))):
            if field in parts and parts[field] not in allowed:
                raise ValueError(f"{field} is {parts[field]!r}")
        return Remark(claim_type(**parts))

    def fields(event: Remark) -> dict[str, Any] | None:
        return _fields(event.claim) if isinstance(event.claim, claim_type) else None

    return Kind(name, Remark, " ".join(claim_type._fields), fields, make)


VALUE = Codec(r"[0-9]{1,80}(?:/[1-9][0-9]{0,79})?", str, lambda text: text)
NUMBERS = list_of(VALUE, ", ", " and ")
MOVE = Codec(f"{VALUE.pattern} [-+*/] {VALUE.pattern} = {VALUE.pattern}", _write_move, _read_move)
OPERATOR = Codec(r"[-+*/]", str, str)
CODECS = {
    "a": VALUE,
    "op": OPERATOR,
    "b": VALUE,
    "result": VALUE,
    "target": INTEGER,
    "numbers": NUMBERS,
    "numbers:row": list_of(VALUE, " "),
    "moves": list_of(MOVE, ", ", " and "),
    "moves:row": list_of(MOVE),
    "inverse": OPERATOR,
    "results": NUMBERS,
    "results:row": list_of(VALUE, " "),
    "distance": VALUE,
    "side": Codec("above|below", str, str),
    "side:short": Codec("[<>]", lambda side: "<" if side == "below" else ">", {"<": "below", ">": "above"}.__getitem__),
    "need": VALUE,
    "by": VALUE,
    "goal": VALUE,
    "answer": Codec(r"[0-9(][0-9+*/() -]{0,1000}", str, str),
}

VOCABULARY = Vocabulary(
    Kind(
        "left",
        ChoicePoint,
        "numbers",
        lambda e: {"numbers": tuple(map(_json, e.place))},
        lambda f: ChoicePoint(_numbers(f["numbers"])),
    ),
    Kind("combine", Decision, "a op b result", lambda e: _combine_fields(e.move), lambda f: Decision(_combine(f))),
    Kind(
        "miss",
        DeadEnd,
        "result target",
        lambda e: {"result": _json(e.reason.result), "target": e.reason.target},
        lambda f: DeadEnd(Miss(_read_value(f["result"]), int(f["target"]))),
    ),
    Kind(
        "back",
        Backtrack,
        "numbers",
        lambda e: {"numbers": tuple(map(_json, e.to))} if e.refuted else None,
        lambda f: Backtrack(_numbers(f["numbers"]), refuted=True),
    ),
    Kind(
        "aside",
        Backtrack,
        "numbers",
        lambda e: None if e.refuted else {"numbers": tuple(map(_json, e.to))},
        lambda f: Backtrack(_numbers(f["numbers"]), refuted=False),
    ),
    Kind("solved", Solved, "answer", lambda e: {"answer": e.answer}, lambda f: Solved(f["answer"])),
    Kind(
        "restate",
        Remark,
        "moves",
        lambda e: {"moves": tuple(map(_combine_fields, e.claim.moves))} if isinstance(e.claim, SoFar) else None,
        lambda f: Remark(SoFar(tuple(map(_combine, f["moves"])))),
    ),
    _remark("check", Checked, "a b result"),
    _remark("list", Results, "a b", "results"),
    _remark("compare", Option, "a b result distance target"),
    _remark("backward", Need, "need by target"),
    _remark("subgoal", Aim, "goal by target", "numbers"),
    Kind.bare("gave_up", GaveUp),
    Kind.bare("unsolvable", Unsolvable),
)

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^left": [
            "I have {numbers}.",
            "I start with {numbers}.",
            "The numbers are {numbers}.",
            "To work with I have {numbers}.",
        ],
        "left": ["Now I have {numbers}.", "{numbers} are left."],
        "combine left": [
            "{a} {op} {b} = {result}|, leaving {numbers}.",
            "{a} {op} {b} = {result}|. That leaves {numbers}.",
            "Try {a} {op} {b} = {result}|, so {numbers} remain.",
            "What about {a} {op} {b} = {result}|? Then I have {numbers}.",
            "Let me take {a} {op} {b} = {result}|. Now {numbers} are left.",
            "Say {a} {op} {b} = {result}|, with {numbers} to go on with.",
        ],
        "combine miss": [
            "{a} {op} {b} = {result}|, not {target}.",
            "{a} {op} {b} = {result}|, but I need {target}.",
            "{a} {op} {b} = {result}|, which is not {target}.",
            "Try {a} {op} {b} = {result}|: not {target}.",
            "{a} {op} {b} gives {result}|, and that misses {target}.",
        ],
        "combine": ["{a} {op} {b} = {result}."],
        "miss": ["That leaves {result}, not {target}.", "It ends with {result}, but I need {target}."],
        "back": [
            "That cannot work, so back to {numbers}.",
            "This is ruled out. Back to {numbers}.",
            "So this fails, and I return to {numbers}.",
            "Nothing comes of that. I go back to {numbers}.",
            "No good: back to {numbers}.",
        ],
        "aside": [
            "I set this line aside and return to {numbers}.",
            "Let me leave that for now and go back to {numbers}.",
            "I drop this for the moment. Back to {numbers}.",
            "Rather than go on here, I return to {numbers}.",
        ],
        "combine solved": [
            "{a} {op} {b} = {result}|, which is the target. The answer is {answer}.",
            "{a} {op} {b} = {result}|, as wanted. Put together: {answer}.",
            "{a} {op} {b} = {result}|. That is it: {answer}.",
            "And {a} {op} {b} = {result}|, the target. So the answer is {answer}.",
        ],
        "solved": ["That is the target. The answer is {answer}.", "That does it: {answer}."],
        "restate": [
            "So far: {moves}.",
            "What I have done so far is {moves}.",
            "To keep track: {moves}.",
            "Up to here I have {moves}.",
        ],
        "check": [
            "Check: {result} {inverse} {b} = {a}, so {a} {op} {b} is {result}.",
            "Let me check that: {result} {inverse} {b} gives {a}, so {a} {op} {b} = {result} is right.",
            "I check {a} {op} {b} = {result} by going back: {result} {inverse} {b} = {a}.",
            "Is {a} {op} {b} really {result}? Yes, as {result} {inverse} {b} = {a}.",
        ],
        "list": [
            "With {a} and {b} I could make {results}.",
            "From {a} and {b} come {results}.",
            "The two numbers {a} and {b} can give {results}.",
        ],
        "compare": [
            "Taking {a} {op} {b} would make {result}, {distance} {side} {target}.",
            "As for {a} {op} {b}, that would be {result}, which is {distance} {side} {target}.",
            "With {a} {op} {b} I would get {result}, and that lies {distance} {side} {target}.",
        ],
        "backward": [
            "Working back from {target}: {need} {op} {by} would make it, so {need} from the others would do.",
            "To end on {target} with {op} {by}, I would need {need}, since {need} {op} {by} = {target}.",
            "If the others made {need}, then {need} {op} {by} would be {target}.",
        ],
        "subgoal": [
            "One subgoal could be {goal} from {numbers}: then {goal} {op} {by} = {target}.",
            "A plan in two parts: first {goal} from {numbers}, then {goal} {op} {by} = {target}.",
            "A step on the way could be to make {goal} out of {numbers}, as {goal} {op} {by} is {target}.",
        ],
        "gave_up": ["I stop here without an answer.", "I have not found a way, and I give up here."],
        "unsolvable": ["That was the last possibility: the target cannot be made.", "So there is no solution."],
    },
    new_line=("back", "aside"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^left": ["have {numbers:row}"],
        "?left": ["left {numbers:row}"],
        "combine left": ["{a} {op} {b} = {result}|, left {numbers:row}"],
        "combine miss": ["{a} {op} {b} = {result}| != {target}"],
        "combine solved": ["{a} {op} {b} = {result}|, solved: {answer}"],
        "?combine": ["{a} {op} {b} = {result}"],
        "?miss": ["end {result} != {target}"],
        "back": ["refuted, back to {numbers:row}"],
        "aside": ["aside, back to {numbers:row}"],
        "?solved": ["solved: {answer}"],
        "restate": ["so far {moves:row}"],
        "check": ["check {a} {op} {b} = {result}: {result} {inverse} {b} = {a}"],
        "list": ["from {a} {b}: {results:row}"],
        "compare": ["perhaps {a} {op} {b} = {result}, {side:short} {target} by {distance}"],
        "backward": ["need {need}: {need} {op} {by} = {target}"],
        "subgoal": ["aim {goal} of {numbers:row}: {goal} {op} {by} = {target}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=tuple(VOCABULARY.kinds),
)
