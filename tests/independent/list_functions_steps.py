"""Steps from a list of numbers to another that texts about list functions speak of, written down anew.

Each is named in short and in words, and done by slow and plain Python; what cannot be done raises an exception.
"""

from __future__ import annotations

from collections.abc import Callable

List = list[int]
Do = Callable[[List], List]
Is = Callable[[int], bool]
Row = tuple[str, str, Do]


def even(v: int) -> bool:
    return v % 2 == 0


def odd(v: int) -> bool:
    return v % 2 == 1


def digits(v: int) -> int:
    return sum(int(digit) for digit in str(v) if digit != "-")


def mirror(v: int) -> int:
    return int(str(v)[::-1]) if v >= 0 else -int(str(-v)[::-1])


KINDS: dict[str, tuple[str, Is]] = {
    "even": ("even numbers", even),
    "odd": ("odd numbers", odd),
    **{f">{n}": (f"numbers above {n}", lambda v, n=n: v > n) for n in (10, 20, 30, 50)},  # type: ignore[misc]
    **{f"<{n}": (f"numbers below {n}", lambda v, n=n: v < n) for n in (20, 30, 50, 70)},  # type: ignore[misc]
    **{f"mult {n}": (f"multiples of {n}", lambda v, n=n: v % n == 0) for n in (3, 4, 5)},  # type: ignore[misc]
}


def where(test: Is) -> Do:
    return lambda x: [v for v in x if test(v)]


def each(change: Callable[[int], int]) -> Do:
    return lambda x: [change(v) for v in x]


def one(work: Callable[[List], int]) -> Do:
    return lambda x: [work(x)]


def say(question: Callable[[List], bool]) -> Do:
    return lambda x: [1 if x[0] is not None and question(x) else 0]  # of no elements nothing is said


def without(x: List, value: int) -> List:
    left = list(x)
    left.remove(value)
    return left


def put(x: List, place: int, value: int) -> List:
    new = list(x)
    new[place] = value
    return new


def neighbours(x: List) -> list[tuple[int, int]]:
    return [(x[i], x[i + 1]) for i in range(len(x) - 1)]


def at(x: List, place: int) -> int:
    """The element at a place from 0 on, and nothing else: no counting from the end."""
    if place < 0:
        raise IndexError(place)
    return x[place]


def from_ends(x: List) -> List:
    left, taken = list(x), []
    while left:
        taken.append(left.pop(0 if len(taken) % 2 == 0 else -1))
    return taken


def swap_pairs(x: List) -> List:
    return [v for i in range(0, len(x), 2) for v in reversed(x[i : i + 2])]


