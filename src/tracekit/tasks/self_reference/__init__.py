"""Self-reference: how many assignments of truth values are consistent with statements about themselves?

State: how many numbers of true statements have been dealt with. Move: a number is ruled out, or supposed. Dead end:
another number of statements comes out true than was supposed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.self_reference.claims import canonical, is_count, numbers_of, renumbered, sentence
from tracekit.tasks.self_reference.generate import draw_counts, reworded, with_references
from tracekit.tasks.self_reference.language import VOCABULARY
from tracekit.tasks.self_reference.outside import read_entry
from tracekit.tasks.self_reference.problem import Contradiction, RuleOut, SelfReferenceProblem, Suppose
from tracekit.tasks.self_reference.prose import PROSE
from tracekit.tasks.self_reference.reflective import REFLECTIVE
from tracekit.tasks.self_reference.space import SelfReferenceSpace
from tracekit.tasks.self_reference.symbolic import SYMBOLIC
from tracekit.tasks.self_reference.verify import judge, read_answer
from tracekit.verify import Verdict

__all__ = ["Contradiction", "RuleOut", "SelfReference", "SelfReferenceProblem", "SelfReferenceSpace", "Suppose"]


class Draft(NamedTuple):
    """The part of a problem that decides its split: how many statements, and those about numbers."""

    n: int
    counts: tuple[str, ...]


class SelfReference(Task[SelfReferenceProblem, Draft]):
    """Count the ways in which statements about themselves can be true and false."""

    name = "self_reference"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC, "reflective": REFLECTIVE}
    problem_type = SelfReferenceProblem
    falsehoods_class = "tracekit.tasks.self_reference.falsehoods:SelfReferenceFalsehoods"
    generation_hint = "ask for more statements or another number of solutions"
    curriculum = (Levels("statements", (5, 6, 7, 8, 9), "min_statements", "max_statements"),)
    return_words = (*Task.return_words, "refutes")

    min_statements: int = Field(default=7, ge=5, le=9)
    """Fewest statements."""
    max_statements: int = Field(default=7, ge=5, le=9)
    """Most statements."""
    min_solutions: int = Field(default=0, ge=0, le=4)
    """Fewest solutions. Each number of solutions from the fewest to the most is equally likely."""
    max_solutions: int = Field(default=3, ge=0, le=4)
    """Most solutions. A problem with s solutions and n statements can have up to n + 1 - s backtracks."""
    order: Literal["up", "down"] = "up"
    """Whether the search goes through the numbers of true statements from 0 upwards or from all downwards."""

    def draw(self, stream: Stream) -> Draft:
        n = self.min_statements + stream.child("n").fixed_below(self.max_statements - self.min_statements + 1)
        return Draft(n, draw_counts(n, stream))

    def split_key(self, draft: Draft) -> str:
        return f"{draft.n}:{';'.join(sorted([f'{numbers_of(code, draft.n):x}' for code in draft.counts]))}"

    def draft_of(self, problem: SelfReferenceProblem) -> Draft:
        return Draft(len(problem.statements), tuple([code for code in problem.statements if is_count(code)]))

    def finish(self, draft: Draft, stream: Stream) -> SelfReferenceProblem | None:
        # The same number for every draw of a problem: else numbers that come about more often were more frequent.
        n_solutions = self.min_solutions + stream.fixed_below(self.max_solutions - self.min_solutions + 1)
        statements = with_references(draft.n, draft.counts, n_solutions, stream)
        return SelfReferenceProblem(statements=statements) if statements else None

    def question(self, problem: SelfReferenceProblem) -> str:
        n = len(problem.statements)
        listed = "\n".join([f"{i}. {sentence(code, n)}" for i, code in enumerate(problem.statements, 1)])
        return (
            f"Each of these {n} statements is either true or false:\n{listed}\n"
            "In how many ways can they be called true or false so that a statement is called true exactly if what it "
            "says is so? The answer is one number."
        )

    def fingerprint(self, problem: SelfReferenceProblem) -> str:
        return f"{self.name}:{len(problem.statements)}:{canonical(problem.statements)}"

    def variants(self, problem: SelfReferenceProblem, stream: Stream) -> Iterator[SelfReferenceProblem]:
        while True:
            yield SelfReferenceProblem(statements=reworded(renumbered(problem.statements, stream), stream))

    def space(self, problem: SelfReferenceProblem) -> SelfReferenceSpace:
        return SelfReferenceSpace(problem, downwards=self.order == "down")

    def check_answer(self, problem: SelfReferenceProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: SelfReferenceProblem, answer: str) -> Hashable:
        return read_answer(answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> SelfReferenceProblem:
        return read_entry(entry)
