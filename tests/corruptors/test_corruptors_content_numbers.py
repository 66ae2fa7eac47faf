"""Corrupted numbers: just the digits drawn are others, and the answer is kept."""

from __future__ import annotations

import re

import pytest
from content_rows import (
    TASKS,
    answer_of,
    check_the_first_false_statement_is_marked,
    pairs,
    record_of,
    rows_of,
    thinking_of,
)

import tracekit
from tracekit.corruptors import CorruptedNumbers
from tracekit.search.events import Backtrack


@pytest.mark.parametrize("task", TASKS)
def test_only_digits_are_corrupted_and_all_of_them_are_marked(task: str) -> None:
    touched = 0
    for own, row, record in pairs(task, CorruptedNumbers(dose=0.5)):
        touched += 1
        old, new = thinking_of(own), thinking_of(row)
        assert (record.answer, record.as_declared) == ("right", True)
        assert re.sub("[0-9]", "0", old) == re.sub("[0-9]", "0", new)
        offset = len("<think>")
        marked = [i - offset for start, end in record.positions for i in range(start, end)]
        assert marked == [i for i in range(len(old)) if old[i] != new[i]]
        assert (len(marked), record.units) == (record.changed, len(re.findall("[0-9]", old)))
        assert abs(record.changed - 0.5 * record.units) < 1
        longer = re.findall("[0-9]+", old)
        for before, after in zip(longer, re.findall("[0-9]+", new), strict=True):
            assert after[0] != "0" or len(after) == 1 or before[0] == "0" or before[0] == after[0]
        check_the_first_false_statement_is_marked(row, record)
        assert answer_of(row) == own["answer"]
    assert touched >= 25  # a short text of a cube with two digits may be spared by the rounding of the dose


def test_digits_of_small_doses_are_corrupted_alike_at_large_ones() -> None:
    rows = rows_of("countdown", 10)
    small, large = (tracekit.corrupt(rows, CorruptedNumbers(dose=dose)) for dose in (0.2, 0.7))
    for own, a, b in zip(rows, small, large, strict=True):
        if record_of(a).touched:
            assert all(x in (z, y) for x, y, z in zip(thinking_of(a), thinking_of(b), thinking_of(own), strict=True))
            assert record_of(a).changed < record_of(b).changed


def test_tokens_of_a_style_are_no_numbers() -> None:
    style = tracekit.Style("reserved", "prose", {Backtrack: "<|reserved_12|>"})
    rows = tracekit.make_dataset(
        tracekit.get_task("countdown"), n=6, backtracks=2, seed=4, style=style, certify=False
    ).to_list()
    for row in tracekit.corrupt(rows, CorruptedNumbers()):
        assert row["completion"].count("<|reserved_12|>") == 2
