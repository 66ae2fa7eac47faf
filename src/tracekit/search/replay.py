"""Replaying events over a problem: each is held against what the state calls for.

This shares the problem's definition (its ``Space``) with the solver, and nothing else: no search, plan or transcript.

After an event that does not hold, the replay goes on from what it claims, if one can go on from that, or from what
holds instead, if only then the next event holds. Where neither can be told, what follows cannot be judged, up to a
return to a choice point that was there before.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace

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
)
from tracekit.search.position import ELSEWHERE, Node
from tracekit.search.recovery import Finding, is_value
from tracekit.search.rules import Rule
from tracekit.search.slips import Slipping
from tracekit.search.space import Choice, Goal, Space, View

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


class Replay(Slipping):
    """What replaying events finds: what is wrong with each, the figures, and the moves that stand at the end.

    An event that holds where it stands, though a search of ours would say something else there, is found to be true in
    itself, and the replay goes on from it as from any other true one.

    ``events`` are the events as understood: a step of a derivation with a wrong result that its checks refute is a
    ``Slip``. What a slip says is false, and only the check makes up for it: where the events do not get there, the slip
    does not hold, however late that shows.

    Attributes:
        events: the events as understood.
        gaps: the positions of events before which something could not be read.
        findings: what is wrong with them, or that they are out of order, by their positions. All others hold and are
            where a search of ours would say them.
    """

    def __init__(self, space: Space, script: Sequence[Event] = (), gaps: Collection[int] = ()) -> None:
        super().__init__(space, script)
        self.gaps = gaps
        self._derives = space.has_derivations

    @property
    def is_true(self) -> bool:
        """Whether every event holds where it stands, in whatever order."""
        return self._last_false < 0

    @property
    def violation(self) -> Violation | None:
        """The first event that does not hold, or what is missing at the end."""
        if self.is_true:
            index = len(self.events)
            return None if self._ended else Violation(index, Rule.UNFINISHED, Finding(Rule.UNFINISHED))
        index = min(index for index, finding in self.findings.items() if not finding.in_itself)
        return Violation(index, self.findings[index].rule or Rule.OUT_OF_TURN, self.findings[index])

    def take(self, event: Event) -> Finding | None:
        """Judge one event and go on to where it leads."""
        index = len(self.events)
        if not is_value(event):
            self.events.append(event)
            finding = Finding(Rule.UNKNOWN_STATEMENT)
            self._find(index, finding)
            return finding
        if self.gaps and index in self.gaps:
            self._cease_counting()
            ahead = self._following(index) if isinstance(event, Remark) else event
            if ahead is not None:
                self._bridge(ahead)
        self.events.append(self._understood(event) if self._derives else event)
        judged = self._judge(index, self.events[index])
        slip = self._uncaught
        if judged is not None and not judged.in_itself and slip is not None and self._goes_on_from(slip, event):
            # The slip is not going to be caught: what comes now holds as if its step had been got right.
            self._give_up_slip(slip)
            self.events[index] = self._understood(event)
            judged = self._judge(index, self.events[index])
        if isinstance(event, DeadEnd) and (judged is None or (judged.in_itself and not judged.idle)):
            self._counts.causes.add(self._space.cause(event.reason))
        if judged is not None:
            self._find(index, judged)
            if not judged.in_itself:
                self._go_on(index, event, judged)
        return judged

    def finish(self) -> None:
        """Say that there are no more events."""
        if self._uncaught is not None:
            self._give_up_slip(self._uncaught)

    # --- judging an event, and making its move where it holds ----------------------------------------------------

    def _judge(self, index: int, event: Event) -> Finding | None:  # noqa: PLR0911
        if self._ended:
            return Finding(Rule.AFTER_END)
        kind = type(event)
        if self._lost and kind is not Backtrack:
            return Finding(None)
        if kind in _SAYS_WHAT_IS_THERE:
            return self._aside(event) if self._must_decide or self._stuck else self._look(event)
        match event:
            case Decision(move):
                return self._decide(move) if self._must_decide else self._decide_late(move)
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

    def _out_of_turn(self, rule: Rule) -> Finding:
        if self._must_decide or self._stuck:
            return Finding(Rule.OUT_OF_TURN)
        return Finding(rule, "", self._as_event(self._space.look(self._state)))

    def _look(self, event: Event) -> Finding | None:
        """Judge what is said of a state, where something has to be said of it, and go on from there."""
        space, state = self._space, self._state
        view = space.look(state)
        if event == view or self._is_called_for(state, view, event):
            if isinstance(event, DeadEnd):
                self._catch_slip()
            elif isinstance(event, Solved) and not self._is_answer(event):
                return self._wrong_answer()
            self._accept(view)
            return None
        match event:
            case DeadEnd(reason):
                if space.accepts_dead_end(state, reason):
                    self._catch_slip()
                    self._be_stuck()
                    return self._elsewhere(view)
                if isinstance(view, DeadEnd):
                    self._catch_slip()  # where it fails has been seen; whether the reason holds is another question
            case ChoicePoint():
                choice = self._choice_told(event)
                if choice is not None:
                    self._accept(choice)
                    return self._elsewhere(view)
            case Inference(move, reason) | Slip(move, reason):
                after = space.after_inference(state, move, reason)
                if after is not None:
                    return self._step_elsewhere(move, after, view)
            case Solved() if space.is_solved(state):
                if not self._is_answer(event):
                    return self._wrong_answer()
                self._accept(Goal())
                return self._elsewhere(view)
            case _:
                pass
        return self._not_so(event, view)

    def _aside(self, event: Event) -> Finding:
        """Judge what is said of a state where a decision or a return has to come next: it may hold as well."""
        space, state = self._space, self._state
        match event:
            case DeadEnd(reason) if space.accepts_dead_end(state, reason):
                idle = self._stuck
                if not idle:
                    self._nodes[-1].current = ELSEWHERE
                    self._must_decide = False
                    self._catch_slip()
                    self._be_stuck()
                return self._elsewhere(idle=idle)
            case ChoicePoint():
                node = self._nodes[-1] if self._must_decide else None
                again = node is not None and node.place == space.canonical_place(event.place)
                if again and node is not None and self._are_listed(event.moves, tuple(node.not_refuted())):
                    return self._elsewhere(idle=True)
                choice = self._choice_told(event)
                if choice is not None:
                    if not (again or self._stuck):
                        self._turn_to(choice)
                    return self._elsewhere(idle=again or self._stuck)
            case Inference(move, reason) | Slip(move, reason):
                view = space.look(state)
                if isinstance(view, Inference) and self._is_step(state, view, event):
                    return self._step_elsewhere(view.move, space.after(state, view.move))
                after = space.after_inference(state, move, reason)
                if after is not None:
                    return self._step_elsewhere(move, after)
            case _:
                pass
        return Finding(Rule.OUT_OF_TURN)

    def _step_elsewhere(self, move: Hashable, after: Hashable, view: View | None = None) -> Finding:
        """Make a step that holds although a search of ours would make another one, or none."""
        if after == self._state:
            return self._elsewhere(view, idle=True)
        if self._must_decide:
            self._nodes[-1].current = ELSEWHERE
            self._must_decide = False
        if self._slipped_at(move):
            self._nodes.pop()  # now it comes out right
        self._counts.inferences += 1
        self._move(move, after)
        return self._elsewhere(view)

    def _elsewhere(self, view: View | None = None, *, idle: bool = False) -> Finding:
        """What is found of an event that holds, though a search of ours would say it elsewhere."""
        self._counts.remarks += idle
        expected = None if view is None else self._as_event(view)
        return Finding(None, "it holds, though the search would not say it here", expected, in_itself=True, idle=idle)

    def _not_so(self, event: Event, view: View) -> Finding:
        """What is wrong with what is said of a state."""
        expected = view if isinstance(view, DeadEnd | Inference) else self._as_event(view)
        match event:
            case DeadEnd(reason):
                rule = Rule.WRONG_REASON if isinstance(view, DeadEnd) else Rule.FALSE_DEAD_END
                return Finding(rule, self._why_not(reason), expected)
            case ChoicePoint(place):
                if not isinstance(view, Choice):
                    return Finding(Rule.NO_CHOICE, "", expected)
                at = self._is_at(view, place) or self._space.choice_at(self._state, place) is not None
                return Finding(Rule.WRONG_MOVES if at else Rule.WRONG_PLACE, "", expected)
            case Inference(move) | Slip(move):
                step = self._space.step_at(self._state, move)
                wrong = step is not None and self._space.is_wrong_result(self._state, step, move)
                return Finding(Rule.FALSE_RESULT if wrong else Rule.NOT_FORCED, self._why_not(move), expected)
            case _:
                return Finding(Rule.FALSE_SOLVED, "", expected)

    def _is_answer(self, event: Solved) -> bool:
        answer = event.answer
        if self._claimed or not isinstance(answer, str | None):
            return answer is None
        return self._space.accepts_answer(self.path, answer)

    def _wrong_answer(self) -> Finding:
        if self._claimed:
            return Finding(Rule.WRONG_ANSWER, "it rests on moves that do not hold")
        return Finding(Rule.WRONG_ANSWER, "", self._as_event(Goal()))

    def _remark(self, claim: Hashable) -> Finding | None:
        if not self._space.holds(self._state, self.path, claim):
            return Finding(Rule.FALSE_REMARK, self._why_not(claim))
        self._counts.remarks += 1
        return None

    def _decide(self, told: Hashable) -> Finding | None:
        node = self._nodes[-1]
        move = self._legal(node, told)
        if move is None:
            return Finding(Rule.ILLEGAL_MOVE, self._why_not(told))
        if move in node.dead:
            return Finding(Rule.ALREADY_TRIED)
        again = move in node.tried  # it was only set aside, and is taken up again
        self._take_up(node, move)
        return self._elsewhere() if again else None

    def _decide_late(self, told: Hashable) -> Finding | None:
        """A decision at a choice point that was named a while ago, before what else was found there."""
        node = self._nodes[-1] if self._nodes else None
        if node is None or node.current is not ELSEWHERE or self._stuck:
            return self._out_of_turn(Rule.NO_CHOICE)
        choice = self._choice_at(node.place)
        if choice is None or self._space.legal_move(choice.moves, told) is None:
            return self._out_of_turn(Rule.NO_CHOICE)
        self._accept(choice)
        return self._decide(told) or self._elsewhere()

    def _back(self, event: Backtrack) -> Finding | None:
        node = self._target(event)
        if node is None:
            return Finding(None if self._lost else Rule.WRONG_TARGET)
        if not node.is_open:
            return Finding(Rule.NOTHING_UNTRIED)
        if not self._lost and bool(event.refuted) != self._is_refuted(node):
            return Finding(Rule.UNTRIED_MOVE_LEFT if event.refuted else Rule.REFUTED_LINE)
        found = self._listed(node, event)
        if found is None or found.in_itself:
            self._return_to(node, refuted=event.refuted)
        return found

    def _switch(self, event: Switch) -> Finding | None:
        node = self._target(event)
        if node is None or node is self._nodes[-1]:
            return Finding(Rule.WRONG_TARGET)
        if not node.is_open:
            return Finding(Rule.NOTHING_UNTRIED)
        found = self._listed(node, event)
        if found is None or found.in_itself:
            self._counts.switches += 1
            self._go_to(node, keep=True)
        return found

    def _listed(self, node: Node, event: Backtrack | Switch) -> Finding | None:
        """Judge which moves are said to be left at a choice point: what was set aside there may be among them."""
        if not node.is_choice:
            return None if event.moves is None else Finding(Rule.WRONG_MOVES, "", replace(event, moves=None))
        untried = tuple(node.untried())
        if untried and self._are_listed(event.moves, untried):
            return None
        left = tuple(node.not_refuted())
        if self._are_listed(event.moves, left):
            return self._elsewhere()
        right = (untried or left) if self._space.lists_moves else None
        return Finding(Rule.WRONG_MOVES, "", replace(event, moves=right))

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
