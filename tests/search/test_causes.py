"""Causes of dead ends: counted as they are by brute force, preferred and demanded where plans are made."""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from typing import Any

import pytest
from toy_trees import ToySpace, Tree

import tracekit
from tracekit.errors import BacktracksUnreachableError, ParameterError, UnknownNameError
from tracekit.search.events import DeadEnd, Decision
from tracekit.search.solve import solve, solve_ladder
from tracekit.search.strategies import Detour, base, detour, get_strategy
from tracekit.search.trace import Trace
from tracekit.search.walk import Walk, is_move

D, G = "dead", "goal"


class SharedSpace(ToySpace):
    """A tree of which the dead ends below each first move have one cause."""

    def cause(self, reason: Hashable) -> Hashable:
        _, path = reason  # type: ignore[misc]
        return path[:1]


class SharedTask:
    def space(self, problem: Any) -> SharedSpace:
        return SharedSpace(*problem)


def causes_of(trace: Trace, space: Any) -> list[Hashable]:
    return [space.cause(event.reason) for event in trace if isinstance(event, DeadEnd)]


WIDE: Tree = ((D, D), (D, D), D, (D, D, D, G))
"""Beside the way to the goal: 2, 2 and 1 dead ends with a cause each, then three with the fourth cause."""


@pytest.mark.parametrize("strategy", ["exhaustive", "detour", "natural", "best_first"])
@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_solver_and_certifier_count_the_causes_that_there_are(name: str, strategy: Any) -> None:
    task = tracekit.get_task(name)
    for index, k in itertools.product(range(3), (0, 2, 6)):
        problem = task.problem(index=index)
        exact = strategy in ("exhaustive", "detour")
        try:
            trace = tracekit.solve(task, problem, backtracks=k if exact else None, strategy=strategy, seed=index)
        except BacktracksUnreachableError:
            continue
        expected = len(set(causes_of(trace, task.space(problem))))
        certificate = tracekit.certify(task, problem, trace)
        assert trace.measures is not None
        assert trace.measures.distinct_causes == certificate.measures.distinct_causes == expected
        assert expected <= certificate.n_backtracks + 1


def test_what_comes_after_a_false_statement_is_not_counted() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem()
    trace = tracekit.solve(task, problem, backtracks=3, depth="any")
    first = next(i for i, event in enumerate(trace.events) if isinstance(event, DeadEnd))
    wrong = DeadEnd(trace.events[first].reason._replace(result=trace.events[first].reason.result + 1))
    events = (*trace.events[:first], wrong, *trace.events[first + 1 :])
    assert tracekit.certify(task, problem, Trace(task, problem, events)).measures.distinct_causes == 0


def test_of_several_plans_the_one_with_most_causes_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def total(plans: int, strategy: Any) -> int:
        monkeypatch.setattr(base, "PREFERRED", (False,) * plans)
        monkeypatch.setattr(detour, "DIVES", 1)
        problem = (WIDE, (3, 3))
        traces = [solve(SharedTask(), problem, backtracks=3, strategy=strategy, seed=seed) for seed in range(60)]
        assert all(trace.n_backtracks == 3 for trace in traces)
        return sum(len(set(causes_of(trace, SharedSpace(*problem)))) for trace in traces)

    for strategy in ("exhaustive", "detour"):
        assert total(1, strategy) < total(2, strategy) < total(8, strategy) <= 180


@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
def test_where_causes_can_be_distinct_they_mostly_are(strategy: Any) -> None:
    wide: Tree = ((D, D), D, D, (D, D, D, G))  # the second and the third move, and one of the three at the end
    problem = (wide, (3, 3))
    traces = [solve(SharedTask(), problem, backtracks=3, strategy=strategy, seed=seed) for seed in range(40)]
    distinct = [len(set(causes_of(trace, SharedSpace(*problem)))) for trace in traces]
    assert sum(n == 3 for n in distinct) >= 36


