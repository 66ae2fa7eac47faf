"""Words of the command line as arguments: tasks with their parameters, and the options of ``make_dataset``."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter
from typing import Annotated, Any, TypeVar, cast, get_type_hints

import typer

from tracekit.data import settings
from tracekit.data.settings import DEFAULTS, RowOptions, Settings
from tracekit.errors import ParameterError
from tracekit.tasks import Task, get_task

__all__ = ["Parameters", "pairs_of", "row_options", "settings_of", "task_of"]

Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help="A parameter of the task; may be given several times. With several tasks: TASK.NAME=VALUE.",
        metavar="NAME=VALUE",
    ),
]

C = TypeVar("C", bound=Callable[..., None])
K = TypeVar("K")

_SPELT: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    "backtracks": (
        ("--backtracks", "-k"),
        "K[=SHARE]",
        "Number of backtracks; several for a mixture, with their shares if you like, or, with --ladder, for a ladder.",
    ),
    "remarks": (
        ("--remark",),
        "KIND=SHARE",
        "A kind of true statements that make no move, and at what share of the places for it one is made.",
    ),
}
"""The options that are mappings: how they are spelt as words that may be given several times."""


def row_options(*left_out: str) -> Callable[[C], C]:
    """Give a command the options of ``make_dataset``, all but some, as its ``**options``; None is: not given."""

    def with_options(command: C) -> C:
        hints, meanings = get_type_hints(RowOptions), _meanings()
        own = inspect.signature(command).parameters.values()
        added = []
        for name in sorted(RowOptions.__annotations__, key=lambda name: name != "backtracks"):
            if name in left_out:
                continue
            kind: Any = hints[name] if hints[name] in (bool, int) else str
            dashed = f"--{name.replace('_', '-')}"
            words, metavar, meaning = _SPELT.get(name, ((dashed,), None, meanings[name]))
            if name in _SPELT:
                kind = list[str]
            elif kind is bool and cast("Mapping[str, object]", DEFAULTS).get(name):
                words = (f"{dashed}/--no-{dashed[2:]}",)
            option = typer.Option(*words, help=meaning, metavar=metavar, show_default=False)
            annotation = Annotated[kind | None, option]
            added.append(Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation))
        hinted = get_type_hints(command, include_extras=True)
        parameters = [
            each.replace(annotation=hinted[each.name]) for each in own if each.kind is not Parameter.VAR_KEYWORD
        ]
        command.__signature__ = inspect.Signature([*parameters, *added])  # type: ignore[attr-defined]
        command.__annotations__ = {each.name: each.annotation for each in (*parameters, *added)}
        return command

    return with_options


def _meanings() -> dict[str, str]:
    """What the docstrings behind the options say."""
    found: dict[str, str] = {}
    for cls in ast.parse(inspect.getsource(settings)).body:
        if isinstance(cls, ast.ClassDef):
            for field, doc in zip(cls.body, cls.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr):
                    found[ast.unparse(field.target)] = _plain(ast.literal_eval(doc.value))
    return found


def _plain(docstring: str) -> str:
    return re.sub("; see [a-z_]+", "", " ".join(docstring.replace("`", "").split()))


def settings_of(words: Sequence[str], parameters: Sequence[str] | None, options: Mapping[str, Any]) -> Settings:
    """The settings that a command line asks for.

    Args:
        words: names of tasks, each perhaps with ``=SHARE``.
        parameters: words ``NAME=VALUE``; with several tasks, ``TASK.NAME=VALUE``.
        options: as ``row_options`` hands them over.
    """
    given = {name: value for name, value in options.items() if value is not None and value != []}
    if "backtracks" in given:
        given["backtracks"] = _levels(given["backtracks"], ladder="ladder" in given)
    if "remarks" in given:
        given["remarks"] = {kind: _number("--remark", share) for kind, share in pairs_of("--remark", given["remarks"])}
    return Settings(_tasks(words, parameters), **cast("RowOptions", given))  # whatever was typed is checked there


def task_of(name: str, parameters: Sequence[str] | None) -> Task:
    """A task with the parameters that were typed."""
    return get_task(name, **dict(pairs_of("--set", parameters)))


def _tasks(words: Sequence[str], parameters: Sequence[str] | None) -> Task | dict[Task, float]:
    if len(words) == 1 and "=" not in words[0]:
        return task_of(words[0], parameters)
    shares = _shares("TASK", "a task", words, str)
    chosen: dict[str, dict[str, Any]] = {name: {} for name in shares}
    for key, value in pairs_of("--set", parameters):
        task, dot, parameter = key.partition(".")
        if len(shares) == 1 and not dot:
            task, parameter = next(iter(shares)), key
        if task not in chosen or not parameter:
            raise ParameterError("--set", key, f"must be TASK.NAME=VALUE, where the task is {' or '.join(chosen)}")
        chosen[task][parameter] = value
    return {get_task(name, **chosen[name]): share for name, share in shares.items()}


def _levels(words: Sequence[str], *, ladder: bool) -> int | list[int] | dict[int, float]:
    levels = _shares("-k", "a number", words, int)
    if any("=" in word for word in words):
        return levels
    return next(iter(levels)) if len(levels) == 1 and not ladder else list(levels)


def _shares(option: str, what: str, words: Sequence[str], read: Callable[[str], K]) -> dict[K, float]:
    """Words ``NAME`` or ``NAME=SHARE``; a share that is left out is 1."""
    shares: dict[K, float] = {}
    for word in words:
        text, equals, share = word.partition("=")
        try:
            name = read(text)
        except ValueError:
            raise ParameterError(option, word, f"must be {what}, or {what.split()[1].upper()}=SHARE") from None
        if name in shares:
            raise ParameterError(option, word, f"must not name {what} twice")
        shares[name] = _number(option, share) if equals else 1.0
    return shares


def pairs_of(option: str, words: Sequence[str] | None) -> list[tuple[str, Any]]:
    """Words ``NAME=VALUE``; a value is JSON (a number, true, false, a list) or else a text."""
    pairs = []
    for word in words or []:
        name, equals, value = word.partition("=")
        if not equals:
            raise ParameterError(option, word, "must be NAME=VALUE")
        try:
            pairs.append((name, json.loads(value)))
        except ValueError:
            pairs.append((name, value))
    return pairs


def _number(option: str, value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # that is the question
    except (TypeError, ValueError):
        raise ParameterError(option, value, "must be a number behind '='") from None
