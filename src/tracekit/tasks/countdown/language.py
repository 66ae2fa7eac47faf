"""How a Countdown trace is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from tracekit.language.codec import INTEGER, Codec, list_of, one_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Computed, Named, Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Remark
from tracekit.tasks.countdown.expressions import plain
from tracekit.tasks.countdown.problem import Combine, Miss, Value
from tracekit.tasks.countdown.remarks import Aim, Checked, Need, Option, Results, SoFar

__all__ = ["CODECS", "MOVE", "PROSE", "SYMBOLIC", "VALUE", "VOCABULARY"]


def _combine(a: Value, op: str, b: Value, result: Value) -> Combine:
    """A sum or product names the larger number first, whichever way it is told."""
    return Combine(*((b, op, a) if op in "+*" and a < b else (a, op, b)), result)


def _read_value(text: str) -> Value:
    return plain(Fraction(text)) if "/" in text else int(text)


def _read_move(text: str) -> Combine:
    a, op, b, _, result = text.split(" ")
    return _combine(_read_value(a), op, _read_value(b), _read_value(result))


VALUE = Codec(r"[0-9]{1,80}(?:/[1-9][0-9]{0,79})?", str, _read_value)
MOVE = Codec(
    f"{VALUE.pattern} [-+*/] {VALUE.pattern} = {VALUE.pattern}",
    lambda m: f"{m.a} {m.op} {m.b} = {m.result}",
    _read_move,
)
CODECS = {
    **dict.fromkeys(("a", "b", "result", "distance", "need", "by", "goal"), VALUE),
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
_MOVE = Computed(Combine, {"a": Value, "op": _OP, "b": Value, "result": Value}, lambda move: move, _combine)
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
        "switch": [
            "I leave that open and take up {numbers} again.",
            "Before I go on here, I return to {numbers}.",
            "Let me keep that for later and go back to {numbers}.",
            "I put this on hold. Back to {numbers}.",
            "That can wait: I look at {numbers} once more.",
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
    new_line=("back", "aside", "switch"),
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
        "switch": ["switch to {numbers:row}"],
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
    new_line=VOCABULARY.kinds,
)
