"""Best-first search: the most promising open choice point is taken up next, on whichever line it lies."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from pydantic import Field

from tracekit.search.events import GaveUp
from tracekit.search.space import Choice, Derivation, Goal, Space
from tracekit.search.strategies.base import Strategy
from tracekit.search.strategies.natural import DEFAULT_MAX_MOVES
from tracekit.search.transcript import Node, Transcript
from tracekit.seeding import Stream

__all__ = ["BestFirst"]


class BestFirst(Strategy):
    """A search that goes on from the most promising open choice point, and leaves the others for later.

    How promising a state is says the task's own heuristic, ``Space.promise``; the moves of one choice point are tried
    in the order of their plausibility. No decision leads to a state that an earlier one led to. (Pearl, *Heuristics*,
    1984, section 2.3.) Where no move to a new state is left it gives up; it does not show that there is no solution.
    """

    name: ClassVar[str] = "best_first"
    exact: ClassVar[bool] = False

    max_moves: int = Field(default=DEFAULT_MAX_MOVES, ge=1, strict=True)
    """The search gives up after so many moves; the trace then is not ``solved``."""

    def search(self, space: Space, backtracks: Sequence[int], seed: int) -> list[Transcript]:
        return [_Search(space, Stream("best_first", seed)).run(self.max_moves)]


class _Search:
    def __init__(self, space: Space, stream: Stream) -> None:
        self.space, self.stream = space, stream
        self.transcript = Transcript(space)
        self.open: dict[Node, list[Hashable]] = {}  # for each open choice point the moves left, the next one last
        self.promise: dict[Node, float] = {}
        self.seen = {space.start()}

    def run(self, max_moves: int) -> Transcript:
        """Search up to the first solution, or until the moves made are so many or none are left."""
        transcript = self.transcript
        n_moves = 0
        while True:
            made = len(transcript.path)
            view = transcript.advance()
            n_moves += len(transcript.path) - made
            if isinstance(view, Goal):
                return transcript
            if isinstance(view, Derivation):
                transcript.decide(view.move)
                n_moves += 1
                continue
            if isinstance(view, Choice):
                self._add(transcript.node, view)
            best = self._best()
            if best is None or n_moves >= max_moves:
                transcript.events.append(GaveUp())
                return transcript
            if not isinstance(view, Choice):
                transcript.back_to(best)
            elif best is not transcript.node:
                transcript.leave_open()
                transcript.switch_to(best)
            transcript.decide(self.open[best].pop())
            n_moves += 1

    def _add(self, node: Node, view: Choice) -> None:
        space = self.space
        order = self.stream.shuffled(range(len(view.moves)))
        weights = space.plausibility(node.state, view.moves)
        order.sort(key=lambda i: weights[i])
        self.open[node] = [view.moves[i] for i in order]
        self.promise[node] = space.promise(node.state)

    def _best(self) -> Node | None:
        """The most promising choice point with a move to a new state; of equal ones the last met."""
        while self.open:
            best = max(reversed(self.open), key=self.promise.__getitem__)
            moves = self.open[best]
            while moves:
                after = self.space.after(best.state, moves[-1])
                if after not in self.seen:
                    self.seen.add(after)
                    return best
                moves.pop()
            del self.open[best]
        return None
