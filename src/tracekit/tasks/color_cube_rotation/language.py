"""How the turning of a cube is told."""

from __future__ import annotations

import dataclasses
import itertools
import operator
from collections.abc import Callable, Sequence
from typing import Any

from tracekit.language.codec import Codec, list_of
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Backtrack, DeadEnd, Event, GaveUp, Inference, Remark, Solved
from tracekit.tasks.color_cube_rotation.checks import (
    Complete,
    Cornered,
    Doubled,
    Landed,
    Mirrored,
    Missed,
    Opposite,
    Parted,
    Restored,
    Strayed,
    Undone,
    Unmet,
)
from tracekit.tasks.color_cube_rotation.problem import AXES, COLORS, SIDES, Cube, Reviewed, Seen, Turn, Turned

__all__ = ["PROSE", "SYMBOLIC", "VOCABULARY"]

Fields = dict[str, Any]


def _one_of(words: Sequence[str]) -> str:
    # Longer words first: one may be the beginning of another.
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_SIDE, _COLOR, _AXIS = _one_of(SIDES), _one_of(COLORS), _one_of(AXES)
_DECIMAL = r"[1-9][0-9]{0,3}"


def _cube(template: str) -> Codec:
    """A codec for the colours of all sides; the template has each side in braces."""
    sides: Sequence[str] = SIDES
    order = [sides.index(part.partition("}")[0]) for part in template.split("{")[1:]]
    formatted = template
    for side in SIDES:
        formatted = formatted.replace(f"{{{side}}}", "%s")
    is_color = frozenset(COLORS).__contains__
    where = [order.index(i) for i in range(6)]

    in_order: Callable[[Cube], Cube] = operator.itemgetter(*order)

    def write(cube: Cube) -> str:
        return formatted % in_order(cube)

    def read(text: str) -> Cube:
        colors = [word for word in text.replace(",", "").split() if is_color(word)]
        return tuple([colors[i] for i in where])

    return Codec(formatted.replace("%s", _COLOR), write, read)


def _turn(quarter: str, half: str, divide: Callable[[str], Sequence[str]]) -> Codec:
    def write(turn: Turn) -> str:
        return (half if turn.axis else quarter).format(*turn)

    def read(text: str) -> Turn:
        words = [*divide(text), ""]
        return Turn(words[0], words[1], words[2])  # type: ignore[arg-type]

    tail = half.removeprefix(quarter).format("", "", _AXIS)
    return Codec(f"{quarter.format(_SIDE, _SIDE)}(?:{tail})?", write, read)


def _words_of_turn(text: str) -> list[str]:
    return [word for word in text.split() if word in SIDES or word in AXES]


_WORD = {name: Codec(pattern, str, str) for name, pattern in (("side", _SIDE), ("color", _COLOR), ("axis", _AXIS))}
_PAIR = Codec(f"{_COLOR} opposite {_COLOR}", " opposite ".join, lambda text: tuple(text.split(" opposite ")))
_PAIR_ROW = Codec(f"{_COLOR}-{_COLOR}", "-".join, lambda text: tuple(text.split("-")))

CODECS = {
    "step": Codec(_DECIMAL, str, int),
    "turn": _turn("the {0} to the {1}", "the {0} to the {1} by a half turn about the {2} axis", _words_of_turn),
    "turn:row": _turn("{0}>{1}", "{0}>{1}@{2}", lambda text: text.replace("@", ">").split(">")),
    "cube": _cube("top {top}, bottom {bottom}, front {front}, back {back}, left {left}, right {right}"),
    "cube:is": _cube(
        "the top is {top}, the bottom {bottom}, the front {front}, the back {back}, "
        "the left {left} and the right {right}"
    ),
    "cube:ring": _cube(
        "the top is {top}, the front {front}, the bottom {bottom}, the back {back}, "
        "the right {right} and the left {left}"
    ),
    "cube:on": _cube(
        "{top} on top, {bottom} at the bottom, {front} in front, {back} at the back, "
        "{left} on the left and {right} on the right"
    ),
    "cube:row": _cube("top {top} bottom {bottom} front {front} back {back} left {left} right {right}"),
    "side": _WORD["side"],
    "side_b": _WORD["side"],
    "to": _WORD["side"],
    "target": _WORD["side"],
    "axis": _WORD["axis"],
    "axis:sides": Codec(
        _one_of([axis.replace("-", " and ") for axis in AXES]),
        lambda axis: axis.replace("-", " and "),
        lambda text: text.replace(" and ", "-"),
    ),
    **dict.fromkeys(("color", "other", "was", "got", "missing", "kept_a", "kept_b", "answer"), _WORD["color"]),
    "pairs": list_of(_PAIR, ", ", " and "),
    "pairs:row": list_of(_PAIR_ROW, " "),
    "now": list_of(_WORD["color"], ", ", " and "),
    "now:row": list_of(_WORD["color"], " "),
    "places": list_of(_WORD["side"], ", ", " and "),
    "places:row": list_of(_WORD["side"], " "),
}


