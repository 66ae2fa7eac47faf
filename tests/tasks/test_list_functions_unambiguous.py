"""Problems have one answer: also for those who think of other rules than the library does."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tracekit.seeding import Stream
from tracekit.tasks.list_functions import FAMILIES, RULES, ListFunctions, ListFunctionsProblem
from tracekit.tasks.list_functions.generate import make
from tracekit.tasks.list_functions.inputs import draw_input

TASK = ListFunctions()
Numbers = Sequence[int]


def problems_of(codes: Sequence[str], n: int) -> Iterator[ListFunctionsProblem]:
    """Some problems of each of these rules, made as a task with the default settings makes them."""
    for code in codes:
        rule, stream = RULES[code], Stream("problems of", code)
        lasts = (draw_input(rule.hint, stream, (4, 8), 99) for _ in itertools.count())
        drawn = (make(rule, last, 5, (4, 8), 99, stream) for last in lasts)
        yield from itertools.islice((problem for problem in drawn if problem is not None), n)


# --- questions with the answers yes and no ---------------------------------------------------------------------------


def rises(x: Numbers) -> int:
    return sum(x[i] < x[i + 1] for i in range(len(x) - 1))


ABOUT_ONE: dict[str, Callable[[int], bool]] = {
    "even": lambda v: v % 2 == 0,
    "a multiple of 3": lambda v: v % 3 == 0,
    "a multiple of 5": lambda v: v % 5 == 0,
    "a multiple of 10": lambda v: v % 10 == 0,
    "written with a 5": lambda v: "5" in f"{v}",
    "of one digit": lambda v: len(f"{v}") == 1,
    "a square": lambda v: v in {i * i for i in range(40)},
    **{f"above {n}": lambda v, n=n: v > n for n in (20, 25, 50, 75, 80, 85, 89, 91, 95)},  # type: ignore[misc]
}
ABOUT_A_LIST: dict[str, Callable[[Numbers], bool]] = {
    "is it sorted": lambda x: list(x) == sorted(x),
    "does each number rise": lambda x: rises(x) == len(x) - 1,
    "is it sorted downwards": lambda x: list(x) == sorted(x)[::-1],
    "does it end above its start": lambda x: x[-1] > x[0],
    "does it end at or above its start": lambda x: x[-1] >= x[0],
    "do the ends agree": lambda x: x[0] == x[-1],
    "are the ends of one parity": lambda x: (x[0] + x[-1]) % 2 == 0,
    "is the first one the largest": lambda x: all(x[0] >= v for v in x),
    "is the first one the smallest": lambda x: all(x[0] <= v for v in x),
    "is the last one the largest": lambda x: all(x[-1] >= v for v in x),
    "is the last one the smallest": lambda x: all(x[-1] <= v for v in x),
    "is the largest one inside": lambda x: max(x[1:-1]) == max(x),
    "does it begin with a rise": lambda x: x[0] < x[1],
    "does it end with a rise": lambda x: x[-2] < x[-1],
    "is something there twice": lambda x: any(x.count(v) == 2 for v in x),
    "is something there more than once": lambda x: len({*x}) != len(x),
    "are two neighbours equal": lambda x: any(x[i] == x[i + 1] for i in range(len(x) - 1)),
    "does the first one come again": lambda x: x[0] in x[1:],
    "does the last one come before": lambda x: x[-1] in x[:-1],
    "does it read the same backwards": lambda x: list(x) == list(reversed(x)),
    "is a 5 in it": lambda x: 5 in x,
    "is a 0 in it": lambda x: 0 in x,
    "is the sum even": lambda x: sum(x) % 2 == 0,
    "is the sum a multiple of 5": lambda x: sum(x) % 5 == 0,
    "is the number of numbers even": lambda x: len(x) % 2 == 0,
    "are most of them even": lambda x: sum(v % 2 == 0 for v in x) > len(x) / 2,
    "do rises outnumber falls": lambda x: 2 * rises(x) > len(x) - 1,
    "are all of one parity": lambda x: len({v % 2 for v in x}) < 2,
    "does the smallest come before the largest": lambda x: x.index(min(x)) < x.index(max(x)),
    **{f"are there more than {n}": lambda x, n=n: len(x) > n for n in (4, 5, 6, 7)},  # type: ignore[misc]
    **{f"is the sum above {n}": lambda x, n=n: sum(x) > n for n in range(50, 501, 50)},  # type: ignore[misc]
    **{f"is the spread above {n}": lambda x, n=n: max(x) - min(x) > n for n in (30, 50, 70, 90)},  # type: ignore[misc]
}


def questions() -> Iterator[tuple[str, Callable[[Numbers], bool]]]:
    yield from ABOUT_A_LIST.items()
    for words, test in ABOUT_ONE.items():
        yield f"is the first one {words}", lambda x, test=test: test(x[0])
        yield f"is the second one {words}", lambda x, test=test: test(x[1])
        yield f"is the last one {words}", lambda x, test=test: test(x[-1])
        yield f"is the largest one {words}", lambda x, test=test: test(max(x))
        yield f"is the smallest one {words}", lambda x, test=test: test(min(x))
        yield f"is each one {words}", lambda x, test=test: all(test(v) for v in x)
        yield f"is one of them {words}", lambda x, test=test: any(test(v) for v in x)


def open_questions(problem: ListFunctionsProblem) -> list[str]:
    """What could be asked that is right for all examples, as it is or turned round, and wrong for the last input."""
    right, answer = [output == (1,) for output in problem.outputs], problem.answer == (1,)
    found = []
    for words, question in questions():
        agrees = [question(list(x)) is y for x, y in zip(problem.inputs, right, strict=True)]
        if len({*agrees}) == 1 and (question(list(problem.last)) is answer) is not agrees[0]:
            found.append(words)
    return found


def test_no_everyday_question_is_left_open() -> None:
    assert len(list(questions())) > 150
    problems = list(problems_of([rule.code for rule in FAMILIES["test"].rules], 30))
    left_open = [(problem.rule, *found) for problem in problems if (found := open_questions(problem))]
    assert len(left_open) <= 0.02 * len(problems), left_open


# --- limits -----------------------------------------------------------------------------------------------------------

LIMITS: dict[str, Callable[[int], Callable[[Numbers], Any]]] = {
    "keep >20": lambda t: lambda x: [v for v in x if v > t],
    "keep <70": lambda t: lambda x: [v for v in x if v < t],
    "count >50": lambda t: lambda x: [len([v for v in x if v > t])],
    "count <30": lambda t: lambda x: [len([v for v in x if v < t])],
    "first >50": lambda t: lambda x: [v for v in x if v > t][:1],
    "max <50": lambda t: lambda x: sorted(v for v in x if v < t)[-1:],
    "sum >50": lambda t: lambda x: [sum(v for v in x if v > t)],
    "at most 50": lambda t: lambda x: [min(v, t) for v in x],
    "at least 20": lambda t: lambda x: [max(v, t) for v in x],
    "low +10": lambda t: lambda x: [v + 10 * (v < t) for v in x],
    ">90?": lambda t: lambda x: [int(any(v > t for v in x))],
    "keep >20, *3": lambda t: lambda x: [3 * v for v in x if v > t],
    "keep <50, sort up": lambda t: lambda x: sorted(v for v in x if v < t),
}


@pytest.mark.parametrize("code", LIMITS)
def test_examples_tell_a_limit_exactly(code: str) -> None:
    """No other limit from 0 to 99 fits the examples, as far as it can be told from another at all."""
    own = int("".join(c for c in code.split(",", maxsplit=1)[0].replace("+10", "50") if c.isdigit()))
    for problem in problems_of([code], 10):
        examples = list(zip(problem.inputs, problem.outputs, strict=True))
        fitting = [t for t in range(100) if all(LIMITS[code](t)(x) == list(y) for x, y in examples)]
        assert fitting == [own], (code, problem)


@pytest.mark.parametrize("code", ["keep mult 3", "keep mult 4", "keep mult 5", "count mult 3", "count mult 5"])
def test_multiples_are_not_all_multiples_of_twice_as_much(code: str) -> None:
    n = int(code[-1])
    for problem in problems_of([code], 10):
        kept = [[v for v in x if v % (2 * n) == 0] for x in problem.inputs]
        assert ([[len(v)] for v in kept] if code.startswith("count") else kept) != [list(y) for y in problem.outputs]


def test_the_first_example_is_one_that_many_rules_explain() -> None:
    """So what one thinks of first may well be wrong; the other examples settle it."""
    alike = []
    for index in range(200):
        problem = TASK.problem(seed=41, index=index)
        examples = list(zip(problem.inputs, problem.outputs, strict=True))
        x, y = examples[0]
        fitting = [rule for rule in RULES.values() if rule.run(x) == y]
        alike.append(len(fitting))
        fitting = [rule for rule in fitting if all(rule.run(a) == b for a, b in examples)]
        assert {rule.run(problem.last) for rule in fitting} == {problem.answer}
    assert sum(n > 1 for n in alike) > 0.8 * len(alike)
