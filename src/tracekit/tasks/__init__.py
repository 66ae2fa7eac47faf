"""The tasks: one module or folder each, and their names.

A task is imported when it is first asked for: reward workers import tracekit by the thousand and need but one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeVar, overload

from tracekit.registry import Registry
from tracekit.tasks.base import SPLITS, Problem, Split, Task

if TYPE_CHECKING:
    from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
    from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
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

T = TypeVar("T", bound=Task)

_OWN = {
    "countdown": "tracekit.tasks.countdown:Countdown",
    "sudoku": "tracekit.tasks.sudoku:Sudoku",
    "mini_sudoku": "tracekit.tasks.sudoku:MiniSudoku",
    "arc_1d": "tracekit.tasks.arc_1d:Arc1D",
    "advanced_geometry": "tracekit.tasks.advanced_geometry:AdvancedGeometry",
    "color_cube_rotation": "tracekit.tasks.color_cube_rotation:ColorCubeRotation",
    "list_functions": "tracekit.tasks.list_functions:ListFunctions",
    "zebra_puzzles": "tracekit.tasks.zebra_puzzles:ZebraPuzzles",
    "self_reference": "tracekit.tasks.self_reference:SelfReference",
}

TASKS: Registry[type[Task]] = Registry(
    "task",
    "tracekit.tasks",
    _OWN,
    # It has no traces: rows name it, but it is not offered.
    unlisted={"reasoning_gym": "tracekit.adapters.reasoning_gym:RGTask"},
    is_one=lambda item: isinstance(item, type) and issubclass(item, Task),
    form="a class that extends tracekit.Task",
)
"""Every task by its name."""


def __getattr__(name: str) -> object:
    for place in _OWN.values():
        module, _, cls = place.partition(":")
        if name in (cls, f"{cls}Problem"):
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def register_task(task: type[T]) -> type[T]:
    """Make a task of your own known by its name, to ``get_task`` and ``load_row`` of this process.

    To make it known to every process, the command line too, declare an entry point: see the guide "Extend tracekit".

    Raises:
        ParameterError: if another task has that name.
    """
    TASKS.register(getattr(task, "name", ""), task)
    return task


@overload
def get_task(name: Literal["countdown"], **parameters: object) -> Countdown: ...
@overload
def get_task(name: Literal["sudoku"], **parameters: object) -> Sudoku: ...
@overload
def get_task(name: Literal["mini_sudoku"], **parameters: object) -> MiniSudoku: ...
@overload
def get_task(name: Literal["arc_1d"], **parameters: object) -> Arc1D: ...
@overload
def get_task(name: Literal["advanced_geometry"], **parameters: object) -> AdvancedGeometry: ...
@overload
def get_task(name: Literal["color_cube_rotation"], **parameters: object) -> ColorCubeRotation: ...
@overload
def get_task(name: Literal["list_functions"], **parameters: object) -> ListFunctions: ...
@overload
def get_task(name: Literal["zebra_puzzles"], **parameters: object) -> ZebraPuzzles: ...
@overload
def get_task(name: Literal["self_reference"], **parameters: object) -> SelfReference: ...
@overload
def get_task(name: str, **parameters: object) -> Task: ...
def get_task(name: str, **parameters: object) -> Task:
    """A task by its name, with parameters other than the defaults.

    Example:
        >>> get_task("countdown", max_numbers=5).max_numbers
        5

    Raises:
        UnknownNameError: if there is no such task, or it has no such parameter; the message suggests the nearest name.
        ParameterError: if a parameter is not allowed; the message says what is.
    """
    return TASKS.find(name)(**parameters)
