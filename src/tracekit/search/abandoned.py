"""Which events of a trace belong to lines that were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tracekit.search.events import Backtrack, ChoicePoint, Decision, Event, Inference, Slip

__all__ = ["WrongTurn", "wrong_turns"]


class WrongTurn(NamedTuple):
    """A line that ends with a return.

    Attributes:
        moves: positions of the moves that the return takes back, in order, without those that an earlier return took
            back.
        returned: position of the ``Backtrack``.
    """

    moves: tuple[int, ...]
    returned: int


def wrong_turns(events: Sequence[Event]) -> list[WrongTurn]:
    """The lines of a trace that were taken back, in the order of their returns (nothing is checked).

    Each move that does not stand at the end of the trace is in just one of them, unless the search gave up.
    """
    found: list[WrongTurn] = []
    path: list[int] = []
    length_at: dict[Any, int] = {}  # place of a choice point -> moves made before it
    length_at_slip = 0
    for index, event in enumerate(events):
        match event:
            case Decision() | Inference():
                path.append(index)
            case Slip():
                length_at_slip = len(path)
                path.append(index)
            case ChoicePoint(place):
                length_at[place] = len(path)
            case Backtrack(to):
                length = length_at.get(to, length_at_slip)
                found.append(WrongTurn(tuple(path[length:]), index))
                del path[length:]
            case _:
                pass
    return found
