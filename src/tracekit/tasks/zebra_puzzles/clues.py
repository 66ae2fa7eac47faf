"""The clues of a zebra puzzle: what they say, when they hold, how they are written in a question."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracekit.tasks.zebra_puzzles.values import PHRASES


class Clue(NamedTuple):
    """A clue: its kind, the values it is about in the order in which it names them, and a house where it names one."""

    kind: str
    values: tuple[str, ...]
    house: int = 0


@dataclass(frozen=True)
class ClueKind:
    """What all clues of one kind have in common.

    Attributes:
        n_values: how many values it is about.
        names_house: whether it names a house.
        holds: the houses of its values, and the house it names -> whether it holds.
        sentence: how a question states it; the slots are its values and its house.
        clause: how a trace restates it in terms of the short names.
    """

    n_values: int
    names_house: bool
    holds: Callable[[Sequence[int], int], bool]
    sentence: str
    clause: str


KINDS: Mapping[str, ClueKind] = {
    "at": ClueKind(1, True, lambda h, n: h[0] == n, "{0} lives in house {house}.", "{0} in house {house}"),
    "not_at": ClueKind(
        1, True, lambda h, n: h[0] != n, "{0} does not live in house {house}.", "{0} not in house {house}"
    ),
    "same": ClueKind(2, False, lambda h, n: h[0] == h[1], "{0} is {1}.", "{0} together with {1}"),
    "left": ClueKind(
        2, False, lambda h, n: h[0] + 1 == h[1], "{0} lives directly left of {1}.", "{0} directly left of {1}"
    ),
    "right": ClueKind(
        2, False, lambda h, n: h[0] == h[1] + 1, "{0} lives directly right of {1}.", "{0} directly right of {1}"
    ),
    "next": ClueKind(
        2, False, lambda h, n: abs(h[0] - h[1]) == 1, "{0} and {1} live next to each other.", "{0} next to {1}"
    ),
    "not_next": ClueKind(
        2,
        False,
        lambda h, n: abs(h[0] - h[1]) != 1,
        "{0} and {1} do not live next to each other.",
        "{0} not next to {1}",
    ),
    "between": ClueKind(
        3,
        False,
        lambda h, n: h[1] < h[0] < h[2] or h[2] < h[0] < h[1],
        "{0} lives somewhere between {1} and {2}.",
        "{0} between {1} and {2}",
    ),
    "either": ClueKind(
        3, False, lambda h, n: h[0] == h[1] or h[0] == h[2], "{0} is either {1} or {2}.", "{0} together with {1} or {2}"
    ),
}
"""Every kind of clue. ``between`` does not say which of the two is on the left, nor how far they are."""

BASIC = ("at", "same", "left", "next")
"""The kinds that reasoning-gym uses."""


@functools.cache
def masks(kind: str, position: int, n_houses: int, house: int) -> tuple[int, ...]:
    """The houses that a clue leaves for one of its values, as bit sets (bit h for house h).

    The index is the house of the other value, or 8 times that of the first other plus that of the second, 0 if there is
    no other. A house of 0 means that the value has none yet: it may be in any.
    """
    holding = house_tuples(kind, n_houses, house)
    n_others = KINDS[kind].n_values - 1
    result = [0] * 8**n_others
    for houses in holding:
        others, own = houses[:position] + houses[position + 1 :], 1 << houses[position]
        for known in itertools.product(*((other, 0) for other in others)):
            result[known[0] if n_others == 1 else known[0] << 3 | known[1] if n_others else 0] |= own
    return tuple(result)


def bits(houses: int) -> list[int]:
    """The houses in a bit set, smallest first."""
    return [house for house in range(1, 8) if houses >> house & 1]


def house_tuples(kind: str, n_houses: int, house: int) -> list[tuple[int, ...]]:
    """The houses of its values for which a clue holds."""
    rule = KINDS[kind]
    every = itertools.product(range(1, n_houses + 1), repeat=rule.n_values)
    return [houses for houses in every if rule.holds(houses, house)]


def said(clue: Clue) -> str:
    """The clue as a question states it."""
    return capital(KINDS[clue.kind].sentence.format(*(PHRASES[value] for value in clue.values), house=clue.house))


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def turned(clue: Clue) -> Clue:
    """The clue told the other way round; the same one if there is no other way."""
    kind, values, house = clue
    if kind in ("left", "right"):
        return Clue("right" if kind == "left" else "left", values[::-1], house)
    if kind in ("same", "next", "not_next"):
        return Clue(kind, values[::-1], house)
    return Clue(kind, (values[0], *values[:0:-1]), house) if kind in ("between", "either") else clue
