"""Completions: the strict format, the four shapes, and what is found in those that are not well formed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracekit.verify import Found, Verdict, find_answer

GOOD = "<think>try 5\n</think>\n<answer> 5+3 </answer>"
OPENED = "try 5\n</think>\n<answer> 5+3 </answer>"
FOUND = Found("try 5", "5+3", True, "")


@pytest.mark.parametrize(
    ("completion", "opened"),
    [
        (GOOD, False),
        (GOOD, None),
        ("\n " + GOOD + "\n", False),
        (OPENED, True),
        (OPENED, None),
        ({"role": "assistant", "content": GOOD}, False),
        ({"content": GOOD}, False),
        ({"content": [{"type": "text", "text": GOOD[:9]}, {"type": "text", "text": GOOD[9:]}]}, False),
        ({"content": GOOD, "reasoning_content": None}, False),
        ({"content": GOOD, "reasoning_content": "\n"}, False),
        ({"content": OPENED}, True),
        ([{"role": "user", "content": "what?"}, {"role": "assistant", "content": GOOD}], False),
        ([{"role": "assistant", "content": "no"}, {"role": "assistant", "content": GOOD}], False),
        ([{"role": "assistant", "content": GOOD}, {"role": "tool", "content": "<answer>1</answer>"}], False),
        ({"content": "\n<answer>5+3</answer>", "reasoning_content": "try 5\n"}, False),
        ({"content": "<answer>5+3</answer>", "reasoning": "try 5"}, True),
        ([{"role": "assistant", "content": "<answer>5+3</answer>", "reasoning": "try 5"}], None),
    ],
)
def test_well_formed(completion: Any, opened: bool | None) -> None:
    assert find_answer(completion, thinking_opened=opened) == FOUND


def test_empty_blocks_are_well_formed() -> None:
    assert find_answer("<think></think><answer></answer>") == Found("", "", True, "")


@pytest.mark.parametrize(
    ("completion", "opened", "thinking", "answer", "problem"),
    [
        ("", False, None, None, "<think> is missing"),
        ("5+3", False, None, None, "<think> is missing"),
        (r"\boxed{5+3}", False, None, None, "<think> is missing"),
        ("<answer>5</answer>", False, None, "5", "<think> is missing"),
        ("<answer>5</answer>", None, None, "5", "</think> is missing"),
        ("<answer>5</answer>", True, None, None, "</think> is missing"),
        (OPENED, False, "try 5", "5+3", "<think> is missing"),
        (GOOD, True, "try 5", "5+3", "<think> is in the completion"),
        ("<think>t", False, None, None, "</think> is missing"),
        ("<think>t<answer>5</answer>", False, None, None, "</think> is missing"),
        ("<think>t</think><answer>5", False, None, None, "</answer> is missing"),
        ("<think>t</think>5</answer>", False, None, None, "<answer> is missing"),
        ("<think>t</think><Answer>5</Answer>", False, None, None, "<answer> is missing"),
        ("<think>t</think><answer >5</answer>", False, None, None, "<answer> is missing"),
        ("<THINK>t</THINK><answer>5</answer>", False, None, "5", "<think> is missing"),
        ("<think>t</think><answer>5</answer><answer>6</answer>", False, None, None, "<answer> is there 2 times"),
        ("<think>t</think><answer>5</answer>" * 2, False, None, None, "<think> is there 2 times"),
        ("<think>t</think><answer><answer>5</answer></answer>", False, None, None, "<answer> is there 2 times"),
        ("<think><think>t</think></think><answer>5</answer>", False, None, None, "<think> is there 2 times"),
        ("<think>t<answer>5</answer></think>", False, None, None, "the tags are in the order"),
        ("<answer><think>t</think>5</answer>", False, None, None, "the tags are in the order"),
        ("<answer>5</answer><think>t</think>", False, None, None, "the tags are in the order"),
        ("</think>t<think><answer>5</answer>", False, None, None, "the tags are in the order"),
        ("<think>t</think></answer>5<answer>", False, None, None, "the tags are in the order"),
        ("x<think>t</think><answer>5</answer>", False, "t", "5", "there is text before <think>"),
        ("<think>t</think>x<answer>5</answer>", False, "t", "5", "there is text between"),
        ("<think>t</think><answer>5</answer>x", False, "t", "5", "there is text after"),
        ("<think>t</think><answer>5</answer>\x00", False, "t", "5", "there is text after"),
        ("t</think><answer>5</answer>x", True, "t", "5", "there is text after"),
        ({"content": GOOD, "reasoning": "r"}, False, "r", "5+3", "<think> is in the completion"),
        ({"content": "x<answer>5</answer>", "reasoning": "r"}, False, "r", "5", "there is text before <answer>"),
        ({"content": "<answer>5</answer>", "reasoning": "<answer>6"}, False, "<answer>6", "5", "the thinking, given"),
        ({"content": None, "reasoning": "r"}, False, "r", None, "<answer> is missing"),
        ({"content": 5}, False, None, None, "the content of the message"),
        ({"content": [5, {"type": "image"}, None]}, False, None, None, "<think> is missing"),
        ({}, False, None, None, "<think> is missing"),
        ([], False, None, None, "the list has no message"),
        ([{"role": "user", "content": GOOD}], False, None, None, "the list has no message"),
        ([[[GOOD]]], False, None, None, "the list has no message"),
        (None, False, None, None, "the completion is neither"),
        (5, False, None, None, "the completion is neither"),
        (GOOD.encode(), False, None, None, "the completion is neither"),
    ],
)
def test_not_well_formed(
    completion: Any, opened: bool | None, thinking: str | None, answer: str | None, problem: str
) -> None:
    found = find_answer(completion, thinking_opened=opened)
    assert found == Found(thinking, answer, False, found.problem)
    assert found.problem.startswith(problem)


TAGS = st.sampled_from(["<think>", "</think>", "<answer>", "</answer>", "<Answer>", "5", " ", "\ud800", "\x00"])


@given(st.text() | st.lists(TAGS, max_size=8).map("".join), st.sampled_from([True, False, None]))
def test_any_text(text: str, opened: bool | None) -> None:
    found = find_answer(text, thinking_opened=opened)
    assert found.well_formed == (not found.problem)
    assert not found.well_formed or (found.thinking is not None and found.answer is not None)
    for part in (found.thinking, found.answer):
        assert part is None or not any(tag in part for tag in ("<think>", "</think>", "<answer>", "</answer>"))
    assert find_answer({"content": text}, thinking_opened=opened) == found


JSON = st.recursive(
    st.none() | st.integers() | st.text() | st.just(GOOD),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["role", "content", "text", "reasoning", "reasoning_content"]), inner)
    ),
)


@given(JSON)
def test_any_object(value: Any) -> None:
    assert isinstance(find_answer(value), Found)


@pytest.mark.parametrize("piece", ["<", "<think>", "</answer>", "<think></think><answer></answer>", "\ud800", " "])
def test_large_inputs(piece: str) -> None:
    assert not find_answer(piece * (10**6 // len(piece))).well_formed


def test_large_blocks() -> None:
    assert find_answer("<think>" + "(" * 10**6 + "</think><answer>" + "9" * 10**6 + "</answer>").well_formed


def test_verdict() -> None:
    assert Verdict(True, "right")
    assert not Verdict(False, "wrong")
