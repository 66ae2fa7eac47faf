"""The derivations of a geometry problem's answer, by method and slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tracekit.search.events import DeadEnd, Inference, Solved
from tracekit.search.space import Choice, Derivation, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry import measures, points
from tracekit.tasks.advanced_geometry.problem import AdvancedGeometryProblem, Corner, Found
from tracekit.tasks.advanced_geometry.steps import Refuted, Slips, Step, Triangle, Work

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
MOST_KEPT = 512
"""So many workings with slips are kept: a text may make any number of them."""


class State(NamedTuple):
    """How far a working has come.

    Attributes:
        method: the method chosen; None before that.
        line: how many lines of the working are done.
        slip: the line that came out wrong and the result that it has; None if all is right.
    """

    method: str | None
    line: int = 0
    slip: tuple[int, Any] | None = None


class GeometrySpace(Space[State, Step]):
    """The derivations of one problem's answer: one for each method, and one for each slip in it.

    The values of a state are those of the working that it belongs to; workings are done when they are first needed.
    """

    has_derivations = True
    remark_kinds = ("restate", "recall")

    def __init__(self, problem: AdvancedGeometryProblem) -> None:
        self.triangle, self.methods = problem.triangle, METHODS[problem.kind]
        self._corners = [Corner("A", *problem.a), Corner("B", *problem.b), Corner("C", *problem.c)]
        self._start = State(None) if len(self.methods) > 1 else State("")
        self._works: dict[str, Work] = {}
        self._slipped: dict[tuple[str, tuple[int, Any]], Work] = {}
        self._views: dict[State, View[Step]] = {}

    def start(self) -> State:
        return self._start

    def look(self, state: State) -> View[Step]:
        if state.slip is not None:  # there is no end of slips
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
            return State(str(move.values[0]))
        if state.slip is None:
            view = self.look(state)
            if isinstance(view, Derivation) and move != view.move:
                result = self._work(state.method).items[state.line].result_of(move)
                return State(state.method, state.line + 1, (state.line, result))
        return State(state.method, state.line + 1, state.slip)

    def is_wrong_result(self, state: State, view: Derivation[Step], move: object) -> bool:
        """Whether a move is this step, from the same values, with another result that is written as results are."""
        if state.method is None or state.slip is not None or move == view.move:
            return False
        return self._work(state.method).items[state.line].result_of(move) is not None

    def accepts_slip(self, state: State, view: Derivation[Step], move: object) -> bool:
        """Whether the working goes on from a wrong result to a dead end. One that it cannot go on from is no slip."""
        if not isinstance(move, Step) or not self.is_wrong_result(state, view, move):
            return False
        after = self.after(state, move)
        return self._work(str(after.method), after.slip).reason is not None

    def _work(self, method: str, slip: tuple[int, Any] | None = None) -> Work:
        work = self._works.get(method) if slip is None else self._slipped.get((method, slip))
        if work is None:
            work = Work() if slip is None else Work(self._work(method), *slip)
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
                self._slipped[method, slip] = work
        return work

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
        method = str(moves[0].values[0]) if self._start.method is None else ""
        return self._work(method).answer

    def solved(self, moves: Sequence[Step]) -> Solved:
        return Solved(self.answer(moves))

    def plausibility(self, state: State, moves: Sequence[Step]) -> Sequence[float]:
        """Slips are listed with the most plausible one first."""
        return [1.0 / (1 + i) for i in range(len(moves))] if state.method is not None else [1.0] * len(moves)

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


def _found(step: Step) -> Found:
    side, *_, dx, dy = step.values
    return Found(str(side), int(dx), int(dy))


def _guide(method: str) -> Guide[State, Step]:
    use = Step("use", (method,))
    return lambda state, moves: moves.index(use) if use in moves else 0
