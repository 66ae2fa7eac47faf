from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from naive_search import exact_value

import tracekit
from tracekit.seeding import Stream
from tracekit.tasks import CountdownProblem
from tracekit.tasks.countdown.expressions import expression_of, moves_of, random_order
from tracekit.tasks.countdown.problem import Combine
from tracekit.verify import read_expression

RANGES = [
    {},
    {"min_numbers": 3, "max_numbers": 3, "min_value": 5, "max_value": 9, "min_target": 10, "max_target": 40},
    {"min_numbers": 2, "max_numbers": 8, "max_value": 1000, "max_target": 100_000},
    {"use_all": False},
    {"arithmetic": "fractions", "max_value": 12, "min_target": 1},
    {"operators": "+-", "min_target": 1},
    {"operators": "+-*", "use_all": False},
]


def problem_of(numbers: tuple[int, ...], target: int, solution: str | None = None) -> CountdownProblem:
    return CountdownProblem(numbers=numbers, target=target, solution=solution)


@pytest.mark.parametrize("parameters", RANGES)
def test_problems_keep_to_the_ranges_and_their_solutions_are_right(parameters: dict[str, Any]) -> None:
    task = tracekit.get_task("countdown", **parameters)
    problems = [task.problem(seed=1, index=index) for index in range(150)]
    sizes = Counter(len(problem.numbers) for problem in problems)
    assert set(sizes) == set(range(task.min_numbers, task.max_numbers + 1))
    for problem in problems:
        assert all(task.min_value <= number <= task.max_value for number in problem.numbers)
        assert task.min_target <= problem.target <= task.max_target
        value, used = exact_value(problem.solution)
        assert value == problem.target
        assert not Counter(used) - Counter(problem.numbers)
        if task.use_all:
            assert Counter(used) == Counter(problem.numbers)
        assert not set(problem.solution) & (set("+-*/") - set(task.operators))
        assert task.verify(problem, problem.solution)
    if not task.use_all:
        assert any(len(exact_value(p.solution)[1]) < len(p.numbers) for p in problems)
    if task.max_value >= 100:
        assert len({task.fingerprint(problem) for problem in problems}) > 140


def values_along_the_row(numbers: tuple[int, ...]) -> set[Fraction]:
    """All that a chain ((a . b) . c) . d can make, with either number first, in any order of the numbers."""
    found: set[Fraction] = set()
    for order in itertools.permutations(map(Fraction, numbers)):
        values = {order[0]}
        for b in order[1:]:
            values = {
                result
                for a in values
                for result in (a + b, a - b, b - a, a * b, *((a / b,) if b else ()), *((b / a,) if a else ()))
            }
        found |= values
    return found


def test_a_share_of_the_targets_cannot_be_made_by_a_chain() -> None:
    task = tracekit.get_task("countdown", min_numbers=4, max_numbers=4)
    problems = [task.problem(seed=2, index=index) for index in range(60)]
    beyond = sum(problem.target not in values_along_the_row(problem.numbers) for problem in problems)
    assert beyond >= 2, f"{beyond} of 60"


def test_fractions_occur_where_they_are_allowed() -> None:
    task = tracekit.get_task("countdown", arithmetic="fractions", max_value=12, min_target=2)
    fractional = 0
    for index in range(60):
        problem = task.problem(seed=1, index=index)
        trace = tracekit.solve(task, problem, backtracks=0)
        fractional += any(move.result.denominator > 1 for move in trace.moves)
    assert fractional >= 3
    # The classic that needs a fraction: 8 / (3 - 8 / 3).
    classic = problem_of((3, 3, 8, 8), 24)
    trace = tracekit.solve(tracekit.get_task("countdown", arithmetic="fractions"), classic, backtracks=2)
    assert trace.n_backtracks == 2
    assert exact_value(trace.answer or "") == (24, [8, 3, 8, 3])
    with pytest.raises(tracekit.ParameterError, match="must have a solution"):
        tracekit.solve(tracekit.get_task("countdown"), classic, backtracks=0)


def test_the_same_fraction_trace_is_told_alike_whatever_was_searched_before() -> None:
    # A state met while another trace was planned must not change how this one is written.
    from tracekit.search.space import space_of

    task = tracekit.get_task("countdown", arithmetic="fractions", min_numbers=3, max_numbers=4)
    for index in range(10):
        problem = task.problem(seed=41, index=index)
        space_of.cache_clear()
        fresh = tracekit.render(tracekit.solve(task, problem, backtracks=10), "symbolic").text
        space_of.cache_clear()
        for k in (0, 1, 2, 3, 5, 20):
            try:
                tracekit.solve(task, problem, backtracks=k, strategy="detour")
            except tracekit.BacktracksUnreachableError:
                continue
        tracekit.solve(task, problem, backtracks=5)
        assert tracekit.render(tracekit.solve(task, problem, backtracks=10), "symbolic").text == fresh


