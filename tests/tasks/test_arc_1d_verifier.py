"""The verifier of one-dimensional ARC."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem

TASK = Arc1D()
SHIFT = Arc1DProblem(
    pairs=(("0330000000", "0000330000"), ("0001110000", "0000001110")), test="2200000000", output="0002200000"
)
RIGHT = "0002200000"


@pytest.mark.parametrize(
    "answer",
    [
        "0 0 0 2 2 0 0 0 0 0",
        "0002200000",
        " 0 0 0 2 2 0 0 0 0 0\n",
        "[0, 0, 0, 2, 2, 0, 0, 0, 0, 0]",
        "(0,0,0,2,2,0,0,0,0,0)",
        "0,0,0,2,2,0,0,0,0,0",
        "0|0|0|2|2|0|0|0|0|0",
        "`0 0 0 2 2 0 0 0 0 0`",
        "```\n0 0 0 2 2 0 0 0 0 0\n```",
        "Output: 0 0 0 2 2 0 0 0 0 0",
        "Answer: 0002200000.",
        "0  0  0  2  2  0  0  0  0  0",
    ],
)
def test_right_answers_in_their_usual_spellings(answer: str) -> None:
    assert TASK.verify(SHIFT, answer), TASK.verify(SHIFT, answer).reason


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " ",
        "0 0 0 2 2 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 0 0",
        "0 0 2 2 0 0 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 1",
        "0 0 0 2 2 0 0 0 0 00",
        "0 0 0 2 2 0 0 0 00",
        "00 02 20 00 00",
        "00022 00000",
        "10 0 0 2 2 0 0 0 0 0",
        "0 0 0 -2 2 0 0 0 0 0",
        "0 0 0 2.2 0 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 0 or 0 0 0 0 0 0 0 0 0 0",
        "２ 0 0 2 2 0 0 0 0 0",
        "zero",
        "0" * 100_000,
        "0 " * 499 + "x",
        "[" * 500,
        None,
        7,
        ["0"],
        "\ud800",
    ],
)
def test_near_misses_and_junk_are_rejected(answer: Any) -> None:
    verdict = TASK.verify(SHIFT, answer)
    assert not verdict
    assert verdict.reason
    assert "\n" not in verdict.reason


def test_every_other_row_is_wrong() -> None:
    for i, digit in itertools.product(range(10), "0123456789"):
        row = RIGHT[:i] + digit + RIGHT[i + 1 :]
        assert TASK.verify(SHIFT, row).correct is (row == RIGHT)
