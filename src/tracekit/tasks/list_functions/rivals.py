"""Questions about lists that someone might think of where a rule answers yes or no, besides those that are rules here.

A problem whose examples leave one of them open, with another answer for the last input, has no one answer. A question
about a size (the sum, the largest number ...) is open with any limit: "is the sum above 137?" will not be thought of by
many, but which limits they do think of cannot be known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from tracekit.tasks.list_functions.step import Numbers, digit_sum

Question = Callable[[Numbers], bool]


def _of_numbers(test: Callable[[int], bool]) -> list[Question]:
    """What can be asked about where numbers of one kind are."""
    return [
        lambda x: test(x[0]),
        lambda x: test(x[-1]),
        lambda x: test(x[1]) if len(x) > 1 else False,
        lambda x: test(x[-2]) if len(x) > 1 else False,
        lambda x: all(map(test, x)),
        lambda x: any(map(test, x)),
        lambda x: test(max(x)),
        lambda x: test(min(x)),
        lambda x: test(sum(x)),
        lambda x: test(len(x)),
        lambda x: test(x[0] + x[-1]),
        lambda x: sum(map(test, x)) % 2 == 0,
        lambda x: 2 * sum(map(test, x)) > len(x),
        lambda x: 2 * sum(map(test, x)) >= len(x),
    ]


def _of_pairs(test: Callable[[int, int], bool]) -> list[Question]:
    """What can be asked about how two numbers compare."""
    return [
        lambda x: test(x[0], x[-1]),
        lambda x: test(x[0], x[1]) if len(x) > 1 else False,
        lambda x: test(x[-2], x[-1]) if len(x) > 1 else False,
        lambda x: test(x[1], x[-1]) if len(x) > 1 else False,
        lambda x: all(test(a, b) for a, b in pairwise(x)),
        lambda x: any(test(a, b) for a, b in pairwise(x)),
        lambda x: test(x[0], max(x)),
        lambda x: test(x[-1], max(x)),
        lambda x: test(min(x), x[0]),
        lambda x: test(min(x), x[-1]),
        lambda x: test(x[0], x[len(x) // 2]),
        lambda x: test(x[len(x) // 2], x[-1]),
        lambda x: test(sum(x[: len(x) // 2]), sum(x[-(len(x) // 2) :])) if len(x) > 1 else False,
    ]


def _is_prime(v: int) -> bool:
    return v > 1 and all(v % n for n in range(2, math.isqrt(v) + 1))


_KINDS: Sequence[Callable[[int], bool]] = (
    lambda v: v % 2 == 0,
    *(lambda v, n=n: v % n == 0 for n in (3, 4, 5, 10)),
    lambda v: "5" in str(v),
    lambda v: v < 10,
    _is_prime,
    lambda v: math.isqrt(v) ** 2 == v,
)

_QUESTIONS: Sequence[Question] = (
    *(question for test in _KINDS for question in _of_numbers(test)),
    *(question for test in (int.__lt__, int.__le__, int.__eq__) for question in _of_pairs(test)),
    lambda x: len(set(x)) == len(x),
    lambda x: x == x[::-1],
    lambda x: any(x.count(v) == 2 for v in x),
    lambda x: x.count(x[0]) > 1,
    lambda x: x.count(x[-1]) > 1,
    lambda x: x.count(max(x)) > 1,
    lambda x: x.count(min(x)) > 1,
    lambda x: x[0] in (min(x), max(x)),
    lambda x: x[-1] in (min(x), max(x)),
    lambda x: min(x) < len(x),
    lambda x: len(x) in x,
    lambda x: max(x) == x[len(x) // 2],
    lambda x: max(x) in x[1:-1],
    lambda x: min(x) in x[1:-1],
    lambda x: x.index(min(x)) < x.index(max(x)),
    lambda x: len({v % 2 for v in x}) == 1,
    lambda x: len({v % 10 for v in x}) < len(x),
    lambda x: x[0] % 2 == x[-1] % 2,
    lambda x: x[0] % 10 == x[-1] % 10,
    lambda x: abs(x[0] - x[-1]) <= 1,
    lambda x: any(v % 11 == 0 and v for v in x),
    lambda x: any(abs(a - b) == 1 for a, b in pairwise(x)),
)

_SIZES: Sequence[Callable[[Numbers], float]] = (
    len,
    sum,
    max,
    min,
    lambda x: sum(x) / len(x),
    lambda x: max(x) - min(x),
    lambda x: x[0],
    lambda x: x[-1],
    lambda x: x[1 % len(x)],
    lambda x: x[-2 % len(x)],
    lambda x: x[len(x) // 2],
    lambda x: max(map(x.count, x)),
    lambda x: abs(x[0] - x[-1]),
    lambda x: x[0] + x[-1],
    lambda x: sum(v % 2 for v in x),
    lambda x: sum(v % 2 == 0 for v in x),
    lambda x: len(set(x)),
    lambda x: sum(map(digit_sum, x)),
    lambda x: sum(a < b for a, b in pairwise(x)),
    lambda x: sum((a < b) - (a > b) for a, b in pairwise(x)),
    lambda x: x.index(max(x)) / len(x),
    lambda x: x.index(min(x)) / len(x),
)


def is_open(inputs: Sequence[Numbers], answers: Sequence[bool], last: Numbers, answer: bool) -> bool:
    """Whether a question that has these answers for the inputs has another one for the last input."""
    pairs = list(zip(inputs, answers, strict=True))
    for question in _QUESTIONS:
        same = question(last) is answer
        # As it is, it would have to differ at the last input only; turned round, at all but that.
        if all((question(x) is y) is not same for x, y in pairs):
            return True
    for size in _SIZES:
        of_yes = [size(x) for x, y in pairs if y]
        of_no = [size(x) for x, y in pairs if not y]
        mine, others = (of_yes, of_no) if answer else (of_no, of_yes)
        if not mine or not others:
            return True
        here = size(last)
        # A limit between the two sorts, and the last one may lie on the side of the others.
        if (max(mine) < min(others) and here > max(mine)) or (min(mine) > max(others) and here < min(mine)):
            return True
    return False
