"""Partial credit for wrong answers, as the tasks give it."""

from __future__ import annotations

from typing import Any

from tracekit.errors import ParameterError
from tracekit.tasks import Problem, Task

__all__ = ["credit_of"]


def credit_of(task: Task, problem: Problem, answer: str) -> float | None:
    """How much of a wrong answer is right.

    Args:
        task: the task, with the settings that the answer is judged by.
        problem: the problem.
        answer: the bare answer. It is taken to be wrong: a right one is not recognised here.

    Returns:
        A share in [0, 1); None for a task or problem without partial credit.

    Raises:
        ParameterError: if a task's ``partial_credit`` gives anything else than None or a number in [0, 1).
    """
    credit: Any = task.partial_credit(problem, answer)
    if credit is None:
        return None
    if isinstance(credit, bool) or not isinstance(credit, (int, float)) or not 0 <= credit < 1:
        raise ParameterError("partial_credit", credit, f"of task {task.name!r} must be None or a number in [0, 1)")
    return float(credit)
