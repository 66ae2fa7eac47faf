"""Search spaces given by hand: explicit trees, and what can be said of them by brute force.

A tree is "goal", "dead", or a tuple of subtrees; one subtree alone is a forced move. A state is the path to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from hypothesis import strategies as st

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, GaveUp, Inference, Solved
from tracekit.search.events import Unsolvable as NoSolution
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream

Tree = Any
Path = tuple[int, ...]


def subtree(tree: Tree, path: Sequence[int]) -> Tree:
    for i in path:
        tree = tree[i]
    return tree


class ToySpace(Space[Path, int]):
    """The space of a tree. Its move number i is called ``10 + i``, so that a move is no index by accident."""

    lists_moves: ClassVar[bool] = True

    def __init__(self, tree: Tree, goal: Path | None = None) -> None:
        self.tree, self.goal = tree, goal

    def start(self) -> Path:
        return ()

    def look(self, state: Path) -> View[int]:
        here = subtree(self.tree, state)
        if here == "goal":
            return Goal()
        if here == "dead":
            return DeadEnd(("dead", state))
        if len(here) == 1:
            return Inference(10)
        return Choice(("at", state), tuple(10 + i for i in range(len(here))))

    def after(self, state: Path, move: int) -> Path:
        return (*state, move - 10)

    def guides(self, stream: Stream) -> Iterator[Guide[Path, int]]:
        ways = [self.goal] if self.goal is not None else stream.shuffled(goals(self.tree))
        for way in ways:
            yield lambda state, moves, way=way: moves.index(10 + way[len(state)])

    def answer(self, moves: Sequence[int]) -> str:
        return " ".join(map(str, moves))


class SilentToySpace(ToySpace):
    """The same, but its traces do not list the moves of a choice point."""

    lists_moves: ClassVar[bool] = False


@dataclass(frozen=True)
class ToyTask:
    """What the engine needs of a task; its problems are (tree, path to a goal or None for any)."""

    lists: bool = True

    def space(self, problem: tuple[Tree, Path | None]) -> ToySpace:
        return (ToySpace if self.lists else SilentToySpace)(*problem)


def goals(tree: Tree) -> list[Path]:
    if isinstance(tree, str):
        return [()] if tree == "goal" else []
    return [(i, *rest) for i, child in enumerate(tree) for rest in goals(child)]


def n_dead(tree: Tree) -> int:
    return (tree == "dead") if isinstance(tree, str) else sum(map(n_dead, tree))


def wrong_costs(tree: Tree, goal: Path) -> list[dict[int, int]]:
    """For each choice point on the way to a goal, the dead ends below each wrong move that leads to no goal."""
    found = []
    for depth in range(len(goal)):
        here = subtree(tree, goal[:depth])
        if len(here) > 1:
            found.append({i: n_dead(c) for i, c in enumerate(here) if i != goal[depth] and not goals(c)})
    return found


def sums(costs: Sequence[int]) -> set[int]:
    """The sum of each subset."""
    return {sum(chosen) for n in range(len(costs) + 1) for chosen in itertools.combinations(costs, n)}


def depth_first(space: ToySpace, order: Any, max_moves: int | None = None) -> list[Event]:
    """The transcript of a depth-first search, by recursion."""
    events: list[Event] = []
    made = 0

    class Stop(Exception):  # noqa: N818
        pass

    def check_budget() -> None:
        if max_moves is not None and made >= max_moves:
            events.append(GaveUp())
            raise Stop

    def visit(path: Path) -> bool:
        nonlocal made
        here = subtree(space.tree, path)
        if here == "goal":
            events.append(Solved())
            return True
        if here == "dead":
            events.append(DeadEnd(("dead", path)))
            return False
        if len(here) == 1:
            events.append(Inference(10))
            made += 1
            return visit((*path, 0))
        left = [10 + i for i in range(len(here))]
        events.append(ChoicePoint(("at", path), tuple(left) if space.lists_moves else None))
        for n, move in enumerate(order(path, tuple(left))):
            check_budget()
            if n:
                events.append(Backtrack(("at", path), True, tuple(left) if space.lists_moves else None))
            left.remove(move)
            events.append(Decision(move))
            made += 1
            if visit((*path, move - 10)):
                return True
        return False

    try:
        if not visit(()):
            events.append(NoSolution())
    except Stop:
        pass
    return events


TREES = st.recursive(
    st.sampled_from(["dead", "dead", "dead", "goal"]),
    lambda children: st.lists(children, min_size=1, max_size=4).map(tuple),
    max_leaves=14,
)
SOLVABLE = TREES.filter(goals)
