"""Where wrong turns lie: ``depth="natural"`` against every order of moves, and against real natural searches."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_trees import SOLVABLE, ToySpace, Tree, goals, n_dead, sums, wrong_costs

import tracekit
from tracekit.errors import BacktracksUnreachableError
from tracekit.search.conditioned import Conditioned, Level, Wrong
from tracekit.search.events import Backtrack, Decision
from tracekit.search.solve import solve
from tracekit.seeding import Stream
from tracekit.tasks import Problem, Task

D, G = "dead", "goal"
Draw = tuple[tuple[Hashable, ...], ...]


class WeightedSpace(ToySpace):
    """A tree whose moves have weights: move number i of any state has the weight ``weights[i]``."""

    weights: Sequence[float] = (1.0, 4.0, 0.5, 2.0)

    def plausibility(self, state: Any, moves: Sequence[int]) -> Sequence[float]:
        return [self.weights[move - 10] for move in moves]


class WeightedTask:
    def space(self, problem: tuple[Tree, Any]) -> WeightedSpace:
        return WeightedSpace(*problem)


def chances(levels: Sequence[Level], right: Sequence[float], k: int) -> dict[Draw, float]:
    """The chance of each sequence of wrong moves of cost ``k``, by going through all orders of all moves."""
    ways: list[list[tuple[tuple[Hashable, ...], int, float]]] = []
    for level, weight in zip(levels, right, strict=True):
        found = []
        for n in range(len(level.wrong) + 1):
            for order in itertools.permutations(level.wrong, n):
                chance, left = 1.0, level.total
                for wrong in order:
                    chance *= wrong.weight / left
                    left -= wrong.weight
                cost = sum(wrong.cost for wrong in order)
                found.append((tuple(wrong.move for wrong in order), cost, chance * weight / left))
        ways.append(found)
    drawn: dict[Draw, float] = {}
    for combination in itertools.product(*ways):
        if sum(cost for _, cost, _ in combination) == k:
            chance = 1.0
            for _, _, factor in combination:
                chance *= factor
            drawn[tuple(order for order, _, _ in combination)] = chance
    total = sum(drawn.values())
    return {draw: chance / total for draw, chance in drawn.items()}


def chi_square(counts: Mapping[Any, int], expected: Mapping[Any, float]) -> float:
    """Pearson's statistic per degree of freedom; what is expected less than five times is one class."""
    n = sum(counts.values())
    assert set(counts) <= set(expected)
    often = [each for each, chance in expected.items() if n * chance >= 5]
    pairs = [(counts.get(each, 0), n * expected[each]) for each in often]
    rest = n - sum(count for count, _ in pairs), n - sum(mean for _, mean in pairs)
    if rest[1] > 5:
        pairs.append(rest)
    return sum((count - mean) ** 2 / mean for count, mean in pairs) / max(1, len(pairs) - 1)


LEVELS = [
    Level([Wrong("a", 1, 1.0), Wrong("b", 2, 3.0), Wrong("c", 1, 0.2)], 7.2),  # 2.0 of it is barred
    Level([], 3.0),
    Level([Wrong("d", 1, 5.0)], 5.5),
    Level([Wrong("e", 1, 1.0), Wrong("f", 1, 1.0), Wrong("g", 3, 8.0)], 14.0),
]
RIGHT = [1.0, 2.0, 0.5, 4.0]


@pytest.mark.parametrize("k", [0, 1, 2, 3, 5, 8])
def test_the_chances_of_what_is_tried_are_those_of_a_search_in_random_order(k: int) -> None:
    search, stream = Conditioned(LEVELS, k), Stream("chances", k)
    expected = chances(LEVELS, RIGHT, k)
    counts = Counter(tuple(map(tuple, search.draw(stream))) for _ in range(8000))
    assert chi_square(counts, expected) < 1.6


def test_what_cannot_be_had_has_no_chance() -> None:
    assert Conditioned(LEVELS, 10).possible  # 1 + 2 + 1, 1, 1 + 1 + 3: ten in all
    assert not Conditioned(LEVELS, 11).possible
    even = [Level([Wrong("a", 2, 1.0), Wrong("b", 4, 1.0)], 3.0)]
    assert [k for k in range(8) if Conditioned(even, k).possible] == [0, 2, 4, 6]


