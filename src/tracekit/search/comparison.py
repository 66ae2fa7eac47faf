"""Holding what an event says against what is true in a state, in whatever form it is said."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from tracekit.search.events import ChoicePoint, DeadEnd, Event, Inference, Slip, Solved
from tracekit.search.position import Node, Position
from tracekit.search.space import Choice, Derivation, Goal, View

__all__ = ["Comparison"]


class Comparison(Position):
    """A position that can tell what an event says from how it says it."""

    def _is_called_for(self, state: Hashable, view: View, event: Event | None) -> bool:
        """Whether an event tells what there is to do in a state, in whatever form; at the goal any answer will do."""
        match event:
            case ChoicePoint(place, moves):
                return isinstance(view, Choice) and self._is_at(view, place) and self._are_listed(moves, view.moves)
            case Inference() | Slip():
                return isinstance(view, Inference | Derivation) and self._is_step(state, view, event)
            case DeadEnd(reason):
                return isinstance(view, DeadEnd) and (
                    reason == view.reason or self._space.accepts_dead_end(state, reason)
                )
            case Solved():
                return isinstance(view, Goal)
        return False

    def _is_at(self, choice: Choice, place: Hashable) -> bool:
        own = choice.place
        return place == own or self._space.canonical_place(place) == self._space.canonical_place(own)

    def _are_listed(self, told: Sequence[Any] | None, moves: Sequence[Any]) -> bool:
        """Whether these moves are listed, in whatever order, where the moves are listed at all."""
        if told is None:
            return not self._space.lists_moves
        return told == moves or (isinstance(told, tuple) and self._space.same_moves(told, moves))

    def _is_step(self, state: Hashable, view: Inference | Derivation, event: Inference | Slip) -> bool:
        """Whether this step is told, with a reason that there is for it."""
        space = self._space
        if event.move != view.move and space.legal_move((view.move,), event.move) is None:
            return False
        return event.reason == view.reason or space.after_inference(state, event.move, event.reason) is not None

    def _choice_told(self, event: ChoicePoint) -> Choice | None:
        """The choice point of the present state that is told, the search's own or another; None if there is none."""
        choice = self._choice_at(event.place)
        return choice if choice is not None and self._are_listed(event.moves, choice.moves) else None

    def _choice_at(self, place: Hashable) -> Choice | None:
        view = self._space.look(self._state)
        if isinstance(view, Choice) and self._is_at(view, place):
            return view
        return self._space.choice_at(self._state, place)

    def _legal(self, node: Node, move: Hashable) -> Hashable | None:
        """The move of a choice point that is told; None if it is none of them."""
        return self._space.legal_move(node.moves, move)
