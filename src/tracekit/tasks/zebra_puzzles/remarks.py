"""What can truly be said of a zebra puzzle without making a move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue
from tracekit.tasks.zebra_puzzles.reasons import misquoted, same_houses

if TYPE_CHECKING:
    from tracekit.tasks.zebra_puzzles.problem import Houses, Place
    from tracekit.tasks.zebra_puzzles.space import ZebraSpace


class Kept(NamedTuple):
    """``check``: all values of this clue are placed, in these houses, and it holds."""

    number: int
    clue: Clue
    houses: tuple[int, ...]


class InHouse(NamedTuple):
    """``restate``: all values placed in a house so far, in the order of the lists."""

    house: int
    values: tuple[str, ...]


class OpenFor(NamedTuple):
    """``list``: the houses that are open for a value."""

    value: str
    houses: tuple[int, ...]


def claims_of(kind: str, space: ZebraSpace, state: Houses, path: Sequence[Place]) -> Sequence[NamedTuple]:
    """About the value placed last: its clues, its house, and values that share a clue with it.

    Values with fewer than two open houses are left out: what is to be done there is for the search to say.
    """
    if not path:
        return ()
    value, house = path[-1]
    last, clues = space.index[value], space.problem.clues
    near = [(number, members) for number, members in enumerate(space.members, 1) if last in members]
    if kind == "restate":
        return (InHouse(house, _in_house(space, state, house)),)
    if kind == "check":
        kept = [Kept(n, clues[n - 1], tuple([state[i] for i in members])) for n, members in near if len(members) > 1]
        return [claim for claim in kept if is_true(claim, space, state)]
    waiting = dict.fromkeys(i for _, members in near for i in members if not state[i])
    following = space.next_value(state)
    opened = [OpenFor(space.labels[i], space.open_houses(state, i)) for i in waiting if i != following]
    return [claim for claim in opened if len(claim.houses) > 1]


def is_true(claim: object, space: ZebraSpace, state: Houses) -> bool:
    """Whether a claim holds; houses and values may be named in any order, and not all that a house has."""
    match claim:
        case Kept(number, clue, said):
            if misquoted(space, number, clue):
                return False
            houses = [state[i] for i in space.members[number - 1]]
            kind, _, house = space.problem.clues[number - 1]
            return 0 not in houses and same_houses(said, houses) and KINDS[kind].holds(houses, house)
        case InHouse(house, values):
            return 0 < len(set(values)) == len(values) and all(_is_in(space, state, value, house) for value in values)
        case OpenFor(value, houses):
            i = space.index.get(value)
            return i is not None and not state[i] and bool(houses) and sorted(houses) == [*space.open_houses(state, i)]
    return False


def _is_in(space: ZebraSpace, state: Houses, value: str, house: int) -> bool:
    i = space.index.get(value)
    return i is not None and 0 < state[i] == house


def _in_house(space: ZebraSpace, state: Houses, house: int) -> tuple[str, ...]:
    return tuple([value for value, where in zip(space.labels, state, strict=True) if where == house])
