"""What strategies plan with: the steps along a solution, the wrong moves at each, and the order of levels."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, NamedTuple

from tracekit.errors import ParameterError
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Derivation, Guide, Space
from tracekit.seeding import Stream

__all__ = ["Depth", "Line", "Planner", "Step", "follow", "levels_by_depth", "wrong_moves"]

Depth = Literal["natural", "any", "early", "late"]
"""Where the wrong turns lie: where a natural search of the problem that has as many of them takes them; at each level
with the same chance; as near as possible to the start; or as near as possible to the solution."""


Line = tuple[Hashable, ...]
"""The decisions from a wrong turn on; under ``exhaustive`` the wrong turn alone."""


class Step(NamedTuple):
    """A choice point on the solution path, or a step of a derivation."""

    state: Hashable
    view: Choice | Derivation
    right: int = 0

    @property
    def is_choice(self) -> bool:
        """Whether there is something to choose."""
        return isinstance(self.view, Choice)

    @property
    def moves(self) -> tuple[Hashable, ...]:
        """All moves; those of a derivation are the right one, then its slips (which may have to be worked out)."""
        return self.view.moves if isinstance(self.view, Choice) else (self.view.move, *self.view.slips)

    @property
    def right_move(self) -> Hashable:
        """The move that leads to the solution."""
        move: Hashable = self.view.moves[self.right] if isinstance(self.view, Choice) else self.view.move
        return move


class Planner(ABC):
    """Draws wrong turns along one way to a solution, again and again, so that there are ``k`` backtracks.

    Attributes:
        reachable: the numbers of backtracks from 0 to k that the way can have, as a bit set; complete only where k is
            not among them, and once something has been drawn.
    """

    def __init__(self, space: Space, steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> None:
        self.space, self.steps, self.k, self.stream, self.depth = space, steps, k, stream, depth
        self.reachable = 1

    @abstractmethod
    def draw(self, *, distinct: bool) -> list[list[Line]] | None:
        """For each step its wrong lines in the order they are followed; None if there are none, or none were found.

        Under ``exhaustive`` a line is its first move. ``distinct``: their dead ends all have different causes.
        """


def follow(space: Space, guide: Guide) -> list[Step]:
    """The choice points on the way to the solution that a guide points to.

    Raises:
        ParameterError: if the way ends in a dead end.
    """
    state, steps = space.start(), []
    while True:
        view = space.look(state)
        if isinstance(view, Choice):
            right = guide(state, view.moves)
            steps.append(Step(state, view, right))
            state = space.after(state, view.moves[right])
        elif isinstance(view, Derivation):
            steps.append(Step(state, view))
            state = space.after(state, view.move)
        elif isinstance(view, Inference):
            state = space.after(state, view.move)
        elif isinstance(view, DeadEnd):
            raise ParameterError("problem", space.start(), f"its solution leads to a dead end: {view.reason}")
        else:
            return steps


def levels_by_depth(n: int, stream: Stream, depth: Depth) -> list[int]:
    """The levels from 0 to ``n - 1`` in the order in which wrong turns are looked for at them."""
    levels = list(range(n))
    return levels if depth == "early" else levels[::-1] if depth == "late" else stream.shuffled(levels)


def wrong_moves(space: Space, step: Step, stream: Stream) -> Iterator[Hashable]:
    """The wrong moves of a choice point, plausible ones first (drawn by weight)."""
    moves = list(step.moves)
    weights = list(space.plausibility(step.state, moves))
    del moves[step.right], weights[step.right]
    yield from stream.draws_weighted(moves, weights)