def test_many_moves_and_long_ways_do_not_break_the_sums() -> None:
    levels = [Level([Wrong(i, 1, 10.0 ** (i % 7 - 3)) for i in range(30)], 1e4) for _ in range(60)]
    search = Conditioned(levels, 300)
    assert search.possible
    assert sum(map(len, search.draw(Stream(0)))) == 300


TREE: Tree = (
    (D, (D, D)),  # three dead ends
    ((D,),),  # one
    (D, ((D, D, D, D), (G, D), D)),  # the goal, with 1, then 4 and 1, then 1 beside the way
    (G, D),  # another goal
)
GOAL = (2, 1, 1, 0)


@pytest.fixture(scope="module")
def natural_searches() -> dict[int, Counter[tuple[Any, ...]]]:
    """The natural searches that come to the goal, by their numbers of backtracks."""
    found: dict[int, Counter[tuple[Any, ...]]] = {}
    for seed in range(20_000):
        trace = solve(WeightedTask(), (TREE, None), strategy="natural", ordering="plausible", seed=seed)
        if trace.moves == [10 + i for i in GOAL]:
            found.setdefault(trace.n_backtracks, Counter())[trace.events] += 1
    return found


@pytest.mark.parametrize("k", [1, 2, 3])
def test_exhaustive_traces_have_the_chances_of_natural_searches_with_as_many_backtracks(
    natural_searches: dict[int, Counter[tuple[Any, ...]]], k: int
) -> None:
    natural = natural_searches[k]
    n = natural.total()
    assert n > 250
    planned = Counter(
        solve(WeightedTask(), (TREE, GOAL), backtracks=k, strategy="exhaustive", seed=seed).events for seed in range(n)
    )
    assert set(planned) | set(natural) == set(natural) | {each for each, count in planned.items() if count < 5}
    # Both are samples of the same size: the difference of two counts varies as much as their sum.
    often = [each for each in natural if natural[each] + planned[each] >= 10]
    assert len(often) >= 2
    statistic = sum((natural[each] - planned[each]) ** 2 / (natural[each] + planned[each]) for each in often)
    assert statistic / len(often) < 1.6


@pytest.mark.parametrize("k", [1, 2, 4])
def test_detours_have_the_chances_of_a_search_that_gives_wrong_moves_up_at_once(k: int) -> None:
    moves = {10: 1.0, 11: 4.0, 12: 0.5, 13: 2.0}
    wide: Tree = (D, D, (D, D, G), D)  # two choice points: wrong are 10, 11, 13, and 10, 11
    levels = [
        Level([Wrong(m, 1, moves[m]) for m in (10, 11, 13)], 7.5),
        Level([Wrong(m, 1, moves[m]) for m in (10, 11)], 5.5),
    ]
    expected = chances(levels, [0.5, 0.5], k)
    counts = Counter[Draw]()
    for seed in range(4000):
        trace = solve(WeightedTask(), (wide, (2, 2)), backtracks=k, strategy="detour", seed=seed)
        made = [event.move for event in trace if isinstance(event, Decision)]
        first = made.index(12)
        counts[tuple(made[:first]), tuple(made[first + 1 : -1])] += 1
    assert chi_square(counts, expected) < 1.8


def natural_with_few(task: Task, problem: Problem, seeds: Sequence[int], most: int) -> Iterator[list[int]]:
    for seed in seeds:
        trace = tracekit.solve(task, problem, strategy="natural", ordering="plausible", seed=seed, max_moves=400)
        if trace.solved and trace.measures and 1 <= trace.n_backtracks <= most:
            yield trace.measures.wrong_turn_depths


