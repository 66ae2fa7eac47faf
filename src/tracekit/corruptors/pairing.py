"""Derangements under conditions: each takes from another one, no two take from the same."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Sequence
from functools import cache

from tracekit.seeding import Stream

__all__ = ["pair_up"]

SHUFFLES = 16
"""So many permutations are drawn for few items before one is repaired: what is not repaired is drawn fairly."""

FEW = 64
"""Up to so many items count as few. Also how many random exchanges are tried for each item that needs one."""

Allowed = Callable[[int, int], bool]


def pair_up(kinds: Sequence[Hashable], allowed: Allowed, stream: Stream) -> list[int | None]:
    """For each item another one to take from.

    Two items of the same kind are never paired, nor is an item with itself, and nobody gives to two. As many items as
    possible are paired: if no more than half of the items are of one kind and everything is allowed, all of them. Where
    one kind has the majority, which of its items are left out is drawn.

    Args:
        kinds: of each item.
        allowed: ``allowed(taker, giver)``, for items of different kinds; asked no more than once for each pair.
        stream: where the pairs are drawn.

    Returns:
        For each item the index of the one that it takes from, or None if there is none left.
    """
    result: list[int | None] = [None] * len(kinds)
    order = stream.shuffled(range(len(kinds)))
    kind, most = Counter(kinds).most_common(1)[0] if kinds else (None, 0)
    surplus = max(0, 2 * most - len(kinds))
    out = set([i for i in order if kinds[i] == kind][:surplus])
    takers = [i for i in order if i not in out]

    @cache
    def fits(taker: int, giver: int) -> bool:
        return kinds[taker] != kinds[giver] and taker != giver and allowed(taker, giver)

    givers = _shuffled(takers, fits, stream)
    if not all(map(fits, takers, givers)):
        # One kind may be so frequent that exchanges by chance do not come to an end: kind by kind, and turned by the
        # most frequent one, nobody meets their own.
        groups: dict[Hashable, list[int]] = {}
        for i in takers:
            groups.setdefault(kinds[i], []).append(i)
        by_kind = [i for group in groups.values() for i in group]
        shift = max(map(len, groups.values()))
        turned = _repaired(by_kind, by_kind[shift:] + by_kind[:shift], fits, stream)
        if _misfits(by_kind, turned, fits) < _misfits(takers, givers, fits):
            takers, givers = by_kind, turned
    for taker, giver in _augmented(takers, givers, fits).items():
        result[taker] = giver
    return result


def _misfits(takers: Sequence[int], givers: Sequence[int], fits: Allowed) -> int:
    return sum(not fits(taker, giver) for taker, giver in zip(takers, givers, strict=True))


def _shuffled(takers: list[int], fits: Allowed, stream: Stream) -> list[int]:
    givers = stream.shuffled(takers)
    for _ in range(SHUFFLES if len(takers) <= FEW else 0):
        if all(map(fits, takers, givers)):
            return givers
        givers = stream.shuffled(takers)
    return _repaired(takers, givers, fits, stream)


def _repaired(takers: list[int], givers: list[int], fits: Allowed, stream: Stream) -> list[int]:
    """The givers after exchanges that help one taker and harm none."""
    n = len(takers)
    for a in range(n):
        for _ in range(FEW):
            if fits(takers[a], givers[a]):
                break
            b = stream.below(n)
            if fits(takers[a], givers[b]) and (fits(takers[b], givers[a]) or not fits(takers[b], givers[b])):
                givers[a], givers[b] = givers[b], givers[a]
    return givers


def _augmented(takers: Sequence[int], givers: Sequence[int], fits: Allowed) -> dict[int, int]:
    """As many pairs as there can be: takers without a giver get one by way of exchanges along a path, if there is any.

    Augmenting paths of a maximum matching between takers and givers, each found breadth first.
    """
    giver_of = {taker: giver for taker, giver in zip(takers, givers, strict=True) if fits(taker, giver)}
    taker_of = {giver: taker for taker, giver in giver_of.items()}
    free = [giver for giver in givers if giver not in taker_of]
    for taker in takers:
        if taker in giver_of:
            continue
        asked_by: dict[int, int] = {}  # giver -> the taker that it could give to
        waiting, found = deque([taker]), None
        while waiting and found is None:
            asking = waiting.popleft()
            for giver in [*free, *givers]:
                if giver in asked_by or not fits(asking, giver):
                    continue
                asked_by[giver] = asking
                if giver not in taker_of:
                    found = giver
                    break
                waiting.append(taker_of[giver])
        while found is not None:
            asking = asked_by[found]
            previous = giver_of.get(asking)
            giver_of[asking], taker_of[found] = found, asking
            if asking == taker:
                free = [giver for giver in free if giver not in taker_of]
                break
            found = previous
    return giver_of
