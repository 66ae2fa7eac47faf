from __future__ import annotations

import itertools
from typing import Any

import pytest
from naive_search import SudokuRules, digits

import tracekit
from tracekit.search.events import ChoicePoint, Decision, Inference
from tracekit.tasks import SudokuProblem

SETTINGS = [
    ("sudoku", {}, 25),
    ("sudoku", {"min_empty": 0, "max_empty": 0}, 3),
    ("sudoku", {"min_empty": 55, "max_empty": 56}, 10),
    ("sudoku", {"size": 6, "min_empty": 20, "max_empty": 26}, 25),
    ("sudoku", {"size": 4, "min_empty": 10, "max_empty": 11}, 25),
    ("mini_sudoku", {}, 40),
    ("mini_sudoku", {"size": 4, "min_empty": 8, "max_empty": 12}, 60),
    ("mini_sudoku", {"min_empty": 10, "max_empty": 24}, 25),
]


@pytest.mark.parametrize(("name", "parameters", "n"), SETTINGS)
def test_problems_have_one_solution_and_as_many_blanks_as_asked(name: str, parameters: dict[str, Any], n: int) -> None:
    task = tracekit.get_task(name, **parameters)
    blanks = set()
    for index in range(n):
        problem = task.problem(seed=9, index=index)
        rules, grid = SudokuRules(problem.size), digits(problem.puzzle)
        assert problem.size == task.size
        assert task.min_empty <= grid.count(0) == problem.n_empty <= task.max_empty
        blanks.add(problem.n_empty)
        assert list(itertools.islice(rules.solutions(grid), 2)) == [digits(problem.solution)]
        assert rules.is_complete(digits(problem.solution))
    assert len(blanks) >= min(3, task.max_empty - task.min_empty + 1)


def test_blanks_that_cannot_be_are_refused() -> None:
    for n in (61, 62, 64, 70):  # there are puzzles with up to 64 blanks, but none is found here with more than 60
        with pytest.raises(tracekit.ParameterError, match=rf"^min_empty={n}: must be between 0 and 60$"):
            tracekit.get_task("sudoku", min_empty=n, max_empty=n)
    with pytest.raises(tracekit.ParameterError, match=r"^min_empty=13: must be between 0 and 12 for size=4$"):
        tracekit.get_task("sudoku", size=4, min_empty=13, max_empty=14)
    with pytest.raises(tracekit.ParameterError, match=r"^max_empty=29: must be between 0 and 28$"):
        tracekit.get_task("mini_sudoku", max_empty=29)
    with pytest.raises(tracekit.ParameterError, match=r"^max_empty=29: must be between 0 and 28 for size=6$"):
        tracekit.get_task("sudoku", size=6, min_empty=20, max_empty=29)
    with pytest.raises(tracekit.ParameterError, match=r"^min_empty=51: must not be above max_empty=50$"):
        tracekit.get_task("sudoku", min_empty=51)


@pytest.mark.parametrize(("size", "n_empty"), [(4, 12), (6, 27), (9, 59)])
@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_as_many_blanks_as_are_allowed_can_be_had_in_every_split(size: int, n_empty: int, split: Any) -> None:
    # 28 at 6x6 and 60 at 9x9 can be had too, but take seconds.
    task = tracekit.get_task("sudoku", size=size, min_empty=n_empty, max_empty=n_empty)
    problem = task.problem(seed=2, split=split)
    assert problem.n_empty == n_empty
    assert task.split_of(problem) == split


def test_the_default_of_mini_sudoku_has_room_for_five_backtracks() -> None:
    shares = tracekit.reachable_shares(tracekit.get_task("mini_sudoku"), backtracks=(0, 1, 3, 5, 10), n=60)
    assert shares[0] == 1.0
    assert min(shares.values()) >= 0.9


