"""A Countdown problem, its moves and its dead ends."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from pydantic import Field, field_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem

Value = int | Fraction
"""A number on the table; a Fraction only where it is no integer."""
Numbers = tuple[Value, ...]
"""The numbers left, largest first."""


class CountdownProblem(Problem):
    """Numbers and a target."""

    numbers: tuple[int, ...] = Field(min_length=1, max_length=10)
    """The given numbers, in the order in which the question names them."""
    target: int = Field(ge=0, le=10**60)
    solution: str | None = Field(default=None, max_length=1000)
    """An expression that makes the target, if one is known."""

    @field_validator("numbers")
    @classmethod
    def _positive(cls, numbers: tuple[int, ...]) -> tuple[int, ...]:
        if min(numbers) < 1 or max(numbers) > 10**6:
            raise ParameterError("numbers", numbers, "must lie between 1 and 1000000")
        return numbers


class Combine(NamedTuple):
    """A move: ``a op b = result``. For + and * the larger number comes first, for - always."""

    a: Value
    op: str
    b: Value
    result: Value


class Miss(NamedTuple):
    """Why a state is a dead end: the last number is not the target."""

    result: Value
    target: int
