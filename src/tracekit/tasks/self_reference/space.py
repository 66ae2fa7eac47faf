"""Self-reference as a search: the problem, its hypotheses, its dead ends.

The number of true statements settles every statement. So each number from 0 to n is taken in turn: it either fits (that
many statements come out true) and counts as one solution, or it does not and has to be ruled out. A number that does
not fit is a choice point: it can be ruled out at once, by just so many statements that they are one too many, or
it can be supposed and worked out in full, which ends in a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.self_reference.claims import numbers_for
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Fits,
    Quote,
    RuleOut,
    SelfReferenceProblem,
    Statements,
    Suppose,
    Tally,
    Values,
)

State = tuple[int, int]
"""How many numbers have been dealt with, and how far the one at hand has been worked out: 0, 1 (supposed) or 2."""


class SelfReferenceSpace(Space[State, Any]):
    """The search space of one problem."""

    lists_moves = False
    remark_kinds = ("restate", "tally")

    def __init__(self, problem: SelfReferenceProblem, *, downwards: bool) -> None:
        self.statements = problem.statements
        self.n = len(problem.statements)
        numbers = range(self.n, -1, -1) if downwards else range(self.n + 1)
        self.places = [Count(number, self.n - number) for number in numbers]
        self.true: list[Statements] = []  # for each place the statements that come out true
        self.false: list[Statements] = []
        self.nth: list[int] = []  # the how-manieth place that fits; 0 if it does not fit
        told = list(zip(enumerate(self.statements, 1), numbers_for(self.statements), strict=True))
        found = 0
        for place in self.places:
            number = place.true
            true = tuple([statement for statement, numbers in told if numbers >> number & 1])
            self.true.append(true)
            self.false.append(tuple([statement for statement, numbers in told if not numbers >> number & 1]))
            fits = len(true) == number
            found += fits
            self.nth.append(found if fits else 0)
        self._views: dict[State, View] = {}

    def start(self) -> State:
        return 0, 0

    def look(self, state: State) -> View:
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: State) -> View:
        done, stage = state
        if done == len(self.places):
            return Goal()
        place, true, false = self.places[done], self.true[done], self.false[done]
        if len(true) == place.true:
            return Inference(Fits(place, true, false, len(true), self.nth[done]))
        if stage == 2:
            return DeadEnd(Contradiction(place.true, len(true)))
        value = len(true) > place.true
        shown, more = _one_too_many(*((true, place.true) if value else (false, place.false)))
        if stage == 1:
            return Inference(Values(value, shown, more, false if value else true))
        return Choice(place, (Suppose(), RuleOut(value, shown)))

    def after(self, state: State, move: object) -> State:
        done, stage = state
        return (done, stage + 1) if move.__class__ in _WORKING_OUT else (done + 1, 0)

    def children(self, state: State) -> Sequence[State] | None:
        done, stage = state
        if done == len(self.places):
            return None
        if self.nth[done]:
            return [(done + 1, 0)]
        if stage == 0:
            return [(done, 1), (done + 1, 0)]
        return [(done, 2)] if stage == 1 else ()

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        # A supposition leads to one dead end; from everywhere else the goal can be reached.
        return 1 if state[1] and limit else None

    def guides(self, stream: Stream) -> Iterator[Guide]:
        yield _rule_out

    def plausibility(self, state: State, moves: Sequence[object]) -> Sequence[float]:
        """A number that is only missed by one is the most likely to be worked out before it is ruled out."""
        done, _ = state
        miss = abs(len(self.true[done]) - self.places[done].true)
        return [2.0 / (1 + miss) if isinstance(move, Suppose) else 1.0 for move in moves]

    def is_guess(self, move: object) -> bool:
        return isinstance(move, Suppose)

    def remarks(self, kind: str, state: State, path: Sequence[object]) -> Sequence[object]:
        if kind == "restate":
            return list(map(Quote, enumerate(self.statements, 1)))
        return [self._tally(state[0])] if state[0] else []

    def holds(self, state: State, path: Sequence[object], claim: object) -> bool:
        if isinstance(claim, Quote):
            return claim.statement in enumerate(self.statements, 1)
        return isinstance(claim, Tally) and claim == self._tally(state[0])

    def _tally(self, done: int) -> Tally:
        return Tally(done, sum(nth > 0 for nth in self.nth[:done]))

    def pauses(self, before: Event, after: Event) -> bool:
        # How one number is dealt with is mostly told in one sentence.
        new = isinstance(after, ChoicePoint | Solved) or (isinstance(after, Inference) and isinstance(after.move, Fits))
        return new and not isinstance(before, ChoicePoint | DeadEnd | Backtrack)

    def answer(self, moves: Sequence[object]) -> str:
        return str(sum(isinstance(move, Fits) for move in moves))

    def solved(self, moves: Sequence[object]) -> Solved:
        return Solved(self.answer(moves))

    def why_not(self, state: State, claim: object) -> str | None:
        done, _ = state
        if done == len(self.places):
            return "every number has been dealt with"
        place, true, false = self.places[done], self.true[done], self.false[done]
        if isinstance(claim, Fits) and claim.place != place:
            return f"the number at hand is {place.true}"
        if isinstance(claim, Fits):
            claimed = [(claim.true, true), (claim.false, false)]
        elif isinstance(claim, Values):
            claimed = [((*claim.statements, *claim.more), true if claim.value else false)]
            claimed.append((claim.rest, false if claim.value else true))
        elif isinstance(claim, RuleOut):
            claimed = [(claim.statements, true if claim.value else false)]
        else:
            return f"{len(true)} would be true, for {place.true}" if isinstance(claim, Contradiction) else ""
        for statements, right in claimed:
            for number, code in statements:
                if not 1 <= number <= self.n or self.statements[number - 1] != code:
                    return f"statement {number} does not say that"
                if (number, code) not in right:
                    return f"statement {number} would be {'true' if right is false else 'false'}"
        if isinstance(claim, Fits) and len(true) == place.true:
            return f"{len(true)} would be true, and that is solution {self.nth[done]}"
        return f"{len(true)} would be true, for {place.true}"


_WORKING_OUT = (Suppose, Values)


def _one_too_many(statements: Statements, allowed: int) -> tuple[Statements, Statements]:
    """Statements of one value: one more than may have it, and the others.

    Those that speak of the number come first, for they need no other to be judged.
    """
    if len(statements) == allowed + 1:
        return statements, ()
    by_need = [statement for statement in statements if statement[1][0] != "#"]
    by_need += [statement for statement in statements if statement[1][0] == "#"]
    return tuple(sorted(by_need[: allowed + 1])), tuple(sorted(by_need[allowed + 1 :]))


def _rule_out(_state: State, moves: Sequence[object]) -> int:
    return len(moves) - 1
