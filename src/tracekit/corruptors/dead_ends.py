"""Dead ends that are none, and dead ends for a reason that does not hold."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, ClassVar

from tracekit.corruptors.base import Change, Declaration, RowCorruptor, Subject, Untouched
from tracekit.corruptors.retelling import retold
from tracekit.search.events import Backtrack, DeadEnd, Decision, Event, Inference
from tracekit.search.hindsight import Hindsight, PassedChoice
from tracekit.search.space import Derivation, Goal
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import Doubt

__all__ = ["FalseContradictions", "FalseDeadEnds", "TraceCorruptor"]

REASONS = 50
"""So many reasons that hold, or that cannot be said, are passed over."""


class TraceCorruptor(RowCorruptor):
    """A corruptor that changes the events of a true trace and tells them again."""

    attempts: ClassVar[int] = 8
    nothing: ClassVar[str] = "nothing was found to be said there that is false and can be told"
    """Why a row is left as it is where no attempt has come to anything."""

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        trace = subject.true_trace
        if trace is None:
            return Untouched("its thinking does not certify: there is no true trace to be changed")
        for attempt in range(self.attempts):
            found = self.retell(subject, trace, stream, attempt)
            if found is not None:
                return found
        return Untouched(self.nothing)

    @abstractmethod
    def retell(self, subject: Subject, trace: Trace, stream: Stream, attempt: int) -> Change | Untouched | None:
        """One attempt; None if nothing came of it."""


class FalseContradictions(TraceCorruptor):
    """True dead ends with a false reason: the search is stuck there, but not because of what is said.

    Each reason is one that the search space does not accept in that state. The moves, the returns and the answer stay
    as they are.
    """

    name: ClassVar[str] = "false_contradictions"
    declares: ClassVar[Declaration] = Declaration(thinking="broken", answer="right")
    unit: ClassVar[str] = "dead ends"
    source: ClassVar[str] = "arXiv 2505.24273: contradictions claimed in its Sudoku and geometry traces that are none"

    def retell(self, subject: Subject, trace: Trace, stream: Stream, attempt: int) -> Change | Untouched | None:
        dead_ends = [i for i, event in enumerate(trace.events) if isinstance(event, DeadEnd)]
        if not dead_ends:
            return Untouched("it has no dead end")
        # The same ones at each attempt.
        chosen = [dead_ends[n] for n in self.drawn(len(dead_ends), stream.child("chosen"))]
        walk, events, changed = Hindsight(trace), list(trace.events), []
        for index in chosen:
            event = events[index]
            doubt = Doubt(walk.space, walk.states[index], walk.last_move(index), getattr(event, "reason", None))
            reason = next(_false(trace, doubt, stream.child(attempt, index)), None)
            if reason is not None and _can_be_told(trace, events, index, DeadEnd(reason)):
                events[index] = DeadEnd(reason)
                changed.append(index)
        if chosen and not changed:
            return None
        told = retold(subject, events, changed)
        return told and replace(told, units=len(dead_ends), changed=len(changed))


class FalseDeadEnds(TraceCorruptor):
    """A state that is no dead end is said to be one, for a reason that does not hold, and left.

    In a search a wrong turn is put in at a choice point on the way to the solution: a move that is given up although
    there is more to try, or, where nothing else will do, the right rule, which is taken up again after another idea has
    failed. In a derivation, and among the numbers of a self-reference, a right step is said to fail a check, and is
    done again. All else in the trace stays as it is, so that it has one return more.
    """

    name: ClassVar[str] = "false_dead_ends"
    nothing: ClassVar[str] = "on the way to its solution there is nothing that could be given up and left"
    declares: ClassVar[Declaration] = Declaration(thinking="broken", answer="right")
    source: ClassVar[str] = "arXiv 2505.24273: cells called stuck that have candidates, right answers declared wrong"

    def retell(self, subject: Subject, trace: Trace, stream: Stream, attempt: int) -> Change | Untouched | None:
        found = next(self._ways(trace, Hindsight(trace), stream.child(attempt)), None)
        return retold(subject, *found) if found else None

    @staticmethod
    def _ways(trace: Trace, walk: Hindsight, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
        """The events with a false dead end put in, and the numbers of those put in or changed."""
        if walk.space.has_derivations:
            yield from _steps_redone(trace, walk, stream)
        yield from trace.task.falsehoods().false_dead_ends(walk, stream)
        nodes = walk.nodes()
        for node in stream.shuffled(nodes):
            spare = walk.untried(node)
            for move in islice(stream.draws_weighted(spare, walk.weights(node, spare)), 12):
                for line in _given_up(trace, walk, node, move, stream):
                    yield _put_in(walk, node, stream.pick(node.tried), move, line)
        for node in stream.shuffled(nodes):
            yield from _right_one_given_up(trace, walk, node, stream)


def _false(trace: Trace, doubt: Doubt, stream: Stream) -> Iterator[Any]:
    """Reasons for a dead end that do not hold in a state."""
    for reason in islice(trace.task.falsehoods().false_reasons(doubt, stream), REASONS):
        if reason != doubt.reason and not doubt.space.accepts_dead_end(doubt.state, reason):
            yield reason


def _can_be_told(trace: Trace, events: Sequence[Event], index: int, event: Event) -> bool:
    """Whether the language has words for an event."""
    try:
        next(iter(trace.task.lexicons.values())).write((*events[:index], event, *events[index + 1 :]), Stream())
    except (TypeError, KeyError):
        return False
    return True


# --- in a search ------------------------------------------------------------------------------------------------------


def _given_up(trace: Trace, walk: Hindsight, node: PassedChoice, move: object, stream: Stream) -> Iterator[list[Event]]:
    """A move, perhaps some forced moves, and a dead end that is none."""
    space = walk.space
    line: list[Event] = [Decision(move)]
    places: list[tuple[list[Event], Any, Any]] = []
    for event, state in walk.forced(space.after(node.state, move)):
        line = [*line, event] if event is not None else line
        if isinstance(space.look(state), DeadEnd | Goal):
            break
        places.append((line, state, event.move if event is not None else move))
    # Mostly where the forced moves have come to an end.
    for told, state, last in reversed(places) if stream.chance(0.7) else stream.shuffled(places):
        for reason in _false(trace, Doubt(space, state, last), stream):
            yield [*told, DeadEnd(reason)]


def _put_in(
    walk: Hindsight, node: PassedChoice, before: int, move: object, line: list[Event]
) -> tuple[list[Event], list[int]]:
    """The trace with a line put in before one of the decisions at a choice point, and the return from it."""
    lists = walk.space.lists_moves
    untried = [m for m in walk.untried(node, before) if m != move]
    added: list[Event] = [*line, Backtrack(node.place, refuted=True, moves=tuple(untried) if lists else None)]
    events, changed = list(walk.events[:before]), list(range(before, before + len(added)))
    events += added
    for index, event in enumerate(walk.events[before:], before):
        told = event
        # A later return names what is left to try: not this move.
        if lists and isinstance(event, Backtrack) and event.to == node.place and index < node.tried[-1]:
            told = Backtrack(event.to, event.refuted, tuple([m for m in event.moves or () if m != move]))
            changed.append(len(events))
        events.append(told)
    return events, changed


def _right_one_given_up(
    trace: Trace, walk: Hindsight, node: PassedChoice, stream: Stream
) -> Iterator[tuple[list[Event], list[int]]]:
    """The right move is given up first, and taken up again when something else has failed."""
    space = walk.space
    right = walk.events[node.tried[-1]]
    if space.lists_moves or not isinstance(right, Decision):  # where moves are listed, it would be missing
        return
    between: list[Event] = []
    if len(node.tried) == 1:
        spare = walk.untried(node)
        for move in islice(stream.draws_weighted(spare, walk.weights(node, spare)), 20):
            if between := _refuted(walk, node, move):
                break
        else:
            return
    for line in _given_up(trace, walk, node, right.move, stream):
        back = Backtrack(node.place, refuted=True)
        added = [*line, back, *between]
        begin = node.tried[0]
        yield [*walk.events[:begin], *added, *walk.events[begin:]], list(range(begin, begin + len(added)))


def _refuted(walk: Hindsight, node: PassedChoice, move: object) -> list[Event]:
    """A wrong move that leads to a dead end without any choice, and the return from it; empty if it does not."""
    line: list[Event] = [Decision(move)]
    for event, state in walk.forced(walk.space.after(node.state, move)):
        line += [event] if event is not None else []
        view = walk.space.look(state)
        if isinstance(view, DeadEnd):
            return [*line, view, Backtrack(node.place, refuted=True)]
    return []


# --- in a derivation --------------------------------------------------------------------------------------------------


def _steps_redone(trace: Trace, walk: Hindsight, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
    """A check that holds is said to fail; the step in doubt, and what comes between, is done again."""
    space = walk.space
    way = [i for i in walk.way if isinstance(trace.events[i], Inference)]
    views = [space.look(walk.states[i]) for i in way]
    steps = [n for n, view in enumerate(views) if isinstance(view, Derivation)]
    for n in stream.shuffled(range(len(way))):
        event, before = trace.events[way[n]], [s for s in steps if s < n]
        if n in steps or not before or not isinstance(event, Inference):
            continue
        # Mostly the last step before the check.
        step = before[-1] if stream.chance(0.7) else stream.pick(before[-3:])
        view = views[step]
        doubt = Doubt(space, walk.states[way[n]], getattr(trace.events[way[n - 1]], "move", None), None, event.move)
        reason = next(_false(trace, doubt, stream), None)
        if reason is None or not isinstance(view, Derivation):
            continue
        again = [trace.events[i] for i in way[step:n]]
        added: list[Event] = [DeadEnd(reason), Backtrack(view.place, refuted=True), *again]
        begin = way[n]
        yield [*trace.events[:begin], *added, *trace.events[begin:]], list(range(begin, begin + len(added)))
