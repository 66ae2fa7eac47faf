"""One-dimensional ARC: find the rule that turns rows of colours into other rows, and apply it.

State: a hypothesis, settled as far as it goes, and the pairs that it has been held against. Move: a family of rules,
then its parameter, of those that fit the first pair. Dead end: an input of which the rule makes another output than the
given one, or to which it cannot be applied.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILY_LIST, Parameter
from tracekit.tasks.arc_1d.generate import make
from tracekit.tasks.arc_1d.inputs import draw_input, draw_parameter
from tracekit.tasks.arc_1d.language import VOCABULARY
from tracekit.tasks.arc_1d.outside import FAMILIES_OF_REASONING_GYM, as_in_reasoning_gym, read_entry
from tracekit.tasks.arc_1d.problem import Arc1DProblem, Fits, Hypothesis, Inapplicable, Mismatch
from tracekit.tasks.arc_1d.prose import PROSE
from tracekit.tasks.arc_1d.reflective import REFLECTIVE
from tracekit.tasks.arc_1d.scene import Row
from tracekit.tasks.arc_1d.space import Arc1DSpace
from tracekit.tasks.arc_1d.symbolic import SYMBOLIC
from tracekit.tasks.arc_1d.twins import canonical, canonical_row, twins_of
from tracekit.tasks.arc_1d.verify import judge, partial_credit, read_row
from tracekit.tasks.base import Levels, Task
from tracekit.verify import Verdict

__all__ = [
    "Arc1D",
    "Arc1DProblem",
    "Arc1DSpace",
    "Draft",
    "Fits",
    "Hypothesis",
    "Inapplicable",
    "Mismatch",
    "Parameter",
]


FREE = 40
"""One of so many draws of a problem is of any family and size."""


class Draft(NamedTuple):
    """The part of a problem that decides its split, the test input, and the rule that it was made for."""

    test: Row
    rule: Hypothesis | None


class Arc1D(Task[Arc1DProblem, Draft]):
    """Find the rule behind pairs of rows and apply it to a further row."""

    name = "arc_1d"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC, "reflective": REFLECTIVE}
    problem_type = Arc1DProblem
    falsehoods_class = "tracekit.tasks.arc_1d.falsehoods:Arc1DFalsehoods"
    generation_hint = "ask for longer rows or more pairs"
    curriculum = (
        Levels("cells in a row", (10, 15, 20, 30, 40, 60), "min_size", "max_size"),
        Levels("pairs that show the rule: fewer are harder", (5, 4, 3, 2), "n_pairs"),
    )

    min_size: int = Field(default=10, ge=10, le=60)
    """Fewest cells in a row; all rows of a problem have the same number."""
    max_size: int = Field(default=30, ge=10, le=60)
    """Most cells in a row."""
    n_pairs: int = Field(default=3, ge=2, le=6)
    """How many pairs of an input and its output are shown."""
    rules: Literal["all", "reasoning_gym"] = "all"
    """Which rules problems are made for. Hypotheses are drawn from all of them in any case."""

    def draw(self, stream: Stream) -> Draft:
        # The same family and size for every draw of a problem: else rules that are hard to tell apart were rarer. But
        # now and then any other: of some families and sizes there are so few rows that a split may have none of them.
        families = FAMILY_LIST if self.rules == "all" else FAMILIES_OF_REASONING_GYM
        n_sizes = self.max_size - self.min_size + 1
        n_both = len(families) * n_sizes
        number, size = divmod(stream.fixed_below(n_both) if stream.below(FREE) else stream.below(n_both), n_sizes)
        family = families[number]
        rule = Hypothesis(family.name, draw_parameter(family.unit, stream))
        if self.rules == "reasoning_gym":
            rule = as_in_reasoning_gym(rule)
        return Draft(draw_input(family, rule.parameter, self.min_size + size, stream), rule)

    def split_key(self, draft: Draft) -> str:
        return canonical_row(draft.test)

    def draft_of(self, problem: Arc1DProblem) -> Draft:
        return Draft(problem.test, None)

    def finish(self, draft: Draft, stream: Stream) -> Arc1DProblem | None:
        return make(draft.test, draft.rule, self.n_pairs, stream) if draft.rule else None

    def question(self, problem: Arc1DProblem) -> str:
        lines = ["The same rule turns each input row into its output row. Digits 1 to 9 are colours, 0 is blank."]
        for i, (before, after) in enumerate(problem.pairs, 1):
            lines += [f"Input {i}:  {' '.join(before)}", f"Output {i}: {' '.join(after)}"]
        lines += [
            f"What does the rule make of this row?\n{' '.join(problem.test)}",
            f"The answer is one row of {len(problem.test)} digits with spaces between them.",
        ]
        return "\n".join(lines)

    def fingerprint(self, problem: Arc1DProblem) -> str:
        return f"{self.name}:{canonical(problem.pairs, problem.test)}"

    def variants(self, problem: Arc1DProblem, stream: Stream) -> Iterator[Arc1DProblem]:
        return twins_of(problem, stream)

    def space(self, problem: Arc1DProblem) -> Arc1DSpace:
        return Arc1DSpace(problem)

    def check_answer(self, problem: Arc1DProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: Arc1DProblem, answer: str) -> Hashable:
        return read_row(answer)

    def partial_credit(self, problem: Arc1DProblem, answer: str) -> float:
        return partial_credit(problem, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> Arc1DProblem:
        return read_entry(entry)
