"""A strategy of one's own: two wrong turns at most at any choice point, then the right move."""

from collections.abc import Hashable, Iterator, Sequence
from typing import ClassVar

from pydantic import Field

import tracekit
from tracekit import Strategy
from tracekit.search.depth_first import search_depth_first
from tracekit.search.planning import follow
from tracekit.search.space import Choice, Space
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream
from tracekit.tasks import Countdown


class Hesitant(Strategy):
    """Depth-first along a solution; before each right move some others are tried."""

    name: ClassVar[str] = "hesitant"
    exact: ClassVar[bool] = False

    wrong_turns: int = Field(default=1, ge=0, le=5)
    """How many moves are tried before the right one, where there are so many."""
    max_moves: int = Field(default=2000, ge=1)
    """The search gives up after so many moves."""

    def search(self, space: Space, backtracks: Sequence[int], seed: int) -> list[Transcript]:
        """One search, with as many backtracks as the wrong turns cost."""
        stream = Stream("hesitant", seed)
        guide = next(space.guides(stream))
        right: dict[Hashable, Hashable] = {}
        for step in follow(space, guide):
            if isinstance(step.view, Choice):
                right[step.state] = step.right_move

        def order(state: Hashable, moves: Sequence[Hashable]) -> Sequence[Hashable]:
            others = stream.shuffled([move for move in moves if move != right.get(state)])
            if state not in right:
                return others
            return [*others[: self.wrong_turns], right[state], *others[self.wrong_turns :]]

        return [search_depth_first(space, order, self.max_moves)]


def traces(task: Countdown, n: int) -> Iterator[tracekit.Trace]:
    """Some traces of it."""
    for index in range(n):
        yield tracekit.solve(task, task.problem(index=index), seed=index, strategy=Hesitant(wrong_turns=2))


def main() -> None:
    """Search with it, certify, and make rows by its name."""
    tracekit.register_strategy(Hesitant)
    task = Countdown(max_numbers=4)
    for trace in traces(task, 3):
        certificate: tracekit.Certificate = tracekit.certify(task, trace.problem, tracekit.render(trace))
        print(trace.n_backtracks, certificate.ok)
    print(tracekit.make_dataset(task, n=2, strategy="hesitant")["strategy"])


if __name__ == "__main__":
    main()
