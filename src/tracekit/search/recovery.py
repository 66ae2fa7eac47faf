"""Going on after an event that does not hold, from what it claims or from what holds instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from tracekit.search.position import Node, Position
from tracekit.search.rules import Rule
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["Finding", "Recovery"]

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


class Recovery(Position):
    """A position from which one goes on whatever was said.

    From what a false event claims, if one can go on from that; from what holds instead, if only then the next event
    holds. Where neither can be told, what follows cannot be judged, up to a return to a choice point that was there
    before.
    """

    def __init__(self, space: Space, script: Sequence[Event]) -> None:
        super().__init__(space)
        self._script = script
        self._looks = MOST_LOOKS

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

    def _likely_target(self, index: int) -> Node | None:
        """The choice point that a return with a wrong name may mean: the deepest that has the next decision."""
        follows = self._following(index)
        waiting = [node for node in reversed(self._nodes) if node.untried()]
        if isinstance(follows, Decision):
            for node in waiting:
                if node.is_choice and follows.move in node.untried():
                    return node
        return waiting[0] if waiting else None
