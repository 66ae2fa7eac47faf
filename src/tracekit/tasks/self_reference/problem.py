"""Statements about themselves, the moves of their search, and its dead ends."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from pydantic import Field, field_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem
from tracekit.tasks.self_reference.claims import claim_of

Statements = tuple[tuple[int, str], ...]
"""Statements by their number (from 1) with the code of what they say."""


class SelfReferenceProblem(Problem):
    """Statements about themselves."""

    flags: ClassVar[tuple[str, ...]] = ()
    statements: tuple[str, ...] = Field(min_length=1, max_length=9)
    """The code of what each statement says; see ``tracekit.tasks.self_reference.claims``."""

    @field_validator("statements")
    @classmethod
    def _well_founded(cls, statements: tuple[str, ...]) -> tuple[str, ...]:
        for number, code in enumerate(statements, 1):
            try:
                references = claim_of(code).references
            except ValueError:
                raise ParameterError("statements", code, "must be codes such as 'true>=3' or '#1 xor #2'") from None
            if references and max(references) >= number:
                raise ParameterError("statements", code, f"must name statements before {number} only, its own place")
        return statements


class Count(NamedTuple):
    """The place of a choice: so many true statements, and so many false ones."""

    true: int
    false: int


class Suppose(NamedTuple):
    """A move: suppose that the number at hand is right, and see. It is always wrong."""


class RuleOut(NamedTuple):
    """A move: the number at hand is ruled out, because these statements are one too many.

    Attributes:
        value: True if they would be true, False if they would be false.
        statements: one more of them than may be so.
    """

    value: bool
    statements: Statements


class Values(NamedTuple):
    """A forced move: what the statements come out as under a supposition.

    Attributes:
        value: of which value there are too many.
        statements: one more of that value than may be.
        more: the others of that value.
        rest: all of the other value.
    """

    value: bool
    statements: Statements
    more: Statements
    rest: Statements


class Fits(NamedTuple):
    """A forced move: the number at hand is a solution, and the how-manieth (``nth``)."""

    place: Count
    true: Statements
    false: Statements
    made: int
    nth: int


class Contradiction(NamedTuple):
    """Why a supposition fails: ``made`` statements come out true, not as many as supposed."""

    supposed: int
    made: int


class Quote(NamedTuple):
    """A remark that restates: a statement, by its number (from 1) and the code of what it says."""

    statement: tuple[int, str]


class Tally(NamedTuple):
    """A remark that takes stock: how many numbers have been dealt with, and how many of them fit."""

    done: int
    fitting: int
