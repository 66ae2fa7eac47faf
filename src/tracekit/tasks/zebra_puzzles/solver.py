"""All solutions of a set of clues, without any search space: the houses left to each value are the bits of one int."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue, masks

Coded = tuple[str, tuple[tuple[int, int], ...], int]
"""A clue by its kind, the category and the number of each value in its category's list, and its house."""

Table = tuple[tuple[str, ...], ...]
"""The values house by house, in the order of the categories."""

_Row = tuple[int, ...]
"""The houses left to each value of a category, as bit sets (bit h for house h)."""

_Rule = tuple[tuple[tuple[int, int], ...], tuple["_Supports", ...]]
"""A clue: the category and the number of each value, and what the others leave of it."""


def solutions(values: Sequence[Sequence[str]], clues: Sequence[Clue], limit: int = 2) -> list[Table]:
    """The first ``limit`` solutions, each as the values house by house; always the same ones in the same order."""
    where = {value: (c, i) for c, row in enumerate(values) for i, value in enumerate(row)}
    coded = [(clue.kind, tuple(where[value] for value in clue.values), clue.house) for clue in clues]
    n = len(values[0])
    tables = []
    for chosen in _search(n, len(values), coded, limit):
        ordered = [
            sorted(row, key=lambda value: way[row.index(value)]) for row, way in zip(values, chosen, strict=True)
        ]
        tables.append(tuple(zip(*ordered, strict=True)))
    return tables


def different_solution(n: int, n_categories: int, clues: Sequence[Coded]) -> tuple[tuple[int, ...], ...] | None:
    """A solution other than the one where value number i of every category is in house i + 1; None if there is none."""
    plain = tuple(range(1, n + 1))
    return next((found for found in _search(n, n_categories, clues, 2) if any(way != plain for way in found)), None)


def _search(n: int, n_categories: int, clues: Sequence[Coded], limit: int) -> list[tuple[tuple[int, ...], ...]]:
    everywhere = (2 << n) - 2
    rows = [(everywhere,) * n] * n_categories
    # Clues about one value are used up at once; the others are kept by the categories that they are about.
    rules_of: list[list[_Rule]] = [[] for _ in range(n_categories)]
    for kind, members, house in clues:
        if len(members) == 1:
            ((category, value),) = members
            rows[category] = _cut(rows[category], value, masks(kind, 0, n, house)[0])
            continue
        rule = members, tuple([_supports(kind, position, n) for position in range(len(members))])
        for category in {category for category, _ in members}:
            rules_of[category].append(rule)
    found: list[tuple[tuple[int, ...], ...]] = []
    stack = [(rows, set(range(n_categories)))]
    while stack and len(found) < limit:
        rows, changed = stack.pop()
        if not _propagate(rows, changed, rules_of):
            continue
        fewest, category, value = 8, 0, 0
        for c, row in enumerate(rows):
            for v, houses in enumerate(row):
                if 1 < (count := houses.bit_count()) < fewest:
                    fewest, category, value = count, c, v
        if fewest == 8:
            found.append(tuple([tuple([houses.bit_length() - 1 for houses in row]) for row in rows]))
            continue
        for house in reversed(range(1, n + 1)):
            if rows[category][value] >> house & 1:
                row = _cut(rows[category], value, 1 << house)
                stack.append(([*rows[:category], row, *rows[category + 1 :]], {category}))
    return found


def _propagate(rows: list[_Row], changed: set[int], rules_of: Sequence[Sequence[_Rule]]) -> bool:
    """Take out the houses that fit no houses of the other values; False if no house is left of one.

    Args:
        rows: the houses left to the values of each category; they are cut down.
        changed: the categories that were cut down since the rules were last applied.
        rules_of: the clues about each category.
    """
    while changed:
        own = changed.pop()
        settled = _settled(rows[own])
        if settled is None:
            return False
        rows[own] = settled
        for members, supports in rules_of[own]:
            if len(members) == 2:
                (c, v), (d, w) = members
                one, two = rows[c][v], rows[d][w]
                left, right = one & supports[0][two], two & supports[1][one]
                if not left or not right:
                    return False
                if left != one:
                    rows[c] = _cut(rows[c], v, left)
                    changed.add(c)
                if right != two:
                    rows[d] = _cut(rows[d], w, right)
                    changed.add(d)
                continue
            for position, (category, value) in enumerate(members):
                one, two = [rows[c][v] for c, v in members[:position] + members[position + 1 :]]
                left = supports[position][one << 8 | two]
                if rows[category][value] & ~left:
                    rows[category] = _cut(rows[category], value, left)
                    changed.add(category)
    return True


def _cut(row: _Row, value: int, houses: int) -> _Row:
    return (*row[:value], row[value] & houses, *row[value + 1 :])


def _settled(row: _Row) -> _Row | None:
    """The houses of a category's values where one that has just one house keeps the others out of it.

    So does a house that is left to one value only keep it out of others. None if that cannot be.
    """
    everywhere = (2 << len(row)) - 2
    while True:
        some = more = fixed = 0
        for houses in row:
            more |= some & houses
            some |= houses
            if not houses & (houses - 1):
                if fixed & houses or not houses:
                    return None
                fixed |= houses
        if some != everywhere:
            return None
        alone = some & ~more
        settled = tuple([houses if not houses & (houses - 1) else houses & alone or houses & ~fixed for houses in row])
        if settled == row:
            return row
        row = settled


class _Supports(dict[int, int]):
    """The houses that a clue leaves for one of its values, by those that are left to the others; all are bit sets.

    The key is that of the other value, or 256 times that of the first other plus that of the second.
    """

    def __init__(self, kind: str, position: int, n: int) -> None:
        super().__init__()
        self._by_house, self._is_pair = masks(kind, position, n, 0), KINDS[kind].n_values == 2

    def __missing__(self, key: int) -> int:
        allowed = 0
        for house in range(1, 8):
            if self._is_pair:
                allowed |= self._by_house[house] if key >> house & 1 else 0
            elif key >> 8 + house & 1:
                for other in range(1, 8):
                    allowed |= self._by_house[house << 3 | other] if key >> other & 1 else 0
        self[key] = allowed
        return allowed


@functools.cache
def _supports(kind: str, position: int, n: int) -> _Supports:
    return _Supports(kind, position, n)
