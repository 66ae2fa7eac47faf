"""What the turning of a cube can tell, and how its values are written."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

from tracekit.language.codec import Codec, list_of, one_of
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
    **dict.fromkeys(("side", "side_b", "to", "stray", "target"), SIDE),
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
