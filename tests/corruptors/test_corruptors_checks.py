"""Checks put in and taken out: the thinking stays true, the answer right, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest

import tracekit
from tracekit.corruptors import corrupt
from tracekit.corruptors.checks import AddedChecks, RemovedChecks
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.data.settings import remark_kinds_of
from tracekit.search.events import Remark
from tracekit.search.remarks import without_remarks

STYLES = ("prose", "symbolic", "marked")

WITH_CHECKS = [name for name in tracekit.TASKS if "check" in remark_kinds_of(tracekit.get_task(name))]


def rows_of(name: str, n: int, style: str = "prose", **options: Any) -> list[dict[str, Any]]:
    task = tracekit.get_task(name)
    return list(tracekit.make_dataset(task, n=n, backtracks=[0, 1, 2], style=style, **options))


def record(row: Any) -> Corruption:
    found = corruption_of(row)
    assert found is not None
    return found


def trace_told(row: Any) -> tracekit.Trace:
    loaded = tracekit.load_row(row)
    certificate = tracekit.certify(loaded.task, loaded.problem, row["completion"], style=loaded.style)
    assert certificate.error is None
    return certificate.trace


def n_checks(trace: tracekit.Trace) -> int:
    tell = trace.task.vocabulary.tell
    return sum(isinstance(event, Remark) and tell(event)[0] == "check" for event in trace)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", WITH_CHECKS)
def test_checks_are_added_to_a_true_trace(name: str, style: str) -> None:
    rows = rows_of(name, 30, style)
    touched = 0
    for row, changed in zip(rows, corrupt(rows, AddedChecks(), seed=1), strict=True):
        done = record(changed)
        assert done.as_declared
        if not done.touched:
            assert done.reason == "no move of it can be checked"
            assert changed["completion"] == row["completion"]
            continue
        touched += 1
        assert (done.rule_before, done.rule_after, done.answer) == (None, None, "right")
        assert done.changed == done.units > 0
        assert done.backtracks == row["backtracks"]
        trace = trace_told(changed)
        assert n_checks(trace) == done.changed
        assert without_remarks(trace) == tracekit.load_row(row).trace
        text = changed["completion"]
        kept, position = "", 0
        for start, end in done.positions:
            assert position <= start < end
            kept, position = kept + text[position:start], end
        for word in kept.split():  # what lies outside of the positions stood there before
            assert word in row["completion"]
    assert touched >= 25


@pytest.mark.parametrize("name", WITH_CHECKS)
def test_the_dose_is_the_share_of_the_moves(name: str) -> None:
    rows = rows_of(name, 60)
    few, many = (corrupt(rows, AddedChecks(dose=dose), seed=4) for dose in (0.25, 0.7))
    for dose, found in ((0.25, few), (0.7, many)):
        done = [record(row) for row in found]
        units = sum(each.units for each in done)
        assert abs(sum(each.changed for each in done) / units - dose) < 4 * (dose * (1 - dose) / units) ** 0.5 + 0.01
    for row, other in zip(few, many, strict=True):
        if record(row).touched and record(other).touched:  # doses are nested
            assert {e.claim for e in trace_told(row) if isinstance(e, Remark)} <= {
                e.claim for e in trace_told(other) if isinstance(e, Remark)
            }
    assert corrupt(rows, AddedChecks(dose=0)) == rows
    assert corrupt(rows, AddedChecks(dose=0.25), seed=4) == few


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("name", WITH_CHECKS)
def test_checks_are_removed(name: str, style: str) -> None:
    kinds = ("check", "restate")
    rows = rows_of(name, 20, style, remarks=dict.fromkeys(kinds, 0.5))
    for dose in (1.0, 0.5):
        for row, changed in zip(rows, corrupt(rows, RemovedChecks(dose=dose), seed=1), strict=True):
            done, before = record(changed), tracekit.load_row(row).trace
            assert done.as_declared
            assert done.units == n_checks(before)
            if not done.touched:
                continue
            assert n_checks(trace_told(changed)) == done.units - done.changed
            assert without_remarks(trace_told(changed)) == without_remarks(before)
            assert len(trace_told(changed)) == len(before) - done.changed
            assert all(start == end for start, end in done.positions)
            assert "  " not in changed["completion"]
        if dose == 1.0:
            assert any(record(row).touched for row in corrupt(rows, RemovedChecks(), seed=1))


def test_taking_out_what_was_put_in() -> None:
    """In a style of one line per event this gives the old rows back, byte for byte."""
    rows = rows_of("sudoku", 6, "symbolic")
    back = corrupt(corrupt(rows, AddedChecks()), RemovedChecks())
    assert [row["completion"] for row in back] == [row["completion"] for row in rows]


def test_rows_that_stay_as_they_are() -> None:
    rows = rows_of("arc_1d", 3)
    assert {record(row).reason for row in corrupt(rows, AddedChecks())} == {"arc_1d has no words for checks"}
    assert {record(row).reason for row in corrupt(rows, RemovedChecks())} == {"it has no checks"}
    row = rows_of("countdown", 1)[0]
    row["completion"] = row["completion"].replace(" = ", " = 1", 1)
    assert {record(each).reason for each in corrupt([row], AddedChecks())} == {"its thinking is broken"}
