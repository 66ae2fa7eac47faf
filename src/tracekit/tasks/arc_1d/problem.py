"""Pairs of rows that follow a rule, the moves of the search for it, and its dead ends."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import Field, field_validator, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.arc_1d.families import Parameter
from tracekit.tasks.arc_1d.scene import Row
from tracekit.tasks.base import Problem

PAIRS = "pairs"
"""The place where a rule is looked for."""


class Arc1DProblem(Problem):
    """Pairs of an input and an output that follow one rule, and a further input. Rows are strings of digits."""

    pairs: tuple[tuple[Row, Row], ...] = Field(min_length=1, max_length=9)
    """The given inputs and outputs, in the order in which the question shows them."""
    test: Row
    """The further input."""
    output: Row
    """What the rule makes of it: the answer."""
    rule: str | None = None
    """The rule, if it is known: family, unit and numbers, such as ``shift_right distance 2 0``."""
    flags: tuple[str, ...] = ()
    """What is wrong with the problem, if it comes from elsewhere; see the documentation of the task."""

    @field_validator("pairs", "test", "output")
    @classmethod
    def _rows(cls, value: str | tuple[tuple[Row, Row], ...]) -> str | tuple[tuple[Row, Row], ...]:
        for row in [value] if isinstance(value, str) else [row for pair in value for row in pair]:
            if not (row.isascii() and row.isdecimal() and len(row) <= 100):
                raise ParameterError("row", row, "must be 1 to 100 digits")
        return value

    @model_validator(mode="after")
    def _lengths(self) -> Arc1DProblem:
        for before, after in (*self.pairs, (self.test, self.output)):
            if len(before) != len(after):
                raise ParameterError("output", after, f"must be as long as its input {before}")
        return self


class Hypothesis(NamedTuple):
    """A rule under consideration."""

    family: str
    parameter: Parameter


class Fits(NamedTuple):
    """A forced move: the rule gives the output that is given for a pair (counted from 1)."""

    pair: int
    row: Row


class Applied(NamedTuple):
    """A forced move: what the rule gives for the test input."""

    row: Row


class Mismatch(NamedTuple):
    """Why a rule is refuted: it gives another output than is given for a pair (counted from 1)."""

    pair: int
    row: Row
    given: Row


class Inapplicable(NamedTuple):
    """Why a rule is refuted: it cannot be applied to the input of a pair (counted from 1; 0 is the further input)."""

    pair: int


TO_LAST = Inapplicable(0)
"""It cannot be applied to the further input, of which it is asked what it makes."""


class Quoted(NamedTuple):
    """A remark that restates: the input and the output of a pair (counted from 1)."""

    pair: int
    before: Row
    after: Row


class Altered(NamedTuple):
    """A remark that compares: in which cells (counted from 1) the input and output of a pair differ."""

    pair: int
    cells: tuple[int, ...]


def written(hypothesis: Hypothesis) -> str:
    """A rule as a problem holds it: ``shift_right distance 2 0``."""
    family, (unit, a, b) = hypothesis
    return family if unit == "none" else f"{family} {unit} {a} {b}"
