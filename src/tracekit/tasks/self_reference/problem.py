"""Statements about themselves, the moves of their search, and its dead ends."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from pydantic import Field, field_validator

from tracekit.errors import ParameterError
from tracekit.tasks.base import Problem
from tracekit.tasks.self_reference.claims import claim_of

Statements = tuple[tuple[int, str], ...]
"""Statements by their number (from 1) with the code of what they say."""

Judged = tuple[int, str, bool]
"""A statement by its number with the code of what it says, and whether it comes out true."""


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
    """The place of a choice, a hypothesis: so many true statements, and so many false ones."""

    true: int
    false: int


class Suppose(NamedTuple):
    """A move: suppose that a number is right, and work out what the statements come out as."""

    place: Count


class RuleOut(NamedTuple):
    """A move: a number is ruled out, because these statements are one too many.

    Attributes:
        value: True if they would be true, False if they would be false.
        place: the number.
        statements: one more of them than may be so.
    """

    value: bool
    place: Count
    statements: Statements


class Values(NamedTuple):
    """A forced move: what each statement comes out as under a supposition."""

    values: tuple[Judged, ...]


class Counted(NamedTuple):
    """A forced move: how many statements come out true (``value``), or false (not ``value``)."""

    value: bool
    made: int


class Fits(NamedTuple):
    """A forced move: a number is a solution, and the how-manieth (``nth``)."""

    place: Count
    nth: int


class Contradiction(NamedTuple):
    """Why a supposition fails: ``made`` statements come out true (``value``) or false, not as many as supposed."""

    value: bool
    supposed: int
    made: int


class Quote(NamedTuple):
    """A remark that restates: a statement, by its number (from 1) and the code of what it says."""

    statement: tuple[int, str]


class Tally(NamedTuple):
    """A remark that takes stock: how many numbers have been dealt with, and how many of them fit."""

    done: int
    fitting: int
