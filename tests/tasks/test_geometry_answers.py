"""The verifier of geometry, its numbers, and entries of reasoning-gym."""

from __future__ import annotations

import math
import random
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

import pytest
from geometry_cases import EVERY, KINDS, STYLES, by_floats, problem_of, random_problem

import tracekit
from tracekit import ParameterError
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.numbers import angle_of, over_root, root, rounded, share

POINT = problem_of("orthocenter", (0, 0), (7, 1), (2, 5))  # H = (76/33, 95/33)
RADIUS = problem_of("incircle_radius", (0, 0), (1, 1), (2, 0))  # 1 / (1 + sqrt(2)) = sqrt(2) - 1
RIGHT = problem_of("incircle_radius", (0, 0), (4, 0), (0, 3))  # 1
ANGLE = problem_of("angle_measure", (10, 3), (0, 0), (10, 0))  # 16.6992...
AREA = problem_of("area", (0, 0), (5, 2), (3, 6))  # 12
FOOT = problem_of("altitude_foot", (1, 5), (0, 0), (4, -2))  # negative coordinates: (-6/5, 3/5)

ACCEPTED = [
    (POINT, ["(2.303, 2.879)", "2.303, 2.879", "(2.3030, 2.87879)", "x = 2.303, y = 2.879", "(76/33, 95/33)"]),
    (
        POINT,
        [
            r"(\frac{76}{33}, \frac{95}{33})",
            "H = (2.303, 2.879)",
            "H(2.303,2.879)",
            "(2.303; 2.879)",
            " (2.303,2.879). ",
        ],
    ),
    (
        POINT,
        [r"\left(\frac{76}{33}, \frac{95}{33}\right)", "$(2.303, 2.879)$", "x=76/33 and y=95/33", "(+2.303, 2.879)"],
    ),
    (RADIUS, ["0.414", "0.4142", ".414", "r = 0.414", "r ≈ 0.4142", "0.414 units", "0.41421356", "$0.414$"]),
    (RIGHT, ["1", "1.0", "1.000", "2/2", r"\frac{2}{2}", "sqrt(1)", r"\sqrt{1}", "3*sqrt(4)/6", r"\frac{\sqrt{4}}{2}"]),
    (ANGLE, ["16.70°", "16.7°", "16.7", "16.70 degrees", "16.699", "16.699°", "angle ABC = 16.70°", r"16.70^\circ"]),
    (AREA, ["12.0", "12", "24/2", "12.000", "area = 12"]),
    (FOOT, ["(-1.2, 0.6)", "(-1.200, 0.600)", "(−1.2, 0.6)", "(-6/5, 3/5)", r"(-\frac{6}{5}, \frac{3}{5})"]),
    (FOOT, [r"(\frac{-6}{5}, \frac{3}{5})", "x = -1.2, y = 0.6"]),
]
REJECTED: list[tuple[AdvancedGeometryProblem, list[str]]] = [
    (POINT, ["(2.303, 2.879, 7)", "(2.302, 2.879)", "(2.303, 2.880)", "(2.879, 2.303)", "2.303", "(2.30, 2)"]),
    (POINT, ["2.303 2.879 7", "(2.303, 2.879) or (0, 0)", "(-2.303, 2.879)", "(76/0, 95/33)", "(2.303, 2.879)(1, 2)"]),
    (RADIUS, ["0.415", "0.413", "0.41", "-0.414", "0.414, 0.414", "(0.414, 0)", "0.414°", "4.14e-1", "about 0.4"]),
    (ANGLE, ["16.71°", "16.69°", "17°", "163.30°", "-16.70°", "16.7, 0", "16.70 radians", "0.2915"]),
    (AREA, ["12.5", "11.9", "24", "-12", "12 or 13"]),
    (FOOT, ["(1.2, 0.6)", "(-1.2, -0.6)", r"(-\frac{-6}{5}, \frac{3}{5})"]),
]  # fmt: skip
HOSTILE = [
    "",
    " ",
    "\0",
    "(" * 5000,
    "9" * 5000,
    "1/0",
    "(1/0, 1/0)",
    "9**9**9",
    "__import__('os')",
    "nan",
    "inf",
    "\ud800",
]
HOSTILE += ["sqrt(" * 50, r"\frac{" * 40, "- " * 140, "1 " * 140, "x = " * 70, "(1,", "٣, ٤"]


@pytest.mark.parametrize(("problem", "answer"), [(p, answer) for p, answers in ACCEPTED for answer in answers])
def test_usual_spellings_are_accepted(problem: AdvancedGeometryProblem, answer: str) -> None:
    verdict = EVERY.verify(problem, answer)
    assert verdict, verdict.reason


