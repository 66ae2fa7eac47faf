"""Going on after an event that does not hold, from what it claims or from what holds instead."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from tracekit.search.comparison import Comparison
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
from tracekit.search.position import MOST_NODES, Node
from tracekit.search.rules import Rule
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["Finding", "Recovery", "is_value"]

MOST_UNREAD = 4
"""So many statements are taken to be in what cannot be read."""

LOOKS, LOOKS_PER_EVENT = 500, 20
"""In so many states it is looked for what holds instead of false events, and then no more: texts are hostile."""


class Finding(NamedTuple):
    """What is wrong with an event, or that it holds where a search of ours would say something else.

    Attributes:
        rule: the rule it breaks; None if it breaks none, or cannot be judged.
        detail: what holds instead, where that can be said; may be empty.
        expected: the event that the state calls for, where there is just one.
        in_itself: whether it holds where it stands, and only comes in another order than that of the search.
        idle: whether it holds and changes nothing, like a remark: something said again, a check more.
    """

    rule: Rule | None
    detail: str = ""
    expected: Event | None = None
    in_itself: bool = False
    idle: bool = False


class Recovery(Comparison):
    """A position from which one goes on whatever was said.

    From what a false event claims, if one can go on from that; from what holds instead, if only then the next event
    holds. Where neither can be told, what follows cannot be judged, up to a return to a choice point that was there
    before.
    """

    def __init__(self, space: Space, script: Sequence[Event]) -> None:
        super().__init__(space)
        self._script = script
        self._looks = LOOKS + LOOKS_PER_EVENT * len(script)

    def _go_on(self, index: int, event: Event, finding: Finding) -> None:
        if self._ended:
            return
        match event:
            case ChoicePoint(place):
                self._go_on_at_choice(index, place)
            case Decision(move) | Inference(move) | Slip(move) if not self._lost:
                self._go_on_by_move(index, move)
            case DeadEnd() if not (self._owes_more or self._lost):
                follows = self._following(index)
                if isinstance(follows, Backtrack | Unsolvable | GaveUp | None) or self._is_dead_end():
                    self._be_stuck()
            case Backtrack() | Switch():
                node = self._target(event)
                if node is None and not self._lost:
                    node = self._likely_target(event, self._following(index))
                if node is not None:
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
                return self._script[i] if is_value(self._script[i]) else None
        return None

    def _fits(self, state: Hashable, event: Event | None) -> bool:
        """Whether an event that says something of its state holds in this one."""
        if self._looks <= 0:
            return False
        self._looks -= 1
        view = self._space.look(state)
        if isinstance(event, Decision):
            return isinstance(view, Choice) and self._space.legal_move(view.moves, event.move) is not None
        if isinstance(event, Solved) and self._space.is_solved(state):
            return True
        return self._is_called_for(state, view, event)

    def _go_on_at_choice(self, index: int, place: Hashable) -> None:
        """From the choice point that is there, or from the one that is claimed, if only then the next event holds."""
        if self._owes_more:
            return
        follows, claimed = self._following(index), self._space.state_named(place)
        view = None if self._lost else self._space.look(self._state)
        fits = isinstance(view, Choice) and (not isinstance(follows, Decision) or self._fits(self._state, follows))
        if len(self._nodes) < MOST_NODES and claimed is not None and not fits and self._fits(claimed, follows):
            self._state, self._lost, self._claimed = claimed, False, True
            view = self._space.look(claimed)
        if isinstance(view, Choice):
            self._accept(view)

    def _go_on_by_move(self, index: int, move: Hashable) -> None:
        if self._stuck:
            # The return was left out: to the deepest choice point that has this move.
            found = ((n, self._legal(n, move)) for n in reversed(self._nodes) if n.is_choice)
            node, legal = next(((n, m) for n, m in found if m is not None and m not in n.tried), (None, None))
            if node is not None:
                self._go_to(node, keep=False)
                self._take_up(node, legal)
            return
        view, follows = self._here(), self._following(index)
        if isinstance(view, Choice):
            if not self._must_decide:
                self._accept(view)
            legal = self._legal(self._nodes[-1], move)
            if legal is not None:
                self._take_up(self._nodes[-1], legal)
                return
        options = self._options(view, move)
        if isinstance(follows, ChoicePoint | Inference | Slip | DeadEnd | Solved):
            for option, after in options:
                if self._fits(after, follows):
                    self._go_by(view, option, after)
                    return
            options = self._options(view, move)
        option, after = next(options, (None, None))
        only_one = not isinstance(view, Choice) or len(self._nodes[-1].untried()) == 1
        if after is not None and (option == move or only_one):
            self._go_by(view, option, after)
        else:
            self._lost = True

    def _options(self, view: View, move: Hashable) -> Iterator[tuple[Hashable, Hashable]]:
        """What a move that does not hold may stand for, and where that leads.

        First what it claims, then what is legal: what is most like it, and what has not been tried, before the rest.
        """
        space, state = self._space, self._state
        claimed = space.after_claim(state, move)
        if claimed is not None:
            yield move, claimed
        legal: Sequence[Hashable] = ()
        if self._looks <= 0:
            return
        if isinstance(view, Choice):
            tried = self._nodes[-1].tried
            legal = sorted(view.moves, key=lambda each: (each in tried, -_alike(each, move)))
        elif isinstance(view, Derivation):
            legal = [view.move, *sorted(view.slips, key=lambda each: -_alike(each, move))]
        elif isinstance(view, Inference):
            legal = [view.move]
        for each in legal:
            yield each, space.after(state, each)

    def _go_by(self, view: View, move: Hashable, after: Hashable) -> None:
        if isinstance(view, Derivation) and move != view.move:
            # It was meant for a slip, which is caught further on.
            self._add_node(view.place, (view.move,), is_choice=False)
            self._nodes[-1].tried[move] = 0.0
        elif self._must_decide:
            node = self._nodes[-1]
            node.tried[move], node.current = 0.0, move
        legal = view.moves if isinstance(view, Choice) else (getattr(view, "move", None), *getattr(view, "slips", ()))
        if move not in legal:
            self._claimed = True
        self._must_decide = False
        self._depth += 1
        self.path.append(move)
        self._state = after

    def _bridge(self, event: Event) -> None:
        """Go to where an event holds, if one gets there by what may have been said and could not be read."""
        before = self._state, [*self._nodes], [*self.path], self._depth, self._must_decide, self._stuck, self._claimed
        for n_passed in range(MOST_UNREAD + 1):
            if self._ended or self._lost or self._holds_here(event):
                return
            if self._stuck or self._must_decide:
                if self._bridge_by_decision(event):
                    return
                break
            view = self._space.look(self._state)
            if isinstance(view, Goal) or n_passed == MOST_UNREAD:
                break
            self._accept(view)
        self._state, self._nodes, self.path, self._depth, self._must_decide, self._stuck, self._claimed = before

    def _holds_here(self, event: Event) -> bool:
        if self._stuck:
            return isinstance(event, Backtrack | Unsolvable | GaveUp)
        if self._must_decide:
            return isinstance(event, Switch) or (isinstance(event, Decision) and self._is_open(self._nodes[-1], event))
        return not isinstance(event, Decision | Backtrack | Switch) and self._fits(self._state, event)

    def _is_open(self, node: Node, event: Decision) -> bool:
        """Whether a move is one of a choice point, and has not failed there."""
        legal = self._legal(node, event.move)
        return legal is not None and legal not in node.dead

    def _bridge_by_decision(self, event: Event) -> bool:
        """Take the decision after which an event holds, after a return if need be."""
        nodes = [node for node in reversed(self._nodes) if node.is_choice]
        live = not self._stuck
        for node in nodes:
            if isinstance(event, Decision) and self._is_open(node, event):
                self._go_to(node, keep=live)
                return True
            for move in node.untried():
                if self._fits(self._space.after(node.state, move), event):
                    self._go_to(node, keep=live)
                    self._take_up(node, move)
                    return True
        return False

    def _likely_target(self, event: Backtrack | Switch, follows: Event | None) -> Node | None:
        """The choice point that a return with a wrong name may mean: the one most like what is said; the deepest."""
        said = (event.to, event.moves, follows.move if isinstance(follows, Decision) else None)
        self._looks -= len(self._nodes)
        if self._looks <= 0:
            return None
        found = [node for node in reversed(self._nodes) if node.untried()]
        return max(found, key=lambda node: _likeness(node, said), default=None)


def is_value(event: Event) -> bool:
    """Whether an event holds nothing but values, as those of a text do. Traces can be made by hand."""
    try:
        hash(event)
    except TypeError:
        return False
    return True


def _likeness(node: Node, said: tuple[Hashable, Hashable, Hashable]) -> int:
    untried = node.untried()
    place, moves, decision = said
    best = max((_alike(move, decision) for move in untried), default=0)
    return _alike(node.place, place) + _alike(tuple(untried), moves) + best


def _alike(one: Hashable, other: Hashable) -> int:
    """How much two values have in common: as many parts as are equal, part by part."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sum(map(_alike, one, other))
    return int(one == other)
