"""Falsehoods about statements about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from tracekit.search.events import Backtrack, DeadEnd, Decision, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Counted,
    Fits,
    Judged,
    RuleOut,
    SelfReferenceProblem,
    Suppose,
    Values,
)
from tracekit.tasks.self_reference.space import SelfReferenceSpace


class SelfReferenceFalsehoods(Falsehoods[SelfReferenceProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: SelfReferenceProblem, stream: Stream) -> Iterator[str]:
        """Another small number, most often one more or one less."""
        space = cast("SelfReferenceSpace", space_of(self.task, problem))
        right = space.fitting.bit_count()
        while True:
            number = right + stream.pick((-1, 1)) if stream.chance(0.7) else stream.below(5)
            if number >= 0:
                yield str(number)

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Contradiction]:
        """Another number of statements than those that come out true, or false."""
        if doubt.reason is not None:
            space = cast("SelfReferenceSpace", doubt.space)
            value, supposed, made = doubt.reason
            for other in stream.shuffled([made + 1, made - 1, made + 2, made - 2]):
                if 0 <= other <= space.n and other != supposed:
                    yield Contradiction(value, supposed, other)

    def false_dead_ends(self, walk: Hindsight, stream: Stream) -> Iterator[tuple[list[Event], list[int]]]:
        """A number that fits is worked out wrongly, struck, and worked out again."""
        space = cast("SelfReferenceSpace", walk.space)
        for index in stream.shuffled(walk.way):
            move = getattr(walk.events[index], "move", None)
            if isinstance(move, Suppose) and isinstance(walk.events[index], Decision):
                values = _miscalled(space.values[move.place.true], stream)
                added = [*_worked_out(space, move.place, values), Backtrack(move.place, refuted=True)]
                yield [*walk.events[:index], *added, *walk.events[index:]], list(range(index, index + len(added)))

    def confident_turns(self, trace: Trace[SelfReferenceProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A number that does not fit is worked out wrongly, so that it seems to fit, and counts as a solution."""
        walk = Hindsight(trace)
        space = cast("SelfReferenceSpace", walk.space)
        ruled_out = [node for node in walk.nodes() if isinstance(_move(trace.events[node.tried[-1]]), RuleOut)]
        misses = [abs(space.made[node.place.true] - node.place.true) for node in ruled_out]
        for node in stream.draws_weighted(ruled_out, [0.25**miss for miss in misses]):
            begin, place = node.index + 1, node.place
            nth = 1 + sum(isinstance(_move(trace.events[i]), Fits) for i in walk.way if i < begin)
            events = [*trace.events[:begin], *_worked_out(space, place, _moved(space, place, stream), nth)]
            changed = list(range(begin, len(events)))
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


def _move(event: Event) -> object:
    return getattr(event, "move", None)


def _worked_out(space: SelfReferenceSpace, place: Count, values: tuple[Judged, ...], nth: int = 0) -> list[Event]:
    """A number supposed and worked out with these values, which then count as solution ``nth`` or contradict it."""
    value = space.counts(place)
    made = sum(each[2] is value for each in values)
    supposed = place.true if value else place.false
    end: Event = DeadEnd(Contradiction(value, supposed, made)) if made != supposed else Inference(Fits(place, nth))
    return [Decision(Suppose(place)), Inference(Values(values)), Inference(Counted(value, made)), end]


def _turned(values: tuple[Judged, ...], numbers: set[int]) -> tuple[Judged, ...]:
    """The values with those of some statements, by their number, turned round."""
    return tuple([(number, code, holds is not (number in numbers)) for number, code, holds in values])


def _moved(space: SelfReferenceSpace, place: Count, stream: Stream) -> tuple[Judged, ...]:
    """The values with some of them turned round so that there are as many true ones as supposed."""
    values, made = space.values[place.true], space.made[place.true]
    many = [number for number, _, holds in values if holds is (made > place.true)]
    return _turned(values, set(stream.shuffled(many)[: abs(made - place.true)]))


def _miscalled(values: tuple[Judged, ...], stream: Stream) -> tuple[Judged, ...]:
    """The values with one of them turned round."""
    return _turned(values, {stream.pick(values)[0]})
