"""A reader of texts about a cube that is turned that shares nothing with the library and takes every word literally.

Turns are done with rotation matrices: of the 24 rotations of a cube a turn is the one that does what it says.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from color_cube_rotation_words import AXES, COLORS, SIDES, STYLES
from phrases import TOKEN, Said

from reading import Fault, Reading

Cube = dict[str, str]
Turn = tuple[str, str, str]
Matrix = tuple[tuple[int, ...], ...]
ARROWS = {
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "back": (0, 1, 0),
    "front": (0, -1, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}
NAMES = {arrow: side for side, arrow in ARROWS.items()}
OPPOSITE = {side: NAMES[-x, -y, -z] for side, (x, y, z) in ARROWS.items()}
PASSED = ("landed", "opposite", "cornered", "complete", "restored")
FAILED = ("missed", "strayed", "parted", "mirrored", "unmet", "doubled", "undone")


class WrongError(Exception):
    """Something that a text says is not so."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def determinant(m: Sequence[Sequence[int]]) -> int:
    (a, b, c), (d, e, f), (g, h, i) = m
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def times(m: Matrix, side: str) -> str:
    x, y, z = (sum(one * other for one, other in zip(row, ARROWS[side], strict=True)) for row in m)
    return NAMES[x, y, z]


ROTATIONS: list[Matrix] = [
    matrix
    for order in itertools.permutations(range(3))
    for signs in itertools.product((1, -1), repeat=3)
    for matrix in [tuple(tuple(signs[i] if j == order[i] else 0 for j in range(3)) for i in range(3))]
    if determinant(matrix) == 1
]


def still(turn: Turn) -> list[str]:
    """The two sides that stay."""
    side, to, axis = turn
    return axis.split("-") if axis else [s for s in SIDES if s not in (side, to, OPPOSITE[side], OPPOSITE[to])]


def turned(cube: Cube, turn: Turn) -> Cube:
    (matrix,) = (m for m in ROTATIONS if times(m, turn[0]) == turn[1] and all(times(m, s) == s for s in still(turn)))
    return {times(matrix, side): cube[side] for side in SIDES}


def clockwise(sides: Sequence[str]) -> bool:
    """Seen from outside, the way top, right and front go."""
    return determinant([ARROWS[side] for side in sides]) == determinant([ARROWS[s] for s in ("top", "right", "front")])


def words(text: str, known: Sequence[str]) -> list[str]:
    return [word for word in re.findall("[a-z]+", text) if word in known]


def cube_of(said: Said) -> Cube:
    """The cube that is named, however it is: each colour with the side that is named along with it."""
    text = next(text for name, text in said.items() if name.startswith("cube"))
    sides, colors = words(text, SIDES), words(text, COLORS)
    return dict(zip(sides, colors, strict=True))


def turn_of(text: str) -> Turn:
    axis = next((axis for axis in AXES if axis in text), "")
    side, to = words(text.replace(axis, "") if axis else text, SIDES)
    return side, to, axis


