"""Reading what the JSON columns of a row hold. They may be JSON texts, or unpacked as some loaders do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from tracekit.data.columns import JUDGED
from tracekit.data.prompts import OPENED
from tracekit.errors import DataFileError
from tracekit.language.style import STYLES, Style, get_style
from tracekit.search.trace import Trace
from tracekit.tasks import TASKS, Problem, Task

__all__ = ["LoadedRow", "Source", "judged_columns", "load_row", "load_source", "meta_of"]

WITHOUT_TRACE = "none"
"""The style of a row that has a prompt only."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a row says about its problem: all that a reward reads.

    Attributes:
        task: the task with the row's parameters.
        problem: the problem.
        style: the style of its text; None if the row names none that is known here.
        meta: the other figures and settings.
    """

    task: Task
    problem: Problem
    style: Style | None
    meta: Mapping[str, Any]

    @property
    def opened(self) -> bool | None:
        """Whether the prompt has opened the thinking; None if the row does not say."""
        prompt_format = self.meta.get("prompt_format")
        return None if prompt_format is None else prompt_format in OPENED


@dataclass(frozen=True)
class LoadedRow:
    """What a row's JSON columns hold.

    Attributes:
        task: the task with the row's parameters.
        problem: the problem.
        trace: the trace.
        style: the style of its text.
        meta: the other figures and settings.
    """

    task: Task
    problem: Problem
    trace: Trace
    style: Style
    meta: Mapping[str, Any]


def load_row(row: Mapping[str, object]) -> LoadedRow:
    """The task, problem and trace of a row, read from its own columns.

    Raises:
        DataFileError: if the columns are missing or damaged.
        UnknownNameError: if the task or style is not known here.
    """
    if isinstance(row, Mapping) and row.get("style") == WITHOUT_TRACE:
        raise DataFileError("a row with a prompt only: it has neither trace nor completion")
    source = load_source(row)
    with _READING:
        named, told = cast("str", row["style"]), _unpacked(row["trace"])
        trace = Trace(source.task, source.problem, source.task.vocabulary.from_json(told))
    return LoadedRow(source.task, source.problem, trace, source.style or get_style(named), dict(source.meta))


def load_source(row: Mapping[str, object]) -> Source:
    """What a row, or as much of it as ``task``, ``problem`` and ``meta``, says about its problem.

    The last few thousand are kept: a reward is asked about one problem many times.
    """
    if not isinstance(row, Mapping):
        raise DataFileError("not a row of tracekit: not a mapping")
    with _READING:
        name, problem, meta = row["task"], _text(row["problem"]), _text(row["meta"])
        style = row.get("style")
    if not (isinstance(name, str) and isinstance(problem, str) and isinstance(meta, str)):
        raise DataFileError("not a row of tracekit: 'task' must be a text, 'problem' and 'meta' JSON")
    # What a name stands for is part of the key, not the name: it may come to stand for something else in a notebook.
    named = STYLES.get(style) if isinstance(style, str) and style not in ("", WITHOUT_TRACE) else None
    return _load(TASKS.find(name), problem, meta, named)


def meta_of(row: Mapping[str, object]) -> dict[str, Any]:
    """The settings and measures of a row."""
    with _READING:
        return dict(_unpacked(row["meta"]))


def judged_columns(row: Mapping[str, object]) -> dict[str, str]:
    """What a reward reads of a row, and the answer: all texts; of ``meta`` no more than the reward reads in it."""
    meta = meta_of(row)
    with _READING:
        read = json.dumps({name: meta[name] for name in ("parameters", "prompt_format", "own_style")})
        columns = {**{name: _text(row[name]) for name in JUDGED}, "meta": read, "answer": row["answer"]}
        return cast("dict[str, str]", columns)


class _Reading:
    """Whatever a damaged row makes go wrong in a block of this kind is a ``DataFileError``."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, KeyError):
            raise DataFileError(f"not a row of tracekit: it has no {error.args[0]!r}") from None
        if isinstance(error, TypeError | ValueError | AttributeError | RecursionError):
            raise DataFileError(f"not a row of tracekit: {error}") from None


_READING = _Reading()


def _unpacked(value: object) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _text(value: object) -> object:
    return json.dumps(dict(value), sort_keys=True) if isinstance(value, Mapping) else value


@lru_cache(maxsize=4096)
def _load(kind: type[Task], problem: str, meta_text: str, named: Style | None) -> Source:
    with _READING:
        meta = json.loads(meta_text)
        own_style = meta.get("own_style")
        style = Style.from_json(own_style) if own_style else named
        task = _task(kind, json.dumps(meta["parameters"], sort_keys=True))
        return Source(task, kind.problem_type.read_json(problem), style, meta)


@lru_cache(maxsize=256)
def _task(kind: type[Task], parameters: str) -> Task:
    return kind(**json.loads(parameters))
