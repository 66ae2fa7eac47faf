"""A task of one's own: the queens of the guide "Add a task"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from pydantic import Field

import tracekit
from tracekit.language.codec import INTEGER, list_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Several
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.testing import check_task


class Queen(NamedTuple):
    row: int
    column: int


class QueensProblem(tracekit.Problem):
    size: int = Field(ge=4, le=9)
    blocked: tuple[Queen, ...]


class QueensSpace(Space[tuple[int, ...], Queen]):
    """State: the columns of the queens so far, row by row. Move: a queen in the next row."""

    def __init__(self, problem: QueensProblem) -> None:
        self.numbers, self.blocked = range(1, problem.size + 1), set(problem.blocked)

    def start(self) -> tuple[int, ...]:
        return ()

    def look(self, state: tuple[int, ...]) -> View[Queen]:
        row = len(state) + 1
        if row not in self.numbers:
            return Goal()
        attacked = {column + turn * (row - above) for above, column in enumerate(state, 1) for turn in (-1, 0, 1)}
        moves = tuple(Queen(row, c) for c in self.numbers if c not in attacked and (row, c) not in self.blocked)
        if len(moves) > 1:
            return Choice(row, moves)  # the row names the place: it is unique along a path
        return Inference(moves[0]) if moves else DeadEnd(row)

    def after(self, state: tuple[int, ...], move: Queen) -> tuple[int, ...]:
        return (*state, move.column)

    def guides(self, stream: Stream) -> Iterator[Guide[tuple[int, ...], Queen]]:
        yield guide_from_moves(self, find_solution(self, stream))

    def answer(self, moves: Sequence[Queen]) -> str:
        return " ".join(str(move.column) for move in moves)


COLUMNS = Several(Queen, column="columns")
VOCABULARY = Vocabulary(
    Kind("open", ChoicePoint, place="row", moves=COLUMNS),
    Kind("try", Decision, move=Queen),
    Kind("forced", Inference, move=Queen),
    Kind("stuck", DeadEnd, reason="row"),
    *returns(to="row", moves=COLUMNS),
    *ends(),
)
PROSE = Lexicon(
    VOCABULARY,
    {"row": INTEGER, "column": INTEGER, "columns": list_of(INTEGER, ", ", " or ")},
    {
        "open": ["In row {row} column {columns} is free.", "Row {row} has room in column {columns}."],
        "try": ["I try {column}.", "Say {column}."],
        "?try": ["I try column {column} in row {row}."],
        "forced": ["Row {row} has only column {column}.", "Only column {column} is free in row {row}."],
        "stuck": ["But row {row} has no free column.", "That leaves nothing for row {row}."],
        "back": ["So that fails. Back to row {row} with {columns} to try."],
        "aside": ["I set that aside and return to row {row} with {columns} to try."],
        "solved": ["Every row has its queen.", "That is the last row."],
        "gave_up": ["I stop here."],
        "unsolvable": ["So there is no solution."],
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

    size: int = Field(default=6, ge=4, le=9)

    def draw(self, stream: Stream) -> QueensProblem:
        squares = [Queen(row + 1, column + 1) for row in range(self.size) for column in range(self.size)]
        return QueensProblem(size=self.size, blocked=tuple(sorted(stream.shuffled(squares)[:4])))

    def finish(self, draft: QueensProblem, stream: Stream) -> QueensProblem | None:
        try:
            return draft if find_solution(self.space(draft), stream) else None
        except tracekit.ParameterError:  # no solution: draw another board
            return None

    def draft_of(self, problem: QueensProblem) -> QueensProblem:
        return problem

    def split_key(self, draft: QueensProblem) -> str:
        return draft.model_dump_json()

    def fingerprint(self, problem: QueensProblem) -> str:
        return f"queens:{self.split_key(problem)}"

    def space(self, problem: QueensProblem) -> QueensSpace:
        return QueensSpace(problem)

    def question(self, problem: QueensProblem) -> str:
        squares = range(1, problem.size + 1)
        board = "\n".join(" ".join("x" if (row, c) in problem.blocked else "." for c in squares) for row in squares)
        return f"{self.__doc__} Blocked squares have an x. Answer with the columns, row by row, as in 2 4 1 3.\n{board}"

    def check_answer(self, problem: QueensProblem, answer: str) -> tracekit.Verdict:
        squares = {(row, int(word)) for row, word in enumerate(answer.split(), 1) if re.fullmatch("[1-9]", word)}
        lines = [{column + turn * row for row, column in squares} for turn in (-1, 0, 1)]
        free = max(lines[1], default=0) <= problem.size and squares.isdisjoint(problem.blocked)
        right = free and len(answer.split()) == problem.size == min(map(len, lines))
        return tracekit.Verdict(correct=right, reason="" if right else "not a queen in each row, free and not attacked")


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
