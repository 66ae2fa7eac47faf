"""List functions: find the rule that turns each input list into its output, and apply it to a last one.

State: what is supposed so far. Move: a family of rules, then a rule of it; testing the rule on one example after the
other is forced. Dead end: an example whose output the rule does not give.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon, Vocabulary
from tracekit.seeding import Stream
from tracekit.tasks.base import Task
from tracekit.tasks.list_functions.generate import draw_input
from tracekit.tasks.list_functions.language import PROSE, SYMBOLIC, VOCABULARY
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
from tracekit.tasks.list_functions.rules import FAMILIES, RULES, Rule
from tracekit.tasks.list_functions.space import ListFunctionsSpace
from tracekit.tasks.list_functions.step import Numbers
from tracekit.tasks.list_functions.survey import survey
from tracekit.tasks.list_functions.verify import ListError, read_list
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

Draft = tuple[str | None, tuple[Numbers, ...], Numbers]
"""A rule (None if unknown), the inputs of the examples, the last input."""


_RIGHT = Verdict(correct=True, reason="it is the output of the rule")
_written = functools.lru_cache(maxsize=4096)(write_list)


class ListFunctions(Task[ListFunctionsProblem, Draft]):
    """Find the rule behind examples of lists, and apply it."""

    name: ClassVar[str] = "list_functions"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    prose: ClassVar[Lexicon] = PROSE
    symbolic: ClassVar[Lexicon] = SYMBOLIC
    problem_type: ClassVar[type[Any]] = ListFunctionsProblem
    generation_hint: ClassVar[str] = "ask for more examples or longer lists"

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

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        for what in ("level", "examples", "length"):
            low, high = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if low > high:
                raise ParameterError(f"min_{what}", low, f"must not be above max_{what}={high}")
        return self

    def draw(self, stream: Stream) -> Draft:
        # The same rule and number of examples for every draw of a problem: else rules of which fewer problems are
        # unambiguous were rarer.
        families = _by_level(self.min_level, self.max_level)
        choice = stream.fixed_below(1 << 60)
        choice, i = divmod(choice, len(families))
        choice, j = divmod(choice, len(families[i]))
        rule = families[i][j]
        n = self.min_examples + choice % (self.max_examples - self.min_examples + 1)
        # A short first example leaves more rules to be refuted by the later ones.
        longest = [(self.min_length + self.max_length) // 2 - 1] + [self.max_length] * n
        *inputs, last = [
            draw_input(rule.hint, stream, (self.min_length, max(self.min_length, length)), self.max_value)
            for length in longest
        ]
        return rule.code, tuple(inputs), last

    def split_key(self, draft: Draft) -> str:
        _, inputs, last = draft
        return f"{sorted(inputs)};{list(last)}"

    def draft_of(self, problem: ListFunctionsProblem) -> Draft:
        return problem.rule, problem.inputs, problem.last

    def finish(self, draft: Draft, stream: Stream) -> ListFunctionsProblem | None:
        code, inputs, last = draft
        if code is None:
            return None
        run = RULES[code].run
        outputs = [run(x) for x in inputs]
        answer = run(last)
        if not all(outputs) or not answer or len(set(outputs)) < min(3, 1 + len(outputs) // 2, _most_outputs(code)):
            return None
        if len({*inputs, last}) <= len(inputs) or (outputs[0] == inputs[0] and code != "same"):
            return None
        given = tuple([output for output in outputs if output])
        # All rules that fit must agree on the last input.
        if set(survey(inputs, given, last).answers.values()) != {answer}:
            return None
        return ListFunctionsProblem(inputs=inputs, outputs=given, last=last, answer=answer, rule=code)

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

    def space(self, problem: ListFunctionsProblem) -> ListFunctionsSpace:
        return ListFunctionsSpace(problem)

    def verify(self, problem: ListFunctionsProblem, answer: str) -> Verdict:
        if answer == _written(problem.answer):
            return _RIGHT
        try:
            numbers = read_list(answer)
        except ListError as error:
            return Verdict(correct=False, reason=f"not a list of integers: {error}")
        if len(numbers) != len(problem.answer):
            return Verdict(correct=False, reason=f"it has {len(numbers)} elements, not {len(problem.answer)}")
        for i, (found, right) in enumerate(zip(numbers, problem.answer, strict=True), 1):
            if found != right:
                return Verdict(correct=False, reason=f"element {i} is {found}, not {right}")
        return _RIGHT

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> ListFunctionsProblem:
        pairs, last, answer = _read_entry(entry)
        inputs, outputs = tuple([x for x, _ in pairs]), tuple([y for _, y in pairs])
        found = set(survey(inputs, outputs, last).answers.values())
        if found and answer not in found:
            raise ParameterError("answer", entry["answer"], "must be what a rule that fits the examples gives")
        # Without a rule nothing can be solved, but an answer can be verified: the entry says which one is right.
        flags = () if found == {answer} else ("ambiguous",) if found else ("unknown_rule",)
        return ListFunctionsProblem(inputs=inputs, outputs=outputs, last=last, answer=answer, flags=flags)


@functools.cache
def _by_level(low: int, high: int) -> tuple[tuple[Rule, ...], ...]:
    """The rules of these levels, family by family."""
    families = [tuple([rule for rule in family.rules if low <= rule.level <= high]) for family in FAMILIES.values()]
    return tuple([rules for rules in families if rules])


def _most_outputs(code: str) -> int:
    return 2 if RULES[code].family == "test" else 3


_EXAMPLE = re.compile(r"Input (\d+): (\[[^\]\n]*+\])\nOutput (\d+): (\[[^\]\n]*+\])(?:\n|$)")
_LAST = re.compile(r"\nInput: (\[[^\]\n]*+\])(?:\n|$)")


def _read_entry(entry: Any) -> tuple[list[tuple[Numbers, Numbers]], Numbers, Numbers]:
    """The examples, the last input and the answer of an entry, which has no metadata to speak of."""
    question, answer = (entry.get(key) if isinstance(entry, Mapping) else None for key in ("question", "answer"))
    metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
    source = metadata.get("source_dataset", "list_functions") if isinstance(metadata, Mapping) else "list_functions"
    if source != "list_functions":
        raise ParameterError("entry", source, "must be an entry of reasoning-gym's 'list_functions'")
    if not isinstance(question, str) or not isinstance(answer, str):
        raise ParameterError("entry", entry, "must be a reasoning-gym entry with 'question' and 'answer'")
    examples = _EXAMPLE.findall(question)
    last = _LAST.search(question)
    if not examples or last is None or any(n != str(i) or m != n for i, (n, _, m, _) in enumerate(examples, 1)):
        raise ParameterError("question", question, "must have 'Input 1: [...]', 'Output 1: [...]', ..., 'Input: [...]'")
    try:
        pairs = [(read_list(x), read_list(y)) for _, x, _, y in examples]
        return pairs, read_list(last[1]), read_list(answer)
    except ListError as error:
        raise ParameterError("entry", question, f"must hold lists of integers: {error}") from None
