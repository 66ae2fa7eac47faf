"""Falsehoods about a problem of any task: what can be done without knowing anything of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tracekit.corruptors.retelling import Doubt, WrongTurn
from tracekit.errors import BacktracksUnreachableError, ParameterError, SearchBudgetError
from tracekit.search.events import DeadEnd
from tracekit.search.solve import solve
from tracekit.search.space import Choice, Derivation, Goal
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.base import Task

__all__ = ["false_reasons", "near_number", "other_digits", "wrong_answers", "wrong_turns"]

_WORD = re.compile(r"[^\W\d_]{2,}")


def wrong_answers(task: Task[Any, Any], problem: Any, stream: Stream) -> Iterator[str]:
    """The right answer with a digit changed, two of its words exchanged, or a word of the question in it."""
    try:
        right = solve(task, problem, backtracks=0, seed=stream.number >> 75).answer
    except (BacktracksUnreachableError, ParameterError, SearchBudgetError):
        right = solve(task, problem, strategy="natural", seed=stream.number >> 75).answer
    words = _WORD.findall(task.question(problem))
    while right:
        own = [match.span() for match in _WORD.finditer(right)]
        if own and stream.chance(0.5 if re.search("[0-9]", right) else 1.0):
            start, end = stream.pick(own)
            yield right[:start] + stream.pick(words or ["none"]) + right[end:]
        elif re.search("[0-9]", right):
            yield other_digits(right, stream)
        else:
            yield stream.pick(words or ["none"])


def other_digits(text: str, stream: Stream, n: int = 1) -> str:
    """A text with some of its digits replaced by others; the first digit of a longer number is never 0."""
    places = [match.start() for match in re.finditer("[0-9]", text)]
    for place in stream.shuffled(places)[:n]:
        leads = text[place + 1 : place + 2].isdigit() and not text[:place][-1:].isdigit()
        digits = [digit for digit in "0123456789" if digit != text[place] and not (leads and digit == "0")]
        text = text[:place] + stream.pick(digits) + text[place + 1 :]
    return text


def near_number(value: int, stream: Stream) -> int:
    """Another integer: what a slip in mental arithmetic gives."""
    steps = [1, -1, 2, -2, *([10, -10] if abs(value) > 20 else []), *([100, -100] if abs(value) > 300 else [])]
    return value + stream.pick(steps)


def false_reasons(doubt: Doubt, stream: Stream) -> Iterator[Any]:
    """Why states further on, or on other ways, are dead ends."""
    space = doubt.space
    for attempt in range(20):
        state = doubt.state if attempt % 2 == 0 and doubt.reason is None else space.start()
        for _ in range(1000):
            view = space.look(state)
            if isinstance(view, DeadEnd):
                yield view.reason
            if isinstance(view, DeadEnd | Goal):
                break
            if isinstance(view, Choice):
                move = stream.pick(view.moves)
            elif isinstance(view, Derivation):
                move = stream.pick([view.move, *view.slips])
            else:
                move = view.move
            state = space.after(state, move)


def wrong_turns(_trace: Trace, _stream: Stream) -> Iterator[WrongTurn]:
    """None: what a wrong turn comes to, only the task can say."""
    return iter(())
