"""Replaying events over a problem and naming the first one that does not hold.

This shares the problem's definition (its ``Space``) with the solver, and nothing else: no search, plan or transcript.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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
    Unsolvable,
)
from tracekit.search.measures import Measures
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["Replay", "Rule", "Violation", "replay"]


class Rule(StrEnum):
    """The rules that a trace can break; the value says what is wrong."""

    UNKNOWN_STATEMENT = "not a statement of this language"
    OUT_OF_TURN = "this statement cannot come here"
    WRONG_PLACE = "the search is not at this place"
    WRONG_MOVES = "these are not the moves that are open here"
    NO_CHOICE = "there is no choice to be made here"
    NOT_FORCED = "this is not the only possible move"
    FALSE_RESULT = "this result is wrong, and no check here shows it"
    ILLEGAL_MOVE = "this move is not legal here"
    ALREADY_TRIED = "this move has been tried here before"
    FALSE_DEAD_END = "this is no dead end"
    WRONG_REASON = "it is a dead end, but not for this reason"
    WRONG_TARGET = "there is no such choice point to return to"
    NOTHING_UNTRIED = "nothing is left to try at the place returned to"
    UNTRIED_MOVE_LEFT = "the line left behind is not refuted: it has moves that were not tried or were set aside"
    FALSE_SOLVED = "the problem is not solved here"
    WRONG_ANSWER = "the answer does not follow from the moves"
    ALREADY_SOLVED = "the problem is solved here"
    FALSE_UNSOLVABLE = "not every move has been tried"
    FALSE_REMARK = "this does not hold here"
    UNFINISHED = "the trace stops before it is solved or given up"
    AFTER_END = "something follows after the end"
    BAD_FORMAT = "the completion is not thinking followed by an answer"


@dataclass(frozen=True, slots=True)
class Violation:
    """The first event that does not hold.

    Attributes:
        index: position of the event; the number of events if something is missing at the end.
        rule: the rule it breaks.
        detail: what holds instead, where that can be said; may be empty.
        expected: the event that the state calls for, where there is just one.
    """

    index: int
    rule: Rule
    detail: str = ""
    expected: Event | None = None


@dataclass(slots=True)
class _Node:
    """A choice point of the path, or the step of a derivation at which a slip was made."""

    state: Any
    place: Any
    moves: tuple[Any, ...]
    path_length: int
    depth: int
    is_choice: bool = True
    tried: list[Any] = field(default_factory=list)
    refuted: int = 0
    luck: float = 0.0

    def untried(self) -> list[Any]:
        return [move for move in self.moves if move not in self.tried]


@dataclass(frozen=True, slots=True)
class _Uncaught:
    """A slip that no check has refuted yet, and the figures before it: decisions and returns do not come in between."""

    index: int
    state: Any
    move: Any
    right: Event
    inferences: int
    remarks: int


Finding = tuple[Rule, str, Event | None]
"""A rule that is broken, what holds instead, and the event that was called for; both may be empty."""


class Replay:
    """The outcome of replaying events: the violation, if any, the figures, and the moves that stand at the end.

    ``events`` are the events as understood: a step of a derivation with a wrong result that its checks refute is a
    ``Slip``. What a slip says is false, and only the check makes up for it: where the events do not get there, the slip
    is the first thing that does not hold, however late that shows.
    """

    def __init__(self, space: Space[Any, Any]) -> None:
        self.violation: Violation | None = None
        self.measures = Measures()
        self.path: list[Any] = []
        self.solved = False
        self.events: list[Event] = []
        self._space = space
        self._state = space.start()
        self._nodes: list[_Node] = []
        self._depth = 0  # decisions and steps of a derivation on the path
        self._must_decide = False  # a choice point has been named, its move not yet
        self._stuck = False  # a dead end has been named, the return not yet
        self._ended = False
        self._uncaught: _Uncaught | None = None

    @property
    def state(self) -> Any:
        """The state that the events so far lead to."""
        return self._state

    @property
    def slipped(self) -> bool:
        """Whether a step of a derivation has been got wrong and not come out right since."""
        return any(not node.is_choice for node in self._nodes)

    def take(self, index: int, event: Event) -> Violation | None:
        """Check one event and make its move. The violation may be an earlier slip: see above."""
        is_slip = False
        if self._space.has_derivations and isinstance(event, Inference | Slip) and not self._owes_more:
            is_slip = self._is_slip(event)
            if is_slip and isinstance(event, Inference):
                event = Slip(event.move, event.reason)
        self.events.append(event)
        if self._ended:
            return Violation(index, Rule.AFTER_END)
        match event:
            case Decision(move):
                found = self._decide(move) if self._must_decide else self._out_of_turn(Rule.NO_CHOICE)
            case Backtrack():
                found = self._back(event) if self._stuck else self._out_of_turn(Rule.OUT_OF_TURN)
            case Unsolvable():
                found = self._unsolvable() if self._stuck else self._out_of_turn(Rule.FALSE_UNSOLVABLE)
            case GaveUp():
                found = self._give_up()
            case Remark(claim):
                found = self._remark(claim)
            case Slip() if is_slip:
                found = self._slip(index, event)
            case _:
                found = (Rule.OUT_OF_TURN, "", None) if self._owes_more else self._look(event)
        if found is None:
            return None
        return Violation(index, *found) if self._uncaught is None else self._false_result(self._uncaught)

    def finish(self, n_events: int) -> Violation | None:
        """What is missing after the last event."""
        if self._ended:
            return None
        return Violation(n_events, Rule.UNFINISHED) if self._uncaught is None else self._false_result(self._uncaught)

    @property
    def _owes_more(self) -> bool:
        """Whether a decision or a return has to come next, or nothing any more."""
        return self._ended or self._must_decide or self._stuck

    def _false_result(self, slip: _Uncaught) -> Violation:
        measures = self.measures
        measures.inferences, measures.remarks = slip.inferences, slip.remarks
        measures.slips -= 1
        why = self._space.why_not(slip.state, slip.move) or ""
        return Violation(slip.index, Rule.FALSE_RESULT, why, slip.right)

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
            return Rule.OUT_OF_TURN, "", None
        return rule, "", self._as_event(self._space.look(self._state))

    def _as_event(self, view: View[Any]) -> Event:
        if isinstance(view, Choice):
            return ChoicePoint(view.place, view.moves if self._space.lists_moves else None)
        if isinstance(view, Derivation):
            return Inference(view.move, view.reason)
        return self._space.solved(self.path) if isinstance(view, Goal) else view

    def _look(self, event: Event) -> Finding | None:
        space, state = self._space, self._state
        view = space.look(state)
        if isinstance(event, DeadEnd) and isinstance(view, DeadEnd):
            self._uncaught = None  # where it fails has been seen; whether the reason holds is another question
        expected = view if isinstance(view, DeadEnd | Inference) else self._as_event(view)
        if event == expected:
            self._accept(view)
            return None
        match event, expected:
            case DeadEnd(reason), DeadEnd():
                if space.accepts_dead_end(state, reason):
                    self._stuck = True
                    return None
                return self._false(Rule.WRONG_REASON, reason, expected)
            case DeadEnd(reason), _:
                return self._false(Rule.FALSE_DEAD_END, reason, expected)
            case ChoicePoint(place), ChoicePoint(right_place):
                return Rule.WRONG_PLACE if place != right_place else Rule.WRONG_MOVES, "", expected
            case ChoicePoint(), _:
                return Rule.NO_CHOICE, "", expected
            case ((Inference(move) | Slip(move)), _):
                if isinstance(view, Derivation) and space.is_wrong_result(state, view, move):
                    return Rule.FALSE_RESULT, space.why_not(state, move) or "", expected
                return self._false(Rule.NOT_FORCED, move, expected)
            case Solved(), Solved():
                return Rule.WRONG_ANSWER, "", expected
            case _:
                return Rule.FALSE_SOLVED, "", expected

    def _accept(self, view: View[Any]) -> None:
        if isinstance(view, Choice):
            self._nodes.append(_Node(self._state, view.place, view.moves, len(self.path), self._depth))
            self._must_decide = True
        elif isinstance(view, Inference | Derivation):
            if isinstance(view, Derivation):
                if self._nodes and self._nodes[-1].state == self._state:
                    self._nodes.pop()  # it was slipped at, and now comes out right
                self._depth += 1
            self.measures.inferences += 1
            self._move(view.move)
        elif isinstance(view, Goal):
            self._ended = self.solved = True
            self.measures.luck = sum((node.luck for node in self._nodes), 0.0)
        else:
            self._stuck = True

    def _slip(self, index: int, event: Slip) -> Finding | None:
        view: Any = self._space.look(self._state)
        if not self._nodes or self._nodes[-1].state != self._state:
            # The right result is left to be tried, however many wrong ones have been.
            node = _Node(self._state, view.place, (view.move,), len(self.path), self._depth, is_choice=False)
            self._nodes.append(node)
        if event.move in self._nodes[-1].tried:
            return Rule.ALREADY_TRIED, "", None
        self._nodes[-1].tried.append(event.move)
        measures, right = self.measures, Inference(view.move, view.reason)
        self._uncaught = _Uncaught(index, self._state, event.move, right, measures.inferences, measures.remarks)
        measures.slips += 1
        self._depth += 1
        self._move(event.move)
        return None

    def _remark(self, claim: Any) -> Finding | None:
        if not self._space.holds(self._state, self.path, claim):
            return Rule.FALSE_REMARK, self._space.why_not(self._state, claim) or "", None
        self.measures.remarks += 1
        return None

    def _false(self, rule: Rule, claim: Any, expected: Event) -> Finding:
        why = self._space.why_not(self._state, claim)
        return (Rule.WRONG_PLACE, "", expected) if why is None else (rule, why, expected)

    def _decide(self, move: Any) -> Finding | None:
        node = self._nodes[-1]
        if move not in node.moves:
            return Rule.ILLEGAL_MOVE, self._space.why_not(node.state, move) or "", None
        if move in node.tried:
            return Rule.ALREADY_TRIED, "", None
        node.tried.append(move)
        node.luck = math.log2(len(node.moves) - node.refuted) if self._space.is_guess(move) else 0.0
        self.measures.decisions += 1
        self._depth += 1
        self._must_decide = False
        self._move(move)
        return None

    def _back(self, event: Backtrack) -> Finding | None:
        level = next((i for i, node in enumerate(self._nodes) if node.place == event.to), None)
        if level is None:
            return Rule.WRONG_TARGET, "", None
        node = self._nodes[level]
        untried = node.untried()
        if not untried:
            return Rule.NOTHING_UNTRIED, "", None
        # A node's current move is refuted once all below it is: every deeper node has every move tried and refuted.
        if event.refuted and not self._all_refuted_below(level):
            return Rule.UNTRIED_MOVE_LEFT, "", None
        moves = tuple(untried) if self._space.lists_moves and node.is_choice else None
        if event.moves != moves:
            return Rule.WRONG_MOVES, "", Backtrack(event.to, event.refuted, moves)
        node.refuted += event.refuted
        del self._nodes[level + 1 :]
        measures = self.measures
        measures.backtracks += 1
        measures.set_aside += not event.refuted
        measures.wrong_turn_depths.append(node.depth)
        measures.abandoned_steps += len(self.path) - node.path_length
        del self.path[node.path_length :]
        self._state, self._depth = node.state, node.depth
        self._stuck, self._must_decide = False, node.is_choice
        return None

    def _all_refuted_below(self, level: int) -> bool:
        # The deeper nodes stand one below the other: the move under way in each is the last one it tried.
        return all(node.refuted == len(node.moves) - 1 and not node.untried() for node in self._nodes[level + 1 :])

    def _give_up(self) -> Finding | None:
        if not (self._must_decide or self._stuck) and isinstance(self._space.look(self._state), Goal):
            return Rule.ALREADY_SOLVED, "", self._space.solved(self.path)
        if self._uncaught is not None:
            return Rule.UNFINISHED, "", None
        self._ended = True
        return None

    def _unsolvable(self) -> Finding | None:
        if not self._all_refuted_below(-1):
            return Rule.FALSE_UNSOLVABLE, "", None
        self._ended = True
        return None

    def _move(self, move: Any) -> None:
        self.path.append(move)
        self._state = self._space.after(self._state, move)


def replay(space: Space[Any, Any], events: Sequence[Event]) -> Replay:
    """Replay events from the start of a space up to the first one that does not hold."""
    state = Replay(space)
    for index, event in enumerate(events):
        state.violation = state.take(index, event)
        if state.violation:
            state.events += events[index + 1 :]
            return state
    state.violation = state.finish(len(events))
    return state
