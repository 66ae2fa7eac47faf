"""Self-reference: answers, parameters, problems and entries of reasoning-gym."""

from __future__ import annotations

import re
from typing import Any

import pytest
from self_reference_oracle import brute_force

import tracekit
from tracekit.errors import ParameterError
from tracekit.tasks.self_reference import SelfReference, SelfReferenceProblem

STYLES = ("prose", "symbolic", "marked")
MIXED = SelfReferenceProblem(
    statements=("true>=2", "false<=3", "true=5", "false=0", "#3 xor #4", "true prime", "false composite")
)

# --- the verifier -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("2", True),
        (" 2 \n", True),
        ("2.", True),
        ("02", True),
        ("2.0", True),
        ("two", True),
        ("Two", True),
        ("**2**", True),
        ("$2$", True),
        ("`2`", True),
        (r"\boxed{2}", True),
        (r"$\boxed{2}$", True),
        ("2 solutions", True),
        ("two possible solutions", True),
        ("There are 2 solutions.", True),
        ("there are **two** ways", True),
        ("The answer is 2.", True),
        ("Answer: 2", True),
        ("The number of possible solutions is 2", True),
        ("1", False),
        ("3", False),
        ("zero", False),
        ("none", False),
        ("22", False),
        ("2 or 3", False),
        ("not 2", False),
        ("-2", False),
        ("2/1", False),
        ("2.5", False),
        ("1+1", False),
        ("２", False),
        ("²", False),
        ("", False),
        ("second", False),
        ("the answer is", False),
        ("2 2", False),
        ("2" * 100_000, False),
        ("the " * 10_000, False),
        ("__import__('os')", False),
        ("\ud800", False),
    ],
)
def test_verify_spellings(answer: str, right: bool) -> None:
    problem = SelfReferenceProblem(statements=("true>=1", "#1 true"))  # both or neither
    assert brute_force(SelfReference().question(problem)) == 2
    verdict = SelfReference().verify(problem, answer)
    assert verdict.correct is right
    assert verdict.reason
    assert "\n" not in verdict.reason


@pytest.mark.parametrize("answer", [None, 2, b"2", ["2"], object()])
def test_verify_never_raises(answer: Any) -> None:
    assert not SelfReference().verify(MIXED, answer)


# --- parameters, problems and entries that are refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"min_statements": 4}, "min_statements=4: must be between 5 and 9"),
        ({"min_statements": 8}, "min_statements=8: must not be above max_statements=7"),
        ({"min_solutions": 4}, "min_solutions=4: must not be above max_solutions=3"),
        ({"max_solutions": 5}, "max_solutions=5: must be between 0 and 4"),
        ({"order": "sideways"}, "order='sideways': must be one of 'up', 'down'"),
    ],
)
def test_parameters_are_checked(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        SelfReference(**parameters)


@pytest.mark.parametrize("statements", [(), ("true>3",), ("#1 true",), ("true>=1", "#1 xor #3"), ("true=1",) * 10])
def test_problems_are_checked(statements: tuple[str, ...]) -> None:
    with pytest.raises(ParameterError):
        SelfReferenceProblem(statements=statements)


QUESTION = (
    "Given the truthfulness of these statements, please tell me the number of possible solutions: \n"
    " - Statement 1: 'At least 2 of these 7 statements are true.'\n"
    " - Statement 2: 'At most 3 of these 7 statements are false.'\n"
    " - Statement 3: 'Exactly 5 of these 7 statements are true.'\n"
    " - Statement 4: 'Exactly 0 of these 7 statements are false.'\n"
    " - Statement 5: 'Either Statement 3 or Statement 4 is true, but not both.'\n"
    " - Statement 6: 'The number of true statements is a prime number.'\n"
    " - Statement 7: 'The number of false statements is a composite number.'\n"
)


def test_an_entry_of_reasoning_gym_is_read() -> None:
    task = SelfReference()
    entry = {"question": QUESTION, "answer": "?", "metadata": {"source_dataset": "self_reference"}}
    problem = task.from_reasoning_gym(entry)
    assert problem == MIXED
    right = brute_force(QUESTION)
    assert tracekit.solve(task, problem, backtracks=1).answer == str(right)
    for damaged in (
        {},
        None,
        {**entry, "question": None},
        {**entry, "question": ""},
        {**entry, "question": QUESTION.replace("At least 2", "Many")},
        {**entry, "question": QUESTION.replace("Statement 2:", "Statement 3:")},
        {**entry, "question": QUESTION.replace("these 7", "these 8")},
        {**entry, "metadata": {"source_dataset": "sudoku"}},
    ):
        with pytest.raises(ParameterError):
            task.from_reasoning_gym(damaged)  # type: ignore[arg-type]


def check_entries(seed: int, size: int) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    dataset = reasoning_gym.create_dataset("self_reference", seed=seed, size=size)
    task = SelfReference()
    for number, entry in enumerate(dataset):
        problem = task.from_reasoning_gym(entry)
        k = min(number % 6, 8 - int(entry["answer"]))
        trace = tracekit.solve(task, problem, backtracks=k, seed=number)
        style = STYLES[number % 3]
        certificate = tracekit.certify(task, problem, tracekit.render(trace, style, seed=number).text)
        assert certificate.ok, certificate.error
        assert certificate.n_backtracks == k
        assert dataset.score_answer(trace.answer, entry) == 1.0
        assert task.verify(problem, entry["answer"])
        assert not task.verify(problem, str(int(entry["answer"]) + 1))


def test_entries_score_full_marks() -> None:
    check_entries(seed=1, size=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 5000, 10_000, 15_000, 20_000])
def test_many_entries_score_full_marks(seed: int) -> None:
    check_entries(seed, 100)
