"""What planning takes a wrong move to cost, against a recursion that makes every move, for every task."""

from __future__ import annotations

from typing import Any

import pytest

import tracekit
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.planning import follow
from tracekit.search.space import Choice, Derivation, Goal, Space
from tracekit.seeding import Stream

LIMIT = 6


def dead_ends_below(space: Space[Any, Any], state: Any, limit: int) -> int | None:
    """The dead ends below a state, by making every move; None if there is a goal or there are more than ``limit``."""
    view = space.look(state)
    if isinstance(view, Goal):
        return None
    if isinstance(view, DeadEnd):
        return 1 if limit >= 1 else None
    if isinstance(view, Inference | Derivation):
        return dead_ends_below(space, space.after(state, view.move), limit)
    total = 0
    for move in view.moves:
        count = dead_ends_below(space, space.after(state, move), limit - total)
        if count is None:
            return None
        total += count
    return total


@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_the_cost_of_every_wrong_move_beside_a_solution_is_right(name: str) -> None:
    task = tracekit.get_task(name)
    n_moves, costs = 0, set()
    for index in range(4):
        space = task.space(task.problem(index=index))
        for step in follow(space, next(iter(space.guides(Stream(index))))):
            for move in set(step.moves) - {step.right_move}:
                n_moves += 1
                below = dead_ends_below(space, space.after(step.state, move), LIMIT)
                costs.add(below)
                if isinstance(step.view, Choice):
                    for limit in range(LIMIT + 1):
                        expected = None if below is None or below > limit else below
                        assert space.cost_of(step.state, move, limit) == expected
                else:  # planning does not ask: a slip is refuted by what is forced after it
                    assert below == 1
    assert n_moves >= 5
    assert 1 in costs
