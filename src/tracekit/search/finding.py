"""Finding a solution where a problem brings none along."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tracekit.errors import ParameterError, SearchBudgetError
from tracekit.search.space import Choice, Goal, Guide, Space
from tracekit.seeding import Stream

__all__ = ["find_solution", "guide_from_moves"]


def find_solution(space: Space, stream: Stream, max_states: int = 200_000) -> list[Hashable]:
    """The moves to some solution, by a depth-first search in random order that visits no state twice.

    Raises:
        ParameterError: if there is no solution.
        SearchBudgetError: if none was found within ``max_states`` states.
    """
    start = space.start()
    came_by: dict[Hashable, tuple[Hashable, Hashable]] = {start: (None, None)}  # state -> (state before, move)
    stack = [start]
    while stack:
        state = stack.pop()
        view = space.look(state)
        if isinstance(view, Goal):
            return _way_to(state, came_by)
        if len(came_by) > max_states:
            raise SearchBudgetError(f"no solution found among {max_states} states")
        moves = (
            stream.shuffled(view.moves) if isinstance(view, Choice) else [view.move] if hasattr(view, "move") else []
        )
        for move in moves:
            after = space.after(state, move)
            if after not in came_by:
                came_by[after] = (state, move)
                stack.append(after)
    raise ParameterError("problem", start, "must have a solution")


def guide_from_moves(space: Space, moves: Sequence[Hashable]) -> Guide:
    """A guide along known moves from the start to the goal, forced ones included."""
    wanted: dict[Hashable, Hashable] = {}
    state = space.start()
    for move in moves:
        wanted[state] = move
        state = space.after(state, move)
    return lambda state, moves: moves.index(wanted[state])


def _way_to(state: Hashable, came_by: dict[Hashable, tuple[Hashable, Hashable]]) -> list[Hashable]:
    moves: list[Hashable] = []
    while came_by[state][1] is not None:
        state, move = came_by[state]
        moves.append(move)
    return moves[::-1]
