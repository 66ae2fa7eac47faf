"""What the tasks say is true besides what a search says: held against whether there is a solution, by trying all.

Whoever lets something false pass as true in another order lets lines be refuted that have a solution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

import pytest

import tracekit
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Slip, Switch, Unsolvable
from tracekit.search.position import ELSEWHERE
from tracekit.search.replay import Replay, replay
from tracekit.search.space import Choice, Space, space_of
from tracekit.seeding import Stream

TASKS: dict[str, dict[str, Any]] = {name: {} for name in tracekit.TASKS}
TASKS["countdown"] = {"max_numbers": 4}
TASKS["sudoku"] = {"min_empty": 24, "max_empty": 30}
TASKS["zebra_puzzles"] = {"num_people": 3}


class Solvable:
    """Whether a solution lies below a state: by visiting all that do, each once."""

    def __init__(self, space: Space, budget: int = 20_000) -> None:
        self.space, self.budget = space, budget
        self.known: dict[Hashable, bool] = {}

    def __call__(self, state: Hashable) -> bool | None:
        """None if it takes too long."""
        if state not in self.known:
            stack, seen = [state], {state}
            found = False
            while stack and not found:
                children = self.space.children(stack.pop())
                found = children is None
                fresh = [child for child in children or () if child not in seen]
                seen.update(fresh)
                stack += fresh
                if len(seen) > self.budget:
                    return None
            self.known[state] = found
        return self.known[state]


def said_of(task: Any, problem: Any) -> list[tuple[Event, ...]]:
    """What searches of a problem say."""
    told = []
    for strategy in ("exhaustive", "detour", "natural"):
        for seed in range(3):
            asked: dict[str, Any] = {"max_moves": 200} if strategy == "natural" else {"backtracks": seed}
            try:
                told.append(tracekit.solve(task, problem, strategy=strategy, seed=seed, **asked).events)
            except tracekit.BacktracksUnreachableError:
                continue
    return told


def met(space: Space, events: tuple[Event, ...]) -> list[Any]:
    """The state before each event."""
    walk, states = Replay(space, events), []
    for event in events:
        states.append(walk.state)
        walk.take(event)
    return states


def check(space: Space, state: Hashable, event: Event, solvable: Solvable, seen: Counter[str]) -> None:
    here = solvable(state)
    match event:
        case DeadEnd(reason):
            if space.accepts_dead_end(state, reason):
                assert not here, (state, reason)
                seen["dead end"] += 1
        case Inference(move, reason) | Slip(move, reason):
            after = space.after_inference(state, move, reason)
            if after is not None and here is not None:
                assert solvable(after) in (here, None), (state, move, reason)
                seen["step" if after != state else "check"] += 1
        case ChoicePoint(place):
            choice = space.choice_at(state, place)
            if choice is not None:
                assert choice.moves
                assert len(set(choice.moves)) == len(choice.moves)
                assert space.canonical_place(choice.place) == space.canonical_place(place)
                assert space.same_moves(choice.moves[::-1], choice.moves)
                assert not space.same_moves(choice.moves[1:], choice.moves)
                below = [solvable(space.after(state, move)) for move in choice.moves]
                assert None in below or here is None or any(below) == here, (state, place)
                seen["choice"] += 1
        case Decision(move):
            view = space.look(state)
            if isinstance(view, Choice):
                assert space.legal_move(view.moves, move) in (None, *view.moves)
        case Backtrack(to) | Switch(to):
            assert space.canonical_place(space.canonical_place(to)) == space.canonical_place(to)


def check_task(name: str, n_problems: int, n_checks: int) -> Counter[str]:
    task: Any = tracekit.get_task(name, **TASKS[name])
    seen: Counter[str] = Counter()
    for index in range(n_problems):
        problem = task.problem(seed=5, index=index)
        space = space_of(task, problem)
        told = said_of(task, problem)
        states = [met(space, events) for events in told]
        stream, solvable = Stream("hooks", name, index), Solvable(space)
        for _ in range(n_checks):
            which = stream.below(len(told))
            events = told[which]
            at = stream.below(len(events))
            # Mostly what is said a little earlier or later on; else anything at all.
            near = [i for i in range(at - 4, at + 5) if 0 <= i < len(events)]
            event = events[stream.pick(near)] if stream.chance(0.7) else stream.pick(stream.pick(told))
            check(space, states[which][at], event, solvable, seen)
    return seen


@pytest.mark.parametrize("name", TASKS)
def test_what_is_true_besides_loses_no_solution(name: str) -> None:
    seen = check_task(name, 4, 500)
    assert seen["dead end"] >= 5


@pytest.mark.slow
@pytest.mark.parametrize("name", TASKS)
def test_what_is_true_besides_loses_no_solution_in_many_states(name: str) -> None:
    assert check_task(name, 40, 2000)["dead end"] > 100


def said_at_random(space: Space, told: list[tuple[Event, ...]], stream: Stream, solvable: Solvable) -> Counter[str]:
    """Say what searches say in another order, whatever the judge does not call false; nothing else is refuted."""
    said: list[Event] = []
    seen: Counter[str] = Counter()
    events = stream.pick(told)
    at = 0
    while len(said) < 60 and at < len(events):
        ahead = [*events[at : at + 6], *[stream.pick(stream.pick(told)) for _ in range(6)]]
        for event in stream.shuffled(ahead):
            outcome = replay(space, [*said, event])
            if outcome.is_true:
                said.append(event)
                seen["out of order"] += len(said) - 1 in outcome.findings
                break
        at += 1
        if outcome.ended:
            break
    outcome = replay(space, said)
    for node in outcome._nodes:
        for move in node.dead if node.is_choice else ():
            state = node.state if move is ELSEWHERE else space.after(node.state, move)
            assert not solvable(state), (node.place, move, said)
            seen["refuted"] += 1
    if said and isinstance(said[-1], Unsolvable):
        assert not solvable(space.start()), said
    return seen


def check_orders(name: str, n_problems: int, n_texts: int) -> Counter[str]:
    task: Any = tracekit.get_task(name, **TASKS[name])
    seen: Counter[str] = Counter()
    for index in range(n_problems):
        problem = task.problem(seed=6, index=index)
        space, told = space_of(task, problem), said_of(task, problem)
        stream, solvable = Stream("orders", name, index), Solvable(space)
        for _ in range(n_texts):
            seen += said_at_random(space, told, stream, solvable)
    return seen


@pytest.mark.parametrize("name", TASKS)
def test_nothing_that_has_a_solution_is_refuted_in_any_order(name: str) -> None:
    check_orders(name, 3, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", TASKS)
def test_nothing_that_has_a_solution_is_refuted_in_many_orders(name: str) -> None:
    assert check_orders(name, 6, 20)["out of order"] >= 20
