"""Replaying events over a problem: each is held against what the state calls for.

This shares the problem's definition (its ``Space``) with the solver, and nothing else: no search, plan or transcript.

After an event that does not hold, the replay goes on from what it claims, if one can go on from that, or from what
holds instead, if only then the next event holds. Where neither can be told, what follows cannot be judged, up to a
return to a choice point that was there before.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    GaveUp,
    Inference,
    Remark,
    Slip,
    Solved,
    Switch,
    Unsolvable,
    as_told,
)
from tracekit.search.measures import Measures
from tracekit.search.position import Node
from tracekit.search.recovery import Finding, Recovery
from tracekit.search.rules import Rule
from tracekit.search.space import Derivation, Goal, Space

__all__ = ["Replay", "Violation", "replay"]


_SAYS_WHAT_IS_THERE = frozenset({ChoicePoint, Inference, DeadEnd, Solved})


@dataclass(frozen=True, slots=True)
class Violation:
    """The first event that does not hold, and what is wrong with it.

    Attributes:
        index: position of the event; the number of events if something is missing at the end.
        rule: the rule it breaks.
        finding: all that was found.
    """

    index: int
    rule: Rule
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Uncaught:
    """A slip that no check has refuted yet, and the figures before it: decisions and returns do not come in between."""

    index: int
    node: Node
    right: Inference
    counts: Measures  # those that it was counted in
    inferences: int
    remarks: int


class Replay(Recovery):
    """What replaying events finds: what is wrong with each, the figures, and the moves that stand at the end.

    ``events`` are the events as understood: a step of a derivation with a wrong result that its checks refute is a
    ``Slip``. What a slip says is false, and only the check makes up for it: where the events do not get there, the slip
    does not hold, however late that shows.

    Attributes:
        events: the events as understood.
        gaps: the positions of events before which something could not be read.
        findings: what is wrong with them, by their positions. Those that hold are not among them.
    """

    def __init__(self, space: Space, script: Sequence[Event] = (), gaps: Collection[int] = ()) -> None:
        super().__init__(space, script)
        self.gaps = gaps
        self.events: list[Event] = []
        self.findings: dict[int, Finding] = {}
        self._uncaught: _Uncaught | None = None
        self._derives = space.has_derivations

    @property
    def violation(self) -> Violation | None:
        """The first event that does not hold, or what is missing at the end."""
        index = min(self.findings, default=len(self.events))
        finding = self.findings.get(index)
        if finding is None:
            return None if self._ended else Violation(index, Rule.UNFINISHED, Finding(Rule.UNFINISHED))
        return Violation(index, finding.rule or Rule.OUT_OF_TURN, finding)

    def take(self, event: Event) -> Finding | None:
        """Judge one event and go on to where it leads."""
        index = len(self.events)
        if self.gaps and index in self.gaps:
            self._cease_counting()
            ahead = self._following(index) if isinstance(event, Remark) else event
            if ahead is not None:
                self._bridge(ahead)
        self.events.append(self._understood(event) if self._derives else event)
        finding = self._judge(index, self.events[index])
        slip = self._uncaught
        if finding is not None and slip is not None and self._goes_on_from(slip, event):
            # The slip is not going to be caught: what comes now holds as if its step had been got right.
            self._give_up_slip(slip)
            self.events[index] = self._understood(event)
            finding = self._judge(index, self.events[index])
        if finding is not None:
            self._find(index, finding)
            self._go_on(index, event, finding)
        return finding

    def finish(self) -> None:
        """Say that there are no more events."""
        if self._uncaught is not None:
            self._give_up_slip(self._uncaught)

    def _find(self, index: int, finding: Finding) -> None:
        self._cease_counting()
        self.findings[index] = finding

    def _cease_counting(self) -> None:
        """What comes behind something that does not hold, or was not read, does not count."""
        if self._counts is self.measures:
            self._counts = Measures()

    # --- judging an event, and making its move where it holds ----------------------------------------------------

    def _judge(self, index: int, event: Event) -> Finding | None:  # noqa: PLR0911
        if self._ended:
            return Finding(Rule.AFTER_END)
        kind = type(event)
        if self._lost and kind is not Backtrack:
            return Finding(None)
        if kind in _SAYS_WHAT_IS_THERE:
            if self._must_decide or self._stuck:
                return Finding(Rule.OUT_OF_TURN)
            return self._look(event)
        match event:
            case Decision(move):
                return self._decide(move) if self._must_decide else self._out_of_turn(Rule.NO_CHOICE)
            case Backtrack():
                return self._back(event) if self._stuck or self._lost else self._out_of_turn(Rule.OUT_OF_TURN)
            case Switch():
                return self._switch(event) if self._must_decide else self._out_of_turn(Rule.OUT_OF_TURN)
            case Remark(claim):
                return self._remark(claim)
            case GaveUp():
                return self._give_up()
            case Unsolvable():
                return self._unsolvable() if self._stuck else self._out_of_turn(Rule.FALSE_UNSOLVABLE)
            case Slip(move) if self._derives and not (self._must_decide or self._stuck):
                return self._slip(index, move)
            case _:
                return Finding(Rule.OUT_OF_TURN) if self._must_decide or self._stuck else self._look(event)

    def _understood(self, event: Event) -> Event:
        """A step with a wrong result that can be a slip, as one; any other step as it is told."""
        if not isinstance(event, Inference | Slip):
            return event
        if not self._owes_more and not self._lost and self._is_slip(event):
            return Slip(event.move, event.reason)
        return as_told(event)

    def _is_slip(self, event: Inference | Slip) -> bool:
        view = self._space.look(self._state)
        # A right step is told from a slip without working out what else it could have come to.
        return (
            isinstance(view, Derivation)
            and event.move != view.move
            and event.reason == view.reason
            and self._space.accepts_slip(self._state, view, event.move)
        )

    def _out_of_turn(self, rule: Rule) -> Finding:
        if self._must_decide or self._stuck:
            return Finding(Rule.OUT_OF_TURN)
        return Finding(rule, "", self._as_event(self._space.look(self._state)))

    def _look(self, event: Event) -> Finding | None:  # noqa: PLR0911
        space, state = self._space, self._state
        view = space.look(state)
        if isinstance(event, DeadEnd) and isinstance(view, DeadEnd):
            # Where it fails has been seen; whether the reason holds is another question. What is false on the way
            # to the check refutes nothing.
            if self._uncaught is not None and max(self.findings, default=-1) > self._uncaught.index:
                self._find_slip(self._uncaught)
            self._uncaught = None
        if isinstance(event, Solved) and isinstance(view, Goal) and self._claimed:
            if event.answer is not None:
                return Finding(Rule.WRONG_ANSWER, "it rests on moves that do not hold")
            self._accept(view)
            return None
        expected = view if isinstance(view, DeadEnd | Inference) else self._as_event(view)
        if event == expected:
            self._accept(view)
            return None
        match event, expected:
            case DeadEnd(reason), DeadEnd():
                if space.accepts_dead_end(state, reason):
                    self._be_stuck()
                    return None
                return self._false(Rule.WRONG_REASON, reason, expected)
            case DeadEnd(reason), _:
                return self._false(Rule.FALSE_DEAD_END, reason, expected)
            case ChoicePoint(place), ChoicePoint(right_place):
                return Finding(Rule.WRONG_PLACE if place != right_place else Rule.WRONG_MOVES, "", expected)
            case ChoicePoint(), _:
                return Finding(Rule.NO_CHOICE, "", expected)
            case ((Inference(move) | Slip(move)), _):
                if isinstance(view, Derivation) and space.is_wrong_result(state, view, move):
                    return Finding(Rule.FALSE_RESULT, space.why_not(state, move) or "", expected)
                return self._false(Rule.NOT_FORCED, move, expected)
            case Solved(), Solved():
                return Finding(Rule.WRONG_ANSWER, "", expected)
            case _:
                return Finding(Rule.FALSE_SOLVED, "", expected)

    def _slip(self, index: int, move: Hashable) -> Finding | None:
        view: Any = self._space.look(self._state)
        if not self._nodes or self._nodes[-1].state != self._state:
            # The right result is left to be tried, however many wrong ones have been.
            self._add_node(view.place, (view.move,), is_choice=False)
        node = self._nodes[-1]
        if move in node.tried:
            return Finding(Rule.ALREADY_TRIED)
        node.tried[move] = 0.0
        if self._uncaught is not None:
            self._find_slip(self._uncaught)
        counts, right = self._counts, Inference(view.move, view.reason)
        self._uncaught = _Uncaught(index, node, right, counts, counts.inferences, counts.remarks)
        counts.slips += 1
        self._depth += 1
        self._move(move)
        return None

    def _remark(self, claim: Hashable) -> Finding | None:
        if not self._space.holds(self._state, self.path, claim):
            return Finding(Rule.FALSE_REMARK, self._space.why_not(self._state, claim) or "")
        self._counts.remarks += 1
        return None

    def _false(self, rule: Rule, claim: Hashable, expected: Event | None) -> Finding:
        why = self._space.why_not(self._state, claim)
        return Finding(Rule.WRONG_PLACE, "", expected, in_itself=True) if why is None else Finding(rule, why, expected)

    def _decide(self, move: Hashable) -> Finding | None:
        node = self._nodes[-1]
        if move not in node.moves:
            return Finding(Rule.ILLEGAL_MOVE, self._space.why_not(node.state, move) or "")
        if move in node.tried:
            return Finding(Rule.ALREADY_TRIED)
        self._take_up(node, move)
        return None

    def _back(self, event: Backtrack) -> Finding | None:
        node = self._target(event)
        if node is None:
            return Finding(None if self._lost else Rule.WRONG_TARGET)
        untried = node.untried()
        if not untried:
            return Finding(Rule.NOTHING_UNTRIED)
        if event.refuted and not self._lost and not self._is_refuted(node):
            return Finding(Rule.UNTRIED_MOVE_LEFT)
        moves = tuple(untried) if self._space.lists_moves and node.is_choice else None
        if event.moves != moves:
            return Finding(Rule.WRONG_MOVES, "", replace(event, moves=moves))
        self._return_to(node, refuted=event.refuted)
        return None

    def _switch(self, event: Switch) -> Finding | None:
        node = self._target(event)
        if node is None or node is self._nodes[-1]:
            return Finding(Rule.WRONG_TARGET)
        untried = node.untried()
        if not untried:
            return Finding(Rule.NOTHING_UNTRIED)
        moves = tuple(untried) if self._space.lists_moves else None
        if event.moves != moves:
            return Finding(Rule.WRONG_MOVES, "", replace(event, moves=moves))
        self._counts.switches += 1
        self._go_to(node, keep=True)
        return None

    def _give_up(self) -> Finding | None:
        if not (self._must_decide or self._stuck) and isinstance(self._space.look(self._state), Goal):
            return Finding(Rule.ALREADY_SOLVED, "", self._as_event(Goal()))
        if self._uncaught is not None:
            return Finding(Rule.UNFINISHED)
        self._ended = True
        return None

    def _unsolvable(self) -> Finding | None:
        if self._nodes and not self._nodes[0].is_exhausted:
            return Finding(Rule.FALSE_UNSOLVABLE)
        self._ended = True
        return None

    # --- slips that are not caught

    def _goes_on_from(self, slip: _Uncaught, event: Event) -> bool:
        """Whether an event holds if the step slipped at had been got right."""
        return self._fits(self._space.after(slip.node.state, slip.right.move), event)

    def _find_slip(self, slip: _Uncaught) -> None:
        """A slip that is not caught does not hold."""
        measures = self.measures
        if slip.counts is measures:
            measures.inferences, measures.remarks = slip.inferences, slip.remarks
            measures.slips -= 1
        wrong: Any = self.events[slip.index]
        why = self._space.why_not(slip.node.state, wrong.move) or ""
        self._find(slip.index, Finding(Rule.FALSE_RESULT, why, slip.right))

    def _give_up_slip(self, slip: _Uncaught) -> None:
        """Find that a slip is not caught, and go on from the right result."""
        self._find_slip(slip)
        node = slip.node
        self._uncaught = None
        if node in self._nodes:
            del self._nodes[self._nodes.index(node) :]
            del self.path[node.path_length :]
            self._state, self._depth, self._claimed = node.state, node.depth + 1, node.claimed
            self._must_decide = self._stuck = False
            self._move(slip.right.move)


def replay(space: Space, events: Sequence[Event], gaps: Collection[int] = ()) -> Replay:
    """Replay events from the start of a space to their end.

    Args:
        space: the space.
        events: the events.
        gaps: the positions of those before which something could not be read.
    """
    outcome = Replay(space, events, gaps)
    for event in events:
        outcome.take(event)
    outcome.finish()
    return outcome
