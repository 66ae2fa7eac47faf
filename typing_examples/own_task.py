"""A task of one's own: the queens of the guide "Add a task"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from pydantic import Field

import tracekit
from tracekit.errors import ParameterError
from tracekit.language.codec import Codec, list_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Several
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.testing import check_task


class QueensProblem(tracekit.Problem):
    size: int = Field(ge=4, le=9)
    """Rows and columns of the board."""
    blocked: tuple[tuple[int, int], ...] = ()
    """Squares (row, column) that must stay empty, in ascending order; rows and columns count from 1."""


class Queen(NamedTuple):
    """A move: a queen on a square."""

    row: int
    column: int


class QueensSpace(Space[tuple[int, ...], Queen]):
    """State: the columns of the queens so far, row by row. Move: a queen in the next row."""

    def __init__(self, problem: QueensProblem) -> None:
        self.size, self.blocked = problem.size, set(problem.blocked)

    def start(self) -> tuple[int, ...]:
        return ()

    def look(self, state: tuple[int, ...]) -> View[Queen]:
        row = len(state) + 1
        if row > self.size:
            return Goal()
        moves = tuple(Queen(row, column) for column in range(1, self.size + 1) if self._is_free(state, row, column))
        if len(moves) > 1:
            return Choice(row, moves)  # the row names the place: it is unique along a path
        return Inference(moves[0]) if moves else DeadEnd(row)

    def after(self, state: tuple[int, ...], move: Queen) -> tuple[int, ...]:
        return (*state, move.column)

    def guides(self, stream: Stream) -> Iterator[Guide[tuple[int, ...], Queen]]:
        yield guide_from_moves(self, find_solution(self, stream))

    def answer(self, moves: Sequence[Queen]) -> str:
        return " ".join(str(move.column) for move in moves)

    def _is_free(self, state: tuple[int, ...], row: int, column: int) -> bool:
        return (row, column) not in self.blocked and all(
            column != other and abs(column - other) != row - above for above, other in enumerate(state, 1)
        )


COLUMNS = Several(Queen, column="columns")
VOCABULARY = Vocabulary(
    Kind("open", ChoicePoint, place="row", moves=COLUMNS),
    Kind("try", Decision, move=Queen),
    Kind("forced", Inference, move=Queen),
    Kind("stuck", DeadEnd, reason="row"),
    *returns(to="row", moves=COLUMNS),
    *ends(),
)
NUMBER = Codec(r"[0-9]{1,2}", str, int)
PROSE = Lexicon(
    VOCABULARY,
    {"row": NUMBER, "column": NUMBER, "columns": list_of(NUMBER, ", ", " or ")},
    {
        "open try": ["In row {row} column {columns} is free|; I try {column}.", "Row {row}: {columns}|. Say {column}."],
        "forced": ["Row {row} has only column {column}.", "Only column {column} is free in row {row}."],
        "stuck": ["But row {row} has no free column.", "That leaves nothing for row {row}."],
        "back try": ["So that fails. Back to row {row} with {columns} to try|: now {column}."],
        "aside try": ["I set that aside and return to row {row} with {columns} to try|: now {column}."],
        "solved": ["Every row has its queen.", "That is the last row."],
        "gave_up": ["I stop here."],
        "unsolvable": ["So there is no solution."],
        "?open": ["In row {row} column {columns} is free."],
        "?try": ["I try column {column} in row {row}."],
        "?back": ["So that fails. Back to row {row} with {columns} to try."],
        "?aside": ["I set that aside and return to row {row} with {columns} to try."],
    },
    new_line=("open", "back", "aside"),
)


class Queens(tracekit.Task[QueensProblem, QueensProblem]):
    """Place a queen in each row so that none attacks another."""

    name: ClassVar[str] = "queens"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE}
    problem_type: ClassVar[type[QueensProblem]] = QueensProblem
    generation_hint: ClassVar[str] = "ask for fewer blocked squares"

    size: int = Field(default=6, ge=4, le=9)
    """Rows and columns of the board."""
    n_blocked: int = Field(default=4, ge=0, le=20)
    """Squares that must stay empty."""

    def draw(self, stream: Stream) -> QueensProblem:
        squares = [(row, column) for row in range(1, self.size + 1) for column in range(1, self.size + 1)]
        return QueensProblem(size=self.size, blocked=tuple(sorted(stream.shuffled(squares)[: self.n_blocked])))

    def finish(self, draft: QueensProblem, stream: Stream) -> QueensProblem | None:
        try:
            find_solution(self.space(draft), stream)
        except ParameterError:  # no solution: draw another board
            return None
        return draft

    def draft_of(self, problem: QueensProblem) -> QueensProblem:
        return problem

    def split_key(self, draft: QueensProblem) -> str:
        return f"{draft.size}:" + " ".join(f"{row},{column}" for row, column in draft.blocked)

    def fingerprint(self, problem: QueensProblem) -> str:
        return f"queens:{self.split_key(problem)}"

    def space(self, problem: QueensProblem) -> QueensSpace:
        return QueensSpace(problem)

    def question(self, problem: QueensProblem) -> str:
        board = "\n".join(
            " ".join("x" if (row, column) in problem.blocked else "." for column in range(1, problem.size + 1))
            for row in range(1, problem.size + 1)
        )
        return (
            "Place a queen in each row of this board so that no two share a column or a diagonal; x is blocked.\n"
            f"{board}\n"
            "The answer is the columns of the queens, row by row, with spaces between them."
        )

    def check_answer(self, problem: QueensProblem, answer: str) -> tracekit.Verdict:
        if not re.fullmatch(r"[1-9](?: [1-9]){3,8}", answer.strip()):
            return tracekit.Verdict(correct=False, reason="not a list of columns")
        columns = [int(column) for column in answer.split()]
        if len(columns) != problem.size or max(columns) > problem.size:
            return tracekit.Verdict(correct=False, reason=f"not {problem.size} columns")
        for row, column in enumerate(columns, 1):
            if (row, column) in problem.blocked:
                return tracekit.Verdict(correct=False, reason=f"row {row}, column {column} is blocked")
        falling = {column - row for row, column in enumerate(columns)}
        rising = {column + row for row, column in enumerate(columns)}
        if not len(set(columns)) == len(falling) == len(rising) == problem.size:
            return tracekit.Verdict(correct=False, reason="two queens attack each other")
        return tracekit.Verdict(correct=True, reason="no queen attacks another")


def main() -> None:
    """Solve, tell, certify; make rows; hold the task to its promises."""
    task = tracekit.register_task(Queens)(size=6)
    problem = task.problem(seed=1)
    print(task.question(problem), problem.blocked)
    trace = tracekit.solve(task, problem, backtracks=3)
    text = tracekit.render(trace).text
    print(text, trace.answer, trace.problem.size)
    assert tracekit.parse(task, problem, text) == trace
    assert tracekit.certify(task, problem, text).n_backtracks == 3
    assert task.verify(problem, trace.answer or "")
    data = tracekit.make_dataset(task, n=2, backtracks=[0, 1, 2, 3], ladder=True, strategy="exhaustive")
    print(len(data), data["backtracks"][:8])
    assert not tracekit.certify_row(data[0])[1]
    report = check_task(Queens(), n=2, backtracks=(0, 1, 2))
    print(report.reachable["exhaustive"], report.changes_reported > 0.9)


if __name__ == "__main__":
    main()
