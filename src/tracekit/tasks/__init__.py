"""The tasks: one module or folder each, and their names.

A task is imported when it is first asked for: reward workers import tracekit by the thousand and need but one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from tracekit.errors import ParameterError, UnknownNameError
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

_CLASSES = {
    "countdown": "Countdown",
    "sudoku": "Sudoku",
    "mini_sudoku": "MiniSudoku",
    "arc_1d": "Arc1D",
    "advanced_geometry": "AdvancedGeometry",
    "color_cube_rotation": "ColorCubeRotation",
    "list_functions": "ListFunctions",
    "zebra_puzzles": "ZebraPuzzles",
    "self_reference": "SelfReference",
}
"""Each task's class, by the task's name."""

_MODULES = {cls: name for name, cls in _CLASSES.items() if name != "mini_sudoku"}
_MODULES |= {f"{cls}Problem": module for cls, module in _MODULES.items()} | {"MiniSudoku": "sudoku"}
"""The module below this one that has a class."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


_BY_ADAPTERS = {"reasoning_gym": ("tracekit.adapters.reasoning_gym", "RGTask")}
"""Tasks without traces that adapters have: rows name them, and they are found, but they are not listed."""


class _Tasks(Mapping[str, type[Task]]):
    """Task classes by name; those of the library are imported when they are looked up."""

    def __init__(self) -> None:
        self.registered: dict[str, type[Task]] = {}

    def __getitem__(self, name: str) -> type[Task]:
        if name in self.registered:
            return self.registered[name]
        if name in _BY_ADAPTERS:
            module, attribute = _BY_ADAPTERS[name]
            found: type[Task] = getattr(import_module(module), attribute)
            return found
        cls: type[Task] = __getattr__(_CLASSES[name])
        return cls

    def __iter__(self) -> Iterator[str]:
        yield from _CLASSES
        yield from self.registered

    def __len__(self) -> int:
        return len(_CLASSES) + len(self.registered)

    def __contains__(self, name: object) -> bool:
        return name in _CLASSES or name in self.registered or name in _BY_ADAPTERS

    def __repr__(self) -> str:
        return f"<tasks: {', '.join(self)}>"


_tasks = _Tasks()

TASKS: Mapping[str, type[Task]] = _tasks
"""Every task by its name."""


def register_task(task: type[T]) -> type[T]:
    """Make a task of your own known by its name, to ``get_task``, ``load_row`` and the command line of this process.

    Raises:
        ParameterError: if another task has that name.
    """
    if task.name in TASKS and TASKS[task.name] is not task:
        raise ParameterError("name", task.name, "must not be the name of another task")
    if task.name not in _CLASSES:
        _tasks.registered[task.name] = task
    return task


@overload
def get_task(name: Literal["countdown"], **parameters: Any) -> Countdown: ...
@overload
def get_task(name: Literal["sudoku"], **parameters: Any) -> Sudoku: ...
@overload
def get_task(name: Literal["mini_sudoku"], **parameters: Any) -> MiniSudoku: ...
@overload
def get_task(name: Literal["arc_1d"], **parameters: Any) -> Arc1D: ...
@overload
def get_task(name: Literal["advanced_geometry"], **parameters: Any) -> AdvancedGeometry: ...
@overload
def get_task(name: Literal["color_cube_rotation"], **parameters: Any) -> ColorCubeRotation: ...
@overload
def get_task(name: Literal["list_functions"], **parameters: Any) -> ListFunctions: ...
@overload
def get_task(name: Literal["zebra_puzzles"], **parameters: Any) -> ZebraPuzzles: ...
@overload
def get_task(name: Literal["self_reference"], **parameters: Any) -> SelfReference: ...
@overload
def get_task(name: str, **parameters: Any) -> Task: ...
def get_task(name: str, **parameters: Any) -> Task:
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
