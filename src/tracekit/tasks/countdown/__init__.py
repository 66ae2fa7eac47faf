"""Countdown: combine given numbers with + - * / so that they make a target.

State: the numbers left. Move: two of them are replaced by their sum, difference, product or quotient. Dead end: one
number is left and it is not the target.

Differences are taken from the larger number, so no number is ever negative. Nothing is lost by that: any expression
of positive value over positive numbers has an equal one whose parts are all at least 0 (turn differences round and move
the signs outwards).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.countdown.chinese import CHINESE, RETURN_WORDS
from tracekit.tasks.countdown.expressions import expression_of
from tracekit.tasks.countdown.generate import random_moves
from tracekit.tasks.countdown.language import VOCABULARY
from tracekit.tasks.countdown.outside import read_entry
from tracekit.tasks.countdown.problem import Combine, CountdownProblem, Miss
from tracekit.tasks.countdown.prose import PROSE
from tracekit.tasks.countdown.reflective import REFLECTIVE
from tracekit.tasks.countdown.space import CountdownSpace
from tracekit.tasks.countdown.symbolic import SYMBOLIC
from tracekit.tasks.countdown.verify import answer_key, judge, partial_credit
from tracekit.verify import Verdict

__all__ = ["Combine", "Countdown", "CountdownProblem", "CountdownSpace", "Miss"]


class Countdown(Task[CountdownProblem, tuple[int, ...]]):
    """Make a target from given numbers."""

    name = "countdown"
    version = 3
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {
        "prose": PROSE,
        "symbolic": SYMBOLIC,
        "reflective": REFLECTIVE,
        "chinese": CHINESE,
    }
    problem_type = CountdownProblem
    # An exhaustive search with few dead ends has them all below the last two choices: with 3 of them, in one block.
    default_strategy = "detour"
    falsehoods_class = "tracekit.tasks.countdown.falsehoods:CountdownFalsehoods"
    entry_parameters: ClassVar[Mapping[str, Any]] = {"arithmetic": "fractions"}
    curriculum = (
        Levels("how many numbers", (3, 4, 5, 6, 7, 8), "min_numbers", "max_numbers"),
        Levels("the largest number", (20, 50, 100, 500, 1000), "max_value"),
        Levels("the largest target", (200, 500, 999, 5000, 10_000), "max_target"),
    )
    return_words = (*Task.return_words, "drop", "nothing", *RETURN_WORDS)

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
    """Whether only divisions that come out as whole numbers are allowed, in the search and in answers alike."""
    operators: Literal["+-*/", "+-*", "+-"] = "+-*/"
    """The operations allowed."""

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
            targets = self.min_target, self.max_target
            moves = random_moves(used, targets, stream, fractions=self._fractions, operators=self.operators)
            if moves:
                target = int(moves[-1].result)
                return CountdownProblem(numbers=draft, target=target, solution=expression_of(draft, moves, target))
        return None

    @property
    def _fractions(self) -> bool:
        return self.arithmetic == "fractions"

    def question(self, problem: CountdownProblem) -> str:
        how = "Use each of them exactly once" if self.use_all else "Use some or all of them, each at most once"
        return (
            f"Make {problem.target} from the numbers {_listed(problem.numbers)}. {how}, "
            f"with the operations {', '.join(self.operators)} and parentheses.{self._division_rule()} "
            "The answer is one expression without '='."
        )

    def _division_rule(self) -> str:
        if "/" not in self.operators:
            return ""
        return " Fractions are allowed." if self._fractions else " Every division must come out as a whole number."

    def fingerprint(self, problem: CountdownProblem) -> str:
        return f"{self.name}:{self.split_key(problem.numbers)}:{problem.target}"

    def variants(self, problem: CountdownProblem, stream: Stream) -> Iterator[CountdownProblem]:
        while len(set(problem.numbers)) > 1:
            yield problem.model_copy(update={"numbers": tuple(stream.shuffled(problem.numbers))})

    def space(self, problem: CountdownProblem) -> CountdownSpace:
        return CountdownSpace(problem, use_all=self.use_all, fractions=self._fractions, operators=self.operators)

    def check_answer(self, problem: CountdownProblem, answer: str) -> Verdict:
        return judge(problem, answer, use_all=self.use_all, operators=self.operators, fractions=self._fractions)

    def answer_key(self, problem: CountdownProblem, answer: str) -> Hashable:
        return answer_key(answer)

    def partial_credit(self, problem: CountdownProblem, answer: str) -> float:
        return partial_credit(
            problem, answer, use_all=self.use_all, operators=self.operators, fractions=self._fractions
        )

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> CountdownProblem:
        return read_entry(entry)


def _listed(numbers: Sequence[int]) -> str:
    texts = [str(number) for number in numbers]
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
