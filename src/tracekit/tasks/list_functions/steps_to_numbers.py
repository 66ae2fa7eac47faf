"""Steps from a list to a single number, written as a list of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import gt, lt

from tracekit.tasks.list_functions.step import (
    KINDS,
    Numbers,
    Run,
    Step,
    ascending,
    descending,
    digit_sum,
    second_of_pairs,
)


def _at(index: int) -> Run:
    """The element at an index, from 0; from the end if negative."""
    least = index + 1 if index >= 0 else -index
    return lambda x: (x[index],) if len(x) >= least else None


def _first(values: Sequence[int]) -> Numbers | None:
    return (values[0],) if values else None


def _at_index(x: Numbers, index: int) -> Numbers | None:
    return (x[index],) if 0 <= index < len(x) else None


def _number(work_out: Callable[[Numbers], int], least: int = 1) -> Run:
    """One number, worked out from a list of at least so many elements."""
    return lambda x: (work_out(x),) if len(x) >= least else None


def _how_many(test: Callable[[int], bool]) -> Run:
    return lambda x: (sum(map(test, x)),)


def _averaged(x: Numbers) -> int:
    return sum(x) // len(x)


_ORDINALS = ("first", "second", "third", "fourth", "fifth")

ELEMENT = (
    *(Step(f"at {i}", f"pick the {word} element", _at(i - 1)) for i, word in enumerate(_ORDINALS, 1)),
    Step("at -1", "pick the last element", _at(-1)),
    Step("at -2", "pick the second to last element", _at(-2)),
    Step("at -3", "pick the third to last element", _at(-3), 2),
    Step(
        "middle",
        "pick the element in the middle, the second of the two if there are two",
        lambda x: _at_index(x, len(x) // 2),
        2,
    ),
    Step("max", "pick the largest number", _number(max)),
    Step("min", "pick the smallest number", _number(min)),
    Step("max 2", "pick the second largest number", lambda x: _first(descending(x)[1:]), 2),
    Step("min 2", "pick the second smallest number", lambda x: _first(ascending(x)[1:]), 2),
    Step(
        "median", "sort the list and pick the number in the middle", lambda x: _at_index(ascending(x), len(x) // 2), 3
    ),
    Step(
        "at last",
        "pick the element at the position that the last element says, counting from 0",
        lambda x: _at_index(x, x[-1]) if x else None,
        3,
        "last is index",
    ),
    Step(
        "at first",
        "pick the element at the position that the first element says, counting from 0",
        lambda x: _at_index(x, x[0]) if x else None,
        3,
        "first is index",
    ),
    Step("first even", "pick the first even number", lambda x: _first([v for v in x if v % 2 == 0]), 2),
    Step("last even", "pick the last even number", lambda x: _first([v for v in x[::-1] if v % 2 == 0]), 2),
    Step("first odd", "pick the first odd number", lambda x: _first([v for v in x if v % 2]), 2),
    Step("last odd", "pick the last odd number", lambda x: _first([v for v in x[::-1] if v % 2]), 2),
    Step(
        "first >50",
        "pick the first number above 50",
        lambda x: _first([v for v in x if v > 50]),
        2,
        ">50",
        near=(lambda x: _first([v for v in x if v > 49]), lambda x: _first([v for v in x if v > 51])),
    ),
    Step("max even", "pick the largest even number", lambda x: _first(descending([v for v in x if v % 2 == 0])), 3),
    Step("min odd", "pick the smallest odd number", lambda x: _first(ascending([v for v in x if v % 2])), 3),
    Step(
        "max <50",
        "pick the largest number below 50",
        lambda x: _first(descending([v for v in x if v < 50])),
        3,
        "<50",
        near=(
            lambda x: _first(descending([v for v in x if v < 49])),
            lambda x: _first(descending([v for v in x if v < 51])),
        ),
    ),
)
"""Pick one element."""

COUNT = (
    Step("size", "count the elements", lambda x: (len(x),)),
    Step("count 5", "count how often 5 occurs", lambda x: (x.count(5),), 1, "fives"),
    Step("count 0", "count how often 0 occurs", lambda x: (x.count(0),), 1, "zeros"),
    *(
        Step(
            f"count {kind.code}",
            f"count the {kind.words}",
            _how_many(kind.test),
            kind.level,
            kind.code,
            near=tuple(map(_how_many, kind.near)),
        )
        for kind in KINDS
        if kind.code in ("even", "odd", ">20", ">50", "<30", "mult 3", "mult 5")
    ),
    Step("count distinct", "count the different numbers", lambda x: (len(set(x)),), 2, "repeat"),
    Step(
        "count repeats", "count the elements that repeat an earlier one", lambda x: (len(x) - len(set(x)),), 3, "repeat"
    ),
    Step(
        "count rises",
        "count the elements that are larger than the one before them",
        lambda x: (len(second_of_pairs(x, lt)),),
        3,
    ),
    Step(
        "count falls",
        "count the elements that are smaller than the one before them",
        lambda x: (len(second_of_pairs(x, gt)),),
        3,
    ),
    Step("count > first", "count the numbers larger than the first one", lambda x: (sum(v > x[0] for v in x),), 3),
    Step("count < last", "count the numbers smaller than the last one", lambda x: (sum(v < x[-1] for v in x),), 3),
    Step(
        "count first",
        "count how often the first number occurs",
        lambda x: (x.count(x[0]),) if x else None,
        3,
        "first repeats",
    ),
)
"""Count something."""

NUMBER = (
    Step("sum", "add up all the numbers", lambda x: (sum(x),)),
    Step("sum even", "add up the even numbers", lambda x: (sum([v for v in x if v % 2 == 0]),), 2),
    Step("sum odd", "add up the odd numbers", lambda x: (sum([v for v in x if v % 2]),), 2),
    Step(
        "sum >50",
        "add up the numbers above 50",
        lambda x: (sum([v for v in x if v > 50]),),
        2,
        ">50",
        near=(lambda x: (sum([v for v in x if v > 49]),), lambda x: (sum([v for v in x if v > 51]),)),
    ),
    Step(
        "sum distinct <30",
        "add up the different numbers below 30, each of them once",
        lambda x: (sum({v for v in x if v < 30}),),
        3,
        "<30",
        near=(lambda x: (sum({v for v in x if v < 29}),), lambda x: (sum({v for v in x if v < 31}),)),
    ),
    Step("sum distinct", "add up the different numbers, each of them once", lambda x: (sum(set(x)),), 3, "repeat"),
    Step("first + last", "add the first and the last element", _number(lambda x: x[0] + x[-1], 2)),
    Step("last - first", "subtract the first element from the last one", _number(lambda x: x[-1] - x[0], 2)),
    Step("max - min", "subtract the smallest number from the largest one", _number(lambda x: max(x) - min(x))),
    Step("max + min", "add the largest and the smallest number", _number(lambda x: max(x) + min(x))),
    Step("first + second", "add the first two elements", _number(lambda x: x[0] + x[1], 2)),
    Step("last two", "add the last two elements", _number(lambda x: x[-1] + x[-2], 2)),
    Step("first * second", "multiply the first two elements", _number(lambda x: x[0] * x[1], 2), 2),
    Step("first * last", "multiply the first and the last element", _number(lambda x: x[0] * x[-1], 2), 2),
    Step("2 * last", "take twice the last element", _number(lambda x: 2 * x[-1])),
    Step("2 * first", "take twice the first element", _number(lambda x: 2 * x[0])),
    Step("2 * max", "take twice the largest number", _number(lambda x: 2 * max(x)), 2),
    Step("max + 1", "pick the largest number and add 1 to it", _number(lambda x: max(x) + 1), 2),
    Step("min - 1", "pick the smallest number and subtract 1 from it", _number(lambda x: min(x) - 1), 2),
    Step("2 * size", "take twice the number of elements", lambda x: (2 * len(x),), 2),
    Step("mean", "take the average of the numbers, rounding down", _number(_averaged), 2),
    Step(
        "sum top 3",
        "sort the list in descending order and add up the first 3 elements",
        lambda x: (sum(descending(x)[:3]),),
        3,
    ),
    Step(
        "sum low 3",
        "sort the list in ascending order and add up the first 3 elements",
        lambda x: (sum(ascending(x)[:3]),),
        3,
    ),
    Step("sum odd places", "add up every other element, beginning with the first", lambda x: (sum(x[::2]),), 3),
    Step("sum but max", "add up all the numbers but the largest", _number(lambda x: sum(x) - max(x)), 3),
    Step("sum + size", "add up all the numbers and add the number of elements", lambda x: (sum(x) + len(x),), 3),
    Step("2 * sum", "add up all the numbers and double the total", lambda x: (2 * sum(x),), 2),
    Step("sum mod 10", "add up all the numbers and take the last digit of the total", lambda x: (abs(sum(x)) % 10,), 3),
    Step("sum of digits", "add up the digits of all the numbers", lambda x: (sum(map(digit_sum, x)),), 3),
)
"""Work out one number."""


def _yes(test: Callable[[Numbers], bool]) -> Run:
    return lambda x: (int(test(x)),) if x else None


TEST = tuple(
    Step(code, f"write 1 if {words} and 0 otherwise", _yes(test), level, hint, near=tuple(map(_yes, near)))
    for code, words, test, level, hint, *near in (
        ("up?", "the numbers are in ascending order", lambda x: all(a <= b for a, b in pairwise(x)), 2, "sorted"),
        ("10?", "all numbers are multiples of 10", lambda x: all(v % 10 == 0 for v in x), 3, "tens"),
        ("all even?", "all numbers are even", lambda x: all(v % 2 == 0 for v in x), 2, "all even"),
        ("5?", "the list contains 5", lambda x: 5 in x, 1, "contains 5"),
        ("repeats?", "some number occurs more than once", lambda x: len(set(x)) < len(x), 2, "some repeat"),
        ("size even?", "the number of elements is even", lambda x: len(x) % 2 == 0, 2, ""),
        ("first < last?", "the first element is smaller than the last", lambda x: x[0] < x[-1], 2, "ends rise"),
        ("sum even?", "the sum of the numbers is even", lambda x: sum(x) % 2 == 0, 3, ""),
        ("first even?", "the first element is even", lambda x: x[0] % 2 == 0, 1, "first is even"),
        ("last even?", "the last element is even", lambda x: x[-1] % 2 == 0, 1, "last is even"),
        ("first max?", "the first element is the largest number", lambda x: x[0] == max(x), 2, "first is max"),
        ("last max?", "the last element is the largest number", lambda x: x[-1] == max(x), 2, "last is max"),
        (
            ">90?",
            "some number is above 90",
            lambda x: max(x) > 90,
            2,
            "max >90",
            lambda x: max(x) > 89,
            lambda x: max(x) > 91,
        ),
        ("ends equal?", "the first and the last element are equal", lambda x: x[0] == x[-1], 3, "ends equal"),
    )
)
"""Answer a question with 1 or 0."""
