"""Sudokus from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracekit.errors import ParameterError
from tracekit.tasks.base import entry_field
from tracekit.tasks.sudoku.problem import SudokuProblem


def read_entry(entry: Mapping[str, object], dataset: str) -> SudokuProblem:
    """The problem of an entry of one of reasoning-gym's two data sets."""
    puzzle, solution = (entry_field(entry, field, dataset) for field in ("puzzle", "solution"))
    return SudokuProblem(puzzle=_flat(puzzle), solution=_flat(solution))


def _flat(rows: Any) -> str:
    try:
        return "".join(str(int(value)) for row in rows for value in row)
    except (TypeError, ValueError):
        raise ParameterError("puzzle", rows, "must be a list of rows of digits") from None
