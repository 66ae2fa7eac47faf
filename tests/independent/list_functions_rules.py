"""The rules that texts about list functions speak of, by kind, and how steps follow one another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

from list_functions_steps import (
    CHANGE,
    EXTEND,
    KEEP,
    KINDS,
    ORDER,
    PLACE,
    SOME,
    Do,
    List,
    Row,
    at,
    digits,
    even,
    neighbours,
    odd,
    one,
    say,
    where,
    without,
)

NTH = ("first", "second", "third", "fourth", "fifth")
ELEMENT: list[Row] = [
    *((f"at {i + 1}", f"pick the {nth} element", one(lambda x, i=i: x[i])) for i, nth in enumerate(NTH)),  # type: ignore[misc]
    ("at -1", "pick the last element", one(lambda x: x[-1])),
    ("at -2", "pick the second to last element", one(lambda x: x[-2])),
    ("at -3", "pick the third to last element", one(lambda x: x[-3])),
    ("middle", "pick the element in the middle, the second of the two if there are two", one(lambda x: x[len(x) // 2])),
    ("max", "pick the largest number", one(max)),
    ("min", "pick the smallest number", one(min)),
    ("max 2", "pick the second largest number", one(lambda x: at(sorted(x)[::-1], 1))),
    ("min 2", "pick the second smallest number", one(lambda x: at(sorted(x), 1))),
    ("median", "sort the list and pick the number in the middle", one(lambda x: sorted(x)[len(x) // 2])),
    (
        "at last",
        "pick the element at the position that the last element says, counting from 0",
        one(lambda x: at(x, x[-1])),
    ),
    (
        "at first",
        "pick the element at the position that the first element says, counting from 0",
        one(lambda x: at(x, x[0])),
    ),
    ("first even", "pick the first even number", one(lambda x: where(even)(x)[0])),
    ("last even", "pick the last even number", one(lambda x: where(even)(x)[-1])),
    ("first odd", "pick the first odd number", one(lambda x: where(odd)(x)[0])),
    ("last odd", "pick the last odd number", one(lambda x: where(odd)(x)[-1])),
    ("first >50", "pick the first number above 50", one(lambda x: where(lambda v: v > 50)(x)[0])),
    ("max even", "pick the largest even number", one(lambda x: max(where(even)(x)))),
    ("min odd", "pick the smallest odd number", one(lambda x: min(where(odd)(x)))),
    ("max <50", "pick the largest number below 50", one(lambda x: max(v for v in x if v < 50))),
]
COUNT: list[Row] = [
    ("size", "count the elements", one(len)),
    ("count 5", "count how often 5 occurs", one(lambda x: x.count(5))),
    ("count 0", "count how often 0 occurs", one(lambda x: x.count(0))),
    *(
        (f"count {kind}", f"count the {KINDS[kind][0]}", one(lambda x, test=KINDS[kind][1]: len(where(test)(x))))  # type: ignore[misc]
        for kind in ("even", "odd", ">20", ">50", "<30", "mult 3", "mult 5")
    ),
    ("count distinct", "count the different numbers", one(lambda x: len(set(x)))),
    (
        "count repeats",
        "count the elements that repeat an earlier one",
        one(lambda x: sum(v in x[:i] for i, v in enumerate(x))),
    ),
    (
        "count rises",
        "count the elements that are larger than the one before them",
        one(lambda x: sum(b > a for a, b in neighbours(x))),
    ),
    (
        "count falls",
        "count the elements that are smaller than the one before them",
        one(lambda x: sum(b < a for a, b in neighbours(x))),
    ),
    ("count > first", "count the numbers larger than the first one", one(lambda x: sum(v > x[0] for v in x))),
    ("count < last", "count the numbers smaller than the last one", one(lambda x: sum(v < x[-1] for v in x))),
    ("count first", "count how often the first number occurs", one(lambda x: x.count(x[0]))),
]


def two(work: Callable[[List], int]) -> Do:
    return lambda x: [x[1] - x[1] + work(x)]  # there is no second one: it cannot be done


NUMBER: list[Row] = [
    ("sum", "add up all the numbers", one(sum)),
    ("sum even", "add up the even numbers", one(lambda x: sum(where(even)(x)))),
    ("sum odd", "add up the odd numbers", one(lambda x: sum(where(odd)(x)))),
    ("sum >50", "add up the numbers above 50", one(lambda x: sum(v for v in x if v > 50))),
    (
        "sum distinct <30",
        "add up the different numbers below 30, each of them once",
        one(lambda x: sum({v for v in x if v < 30})),
    ),
    ("sum distinct", "add up the different numbers, each of them once", one(lambda x: sum(set(x)))),
    ("first + last", "add the first and the last element", two(lambda x: x[0] + x[-1])),
    ("last - first", "subtract the first element from the last one", two(lambda x: x[-1] - x[0])),
    ("max - min", "subtract the smallest number from the largest one", one(lambda x: max(x) - min(x))),
    ("max + min", "add the largest and the smallest number", one(lambda x: max(x) + min(x))),
    ("first + second", "add the first two elements", one(lambda x: x[0] + x[1])),
    ("last two", "add the last two elements", one(lambda x: x[-1] + x[-2])),
    ("first * second", "multiply the first two elements", one(lambda x: x[0] * x[1])),
    ("first * last", "multiply the first and the last element", two(lambda x: x[0] * x[-1])),
    ("2 * last", "take twice the last element", one(lambda x: 2 * x[-1])),
    ("2 * first", "take twice the first element", one(lambda x: 2 * x[0])),
    ("2 * max", "take twice the largest number", one(lambda x: 2 * max(x))),
    ("max + 1", "pick the largest number and add 1 to it", one(lambda x: max(x) + 1)),
    ("min - 1", "pick the smallest number and subtract 1 from it", one(lambda x: min(x) - 1)),
    ("2 * size", "take twice the number of elements", one(lambda x: 2 * len(x))),
    ("mean", "take the average of the numbers, rounding down", one(lambda x: sum(x) // len(x))),
    (
        "sum top 3",
        "sort the list in descending order and add up the first 3 elements",
        one(lambda x: sum(sorted(x)[::-1][:3])),
    ),
    (
        "sum low 3",
        "sort the list in ascending order and add up the first 3 elements",
        one(lambda x: sum(sorted(x)[:3])),
    ),
    ("sum odd places", "add up every other element, beginning with the first", one(lambda x: sum(x[0::2]))),
    ("sum but max", "add up all the numbers but the largest", one(lambda x: sum(without(x, max(x))))),
    ("sum + size", "add up all the numbers and add the number of elements", one(lambda x: sum(x) + len(x))),
    ("2 * sum", "add up all the numbers and double the total", one(lambda x: sum(x) * 2)),
    ("sum mod 10", "add up all the numbers and take the last digit of the total", one(lambda x: int(str(sum(x))[-1]))),
    ("sum of digits", "add up the digits of all the numbers", one(lambda x: sum(digits(v) for v in x))),
]
QUESTIONS: list[tuple[str, str, Callable[[List], bool]]] = [
    ("up?", "the numbers are in ascending order", lambda x: x == sorted(x)),
    ("10?", "all numbers are multiples of 10", lambda x: all(v % 10 == 0 for v in x)),
    ("all even?", "all numbers are even", lambda x: all(even(v) for v in x)),
    ("5?", "the list contains 5", lambda x: 5 in x),
    ("repeats?", "some number occurs more than once", lambda x: any(x.count(v) > 1 for v in x)),
    ("size even?", "the number of elements is even", lambda x: even(len(x))),
    ("first < last?", "the first element is smaller than the last", lambda x: x[0] < x[-1]),
    ("sum even?", "the sum of the numbers is even", lambda x: even(sum(x))),
    ("first even?", "the first element is even", lambda x: even(x[0])),
    ("last even?", "the last element is even", lambda x: even(x[-1])),
    ("first max?", "the first element is the largest number", lambda x: all(v <= x[0] for v in x)),
    ("last max?", "the last element is the largest number", lambda x: all(v <= x[-1] for v in x)),
    (">90?", "some number is above 90", lambda x: any(v > 90 for v in x)),
    ("ends equal?", "the first and the last element are equal", lambda x: x[0] == x[-1]),
]
TEST: list[Row] = [(code, f"write 1 if {words} and 0 otherwise", say(ask)) for code, words, ask in QUESTIONS]


def named(rows: list[Row], codes: str) -> list[Row]:
    return [next(row for row in rows if row[0] == code) for code in codes.split(" | ")]


def in_turn(*steps: Iterable[Row]) -> list[Row]:
    """Each of the first steps, then each of the second, ..."""

    def done(runs: list[Do]) -> Do:
        def do(x: List) -> List:
            for run in runs:
                x = run(x)
            return x

        return do

    return [
        (", ".join(row[0] for row in rows), ", then ".join(row[1] for row in rows), done([row[2] for row in rows]))
        for rows in itertools.product(*steps)
    ]


SORTS = named(ORDER, "sort up | sort down")
REVERSE = named(ORDER, "reverse")
FAMILIES: dict[str, tuple[str, list[Row]]] = {
    "keep": ("keep some of the elements", KEEP),
    "order": ("keep all the elements, perhaps in another order", ORDER),
    "change": ("change every element in the same way", CHANGE),
    "some": ("change only some of the elements", SOME),
    "place": ("change each element by its position or by other elements", PLACE),
    "element": ("pick one element", ELEMENT),
    "count": ("count something", COUNT),
    "number": ("work out one number from the list", NUMBER),
    "test": ("answer a question about the list, with 1 for yes and 0 for no", TEST),
    "pick, change": (
        "pick one element and then change it",
        [
            (code, words.replace("each number", "it"), run)
            for code, words, run in in_turn(
                named(ELEMENT, "at 1 | at 2 | at 3 | at -2 | max | min | max 2"),
                named(CHANGE, "+10 | *3 | square | 2x-4"),
            )
        ],
    ),
    "keep, change": (
        "keep some of the elements and then change them",
        [
            *in_turn(
                named(KEEP, "keep even | keep odd | keep >20 | keep >50 | keep <50 | keep mult 3"),
                named(CHANGE, "+1 | -1 | *2 | *3"),
            ),
            *in_turn(named(KEEP, "take 3 | drop 1 | odd places"), named(CHANGE, "+1 | *2 | square")),
            *in_turn(named(KEEP, "keep even | drop mult 5"), named(CHANGE, "half | tens")),
            *in_turn(named(KEEP, "drop ends | take last 3"), named(PLACE, "+i | running sum")),
        ],
    ),
    "order, keep": (
        "keep some of the elements, in another order",
        [
            *in_turn(SORTS, named(KEEP, "take 2 | take 3 | drop 1 | drop 2 | odd places | drop ends | distinct")),
            *in_turn(REVERSE, named(KEEP, "take 2 | take 3 | drop 2 | odd places | drop ends")),
            *in_turn(named(KEEP, "keep even | keep odd | keep >20 | keep <50 | drop mult 5"), [*SORTS, *REVERSE]),
            *in_turn(named(KEEP, "keep even | keep odd"), SORTS, named(KEEP, "take 2 | drop 1")),
        ],
    ),
    "order, change": (
        "put the elements in another order and then change them",
        [
            *in_turn(
                SORTS,
                [
                    *named(CHANGE, "+1 | +2 | +3 | +5 | +10 | -1 | -2 | -3 | *2 | *3 | 2x+1 | half | last digit"),
                    *named(CHANGE, "digit sum"),
                    *named(PLACE, "+i | +i+1 | -i | *i | +first | running sum | sums | steps"),
                ],
            ),
            *in_turn(REVERSE, [*named(CHANGE, "+1 | *2 | last digit"), *named(PLACE, "+i | *i")]),
            *in_turn(named(ORDER, "rotate 1 | swap ends"), named(CHANGE, "+1 | *2 | 2x-1")),
        ],
    ),
    "extend": ("add something to the list", EXTEND),
}


def run(do: Do, x: Iterable[int]) -> List | None:
    """What a rule makes of a list; None where it cannot be done."""
    try:
        return do(list(x))
    except (IndexError, ValueError, ZeroDivisionError):
        return None