@pytest.mark.parametrize(
    "task",
    [
        tracekit.get_task("mini_sudoku", size=4, min_empty=9, max_empty=11),
        tracekit.get_task("zebra_puzzles", num_people=3, num_characteristics=3),
        tracekit.get_task("self_reference"),
    ],
    ids=lambda task: task.name,
)
def test_levels_are_those_of_natural_searches_of_the_same_problems(task: Task) -> None:
    """For each natural search with at most three backtracks one trace of the problem with as many: levels alike."""
    natural, planned = Counter[int](), Counter[int]()
    seeds = itertools.count()
    for index in range(60):
        problem = task.problem(index=index)
        for depths in natural_with_few(task, problem, range(40 * index, 40 * index + 40), 3):
            natural.update(depths)
            trace = tracekit.solve(task, problem, backtracks=len(depths), strategy="exhaustive", seed=next(seeds))
            assert trace.measures is not None
            planned.update(trace.measures.wrong_turn_depths)
    n = sum(natural.values())
    assert n > 400
    assert sum(planned.values()) == n
    apart = sum(abs(natural[level] - planned[level]) for level in natural.keys() | planned.keys()) / (2 * n)
    assert apart < 0.05


@given(SOLVABLE, st.data(), st.integers(0, 3), st.sampled_from([1.0, 1e-200, 1e200]))
@settings(max_examples=80)
def test_natural_places_reach_as_much_as_others_whatever_the_weights(
    tree: Tree, data: st.DataObject, seed: int, weight: float
) -> None:
    class Space(ToySpace):
        def plausibility(self, state: Any, moves: Sequence[int]) -> Sequence[float]:
            return [1.0 if move == right(state) else weight for move in moves]

    class Own:
        def space(self, problem: Any) -> ToySpace:
            return Space(tree, goal)

    goal = data.draw(st.sampled_from(goals(tree)))
    right = {goal[:i]: 10 + goal[i] for i in range(len(goal))}.get
    costs = [cost for level in wrong_costs(tree, goal) for cost in level.values()]
    for strategy in ("exhaustive", "detour"):
        for k in range(min(6, n_dead(tree) + 2)):
            outcomes = []
            for depth in ("natural", "any"):
                try:
                    trace = solve(Own(), "problem", backtracks=k, seed=seed, strategy=strategy, depth=depth)
                except BacktracksUnreachableError as error:
                    outcomes.append(error.reachable)
                else:
                    assert trace.n_backtracks == k
                    outcomes.append(k)
            assert outcomes[0] == outcomes[1]
            if strategy == "exhaustive":
                assert (outcomes[0] == k) is (k in sums(costs))


def test_a_wrong_move_from_which_all_ways_lead_to_the_goal_is_no_detour() -> None:
    tree = ((G, (G, G)), (D, G), G)
    for seed in range(20):
        trace = solve(WeightedTask(), (tree, (2,)), backtracks=1, strategy="detour", seed=seed)
        assert [event.move for event in trace if isinstance(event, Decision)] == [11, 10, 12]
    with pytest.raises(BacktracksUnreachableError) as caught:
        solve(WeightedTask(), (tree, (2,)), backtracks=2, strategy="detour")
    assert caught.value.reachable == (0, 1)


@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
def test_every_depth_gives_exactly_k_true_backtracks(name: str, strategy: Any) -> None:
    task = tracekit.get_task(name)
    made = 0
    for index, depth in itertools.product(range(4), ("natural", "any", "early", "late")):
        problem = task.problem(index=index)
        for k in (1, 3, 7):
            try:
                trace = tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy, depth=depth)
            except BacktracksUnreachableError:
                continue
            made += 1
            assert sum(isinstance(event, Backtrack) for event in trace) == k
            certificate = tracekit.certify(task, problem, trace)
            assert certificate.ok
            assert certificate.measures == trace.measures
            assert trace == tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy, depth=depth)
    assert made >= 8


def test_natural_is_the_depth_unless_another_one_is_asked_for() -> None:
    task = tracekit.get_task("countdown")
    problem = task.problem()
    for strategy in ("exhaustive", "detour"):
        assert tracekit.get_strategy(strategy).model_dump() == {"depth": "natural", "distinct_causes": False}
        default = [tracekit.solve(task, problem, backtracks=4, strategy=strategy, seed=seed) for seed in range(9)]
        for depth in ("natural", "any", "early"):
            other = [
                tracekit.solve(task, problem, backtracks=4, strategy=strategy, depth=depth, seed=seed)
                for seed in range(9)
            ]
            assert (other == default) is (depth == "natural")
