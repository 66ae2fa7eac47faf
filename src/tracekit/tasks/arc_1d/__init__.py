"""One-dimensional ARC: find the rule that turns rows of colours into other rows, and apply it.

State: a hypothesis, settled as far as it goes, and how many pairs it has been held against. Move: a family of rules,
then its parameter. Dead end: an input of which the rule makes another output than the given one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import ne
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon, Vocabulary
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, Parameter, outcome
from tracekit.tasks.arc_1d.generate import draw_input, draw_parameter
from tracekit.tasks.arc_1d.ideas import ideas_of
from tracekit.tasks.arc_1d.language import PROSE, SYMBOLIC, VOCABULARY
from tracekit.tasks.arc_1d.outside import RULES
from tracekit.tasks.arc_1d.problem import Arc1DProblem, Fits, Hypothesis, Mismatch, written
from tracekit.tasks.arc_1d.scene import Row
from tracekit.tasks.arc_1d.space import Arc1DSpace
from tracekit.tasks.base import Task, entry_field
from tracekit.verify import Verdict

__all__ = ["Arc1D", "Arc1DProblem", "Arc1DSpace", "Draft", "Fits", "Hypothesis", "Mismatch", "Parameter"]

OF_REASONING_GYM = tuple(sorted({family for family, _ in RULES.values()}))

_RIGHT = Verdict(correct=True, reason="each cell is as the rule gives it")
_ANSWER = re.compile(r"[0-9](?:[ ,;|\t]*[0-9])*")


class Draft(NamedTuple):
    """The part of a problem that decides its split, the test input, and the rule that it was made for."""

    test: Row
    rule: Hypothesis | None


class Arc1D(Task[Arc1DProblem, Draft]):
    """Find the rule behind pairs of rows and apply it to a further row."""

    name: ClassVar[str] = "arc_1d"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    prose: ClassVar[Lexicon] = PROSE
    symbolic: ClassVar[Lexicon] = SYMBOLIC
    problem_type: ClassVar[type[Any]] = Arc1DProblem
    generation_hint: ClassVar[str] = "ask for longer rows or more pairs"

    min_size: int = Field(default=10, ge=10, le=60)
    """Fewest cells in a row; all rows of a problem have the same number."""
    max_size: int = Field(default=30, ge=10, le=60)
    """Most cells in a row."""
    n_pairs: int = Field(default=3, ge=2, le=6)
    """How many pairs of an input and its output are shown."""
    rules: Literal["all", "reasoning_gym"] = "all"
    """Which rules problems are made for. Hypotheses are drawn from all of them in any case."""

    @model_validator(mode="after")
    def _sizes(self) -> Self:
        if self.min_size > self.max_size:
            raise ParameterError("min_size", self.min_size, f"must not be above max_size={self.max_size}")
        return self

    def draw(self, stream: Stream) -> Draft:
        # The same family and size for every draw of a problem: else rules that are hard to tell apart were rarer.
        families = FAMILY_LIST if self.rules == "all" else [FAMILIES[name] for name in OF_REASONING_GYM]
        n_sizes = self.max_size - self.min_size + 1
        number, size = divmod(stream.fixed_below(len(families) * n_sizes), n_sizes)
        family = families[number]
        parameter = draw_parameter(family.unit, stream)
        return Draft(draw_input(family, parameter, self.min_size + size, stream), Hypothesis(family.name, parameter))

    def split_key(self, draft: Draft) -> str:
        return draft.test

    def draft_of(self, problem: Arc1DProblem) -> Draft:
        return Draft(problem.test, None)

    def finish(self, draft: Draft, stream: Stream) -> Arc1DProblem | None:
        if draft.rule is None:
            return None
        family, parameter = FAMILIES[draft.rule.family], draft.rule.parameter
        rows = [draft.test]
        while len(rows) <= self.n_pairs:
            row = draw_input(family, parameter, len(draft.test), stream)
            if row in rows:
                return None
            rows.append(row)
        pairs = tuple((row, outcome(family, parameter, row)) for row in rows[1:])
        output = outcome(family, parameter, draft.test)
        ideas = ideas_of(pairs, draft.test, output)
        if ideas.rivals or draft.rule not in ideas.fitting:
            return None
        return Arc1DProblem(pairs=pairs, test=draft.test, output=output, rule=written(draft.rule))

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
        pairs = sorted(f"{before}>{after}" for before, after in problem.pairs)
        return f"arc_1d:{','.join(pairs)},{problem.test}"

    def space(self, problem: Arc1DProblem) -> Arc1DSpace:
        return Arc1DSpace(problem)

    def verify(self, problem: Arc1DProblem, answer: str) -> Verdict:
        if answer == " ".join(problem.output):
            return _RIGHT
        found = _read_row(answer)
        if found is None:
            return Verdict(correct=False, reason="not one row of digits")
        if len(found) != len(problem.output):
            return Verdict(correct=False, reason=f"{len(found)} digits, not {len(problem.output)}")
        wrong = sum(map(ne, found, problem.output))
        if wrong:
            return Verdict(correct=False, reason=f"{wrong} of {len(found)} cells differ from what the rule gives")
        return _RIGHT

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> Arc1DProblem:
        name, examples, test = (
            entry_field(entry, field, self.name) for field in ("task_name", "train_examples", "test_example")
        )
        if name not in RULES:
            raise ParameterError("task_name", name, "must be one of reasoning-gym's names")
        try:
            pairs = tuple((_row(pair["input"]), _row(pair["output"])) for pair in examples)
            last, output = _row(test["input"]), _row(test["output"])
        except (KeyError, TypeError):
            raise ParameterError("entry", examples, "must have pairs of an input and an output") from None
        rule = written(Hypothesis(*RULES[name]))
        problem = Arc1DProblem(pairs=pairs, test=last, output=output, rule=rule)
        return problem.model_copy(update={"flags": _flags(problem)})


def _flags(problem: Arc1DProblem) -> tuple[str, ...]:
    """What is wrong with a problem that comes from elsewhere."""
    ideas = ideas_of(problem.pairs, problem.test, problem.output)
    flags = []
    if ideas.rivals:
        flags.append("ambiguous")
    if ideas.telling is None:
        flags.append("no_pair_changes")
    if problem.test == problem.output:
        flags.append("test_does_not_change")
    return tuple(flags)


def _row(values: Any) -> Row:
    return "".join(map(str, values))


def _read_row(answer: object) -> Row | None:
    """The digits of an answer: apart or together, in brackets, Markdown or neither, with the word for it or not."""
    if not isinstance(answer, str) or len(answer) > 1000:
        return None
    cells = answer[::2]
    if cells.isdigit() and cells.isascii() and not answer[1::2].strip(" "):
        return cells  # just as the question asks
    text = answer.replace("\u00a0", " ").strip().strip("`").strip()
    text = _unmarked(re.sub(r"^(?:answer|output)\s*:\s*", "", _unmarked(text), flags=re.IGNORECASE))
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1].strip()
    text = text.removesuffix(".")
    if not _ANSWER.fullmatch(text):
        return None
    groups = re.findall("[0-9]+", text)
    return "".join(groups) if len(groups) in (1, sum(map(len, groups))) else None  # ``10 0`` is not three cells


def _unmarked(text: str) -> str:
    """The text without a pair of dollar signs or bold marks around it."""
    for mark in ("**", "$"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text
