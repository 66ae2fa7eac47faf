"""Plausible falsehoods: wrong answers, reasons that do not hold, wrong turns that nobody notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tracekit.errors import BacktracksUnreachableError, ParameterError, SearchBudgetError
from tracekit.search.events import DeadEnd, Event
from tracekit.search.hindsight import Hindsight
from tracekit.search.solve import solve
from tracekit.search.space import Choice, Derivation, Goal, Space
from tracekit.search.trace import Trace
from tracekit.seeding import Stream

if TYPE_CHECKING:
    from tracekit.tasks.base import Problem, Task

__all__ = ["ConfidentTurn", "Doubt", "Falsehoods", "near_number", "other_digits"]

P = TypeVar("P", bound="Problem")

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A state that is to be called a dead end for a reason that does not hold.

    Attributes:
        space: the search space.
        state: the state.
        last: the move that led there; None at the start.
        reason: why it is a dead end; None if it is none.
        passed: the check that it passes (the forced move made there), if it passes one.
    """

    space: Space
    state: Any
    last: object = None
    reason: Any = None
    passed: Any = None


@dataclass(frozen=True, slots=True)
class ConfidentTurn:
    """A trace that goes wrong, and does not notice.

    Attributes:
        events: all of its events.
        changed: the numbers of those that are not as in the true trace, in ascending order.
        answer: the answer that it comes to.
    """

    events: tuple[Event, ...]
    changed: tuple[int, ...]
    answer: str

    @classmethod
    def of(cls, before: Sequence[Event], after: Sequence[Event], answer: str) -> ConfidentTurn:
        """One in which all is changed from some event on."""
        return cls((*before, *after), tuple(range(len(before), len(before) + len(after))), answer)


class Falsehoods(Generic[P]):
    """What can be got wrong in a task. These are the defaults: what can be done without knowing anything of the task.

    All that is given is checked: a wrong answer by the task's verifier, a reason by its search space, a wrong turn by
    both. So it may by chance be right, and another one is drawn. An iterator may go on for ever.
    """

    def __init__(self, task: Task) -> None:
        self.task = task

    def wrong_answers(self, problem: P, stream: Stream) -> Iterator[str]:
        """Answers to a problem that look right.

        By default the right answer with a digit changed, or a word of the question in the place of one of its words.
        """
        try:
            right = solve(self.task, problem, backtracks=0, strategy="exhaustive", seed=stream.seed).answer
        except (BacktracksUnreachableError, ParameterError, SearchBudgetError):
            right = solve(self.task, problem, strategy="natural", seed=stream.seed).answer
        words = _WORD.findall(self.task.question(problem))
        while right:
            own = [match.span() for match in _WORD.finditer(right)]
            if own and stream.chance(0.5 if re.search("[0-9]", right) else 1.0):
                start, end = stream.pick(own)
                yield right[:start] + stream.pick(words or ["none"]) + right[end:]
            elif re.search("[0-9]", right):
                yield other_digits(right, stream)
            else:
                yield stream.pick(words or ["none"])

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Any]:
        """Reasons why a state might be called a dead end: by default those of other states."""
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

    def false_dead_ends(self, walk: Hindsight, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
        """The events of a trace with a false dead end put in, and the numbers of those put in.

        For tasks that have another way to do that than searches and derivations have; by default none.
        """
        return iter(())

    def confident_turns(self, trace: Trace[P], stream: Stream) -> Iterator[ConfidentTurn]:
        """Ways in which a trace could have gone wrong and ended with an answer all the same.

        By default none: what a wrong turn comes to, only the task can say.
        """
        return iter(())


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
