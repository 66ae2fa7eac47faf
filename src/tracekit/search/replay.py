"""Replaying events over a problem: each is held against what the state calls for.

This shares the problem's definition (its ``Space``) with the solver, and nothing else: no search, plan or transcript.

After an event that does not hold, the replay goes on from what it claims, if one can go on from that, or from what
holds instead, if only then the next event holds. Where neither can be told, what follows cannot be judged, up to a
return to a choice point that was there before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

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
from tracekit.search.measures import Measures
from tracekit.search.rules import Rule
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["Finding", "Replay", "Violation", "replay"]

MOST_LOOKS = 2000
"""In so many states it is looked for what holds instead of false events, and then no more: texts are hostile."""


class Finding(NamedTuple):
    """What is wrong with an event.

    Attributes:
        rule: the rule it breaks; None if it cannot be judged.
        detail: what holds instead, where that can be said; may be empty.
        expected: the event that the state calls for, where there is just one.
        in_itself: whether it is true in itself, and only comes in another order than that of the search.
    """

    rule: Rule | None
    detail: str = ""
    expected: Event | None = None
    in_itself: bool = False


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


@dataclass(slots=True, eq=False)
class _Node:
    """A choice point, or the step of a derivation at which a slip was made."""

    state: Any
    place: Any
    moves: tuple[Any, ...]
    path_length: int
    depth: int
    parent: _Node | None
    is_choice: bool = True
    tried: dict[Any, float] = field(default_factory=dict)  # the moves made here, with the luck that each takes
    current: Any = None  # the move made last: the one on the way to the nodes below
    dead: set[Any] = field(default_factory=set)  # the moves below which all has been tried and has failed
    way: tuple[Any, ...] = ()  # the moves that lead here, ...
    decisions: tuple[Any, ...] = ()  # ... and those of them that were decided; kept once the line is left

    def untried(self) -> list[Any]:
        return [move for move in self.moves if move not in self.tried]

    @property
    def is_exhausted(self) -> bool:
        return len(self.dead) >= len(self.moves) and self.dead.issuperset(self.moves)


@dataclass(frozen=True, slots=True)
class _Uncaught:
    """A slip that no check has refuted yet, and the figures before it: decisions and returns do not come in between."""

    index: int
    node: _Node
    right: Inference
    inferences: int
    remarks: int


class Replay:
    """What replaying events finds: what is wrong with each, the figures, and the moves that stand at the end.

    ``events`` are the events as understood: a step of a derivation with a wrong result that its checks refute is a
    ``Slip``. What a slip says is false, and only the check makes up for it: where the events do not get there, the slip
    does not hold, however late that shows.

    Attributes:
        events: the events as understood.
        findings: what is wrong with them, by their positions. Those that hold are not among them.
        measures: the figures, up to the first event that does not hold.
        path: the moves that stand.
        solved: whether the goal has been reached.
    """

    def __init__(self, space: Space[Any, Any], script: Sequence[Event] = ()) -> None:
        self.events: list[Event] = []
        self.findings: dict[int, Finding] = {}
        self.measures = Measures()
        self.path: list[Any] = []
        self.solved = False
        self._space = space
        self._script = script
        self._state = space.start()
        self._nodes: list[_Node] = []
        self._left: dict[tuple[Any, tuple[Any, ...] | None], _Node] = {}  # choice points on lines left as they were
        self._depth = 0  # decisions and steps of a derivation on the path
        self._must_decide = False  # a choice point has been named, its move not yet
        self._stuck = False  # a dead end has been named, the return not yet
        self._ended = False
        self._lost = False  # what was claimed leads nowhere: the state is not known
        self._uncaught: _Uncaught | None = None
        self._counts = self.measures  # another one after the first event that does not hold
        self._looks = MOST_LOOKS

    @property
    def state(self) -> Any:
        """The state that the events so far lead to."""
        return self._state

    @property
    def slipped(self) -> bool:
        """Whether a step of a derivation has been got wrong and not come out right since."""
        return any(not node.is_choice for node in self._nodes)

    @property
    def ended(self) -> bool:
        """Whether the events come to an end: solved, given up, or shown to have no solution."""
        return self._ended

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
        self.events.append(self._understood(event) if self._space.has_derivations else event)
        finding = self._judge(index, self.events[index])
        if finding is not None and self._uncaught is not None:
            # The slip was not caught after all. What comes now is judged as if its step had been got right.
            self._give_up_slip(self._uncaught)
            self.events[index] = self._understood(event)
            finding = self._judge(index, self.events[index])
        if finding is not None:
            self._find(index, finding)
            self._go_on(index, event, finding)
        return finding

    def finish(self) -> None:
        """Say that there are no more events."""
        if self._uncaught is not None and not self._ended:
            self._give_up_slip(self._uncaught)

    def _find(self, index: int, finding: Finding) -> None:
        if not self.findings:
            self._counts = Measures()  # what comes now does not count
        self.findings[index] = finding

    @property
    def _owes_more(self) -> bool:
        """Whether a decision or a return has to come next, or nothing any more."""
        return self._ended or self._must_decide or self._stuck

    # --- judging an event, and making its move where it holds ----------------------------------------------------

    def _judge(self, index: int, event: Event) -> Finding | None:
        if self._ended:
            return Finding(Rule.AFTER_END)
        if self._lost and not isinstance(event, Backtrack):
            return Finding(None)
        match event:
            case Decision(move):
                return self._decide(move) if self._must_decide else self._out_of_turn(Rule.NO_CHOICE)
            case Backtrack():
                return self._back(event) if self._stuck or self._lost else self._out_of_turn(Rule.OUT_OF_TURN)
            case Switch():
                return self._switch(event) if self._must_decide else self._out_of_turn(Rule.OUT_OF_TURN)
            case Unsolvable():
                return self._unsolvable() if self._stuck else self._out_of_turn(Rule.FALSE_UNSOLVABLE)
            case GaveUp():
                return self._give_up()
            case Remark(claim):
                return self._remark(claim)
            case Slip(move) if not self._owes_more and self._is_slip(event):
                return self._slip(index, move)
            case _:
                return Finding(Rule.OUT_OF_TURN) if self._owes_more else self._look(event)

    def _understood(self, event: Event) -> Event:
        """A step with a wrong result that can be a slip, as one."""
        if isinstance(event, Inference) and not self._owes_more and not self._lost and self._is_slip(event):
            return Slip(event.move, event.reason)
        return event

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

    def _accept(self, view: View[Any]) -> None:
        if isinstance(view, Choice):
            self._add_node(view.place, view.moves)
            self._must_decide = True
        elif isinstance(view, Inference | Derivation):
            if isinstance(view, Derivation):
                if self._nodes and self._nodes[-1].state == self._state:
                    self._nodes.pop()  # it was slipped at, and now comes out right
                self._depth += 1
            self._counts.inferences += 1
            self._move(view.move)
        elif isinstance(view, Goal):
            self._ended = self.solved = True
            self._counts.luck = sum((node.tried.get(node.current, 0.0) for node in self._nodes), 0.0)
        else:
            self._be_stuck()

    def _slip(self, index: int, move: Any) -> Finding | None:
        view: Any = self._space.look(self._state)
        if not self._nodes or self._nodes[-1].state != self._state:
            # The right result is left to be tried, however many wrong ones have been.
            self._add_node(view.place, (view.move,), is_choice=False)
        node = self._nodes[-1]
        if move in node.tried:
            return Finding(Rule.ALREADY_TRIED)
        node.tried[move] = 0.0
        counts, right = self._counts, Inference(view.move, view.reason)
        self._uncaught = _Uncaught(index, node, right, counts.inferences, counts.remarks)
        counts.slips += 1
        self._depth += 1
        self._move(move)
        return None

    def _remark(self, claim: Any) -> Finding | None:
        if not self._space.holds(self._state, self.path, claim):
            return Finding(Rule.FALSE_REMARK, self._space.why_not(self._state, claim) or "")
        self._counts.remarks += 1
        return None

    def _false(self, rule: Rule, claim: Any, expected: Event) -> Finding:
        why = self._space.why_not(self._state, claim)
        return Finding(Rule.WRONG_PLACE, "", expected, in_itself=True) if why is None else Finding(rule, why, expected)

    def _decide(self, move: Any) -> Finding | None:
        node = self._nodes[-1]
        if move not in node.moves:
            return Finding(Rule.ILLEGAL_MOVE, self._space.why_not(node.state, move) or "")
        if move in node.tried:
            return Finding(Rule.ALREADY_TRIED)
        self._take_up(node, move)
        return None

    def _take_up(self, node: _Node, move: Any) -> None:
        n_open = max(1, len(node.moves) - len(node.dead))
        node.tried[move] = math.log2(n_open) if self._space.is_guess(move) else 0.0
        node.current = move
        self._counts.decisions += 1
        self._depth += 1
        self._must_decide = False
        self._move(move)

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
            return Finding(Rule.ALREADY_SOLVED, "", self._space.solved(self.path))
        if self._uncaught is not None:
            return Finding(Rule.UNFINISHED)
        self._ended = True
        return None

    def _unsolvable(self) -> Finding | None:
        if self._nodes and not self._nodes[0].is_exhausted:
            return Finding(Rule.FALSE_UNSOLVABLE)
        self._ended = True
        return None

    # --- moving about --------------------------------------------------------------------------------------------

    def _add_node(self, place: Any, moves: tuple[Any, ...], *, is_choice: bool = True) -> None:
        parent = self._nodes[-1] if self._nodes else None
        self._nodes.append(_Node(self._state, place, moves, len(self.path), self._depth, parent, is_choice))

    def _move(self, move: Any) -> None:
        self.path.append(move)
        self._state = self._space.after(self._state, move)

    def _be_stuck(self) -> None:
        """A dead end: the last decision is refuted, and each one before it below which nothing is left."""
        self._stuck = True
        for node in reversed(self._nodes):
            node.dead.add(node.current)
            if not node.is_choice or not node.is_exhausted:
                break

    def _target(self, event: Backtrack | Switch) -> _Node | None:
        """The choice point returned to: on the path, or on a line that was left as it was."""
        if event.line is None:
            on_path = next((node for node in self._nodes if node.place == event.to), None)
            if on_path is not None or not self._space.place_names_state:
                return on_path
        return self._left.get((event.to, event.line))

    def _fork(self, node: _Node) -> _Node:
        """The last choice point that the way to a node has in common with the path."""
        while node not in self._nodes and node.parent is not None:
            node = node.parent
        return node

    def _is_refuted(self, node: _Node) -> bool:
        """Whether all has failed below the decision that one takes back to go to a node."""
        fork = self._fork(node)
        return not fork.is_choice or fork.current in fork.dead

    def _return_to(self, node: _Node, *, refuted: bool) -> None:
        counts = self._counts
        counts.backtracks += 1
        counts.set_aside += not refuted
        counts.wrong_turn_depths.append(node.depth)
        self._go_to(node, keep=not refuted)

    def _go_to(self, node: _Node, *, keep: bool) -> None:
        """Go to a choice point. Those on the line left are kept if it can be taken up again."""
        self._counts.abandoned_steps += len(self.path) - node.path_length
        if keep:
            self._keep_line()
        if node in self._nodes:
            del self._nodes[self._nodes.index(node) + 1 :]
            del self.path[node.path_length :]
        else:
            self.path = list(node.way)
            self._nodes = [node]
            while (parent := self._nodes[-1].parent) is not None:
                self._nodes.append(parent)
            self._nodes.reverse()
            for above, move in zip(self._nodes, node.decisions, strict=False):
                above.current = move
        self._state, self._depth = node.state, node.depth
        self._stuck, self._must_decide, self._lost = False, node.is_choice, False

    def _keep_line(self) -> None:
        decisions: tuple[Any, ...] = ()
        for node in self._nodes:
            if node.is_choice:
                node.way, node.decisions = tuple(self.path[: node.path_length]), decisions
                self._left[node.place, None] = self._left[node.place, decisions] = node
                decisions = (*decisions, node.current)

    # --- going on after what does not hold -----------------------------------------------------------------------

    def _give_up_slip(self, slip: _Uncaught) -> None:
        """A slip that is not caught does not hold; go on from the right result."""
        space, node, measures = self._space, slip.node, self.measures
        if not self.findings:
            measures.inferences, measures.remarks = slip.inferences, slip.remarks
            measures.slips -= 1
        wrong = self.path[node.path_length]
        self._find(slip.index, Finding(Rule.FALSE_RESULT, space.why_not(node.state, wrong) or "", slip.right))
        self._uncaught = None
        del self._nodes[self._nodes.index(node) :]
        del self.path[node.path_length :]
        self._state, self._depth = node.state, node.depth + 1
        self._must_decide = self._stuck = False
        self._move(slip.right.move)

    def _go_on(self, index: int, event: Event, finding: Finding) -> None:
        if self._ended:
            return
        match event:
            case ChoicePoint(place):
                self._go_on_at_choice(index, place)
            case Decision(move) | Inference(move) | Slip(move) if not self._lost:
                self._go_on_by_move(index, move, finding)
            case DeadEnd() if not (self._owes_more or self._lost):
                follows = self._following(index)
                if isinstance(follows, Backtrack | Unsolvable | GaveUp | None) or self._is_dead_end():
                    self._be_stuck()
            case Backtrack() | Switch():
                if node := self._target(event) or self._likely_target(index):
                    self._go_to(node, keep=isinstance(event, Switch) or not event.refuted)
            case Solved() if finding.rule is Rule.WRONG_ANSWER:
                self._ended = self.solved = True
            case _:
                pass

    def _is_dead_end(self) -> bool:
        return isinstance(self._space.look(self._state), DeadEnd)

    def _following(self, index: int) -> Event | None:
        """The next event that is no remark."""
        for i in range(index + 1, len(self._script)):
            if not isinstance(self._script[i], Remark):
                return self._script[i]
        return None

    def _fits(self, state: Any, event: Event | None) -> bool:
        """Whether an event that says something of its state holds in this one."""
        if self._looks <= 0:
            return False
        self._looks -= 1
        view = self._space.look(state)
        if isinstance(event, DeadEnd) and isinstance(view, DeadEnd):
            return event == view or self._space.accepts_dead_end(state, event.reason)
        if isinstance(event, Solved) or isinstance(view, Goal):
            return isinstance(event, Solved) and isinstance(view, Goal)
        if isinstance(event, Decision):
            return isinstance(view, Choice) and event.move in view.moves
        return event == self._as_event(view)

    def _go_on_at_choice(self, index: int, place: Any) -> None:
        """From the choice point that is there, or from the one that is claimed, if only then the next event holds."""
        if self._owes_more:
            return
        follows, claimed = self._following(index), self._space.state_named(place)
        view = None if self._lost else self._space.look(self._state)
        fits = isinstance(view, Choice) and (not isinstance(follows, Decision) or self._fits(self._state, follows))
        if claimed is not None and not fits and self._fits(claimed, follows):
            self._state, self._lost = claimed, False
            view = self._space.look(claimed)
        if isinstance(view, Choice):
            self._accept(view)

    def _go_on_by_move(self, index: int, move: Any, finding: Finding) -> None:
        if self._stuck:
            # The return was left out: to the deepest choice point that has this move.
            node = next((n for n in reversed(self._nodes) if n.is_choice and move in n.untried()), None)
            if node is not None:
                self._go_to(node, keep=False)
                self._take_up(node, move)
            return
        view, follows = self._space.look(self._state), self._following(index)
        if isinstance(view, Choice):
            if not self._must_decide:
                self._accept(view)
            if finding.rule is Rule.ALREADY_TRIED or move in view.moves:
                self._take_up(self._nodes[-1], move)
                return
        says_more = isinstance(follows, ChoicePoint | Inference | Slip | DeadEnd | Solved)
        for option, after in self._options(view, move):
            if not says_more or self._fits(after, follows):
                self._go_by(option, after)
                return
        option, after = next(self._options(view, move), (None, None))
        if after is None or (option != move and isinstance(view, Choice)):
            self._lost = True
        else:
            self._go_by(option, after)

    def _options(self, view: View[Any], move: Any) -> Iterator[tuple[Any, Any]]:
        """What a move that does not hold may stand for, and where that leads: what it claims, else what is legal."""
        space, state = self._space, self._state
        claimed = space.after_claim(state, move)
        if claimed is not None:
            yield move, claimed
        if isinstance(view, Choice):
            for legal in view.moves:
                yield legal, space.after(state, legal)
        elif isinstance(view, Inference | Derivation):
            yield view.move, space.after(state, view.move)

    def _go_by(self, move: Any, after: Any) -> None:
        if self._must_decide:
            node = self._nodes[-1]
            node.tried[move], node.current = 0.0, move
        self._must_decide = False
        self._depth += 1
        self.path.append(move)
        self._state = after

    def _likely_target(self, index: int) -> _Node | None:
        """The choice point that a return with a wrong name may mean: the deepest that has the next decision."""
        follows = self._following(index)
        waiting = [node for node in reversed(self._nodes) if node.untried()]
        if isinstance(follows, Decision):
            for node in waiting:
                if node.is_choice and follows.move in node.untried():
                    return node
        return waiting[0] if waiting else None


def replay(space: Space[Any, Any], events: Sequence[Event]) -> Replay:
    """Replay events from the start of a space to their end."""
    outcome = Replay(space, events)
    for event in events:
        outcome.take(event)
    outcome.finish()
    return outcome
