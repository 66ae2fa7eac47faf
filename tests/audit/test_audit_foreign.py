"""Audits of rows of other makers: a text up to an outcome, a label, a group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from datasets import Dataset

import tracekit
from tracekit.auditing.predictors import masked

COLUMNS: Any = {"text": "said", "label": "right", "group": "problem"}


def rows(tell: float = 0.0, n: int = 120, seed: int = 0, length: int = 0) -> list[dict[str, Any]]:
    """Texts in which right ones say ``Surely`` with a chance, and are longer by some words."""
    rng = np.random.default_rng(seed)
    made = []
    for problem in range(n):
        for _ in range(4):
            right = bool(rng.random() < 0.5)
            word = "Surely" if right and rng.random() < tell else rng.choice(["Try", "Perhaps", "Maybe", "Say"])
            more = " then" * (rng.integers(5) + length * right)
            a, b = rng.integers(1, 99, 2)
            made.append({"said": f"I have {a}, {b}.{more} {word} {a} + {b}", "right": int(right), "problem": problem})
    return made


def test_a_planted_word_is_found_and_nothing_else() -> None:
    for tell, value in ((0.0, 0.5), (0.5, 0.75), (1.0, 1.0)):
        found = tracekit.audit(Dataset.from_list(rows(tell)), **COLUMNS)
        words = found.line().aucs["words"]
        assert words.low <= value <= words.high
        assert words.value == pytest.approx(value, abs=0.08)
    assert found.verdicts[0].endswith("it gives the outcome away")
    assert found.foreign


def test_a_length_is_found() -> None:
    line = tracekit.audit(rows(length=4), **COLUMNS).line("rows")
    assert line.aucs["length"].value > 0.85
    assert (line.rows, line.problems, line.decisions) == (480, 120, 480)
    assert not line.natural


def test_intervals_cover_where_nothing_is_to_be_found() -> None:
    found = [tracekit.audit(rows(n=40, seed=seed), **COLUMNS).line().aucs["words"] for seed in range(20)]
    # 19 of 20 are to cover; fewer than 17 would be odd.
    assert sum(auc.low <= 0.5 <= auc.high for auc in found) >= 17


def test_numbers_tell_nothing() -> None:
    assert masked("3 - 8/3 = 1/3, (-4) r1c3 1,000.5 5-3") == "# - # = #, (#) r#c# # #-#"
    texts = [{"said": f"Try {2 * i + right}", "right": right, "problem": i} for i in range(60) for right in (0, 1)]
    assert tracekit.audit(texts, **COLUMNS).line().aucs["words"].value == 0.5


@pytest.mark.parametrize(
    "outcomes", [(True, False), ("true", "False"), ("1", "0"), (1.0, 0.0), (np.int64(1), np.int64(0))]
)
def test_outcomes_can_be_put_in_several_ways(outcomes: tuple[Any, Any]) -> None:
    told = [{**row, "right": outcomes[0] if row["right"] else outcomes[1]} for row in rows(1.0, n=20)]
    assert tracekit.audit(told, **COLUMNS).line() == tracekit.audit(rows(1.0, n=20), **COLUMNS).line()


def test_messages_are_texts_too() -> None:
    told = [{**row, "said": [{"role": "assistant", "content": row["said"]}]} for row in rows(1.0, n=20)]
    found = tracekit.audit([*told, None, {**told[0], "said": 3}], **COLUMNS)
    assert found.line().aucs == tracekit.audit(rows(1.0, n=20), **COLUMNS).line().aucs
    assert found.skipped == {"not a row": 1, "no text": 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: {**row, "right": 2}, r"label='right': must be a column of 0, 1, true and false; row 0 has 2"),
        (lambda row: {**row, "right": None}, r"row 0 has None"),
        (lambda row: {**row, "right": []}, r"row 0 has \[\]"),
        (lambda row: {**row, "right": 1}, r"at least 10 of either outcome; there are 80 right and 0 wrong"),
        (lambda row: {**row, "problem": 1}, r"group='problem': must hold at least 10 groups, not 1"),
        (
            lambda row: {"said": "x", "right": 1},
            r"group='problem': must be a column of every row; row 0 has: said, right",
        ),
    ],
)
def test_what_is_wrong_with_rows_is_said(change: Any, message: str) -> None:
    with pytest.raises(tracekit.ParameterError, match=message):
        tracekit.audit([change(row) for row in rows(n=20)], **COLUMNS)


def test_columns_are_named_all_or_none() -> None:
    for left_out in COLUMNS:
        named = {name: column for name, column in COLUMNS.items() if name != left_out}
        with pytest.raises(tracekit.ParameterError, match=f"{left_out}=None"):
            tracekit.audit(rows(n=20), **named)
    with pytest.raises(tracekit.DataFileError, match="there are none"):
        tracekit.audit([], **COLUMNS)


def test_a_figure_of_them(tmp_path: Path) -> None:
    tracekit.audit(rows(n=20), **COLUMNS).figure(tmp_path / "audit.png")
    assert (tmp_path / "audit.png").read_bytes().startswith(b"\x89PNG")
