"""The verifiers against the table of answers written by hand in ``cases``."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from cases import TASKS, Case, cases, groups

import tracekit

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.task}-{case.tests}" for case in CASES])
def test_answer(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # Whatever reasoning-gym's question allows.
    task = tracekit.get_task(case.task, **{**tracekit.TASKS[case.task].entry_parameters, **case.group.parameters})
    problem = task.problem_type(**case.group.problem)
    task.verify(problem, "")  # what is worked out once for a problem is not the answer's doing
    start = time.perf_counter()
    verdict = task.verify(problem, case.answer)
    seconds = time.perf_counter() - start
    assert verdict.correct is case.right, (case.answer, verdict.reason)
    assert verdict.reason
    assert "\n" not in verdict.reason
    assert len(verdict.reason) < 300
    assert seconds < 0.5
    assert not list(tmp_path.iterdir()), "an answer ran as code"


def test_the_table_is_large_and_says_what_it_tests() -> None:
    assert len(CASES) >= 400
    for task in TASKS:
        of_task = [case for case in CASES if case.task == task]
        assert sum(case.right for case in of_task) >= 10, task
        assert sum(not case.right for case in of_task) >= 20, task
        for group in groups(task):
            assert not set(group.right) & set(group.wrong), task
            assert group.right or group.wrong
    assert all(case.tests.strip() for case in CASES)


def test_the_stored_answer_is_that_of_a_right_case() -> None:
    for task in TASKS:
        for group in groups(task):
            if group.stored:
                assert group.stored in group.right, (task, group.stored)
