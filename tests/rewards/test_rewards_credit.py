"""Partial credit: never for what comes for free, never as much as for a right answer."""

from __future__ import annotations

import functools
import itertools
import json
import math
import random
import re
from fractions import Fraction
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.errors import ParameterError
from tracekit.rewards import Reward, reward

Row = dict[str, Any]


@functools.cache
def rows_of(name: str) -> list[Row]:
    return list(tracekit.make_dataset(tracekit.get_task(name), n=3, backtracks=1, seed=7, split="train"))


def text_of(thinking: str, answer: str) -> str:
    return f"<think>{thinking}</think>\n<answer>{answer}</answer>"


def changed(answer: str, *places: int) -> str:
    cells = list(answer)
    digits = [i for i, sign in enumerate(cells) if sign.isdigit()]
    for place in places:
        cells[digits[place]] = str(int(cells[digits[place]]) % 4 + 1)
    return "".join(cells)


def test_partial_credit_of_a_grid() -> None:
    row = rows_of("mini_sudoku")[0]
    puzzle = json.loads(row["problem"])["puzzle"]
    blanks = [i for i, digit in enumerate(puzzle) if digit == "0"]
    clue = next(i for i, digit in enumerate(puzzle) if digit != "0")
    totals = [
        reward(row, text_of("", changed(row["answer"], *blanks[:n])), "partial").total for n in range(len(blanks))
    ]
    assert totals[0] == 1.0
    assert 0 < totals[1] < 0.5
    assert totals[1:] == sorted(totals[1:], reverse=True)
    assert totals[-1] == 0.0
    assert reward(row, text_of("", changed(row["answer"], clue)), "partial").total == 0.0
    for digit in "1234":  # nothing is solved by one digit everywhere
        filled = puzzle.replace("0", digit)
        grid = "\n".join(" ".join(filled[i : i + 4]) for i in range(0, 16, 4))
        assert reward(row, text_of("", grid), "partial").components == {"partial": 0.0}
    assert reward(row, "no tags", "partial").total == 0.0
    capped = functools.partial(rewards.partial, cap=0.1)
    assert reward(row, text_of("", changed(row["answer"], blanks[0])), capped).total < 0.1


def test_partial_credit_of_a_row_of_cells() -> None:
    for row in rows_of("arc_1d"):
        problem = json.loads(row["problem"])
        for free in [problem["test"], *(digit * len(problem["test"]) for digit in "0123456789")]:
            if free != problem["output"]:
                assert reward(row, text_of("", " ".join(free)), "partial").total == 0.0
        assert reward(row, text_of("", row["answer"]), "partial").total == 1.0
        assert reward(row, text_of("", row["answer"][:-2]), "partial").total == 0.0
        assert reward(row, text_of("", "x" + row["answer"][1:]), "partial").total == 0.0
        loaded = tracekit.load_row(row)  # right in each cell and refused all the same, for how it is written: nothing
        assert rewards.credit_of(loaded.task, loaded.problem, row["answer"]) == 0.0


def test_partial_credit_only_where_there_is_any() -> None:
    for name in ("color_cube_rotation", "self_reference", "zebra_puzzles"):
        row = rows_of(name)[0]
        for text in (text_of("", "1"), text_of("", "red"), "no tags"):
            assert reward(row, text, "partial") == Reward(0.0, {"partial": None})
        assert reward(row, text_of("", row["answer"]), "partial").total == 1.0
    row = rows_of("countdown")[0]
    assert reward(row, "no tags", "partial") == Reward(0.0, {"partial": 0.0})
    for cap in (0.0, 1.0, -1, 2, math.nan):
        with pytest.raises(ParameterError, match="cap="):
            rewards.partial(rewards.judge(row, ""), cap=cap)


def credit(row: Row, answer: str) -> float:
    loaded = tracekit.load_row(row)
    found = rewards.credit_of(loaded.task, loaded.problem, answer)
    assert found is not None
    return found


def expressions(numbers: tuple[int, ...], rng: random.Random) -> str:
    """A random expression over all these numbers, with every bracket written."""
    parts = [str(number) for number in rng.sample(numbers, len(numbers))]
    while len(parts) > 1:
        a, b = parts.pop(rng.randrange(len(parts))), parts.pop(rng.randrange(len(parts)))
        parts.append(f"({a} {rng.choice('+-*/')} {b})")
    return parts[0]


