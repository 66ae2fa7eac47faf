"""Depth-first search up to the first solution."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from tracekit.search.events import GaveUp, Unsolvable
from tracekit.search.space import Choice, Derivation, Goal, Space
from tracekit.search.transcript import Transcript

__all__ = ["Order", "search_depth_first"]

Order = Callable[[Hashable, Sequence[Hashable]], Sequence[Hashable]]
"""The order in which the moves of a state are tried: (state, moves) -> the moves, rearranged."""


def _no_slips(_state: Hashable) -> Sequence[Hashable]:
    return ()


def search_depth_first(
    space: Space,
    order: Order,
    max_moves: int | None = None,
    slips: Callable[[Hashable], Sequence[Hashable]] = _no_slips,
) -> Transcript:
    """The transcript of a depth-first search up to the first solution.

    Each backtrack returns to the deepest choice point that has an untried move. The last event is ``Solved``,
    ``Unsolvable``, or ``GaveUp`` once ``max_moves`` moves have been made. ``slips`` says which slips are made at the
    step of a derivation, by its state, before the right step.
    """
    transcript = Transcript(space)
    ahead: list[list[Hashable]] = []  # for each choice point of the path, the moves still to try, the next one last
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
                transcript.back_to(transcript.nodes[len(ahead) - 1])
        if max_moves is not None and n_moves >= max_moves:
            transcript.events.append(GaveUp())
            return transcript
        transcript.decide(ahead[-1].pop())
        del ahead[len(transcript.nodes) :]
        n_moves += 1
