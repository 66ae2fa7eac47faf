"""Traces to text and back, and certification: the bridge between tasks, language and search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tracekit.errors import ParameterError, TextError
from tracekit.language.document import Document
from tracekit.language.lexicon import Lexicon, Span
from tracekit.language.style import STYLES, Style, get_style, with_tokens
from tracekit.search.certify import Rule, Violation, replay
from tracekit.search.events import Event
from tracekit.search.measures import Measures
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.base import Problem, Task
from tracekit.verify import find_answer

__all__ = ["Certificate", "Fault", "certify", "parse", "render"]

P = TypeVar("P", bound=Problem)

_lexicons: dict[Any, Lexicon] = {}


def lexicon_of(task: Task, style: str | Style) -> Lexicon:
    """The lexicon in which a task's traces are told in a style."""
    style = get_style(style)
    key = (type(task), style.lexicon, frozenset(style.tokens.items()))
    if key not in _lexicons:
        lexicon: Lexicon = getattr(task, style.lexicon)
        _lexicons[key] = with_tokens(lexicon, style.tokens) if style.tokens else lexicon
    return _lexicons[key]


def render(trace: Trace, style: str | Style = "prose", *, seed: int = 0) -> Document:
    """Tell a trace.

    Args:
        trace: a trace.
        style: ``prose`` (reads like a person working, paraphrased), ``symbolic`` (one short line per step), ``marked``
            (prose with a ``<backtrack>`` token before each return), or a ``Style`` of your own.
        seed: chooses among paraphrases; same arguments, same text.

    Raises:
        UnknownNameError: if there is no such style.
    """
    style = get_style(style)
    text, spans = lexicon_of(trace.task, style).write(trace.events, Stream("render", seed, style.name))
    return Document(text, tuple(spans), style.name)


def parse(task: Task[P], problem: P, text: str, *, style: str | Style | None = None) -> Trace[P]:
    """Read back what ``render`` wrote: ``parse(task, problem, render(trace).text) == trace``.

    Nothing is checked here but the language: a false statement gives a false event. See ``certify``.

    Args:
        task: the task of the problem.
        problem: the problem that the text is about.
        text: the thinking, without tags.
        style: the style it is written in; None to find out.

    Raises:
        TextError: if the text is not in the language of the task; it names the position.
    """
    events, _, error, _ = _read(task, text, style)
    if error:
        raise error
    if space_of(task, problem).has_derivations:
        events = replay(space_of(task, problem), events).events
    return Trace(task, problem, tuple(events))


@dataclass(frozen=True)
class Fault:
    """The first thing in a trace or text that does not hold.

    Attributes:
        rule: the rule it breaks.
        message: what is wrong, and what holds instead.
        index: number of the event, from 0; the number of events if something is missing at the end.
        start: where its sentence begins in the text; None if a trace was certified.
        end: where its sentence ends in the text; None if a trace was certified.
        sentence: ``text[start:end]``; None if a trace was certified.
    """

    rule: Rule
    message: str
    index: int
    start: int | None = None
    end: int | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class Certificate:
    """The outcome of replaying a trace or a text.

    Attributes:
        error: the first thing that does not hold; None if all does.
        trace: the trace as read (up to where it could be read).
        measures: figures of what was replayed, up to the error.
        answer: the answer that the moves amount to, if the replay reaches the goal; else None.
        style: the style the text is written in; None if a trace was certified.
    """

    error: Fault | None
    trace: Trace
    measures: Measures
    answer: str | None
    style: str | None = None

    @property
    def ok(self) -> bool:
        """Whether every statement holds where it stands, and the trace comes to an end."""
        return self.error is None

    @property
    def solved(self) -> bool:
        """Whether the replay reaches the goal."""
        return self.answer is not None

    @property
    def n_backtracks(self) -> int:
        """How many returns from a dead end were replayed."""
        return self.measures.backtracks

    def __bool__(self) -> bool:
        return self.ok


