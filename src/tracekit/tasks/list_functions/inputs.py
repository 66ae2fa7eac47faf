"""Drawing input lists in which a rule shows, and in which it can be told from what it could be mistaken for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from tracekit.seeding import Stream
from tracekit.tasks.list_functions.step import Numbers

Values = list[int]


def draw_input(hint: str, stream: Stream, lengths: tuple[int, int], max_value: int) -> Numbers:
    """A random list of numbers from 0 to ``max_value``, made so that rules with this hint tell their inputs apart."""
    length = stream.between(*lengths)
    if hint and (halves := _halves(hint, max_value)):
        yes, no = halves
        # One draw for all: below len(yes) * len(no) * 2 for each number.
        drawn = _numbers(stream, length, 2 * len(yes) * len(no))
        values = [yes[v // 2 % len(yes)] if v % 2 else no[v // 2 % len(no)] for v in drawn]
        if edge := _edge(hint):
            # The limit itself and its neighbour on the other side: by them it is known exactly.
            for value in edge:
                if stream.chance(0.4):
                    values[stream.below(length)] = value
        return tuple(values)
    values = _numbers(stream, length, max_value + 1)
    if question := QUESTIONS.get(hint):
        return tuple(_asked(question, values, stream, max_value))
    return tuple(_adapted(hint, values, stream) if hint else values)


def draw_first(hint: str, stream: Stream, lengths: tuple[int, int], max_value: int) -> Numbers:
    """A random list of which many rules are apt to make the same: short, of small or similar numbers, or in order.

    It goes first among the examples, so that what one thinks of when one sees it may well be wrong.
    """
    shape = stream.below(10)
    if shape < 2:
        return draw_input(hint, stream, lengths, max_value)
    length = stream.between(*lengths)
    match shape:
        case 2 | 3:
            values = _numbers(stream, length, 10)
        case 4 | 5 | 6:
            values = sorted(_numbers(stream, length, stream.pick((20, 50, max_value + 1))), reverse=shape == 4)
        case 7:
            values = [2 * v for v in _numbers(stream, length, 20)]
        case 8:
            values = [2 * v + 1 for v in _numbers(stream, length, 20)]
        case _:
            half = _numbers(stream, (length + 1) // 2, 50)
            values = [*half, *half[::-1][length % 2 :]]
    # What is at the ends, and how often, is what many rules go by.
    for end in (0, -1):
        if stream.chance(0.3):
            values[end] = stream.pick((stream.below(11), stream.below(11), length, max(values)))
    if stream.chance(0.2):
        values[stream.below(length)] = stream.pick(values)
    return tuple(values)


def _numbers(stream: Stream, length: int, size: int) -> Values:
    """So many numbers below ``size``, from one draw."""
    drawn = stream.below(size**length)
    numbers = []
    for _ in range(length):
        drawn, number = divmod(drawn, size)
        numbers.append(number)
    return numbers


@functools.cache
def _halves(hint: str, max_value: int) -> tuple[Sequence[int], Sequence[int]] | None:
    """The numbers that are as the hint says, and those that are not; None if it is not about single numbers."""
    if hint in ("even", "odd"):
        return range(0, max_value + 1, 2), range(1, max_value + 1, 2)
    kind, _, number = hint.partition(" ")
    if kind == "mult":
        n = int(number)
        return range(0, max_value + 1, n), [v for v in range(max_value + 1) if v % n]
    if edge := _edge(hint):
        return range(edge[1]), range(edge[1], max_value + 1)
    return None


@functools.cache
def _edge(hint: str) -> tuple[int, int] | None:
    """The two numbers between which the limit lies that a hint names (``>20``: 20 and 21); None if it names none."""
    if not (hint[:1] in ("<", ">") and hint[1:].isdecimal()):
        return None
    limit = int(hint[1:]) + (hint[0] == ">")
    return limit - 1, limit


def _adapted(hint: str, values: Values, stream: Stream) -> Values:
    length = len(values)
    match hint:
        case "fives" | "zeros":
            value = 5 if hint == "fives" else 0
            share = stream.pick((0.0, 0.3, 0.5))
            return [value if stream.chance(share) else v for v in values]
        case "repeat":
            return [stream.pick(values[:i]) if i and stream.chance(0.35) else v for i, v in enumerate(values)]
        case "first repeats":
            return [values[0] if stream.chance(0.35) else v for v in values]
        case "last is index" | "first is index":
            values[-1 if hint == "last is index" else 0] = stream.below(length)
    return values


# --- questions with the answers yes and no ---------------------------------------------------------------------------

Maker = Callable[[Values, Stream, int], Values]
"""From random numbers to a list of as many; the last argument is the largest number allowed."""


def _asked(makers: tuple[Sequence[Maker], Sequence[Maker]], values: Values, stream: Stream, max_value: int) -> Values:
    """Yes or no with equal chances, and mostly a near miss where it is no."""
    yes, near = makers
    kind = stream.below(8)
    if kind < 4:
        return stream.pick(yes)(values, stream, max_value)
    return stream.pick(near)(values, stream, max_value) if kind < 7 else values


def _rising(values: Values, _stream: Stream, _: int) -> Values:
    return sorted(values)


def _rising_but_two(values: Values, stream: Stream, _: int) -> Values:
    values.sort()
    i = stream.below(len(values) - 1)
    values[i], values[i + 1] = values[i + 1], values[i]
    return values


def _rising_inside(values: Values, stream: Stream, _: int) -> Values:
    """Neither the first nor the last one is out of order."""
    inner = stream.shuffled(sorted(values)[1:-1])
    return [min(values), *inner, max(values)]


def _tens(values: Values, _stream: Stream, _: int) -> Values:
    return [v // 10 * 10 for v in values]


def _tens_but(values: Values, stream: Stream, _: int) -> Values:
    """Multiples of 10, but for one or two that are multiples of 5 or of 2."""
    i, j, step = stream.below(len(values)), stream.below(len(values)), stream.pick((2, 5))
    return [v // 10 * 10 + (step if place in (i, j) else 0) for place, v in enumerate(values)]


def _even(values: Values, _stream: Stream, _: int) -> Values:
    return [v // 2 * 2 for v in values]


def _even_but(values: Values, stream: Stream, _: int) -> Values:
    """Even numbers, but for one or two."""
    i, j = stream.below(len(values)), stream.below(len(values))
    return [v // 2 * 2 + (place in (i, j)) for place, v in enumerate(values)]


def _with_five(values: Values, stream: Stream, _: int) -> Values:
    values[stream.below(len(values))] = 5
    return values


def _with_nearly_five(values: Values, stream: Stream, _: int) -> Values:
    values[stream.below(len(values))] = stream.pick((4, 6, 10, 15, 25, 50, 55))
    return values


def _with_repeat(values: Values, stream: Stream, _: int) -> Values:
    i = stream.below(len(values) - 1)
    values[stream.between(i + 1, len(values) - 1)] = values[i]
    return values


def _with_neighbours(values: Values, stream: Stream, max_value: int) -> Values:
    """Two numbers that are nearly the same, or have the same last digit."""
    i = stream.below(len(values) - 1)
    values[stream.between(i + 1, len(values) - 1)] = (values[i] + stream.pick((1, 10))) % (max_value + 1)
    return values


def _ends_rise(values: Values, _stream: Stream, _: int) -> Values:
    if values[0] > values[-1]:
        values[0], values[-1] = values[-1], values[0]
    return values


def _ends_fall(values: Values, stream: Stream, _: int) -> Values:
    """The first one is larger than the last, though most others go up."""
    values.sort()
    i = stream.below(len(values) // 2)
    return [values[-1 - i], *[v for place, v in enumerate(values) if place not in (i, len(values) - 1 - i)], values[i]]


def _of_parity(place: int, parity: int) -> Maker:
    """The number at a place is even or odd, and most others are not."""

    def make(values: Values, stream: Stream, max_value: int) -> Values:
        others = [(v | 1) - parity if stream.chance(0.6) else v for v in values]
        return _put(others, place, values[place] // 2 * 2 + parity, max_value)

    return make


def _put(values: Values, place: int, value: int, max_value: int) -> Values:
    values[place] = value if value <= max_value else value - 2
    return [v if v <= max_value else v - 1 for v in values]


def _largest_at(place: int) -> Maker:
    def make(values: Values, _stream: Stream, _: int) -> Values:
        i = values.index(max(values))
        values[place], values[i] = values[i], values[place]
        return values

    return make


def _second_at(place: int) -> Maker:
    """The second largest one is there, and the largest in the middle or at the other end."""

    def make(values: Values, stream: Stream, _: int) -> Values:
        *others, second, largest = sorted(values)
        others = stream.shuffled(others)
        others.insert(stream.below(len(others) + 1), largest)
        return [second, *others] if place == 0 else [*others, second]

    return make


def _up_to(limit: int) -> Maker:
    """The largest number is this one."""

    def make(values: Values, stream: Stream, _: int) -> Values:
        values = [v % (limit + 1) for v in values]
        values[stream.below(len(values))] = limit
        return values

    return make


def _equal_ends(values: Values, _stream: Stream, _: int) -> Values:
    return [*values[:-1], values[0]]


def _nearly_equal_ends(values: Values, stream: Stream, max_value: int) -> Values:
    """The ends are neighbours; or one of them occurs again, but not at the other end."""
    if stream.chance(0.5):
        return [*values[:-1], values[0] + 1 if values[0] < max_value else values[0] - 1]
    values[stream.between(1, len(values) - 2)] = values[stream.pick((0, -1))]
    return values


def _as_they_are(values: Values, _stream: Stream, _: int) -> Values:
    return values


QUESTIONS: Mapping[str, tuple[Sequence[Maker], Sequence[Maker]]] = {
    "sorted": ((_rising,), (_rising_but_two, _rising_inside)),
    "tens": ((_tens,), (_tens_but,)),
    "all even": ((_even,), (_even_but,)),
    "contains 5": ((_with_five,), (_with_nearly_five,)),
    "some repeat": ((_with_repeat,), (_with_neighbours,)),
    "ends rise": ((_ends_rise,), (_ends_fall,)),
    "first is even": ((_of_parity(0, 0),), (_of_parity(0, 1),)),
    "last is even": ((_of_parity(-1, 0),), (_of_parity(-1, 1),)),
    "first is max": ((_largest_at(0),), (_second_at(0),)),
    "last is max": ((_largest_at(-1),), (_second_at(-1),)),
    "max >90": ((_up_to(91), _as_they_are), (_up_to(90),)),
    "ends equal": ((_equal_ends,), (_nearly_equal_ends,)),
}
"""For each hint how to make lists for yes, and lists for no that are nearly ones for yes."""
