"""Sudoku: fill a grid so that each row, column and box holds each digit once.

State: the grid. Move: a digit for the next blank cell. Dead end: a blank cell without a candidate. Which cell is next,
and what is inferred before anything is tried, are settings: they decide how many dead ends there are to meet.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.sudoku.generate import dig, random_solution
from tracekit.tasks.sudoku.grids import geometry, size_of
from tracekit.tasks.sudoku.language import VOCABULARY
from tracekit.tasks.sudoku.outside import read_entry
from tracekit.tasks.sudoku.problem import Cell, Grid, NoCandidate, Place, SudokuProblem, write_rows
from tracekit.tasks.sudoku.prose import PROSE
from tracekit.tasks.sudoku.reflective import REFLECTIVE
from tracekit.tasks.sudoku.space import SudokuSpace
from tracekit.tasks.sudoku.symbolic import SYMBOLIC
from tracekit.tasks.sudoku.symmetry import canonical_form, line_key, random_symmetry
from tracekit.tasks.sudoku.verify import answer_key, judge, partial_credit
from tracekit.verify import Verdict

__all__ = ["Cell", "MiniSudoku", "NoCandidate", "Place", "Sudoku", "SudokuProblem", "SudokuSpace"]

MOST_BLANKS = {4: 12, 6: 28, 9: 60}
"""By size. With more blanks no grid of 4 or 6 rows has one solution. One of 9 can have up to 64 (17 clues are needed:
McGuire et al., arXiv 1201.0749), but taking clues out in random order leads to 60 in one of 400 tries, and no further.
"""


class Sudoku(Task[SudokuProblem, tuple[Grid, Grid | None]]):
    """Fill a grid so that each row, column and box holds each digit once."""

    name = "sudoku"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {
        "prose": PROSE,
        "symbolic": SYMBOLIC,
        "reflective": REFLECTIVE,
    }
    problem_type = SudokuProblem
    falsehoods_class = "tracekit.tasks.sudoku.falsehoods:SudokuFalsehoods"
    generation_hint = "ask for fewer blanks"
    max_draws = 40_000
    curriculum = (Levels("empty cells", (20, 30, 40, 50, 58), "min_empty", "max_empty"),)

    size: Literal[4, 6, 9] = 9
    """Number of rows; the boxes are 2x2, 2x3 or 3x3."""
    min_empty: int = Field(default=30, ge=0, le=60)
    """Fewest blanks."""
    max_empty: int = Field(default=50, ge=0, le=60)
    """Most blanks: up to 12 at 4x4, 28 at 6x6, 60 at 9x9. Every puzzle has exactly one solution."""
    cell_order: Literal["rows", "boxes", "fewest"] = "rows"
    """Which blank is looked at next: row by row, box by box, or one with the fewest candidates."""
    deduction: Literal["none", "naked", "hidden"] = "none"
    """What is inferred before anything is tried: nothing; every cell with a single candidate; or that, and then every
    digit with a single place in a row, column or box."""

    @model_validator(mode="after")
    def _blanks(self) -> Self:
        most = MOST_BLANKS[self.size]
        for field in ("min_empty", "max_empty"):
            if getattr(self, field) > most:
                raise ParameterError(field, getattr(self, field), f"must be between 0 and {most} for size={self.size}")
        return self

    def draw(self, stream: Stream) -> tuple[Grid, Grid | None]:
        solution = random_solution(stream, self.size)
        # But for symmetries there are 2 grids of 4 rows and 49 of 6: too few to divide, so there the puzzle decides.
        return solution, self._dig(solution, stream) if self.size < 9 else None

    def split_key(self, draft: tuple[Grid, Grid | None]) -> str:
        solution, puzzle = draft
        if puzzle is None:
            return line_key(solution, size_of(solution))
        return _canonical(puzzle)

    def draft_of(self, problem: SudokuProblem) -> tuple[Grid, Grid | None]:
        return problem.solved_grid(), problem.grid if problem.size < 9 else None

    def finish(self, draft: tuple[Grid, Grid | None], stream: Stream) -> SudokuProblem | None:
        solution, puzzle = draft
        if self.size == 9:
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
        return f"sudoku{problem.size}:{_canonical(problem.grid)}"

    def variants(self, problem: SudokuProblem, stream: Stream) -> Iterator[SudokuProblem]:
        while True:
            symmetry = random_symmetry(problem.size, stream)
            solution = problem.solution and _text(symmetry(tuple(map(int, problem.solution))))
            yield SudokuProblem(puzzle=_text(symmetry(problem.grid)), solution=solution)

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
    curriculum = (Levels("empty cells", (8, 12, 16, 20, 24), "min_empty", "max_empty"),)

    size: Literal[4, 6] = 6
    """Number of rows; the boxes are 2x2 or 2x3."""
    min_empty: int = Field(default=24, ge=0, le=28)
    """Fewest blanks."""
    max_empty: int = Field(default=26, ge=0, le=28)
    """Most blanks: up to 12 at 4x4, where the defaults are 8 and 12, and 28 at 6x6. Every puzzle has one solution."""

    @model_validator(mode="before")
    @classmethod
    def _blanks_of_size(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Where only the size is given, as many blanks as it has room for."""
        small = values.get("size") == 4 and not values.keys() & {"min_empty", "max_empty"}
        return {"min_empty": 8, "max_empty": MOST_BLANKS[4], **values} if small else values


def _text(grid: Sequence[int]) -> str:
    return "".join(map(str, grid))


def _canonical(puzzle: Grid) -> str:
    """What all puzzles have in common that are the same but for symmetries, and others have not."""
    size = size_of(puzzle)
    form = canonical_form(puzzle, size)
    # Hardly any blanks, or hardly anything else: no two puzzles of one form differ in this, others might agree.
    return _text(form) if form else line_key(puzzle, size)
