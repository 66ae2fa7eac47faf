"""Countdown: combine given numbers with + - * / so that they make a target.

State: the numbers left. Move: two of them are replaced by their sum, difference, product or quotient. Dead end: one
number is left and it is not the target.

Differences are taken from the larger number, so no number is ever negative. Nothing is lost by that: any expression
of positive value over positive numbers has an equal one whose parts are all at least 0 (turn differences round and move
the signs outwards).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon, Vocabulary
from tracekit.seeding import Stream
from tracekit.tasks.base import Task, entry_field
from tracekit.tasks.countdown.expressions import expression_of, operators_of, plain, quotient
from tracekit.tasks.countdown.language import PROSE, SYMBOLIC, VOCABULARY
from tracekit.tasks.countdown.problem import Combine, CountdownProblem, Miss, Value
from tracekit.tasks.countdown.space import CountdownSpace
from tracekit.verify import ExpressionError, Verdict, evaluate

__all__ = ["Combine", "Countdown", "CountdownProblem", "CountdownSpace", "Miss"]


class Countdown(Task[CountdownProblem, tuple[int, ...]]):
    """Make a target from given numbers."""

    name: ClassVar[str] = "countdown"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    prose: ClassVar[Lexicon] = PROSE
    symbolic: ClassVar[Lexicon] = SYMBOLIC
    problem_type: ClassVar[type[Any]] = CountdownProblem

    min_numbers: int = Field(default=4, ge=2, le=8)
    """Fewest numbers in a problem."""
    max_numbers: int = Field(default=6, ge=2, le=8)
    """Most numbers in a problem."""
    min_value: int = Field(default=1, ge=1, le=1000)
    """Smallest number."""
    max_value: int = Field(default=100, ge=1, le=1000)
    """Largest number."""
    min_target: int = Field(default=100, ge=1, le=100_000)
    """Smallest target."""
    max_target: int = Field(default=999, ge=1, le=100_000)
    """Largest target."""
    use_all: bool = True
    """Whether every number must be used (as in reasoning-gym); otherwise some or all."""
    arithmetic: Literal["integers", "fractions"] = "integers"
    """Whether the search divides only where the quotient is an integer. An answer may use fractions in any case."""
    operators: Literal["+-*/", "+-*", "+-"] = "+-*/"
    """The operations allowed."""

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        for what in ("numbers", "value", "target"):
            low, high = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if low > high:
                raise ParameterError(f"min_{what}", low, f"must not be above max_{what}={high}")
        return self

    def draw(self, stream: Stream) -> tuple[int, ...]:
        # The same size for every draw of a problem: else sizes that miss the target's range more often were rarer.
        n = self.min_numbers + stream.fixed_below(self.max_numbers - self.min_numbers + 1)
        return tuple(stream.between(self.min_value, self.max_value) for _ in range(n))

    def split_key(self, draft: tuple[int, ...]) -> str:
        return ",".join(map(str, sorted(draft)))

    def draft_of(self, problem: CountdownProblem) -> tuple[int, ...]:
        return problem.numbers

    def finish(self, draft: tuple[int, ...], stream: Stream) -> CountdownProblem | None:
        for _ in range(20):
            used = draft
            if not self.use_all:
                used = tuple(stream.shuffled(draft)[: stream.between(2, len(draft))])
            moves = self._random_moves(used, stream)
            if moves:
                target = int(moves[-1].result)
                return CountdownProblem(numbers=draft, target=target, solution=expression_of(draft, moves, target))
        return None

    def _random_moves(self, numbers: Sequence[int], stream: Stream) -> list[Combine]:
        """A random way to combine all numbers into a target; empty if it ran into pointless steps or out of range.

        Any two numbers left are combined, not always the last result with the next number, so that a target need not be
        one that working along a row of numbers would find.
        """
        left: list[Value] = list(numbers)
        moves: list[Combine] = []
        most = 10 * self.max_target
        while len(left) > 1:
            b = left.pop(stream.below(len(left)))
            a = left.pop(stream.below(len(left)))
            a, b = (a, b) if a >= b else (b, a)
            results: dict[str, Value] = {"+": a + b, "-": a - b, "*": a * b}
            if b and (self._fractions or not a % b):
                results["/"] = quotient(a, b)
            options = [
                (op, result)
                for op, result in results.items()
                if op in self.operators and result not in (0, a) and result <= most
            ]
            if not left:
                options = [(op, result) for op, result in options if self._is_target(result)]
            if not options:
                return []
            op, result = stream.pick(options)
            moves.append(Combine(a, op, b, plain(result)))
            left.append(moves[-1].result)
        return moves

    def _is_target(self, value: Value) -> bool:
        return value.denominator == 1 and self.min_target <= value <= self.max_target

    @property
    def _fractions(self) -> bool:
        return self.arithmetic == "fractions"

    def question(self, problem: CountdownProblem) -> str:
        how = "Use each of them exactly once" if self.use_all else "Use some or all of them, each at most once"
        return (
            f"Make {problem.target} from the numbers {_listed(problem.numbers)}. {how}, "
            f"with the operations {', '.join(self.operators)} and parentheses. "
            "The answer is one expression without '='."
        )

    def fingerprint(self, problem: CountdownProblem) -> str:
        return f"{self.name}:{self.split_key(problem.numbers)}:{problem.target}"

    def space(self, problem: CountdownProblem) -> CountdownSpace:
        return CountdownSpace(problem, use_all=self.use_all, fractions=self._fractions, operators=self.operators)

    def verify(self, problem: CountdownProblem, answer: str) -> Verdict:
        try:
            expression = evaluate(answer)
        except ExpressionError as error:
            return Verdict(correct=False, reason=f"not an expression: {error}")
        left = list(problem.numbers)
        for number in expression.numbers:
            if number not in left:
                return Verdict(correct=False, reason=f"{number} is not given, or is used too often")
            left.remove(number)
        if self.use_all and left:
            return Verdict(correct=False, reason=f"not used: {', '.join(map(str, left))}")
        used = operators_of(expression.tree)
        if not used <= set(self.operators):
            return Verdict(correct=False, reason=f"not allowed: {', '.join(sorted(used - set(self.operators)))}")
        if expression.value != problem.target:
            return Verdict(correct=False, reason=f"it makes {expression.value}, not {problem.target}")
        return Verdict(correct=True, reason=f"it makes {problem.target}")

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> CountdownProblem:
        numbers, target, expression = (
            entry_field(entry, field, self.name) for field in ("numbers", "target", "expression")
        )
        return CountdownProblem(numbers=numbers, target=target, solution=expression)


def _listed(numbers: Sequence[int]) -> str:
    texts = [str(number) for number in numbers]
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
