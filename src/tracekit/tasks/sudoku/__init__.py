"""Sudoku: fill a grid so that each row, column and box holds each digit once.

State: the grid. Move: a digit for the next blank cell. Dead end: a blank cell without a candidate. Which cell is next,
and what is inferred before anything is tried, are settings: they decide how many dead ends there are to meet.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.sudoku.generate import dig, random_solution
from tracekit.tasks.sudoku.grids import geometry, relabelled
from tracekit.tasks.sudoku.language import PROSE, SYMBOLIC, VOCABULARY
from tracekit.tasks.sudoku.outside import read_entry
from tracekit.tasks.sudoku.problem import Cell, Grid, NoCandidate, Place, SudokuProblem, write_rows
from tracekit.tasks.sudoku.space import SudokuSpace
from tracekit.tasks.sudoku.verify import answer_key, judge, partial_credit
from tracekit.verify import Verdict

__all__ = ["Cell", "MiniSudoku", "NoCandidate", "Place", "Sudoku", "SudokuProblem", "SudokuSpace"]

MOST_BLANKS = {4: 12, 6: 28, 9: 64}
"""No grid with more blanks has one solution (17 clues are needed at 9x9: McGuire et al., arXiv 1201.0749)."""


class Sudoku(Task[SudokuProblem, tuple[Grid, Grid | None]]):
    """Fill a grid so that each row, column and box holds each digit once."""

    name = "sudoku"
    version = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC}
    problem_type = SudokuProblem
    falsehoods_class = "tracekit.tasks.sudoku.falsehoods:SudokuFalsehoods"
    generation_hint = "ask for fewer blanks"
    max_draws = 2000
    curriculum = (Levels("empty cells", (20, 30, 40, 50, 60), "min_empty", "max_empty"),)

    size: Literal[4, 6, 9] = 9
    """Number of rows; the boxes are 2x2, 2x3 or 3x3."""
    min_empty: int = Field(default=30, ge=0, le=64)
    """Fewest blanks."""
    max_empty: int = Field(default=50, ge=0, le=64)
    """Most blanks; up to 57 are found quickly at 9x9. Every puzzle has exactly one solution."""
    cell_order: Literal["rows", "boxes", "fewest"] = "rows"
    """Which blank is looked at next: row by row, box by box, or one with the fewest candidates."""
    deduction: Literal["none", "naked"] = "none"
    """What is inferred before anything is tried: nothing, or every cell with a single candidate."""

    @model_validator(mode="after")
    def _blanks(self) -> Self:
        most = MOST_BLANKS[self.size]
        for field in ("min_empty", "max_empty"):
            if getattr(self, field) > most:
                raise ParameterError(field, getattr(self, field), f"must be between 0 and {most} for size={self.size}")
        return self

    def draw(self, stream: Stream) -> tuple[Grid, Grid | None]:
        solution = random_solution(stream, self.size)
        # There are but 12 grids at 4x4 up to relabelling: too few to divide, so there the puzzle decides.
        return solution, self._dig(solution, stream) if self.size == 4 else None

    def split_key(self, draft: tuple[Grid, Grid | None]) -> str:
        solution, puzzle = draft
        return _text(relabelled(puzzle or solution))

    def draft_of(self, problem: SudokuProblem) -> tuple[Grid, Grid | None]:
        grid = problem.grid
        return problem.solved_grid(), grid if problem.size == 4 else None

    def finish(self, draft: tuple[Grid, Grid | None], stream: Stream) -> SudokuProblem | None:
        solution, puzzle = draft
        if self.size != 4:
            puzzle = self._dig(solution, stream)
        return SudokuProblem(puzzle=_text(puzzle), solution=_text(solution)) if puzzle else None

    def _dig(self, solution: Grid, stream: Stream) -> Grid | None:
        # The same number for every grid drawn for a problem, else the hard numbers would be rarer than the easy ones.
        n_empty = self.min_empty + stream.fixed_below(self.max_empty - self.min_empty + 1)
        return dig(solution, n_empty, stream, self.size)

    def question(self, problem: SudokuProblem) -> str:
        size = problem.size
        grid = geometry(size)
        return (
            f"Fill the blanks (.) of this {size}x{size} Sudoku so that each row, each column and each "
            f"{grid.box_rows}x{grid.box_cols} box holds each digit from 1 to {size} once.\n"
            f"{write_rows(problem.grid, size, blank='.')}\n"
            f"The answer is the whole grid, written as above: {size} lines of {size} digits with spaces between them."
        )

    def fingerprint(self, problem: SudokuProblem) -> str:
        return f"sudoku{problem.size}:{_text(relabelled(problem.grid))}"

    def variants(self, problem: SudokuProblem, stream: Stream) -> Iterator[SudokuProblem]:
        digits = "".join(map(str, range(1, problem.size + 1)))
        while True:
            renamed = str.maketrans(digits, "".join(stream.shuffled(digits)))
            yield problem.model_copy(update={name: grid and grid.translate(renamed) for name, grid in problem})

    def space(self, problem: SudokuProblem) -> SudokuSpace:
        return SudokuSpace(problem, cell_order=self.cell_order, deduction=self.deduction)

    def check_answer(self, problem: SudokuProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: SudokuProblem, answer: str) -> Hashable:
        return answer_key(problem, answer)

    def partial_credit(self, problem: SudokuProblem, answer: str) -> float:
        return partial_credit(problem, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> SudokuProblem:
        return read_entry(entry, self.name)


class MiniSudoku(Sudoku):
    """Sudoku with 4 or 6 rows."""

    name = "mini_sudoku"
    curriculum = (Levels("empty cells", (4, 6, 8, 10, 12), "min_empty", "max_empty"),)

    size: Literal[4, 6] = 4
    """Number of rows; the boxes are 2x2 or 2x3."""
    min_empty: int = Field(default=8, ge=0, le=28)
    """Fewest blanks."""
    max_empty: int = Field(default=12, ge=0, le=28)
    """Most blanks: up to 12 at 4x4, 28 at 6x6. Every puzzle has exactly one solution."""


def _text(grid: Sequence[int]) -> str:
    return "".join(map(str, grid))
