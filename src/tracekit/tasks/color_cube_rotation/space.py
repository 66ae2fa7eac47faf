"""Turning a cube as a derivation: each turn is worked out and checked."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar, Literal, NamedTuple

from tracekit.search.events import DeadEnd, Event, Inference, Solved
from tracekit.search.space import Derivation, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.color_cube_rotation.checks import CHECKS, refuted
from tracekit.tasks.color_cube_rotation.problem import (
    COLORS,
    SIDES,
    ColorCubeRotationProblem,
    Cube,
    Reviewed,
    Seen,
    Turned,
    rearranged,
    sources_of,
)
from tracekit.tasks.color_cube_rotation.slips import slips_of

CheckPlan = Literal["mixed", "turn_back", "landing", "opposites", "corner", "count", "all"]

_TURN, _REVIEW = "turn", "review"
_MIXES = tuple(itertools.permutations(CHECKS))
_FEW_MIXES = (("turn_back", "landing"), ("landing", "turn_back"))


class State(NamedTuple):
    """How far the work has come.

    ``cubes`` are the cubes at the start and after each turn made; ``slipped`` says that one of them is wrong.
    """

    position: int
    cubes: tuple[Cube, ...]
    slipped: bool


_turned = partial(tuple.__new__, Turned)  # the same as Turned(...), in half the time
_state = partial(tuple.__new__, State)


class ColorCubeRotationSpace(Space[State, Any]):
    """The turns of one cube and their checks, one after another."""

    has_derivations: ClassVar[bool] = True
    remark_kinds = ("restate",)

    def __init__(self, problem: ColorCubeRotationProblem, *, checks: CheckPlan, check_after: str) -> None:
        self.problem = problem
        self._checks = _plan(problem, checks, distinct=len(set(problem.colors)) == 6)
        self._agenda = _agenda(tuple(self._checks), at_once=check_after == "each_turn")
        self._rights: list[Turned] = []
        cube: Cube = problem.colors
        for number in range(1, len(problem.turns) + 1):
            self._rights.append(self._turned(number, cube))
            cube = self._rights[-1].cube
        self._steps: dict[int, tuple[Derivation[Turned], tuple[float, ...]]] = {}

    def start(self) -> State:
        return State(0, (self.problem.colors,), slipped=False)

    def look(self, state: State) -> View:
        if state.position == len(self._agenda):
            return Goal()
        number, what = self._agenda[state.position]
        if what == _TURN:
            return Inference(self._turned(number, state.cubes[-1])) if state.slipped else self._step(number)[0]
        if what == _REVIEW:
            return Inference(Reviewed(number))
        return CHECKS[what](self.problem.turns[number - 1], state.cubes[number - 1], state.cubes[number])

    def after(self, state: State, move: object) -> State:
        position, cubes, slipped = state
        if not isinstance(move, Turned):
            return _state((position + 1, cubes, slipped))
        return _state((position + 1, (*cubes, move[2]), slipped or move != self._rights[len(cubes) - 1]))

    def guides(self, stream: Stream) -> Iterator[Guide]:
        yield lambda state, moves: 0

    def plausibility(self, state: State, moves: Sequence[object]) -> Sequence[float]:
        return self._step(self._agenda[state.position][0])[1]

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        """One below a slip, which a check refutes; else there is the solution."""
        return 1 if state.slipped and limit >= 1 else None

    def is_wrong_result(self, state: State, view: Derivation, move: object) -> bool:
        """Whether a move is this turn with any other six colours."""
        if not isinstance(move, Turned) or move == view.move or move[:2] != view.move[:2]:
            return False
        return isinstance(move.cube, tuple) and len(move.cube) == 6 and all(color in COLORS for color in move.cube)

    def accepts_slip(self, state: State, view: Derivation, move: object) -> bool:
        """Whether the checks of the turn itself refute the cube: those of later turns take it as it is."""
        if not isinstance(move, Turned):
            return False
        if move in view.slips:
            return True
        if not self.is_wrong_result(state, view, move):
            return False
        return refuted(self._checks[move.step - 1], move.turn, state.cubes[-1], move.cube)

    def answer(self, moves: Sequence[object]) -> str:
        cube = next(move.cube for move in reversed(moves) if isinstance(move, Turned))
        return str(cube[SIDES.index(self.problem.target)])

    def solved(self, moves: Sequence[object]) -> Solved:
        return Solved(f"{self.problem.target} {self.answer(moves)}")

    def remarks(self, kind: str, state: State, path: Sequence[object]) -> Sequence[object]:
        made = len(state.cubes) - 1
        return [Seen(made, side, color) for side, color in zip(SIDES, state.cubes[-1], strict=True)] if made else ()

    def holds(self, state: State, path: Sequence[object], claim: object) -> bool:
        if not isinstance(claim, Seen) or not 1 <= claim.step == len(state.cubes) - 1 or claim.side not in SIDES:
            return False
        return state.cubes[-1][SIDES.index(claim.side)] == claim.color

    def pauses(self, before: Event, after: Event) -> bool:
        # Several checks of one turn may be told in one sentence.
        return isinstance(after, Solved) or (isinstance(after, Inference) and isinstance(after.move, Turned))

    def why_not(self, state: State, claim: object) -> str | None:
        made, turns = len(state.cubes) - 1, self.problem.turns
        if isinstance(claim, Turned):
            if claim.step != made + 1 or claim.step > len(turns):
                return f"turns made so far: {made}"
            right = self._turned(claim.step, state.cubes[-1])
            if claim.turn != right.turn:
                return f"turn {claim.step} is {right.turn}"
            both = zip(SIDES, right.cube, claim.cube, strict=False) if isinstance(claim.cube, tuple) else ()
            return next((f"the {side} is {color}, not {got}" for side, color, got in both if color != got), None)
        view = self.look(state)
        found = view.reason if isinstance(view, DeadEnd) else view.move if isinstance(view, Inference) else None
        return None if found == claim and type(found) is type(claim) else ""

    def _turned(self, number: int, cube: Cube) -> Turned:
        turn = self.problem.turns[number - 1]
        return Turned(number, turn, rearranged(cube, sources_of(turn)))

    def _step(self, number: int) -> tuple[Derivation[Turned], tuple[float, ...]]:
        """A turn with its slips, and how likely each of them is."""
        if number not in self._steps:
            right = self._rights[number - 1]
            before = self._rights[number - 2].cube if number > 1 else self.problem.colors
            ways = slips_of(right.turn, self._checks[number - 1], before)
            slips = tuple([_turned((number, right.turn, rearranged(before, way))) for way in ways])
            weights = (1.0, *ways.values())
            self._steps[number] = Derivation(number, right, slips), weights
        return self._steps[number]


def _plan(problem: ColorCubeRotationProblem, checks: CheckPlan, *, distinct: bool) -> list[tuple[str, ...]]:
    """The checks of each turn. Where colours repeat, only turning back and the landing can tell all sides apart."""
    n = len(problem.turns)
    if checks == "mixed":
        mixes = _MIXES if distinct else _FEW_MIXES
        mix = mixes[Stream("checks", problem.colors, problem.turns, problem.target).fixed_below(len(mixes))]
        return [(mix[i % len(mix)],) for i in range(n)]
    if checks == "all":
        return [("count", "landing", "opposites", "corner") if distinct else ("landing", "turn_back")] * n
    return [(checks if distinct or checks == "landing" else "turn_back",)] * n


@functools.lru_cache(maxsize=1024)
def _agenda(checks: Sequence[tuple[str, ...]], *, at_once: bool) -> tuple[tuple[int, str], ...]:
    """What is done one after another: the number of a turn, and what is done about it."""
    turns = [[(number, _TURN)] for number in range(1, len(checks) + 1)]
    checked = [[(number, name) for name in names] for number, names in enumerate(checks, 1)]
    if at_once:
        parts = [part for both in zip(turns, checked, strict=True) for part in both]
    else:
        parts = [*turns, *([(number, _REVIEW), *part] for number, part in enumerate(checked, 1))]
    return tuple(itertools.chain.from_iterable(parts))
