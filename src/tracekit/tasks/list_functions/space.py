"""The search space of list functions: hypotheses, and how they are tested."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from operator import sub
from typing import NamedTuple

from tracekit.errors import ParameterError
from tracekit.search.events import ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.list_functions.problem import (
    START,
    Apply,
    Example,
    Fits,
    Guess,
    Lengths,
    ListFunctionsProblem,
    Misfit,
    Move,
    OfKind,
    Start,
    Undone,
    write_list,
)
from tracekit.tasks.list_functions.rules import FAMILIES, RULES
from tracekit.tasks.list_functions.step import Numbers
from tracekit.tasks.list_functions.survey import survey


class State(NamedTuple):
    """What is supposed so far: family and rule (empty if open), and the number of tests passed."""

    family: str = ""
    rule: str = ""
    tested: int = 0


_state = functools.partial(tuple.__new__, State)  # the same as State(...), in half the time

# Made once: there are many of them in every problem.
_KINDS = {name: OfKind(name) for name in FAMILIES}
_GUESSES = {code: Guess(code) for code in RULES}
_UNTESTED = {code: State(rule.family, code) for code, rule in RULES.items()}


def _likeness(output: Numbers, given: Numbers) -> float:
    """How near an output comes to another of the same length, from 0 to 1."""
    total = 10 * len(given) + 1
    apart: int = sum(map(abs, map(sub, output, given)))
    return total / (total + apart)


class ListFunctionsSpace(Space[State, Move]):
    """The search space of one problem: a family of rules, a rule of it, the test of the rule example by example.

    A family is a legal move if it has a legal rule. A rule is one if it is plausible on the first example (see
    ``survey``) and does not fit all examples with another output for the last input than the problem's own answer.
    """

    lists_moves = False
    remark_kinds = ("restate", "compare")

    def __init__(self, problem: ListFunctionsProblem) -> None:
        self.problem = problem
        self.survey = survey(problem.inputs, problem.outputs, problem.last)
        answers = self.survey.answers
        self.right = tuple([code for code, output in answers.items() if output == problem.answer])
        barred = answers.keys() - self.right
        self.rules: dict[str, tuple[Guess, ...]] = {}
        for family, fits in self.survey.fits.items():
            rules = tuple([_GUESSES[code] for code in fits if code not in barred])
            if rules:
                self.rules[family] = rules
        self.families = tuple([_KINDS[family] for family in self.rules])
        # The same states are met again while planning, searching and replaying.
        self._views: dict[State, View[Move]] = {}
        self._weights: dict[str, list[float]] = {}
        self.hopeful = {RULES[code].family for code in self.right}

    def remarks(self, kind: str, state: State, path: Sequence[Move]) -> Sequence[object]:
        return [self._said(kind == "restate", number) for number in range(1, len(self.problem.inputs) + 1)]

    def holds(self, state: State, path: Sequence[Move], claim: object) -> bool:
        if not isinstance(claim, Example | Lengths) or not 1 <= claim.number <= len(self.problem.inputs):
            return False
        return claim == self._said(isinstance(claim, Example), claim.number)

    def _said(self, whole: bool, number: int) -> Example | Lengths:
        before, after = self.problem.inputs[number - 1], self.problem.outputs[number - 1]
        return (
            Example(number, before, after)
            if whole
            else Lengths(number, *map(len, (before, after)), *map(sum, (before, after)))
        )

    def pauses(self, before: Event, after: Event) -> bool:
        looking = isinstance(before, ChoicePoint) and before.place == START
        return looking or (isinstance(after, Inference) and isinstance(after.move, Fits))

    def start(self) -> State:
        return State()

    def look(self, state: State) -> View[Move]:
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: State) -> View[Move]:
        family, rule, tested = state
        if not family:
            return _open(START, self.families)
        if not rule:
            return _open(OfKind(family), self.rules[family])
        problem = self.problem
        if tested == len(problem.inputs):
            return Inference(Apply(_done(rule, problem.last)))
        if tested > len(problem.inputs):
            return Goal()
        output, given = RULES[rule].run(problem.inputs[tested]), problem.outputs[tested]
        if output == given:
            return Inference(Fits(tested + 1, given))
        return DeadEnd(Undone(tested + 1) if output is None else Misfit(tested + 1, output, given))

    def after(self, state: State, move: Move) -> State:
        family, rule, tested = state
        if rule:
            return _state((family, rule, tested + 1))
        return _state((move.family, "", 0)) if isinstance(move, OfKind) else _UNTESTED[str(move[0])]

    def children(self, state: State) -> Sequence[State] | None:
        if not state.family:
            return [State(move.family) for move in self.families]
        if not state.rule:
            return [_UNTESTED[code] for (code,) in self.rules[state.family]]
        return super().children(state)

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        if not state.family:
            return super().count_dead_ends(state, limit)
        if state.rule:
            return None if state.rule in self.right or limit < 1 else 1
        n_rules = len(self.rules[state.family])
        return None if state.family in self.hopeful or n_rules > limit else n_rules

    def cost_of(self, state: State, move: Move, limit: int) -> int | None:
        if isinstance(move, Guess):
            return None if move.rule in self.right or limit < 1 else 1
        return super().cost_of(state, move, limit)

    def plausibility(self, state: State, moves: Sequence[Move]) -> Sequence[float]:
        """A rule that fits the first examples, or whose first output is like the one given, and that is simple."""
        key = state.family
        if key not in self._weights:
            fits = self.survey.fits
            if not key:
                weights = [2.0 + max(fits[family].values()) for family in self.rules]
            else:
                firsts, given = self.survey.firsts, self.problem.outputs[0]
                weights = []
                for (code,) in self.rules[key]:
                    likeness = 1 + 3 * fits[key][code] + 6 * _likeness(firsts[code], given)
                    weights.append(likeness * likeness * likeness / RULES[code].level)
            self._weights[key] = weights
        return self._weights[key]

    def guides(self, stream: Stream) -> Iterator[Guide[State, Move]]:
        if not self.right:
            raise ParameterError("answer", self.problem.answer, "must be what some rule that fits the examples gives")
        if len(self.right) == 1:
            yield _guide(self.right[0])
            return
        own = self.problem.rule
        weights = [(8.0 if code == own else 1.0) / RULES[code].level for code in self.right]
        for code in stream.shuffled_weighted(self.right, weights):
            yield _guide(code)

    def answer(self, moves: Sequence[Move]) -> str:
        last = moves[-1]
        return write_list(last.output) if isinstance(last, Apply) else ""

    def solved(self, moves: Sequence[Move]) -> Solved:
        return Solved(self.answer(moves))

    def why_not(self, state: State, claim: object) -> str | None:
        match claim:
            case OfKind(family):
                return "" if family in self.rules else "no rule of that kind is plausible on the first example"
            case Guess(rule):
                return self._why_not_guess(state, rule)
            case Fits(number, _) | Misfit(number, _, _) | Undone(number):
                return self._why_not_test(state, number, claim)
            case Apply(_) if state.rule and state.tested >= len(self.problem.inputs):
                return f"the last input gives {write_list(_done(state.rule, self.problem.last))}"
            case Apply(_):
                return "the rule has not been tested on every example"
        return ""

    def _why_not_guess(self, state: State, rule: str) -> str:
        if rule in self.survey.answers and rule not in self.right:
            return "this rule fits every example, but it is not the one asked for"
        if RULES[rule].family != state.family:
            return "this rule is of another kind"
        if Guess(rule) in self.rules.get(state.family, ()):
            return ""
        output = RULES[rule].run(self.problem.inputs[0])
        made = "nothing" if output is None else write_list(output)
        return f"it makes {made} of input 1, plainly not {write_list(self.problem.outputs[0])}"

    def _why_not_test(self, state: State, number: int, claim: object) -> str | None:
        problem = self.problem
        if not 1 <= number <= len(problem.inputs):
            return f"there is no input {number}"
        if not state.rule:
            return "there is no rule to be tested"
        output, given = RULES[state.rule].run(problem.inputs[number - 1]), problem.outputs[number - 1]
        if output is None:
            return None if claim == Undone(number) else f"the rule cannot be applied to input {number}"
        if claim in (Fits(number, output), Misfit(number, output, given)) and isinstance(claim, Fits) is (
            output == given
        ):
            return None
        right = "as it should" if output == given else f"not {write_list(given)}"
        return f"input {number} gives {write_list(output)}, {right}"


def _open(place: Start | OfKind, moves: Sequence[OfKind] | Sequence[Guess]) -> View[Move]:
    if len(moves) > 1:
        return Choice(place, tuple(moves))
    return Inference(moves[0]) if moves else DeadEnd(Undone(1))


def _done(rule: str, numbers: Numbers) -> Numbers:
    """What a legal rule that fits all examples makes of the last input."""
    output = RULES[rule].run(numbers)
    if output is None:
        raise ParameterError("rule", rule, f"must be one that can be applied to {numbers}")
    return output


def _guide(code: str) -> Guide[State, Move]:
    family = OfKind(RULES[code].family)

    def guide(state: State, moves: Sequence[Move]) -> int:
        return moves.index(Guess(code) if state.family else family)

    return guide
