"""Where a replay stands: the state, the choice points on the path to it, and those on lines left as they were."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

from tracekit.search.events import Backtrack, ChoicePoint, Event, Inference, Switch
from tracekit.search.measures import Measures
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["MOST_NODES", "Node", "Position"]

MOST_NODES = 200
"""No line of a real search has so many choice points. From one that has, claims lead no further: texts are hostile."""


@dataclass(slots=True, eq=False)
class Node:
    """A choice point, or the step of a derivation at which a slip was made."""

    state: Hashable
    place: Hashable
    moves: tuple[Hashable, ...]
    path_length: int
    depth: int
    parent: Node | None
    claimed: bool
    is_choice: bool = True
    tried: dict[Hashable, float] = field(default_factory=dict)  # the moves made here, with the luck that each takes
    current: Hashable = None  # the move made last: the one on the way to the nodes below
    dead: set[Hashable] = field(default_factory=set)  # the moves below which all has been tried and has failed
    way: tuple[Hashable, ...] = ()  # the moves that lead here, ...
    decisions: tuple[Hashable, ...] = ()  # ... and those of them that were decided; kept once the line is left

    def untried(self) -> list[Hashable]:
        return [move for move in self.moves if move not in self.tried]

    @property
    def is_exhausted(self) -> bool:
        return len(self.dead) >= len(self.moves) and self.dead.issuperset(self.moves)


class Position:
    """The place in a search, and the ways from there to other places.

    Attributes:
        measures: the figures, up to the first event that does not hold.
        path: the moves that stand.
        solved: whether the goal has been reached.
    """

    def __init__(self, space: Space) -> None:
        self.measures = Measures()
        self.path: list[Hashable] = []
        self.solved = False
        self._space = space
        self._state: Hashable = space.start()
        self._nodes: list[Node] = []
        self._left: dict[
            tuple[Hashable, tuple[Hashable, ...] | None], Node
        ] = {}  # choice points on lines left as they were
        self._depth = 0  # decisions and steps of a derivation on the path
        self._must_decide = False  # a choice point has been named, its move not yet
        self._stuck = False  # a dead end has been named, the return not yet
        self._ended = False
        self._lost = False  # what was claimed leads nowhere: the state is not known
        self._claimed = False  # the path is what was claimed, and not all of it is legal
        self._counts = self.measures  # another one after the first event that does not hold

    @property
    def state(self) -> Hashable:
        """The state that the events so far lead to."""
        return self._state

    @property
    def slipped(self) -> bool:
        """Whether a step of a derivation has been got wrong and not come out right since."""
        return any(not node.is_choice for node in self._nodes)

    @property
    def ended(self) -> bool:
        """Whether the events come to an end: solved, given up, or shown to have no solution."""
        return self._ended

    @property
    def _owes_more(self) -> bool:
        """Whether a decision or a return has to come next, or nothing any more."""
        return self._ended or self._must_decide or self._stuck

    def _as_event(self, view: View) -> Event | None:
        """The event that a view calls for; None at a goal that only moves which are not legal have led to."""
        if isinstance(view, Choice):
            return ChoicePoint(view.place, view.moves if self._space.lists_moves else None)
        if isinstance(view, Derivation):
            return Inference(view.move, view.reason)
        if isinstance(view, Goal):
            return None if self._claimed else self._space.solved(self.path)
        return view

    def _accept(self, view: View) -> None:
        if isinstance(view, Choice):
            self._add_node(view.place, view.moves)
            self._must_decide = True
        elif isinstance(view, Inference | Derivation):
            if isinstance(view, Derivation):
                if self._nodes and self._nodes[-1].state == self._state:
                    self._nodes.pop()  # it was slipped at, and now comes out right
                self._depth += 1
            self._counts.inferences += 1
            self._move(view.move)
        elif isinstance(view, Goal):
            self._ended = self.solved = True
            self._counts.luck = sum((node.tried.get(node.current, 0.0) for node in self._nodes), 0.0)
        else:
            self._be_stuck()

    def _take_up(self, node: Node, move: Hashable) -> None:
        n_open = max(1, len(node.moves) - len(node.dead))
        node.tried[move] = math.log2(n_open) if self._space.is_guess(move) else 0.0
        node.current = move
        self._counts.decisions += 1
        self._depth += 1
        self._must_decide = False
        self._move(move)

    def _add_node(self, place: Hashable, moves: tuple[Hashable, ...], *, is_choice: bool = True) -> None:
        parent = self._nodes[-1] if self._nodes else None
        made = len(self.path)
        self._nodes.append(Node(self._state, place, moves, made, self._depth, parent, self._claimed, is_choice))

    def _move(self, move: Hashable) -> None:
        self.path.append(move)
        self._state = self._space.after(self._state, move)

    def _be_stuck(self) -> None:
        """A dead end: the last decision is refuted, and each one before it below which nothing is left."""
        self._stuck = True
        for node in reversed(self._nodes):
            node.dead.add(node.current)
            if not node.is_choice or not node.is_exhausted:
                break

    def _target(self, event: Backtrack | Switch) -> Node | None:
        """The choice point returned to: on the path, or on a line that was left as it was."""
        if event.line is None:
            on_path = next((node for node in self._nodes if node.place == event.to), None)
            if on_path is not None or not self._space.place_names_state:
                return on_path
        return self._left.get((event.to, event.line))

    def _fork(self, node: Node) -> Node:
        """The last choice point that the way to a node has in common with the path."""
        while node not in self._nodes and node.parent is not None:
            node = node.parent
        return node

    def _is_refuted(self, node: Node) -> bool:
        """Whether all has failed below the decision that one takes back to go to a node."""
        fork = self._fork(node)
        return not fork.is_choice or fork.current in fork.dead

    def _return_to(self, node: Node, *, refuted: bool) -> None:
        counts = self._counts
        counts.backtracks += 1
        counts.set_aside += not refuted
        counts.wrong_turn_depths.append(node.depth)
        self._go_to(node, keep=not refuted)

    def _go_to(self, node: Node, *, keep: bool) -> None:
        """Go to a choice point. Those on the line left are kept if it can be taken up again."""
        self._counts.abandoned_steps += len(self.path) - node.path_length
        if keep:
            self._keep_line()
        if node in self._nodes:
            del self._nodes[self._nodes.index(node) + 1 :]
            del self.path[node.path_length :]
        else:
            self.path = list(node.way)
            self._nodes = [node]
            while (parent := self._nodes[-1].parent) is not None:
                self._nodes.append(parent)
            self._nodes.reverse()
            choices = [each for each in self._nodes if each.is_choice]
            for above, move in zip(choices, node.decisions, strict=False):
                above.current = move
        self._claimed = node.claimed
        self._state, self._depth = node.state, node.depth
        self._stuck, self._must_decide, self._lost = False, node.is_choice, False

    def _keep_line(self) -> None:
        if len(self._nodes) > MOST_NODES:
            return
        decisions: tuple[Hashable, ...] = ()
        for node in self._nodes:
            if node.is_choice:
                node.way, node.decisions = tuple(self.path[: node.path_length]), decisions
                self._left[node.place, None] = self._left[node.place, decisions] = node
                decisions = (*decisions, node.current)
