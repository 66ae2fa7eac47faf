"""Falsehoods about list functions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import cast

from tracekit.search.events import ChoicePoint, Decision, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Choice, space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods, near_number
from tracekit.tasks.list_functions.problem import (
    Apply,
    Fits,
    Guess,
    ListFunctionsProblem,
    Misfit,
    OfKind,
    Undone,
    write_list,
)
from tracekit.tasks.list_functions.rules import RULES
from tracekit.tasks.list_functions.space import ListFunctionsSpace, State
from tracekit.tasks.list_functions.step import Numbers

OTHER_RULES = 10
"""So many rules that do not fit are tried for a wrong turn."""


class ListFunctionsFalsehoods(Falsehoods[ListFunctionsProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: ListFunctionsProblem, stream: Stream) -> Iterator[str]:
        """What a rule that fits less well makes of the last input, or the right output with a slip in it."""
        space = cast("ListFunctionsSpace", space_of(self.task, problem))
        rules = _near_misses(space)
        for _ in range(500):
            if rules and stream.chance(0.6):
                code = stream.pick_weighted(list(rules), list(rules.values()))
                output = RULES[code].run(problem.last)
                if output is not None:
                    yield write_list(output)
            else:
                yield write_list(_off(problem.answer, problem.last, stream))

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Misfit]:
        """A wrong output for an example: of a rule that fits it, or another one than the rule does give."""
        space = cast("ListFunctionsSpace", doubt.space)
        problem, view = space.problem, space.look(doubt.state)
        if isinstance(doubt.reason, Misfit):
            number, row, given = doubt.reason
        elif isinstance(doubt.reason, Undone):
            (number,) = doubt.reason
            given = row = problem.outputs[number - 1]
        elif isinstance(view, Inference) and isinstance(view.move, Fits):
            number, row = view.move
            given = row
        else:
            return
        while True:
            output = _off(row, problem.inputs[number - 1], stream)
            if output != given:
                yield Misfit(number, output, given)

    def confident_turns(self, trace: Trace[ListFunctionsProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A rule that does not fit is said to give every output, and is applied to the last input.

        Where every other rule has been refuted, or gives the right answer, the right one is applied, and the output
        comes out wrong.
        """
        walk = Hindsight(trace)
        space = cast("ListFunctionsSpace", walk.space)
        nodes = walk.nodes()
        tried = {e.move for e in trace.events if isinstance(e, Decision)}
        families = {move.family for move in tried if isinstance(move, OfKind)}
        rules = {code: weight**1.5 for code, weight in _near_misses(space).items() if Guess(code) not in tried}
        at = {node.place: node for node in nodes}
        own = [code for code in rules if OfKind(RULES[code].family) in at]
        other = [code for code in rules if RULES[code].family not in families] if nodes else []
        for number in count():
            begin, events = len(trace.events) - 2, list[Event]()
            output: Numbers | None
            # Where nothing comes of other rules, the right one is applied wrongly.
            if (not own and not other) or number >= OTHER_RULES:
                output = _off(trace.problem.answer, trace.problem.last, stream)
            else:
                # A rule of the right kind, where there is one, is the most plausible wrong one.
                near = own if own and (not other or stream.chance(0.75)) else other
                code = stream.pick_weighted(near, [rules[code] for code in near])
                kind = OfKind(RULES[code].family)
                begin = at.get(kind, nodes[0]).tried[-1]
                view = None if kind in at else space.look(_open(space, kind.family))
                if view is not None:
                    events.append(Decision(kind))
                if isinstance(view, Choice):
                    events.append(ChoicePoint(view.place))
                events.append(view if isinstance(view, Inference) else Decision(Guess(code)))
                events += [Inference(Fits(n, given)) for n, given in enumerate(trace.problem.outputs, 1)]
                output = RULES[code].run(trace.problem.last)
            if output is not None:
                answer = write_list(output)
                rest = [*events, Inference(Apply(output)), Solved(answer)]
                yield ConfidentTurn.of(trace.events[:begin], rest, answer)


def _near_misses(space: ListFunctionsSpace) -> dict[str, float]:
    """The rules that do not fit all examples and can be applied to the last input, with their plausibility."""
    found = {}
    for family, guesses in space.rules.items():
        weights = space.plausibility(_open(space, family), guesses)
        for (code,), weight in zip(guesses, weights, strict=True):
            if code not in space.right:
                found[code] = weight
    return found


def _open(space: ListFunctionsSpace, family: str) -> State:
    """The state in which a family is supposed and its rule is open."""
    return space.after(space.start(), OfKind(family))


def _off(output: Numbers, last: Numbers, stream: Stream) -> Numbers:
    """A list with one number changed, left out or put in twice, or two neighbours exchanged."""
    kind = stream.below(4) if len(output) > 1 else 0 if output else 3
    numbers = list(output)
    i = stream.below(len(numbers)) if numbers else 0
    if kind == 0:
        numbers[i] = near_number(numbers[i], stream)
    elif kind == 1:
        del numbers[i]
    elif kind == 2:
        j = i - 1 if i else 1
        numbers[i], numbers[j] = numbers[j], numbers[i]
    else:
        numbers.insert(i, stream.pick(last))
    return tuple(numbers)
