"""The record of a search under way. Drivers say where to go; it writes down what is met and how it is left."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Slip, Switch
from tracekit.search.measures import Measures
from tracekit.search.space import Choice, Derivation, Space, View

__all__ = ["Node", "Transcript"]


@dataclass(slots=True, eq=False)
class Node:
    """A choice point, or the step of a derivation that is about to be taken or was slipped at.

    Attributes:
        state: the state in which there is something to do.
        place: how it is named.
        untried: the moves not tried yet; kept only where the task lists its moves.
        parent: the choice point or step before it on the way here; None at the first one.
        move: the move made last, the one on the way to what lies below.
        dead: the moves below which all has failed.
    """

    state: Hashable
    place: Hashable
    untried: list[Hashable]
    path_length: int
    depth: int
    parent: Node | None
    n_moves: int = 1
    step: Derivation | None = None
    move: Hashable = None
    dead: set[Hashable] = field(default_factory=set)
    luck: dict[Hashable, float] = field(default_factory=dict)  # of each move made
    way: tuple[Hashable, ...] = ()  # the moves that lead here, ...
    line: tuple[Hashable, ...] = ()  # ... and those of them that were decided; both kept once the line is left as it is


@dataclass(slots=True)
class Transcript:
    """A search under way: the current path and the events so far."""

    space: Space
    state: Hashable = None
    events: list[Event] = field(default_factory=list)
    path: list[Hashable] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    measures: Measures = field(default_factory=Measures)
    depth: int = 0  # decisions and steps of a derivation on the path

    def __post_init__(self) -> None:
        self.state = self.space.start()

    @property
    def node(self) -> Node:
        """The deepest choice point or step of the path."""
        return self.nodes[-1]

    def advance(self, *, work_out: bool = False) -> View:
        """Make all forced moves and record what the search meets then: a choice, a dead end or the goal.

        It stops at a step of a derivation too, unless it is to ``work_out`` those on the way.
        """
        space, state, path, events = self.space, self.state, self.path, self.events
        made = len(path)
        view = space.look(state)
        while True:
            if isinstance(view, Inference):
                events.append(view)
            elif work_out and isinstance(view, Derivation):
                events.append(Inference(view.move, view.reason))
                self.depth += 1
            else:
                break
            path.append(view.move)
            state = space.after(state, view.move)
            view = space.look(state)
        self.state = state
        self.measures.inferences += len(path) - made
        parent = self.nodes[-1] if self.nodes else None
        if isinstance(view, Choice):
            listed = view.moves if space.lists_moves else None
            self.nodes.append(
                Node(state, view.place, list(listed or ()), len(path), self.depth, parent, len(view.moves))
            )
            events.append(ChoicePoint(view.place, listed))
        elif isinstance(view, Derivation):
            self.nodes.append(Node(state, view.place, [], len(path), self.depth, parent, step=view))
        elif isinstance(view, DeadEnd):
            events.append(view)
            self.measures.causes.add(space.cause(view.reason))
            self._refute()
        else:
            events.append(space.solved(path))
            self.measures.luck = sum((node.luck.get(node.move, 0.0) for node in self.nodes), 0.0)
        return view

    def _refute(self) -> None:
        """The last decision has failed, and each one before it below which nothing is left."""
        for node in reversed(self.nodes):
            node.dead.add(node.move)
            if node.step is not None or len(node.dead) < node.n_moves:
                break

    def decide(self, move: Hashable) -> None:
        """Take a move at the deepest choice point of the path, or the right or a wrong step of a derivation."""
        node = self.nodes[-1]
        if node.step is None:
            if self.space.lists_moves:
                node.untried.remove(move)
            node.move = move
            node.luck[move] = math.log2(node.n_moves - len(node.dead)) if self.space.is_guess(move) else 0.0
            self.measures.decisions += 1
            self.events.append(Decision(move))
        elif move == node.step.move:
            self.nodes.pop()
            self.measures.inferences += 1
            self.events.append(Inference(move, node.step.reason))
        else:
            self.measures.slips += 1
            self.events.append(Slip(move, node.step.reason))
        self.depth += 1
        self.path.append(move)
        self.state = self.space.after(self.state, move)

    def back_to(self, node: Node) -> None:
        """Return from a dead end to a choice point, or to the step of a derivation."""
        fork = node
        while fork not in self.nodes and fork.parent is not None:
            fork = fork.parent
        line, refuted = self._line_to(node), fork.step is not None or fork.move in fork.dead
        measures = self.measures
        measures.backtracks += 1
        measures.set_aside += not refuted
        measures.wrong_turn_depths.append(node.depth)
        self._go_to(node)
        moves = tuple(node.untried) if self.space.lists_moves and node.step is None else None
        self.events.append(Backtrack(node.place, refuted, moves, line))

    def switch_to(self, node: Node) -> None:
        """Leave the present choice point as it is and take up another one."""
        line = self._line_to(node)
        self.measures.switches += 1
        self._go_to(node)
        self.events.append(Switch(node.place, tuple(node.untried) if self.space.lists_moves else None, line))

    def leave_open(self) -> None:
        """Keep what is known of the present line, so that one can come back to its choice points."""
        for node in self.nodes:
            if not node.way and node.parent is not None:
                parent = node.parent
                node.way, node.line = tuple(self.path[: node.path_length]), (*parent.line, parent.move)

    def _line_to(self, node: Node) -> tuple[Hashable, ...] | None:
        return None if node in self.nodes or self.space.place_names_state else node.line

    def _go_to(self, node: Node) -> None:
        self.measures.abandoned_steps += len(self.path) - node.path_length
        if node in self.nodes:
            del self.nodes[self.nodes.index(node) + 1 :]
            del self.path[node.path_length :]
        else:
            self.path, self.nodes = list(node.way), [node]
            while (parent := self.nodes[-1].parent) is not None:
                self.nodes.append(parent)
            self.nodes.reverse()
            for above, move in zip(self.nodes, node.line, strict=False):
                above.move = move
        self.state, self.depth = node.state, node.depth
