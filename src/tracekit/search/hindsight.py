"""A true trace with the state before each of its events, and the choice points on the way to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark, Slip
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.search.walk import Walk

__all__ = ["Hindsight", "PassedChoice"]


@dataclass(frozen=True, slots=True)
class PassedChoice:
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
        walk = Walk(trace.events)
        self.way = [i for i in walk.standing if not isinstance(trace.events[i], DeadEnd)]
        self.states: list[Any] = []
        self._decisions: dict[Any, list[int]] = {}  # by the state of their choice point
        reached = {-1: self.space.start()}  # position of a move -> the state that it leads to
        for index, (event, before) in enumerate(zip(trace.events, walk.before, strict=True)):
            state = reached[before]
            self.states.append(state)
            if isinstance(event, Decision):
                self._decisions.setdefault(state, []).append(index)
            if isinstance(event, Decision | Inference | Slip):
                reached[index] = self.space.after(state, event.move)

    def last_move(self, index: int) -> Any:
        """The move made just before an event; None if there was none."""
        before = next((event for event in self.events[:index][::-1] if not isinstance(event, Remark)), None)
        return before.move if isinstance(before, Decision | Inference | Slip) else None

    def nodes(self) -> list[PassedChoice]:
        """The choice points on the way to the end, first to last."""
        found = []
        for index in self.way:
            event = self.events[index]
            if isinstance(event, ChoicePoint):
                state = self.states[index]
                if tried := tuple([i for i in self._decisions.get(state, ()) if i > index]):
                    found.append(PassedChoice(state, event.place, index, tried))
        return found

    def weights(self, node: PassedChoice, moves: Sequence[Any]) -> list[float]:
        """How likely one is to think of some of the moves at a choice point."""
        every = self.space.look(node.state).moves  # type: ignore[union-attr]
        weight = dict(zip(every, self.space.plausibility(node.state, every), strict=True))
        return [weight[move] for move in moves]

    def untried(self, node: PassedChoice, before: int | None = None) -> list[Any]:
        """The moves that had not been tried at a choice point before an event, or that never were."""
        tried = {self._move(i) for i in node.tried if before is None or i < before}
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
