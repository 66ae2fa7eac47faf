"""Which puzzles are the same: forms of the clues that do not depend on names, on any order, or on the direction.

A puzzle is the same one after its values are renamed, within their lists or for those of another category, after its
lists and clues are put in another order, after a clue is turned round ("left of" and "right of"), and, with the right
question, in a mirror. The forms are found by refinement: values get colours, at first their houses, then what clues
they are in with values of which colours, until nothing changes. Values that still have a colour in common are told
apart by trying each of them, and the smallest result is the form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tracekit.tasks.zebra_puzzles.solver import Coded, Table

MOST_LEAVES = 200
"""So many ways to tell values apart are tried. Past that, the form is that of the colours: the same one for twins in
any case, but perhaps for other puzzles too. Only puzzles without a solution of their own get there."""


class Sketch(NamedTuple):
    """A puzzle without the order of its lists.

    Attributes:
        labels: the values house by house, in the order of the categories. Without a solution of its own, the puzzle has
            the values here in the order of its lists.
        clues: value number i of every category is the one in house i + 1.
        is_solved: whether the labels are the solution.
    """

    labels: Table
    clues: tuple[Coded, ...]
    is_solved: bool = True

    @property
    def n_houses(self) -> int:
        """Number of houses."""
        return len(self.labels)

    @property
    def n_categories(self) -> int:
        """Number of categories."""
        return len(self.labels[0])


class _Link(NamedTuple):
    """A clue between values, in one form for all ways to state it: its kind, house, and each value's number and role.

    Values in one role can be exchanged: both are next to each other.
    """

    kind: str
    house: int
    members: tuple[tuple[int, int], ...]  # role, value


_Colours = list[int]

_ROLES = {"left": (0, 1), "between": (0, 1, 1), "either": (0, 1, 1)}  # in other clues all values have one role


def _link(kind: str, values: list[int], house: int, n: int, mirrored: bool) -> _Link:
    if (kind == "right") != (mirrored and kind in ("left", "right")):
        values.reverse()
    kind = "left" if kind == "right" else kind
    members = tuple(sorted(zip(_ROLES.get(kind, (0, 0, 0)), values, strict=False)))
    return _Link(kind, n + 1 - house if mirrored and house else house, members)


class _Web:
    """The clues as links between values, which are numbered category by category.

    Args:
        sketch: the puzzle.
        mirrored: whether to see it in a mirror.
        marked: whether the first category is told apart from the others.
    """

    def __init__(self, sketch: Sketch, *, mirrored: bool, marked: bool) -> None:
        n = self.n = sketch.n_houses
        self.is_solved = sketch.is_solved
        self.links = {
            _link(kind, [category * n + value for category, value in coded], house, n, mirrored)
            for kind, coded, house in sketch.clues
        }
        self.categories = [range(start, start + n) for start in range(0, sketch.n_categories * n, n)]
        houses = range(n - 1, -1, -1) if mirrored else range(n)
        # Colours of different categories are the same at first, but for that of the one that is told apart.
        self.start = [
            (2 * house if self.is_solved else 0) + (marked and category == 0)
            for category in range(sketch.n_categories)
            for house in houses
        ]

    def seen(self, colours: Sequence[int]) -> tuple[object, ...]:
        """What there is to see if values of one colour look alike."""
        links = sorted(
            [(k, h, sorted([(role, colours[value]) for role, value in members])) for k, h, members in self.links]
        )
        return tuple(links), tuple(sorted([sorted([colours[value] for value in row]) for row in self.categories]))

    def refined(self, colours: _Colours, rounds: int = 100) -> _Colours:
        """The colours after values of one colour are told apart by the clues and the categories that they are in."""
        n_colours = len(set(colours))
        for _ in range(rounds):
            signs: list[tuple[Any, ...]] = [(colour, []) for colour in colours]
            for kind, house, members in self.links:
                link = kind, house, tuple(sorted([(role, colours[value]) for role, value in members]))
                for role, value in members:
                    signs[value][1].append((role, link))
            for row in self.categories:
                mates = tuple(sorted([colours[value] for value in row]))
                for value in row:
                    signs[value] = (colours[value], tuple(sorted(signs[value][1])), mates)
            ranks = {sign: rank for rank, sign in enumerate(sorted(set(signs)))}
            colours = [ranks[sign] for sign in signs]
            if len(ranks) == n_colours:
                break
            n_colours = len(ranks)
        return colours

    def form(self) -> tuple[object, ...]:
        """The smallest of what there is to see when all values have been told apart, over all ways to do that."""
        first = self.refined(self.start)
        forms, stack, n_leaves = [], [first], 0
        while stack:
            colours = stack.pop()
            alike = self._alike(colours)
            if not alike:
                forms.append(self.seen(colours))
                n_leaves += 1
                if n_leaves > MOST_LEAVES:
                    return self.seen(first)
                continue
            for value in alike:
                # One of those that look alike gets a colour of its own, before that of the others.
                own = [2 * colour + (i != value) for i, colour in enumerate(colours)]
                stack.append(self.refined(own))
        return min(forms)

    def _alike(self, colours: _Colours) -> list[int]:
        """Values that have a colour in common, one of each set that can be exchanged; none if all colours differ."""
        by_colour: dict[int, list[int]] = {}
        for value, colour in enumerate(colours):
            by_colour.setdefault(colour, []).append(value)
        shared = [(len(values), colour) for colour, values in by_colour.items() if len(values) > 1]
        if not shared:
            return []
        chosen: list[int] = []
        for value in by_colour[min(shared)[1]]:
            if not any(self._can_exchange(one, value, colours) for one in chosen):
                chosen.append(value)
        return chosen

    def _can_exchange(self, one: int, other: int, colours: _Colours) -> bool:
        """Whether nothing changes if two values are exchanged, or, where they have houses, their categories."""
        swap = list(range(len(colours)))
        if self.is_solved:
            rows = [next(row for row in self.categories if value in row) for value in (one, other)]
            pairs: Iterable[tuple[int, int]] = zip(*rows, strict=True)
        elif one // self.n == other // self.n:
            pairs = [(one, other)]
        else:
            return False
        for a, b in pairs:
            if colours[a] != colours[b]:
                return False
            swap[a], swap[b] = b, a
        swapped = {
            _Link(kind, house, tuple(sorted([(role, swap[value]) for role, value in members])))
            for kind, house, members in self.links
        }
        return swapped == self.links


def split_form(sketch: Sketch) -> str:
    """One text for all twins of a puzzle, in a mirror too, whatever is asked; for few other puzzles the same."""
    webs = [_Web(sketch, mirrored=mirrored, marked=False) for mirrored in (False, True)]
    return _digest(min([web.seen(web.refined(web.start, rounds=1)) for web in webs]))


def exact_form(sketch: Sketch, *, asks_for_table: bool) -> str:
    """One text for all twins of a puzzle, and for no other.

    Who lives in house 1 is another question in a mirror, or if other things are taken for names; the whole table is
    not.
    """
    directions = (False, True) if asks_for_table else (False,)
    webs = [_Web(sketch, mirrored=mirrored, marked=not asks_for_table) for mirrored in directions]
    return _digest(min([web.form() for web in webs]))


def _digest(form: object) -> str:
    return hashlib.blake2b(repr(form).encode(), digest_size=16).hexdigest()
