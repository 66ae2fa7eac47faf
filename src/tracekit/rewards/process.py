"""What a model's thinking is worth: it is read back, replayed over the problem, and its statements are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from tracekit.language.style import STYLES, Style
from tracekit.search.certify import Rule, replay
from tracekit.search.events import Backtrack, Event, Remark
from tracekit.search.space import space_of
from tracekit.tasks import Task
from tracekit.texts import lexicon_of
from tracekit.verify import Found

__all__ = ["MAX_LENGTH", "Process", "read_process"]

MAX_LENGTH = 100_000
"""Longest thinking read, in characters (over 30,000 tokens). A longer one counts as not readable."""

FEWEST = 2
"""So many statements must be read, or all there are: a stray line that happens to be ours makes no trace."""

_TAG = re.compile(r"</?(?:think|answer)>")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Process:
    """What certifying a thinking shows.

    Attributes:
        readable: whether the thinking is in the language of the task: it opens with two statements that can be
            read, or consists of one. If it is not, nothing is guessed: all figures are None.
        statements: how many statements there are. The first sentence that cannot be read counts as one, and so does
            each sentence behind it. Remarks do not count, else it would pay to repeat what is true anyway; but the
            first one that does not hold does.
        true: how many of them stand before the first that is false, out of place, or cannot be read. A wrong result of
            a step that is worked out is false unless a check in the same text refutes it.
        finished: whether the text comes to an end: solved, given up, or shown to have no solution.
        backtracks: how many returns from a dead end the statements claim.
        honest_backtracks: how many of them hold where they stand, and follow on nothing false.
        follows: whether every statement holds, they lead to the goal, and the answer given is right and, white space
            apart, the one that they lead to.
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


def read_process(task: Task[Any, Any], problem: Any, found: Found, style: Style | None = None) -> Process:
    """Certify the thinking of a completion and count.

    Args:
        task: the task, with the settings of the search.
        problem: the problem.
        found: what was found in the completion.
        style: the style that is tried first; any other one is tried as well.

    Returns:
        What there is to say. The time is linear in the thinking's length, and nothing is raised on what a model wrote.
    """
    text = found.thinking
    if not text or len(text) > MAX_LENGTH or _TAG.search(text):
        return NOT_READABLE
    events, position = _read(task, text, style)
    unread = _sentences(text, position)
    if sum(not isinstance(event, Remark) for event in events) < (FEWEST if unread else 1):
        return NOT_READABLE
    space = space_of(task, problem)
    outcome = replay(space, events)
    violation = outcome.violation
    unfinished = violation is not None and violation.rule is Rule.UNFINISHED
    rule = "" if violation is None else violation.rule.value
    if unread and (violation is None or unfinished):
        rule = Rule.UNKNOWN_STATEMENT.value
    index = len(events) if violation is None else violation.index
    counts = [not isinstance(event, Remark) or i == index for i, event in enumerate(events)]
    answer = space.answer(outcome.path) if outcome.solved and violation is None and not unread else None
    follows = answer is not None and found.answer is not None and _same(task, problem, found.answer, answer)
    return Process(
        readable=True,
        statements=sum(counts) + unread,
        true=sum(counts[:index]),
        finished=not unread and not unfinished and violation is None,
        backtracks=sum(isinstance(event, Backtrack) for event in outcome.events),
        honest_backtracks=outcome.measures.backtracks,
        follows=follows,
        rule=rule,
    )


def _read(task: Task[Any, Any], text: str, style: Style | None) -> tuple[list[Event], int]:
    """What the text tells in the style that reads furthest, and up to where it could be read."""
    best: tuple[list[Event], int] = ([], 0)
    styles = [style, *(each for each in STYLES.values() if each != style)] if style else list(STYLES.values())
    for each in styles:
        events, _, error = lexicon_of(task, each).read(text)
        if error is None:
            return events, len(text)
        if error.position > best[1]:
            best = events, error.position
    return best


def _sentences(text: str, position: int) -> int:
    """How many sentences there are from a position on: at least one where there is anything."""
    rest = text[position:].strip()
    if not rest:
        return 0
    starts = [0, *(match.end() for match in islice(_SENTENCE_END.finditer(rest), MAX_LENGTH)), len(rest)]
    return max(1, sum(bool(rest[a:b].strip()) for a, b in pairwise(starts)))


def _same(task: Task[Any, Any], problem: Any, given: str, right: str) -> bool:
    """Whether two answers differ in nothing but white space that does not matter: the verifier knows where it does."""
    return "".join(given.split()) == "".join(right.split()) and task.verify(problem, given).correct
