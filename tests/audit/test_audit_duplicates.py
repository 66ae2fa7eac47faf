"""Problems that are there twice, or in two splits in disguise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tracekit
from tracekit.auditing import Placed, find_duplicates
from tracekit.seeding import Stream
from tracekit.tasks import Countdown, CountdownProblem

TASK = tracekit.get_task("countdown", min_numbers=4, max_numbers=4)


class Forgetful(Countdown):
    """Its fingerprints tell problems apart that are the same; its variants do not."""

    name = "forgetful"

    def fingerprint(self, problem: CountdownProblem) -> str:
        return f"{problem.numbers} {problem.target}"

    def variants(self, problem: CountdownProblem, stream: Stream) -> Iterator[CountdownProblem]:
        yield problem.model_copy(update={"numbers": problem.numbers[::-1]})


def placed(task: Any, split: str, indices: range) -> list[Placed]:
    return [Placed(task, task.problem(seed=1, index=i, split=split), split, i) for i in indices]


def test_problems_of_two_splits_have_nothing_in_common() -> None:
    found = find_duplicates([*placed(TASK, "train", range(40)), *placed(TASK, "test", range(15))])
    assert found.problems == {"train": 40, "test": 15}
    assert (found.repeated, found.shared, found.near) == (0, 0, 0)


def test_what_is_in_two_splits_or_twice_in_one_is_found() -> None:
    train = placed(TASK, "train", range(10))
    copies = [Placed(each.task, each.problem, "test", each.source) for each in train[:3]]
    again = [Placed(each.task, each.problem, "train", "drawn again") for each in train[:2]]
    ladder = [Placed(each.task, each.problem, "train", each.source) for each in train]
    found = find_duplicates([*train, *copies, *again, *ladder])
    assert (found.repeated, found.shared, found.near) == (2, 3, 0)
    assert set(found.examples) == {TASK.fingerprint(each.problem) for each in train[:3]}


def test_a_variant_in_another_split_is_found() -> None:
    task = Forgetful(min_numbers=4, max_numbers=4)
    train = placed(task, "train", range(10))
    turned = [
        Placed(task, each.problem.model_copy(update={"numbers": each.problem.numbers[::-1]}), "test", each.source)
        for each in train[:4]
    ]
    changed = sum(each.problem.numbers != each.problem.numbers[::-1] for each in train[:4])
    found = find_duplicates([*train, *turned])
    assert (found.shared, found.near) == (4 - changed, changed)
    assert changed


def test_an_audit_tells_of_them() -> None:
    rows = list(tracekit.make_dataset(TASK, n=12, backtracks=1))
    found = tracekit.audit([*rows, *({**row, "split": "test"} for row in rows[:5])], natural=False)
    assert found.duplicates["countdown"].shared == 5
    assert "countdown: 17 problems, 0 drawn again; 5 in two splits, 0 near-duplicates over splits" in found.verdicts
    ladder = tracekit.make_dataset(TASK, n=4, backtracks=[0, 1], ladder=True)
    assert tracekit.audit(ladder, natural=False).duplicates["countdown"].repeated == 0
