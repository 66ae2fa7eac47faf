from __future__ import annotations

import pickle

import pytest

from tracekit import errors
from tracekit.errors import (
    BacktracksUnreachableError,
    CertificationError,
    DataFileError,
    GenerationError,
    MissingExtraError,
    ParameterError,
    SearchBudgetError,
    TextError,
    TracekitError,
    UnknownNameError,
)

EXAMPLES = [
    ParameterError("min_empty", 70, "must be between 0 and 64"),
    UnknownNameError("task", "sudko", ["sudoku", "countdown"]),
    BacktracksUnreachableError(4, [0, 1, 3]),
    TextError("cannot read 'x'", 12),
    GenerationError("no problem"),
    SearchBudgetError("no solution"),
    DataFileError("no file"),
    CertificationError("a bug"),
    MissingExtraError("trl", "torch"),
]


def test_every_error_is_listed_and_of_one_family() -> None:
    assert {type(error).__name__ for error in EXAMPLES} | {"TracekitError"} == set(errors.__all__)
    assert all(isinstance(error, TracekitError) for error in EXAMPLES)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_errors_survive_pickling(error: TracekitError) -> None:
    """They have to cross the boundary between worker processes."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_a_parameter_error_names_field_value_and_what_is_allowed() -> None:
    error = ParameterError("min_empty", 70, "must be between 0 and 64")
    assert str(error) == "min_empty=70: must be between 0 and 64"
    assert (error.field, error.value, error.allowed) == ("min_empty", 70, "must be between 0 and 64")
    assert isinstance(error, ValueError)


def test_a_long_value_is_cut() -> None:
    exactly = ParameterError("x", "a" * 198, "no")
    assert str(exactly) == f"x={'a' * 198!r}: no"
    shown = str(ParameterError("x", "a" * 500, "no"))
    assert shown.startswith("x='aaa")
    assert shown.endswith("aaa...: no")
    assert len(shown) == len("x=") + 200 + len(": no")


def test_an_unknown_name_gets_a_suggestion_if_one_is_near() -> None:
    near = UnknownNameError("task", "sudko", ["sudoku", "countdown"])
    assert str(near) == "unknown task 'sudko': did you mean 'sudoku'? known: sudoku, countdown"
    assert str(UnknownNameError("task", "zzz", ["sudoku"])) == "unknown task 'zzz': known: sudoku"
    assert near.known == ("sudoku", "countdown")


@pytest.mark.parametrize(
    ("reachable", "shown"),
    [
        ([], "none"),
        ([0], "0"),
        ([0, 1], "0-1"),
        ([0, 2], "0 or 2"),
        ([0, 1, 2, 5], "0-2 or 5"),
        ([0, 2, 3, 4, 7, 9, 10], "0, 2-4, 7 or 9-10"),
    ],
)
def test_reachable_numbers_are_shown_as_ranges(reachable: list[int], shown: str) -> None:
    error = BacktracksUnreachableError(99, reachable)
    assert str(error) == f"backtracks=99: this problem can have {shown}"
    assert error.reachable == tuple(reachable)
    assert error.backtracks == 99


def test_a_text_error_names_the_position() -> None:
    error = TextError("cannot read 'x'", 12)
    assert str(error) == "cannot read 'x' (at character 12)"
    assert (error.message, error.position) == ("cannot read 'x'", 12)
    assert isinstance(error, ValueError)
