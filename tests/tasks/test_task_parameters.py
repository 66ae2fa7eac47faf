from __future__ import annotations

import re
from typing import Any

import pytest

import tracekit
from tracekit import ParameterError, UnknownNameError


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("countdown", {"min_numbers": 1}, "min_numbers=1: must be between 2 and 8"),
        ("countdown", {"max_numbers": 9}, "max_numbers=9: must be between 2 and 8"),
        ("countdown", {"min_value": 0}, "min_value=0: must be between 1 and 1000"),
        ("countdown", {"max_target": 0}, "max_target=0: must be between 1 and 100000"),
        ("countdown", {"min_numbers": 5, "max_numbers": 4}, "min_numbers=5: must not be above max_numbers=4"),
        ("countdown", {"min_value": 200}, "min_value=200: must not be above max_value=100"),
        ("countdown", {"min_target": 1000}, "min_target=1000: must not be above max_target=999"),
        ("countdown", {"operators": "+"}, "operators='+': must be one of '+-*/', '+-*', '+-'"),
        ("countdown", {"arithmetic": "real"}, "arithmetic='real': must be one of 'integers', 'fractions'"),
        ("countdown", {"use_all": "perhaps"}, "use_all='perhaps': must be true or false"),
        ("countdown", {"min_numbers": None}, "min_numbers=None: must be between 2 and 8"),
        ("countdown", {"min_numbers": [4]}, "min_numbers=[4]: must be between 2 and 8"),
        ("sudoku", {"min_empty": -1}, "min_empty=-1: must be between 0 and 60"),
        ("sudoku", {"max_empty": 61}, "max_empty=61: must be between 0 and 60"),
        ("sudoku", {"min_empty": "many"}, "min_empty='many': must be between 0 and 60"),
        ("sudoku", {"size": 8}, "size=8: must be one of 4, 6, 9"),
        ("mini_sudoku", {"size": 9}, "size=9: must be one of 4, 6"),
        ("sudoku", {"cell_order": "row"}, "cell_order='row': must be one of 'rows', 'boxes', 'fewest'"),
        ("sudoku", {"deduction": "full"}, "deduction='full': must be one of 'none', 'naked', 'hidden'"),
    ],
)
def test_a_parameter_that_is_not_allowed_is_refused_in_one_line(
    name: str, parameters: dict[str, Any], message: str
) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(message)}$") as caught:
        tracekit.get_task(name, **parameters)
    assert caught.value.field in parameters
    assert caught.value.value == parameters[caught.value.field]


@pytest.mark.parametrize(
    ("name", "parameters", "suggestion"),
    [
        ("countdwn", {}, "did you mean 'countdown'?"),
        ("mini-sudoku", {}, "did you mean 'mini_sudoku'?"),
        ("countdown", {"max_number": 5}, "did you mean 'max_numbers'?"),
        ("sudoku", {"cellorder": "rows"}, "did you mean 'cell_order'?"),
        ("sudoku", {"backtracks": 5}, "known: size, min_empty"),
        ("", {}, "known: countdown, sudoku, mini_sudoku"),
    ],
)
def test_unknown_names_get_a_suggestion(name: str, parameters: dict[str, Any], suggestion: str) -> None:
    with pytest.raises(UnknownNameError, match=re.escape(suggestion)) as caught:
        tracekit.get_task(name, **parameters)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [["sudoku"], 3, None])
def test_names_that_cannot_be_looked_up(name: Any) -> None:
    with pytest.raises(UnknownNameError):
        tracekit.get_task(name)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"seed": "zero"}, "seed='zero': must be an integer"),
        ({"seed": 1.0}, "seed=1.0: must be an integer"),
        ({"seed": True}, "seed=True: must be an integer"),
        ({"index": -1}, "index=-1: must be an integer of at least 0"),
        ({"index": "3"}, "index='3': must be an integer of at least 0"),
        ({"attempt": -2}, "attempt=-2: must be an integer of at least 0"),
        ({"split": "trian"}, "unknown split 'trian': did you mean 'train'?"),
    ],
)
def test_sources_of_problems(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises((ParameterError, UnknownNameError), match=f"^{re.escape(message)}"):
        tracekit.get_task("countdown").problem(**arguments)


def test_tasks_are_frozen_and_compare_by_their_parameters() -> None:
    task = tracekit.get_task("sudoku", min_empty=40)
    assert task == tracekit.get_task("sudoku", min_empty=40)
    assert hash(task) == hash(tracekit.get_task("sudoku", min_empty=40))
    assert task != tracekit.get_task("sudoku", min_empty=41)
    assert tracekit.get_task("sudoku", size=4, min_empty=8, max_empty=12) != tracekit.get_task("mini_sudoku")
    with pytest.raises(ValueError, match="frozen"):
        task.min_empty = 3
    assert tracekit.get_task("sudoku", **task.parameters) == task


def test_the_parameters_of_a_task_are_described() -> None:
    for task in tracekit.TASKS.values():
        for field, info in task.model_fields.items():
            assert info.description, field
            assert task.allowed(field), field


def test_ranges_without_a_problem_end_in_an_error() -> None:
    task = tracekit.get_task("countdown", max_value=2, min_target=99_999, max_target=99_999)
    with pytest.raises(tracekit.GenerationError, match="ask for wider ranges"):
        task.problem()


def test_other_parameters_give_other_problems() -> None:
    first = tracekit.get_task("countdown")
    second = tracekit.get_task("countdown", max_target=998)
    problems = [{task.fingerprint(task.problem(index=i)) for i in range(100)} for task in (first, second)]
    assert len(problems[0] & problems[1]) <= 1


def test_number_of_numbers_is_uniform_although_large_problems_miss_the_target_more_often() -> None:
    task = tracekit.get_task("countdown")
    sizes = [len(task.problem(seed=6, index=i).numbers) for i in range(900)]
    assert all(abs(sizes.count(n) - 300) < 85 for n in (4, 5, 6))  # six standard deviations


def test_shares_of_the_splits() -> None:
    task = tracekit.get_task("countdown")
    stream = tracekit.tasks.base.Stream("splits")
    found = [
        task.split_of(task.problem_type(numbers=[stream.between(1, 100) for _ in range(4)], target=1))
        for _ in range(2000)
    ]
    for split, percent in tracekit.SPLITS.items():
        assert abs(found.count(split) - 20 * percent) < 110, split
