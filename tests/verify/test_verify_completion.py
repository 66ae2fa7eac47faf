"""Completions: formats, the four shapes, and what is found in those that are not well formed."""

from __future__ import annotations

import pickle
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracekit.errors import ParameterError, UnknownNameError
from tracekit.verify import Found, Verdict, find_answer
from tracekit.verify.formats import FORMATS, LENIENT, STRICT, AnswerFormat

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


# --- formats ----------------------------------------------------------------------------------------------------------


def test_strict_is_the_default() -> None:
    assert FORMATS["strict"] == STRICT == AnswerFormat(name="strict")
    for text in (GOOD, OPENED, "<Answer>5</Answer>", r"<think>t</think>\boxed{5}"):
        for opened in (True, False, None):
            expected = find_answer(text, thinking_opened=opened)
            assert find_answer(text, "strict", thinking_opened=opened) == expected
            assert find_answer(text, format=STRICT, thinking_opened=opened) == expected


def test_formats_are_settings() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'lenient'"):
        find_answer(GOOD, "lenien")
    with pytest.raises(ParameterError, match="must be one of 'exact', 'tolerant'"):
        AnswerFormat(name="x", tags="loose")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="boxed=1: must be one of True, False"):
        AnswerFormat(name="x", boxed=1)  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="name=''"):
        AnswerFormat(name="")
    with pytest.raises(AttributeError):
        STRICT.tags = "tolerant"  # type: ignore[misc]
    assert hash(STRICT) != hash(LENIENT)
    assert pickle.loads(pickle.dumps(LENIENT)) == LENIENT


@pytest.mark.parametrize(
    ("completion", "opened", "thinking", "answer"),
    [
        (GOOD, False, "try 5", "5+3"),
        (OPENED, True, "try 5", "5+3"),
        (OPENED, False, "try 5", "5+3"),
        (GOOD, True, "try 5", "5+3"),
        ("<THINK>t</Think>\n<Answer>5</ANSWER>", False, "t", "5"),
        ("< think >t</ think><answer >5</\n answer>", False, "t", "5"),
        ("<answer>5</answer>", False, None, "5"),
        ("Sure! <think>t</think> So: <answer>5</answer> I hope it helps.", False, "t", "5"),
        ("<think>t</think><answer>5</answer> or <answer>6</answer>", False, "t", "6"),
        ("<think>t</think>It is \\boxed{5+3}.", False, "t", "5+3"),
        ("So \\boxed{\\frac{7}{2}} it is", False, None, "\\frac{7}{2}"),
        ("\\boxed{4} or rather \\boxed{5}", False, None, "5"),
        ("<answer>It is \\boxed{5}</answer>", False, None, "5"),
        ("<answer>\n```text\n1 2\n2 1\n```\n</answer>", False, None, "1 2\n2 1"),
        ("<answer>\n```\n5 + 3\n```\n</answer>", False, None, "5 + 3"),
        ("```html\n<think>t</think><answer>5</answer>\n```", False, "t", "5"),
        ("<think>t</think><answer>5", False, "t", "5"),
        ("t</think><answer>5</answer>\nUser: and now?\nAssistant: <think>u</think><answer>6</answer>", True, "t", "5"),
        ("<answer>5</answer>\n\n### Human: again\n<answer>6</answer>", False, None, "5"),
        ("<answer>5</answer><|im_end|>\n<|im_start|>user\n<answer>6</answer>", False, None, "5"),
        (" Assistant: <think>t</think><answer>5</answer></s>", False, "t", "5"),
        ({"content": "It is <answer>5</answer>", "reasoning": "r"}, False, "r", "5"),
        ({"content": "It is \\boxed{5}", "reasoning_content": "maybe <answer>6</answer>"}, False, None, "5"),
        ([{"role": "user", "content": "?"}, {"role": "assistant", "content": "\\boxed{5}"}], False, None, "5"),
    ],
)
def test_lenient(completion: Any, opened: bool | None, thinking: str | None, answer: str) -> None:
    found = find_answer(completion, "lenient", thinking_opened=opened)
    assert (found.answer, found.well_formed, found.problem) == (answer, True, "")
    assert thinking is None or found.thinking == thinking


@pytest.mark.parametrize(
    ("completion", "opened", "problem"),
    [
        ("", False, "<answer> is missing"),
        ("the answer is 5", False, "<answer> is missing"),
        ("<think>t <answer>5</answer>", False, "</think> is missing"),  # in the thinking only
        ("t <answer>5</answer>", True, "</think> is missing"),
        ("t \\boxed{5}", True, "</think> is missing"),
        ("<think>so <answer>5</answer></think>", False, "<answer> is missing"),
        ("<think>\\boxed{5}</think> done", False, "<answer> is missing"),
        ("<think>t</think> <think>u <answer>5</answer>", False, "</think> is missing"),
        ("<answer>5<think>t</think></answer>", False, "<answer> is missing"),
        ("<answer>5</think></answer>", False, "<answer> is missing"),
        ("<answer>5<think></answer>", False, "there are tags inside the answer"),
        ("User: <answer>5</answer>", False, "<answer> is missing"),
        ("t\nUser: more\nAssistant: <answer>5</answer>", False, "<answer> is missing"),  # to another question
        ("\\boxed{5", False, "<answer> is missing"),
        ("\\boxed{{5}", False, "<answer> is missing"),
        ("\\boxed{" + "5" * 30_000 + "}", False, "<answer> is missing"),
        ("<answer>5</answer>" * 501, False, "there are more than 1,000 tags"),
        (5, False, "the completion is neither"),
    ],
)
def test_not_even_lenient(completion: Any, opened: bool | None, problem: str) -> None:
    found = find_answer(completion, "lenient", thinking_opened=opened)
    assert found.answer is None
    assert not found.well_formed
    assert found.problem.startswith(problem)


