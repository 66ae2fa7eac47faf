"""Rows to cases: those of tracekit, and those of other makers; what cannot be used is counted, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracekit.auditing.cases import Case, Seen, seen
from tracekit.data.completions import text_of
from tracekit.data.corruption import corruption_of
from tracekit.data.loading import LoadedRow, load_row
from tracekit.errors import DataFileError, ParameterError, TracekitError, shortened
from tracekit.reading.texts import lexicon_of
from tracekit.search.events import as_told
from tracekit.verify.tags import cut

__all__ = ["OwnRow", "foreign_cases", "own_rows"]

_OUTCOMES: Mapping[object, bool] = {True: True, False: False, "1": True, "0": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """What the audit takes from a row of tracekit.

    Attributes:
        loaded: its task, problem and trace.
        split: its split.
        source: what tells rows of one problem that were drawn once from problems that were drawn twice.
        seen: its trace and text; the group is the fingerprint of the problem.
    """

    loaded: LoadedRow
    split: str
    source: tuple[object, object]
    seen: Seen


def own_rows(rows: Iterable[object], skipped: Counter[str]) -> Iterator[OwnRow]:
    """The rows of tracekit that can be used; why the others cannot is counted in ``skipped``."""
    for row in rows:
        try:
            if not isinstance(row, Mapping):
                skipped["not a readable row of tracekit"] += 1
            elif (record := corruption_of(row)) and record.in_effect:
                skipped["corrupted"] += 1
            elif row.get("style") == "none":
                skipped["a prompt only"] += 1
            elif found := _own(row):
                yield found
            else:
                skipped["the text does not tell the trace"] += 1
        # Whatever is wrong with a row: it is counted, and the audit goes on.
        except (TracekitError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
            skipped["not a readable row of tracekit"] += 1


def _own(row: Mapping[str, Any]) -> OwnRow | None:
    loaded = load_row(row)
    text = cut(text_of(row["completion"])).thinking
    lexicon = lexicon_of(loaded.task, loaded.style)
    events, spans, error = lexicon.read(text)
    if error is not None or events != [as_told(event) for event in loaded.trace.events]:
        return None
    group = loaded.task.fingerprint(loaded.problem)
    found = seen(loaded.trace, text, spans, lexicon.wording(text), group, loaded.meta)
    return OwnRow(loaded, str(row.get("split")), (row.get("seed"), row.get("index")), found)


def foreign_cases(
    rows: Iterable[object], skipped: Counter[str], *, text: str, label: str, group: str
) -> Iterator[Case]:
    """A case for each row of another maker: a text up to an outcome, and the outcome.

    Args:
        rows: the rows.
        skipped: why rows cannot be used is counted here.
        text: the column of the text: a string, or messages.
        label: the column of the outcome: 0, 1, true or false.
        group: the column of what is to be left out together.

    Raises:
        ParameterError: if a row lacks one of the columns, or a label is something else.
    """
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            skipped["not a row"] += 1
            continue
        for option, column in (("text", text), ("label", label), ("group", group)):
            if column not in row:
                has = ", ".join(map(str, row)) or "none"
                raise ParameterError(option, column, f"must be a column of every row; row {number} has: {has}")
        outcome = _outcome(row[label])
        if outcome is None:
            what = f"must be a column of 0, 1, true and false; row {number} has {shortened(row[label])}"
            raise ParameterError("label", label, what)
        try:
            told = text_of(row[text])
        except DataFileError:
            skipped["no text"] += 1
            continue
        yield Case(outcome, str(row[group]), told, counts=_size(told))


def _outcome(value: object) -> bool | None:
    try:
        return _OUTCOMES.get(value.strip().lower() if isinstance(value, str) else value)
    except TypeError:  # what cannot be looked up is none
        return None


def _size(text: str) -> tuple[float, ...]:
    """Characters, words, sentences and line breaks."""
    sentences = len(re.findall(r"[.?!。？！]+(?:\s|$)", text))  # noqa: RUF001
    return float(len(text)), float(len(text.split())), float(sentences), float(text.count("\n"))
