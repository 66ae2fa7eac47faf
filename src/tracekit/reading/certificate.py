"""What reading and replaying a text finds: a verdict on each statement, the first fault, the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from tracekit.search.events import Event
from tracekit.search.measures import Measures
from tracekit.search.rules import Rule
from tracekit.search.trace import Trace

__all__ = ["Certificate", "Fault", "Statement", "StatementVerdict"]

StatementVerdict = Literal["true", "false", "unread", "out_of_order"]
"""What is found of a statement.

``true``: it holds where it stands, and is what a search of ours would say there, in whatever form. ``out_of_order``: it
holds where it stands, but a search of ours would say it elsewhere, or not at all: it counts as true. ``false``: it does
not hold. ``unread``: it cannot be judged: no sentence of the language, or one that hangs on a false one from which one
cannot go on.
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a text, or its share of one, with the event that it tells and what was found of it.

    Attributes:
        start: where it begins in the text; the number of the event if a trace was certified.
        end: where it ends.
        event: what it tells; None if it cannot be read.
        verdict: what was found.
        rule: the rule that it breaks; None if it breaks none.
        instead: what holds instead, or what the search would say there, where that can be said; else empty.
        idle: whether it holds and changes nothing there, like a remark: something said again, a check more. It does not
            count in rewards.
    """

    start: int
    end: int
    event: Event | None
    verdict: StatementVerdict
    rule: Rule | None = None
    instead: str = ""
    idle: bool = False

    @property
    def holds(self) -> bool:
        """Whether it holds where it stands, in whatever order."""
        return self.verdict in ("true", "out_of_order")

    @property
    def message(self) -> str:
        """What is wrong with it, or out of order, and what holds instead; empty if nothing is."""
        return "; ".join(part for part in (self.rule.message if self.rule else "", self.instead) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing in a trace or text that does not hold.

    Attributes:
        rule: the rule it breaks.
        message: what is wrong, and what holds instead.
        index: number of the event, from 0; the number of events if something is missing at the end.
        start: where its sentence begins in the text; None if a trace was certified, or it is not in the thinking.
        end: where it ends; None likewise.
        sentence: ``text[start:end]``; None if a trace was certified.
    """

    rule: Rule
    message: str
    index: int
    start: int | None = None
    end: int | None = None
    sentence: str | None = None

    def __str__(self) -> str:
        sentence = self.sentence or ""
        shown = f", in {sentence[:120]!r}{' ...' * (len(sentence) > 120)}" if sentence else ""
        return f"{self.message} (event {self.index}{shown})"


@dataclass(frozen=True, slots=True)
class _Told:
    """Statements that are there already."""

    statements: tuple[Statement, ...]

    def __call__(self) -> tuple[Statement, ...]:
        return self.statements


@dataclass(frozen=True, repr=False)
class Certificate:
    """The outcome of replaying a trace or a text. It is the only judgement of a text that there is.

    Attributes:
        error: the first thing that does not hold; None if all does.
        complete: whether the text comes to an end: solved, given up, or shown to have no solution. A text that was cut
            off does not.
        trace: the trace as read: what the readable statements tell.
        measures: figures of what was replayed, up to the error.
        answer: the answer that the moves amount to, if the replay reaches the goal before anything false; else None.
        style: the style the text is written in; None if a trace was certified.
    """

    error: Fault | None
    complete: bool
    trace: Trace
    measures: Measures
    answer: str | None
    style: str | None
    _judged: Callable[[], tuple[Statement, ...]] = field(repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether every statement holds where it stands, in whatever order, and the trace comes to an end."""
        return self.error is None

    @cached_property
    def in_order(self) -> bool:
        """Whether it is ``ok`` and a search of ours could have said it so: no statement is out of order."""
        return self.ok and all(statement.verdict == "true" for statement in self.statements)

    @property
    def solved(self) -> bool:
        """Whether the replay reaches the goal."""
        return self.answer is not None

    @property
    def n_backtracks(self) -> int:
        """How many returns from a dead end were replayed."""
        return self.measures.backtracks

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements with what was found of each, those after the first false one too.

        ``StatementVerdict`` says what the verdicts mean, ``tracekit.search.replay`` how one goes on after a false one.
        """
        return self._judged()

    @cached_property
    def first_false(self) -> int:
        """The number of the first statement that is false or unread; how many there are if all hold."""
        for number, statement in enumerate(self.statements):
            if not statement.holds:
                return number
        return len(self.statements)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_judged": _Told(self.statements)}

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        counts = dict.fromkeys(("true", "false", "out_of_order", "unread"), 0)
        for statement in self.statements:
            counts[statement.verdict] += 1
        told = ", ".join(f"{n} {verdict}" for verdict, n in counts.items() if n) or "no statements"
        plural = "s" * (self.n_backtracks != 1)
        return f"<certificate: {'ok' if self.ok else self.error}; {told}; {self.n_backtracks} backtrack{plural}>"

    __repr__ = __str__
