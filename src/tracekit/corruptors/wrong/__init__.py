"""Plausible falsehoods, task by task: wrong answers, reasons that do not hold, wrong turns that nobody notices.

There is one module for each task of the library, imported when it is needed. A task of one's own may have methods
instead:

- ``wrong_answers(problem, stream)``: an iterator of answers that look right; see ``tracekit.corruptors.wrong_answer``;
- ``false_reasons(doubt, stream)``: an iterator of reasons for a dead end (see ``Doubt``);
- ``wrong_turns(trace, stream)``: an iterator of ``WrongTurn``.

What they give is always checked: a wrong answer by the task's verifier, a reason by its search space, a wrong turn by
both. So it may by chance be right, and another one is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from tracekit.corruptors.retelling import Doubt, Walk, WrongTurn
from tracekit.corruptors.wrong import anything
from tracekit.search.events import Event
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.base import Task

__all__ = ["false_dead_ends", "false_reasons", "wrong_answers", "wrong_turns"]

_MODULES = {
    name: name
    for name in (
        "advanced_geometry",
        "arc_1d",
        "color_cube_rotation",
        "countdown",
        "list_functions",
        "self_reference",
        "sudoku",
        "zebra_puzzles",
    )
} | {"mini_sudoku": "sudoku"}


def wrong_answers(task: Task[Any, Any], problem: Any, stream: Stream) -> Iterator[str]:
    """Answers to a problem that look right; some may be."""
    own = getattr(task, "wrong_answers", None)
    found: Iterator[str] = own(problem, stream) if own else _module(task).wrong_answers(task, problem, stream)
    return found


def false_reasons(task: Task[Any, Any], doubt: Doubt, stream: Stream) -> Iterator[Any]:
    """Reasons why a state might be called a dead end; some may be true."""
    own = getattr(task, "false_reasons", None)
    found: Iterator[Any] = (own or _module(task).false_reasons)(doubt, stream)
    return found


def false_dead_ends(trace: Trace, walk: Walk, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
    """The events of a trace with a false dead end put in, and the numbers of those put in.

    For tasks that have another way to do that than searches and derivations have; else none.
    """
    function = getattr(_module(trace.task), "false_dead_ends", None)
    found: Iterator[tuple[list[Event], list[int]]] = function(walk, stream) if function else iter(())
    return found


def wrong_turns(trace: Trace, stream: Stream) -> Iterator[WrongTurn]:
    """Ways in which a trace could have gone wrong and ended with an answer all the same; some may be right."""
    own = getattr(trace.task, "wrong_turns", None)
    found: Iterator[WrongTurn] = (own or _module(trace.task).wrong_turns)(trace, stream)
    return found


def _module(task: Task[Any, Any]) -> ModuleType:
    """The library's module for a task, or the one that does for any task."""
    for cls in type(task).__mro__:  # a task derived from one of the library's is as good as that one
        name: str = getattr(cls, "name", "")
        if cls.__module__.startswith("tracekit.tasks.") and name in _MODULES:
            return import_module(f"{__name__}.{_MODULES[name]}")
    return anything
