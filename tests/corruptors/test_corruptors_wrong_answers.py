"""Wrong answers that look right: wrong by judges that share nothing with the library, and near to what is right."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import chain, islice
from typing import Any

import pytest

import tracekit
from tracekit.corruptors.wrong_answers import WrongAnswers, wrong_answer
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.errors import GenerationError
from tracekit.seeding import Stream
from tracekit.tasks.countdown import Countdown
from tracekit.tasks.falsehoods import Falsehoods

TASKS = (
    "countdown",
    "sudoku",
    "mini_sudoku",
    "arc_1d",
    "list_functions",
    "zebra_puzzles",
    "self_reference",
    "advanced_geometry",
    "color_cube_rotation",
)
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def value_of(expression: str) -> tuple[Fraction, list[int]]:
    numbers = []

    def walk(node: Any) -> Fraction:
        if isinstance(node, ast.BinOp):
            found: Fraction = OPERATIONS[type(node.op)](walk(node.left), walk(node.right))
            return found
        numbers.append(node.value)
        return Fraction(node.value)

    return walk(ast.parse(expression, mode="eval").body), numbers


@cache
def rows_of(task: str, n: int, **parameters: Any) -> list[dict[str, Any]]:
    made = tracekit.get_task(task, **parameters)
    rows: list[dict[str, Any]] = tracekit.make_dataset(made, n=n, backtracks=(0, 1), seed=11, certify=False).to_list()
    return rows


def answer_in(row: dict[str, Any]) -> str:
    found = re.search("<answer>(.*)</answer>$", row["completion"], re.DOTALL)
    assert found
    return found[1]


def record_of(row: dict[str, Any]) -> Corruption:
    record = corruption_of(row)
    assert record is not None
    return record


def digits(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


def is_sudoku(rows: list[list[str]]) -> bool:
    n = len(rows)
    height, width = {4: (2, 2), 6: (2, 3), 9: (3, 3)}[n]
    columns = [list(column) for column in zip(*rows, strict=True)]
    boxes = [
        [rows[r][c] for r in range(top, top + height) for c in range(left, left + width)]
        for top in range(0, n, height)
        for left in range(0, n, width)
    ]
    return all(len(set(unit)) == n for unit in [*rows, *columns, *boxes])


def check(task: str, row: dict[str, Any], given: str) -> None:
    """The answer is wrong, and it looks right."""
    right, problem = row["answer"], tracekit.load_row(row).problem
    assert given != right
    if task == "countdown":
        value, numbers = value_of(given)
        assert sorted(numbers) == sorted(problem.numbers)
        assert value != problem.target
    elif "sudoku" in task:
        old, new = digits(right), digits(given)
        assert not is_sudoku(new)
        assert all(clue in ("0", cell) for clue, cell in zip(problem.puzzle, chain(*new), strict=True))
        changed = [(a, b) for a, b in zip(chain(*old), chain(*new), strict=True) if a != b]
        assert [a for a, _ in changed] == [b for _, b in changed][::-1]
        assert len(changed) == 2
    elif task == "arc_1d":
        assert len(given.split()) == len(problem.output) != sum(map(operator.eq, given.split(), problem.output))
    elif task == "list_functions":
        assert re.fullmatch(r"\[-?\d+(, -?\d+)*\]|\[\]", given)
    elif task == "zebra_puzzles":
        assert given in problem.values[0]
    elif task == "self_reference":
        assert 0 <= int(given) <= len(problem.statements)
    elif task == "advanced_geometry":
        shape = re.sub(r"-?\d+", "n", right)
        assert re.sub(r"-?\d+", "n", given) == shape
        both = zip(re.findall(r"-?[\d.]+", right), re.findall(r"-?[\d.]+", given), strict=True)
        far = [abs(float(a) - float(b)) for a, b in both]
        assert max(far) >= (0.01 if problem.kind == "angle_measure" else 0.001) - 1e-9
    else:
        assert given in problem.colors


@pytest.mark.parametrize("task", TASKS)
def test_the_answer_is_wrong_and_looks_right_and_the_thinking_is_kept(task: str) -> None:
    rows = rows_of(task, 30)
    after = tracekit.corrupt(rows, WrongAnswers(), seed=2)
    for own, row in zip(rows, after, strict=True):
        record, given = record_of(row), answer_in(row)
        assert (record.touched, record.as_declared, record.answer) == (True, True, "wrong")
        assert row["completion"].replace(f"<answer>{given}</", f"<answer>{own['answer']}</") == own["completion"]
        ((start, end),) = record.positions
        assert row["completion"][start:end] == given
        check(task, own, given)
    assert len({answer_in(row) for row in after}) > 5 or task in ("self_reference", "color_cube_rotation")


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_two_hundred(task: str) -> None:
    rows = rows_of(task, 200)
    for own, row in zip(rows, tracekit.corrupt(rows, WrongAnswers(), seed=3), strict=True):
        assert record_of(row).as_declared
        assert record_of(row).touched
        check(task, own, answer_in(row))


def test_countdown_comes_near_the_target_in_most_rows() -> None:
    misses = []
    for row in tracekit.corrupt(rows_of("countdown", 60), WrongAnswers(), seed=4):
        target = tracekit.load_row(row).problem.target
        misses.append(abs(value_of(answer_in(row))[0] - target) / target)
    assert sorted(misses)[len(misses) // 2] < 0.15


def test_most_wrong_counts_are_one_off_and_wrong_colours_are_of_neighbouring_sides() -> None:
    off = Counter(
        abs(int(answer_in(row)) - int(row["answer"]))
        for row in tracekit.corrupt(rows_of("self_reference", 60), WrongAnswers(), seed=6)
    )
    assert off[1] > 30
    task = tracekit.get_task("color_cube_rotation")
    problem = task.problem(seed=5)
    right = tracekit.solve(task, problem, backtracks=0).answer
    opposite = problem.colors[problem.colors.index(right) ^ 1]
    drawn = Counter(wrong_answer(task, problem, Stream("colours", n)) for n in range(900))
    assert drawn[right] == 0
    # Weights 1 for the side opposite and 2 for each of four others: 100 of 900, sd 9.4.
    assert 60 < drawn[opposite] < 140


@pytest.mark.parametrize(
    ("task", "parameters"),
    [
        ("zebra_puzzles", {"ask": "table"}),
        ("countdown", {"use_all": False}),
        ("countdown", {"operators": "+-", "max_value": 30, "min_target": 10}),
        ("advanced_geometry", {"kinds": ("circumcenter", "centroid", "area", "altitude_foot")}),
        ("color_cube_rotation", {"distinct": False, "n_colors": 3}),
        ("arc_1d", {"rules": "reasoning_gym"}),
    ],
)
def test_other_settings(task: str, parameters: dict[str, Any]) -> None:
    for row in tracekit.corrupt(rows_of(task, 15, **parameters), WrongAnswers(), seed=7):
        loaded = tracekit.load_row(row)
        assert record_of(row).touched
        assert not loaded.task.verify(loaded.problem, answer_in(row))
        if task == "zebra_puzzles":
            old, new = row["answer"].split("\n"), answer_in(row).split("\n")
            assert sum(a != b for a, b in zip(old, new, strict=True)) == 2
        if parameters.get("operators"):
            assert set(answer_in(row)) <= set("0123456789+-() ")


@pytest.mark.parametrize("task", TASKS)
def test_what_does_for_any_task_gives_wrong_answers_for_each(task: str) -> None:
    made = tracekit.get_task(task)
    for seed in range(5):
        problem = made.problem(seed=seed)
        found = list(islice(Falsehoods(made).wrong_answers(problem, Stream(seed)), 60))
        assert any(not made.verify(problem, answer) for answer in found)


class OneMoreFalsehoods(Falsehoods[Any]):
    def wrong_answers(self, problem: Any, stream: Stream) -> Iterator[str]:
        yield problem.solution  # right: passed over
        yield "</answer>"
        yield f"{problem.solution} + {stream.between(1, 9)}"


class OneMore(Countdown):
    """A task with wrong answers of its own."""

    def falsehoods(self) -> Any:
        return OneMoreFalsehoods(self)


class NothingWrong(Falsehoods[Any]):
    def wrong_answers(self, problem: Any, stream: Stream) -> Iterator[str]:
        while True:
            yield problem.solution


class AlwaysRight(Countdown):
    """A task for which nothing wrong comes to mind."""

    def falsehoods(self) -> Any:
        return NothingWrong(self)


def test_a_task_of_ones_own_may_bring_its_wrong_answers() -> None:
    task = OneMore()
    problem = task.problem(seed=1)
    assert re.fullmatch(r".* \+ [1-9]", wrong_answer(task, problem, Stream(1)))
    assert wrong_answer(task, problem, Stream(1)) == wrong_answer(task, problem, Stream(1))
    with pytest.raises(GenerationError, match="no wrong answer in 200 draws"):
        wrong_answer(AlwaysRight(), problem, Stream(1))


def test_a_problem_without_a_wrong_answer_of_that_kind_is_refused_in_time() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem_type(numbers=(7,), target=7, solution="7")
    with pytest.raises(GenerationError):
        wrong_answer(task, problem, Stream(1))
    filled = tracekit.get_task("sudoku", min_empty=0, max_empty=0)
    with pytest.raises(GenerationError):
        wrong_answer(filled, filled.problem(), Stream(1))


def test_a_search_that_gave_up_is_given_a_wrong_guess() -> None:
    task = tracekit.get_task("sudoku", min_empty=40)
    options: dict[str, Any] = {"strategy": "natural", "max_moves": 12, "keep_unsolved": True}
    rows = tracekit.make_dataset(task, n=6, seed=2, **options).to_list()
    assert all("<answer>" not in row["completion"] for row in rows)
    for own, row in zip(rows, tracekit.corrupt(rows, WrongAnswers()), strict=True):
        assert record_of(row).as_declared
        assert row["completion"].startswith(own["completion"])
        loaded = tracekit.load_row(row)
        assert not loaded.task.verify(loaded.problem, answer_in(row))


def test_wrong_angles_are_wrong_by_the_arctangent() -> None:
    task = tracekit.get_task("advanced_geometry", kinds=("angle_measure",))
    for seed in range(30):
        problem = task.problem(seed=seed)
        a, b, c = problem.a, problem.b, problem.c
        angle = abs(math.degrees(math.atan2(a[1] - b[1], a[0] - b[0]) - math.atan2(c[1] - b[1], c[0] - b[0])))
        given = float(wrong_answer(task, problem, Stream("geometry", seed)).removesuffix("°"))
        assert abs(given - min(angle, 360 - angle)) > 0.005
