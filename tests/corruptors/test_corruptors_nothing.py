"""Thinking without content, in every prompt format."""

from __future__ import annotations

from typing import Any

import pytest

import tracekit
from tracekit.corruptors import corrupt, get_corruptor
from tracekit.data.corruption import corruption_of
from tracekit.errors import ParameterError


def row_in(prompt_format: str, **options: Any) -> dict[str, Any]:
    task = tracekit.get_task("countdown")
    row: dict[str, Any] = tracekit.make_dataset(task, n=1, prompt_format=prompt_format, seed=2, **options)[0]  # type: ignore[arg-type]
    return row


def text_of(row: dict[str, Any]) -> str:
    completion = row["completion"]
    text: str = completion if isinstance(completion, str) else completion[-1]["content"]
    return text


@pytest.mark.parametrize("prompt_format", ["plain", "chat", "base", "qwen"])
def test_completions(prompt_format: str) -> None:
    row = row_in(prompt_format, backtracks=2)
    answer, opened = row["answer"], prompt_format in ("base", "qwen")
    opening = "" if opened else "<think>"
    thinking = text_of(row).removeprefix("<think>").partition("</think>")[0]

    def after(name: str, **parameters: Any) -> str:
        (changed,) = corrupt([row], get_corruptor(name, **parameters))
        assert changed["prompt"] == row["prompt"]
        assert tracekit.certify_row(changed)[1] == ""
        return text_of(changed)

    assert after("empty_thinking") == f"{opening}</think>\n<answer>{answer}</answer>"
    # A prompt that has opened the thinking leaves no other way than to close it.
    bare = f"<answer>{answer}</answer>"
    assert after("answer_only") == (f"</think>\n{bare}" if opened else bare)
    dots = after("filler").removeprefix(opening).partition("</think>")
    assert len(dots[0]) == len(thinking)
    assert set(dots[0]) == {".", " "}
    assert dots[2] == f"\n<answer>{answer}</answer>"
    words = after("filler", text="so on and", length="words").removeprefix(opening).partition("</think>")[0]
    assert len(words.split()) == len(thinking.split())
    assert words.startswith("so on and so on and ")


def test_what_is_empty_already_is_left_alone() -> None:
    for prompt_format in ("plain", "chat", "base", "qwen"):
        row = row_in(prompt_format, backtracks=1)
        (empty,) = corrupt([row], get_corruptor("empty_thinking"))
        (bare,) = corrupt([row], get_corruptor("answer_only"))
        for first, name in ((empty, "empty_thinking"), (bare, "answer_only"), (empty, "filler"), (bare, "filler")):
            (again,) = corrupt([first], get_corruptor(name))
            record = corruption_of(again)
            assert record is not None
            assert not record.touched
            assert text_of(again) == text_of(first)
            assert tracekit.certify_row(again)[1] == ""


def test_a_row_of_an_answer_only_can_be_given_a_wrong_one() -> None:
    (bare,) = corrupt([row_in("plain", backtracks=1)], get_corruptor("answer_only"))
    (wrong,) = corrupt([bare], get_corruptor("wrong_answers"))
    record = corruption_of(wrong)
    assert record is not None
    assert "think" not in wrong["completion"]
    assert (record.touched, record.answer) == (True, "wrong")


def test_a_search_that_gave_up_has_no_answer_to_leave() -> None:
    row = row_in("plain", strategy="natural", keep_unsolved=True, max_moves=3)
    assert row["answer"] == ""
    records = [corruption_of(corrupt([row], get_corruptor(name))[0]) for name in ("answer_only", "empty_thinking")]
    assert [record.touched for record in records if record] == [False, True]


@pytest.mark.parametrize("text", ["", "  ", " .", "<think>"])
def test_filler_that_is_not_allowed(text: str) -> None:
    with pytest.raises(ParameterError, match="text="):
        get_corruptor("filler", text=text)