@pytest.mark.parametrize("deduction", ["none", "naked", "hidden"])
@pytest.mark.parametrize("cell_order", ["rows", "boxes", "fewest"])
def test_cell_orders_and_deductions_differ_as_declared(cell_order: str, deduction: str) -> None:
    task = tracekit.get_task("sudoku", min_empty=52, max_empty=52, cell_order=cell_order, deduction=deduction)
    n_choices = n_forced = 0
    for index in range(6):
        problem = task.problem(seed=4, index=index)
        rules, grid = SudokuRules(9, cell_order), digits(problem.puzzle)
        # Follow the trace without backtracks by hand, from its events.
        for event in tracekit.solve(task, problem, backtracks=0).events:
            if isinstance(event, ChoicePoint):
                cell = (event.place.row - 1) * 9 + event.place.column - 1
                n_candidates = {c: len(rules.candidates(grid, c)) for c in rules.blanks(grid)}
                assert n_candidates[cell] == len(event.moves) > 1
                if deduction != "none":
                    assert min(n_candidates.values()) > 1, "a choice although a cell has a single candidate"
                if deduction == "hidden":
                    assert not hidden_singles(rules, grid), "a choice although a digit has a single place"
                if cell_order == "fewest":
                    assert n_candidates[cell] == min(n_candidates.values())
                else:
                    assert cell == rules.blanks(grid)[0]
                n_choices += 1
            elif isinstance(event, Inference):
                cell = (event.move.cell.row - 1) * 9 + event.move.cell.column - 1
                if event.reason is None:
                    assert rules.candidates(grid, cell) == [event.move.value]
                else:
                    assert deduction == "hidden"
                    assert (cell, event.move.value, event.reason) in hidden_singles(rules, grid)
                if deduction == "none" and cell_order != "fewest":
                    assert cell == rules.blanks(grid)[0]
                n_forced += 1
            if isinstance(event, Inference | Decision):
                move = event.move
                cell = (move.cell.row - 1) * 9 + move.cell.column - 1
                assert not grid[cell]
                grid = (*grid[:cell], move.value, *grid[cell + 1 :])
        assert grid == digits(problem.solution)
    assert n_forced
    assert n_choices or cell_order == "fewest" or deduction == "hidden"
    if deduction == "none" and cell_order != "fewest":
        assert n_choices > 60


def hidden_singles(rules: SudokuRules, grid: tuple[int, ...]) -> set[tuple[int, int, str]]:
    """Cells, digits and units such that the digit has no other place in the unit of the cell."""
    found = set()
    for cell in rules.blanks(grid):
        for unit, name in zip(rules.units(cell), ("row", "column", "box"), strict=True):
            elsewhere = {v for c in unit if c != cell and not grid[c] for v in rules.candidates(grid, c)}
            found |= {(cell, value, name) for value in rules.candidates(grid, cell) if value not in elsewhere}
    return found


SOLUTION = "1234341221434321"


def rows_of(text: str, between: str = " ") -> str:
    return "\n".join(between.join(text[i : i + 4]) for i in range(0, 16, 4))


def test_verify_accepts_just_the_complete_grids_with_the_clues() -> None:
    # A puzzle with several solutions: each is right, and nothing else is.
    task, rules = tracekit.get_task("mini_sudoku"), SudokuRules(4)
    puzzle = "1200000000000021"
    problem = SudokuProblem(puzzle=puzzle)
    right = {"".join(map(str, grid)) for grid in rules.solutions(digits(puzzle))}
    assert len(right) > 1
    every = {"".join(map(str, grid)) for grid in rules.solutions((0,) * 16)}
    assert len(every) == 288
    for grid in every:
        assert task.verify(problem, rows_of(grid)).correct is (grid in right)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (rows_of(SOLUTION), True),
        (rows_of(SOLUTION) + "\n", True),
        (rows_of(SOLUTION, ""), True),
        (rows_of(SOLUTION, ", "), True),
        (rows_of(SOLUTION, " | "), True),
        (SOLUTION, True),
        (f"```\n{rows_of(SOLUTION)}\n```", True),
        ("[[1,2,3,4],[3,4,1,2],[2,1,4,3],[4,3,2,1]]", True),
        ("\n".join(f"Row {i}: {row}" for i, row in enumerate(rows_of(SOLUTION).split("\n"), 1)), True),
        ("\n".join(f"Row {i}: {row}" for i, row in enumerate(rows_of(SOLUTION).split("\n"), 2)), False),
        (rows_of("2134341221434321"), False),  # a clue changed
        (rows_of("1234341221434312"), False),  # a digit repeated in a column
        (rows_of("1243341221434321"), False),
        (rows_of("1234143221434321"), False),
        (rows_of("1234341221434325"), False),
        (rows_of("1234341221434320"), False),
        (rows_of("1234341221430021"), False),
        (rows_of(SOLUTION)[:-2], False),
        (rows_of(SOLUTION) + " 1", False),
        (rows_of(SOLUTION) + "\n1 2 3 4", False),
        ("The answer is " + rows_of(SOLUTION), False),
        ("", False),
        ("1 " * 100_000, False),
        ("１" * 16, False),
        ("9" * 16, False),
    ],
)
def test_verify(answer: str, right: bool) -> None:
    problem = SudokuProblem(puzzle="1030040221000020", solution=None)
    assert all(clue in ("0", digit) for clue, digit in zip(problem.puzzle, SOLUTION, strict=True))
    verdict = tracekit.get_task("mini_sudoku").verify(problem, answer)
    assert verdict.correct is right, verdict.reason
    assert verdict.reason


