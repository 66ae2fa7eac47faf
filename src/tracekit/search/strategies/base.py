"""What a strategy is: an object with a name that turns a space into transcripts of searches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Literal, TypedDict

from pydantic import Field

from tracekit.errors import BacktracksUnreachableError, ParameterError, check_integer
from tracekit.search.planning import Depth, Line, Planner, Step, follow
from tracekit.search.space import Space
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream
from tracekit.validated import Validated

__all__ = ["MAX_BACKTRACKS", "Ordering", "PlannedStrategy", "Strategy", "StrategyParameters"]

MAX_BACKTRACKS = 1000
"""Most backtracks that can be asked for."""

PREFERRED, DEMANDED = (False, True, True, False, False), (True,) * 20
"""Whether each of the plans that are looked at is to have distinct causes: where these are preferred, and demanded."""

Ordering = Literal["given", "shuffled", "plausible", "best_first"]


class StrategyParameters(TypedDict, total=False):
    """The parameters of the library's strategies; each strategy takes its own of them."""

    depth: Depth
    """Where the wrong turns of ``exhaustive`` and ``detour`` lie: ``natural``, ``any``, ``early`` or ``late``."""
    distinct_causes: bool
    """Whether the dead ends of ``exhaustive`` and ``detour`` must all have different causes."""
    ordering: Ordering
    """How ``natural`` orders moves: as ``given``, ``shuffled``, ``plausible`` (drawn by the task's own heuristic) or
    ``best_first`` (sorted by it)."""
    max_moves: int
    """``natural`` and ``best_first`` give up after so many moves; the trace then is not ``solved``."""


class Strategy(Validated, ABC):
    """How a problem is searched. Its fields are its parameters.

    Whatever a strategy does, its transcripts are genuine: each event is true where it stands; ``certify`` checks it.
    """

    name: ClassVar[str]
    """The name in ``get_strategy`` and in the rows."""
    exact: ClassVar[bool] = True
    """Whether it backtracks as often as it is asked to; else it is not asked, and does so as often as it happens to."""

    @abstractmethod
    def search(self, space: Space, backtracks: Sequence[int], seed: int) -> list[Transcript]:
        """A search for each number of backtracks, all along the same way to a solution.

        Args:
            space: the search space of a problem.
            backtracks: the numbers asked for; empty where the strategy is not ``exact``: then one search is made.
            seed: same arguments, same searches.

        Raises:
            BacktracksUnreachableError: for the first number that cannot be had along with those before it.
        """

    def check_backtracks(self, backtracks: object) -> None:
        """Raise if this strategy cannot be asked for such a number (None for none)."""
        if not self.exact:
            if backtracks is not None:
                what = f"must be left out: a {self.name!r} search has as many as it has"
                raise ParameterError("backtracks", backtracks, what)
        elif backtracks is None:
            raise ParameterError("backtracks", None, f"must be given for {self.name!r}, for example 3")
        else:
            check_integer("backtracks", backtracks, at_least=0, at_most=MAX_BACKTRACKS)


class PlannedStrategy(Strategy):
    """A strategy that chooses its wrong turns beforehand, so that there are exactly k backtracks.

    Where a search meets one cause twice (``Space.cause``), a few other plans are drawn, and the one with most distinct
    causes is kept.
    """

    depth: Depth = "natural"
    """Where the wrong turns lie: ``natural``, ``any``, ``early`` or ``late``."""
    distinct_causes: bool = Field(default=False, strict=True)
    """Whether all dead ends must have different causes; a k for which no such search is found cannot be had then."""

    @abstractmethod
    def plan(self, space: Space, steps: Sequence[Step], k: int, stream: Stream) -> Planner:
        """What draws the wrong turns along a way to the solution, all from one stream."""

    @abstractmethod
    def carry_out(
        self, space: Space, steps: Sequence[Step], lines: Sequence[Sequence[Line]], stream: Stream
    ) -> Transcript:
        """Search with the wrong turns that were planned for each of the steps."""

    def search(self, space: Space, backtracks: Sequence[int], seed: int) -> list[Transcript]:
        reachable: dict[int, int] = dict.fromkeys(backtracks, 0)
        k = 0
        for guide in space.guides(Stream("path", seed)):
            steps = follow(space, guide)
            found: list[Transcript] = []
            for k in backtracks:
                planner = self.plan(space, steps, k, Stream("plan", seed, self.name, self.depth, k))
                transcript = self._best(planner)
                reachable[k] |= planner.reachable
                if transcript is None:
                    break
                found.append(transcript)
            else:
                return found
        # Where each number can be had, but not all along one way, the last one that failed is to blame.
        failed = next((k for k in backtracks if not reachable[k] >> k & 1), k)
        can_have = [n for n in range(failed + 1) if reachable[failed] >> n & 1]
        raise BacktracksUnreachableError(failed, can_have, distinct_causes=self.distinct_causes)

    def _best(self, planner: Planner) -> Transcript | None:
        """The search with most distinct causes out of a few; None if the number of backtracks cannot be had."""
        best: Transcript | None = None
        most = 0
        for distinct in DEMANDED if self.distinct_causes else PREFERRED:
            lines = planner.draw(distinct=distinct)
            if lines is None:
                if not planner.reachable >> planner.k & 1:
                    return None
                continue
            transcript = self.carry_out(planner.space, planner.steps, lines, planner.stream)
            n_causes = transcript.measures.distinct_causes
            if best is None or n_causes > most:
                best, most = transcript, n_causes
            if n_causes == planner.k:
                return best
        return None if self.distinct_causes else best
