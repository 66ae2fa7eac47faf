"""Preference pairs: what is paired, and what is left out."""

import pytest
from datasets import Dataset

import tracekit
from tracekit.data.preferences import preference_pairs, unpaired_preferences
from tracekit.errors import ParameterError


@pytest.fixture(scope="module")
def ladder() -> Dataset:
    return tracekit.make_dataset(tracekit.get_task("countdown"), n=12, backtracks=[0, 3], ladder=True)


def test_few_against_many_backtracks(ladder: Dataset) -> None:
    few, many = (ladder.filter(lambda row, k=k: row["backtracks"] == k) for k in (0, 3))
    pairs = preference_pairs(few, many.select(reversed(range(12))))
    assert pairs["prompt"] == few["prompt"]
    assert pairs["split"] == few["split"]
    assert set(pairs["chosen_backtracks"]) == {0}
    assert set(pairs["rejected_backtracks"]) == {3}
    for pair, right, wrong in zip(pairs, few, many, strict=True):
        assert (pair["chosen"], pair["rejected"]) == (right["completion"], wrong["completion"])
        assert pair["chosen_id"].rpartition("/")[0] == pair["rejected_id"].rpartition("/")[0]


def test_equal_completions_and_lonely_rows_make_no_pair(ladder: Dataset) -> None:
    rows = list(ladder)
    changed = [{**row, "completion": row["completion"] + "!"} if i < 5 else row for i, row in enumerate(rows)]
    assert len(preference_pairs(rows, changed)) == 5
    assert len(preference_pairs(rows[:2], changed)) == 2
    with pytest.raises(ParameterError, match="other completions"):
        preference_pairs(rows, rows)
    with pytest.raises(ParameterError, match="fingerprint"):
        preference_pairs([{"prompt": "x"}], rows)
    with pytest.raises(ParameterError, match="must have the column 'split'"):
        preference_pairs([{key: value for key, value in row.items() if key != "split"} for row in rows], changed)


def test_a_row_is_used_once(ladder: Dataset) -> None:
    row = ladder[0]
    others = [{**row, "completion": f"{i}"} for i in range(2)]
    pairs = preference_pairs([row] * 3, others)
    assert pairs["rejected"] == ["0", "1"]


def test_messages_stay_messages() -> None:
    options = {"n": 4, "prompt_format": "chat"}
    task = tracekit.get_task("countdown")
    chosen = tracekit.make_dataset(task, backtracks=0, **options)
    rejected = [{**row, "completion": [{"role": "assistant", "content": "?"}]} for row in chosen]
    pairs = preference_pairs(chosen, rejected)
    assert pairs[0]["prompt"][0]["role"] == "user"
    assert pairs[0]["chosen"] == chosen[0]["completion"]


def test_labels_take_turns(ladder: Dataset) -> None:
    rows = list(ladder)
    data = unpaired_preferences(rows[:8], rows[8:12])
    assert data.column_names == ["prompt", "completion", "label", "id", "task", "split", "corruption"]
    assert set(data["split"]) == {"train"}
    assert data["label"] == [True, False, True] * 4
    assert [row["id"] for row in data if row["label"]] == [row["id"] for row in rows[:8]]
    with pytest.raises(ParameterError, match="at least one row"):
        unpaired_preferences(rows, [])


def test_what_a_corruptor_left_alone_is_not_undesirable(ladder: Dataset) -> None:
    corrupted = tracekit.corrupt(ladder, tracekit.get_corruptor("wrong_answers", dose=0.5))
    touched = [row for row in corrupted if row["corruption"] != "none"]
    assert 0 < len(touched) < len(ladder)
    data = unpaired_preferences(ladder, corrupted)
    assert [row["completion"] for row in data if not row["label"]] == [row["completion"] for row in touched]
    pairs = preference_pairs(ladder, corrupted)
    assert pairs["rejected"] == [row["completion"] for row in touched]
    with pytest.raises(ParameterError, match="that the other side does not have"):
        unpaired_preferences(ladder, ladder)
