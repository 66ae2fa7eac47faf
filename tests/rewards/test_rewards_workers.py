"""Rewards where trainers work them out: from columns, in threads, in other processes, and on rows of several shapes."""

from __future__ import annotations

import functools
import json
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.errors import DataFileError, ParameterError
from tracekit.rewards import Reward, judge, only_if, reward, weighted

NAMES = ("countdown", "mini_sudoku", "arc_1d", "color_cube_rotation", "self_reference")
MIXED = weighted(
    ("study", 1.0),
    (only_if("correct", "true_share"), 0.2),
    (functools.partial(rewards.length_penalty, free=100, limit=200), 0.1),
)


@functools.cache
def data() -> Any:
    import datasets

    made = [tracekit.make_dataset(tracekit.get_task(name), n=3, backtracks=1, seed=5, split="train") for name in NAMES]
    return datasets.concatenate_datasets(made)


def completions() -> list[str]:
    rows = list(data())
    right = [row["completion"] for row in rows]
    return right + right[3:] + right[:3]


def scored(pair: tuple[dict[str, Any], str]) -> Reward:
    return reward(*pair, MIXED)


def pairs() -> list[tuple[dict[str, Any], str]]:
    return list(zip([dict(row) for row in data()] * 2, completions(), strict=True))


def test_batches_of_columns() -> None:
    """As TRL calls a reward function: lists of completions and of each column of the data set."""
    columns = {name: data()[name][:] for name in ("task", "problem", "meta", "style")}
    n = len(columns["task"])
    rows = [{name: values[i] for name, values in columns.items()} for i in range(n)]
    texts = [row["completion"] for row in data()]
    assert [reward(row, text).total for row, text in zip(rows, texts, strict=True)] == [1.0] * n
    chats = [[{"role": "assistant", "content": text}] for text in texts]
    assert [reward(row, chat).total for row, chat in zip(rows, chats, strict=True)] == [1.0] * n


def test_rows_of_a_dataset_as_they_come() -> None:
    for row, text in zip(data(), completions(), strict=False):
        assert reward(row, text).total == 1.0
    scored = data().map(lambda row: {"paid": reward(row, row["completion"]).total})  # a lazy row, no dict
    assert set(scored["paid"]) == {1.0}


def test_columns_that_a_loader_has_unpacked() -> None:
    for row in data():
        for unpacked in (("meta",), ("problem",), ("meta", "problem")):
            loaded = {**row, **{name: json.loads(row[name]) for name in unpacked}}
            assert reward(loaded, row["completion"], "follows").total == 1.0
    for column in ("problem", "meta"):
        with pytest.raises(DataFileError, match="not a row of tracekit"):
            reward({**data()[0], column: {"numbers": {1}}}, "")
        with pytest.raises(DataFileError, match="not a row of tracekit"):
            reward({**data()[0], column: ["a"]}, "")


def test_schemes_are_sent_to_other_processes() -> None:
    for scheme in (MIXED, only_if("correct", MIXED), weighted((MIXED, 2.0))):
        again = pickle.loads(pickle.dumps(scheme))
        for row, text in pairs()[:4]:
            assert reward(row, text, again) == reward(row, text, scheme)
    rollout = judge(data()[0], data()[0]["completion"])
    assert rollout.verdict
    assert pickle.loads(pickle.dumps(rollout)).process == rollout.process


def test_threads_agree() -> None:
    alone = [scored(pair) for pair in pairs()]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(scored, pairs() * 4)) == alone * 4


@pytest.mark.slow
def test_processes_agree() -> None:
    alone = [scored(pair) for pair in pairs()]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(scored, pairs())) == alone


def test_what_is_wrong_with_a_scheme_is_said_at_once() -> None:
    for terms in ([("study",)], [5], ["study"], [("study", 1.0, 2)]):
        with pytest.raises(ParameterError, match="pairs of a reward and a weight"):
            weighted(*terms)
    with pytest.raises(tracekit.UnknownNameError):
        weighted((None, 1.0))  # type: ignore[arg-type]
    for opened in ("yes", 1, "rows"):
        with pytest.raises(ParameterError, match="thinking_opened="):
            reward(data()[0], "", thinking_opened=opened)  # type: ignore[arg-type]


def test_an_entry_whose_rule_is_not_known_is_verified_all_the_same() -> None:
    examples = [([1, 2, 3], [77, 5]), ([9, 4, 1], [3, 3, 3]), ([2, 2, 8], [1])]
    shown = "\n".join(f"Input {i}: {x}\nOutput {i}: {y}" for i, (x, y) in enumerate(examples, 1))
    entry = {
        "question": f"Examples:\n{shown}\n\nInput: [4, 4, 4]\nOutput:\n",
        "answer": "[8, 1]",
        "metadata": {"source_dataset": "list_functions"},
    }
    for answer, right in (("[8, 1]", True), ("8,1", True), ("[8, 2]", False), (None, False)):
        assert bool(rewards.verify_entry(entry, answer)) is right
    task = tracekit.get_task("list_functions")
    problem = task.from_reasoning_gym(entry)
    assert problem.flags == ("unknown_rule",)
    with pytest.raises(ParameterError, match="answer="):
        tracekit.solve(task, problem, backtracks=0)
