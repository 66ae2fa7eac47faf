"""Sudokus that are the same but for symmetries: one fingerprint, one split. All of it is worked out here once more."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit.seeding import Stream
from tracekit.tasks import SudokuProblem
from tracekit.tasks.sudoku.symmetry import MOST_WAYS, canonical_form, line_key, random_symmetry

BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
Grid = tuple[int, ...]


@functools.cache
def line_orders(size: int, per_box: int) -> list[tuple[int, ...]]:
    """All orders of rows or columns that keep those of a box together."""

    def keeps_boxes(order: tuple[int, ...]) -> bool:
        boxes = [line // per_box for line in order]
        return all(len(set(boxes[i : i + per_box])) == 1 for i in range(0, size, per_box))

    return [*filter(keeps_boxes, itertools.permutations(range(size)))]


def moved(grid: Grid, size: int) -> Iterator[Grid]:
    """The grid with its cells moved in each of the allowed ways."""
    rows, columns = BOXES[size]
    turned = [grid, tuple(grid[c * size + r] for r in range(size) for c in range(size))]
    for each in turned if rows == columns else turned[:1]:
        for row_order in line_orders(size, rows):
            for column_order in line_orders(size, columns):
                yield tuple([each[r * size + c] for r in row_order for c in column_order])


def in_order_of_appearance(grid: Grid) -> Grid:
    names = {0: 0}
    return tuple([names.setdefault(digit, len(names)) for digit in grid])


def least(grid: Grid, size: int) -> Grid:
    """A form that is the same for just those grids that can be turned into each other."""
    return min(map(in_order_of_appearance, moved(grid, size)))


def colours(grid: Grid, size: int) -> tuple[Any, ...]:
    """The same for all grids that can be turned into each other: lines and digits told apart by what they meet."""
    rows, columns = BOXES[size]
    lines = {("row", i): 0 for i in range(size)} | {("column", i): 0 for i in range(size)}
    if rows != columns:
        lines.update({("column", i): 1 for i in range(size)})
    of_digit = dict.fromkeys(range(1, size + 1), 0)
    cells = [(("row", i // size), ("column", i % size), digit) for i, digit in enumerate(grid) if digit]
    for _ in range(4):
        told = [(tuple(sorted([lines[r], lines[c]])), of_digit[d]) for r, c, d in cells]
        bands = {
            line: tuple(sorted(lines[o] for o in lines if o[0] == line[0] and o[1] // per == line[1] // per))
            for line in lines
            for per in [rows if line[0] == "row" else columns]
        }
        met = {line: sorted(t for t, cell in zip(told, cells, strict=True) if line in cell) for line in lines}
        by_digit = {
            digit: sorted(t for t, cell in zip(told, cells, strict=True) if cell[2] == digit) for digit in of_digit
        }
        lines = {line: hash((lines[line], bands[line], tuple(met[line]))) for line in lines}
        of_digit = {digit: hash((of_digit[digit], tuple(by_digit[digit]))) for digit in of_digit}
    return tuple(sorted(lines.values())), tuple(sorted(of_digit.values()))


def grids(size: int, n: int, blanks: tuple[int, int] | None = None) -> list[Grid]:
    low, high = blanks or {4: (6, 12), 6: (16, 26), 9: (30, 50)}[size]
    task = tracekit.get_task("sudoku", size=size, min_empty=low, max_empty=high)
    return [task.problem(seed=17, index=index).grid for index in range(n)]


# --- the canonical form


@pytest.mark.parametrize(("size", "n"), [(4, 300), (6, 12)])
def test_the_form_is_one_for_just_the_grids_that_can_be_turned_into_each_other(size: int, n: int) -> None:
    found = grids(size, n, {4: (8, 12), 6: (24, 28)}[size])
    ours = [canonical_form(grid, size) for grid in found]
    theirs = [least(grid, size) for grid in found]
    assert None not in ours
    assert len(set(zip(ours, theirs, strict=True))) == len(set(ours)) == len(set(theirs))
    for form, brute in zip(ours, theirs, strict=True):
        assert form is not None
        assert least(form, size) == brute  # the form is one of the grids that it stands for


@pytest.mark.parametrize("size", BOXES)
@pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.7])
def test_symmetries_change_neither_the_form_nor_the_key(size: int, share: float) -> None:
    task = tracekit.get_task("sudoku", size=size, min_empty=int(share * size**2), max_empty=int(share * size**2))
    stream = Stream("symmetries", size)
    for index in range(25):
        problem = task.problem(seed=5, index=index)
        grid, solution = problem.grid, problem.solved_grid()
        turn = random_symmetry(size, stream)
        assert turn(grid).count(0) == grid.count(0)
        assert canonical_form(turn(grid), size) == canonical_form(grid, size)
        assert line_key(turn(grid), size) == line_key(grid, size)
        assert line_key(turn(solution), size) == line_key(solution, size)
        SudokuProblem(
            puzzle="".join(map(str, turn(grid))), solution="".join(map(str, turn(solution)))
        )  # keeps the rules


def test_the_form_of_9_rows_tells_apart_what_differs() -> None:
    found = grids(9, 400)
    forms = {canonical_form(grid, 9): colours(grid, 9) for grid in found}
    assert len(forms) == len(found) == len(set(forms.values()))
    for grid in found[:60]:  # the digits of two clues exchanged
        a, b = [i for i, digit in enumerate(grid) if digit][:2]
        other = [*grid]
        other[a], other[b] = grid[b], grid[a]
        assert canonical_form(tuple(other), 9) not in forms
        assert canonical_form((*grid[:a], 0, *grid[a + 1 :]), 9) not in forms


def test_grids_with_hardly_any_blanks_have_no_form_but_a_key() -> None:
    task = tracekit.get_task("sudoku", min_empty=0, max_empty=0)
    problems = [task.problem(seed=6, index=index) for index in range(100)]
    assert {canonical_form(problem.grid, 9) for problem in problems} == {None}
    assert MOST_WAYS < 2 * 1296**2
    assert len({task.fingerprint(problem) for problem in problems}) == 100
    twin = next(iter(task.variants(problems[0], Stream(1))))
    assert task.fingerprint(twin) == task.fingerprint(problems[0])
    empty = SudokuProblem(puzzle="0" * 81)
    assert task.fingerprint(empty) != task.fingerprint(problems[0])


def test_random_symmetries_are_all_of_them() -> None:
    grid = next(grid for grid in grids(4, 60, (8, 8)) if len({*moved_and_renamed(grid)}) == 128 * 24)
    stream = Stream("all")
    counts = Counter(random_symmetry(4, stream)(grid) for _ in range(128 * 24 * 12))
    assert set(counts) == {*moved_and_renamed(grid)}
    assert max(counts.values()) < 12 * 4


def moved_and_renamed(grid: Grid) -> Iterator[Grid]:
    for each in moved(grid, 4):
        for names in itertools.permutations(range(1, 5)):
            yield tuple([names[digit - 1] if digit else 0 for digit in each])


# --- fingerprints, splits, variants


@pytest.mark.parametrize(("name", "size"), [("sudoku", 9), ("mini_sudoku", 6), ("mini_sudoku", 4)])
def test_variants_are_drawn_from_all_symmetries_and_are_the_same_problem(name: str, size: int) -> None:
    task = tracekit.get_task(name, size=size, **({"min_empty": 8, "max_empty": 10} if size == 4 else {}))
    for index in range(8):
        problem = task.problem(seed=1, index=index, split="test")
        twins = [*itertools.islice(task.variants(problem, Stream(index)), 12)]
        assert len({twin.puzzle for twin in twins}) > 8
        assert len({tuple(c == "0" for c in twin.puzzle) for twin in twins}) > 6  # the cells move, too
        for twin in twins:
            assert task.fingerprint(twin) == task.fingerprint(problem)
            assert task.split_of(twin) == "test"
            assert task.split_of(SudokuProblem(puzzle=twin.puzzle)) == "test"
            rows = "\n".join(" ".join(twin.solution[i : i + size]) for i in range(0, size * size, size))
            assert task.verify(twin, rows).correct


@pytest.mark.parametrize(
    ("name", "parameters", "form"),
    [
        ("sudoku", {}, colours),
        ("mini_sudoku", {}, colours),
        ("mini_sudoku", {"size": 4, "min_empty": 8, "max_empty": 12}, least),
    ],
)
def test_no_problem_of_one_split_has_a_twin_in_another(name: str, parameters: dict[str, Any], form: Any) -> None:
    task = tracekit.get_task(name, **parameters)
    n = {"train": 300, "validation": 60, "test": 100}
    forms = {
        split: {form(task.problem(seed=3, index=index, split=split).grid, task.size) for index in range(n[split])}
        for split in n
    }
    for one, other in itertools.combinations(forms.values(), 2):
        assert not one & other
    if task.size > 4:  # there are some thousand puzzles of 4 rows in all
        assert {split: len(found) for split, found in forms.items()} == n
