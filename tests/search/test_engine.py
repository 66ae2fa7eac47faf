"""The engine on trees given by hand, against brute force and recursion."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_trees import (
    SOLVABLE,
    TREES,
    SilentToySpace,
    ToySpace,
    ToyTask,
    Tree,
    depth_first,
    goals,
    n_dead,
    subtree,
    sums,
    wrong_costs,
)

import tracekit
from tracekit.errors import BacktracksUnreachableError, ParameterError, SearchBudgetError, UnknownNameError
from tracekit.search.depth_first import search_depth_first
from tracekit.search.events import Backtrack, DeadEnd, Decision, GaveUp, Solved, Unsolvable
from tracekit.search.finding import find_solution, guide_from_moves
from tracekit.search.planning import follow
from tracekit.search.replay import replay
from tracekit.search.solve import solve, solve_ladder
from tracekit.search.strategies import Exhaustive
from tracekit.search.trace import Trace
from tracekit.seeding import Stream

D, G = "dead", "goal"
HAND: Tree = (
    (D, (D, D)),  # three dead ends
    ((D,),),  # one, after two forced moves
    (D, ((D, D, D, D, D), (G, D))),  # a goal, with 1, 5 and 1 dead ends beside the way
    (G, D),  # another goal
)
HAND_GOAL = (2, 1, 1, 0)
"""Beside the way there: at the root 3 and 1 (the other goal is no wrong turn), then 1, 5 and 1."""
HAND_REACHABLE = sums([3, 1, 1, 5, 1])


def draw_order(seed: int) -> Any:
    return lambda state, moves: Stream(seed, state).shuffled(moves)


def test_the_hand_made_tree_by_hand() -> None:
    assert wrong_costs(HAND, HAND_GOAL) == [{0: 3, 1: 1}, {0: 1}, {0: 5}, {1: 1}]
    assert {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11} == HAND_REACHABLE
    space = ToySpace(HAND, HAND_GOAL)
    assert [space.count_dead_ends(state, 99) for state in [(0,), (1,), (2,), (2, 1, 0), (0, 0)]] == [3, 1, None, 5, 1]
    assert space.count_dead_ends((2, 1, 0), 4) is None
    assert space.count_dead_ends((2, 1, 0), 5) == 5


@given(TREES, st.integers(0, 15), st.booleans())
def test_counting_dead_ends(tree: Tree, limit: int, lists: bool) -> None:
    space = ToyTask(lists).space((tree, None))
    expected = None if goals(tree) or n_dead(tree) > limit else n_dead(tree)
    assert space.count_dead_ends((), limit) == expected


@given(TREES, st.integers(), st.booleans(), st.none() | st.integers(1, 12))
def test_a_search_is_a_depth_first_search(tree: Tree, seed: int, lists: bool, most: int | None) -> None:
    space = ToyTask(lists).space((tree, None))
    transcript = search_depth_first(space, draw_order(seed), most)
    events = transcript.events
    assert events == depth_first(space, draw_order(seed), most)
    outcome = replay(space, events)
    assert outcome.violation is None
    assert outcome.measures == transcript.measures
    assert outcome.solved is isinstance(events[-1], Solved)
    if most is None:
        assert isinstance(events[-1], Solved if goals(tree) else Unsolvable)
        dead = sum(isinstance(event, DeadEnd) for event in events)
        assert outcome.measures.backtracks == (dead if goals(tree) else n_dead(tree) - 1)


@given(SOLVABLE, st.data(), st.booleans(), st.sampled_from(["natural", "any", "early", "late"]), st.integers(0, 3))
@settings(max_examples=150)
def test_exhaustive_plans_reach_what_can_be_reached_and_refuse_the_rest(
    tree: Tree, data: st.DataObject, lists: bool, depth: Any, seed: int
) -> None:
    goal = data.draw(st.sampled_from(goals(tree)))
    costs = [cost for level in wrong_costs(tree, goal) for cost in level.values()]
    reachable = sums(costs)
    task, problem = ToyTask(lists), (tree, goal)
    for k in range(sum(costs) + 3):
        if k in reachable:
            trace = solve(task, problem, backtracks=k, seed=seed, depth=depth)
            assert trace.n_backtracks == k
            assert tuple(move - 10 for move in trace.moves) == goal
            outcome = replay(task.space(problem), trace.events)
            assert outcome.violation is None
            assert outcome.solved
            assert outcome.measures.backtracks == k
            assert outcome.measures.set_aside == 0
        else:
            with pytest.raises(BacktracksUnreachableError) as caught:
                solve(task, problem, backtracks=k, seed=seed, depth=depth)
            assert caught.value.reachable == tuple(n for n in range(k) if n in reachable)


def test_a_refusal_names_the_gaps() -> None:
    tree = ((D, D), ((D, D, D, D, D), G))  # 2 and 5
    task, problem = ToyTask(), (tree, (1, 1))
    for k, reachable in ((1, (0,)), (3, (0, 2)), (4, (0, 2)), (6, (0, 2, 5)), (8, (0, 2, 5, 7))):
        with pytest.raises(BacktracksUnreachableError) as caught:
            solve(task, problem, backtracks=k)
        assert caught.value.reachable == reachable
    assert [solve(task, problem, backtracks=k).n_backtracks for k in (0, 2, 5, 7)] == [0, 2, 5, 7]


def test_a_refusal_sums_up_all_ways() -> None:
    tree = ((G, (D, D)), (G, (D, D, D)))
    with pytest.raises(BacktracksUnreachableError) as caught:
        solve(ToyTask(), (tree, None), backtracks=4)
    assert caught.value.reachable == (0, 2, 3)


def levels_of_wrong_turns(trace: Trace, goal: tuple[int, ...], tree: Tree) -> set[int]:
    """Which choice points of the way (0 is the first) were returned to."""
    choices = [("at", goal[:i]) for i in range(len(goal)) if len(subtree(tree, goal[:i])) > 1]
    return {choices.index(e.to) for e in trace.events if isinstance(e, Backtrack) and e.to in choices}


@given(SOLVABLE, st.data(), st.integers(0, 3))
def test_depth_puts_wrong_turns_where_it_says(tree: Tree, data: st.DataObject, seed: int) -> None:
    goal = data.draw(st.sampled_from(goals(tree)))
    levels = wrong_costs(tree, goal)
    n = len(levels)
    for k in sums([cost for level in levels for cost in level.values()]):
        needed = next(p for p in range(n + 1) if k in sums([c for level in levels[:p] for c in level.values()]))
        early = levels_of_wrong_turns(
            solve(ToyTask(), (tree, goal), backtracks=k, seed=seed, depth="early"), goal, tree
        )
        assert all(level < needed for level in early)
        assert not k or needed - 1 in early
        needed = next(p for p in range(n + 1) if k in sums([c for level in levels[n - p :] for c in level.values()]))
        late = levels_of_wrong_turns(solve(ToyTask(), (tree, goal), backtracks=k, seed=seed, depth="late"), goal, tree)
        assert all(level >= n - needed for level in late)
        assert not k or n - needed in late


def test_wrong_turns_vary_with_the_seed() -> None:
    tree = (D, D, D, D, (D, D, D, G))
    traces = {solve(ToyTask(), (tree, (4, 3)), backtracks=2, seed=seed).events for seed in range(40)}
    # Which two of the seven moves are tried, and in which order those of one level.
    assert len(traces) > 9
    levels = {frozenset(levels_of_wrong_turns(Trace(None, None, events), (4, 3), tree)) for events in traces}
    assert {frozenset({0}), frozenset({1})} <= levels


def first_moves_with_a_dead_end(tree: Tree, goal: tuple[int, ...]) -> list[int]:
    """For each choice point on the way, how many wrong moves have a dead end below them."""
    return [
        sum(n_dead(child) > 0 for i, child in enumerate(subtree(tree, goal[:d])) if i != goal[d])
        for d in range(len(goal))
        if len(subtree(tree, goal[:d])) > 1
    ]


@given(SOLVABLE, st.data(), st.booleans(), st.sampled_from(["natural", "any", "early", "late"]), st.integers(0, 3))
def test_detours(tree: Tree, data: st.DataObject, lists: bool, depth: Any, seed: int) -> None:
    goal = data.draw(st.sampled_from(goals(tree)))
    most = first_moves_with_a_dead_end(tree, goal)
    task, problem = ToyTask(lists), (tree, goal)
    for k in range(sum(most) + 1):
        trace = solve(task, problem, backtracks=k, seed=seed, strategy="detour", depth=depth)
        outcome = replay(task.space(problem), trace.events)
        assert outcome.violation is None
        assert outcome.solved
        assert outcome.measures.backtracks == k
        assert sum(isinstance(event, DeadEnd) for event in trace.events) == k
        assert tuple(move - 10 for move in trace.moves) == goal
        turns = outcome.measures.wrong_turn_depths
        assert turns == sorted(turns)
        if depth in ("early", "late"):
            rest, expected = k, [0] * len(most)
            for level in range(len(most)) if depth == "early" else reversed(range(len(most))):
                expected[level] = min(rest, most[level])
                rest -= expected[level]
            assert [turns.count(level) for level in range(len(most))] == expected
    with pytest.raises(BacktracksUnreachableError) as caught:
        solve(task, problem, backtracks=sum(most) + 1, seed=seed, strategy="detour", depth=depth)
    assert caught.value.reachable == tuple(range(sum(most) + 1))


def test_a_detour_says_refuted_only_where_nothing_was_left_untried() -> None:
    tree = ((D, D), ((D,),), D, G)
    trace = solve(ToyTask(), (tree, (3,)), backtracks=3, strategy="detour")
    first = None
    for event in trace:
        if isinstance(event, Decision) and first is None:
            first = event.move
        elif isinstance(event, Backtrack):
            assert event.refuted is (first != 10)
            first = None


@given(SOLVABLE, st.integers(0, 20))
def test_a_solution_is_found(tree: Tree, seed: int) -> None:
    space = ToySpace(tree)
    moves = find_solution(space, Stream(seed))
    assert tuple(move - 10 for move in moves) in goals(tree)
    steps = follow(space, guide_from_moves(space, moves))
    choices = [moves[i] for i in range(len(moves)) if len(subtree(tree, [m - 10 for m in moves[:i]])) > 1]
    assert [step.right_move for step in steps] == choices


@given(TREES.filter(lambda tree: not goals(tree)))
def test_no_solution_is_found_where_there_is_none(tree: Tree) -> None:
    with pytest.raises(ParameterError, match="must have a solution"):
        find_solution(ToySpace(tree), Stream(0))
    events = solve(ToyTask(), (tree, None), strategy="natural").events
    assert isinstance(events[-1], Unsolvable)


def test_finding_keeps_to_its_budget() -> None:
    tree: Tree = D
    for _ in range(8):
        tree = (tree, tree)
    with pytest.raises(SearchBudgetError, match="among 50 states"):
        find_solution(ToySpace((tree, tree)), Stream(0), max_states=50)


@pytest.mark.parametrize("space_type", [ToySpace, SilentToySpace])
def test_a_known_transcript(space_type: type[ToySpace]) -> None:
    space = space_type((((D, D),), (D, (G,))))
    found = search_depth_first(space, lambda state, moves: moves).events
    names = " ".join(type(event).__name__ for event in found)
    assert names == (
        "ChoicePoint Decision Inference ChoicePoint Decision DeadEnd Backtrack Decision DeadEnd Backtrack "
        "Decision ChoicePoint Decision DeadEnd Backtrack Decision Inference Solved"
    )
    backs = [event for event in found if isinstance(event, Backtrack)]
    listed = [(11,), (11,), (11,)] if space.lists_moves else [None] * 3
    assert backs == [
        Backtrack(("at", place), True, moves) for place, moves in zip([(0, 0), (), (1,)], listed, strict=True)
    ]
    measures = replay(space, found).measures
    # Given up: (0), (0, 0), (0, 0, 0), (0, 0, 1) and (1, 0); standing: (1), (1, 1), (1, 1, 0).
    assert (measures.decisions, measures.inferences, measures.backtracks) == (6, 2, 3)
    assert measures.abandoned_steps == 5
    assert measures.abandoned_fraction == 5 / 8
    assert measures.wrong_turn_depths == [1, 0, 1]
    assert measures.luck == 0
    assert measures.set_aside == 0


@pytest.mark.parametrize("most", range(1, 9))
def test_a_natural_search_gives_up_after_its_budget(most: int) -> None:
    tree: Tree = ((D, D), (D, D), G)
    trace = solve(ToyTask(), (tree, None), strategy="natural", ordering="given", max_moves=most)
    assert trace.solved is (most >= 7)
    assert isinstance(trace.events[-1], Solved if most >= 7 else GaveUp)
    assert sum(isinstance(event, Decision) for event in trace) == min(most, 7)
    assert (trace.answer is None) is (most < 7)


def test_orderings() -> None:
    class Weighted(ToySpace):
        def plausibility(self, state: Any, moves: Any) -> list[float]:
            return [1.0, 100.0, 10.0][: len(moves)]

    class Task(ToyTask):
        def space(self, problem: Any) -> ToySpace:
            return Weighted(*problem)

    def firsts(ordering: Any) -> list[list[int]]:
        problem = ((D, D, D), None)
        return [
            [
                e.move
                for e in solve(Task(), problem, strategy="natural", ordering=ordering, seed=seed)
                if isinstance(e, Decision)
            ]
            for seed in range(60)
        ]

    assert firsts("given") == [[10, 11, 12]] * 60
    assert firsts("best_first") == [[11, 12, 10]] * 60
    assert len({tuple(moves) for moves in firsts("shuffled")}) == 6
    assert sum(moves[0] == 11 for moves in firsts("plausible")) > 45


def test_a_ladder_keeps_to_one_way() -> None:
    traces = solve_ladder(ToyTask(), (HAND, None), backtracks=[0, 1, 2], seed=3)
    assert [trace.n_backtracks for trace in traces] == [0, 1, 2]
    assert len({tuple(trace.moves) for trace in traces}) == 1


def test_a_ladder_fails_where_no_one_way_has_all_its_rungs() -> None:
    tree = ((G, (D, D)), (G, (D, D, D)))  # 2 one way, 3 the other
    with pytest.raises(BacktracksUnreachableError):
        solve_ladder(ToyTask(), (tree, None), backtracks=[2, 3])
    assert [trace.n_backtracks for trace in solve_ladder(ToyTask(), (tree, None), backtracks=[0, 3])] == [0, 3]


def test_plan_is_bounded_by_k() -> None:
    space = ToySpace(HAND, HAND_GOAL)
    steps = follow(space, next(space.guides(Stream(0))))
    for depth in ("natural", "any"):
        plan = Exhaustive(depth=depth).plan(space, steps, 4, Stream(0))
        assert plan.draw(distinct=False) is not None
        assert plan.reachable < 1 << 5
        assert plan.reachable >> 4 & 1


@pytest.mark.parametrize(
    ("settings_", "error"),
    [
        ({"backtracks": -1}, ParameterError),
        ({"backtracks": 1001}, ParameterError),
        ({"backtracks": 1.0}, ParameterError),
        ({"backtracks": True}, ParameterError),
        ({}, ParameterError),
        ({"backtracks": 1, "strategy": "natural"}, ParameterError),
        ({"strategy": "natural", "max_moves": 0}, ParameterError),
        ({"strategy": "natural", "ordering": "best"}, ParameterError),
        ({"backtracks": 1, "strategy": "detours"}, UnknownNameError),
        ({"backtracks": 1, "depth": "deep"}, ParameterError),
        ({"backtracks": 1, "ordering": "given"}, UnknownNameError),
    ],
)
def test_settings_are_checked(settings_: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        solve(ToyTask(), (HAND, None), **settings_)


def test_luck_by_hand() -> None:
    """Three moves guessed right at once, then one of two after one was refuted, then one of three after one was."""
    tree = ((D, G, D), D, D)
    straight = solve(ToyTask(), (tree, (0, 1)), backtracks=0)
    assert replay(ToySpace(tree), straight.events).measures.luck == pytest.approx(2 * math.log2(3))
    full = solve(ToyTask(), (tree, (0, 1)), backtracks=4)
    assert replay(ToySpace(tree), full.events).measures.luck == 0
    late = solve(ToyTask(), (tree, (0, 1)), backtracks=1, depth="late")
    assert replay(ToySpace(tree), late.events).measures.luck == pytest.approx(math.log2(3) + 1)


def test_a_line_that_is_set_aside_stays_open() -> None:
    tree = ((D, D), G, G)
    trace = solve(ToyTask(), (tree, (1,)), backtracks=1, strategy="detour", depth="early", seed=0)
    measures = replay(ToySpace(tree), trace.events).measures
    assert (measures.set_aside, measures.backtracks, measures.abandoned_steps) == (1, 1, 2)
    assert measures.luck == pytest.approx(math.log2(3))


@pytest.mark.parametrize("name", ["countdown", "sudoku", "mini_sudoku"])
def test_the_engine_knows_no_task(name: str) -> None:
    """The real tasks through the same brute force as the toy trees: counting below some states."""
    task = tracekit.get_task(name, **({"min_numbers": 3, "max_numbers": 4} if name == "countdown" else {}))
    for seed in range(3):
        space = task.space(task.problem(seed=seed))

        def brute(state: Any, space: Any = space) -> tuple[int, bool]:
            view = space.look(state)
            if type(view).__name__ == "Goal":
                return 0, True
            if isinstance(view, DeadEnd):
                return 1, False
            moves = view.moves if hasattr(view, "moves") else [view.move]
            below = [brute(space.after(state, move)) for move in moves]
            return sum(n for n, _ in below), any(goal for _, goal in below)

        view = space.look(space.start())
        moves = getattr(view, "moves", ())
        for move in moves[:10] if name != "sudoku" else ():
            state = space.after(space.start(), move)
            n, goal = brute(state)
            for limit in (0, 1, n - 1, n, n + 5):
                assert space.count_dead_ends(state, limit) == (None if goal or n > limit else n)