def value_of(expression: str) -> Fraction | None:
    try:
        code = re.sub("([0-9]+)", r"Fraction(\1)", expression)
        exact: Fraction = eval(code, {"Fraction": Fraction})  # noqa: S307 - a text of our own
    except ZeroDivisionError:
        return None
    return exact


@pytest.mark.parametrize("use_all", [True, False])
def test_partial_credit_of_an_expression(use_all: bool) -> None:
    task = tracekit.get_task("countdown", use_all=use_all, max_numbers=5, arithmetic="fractions")
    rng, n_paid = random.Random(5), 0
    for index in range(12):
        problem = task.problem(seed=3, index=index)
        numbers, target = problem.numbers, problem.target
        free = [
            sign.join(map(str, order)) for sign in "+-*/" for order in (numbers, tuple(sorted(numbers, reverse=True)))
        ]
        if not use_all:
            free += [str(number) for number in numbers]
            free += [f"{a}{sign}{b}" for a, b in itertools.permutations(numbers, 2) for sign in "+-*/"]
        nearest = min(abs(value - target) for value in map(value_of, free) if value is not None)
        for each in free:
            assert rewards.credit_of(task, problem, each) == 0.0
        for _ in range(150):
            used = numbers if use_all else tuple(rng.sample(numbers, rng.randint(2, len(numbers))))
            text = expressions(used, rng)
            value = value_of(text)
            wanted = 0.0
            if value is not None and value.denominator == 1 and value != target:
                wanted = max(0.0, float(1 - abs(value - target) / nearest)) if nearest else 0.0
            assert rewards.credit_of(task, problem, text) == pytest.approx(wanted)
            n_paid += wanted > 0
            # The same value with a number too few or too many is worth nothing.
            assert rewards.credit_of(task, problem, f"{text} + 0") == 0.0
            if use_all:
                assert rewards.credit_of(task, problem, text.replace(str(numbers[0]), "1", 1)) in (0.0, wanted)
    assert n_paid > (20 if use_all else 0)
    some = tracekit.get_task("countdown", operators="+-", min_target=1, max_value=30)
    problem = some.problem_type(numbers=(2, 9, 20), target=199)
    assert rewards.credit_of(some, problem, "20 * 9 + 2") == 0.0  # near, but * is not allowed
    near = rewards.credit_of(tracekit.get_task("countdown"), problem, "20 * 9 + 2")
    assert near == pytest.approx(1 - 17 / 161)  # 20 * 9 * 2 is free, and 161 away
    assert rewards.credit_of(tracekit.get_task("countdown", use_all=False), problem, "1990 / 10") == 0.0


def test_a_fraction_beside_the_target_is_worth_nothing() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem_type(numbers=(1000, 1, 200), target=1000)
    assert rewards.credit_of(task, problem, "1000 + 1 / 200") == 0.0


def test_partial_credit_of_a_list() -> None:
    rng, n_paid = random.Random(6), 0
    for row in tracekit.make_dataset(
        tracekit.get_task("list_functions", min_length=6), n=12, backtracks=0, seed=2, split="train"
    ):
        problem = json.loads(row["problem"])
        right, last = problem["answer"], problem["last"]
        free = [last, last[::-1], sorted(last), sorted(last, reverse=True), *problem["outputs"]]
        free += [[number] * len(right) for number in right]
        most = max(sum(a == b for a, b in zip(each, right, strict=False)) for each in free)
        for each in free:
            if each != right:
                assert credit(row, str(each)) == 0.0
        for _ in range(20):
            given = [number if rng.random() < 0.6 else number + 1 for number in right]
            hits = sum(a == b for a, b in zip(given, right, strict=True))
            wanted = (hits - most) / (len(right) - most) if most < hits < len(right) else 0.0
            assert credit(row, str(given)) == wanted
            n_paid += wanted > 0
            assert credit(row, str([*given, 1])) == 0.0
    assert n_paid > 10


