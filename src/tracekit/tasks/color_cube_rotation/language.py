"""How the turning of a cube is told."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Sequence

from tracekit.language.codec import Codec, list_of, one_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Computed
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import DeadEnd, Inference, Remark
from tracekit.tasks.color_cube_rotation import checks
from tracekit.tasks.color_cube_rotation.problem import AXES, COLORS, SIDES, Cube, Reviewed, Seen, Turn, Turned

SIDE, COLOR, AXIS = one_of(SIDES), one_of(COLORS), one_of(AXES)


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

    return Codec(formatted.replace("%s", COLOR.grouped), write, read)


def _turn(quarter: str, half: str, divide: Callable[[str], Sequence[str]]) -> Codec:
    def write(turn: Turn) -> str:
        return (half if turn.axis else quarter).format(*turn)

    def read(text: str) -> Turn:
        words = [*divide(text), ""]
        return Turn(words[0], words[1], words[2])  # type: ignore[arg-type]

    tail = half.removeprefix(quarter).format("", "", AXIS.grouped)
    return Codec(f"{quarter.format(SIDE.grouped, SIDE.grouped)}(?:{tail})?", write, read)


def _words_of_turn(text: str) -> list[str]:
    return [word for word in text.split() if word in SIDES or word in AXES]


def _pair(between: str) -> Codec:
    return Codec(f"{COLOR.grouped}{between}{COLOR.grouped}", between.join, lambda text: tuple(text.split(between)))


CODECS = {
    "step": Codec(r"[1-9][0-9]{0,3}", str, int),
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
    **dict.fromkeys(("side", "side_b", "to", "target"), SIDE),
    "axis": AXIS,
    "axis:sides": one_of({axis: axis.replace("-", " and ") for axis in AXES}),
    **dict.fromkeys(("color", "other", "was", "got", "missing", "kept_a", "kept_b", "answer"), COLOR),
    "pairs": list_of(_pair(" opposite "), ", ", " and "),
    "pairs:row": list_of(_pair("-"), " "),
    "now": list_of(COLOR, ", ", " and "),
    "now:row": list_of(COLOR, " "),
    "places": list_of(SIDE, ", ", " and "),
    "places:row": list_of(SIDE, " "),
}

_MOVES = {
    "turn": Turned,
    "landed": checks.Landed,
    "opposite": checks.Opposite,
    "cornered": checks.Cornered,
    "complete": checks.Complete,
    "restored": checks.Restored,
    "review": Reviewed,
}
_REASONS = {
    "missed": checks.Missed,
    "strayed": checks.Strayed,
    "parted": checks.Parted,
    "mirrored": checks.Mirrored,
    "unmet": checks.Unmet,
    "doubled": checks.Doubled,
    "undone": checks.Undone,
}
VOCABULARY = Vocabulary(
    *(Kind(name, Inference, move=move) for name, move in _MOVES.items()),
    *(Kind(name, DeadEnd, reason=reason) for name, reason in _REASONS.items()),
    *returns(to="step", ways=("back",)),
    *ends(answer=Computed(str, {"target": str, "answer": str}, str.split, lambda target, color: f"{target} {color}")),
    Kind("restate", Remark, claim=Seen),
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
        "unsolvable": ["So there is no answer."],
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
        "unsolvable": ["no answer"],
    },
    new_line=VOCABULARY.kinds,
)
