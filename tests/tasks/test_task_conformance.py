"""Every task keeps the promises of the library, by the same check that users have for tasks of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

import tracekit
from tracekit.search.space import Choice, View
from tracekit.tasks.countdown import Combine, CountdownProblem, CountdownSpace
from tracekit.testing import ConformanceError, check_task
from tracekit.verify import Verdict


@pytest.mark.parametrize("name", tracekit.TASKS)
def test_a_task_keeps_its_promises(name: str) -> None:
    report = check_task(tracekit.get_task(name), n=6, backtracks=(0, 1, 3))
    assert report.reachable["exhaustive"][0] == 1
    assert report.changes_reported >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("name", tracekit.TASKS)
def test_a_task_keeps_its_promises_over_many_problems(name: str) -> None:
    check_task(tracekit.get_task(name), n=60, backtracks=(0, 1, 2, 3, 5, 10), seed=7)


class Credulous(tracekit.tasks.Countdown):
    def check_answer(self, problem: CountdownProblem, answer: str) -> Verdict:
        return Verdict(True, "why not")


class Forgetful(tracekit.tasks.Countdown):
    calls: ClassVar[Iterator[int]] = itertools.count()

    def problem(self, **where: Any) -> CountdownProblem:
        return super().problem(seed=next(self.calls))


class Miscounting(tracekit.tasks.Countdown):
    def space(self, problem: CountdownProblem) -> CountdownSpace:
        class Space(CountdownSpace):
            def count_dead_ends(self, state: Any, limit: int) -> int | None:
                count = super().count_dead_ends(state, limit)
                return count and count + 1

        return Space(problem, use_all=True, fractions=False, operators="+-*/")


class Nameless(tracekit.tasks.Countdown):
    def space(self, problem: CountdownProblem) -> CountdownSpace:
        class Space(CountdownSpace):
            def look(self, state: Any) -> View[Combine]:
                view = super().look(state)
                return Choice((1, 2), view.moves) if isinstance(view, Choice) else view

        return Space(problem, use_all=True, fractions=False, operators="+-*/")


class Unsorted(tracekit.tasks.Countdown):
    def split_key(self, draft: tuple[int, ...]) -> str:
        return ",".join(map(str, draft))


class Ordered(tracekit.tasks.Countdown):
    def fingerprint(self, problem: CountdownProblem) -> str:
        return f"{problem.numbers}:{problem.target}"


class Speechless(tracekit.tasks.Countdown):
    def answer_key(self, problem: CountdownProblem, answer: str) -> None:
        return None


class Raising(tracekit.tasks.Countdown):
    def partial_credit(self, problem: CountdownProblem, answer: str) -> float:
        return float(len(answer.encode()))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (Credulous, "is taken for right"),
        (Forgetful, "is another one when it is made again"),
        (Miscounting, "count_dead_ends"),
        (Nameless, "same place"),
        (Unsorted, "two split keys"),
        (Ordered, "two fingerprints"),
        (Speechless, "has no answer_key"),
        (Raising, "is raised on the answer"),
    ],
)
def test_a_broken_task_is_found_out(broken: type[tracekit.Task[Any, Any]], message: str) -> None:
    with pytest.raises(ConformanceError, match=message):
        check_task(broken(), n=3, backtracks=(0, 1))
