"""How a Countdown trace is told."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tracekit.language.codec import INTEGER, Codec, list_of
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, GaveUp, Solved, Unsolvable
from tracekit.tasks.countdown.expressions import Combine, Value, plain
from tracekit.tasks.countdown.search import Miss, Numbers

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


VALUE = Codec(r"[0-9]{1,80}(?:/[1-9][0-9]{0,79})?", str, lambda text: text)
NUMBERS = list_of(VALUE, ", ", " and ")
CODECS = {
    "a": VALUE,
    "op": Codec(r"[-+*/]", str, str),
    "b": VALUE,
    "result": VALUE,
    "target": INTEGER,
    "numbers": NUMBERS,
    "numbers:row": list_of(VALUE, " "),
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
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=tuple(VOCABULARY.kinds),
)
