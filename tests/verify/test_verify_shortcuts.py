"""The short ways of the readers: what is written as the question asks is judged like the same answer in other words."""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import tracekit
from tracekit.errors import ParameterError
from tracekit.tasks.advanced_geometry.verify import TOLERANCES, exact_value
from tracekit.tasks.sudoku.problem import write_rows
from tracekit.verify import read_grid

OTHERWISE: dict[str, Callable[[str], str]] = {
    "sudoku": lambda answer: "|" + answer.replace(" ", ",") + "|",
    "mini_sudoku": lambda answer: "```\n" + answer.replace(" ", "") + "\n```",
    "arc_1d": lambda answer: f"`{answer}`",
    "list_functions": lambda answer: f"Output: {answer}",
    "zebra_puzzles": lambda answer: f"**{answer.lower()}**",
    "self_reference": lambda answer: f"the answer is {answer}",
    "color_cube_rotation": lambda answer: f"The answer is: {answer.upper()}",
    "advanced_geometry": lambda answer: f" answer: {answer} ",
}


@functools.cache
def problems(name: str) -> list[tuple[Any, str]]:
    task = tracekit.get_task(name)
    found = [task.problem(seed=4, index=index) for index in range(8)]
    if "sudoku" in name:
        return [(problem, write_rows(tuple(map(int, problem.solution)), problem.size)) for problem in found]
    return [(problem, tracekit.solve(task, problem, strategy="natural").answer or "") for problem in found]


@pytest.mark.parametrize("name", OTHERWISE)
def test_both_ways_agree(name: str) -> None:
    task, rng, n_wrong = tracekit.get_task(name), random.Random(name), 0
    for problem, right in problems(name):
        assert task.verify(problem, right)
        assert task.verify(problem, OTHERWISE[name](right))
        for _, other in problems(name):
            assert task.verify(problem, other) == task.verify(problem, OTHERWISE[name](other))
        places = [place for place, sign in enumerate(right) if sign.isdigit()] or range(len(right))
        for _ in range(40):
            place = rng.choice(places)
            answer = right[:place] + rng.choice("0123456789") + right[place + 1 :]
            plain, other = task.verify(problem, answer), task.verify(problem, OTHERWISE[name](answer))
            assert plain.correct is other.correct, answer
            assert plain == other or plain.reason.startswith("not")
            n_wrong += not plain
    assert n_wrong > 50


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_verdict_does_not_depend_on_those_before(name: str) -> None:
    task = tracekit.get_task(name)
    answers = [right for _, right in problems(name)]
    once = [[task.verify(problem, answer).correct for answer in answers] for problem, _ in problems(name)]
    for row, (problem, _) in reversed(list(zip(once, problems(name), strict=True))):
        copy = task.problem_type.model_validate_json(problem.model_dump_json())
        assert [task.verify(copy, answer).correct for answer in reversed(answers)] == row[::-1]


def test_a_stored_solution_is_not_trusted() -> None:
    task = tracekit.get_task("mini_sudoku")
    (problem, right), (other, _) = problems("mini_sudoku")[:2]
    for stored in (other.solution, "1" * 36, problem.solution[:-1] + str(int(problem.solution[-1]) % 6 + 1)):
        with pytest.raises(ParameterError, match="solution"):
            task.problem_type(puzzle=problem.puzzle, solution=stored)
    for stored in (None, problem.solution):
        assert task.verify(problem.model_copy(update={"solution": stored}), right)
    several = task.problem_type(puzzle="0" * 36, solution=problem.solution)
    for _, solved in problems("mini_sudoku"):
        assert task.verify(several, solved)  # any right grid, not just the stored one


@pytest.mark.parametrize("size", [1, 4, 6, 9])
def test_grids_read_in_the_short_way(size: int) -> None:
    rng = random.Random(size)
    for _ in range(50):
        cells = [rng.randint(1, size) for _ in range(size * size)]
        lines = [cells[i : i + size] for i in range(0, size * size, size)]
        text = "\n".join(" ".join(map(str, line)) for line in lines)
        assert read_grid(text, size, size) == tuple(cells)
        assert read_grid(f"\n {text}\n", size, size) == tuple(cells)
        assert read_grid(text.replace(" ", ""), size, size) == tuple(cells)
        for bad in ("0", "x", "٣", "³", str(size + 1) if size < 9 else "0"):
            place = 2 * rng.randrange(size * size)
            with pytest.raises(tracekit.verify.GridError):
                read_grid(text[:place] + bad + text[place + 1 :], size, size)


@pytest.mark.parametrize("kind", ["orthocenter", "incircle_radius", "angle_measure", "area", "centroid"])
def test_the_limits_of_a_number_are_where_they_should_be(kind: str) -> None:
    task = tracekit.get_task("advanced_geometry", kinds=(kind,))
    tolerance, rng = TOLERANCES.get(kind, Fraction(1, 2000)), random.Random(kind)
    seen = set()
    for index in range(20):
        problem = task.problem(index=index)
        exact = exact_value(kind, problem.a, problem.b, problem.c)
        for _ in range(30):
            places = rng.randint(1, 12)
            moved = [
                value + tolerance * rng.choice((-1, 1)) * Fraction(rng.randint(990, 1010), 1000) for value in exact
            ]
            rounded = [Fraction(math.floor(value * 10**places), 10**places) for value in moved]
            digits = [
                "-" * (v < 0) + f"{abs(v.numerator * 10**places // v.denominator):0{places + 1}d}" for v in rounded
            ]
            texts = [f"{text[:-places]}.{text[-places:]}" for text in digits]
            text = f"({', '.join(texts)})" if len(texts) > 1 else texts[0]
            away = max(abs(v - e) - tolerance for v, e in zip(rounded, exact, strict=True))
            if abs(away) > Fraction(1, 10**9):  # nearer than that the exact value itself is not known
                assert task.verify(problem, text).correct is (away < 0), text
                longer = ", ".join(f"{each}0000000000000" for each in texts)
                assert task.verify(problem, longer).correct is (away < 0), longer
                seen.add(away < 0)
    assert seen == {True, False}
