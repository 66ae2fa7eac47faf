"""A task: queens that do not attack one another, on a board with blocked squares."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from pydantic import Field

from tracekit import ParameterError, Problem, Task, Verdict
from tracekit.language.codec import Codec, list_of
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Several
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream


class QueensProblem(Problem):
    """A board; rows and columns count from 1."""

    size: int = Field(ge=4, le=9)
    blocked: tuple[tuple[int, int], ...]


class Queen(NamedTuple):
    """A move: a queen on a square."""

    row: int
    column: int


class QueensSpace(Space[tuple[int, ...], Queen]):
    """State: the columns of the queens so far, row by row. Move: a queen in the next row."""

    def __init__(self, problem: QueensProblem) -> None:
        self.squares, self.blocked = range(1, problem.size + 1), set(problem.blocked)

    def start(self) -> tuple[int, ...]:
        return ()

    def look(self, state: tuple[int, ...]) -> View[Queen]:
        row = len(state) + 1
        if row not in self.squares:
            return Goal()
        attacked = {column + turn * (row - above) for above, column in enumerate(state, 1) for turn in (-1, 0, 1)}
        moves = tuple(Queen(row, c) for c in self.squares if c not in attacked and (row, c) not in self.blocked)
        if len(moves) > 1:
            return Choice(row, moves)
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
NUMBER = Codec(r"[0-9]", str, int)
CODECS = {"row": NUMBER, "column": NUMBER, "columns": list_of(NUMBER, ", ", " or ")}
PHRASES = {
    "open": ["In row {row} column {columns} is free."],
    "try": ["I try column {column} in row {row}."],
    "forced": ["Row {row} has only column {column}."],
    "stuck": ["But row {row} has no free column."],
    "back": ["So that fails. Back to row {row} with {columns} to try."],
    "aside": ["I set that aside and return to row {row} with {columns} to try."],
    "solved": ["Every row has its queen."],
    "gave_up": ["I stop here."],
    "unsolvable": ["So there is no solution."],
}


class Queens(Task[QueensProblem, QueensProblem]):
    """Place a queen in each row so that none attacks another."""

    name: ClassVar[str] = "queens"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": Lexicon(VOCABULARY, CODECS, PHRASES)}
    problem_type: ClassVar[type[QueensProblem]] = QueensProblem

    size: int = Field(default=6, ge=4, le=9)
    """Rows and columns of the board."""

    def draw(self, stream: Stream) -> QueensProblem:
        squares = [divmod(square, self.size) for square in stream.shuffled(range(self.size**2))[: self.size]]
        return QueensProblem(size=self.size, blocked=tuple(sorted((row + 1, column + 1) for row, column in squares)))

    def finish(self, draft: QueensProblem, stream: Stream) -> QueensProblem | None:
        try:
            return draft if find_solution(self.space(draft), stream) else None
        except ParameterError:  # no solution: another board is drawn
            return None

    def draft_of(self, problem: QueensProblem) -> QueensProblem:
        return problem

    def split_key(self, draft: QueensProblem) -> str:
        return f"queens:{draft.size}:{draft.blocked}"

    def fingerprint(self, problem: QueensProblem) -> str:
        return self.split_key(problem)

    def space(self, problem: QueensProblem) -> QueensSpace:
        return QueensSpace(problem)

    def question(self, problem: QueensProblem) -> str:
        squares = range(1, problem.size + 1)
        board = "\n".join(" ".join("x" if (row, c) in problem.blocked else "." for c in squares) for row in squares)
        return f"{self.__doc__} Blocked squares have an x. Answer with the columns, row by row, as in 2 4 1 3.\n{board}"

    def check_answer(self, problem: QueensProblem, answer: str) -> Verdict:
        columns = [int(word) for word in answer.split() if re.fullmatch("[1-9]", word)]
        lines = [{column + turn * row for row, column in enumerate(columns)} for turn in (-1, 0, 1)]
        free = max(columns, default=0) <= problem.size and not set(enumerate(columns, 1)) & set(problem.blocked)
        right = free and len(answer.split()) == problem.size == min(map(len, lines))
        return Verdict(correct=right, reason="" if right else "not a queen per row, free and unattacked")
