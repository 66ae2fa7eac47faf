"""Judging an answer: the cube is turned as a solid in space, apart from the search."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Sequence

from tracekit.tasks.color_cube_rotation.problem import AXES, COLORS, SIDES, Axis, ColorCubeRotationProblem, Turn
from tracekit.verify import Verdict

Direction = tuple[int, int, int]

# x points right, y to the back, z up.
_DIRECTIONS: dict[str, Direction] = {
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "back": (0, 1, 0),
    "front": (0, -1, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}
_SIDE_AT = {direction: side for side, direction in _DIRECTIONS.items()}

MAX_ANSWER_LENGTH = 200
_STRANGE = re.compile(r"[^A-Za-z\s.,:;!=*_`'\"’“”$\\{}()-]")
_NEGATION = re.compile(r"!\s*+[=A-Za-z]")
_FILLER = re.compile(r"[.,:;!=*_`'\"-]{5}")
_WORD = re.compile(r"[a-z]+")
_FILLERS = frozenset(
    _WORD.findall(
        "the a an answer final is its it s now has so therefore thus color colour side face of cube be will would in "
        "on at end ends up becomes boxed text textbf mathrm"
    )
)
_SPELLINGS: dict[str, str] = {"grey": "gray"} | {color: color for color in COLORS}


def judge(problem: ColorCubeRotationProblem, answer: object) -> Verdict:
    """Whether a text names the right colour, and only that."""
    if not isinstance(answer, str) or len(answer) > MAX_ANSWER_LENGTH:
        return Verdict(correct=False, reason="not a short text")
    right = _right_color(problem.colors, problem.turns, problem.target)
    found = right if answer == right else _read(answer, problem.target)
    if isinstance(found, Verdict):
        return found
    if found != right:
        return Verdict(correct=False, reason=f"the {problem.target} side is {right}, not {found}")
    return Verdict(correct=True, reason=f"the {problem.target} side is {right}")


def answer_key(problem: ColorCubeRotationProblem, answer: str) -> Hashable:
    """The colour."""
    found = _read(answer, problem.target) if len(answer) <= MAX_ANSWER_LENGTH else None
    return found if isinstance(found, str) else None


def _read(answer: str, target: str) -> str | Verdict:
    """The only colour in an answer, or what is wrong with it."""
    if _FILLER.search(answer):
        return Verdict(correct=False, reason="it has filler in it")
    if strange := _STRANGE.search(answer):
        return Verdict(correct=False, reason=f"it has {strange[0]!a}, which does not belong to a colour")
    if _NEGATION.search(answer):
        return Verdict(correct=False, reason="it is negated")
    words = _WORD.findall(answer.lower())
    named = [_SPELLINGS[word] for word in words if word in _SPELLINGS]
    if len(named) != 1:
        return Verdict(correct=False, reason=f"it names {len(named)} colours, not one")
    for word in words:
        if word in SIDES:
            if word != target:
                return Verdict(correct=False, reason=f"the side asked for is the {target}, not the {word}")
        elif word not in _FILLERS and word not in _SPELLINGS:
            return Verdict(correct=False, reason=f"more than a colour: {word!r}")
    return named[0]


@functools.lru_cache(maxsize=4096)
def _right_color(colors: tuple[str, ...], turns: tuple[Turn, ...], target: str) -> str:
    (origin,) = _origins(target, [[turn] for turn in turns])
    return colors[SIDES.index(origin)]


def depends_on_axis(problem: ColorCubeRotationProblem) -> bool:
    """Whether the answer would be another one if half turns went about the other axis."""
    both = [
        [turn, turn._replace(axis=axis)] if turn.axis else [turn]
        for turn in problem.turns
        for axis in [_other_axis(turn)]
    ]
    return len({problem.colors[SIDES.index(side)] for side in _origins(problem.target, both)}) > 1


def _other_axis(turn: Turn) -> Axis:
    return next(axis for axis in AXES if axis != turn.axis and turn.side not in axis.split("-"))


def _origins(target: str, turns: Sequence[Sequence[Turn]]) -> set[str]:
    """The sides from which a side's colour can have come, with one or more possibilities for each turn."""
    sides = {target}
    for possible in reversed(turns):
        sides = {
            side for side in _DIRECTIONS for turn in possible if _SIDE_AT[_turned(_DIRECTIONS[side], turn)] in sides
        }
    return sides


def _turned(v: Direction, turn: Turn) -> Direction:
    a, b = _DIRECTIONS[turn.side], _DIRECTIONS[turn.to]
    if turn.axis:  # a half turn keeps what lies along the axis and reverses the rest
        n = _DIRECTIONS[turn.axis.split("-")[0]]
        along = _dot(v, n)
        return (2 * along * n[0] - v[0], 2 * along * n[1] - v[1], 2 * along * n[2] - v[2])
    # A quarter turn takes a to b, b to -a, and keeps what is perpendicular to both.
    n = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    p, q, r = _dot(v, a), _dot(v, b), _dot(v, n)
    return (p * b[0] - q * a[0] + r * n[0], p * b[1] - q * a[1] + r * n[1], p * b[2] - q * a[2] + r * n[2])


def _dot(v: Direction, w: Direction) -> int:
    return v[0] * w[0] + v[1] * w[1] + v[2] * w[2]