@pytest.mark.parametrize("answer", [None, 3, b"1234", ["1234"], object()])
def test_verify_never_raises_on_other_types(answer: Any) -> None:
    assert not tracekit.get_task("mini_sudoku").verify(SudokuProblem(puzzle="0" * 16), answer)


def test_grids_without_a_stored_solution() -> None:
    task = tracekit.get_task("sudoku")
    problem = task.problem(seed=3)
    bare = SudokuProblem(puzzle=problem.puzzle)
    assert tracekit.solve(task, bare, backtracks=1).answer == tracekit.solve(task, problem, backtracks=1).answer
    assert task.split_of(bare) == task.split_of(problem)
    stuck = SudokuProblem(puzzle="123456780" + "0" * 17 + "9" + "0" * 54)
    with pytest.raises(tracekit.ParameterError, match="must have a solution"):
        tracekit.solve(task, stuck, backtracks=0)


@pytest.mark.parametrize("size", [4, 6, 9])
def test_what_is_no_sudoku_is_refused_in_one_line(size: int) -> None:
    task = tracekit.get_task("sudoku", size=size, min_empty=size, max_empty=size)
    first, second = task.problem(seed=3), task.problem(seed=4)
    puzzle, solution = first.puzzle, first.solution
    a, b = next((i, j) for i in range(size) for j in range(i) if "0" not in (puzzle[i], puzzle[j]))
    swapped = [*puzzle]
    swapped[a], swapped[b] = puzzle[b], puzzle[a]
    twice = [*puzzle]
    twice[a] = puzzle[b]
    low = puzzle.replace(puzzle[a], "0")
    for values, message in [
        ({"puzzle": "".join(swapped), "solution": solution}, rf"solution='{solution}': must keep the clues: r1c"),
        ({"puzzle": puzzle, "solution": second.solution}, r"must keep the clues: r\dc\d is given as \d$"),
        ({"puzzle": "".join(twice)}, r"^puzzle='\d+': must not hold a digit twice in row 1$"),
        ({"puzzle": low, "solution": solution[1:] + solution[0]}, r"^solution='\d+': must hold each digit once in "),
        ({"puzzle": low, "solution": solution[:-1] + "9"}, r"^solution='\d+': must (hold each|have no) digit"),
        ({"puzzle": "0" * 16, "solution": "1" * 36}, r"^solution='1+': must be as large as the puzzle$"),
    ]:
        with pytest.raises(tracekit.ParameterError, match=message) as caught:
            SudokuProblem(**values)
        assert "\n" not in str(caught.value)
    assert SudokuProblem(puzzle=puzzle, solution=solution) == first


@pytest.mark.parametrize("puzzle", ["", "0" * 15, "0" * 80, "x" * 81, "5" + "0" * 15, "7" + "0" * 35, "." * 81])
def test_damaged_grids_are_refused(puzzle: str) -> None:
    with pytest.raises(tracekit.ParameterError, match=r"^puzzle="):
        SudokuProblem(puzzle=puzzle)


def test_question_shows_the_grid() -> None:
    task = tracekit.get_task("mini_sudoku", min_empty=20, max_empty=20)
    problem = task.problem()
    question = task.question(problem)
    shown = "".join(c for c in "".join(question.split("\n")[1:7]) if c in ".123456")
    assert shown.replace(".", "0") == problem.puzzle
    assert "2x3 box" in question
