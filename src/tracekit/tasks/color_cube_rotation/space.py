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
from tracekit.tasks.color_cube_rotation.checks import CHECKS, Outcome, as_told, can_be_made, findings
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

_TURN, _REVIEW, _PROOF = "turn", "review", "turn_back"
_MIXES = tuple(itertools.permutations(CHECKS))
_FEW_MIXES = (("turn_back", "landing"), ("landing", "turn_back"))


class State(NamedTuple):
    """How far the work has come.

    Attributes:
        position: what is planned next, as a place in the agenda.
        cubes: the cubes at the start and after each turn made.
        slipped: the number of the turn that has come out wrong; 0 if none has.
        about: the number of the turn that checks are about: the one made last, or taken up again.
    """

    position: int
    cubes: tuple[Cube, ...]
    slipped: int = 0
    about: int = 0


_turned = partial(tuple.__new__, Turned)  # the same as Turned(...), in half the time
_state = partial(tuple.__new__, State)


class ColorCubeRotationSpace(Space[State, Any]):
    """The turns of one cube and their checks, one after another.

    Two dead ends have the same cause if the same is seen to be wrong, whatever the cubes are.
    """

    has_derivations: ClassVar[bool] = True
    remark_kinds = ("restate",)

    def __init__(self, problem: ColorCubeRotationProblem, *, checks: CheckPlan, check_after: str) -> None:
        self.problem = problem
        self._checks = _plan(problem, checks, distinct=len(set(problem.colors)) == 6)
        self._agenda = _agenda(tuple(self._checks), at_once=check_after == "each_turn")
        self._position_of = {number: i for i, (number, what) in enumerate(self._agenda) if what == _TURN}
        self._rights: list[Turned] = []
        cube: Cube = problem.colors
        for number in range(1, len(problem.turns) + 1):
            self._rights.append(self._turned(number, cube))
            cube = self._rights[-1].cube
        self._steps: dict[int, tuple[Derivation[Turned], tuple[float, ...]]] = {}

    def start(self) -> State:
        return State(0, (self.problem.colors,))

    def look(self, state: State) -> View:
        position, cubes, slipped, about = state
        if position < len(self._agenda):
            number, what = self._agenda[position]
        elif slipped:  # whatever the planned checks have let pass, turning back shows it
            number, what = slipped, _PROOF
        else:
            return Goal()
        if what == _TURN:
            return Inference(self._turned(number, cubes[-1])) if slipped else self._step(number)[0]
        if what == _REVIEW or about != number:
            return Inference(Reviewed(number))
        before, after = cubes[number - 1], cubes[number]
        name = what if not slipped or can_be_made(what, before, after) else _PROOF
        return CHECKS[name](self.problem.turns[number - 1], before, after)

    def after(self, state: State, move: object) -> State:
        position, cubes, slipped, about = state
        if isinstance(move, Turned):
            number = len(cubes)
            wrong = 0 if slipped or move == self._rights[number - 1] else number
            return _state((self._position_of[number] + 1, (*cubes, move[2]), slipped or wrong, number))
        if isinstance(move, Reviewed):
            planned = position < len(self._agenda) and self._agenda[position] == (move.step, _REVIEW)
            return _state((position + planned, cubes, slipped, move.step))
        return _state((position + 1, cubes, slipped, about))

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
        """Any wrong cube: turning back shows it at the latest."""
        return self.is_wrong_result(state, view, move)

    def step_at(self, state: State, move: object) -> Derivation | None:
        """The next turn, whether or not the last one has been checked."""
        number = len(state.cubes)
        return self._step(number)[0] if not state.slipped and number <= len(self._rights) else None

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        """Whether some check of the turn that checks are about fails in this way."""
        return bool(state.slipped) and self._is_found(state, DeadEnd(reason))

    def after_inference(self, state: State, move: object, reason: object) -> State | None:
        """Any check that holds, any turn taken up again, and the next turn without the checks of the last one."""
        made = len(state.cubes) - 1
        if reason is not None:
            return None
        if isinstance(move, Turned):
            is_right = made < len(self._rights) and move == self._turned(made + 1, state.cubes[-1])
            return self.after(state, move) if is_right else None
        if isinstance(move, Reviewed):
            return self.after(state, move) if move.step in range(1, made + 1) else None
        return state if self._is_found(state, Inference(move)) else None

    def is_done(self, state: State) -> bool:
        """Whether all that is planned has been done."""
        return state.position == len(self._agenda)

    def is_solved(self, state: State) -> bool:
        """Whether all turns have been made, and none of them is wrong."""
        return not state.slipped and len(state.cubes) > len(self._rights)

    def legal_move(self, moves: Sequence[object], move: object) -> object | None:
        """The move that says the same."""
        told = as_told(move)
        return next((each for each in moves if as_told(each) == told), None)

    def _is_found(self, state: State, outcome: Outcome) -> bool:
        """Whether a check of the turn that checks are about can find this."""
        number = state.about
        if not number:
            return False
        told, turn = _told(outcome), self.problem.turns[number - 1]
        return any(told == _told(each) for each in findings(turn, *state.cubes[number - 1 : number + 1]))

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
        # A turn and its checks stand together.
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
        return ""

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


def _told(outcome: Outcome) -> tuple[type, object]:
    return type(outcome), as_told(outcome.reason if isinstance(outcome, DeadEnd) else outcome.move)


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
