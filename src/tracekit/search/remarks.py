"""Remarks: true statements that are put into a finished trace. They make no move, so the search stays what it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracekit.errors import ParameterError, UnknownNameError
from tracekit.search.events import Backtrack, Decision, Event, Inference, Remark, Switch
from tracekit.search.replay import Replay
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream

__all__ = ["Gap", "check_shares", "gaps_of", "insert", "with_remarks", "without_remarks"]

CHECK = "check"
"""Remarks of this kind are about the move made just before, so there is none right after a return."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a trace where remarks can be made.

    Attributes:
        index: the number of the event before which they stand, at least 1.
        claims: for each kind what can be said there; what the trace says already is left out.
    """

    index: int
    claims: Mapping[str, Sequence[Any]]


def with_remarks(trace: Trace, shares: Mapping[str, float], *, seed: int = 0) -> Trace:
    """The same search with remarks: true statements about the state where they stand, which make no move.

    A remark follows from what has been said before it and from the problem as it is posed, never from the solution.
    Which kinds there are depends on the task: ``restate``, ``check``, ``list`` and more. No remark is made twice.

    Args:
        trace: a true trace.
        shares: for each kind of remark, at what share of the places where there is one to make it is made; from 0 to 1.
        seed: same arguments, same trace. The draws of a kind do not depend on the others, and what is said at a small
            share is said at a larger one.

    Raises:
        UnknownNameError: if the task makes no such remarks.
        ParameterError: if a share is not from 0 to 1, or the trace is not true.
    """
    space = space_of(trace.task, trace.problem)
    check_shares(shares, space.remark_kinds)
    root = Stream("remarks", seed)
    chosen = []
    said = set()
    for number, gap in enumerate(gaps_of(trace, [kind for kind in space.remark_kinds if shares.get(kind)])):
        for kind, claims in gap.claims.items():
            fresh = [claim for claim in claims if claim not in said]
            if fresh:
                stream = root.child(kind, number)
                made, claim = stream.chance(shares[kind]), stream.pick(fresh)
                said.add(claim)  # made or not: so a small share says nothing that a larger one would not
                if made:
                    chosen.append((gap.index, claim))
    return insert(trace, chosen)


def without_remarks(trace: Trace) -> Trace:
    """The same search without its remarks."""
    events = tuple(event for event in trace.events if not isinstance(event, Remark))
    return replace(trace, events=events, measures=trace.measures and replace(trace.measures, remarks=0))


def check_shares(shares: object, kinds: Sequence[str]) -> None:
    """Raise if shares are not allowed for a task that makes remarks of these kinds."""
    if not isinstance(shares, Mapping):
        raise ParameterError("remarks", shares, "must map kinds of remarks to shares, for example {'check': 1.0}")
    for kind, share in shares.items():
        if kind not in kinds:
            raise UnknownNameError("kind of remarks", str(kind), kinds)
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ParameterError(f"remarks[{kind!r}]", share, "must be a share from 0 to 1")


def insert(trace: Trace, remarks: Iterable[tuple[int, Any]]) -> Trace:
    """The trace with claims put in as remarks.

    Args:
        trace: a trace.
        remarks: pairs of the number of an event of the trace and a claim that goes before it; those before the same
            event are told in the order given.
    """
    events: list[Event] = list(trace.events)
    placed = sorted(remarks, key=lambda remark: remark[0])
    for index, claim in reversed(placed):
        events.insert(index, Remark(claim))
    measures = trace.measures and replace(trace.measures, remarks=trace.measures.remarks + len(placed))
    return replace(trace, events=tuple(events), measures=measures)


def gaps_of(trace: Trace, kinds: Sequence[str]) -> list[Gap]:
    """The places of a trace where remarks of some kinds can be made, in order.

    There are none where what is told in one breath would be cut through, and none between a slip and the step that puts
    it right.

    Raises:
        ParameterError: if the trace is not true.
    """
    space = space_of(trace.task, trace.problem)
    walk = Replay(space)
    said = {event.claim for event in trace.events if isinstance(event, Remark)}
    just_moved = False
    found = []
    for index, event in enumerate(trace.events):
        if index and not walk.slipped and space.pauses(trace.events[index - 1], event):
            claims = {}
            for kind in kinds:
                if just_moved or kind != CHECK:
                    claims[kind] = [c for c in space.remarks(kind, walk.state, walk.path) if c not in said]
            found.append(Gap(index, claims))
        finding = walk.take(event)
        if finding is not None and not finding.in_itself:
            raise ParameterError("trace", event, f"must be true: {finding.rule and finding.rule.message}")
        if isinstance(event, Backtrack | Switch):
            just_moved = False
        elif isinstance(event, Decision | Inference):
            just_moved = True
    return found
