"""Falsehoods about statements about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Fits,
    SelfReferenceProblem,
    Statements,
    Suppose,
    Values,
)
from tracekit.tasks.self_reference.space import SelfReferenceSpace


class SelfReferenceFalsehoods(Falsehoods[SelfReferenceProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: SelfReferenceProblem, stream: Stream) -> Iterator[str]:
        """Another small number, most often one more or one less."""
        space = cast("SelfReferenceSpace", space_of(self.task, problem))
        right = sum(map(bool, space.nth))
        while True:
            number = right + stream.pick((-1, 1)) if stream.chance(0.7) else stream.below(5)
            if number >= 0:
                yield str(number)

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Contradiction]:
        """Another number of statements than those that come out true."""
        if doubt.reason is not None:
            space = cast("SelfReferenceSpace", doubt.space)
            supposed, made = doubt.reason
            others = stream.shuffled([made + 1, made - 1, made + 2, made - 2])
            # Those first that are too many, or too few, as the right one is: the text goes on to say so.
            for other in sorted(others, key=lambda other: (other > supposed) != (made > supposed)):
                if 0 <= other <= space.n and other != supposed:
                    yield Contradiction(supposed, other)

    def false_dead_ends(self, walk: Hindsight, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
        """A number that fits is worked out wrongly, struck, and worked out again."""
        for index in stream.shuffled(walk.way):
            move = getattr(walk.events[index], "move", None)
            if isinstance(move, Fits):
                values, made = _miscalled(move, stream)
                added: list[Event] = [
                    ChoicePoint(move.place),
                    Decision(Suppose()),
                    Inference(values),
                    DeadEnd(Contradiction(move.place.true, made)),
                    Backtrack(move.place, refuted=True),
                ]
                yield [*walk.events[:index], *added, *walk.events[index:]], list(range(index, index + len(added)))

    def confident_turns(self, trace: Trace[SelfReferenceProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A number that does not fit is worked out wrongly, so that it seems to fit, and counts as a solution."""
        walk = Hindsight(trace)
        space = cast("SelfReferenceSpace", walk.space)
        nodes = walk.nodes()
        misses = [abs(len(_true(space, node.place)) - node.place.true) for node in nodes]
        for node in stream.draws_weighted(nodes, [0.25**miss for miss in misses]):
            true, false = _moved(space, node.place, stream)
            nth = 1 + sum(isinstance(trace.events[i], Inference) for i in walk.way if i < node.index)
            fits = Inference(Fits(node.place, true, false, node.place.true, nth))
            events: list[Event] = [*trace.events[: node.index], fits]
            changed = [node.index]
            for event in trace.events[node.tried[-1] + 1 :]:
                told = event
                if isinstance(event, Inference) and isinstance(event.move, Fits):
                    told = Inference(event.move._replace(nth=event.move.nth + 1))
                elif isinstance(event, Solved):
                    told = replace(event, answer=str(int(event.answer or 0) + 1))
                if told != event:
                    changed.append(len(events))
                events.append(told)
            yield ConfidentTurn(tuple(events), tuple(changed), str(getattr(events[-1], "answer", "")))


def _true(space: SelfReferenceSpace, place: Count) -> Statements:
    return space.true[space.places.index(place)]


def _moved(space: SelfReferenceSpace, place: Count, stream: Stream) -> tuple[Statements, Statements]:
    """The statements that come out true and false, some of them moved so that there are as many as supposed."""
    number = space.places.index(place)
    true, false = list(space.true[number]), list(space.false[number])
    while len(true) != place.true:
        source, target = (true, false) if len(true) > place.true else (false, true)
        target.append(source.pop(stream.below(len(source))))
    return tuple(sorted(true)), tuple(sorted(false))


def _miscalled(fits: Fits, stream: Stream) -> tuple[Values, int]:
    """The statements with one of them called what it is not, and how many then come out true."""
    true, false = list(fits.true), list(fits.false)
    value = stream.chance(0.5) if true and false else not true
    source, target = (false, true) if value else (true, false)
    target.append(source.pop(stream.below(len(source))))
    many, rest = (true, false) if value else (false, true)
    return Values(value, tuple(sorted(many)), (), tuple(sorted(rest))), len(true)