HOSTILE = [
    "",
    " ",
    "__import__('os').system('true')",
    "9**9**9",
    "9**9**9**9 + 0",
    "(" * 5000 + "1" + ")" * 5000,
    "-" * 2000 + "25",
    "1" * 100_000,
    "25 + " * 10_000 + "4",
    "25*4 # comment",
    "0x64",
    "1e2",
    "100.0",
    "25 * 4\0",
    "２５ * ４",
    "lambda: 0",
    "25//1*4",
    "25 % 101 * 4",
    "25*4 = 99",
    "\ud800",
    "NaN",
    "100 / 0",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_verify_refuses_what_is_no_expression_over_the_numbers(answer: str) -> None:
    verdict = tracekit.get_task("countdown").verify(problem_of((25, 4), 100), answer)
    assert not verdict
    assert verdict.reason
    assert "\n" not in verdict.reason
    assert len(verdict.reason) < 300


@pytest.mark.parametrize("answer", [None, 3, b"25*4", ["25*4"], object()])
def test_verify_never_raises_on_other_types(answer: Any) -> None:
    assert not tracekit.get_task("countdown").verify(problem_of((25, 4), 100), answer)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("25 * 4 + 3 - 2", True),
        ("4*25+3-2", True),
        ("(25 * 4) + (3 - 2)", True),
        ("3 - (2 - 4 * 25)", True),
        ("25 × 4 + 3 − 2", True),
        ("25 * 4 + 3 - 2 = 101", True),
        ("$25 \\times 4 + 3 - 2$", True),
        ("`25*4+3-2`", True),
        ("-2 + 3 + 25*4", True),
        ("25 * 4 + 3 - 2 = 100", False),  # a false claim
        ("25 * 4 + 2 - 3", False),  # 99
        ("25 * 4 + 1", False),  # 1 is not given
        ("101", False),
        ("25 * 4 + 3 / 3", False),  # 3 twice, 2 left
        ("25 * 4 + 3 - 2 + 0", False),
        ("25 * 4 + 2 - 2 / 2", False),
        ("25 * 4", False),
        ("254 + 3 - 2", False),
    ],
)
def test_verify_all_numbers(answer: str, right: bool) -> None:
    assert tracekit.get_task("countdown").verify(problem_of((25, 4, 3, 2), 101), answer).correct is right


@pytest.mark.parametrize(
    ("parameters", "numbers", "target", "answer", "right"),
    [
        ({}, (6, 6), 36, "6 * 6", True),
        ({}, (6, 5), 36, "6 * 6", False),
        ({}, (25, 4, 3), 100, "25 * 4", False),
        ({"use_all": False}, (25, 4, 3), 100, "25 * 4", True),
        ({"use_all": False}, (25, 4, 3), 100, "25 * 4 * 3 / 3", False),
        ({"use_all": False}, (25, 100, 3), 100, "100", True),
        ({"operators": "+-"}, (25, 4), 100, "25 * 4", False),
        ({"operators": "+-"}, (60, 40), 100, "60 + 40", True),
        ({"operators": "+-*"}, (100, 1), 100, "100 / 1", False),
        ({"operators": "+-*"}, (100, 1), 100, "100 * 1", True),
        ({}, (3, 3, 8, 8), 24, "8 / (3 - 8 / 3)", False),  # every division must come out
        ({}, (3, 3, 8, 8), 24, "8 / (3 - 8 / 3) + 0", False),
        ({}, (1, 3), 0, "1 / 3", False),
        ({}, (7, 2), 3, "7 / 2", False),  # 3.5 is not 3
    ],
)
def test_verify_settings(
    parameters: dict[str, Any], numbers: tuple[int, ...], target: int, answer: str, right: bool
) -> None:
    assert tracekit.get_task("countdown", **parameters).verify(problem_of(numbers, target), answer).correct is right


