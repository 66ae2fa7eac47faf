"""Whether the reasons that a text gives are true and sufficient. The settings of a search have no part in this.

A house is closed to a value if another value of its list is there, or if a clue about the value does not hold with it,
wherever those of the clue's other values that have no house yet may be. What is named as a reason has to be so, and has
to close all houses that it is to close; more may be named, in any order, and a clue may be turned round.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracekit.tasks.zebra_puzzles.clues import KINDS, bits
from tracekit.tasks.zebra_puzzles.problem import (
    Blocked,
    BrokenClue,
    ByClue,
    Houses,
    LastHouse,
    Left,
    NoHouse,
    Place,
    Ruled,
    Taken,
)

if TYPE_CHECKING:
    from tracekit.tasks.zebra_puzzles.space import ZebraSpace


def why_not_stuck(space: ZebraSpace, state: Houses, reason: object) -> str | None:
    """Why a reason for a dead end does not hold; None if it does. It may be anything that a trace can hold."""
    if isinstance(reason, BrokenClue):
        return misquoted(space, reason.number, reason.clue) or _not_broken(space, state, reason)
    if not isinstance(reason, Blocked | NoHouse):
        return "it is none of the reasons there are"
    i = space.index.get(reason.value)
    if i is None or state[i]:
        return _not_waiting(space, state, reason.value)
    if isinstance(reason, NoHouse):
        closed = _closed_by(space, state, i, reason.ruled, reason.taken)
    else:
        closed = _closed_by_clue(space, state, i, reason)
    return closed if isinstance(closed, str) else _left_open(space, closed, reason.value)


def why_not_forced(space: ZebraSpace, state: Houses, move: object, reason: object) -> str | None:
    """Why a reason for a house does not hold; None if it does. Both may be anything that a trace can hold."""
    if not isinstance(move, Place):
        return "it is no house for a value"
    i = space.index.get(move.value)
    if i is None or state[i]:
        return _not_waiting(space, state, move.value)
    if not isinstance(move.house, int) or move.house not in range(1, space.n + 1):
        return f"there is no house {move.house}"
    closed: int | str
    match reason:
        case ByClue():
            closed = _closed_by_clue(space, state, i, reason)
        case Left(ruled, taken):
            closed = _closed_by(space, state, i, ruled, taken)
        case LastHouse():
            closed = sum([1 << house for house in {state[mate] for mate in space.mates[i]} - {0}])
        case _:
            return "it is none of the reasons there are"
    if isinstance(closed, str):
        return closed
    if closed >> move.house & 1:
        return f"house {move.house} is closed to {move.value}, too"
    return _left_open(space, closed | 1 << move.house, move.value)


def misquoted(space: ZebraSpace, number: object, clue: object) -> str | None:
    """What is wrong with a clue as it is told; None if it says that, in whatever direction."""
    if not isinstance(number, int) or number not in range(1, len(space.forms) + 1):
        return f"there is no clue {number}"
    return None if clue in space.forms[number - 1] else f"clue {number} says something else"


def _closed_by_clue(space: ZebraSpace, state: Houses, i: int, reason: ByClue | Blocked) -> int | str:
    """The houses closed to a value by a clue about it and by what else is there; or what is wrong with the reason."""
    if wrong := misquoted(space, reason.number, reason.clue):
        return wrong
    if i not in space.members[reason.number - 1]:
        return f"clue {reason.number} is not about {space.labels[i]}"
    closed = _closed_by(space, state, i, (), reason.taken)
    return closed if isinstance(closed, str) else closed | ruled_out(space, state, i, reason.number)


def ruled_out(space: ZebraSpace, state: Houses, i: int, number: int) -> int:
    """The houses that a clue rules out for a value, given those that others have, as a bit set."""
    return next((space.full & ~left for n, left in space.left_by_clues(state, i) if n == number), 0)


def _closed_by(space: ZebraSpace, state: Houses, i: int, ruled: Sequence[Ruled], taken: Sequence[Taken]) -> int | str:
    """The houses that these reasons close to a value, as a bit set; or what is wrong with one of them."""
    closed, label = 0, space.labels[i]
    if not (_are(ruled, Ruled) and _are(taken, Taken)):
        return "it is none of the reasons there are"
    for number, clue, houses in ruled:
        if wrong := misquoted(space, number, clue):
            return wrong
        out = bits(ruled_out(space, state, i, number))
        for house in houses if _are(houses, int) else (0,):
            if house not in out:
                return f"clue {number} does not rule out house {house} for {label}"
            closed |= 1 << house
    for house, value in taken:
        j = space.index.get(value)
        if j is None or j not in space.mates[i] or not house or state[j] != house:
            return f"{value} does not keep {label} out of house {house}"
        closed |= 1 << state[j]
    return closed


def _left_open(space: ZebraSpace, closed: int, value: str) -> str | None:
    rest = [str(house) for house in range(1, space.n + 1) if not closed >> house & 1]
    return f"that leaves house {' and '.join(rest)} for {value}" if rest else None


def _not_broken(space: ZebraSpace, state: Houses, claim: BrokenClue) -> str | None:
    houses = [state[i] for i in space.members[claim.number - 1]]
    if not same_houses(claim.houses, houses):
        return f"the houses are {' and '.join(map(str, houses))} (0: none yet)"
    kind, _, house = space.problem.clues[claim.number - 1]
    if 0 in houses or KINDS[kind].holds(houses, house):
        return f"clue {claim.number} is not broken"
    return None


def same_houses(told: Sequence[int], houses: Sequence[int]) -> bool:
    """Whether these are the houses of a clue's values, in whatever order."""
    return _are(told, int) and sorted(told) == sorted(houses)


def _are(items: object, kind: type) -> bool:
    """Whether they are a tuple of such items."""
    return isinstance(items, tuple) and all(isinstance(item, kind) for item in items)


def _not_waiting(space: ZebraSpace, state: Houses, value: str) -> str:
    i = space.index.get(value)
    return f"there is no {value} here" if i is None else f"{value} is in house {state[i]}"
