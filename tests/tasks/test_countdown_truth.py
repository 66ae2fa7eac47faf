"""Countdown texts say nothing false, and nothing true is called false."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

import tracekit
from tracekit.search.events import Backtrack, ChoicePoint, Event, Remark, Solved
from tracekit.search.remarks import with_remarks
from tracekit.seeding import Stream
from tracekit.tasks import CountdownProblem
from tracekit.tasks.countdown.problem import Numbers
from tracekit.tasks.countdown.remarks import Results, SoFar

EQUATION = re.compile(r"((?:\d+|\(\d+/\d+\)) [-+*/] (?:\d+|\(\d+/\d+\))) = (\d+(?:/\d+)?)")
CLASSIC = CountdownProblem(numbers=(8, 3, 8, 3), target=24)


def whole_values(numbers: tuple[Fraction, ...], *, whole: bool) -> Iterator[Fraction]:
    """All that the numbers can make, each used once, by brute force; negative numbers on the way are allowed."""
    if len(numbers) == 1:
        yield numbers[0]
    for i, j in itertools.permutations(range(len(numbers)), 2):
        a, b = numbers[i], numbers[j]
        rest = tuple(numbers[k] for k in range(len(numbers)) if k not in (i, j))
        results = {a + b, a - b, a * b} | ({a / b} if b and (not whole or (a / b).denominator == 1) else set())
        for result in results:
            yield from whole_values((*rest, result), whole=whole)


def test_question_search_and_verifier_mean_the_same_numbers() -> None:
    whole, free = tracekit.get_task("countdown"), tracekit.get_task("countdown", arithmetic="fractions")
    assert "as a whole number" in whole.question(CLASSIC)
    assert "Fractions are allowed" in free.question(CLASSIC)
    answer = "8 / (3 - 8 / 3)"
    assert free.verify(CLASSIC, answer).correct
    assert whole.verify(CLASSIC, answer).reason == "8 / 3 is no whole number"
    ended = tracekit.solve(whole, CLASSIC, strategy="natural", ordering="given", max_moves=100_000)
    assert not ended.solved
    assert tracekit.certify(whole, CLASSIC, tracekit.render(ended)).ok  # and it is true:
    assert Fraction(24) not in set(whole_values(tuple(map(Fraction, CLASSIC.numbers)), whole=True))
    assert tracekit.solve(free, CLASSIC, backtracks=2).solved


@pytest.mark.parametrize("seed", range(25))
def test_what_is_refuted_has_no_solution(seed: int) -> None:
    task = tracekit.get_task("countdown", min_numbers=3, max_numbers=4, max_value=12, min_target=2, max_target=60)
    numbers = task.problem(seed=seed).numbers
    stream = Stream(seed)
    problem = CountdownProblem(numbers=numbers, target=stream.between(2, 60))
    trace = tracekit.solve(task, problem, strategy="natural", seed=seed, max_moves=100_000)
    can_be_made = Fraction(problem.target) in set(whole_values(tuple(map(Fraction, numbers)), whole=True))
    assert trace.solved == can_be_made


def test_fractions_stand_in_parentheses_where_they_are_part_of_an_expression() -> None:
    task = tracekit.get_task(
        "countdown", arithmetic="fractions", min_numbers=4, max_numbers=4, max_value=13, min_target=24, max_target=24
    )
    seen = 0
    for style in ("prose", "symbolic", "reflective", "chinese"):
        for index in range(40):
            trace = tracekit.solve(task, task.problem(seed=2, index=index), backtracks=3, seed=index, strategy="detour")
            text = tracekit.render(trace, style, seed=index).text
            assert not re.search(r"\d/\d+ [-+*/=] |[-+*/] \d+/\d", text.replace("), ", ""))
            for expression, value in re.findall(
                r"((?:\d+|\(\d+/\d+\)) [-+*/] (?:\d+|\(\d+/\d+\))) = (\d+(?:/\d+)?)", text
            ):
                seen += "/" in value
                a, op, b = expression.split(" ")
                x, y = Fraction(a.strip("()")), Fraction(b.strip("()"))
                assert {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else None}[op] == Fraction(value)
    assert seen > 20


def reworded(event: Event, answer: str, stream: Stream) -> Event:
    """The same said in another order, and the answer in another form."""

    def mixed(values: Numbers) -> Numbers:
        return tuple(stream.shuffled(values))

    match event:
        case ChoicePoint(place):
            return ChoicePoint(mixed(place))
        case Backtrack(to):
            return replace(event, to=mixed(to))
        case Solved():
            return Solved(stream.pick([answer, f"({answer})", turned_round(answer)]))
        case Remark(Results(a, b, results)):
            return Remark(Results(b, a, mixed(results)))
        case Remark(SoFar(moves)):
            return Remark(SoFar(tuple(stream.shuffled(moves))))
    return event


def turned_round(expression: str) -> str:
    """An equal expression: the last of its terms first."""
    depth = 0
    for i in range(len(expression) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(expression[i], 0)
        if not depth and expression[i - 1 : i + 2] == " + ":
            return f"{expression[i + 2 :]} + {expression[: i - 1]}"
    return f"({expression})"


@pytest.mark.parametrize("style", ["prose", "symbolic", "reflective", "chinese"])
def test_no_harmless_rewording_is_called_false(style: str) -> None:
    task = tracekit.get_task("countdown", max_numbers=5)
    lexicon = task.lexicons[style]
    for index in range(80):
        stream = Stream("reword", style, index)
        problem = task.problem(seed=8, index=index)
        strategy = stream.pick(["detour", "exhaustive"])
        trace = tracekit.solve(task, problem, backtracks=stream.pick([0, 1, 3]), strategy=strategy, seed=index)
        trace = with_remarks(trace, {"list": 0.2, "restate": 0.2}, seed=index)
        text, _ = lexicon.write(
            [reworded(event, trace.answer, stream) for event in trace.events], Stream("words", index)
        )
        certificate = tracekit.certify(task, problem, text)
        assert certificate.ok, f"{certificate.error}\n{text}"
        assert {statement.verdict for statement in certificate.statements} == {"true"}
        assert certificate.measures == trace.measures


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("have 77 44 11 7", "have 77 44 11 8"),
        ("have 77 44 11 7", "have 77 44 11"),
        ("left 847 44 7", "left 847 44 7 7"),
        ("left 847 44 7", "left 847 7"),
        ("solved: 77 * 11 + 44 + 7", "solved: 77 * 11 + 44"),
        ("solved: 77 * 11 + 44 + 7", "solved: 77 * 11 + 44 - 7"),
        ("solved: 77 * 11 + 44 + 7", "solved: 898"),
    ],
)
def test_what_is_not_the_same_stays_false(old: str, new: str) -> None:
    task = tracekit.get_task("countdown")
    problem = CountdownProblem(numbers=(44, 7, 11, 77), target=898)
    lines = ("have 77 44 11 7", "77 * 11 = 847, left 847 44 7", "847 + 44 = 891, left 891 7")
    text = "\n".join([*lines, "891 + 7 = 898, solved: 77 * 11 + 44 + 7"])
    assert tracekit.certify(task, problem, text).ok
    assert not tracekit.certify(task, problem, text.replace(old, new)).ok
