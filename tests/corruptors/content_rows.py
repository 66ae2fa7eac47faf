"""Rows for the tests of corrupted content, and what can be read out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import tracekit
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.search.events import Inference, Slip

MOST = {"advanced_geometry": 1, "color_cube_rotation": 1, "arc_1d": 2}
TASKS = (
    "countdown",
    "sudoku",
    "arc_1d",
    "list_functions",
    "zebra_puzzles",
    "self_reference",
    "advanced_geometry",
    "color_cube_rotation",
)


@cache
def rows_of(task: str, n: int = 30, style: str = "prose", **parameters: Any) -> list[dict[str, Any]]:
    made = tracekit.get_task(task, **parameters)
    levels = (0, MOST.get(task, 3))
    rows: list[dict[str, Any]] = tracekit.make_dataset(
        made, n=n, backtracks=levels, seed=13, style=style, certify=False
    ).to_list()
    return rows


def record_of(row: dict[str, Any]) -> Corruption:
    record = corruption_of(row)
    assert record is not None
    return record


def thinking_of(row: dict[str, Any]) -> str:
    text: str = row["completion"]
    return text.removeprefix("<think>").partition("</think>")[0]


def answer_of(row: dict[str, Any]) -> str | None:
    found = re.search("<answer>(.*)</answer>$", row["completion"], re.DOTALL)
    return found[1] if found else None


def told(row: dict[str, Any]) -> list[Any]:
    """The events that the thinking of a row tells, right or wrong."""
    loaded = tracekit.load_row(row)
    lexicon = loaded.task.lexicons["symbolic" if row["style"] == "symbolic" else "prose"]
    events, _, error = lexicon.read(thinking_of(row))
    assert error is None
    return list(events)


def trace_of(row: dict[str, Any]) -> list[Any]:
    """The row's own trace, with slips as they are told."""
    events = tracekit.load_row(row).trace.events
    return [Inference(event.move, event.reason) if isinstance(event, Slip) else event for event in events]


def fault_of(row: dict[str, Any]) -> Any:
    loaded = tracekit.load_row(row)
    return tracekit.certify(loaded.task, loaded.problem, thinking_of(row), style=loaded.style).error


def pairs(task: str, corruptor: Any, n: int = 30, **options: Any) -> Iterator[tuple[Any, Any, Corruption]]:
    """Rows before and after, and the record; only those that were touched."""
    before = rows_of(task, n, **options)
    for own, row in zip(before, tracekit.corrupt(before, corruptor, seed=1), strict=True):
        record = record_of(row)
        if record.touched:
            yield own, row, record


def check_the_first_false_statement_is_marked(row: dict[str, Any], record: Corruption) -> None:
    fault = fault_of(row)
    offset = len("<think>")
    marked = [(start - offset, end - offset) for start, end in record.positions]
    assert any(start < fault.end and fault.start < end for start, end in marked), fault
