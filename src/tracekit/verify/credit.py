"""Partial credit: the share of an answer that is right, above what comes for free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["above", "alike"]


def above(right: int, free: int, total: int) -> float:
    """The share above what is free. All of it right and yet refused: wrong in how it is written."""
    return (right - free) / (total - free) if free < right < total else 0.0


def alike(given: Sequence[object], right: Sequence[object], free: Sequence[Sequence[object]]) -> float:
    """The share of places where two sequences of one length agree, less what the best of some free ones would get.

    One and the same thing in every place is free in any case.
    """
    if len(given) != len(right) or not right:
        return 0.0
    for_nothing = [sum(a == b for a, b in zip(each, right, strict=False)) for each in free]
    most = max(*for_nothing, *Counter(right).values())
    return above(sum(a == b for a, b in zip(given, right, strict=True)), most, len(right))