def test_every_answer_found_by_brute_force_is_accepted() -> None:
    numbers, task = (2, 3, 7), tracekit.get_task("countdown")
    for a, b, c in itertools.permutations(numbers):
        for o, p in itertools.product("+-*/", repeat=2):
            for expression in (f"({a} {o} {b}) {p} {c}", f"{a} {o} ({b} {p} {c})"):
                value = exact_value(expression)[0]
                for target in (13, 42, 11, 27):
                    verdict = task.verify(problem_of(numbers, target), expression)
                    assert verdict.correct is (value == target), (expression, target)


def test_moves_and_expressions() -> None:
    moves = moves_of(read_expression("(5 - 8) * (2 - 6)").tree, fractions=False)
    assert moves is not None
    assert [move for move, _ in moves] == [Combine(8, "-", 5, 3), Combine(6, "-", 2, 4), Combine(4, "*", 3, 12)]
    assert moves_of(read_expression("7 / 2 * 4").tree, fractions=False) is None
    assert [m.result for m, _ in moves_of(read_expression("7 / 2 * 4").tree, fractions=True) or []] == [
        Fraction(7, 2),
        14,
    ]
    assert expression_of([9, 4, 2], [Combine(4, "-", 2, 2), Combine(9, "-", 2, 7)], 7) == "9 - (4 - 2)"
    assert expression_of([9, 4, 2], [Combine(4, "+", 2, 6), Combine(9, "*", 6, 54)], 54) == "9 * (4 + 2)"
    assert expression_of([9, 3, 3], [Combine(9, "*", 3, 27), Combine(27, "/", 3, 9)], 9) == "9 * 3 / 3"


def test_expressions_become_moves_and_expressions_again() -> None:
    stream = Stream("test")
    for n in range(400):
        numbers = [stream.between(1, 20) for _ in range(stream.between(2, 6))]
        parts = [(str(number), Fraction(number)) for number in numbers]
        while len(parts) > 1:
            b, a = parts.pop(stream.below(len(parts))), parts.pop(stream.below(len(parts)))
            op = stream.pick("+-*/" if b[1] else "+-*")
            text = f"({a[0]} {op} {b[0]})"
            parts.append((text, exact_value(text)[0]))
        text, value = parts[0]
        moves = moves_of(read_expression(text).tree, fractions=True)
        assert moves is not None, text
        # Signs are moved outwards: no number on the way is below 0, and the end is the value up to its sign.
        assert all(min(move.a, move.b, move.result) >= 0 for move, _ in moves)
        assert moves[-1][0].result == abs(value)
        if abs(value).denominator == 1:
            order = list(random_order(moves, stream.child(n)))
            back = expression_of(numbers, order, int(abs(value)))
            assert exact_value(back)[0] == abs(value), (text, back)
            assert Counter(exact_value(back)[1]) == Counter(numbers)


def test_fingerprint() -> None:
    task = tracekit.get_task("countdown")
    same = {task.fingerprint(problem_of(order, 24)) for order in itertools.permutations((1, 5, 5, 20))}
    assert len(same) == 1
    others = {task.fingerprint(problem_of((1, 5, 5, 20), 25)), task.fingerprint(problem_of((1, 5, 20, 20), 24))}
    assert len(others | same) == 3
    assert task.fingerprint(problem_of((1, 55, 20), 24)) not in same


def test_question_says_what_is_asked() -> None:
    problem = problem_of((25, 4, 3), 103)
    question = tracekit.get_task("countdown").question(problem)
    assert "103" in question
    assert "25, 4 and 3" in question
    assert "exactly once" in question
    some = tracekit.get_task("countdown", use_all=False, operators="+-").question(problem)
    assert "some or all" in some
    assert "*" not in some


def test_problems_without_a_known_solution_are_solved() -> None:
    task = tracekit.get_task("countdown")
    trace = tracekit.solve(task, problem_of((25, 4, 3, 2), 101), backtracks=4)
    assert trace.n_backtracks == 4
    assert exact_value(trace.answer or "")[0] == 101
    with pytest.raises(tracekit.ParameterError, match="must have a solution"):
        tracekit.solve(task, problem_of((1, 1), 50), backtracks=0)


@pytest.mark.parametrize("solution", ["25 * 4 + 3", "25 + 4 + 3 + 2", "7 * 7"])
def test_a_wrong_solution_is_refused_in_one_line(solution: str) -> None:
    task = tracekit.get_task("countdown")
    with pytest.raises(tracekit.ParameterError) as caught:
        tracekit.solve(task, problem_of((25, 4, 3, 2), 101, solution), backtracks=0)
    assert "\n" not in str(caught.value)
