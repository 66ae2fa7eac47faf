"""Lexicons by name: those that a task has, and those that other packages add to it."""

from __future__ import annotations

from tracekit.errors import UnknownNameError
from tracekit.language.lexicon import Lexicon
from tracekit.language.style import STYLES, Style
from tracekit.registry import Registry
from tracekit.tasks.base import Task

__all__ = ["LEXICONS", "lexicon_named", "register_lexicon", "styles_of"]

LEXICONS: Registry[Lexicon] = Registry(
    "lexicon",
    "tracekit.lexicons",
    {},
    is_one=lambda item: isinstance(item, Lexicon),
    form="a tracekit.language.lexicon.Lexicon",
)
"""Lexicons added to tasks: ``TASK.NAME`` -> lexicon. An entry point has such a name too."""


def register_lexicon(task: str, name: str, lexicon: Lexicon) -> Lexicon:
    """Add a lexicon to a task, by the names of both, in this process. A style can then name it.

    To make it known to every process, declare an entry point ``TASK.NAME`` in the group ``tracekit.lexicons``.

    Raises:
        ParameterError: if another lexicon of the task has been added under that name.
    """
    return LEXICONS.register(f"{task}.{name}", lexicon)


def lexicon_named(task: Task | type[Task], name: str) -> Lexicon:
    """The lexicon of a task that goes by a name: its own, or one added to it.

    Raises:
        UnknownNameError: if the task has none of that name.
    """
    own = task.lexicons
    if name in own:
        return own[name]
    if f"{task.name}.{name}" in LEXICONS:
        return LEXICONS[f"{task.name}.{name}"]
    added = [each.removeprefix(f"{task.name}.") for each in LEXICONS if each.startswith(f"{task.name}.")]
    raise UnknownNameError(f"lexicon of {task.name}", str(name), [*own, *added])


def styles_of(task: Task | type[Task]) -> list[Style]:
    """The styles that a task's traces can be told in: those whose lexicon it has."""
    own = task.lexicons
    return [style for style in STYLES.values() if style.lexicon in own or f"{task.name}.{style.lexicon}" in LEXICONS]
