"""Making clues: few, true, and enough for just one solution.

Everything is relative to a solution in which value number i of every category is in house i + 1, which is every
solution once its values are renamed. The wrong tables that differ from it least (a few houses exchanged in some of the
categories) are kept as one bit each; a clue rules out some of them, a bit set again. Clues are drawn until all of these
are ruled out, and only then is it proved that no other table is left, and that one would be without each single clue.
Where there are few tables, the proof goes through all of them, again as bits; else a solver gives it.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Callable, Sequence

from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue, house_tuples, turned
from tracekit.tasks.zebra_puzzles.problem import ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.solver import Coded, different_solution
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, OWN

_WEIGHTS = {
    "at": 0.3,
    "not_at": 0.5,
    "same": 3.0,
    "left": 1.5,
    "right": 1.5,
    "next": 6.0,
    "not_next": 1.0,
    "between": 2.0,
    "either": 2.0,
}
"""How often a kind is drawn. Clues that say much (a house) leave little to try, so they are rare."""


_MOST_TABLES = 400_000
"""Up to so many tables are all kept for the proof."""


class _Pool:
    """Wrong tables for some number of houses and categories, all or the nearest, and which of them a clue rules out.

    Attributes:
        all: the bits of all wrong tables.
    """

    def __init__(self, n: int, n_categories: int, *, complete: bool) -> None:
        self.n, self.n_categories = n, n_categories
        self._ruled_out: dict[Coded, int] = {}
        self.with_it = [[[0] * (n + 1) for _ in range(n)] for _ in range(n_categories)]
        plain = tuple(range(1, n + 1))
        ways = list(itertools.permutations(plain))
        if complete:
            # The table's number has the number of each category's way as a digit: its bits come in a regular pattern.
            size = len(ways) ** n_categories
            self.all: int = (1 << size) - 2  # table number 0 is the right one
            for category in range(n_categories):
                step = len(ways) ** category
                repeated = ((1 << size) - 1) // ((1 << step * len(ways)) - 1)
                for value, house in itertools.product(range(n), plain):
                    here = sum(((1 << step) - 1) << step * i for i, way in enumerate(ways) if way[value] == house)
                    self.with_it[category][value][house] = here * repeated
            return
        ways.remove(plain)
        if n > 4:
            ways = [way for way in ways if sum(a != b for a, b in zip(way, plain, strict=True)) == 2]
        moved = [chosen for chosen in itertools.product((False, True), repeat=n_categories) if any(chosen)]
        tables = [[way if here else plain for here in chosen] for way in ways for chosen in moved]
        self.all = (1 << len(tables)) - 1
        for bit, table in enumerate(tables):
            for category, way in enumerate(table):
                for value, house in enumerate(way):
                    self.with_it[category][value][house] |= 1 << bit

    def ruled_out(self, clue: Coded) -> int:
        """The tables in which a clue does not hold, as a bit set."""
        known = self._ruled_out.get(clue)
        if known is None:
            kind, members, named = clue
            holds = 0
            for houses in house_tuples(kind, self.n, named):
                both = self.all
                for (category, value), house in zip(members, houses, strict=True):
                    both &= self.with_it[category][value][house]
                holds |= both
            known = self._ruled_out[clue] = self.all & ~holds
        return known

    def left_by(self, clues: Sequence[Coded]) -> int:
        """The tables in which all of some clues hold, as a bit set."""
        ruled_out = 0
        for clue in clues:
            ruled_out |= self.ruled_out(clue)
        return self.all ^ ruled_out


@functools.lru_cache(maxsize=8)
def _pool(n: int, n_categories: int, complete: bool) -> _Pool:
    return _Pool(n, n_categories, complete=complete)


def draw_clues(n: int, n_categories: int, kinds: Sequence[str], n_extra: int, stream: Stream) -> list[Coded]:
    """Random clues of the given kinds with just one solution.

    Without any one of them there would be another solution; ``n_extra`` more clues, which follow from them, are added.
    """
    near = _pool(n, n_categories, False)
    # There are very many clues about three values: their bit sets would fill the memory.
    few_tables = math.factorial(n) ** n_categories <= _MOST_TABLES and all(KINDS[kind].n_values < 3 for kind in kinds)
    full = _pool(n, n_categories, True) if few_tables else None
    weights = [_WEIGHTS[kind] for kind in kinds]

    def draw() -> Coded:
        while True:
            clue = _true_clue(n, n_categories, stream.pick_weighted(kinds, weights), stream)
            if clue is not None:
                return clue

    def has_other(clues: Sequence[Coded]) -> bool:
        if full:
            return full.left_by(clues) != 0
        return different_solution(n, n_categories, clues) is not None

    clues: list[Coded] = []
    left = near.all
    while left:
        clue = draw()
        if near.ruled_out(clue) & left:
            clues.append(clue)
            left &= ~near.ruled_out(clue)
    clues = _needed(near, clues)
    if full:
        left = full.left_by(clues)
        while left:
            clue = draw()
            if full.ruled_out(clue) & left:
                clues.append(clue)
                left &= ~full.ruled_out(clue)
    else:
        while (other := different_solution(n, n_categories, clues)) is not None:
            clue = draw()
            while _holds(clue, other):
                clue = draw()
            clues.append(clue)
    kept = _needed(near, clues, has_other)
    n_wanted, tries = len(kept) + n_extra, 200 * n_extra
    while len(kept) < n_wanted and tries:
        tries -= 1
        clue = draw()
        # Clues that rule out the same tables say the same.
        if all(near.ruled_out(clue) != near.ruled_out(other) for other in kept):
            kept.append(clue)
    return stream.shuffled(kept)


def _needed(
    pool: _Pool, clues: list[Coded], has_other: Callable[[Sequence[Coded]], bool] = lambda _: False
) -> list[Coded]:
    """The clues without those that rule out nothing more than the rest: in the pool, and in the test given."""
    kept: list[Coded] = []
    by_kept = 0
    by_later = list(itertools.accumulate((pool.ruled_out(clue) for clue in reversed(clues)), operator.or_, initial=0))
    for i, clue in enumerate(clues):
        if by_kept | by_later[len(clues) - 1 - i] != pool.all or has_other([*kept, *clues[i + 1 :]]):
            kept.append(clue)
            by_kept |= pool.ruled_out(clue)
    return kept


def _holds(clue: Coded, table: Sequence[Sequence[int]]) -> bool:
    kind, members, house = clue
    return KINDS[kind].holds([table[category][value] for category, value in members], house)


def _true_clue(n: int, n_categories: int, kind: str, stream: Stream) -> Coded | None:
    """A random clue of a kind that holds where each value number i is in house i + 1; None if this draw gives none."""
    category, value = stream.below(n_categories), stream.below(n)
    me = (category, value)
    if kind == "at":
        return kind, (me,), value + 1
    if kind == "not_at":
        house = stream.below(n)
        return None if house == value else (kind, (me,), house + 1)
    other = (stream.below(n_categories), stream.below(n))
    if kind == "same":
        return (kind, (me, (other[0], value)), 0) if other[0] != category else None
    step = {"left": 1, "right": -1, "next": 1 if other[1] & 1 else -1}.get(kind)
    if step is not None:
        other = (other[0], value + step)
        return (kind, (me, other), 0) if 0 <= other[1] < n else None
    if kind == "not_next":
        return (kind, (me, other), 0) if other[0] != category and abs(other[1] - value) != 1 else None
    third = (stream.below(n_categories), stream.below(n))
    if kind == "between":
        inside = other[1] < value < third[1] or third[1] < value < other[1]
        return (kind, (me, other, third), 0) if inside else None
    # Either-or: two values of one list, so that just one of them can be right.
    false = (other[0], third[1])
    if other[0] == category or false[1] == value:
        return None
    pair = [(other[0], value), false]
    return kind, (me, *(pair if third[0] & 1 else pair[::-1])), 0


def retold(problem: ZebraPuzzlesProblem, stream: Stream) -> ZebraPuzzlesProblem:
    """A twin: with other values of other lists, all in another order, and clues told the other way round.

    Names stay names, unless the whole table is asked for; then left and right may change places, too.
    """
    n, m = problem.n_houses, len(problem.values)
    is_free = problem.ask == "table"
    order = stream.shuffled(range(m)) if is_free else [0, *stream.shuffled(range(1, m))]
    categories = ["name", *stream.shuffled(OWN)[: m - 1]]
    columns = [stream.shuffled(CATEGORIES[name].values)[:n] for name in categories]
    renamed = {
        old: new
        for i, column in zip(order, columns, strict=True)
        for old, new in zip(problem.values[i], column, strict=True)
    }
    is_mirrored = is_free and stream.chance(0.5)

    def told(clue: Clue) -> Clue:
        kind, values, house = clue
        if is_mirrored:
            house = n + 1 - house if house else 0
            values = values[::-1] if kind in ("left", "right") else values
        new = Clue(kind, tuple([renamed[value] for value in values]), house)
        return turned(new) if stream.chance(0.5) else new

    rows = problem.solution and [tuple([renamed[row[i]] for i in order]) for row in problem.solution]
    return problem.model_copy(
        update={
            "values": tuple([tuple(stream.shuffled(column)) for column in columns]),
            "clues": tuple([told(clue) for clue in stream.shuffled(problem.clues)]),
            "solution": rows and tuple(rows[::-1] if is_mirrored else rows),
        }
    )
