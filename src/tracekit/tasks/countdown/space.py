"""The search space of Countdown."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from tracekit.errors import ParameterError
from tracekit.search.events import DeadEnd, Decision, Event, Solved
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.countdown.expressions import (
    combinations_of,
    expression_of,
    moves_of,
    operators_of,
    random_order,
    without,
)
from tracekit.tasks.countdown.problem import Combine, CountdownProblem, Miss, Numbers, Value
from tracekit.tasks.countdown.remarks import KINDS, Table, claims_of, is_true
from tracekit.tasks.countdown.verify import judge
from tracekit.verify import ExpressionError, read_expression


class CountdownSpace(Space[Numbers, Combine]):
    """The search space of one Countdown problem."""

    lists_moves = False
    place_names_state = True
    remark_kinds = KINDS

    def __init__(self, problem: CountdownProblem, *, use_all: bool, fractions: bool, operators: str) -> None:
        self.problem, self.target = problem, problem.target
        self.use_all, self.fractions, self.operators = use_all, fractions, operators
        # The same states, pairs and solutions are met again and again while planning, searching and replaying.
        self._views: dict[Numbers, View[Combine]] = {}
        self._by_pair: dict[tuple[Value, Value], tuple[Combine, ...]] = {}
        self._answers: dict[tuple[Combine, ...], str] = {}

    def start(self) -> Numbers:
        return _sorted(self.problem.numbers)

    def look(self, state: Numbers) -> View[Combine]:
        if state not in self._views:
            self._views[state] = self._look(state)
        return self._views[state]

    def _look(self, state: Numbers) -> View[Combine]:
        if self._is_goal(state):
            return Goal()
        if len(state) == 1:
            return DeadEnd(Miss(state[0], self.target))
        return Choice(state, tuple([move for a, b in _pairs(state) for move in self._combinations(a, b)]))

    def after(self, state: Numbers, move: Combine) -> Numbers:
        numbers = list(state)
        numbers.remove(move.a)
        numbers.remove(move.b)
        numbers.append(move.result)
        numbers.sort(reverse=True)
        return tuple(numbers)

    def children(self, state: Numbers) -> Sequence[Numbers] | None:
        if self._is_goal(state):
            return None
        states = []
        for a, b in _pairs(state):
            rest = list(state)
            rest.remove(a)
            rest.remove(b)
            states += [_sorted([*rest, move.result]) for move in self._combinations(a, b)]
        return states

    def cheapest_wrong_move(self, state: Numbers) -> int:
        # Any two numbers have at least a sum, a difference and a product to try, even if all numbers are equal.
        return 3 ** (len(state) - 2) if self.use_all and self.operators != "+-" else 1

    def count_dead_ends(self, state: Numbers, limit: int) -> int | None:
        if not self.use_all or self.fractions or self.operators != "+-*/":
            return super().count_dead_ends(state, limit)
        if len(state) == 1:
            return None if state[0] == self.target or limit < 1 else 1
        if len(state) == 2:  # the most frequent case by far: no need to make the states that follow
            a, b = state
            results = [a + b, a - b, a * b, a // b] if b and not a % b else [a + b, a - b, a * b]
            return None if self.target in results or len(results) > limit else len(results)
        total = 0
        for child in self.children(state) or ():
            count = self.count_dead_ends(child, limit - total)
            if count is None:
                return None
            total += count
        return total

    def plausibility(self, state: Numbers, moves: Sequence[Combine]) -> Sequence[float]:
        """Near the target, a divisor of it, or another number away from it; rarely ``* 1`` or ``- itself``."""
        target = self.target
        weights: list[float] = []
        for a, _, _, result in moves:
            weight = (target + 1) / (target + 1 + 2 * abs(float(result - target)))
            if result in (0, a):
                weight *= 0.1
            elif result == target:
                weight *= 3
            elif abs(target - result) in state:
                weight *= 4
            elif result > 1 and target % result == 0:
                weight *= 2
            weights.append(weight)
        return weights

    def promise(self, state: Numbers) -> float:
        """Near the target with one of the numbers, and not many left to go."""
        nearest = min(abs(float(number - self.target)) for number in state)
        return (self.target + 1) / (self.target + 1 + 2 * nearest) - len(state) / (4 * len(self.problem.numbers))

    def guides(self, stream: Stream) -> Iterator[Guide[Numbers, Combine]]:
        moves = self._known_moves()
        if moves is None:
            yield guide_from_moves(self, find_solution(self, stream))
            return
        # The same expression can be worked out in several orders; wrong turns differ with the order.
        seen = set()
        for _ in range(8):
            order = tuple(random_order(moves, stream))
            if order not in seen:
                seen.add(order)
                yield _guide(order, len(self.problem.numbers))

    def _known_moves(self) -> list[tuple[Combine, tuple[int, int]]] | None:
        """The moves of the solution that the problem brings along; None if it has none that these settings allow.

        Raises:
            ParameterError: if it is no solution.
        """
        text, problem = self.problem.solution, self.problem
        if text is None:
            return None
        try:
            solution = read_expression(text)
        except ExpressionError as error:
            raise ParameterError("solution", text, f"must be an expression: {error}") from None
        uses_all = sorted(problem.numbers) == sorted(solution.numbers)
        if solution.value != problem.target or not (uses_all or Counter(solution.numbers) <= Counter(problem.numbers)):
            raise ParameterError("solution", text, f"must make {problem.target} from {problem.numbers}")
        if self.use_all and not uses_all:
            return None
        if self.operators != "+-*/" and not operators_of(solution.tree) <= set(self.operators):
            return None
        return moves_of(solution.tree, fractions=self.fractions)

    def answer(self, moves: Sequence[Combine]) -> str:
        way = tuple(moves)
        if way not in self._answers:
            self._answers[way] = expression_of(self.problem.numbers, way, self.target)
        return self._answers[way]

    def solved(self, moves: Sequence[Combine]) -> Solved:
        return Solved(self.answer(moves))

    def after_claim(self, state: Numbers, move: object) -> Numbers | None:
        if not isinstance(move, Combine) or without(state, move.a, move.b) is None:
            return None
        return self.after(state, move)

    def state_named(self, place: object) -> Numbers | None:
        if not isinstance(place, tuple) or not 0 < len(place) <= len(self.problem.numbers):
            return None
        return _sorted(place) if all(isinstance(number, Value) for number in place) else None

    def canonical_place(self, place: Hashable) -> Hashable:
        """The numbers in whatever order they are told."""
        try:
            return _sorted(place) if isinstance(place, tuple) else place
        except TypeError:  # no numbers: a trace can be made by hand
            return place

    def legal_move(self, moves: Sequence[Combine], move: object) -> Combine | None:
        """``0 / 5`` is the move ``5 * 0`` told in another way: both leave 0. Fractions have it as a move of its own."""
        found = super().legal_move(moves, move)
        if found is None and isinstance(move, Combine) and move.op == "/" and move.a == move.result == 0 != move.b:
            return super().legal_move(moves, Combine(move.b, "*", 0, 0)) if "/" in self.operators else None
        return found

    def accepts_answer(self, moves: Sequence[Combine], answer: str | None) -> bool:
        """Whether the expression is right: there is more than one way to write what the moves amount to."""
        if answer is None or answer == self.answer(moves):
            return answer is not None
        verdict = judge(self.problem, answer, use_all=self.use_all, operators=self.operators, fractions=self.fractions)
        return verdict.correct

    def why_not(self, state: Numbers, claim: object) -> str | None:
        if isinstance(claim, Combine):
            left = list(state)
            for number in (claim.a, claim.b):
                if number not in left:
                    return f"{number} is not among {', '.join(map(str, state))}"
                left.remove(number)
            moves = self._combinations(max(claim.a, claim.b), min(claim.a, claim.b))
            right = next((m for m in moves if (m.a, m.op, m.b) == (claim.a, claim.op, claim.b)), None)
            if right is None:
                return f"{claim.a} {claim.op} {claim.b} is not allowed"
            return f"{claim.a} {claim.op} {claim.b} is {right.result}" if right != claim else ""
        if isinstance(claim, Miss):
            return f"the number left is {state[0]}, to make is {self.target}" if len(state) == 1 else "numbers are left"
        return ""

    def remarks(self, kind: str, state: Numbers, path: Sequence[Combine]) -> Sequence[object]:
        return claims_of(kind, self._table(state), path)

    def holds(self, state: Numbers, path: Sequence[Combine], claim: object) -> bool:
        return is_true(claim, self._table(state), path)

    def pauses(self, before: Event, after: Event) -> bool:
        # A result and what is left are said together.
        return not isinstance(before, Decision) or isinstance(after, Solved)

    def _table(self, state: Numbers) -> Table:
        return Table(state, self.target, self.operators, self.use_all, self.fractions)

    def _is_goal(self, state: Numbers) -> bool:
        return len(state) == 1 and state[0] == self.target if self.use_all else self.target in state

    def _combinations(self, a: Value, b: Value) -> tuple[Combine, ...]:
        """The legal moves on two numbers, ``a >= b``."""
        pair = (a, b)
        moves = self._by_pair.get(pair)
        if moves is None:
            moves = self._by_pair[pair] = combinations_of(a, b, self.operators, fractions=self.fractions)
        return moves


def _sorted(values: Sequence[Value]) -> Numbers:
    return tuple(sorted(values, reverse=True))


def _pairs(state: Numbers) -> list[tuple[Value, Value]]:
    """Each pair of numbers once, the larger number first (states are sorted)."""
    return list(dict.fromkeys(itertools.combinations(state, 2)))


def _guide(order: Sequence[Combine], n_numbers: int) -> Guide[Numbers, Combine]:
    return lambda state, moves: moves.index(order[n_numbers - len(state)])
