"""Where a replay stands: the state, the choice points on the path to it, and those on lines left as they were."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tracekit.search.events import Backtrack, ChoicePoint, Event, Inference, Switch
from tracekit.search.measures import Measures
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["ELSEWHERE", "MOST_NODES", "Node", "Position"]

MOST_NODES = 200
"""No line of a real search has so many choice points. From one that has, claims lead no further: texts are hostile."""


class _Elsewhere(Enum):
    """What stands for a move where a choice point was left as it is, and one went on from its state in another way."""

    ELSEWHERE = "elsewhere"


ELSEWHERE = _Elsewhere.ELSEWHERE
"""The way on from a choice point by none of its moves: if it fails, all of its state has failed."""


@dataclass(slots=True, eq=False)
class Node:
    """A choice point, or the step of a derivation at which a slip was made. Its place is in its canonical form."""

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
    below: dict[tuple[Hashable, Hashable], Node] = field(default_factory=dict)  # the next ones, by move and place

    def untried(self) -> list[Hashable]:
        return [move for move in self.moves if move not in self.tried]

    def not_refuted(self) -> list[Hashable]:
        return [move for move in self.moves if move not in self.dead]

    @property
    def is_open(self) -> bool:
        """Whether one of its moves has not failed."""
        return len(self.dead) < len(self.moves) or not self.dead.issuperset(self.moves)

    @property
    def is_exhausted(self) -> bool:
        """Whether all that can be done in the state has failed."""
        return not self.is_open or ELSEWHERE in self.dead


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
        # Choice points on lines left as they were, by their places and the decisions that lead there.
        self._left: dict[tuple[Hashable, tuple[Hashable, ...] | None], Node] = {}
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

    def _here(self) -> View:
        """What there is to do: to decide at the choice point that was named, or what the state calls for."""
        if self._must_decide:
            node = self._nodes[-1]
            return Choice(node.place, node.moves)
        return self._space.look(self._state)

    def _slipped_at(self, move: Hashable) -> bool:
        """Whether the last thing that was gone back to is the step of which this is the right result."""
        node = self._nodes[-1] if self._nodes else None
        return node is not None and not node.is_choice and self._space.legal_move(node.moves, move) is not None

    def _accept(self, view: View) -> None:
        if isinstance(view, Choice):
            self._add_node(view.place, view.moves)
            self._must_decide = True
        elif isinstance(view, Inference | Derivation):
            if isinstance(view, Derivation):
                if self._slipped_at(view.move):
                    self._nodes.pop()  # now it comes out right
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
        parent, place = self._nodes[-1] if self._nodes else None, self._space.canonical_place(place)
        state, made = self._state, len(self.path)
        # A line that is on again: what was refuted there has not been forgotten.
        known = parent.below.get((parent.current, place)) if parent is not None and is_choice else None
        if known is not None and known.path_length == made and known.state == state:
            known.depth, known.claimed = self._depth, self._claimed
            self._nodes.append(known)
            return
        node = Node(state, place, moves, made, self._depth, parent, self._claimed, is_choice)
        if parent is not None and is_choice:
            parent.below[parent.current, place] = node
        self._nodes.append(node)

    def _turn_to(self, choice: Choice) -> None:
        """Leave the choice point that was named as it is, for another one in the same state."""
        place = self._space.canonical_place(choice.place)
        for i in range(len(self._nodes) - 1, -1, -1):
            node = self._nodes[i]
            if not node.is_choice or node.state != self._state:
                break
            if node.place == place:
                del self._nodes[i + 1 :]
                return
        self._nodes[-1].current = ELSEWHERE
        self._add_node(choice.place, choice.moves)

    def _move(self, move: Hashable, state: Hashable = None) -> None:
        """Make a move; the state that it leads to has to be given only if it is no legal move here."""
        self.path.append(move)
        self._state = self._space.after(self._state, move) if state is None else state

    def _be_stuck(self) -> None:
        """A dead end: the last decision is refuted, and each one before it below which nothing is left."""
        self._stuck = True
        for node in reversed(self._nodes):
            node.dead.add(node.current)
            if not node.is_choice or not node.is_exhausted:
                break

    def _target(self, event: Backtrack | Switch) -> Node | None:
        """The choice point returned to: on the path, or on a line that was left as it was."""
        place: Any = self._space.canonical_place(event.to)
        if event.line is None:
            # Where a choice point was left as it is, there can be another one for the same place further on.
            on_path = [node for node in reversed(self._nodes) if node.place == place]
            if on_path or not self._space.place_names_state:
                return next((node for node in on_path if node.is_open), on_path[0] if on_path else None)
        return self._left.get((place, event.line))

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
                told = tuple([move for move in decisions if move is not ELSEWHERE])
                self._left[node.place, None] = self._left[node.place, told] = node
                decisions = (*decisions, node.current)