KEEP: list[Row] = [
    *((f"keep {code}", f"keep the {words}", where(test)) for code, (words, test) in KINDS.items()),
    ("drop mult 3", "remove the multiples of 3", where(lambda v: v % 3 > 0)),
    ("drop mult 5", "remove the multiples of 5", where(lambda v: v % 5 > 0)),
    *((f"take {n}", f"take the first {n} elements", lambda x, n=n: x[:n]) for n in (2, 3, 4)),  # type: ignore[misc]
    *((f"take last {n}", f"take the last {n} elements", lambda x, n=n: x[-n:]) for n in (2, 3)),  # type: ignore[misc]
    ("drop 1", "drop the first element", lambda x: x[1:]),
    ("drop 2", "drop the first 2 elements", lambda x: x[2:]),
    ("drop 3", "drop the first 3 elements", lambda x: x[3:]),
    ("drop last 1", "drop the last element", lambda x: x[: max(len(x) - 1, 0)]),
    ("drop last 2", "drop the last 2 elements", lambda x: x[: max(len(x) - 2, 0)]),
    ("drop ends", "drop the first and the last element", lambda x: x[1:][:-1]),
    ("slice 2 4", "take the elements at positions 2 to 4", lambda x: x[1:4]),
    ("odd places", "take every other element, beginning with the first", lambda x: x[0::2]),
    ("even places", "take every other element, beginning with the second", lambda x: x[1::2]),
    ("every 3", "take every third element, beginning with the first", lambda x: x[0::3]),
    (
        "distinct",
        "leave out every number that has come before",
        lambda x: [v for i, v in enumerate(x) if v not in x[:i]],
    ),
    ("drop max", "remove the largest number once", lambda x: without(x, max(x))),
    ("drop min", "remove the smallest number once", lambda x: without(x, min(x))),
    (
        "before even",
        "keep each element that an even number follows",
        lambda x: [a for a, b in neighbours(x) if even(b)],
    ),
    ("before odd", "keep each element that an odd number follows", lambda x: [a for a, b in neighbours(x) if odd(b)]),
    (
        "rises",
        "keep each element that is larger than the one before it",
        lambda x: [b for a, b in neighbours(x) if b > a],
    ),
    (
        "falls",
        "keep each element that is smaller than the one before it",
        lambda x: [b for a, b in neighbours(x) if b < a],
    ),
    ("> first", "keep the numbers larger than the first one", lambda x: [v for v in x if v > x[0]]),
    ("< last", "keep the numbers smaller than the last one", lambda x: [v for v in x if v < x[-1]]),
    ("> mean", "keep the numbers above the average", lambda x: [v for v in x if v * len(x) > sum(x)]),
]
ORDER: list[Row] = [
    ("same", "leave the list as it is", lambda x: x),
    ("sort up", "sort the list in ascending order", sorted),
    ("sort down", "sort the list in descending order", lambda x: sorted(x)[::-1]),
    ("reverse", "reverse the list", lambda x: x[::-1]),
    ("rotate 1", "move the first element to the end", lambda x: x[1:] + x[:1]),
    ("rotate 2", "move the first 2 elements to the end", lambda x: x[2:] + x[:2]),
    ("rotate -1", "move the last element to the front", lambda x: x[-1:] + x[:-1]),
    ("rotate -2", "move the last 2 elements to the front", lambda x: x[-2:] + x[:-2]),
    ("swap ends", "swap the first and the last element", lambda x: put(put(x, 0, x[-1]), -1, x[0]) if x else x),
    ("swap pairs", "swap the two elements of each pair, first with second, third with fourth", swap_pairs),
    ("even first", "move the even numbers to the front", lambda x: where(even)(x) + where(odd)(x)),
    ("odd first", "move the odd numbers to the front", lambda x: where(odd)(x) + where(even)(x)),
    ("by last digit", "sort the numbers by their last digit", lambda x: sorted(x, key=lambda v: int(str(v)[-1]))),
    ("by digit sum", "sort the numbers by the sum of their digits", lambda x: sorted(x, key=digits)),
    ("max to front", "move the largest number to the front", lambda x: [max(x), *without(x, max(x))] if x else x),
    ("max to end", "move the largest number to the end", lambda x: [*without(x, max(x)), max(x)] if x else x),
    ("min to front", "move the smallest number to the front", lambda x: [min(x), *without(x, min(x))] if x else x),
    ("sort rest", "leave the first element and sort the others in ascending order", lambda x: x[:1] + sorted(x[1:])),
    ("reverse rest", "leave the first element and reverse the others", lambda x: x[:1] + x[1:][::-1]),
    ("reverse 3", "reverse the first 3 elements and leave the others", lambda x: x[:3][::-1] + x[3:]),
    ("from ends", "take elements from the two ends in turn, beginning with the first", from_ends),
]
CHANGE: list[Row] = [
    *((f"+{n}", f"add {n} to each number", each(lambda v, n=n: v + n)) for n in (1, 2, 3, 5, 7, 10)),  # type: ignore[misc]
    *((f"-{n}", f"subtract {n} from each number", each(lambda v, n=n: v - n)) for n in (1, 2, 3, 5, 10)),  # type: ignore[misc]
    ("*2", "double each number", each(lambda v: v + v)),
    *((f"*{n}", f"multiply each number by {n}", each(lambda v, n=n: v * n)) for n in (3, 4, 5, 10)),  # type: ignore[misc]
    ("square", "square each number", each(lambda v: v**2)),
    ("negate", "change the sign of each number", each(lambda v: 0 - v)),
    ("half", "halve each number, rounding down", each(lambda v: (v - v % 2) // 2)),
    ("third", "divide each number by 3, rounding down", each(lambda v: (v - v % 3) // 3)),
    ("tens", "divide each number by 10, rounding down", each(lambda v: (v - v % 10) // 10)),
    ("to tens", "round each number down to a multiple of 10", each(lambda v: v - v % 10)),
    ("last digit", "replace each number by its last digit", each(lambda v: int(str(v)[-1]))),
    ("digit sum", "replace each number by the sum of its digits", each(digits)),
    ("mirror", "write the digits of each number in reverse", each(mirror)),
    ("mod 2", "replace each odd number by 1 and each even one by 0", each(lambda v: 1 if odd(v) else 0)),
    ("mod 3", "replace each number by its remainder on division by 3", each(lambda v: v % 3)),
    ("mod 7", "replace each number by its remainder on division by 7", each(lambda v: v % 7)),
    ("2x+1", "multiply each number by 2 and add 1", each(lambda v: v * 2 + 1)),
    ("2x-1", "multiply each number by 2 and subtract 1", each(lambda v: v * 2 - 1)),
    ("2x+3", "multiply each number by 2 and add 3", each(lambda v: v * 2 + 3)),
    ("2x-4", "multiply each number by 2 and subtract 4", each(lambda v: v * 2 - 4)),
    ("3x+1", "multiply each number by 3 and add 1", each(lambda v: v * 3 + 1)),
    ("3x-2", "multiply each number by 3 and subtract 2", each(lambda v: v * 3 - 2)),
    ("100-x", "subtract each number from 100", each(lambda v: 100 - v)),
    ("50-x", "subtract each number from 50", each(lambda v: 50 - v)),
    ("to 50", "replace each number by its distance from 50", each(lambda v: v - 50 if v > 50 else 50 - v)),
]
SOME: list[Row] = [
    (
        "ends +1",
        "add 1 to the first and the last element",
        lambda x: (y := put(x, 0, x[0] + 1)) and put(y, -1, y[-1] + 1),
    ),
    ("first *2", "double the first element", lambda x: put(x, 0, x[0] * 2)),
    ("first +1", "add 1 to the first element", lambda x: put(x, 0, x[0] + 1)),
    ("last *2", "double the last element", lambda x: put(x, -1, x[-1] * 2)),
    ("last +1", "add 1 to the last element", lambda x: put(x, -1, x[-1] + 1)),
    ("first = last", "replace the first element by the last one", lambda x: put(x, 0, x[-1])),
    ("first to 0", "replace the first element by 0", lambda x: put(x, 0, 0)),
    ("last to 0", "replace the last element by 0", lambda x: put(x, -1, 0)),
    ("last = size", "replace the last element by the number of elements", lambda x: put(x, -1, len(x))),
    ("even *2", "double the even numbers", each(lambda v: v * 2 if even(v) else v)),
    ("odd *2", "double the odd numbers", each(lambda v: v * 2 if odd(v) else v)),
    ("even /2", "halve the even numbers", each(lambda v: v // 2 if even(v) else v)),
    ("odd +1", "add 1 to the odd numbers", each(lambda v: v + 1 if odd(v) else v)),
    ("even +1", "add 1 to the even numbers", each(lambda v: v + 1 if even(v) else v)),
    ("odd negated", "change the sign of the odd numbers", each(lambda v: -v if odd(v) else v)),
    ("even to 0", "replace the even numbers by 0", each(lambda v: 0 if even(v) else v)),
    ("odd to 0", "replace the odd numbers by 0", each(lambda v: 0 if odd(v) else v)),
    ("mult 3 to 0", "replace the multiples of 3 by 0", each(lambda v: 0 if v % 3 == 0 else v)),
    ("at most 50", "replace the numbers above 50 by 50", each(lambda v: min(v, 50))),
    ("at least 20", "replace the numbers below 20 by 20", each(lambda v: max(v, 20))),
    ("low +10", "add 10 to the numbers below 50", each(lambda v: v + 10 if v < 50 else v)),
    ("low *2", "double the numbers below 50", each(lambda v: v * 2 if v < 50 else v)),
    ("max *2", "double the largest number", lambda x: [v * 2 if v == max(x) else v for v in x]),
    ("max +1", "add 1 to the largest number", lambda x: [v + 1 if v == max(x) else v for v in x]),
    ("min *2", "double the smallest number", lambda x: [v * 2 if v == min(x) else v for v in x]),
    ("max to 0", "replace the largest number by 0", lambda x: [0 if v == max(x) else v for v in x]),
    ("min to 0", "replace the smallest number by 0", lambda x: [0 if v == min(x) else v for v in x]),
    (
        "odd places *2",
        "double every other element, beginning with the first",
        lambda x: [v * (2 - i % 2) for i, v in enumerate(x)],
    ),
    (
        "even places +1",
        "add 1 to every other element, beginning with the second",
        lambda x: [v + i % 2 for i, v in enumerate(x)],
    ),
]
PLACE: list[Row] = [
    ("+i", "add to each number its position, counting from 0", lambda x: [v + i for i, v in enumerate(x)]),
    ("+i+1", "add to each number its position, counting from 1", lambda x: [v + i + 1 for i, v in enumerate(x)]),
    ("-i", "subtract from each number its position, counting from 0", lambda x: [v - i for i, v in enumerate(x)]),
    ("*i", "multiply each number by its position, counting from 1", lambda x: [v * (i + 1) for i, v in enumerate(x)]),
    ("+size", "add the number of elements to each number", lambda x: [v + len(x) for v in x]),
    ("+first", "add the first element to each number", lambda x: [v + x[0] for v in x]),
    ("-first", "subtract the first element from each number", lambda x: [v - x[0] for v in x]),
    ("+last", "add the last element to each number", lambda x: [v + x[-1] for v in x]),
    ("-min", "subtract the smallest number from each number", lambda x: [v - min(x) for v in x]),
    ("max-x", "subtract each number from the largest one", lambda x: [max(x) - v for v in x]),
    (
        "running sum",
        "replace each number by the sum of all up to it",
        lambda x: [sum(x[: i + 1]) for i in range(len(x))],
    ),
    ("running max", "replace each number by the largest up to it", lambda x: [max(x[: i + 1]) for i in range(len(x))]),
    ("running min", "replace each number by the smallest up to it", lambda x: [min(x[: i + 1]) for i in range(len(x))]),
    (
        "+mirrored",
        "add to each number the one at the same place from the end",
        lambda x: [v + x[-1 - i] for i, v in enumerate(x)],
    ),
    ("sums", "add up each two neighbours", lambda x: [a + b for a, b in neighbours(x)]),
    ("steps", "subtract each number from the one after it", lambda x: [b - a for a, b in neighbours(x)]),
    ("gaps", "take the distance between each two neighbours", lambda x: [abs(a - b) for a, b in neighbours(x)]),
    ("larger", "take the larger of each two neighbours", lambda x: [max(pair) for pair in neighbours(x)]),
    ("smaller", "take the smaller of each two neighbours", lambda x: [min(pair) for pair in neighbours(x)]),
]
EXTEND: list[Row] = [
    ("append size", "append the number of elements", lambda x: [*x, len(x)]),
    ("append sum", "append the sum of all the numbers", lambda x: [*x, sum(x)]),
    ("append max", "append the largest number", lambda x: [*x, max(x)]),
    ("append min", "append the smallest number", lambda x: [*x, min(x)]),
    ("append first", "append the first element", lambda x: [*x, x[0]]),
    ("append last", "write the last element twice", lambda x: [*x, x[-1]]),
    ("append 0", "append a 0", lambda x: [*x, 0]),
    ("append last +1", "append the last element plus 1", lambda x: [*x, x[-1] + 1]),
    ("append last *2", "append twice the last element", lambda x: [*x, x[-1] * 2]),
    ("append ends", "append the sum of the first and the last element", lambda x: [*x, x[0] + x[-1]]),
    ("append last two", "append the sum of the last two elements", lambda x: [*x, x[-1] + x[-2]]),
    ("append second", "append the second element", lambda x: [*x, x[1]]),
    ("append last 2", "append the last 2 elements again", lambda x: [*x, *x[-2:]]),
    ("prepend max", "put the largest number in front as well", lambda x: [max(x), *x]),
    ("prepend min", "put the smallest number in front as well", lambda x: [min(x), *x]),
    ("prepend 0", "put a 0 in front", lambda x: [0, *x]),
    ("prepend size", "put the number of elements in front", lambda x: [len(x), *x]),
    ("prepend sum", "put the sum of all the numbers in front", lambda x: [sum(x), *x]),
    ("prepend last", "put the last element in front as well", lambda x: [x[-1], *x]),
    ("prepend first", "write the first element twice", lambda x: [x[0], *x]),
    ("list twice", "write the whole list twice", lambda x: [*x, *x]),
    ("each twice", "write each element twice", lambda x: [w for v in x for w in (v, v)]),
    ("there and back", "append the list in reverse", lambda x: [*x, *x[::-1]]),
    ("zeros between", "put a 0 after each element", lambda x: [w for v in x for w in (v, 0)]),
    ("append first 2", "append the first 2 elements", lambda x: [*x, *x[:2]]),
]
