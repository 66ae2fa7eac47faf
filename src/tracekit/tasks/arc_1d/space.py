"""The search space of one-dimensional ARC: hypotheses, and how they are tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from tracekit.errors import ParameterError
from tracekit.search.events import ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILIES, NONE, Parameter
from tracekit.tasks.arc_1d.ideas import ideas_of
from tracekit.tasks.arc_1d.problem import (
    PAIRS,
    Altered,
    Applied,
    Arc1DProblem,
    Fits,
    Hypothesis,
    Mismatch,
    Quoted,
    written,
)


class State(NamedTuple):
    """Where the search is: the family and the parameter settled so far, and how many rows have been worked out."""

    family: str | None = None
    parameter: Parameter | None = None
    done: int = 0


_state = partial(tuple.__new__, State)  # the same as State(...), in half the time


Move = str | Parameter | Fits | Applied


class Arc1DSpace(Space[State, Move]):
    """The search space of one problem."""

    lists_moves = False
    remark_kinds = ("restate", "compare")

    def __init__(self, problem: Arc1DProblem) -> None:
        self.problem = problem
        self.ideas = ideas_of(problem.pairs, problem.test, problem.output)
        self.moves: Mapping[str, tuple[Parameter, ...]] = self.ideas.by_family
        self._families = tuple(self.moves)
        self._fitting = set(self.ideas.fitting)
        self._good_families = {hypothesis.family for hypothesis in self._fitting}
        self._weights: list[float] | None = None
        self._children: list[State] | None = None

    def start(self) -> State:
        return State()

    def look(self, state: State) -> View[Move]:
        family, parameter, done = state
        if family is None:
            return Choice(PAIRS, self._families) if len(self._families) > 1 else self._only_family()
        if parameter is None:
            values = self.moves[family]
            return Choice(family, values) if len(values) > 1 else Inference(values[0])
        pairs = self.problem.pairs
        if done > len(pairs):
            return Goal()
        row = self.ideas.row(family, parameter, done)
        if done == len(pairs):
            return Inference(Applied(row))
        given = pairs[done][1]
        return Inference(Fits(done + 1, row)) if row == given else DeadEnd(Mismatch(done + 1, row, given))

    def remarks(self, kind: str, state: State, path: Sequence[Move]) -> Sequence[object]:
        pairs = list(enumerate(self.problem.pairs, 1))
        if kind == "restate":
            return [Quoted(number, before, after) for number, (before, after) in pairs]
        return [Altered(number, cells) for number, _ in pairs if (cells := self._altered(number))]

    def holds(self, state: State, path: Sequence[Move], claim: object) -> bool:
        if not isinstance(claim, Quoted | Altered) or not 1 <= claim.pair <= len(self.problem.pairs):
            return False
        if isinstance(claim, Quoted):
            return (claim.before, claim.after) == self.problem.pairs[claim.pair - 1]
        return bool(claim.cells) and claim.cells == self._altered(claim.pair)

    def _altered(self, number: int) -> tuple[int, ...]:
        both = zip(*self.problem.pairs[number - 1], strict=True)
        return tuple([i for i, (before, after) in enumerate(both, 1) if before != after])

    def pauses(self, before: Event, after: Event) -> bool:
        looking = isinstance(before, ChoicePoint) and before.place == PAIRS
        return looking or (isinstance(after, Inference) and isinstance(after.move, Fits))

    def _only_family(self) -> View[Move]:
        if not self._families:
            raise ParameterError("pairs", self.problem.pairs, "must follow a rule that is known here")
        return Inference(self._families[0])

    def after(self, state: State, move: Move) -> State:
        if state.family is None:
            # A family that leaves nothing open goes straight to the test.
            return _state((move, NONE if FAMILIES[str(move)].unit == "none" else None, 0))
        if state.parameter is None:
            return _state((state.family, move, 0))
        return _state((state.family, state.parameter, state.done + 1))

    def children(self, state: State) -> Sequence[State] | None:
        if state.family is None:
            if self._children is None:
                self._children = [self.after(state, family) for family in self._families]
            return self._children
        if state.parameter is None:
            return [State(state.family, value) for value in self.moves[state.family]]
        return super().children(state)

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        family, parameter, _ = state
        if family is None:
            return None
        if parameter is None:
            count = None if family in self._good_families else len(self.moves[family])
        else:
            count = None if Hypothesis(family, parameter) in self._fitting else 1
        return None if count is None or count > limit else count

    def cost_of(self, state: State, move: Move, limit: int) -> int | None:
        if state.family is not None:
            count = None if (state.family, move) in self._fitting else 1
        else:
            count = None if move in self._good_families else len(self.moves[str(move)])
        return None if count is None or count > limit else count

    def plausibility(self, state: State, moves: Sequence[Move]) -> Sequence[float]:
        if state.family is not None:
            return self.ideas.weights(state.family)
        if self._weights is None:
            self._weights = self.ideas.weights(None)
        return self._weights

    def guides(self, stream: Stream) -> Iterator[Guide[State, Move]]:
        """The problem's own rule first; then others that fit as well, each of which leads to the same answer."""
        ways = stream.shuffled(self.ideas.fitting)
        ways.sort(key=lambda way: written(way) != self.problem.rule)
        if not ways:
            raise ParameterError("pairs", self.problem.pairs, "must follow a rule that is known here")
        for way in ways:
            yield _guide(way)

    def answer(self, moves: Sequence[Move]) -> str:
        last = moves[-1]
        return " ".join(last.row) if isinstance(last, Applied) else ""

    def solved(self, moves: Sequence[Move]) -> Solved:
        return Solved(self.answer(moves))

    def why_not(self, state: State, claim: object) -> str | None:
        family, parameter, done = state
        if isinstance(claim, str):
            if claim in FAMILIES and any(rival.family == claim for rival in self.ideas.rivals):
                return "it fits the pairs, but is not the rule that was meant"
            return "nothing suggests it, or it changes no more than a simpler rule does"
        if isinstance(claim, Parameter):
            return "nothing suggests this value" if family and claim not in self.moves[family] else ""
        if isinstance(claim, Fits | Mismatch | Applied) and (family is None or parameter is None):
            return "there is no rule yet to be tested"
        if isinstance(claim, Fits | Mismatch) and done < len(self.problem.pairs):
            if claim.pair != done + 1:
                return f"pair {done + 1} is next"
            right = self.ideas.row(str(family), parameter or NONE, done)
            if claim.row != right:
                return f"the rule makes {' '.join(right)} of input {claim.pair}"
            given = self.problem.pairs[done][1]
            return f"the given output is {' '.join(given)}" if getattr(claim, "given", claim.row) != given else ""
        return ""


def _guide(way: Hypothesis) -> Guide[State, Move]:
    return lambda state, moves: moves.index(way.family if state.family is None else way.parameter)
