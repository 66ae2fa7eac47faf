"""Every trace has exactly the number of backtracks asked for, or there is a refusal that names what can be had."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from naive_search import (
    CountdownRules,
    Seen,
    SudokuRules,
    descending,
    digits,
    exact_value,
    replay_countdown,
    replay_sudoku,
    subset_sums,
)

import tracekit
from tracekit import BacktracksUnreachableError, Problem, Task, Trace

STYLES = ("prose", "symbolic", "marked")

KS = (0, 1, 2, 3, 5, 10, 20)
STRATEGIES = ("exhaustive", "detour")

TASKS = {
    "countdown-3": ("countdown", {"min_numbers": 3, "max_numbers": 3}),
    "countdown-4": ("countdown", {"min_numbers": 4, "max_numbers": 4}),
    "countdown-5": ("countdown", {"min_numbers": 5, "max_numbers": 5}),
    "countdown-6": ("countdown", {"min_numbers": 6, "max_numbers": 6}),
    "sudoku-30-50": ("sudoku", {"min_empty": 30, "max_empty": 50}),
    "sudoku-50": ("sudoku", {"min_empty": 50, "max_empty": 50}),
    "sudoku-55": ("sudoku", {"min_empty": 55, "max_empty": 55}),
    "mini_sudoku": ("mini_sudoku", {}),
}
OTHER_SETTINGS = {
    "countdown-some": ("countdown", {"min_numbers": 3, "max_numbers": 5, "use_all": False}),
    "countdown-fractions": ("countdown", {"min_numbers": 3, "max_numbers": 4, "arithmetic": "fractions"}),
    "countdown-plus-minus": ("countdown", {"operators": "+-", "min_target": 10}),
    "sudoku-boxes": ("sudoku", {"min_empty": 50, "cell_order": "boxes"}),
    "sudoku-fewest": ("sudoku", {"min_empty": 54, "max_empty": 54, "cell_order": "fewest"}),
    "sudoku-naked": ("sudoku", {"min_empty": 54, "max_empty": 54, "deduction": "naked"}),
    "sudoku-boxes-naked": ("sudoku", {"min_empty": 54, "max_empty": 54, "deduction": "naked", "cell_order": "boxes"}),
    "sudoku-fewest-naked": ("sudoku", {"min_empty": 54, "max_empty": 54, "deduction": "naked", "cell_order": "fewest"}),
    "mini_sudoku-6": ("mini_sudoku", {"size": 6, "min_empty": 20, "max_empty": 24}),
}


def task_of(name: str) -> Task[Any, Any]:
    task, parameters = (TASKS | OTHER_SETTINGS)[name]
    return tracekit.get_task(task, **parameters)


def rules_of(task: Task[Any, Any], problem: Any) -> CountdownRules | SudokuRules:
    if task.name == "countdown":
        return CountdownRules(problem.target, task.use_all, task.arithmetic == "fractions", task.operators)
    return SudokuRules(problem.size, task.cell_order, task.deduction)


def replayed(task: Task[Any, Any], problem: Any, text: str, strategy: str) -> Seen:
    rules = rules_of(task, problem)
    if isinstance(rules, CountdownRules):
        return replay_countdown(rules, problem.numbers, text, exhaustive=strategy == "exhaustive")
    return replay_sudoku(rules, digits(problem.puzzle), text, exhaustive=strategy == "exhaustive")


@dataclass
class Outcome:
    problem: Problem
    k: int
    trace: Trace | None
    reachable: tuple[int, ...] = ()


def outcomes(name: str, strategy: str, n: int) -> Iterator[Outcome]:
    task = task_of(name)
    for index, k in itertools.product(range(n), KS):
        problem = task.problem(seed=41, index=index)
        try:
            yield Outcome(problem, k, tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy))
        except BacktracksUnreachableError as error:
            yield Outcome(problem, error.backtracks, None, error.reachable)


def check_exactness(name: str, strategy: str, n: int, *, naive: bool) -> Counter[int]:
    """Solve n problems at every k, hold each trace against its text, each refusal against what it names."""
    task, reached, n_refused = task_of(name), Counter[int](), 0
    styles = itertools.cycle(STYLES)
    for number, outcome in enumerate(outcomes(name, strategy, n)):
        problem, k = outcome.problem, outcome.k
        assert k == KS[number % len(KS)]
        if outcome.trace is not None:
            assert outcome.trace.n_backtracks == k
            assert outcome.trace.solved
            style = next(styles)
            text = tracekit.render(outcome.trace, style, seed=number).text
            certificate = tracekit.certify(task, problem, text, style=style)
            assert certificate.ok, certificate.error
            assert certificate.solved
            assert certificate.n_backtracks == k
            assert task.verify(problem, outcome.trace.answer or "")
            if naive:
                seen = replayed(task, problem, tracekit.render(outcome.trace, "symbolic").text, strategy)
                assert seen.backtracks == k
                assert seen.answer == outcome.trace.answer
                assert seen.aside == certificate.measures.set_aside
                assert not (strategy == "exhaustive" and seen.aside)
            reached[k] += 1
        else:
            n_refused += 1
            assert outcome.reachable == tuple(sorted(set(outcome.reachable)))
            assert k not in outcome.reachable
            assert all(0 <= m < k for m in outcome.reachable)
            index = number // len(KS)
            for m in outcome.reachable if naive or n_refused % 5 == 1 else outcome.reachable[-1:]:
                trace = tracekit.solve(task, problem, backtracks=m, seed=index, strategy=strategy)
                assert trace.n_backtracks == m
                assert tracekit.certify(task, problem, tracekit.render(trace).text).n_backtracks == m
    return reached


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("name", TASKS | OTHER_SETTINGS)
def test_exactly_k_or_a_refusal(name: str, strategy: str) -> None:
    n = 25 if name in TASKS else 4
    reached = check_exactness(name, strategy, n, naive=True)
    # Every problem has a trace without backtracks; most of these settings reach one backtrack nearly always.
    assert reached[0] == n
    assert reached[1] >= n // 3


@pytest.mark.slow
@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("name", TASKS)
def test_exactly_k_or_a_refusal_over_300_problems(name: str, strategy: str) -> None:
    n = 300
    reached = check_exactness(name, strategy, n, naive=True)
    assert reached[0] == n
    if name not in ("mini_sudoku", "countdown-3"):
        assert reached[5] >= 0.8 * n


@pytest.mark.parametrize(
    ("name", "n"),
    [("mini_sudoku", 40), ("mini_sudoku-6", 20), ("sudoku-30-50", 25), ("sudoku-boxes", 8), ("sudoku-fewest-naked", 8)],
)
def test_sudoku_reaches_just_what_brute_force_says(name: str, n: int) -> None:
    # A Sudoku has one solution, so one way leads there in a fixed cell order, and the dead ends below its wrong values
    # can be counted by brute force: exhaustive reaches the sums of subsets of them, detour any number of wrong values.
    task, limit = task_of(name), 12
    refused = 0
    for index in range(n):
        problem = task.problem(seed=7, index=index)
        rules = rules_of(task, problem)
        costs = rules.wrong_costs(digits(problem.puzzle), digits(problem.solution), limit)
        for strategy in STRATEGIES:
            expected = subset_sums(costs if strategy == "exhaustive" else [1] * len(costs), limit)
            for k in range(limit + 1):
                if k in expected:
                    trace = tracekit.solve(task, problem, backtracks=k, seed=k, strategy=strategy)
                    assert trace.n_backtracks == k
                else:
                    with pytest.raises(BacktracksUnreachableError) as caught:
                        tracekit.solve(task, problem, backtracks=k, seed=k, strategy=strategy)
                    assert set(caught.value.reachable) == {m for m in expected if m <= k}
                    refused += 1
    assert refused or name == "sudoku-boxes"


@pytest.mark.parametrize("parameters", [{}, {"arithmetic": "fractions"}, {"operators": "+-*"}, {"max_value": 4}])
def test_three_number_countdown_reaches_just_what_brute_force_says(parameters: dict[str, Any]) -> None:
    # With three numbers an expression can be worked out in one order only, so the way to the solution is fixed.
    task = tracekit.get_task("countdown", **{"min_numbers": 3, "max_numbers": 3, "min_target": 10} | parameters)
    limit, refused = 45, 0
    for index in range(25):
        problem = task.problem(seed=3, index=index)
        rules = rules_of(task, problem)
        path = tracekit.solve(task, problem, backtracks=0, strategy="exhaustive").moves
        costs = []
        state = descending(map(exact, problem.numbers))
        for move in path:
            moves = rules.moves(state)
            right = (move.a, move.op, move.b)
            below = [rules.dead_ends(after) for way, after in moves.items() if way != right]
            costs += [count for count, solved in below if not solved]
            state = moves[right]
        assert rules.is_goal(state)
        expected = subset_sums(costs, limit)
        for k in range(limit + 1):
            if k in expected:
                assert tracekit.solve(task, problem, backtracks=k, strategy="exhaustive").n_backtracks == k
            else:
                with pytest.raises(BacktracksUnreachableError) as caught:
                    tracekit.solve(task, problem, backtracks=k, strategy="exhaustive")
                assert set(caught.value.reachable) == {m for m in expected if m <= k}
                refused += 1
    assert refused or "arithmetic" in parameters  # with fractions there is more to try


def exact(number: int) -> Any:
    return exact_value(str(number))[0]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("name", ["countdown-4", "sudoku-50", "mini_sudoku"])
def test_a_ladder_has_the_same_problems_at_every_k(name: str, strategy: str) -> None:
    levels = [0, 1, 2] if name == "mini_sudoku" else [0, 1, 3, 5, 10]
    rows = tracekit.make_dataset(
        task_of(name), n=8, backtracks=levels, ladder=True, seed=2, strategy=strategy, style="symbolic"
    ).to_list()
    assert [row["backtracks"] for row in rows] == levels * 8
    assert [row["index"] for row in rows] == [i for i in range(8) for _ in levels]
    same = ("problem", "fingerprint", "question", "prompt", "answer")
    for i in range(0, len(rows), len(levels)):
        rungs = rows[i : i + len(levels)]
        for column in same:
            assert len({row[column] for row in rungs}) == 1, column
        assert len({row["completion"] for row in rungs}) == len(levels)
        assert len({json.loads(row["meta"])["passed_over"] for row in rungs}) == 1
        final_moves = {tuple(tracekit.load_row(row).trace.moves) for row in rungs}
        assert len(final_moves) == 1, "the rungs take different ways to the solution"
    assert len({row["fingerprint"] for row in rows}) == 8


@pytest.mark.parametrize("depth", ["early", "late"])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_depth_moves_the_wrong_turns(depth: str, strategy: str) -> None:
    task = task_of("sudoku-50")
    depths = {}
    for where in (depth, "any"):
        depths[where] = []
        for index in range(20):
            problem = task.problem(seed=5, index=index)
            try:
                trace = tracekit.solve(task, problem, backtracks=3, strategy=strategy, depth=where)
            except BacktracksUnreachableError:
                continue
            measures = tracekit.certify(task, problem, trace).measures
            assert len(measures.wrong_turn_depths) == 3
            depths[where].append(min(measures.wrong_turn_depths))
    means = {where: sum(values) / len(values) for where, values in depths.items()}
    assert (means["early"] < means["any"]) if depth == "early" else (means["late"] > means["any"])


def test_refusals_of_solve_are_parameter_errors() -> None:
    task = task_of("mini_sudoku")
    problem = task.problem()
    for k in (-1, 1001, 2.0, "3", True, None):
        with pytest.raises(tracekit.ParameterError, match="backtracks="):
            tracekit.solve(task, problem, backtracks=k)
    with pytest.raises(tracekit.ParameterError, match="backtracks=3: must be left out"):
        tracekit.solve(task, problem, backtracks=3, strategy="natural")
    with pytest.raises(tracekit.UnknownNameError, match="did you mean 'detour'"):
        tracekit.solve(task, problem, backtracks=3, strategy="detuor")
    with pytest.raises(tracekit.ParameterError, match="depth='erly': must be one of 'natural', 'any', 'early', 'late'"):
        tracekit.solve(task, problem, backtracks=3, depth="erly")
    with pytest.raises(tracekit.ParameterError, match="natural"):
        tracekit.solve_ladder(task, problem, backtracks=[0], strategy="natural")
