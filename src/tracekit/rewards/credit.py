"""Partial credit for wrong answers: how much of an answer is right, less what comes for free.

A task of your own says it in a method ``partial_credit(problem, answer) -> float``; for tasks that have none there is
a registry by name. Both follow one rule: an answer that anyone could write down without solving anything (the clues
copied, one digit everywhere, the input handed back) is worth 0, and the credit grows from there in proportion to what
is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tracekit.errors import ParameterError
from tracekit.tasks import Task
from tracekit.verify import GridError, read_grid

__all__ = ["CREDITS", "credit_of", "has_credit"]


def _sudoku(problem: Any, answer: str) -> float:
    """Share of the blanks filled right, less what the best single digit in every blank would get.

    A grid that is not complete, or changes a clue, gets nothing; clues are never counted.
    """
    try:
        grid = read_grid(answer, problem.size, problem.size)
    except GridError:
        return 0.0
    if any(clue and clue != digit for clue, digit in zip(problem.grid, grid, strict=True)):
        return 0.0
    solved = problem.solved_grid()
    blanks = [i for i, clue in enumerate(problem.grid) if not clue]
    free = max(Counter(solved[i] for i in blanks).values(), default=0)
    return _above(sum(grid[i] == solved[i] for i in blanks), free, len(blanks))


def _arc_1d(problem: Any, answer: str) -> float:
    """Share of the cells that are right, less what handing back the input, or one colour everywhere, would get."""
    row = _digits(answer)
    expected: str = problem.output
    if len(row) != len(expected):
        return 0.0
    copied = sum(a == b for a, b in zip(problem.test, expected, strict=False))
    free = max(copied, *Counter(expected).values())
    return _above(sum(a == b for a, b in zip(row, expected, strict=True)), free, len(expected))


def _digits(answer: str) -> str:
    text = answer.strip()[:1000]
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1]
    cells = text.replace(",", " ").split()
    if len(cells) == 1:
        cells = list(cells[0])
    return "".join(cells) if all(len(cell) == 1 and cell in "0123456789" for cell in cells) else ""


def _above(right: int, free: int, total: int) -> float:
    """The share above what is free. All of it right and yet refused: wrong in how it is written."""
    return (right - free) / (total - free) if free < right < total else 0.0


CREDITS: Mapping[str, Callable[[Any, str], float]] = MappingProxyType(
    {"sudoku": _sudoku, "mini_sudoku": _sudoku, "arc_1d": _arc_1d}
)
"""Partial credit by the name of the task: (problem, answer) -> share in [0, 1)."""


def has_credit(task: Task[Any, Any]) -> bool:
    """Whether a wrong answer of this task can be right in part."""
    return callable(getattr(task, "partial_credit", None)) or task.name in CREDITS


def credit_of(task: Task[Any, Any], problem: Any, answer: str) -> float:
    """How much of a wrong answer is right: in [0, 1), 0 for a task without partial credit.

    Raises:
        ParameterError: if a task's own ``partial_credit`` gives anything else than a number in [0, 1).
    """
    own = getattr(task, "partial_credit", None)
    if callable(own):
        credit = own(problem, answer)
    elif task.name in CREDITS:
        credit = CREDITS[task.name](problem, answer)
    else:
        return 0.0
    if isinstance(credit, bool) or not isinstance(credit, (int, float)) or not 0 <= credit < 1:
        raise ParameterError("partial_credit", credit, f"of task {task.name!r} must be a number in [0, 1)")
    return float(credit)
