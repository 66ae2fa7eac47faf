"""Texts taken apart and put together again at random: nothing is raised, and the judges agree."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest

import tracekit
from tracekit.rewards import judge

TASKS = tuple(tracekit.TASKS)
CHARACTERS = "0123456789 .,abcr+-*/=\n"
SENTENCES = re.compile(r"(?<=[.\n。？])")


@lru_cache
def rows_of(name: str) -> Sequence[tuple[dict[str, Any], Any]]:
    """Rows of every strategy and style, among them searches that gave up."""
    task: Any = tracekit.get_task(name)
    found: list[dict[str, Any]] = []
    for style in ("prose", "symbolic", "marked", *(["chinese"] if "chinese" in task.lexicons else [])):
        for strategy in ("exhaustive", "detour", "natural", "best_first"):
            asked: dict[str, Any] = {"backtracks": [0, 1, 2, 3]}
            if strategy in ("natural", "best_first"):
                asked = {"max_moves": 60, "keep_unsolved": True}
            found += tracekit.make_dataset(task, n=4, strategy=strategy, style=style, seed=3, **asked).to_list()
    return [(row, tracekit.load_row(row)) for row in found]


def mangled(name: str, text: str, rng: random.Random) -> str:
    sentences = SENTENCES.split(text)
    i = rng.randrange(len(sentences))
    match rng.randrange(8):
        case 0:
            rng.shuffle(sentences)
        case 1:
            del sentences[i : i + rng.randrange(1, 4)]
        case 2:
            others = SENTENCES.split(rng.choice(rows_of(name))[0]["completion"])
            sentences[i:i] = rng.choices(others, k=rng.randrange(1, 5))
        case 3:
            sentences = sentences[:i]
        case 4:
            sentences[i] = "Hm, wait. "
        case 5:
            sentences *= 2
    characters = list("".join(sentences))
    for _ in range(rng.choice((0, 0, 1, 2, 4)) if characters else 0):
        characters[rng.randrange(len(characters))] = rng.choice(CHARACTERS)
    return "".join(characters)


def check(name: str, n: int, seed: int) -> None:
    rng = random.Random(f"{name} {seed}")
    for _ in range(n):
        row, loaded = rng.choice(rows_of(name))
        text = mangled(name, row["completion"], rng)
        started = time.process_time()
        certificate = tracekit.certify(loaded.task, loaded.problem, text, thinking_opened=False)
        process = judge(row, text).process
        assert bool(process.follows) == (certificate.ok and certificate.solved), text
        verdicts = [statement.verdict for statement in certificate.statements]
        assert {"false", "unread"}.isdisjoint(verdicts[: certificate.first_false])
        assert certificate.in_order == (certificate.ok and "out_of_order" not in verdicts)
        assert all(bool(each.message) == (each.verdict != "true") for each in certificate.statements)
        assert len(str(certificate)) < 600
        trace = certificate.trace
        assert len(trace.moves) <= len(trace.events)
        if certificate.solved:
            assert loaded.task.verify(loaded.problem, certificate.answer).correct
        if not certificate.ok:
            assert certificate.error is not None
            assert trace.answer is None or loaded.task.verify(loaded.problem, trace.answer).correct
        assert time.process_time() - started < 5.0  # measured: 0.2 s at worst


@pytest.mark.parametrize("name", TASKS)
def test_texts_taken_apart(name: str) -> None:
    check(name, 200, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", TASKS)
def test_many_more_texts_taken_apart(name: str) -> None:
    check(name, 6000, 1)