def _frozen(value: Any) -> Any:
    """A value as events hold it: JSON has no tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _kind(name: str, event: type[Any], claim: type[Any]) -> Kind:
    """A kind whose events hold a claim of a certain type: an inference as its move, a dead end as its reason."""
    names: tuple[str, ...] = claim._fields

    def fields(happened: Any) -> Fields | None:
        held = happened.move if event is Inference else happened.reason
        return dict(zip(names, held, strict=True)) if held.__class__ is claim else None

    def make(told: Fields) -> Event:
        made: Event = event(claim(*[_frozen(told[field]) for field in names]))
        return made

    return Kind(name, event, " ".join(names), fields, make)


def _turned(told: Fields) -> Event:
    return Inference(Turned(told["step"], Turn(*told["turn"]), tuple(told["cube"])))


VOCABULARY = Vocabulary(
    dataclasses.replace(_kind("turn", Inference, Turned), make=_turned),
    _kind("landed", Inference, Landed),
    _kind("missed", DeadEnd, Missed),
    _kind("strayed", DeadEnd, Strayed),
    _kind("opposite", Inference, Opposite),
    _kind("parted", DeadEnd, Parted),
    _kind("cornered", Inference, Cornered),
    _kind("mirrored", DeadEnd, Mirrored),
    _kind("unmet", DeadEnd, Unmet),
    _kind("complete", Inference, Complete),
    _kind("doubled", DeadEnd, Doubled),
    _kind("restored", Inference, Restored),
    _kind("review", Inference, Reviewed),
    _kind("undone", DeadEnd, Undone),
    Kind("back", Backtrack, "step", lambda e: {"step": e.to}, lambda f: Backtrack(f["step"], refuted=True)),
    Kind(
        "solved",
        Solved,
        "target answer",
        lambda e: dict(zip(("target", "answer"), e.answer.split(), strict=True)),
        lambda f: Solved(f"{f['target']} {f['answer']}"),
    ),
    Kind(
        "restate",
        Remark,
        "step side color",
        lambda e: e.claim._asdict() if isinstance(e.claim, Seen) else None,
        lambda f: Remark(Seen(int(f["step"]), f["side"], f["color"])),
    ),
    Kind.bare("gave_up", GaveUp),
)

_STARTS = ("Check", "To check")
_REVIEWS = ("Now I check turn {step}", "Let me look at turn {step} again")
_FOLLOWING = {
    "complete": "landed missed strayed",
    "landed": "opposite parted restored undone",
    "opposite": "cornered mirrored unmet",
}
"""Which checks come after which where a turn has several."""
_CHECKS = {
    "landed": [
        "the {to} has the {color} that the {side} had, and {axis:sides} keep {kept_a} and {kept_b}.",
        (
            "{color} should go from the {side} to the {to}, and there it is, with {kept_a} and {kept_b} still "
            "{axis:sides}."
        ),
        "the {side} was {color}, and so is the {to} after the turn; {axis:sides} stay {kept_a} and {kept_b}.",
    ],
    "missed": [
        "the {to} should have the {was} that the {side} had, but it has {got}.",
        "{was} should go from the {side} to the {to}, but there I have {got}.",
        "the {side} was {was}, and so the {to} must be after the turn, but I made it {got}.",
    ],
    "strayed": [
        "the {side} lies on the axis and should still have {was}, but it has {got}.",
        "the turn leaves the {side} in place, so that it stays {was}, but I made it {got}.",
    ],
    "opposite": [
        "{pairs}, the same pairs as before.",
        "opposite sides must stay opposite. I have {pairs}, as before the turn.",
        "looking at opposite sides, I see {pairs}, just as before the turn.",
    ],
    "parted": [
        "{axis:sides} are {color} and {other}, but {color} was opposite {was} before.",
        (
            "opposite sides must stay opposite. I have {color} opposite {other}, {axis:sides}, but before the turn "
            "it was opposite {was}."
        ),
        "looking at opposite sides, I see {color} and {other} as {axis:sides}, although {color} had {was} opposite it.",
    ],
    "cornered": [
        (
            "top, right and front, clockwise around their corner, are {now}; before the turn these went clockwise too, "
            "as {places}."
        ),
        (
            "three colours that meet must keep their sense. Clockwise I have {now} as top, right and front; before, "
            "they were {places}, also clockwise."
        ),
    ],
    "mirrored": [
        (
            "top, right and front, clockwise around their corner, are {now}; but before the turn these went "
            "counterclockwise, as {places}."
        ),
        (
            "three colours that meet must keep their sense. Clockwise I have {now} as top, right and front; but "
            "before, they were {places}, which is counterclockwise."
        ),
    ],
    "unmet": [
        (
            "top, right and front, clockwise around their corner, are {now}; but before the turn {color} was opposite "
            "{other}, so these two cannot meet."
        ),
        (
            "three colours that meet must have met before. I have {now} as top, right and front; but {color} and "
            "{other} were on opposite sides."
        ),
    ],
    "complete": [
        "each of the six colours is there once.",
        "no colour is missing and none is there twice.",
        "counting the colours, I find all six, once each.",
    ],
    "doubled": [
        "{color} is there twice, on the {side} and the {side_b}, and {missing} is missing.",
        "the {side} and the {side_b} are both {color}, and no side is {missing}.",
        "counting the colours, I find {color} on the {side} and again on the {side_b}, while {missing} has gone.",
    ],
    "restored": [
        "turned back, {cube:is}, as before.",
        "undoing the turn gives {cube}, which is how it was.",
        "turning back I get {cube:on}, the cube from before.",
    ],
    "undone": [
        "turned back, {cube:is}, but the {side} was {was}.",
        "undoing the turn gives {cube}, which is not how it was: the {side} was {was}.",
        "turning back I get {cube:on}, not the cube from before, whose {side} was {was}.",
    ],
}


PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "turn": [
            "Turn {step} brings {turn}: {cube}.",
            "Turn {step} takes {turn}. Now {cube:is}.",
            "In turn {step} I bring {turn}, so that {cube:ring}.",
            "Turn {step}, {turn}, gives {cube:on}.",
            "Turn {step} moves {turn}, which leaves {cube:on}.",
        ],
        "back turn": [
            "That rules this out, so turn {step} once more|: {cube}.",
            "So I got turn {step} wrong. Done again with care|, it gives {cube:on}.",
            "That cannot be. Back to turn {step}|: {cube:ring}.",
            "So turn {step} is wrong. I go back and redo it|; now {cube:is}.",
            "A contradiction: turn {step} must be worked out anew|, and then {cube:ring}.",
            "This cube is ruled out, so back to turn {step}|, {turn}: {cube}.",
            "So turn {step} went wrong. I make it again|, {turn}, and now {cube:is}.",
        ],
        "?back": ["That rules this out, so I go back to turn {step}."],
        "?review": ["Now I check turn {step}."],
        **{name: [f"{start}: {text}" for text in texts for start in _STARTS] for name, texts in _CHECKS.items()},
        **{
            f"review {name}": [f"{start}|: {text}" for text, start in itertools.product(texts[:2], _REVIEWS)]
            for name, texts in _CHECKS.items()
        },
        **{
            f"{name} {after}": [f"Check: {_CHECKS[name][0]}| Also, {text}" for text in _CHECKS[after][:2]]
            for name, following in _FOLLOWING.items()
            for after in following.split()
        },
        "solved": [
            "So the {target} side is {answer}.",
            "At the end the {target} side is {answer}.",
            "That makes the {target} side {answer}.",
            "The {target} side has ended up {answer}.",
        ],
        "restate": [
            "Now, with turn {step} done, the {side} is {color}.",
            "To keep track: turn {step} is the last so far, and I have {color} for the {side}.",
            "As things are after turn {step}, the {side} is {color}.",
        ],
        "gave_up": ["I stop here without an answer.", "I give up here."],
    },
    new_line=("turn", "back", "solved"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "turn": ["turn {step} {turn:row}: {cube:row}"],
        "review": ["review turn {step}"],
        "landed": ["check ok: {side}>{to} {color}, {axis} {kept_a} {kept_b}"],
        "missed": ["check fails: {side}>{to} {was}, got {got}"],
        "strayed": ["check fails: {side} stays {was}, got {got}"],
        "opposite": ["check ok: opposite {pairs:row}"],
        "parted": ["check fails: opposite {axis} {color}-{other}, was {color}-{was}"],
        "cornered": ["check ok: corner top right front {now:row}, was {places:row} clockwise"],
        "mirrored": ["check fails: corner top right front {now:row}, was {places:row} counterclockwise"],
        "unmet": ["check fails: corner top right front {now:row}, was {color}-{other} opposite"],
        "complete": ["check ok: all colours once"],
        "doubled": ["check fails: {color} on {side} and {side_b}, no {missing}"],
        "restored": ["check ok: back {cube:row}"],
        "undone": ["check fails: back {cube:row}, was {side} {was}"],
        "back": ["refuted, back to turn {step}"],
        "solved": ["solved: {target} {answer}"],
        "restate": ["now {step} {side} {color}"],
        "gave_up": ["gave up"],
    },
    new_line=tuple(VOCABULARY.kinds),
)
