"""Right thinking, and an answer that is wrong but looks right."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from tracekit.corruptors.base import Change, Declaration, RowCorruptor, Subject, Untouched
from tracekit.errors import GenerationError
from tracekit.seeding import Stream
from tracekit.tasks.base import Problem, Task

__all__ = ["WrongAnswers", "wrong_answer"]

DRAWS = 200
"""After so many answers that are right by chance, or have no sense to the verifier, there is none to be had."""


def wrong_answer(task: Task, problem: Problem, stream: Stream) -> str:
    """A wrong answer that looks right: one that a model, or a person in a hurry, might give.

    Countdown: an expression over the right numbers that makes a number near the target. Sudoku: the solution with two
    digits exchanged, the clues kept. One-dimensional ARC and list functions: what another plausible rule gives, or a
    slip of a cell or number. Zebra puzzles: another person. Self-reference: another small number. Geometry: what a slip
    in the working leads to, or a wrong sign, digit, half or double. Cube: another of its colours.

    Args:
        task: the task of the problem. For one of your own digits or words of the right answer are changed, or what its
            ``falsehoods`` say.
        problem: the problem.
        stream: what is drawn is drawn from it.

    Returns:
        The answer, wrong by the task's verifier.

    Raises:
        GenerationError: if no wrong answer was found.
    """
    for answer in islice(task.falsehoods().wrong_answers(problem, stream), DRAWS):
        # A tag in it would make another completion of it.
        if answer.strip() and "<" not in answer and not task.verify(problem, answer):
            return answer
    raise GenerationError(f"{task!r}: no wrong answer in {DRAWS} draws")


class WrongAnswers(RowCorruptor):
    """Right thinking with a wrong answer that looks right; see ``wrong_answer``.

    The answer may contradict what the thinking ends with. A row without an answer (a search that gave up) is given one,
    as a wrong guess.
    """

    name: ClassVar[str] = "wrong_answers"
    declares: ClassVar[Declaration] = Declaration(thinking="intact", answer="wrong")
    source: ClassVar[str] = "arXiv 2502.07374 (wrong answers; there they are a model's own)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        loaded = subject.loaded
        try:
            answer = wrong_answer(loaded.task, loaded.problem, stream)
        except GenerationError as error:
            return Untouched(str(error))
        return Change(subject.thinking, answer)
