"""The search as it runs under a named order of moves."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from pydantic import Field

from tracekit.search.depth_first import search_depth_first
from tracekit.search.space import Space
from tracekit.search.strategies.base import Ordering, Strategy
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream

__all__ = ["DEFAULT_MAX_MOVES", "Natural"]

DEFAULT_MAX_MOVES = 2000


class Natural(Strategy):
    """The depth-first search as it runs under ``ordering``, with as many backtracks as it happens to have."""

    name: ClassVar[str] = "natural"
    exact: ClassVar[bool] = False

    ordering: Ordering = "shuffled"
    """How moves are ordered: as ``given``, ``shuffled``, ``plausible`` (drawn by the task's own heuristic) or
    ``best_first`` (sorted by it)."""
    max_moves: int = Field(default=DEFAULT_MAX_MOVES, ge=1, strict=True)
    """The search gives up after so many moves; the trace then is not ``solved``."""

    def search(self, space: Space, backtracks: Sequence[int], seed: int) -> list[Transcript]:
        stream = Stream("natural", seed, self.ordering)

        def order(state: Hashable, moves: Sequence[Hashable]) -> Sequence[Hashable]:
            match self.ordering:
                case "given":
                    return moves
                case "shuffled":
                    return stream.shuffled(moves)
                case "plausible":
                    return stream.shuffled_weighted(moves, space.plausibility(state, moves))
                case "best_first":
                    weights = space.plausibility(state, moves)
                    return [moves[i] for i in sorted(range(len(moves)), key=lambda i: -weights[i])]

        return [search_depth_first(space, order, self.max_moves)]
