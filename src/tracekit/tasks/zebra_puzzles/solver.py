"""All solutions of a set of clues, without any search space: category by category, as permutations.

A category's values stand in the houses in one of ``n!`` ways. The ways still possible are one int with a bit for each
way, so a clue takes out of a category all ways that fit no way of the other one with a few operations on ints.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from tracekit.tasks.zebra_puzzles.clues import Clue, masks

Coded = tuple[str, tuple[tuple[int, int], ...], int]
"""A clue by its kind, the category and the number of each value in its category's list, and its house."""

Table = tuple[tuple[str, ...], ...]
"""The values house by house, in the order of the categories."""

_Rule = tuple[list[tuple[int, tuple[int, ...]]], list[tuple[int, ...]]]
"""A clue: category of each value, and the ways that put it in each house; what the others leave of each value."""


@functools.cache
def _ways(n: int) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """All ways to put n values into n houses; and for a value and a house (from 1) the bit set of ways that do that."""
    ways = tuple(itertools.permutations(range(1, n + 1)))
    with_it = [[0] * (n + 1) for _ in range(n)]
    for bit, way in enumerate(ways):
        for value, house in enumerate(way):
            with_it[value][house] |= 1 << bit
    return ways, tuple(tuple(row) for row in with_it)


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
    ways, with_it = _ways(n)
    everything = (1 << len(ways)) - 1
    # Clues about one value are used up at once; the others are kept with what each of their values is left.
    start = [everything] * n_categories
    rules: list[_Rule] = []
    for kind, members, house in clues:
        if len(members) == 1:
            ((category, value),) = members
            allowed = masks(kind, 0, n, house)[0]
            start[category] &= _any_of(with_it[value], allowed)
        else:
            tables = [masks(kind, position, n, house) for position in range(len(members))]
            rules.append(([(category, with_it[value]) for category, value in members], tables))
    found: list[tuple[tuple[int, ...], ...]] = []
    stack = [start]
    while stack and len(found) < limit:
        domains = stack.pop()
        if not _propagate(domains, rules):
            continue
        open_categories = [domain.bit_count() for domain in domains]
        widest = [(count, category) for category, count in enumerate(open_categories) if count > 1]
        if not widest:
            found.append(tuple(ways[domain.bit_length() - 1] for domain in domains))
            continue
        _, category = min(widest)
        domain = domains[category]
        for row in with_it:
            parts = [domain & ways_there for ways_there in row if domain & ways_there]
            if len(parts) > 1:
                stack += [[*domains[:category], part, *domains[category + 1 :]] for part in reversed(parts)]
                break
    return found


def _any_of(with_value: Sequence[int], allowed: int) -> int:
    result = 0
    while allowed:
        bit = allowed & -allowed
        result |= with_value[bit.bit_length() - 1]
        allowed ^= bit
    return result


def _propagate(domains: list[int], rules: Sequence[_Rule]) -> bool:
    """Take out of each category the ways that fit no way of the others; False if nothing is left of one."""
    changed = True
    while changed:
        changed = False
        for members, tables in rules:
            houses = [
                [house for house, ways_there in enumerate(with_value) if ways_there & domains[category]]
                for category, with_value in members
            ]
            for position, (category, with_value) in enumerate(members):
                table, others = tables[position], houses[:position] + houses[position + 1 :]
                allowed = 0
                if len(others) == 1:
                    for house in others[0]:
                        allowed |= table[house]
                else:
                    for house in others[0]:
                        for other in others[1]:
                            allowed |= table[house << 3 | other]
                excluded = [house for house in houses[position] if not allowed >> house & 1]
                if excluded:
                    for house in excluded:
                        domains[category] &= ~with_value[house]
                    if not domains[category]:
                        return False
                    houses[position] = [house for house in houses[position] if allowed >> house & 1]
                    changed = True
    return all(domains)
