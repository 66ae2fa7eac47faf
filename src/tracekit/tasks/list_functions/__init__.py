"""List functions: find the rule that turns each input list into its output, and apply it to a last one.

State: what is supposed so far. Move: a family of rules, then a rule of it; testing the rule on one example after the
other is forced. Dead end: an example whose output the rule does not give.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.list_functions.generate import by_level, make
from tracekit.tasks.list_functions.inputs import draw_input
from tracekit.tasks.list_functions.language import VOCABULARY
from tracekit.tasks.list_functions.outside import read_entry
from tracekit.tasks.list_functions.problem import (
    Apply,
    Fits,
    Guess,
    ListFunctionsProblem,
    Misfit,
    OfKind,
    Start,
    Undone,
    write_list,
)
from tracekit.tasks.list_functions.prose import PROSE
from tracekit.tasks.list_functions.reflective import REFLECTIVE
from tracekit.tasks.list_functions.rules import FAMILIES, RULES
from tracekit.tasks.list_functions.space import ListFunctionsSpace
from tracekit.tasks.list_functions.step import Numbers
from tracekit.tasks.list_functions.symbolic import SYMBOLIC
from tracekit.tasks.list_functions.verify import answer_key, judge, partial_credit
from tracekit.verify import Verdict

__all__ = [
    "FAMILIES",
    "RULES",
    "Apply",
    "Fits",
    "Guess",
    "ListFunctions",
    "ListFunctionsProblem",
    "ListFunctionsSpace",
    "Misfit",
    "OfKind",
    "Start",
    "Undone",
]

Draft = tuple[str | None, int, Numbers]
"""A rule (None if unknown), the number of examples, the last input."""

OTHER_RULE = 0.05
"""At so many draws another rule is drawn than the one that the problem was to have."""


class ListFunctions(Task[ListFunctionsProblem, Draft]):
    """Find the rule behind examples of lists, and apply it."""

    name = "list_functions"
    version = 3
    draws = 2
    default_strategy = "detour"
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC, "reflective": REFLECTIVE}
    problem_type = ListFunctionsProblem
    falsehoods_class = "tracekit.tasks.list_functions.falsehoods:ListFunctionsFalsehoods"
    generation_hint = "ask for more examples or longer lists"
    curriculum = (
        Levels("how much a rule is composed of", (1, 2, 3), "min_level", "max_level"),
        Levels("numbers in a list", (4, 6, 8, 12, 20), "min_length", "max_length"),
    )
    return_words = (*Task.return_words, "fewer", "not that", "not the rule", "speak against")

    min_level: int = Field(default=1, ge=1, le=3)
    """Easiest rules: 1 one plain step, 2 a rarer step or two steps, 3 three steps or a step that few think of."""
    max_level: int = Field(default=3, ge=1, le=3)
    """Hardest rules. The search tries rules of all levels in any case."""
    min_examples: int = Field(default=4, ge=3, le=8)
    """Fewest examples."""
    max_examples: int = Field(default=5, ge=3, le=8)
    """Most examples."""
    min_length: int = Field(default=4, ge=4, le=20)
    """Fewest elements of an input."""
    max_length: int = Field(default=8, ge=4, le=20)
    """Most elements of an input."""
    max_value: int = Field(default=99, ge=99, le=999)
    """Largest number in an input; the smallest is 0."""

    def draw(self, stream: Stream) -> Draft:
        # The same rule for every draw of a problem: else rules of which fewer problems are unambiguous were rarer. Now
        # and then another one, for under some settings there is no problem of a rule to be had.
        choice = stream.below(1 << 60) if stream.chance(OTHER_RULE) else stream.fixed_below(1 << 60)
        families = by_level(self.min_level, self.max_level)
        choice, i = divmod(choice, len(families))
        choice, j = divmod(choice, len(families[i]))
        rule = families[i][j]
        # A question with the answers yes and no takes as many examples as there may be.
        n = self.max_examples - (rule.family != "test") * (choice % (self.max_examples - self.min_examples + 1))
        return rule.code, n, draw_input(rule.hint, stream, (self.min_length, self.max_length), self.max_value)

    def split_key(self, draft: Draft) -> str:
        return str(list(draft[-1]))

    def draft_of(self, problem: ListFunctionsProblem) -> Draft:
        return problem.rule, len(problem.inputs), problem.last

    def finish(self, draft: Draft, stream: Stream) -> ListFunctionsProblem | None:
        code, n, last = draft
        lengths = self.min_length, self.max_length
        return make(RULES[code], last, n, lengths, self.max_value, stream) if code else None

    def question(self, problem: ListFunctionsProblem) -> str:
        examples = "\n".join(
            f"{write_list(x)} -> {write_list(y)}" for x, y in zip(problem.inputs, problem.outputs, strict=True)
        )
        return (
            "One rule turns each input list into its output list:\n"
            f"{examples}\n"
            f"What does the same rule make of {write_list(problem.last)}? "
            "The answer is a list in square brackets with commas between its numbers, "
            "also if it has one number or none."
        )

    def fingerprint(self, problem: ListFunctionsProblem) -> str:
        examples = sorted(zip(problem.inputs, problem.outputs, strict=True))
        shown = ";".join(f"{write_list(x)}>{write_list(y)}" for x, y in examples)
        return f"{self.name}:{shown};{write_list(problem.last)}>{write_list(problem.answer)}"

    def variants(self, problem: ListFunctionsProblem, stream: Stream) -> Iterator[ListFunctionsProblem]:
        while len(problem.inputs) > 1:
            order = stream.shuffled(range(len(problem.inputs)))
            both = {name: tuple([getattr(problem, name)[i] for i in order]) for name in ("inputs", "outputs")}
            yield problem.model_copy(update=both)

    def space(self, problem: ListFunctionsProblem) -> ListFunctionsSpace:
        return ListFunctionsSpace(problem)

    def check_answer(self, problem: ListFunctionsProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: ListFunctionsProblem, answer: str) -> Hashable:
        return answer_key(answer)

    def partial_credit(self, problem: ListFunctionsProblem, answer: str) -> float:
        return partial_credit(problem, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> ListFunctionsProblem:
        return read_entry(entry)
