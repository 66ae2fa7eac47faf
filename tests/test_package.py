from __future__ import annotations

import importlib.metadata
import json
import pickle
import re
import subprocess
import sys
from importlib import resources

import pytest

import tracekit
from tracekit import errors

HEAVY = [
    *("torch", "datasets", "pandas", "sympy", "pyarrow", "transformers", "trl", "reasoning_gym", "rich", "typer"),
    *("sklearn", "scipy", "matplotlib"),
]


def test_import_loads_nothing_heavy() -> None:
    program = "import sys, json, tracekit; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    assert "tracekit" in loaded
    assert not set(loaded) & set(HEAVY)


def test_verifying_needs_nothing_heavy() -> None:
    program = (
        "import sys, tracekit; t = tracekit.get_task('countdown'); p = t.problem(); assert t.verify(p, p.solution); "
        f"assert not set({HEAVY!r}) & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_public_names() -> None:
    assert len(set(tracekit.__all__)) == len(tracekit.__all__)
    for name in tracekit.__all__:
        assert getattr(tracekit, name) is not None
    for name in errors.__all__:
        assert getattr(tracekit, name) is getattr(errors, name)
    with pytest.raises(AttributeError, match="no_such_name"):
        tracekit.no_such_name  # noqa: B018


def test_version() -> None:
    assert tracekit.__version__ == importlib.metadata.version("tracekit")
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", tracekit.__version__)


def test_types_are_shipped() -> None:
    assert resources.files("tracekit").joinpath("py.typed").is_file()


@pytest.mark.parametrize(
    "error",
    [
        errors.ParameterError("min_empty", 70, "must be between 0 and 64"),
        errors.UnknownNameError("task", "sudko", ["sudoku", "countdown"]),
        errors.GenerationError("no problem"),
        errors.SearchBudgetError("no solution found among 3 states"),
        errors.BacktracksUnreachableError(7, [0, 1, 2, 5]),
        errors.TextError("cannot read 'x'", 12),
        errors.DataFileError("cannot read x"),
    ],
)
def test_errors_survive_pickling(error: errors.TracekitError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
    assert isinstance(copy, errors.TracekitError)


@pytest.mark.parametrize(
    ("reachable", "text"),
    [([0, 1, 2, 5], "0-2 or 5"), ([0], "0"), ([0, 2, 4], "0, 2 or 4"), ([0, 1, 4, 5, 6], "0-1 or 4-6"), ([], "none")],
)
def test_a_refusal_names_what_is_reachable(reachable: list[int], text: str) -> None:
    error = errors.BacktracksUnreachableError(9, reachable)
    assert str(error) == f"backtracks=9: this problem can have {text}"
    assert error.reachable == tuple(reachable)


def test_long_values_are_cut() -> None:
    assert len(str(errors.ParameterError("text", "x" * 10_000, "must be short"))) < 300