def certify(task: Task, problem: Problem, trace: Trace | str, *, style: str | Style | None = None) -> Certificate:
    """Replay a trace or a text over its problem, and name the first statement that does not hold.

    Args:
        task: the task of the problem, with the settings of the search (a Sudoku trace in row order is none box by box).
        problem: the problem it is about.
        trace: a trace, or a text: the bare thinking, or a whole completion with ``<think>`` and ``<answer>`` tags (the
            opening tag may be missing); then the answer has to be the one that the thinking leads to.
        style: the style of the text; None to find out.

    Returns:
        The certificate. Whatever the text is, there is one, and it takes time linear in the text's length.
    """
    if isinstance(trace, Trace):
        return _certificate(task, trace, trace.events)
    if not isinstance(trace, str):
        raise ParameterError("trace", trace, "must be a Trace or a text")
    thinking, offset, answer, problem_of_format = _divide(trace)
    events, spans, error, style_name = _read(task, thinking, style)
    certificate = _certificate(task, Trace(task, problem, tuple(events)), events, style_name, spans, thinking, offset)
    fault = certificate.error
    if error and (fault is None or fault.rule is Rule.UNFINISHED):
        end = thinking.find("\n", error.position)
        end = len(thinking) if end < 0 else end
        sentence = thinking[error.position : end]
        position = error.position + offset
        fault = Fault(Rule.UNKNOWN_STATEMENT, error.message, len(events), position, end + offset, sentence)
    if problem_of_format and fault is None:
        fault = Fault(Rule.BAD_FORMAT, problem_of_format, len(events), 0, len(trace), trace)
    elif answer is not None and fault is None:
        right = certificate.answer
        if right is None or _lines(answer) != _lines(right):
            start = trace.rfind(answer)
            message = f"{Rule.WRONG_ANSWER}; they give {right!r}"
            fault = Fault(Rule.WRONG_ANSWER, message, len(events), start, start + len(answer), answer)
    return replace(certificate, error=fault)


def _lines(text: str) -> list[list[str]]:
    """An answer without regard to blanks and empty lines; a grid whose lines are run together is another one."""
    return [line.split() for line in text.splitlines() if line.strip()]


def _divide(completion: str) -> tuple[str, int, str | None, str]:
    """The thinking of a completion, where it begins, the answer, and what is wrong with the format.

    A text without any tag is all thinking.
    """
    if not any(tag in completion for tag in ("<think>", "</think>", "<answer>", "</answer>")):
        return completion, 0, None, ""
    found = find_answer(completion, thinking_opened=None)
    start = completion.find("<think>") + len("<think>") if "<think>" in completion else 0
    ends = [completion.find(tag, start) for tag in ("</think>", "<answer>")]
    end = min((end for end in ends if end >= 0), default=len(completion))
    return completion[start:end], start, found.answer, found.problem


def _certificate(
    task: Task,
    trace: Trace,
    events: Sequence[Event],
    style: str | None = None,
    spans: Sequence[Span] = (),
    text: str = "",
    offset: int = 0,
) -> Certificate:
    space = space_of(task, trace.problem)
    outcome = replay(space, events)
    fault = None
    if outcome.violation:
        violation = outcome.violation
        start = end = sentence = None
        if style is not None:
            start, end = len(text), len(text)
            if violation.index < len(spans):
                start, end = spans[violation.index].start, spans[violation.index].end
            sentence = text[start:end]
            start, end = start + offset, end + offset
        fault = Fault(violation.rule, _message(task, violation), violation.index, start, end, sentence)
    answer = space.answer(outcome.path) if outcome.solved else None
    return Certificate(fault, Trace(task, trace.problem, tuple(outcome.events)), outcome.measures, answer, style)


def _message(task: Task, violation: Violation) -> str:
    parts = [violation.rule.value]
    if violation.detail:
        parts.append(violation.detail)
    if violation.expected is not None:
        parts.append(f"here it would be: {task.symbolic.write([violation.expected], Stream())[0]}")
    return "; ".join(parts)


def _read(task: Task, text: str, style: str | Style | None) -> tuple[list[Event], list[Span], TextError | None, str]:
    """What a text tells, in the style that reads furthest if none is given."""
    best: tuple[list[Event], list[Span], TextError | None, str] | None = None
    for candidate in [style] if style is not None else STYLES.values():
        chosen = get_style(candidate)
        events, spans, error = lexicon_of(task, chosen).read(text)
        if error is None:
            return events, spans, None, chosen.name
        if best is None or best[2] is None or error.position > best[2].position:
            best = events, spans, error, chosen.name
    if best is None:
        raise TextError("there is no style to read in", 0)
    return best
