"""The search space of one-dimensional ARC: hypotheses, and how they are tested."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from tracekit.errors import ParameterError
from tracekit.search.events import ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILIES, NONE, Parameter, parameters_of
from tracekit.tasks.arc_1d.ideas import ideas_of
from tracekit.tasks.arc_1d.problem import (
    PAIRS,
    TO_LAST,
    Altered,
    Applied,
    Arc1DProblem,
    Fits,
    Hypothesis,
    Inapplicable,
    Mismatch,
    Quoted,
    written,
)


class State(NamedTuple):
    """Where the search is.

    Attributes:
        family: the family of rules that is tried, if any.
        parameter: its parameter, once that is settled.
        tested: the inputs that have been worked out, as a bit set; the last one is the test input.
    """

    family: str | None = None
    parameter: Parameter | None = None
    tested: int = 0


_state = partial(tuple.__new__, State)  # the same as State(...), in half the time


Move = str | Parameter | Fits | Applied


class Arc1DSpace(Space[State, Move]):
    """The search space of one problem."""

    lists_moves = False
    remark_kinds = ("restate", "compare")

    def __init__(self, problem: Arc1DProblem) -> None:
        self.problem = problem
        self.ideas = ideas_of(problem.pairs, problem.test, problem.output)
        self._families: Choice[Move] = Choice(PAIRS, self.ideas.families)
        self._fitting = set(self.ideas.fitting)
        good = {rule.family for rule in self._fitting}
        self._costs: dict[Hashable, int | None] = {
            name: None if name in good else max(1, len(self.ideas.open(name))) for name in self.ideas.families
        }
        """By family, how many of its rules have to be refuted; None if one of them is right."""
        self._rivals = set(self.ideas.rivals)
        self._n = len(problem.pairs)
        self._weights: list[float] | None = None
        self._children: list[State] | None = None

    def start(self) -> State:
        return State()

    def look(self, state: State) -> View[Move]:
        family, parameter, tested = state
        if family is None:
            return self._families
        if parameter is None:
            return self._values(family)
        if tested >> self._n:
            return Goal()
        number = _next(tested)
        row = self.ideas.row(family, parameter, number)
        if number == self._n and row is not None:
            return Inference(Applied(row))
        if row is None:
            return DeadEnd(TO_LAST if number == self._n else Inapplicable(number + 1))
        given = self.problem.pairs[number][1]
        return Inference(Fits(number + 1, row)) if row == given else DeadEnd(Mismatch(number + 1, row, given))

    def _values(self, family: str) -> View[Move]:
        """What there is to do once a family has been chosen that leaves something open."""
        fit = self.ideas.open(family)
        if len(fit) > 1:
            return Choice(family, tuple([v for v in fit if (family, v) not in self._rivals]) if self._rivals else fit)
        value = fit[0] if fit else self.ideas.nearest(family)
        return DeadEnd(Inapplicable(1)) if value is None else Inference(value)

    def after(self, state: State, move: Move) -> State:
        if state.family is None:
            # A family that leaves nothing open goes straight to the test.
            return _state((move, NONE if FAMILIES[str(move)].unit == "none" else None, 0))
        if state.parameter is None:
            return _state((state.family, move, 0))
        number = move.pair - 1 if isinstance(move, Fits) else self._n
        return _state((state.family, state.parameter, state.tested | 1 << number))

    def children(self, state: State) -> Sequence[State] | None:
        if state.family is None:
            if self._children is None:
                self._children = [self.after(state, family) for family in self._families.moves]
            return self._children
        return super().children(state)

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        family, parameter, _ = state
        if family is None:
            return None
        if parameter is None:
            count = self._costs[family]
        else:
            count = None if Hypothesis(family, parameter) in self._fitting else 1
        return None if count is None or count > limit else count

    def cost_of(self, state: State, move: Move, limit: int) -> int | None:
        if state.family is not None:
            count = None if (state.family, move) in self._fitting else 1
        else:
            count = self._costs[move]
        return None if count is None or count > limit else count

    def plausibility(self, state: State, moves: Sequence[Move]) -> Sequence[float]:
        if state.family is not None:
            return self.ideas.weights_of(state.family, [move for move in moves if isinstance(move, Parameter)])
        if self._weights is None:
            self._weights = self.ideas.weights()
        return self._weights

    def remarks(self, kind: str, state: State, path: Sequence[Move]) -> Sequence[object]:
        pairs = list(enumerate(self.problem.pairs, 1))
        if kind == "restate":
            return [Quoted(number, before, after) for number, (before, after) in pairs]
        return [Altered(number, cells) for number, _ in pairs if (cells := self._altered(number))]

    def holds(self, state: State, path: Sequence[Move], claim: object) -> bool:
        if not isinstance(claim, Quoted | Altered) or not self._is_pair(claim.pair):
            return False
        if isinstance(claim, Quoted):
            return (claim.before, claim.after) == self.problem.pairs[claim.pair - 1]
        told = sorted(claim.cells)
        return bool(told) and tuple(told) == self._altered(claim.pair)

    def _altered(self, number: int) -> tuple[int, ...]:
        both = zip(*self.problem.pairs[number - 1], strict=True)
        return tuple([i for i, (before, after) in enumerate(both, 1) if before != after])

    def _is_pair(self, number: int) -> bool:
        return 1 <= number <= self._n

    def pauses(self, before: Event, after: Event) -> bool:
        looking = isinstance(before, ChoicePoint) and before.place == PAIRS
        return looking or (isinstance(after, Inference) and isinstance(after.move, Fits))

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

    # --- what else is true

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        """Any pair on which the rule fails refutes it, not only the first one."""
        family, parameter, _ = state
        if family is None or not isinstance(reason, Mismatch | Inapplicable):
            return False
        if not (self._is_pair(reason.pair) or reason == TO_LAST):
            return False
        number = self._n if reason == TO_LAST else reason.pair - 1
        if isinstance(reason, Inapplicable):
            # If no parameter is settled yet, nothing of the family can be applied.
            which = parameters_of(FAMILIES[family].unit) if parameter is None else [parameter]
            return all(self.ideas.row(family, each, number) is None for each in which)
        given = self.problem.pairs[number][1]
        return (
            parameter is not None and reason.given == given != self.ideas.row(family, parameter, number) == reason.row
        )

    def after_inference(self, state: State, move: Any, reason: Any) -> State | None:
        """The pairs may be tested in any order, and what fits all of them may be applied at once."""
        family, parameter, tested = state
        if family is None or reason is not None:
            return None
        if parameter is None:
            return self._after_only(family, move)
        if isinstance(move, Fits) and self._is_pair(move.pair):
            row = self.ideas.row(family, parameter, move.pair - 1)
            holds = move.row == row == self.problem.pairs[move.pair - 1][1]
            return _state((family, parameter, tested | 1 << (move.pair - 1))) if holds else None
        fits = isinstance(move, Applied) and Hypothesis(family, parameter) in self._fitting
        return _state((family, parameter, (2 << self._n) - 1)) if fits and move.row == self.problem.output else None

    def _after_only(self, family: str, value: object) -> State | None:
        """No other parameter of the family fits the first pair: that may be said of any where none does."""
        fits = FAMILIES[family].takes(value) and set(self.ideas.open(family)) <= {value}
        return _state((family, value, 0)) if fits else None

    def cause(self, reason: Hashable) -> Hashable:
        """Hypotheses fail each for itself, but two that make the same of a pair teach the same."""
        return (reason.pair, reason.row) if isinstance(reason, Mismatch) else reason

    def why_not(self, state: State, claim: object) -> str | None:
        family, parameter, _ = state
        if isinstance(claim, str):
            rival = claim in FAMILIES and claim not in self.ideas.families
            return "it fits the pairs, but is not the rule that was meant" if rival else ""
        if isinstance(claim, Parameter):
            if family is None or not FAMILIES[family].takes(claim):
                return "the rule has no such value"
            return "" if claim in self.ideas.open(family) else "it does not fit pair 1"
        if not isinstance(claim, Fits | Mismatch | Inapplicable | Applied):
            return ""
        if family is None or parameter is None:
            return "there is no rule yet to be tested"
        if isinstance(claim, Applied) or claim == TO_LAST:
            return ""
        if not self._is_pair(claim.pair):
            return f"there are {self._n} pairs"
        row, given = self.ideas.row(family, parameter, claim.pair - 1), self.problem.pairs[claim.pair - 1][1]
        if row is None:
            return f"the rule cannot be applied to input {claim.pair}"
        if isinstance(claim, Inapplicable) or claim.row != row:
            return f"the rule makes {' '.join(row)} of input {claim.pair}"
        return f"the given output is {' '.join(given)}" if getattr(claim, "given", row) != given else ""


def _next(tested: int) -> int:
    """The first input that has not been worked out."""
    return (~tested & tested + 1).bit_length() - 1


def _guide(way: Hypothesis) -> Guide[State, Move]:
    return lambda state, moves: moves.index(way.family if state.family is None else way.parameter)
