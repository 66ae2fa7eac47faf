"""A strategy: the depth-first search that takes the last of its moves first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from tracekit import Strategy
from tracekit.search.depth_first import search_depth_first
from tracekit.search.space import Space
from tracekit.search.transcript import Transcript


class Backwards(Strategy):
    """Depth-first, the last of the moves first; it backtracks as often as it has to."""

    name: ClassVar[str] = "backwards"
    exact: ClassVar[bool] = False

    max_moves: int = Field(default=500, ge=1)
    """The search gives up after so many moves."""

    def search(self, space: Space[Any, Any], backtracks: Sequence[int], seed: int) -> list[Transcript]:
        """One search; there is nothing to choose, so the seed changes nothing."""
        return [search_depth_first(space, lambda state, moves: moves[::-1], self.max_moves)]
