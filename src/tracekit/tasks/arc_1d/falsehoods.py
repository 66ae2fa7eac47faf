"""Falsehoods about one-dimensional ARC."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import cast

from tracekit.search.events import ChoicePoint, Decision, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Choice, space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.problem import PAIRS, Applied, Arc1DProblem, Fits, Hypothesis, Mismatch
from tracekit.tasks.arc_1d.scene import Row
from tracekit.tasks.arc_1d.space import Arc1DSpace
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods

OTHER_RULES = 10
"""So many rules that do not fit are tried for a wrong turn."""


class Arc1DFalsehoods(Falsehoods[Arc1DProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: Arc1DProblem, stream: Stream) -> Iterator[str]:
        """What another rule makes of the last row, or the right row with a cell or two off."""
        space = cast("Arc1DSpace", space_of(self.task, problem))
        rules, weights = _other_rules(space)
        while True:
            if rules and stream.chance(0.5):
                rule = stream.pick_weighted(rules, weights)
                yield " ".join(space.ideas.row(*rule, len(problem.pairs)) or problem.test)
            else:
                yield " ".join(_off(problem.output, stream))

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Mismatch]:
        """A wrong output for a pair: of a rule that fits it, or another one than the rule does give."""
        view = doubt.space.look(doubt.state)
        if isinstance(doubt.reason, Mismatch):
            pair, row, given = doubt.reason
        elif doubt.reason is None and isinstance(view, Inference) and isinstance(view.move, Fits):
            pair, row = view.move
            given = row
        else:
            return
        while True:
            wrong = _off(row, stream)
            if wrong != given:
                yield Mismatch(pair, wrong, given)

    def confident_turns(self, trace: Trace[Arc1DProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A rule that does not fit is said to give every output, and is applied to the last row.

        Where every other rule has been refuted, or gives the right answer, the right one is applied, and the output
        comes out wrong.
        """
        walk = Hindsight(trace)
        space = cast("Arc1DSpace", walk.space)
        node = next((node for node in walk.nodes() if node.place == PAIRS), None)
        rules, weights = _other_rules(space)
        tried = {e.move for e in trace.events if isinstance(e, Decision) and isinstance(e.move, str)}
        kept = [(rule, weight) for rule, weight in zip(rules, weights, strict=True) if rule.family not in tried]
        rules, weights = [rule for rule, _ in kept], [weight for _, weight in kept]
        for number in count():
            # Where nothing comes of other rules, the right one is applied wrongly.
            if node is None or not rules or number >= OTHER_RULES:
                begin, row = len(trace.events) - 2, _off(trace.problem.output, stream)
                events: list[Event] = []
            else:
                rule = stream.pick_weighted(rules, weights)
                begin, events = node.tried[-1], [Decision(rule.family)]
                state = space.after(node.state, rule.family)
                view = space.look(state)
                if state.parameter is None and isinstance(view, Choice):
                    events += [ChoicePoint(view.place), Decision(rule.parameter)]
                elif state.parameter is None and isinstance(view, Inference):
                    events.append(view)
                events += [Inference(Fits(n, given)) for n, (_, given) in enumerate(trace.problem.pairs, 1)]
                row = space.ideas.row(*rule, len(trace.problem.pairs)) or trace.problem.test
            answer = " ".join(row)
            yield ConfidentTurn.of(trace.events[:begin], [*events, Inference(Applied(row)), Solved(answer)], answer)


def _other_rules(space: Arc1DSpace) -> tuple[list[Hypothesis], list[float]]:
    """The rules that do not fit all pairs and can be applied to the last row, and how readily they come to mind."""
    ideas = space.ideas
    right = set(ideas.fitting)
    rules, weights = [], []
    for name, weight in zip(ideas.families, ideas.weights(), strict=True):
        nearest = ideas.nearest(name)
        for value in ideas.open(name) or ((nearest,) if nearest else ()):
            rule = Hypothesis(name, value)
            if rule not in right and rule not in ideas.rivals and ideas.row(*rule, len(space.problem.pairs)):
                rules.append(rule)
                weights.append(weight**2)
    return rules, weights


def _off(row: Row, stream: Stream) -> Row:
    """A row with a block one cell longer or shorter, or two neighbouring cells exchanged."""
    edges = [i for i in range(1, len(row)) if row[i] != row[i - 1]]
    if not edges:
        i = stream.below(len(row))
        return row[:i] + ("0" if row[i] != "0" else "1") + row[i + 1 :]
    i = stream.pick(edges)
    kind = stream.below(3)
    if kind == 0:
        return row[: i - 1] + row[i] + row[i:]
    if kind == 1:
        return row[:i] + row[i - 1] + row[i + 1 :]
    return row[: i - 1] + row[i] + row[i - 1] + row[i + 1 :]
