"""The tasks: one module each, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracekit.errors import UnknownNameError
from tracekit.tasks.base import SPLITS, Problem, Split, Task
from tracekit.tasks.countdown import Countdown, CountdownProblem
from tracekit.tasks.sudoku import MiniSudoku, Sudoku, SudokuProblem

__all__ = [
    "SPLITS",
    "TASKS",
    "Countdown",
    "CountdownProblem",
    "MiniSudoku",
    "Problem",
    "Split",
    "Sudoku",
    "SudokuProblem",
    "Task",
    "get_task",
]

TASKS: Mapping[str, type[Task[Any, Any]]] = MappingProxyType(
    {task.name: task for task in (Countdown, Sudoku, MiniSudoku)}
)
"""Every task by its name."""


def get_task(name: str, **parameters: Any) -> Task[Any, Any]:
    """A task by its name, with parameters other than the defaults.

    >>> get_task("countdown", max_numbers=5).max_numbers
    5

    Raises:
        UnknownNameError: if there is no such task, or it has no such parameter; the message suggests the nearest name.
        ParameterError: if a parameter is not allowed; the message says what is.
    """
    if name not in TASKS:
        raise UnknownNameError("task", name, TASKS)
    return TASKS[name](**parameters)
