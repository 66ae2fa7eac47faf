"""A true trace with the state before each of its events, and the choice points on the way to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference, Remark, Slip
from tracekit.search.space import Derivation, space_of
from tracekit.search.trace import Trace

__all__ = ["Hindsight", "Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A choice point on the way to the solution.

    Attributes:
        state: the state in which there is a choice.
        place: how it is named.
        index: the number of its ``ChoicePoint``.
        tried: the numbers of the decisions made there, in order; the last one is on the way to the solution.
    """

    state: Any
    place: Any
    index: int
    tried: tuple[int, ...]


class Hindsight:
    """A true trace with the state before each of its events.

    Attributes:
        states: for each event the state in which it happens.
        way: the numbers of the events on the way to the end of the trace, those of abandoned branches left out.
    """

    def __init__(self, trace: Trace) -> None:
        self.events = trace.events
        self.space = space_of(trace.task, trace.problem)
        self.states: list[Any] = []
        self.way: list[int] = []
        self._decisions: dict[Any, list[int]] = {}  # by the state of their choice point
        state = self.space.start()
        marks: dict[Any, tuple[Any, int]] = {}  # place -> its state, and how much of the way leads there
        for index, event in enumerate(self.events):
            self.states.append(state)
            if isinstance(event, Backtrack):
                state, length = marks[event.to]
                del self.way[length:]
                continue
            if isinstance(event, DeadEnd):
                continue
            if self.space.has_derivations and isinstance(event, Inference | Slip):
                view = self.space.look(state)
                if isinstance(view, Derivation):
                    marks[view.place] = state, len(self.way)
            self.way.append(index)
            if isinstance(event, ChoicePoint):
                marks[event.place] = state, len(self.way)
                self._decisions[state] = []
            elif isinstance(event, Decision):
                self._decisions[state].append(index)
            if isinstance(event, Decision | Inference | Slip):
                state = self.space.after(state, event.move)

    def last_move(self, index: int) -> Any:
        """The move made just before an event; None if there was none."""
        before = next((event for event in self.events[:index][::-1] if not isinstance(event, Remark)), None)
        return before.move if isinstance(before, Decision | Inference | Slip) else None

    def nodes(self) -> list[Node]:
        """The choice points on the way to the end, first to last."""
        found = []
        for index in self.way:
            event = self.events[index]
            if isinstance(event, ChoicePoint):
                state = self.states[index]
                if tried := tuple([i for i in self._decisions[state] if i > index]):
                    found.append(Node(state, event.place, index, tried))
        return found

    def spare(self, node: Node) -> list[Any]:
        """The moves that were never tried at a choice point."""
        tried = {self._move(i) for i in node.tried}
        return [move for move in self.space.look(node.state).moves if move not in tried]  # type: ignore[union-attr]

    def weights(self, node: Node, moves: Sequence[Any]) -> list[float]:
        """How likely one is to think of some of the moves at a choice point."""
        every = self.space.look(node.state).moves  # type: ignore[union-attr]
        weight = dict(zip(every, self.space.plausibility(node.state, every), strict=True))
        return [weight[move] for move in moves]

    def untried(self, node: Node, before: int) -> list[Any]:
        """The moves that had not been tried at a choice point before an event."""
        tried = {self._move(i) for i in node.tried if i < before}
        return [move for move in self.space.look(node.state).moves if move not in tried]  # type: ignore[union-attr]

    def forced(self, state: Any) -> Iterator[tuple[Inference | None, Any]]:
        """The forced moves from a state on and the states they lead to, the first state among them."""
        event: Inference | None = None
        while True:
            yield event, state
            view = self.space.look(state)
            if not isinstance(view, Inference):
                return
            event, state = view, self.space.after(state, view.move)

    def _move(self, index: int) -> Any:
        event = self.events[index]
        return event.move if isinstance(event, Decision) else None
