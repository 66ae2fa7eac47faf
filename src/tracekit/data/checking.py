"""Reading rows back, and holding each of their columns against the others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracekit.data.prompts import write_pair
from tracekit.data.rows import figures_of, row_id, without_answer
from tracekit.errors import DataFileError
from tracekit.language.style import Style, get_style
from tracekit.search.trace import Trace
from tracekit.tasks import Task, get_task
from tracekit.texts import Certificate, certify

__all__ = ["LoadedRow", "certify_row", "load_row"]


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

    task: Task[Any, Any]
    problem: Any
    trace: Trace
    style: Style
    meta: Mapping[str, Any]


def load_row(row: Mapping[str, Any]) -> LoadedRow:
    """The task, problem and trace of a row, read from its own columns.

    Raises:
        DataFileError: if the columns are missing or damaged.
        UnknownNameError: if the task or style is not known here.
    """
    try:
        meta = json.loads(row["meta"])
        task = get_task(row["task"], **meta["parameters"])
        problem = task.problem_type.read_json(row["problem"])
        events = task.vocabulary.from_json(json.loads(row["trace"]))
        own_style = meta.get("own_style")
        style = Style.from_json(own_style) if own_style else get_style(row["style"])
    except KeyError as error:
        raise DataFileError(f"not a row of tracekit: it has no {error.args[0]!r}") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise DataFileError(f"not a row of tracekit: {error}") from None
    return LoadedRow(task, problem, Trace(task, problem, events), style, meta)


def certify_row(row: Mapping[str, Any]) -> tuple[Certificate, str]:
    """Certify the completion of a row, and hold the row's other columns against it.

    Returns:
        The certificate of the completion, and what is wrong with the row, in one line; empty if nothing is.

    Raises:
        DataFileError, UnknownNameError: if the row cannot be read.
    """
    loaded = load_row(row)
    text = _text_of(row.get("completion"))
    thinking = text.removeprefix("<think>").partition("</think>")[0]
    solved = loaded.meta.get("solved", True)
    certificate = certify(loaded.task, loaded.problem, text if solved else thinking, style=loaded.style)
    if certificate.error:
        error = certificate.error
        return certificate, f"{error.message}, at {error.start}: {(error.sentence or '')[:200]!r}"
    if certificate.trace != loaded.trace:
        return certificate, "the text does not tell the trace of the row"
    return certificate, next(_differences(row, loaded, certificate, thinking), "")


def _differences(row: Mapping[str, Any], loaded: LoadedRow, certificate: Certificate, thinking: str) -> Iterator[str]:
    """What the columns should hold, given the problem and the trace."""
    task, problem = loaded.task, loaded.problem
    answer = loaded.trace.answer or ""
    if answer and not (verdict := task.verify(problem, answer)):
        yield f"the answer is wrong: {verdict.reason}"
    prompt, completion = write_pair(task.question(problem), thinking, answer, loaded.meta.get("prompt_format", "plain"))
    expected = {
        "id": row_id(task.name, row.get("split"), row.get("seed"), row.get("index"), certificate.n_backtracks),
        "split": task.split_of(problem),
        "fingerprint": task.fingerprint(problem),
        "question": task.question(problem),
        "answer": answer,
        "prompt": prompt,
        "completion": completion if answer else without_answer(completion),
        "backtracks": certificate.n_backtracks,
    }
    for column, value in expected.items():
        if row.get(column) != value:
            yield f"{column}={_short(row.get(column))}, but the trace calls for {_short(value)}"
    for name, figure in figures_of(certificate.measures).items():
        if loaded.meta.get(name) != figure:
            yield f"meta has {name}={_short(loaded.meta.get(name))}, but the trace has {_short(figure)}"


def _text_of(completion: Any) -> str:
    if isinstance(completion, str):
        return completion
    try:
        text = completion[-1]["content"]
    except (TypeError, KeyError, IndexError):
        text = None
    if not isinstance(text, str):
        raise DataFileError(f"not a row of tracekit: its completion is {_short(completion)}")
    return text


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."
