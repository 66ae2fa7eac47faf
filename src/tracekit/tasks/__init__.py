"""The tasks: one module each, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracekit.errors import ParameterError, UnknownNameError
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
from tracekit.tasks.base import SPLITS, Problem, Split, Task
from tracekit.tasks.color_cube_rotation import ColorCubeRotation, ColorCubeRotationProblem
from tracekit.tasks.countdown import Countdown, CountdownProblem
from tracekit.tasks.list_functions import ListFunctions, ListFunctionsProblem
from tracekit.tasks.self_reference import SelfReference, SelfReferenceProblem
from tracekit.tasks.sudoku import MiniSudoku, Sudoku, SudokuProblem
from tracekit.tasks.zebra_puzzles import ZebraPuzzles, ZebraPuzzlesProblem

__all__ = [
    "SPLITS",
    "TASKS",
    "AdvancedGeometry",
    "AdvancedGeometryProblem",
    "Arc1D",
    "Arc1DProblem",
    "ColorCubeRotation",
    "ColorCubeRotationProblem",
    "Countdown",
    "CountdownProblem",
    "ListFunctions",
    "ListFunctionsProblem",
    "MiniSudoku",
    "Problem",
    "SelfReference",
    "SelfReferenceProblem",
    "Split",
    "Sudoku",
    "SudokuProblem",
    "Task",
    "ZebraPuzzles",
    "ZebraPuzzlesProblem",
    "get_task",
    "register_task",
]

_tasks: dict[str, type[Task[Any, Any]]] = {}

TASKS: Mapping[str, type[Task[Any, Any]]] = MappingProxyType(_tasks)
"""Every task by its name."""


def register_task(task: type[Task[Any, Any]]) -> type[Task[Any, Any]]:
    """Make a task of your own known by its name, to ``get_task``, ``load_row`` and the command line of this process.

    Raises:
        ParameterError: if another task has that name.
    """
    if _tasks.get(task.name, task) is not task:
        raise ParameterError("name", task.name, "must not be the name of another task")
    _tasks[task.name] = task
    return task


for _task in (
    Countdown,
    Sudoku,
    MiniSudoku,
    Arc1D,
    AdvancedGeometry,
    ColorCubeRotation,
    ListFunctions,
    ZebraPuzzles,
    SelfReference,
):
    register_task(_task)


def get_task(name: str, **parameters: Any) -> Task[Any, Any]:
    """A task by its name, with parameters other than the defaults.

    Example:
        >>> get_task("countdown", max_numbers=5).max_numbers
        5

    Raises:
        UnknownNameError: if there is no such task, or it has no such parameter; the message suggests the nearest name.
        ParameterError: if a parameter is not allowed; the message says what is.
    """
    if not isinstance(name, str) or name not in TASKS:
        raise UnknownNameError("task", str(name), TASKS)
    return TASKS[name](**parameters)
