"""Evaluations: shares with intervals that can be looked up, and figures counted by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracekit
from tracekit.errors import ParameterError
from tracekit.rewards.evaluation import Share, evaluate


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    task = tracekit.get_task("countdown", min_numbers=3, max_numbers=4)
    return tracekit.make_dataset(task, n=4, backtracks=2, seed=3, style="symbolic").to_list()


# The intervals of Newcombe (Statistics in Medicine 17, 1998, table I, method 3), rounded to four digits there.
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, n: int, low: float, high: float) -> None:
    assert Share(count, n).interval == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_interval_holds_the_share(count: int, n: int) -> None:
    share = Share(min(count, n), n)
    low, high = share.interval
    assert 0 <= low <= float(share) <= high <= 1
    assert low < high
    # By its definition: where the score test just fails to reject.
    for bound in {low, high} - {0.0, 1.0}:
        assert abs(share.value - bound) / math.sqrt(bound * (1 - bound) / n) == pytest.approx(1.959964, abs=1e-4)


def test_nothing_to_judge() -> None:
    found = evaluate([], [])
    assert found.n == 0
    assert math.isnan(found.accuracy.value)
    assert found.accuracy.interval == (0.0, 1.0)
    assert found.true_share is found.backtracks is found.length is None
    assert "0 of 0" in str(found)


def test_figures_counted_by_hand(rows: list[dict[str, Any]]) -> None:
    right = rows[0]["completion"]
    wrong_answer = rows[1]["completion"].replace(f"<answer>{rows[1]['answer']}", "<answer>1")
    other_words = f"<think>Let me think.</think><answer>{rows[2]['answer']}</answer>"
    lines = rows[3]["completion"].split("\n")
    false = "\n".join([lines[0], lines[1].replace(" = ", " = 1"), *lines[2:]])  # its first step is false
    found = evaluate(rows, [right, wrong_answer, other_words, false])
    assert (found.accuracy.count, found.format.count) == (3, 4)
    assert (found.readable.count, found.certified.count) == (3, 1)
    assert found.backtracks == 2.0
    assert found.honest_backtracks == pytest.approx(4 / 3)
    assert found.true_share is not None
    assert 2 / 3 < found.true_share < 1
    assert found.length == sum(map(len, (right, wrong_answer, other_words, false))) / 4
    assert str(found).splitlines()[0].split() == ["accuracy", "75.0%", "[30.1%,", "95.4%]", "3", "of", "4"]


def test_lengths_in_tokens_and_open_thinking(rows: list[dict[str, Any]]) -> None:
    rest = [row["completion"].removeprefix("<think>") for row in rows]
    assert evaluate(rows, rest).format.count == 0
    found = evaluate(rows, rest, thinking_opened=True, lengths=[1, 2, 3, 6])
    assert (found.format.count, found.certified.count, found.length) == (4, 4, 3.0)


def test_what_does_not_match_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ParameterError, match="completions=1: must be as many as there are rows, 4"):
        evaluate(rows, ["x"])
    with pytest.raises(ParameterError, match="lengths=2"):
        evaluate(rows, ["x"] * 4, lengths=[1, 2])
    with pytest.raises(ParameterError, match="must be a list"):
        evaluate(rows, "xxxx")