@pytest.mark.parametrize("depth", ["natural", "any", "early", "late"])
def test_distinct_causes_are_had_or_refused(depth: Any) -> None:
    problem = (WIDE, (3, 3))
    for strategy, k in itertools.product(("exhaustive", "detour"), range(6)):
        # Exhaustive can use one dead end of the first choice point and one of the second; detour one below each move.
        most = 2 if strategy == "exhaustive" else 4
        for seed in range(8):
            if k <= most:
                trace = solve(
                    SharedTask(), problem, backtracks=k, strategy=strategy, depth=depth, distinct_causes=True, seed=seed
                )
                causes = causes_of(trace, SharedSpace(*problem))
                assert len(causes) == len(set(causes)) == k
                continue
            with pytest.raises(BacktracksUnreachableError) as caught:
                solve(
                    SharedTask(), problem, backtracks=k, strategy=strategy, depth=depth, distinct_causes=True, seed=seed
                )
            assert caught.value.distinct_causes
            assert caught.value.reachable == tuple(range(k + 1))


def test_a_refusal_says_that_it_is_for_the_causes() -> None:
    with pytest.raises(BacktracksUnreachableError) as caught:
        solve(SharedTask(), (WIDE, (3, 3)), backtracks=3, distinct_causes=True)
    assert str(caught.value) == (
        "backtracks=3: this problem can have 0-3, but no search was found whose dead ends all have different causes "
        "(distinct_causes=True)"
    )
    with pytest.raises(BacktracksUnreachableError) as caught:
        solve(SharedTask(), (WIDE, (3, 3)), backtracks=9, distinct_causes=True)
    assert str(caught.value) == "backtracks=9: this problem can have 0-8"
    with pytest.raises(BacktracksUnreachableError, match=r"this problem can have 0-8$"):
        solve(SharedTask(), (WIDE, (3, 3)), backtracks=9)


def test_a_ladder_of_distinct_causes() -> None:
    traces = solve_ladder(
        SharedTask(), (WIDE, (3, 3)), backtracks=[0, 2, 4], strategy="detour", distinct_causes=True, seed=1
    )
    assert [len(set(causes_of(trace, SharedSpace(WIDE)))) for trace in traces] == [0, 2, 4]
    assert len({tuple(trace.moves) for trace in traces}) == 1


@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_every_task_can_have_some_backtracks_of_distinct_causes(name: str) -> None:
    task = tracekit.get_task(name)
    reached = 0
    for index, strategy in itertools.product(range(8), ("exhaustive", "detour")):
        problem = task.problem(index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=2, strategy=strategy, distinct_causes=True, seed=index)
        except BacktracksUnreachableError:
            continue
        reached += 1
        assert len(set(causes_of(trace, task.space(problem)))) == 2
        assert tracekit.certify(task, problem, trace).ok
    assert reached >= 4


def mistakes_there_before(trace: Trace, space: Any) -> dict[Any, list[Hashable]]:
    """By the state of each choice point: the causes of dead ends below it that were true of that state already."""
    walk, states, choices = Walk(trace.events), {-1: space.start()}, {-1: None}
    found: dict[Any, list[Hashable]] = {}
    for position, (event, before) in enumerate(zip(trace.events, walk.before, strict=True)):
        state = states[before]
        if is_move(event):
            states[position] = space.after(state, event.move)  # type: ignore[union-attr]
            choices[position] = state if isinstance(event, Decision) else choices[before]
        elif isinstance(event, DeadEnd) and (choice := choices[before]) is not None:
            if_there = [space.cause(event.reason)] if space.accepts_dead_end(choice, event.reason) else []
            found.setdefault(choice, []).extend(if_there)
    return found


@pytest.mark.parametrize("name", ["sudoku", "mini_sudoku", "zebra_puzzles"])
def test_a_mistake_that_was_there_before_the_last_decision_is_one_however_often_it_is_met(name: str) -> None:
    task = tracekit.get_task(name)
    repeated = 0
    for index in range(80):
        problem = task.problem(index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=8, strategy="exhaustive", depth="any", seed=index)
        except BacktracksUnreachableError:
            continue
        for causes in mistakes_there_before(trace, task.space(problem)).values():
            assert len(set(causes)) <= 1
            repeated += len(causes) > 1
    assert repeated >= 1


def test_the_parameter_is_one_of_planned_strategies_alone() -> None:
    assert get_strategy("detour", distinct_causes=True) == Detour(distinct_causes=True)
    with pytest.raises(UnknownNameError, match="distinct_causes"):
        get_strategy("natural", distinct_causes=True)
    with pytest.raises(ParameterError, match="distinct_causes='yes': must be true or false"):
        get_strategy("exhaustive", distinct_causes="yes")  # type: ignore[arg-type]
