"""What a solver does, as a closed union of small frozen dataclasses.

A trace is a sequence of these events and nothing else: whatever a text says is in its events, and the other way round.
Events hold what is *claimed*; a false text gives false events, and the certifier says so. Places, moves and reasons are
values of the task's own (a cell, a sum, ...).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = [
    "Backtrack",
    "ChoicePoint",
    "DeadEnd",
    "Decision",
    "Event",
    "GaveUp",
    "Inference",
    "Remark",
    "Slip",
    "Solved",
    "Switch",
    "Unsolvable",
    "as_told",
]


@dataclass(frozen=True, slots=True)
class ChoicePoint:
    """A state with more than one legal move.

    Attributes:
        place: how the state is named; unique along a path.
        moves: all legal moves in their canonical order, or None where the task does not list them.
    """

    place: Any
    moves: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A move taken by choice, at the choice point reached or returned to just before."""

    move: Any


@dataclass(frozen=True, slots=True)
class Inference:
    """A move that is forced: it is the only legal one. ``reason`` is None where there is only one kind of reason."""

    move: Any
    reason: Any = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A step of a derivation with a wrong result. A check on the way on refutes it: that is the dead end.

    A text tells it like a right step (``Inference(move, reason)``); only who knows the problem can tell them apart.
    """

    move: Any
    reason: Any = None


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """The state is no goal and has no legal move, or breaks a stated rule, or a check refutes it."""

    reason: Any


@dataclass(frozen=True, slots=True)
class Backtrack:
    """One return from a dead end to an earlier choice point, however many levels it climbs.

    Attributes:
        to: the place of the choice point, or of the step of a derivation that was wrong.
        refuted: True if all that lies below the move abandoned there has been tried and has failed; False if the line
            is only set aside.
        moves: the moves not tried yet at that choice point, or None where the task does not list them and where the
            return is to a step of a derivation.
        line: the decisions that lead there, if it lies on a line that was left and its place alone does not name it;
            else None.
    """

    to: Any
    refuted: bool
    moves: tuple[Any, ...] | None = None
    line: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice point is left as it is, and another one taken up. It is no backtrack: nothing failed.

    Attributes:
        to: the place of the choice point taken up.
        moves: the moves not tried yet there, or None where the task does not list them.
        line: as in ``Backtrack``.
    """

    to: Any
    moves: tuple[Any, ...] | None = None
    line: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """The goal is reached. ``answer`` is the answer as stated there, or None where the moves themselves state it."""

    answer: str | None = None


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The search was stopped before it found a solution."""


@dataclass(frozen=True, slots=True)
class Unsolvable:
    """Every move has been tried and has failed."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A true statement about the state where it stands. It makes no move: without it the search is the same.

    It restates what is there, checks a move just made, lists what could be done, or names what would be of use. What
    can be said is the task's own; see ``Space.remarks``.
    """

    claim: Any


def as_told(event: Event) -> Event:
    """An event as a text tells it: a slip like a right step."""
    return Inference(event.move, event.reason) if isinstance(event, Slip) else event


Event = ChoicePoint | Decision | Inference | Slip | DeadEnd | Backtrack | Switch | Solved | GaveUp | Unsolvable | Remark
