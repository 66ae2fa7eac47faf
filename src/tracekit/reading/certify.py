"""Certification: a text is read, replayed over its problem, and judged statement by statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial

from tracekit.errors import ParameterError
from tracekit.language.document import Document
from tracekit.language.style import Style
from tracekit.reading.certificate import Certificate, Fault, Statement
from tracekit.reading.texts import Reading, read_text, short_lexicon_of
from tracekit.search.recovery import Finding
from tracekit.search.replay import Replay, replay
from tracekit.search.rules import Rule
from tracekit.search.space import Space, space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.base import Problem, Task
from tracekit.verify import Found, find_answer
from tracekit.verify.tags import cut

__all__ = ["certify", "certify_found"]

MOST_PIECES = 3
"""A sentence of the lexicons has so many full stops at most: where it was cut off, so many pieces can be left of it."""


def certify(
    task: Task,
    problem: Problem,
    trace: Trace | Document | str,
    *,
    style: str | Style | None = None,
    thinking_opened: bool | None = None,
) -> Certificate:
    """Replay a trace or a text over its problem, and judge every statement.

    Args:
        task: the task of the problem, with the settings of its search (a Sudoku trace in row order is none box by box).
        problem: the problem it is about.
        trace: a trace, what ``render`` returns, or a text: the bare thinking, or a whole completion with ``<think>``
            and ``<answer>`` tags (the opening tag may be missing); then the answer has to be the one that the thinking
            leads to. A completion may be cut off anywhere.
        style: the style of the text; None to find out.
        thinking_opened: whether the prompt ended with ``<think>``. None allows either, and takes a text without tags
            for a whole thinking; with True it is a completion that was cut off.

    Returns:
        The certificate. Whatever the text is, there is one, and it takes time linear in the text's length.

    Raises:
        ParameterError: if the problem is of another task, or ``trace`` is none of these.
    """
    space = space_of(task, problem)
    if isinstance(trace, Trace):
        outcome = replay(space, trace.events)
        places = [(i, i + 1) for i in range(len(trace.events))]
        statements = partial(_statements, task, outcome, places)
        return _certificate(task, problem, space, outcome, statements, _fault(task, outcome), complete=outcome.ended)
    if isinstance(trace, Document):
        trace = trace.text
    if not isinstance(trace, str):
        raise ParameterError("trace", trace, "must be a Trace, a Document or a text")
    parts = cut(trace)
    if not parts.tagged and thinking_opened is None:
        return _certify_thinking(task, problem, space, trace, 0, read_text(task, trace, style))
    found = find_answer(trace, thinking_opened=thinking_opened)
    reading = read_text(task, parts.thinking, style)
    return _certify_thinking(task, problem, space, parts.thinking, parts.start, reading, found, trace)


def certify_found(task: Task, problem: Problem, found: Found, *, first_style: Style | None = None) -> Certificate:
    """Certify what was found in a completion.

    Args:
        task: the task of the problem.
        problem: the problem.
        found: what was found; a thinking that was cut off will do. Slices count from the beginning of the thinking.
        first_style: the style that is tried first.
    """
    thinking = found.told or ""
    reading = read_text(task, thinking, first=first_style)
    return _certify_thinking(task, problem, space_of(task, problem), thinking, 0, reading, found)


def _certify_thinking(
    task: Task,
    problem: Problem,
    space: Space,
    thinking: str,
    offset: int,
    reading: Reading,
    found: Found | None = None,
    whole: str | None = None,
) -> Certificate:
    """The certificate of a thinking that stands at ``offset`` of a ``whole`` text, with what else was found there."""
    spans = reading.spans
    starts = [span.start for span in spans] if reading.unread else []
    gaps = {bisect_left(starts, start) for start, _ in reading.unread}
    outcome = replay(space, reading.events, gaps)
    cut_at = _cut_at(thinking, reading, outcome, closed=found is None or found.ends)
    statements = partial(_statements_of, task, outcome, reading, offset, cut_at)
    fault = _first_fault(task, outcome, reading, thinking, offset, cut_at)
    n_events = len(reading.events)
    if fault is None and found is not None:
        # A search that gave up has no answer to give.
        gave_up = outcome.ended and not outcome.solved and found.ends and found.thinking is None
        if found.problem and not (gave_up and found.open_thinking is not None):
            fault = Fault(Rule.BAD_FORMAT, found.problem, n_events, *_place(whole, 0, whole))
        elif found.answer is not None and not _is_answer(task, problem, space, found.answer, outcome):
            right = space.answer(outcome.path) if outcome.solved else None
            message = f"{Rule.WRONG_ANSWER.message}; they give {right!r}"
            place = _place(whole, cut(whole).answer_start if whole else 0, found.answer)
            fault = Fault(Rule.WRONG_ANSWER, message, n_events, *place)
    complete = outcome.ended and cut_at > len(thinking)
    return _certificate(task, problem, space, outcome, statements, fault, reading.style, complete=complete)


def _place(whole: str | None, start: int, piece: str | None) -> tuple[int | None, int | None, str | None]:
    """Where a piece of the whole text stands, from a place on, and the piece; no place if the text is not at hand."""
    start = -1 if whole is None or piece is None else whole.find(piece, start)
    return (None, None, piece) if start < 0 or piece is None else (start, start + len(piece), piece)


def _certificate(
    task: Task,
    problem: Problem,
    space: Space,
    outcome: Replay,
    statements: Callable[[], tuple[Statement, ...]],
    fault: Fault | None,
    style: str | None = None,
    *,
    complete: bool,
) -> Certificate:
    unbroken = outcome.is_true and all(gap >= len(outcome.events) for gap in outcome.gaps)
    solved = outcome.solved and unbroken
    answer = space.answer(outcome.path) if solved else None
    trace = Trace(task, problem, tuple(outcome.events))
    return Certificate(fault, complete, trace, outcome.measures, answer, style, statements)


def _is_answer(task: Task, problem: Problem, space: Space, given: str, outcome: Replay) -> bool:
    """Whether an answer is the one that the moves lead to, in the verifier's eyes."""
    if not outcome.solved:
        return False
    own = space.answer(outcome.path)
    if given == own:
        return True
    key = task.answer_key(problem, given)
    return key is not None and key == task.answer_key(problem, own) and task.verify(problem, given).correct


