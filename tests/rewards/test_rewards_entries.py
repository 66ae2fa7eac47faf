"""Reasoning-gym's entries: dispatch, what is right and wrong, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tracekit import rewards
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.rewards import judge_entry, reward, verify_entry

Entry = dict[str, Any]

RECORDED = Path(__file__).parents[2] / "examples" / "data" / "reasoning_gym.jsonl"
ENTRIES: list[Entry] = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()]
FIRST: dict[str, Entry] = {}
for _entry in ENTRIES:
    FIRST.setdefault(_entry["metadata"]["source_dataset"], _entry)


@pytest.mark.parametrize("name", FIRST)
def test_stored_answers_are_right_and_others_wrong(name: str) -> None:
    entry = FIRST[name]
    assert verify_entry(entry, entry["answer"])
    for wrong in (None, "", "-12345", "__import__('os')", 5, b"1", ["1"], "9" * 10**6, "\ud800\x00"):
        assert not verify_entry(entry, wrong), wrong
    assert verify_entry(entry, None).reason == "no answer"


@pytest.mark.parametrize("name", FIRST)
def test_entries_without_a_source(name: str) -> None:
    entry = FIRST[name]
    bare = {**entry, "metadata": {k: v for k, v in entry["metadata"].items() if k != "source_dataset"}}
    assert verify_entry(bare, entry["answer"])
    assert not verify_entry(bare, "-12345")


def test_any_right_answer_counts() -> None:
    entry = {
        "question": "",
        "answer": "70+69",
        "metadata": {"source_dataset": "countdown", "numbers": [69, 70], "target": 139, "expression": "70+69"},
    }
    for right in ("69 + 70", "$70 + 69 = 139$", "`69+70`."):
        assert verify_entry(entry, right)
    for wrong in ("0x8b + 0x0*(70+69)", "139", "70+69+0", "70 69 +"):
        assert not verify_entry(entry, wrong)


def test_rewards_of_entries() -> None:
    for entry in FIRST.values():
        text = f"<think>hm</think><answer>{entry['answer']}</answer>"
        assert reward(entry, text).total == 1.0
        assert reward(entry, text.removeprefix("<think>")).total == 1.0  # either is taken
        assert reward(entry, text.removeprefix("<think>"), thinking_opened=False).total == 0.0
        assert reward(entry, text, "follows").components["follows"] is None
        assert rewards.study(judge_entry(entry, text)).total == 1.0


def test_another_problem_under_the_same_question() -> None:
    entry = FIRST["countdown"]
    other = {**entry, "metadata": {**entry["metadata"], "target": entry["metadata"]["target"] + 1}}
    assert verify_entry(entry, entry["answer"])
    assert not verify_entry(other, entry["answer"])


def test_what_is_refused() -> None:
    with pytest.raises(ParameterError, match="must be a reasoning-gym entry"):
        verify_entry({}, "5")
    with pytest.raises(ParameterError, match="must be a reasoning-gym entry"):
        verify_entry(None, "5")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="unknown data set 'sudok'"):
        verify_entry({"metadata": {"source_dataset": "sudok"}}, "5")
    with pytest.raises(UnknownNameError):
        verify_entry({"metadata": {"source_dataset": ["sudoku"]}}, "5")
    with pytest.raises(ParameterError):
        verify_entry({"metadata": {"source_dataset": "sudoku"}}, "5")
    with pytest.raises(ParameterError, match="that a task here can read"):
        verify_entry({"question": "?", "answer": "5", "metadata": {"a": 1}}, "5")
