"""Self-reference: how many assignments of truth values are consistent with statements about themselves?

State: how many numbers of true statements have been dealt with. Move: a number is ruled out, or supposed. Dead end:
another number of statements comes out true than was supposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon, Vocabulary
from tracekit.seeding import Stream
from tracekit.tasks.base import Task
from tracekit.tasks.self_reference.claims import canonical, code_of_sentence, is_count, sentence
from tracekit.tasks.self_reference.generate import draw_counts, with_references
from tracekit.tasks.self_reference.language import PROSE, SYMBOLIC, VOCABULARY
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Fits,
    RuleOut,
    SelfReferenceProblem,
    Suppose,
    Values,
)
from tracekit.tasks.self_reference.space import SelfReferenceSpace
from tracekit.tasks.self_reference.verify import count_solutions, read_answer
from tracekit.verify import Verdict

__all__ = [
    "Contradiction",
    "Count",
    "Fits",
    "RuleOut",
    "SelfReference",
    "SelfReferenceProblem",
    "SelfReferenceSpace",
    "Suppose",
    "Values",
]


class Draft(NamedTuple):
    """The part of a problem that decides its split: how many statements, and those about numbers."""

    n: int
    counts: tuple[str, ...]


class SelfReference(Task[SelfReferenceProblem, Draft]):
    """Count the ways in which statements about themselves can be true and false."""

    name: ClassVar[str] = "self_reference"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    prose: ClassVar[Lexicon] = PROSE
    symbolic: ClassVar[Lexicon] = SYMBOLIC
    problem_type: ClassVar[type[Any]] = SelfReferenceProblem
    generation_hint: ClassVar[str] = "ask for more statements or another number of solutions"

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

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        for what in ("statements", "solutions"):
            low, high = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if low > high:
                raise ParameterError(f"min_{what}", low, f"must not be above max_{what}={high}")
        return self

    def draw(self, stream: Stream) -> Draft:
        n = self.min_statements + stream.child("n").fixed_below(self.max_statements - self.min_statements + 1)
        return Draft(n, draw_counts(n, stream))

    def split_key(self, draft: Draft) -> str:
        return f"{draft.n}:{';'.join(sorted(draft.counts))}"

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

    def space(self, problem: SelfReferenceProblem) -> SelfReferenceSpace:
        return SelfReferenceSpace(problem, downwards=self.order == "down")

    def verify(self, problem: SelfReferenceProblem, answer: str) -> Verdict:
        number = read_answer(answer)
        if number is None:
            return Verdict(correct=False, reason="not one number")
        right = count_solutions(problem.statements)
        if number != right:
            return Verdict(correct=False, reason=f"the number of solutions is not {number}")
        return Verdict(correct=True, reason=f"of all assignments, {right} are consistent")

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> SelfReferenceProblem:
        metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
        source = metadata.get("source_dataset", self.name) if isinstance(metadata, Mapping) else None
        if source != self.name:
            raise ParameterError("entry", source, f"must be an entry of reasoning-gym's {self.name!r}")
        question = entry.get("question")
        listed = _LISTED.findall(question) if isinstance(question, str) else []
        if [int(number) for number, _ in listed] != list(range(1, len(listed) + 1)) or not listed:
            raise ParameterError("entry", question, "must list its statements, 'Statement 1: ...' and so on")
        try:
            codes = tuple([code_of_sentence(text, len(listed)) for _, text in listed])
        except ValueError as error:
            raise ParameterError("entry", question, str(error)) from None
        return SelfReferenceProblem(statements=codes)


_LISTED = re.compile(r"^ *- Statement ([0-9]): '([^'\n]{1,200})' *$", re.MULTILINE)
