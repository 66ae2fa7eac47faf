"""Wrong turns that are never corrected, and searches that stop before they have found anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import ClassVar, Literal

from pydantic import Field

from tracekit.corruptors.base import Change, Declaration, Subject, Untouched
from tracekit.corruptors.dead_ends import TraceCorruptor
from tracekit.corruptors.retelling import retold
from tracekit.corruptors.wrong_answers import wrong_answer
from tracekit.errors import GenerationError
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, GaveUp, Inference, Slip
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn

__all__ = ["UncorrectedWrongTurns", "UnsolvedSearches"]

TURNS = 20
"""Out of so many wrong turns the first that leaves the number of backtracks is taken, or the one that comes nearest."""


class UncorrectedWrongTurns(TraceCorruptor):
    """The trace takes a wrong turn, does not notice, and ends with the answer that this comes to.

    Up to there it is the true trace. What follows is told with the same confidence and agrees with itself:

    - Countdown: a line that ends near the target; the last result is misreckoned so that it seems to be the target;
    - Sudoku: a wrong digit, the other cells filled in as if nothing clashed;
    - one-dimensional ARC, list functions: a rule that does not fit is said to give every output, and is applied;
    - zebra puzzle: a clue is forgotten; the search is the one of the puzzle without it;
    - self-reference: a number that does not fit is worked out wrongly and counts as a solution;
    - geometry, cube: a slip that is not checked, or only in a way that does not show it.

    It has as many backtracks as the true trace where that can be had; ``backtracks`` in the record counts them.

    For a task of your own, see ``tracekit.tasks.falsehoods.Falsehoods.confident_turns``.
    """

    name: ClassVar[str] = "uncorrected_wrong_turns"
    declares: ClassVar[Declaration] = Declaration(thinking="broken", answer="wrong")
    source: ClassVar[str] = "arXiv 2505.24273 (incorrect traces; there they are a model's own)"

    def retell(self, subject: Subject, trace: Trace, stream: Stream, attempt: int) -> Change | Untouched | None:
        if not trace.solved:
            return Untouched("the search did not come to an answer")
        best: tuple[int, ConfidentTurn] | None = None
        nothing = True
        for turn in islice(trace.task.falsehoods().confident_turns(trace, stream.child(attempt)), TURNS):
            nothing = False
            lost = abs(trace.n_backtracks - sum(isinstance(event, Backtrack) for event in turn.events))
            if (best is None or lost < best[0]) and not trace.task.verify(trace.problem, turn.answer):
                best = lost, turn
                if not lost:
                    break
        if best is None:
            return Untouched("no wrong turn was found in it") if nothing else None
        turn = best[1]
        told = retold(subject, turn.events, turn.changed)
        return told and replace(told, answer=turn.answer)


class UnsolvedSearches(TraceCorruptor):
    """The search stops before it is solved, says so, and gives no answer, or a wrong guess.

    What it says up to there is true. Searches that fail of themselves,
    as in Stream of Search, are made by ``make_dataset(..., strategy="natural", max_moves=..., keep_unsolved=True)``.
    """

    name: ClassVar[str] = "unsolved_searches"
    declares: ClassVar[Declaration] = Declaration(thinking="intact", answer="missing")
    source: ClassVar[str] = "arXiv 2404.03683 (searches that fail are kept); 2503.01307 (only incorrect solutions)"

    share: float = Field(default=0.5, gt=0, lt=1)
    """How much of the trace is told before it stops, as a share of its events."""
    answer: Literal["missing", "wrong"] = "missing"
    """Whether there is no answer, or a wrong one that looks right; see ``wrong_answer``."""

    @property
    def declared(self) -> Declaration:
        return Declaration(thinking="intact", answer=self.answer)

    def retell(self, subject: Subject, trace: Trace, stream: Stream, attempt: int) -> Change | Untouched | None:
        events = trace.events
        # Not where there is nothing left to do but to say so.
        uncaught = _uncaught(events)
        stops = [i for i in range(1, len(events) - 1) if i not in uncaught and _may_stop_after(trace, i - 1)]
        if not stops or not trace.solved:
            return Untouched("there is nothing to break off")
        # The nearest place to stop; another one at each further attempt.
        stops.sort(key=lambda i: abs(i - self.share * len(events)))
        if attempt >= len(stops):
            return None
        stop = stops[attempt]
        told = retold(subject, (*events[:stop], GaveUp()), [stop])
        if told is None:
            return None
        guess = None
        if self.answer == "wrong":
            try:
                guess = wrong_answer(trace.task, trace.problem, stream.child("guess"))
            except GenerationError as error:
                return Untouched(str(error))
        return replace(told, answer=guess)


def _uncaught(events: Sequence[Event]) -> set[int]:
    """The places, by the number of the next event, at which a slip has been made that nothing has shown yet."""
    found: set[int] = set()
    slipped = False
    for i, event in enumerate(events, 1):
        slipped = isinstance(event, Slip) or (slipped and not isinstance(event, DeadEnd))
        if slipped:
            found.add(i)
    return found


def _may_stop_after(trace: Trace, index: int) -> bool:
    """Whether a search may break off there: not just after it has returned, nor before it says what a move leads to."""
    event, following = trace.events[index], trace.events[index + 1]
    if isinstance(event, Decision):
        return isinstance(following, Inference | Slip | ChoicePoint)
    return not isinstance(event, Backtrack)
