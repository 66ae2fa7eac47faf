"""Cases: the decisions of a trace, what could be seen up to each of them, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.language.lexicon import Span
from tracekit.search.events import Backtrack, ChoicePoint, Decision, GaveUp, Slip, Switch, Unsolvable
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Derivation, space_of
from tracekit.search.trace import Trace
from tracekit.search.walk import Walk, is_move

__all__ = ["COUNTS", "Case", "Facts", "Seen", "cases_of", "seen"]

COUNTS = ("backtracks", "decisions", "statements", "depth", "moves", "since return", "climbed", "tried", "open")
"""What is counted up to a decision: backtracks, decisions and statements so far; decisions and moves that stand;
decisions since the last return, and how many decisions that one took back; decisions made at this choice point before;
and how many moves were listed there last (-1 where they are not)."""

NOT_LISTED = -1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A decision, or a step of a derivation that was worked out, right or wrong.

    Attributes:
        right: whether it stands at the end of the trace; of a step, whether its result is right.
        group: the problem, or whatever else is to be left out together.
        text: what is said since the case before, up to and with this one.
        own: the end of it that tells the case itself; empty if that is not known.
        kinds: the kinds of the statements in it.
        templates: how these statements are put, without the values of their fields; as many as ``kinds``.
        counts: the figures named in ``COUNTS``, or those of the text alone.
        move: the fields of the move, each with its name.
    """

    right: bool
    group: str
    text: str = ""
    own: str = ""
    kinds: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    counts: tuple[float, ...] = ()
    move: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of one trace and its text.

    Attributes:
        characters: length of the text.
        statements: how many events it tells.
        luck: bits; None if not known.
        causes: distinct causes among its dead ends; None if not known.
        levels: for each backtrack how many decisions and steps stood before the place returned to.
    """

    characters: int
    statements: int
    luck: float | None = None
    causes: int | None = None
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A trace as the audit sees it.

    Attributes:
        group: the problem.
        backtracks: how many it has.
        facts: figures of it and of its text.
        cases: its decisions.
    """

    group: str
    backtracks: int
    facts: Facts
    cases: Sequence[Case]


def seen(
    trace: Trace, text: str, spans: Sequence[Span], templates: Sequence[str], group: str, figures: Mapping[str, Any]
) -> Seen:
    """What the audit sees of a trace.

    Args:
        trace: a true trace.
        text: what tells it.
        spans: where its events are told, one for each.
        templates: how they are told, one for each; may be empty.
        group: the problem.
        figures: of the trace, as in the column ``meta``.
    """
    levels = tuple([int(level) for level in figures["wrong_turn_depths"]])
    facts = Facts(len(text), len(spans), float(figures["luck"]), figures.get("distinct_causes"), levels)
    return Seen(group, trace.n_backtracks, facts, cases_of(trace, text, spans, templates, group))


def cases_of(trace: Trace, text: str, spans: Sequence[Span], templates: Sequence[str], group: str) -> list[Case]:
    """The cases of a trace that can be judged.

    Where the search gave up, what stands then is neither right nor wrong, and is left out.

    Args:
        trace: a true trace.
        text: what tells it.
        spans: where its events are told, one for each.
        templates: how they are told, one for each; may be empty.
        group: the problem.
    """
    events = trace.events
    told = trace.task.vocabulary.to_json(events)
    # A text may begin in words of its own, which would show that a decision is the first one: a kind of its own.
    kinds = [f"{'^' * (not i)}{each['is']}" for i, each in enumerate(told)]
    walk = Walk(events)
    standing = frozenset(walk.standing)
    last = type(events[-1]) if events else None
    derived = _derived(trace)
    found, begin = [], 0
    for i, counts in _counted(walk, derived):
        event, since = events[i], range(begin, i + 1)
        start = spans[begin - 1].end if begin else 0
        begin = i + 1
        if isinstance(event, Decision):
            right = i in standing
            if right and last is GaveUp:
                continue
            right = right and last is not Unsolvable
        else:
            right = not isinstance(event, Slip)
        found.append(
            Case(
                right,
                group,
                text[start : spans[i].end].strip(),
                text[spans[i].start : spans[i].end],
                tuple([kinds[j] for j in since]),
                tuple(templates[since.start : since.stop]),
                counts,
                tuple(
                    [
                        (name, json.dumps(value, ensure_ascii=False))
                        for name, value in sorted(told[i].items())
                        if name != "slip"
                    ]
                ),
            )
        )
    return found


def _derived(trace: Trace) -> frozenset[int]:
    """The positions of the steps that were worked out where they could have been got wrong."""
    if not space_of(trace.task, trace.problem).has_derivations:
        return frozenset()
    seen = Hindsight(trace)
    return frozenset(
        i
        for i, event in enumerate(trace.events)
        if is_move(event) and isinstance(seen.space.look(seen.states[i]), Derivation)
    )


def _counted(walk: Walk, derived: frozenset[int]) -> Iterator[tuple[int, tuple[float, ...]]]:
    """The positions of the cases, and what is counted up to each of them."""
    depth, made = {-1: 0}, {-1: 0}  # by position of a move: the decisions, and all moves, that stand behind it
    tried: dict[int, int] = {}
    n_backtracks = n_decisions = since_return = climbed = 0
    n_open = NOT_LISTED
    events = walk.events
    for i, (event, before) in enumerate(zip(events, walk.before, strict=True)):
        if isinstance(event, ChoicePoint | Backtrack | Switch):
            n_open = NOT_LISTED if event.moves is None else float(len(event.moves))
        if isinstance(event, Backtrack | Switch):
            n_backtracks += isinstance(event, Backtrack)
            since_return = 0
            climbed = depth[before] - (depth[walk.before[i + 1]] if i + 1 < len(events) else 0)
        elif is_move(event):
            is_case = isinstance(event, Decision) or i in derived
            if is_case:
                figures = (n_backtracks, n_decisions, i, depth[before], made[before], since_return, climbed)
                yield i, (*map(float, figures), float(tried.get(before, 0)), n_open)
                tried[before] = tried.get(before, 0) + 1
                n_decisions += 1
                since_return += 1
            depth[i], made[i] = depth[before] + is_case, made[before] + 1
