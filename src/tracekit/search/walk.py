"""The one fold over events: which moves stand, which were taken back, and by which return. Nothing is checked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from tracekit.search.events import Backtrack, ChoicePoint, Decision, Event, Inference, Slip, Switch

__all__ = ["TakenBack", "Walk", "is_move", "moves_at_end"]

_Key = tuple[Hashable, tuple[Hashable, ...] | None]


class TakenBack(NamedTuple):
    """A line that ends with a return.

    Attributes:
        moves: positions of the moves that the return takes back, in order, without those that an earlier return took
            back.
        returned: position of the ``Backtrack`` or ``Switch``.
    """

    moves: tuple[int, ...]
    returned: int


class Walk:
    """Events, folded.

    Attributes:
        before: for each event the position of the move that led to where it stands; -1 at the start.
        standing: positions of the events on the way to where the search stands at the end; those of abandoned lines,
            their dead ends and the returns are left out.
        taken_back: the lines that were taken back, in the order of their returns. Each move that does not stand at the
            end is in just one of them, unless the search gave up, or left lines and took them up again: then a move
            can be in several, and stand in the end.
        left: the lines that were left as they were, in the same form.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.before: list[int] = []
        self.standing: list[int] = []
        self.taken_back: list[TakenBack] = []
        self.left: list[TakenBack] = []
        # Where a choice point is on the way. Other lines are remembered only if the search ever goes over to one.
        self._length_at: dict[Hashable, int] = {}
        self._other_lines: dict[_Key, list[int]] | None = {} if Switch in map(type, events) else None
        self._length_at_slip = 0
        last = -1
        for position, event in enumerate(events):
            kind = type(event)
            self.before.append(last)
            if kind is Backtrack or kind is Switch:
                self._go_back(position, event)  # type: ignore[arg-type]
                last = next((i for i in reversed(self.standing) if is_move(events[i])), -1)
            else:
                if kind is Slip:
                    self._length_at_slip = len(self.standing)
                self.standing.append(position)
                if kind is ChoicePoint:
                    self._pass(event)  # type: ignore[arg-type]
                elif kind is Decision or kind is Inference or kind is Slip:
                    last = position

    def _pass(self, event: ChoicePoint) -> None:
        standing = self.standing
        self._length_at[event.place] = len(standing)
        if self._other_lines is not None:
            passed = (self.events[i] for i in standing)
            decisions = tuple([each.move for each in passed if isinstance(each, Decision)])
            self._other_lines[event.place, None] = self._other_lines[event.place, decisions] = [*standing]

    def _go_back(self, position: int, event: Backtrack | Switch) -> None:
        standing, way = self.standing, self._way_to(event)
        same = len(way)
        if standing[:same] != way:
            pairs = enumerate(zip(standing, way, strict=False))
            same = next((i for i, (a, b) in pairs if a != b), min(len(standing), len(way)))
        moves = tuple([i for i in standing[same:] if is_move(self.events[i])])
        (self.taken_back if isinstance(event, Backtrack) else self.left).append(TakenBack(moves, position))
        self.standing = way

    def _way_to(self, event: Backtrack | Switch) -> list[int]:
        standing, others = self.standing, self._other_lines
        if others is None:
            return standing[: self._length_at.get(event.to, self._length_at_slip)]
        if event.line is None:
            for length, position in enumerate(standing, 1):
                passed = self.events[position]
                if isinstance(passed, ChoicePoint) and passed.place == event.to:
                    return standing[:length]
        return [*others.get((event.to, event.line), standing)]

    @property
    def moves(self) -> list[Any]:
        """The moves that stand at the end, in order."""
        events = self.events
        return [events[i].move for i in self.standing if is_move(events[i])]  # type: ignore[union-attr]


def is_move(event: Event) -> bool:
    """Whether an event makes a move."""
    return isinstance(event, Decision | Inference | Slip)


def moves_at_end(events: Sequence[Event]) -> list[Any]:
    """The moves that stand at the end of the events: those of abandoned lines are taken back."""
    return Walk(events).moves
