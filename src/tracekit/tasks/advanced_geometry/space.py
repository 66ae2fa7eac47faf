"""The derivations of a geometry problem's answer, by method and slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from tracekit.search.events import DeadEnd, Inference, Solved
from tracekit.search.space import Choice, Derivation, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry import measures, points
from tracekit.tasks.advanced_geometry.problem import AdvancedGeometryProblem, Corner, Found
from tracekit.tasks.advanced_geometry.steps import Item, Refuted, Slips, Step, Triangle, Work
from tracekit.tasks.advanced_geometry.truth import forms, holds, perpendicular_figures, subject
from tracekit.tasks.advanced_geometry.verify import judge

Method = Callable[[Triangle, Work], None]

METHODS: Mapping[str, Mapping[str, Method]] = MappingProxyType(
    {
        "orthocenter": {"equations": points.orthocenter_by_equations, "slopes": points.orthocenter_by_slopes},
        "circumcenter": {"equations": points.circumcenter_by_equations, "slopes": points.circumcenter_by_slopes},
        "angle_measure": {
            "the cosine": measures.angle_by_cosine,
            "the sine": measures.angle_by_sine,
            "the tangent": measures.angle_by_tangent,
        },
        "incircle_radius": {"": measures.incircle_radius},
        "centroid": {"": points.centroid},
        "area": {"": measures.area},
        "altitude_foot": {"": points.foot},
    }
)
"""The methods for each kind of problem; where there is only one, it has no name."""
_SLOPES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "slopes": {"orthocenter": ("BC", "CA"), "circumcenter": ("AB", "BC")}
}
"""The sides whose slopes a method needs, by kind of problem."""
_BY_VECTORS = frozenset({"square", "dot", "cross", "altitude", "bisector"})
_COORDINATES = frozenset({"solve_x", "solve_y", "meet_x", "meet_y", "foot"})
MOST_KEPT = 512
"""So many workings with slips are kept: a text may make any number of them."""


ANSWERING = frozenset({"solve_x", "solve_y", "meet_x", "meet_y", "third", "foot", "half", "radius", "angle"})
"""The steps that the answer is read from; all others lead there, or check."""


class State(NamedTuple):
    """How far a working has come.

    Attributes:
        method: the method chosen; None before that.
        line: all lines of the working before this one are done.
        slip: the line that came out wrong and the result that it has; None if all is right.
        told: what else has been told: later lines of the working, and vectors that are no lines of it, by their sides.
            Before a method is chosen, the lines of all of them, each with its method.
    """

    method: str | None
    line: int = 0
    slip: tuple[int, Any] | None = None
    told: frozenset[int | str | tuple[str, int]] = frozenset()


class GeometrySpace(Space[State, Step]):
    """The derivations of one problem's answer: one for each method, and one for each slip in it.

    The values of a state are those of the working that it belongs to; workings are done when they are first needed.
    """

    has_derivations = True
    remark_kinds = ("restate", "recall")

    def __init__(self, problem: AdvancedGeometryProblem) -> None:
        self.kind, self.triangle, self.methods = problem.kind, problem.triangle, METHODS[problem.kind]
        self._points = problem.a, problem.b, problem.c
        self._corners = [Corner("A", *problem.a), Corner("B", *problem.b), Corner("C", *problem.c)]
        self._start = State(None) if len(self.methods) > 1 else State("")
        self._works: dict[str, Work] = {}
        self._slipped: dict[tuple[str, tuple[int, Any], bool], Work] = {}
        self._views: dict[State, View[Step]] = {}

    def start(self) -> State:
        return self._start

    def look(self, state: State) -> View[Step]:
        if state.slip is not None or state.told:  # there is no end of them
            return self._look(state)
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: State) -> View[Step]:
        if state.method is None:
            return Choice("method", tuple([Step("use", (name,)) for name in self.methods]))
        work = self._work(state.method, state.slip)
        if state.line == len(work.items):
            return Goal() if work.reason is None else DeadEnd(work.reason)
        item = work.items[state.line]
        # In a working that leads nowhere nothing is gained by slips.
        if item.place and work.reason is None:
            return Derivation(item.place, item.step, Slips(item))
        return Inference(item.step)

    def after(self, state: State, move: Step) -> State:
        if state.method is None:
            method = str(move.values[0])
            return self._done(State(method, told=_told_of(method, state.told)))
        items = self._work(state.method, state.slip).items
        line = state.line
        if state.slip is None and not (line < len(items) and move == items[line].step):
            line = self._line_of(state, move)
            result = _result(items[line], move)
            if result is not None and result != items[line].value:
                return self._slipped_to(state, line, result)
        return self._done(state, line)

    def _done(self, state: State, line: int = -1) -> State:
        """The state after a line of the working, or as it is, without what the lines before it say already."""
        told = state.told | {line} if line >= 0 else state.told
        at = state.line
        while at in told:
            told, at = told - {at}, at + 1
        return state._replace(line=at, told=told)

    def _slipped_to(self, state: State, line: int, result: Any) -> State:
        """The state after a slip; lines told before stand as far as they are the same in what follows from it."""
        right, wrong = self._work(str(state.method)).items, self._work(str(state.method), (line, result)).items
        same = {n for n in range(min(len(wrong), len(right))) if wrong[n].step == right[n].step}
        stands = {n for n in state.told if n in same or isinstance(n, str)}
        return self._done(state._replace(slip=(line, result), told=frozenset(stands)), line)

    def _is_done(self, state: State, line: int) -> bool:
        return line < state.line or line in state.told

    def _line_of(self, state: State, move: object) -> int:
        """The line of the working that a step is, with a right result or a wrong one; -1 if it is none."""
        if not isinstance(move, Step):
            return -1
        work, line = self._work(str(state.method)), state.line
        if line < len(work.items) and work.items[line].result_of(move) is not None:
            return line
        return next((n for n in _about(work, move) if _result(work.items[n], move) is not None), -1)

    def step_at(self, state: State, move: object) -> Derivation[Step] | None:
        """The step with these figures: it need not be the next one that can be taken."""
        view = self.look(state)
        if isinstance(view, Derivation | Inference) and move == view.move:
            return view if isinstance(view, Derivation) else None
        if state.method is None or state.slip is not None or self._work(state.method).reason is not None:
            return None
        line = self._line_of(state, move)
        if line < 0 or self._is_done(state, line):
            return view if isinstance(view, Derivation) else None
        item = self._work(state.method).items[line]
        return Derivation(item.place, item.step, Slips(item))

    def is_wrong_result(self, state: State, view: Derivation[Step], move: object) -> bool:
        """Whether a move is this step, from the same values, with another result that is written as results are."""
        if state.method is None or state.slip is not None or not isinstance(move, Step):
            return False
        item = self._work(state.method).item_at(view.place)
        result = _result(item, move) if item is not None else None
        return item is not None and result is not None and result != item.value

    def accepts_slip(self, state: State, view: Derivation[Step], move: object) -> bool:
        """Whether the working goes on from a wrong result to a dead end. One that it cannot go on from is no slip."""
        if not isinstance(move, Step) or not self.is_wrong_result(state, view, move):
            return False
        after = self.after(state, move)
        return after.slip is not None and self._work(str(after.method), after.slip).reason is not None

    def _work(self, method: str, slip: tuple[int, Any] | None = None, *, passes_over: bool = False) -> Work:
        """The working by a method, with a slip or without; beyond checks that fail, with ``passes_over``."""
        work = self._works.get(method) if slip is None else self._slipped.get((method, slip, passes_over))
        if work is None:
            work = Work() if slip is None else Work(self._work(method), *slip, passes_over=passes_over)
            try:
                self.methods[method](self.triangle, work)
            except Refuted as refuted:
                work.reason = refuted.reason
            except (ArithmeticError, ValueError):
                if slip is None:
                    raise
                # The next line is a division by 0 or the like, and there are no words for that.
            if slip is None:
                self._works[method] = work
            else:
                if len(self._slipped) >= MOST_KEPT:
                    self._slipped.clear()
                self._slipped[method, slip, passes_over] = work
        return work

    # --- what else is true --------------------------------------------------------------------------------------------

    def legal_move(self, moves: Sequence[Step], move: Any) -> Step | None:
        if move in moves:
            return moves[moves.index(move)]
        if not isinstance(move, Step):
            return None
        return next((moves[moves.index(form)] for form in forms(move) if form in moves), None)

    def after_inference(self, state: State, move: object, reason: object) -> State | None:
        """The state after a step that is true here, though it is not the next one.

        That is a line of the working in another form or another place; after a slip, what follows from it. It is also
        what is true of the triangle, and what another method comes to, unless the working says otherwise.
        """
        if reason is not None or not isinstance(move, Step):
            return None
        if state.method is None:
            return self._before_choice(state, move)
        work = self._work(state.method, state.slip)
        line = _line_in(work, move)
        if line >= 0:
            if state.slip is not None and line == state.slip[0]:  # once is enough
                return None
            return state if self._is_done(state, line) else self._done(state, line)
        slipped = state.slip is not None
        beyond = self._work(state.method, state.slip, passes_over=True) if slipped else work
        others = [beyond] if slipped else [self._work(method) for method in self.methods]
        if any(_line_in(other, move) >= 0 for other in others) or self._is_about_point(state, move):
            return state
        if not holds(move, self.triangle) or (slipped and self._contradicts(state, move)):
            return None
        lines = [n for n in _about(work, move) if not self._is_done(state, n)]
        if lines:  # the same with other decimals
            return self._done(state, lines[0])
        return state._replace(told=state.told | {str(move.values[0])}) if move.what == "vector" else state

    def _contradicts(self, state: State, move: Step) -> bool:
        """Whether what is true of the triangle can be something else by what has been said, after a slip."""
        (line, _), method = state.slip or (0, None), str(state.method)
        about = subject(self._work(method).items[line].step)
        return (
            bool(_about(self._work(method, state.slip, passes_over=True), move))
            or move.what.endswith("_ok")
            or (about[0] == "vector" and about[1] in move.values and move.what in _BY_VECTORS)
        )

    def _before_choice(self, state: State, move: Step) -> State | None:
        """The state after a step before a method has been chosen: it will not have to be told again."""
        found = [(method, _line_in(self._work(method), move)) for method in self.methods]
        lines = {each for each in found if each[1] >= 0}
        if not lines and not holds(move, self.triangle):
            return None
        vectors = {str(move.values[0])} if move.what == "vector" else set()
        return state._replace(told=state.told | lines | vectors)

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        """Whether the working fails in this way: by its check, told sooner or in another form, or by another one."""
        if state.method is None or not isinstance(reason, Step):
            return False
        work = self._work(state.method, state.slip)
        if work.reason is None:
            return False
        told = set(forms(reason))
        if work.reason in told:
            return True
        if state.slip is None:
            return bool(told & self._obstacles(state.method))
        beyond = self._work(state.method, state.slip, passes_over=True)
        return beyond.reason in told or bool(told & {*beyond.failed}) or self._is_about_point(state, reason)

    def _obstacles(self, method: str) -> set[Step]:
        """All that stands in the way of a method that needs slopes."""
        found = set()
        for side in _SLOPES.get(method, {}).get(self.kind, ()):
            along = self.triangle.side(side)
            if not along.x:
                found.add(Step("no_slope", (side, self.triangle.corner(side[0]).x)))
            elif not along.y:
                found.add(Step("no_slope_across", (side,)))
        return found

    def _is_about_point(self, state: State, step: Step) -> bool:
        """Whether a check of the point that has been found is true: by any altitude, not only the one planned."""
        letter = {"orthocenter": "H", "altitude_foot": "F"}.get(self.kind)
        if letter is None or state.method is None:
            return False
        spot = _spot(self._work(state.method, state.slip, passes_over=state.slip is not None))
        stands = None if spot is None else perpendicular_figures(step, self.triangle, spot, letter)
        return stands is not None and stands == step.what.endswith("_ok")

    def is_solved(self, state: State) -> bool:
        """Whether all is done that the answer is read from."""
        if state.slip is not None:
            return False
        return any(self._answers(state, method) for method in self.methods if state.method in (None, method))

    def _answers(self, state: State, method: str) -> bool:
        work, told = self._work(method), _told_of(method, state.told)
        last = [n for n, item in enumerate(work.items) if item.step.what in ANSWERING]
        return work.reason is None and all(n < state.line or n in told for n in last)

    def accepts_answer(self, moves: Sequence[Step], answer: str | None) -> bool:
        """The same number or point in any form that the verifier reads."""
        return answer is not None and (answer == self.answer(moves) or judge(self.kind, *self._points, answer).correct)

    # --- planning -----------------------------------------------------------------------------------------------------

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        if state.method is None:
            return super().count_dead_ends(state, limit)
        # All slips that a step offers are refuted further on (the steps see to that): no need to work that out here.
        fails = state.slip is not None or self._work(state.method).reason is not None
        return 1 if limit >= 1 and fails else None

    def guides(self, stream: Stream) -> Iterator[Guide[State, Step]]:
        for method in stream.shuffled(list(self.methods)):
            if self._work(method).reason is None:
                yield _guide(method)

    def answer(self, moves: Sequence[Step]) -> str:
        # All methods that work come to the same answer, also where none was named.
        method = next((str(move.values[0]) for move in moves if move.what == "use"), None)
        if method is None:
            method = next(name for name in self.methods if self._work(name).reason is None)
        return self._work(method).answer

    def solved(self, moves: Sequence[Step]) -> Solved:
        return Solved(self.answer(moves))

    def plausibility(self, state: State, moves: Sequence[Step]) -> Sequence[float]:
        """Slips are listed with the more plausible ones first: so mildly that ten are much like one."""
        return (
            [1.0 / (3 + i) if i else 1.0 for i in range(len(moves))] if state.method is not None else [1.0] * len(moves)
        )

    def remarks(self, kind: str, state: State, path: Sequence[Step]) -> Sequence[object]:
        if kind == "restate":
            return self._corners
        return [_found(step) for step in path[:-1] if step.what == "vector"]  # the last one has just been told

    def holds(self, state: State, path: Sequence[Step], claim: object) -> bool:
        if isinstance(claim, Corner):
            return claim in self._corners
        return isinstance(claim, Found) and any(step.what == "vector" and _found(step) == claim for step in path)

    def why_not(self, state: State, claim: object) -> str | None:
        """A statement that is made at another line of the same working is true in itself."""
        if state.method is not None and isinstance(claim, Step):
            work = self._work(state.method, state.slip)
            if claim == work.reason or any(claim == item.step for item in work.items):
                return None
        return ""


def _told_of(method: str, told: frozenset[int | str | tuple[str, int]]) -> frozenset[int | str | tuple[str, int]]:
    """What has been told that counts for a method."""
    found = [each if not isinstance(each, tuple) else each[1] if each[0] == method else "" for each in told]
    return frozenset(found) - {""}


def _about(work: Work, step: Step) -> list[int]:
    """The lines of a working that are about the same as a step."""
    lines = work.lines_by(subject)
    found = {line: None for form in forms(step) for line in lines.get(subject(form), ())}
    return list(found)


def _line_in(work: Work, step: Step) -> int:
    """The line of a working that a step says, in whatever form; -1 if there is none."""
    told = set(forms(step))
    return next((line for line in _about(work, step) if work.items[line].step in told), -1)


def _result(item: Item, step: Step) -> Any:
    """The result that a step shows, in whatever form, if it is this one; None if it is another one."""
    return next((result for form in forms(step) if (result := item.result_of(form)) is not None), None)


def _spot(work: Work) -> tuple[Fraction, Fraction] | None:
    """The point that a working has come to, right or wrong; None if it has not come to any."""
    found = [item.step.values[-1] for item in work.items if item.step.what in _COORDINATES]
    return (Fraction(found[0]), Fraction(found[1])) if len(found) == 2 else None


def _found(step: Step) -> Found:
    side, *_, dx, dy = step.values
    return Found(str(side), int(dx), int(dy))


def _guide(method: str) -> Guide[State, Step]:
    use = Step("use", (method,))
    return lambda state, moves: moves.index(use) if use in moves else 0