class Reader:
    def __init__(self, problem: dict[str, Any]) -> None:
        self.cubes: list[Cube] = [dict(zip(SIDES, problem["colors"], strict=True))]
        self.turns: list[Turn] = [(side, to, axis) for side, to, axis in problem["turns"]]
        self.target = problem["target"]
        self.reading = Reading()
        self.about = 0  # the turn that checks are about
        self.wrong: tuple[int, int] | None = None  # a turn that has come out wrong, and what checks were about before
        self.slip: Fault | None = None  # where that is told
        self.refuted: dict[int, list[Cube]] = {}
        self.is_stuck = False
        self.redo = 0  # a turn that the sentence says is to be done again
        self.ended = ""

    def read(self, kind: str, said: Said, place: tuple[int, str]) -> None:
        demand(not self.ended, "the text has come to its end")
        demand(not self.is_stuck or kind in ("back", "gave_up", "unsolvable"), "a check has failed, and then?")
        if kind == "turn":
            self.turn(said, place)
        elif kind in (*PASSED, *FAILED):
            demand(self.about, "there is no turn to check")
            turn, before, after = self.turns[self.about - 1], self.cubes[self.about - 1], self.cubes[self.about]
            again = [name for name in said if name.endswith("_again")]
            demand(all(said[name] == said[name.removesuffix("_again")] for name in again), "it is not the same")
            if len(set(before.values())) < 6 and kind not in ("landed", "missed", "strayed", "restored", "undone"):
                raise WrongError("there are colours twice: that proves nothing")
            self.is_stuck = kind in FAILED
            demand(getattr(self, f"_{kind}")(said, turn, before, after), "that is not so")
        else:
            getattr(self, f"_{kind}")(said)

    def turn(self, said: Said, place: tuple[int, str]) -> None:
        number = len(self.cubes)
        demand(int(said.get("step", number)) == number, f"turn {number} is next")
        demand(number <= len(self.turns), "all turns have been made")
        turn = self.turns[number - 1]
        demand("turn" not in said or turn_of(said["turn"]) == turn, f"turn {number} is {turn}")
        demand("turn" in said or self.redo == number, "what is turned is not said")
        before, after = self.cubes[-1], cube_of(said)
        if turned(before, turn) != after:
            demand(self.wrong is None, f"that is wrong, and so is turn {self.wrong}")
            known = self.refuted.setdefault(number, [])
            demand(after not in known, "that has been refuted")
            known.append(after)
            self.wrong = number, self.about
            self.slip = Fault(*place, f"it gives {turned(before, turn)}, and that is never seen")
        self.cubes.append(after)
        self.refuted = {n: known for n, known in self.refuted.items() if n <= number}
        self.about, self.redo = number, 0

    def _review(self, said: Said) -> None:
        demand(int(said["step"]) < len(self.cubes), "that turn has not been made")
        self.about = int(said["step"])

    def _back(self, said: Said) -> None:
        step = int(said["step"])
        demand(self.is_stuck, "no check has failed")
        demand(self.wrong is not None and self.wrong[0] == step, "that turn is right")
        self.reading.backtracks += 1
        self.about = self.wrong[1] if self.wrong else 0
        del self.cubes[step:]
        self.wrong, self.slip, self.is_stuck, self.redo = None, None, False, step

    def _restate(self, said: Said) -> None:
        demand(int(said["step"]) == len(self.cubes) - 1 > 0, "that turn is not the last so far")
        demand(self.cubes[-1][said["side"]] == said["color"], f"it is {self.cubes[-1][said['side']]}")

    def _solved(self, said: Said) -> None:
        demand(len(self.cubes) == len(self.turns) + 1, "there are turns to make")
        demand(said["target"] == self.target, f"the {self.target} side is asked for")
        cube = self.cubes[0]
        for turn in self.turns:
            cube = turned(cube, turn)
        demand(said["answer"] == cube[self.target], f"it is {cube[self.target]}")
        self.reading.answer, self.ended = said["answer"], "solved"

    def _gave_up(self, said: Said) -> None:
        self.ended = "gave up"

    def _unsolvable(self, said: Said) -> None:
        raise WrongError("a cube that is turned has an answer")

    # --- what checks find

    def _moves(self, said: Said, turn: Turn) -> bool:
        return (said["side"], said["to"]) == turn[:2]

    def _landed(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        a, b = re.findall("[a-z]+", (said.get("axis_sides") or said["axis"]).replace(" and ", "-"))
        there = before[said["side"]] == after[said["to"]] == said["color"]
        kept = (before[a], before[b]) == (after[a], after[b]) == (said["kept_a"], said["kept_b"])
        return self._moves(said, turn) and there and {a, b} == {*still(turn)} and kept

    def _missed(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        was, got = before[said["side"]], after[said["to"]]
        return self._moves(said, turn) and (was, got) == (said["was"], said["got"]) and was != got

    def _strayed(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        there = before[said["side"]] == after[said["to"]] == said["color"]
        old, new = before[said["stray"]], after[said["stray"]]
        is_off = said["stray"] in still(turn) and (old, new) == (said["was"], said["got"]) and old != new
        return self._moves(said, turn) and there and is_off

    def _opposite(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        colors = words(said["pairs"], COLORS)
        told = [frozenset(colors[i : i + 2]) for i in range(0, len(colors), 2)]
        now, was = ({frozenset((cube[s], cube[OPPOSITE[s]])) for s in SIDES} for cube in (after, before))
        return len(told) == 3 and {*told} == now == was

    def _parted(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        a, b = re.findall("[a-z]+", (said.get("axis_sides") or said["axis"]).replace(" and ", "-"))
        there = (after[a], after[b]) == (said["color"], said["other"])
        places = [side for side in SIDES if before[side] == said["color"]]
        return there and any(before[OPPOSITE[side]] == said["was"] != said["other"] for side in places)

    def _around(self, said: Said, after: Cube) -> bool:
        return words(said["now"], COLORS) == [after["top"], after["right"], after["front"]]

    def _ran(self, said: Said, before: Cube, after: Cube, *, same: bool) -> bool:
        places = words(said["places"], SIDES)
        there = self._around(said, after) and [before[side] for side in places] == words(said["now"], COLORS)
        meet = len({frozenset((side, OPPOSITE[side])) for side in places}) == 3
        return there and meet and clockwise(places) == same

    def _cornered(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        return self._ran(said, before, after, same=True)

    def _mirrored(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        return self._ran(said, before, after, same=False)

    def _unmet(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        two = {said["color"], said["other"]}
        apart = any({before[side], before[OPPOSITE[side]]} == two for side in SIDES)
        return self._around(said, after) and len(two) == 2 and two <= {*words(said["now"], COLORS)} and apart

    def _complete(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        return sorted(before.values()) == sorted(after.values())

    def _doubled(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        twice = said["side"] != said["side_b"] and after[said["side"]] == after[said["side_b"]] == said["color"]
        return twice and said["missing"] in before.values() and said["missing"] not in after.values()

    def _restored(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        return cube_of(said) == before and turned(before, turn) == after

    def _undone(self, said: Said, turn: Turn, before: Cube, after: Cube) -> bool:
        back = cube_of(said)
        return turned(back, turn) == after and before[said["side"]] == said["was"] != back[said["side"]]


def read(problem: dict[str, Any], text: str, style: str) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` as a row has it."""
    reader = Reader(problem)
    faults = reader.reading.faults
    for position, sentence, told in STYLES[style].read(text, marked=style == "marked"):
        try:
            demand(told, "cannot be read")
            is_marked = style == "marked" and told[0][0] == "back" if told else False
            demand(sentence.startswith(TOKEN) == is_marked, "the token stands before returns, and nothing else")
            for kind, _, said in told or ():
                reader.read(kind, said, (position, sentence))
        except WrongError as wrong:
            faults.append(Fault(position, sentence, str(wrong)))
    if reader.slip:
        faults.insert(0, reader.slip)
    if not reader.ended:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