def _statements(task: Task, outcome: Replay, places: Sequence[tuple[int, int]]) -> tuple[Statement, ...]:
    return tuple([_statement(task, outcome, i, start, end) for i, (start, end) in enumerate(places)])


def _statements_of(task: Task, outcome: Replay, reading: Reading, offset: int, cut_at: int) -> tuple[Statement, ...]:
    """The statements of a text up to where it was cut off, with what cannot be read in between."""
    places = [(start + offset, end + offset) for start, end, _ in reading.spans if start < cut_at]
    statements = _statements(task, outcome, places)
    if unread := [_unread(a + offset, b + offset) for a, b in reading.unread if a < cut_at]:
        statements = tuple(sorted([*statements, *unread], key=lambda statement: statement.start))
    return statements


def _statement(task: Task, outcome: Replay, index: int, start: int, end: int) -> Statement:
    event, finding = outcome.events[index], outcome.findings.get(index)
    if finding is None:
        return Statement(start, end, event, "true")
    if finding.in_itself:
        return Statement(start, end, event, "out_of_order", None, _instead(task, finding), finding.idle)
    if finding.rule is None:
        return Statement(start, end, event, "unread", None, "it hangs on a statement that does not hold")
    return Statement(start, end, event, "false", finding.rule, _instead(task, finding))


def _unread(start: int, end: int) -> Statement:
    return Statement(start, end, None, "unread", Rule.UNKNOWN_STATEMENT)


def _instead(task: Task, finding: Finding) -> str:
    parts = [finding.detail] if finding.detail else []
    if finding.expected is not None:
        parts.append(f"here it would be: {short_lexicon_of(task).write([finding.expected], Stream())[0]}")
    return "; ".join(parts)


def _fault(task: Task, outcome: Replay) -> Fault | None:
    violation = outcome.violation
    if violation is None:
        return None
    message = "; ".join(filter(None, (violation.rule.message, _instead(task, violation.finding))))
    return Fault(violation.rule, message, violation.index)


def _first_fault(
    task: Task, outcome: Replay, reading: Reading, thinking: str, offset: int, cut_at: int
) -> Fault | None:
    """The first thing in a thinking that does not hold, cannot be read, or is missing."""
    fault, spans, error = _fault(task, outcome), reading.spans, reading.error
    start = end = len(thinking)
    if fault is not None and fault.index < len(spans):
        start, end = spans[fault.index].start, spans[fault.index].end
    if error is not None and error.position < min(start, cut_at):
        index = bisect_left([span.start for span in spans], error.position)
        behind = spans[index].start if index < len(spans) else len(thinking)
        # A sentence can have several full stops: all up to what can be read again.
        start, end = error.position, max(b for a, b in reading.unread if a < behind)
        fault = Fault(Rule.UNKNOWN_STATEMENT, error.message, index)
    elif fault is not None and start >= cut_at:
        start = end = len(thinking)
        fault = Fault(Rule.UNFINISHED, Rule.UNFINISHED.message, len(spans))
    if fault is None:
        return None
    sentence = thinking[start:end]
    return Fault(fault.rule, fault.message, fault.index, start + offset, end + offset, sentence)


def _cut_at(thinking: str, reading: Reading, outcome: Replay, *, closed: bool) -> int:
    """Where a text that was cut off ceases to be whole: its last sentence may be cut, and is not held against it."""
    whole = len(thinking) + 1
    if closed:
        return whole
    read_to = reading.spans[-1].end if reading.spans else 0
    tail = [start for start, _ in reading.unread if start >= read_to]
    if 0 < len(tail) <= MOST_PIECES:
        return tail[0]
    last = len(reading.spans) - 1
    finding = outcome.findings.get(last)
    if not tail and finding is not None and not finding.in_itself and not reading.lexicon.ends(thinking):
        return reading.spans[last].start
    return whole
