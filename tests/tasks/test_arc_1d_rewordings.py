"""Traces of one-dimensional ARC told in other ways that are as true: none of them is called false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import tracekit
from tracekit import Trace
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference
from tracekit.search.space import space_of
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
from tracekit.tasks.arc_1d.families import FAMILIES, NONE, Parameter, outcome, parameters_of
from tracekit.tasks.arc_1d.problem import PAIRS, TO_LAST, Fits, Inapplicable, Mismatch

TASK = Arc1D()

Part = list[Event]
"""What is said of one rule: its decision, its value, the pairs, and what becomes of it."""


def parts_of(trace: Trace) -> list[tuple[str, Parameter | None, Part]]:
    """The events of a trace, rule by rule: its family, its parameter if it got so far, and its events."""
    found: list[tuple[str, Parameter | None, Part]] = []
    family, value, part = "", None, []
    for event in trace.events:
        part.append(event)
        if isinstance(event, Decision) and isinstance(event.move, str):
            family, value = event.move, None if FAMILIES[event.move].unit != "none" else NONE
        elif isinstance(event, Decision | Inference) and isinstance(event.move, Parameter):
            value = event.move
        elif isinstance(event, Backtrack):
            found.append((family, value, part))
            part = []
    return [*found, (family, value, part)]


def failures(problem: Arc1DProblem, family: str, value: Parameter | None) -> list[DeadEnd]:
    """All that speaks against a rule, or against all of a family."""
    values = [value] if value else parameters_of(FAMILIES[family].unit)
    made = [[outcome(FAMILIES[family], each, row) for row in (*rows(problem), problem.test)] for each in values]
    found = [DeadEnd(Inapplicable(i)) for i in range(1, len(made[0])) if all(row[i - 1] is None for row in made)]
    if all(row[-1] is None for row in made):
        found.append(DeadEnd(TO_LAST))
    if value:
        found += [
            DeadEnd(Mismatch(i, row, after))
            for i, (row, (_, after)) in enumerate(zip(made[0][:-1], problem.pairs, strict=True), 1)
            if row is not None and row != after
        ]
    return found


def rows(problem: Arc1DProblem) -> list[str]:
    return [before for before, _ in problem.pairs]


def other_failure(problem: Arc1DProblem, family: str, value: Parameter | None, part: Part, stream: Stream) -> Part:
    """Another pair that refutes the rule, told at once."""
    at = next((i for i, event in enumerate(part) if isinstance(event, DeadEnd)), None)
    if at is None:
        return part
    begin = [e for e in part[:at] if not (isinstance(e, Inference) and isinstance(e.move, Fits))]
    return [*begin, stream.pick(failures(problem, family, value)), *part[at + 1 :]]


def other_order(problem: Arc1DProblem, family: str, value: Parameter | None, part: Part, stream: Stream) -> Part:
    """The pairs that fit in another order, some of them twice."""
    at = [i for i, event in enumerate(part) if isinstance(event, Inference) and isinstance(event.move, Fits)]
    if not at:
        return part
    told = [part[i] for i in at]
    again = [event for event in told if stream.chance(0.3)]
    return [*part[: at[0]], *stream.shuffled([*told, *again]), *part[at[-1] + 1 :]]


def other_value(problem: Arc1DProblem, family: str, value: Parameter | None, part: Part, stream: Stream) -> Part:
    """Where no value of the family fits the first pair, it can be said of any that no other does."""
    every = parameters_of(FAMILIES[family].unit)
    first = problem.pairs[0]
    if not isinstance(part[-1], Backtrack) or value in (None, NONE):
        return part
    if any(outcome(FAMILIES[family], each, first[0]) == first[1] for each in every):
        return part
    other = stream.pick(every)
    at = next(i for i, event in enumerate(part) if isinstance(event, Inference) and event.move == value)
    return [*part[:at], Inference(other), stream.pick(failures(problem, family, other)), part[-1]]


def other_rule(problem: Arc1DProblem, family: str, value: Parameter | None, part: Part, stream: Stream) -> Part:
    """Another rule that fits all pairs as well, if none of its family has been tried."""
    if isinstance(part[-1], Backtrack) or Decision(family) not in part:
        return part
    space = space_of(TASK, problem)
    rules = [rule for rule in space.ideas.fitting if rule.family != family]
    if not rules:
        return part
    rule = stream.pick(rules)
    begin: Part = [*part[: part.index(Decision(family))], Decision(rule.family)]
    if rule.parameter != NONE:
        is_only = len(space.ideas.match.fitting[rule.family]) == 1
        begin += [Inference(rule.parameter)] if is_only else [ChoicePoint(rule.family), Decision(rule.parameter)]
    fits = next(i for i, event in enumerate(part) if isinstance(event, Inference) and isinstance(event.move, Fits))
    return [*begin, *part[fits:]]


def applied_at_once(problem: Arc1DProblem, family: str, value: Parameter | None, part: Part, stream: Stream) -> Part:
    """What the rule makes of the last row, with only some of the pairs told before."""
    if isinstance(part[-1], Backtrack):
        return part
    return [e for e in part if not (isinstance(e, Inference) and isinstance(e.move, Fits) and stream.chance(0.5))]


REWORDINGS: list[Callable[[Arc1DProblem, str, Parameter | None, Part, Stream], Part]] = [
    other_failure,
    other_order,
    other_value,
    other_rule,
    applied_at_once,
]


def set_aside(events: Part, stream: Stream) -> Part:
    """Families of which something is left are set aside, and taken up again once they come to their right value."""
    found: Part = []
    for i, event in enumerate(events):
        found.append(event)
        if isinstance(event, Backtrack) and event.to != PAIRS and stream.chance(0.7):
            assert isinstance(events[i + 1], Decision)
            found[-1:] = [Backtrack(PAIRS, refuted=False), Decision(event.to), ChoicePoint(event.to)]
    return found


def test_no_harmless_rewording_is_called_false() -> None:
    changed = Counter[str]()
    for index in range(150):
        problem, stream = TASK.problem(seed=71, index=index), Stream("rewordings", index)
        trace = tracekit.solve(TASK, problem, backtracks=index % 6, seed=index)
        for reword in (*REWORDINGS, None):
            events: Part = []
            for family, value, part in parts_of(trace):
                for each in [reword] if reword else stream.shuffled(REWORDINGS[:2]):
                    part = each(problem, family, value, part, stream)  # noqa: PLW2901
                events += part
            if reword is None or stream.chance(0.3):
                events = set_aside(events, stream)
            if tuple(events) == trace.events:
                continue
            changed[reword.__name__ if reword else "all"] += 1
            reworded = Trace(TASK, problem, tuple(events))
            certificate = tracekit.certify(TASK, problem, reworded)
            assert certificate.ok, (certificate.error, problem, events)
            assert certificate.answer == trace.answer
            style = ("prose", "reflective", "symbolic")[index % 3]
            text = tracekit.render(reworded, style, seed=index).text
            assert tracekit.certify(TASK, problem, text).ok
    assert changed.total() >= 300
    assert min(changed.values()) >= 20
    assert len(changed) == len(REWORDINGS) + 1