@pytest.mark.parametrize(
    ("settings", "completion", "answer", "problem"),
    [
        ({"tags": "tolerant"}, "<Think>t</THINK><Answer>5</answer >", "5", ""),
        ({"tags": "tolerant"}, "<think>t</think><Answer>5</answer><answer>6</answer>", None, "<answer> is there 2"),
        ({"thinking": "optional"}, "<answer>5</answer>", "5", ""),
        ({"thinking": "optional"}, "<think>t</think><answer>5</answer>", "5", ""),
        ({"thinking": "optional"}, "<think>t<answer>5</answer>", None, "</think> is missing"),
        ({"thinking": "optional"}, "hm <answer>5</answer>", "5", "there is text before <answer>"),
        ({"around": "anything"}, "a<think>t</think>b<answer>5</answer>c", "5", ""),
        ({"around": "anything"}, "<answer>5</answer><think>t</think>", None, "the tags are in the order"),
        ({"empty_thinking": False}, "<think> \n</think><answer>5</answer>", "5", "the thinking is empty"),
        ({"empty_thinking": False}, GOOD, "5+3", ""),
        ({"apart": False}, {"content": "<answer>5</answer>", "reasoning": "r"}, "5", "the thinking is given apart"),
        ({"apart": False}, {"content": GOOD}, "5+3", ""),
        ({"boxed": True}, "<think>t</think>\n\\boxed{5}", "5", ""),
        ({"boxed": True}, "<think>t</think>\n\\boxed{5}.", "5", "there is text after"),
        ({"boxed": True}, "<think>t</think>\\boxed{5}\\boxed{6}", None, "<answer> is missing"),
        ({"boxed": True}, "<think>\\boxed{5}</think>", None, "the tags are in the order"),
        ({"boxed": True}, "<think>\\boxed{5}</think><answer>6</answer>", "6", ""),
        ({"unclosed": True}, "<think>t</think><answer>5\n", "5", ""),
        ({"fences": True}, "<think>t</think><answer>```\n5\n```</answer>", "5", ""),
        ({"fences": True}, "<think>t</think><answer>```\n5\n```\n```\n6\n```</answer>", "```\n5\n```\n```\n6\n```", ""),
        ({"turns": True}, GOOD + "\nUser: more " + GOOD, "5+3", ""),
        ({"several": "last"}, "<think>t</think><answer>5</answer><answer>6</answer>", "6", "there is text before"),
        ({"several": "last"}, "<answer>6</answer>", "6", "the thinking is missing"),
        ({"several": "last"}, "<think>t</think><answer>5</answer><answer>6", "5", "there is text after </answer>"),
        ({"several": "last"}, "x<think>t</think><answer>5</answer>", "5", "there is text before <think>"),
        ({"several": "last"}, "<think>t</think><answer>6", None, "</answer> is missing"),
    ],
)
def test_each_setting(settings: Any, completion: Any, answer: str | None, problem: str) -> None:
    found = find_answer(completion, AnswerFormat(name="own", **settings))
    assert found.answer == answer
    assert found.problem.startswith(problem)
    assert found.well_formed == (not problem) == (not found.problem)


PIECES = st.sampled_from(
    [
        "<think>",
        "</think>",
        "<answer>",
        "</answer>",
        "< Answer >",
        "5",
        " ",
        "\\boxed{",
        "}",
        "```\n",
        "\nUser:",
        "\x00",
    ]
)


@given(st.text() | st.lists(PIECES, max_size=10).map("".join), st.sampled_from([True, False, None]))
def test_any_text_leniently(text: str, opened: bool | None) -> None:
    found = find_answer(text, "lenient", thinking_opened=opened)
    assert found.well_formed == (not found.problem) == (found.answer is not None)
    assert found.answer is None or not any(tag in found.answer for tag in ("<think>", "</think>", "<answer>"))
    strict = find_answer(text, thinking_opened=opened)
    plain = not any(sign in text for sign in ("\\boxed", "```", "User:", "Human:", "Assistant:", "<|", "</s>", "<A"))
    if strict.well_formed and plain and "< A" not in text:
        assert found == strict


@given(JSON)
def test_any_object_leniently(value: Any) -> None:
    assert isinstance(find_answer(value, "lenient"), Found)


@pytest.mark.parametrize(
    "piece",
    ["<", "< ", "<answer>", "\\boxed{", "\\boxed{5}", "{", "\n", "\nUser", "User:", "```\n", "`", "<|", "\ud800", "**"],
)
def test_large_inputs_leniently(piece: str) -> None:
    text = piece * (10**6 // len(piece))
    start = time.perf_counter()
    assert find_answer(text, "lenient").answer in (None, "5")
    assert time.perf_counter() - start < 1.0  # measured: below 50 ms; the margin is for a busy machine
