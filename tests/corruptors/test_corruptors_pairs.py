"""Pairing rows with what was written for others: derangements, in every block, under every condition."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.corruptors import corrupt, corrupt_stream, get_corruptor
from tracekit.corruptors.pairing import pair_up
from tracekit.corruptors.pairs import answer_format
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.seeding import Stream


def always(taker: int, giver: int) -> bool:
    return True


def most_pairs(n: int, fits: Callable[[int, int], bool]) -> int:
    """By brute force: the greatest number of items that can each take from one of their own."""
    return max(sum(fits(i, j) for i, j in enumerate(order)) for order in itertools.permutations(range(n)))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.integers(0, 99))
def test_as_many_are_paired_as_can_be(kinds: list[int], seed: int) -> None:
    found = pair_up(kinds, always, Stream(seed))
    givers = [giver for giver in found if giver is not None]
    assert len(set(givers)) == len(givers)
    assert all(giver is None or kinds[taker] != kinds[giver] for taker, giver in enumerate(found))
    assert len(givers) == most_pairs(len(kinds), lambda i, j: i != j and kinds[i] != kinds[j])


@settings(max_examples=200)
@given(st.integers(1, 6), st.data())
def test_as_many_are_paired_as_can_be_whatever_is_allowed(n: int, data: st.DataObject) -> None:
    pairs = st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)))
    forbidden = data.draw(pairs)
    found = pair_up(range(n), lambda i, j: (i, j) not in forbidden, Stream(n))
    givers = [giver for giver in found if giver is not None]
    assert len(set(givers)) == len(givers)
    assert not any(giver == taker or (taker, giver) in forbidden for taker, giver in enumerate(found))
    assert len(givers) == most_pairs(n, lambda i, j: i != j and (i, j) not in forbidden)


def test_no_pair_is_asked_about_twice() -> None:
    asked: Counter[tuple[int, int]] = Counter()

    def allowed(taker: int, giver: int) -> bool:
        asked[taker, giver] += 1
        return (taker + giver) % 3 != 0

    pair_up([i % 7 for i in range(60)], allowed, Stream("asked"))
    assert set(asked.values()) == {1}
    assert not any(taker % 7 == giver % 7 for taker, giver in asked)


@pytest.mark.parametrize("n", range(2, 40))
def test_a_derangement_for_every_n(n: int) -> None:
    for seed in range(20):
        found = pair_up(range(n), always, Stream(seed))
        assert sorted(i for i in found if i is not None) == list(range(n))
        assert not any(taker == giver for taker, giver in enumerate(found))


def test_every_derangement_is_drawn_about_equally_often() -> None:
    counts = Counter(tuple(pair_up(range(4), always, Stream(seed))) for seed in range(2700))
    assert len(counts) == 9  # of four items
    # 300 expected of each, with a standard deviation of 16
    assert all(220 <= count <= 380 for count in counts.values())
    long = Counter(pair_up(range(100), always, Stream("long", seed))[0] for seed in range(3000))
    assert len(long) == 99
    assert max(long.values()) < 70  # 30 expected


@pytest.mark.parametrize(("n", "majority"), [(200, 100), (200, 150), (201, 101), (1000, 700), (4, 4)])
def test_a_majority_gives_to_all_others_and_the_rest_of_it_is_left(n: int, majority: int) -> None:
    kinds = Stream(n).shuffled([0] * majority + list(range(1, n - majority + 1)))
    found = pair_up(kinds, always, Stream(n))
    assert sum(giver is None for giver in found) == max(0, 2 * majority - n)


@cache
def rows_of(task: str, n: int, **options: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tracekit.make_dataset(
        tracekit.get_task(task), n=n, seed=3, certify=False, **options
    ).to_list()
    return rows


def records(rows: list[dict[str, Any]]) -> list[Corruption]:
    found = [corruption_of(row) for row in rows]
    return [record for record in found if record is not None]


def answer_in(row: dict[str, Any]) -> str:
    completion: str = row["completion"]
    return completion.partition("<answer>")[2].removesuffix("</answer>")


def thinking_in(row: dict[str, Any]) -> str:
    completion: str = row["completion"]
    return completion.removeprefix("<think>").partition("</think>")[0]


@pytest.mark.parametrize("n", [2, 3, 4, 5, 17, 64])
def test_shuffled_responses_are_a_derangement(n: int) -> None:
    rows = rows_of("countdown", 64, backtracks=1)[:n]
    after = corrupt(rows, get_corruptor("shuffled_responses"))
    by_id = {row["id"]: row for row in rows}
    donors = [record.donor for record in records(after)]
    assert sorted(str(donor) for donor in donors) == sorted(by_id)
    for row, donor in zip(after, donors, strict=True):
        assert donor is not None
        assert donor != row["id"]
        assert row["completion"] == by_id[donor]["completion"]


def test_one_row_alone_is_left_alone() -> None:
    rows = rows_of("countdown", 64, backtracks=1)[:1]
    for name in ("shuffled_responses", "swapped_traces", "inserted_steps"):
        (after,) = corrupt(rows, get_corruptor(name))
        (record,) = records([after])
        assert after["completion"] == rows[0]["completion"]
        assert not record.touched
        assert "no other row" in record.reason


def test_swapped_traces_keep_the_own_answer() -> None:
    rows = rows_of("countdown", 64, backtracks=1)
    after = corrupt(rows, get_corruptor("swapped_traces"))
    by_id = {row["id"]: row for row in rows}
    for own, row, record in zip(rows, after, records(after), strict=True):
        assert record.donor is not None
        assert answer_in(row) == own["answer"]
        assert thinking_in(row) == thinking_in(by_id[record.donor]) != thinking_in(own)


@pytest.mark.parametrize("name", ["shuffled_responses", "swapped_traces"])
def test_a_stream_in_blocks_stays_a_derangement(name: str) -> None:
    rows = rows_of("countdown", 64, backtracks=1)
    for block in (2, 3, 7, 40):
        donors = [record.donor for record in records(list(corrupt_stream(rows, get_corruptor(name), block=block)))]
        assert None not in donors
        assert sorted(map(str, donors)) == sorted(row["id"] for row in rows)
        assert all(donor != row["id"] for donor, row in zip(donors, rows, strict=True))


def test_an_answer_that_is_right_for_both_is_not_exchanged() -> None:
    rows = rows_of("self_reference", 60, backtracks=0)
    after = corrupt(rows, get_corruptor("shuffled_responses"))
    assert all(answer_in(row) != own["answer"] for own, row in zip(rows, after, strict=True))
    # One answer only: nothing can be exchanged.
    same = [row for row in rows if row["answer"] == "1"]
    assert len(same) >= 5
    left = corrupt(same, get_corruptor("shuffled_responses"))
    assert [row["completion"] for row in left] == [row["completion"] for row in same]
    assert {record.reason for record in records(left)} == {
        "too many of the other rows have an answer that is right for it too"
    }
    # Two of another answer: four rows can be exchanged, and the rest cannot.
    other = [row for row in rows if row["answer"] == "2"][:2]
    mixed = records(corrupt([*same, *other], get_corruptor("shuffled_responses")))
    assert sum(record.touched for record in mixed) == 4
    # Unless that is allowed.
    for record in records(corrupt(same, get_corruptor("shuffled_responses", same_answer=True))):
        assert record.touched
        assert record.rule_after is not None
        assert record.answer == "right"


def test_the_verifier_decides_what_the_same_answer_is() -> None:
    # Two Countdown problems with the same numbers and target: either's expression is right for both.
    rows = rows_of("countdown", 64, backtracks=(0, 1), ladder=True)[:4]
    assert rows[0]["fingerprint"] == rows[1]["fingerprint"] != rows[2]["fingerprint"]
    for name in ("shuffled_responses", "swapped_traces"):
        donors = [record.donor for record in records(corrupt(rows, get_corruptor(name)))]
        assert {*donors[:2]} == {row["id"] for row in rows[2:]}
    left = records(corrupt(rows[:2], get_corruptor("shuffled_responses")))
    assert not any(record.touched for record in left)
    left = records(corrupt(rows[:2], get_corruptor("swapped_traces")))
    assert {record.reason for record in left} == {"the thinking of each of the other rows would be true of it too"}


def test_a_mixture_is_paired_task_by_task() -> None:
    rows = rows_of("countdown", 64, backtracks=1)[:9] + rows_of("self_reference", 60, backtracks=0)[:9]
    for name in ("shuffled_responses", "swapped_traces", "inserted_steps"):
        for row, record in zip(rows, records(corrupt(rows, get_corruptor(name))), strict=True):
            assert record.donor is None or record.donor.split("/")[0] == row["task"]
    across = records(corrupt(rows, get_corruptor("shuffled_responses", across_tasks=True)))
    assert any(
        record.donor and record.donor.split("/")[0] != row["task"] for row, record in zip(rows, across, strict=True)
    )


def test_pairs_of_about_the_same_length() -> None:
    rows = rows_of("countdown", 64, backtracks=(0, 1, 2, 5))
    length = {row["id"]: len(row["completion"]) for row in rows}

    def difference(**parameters: Any) -> float:
        found = records(corrupt(rows, get_corruptor("shuffled_responses", **parameters)))
        assert all(record.touched for record in found)
        return sum(
            abs(length[str(record.donor)] - length[row["id"]]) for row, record in zip(rows, found, strict=True)
        ) / len(rows)

    assert difference(within="length") < difference() / 2


def test_pairs_of_the_same_answer_format() -> None:
    rows = rows_of("countdown", 64, backtracks=0)
    after = corrupt(rows, get_corruptor("shuffled_responses", within="answer_format"))
    answers = {row["id"]: row["answer"] for row in rows}
    for row, record in zip(rows, records(after), strict=True):
        if record.touched:
            assert answers[str(record.donor)].count(" ") == row["answer"].count(" ")
    assert sum(record.touched for record in records(after)) > 55


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("(3 + 17) * 2", "100 - 25 - 8", True),
        ("3 + 17", "3 + 17 + 2", False),
        ("[4, 12]", "[1, 0]", True),
        ("[4, 12]", "[4]", False),
        ("49.09°", "7.5°", True),
        ("49.09°", "2.176", False),
        ("(-1.5, 2)", "(3, -0.25)", True),
        ("1 2 3", "7 7 0", True),
        ("1 2 3", "1 2", False),
        ("1 2\n3 4", "3 4\n1 2", True),
        ("green", "cyan", True),
        ("green", "3", False),
    ],
)
def test_answer_formats(one: str, other: str, same: bool) -> None:
    assert (answer_format(one) == answer_format(other)) is same
