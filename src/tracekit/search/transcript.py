"""Depth-first search that writes down what it does."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, GaveUp, Inference, Slip, Unsolvable
from tracekit.search.measures import Measures
from tracekit.search.space import Choice, Derivation, Goal, Space, View

__all__ = ["Order", "Transcript", "search"]

Order = Callable[[Any, Sequence[Any]], Sequence[Any]]
"""The order in which the moves of a state are tried: (state, moves) -> the moves, rearranged."""


@dataclass(slots=True)
class _Node:
    """A choice point on the current path, or the step of a derivation that is about to be taken or was slipped at."""

    state: Any
    place: Any
    untried: list[Any]  # kept only where the task lists its moves
    path_length: int
    depth: int
    n_moves: int = 1
    refuted: int = 0
    luck: float = 0.0
    step: Derivation[Any] | None = None


@dataclass(slots=True)
class Transcript:
    """A search under way: the current path and the events so far. Drivers say where to go; it keeps the record."""

    space: Space[Any, Any]
    state: Any = None
    events: list[Event] = field(default_factory=list)
    path: list[Any] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)
    measures: Measures = field(default_factory=Measures)
    depth: int = 0  # decisions and steps of a derivation on the path

    def __post_init__(self) -> None:
        self.state = self.space.start()

    def advance(self, *, work_out: bool = False) -> View[Any]:
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
        if isinstance(view, Choice):
            listed = view.moves if space.lists_moves else None
            self.nodes.append(_Node(state, view.place, list(listed or ()), len(path), self.depth, len(view.moves)))
            events.append(ChoicePoint(view.place, listed))
        elif isinstance(view, Derivation):
            self.nodes.append(_Node(state, view.place, [], len(path), self.depth, step=view))
        elif isinstance(view, DeadEnd):
            events.append(view)
        else:
            events.append(space.solved(path))
            self.measures.luck = sum((node.luck for node in self.nodes), 0.0)
        return view

    def decide(self, move: Any) -> None:
        """Take a move at the deepest choice point of the path, or the right or a wrong step of a derivation."""
        node = self.nodes[-1]
        if node.step is None:
            if self.space.lists_moves:
                node.untried.remove(move)
            node.luck = math.log2(node.n_moves - node.refuted) if self.space.is_guess(move) else 0.0
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

    def back_to(self, depth: int, *, refuted: bool) -> None:
        """Return from a dead end to the choice point number ``depth`` of the path (0 is the first)."""
        del self.nodes[depth + 1 :]
        node = self.nodes[depth]
        measures = self.measures
        measures.backtracks += 1
        measures.set_aside += not refuted
        measures.wrong_turn_depths.append(node.depth)
        measures.abandoned_steps += len(self.path) - node.path_length
        node.refuted += refuted
        del self.path[node.path_length :]
        self.state, self.depth = node.state, node.depth
        moves = tuple(node.untried) if self.space.lists_moves and node.step is None else None
        self.events.append(Backtrack(node.place, refuted, moves))


def _no_slips(_state: Any) -> Sequence[Any]:
    return ()


def search(
    space: Space[Any, Any],
    order: Order,
    max_moves: int | None = None,
    slips: Callable[[Any], Sequence[Any]] = _no_slips,
) -> Transcript:
    """The transcript of a depth-first search up to the first solution.

    Each backtrack returns to the deepest choice point that has an untried move. The last event is ``Solved``,
    ``Unsolvable``, or ``GaveUp`` once ``max_moves`` moves have been made. ``slips`` says which slips are made at the
    step of a derivation, by its state, before the right step.
    """
    transcript = Transcript(space)
    ahead: list[list[Any]] = []  # for each choice point of the path, the moves still to try, the next one last
    n_moves = 0
    while True:
        made = len(transcript.path)
        view = transcript.advance()
        n_moves += len(transcript.path) - made
        if isinstance(view, Goal):
            return transcript
        if isinstance(view, Choice):
            ahead.append(list(order(transcript.state, view.moves))[::-1])
        elif isinstance(view, Derivation):
            ahead.append([view.move, *reversed(slips(transcript.state))])
        else:
            while ahead and not ahead[-1]:
                ahead.pop()
            if not ahead:
                transcript.events.append(Unsolvable())
                return transcript
            if max_moves is None or n_moves < max_moves:
                transcript.back_to(len(ahead) - 1, refuted=True)
        if max_moves is not None and n_moves >= max_moves:
            transcript.events.append(GaveUp())
            return transcript
        transcript.decide(ahead[-1].pop())
        del ahead[len(transcript.nodes) :]
        n_moves += 1


def follow_detours(space: Space[Any, Any], lines: Iterable[tuple[Any, Sequence[Sequence[Any]]]]) -> Transcript:
    """The transcript of a walk along a solution with wrong turns, each followed to one dead end and then left.

    Args:
        space: the search space.
        lines: for each choice point of the solution path the right move, and the wrong lines to follow before it (the
            decisions from the wrong turn to its dead end).
    """
    transcript = Transcript(space)
    for right, wrong_lines in lines:
        transcript.advance()
        depth = len(transcript.nodes) - 1
        for line in wrong_lines:
            for move in line:
                transcript.decide(move)
                transcript.advance(work_out=True)
            # Where no choice was met on the way down, nothing below has been left untried.
            transcript.back_to(depth, refuted=len(transcript.nodes) == depth + 1)
        transcript.decide(right)
    transcript.advance()
    return transcript
