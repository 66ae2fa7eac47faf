"""The search space of list functions: hypotheses, and how they are tested."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import sub
from typing import Any, NamedTuple

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
from tracekit.tasks.list_functions.verify import answer_key

MISFIT = 0.02
"""How much less likely a rule is tried that does not fit the first example, however near it comes."""
MISFIT_KIND = 0.003
"""What such a rule adds to how likely its family is tried: less, for most do not come near."""
UNLIKE = 0.01
"""The likeness of outputs of which one would not think of each other."""


class State(NamedTuple):
    """What is supposed so far: family and rule (empty if open), and the tests passed.

    ``tested`` is a bit set: bit 0 for the first example, and so on; one bit more when the rule has been applied to the
    last input.
    """

    family: str = ""
    rule: str = ""
    tested: int = 0


_state = functools.partial(tuple.__new__, State)  # the same as State(...), in half the time

# Made once: there are many of them in every problem.
_KINDS = {name: OfKind(name) for name in FAMILIES}
_GUESSES = {code: Guess(code) for code in RULES}
_ALL = {name: tuple([rule.code for rule in family.rules]) for name, family in FAMILIES.items()}
_UNTESTED = {code: State(rule.family, code) for code, rule in RULES.items()}


def _likeness(output: Numbers, given: Numbers) -> float:
    """How near an output comes to another of about the same length, from 0 to 1."""
    total = 10 * len(given) + 1
    apart: int = sum(map(abs, map(sub, output, given))) + 20 * abs(len(output) - len(given))
    return total / (total + apart)


class ListFunctionsSpace(Space[State, Move]):
    """The search space of one problem: a family of rules, a rule of it, the test of the rule example by example.

    The search tries the rules that are plausible on the first example (see ``survey``), and the families that have such
    a rule. It leaves alone what cannot be refuted and gives another answer than the problem's own: a rule that fits all
    examples (there is one only where a problem is flagged as ambiguous), and a family with such a rule, unless it has a
    right one as well.

    A text may suppose any family, and any rule of it: to suppose something is to claim nothing. Two dead ends have the
    same cause if the same output is produced for the same example: then the second rule did, as far as one sees, what
    the first one did. That a kind of rule was wrong does not make the failures of its rules one mistake: each of them
    shows only once that rule has been tried.
    """

    lists_moves = False
    remark_kinds = ("restate", "compare")

    def __init__(self, problem: ListFunctionsProblem) -> None:
        self.problem = problem
        self.survey = survey(problem.inputs, problem.outputs, problem.last)
        answers = self.survey.answers
        self.right = tuple([code for code, output in answers.items() if output == problem.answer])
        self.hopeful = {RULES[code].family for code in self.right}
        barred = answers.keys() - self.right
        left_alone = {RULES[code].family for code in barred} - self.hopeful
        self.rules: dict[str, tuple[Guess, ...]] = {}
        plausible: Mapping[str, Iterable[str]] = self.survey.fits
        if left_alone.issuperset(plausible):
            plausible = _ALL  # where nothing is plausible, all is open
        for family, codes in plausible.items():
            if family not in left_alone:
                self.rules[family] = tuple([_GUESSES[code] for code in codes if code not in barred])
        self.families = tuple([_KINDS[family] for family in self.rules])
        # All tests passed; then the rule applied, too.
        self._tested = (1 << len(problem.inputs)) - 1
        self._applied = 2 * self._tested + 1
        # The same states are met again while planning, searching and replaying.
        self._views: dict[State, View[Move]] = {}
        self._weights: dict[str, list[float]] = {}

    def rules_of(self, family: str) -> tuple[Guess, ...]:
        """The rules that can be tried in a family: of one that the search does not try, all."""
        return self.rules.get(family) or tuple([_GUESSES[code] for code in _ALL[family]])

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
            return _open(_KINDS[family], self.rules_of(family))
        if tested == self._tested:
            return Inference(Apply(_done(rule, self.problem.last)))
        if tested > self._tested:
            return Goal()
        number = (tested + 1 & ~tested).bit_length()  # of the first example that has not been tested
        output, given = self._test(rule, number)
        if output == given:
            return Inference(Fits(number, given))
        return DeadEnd(Undone(number) if output is None else Misfit(number, output, given))

    def _test(self, rule: str, number: int) -> tuple[Numbers | None, Numbers]:
        """The output that a rule produces in an example (None if it cannot be applied), and the one given."""
        return RULES[rule].run(self.problem.inputs[number - 1]), self.problem.outputs[number - 1]

    def after(self, state: State, move: Move) -> State:
        family, rule, tested = state
        if rule:
            return _state((family, rule, tested | 1 << move.number - 1 if isinstance(move, Fits) else self._applied))
        return _state((move.family, "", 0)) if isinstance(move, OfKind) else _UNTESTED[str(move[0])]

    def children(self, state: State) -> Sequence[State] | None:
        if not state.family:
            return [State(move.family) for move in self.families]
        if not state.rule:
            return [_UNTESTED[code] for (code,) in self.rules_of(state.family)]
        return super().children(state)

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        if not state.family:
            return super().count_dead_ends(state, limit)
        if state.rule:
            return None if state.rule in self.right or limit < 1 else 1
        n_rules = len(self.rules_of(state.family))
        return None if state.family in self.hopeful or n_rules > limit else n_rules

    def cost_of(self, state: State, move: Move, limit: int) -> int | None:
        if isinstance(move, Guess):
            return None if move.rule in self.right or limit < 1 else 1
        return super().cost_of(state, move, limit)

    def plausibility(self, state: State, moves: Sequence[Move]) -> Sequence[float]:
        """How likely it is, to one who has seen the first example alone, that a problem is about this rule.

        That is how often problems are made from it, if it fits; little of that if it only gives something like the
        output; for a family, about the same of all its rules together. So what is tried is drawn from what problems are
        made from, right or wrong.
        """
        key = state.family
        if key not in self._weights:
            self._weights[key] = (
                [self._weight(guess.rule) for guess in self.rules_of(key)]
                if key
                else [self._weight_of_kind(family) for (family,) in self.families]
            )
        return self._weights[key]

    def _weight(self, code: str) -> float:
        given = self.problem.outputs[0]
        made = self.survey.firsts.get(code)
        if made == given:
            return 1.0
        return MISFIT * (_likeness(made, given) ** 2 if made else UNLIKE)

    def _weight_of_kind(self, family: str) -> float:
        # Families are as likely as each other to be what a problem is made from, and so are the rules of each.
        fits = self.survey.fits.get(family, {})
        n_fitting = sum([n > 0 for n in fits.values()])
        n_like = len(fits) - n_fitting
        return max(MISFIT_KIND, n_fitting + MISFIT_KIND * n_like) / len(FAMILIES[family].rules)

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
        return Solved(write_list(self.problem.answer))

    # --- what else is true

    def accepts_answer(self, moves: Sequence[Move], answer: str | None) -> bool:
        return answer is not None and answer_key(answer) == self.problem.answer

    def legal_move(self, moves: Sequence[Move], move: Any) -> Move | None:
        at_start = isinstance(moves[0], OfKind)
        if isinstance(move, OfKind):
            return move if at_start and move.family in FAMILIES else None
        if at_start or not isinstance(move, Guess) or move.rule not in RULES:
            return None
        return move if RULES[move.rule].family == RULES[str(moves[0][0])].family else None

    def choice_at(self, state: State, place: Any) -> Choice[Move] | None:
        """Where the search sees but one family or rule to try, others can be supposed as well."""
        if state.rule:
            return None
        if not state.family:
            return Choice(START, self.families) if place == START and isinstance(place, Start) else None
        return Choice(place, self.rules_of(state.family)) if place == OfKind(state.family) else None

    def after_inference(self, state: State, move: Any, reason: Any) -> State | None:
        """A test of any example that the rule fits; and what an untested rule makes of the last input, if it fits."""
        rule = state.rule
        if not rule or reason is not None:
            return None
        if isinstance(move, Fits) and self._is_example(move.number):
            output, given = self._test(rule, move.number)
            return self.after(state, move) if output == given == move.output else None
        if isinstance(move, Apply) and state.tested <= self._tested and rule in self.survey.answers:
            return self.after(state, move) if move.output == self.survey.answers[rule] else None
        return None

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        """Any example that the rule does not fit is enough."""
        if not state.rule or not isinstance(reason, Misfit | Undone) or not self._is_example(reason.number):
            return False
        output, given = self._test(state.rule, reason.number)
        if isinstance(reason, Undone):
            return output is None
        return output is not None and output != given and (output, given) == (reason.produced, reason.given)

    def _is_example(self, number: object) -> bool:
        return isinstance(number, int) and 1 <= number <= len(self.problem.inputs)

    def why_not(self, state: State, claim: object) -> str | None:
        match claim:
            case OfKind(_):
                return "it is not the only kind of rule to try"
            case Guess(rule) if rule in RULES:
                other = RULES[rule].family != state.family
                return "this rule is of another kind" if other else "it is not the only rule to try"
            case Fits(number, _) | Misfit(number, _, _) | Undone(number):
                return self._why_not_test(state, number, claim)
            case Apply(_) if state.rule in self.survey.answers:
                return f"the last input gives {write_list(_done(state.rule, self.problem.last))}"
            case Apply(_):
                return "the rule does not fit every example"
        return ""

    def _why_not_test(self, state: State, number: int, claim: object) -> str | None:
        if not self._is_example(number):
            return f"there is no input {number}"
        if not state.rule:
            return "there is no rule to be tested"
        output, given = self._test(state.rule, number)
        if output is None:
            return None if claim == Undone(number) else f"the rule cannot be applied to input {number}"
        fits = output == given
        if claim == (Fits(number, output) if fits else Misfit(number, output, given)):
            return None
        return f"input {number} gives {write_list(output)}, {'as it should' if fits else f'not {write_list(given)}'}"


def _open(place: Start | OfKind, moves: Sequence[OfKind] | Sequence[Guess]) -> View[Move]:
    return Choice(place, tuple(moves)) if len(moves) > 1 else Inference(moves[0])


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
