"""A second opinion on turning cubes: rotation matrices, and a judge that reads what is told word for word."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from tracekit.search.events import Backtrack, DeadEnd, Event, Inference, Remark, Slip, Solved
from tracekit.tasks.color_cube_rotation import ColorCubeRotationProblem, Turn, Turned, checks
from tracekit.tasks.color_cube_rotation.problem import SIDES, Reviewed, Seen, turns_from

ARROWS = {
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "back": (0, 1, 0),
    "front": (0, -1, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}
OPPOSITE = {"top": "bottom", "front": "back", "left": "right", "bottom": "top", "back": "front", "right": "left"}
TURNS = [turn for side in SIDES for to in SIDES if side != to for turn in turns_from(side, to)]
FAILED = (checks.Missed, checks.Strayed, checks.Parted, checks.Mirrored, checks.Unmet, checks.Doubled, checks.Undone)
Matrix = tuple[tuple[int, ...], ...]
Cube = dict[str, str]


def determinant(m: Any) -> int:
    (a, b, c), (d, e, f), (g, h, i) = m
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def times(m: Matrix, v: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sum(row[i] * v[i] for i in range(3)) for row in m)


ROTATIONS: list[Matrix] = [
    matrix
    for order in itertools.permutations(range(3))
    for signs in itertools.product((1, -1), repeat=3)
    for matrix in [tuple(tuple(signs[i] if j == order[i] else 0 for j in range(3)) for i in range(3))]
    if determinant(matrix) == 1
]


def turned(cube: Cube, turn: Turn) -> Cube:
    """The cube after a turn: the only one of the 24 rotations that does what the question says."""
    still = turn.axis.split("-") or []
    if not turn.axis:
        still = [side for side in ARROWS if side not in (turn.side, turn.to, OPPOSITE[turn.side], OPPOSITE[turn.to])]
    (matrix,) = [
        m
        for m in ROTATIONS
        if times(m, ARROWS[turn.side]) == ARROWS[turn.to] and all(times(m, ARROWS[s]) == ARROWS[s] for s in still)
    ]
    names = {arrow: side for side, arrow in ARROWS.items()}
    return {names[times(matrix, arrow)]: cube[side] for side, arrow in ARROWS.items()}


def named(cube: Any) -> Cube:
    return dict(zip(SIDES, cube, strict=True))


def answer_of(problem: ColorCubeRotationProblem) -> str:
    cube = named(problem.colors)
    for turn in problem.turns:
        cube = turned(cube, turn)
    return cube[problem.target]


def clockwise(sides: Any) -> bool:
    """Seen from outside, the way top, right and front go."""
    return determinant([ARROWS[side] for side in sides]) == determinant([ARROWS[s] for s in ("top", "right", "front")])


def holds(claim: Any, turn: Turn, before: Cube, after: Cube) -> bool:  # noqa: PLR0911
    """What a check says, word for word."""
    was = {color: side for side, color in before.items()}
    still = [side for side in SIDES if turned(named(SIDES), turn)[side] == side]
    match claim:
        case checks.Landed(side, to, color, axis, a, b):
            s, t = axis.split("-")
            there = (side, to) == turn[:2] and before[side] == after[to] == color
            return there and {s, t} == set(still) and (a, b) == (before[s], before[t]) == (after[s], after[t])
        case checks.Missed(side, to, color, got):
            return (side, to) == turn[:2] and before[side] == color and after[to] == got != color
        case checks.Strayed(side, to, color, stray, old, got):
            there = (side, to) == turn[:2] and before[side] == after[to] == color
            return there and stray in still and before[stray] == old and after[stray] == got != old
        case checks.Opposite(pairs):
            if len(set(before.values())) < 6 or len(set(after.values())) < 6:
                return False
            now = {frozenset((after[s], after[OPPOSITE[s]])) for s in SIDES}
            same = now == {frozenset((before[s], before[OPPOSITE[s]])) for s in SIDES}
            return same and len(pairs) == 3 and {frozenset(pair) for pair in pairs} == now
        case checks.Parted(axis, color, other, partner):
            if len(was) < 6 or color not in was:
                return False
            s, t = axis.split("-")
            return (after[s], after[t]) == (color, other) and before[OPPOSITE[was[color]]] == partner != other
        case checks.Cornered(now, places) | checks.Mirrored(now, places):
            seen = now == (after["top"], after["right"], after["front"]) == tuple(before[side] for side in places)
            meet = len(was) == 6 and len({frozenset((side, OPPOSITE[side])) for side in places}) == 3
            return seen and meet and clockwise(places) == isinstance(claim, checks.Cornered)
        case checks.Unmet(now, a, b):
            there = now == (after["top"], after["right"], after["front"]) and len(was) == 6
            return there and a != b and {a, b} <= set(now) & set(was) and was[a] == OPPOSITE[was[b]]
        case checks.Complete():
            return len(was) == 6 and sorted(before.values()) == sorted(after.values())
        case checks.Doubled(color, side, other, missing):
            twice = side != other and after[side] == after[other] == color
            return len(was) == 6 and twice and missing in was and missing not in after.values()
        case checks.Restored(cube):
            return before == named(cube) and turned(before, turn) == after
        case checks.Undone(cube, side, color):
            return turned(named(cube), turn) == after and before[side] == color != named(cube)[side]
    raise AssertionError(claim)


class Judge:
    """Reads events one by one: whether each is true where it stands.

    A turn may come out wrong once at a time, if a check refutes it before the end, and is then made again, not with the
    same result. Nothing need be checked. Checks are about the turn made last, or the one taken up again.
    """

    def __init__(self, problem: ColorCubeRotationProblem) -> None:
        self.problem = problem
        self.cubes = [named(problem.colors)]
        self.about = 0
        self.wrong: tuple[int, int] | None = None  # the wrong turn, and what checks were about before it
        self.stuck = self.ended = False
        self.refuted: dict[int, list[Cube]] = {}

    def believes(self, events: Sequence[Event]) -> bool:
        return all(self.takes(event) for event in events) and self.ended

    def takes(self, event: Event) -> bool:
        if self.ended:
            return False
        match event:
            case Inference(Turned() as move) | Slip(Turned() as move):
                return self.turns(move)
            case Inference(Reviewed(step)):
                self.about = step
                return 1 <= step < len(self.cubes)
            case Inference(move, None):
                return not isinstance(move, FAILED) and self.sees(move)
            case DeadEnd(reason):
                self.stuck = True
                return isinstance(reason, FAILED) and self.sees(reason)
            case Backtrack(to, refuted=True, moves=None):
                if not self.stuck or self.wrong is None or to != self.wrong[0]:
                    return False
                self.about = self.wrong[1]
                del self.cubes[to:]
                self.wrong, self.stuck = None, False
                return True
            case Remark(Seen(step, side, color)):
                return 1 <= step == len(self.cubes) - 1 and self.cubes[-1].get(side) == color
            case Solved(answer):
                self.ended = True
                done = not self.stuck and self.wrong is None and len(self.cubes) == len(self.problem.turns) + 1
                return done and answer == f"{self.problem.target} {answer_of(self.problem)}"
        return False

    def turns(self, move: Turned) -> bool:
        number, turn, cube = move
        if number != len(self.cubes) or number > len(self.problem.turns) or turn != self.problem.turns[number - 1]:
            return False
        before, after = self.cubes[-1], named(cube)
        if turned(before, turn) != after:
            known = self.refuted.setdefault(number, [])
            if self.wrong is not None or after in known:
                return False
            known.append(after)
            self.wrong = number, self.about
        self.cubes.append(after)
        self.refuted = {n: known for n, known in self.refuted.items() if n <= number}
        self.about = number
        return True

    def sees(self, claim: Any) -> bool:
        n = self.about
        return n > 0 and holds(claim, self.problem.turns[n - 1], self.cubes[n - 1], self.cubes[n])
