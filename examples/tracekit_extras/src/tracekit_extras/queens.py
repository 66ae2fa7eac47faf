"""A task: queens that do not attack one another, on a board with blocked squares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from pydantic import Field

from tracekit import ParameterError, Problem, Task, Verdict
from tracekit.language.codec import Codec, list_of
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, GaveUp, Inference, Solved, Unsolvable
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream


class QueensProblem(Problem):
    """A board."""

    size: int = Field(ge=4, le=9)
    blocked: tuple[tuple[int, int], ...] = ()


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
            return Choice(row, moves)
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


def queens(fields: dict[str, Any]) -> tuple[Queen, ...]:
    """The moves of a list of columns."""
    return tuple(Queen(int(fields["row"]), int(column)) for column in fields["columns"])


def listed(name: str, event: type, place: str, refuted: bool | None = None) -> Kind:
    """A kind that lists the columns open in a row."""

    def fields(e: Any) -> dict[str, Any] | None:
        if refuted is not None and e.refuted is not refuted:
            return None
        return {"row": getattr(e, place), "columns": tuple(move.column for move in e.moves)}

    state = () if refuted is None else (refuted,)
    return Kind(name, event, "row columns", fields, lambda f: event(int(f["row"]), *state, queens(f)))


def moving(name: str, event: type) -> Kind:
    """A kind that tells a move."""
    return Kind(
        name,
        event,
        "row column",
        lambda e: {"row": e.move.row, "column": e.move.column},
        lambda f: event(Queen(int(f["row"]), int(f["column"]))),
    )


VOCABULARY = Vocabulary(
    listed("open", ChoicePoint, "place"),
    moving("try", Decision),
    moving("forced", Inference),
    Kind("stuck", DeadEnd, "row", lambda e: {"row": e.reason}, lambda f: DeadEnd(int(f["row"]))),
    listed("back", Backtrack, "to", True),
    listed("aside", Backtrack, "to", False),
    *(Kind.bare(name, event) for name, event in (("solved", Solved), ("gave_up", GaveUp), ("unsolvable", Unsolvable))),
)
NUMBER = Codec(r"[0-9]{1,2}", str, int)
SENTENCES = {
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
CODECS = {"row": NUMBER, "column": NUMBER, "columns": list_of(NUMBER, ", ", " or ")}
PROSE = Lexicon(VOCABULARY, CODECS, SENTENCES, new_line=("open", "back", "aside"))
SYMBOLIC = Lexicon(VOCABULARY, CODECS, SENTENCES, new_line=tuple(VOCABULARY.kinds))


class Queens(Task[QueensProblem, QueensProblem]):
    """Place a queen in each row so that none attacks another."""

    name: ClassVar[str] = "queens"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = VOCABULARY
    prose: ClassVar[Lexicon] = PROSE
    symbolic: ClassVar[Lexicon] = SYMBOLIC
    problem_type: ClassVar[type[QueensProblem]] = QueensProblem

    size: int = Field(default=6, ge=4, le=9)
    """Rows and columns of the board."""
    n_blocked: int = Field(default=4, ge=0, le=8)
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
        return f"queens:{draft.size}:{draft.blocked}"

    def fingerprint(self, problem: QueensProblem) -> str:
        return self.split_key(problem)

    def space(self, problem: QueensProblem) -> QueensSpace:
        return QueensSpace(problem)

    def question(self, problem: QueensProblem) -> str:
        squares = range(1, problem.size + 1)
        board = "\n".join(" ".join("x" if (row, c) in problem.blocked else "." for c in squares) for row in squares)
        return (
            f"Place a queen in each row so that none attacks another; x is blocked.\n{board}\n"
            "The answer is the columns of the queens, row by row, with spaces between them."
        )

    def check_answer(self, problem: QueensProblem, answer: str) -> Verdict:
        if not re.fullmatch(r"[1-9](?: [1-9]){3,8}", answer.strip()):
            return Verdict(correct=False, reason="not a list of columns")
        columns = [int(column) for column in answer.split()]
        lines = [{column + turn * row for row, column in enumerate(columns)} for turn in (-1, 0, 1)]
        if (
            len(columns) != problem.size
            or max(columns) > problem.size
            or set(enumerate(columns, 1)) & set(problem.blocked)
        ):
            return Verdict(correct=False, reason="not on the free squares of the board")
        attacked = min(map(len, lines)) < problem.size
        return Verdict(correct=not attacked, reason="two attack each other" if attacked else "none attacks another")
