"""What a task says of itself beside its search: equal problems, equal answers, and where each of its parts stands."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit.corruptors import wrong_answer
from tracekit.errors import ParameterError
from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzlesProblem
from tracekit.testing import HOSTILE

FOLDER = Path(tracekit.__file__).parent / "tasks"
ROLES = ("problem", "space", "language", "generate", "verify", "falsehoods", "outside")

SETTINGS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in tracekit.TASKS),
    ("countdown", {"use_all": False}),
    ("sudoku", {"size": 6, "min_empty": 10, "max_empty": 20}),
    ("zebra_puzzles", {"ask": "table", "clue_types": "all"}),
    ("advanced_geometry", {"kinds": ("centroid", "altitude_foot", "area", "circumcenter")}),
]


@pytest.mark.parametrize(("name", "parameters"), SETTINGS)
def test_variants_are_the_same_problem(name: str, parameters: dict[str, Any]) -> None:
    task = tracekit.get_task(name, **parameters)
    others = 0
    for index in range(12):
        problem = task.problem(seed=4, index=index, split="test")
        for variant in islice(task.variants(problem, Stream("variants", index)), 5):
            others += variant != problem
            assert task.fingerprint(variant) == task.fingerprint(problem)
            assert task.split_of(variant) == "test"
            # It is a problem in its own right, and no more and no less solvable.
            assert task.problem_type.read_json(variant.model_dump_json()) == variant
            trace = tracekit.solve(task, variant, backtracks=0)
            assert task.verify(variant, trace.answer)
            assert tracekit.certify(task, variant, trace).ok
    assert others >= 20 or name == "color_cube_rotation"  # each cube stands for itself


def test_a_variant_of_a_zebra_puzzle_without_its_solution() -> None:
    task = tracekit.get_task("zebra_puzzles", clue_types="all")
    problem = task.problem(seed=2).model_copy(update={"solution": None})
    for variant in islice(task.variants(problem, Stream(1)), 3):
        assert variant.solution is None
        assert task.fingerprint(variant) == task.fingerprint(problem)


SAME: list[tuple[str, dict[str, Any], Any]] = [
    ("countdown", {}, lambda right: [f" {right} ", f"({right})", right.replace("*", "\u00d7"), right.replace(" ", "")]),
    ("sudoku", {}, lambda right: [right.replace(" ", ""), right.replace("\n", " \n"), f"```\n{right}\n```"]),
    ("mini_sudoku", {}, lambda right: [right.replace(" ", ", "), f"\n{right}\n"]),
    ("arc_1d", {}, lambda right: [right.replace(" ", ""), f"[{right.replace(' ', ', ')}]", f"Output: {right}"]),
    ("list_functions", {}, lambda right: [right.replace(" ", ""), f"Output: {right}.", right.replace(",", " ")]),
    ("color_cube_rotation", {}, lambda right: [right.upper(), f"The answer is {right}.", f"**{right}**"]),
    ("self_reference", {}, lambda right: [f" {right}.", f"{right} solutions", f"\\boxed{{{right}}}"]),
    ("zebra_puzzles", {}, lambda right: [right.lower(), f"The answer is {right}."]),
    ("zebra_puzzles", {"ask": "table"}, lambda right: ["\n".join(right.split("\n")[::-1]), right.replace(", ", " | ")]),
    (
        "advanced_geometry",
        {"kinds": ("orthocenter",)},
        lambda right: [right.replace(" ", ""), f"H = {right}", right[1:-1]],
    ),
    ("advanced_geometry", {"kinds": ("angle_measure",)}, lambda right: [right[:-1], right[:-1] + "0 degrees"]),
    ("advanced_geometry", {"kinds": ("area", "incircle_radius")}, lambda right: [f"{right}0", f"{right} units"]),
]


@pytest.mark.parametrize(("name", "parameters", "spellings"), SAME)
def test_answers_that_say_the_same_have_one_key(name: str, parameters: dict[str, Any], spellings: Any) -> None:
    task = tracekit.get_task(name, **parameters)
    for index in range(10):
        problem = task.problem(seed=6, index=index)
        right = tracekit.solve(task, problem, backtracks=0).answer or ""
        key = task.answer_key(problem, right)
        assert key is not None
        for text in spellings(right):
            assert task.verify(problem, text), text
            assert task.answer_key(problem, text) == key, text
        for n in range(5):
            wrong = wrong_answer(task, problem, Stream(index, n))
            assert task.answer_key(problem, wrong) not in (key, None), wrong


@pytest.mark.parametrize(("name", "parameters"), SETTINGS)
def test_no_text_breaks_a_key(name: str, parameters: dict[str, Any]) -> None:
    task = tracekit.get_task(name, **parameters)
    problem = task.problem(seed=1)
    texts = [
        *HOSTILE,
        "nan",
        "\\boxed{",
        "[" * 900,
        "-" * 900,
        "1+" * 400 + "1",
        "(1-" * 60 + "1" + ")" * 60,
        "sqrt(2)/0",
    ]
    for text in texts:
        hash(task.answer_key(problem, text))
    assert task.answer_key(problem, "") is None
    assert task.answer_key(problem, "I do not know") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1 + 2 + 3", "3 + (2 + 1)", True),
        ("(8 - 3) * 2", "2*(8-3)", True),
        ("8 - (3 - 2)", "8 + 2 - 3", True),
        ("8 / (4 / 2)", "2 * 8 / 4", True),
        ("-3 + 8", "8 - 3", True),
        ("8 - 3", "3 - 8", False),
        ("8 * 1", "8 / 1", False),
        ("2 + 2", "2 * 2", False),
        ("6 + 2", "8", False),
        ("(1 + 2) * 3", "1 + 2 * 3", False),
        ("4 - 4", "4 - 4 = 0", True),
    ],
)
def test_keys_of_expressions(one: str, other: str, same: bool) -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem()
    assert (task.answer_key(problem, one) == task.answer_key(problem, other)) is same


def test_near_answers_of_geometry_are_told_apart_as_far_as_it_matters() -> None:
    task = tracekit.get_task("advanced_geometry", kinds=("incircle_radius",))
    problem = task.problem()
    keys = [task.answer_key(problem, text) for text in ("sqrt(2)", "1.41421", "1.414", "1.415", "-1.414")]
    assert keys[0] == keys[1] == keys[2]
    assert len(set(keys)) == 3


def test_the_default_key_is_the_text_without_blanks() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem()
    assert tracekit.Task.answer_key(task, problem, " a\n b") == "ab"
    assert tracekit.Task.answer_key(task, problem, " \n") is None
    assert tracekit.Task.partial_credit(task, problem, "1") is None
    assert list(tracekit.Task.variants(task, problem, Stream(1))) == []


@pytest.mark.parametrize("name", tracekit.TASKS)
def test_a_problem_of_another_task_is_refused(name: str) -> None:
    task, other = tracekit.get_task(name), "sudoku" if name == "countdown" else "countdown"
    problem = tracekit.get_task(other).problem()
    for call in (lambda: task.verify(problem, "1"), lambda: task.split_of(problem)):
        with pytest.raises(ParameterError, match=f"must be of the type {task.problem_type.__name__}"):
            call()


def test_contradictory_clues_are_refused() -> None:
    clues = (Clue("at", ("Arnold",), 1), Clue("at", ("Arnold",), 2))
    problem = ZebraPuzzlesProblem(values=(("Arnold", "Eric"), ("red", "blue")), clues=clues)
    task = tracekit.get_task("zebra_puzzles")
    for call in (task.split_of, task.fingerprint, problem.__class__.solved_table):
        with pytest.raises(ParameterError, match="must have a solution"):
            call(problem)


@pytest.mark.parametrize("name", tracekit.TASKS)
def test_difficulty_climbs_through_values_that_are_allowed(name: str) -> None:
    task = tracekit.TASKS[name]
    assert task.curriculum
    for meaning, values, field, upper in task.curriculum:
        assert meaning
        for value in values:
            both = {field: value} | ({upper: value} if upper else {})
            task(**both).problem()


@pytest.mark.parametrize("folder", [path.parent for path in FOLDER.glob("*/__init__.py")], ids=lambda path: path.name)
def test_each_role_has_its_file(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.py")} >= set(ROLES)


def test_a_task_loads_no_corruptor() -> None:
    code = (
        "import sys, tracekit; from tracekit.tasks import TASKS; tasks = [TASKS[name]() for name in TASKS]; "
        "problem = tasks[0].problem(); tasks[0].verify(problem, '1'); tasks[0].partial_credit(problem, '1'); "
        "print(*(name for name in sys.modules if 'falsehoods' in name or 'corruptors' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