@pytest.mark.parametrize(("problem", "answer"), [(p, answer) for p, answers in REJECTED for answer in answers])
def test_near_misses_are_rejected(problem: AdvancedGeometryProblem, answer: str) -> None:
    assert not EVERY.verify(problem, answer)


@pytest.mark.parametrize("answer", [*HOSTILE, None, 3, b"1", ["1"]])
def test_what_is_no_answer_is_rejected(answer: Any) -> None:
    for problem in (POINT, RADIUS, ANGLE, AREA):
        verdict = EVERY.verify(problem, answer)
        assert not verdict
        assert "\n" not in verdict.reason


@pytest.mark.parametrize("kind", KINDS)
def test_the_verifier_draws_the_line_where_it_says(kind: str) -> None:
    generator, tolerance = random.Random(9), 0.005 if kind == "angle_measure" else 0.0005
    for _ in range(30):
        problem = random_problem(generator, kind, 10)
        right = by_floats(problem)
        for factor, expected in ((0.0, True), (0.9, True), (-0.9, True), (1.1, False), (-1.1, False)):
            for axis in range(len(right)):
                values = [v + factor * tolerance * (i == axis) for i, v in enumerate(right)]
                answer = ", ".join(f"{value:.9f}" for value in values)
                assert bool(EVERY.verify(problem, answer)) is expected


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_roundings_are_certain() -> None:
    getcontext().prec = 60
    generator = random.Random(4)
    for _ in range(500):
        n, d = generator.randint(1, 10**9), generator.choice((16, 80, 400, 2000, generator.randint(1, 999)))
        assert share(n, d) == round(Fraction(n, d))
        assert rounded(Fraction(n, d), 3) == round(Fraction(1000 * n, d))
        assert root(n, 9) == int((Decimal(n).sqrt() * 10**9).to_integral_value())
        a = generator.randint(-(10**4), 10**4)
        assert over_root(a, n, 6) == int((Decimal(a) / Decimal(n).sqrt() * 10**6).to_integral_value())
        x, y = generator.randint(-(10**4), 10**4), generator.randint(1, 10**4)
        assert abs(angle_of(x, y * y) / 100 - math.degrees(math.atan2(y, x))) <= 0.005 + 1e-9


# --- reasoning-gym ----------------------------------------------------------------------------------------------------


def check_entries(seeds: tuple[int, ...], size: int) -> int:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    task, flagged = AdvancedGeometry(), 0
    for seed in seeds:
        dataset = reasoning_gym.create_dataset("advanced_geometry", seed=seed, size=size)
        for number, entry in enumerate(dataset):
            problem = task.from_reasoning_gym(entry)
            trace = tracekit.solve(task, problem, backtracks=number % 4, seed=number)
            text = tracekit.render(trace, STYLES[number % 3], seed=number).text
            assert tracekit.certify(task, problem, text).ok
            assert task.verify(problem, trace.answer or "")
            assert task.verify(problem, entry["answer"])
            assert dataset.score_answer(trace.answer, entry) == 1.0
            flagged += bool(problem.flags)
            if problem.flags:
                three = f"{float(entry['metadata']['angle_ABC_degrees']):.3f}"
                assert dataset.score_answer(three, entry) < 1.0
                assert task.verify(problem, three)
    return flagged


def test_entries_of_reasoning_gym_score_full_marks() -> None:
    check_entries((3,), 60)


@pytest.mark.slow
def test_500_entries_of_reasoning_gym_score_full_marks() -> None:
    assert 3 <= check_entries((11, 5000, 10_000, 15_000, 20_000), 100) <= 40


ENTRY = {
    "answer": "1.000",
    "metadata": {"task_type": "incircle_radius", "A": ("0", "0"), "B": ("4", "0"), "C": ("0", "3")},
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("A", None),
        ("A", ("1",)),
        ("A", ("1", "x")),
        ("A", (1.5, 2)),
        ("A", "12"),
        ("A", ("9" * 30, "0")),
        ("A", ("99999", "0")),
        ("C", ("2", "0")),
        ("task_type", "volume"),
        ("task_type", []),
        ("source_dataset", "sudoku"),
    ],
)
def test_damaged_entries_are_refused(field: str, value: Any) -> None:
    task = AdvancedGeometry()
    assert task.from_reasoning_gym(ENTRY).kind == "incircle_radius"
    with pytest.raises(ParameterError):
        task.from_reasoning_gym({**ENTRY, "metadata": {**ENTRY["metadata"], field: value}})  # type: ignore[dict-item]
    for entry in (None, 3, {}, {"metadata": {}}):
        with pytest.raises(ParameterError):
            task.from_reasoning_gym(entry)  # type: ignore[arg-type]
