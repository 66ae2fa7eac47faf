"""Traces to text and back."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, TypeVar

from tracekit.errors import ParameterError, TextError
from tracekit.language.document import Document
from tracekit.language.lexicon import Lexicon, Span
from tracekit.language.style import Style, get_style
from tracekit.search.events import Event
from tracekit.search.replay import replay
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.base import Problem, Task
from tracekit.tasks.lexicons import lexicon_named, styles_of

__all__ = ["Reading", "lexicon_of", "parse", "read_text", "render"]

P = TypeVar("P", bound=Problem)


def lexicon_of(task: Task, style: str | Style) -> Lexicon:
    """The lexicon in which a task's traces are told in a style."""
    style = get_style(style)
    lexicon = lexicon_named(task, style.lexicon)
    return _with_tokens(lexicon, frozenset(style.tokens.items())) if style.tokens else lexicon


@lru_cache(maxsize=64)
def _with_tokens(lexicon: Lexicon, tokens: frozenset[tuple[type, str]]) -> Lexicon:
    return lexicon.with_tokens(dict(tokens))


def short_lexicon_of(task: Task) -> Lexicon:
    """The lexicon in which messages tell an event: ``symbolic``, or the first where there is none."""
    return task.lexicons.get("symbolic") or next(iter(task.lexicons.values()))


def render(trace: Trace, style: str | Style = "prose", *, seed: int = 0) -> Document:
    """Tell a trace.

    Args:
        trace: a trace.
        style: ``prose`` (reads like a person working, paraphrased), ``symbolic`` (one short line per step), ``marked``
            (prose with a ``<backtrack>`` token before each return), or a ``Style`` of your own.
        seed: chooses among paraphrases; same arguments, same text.

    Raises:
        UnknownNameError: if there is no such style, or the task has no lexicon for it.
        ParameterError: if it is no trace, or has events that the task has no words for.
    """
    if not isinstance(trace, Trace):
        raise ParameterError("trace", trace, "must be a trace, as solve gives it")
    style = get_style(style)
    lexicon = lexicon_of(trace.task, style)
    try:
        text, spans = lexicon.write(trace.events, Stream("render", seed, style.name))
    except TypeError as error:
        raise ParameterError("trace", trace, f"must be one that {trace.task.name!r} has words for: {error}") from error
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
    space = space_of(task, problem)
    if not isinstance(text, str):
        raise ParameterError("text", text, "must be a text")
    reading = read_text(task, text, style)
    if reading.error:
        raise reading.error
    events = reading.events
    if space.has_derivations:
        events = replay(space, events).events
    return Trace(task, problem, tuple(events))


class Reading(NamedTuple):
    """What a text tells.

    Attributes:
        events: what its readable sentences tell, in order.
        spans: where, one for each event.
        unread: where in between it cannot be read, sentence by sentence.
        error: the first thing that cannot be read; None if all can.
        style: the style that it was read in.
        lexicon: the lexicon of that style.
    """

    events: list[Event]
    spans: list[Span]
    unread: list[tuple[int, int]]
    error: TextError | None
    style: str
    lexicon: Lexicon


def read_text(task: Task, text: str, style: str | Style | None = None, *, first: Style | None = None) -> Reading:
    """What a text tells, in the style that reads furthest if none is given; ``first`` is tried before the others.

    What cannot be read is passed over up to the end of its sentence.
    """
    best: Reading | None = None
    for candidate in [style] if style is not None else [*filter(None, [first]), *styles_of(task)]:
        chosen = get_style(candidate)
        lexicon = lexicon_of(task, chosen)
        events, spans, error = lexicon.read(text)
        if best is None or error is None or (best.error and error.position > best.error.position):
            best = Reading(events, spans, [], error, chosen.name, lexicon)
        if error is None:
            return best
    if best is None or best.error is None:
        raise TextError("there is no style to read in", 0)
    # Once more, from behind what could not be read.
    position, end = best.error.position, len(text.rstrip())
    while position < end:
        after = best.lexicon.sentence_end(text, position)
        best.unread.append((position, after))
        events, spans, error = best.lexicon.read(text, after)
        best.events.extend(events)
        best.spans.extend(spans)
        position = error.position if error else end
    return best