def test_partial_credit_of_a_table() -> None:
    """All tables of small puzzles: none for free, none for a wrong clue, little for guessing, more for more."""
    task = tracekit.get_task("zebra_puzzles", num_people=4, num_characteristics=2, ask="table")

    def credit_here(text: str) -> float:
        found = rewards.credit_of(task, problem, text)
        assert found is not None
        return found

    for line in tracekit.make_dataset(task, n=4, backtracks=0, seed=1, split="train"):
        loaded = tracekit.load_row(line)
        problem = loaded.problem
        names, others = problem.values
        right = {value: house for house, row in enumerate(problem.solution, 1) for value in row}
        given = {clue.values[0] for clue in problem.clues if clue.kind == "at"}
        best: dict[int, set[float]] = {}
        total = 0.0
        for first in itertools.permutations(names):
            for second in itertools.permutations(others):
                text = "\n".join(f"{h}: {a}, {b}" for h, (a, b) in enumerate(zip(first, second, strict=True), 1))
                placed = {value: h for column in (first, second) for h, value in enumerate(column, 1)}
                found = 0.0 if placed == right else credit_here(text)
                total += found
                hits = sum(placed[v] == right[v] for v in placed if v not in given)
                if any(placed[v] != right[v] for v in given):
                    assert found == 0.0
                else:
                    best.setdefault(hits, set()).add(found)
                if (first, second) in ((names, others), (names[::-1], others[::-1])):
                    assert found == 0.0
        assert all(len(found) == 1 for hits, found in best.items() if hits < 8 - len(given))
        rising = [max(best[hits]) for hits in sorted(best) if hits < 8 - len(given)]
        assert rising == sorted(rising)
        assert total / 576 < 0.1  # what guessing earns on average
        assert credit_here("1: nobody") == 0.0


def test_partial_credit_of_a_point() -> None:
    task = tracekit.get_task("advanced_geometry", kinds="orthocenter circumcenter centroid")
    found = set()
    for index in range(80):
        problem = task.problem(index=index)
        answer = tracekit.solve(task, problem, backtracks=0).answer
        x, y = answer.strip("()").split(", ")
        known = {(i, f"{corner[i]:.3f}") for corner in [(0, 0), problem.a, problem.b, problem.c] for i in (0, 1)}
        free = ((0, x) in known) + ((1, y) in known)
        for text in (f"({x}, {float(y) + 1:.3f})", f"({float(x) - 0.5:.3f}, {y})"):
            wanted = 0.0 if free else 0.5
            assert rewards.credit_of(task, problem, text) == wanted
            found.add(wanted)
        assert rewards.credit_of(task, problem, f"({float(x) + 1}, {float(y) + 1})") == 0.0
        assert rewards.credit_of(task, problem, x) == 0.0
        for corner in (problem.a, problem.b, problem.c):
            assert rewards.credit_of(task, problem, f"({corner[0]}, {corner[1]})") == 0.0
    assert found == {0.0, 0.5}
    single = tracekit.get_task("advanced_geometry", kinds="angle_measure area incircle_radius")
    for index in range(6):
        assert rewards.credit_of(single, single.problem(index=index), "1.000") is None


def test_digits_written_in_order_are_free() -> None:
    for row in rows_of("mini_sudoku"):
        puzzle = json.loads(row["problem"])["puzzle"]
        rows = [puzzle[i : i + 6] for i in range(0, 36, 6)]
        columns = [puzzle[i::6] for i in range(6)]
        for lines, turned in ((rows, False), (columns, True)):
            for backwards in (False, True):
                filled = []
                for line in lines:
                    lacking = sorted(set("123456") - set(line), reverse=not backwards)
                    filled.append([lacking.pop() if digit == "0" else digit for digit in line])
                grid = list(zip(*filled, strict=True)) if turned else filled
                text = "\n".join(" ".join(line) for line in grid)
                if text != row["answer"]:
                    assert credit(row, text) == 0.0


def test_partial_credit_of_a_task_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    row = rows_of("countdown")[0]
    kind = tracekit.TASKS["countdown"]
    for credit, total in [(0.5, 0.25), (0, 0.0)]:
        monkeypatch.setattr(kind, "partial_credit", lambda self, problem, answer, c=credit: c, raising=False)
        assert reward(row, text_of("", "1"), "partial").total == total
    monkeypatch.setattr(kind, "partial_credit", lambda self, problem, answer: None, raising=False)
    assert reward(row, text_of("", "1"), "partial") == Reward(0.0, {"partial": None})
    for credit in (1.0, -0.1, math.nan, True, "0.5"):
        monkeypatch.setattr(kind, "partial_credit", lambda self, problem, answer, c=credit: c, raising=False)
        with pytest.raises(ParameterError, match=r"must be None or a number in \[0, 1\)"):
            reward(row, text_of("", "1"), "partial")
