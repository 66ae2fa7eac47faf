"""Examples of a rule, the moves of the search for it, and its dead ends."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem
from tracekit.tasks.list_functions.rules import RULES
from tracekit.tasks.list_functions.step import Numbers

LARGEST = 10**9


class ListFunctionsProblem(Problem):
    """Examples of a rule, and an input to apply it to."""

    inputs: tuple[Numbers, ...] = Field(min_length=1, max_length=20)
    """The inputs of the examples."""
    outputs: tuple[Numbers, ...] = Field(min_length=1, max_length=20)
    """Their outputs."""
    last: Numbers = Field(min_length=1, max_length=100)
    """The input whose output is asked for."""
    answer: Numbers
    """Its output."""
    rule: str | None = None
    """The rule by which the problem was made, in compact notation, if known."""
    flags: tuple[str, ...] = ()
    """``ambiguous`` if another rule fits all examples and gives another answer, ``unknown_rule`` if no rule known here
    fits them: then an answer can be verified, but there is no trace to be had."""

    @model_validator(mode="after")
    def _shape(self) -> ListFunctionsProblem:
        if len(self.inputs) != len(self.outputs):
            raise ParameterError("outputs", self.outputs, f"must be {len(self.inputs)}, one for each input")
        for numbers in (*self.inputs, *self.outputs, self.last, self.answer):
            if len(numbers) > 100 or (numbers and (max(numbers) > LARGEST or min(numbers) < -LARGEST)):
                raise ParameterError("inputs", numbers, f"must be at most 100 numbers up to {LARGEST}")
        if not all(self.inputs):
            raise ParameterError("inputs", self.inputs, "must not be empty lists")
        if self.rule is not None and self.rule not in RULES:
            raise ParameterError("rule", self.rule, "must be the compact notation of a rule")
        return self


class Start(NamedTuple):
    """The place where the kind of rule is open."""


class OfKind(NamedTuple):
    """A move: the rule is of this family. Also the place where the rule is open and its family is not."""

    family: str


class Guess(NamedTuple):
    """A move: this is the rule."""

    rule: str


class Fits(NamedTuple):
    """A move: the rule is tested on an example (numbered from 1) and gives the output that it should."""

    number: int
    output: Numbers


class Apply(NamedTuple):
    """A move: the rule is applied to the last input."""

    output: Numbers


class Misfit(NamedTuple):
    """Why a rule is wrong: the output it produces in an example, and the output given there."""

    number: int
    produced: Numbers
    given: Numbers


class Undone(NamedTuple):
    """Why a rule is wrong: it cannot be applied to the input of an example."""

    number: int


class Example(NamedTuple):
    """A remark that restates: the input and the output of an example."""

    number: int
    input: Numbers
    output: Numbers


class Lengths(NamedTuple):
    """A remark that compares: how long the input and the output of an example are, and their sums."""

    number: int
    before: int
    after: int
    sum_before: int
    sum_after: int


Move = OfKind | Guess | Fits | Apply

START = Start()


def write_list(numbers: Sequence[int]) -> str:
    """A list as the answer states it: ``[1, 2, 3]``."""
    return _written(tuple(numbers))


@functools.lru_cache(maxsize=64)  # the lists of a problem are written again and again
def _written(numbers: Numbers) -> str:
    return str(list(numbers))
