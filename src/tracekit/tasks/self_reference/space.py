"""Self-reference as a search: the problem, its hypotheses, its dead ends.

The number of true statements settles every statement. So each number from 0 to n is taken in turn. It can be ruled out
at once, by just so many statements that they are one too many; or it can be supposed: then all statements are worked
out, and those that come out true are counted. Either there are as many as supposed, which is one solution, or that is a
contradiction. A number that fits cannot be ruled out, so there the only legal move is to suppose it; but that shows
only once it has been worked out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.self_reference.claims import numbers_for
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Counted,
    Fits,
    Judged,
    Quote,
    RuleOut,
    SelfReferenceProblem,
    Statements,
    Suppose,
    Tally,
    Values,
)


class State(NamedTuple):
    """Which numbers have been dealt with, and how far the one at hand has been worked out.

    Attributes:
        done: the numbers of true statements dealt with, as a set: bit t stands for the number t.
        supposed: the number that is supposed; -1 if none is.
        stage: 0, 1 (supposed), 2 (worked out) or 3 (counted).
    """

    done: int
    supposed: int = -1
    stage: int = 0


class SelfReferenceSpace(Space[State, Any]):
    """The search space of one problem.

    Attributes:
        n: how many statements there are.
        places: the numbers in the order in which they are taken up.
        values: for each number of true statements, what each statement comes out as.
        made: for each number of true statements, how many come out true.
    """

    lists_moves = False
    remark_kinds = ("restate", "tally")

    def __init__(self, problem: SelfReferenceProblem, *, downwards: bool) -> None:
        self.statements = problem.statements
        self.n = n = len(problem.statements)
        self.places = [Count(t, n - t) for t in (range(n, -1, -1) if downwards else range(n + 1))]
        sets = numbers_for(self.statements)
        told = list(zip(range(1, n + 1), self.statements, sets, strict=True))
        self.values: list[tuple[Judged, ...]] = [
            tuple([(number, code, bool(holds >> t & 1)) for number, code, holds in told]) for t in range(n + 1)
        ]
        self.made = [sum(holds >> t & 1 for holds in sets) for t in range(n + 1)]
        self.fitting = sum((made == t) << t for t, made in enumerate(self.made))
        self._views: dict[State, View] = {}

    def start(self) -> State:
        return State(0)

    def look(self, state: State) -> View:
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: State) -> View:
        done, supposed, stage = state
        if stage == 0:
            return self._choice(self._next(done)) if done != self._all else Goal()
        if stage == 1:
            return Inference(Values(self.values[supposed]))
        place = Count(supposed, self.n - supposed)
        value = self.counts(place)
        if stage == 2:
            return Inference(Counted(value, self._made(value, supposed)))
        if self.fits(supposed):
            return Inference(self._fits(state))
        return DeadEnd(Contradiction(value, place.true if value else place.false, self._made(value, supposed)))

    @property
    def _all(self) -> int:
        return (2 << self.n) - 1

    def _next(self, done: int) -> Count:
        """The number to be taken up after some have been dealt with."""
        return next(place for place in self.places if not done >> place.true & 1)

    def _choice(self, place: Count) -> Choice:
        """What can be done about a number: it is supposed, or ruled out if it does not fit."""
        made = self.made[place.true]
        if made == place.true:
            return Choice(place, (Suppose(place),))
        value = made > place.true
        return Choice(place, (Suppose(place), RuleOut(value, place, self._one_too_many(value, place))))

    @staticmethod
    def counts(place: Count) -> bool:
        """Whether the true ones are counted, or else the false ones: whichever are to be fewer."""
        return place.true <= place.false

    def fits(self, number: int) -> bool:
        """Whether a number of true statements is a solution."""
        return self.made[number] == number

    def _made(self, value: bool, supposed: int) -> int:
        return self.made[supposed] if value else self.n - self.made[supposed]

    def _fits(self, state: State) -> Fits:
        return Fits(Count(state.supposed, self.n - state.supposed), 1 + self._n_fitting(state.done))

    def _n_fitting(self, done: int) -> int:
        return (done & self.fitting).bit_count()

    def of_value(self, value: bool, supposed: int) -> Statements:
        """The statements that come out true, or false, if so many are true."""
        return tuple([(number, code) for number, code, holds in self.values[supposed] if holds is value])

    def _one_too_many(self, value: bool, place: Count) -> Statements:
        """Statements of one value: one more than may have it.

        Those that speak of the number come first, for they need no other to be judged.
        """
        statements = self.of_value(value, place.true)
        by_need = sorted(statements, key=lambda statement: statement[1][0] == "#")
        return tuple(sorted(by_need[: 1 + (place.true if value else place.false)]))

    def after(self, state: State, move: object) -> State:
        if isinstance(move, Suppose):
            return State(state.done, move.place.true, 1)
        if isinstance(move, RuleOut | Fits):
            return State(state.done | 1 << move.place.true)
        return State(state.done, state.supposed, 2 if isinstance(move, Values) else 3)

    def children(self, state: State) -> Sequence[State] | None:
        done, supposed, stage = state
        if done == self._all:
            return None
        if stage == 0:
            place = self._next(done)
            states = [State(done, place.true, 1)]
            return states if self.fits(place.true) else [*states, State(done | 1 << place.true)]
        if stage < 3:
            return [State(done, supposed, stage + 1)]
        return [State(done | 1 << supposed)] if self.fits(supposed) else ()

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        # A supposition that fails leads to one dead end; from everywhere else the goal can be reached.
        return 1 if limit and state.stage and not self.fits(state.supposed) else None

    def guides(self, stream: Stream) -> Iterator[Guide]:
        yield _rule_out_or_suppose

    def plausibility(self, state: State, moves: Sequence[object]) -> Sequence[float]:
        """A number that is only missed by one is the most likely to be worked out before it is ruled out."""
        return [self._weight(move) for move in moves]

    def _weight(self, move: object) -> float:
        return 2.0 / (1 + abs(self.made[move.place.true] - move.place.true)) if isinstance(move, Suppose) else 1.0

    def is_guess(self, move: object) -> bool:
        return isinstance(move, Suppose)

    def remarks(self, kind: str, state: State, path: Sequence[object]) -> Sequence[object]:
        if kind == "restate":
            return list(map(Quote, enumerate(self.statements, 1)))
        return [self._tally(state.done)] if state.done else []

    def holds(self, state: State, path: Sequence[object], claim: object) -> bool:
        if isinstance(claim, Quote):
            return claim.statement in enumerate(self.statements, 1)
        return isinstance(claim, Tally) and claim == self._tally(state.done)

    def _tally(self, done: int) -> Tally:
        return Tally(done.bit_count(), self._n_fitting(done))

    def pauses(self, before: Event, after: Event) -> bool:
        # How one number is dealt with is mostly told in one go.
        return isinstance(after, ChoicePoint | Solved) and not isinstance(before, ChoicePoint | DeadEnd | Backtrack)

    def answer(self, moves: Sequence[object]) -> str:
        return str(sum(isinstance(move, Fits) for move in moves))

    def solved(self, moves: Sequence[object]) -> Solved:
        return Solved(self.answer(moves))

    # --- what else is true

    def cause(self, reason: Hashable) -> Hashable:
        """The hypothesis and how many come out true, whichever were counted."""
        if not isinstance(reason, Contradiction) or reason.value:
            return reason
        return Contradiction(True, self.n - reason.supposed, self.n - reason.made)

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        """Either count shows it, as soon as the number is supposed."""
        if not state.stage or self.fits(state.supposed):
            return False
        supposed, made = state.supposed, self.made[state.supposed]
        return reason in (Contradiction(True, supposed, made), Contradiction(False, self.n - supposed, self.n - made))

    def legal_move(self, moves: Sequence[Any], move: Any) -> Any:
        if move in moves:
            return move
        if isinstance(move, RuleOut) and self._rules_out(move):
            return next((m for m in moves if isinstance(m, RuleOut) and m[:2] == move[:2]), None)
        if isinstance(move, Values):
            return next((m for m in moves if isinstance(m, Values) and self._same_values(m.values, move.values)), None)
        return None

    @staticmethod
    def _same_values(values: tuple[Judged, ...], others: tuple[Judged, ...]) -> bool:
        """Whether the same is told of the same statements, in whatever order; of each of them once."""
        return isinstance(others, tuple) and len(values) == len(others) and set(values) == set(others)

    def _rules_out(self, move: RuleOut) -> bool:
        """Whether the statements named are one too many for the number."""
        named = move.statements
        if move.place not in self.places or not isinstance(named, tuple):
            return False
        right = self.of_value(move.value, move.place.true)
        allowed = move.place.true if move.value else move.place.false
        return len(named) == len(set(named)) == allowed + 1 and all(one in right for one in named)

    def choice_at(self, state: State, place: Any) -> Choice | None:
        if state.stage or place not in self.places or state.done >> place.true & 1:
            return None
        return self._choice(place)

    def after_inference(self, state: State, move: Any, reason: Any) -> State | None:
        """The other count; and what is said before it has been worked out, or of a number that is to come."""
        if reason is not None:
            return None
        if isinstance(move, Fits):
            place = move.place
            known = place in self.places and not state.done >> place.true & 1 and self.fits(place.true)
            at_hand = known and (not state.stage or state.supposed == place.true)
            return self.after(state, move) if at_hand and move.nth == 1 + self._n_fitting(state.done) else None
        holds = False
        if state.stage and isinstance(move, Values):
            holds = self._same_values(self.values[state.supposed], move.values)
        elif state.stage and isinstance(move, Counted):
            holds = move.made == self._made(move.value, state.supposed)
        return max(state, self.after(state, move)) if holds else None

    def accepts_answer(self, moves: Sequence[object], answer: str | None) -> bool:
        return answer is not None and answer[:5].isdecimal() and answer.lstrip("0") == self.answer(moves).lstrip("0")

    def after_claim(self, state: State, move: object) -> State | None:
        place = getattr(move, "place", None)
        if isinstance(move, Suppose | RuleOut | Fits):
            known = place in self.places and not state.done >> move.place.true & 1
            return self.after(state, move) if known else None
        if isinstance(move, Values | Counted) and state.stage:
            return max(state, self.after(state, move))
        return None

    def why_not(self, state: State, claim: object) -> str | None:
        done, supposed, stage = state
        if done == self._all:
            return "every number has been dealt with"
        at_hand = supposed if stage else self._next(done).true
        place = getattr(claim, "place", None)
        if isinstance(claim, Suppose | RuleOut | Fits) and place != Count(at_hand, self.n - at_hand):
            return f"the number at hand is {at_hand}"
        told: list[Judged] = []
        if isinstance(claim, Values):
            told = list(claim.values)
        elif isinstance(claim, RuleOut):
            told = [(number, code, claim.value) for number, code in claim.statements]
        for number, code, value in told:
            if not 1 <= number <= self.n or self.statements[number - 1] != code:
                return f"statement {number} does not say that"
            if self.values[at_hand][number - 1][2] is not value:
                return f"statement {number} would be {'false' if value else 'true'}"
        if isinstance(claim, Fits) and self.fits(at_hand):
            return f"that is solution {self._fits(state).nth}"
        if isinstance(claim, Fits | Values | Counted | RuleOut | Contradiction):
            return f"{self.made[at_hand]} would be true, for {at_hand}"
        return ""


def _rule_out_or_suppose(_state: State, moves: Sequence[object]) -> int:
    return len(moves) - 1
