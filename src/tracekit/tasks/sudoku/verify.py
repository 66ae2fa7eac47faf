"""Judging a grid by the clues and the rules. A stored solution saves time, but only once it has been judged too."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from tracekit.tasks.sudoku.grids import geometry, size_of
from tracekit.tasks.sudoku.problem import UNITS, SudokuProblem, cells_of, cells_of_units, write_rows
from tracekit.verify import GridError, Verdict, read_grid
from tracekit.verify.credit import above

_RIGHT = Verdict(correct=True, reason="each row, column and box holds each digit once")


class _Judged(NamedTuple):
    """What there is to know of a puzzle: its size, its clues, and the stored solution if it keeps to the rules."""

    size: int
    given: tuple[tuple[int, int], ...]
    solution: tuple[int, ...] | None
    text: str | None


def judge(problem: SudokuProblem, answer: object) -> Verdict:
    """Whether an answer is a grid that keeps the clues and breaks no rule. Never raises; takes bounded time."""
    known = _known(problem.puzzle, problem.solution)
    if known.text is not None and answer == known.text:
        return _RIGHT
    try:
        grid = read_grid(answer, known.size, known.size)  # type: ignore[arg-type]
    except GridError as error:
        return Verdict(correct=False, reason=f"not a grid: {error}")
    if grid == known.solution:
        return _RIGHT
    fault = _fault(grid, known.size, known.given)
    return Verdict(correct=False, reason=fault) if fault else _RIGHT


@functools.lru_cache(maxsize=4096)
def _known(puzzle: str, solution: str | None) -> _Judged:
    size = size_of(puzzle)
    given = tuple((i, int(clue)) for i, clue in enumerate(puzzle) if clue != "0")
    grid = tuple(map(int, solution)) if solution and len(solution) == len(puzzle) else None
    if grid is None or _fault(grid, size, given):
        return _Judged(size, given, None, None)
    return _Judged(size, given, grid, write_rows(grid, size))


def _fault(grid: tuple[int, ...], size: int, given: tuple[tuple[int, int], ...]) -> str:
    """The first clue that is changed, or the first unit that repeats a digit; '' if there is none."""
    for i, clue in given:
        if grid[i] != clue:
            return f"{cells_of(size)[i]!s} was given as {clue}"
    for number, cells in enumerate(cells_of_units(size)):
        if len(set(cells(grid))) < size:
            first = cells_of(size)[geometry(size).units[number][0]]
            return f"the {UNITS[number // size]} of {first!s} repeats a digit"
    return ""


def answer_key(problem: SudokuProblem, answer: str) -> Hashable:
    """The digits of the grid."""
    try:
        return read_grid(answer, problem.size, problem.size)
    except GridError:
        return None


def partial_credit(problem: SudokuProblem, answer: str) -> float:
    """Share of the blanks filled right.

    A grid that is not complete, or changes a clue, gets nothing; clues are never counted. Free are one digit in every
    blank, and the digits that a row or column lacks written into it in order.
    """
    size, clues = problem.size, problem.grid
    try:
        grid = read_grid(answer, size, size)
    except GridError:
        return 0.0
    if any(clue and clue != digit for clue, digit in zip(clues, grid, strict=True)):
        return 0.0
    solved = problem.solved_grid()
    blanks = [i for i, clue in enumerate(clues) if not clue]
    rows = [range(first, first + size) for first in range(0, size * size, size)]
    columns = [range(first, size * size, size) for first in range(size)]
    free = max(
        max(Counter(solved[i] for i in blanks).values(), default=0),
        *(_in_order(clues, solved, lines, size, step) for lines in (rows, columns) for step in (1, -1)),
    )
    return above(sum(grid[i] == solved[i] for i in blanks), free, len(blanks))


def _in_order(clues: Sequence[int], solved: Sequence[int], lines: Sequence[range], size: int, step: int) -> int:
    """How many blanks come out right where the digits that each line lacks are written into it in order."""
    right = 0
    for line in lines:
        lacking = sorted(set(range(1, size + 1)) - {clues[i] for i in line})[::step]
        right += sum(solved[i] == digit for i, digit in zip([i for i in line if not clues[i]], lacking, strict=False))
    return right
