"""What a model's thinking is worth: it is read back, replayed over the problem, and its statements are counted."""

from __future__ import annotations

from dataclasses import dataclass

from tracekit.language.style import Style
from tracekit.reading import Certificate, certify_found
from tracekit.search.events import Remark
from tracekit.search.rules import Rule
from tracekit.tasks import Problem, Task
from tracekit.verify import Found
from tracekit.verify.tags import TAG

__all__ = ["MAX_LENGTH", "Process", "count_statements", "read_process"]

MAX_LENGTH = 100_000
"""Longest thinking read, in characters (over 30,000 tokens). A longer one counts as not readable."""

FEWEST = 2
"""So many statements must be read, or all there are: a stray line that happens to be ours makes no trace."""


@dataclass(frozen=True, slots=True)
class Process:
    """What certifying a thinking shows.

    Attributes:
        readable: whether the thinking is in the language of the task: it opens with two statements that can be
            read, or consists of one. If it is not, nothing is guessed: all figures are None.
        statements: how many statements there are. The first sentence that cannot be read counts as one, and so does
            each sentence behind it. Remarks, and what is ``idle``, do not count, else it would pay to repeat what is
            true anyway; but the first remark that does not hold does.
        true: how many of them stand before the first that is false or cannot be read. One that is out of order is true.
            A wrong result of a step that is worked out is false unless a check in the same text refutes it.
        finished: whether the text comes to an end: solved, given up, or shown to have no solution.
        backtracks: how many returns from a dead end the statements claim.
        honest_backtracks: how many of them hold where they stand, and follow on nothing false.
        follows: whether every statement holds, they lead to the goal, and the answer given is right and, as the
            verifier reads it, the one that they lead to.
        rule: the rule that the first false statement breaks; '' if there is none.
    """

    readable: bool
    statements: int | None = None
    true: int | None = None
    finished: bool | None = None
    backtracks: int | None = None
    honest_backtracks: int | None = None
    follows: bool | None = None
    rule: str = ""

    @property
    def true_share(self) -> float | None:
        """Share of the statements before the first false one, in [0, 1]; None if the thinking is not readable."""
        return self.true / self.statements if self.true is not None and self.statements else None

    @property
    def honest_share(self) -> float | None:
        """Share of honest backtracks among those claimed; None if there are none, or the thinking is not readable."""
        return (
            self.honest_backtracks / self.backtracks if self.honest_backtracks is not None and self.backtracks else None
        )


NOT_READABLE = Process(readable=False)


def read_process(task: Task, problem: Problem, found: Found, style: Style | None = None) -> Process:
    """Certify the thinking of a completion and count.

    Args:
        task: the task, with the settings of the search.
        problem: the problem.
        found: what was found in the completion.
        style: the style that is tried first; any other one is tried as well.

    Returns:
        What there is to say. The time is linear in the thinking's length, and nothing is raised on what a model wrote.
    """
    text = found.told
    if not text or len(text) > MAX_LENGTH or TAG.search(text):
        return NOT_READABLE
    certificate = certify_found(task, problem, found, first_style=style)
    return count_statements(certificate, answered=found.answer is not None)


def count_statements(certificate: Certificate, *, answered: bool) -> Process:
    """What a certificate amounts to; ``answered`` says whether the completion gave an answer."""
    statements = certificate.statements
    first = certificate.first_false
    unread = next((n for n, each in enumerate(statements) if each.event is None), len(statements))
    n_opening = sum(not isinstance(each.event, Remark) for each in statements[:unread])
    if n_opening < (FEWEST if unread < len(statements) else 1):
        return NOT_READABLE
    counts = [n == first or not (each.idle or isinstance(each.event, Remark)) for n, each in enumerate(statements)]
    whole, error = first == len(statements), certificate.error
    return Process(
        readable=True,
        statements=sum(counts),
        true=sum(counts[:first]),
        finished=certificate.complete and whole,
        backtracks=certificate.trace.n_backtracks,
        honest_backtracks=certificate.n_backtracks,
        follows=certificate.ok and certificate.solved and answered,
        rule="" if error is None or (whole and error.rule is not Rule.UNFINISHED) else error.rule.value,
    )
