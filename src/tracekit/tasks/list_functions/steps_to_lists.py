"""Steps from a list to a list."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, count, pairwise
from operator import add, gt, lt, mul, neg, sub

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


def _if(test: Callable[[int], object]) -> Run:
    return lambda x: tuple(filter(test, x))


# The methods of an int are called without a detour through Python, for some hundred steps are run for every problem:
# ``(2).__rmod__(v)`` is a quicker ``v % 2``.


def _plus(n: int) -> Run:
    add = n.__add__
    return lambda x: tuple(map(add, x))


def _times(n: int) -> Run:
    multiply = n.__mul__
    return lambda x: tuple(map(multiply, x))


def _each(change: Callable[[int], int]) -> Run:
    return lambda x: tuple(map(change, x))


def _mirrored(v: int) -> int:
    mirrored = int(str(abs(v))[::-1])
    return -mirrored if v < 0 else mirrored


def _without(x: Numbers, value: int) -> Numbers:
    i = x.index(value)
    return x[:i] + x[i + 1 :]


def _swapped(x: Numbers) -> Numbers:
    result = list(x)
    for i in range(0, len(x) - 1, 2):
        result[i], result[i + 1] = x[i + 1], x[i]
    return tuple(result)


def _from_the_ends(x: Numbers) -> Numbers:
    """First, last, second, second to last, ..."""
    return tuple([x[i // 2] if i % 2 == 0 else x[-1 - i // 2] for i in range(len(x))])


def _ends_up(x: Numbers) -> Numbers | None:
    if not x:
        return None
    result = list(x)
    result[0] += 1
    result[-1] += 1
    return tuple(result)


def _of_same_length(*steps: Step) -> tuple[Step, ...]:
    return tuple(step._replace(same_length=True) for step in steps)


KEEP = (
    *(
        Step(
            f"keep {kind.code}",
            f"keep the {kind.words}",
            _if(kind.test),
            kind.level,
            kind.code,
            near=tuple(map(_if, kind.near)),
        )
        for kind in KINDS
    ),
    Step("drop mult 3", "remove the multiples of 3", _if((3).__rmod__), 2, "mult 3", near=(_if((6).__rmod__),)),
    Step("drop mult 5", "remove the multiples of 5", _if((5).__rmod__), 2, "mult 5", near=(_if((10).__rmod__),)),
    *(Step(f"take {n}", f"take the first {n} elements", lambda x, n=n: x[:n]) for n in (2, 3, 4)),  # type: ignore[misc]
    *(Step(f"take last {n}", f"take the last {n} elements", lambda x, n=n: x[-n:]) for n in (2, 3)),  # type: ignore[misc]
    Step("drop 1", "drop the first element", lambda x: x[1:]),
    *(Step(f"drop {n}", f"drop the first {n} elements", lambda x, n=n: x[n:]) for n in (2, 3)),  # type: ignore[misc]
    Step("drop last 1", "drop the last element", lambda x: x[:-1]),
    Step("drop last 2", "drop the last 2 elements", lambda x: x[:-2]),
    Step("drop ends", "drop the first and the last element", lambda x: x[1:-1], 2),
    Step("slice 2 4", "take the elements at positions 2 to 4", lambda x: x[1:4], 2),
    Step("odd places", "take every other element, beginning with the first", lambda x: x[::2], 2),
    Step("even places", "take every other element, beginning with the second", lambda x: x[1::2], 2),
    Step("every 3", "take every third element, beginning with the first", lambda x: x[::3], 2),
    Step("distinct", "leave out every number that has come before", lambda x: tuple(dict.fromkeys(x)), 2, "repeat"),
    Step("drop max", "remove the largest number once", lambda x: _without(x, max(x)) if x else None, 2),
    Step("drop min", "remove the smallest number once", lambda x: _without(x, min(x)) if x else None, 2),
    Step(
        "before even",
        "keep each element that an even number follows",
        lambda x: tuple([a for a, b in pairwise(x) if b % 2 == 0]),
        3,
    ),
    Step(
        "before odd",
        "keep each element that an odd number follows",
        lambda x: tuple([a for a, b in pairwise(x) if b % 2 == 1]),
        3,
    ),
    Step("rises", "keep each element that is larger than the one before it", lambda x: second_of_pairs(x, lt), 3),
    Step("falls", "keep each element that is smaller than the one before it", lambda x: second_of_pairs(x, gt), 3),
    Step("> first", "keep the numbers larger than the first one", lambda x: tuple([v for v in x if v > x[0]]), 3),
    Step("< last", "keep the numbers smaller than the last one", lambda x: tuple([v for v in x if v < x[-1]]), 3),
    Step("> mean", "keep the numbers above the average", lambda x: tuple([v for v in x if v * len(x) > sum(x)]), 3),
)
"""Keep some of the elements."""


ARRANGE = _of_same_length(
    Step("same", "leave the list as it is", lambda x: x),
    Step("sort up", "sort the list in ascending order", ascending),
    Step("sort down", "sort the list in descending order", descending),
    Step("reverse", "reverse the list", lambda x: x[::-1]),
    Step("rotate 1", "move the first element to the end", lambda x: x[1:] + x[:1]),
    Step("rotate 2", "move the first 2 elements to the end", lambda x: x[2:] + x[:2], 2),
    Step("rotate -1", "move the last element to the front", lambda x: x[-1:] + x[:-1]),
    Step("rotate -2", "move the last 2 elements to the front", lambda x: x[-2:] + x[:-2] if len(x) > 1 else x, 2),
    Step("swap ends", "swap the first and the last element", lambda x: (x[-1], *x[1:-1], x[0]) if len(x) > 1 else x),
    Step("swap pairs", "swap the two elements of each pair, first with second, third with fourth", _swapped, 2),
    Step("even first", "move the even numbers to the front", lambda x: tuple(sorted(x, key=lambda v: v % 2)), 2),
    Step("odd first", "move the odd numbers to the front", lambda x: tuple(sorted(x, key=lambda v: -(v % 2))), 2),
    Step(
        "by last digit",
        "sort the numbers by their last digit",
        lambda x: tuple(sorted(x, key=lambda v: abs(v) % 10)),
        3,
    ),
    Step("by digit sum", "sort the numbers by the sum of their digits", lambda x: tuple(sorted(x, key=digit_sum)), 3),
    Step("max to front", "move the largest number to the front", lambda x: (max(x), *_without(x, max(x))) if x else x),
    Step("max to end", "move the largest number to the end", lambda x: (*_without(x, max(x)), max(x)) if x else x, 2),
    Step("min to front", "move the smallest number to the front", lambda x: (min(x), *_without(x, min(x))) if x else x),
    Step(
        "sort rest",
        "leave the first element and sort the others in ascending order",
        lambda x: x[:1] + ascending(x[1:]),
        3,
    ),
    Step("reverse rest", "leave the first element and reverse the others", lambda x: x[:1] + x[:0:-1], 3),
    Step("reverse 3", "reverse the first 3 elements and leave the others", lambda x: x[:3][::-1] + x[3:], 3),
    Step("from ends", "take elements from the two ends in turn, beginning with the first", _from_the_ends, 3),
)
"""Put all elements in some order."""

CHANGE = _of_same_length(
    *(Step(f"+{n}", f"add {n} to each number", _plus(n)) for n in (1, 2, 3, 5, 7, 10)),
    *(Step(f"-{n}", f"subtract {n} from each number", _plus(-n)) for n in (1, 2, 3, 5, 10)),
    Step("*2", "double each number", _times(2)),
    *(Step(f"*{n}", f"multiply each number by {n}", _times(n)) for n in (3, 4, 5, 10)),
    Step("square", "square each number", _each(lambda v: v * v)),
    Step("negate", "change the sign of each number", _each(neg)),
    Step("half", "halve each number, rounding down", _each((2).__rfloordiv__)),
    Step("third", "divide each number by 3, rounding down", _each((3).__rfloordiv__), 2),
    Step("tens", "divide each number by 10, rounding down", _each((10).__rfloordiv__), 2),
    Step("to tens", "round each number down to a multiple of 10", _each(lambda v: v // 10 * 10), 2),
    Step("last digit", "replace each number by its last digit", _each(lambda v: abs(v) % 10), 2),
    Step("digit sum", "replace each number by the sum of its digits", _each(digit_sum), 2),
    Step("mirror", "write the digits of each number in reverse", _each(_mirrored), 2),
    Step("mod 2", "replace each odd number by 1 and each even one by 0", _each((2).__rmod__), 2),
    Step("mod 3", "replace each number by its remainder on division by 3", _each((3).__rmod__), 3),
    Step("mod 7", "replace each number by its remainder on division by 7", _each((7).__rmod__), 3),
    *(
        Step(f"{a}x{b:+}", f"multiply each number by {a} and {words}", _each(lambda v, a=a, b=b: a * v + b), 2)  # type: ignore[misc]
        for a, b, words in (
            (2, 1, "add 1"),
            (2, -1, "subtract 1"),
            (2, 3, "add 3"),
            (2, -4, "subtract 4"),
            (3, 1, "add 1"),
            (3, -2, "subtract 2"),
        )
    ),
    Step("100-x", "subtract each number from 100", _each(lambda v: 100 - v), 2),
    Step("50-x", "subtract each number from 50", _each(lambda v: 50 - v), 2),
    Step("to 50", "replace each number by its distance from 50", _each(lambda v: abs(v - 50)), 3),
)
"""Change every element in the same way."""

SOME = (
    Step("ends +1", "add 1 to the first and the last element", _ends_up, 2),
    Step("first *2", "double the first element", lambda x: (2 * x[0], *x[1:]) if x else None),
    Step("first +1", "add 1 to the first element", lambda x: (x[0] + 1, *x[1:]) if x else None),
    Step("last *2", "double the last element", lambda x: (*x[:-1], 2 * x[-1]) if x else None),
    Step("last +1", "add 1 to the last element", lambda x: (*x[:-1], x[-1] + 1) if x else None),
    Step("first = last", "replace the first element by the last one", lambda x: (x[-1], *x[1:]) if x else None, 2),
    Step("first to 0", "replace the first element by 0", lambda x: (0, *x[1:]) if x else None),
    Step("last to 0", "replace the last element by 0", lambda x: (*x[:-1], 0) if x else None),
    Step(
        "last = size",
        "replace the last element by the number of elements",
        lambda x: (*x[:-1], len(x)) if x else None,
        3,
    ),
    Step("even *2", "double the even numbers", _each(lambda v: v if v % 2 else 2 * v)),
    Step("odd *2", "double the odd numbers", _each(lambda v: 2 * v if v % 2 else v)),
    Step("even /2", "halve the even numbers", _each(lambda v: v if v % 2 else v // 2)),
    Step("odd +1", "add 1 to the odd numbers", _each(lambda v: v + v % 2)),
    Step("even +1", "add 1 to the even numbers", _each(lambda v: v if v % 2 else v + 1)),
    Step("odd negated", "change the sign of the odd numbers", _each(lambda v: -v if v % 2 else v), 2),
    Step("even to 0", "replace the even numbers by 0", _each(lambda v: v if v % 2 else 0)),
    Step("odd to 0", "replace the odd numbers by 0", _each(lambda v: 0 if v % 2 else v)),
    Step(
        "mult 3 to 0",
        "replace the multiples of 3 by 0",
        _each(lambda v: v if v % 3 else 0),
        2,
        "mult 3",
        near=(_each(lambda v: v if v % 6 else 0),),
    ),
    Step("at most 50", "replace the numbers above 50 by 50", _each(lambda v: min(v, 50)), 1, ">50"),
    Step("at least 20", "replace the numbers below 20 by 20", _each(lambda v: max(v, 20)), 1, "<20"),
    Step(
        "low +10",
        "add 10 to the numbers below 50",
        _each(lambda v: v + 10 if v < 50 else v),
        2,
        "<50",
        near=(_each(lambda v: v + 10 if v < 49 else v), _each(lambda v: v + 10 if v < 51 else v)),
    ),
    Step(
        "low *2",
        "double the numbers below 50",
        _each(lambda v: 2 * v if v < 50 else v),
        2,
        "<50",
        near=(_each(lambda v: 2 * v if v < 49 else v), _each(lambda v: 2 * v if v < 51 else v)),
    ),
    Step("max *2", "double the largest number", lambda x: tuple([2 * v if v == max(x) else v for v in x]), 2),
    Step("max +1", "add 1 to the largest number", lambda x: tuple([v + 1 if v == max(x) else v for v in x]), 2),
    Step("min *2", "double the smallest number", lambda x: tuple([2 * v if v == min(x) else v for v in x]), 3),
    Step("max to 0", "replace the largest number by 0", lambda x: tuple([0 if v == max(x) else v for v in x]), 2),
    Step("min to 0", "replace the smallest number by 0", lambda x: tuple([0 if v == min(x) else v for v in x]), 2),
    Step(
        "odd places *2",
        "double every other element, beginning with the first",
        lambda x: tuple([v if i % 2 else 2 * v for i, v in enumerate(x)]),
        3,
    ),
    Step(
        "even places +1",
        "add 1 to every other element, beginning with the second",
        lambda x: tuple([v + i % 2 for i, v in enumerate(x)]),
        3,
    ),
)
"""Change some of the elements."""

PLACE = (
    Step("+i", "add to each number its position, counting from 0", lambda x: tuple(map(add, x, count())), 2),
    Step("+i+1", "add to each number its position, counting from 1", lambda x: tuple(map(add, x, count(1))), 2),
    Step("-i", "subtract from each number its position, counting from 0", lambda x: tuple(map(sub, x, count())), 2),
    Step("*i", "multiply each number by its position, counting from 1", lambda x: tuple(map(mul, x, count(1))), 2),
    Step("+size", "add the number of elements to each number", lambda x: tuple([v + len(x) for v in x]), 3),
    Step("+first", "add the first element to each number", lambda x: tuple([v + x[0] for v in x]), 2),
    Step("-first", "subtract the first element from each number", lambda x: tuple([v - x[0] for v in x]), 2),
    Step("+last", "add the last element to each number", lambda x: tuple([v + x[-1] for v in x]), 2),
    Step("-min", "subtract the smallest number from each number", lambda x: tuple([v - min(x) for v in x]), 2),
    Step("max-x", "subtract each number from the largest one", lambda x: tuple([max(x) - v for v in x]), 3),
    Step("running sum", "replace each number by the sum of all up to it", lambda x: tuple(accumulate(x)), 2),
    Step("running max", "replace each number by the largest up to it", lambda x: tuple(accumulate(x, max)), 3),
    Step("running min", "replace each number by the smallest up to it", lambda x: tuple(accumulate(x, min)), 3),
    Step(
        "+mirrored",
        "add to each number the one at the same place from the end",
        lambda x: tuple(map(add, x, x[::-1])),
        3,
    ),
    Step("sums", "add up each two neighbours", lambda x: tuple(map(add, x, x[1:])), 2),
    Step("steps", "subtract each number from the one after it", lambda x: tuple(map(sub, x[1:], x)), 2),
    Step("gaps", "take the distance between each two neighbours", lambda x: tuple(map(abs, map(sub, x[1:], x))), 2),
    Step("larger", "take the larger of each two neighbours", lambda x: tuple(map(max, x, x[1:])), 2),
    Step("smaller", "take the smaller of each two neighbours", lambda x: tuple(map(min, x, x[1:])), 3),
)
"""Change each element by its position or by other elements."""

EXTEND = (
    Step("append size", "append the number of elements", lambda x: (*x, len(x))),
    Step("append sum", "append the sum of all the numbers", lambda x: (*x, sum(x))),
    Step("append max", "append the largest number", lambda x: (*x, max(x)) if x else None),
    Step("append min", "append the smallest number", lambda x: (*x, min(x)) if x else None),
    Step("append first", "append the first element", lambda x: (*x, x[0]) if x else None),
    Step("append last", "write the last element twice", lambda x: (*x, x[-1]) if x else None),
    Step("append 0", "append a 0", lambda x: (*x, 0)),
    Step("append last +1", "append the last element plus 1", lambda x: (*x, x[-1] + 1) if x else None, 2),
    Step("append last *2", "append twice the last element", lambda x: (*x, 2 * x[-1]) if x else None, 2),
    Step(
        "append ends",
        "append the sum of the first and the last element",
        lambda x: (*x, x[0] + x[-1]) if x else None,
        3,
    ),
    Step(
        "append last two",
        "append the sum of the last two elements",
        lambda x: (*x, x[-2] + x[-1]) if len(x) > 1 else None,
        3,
    ),
    Step("append second", "append the second element", lambda x: (*x, x[1]) if len(x) > 1 else None, 2),
    Step("append last 2", "append the last 2 elements again", lambda x: x + x[-2:], 2),
    Step("prepend max", "put the largest number in front as well", lambda x: (max(x), *x) if x else None, 2),
    Step("prepend min", "put the smallest number in front as well", lambda x: (min(x), *x) if x else None, 2),
    Step("prepend 0", "put a 0 in front", lambda x: (0, *x)),
    Step("prepend size", "put the number of elements in front", lambda x: (len(x), *x), 2),
    Step("prepend sum", "put the sum of all the numbers in front", lambda x: (sum(x), *x), 2),
    Step("prepend last", "put the last element in front as well", lambda x: (x[-1], *x) if x else None, 2),
    Step("prepend first", "write the first element twice", lambda x: (x[0], *x) if x else None, 2),
    Step("list twice", "write the whole list twice", lambda x: x + x, 2),
    Step("each twice", "write each element twice", lambda x: tuple([v for v in x for _ in range(2)]), 2),
    Step("there and back", "append the list in reverse", lambda x: x + x[::-1], 3),
    Step("zeros between", "put a 0 after each element", lambda x: tuple([w for v in x for w in (v, 0)]), 3),
    Step("append first 2", "append the first 2 elements", lambda x: x + x[:2], 2),
)
"""Make the list longer."""
