"""Making problems: rules by level, and input lists in which a rule shows."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tracekit.seeding import Stream
from tracekit.tasks.list_functions.problem import ListFunctionsProblem
from tracekit.tasks.list_functions.rules import FAMILIES, RULES, Rule
from tracekit.tasks.list_functions.step import Numbers
from tracekit.tasks.list_functions.survey import survey


@functools.cache
def by_level(low: int, high: int) -> tuple[tuple[Rule, ...], ...]:
    """The rules of these levels, family by family."""
    families = [tuple([rule for rule in family.rules if low <= rule.level <= high]) for family in FAMILIES.values()]
    return tuple([rules for rules in families if rules])


def make(code: str, inputs: tuple[Numbers, ...], last: Numbers) -> ListFunctionsProblem | None:
    """The problem of a rule and inputs; None if the examples are dull, or do not tell what the last output is."""
    run = RULES[code].run
    outputs = [run(x) for x in inputs]
    answer = run(last)
    if not all(outputs) or not answer or len(set(outputs)) < min(3, 1 + len(outputs) // 2, _most_outputs(code)):
        return None
    if len({*inputs, last}) <= len(inputs) or (outputs[0] == inputs[0] and code != "same"):
        return None
    given = tuple([output for output in outputs if output])
    # All rules that fit must agree on the last input.
    if set(survey(inputs, given, last).answers.values()) != {answer}:
        return None
    return ListFunctionsProblem(inputs=inputs, outputs=given, last=last, answer=answer, rule=code)


def _most_outputs(code: str) -> int:
    return 2 if RULES[code].family == "test" else 3


def draw_input(hint: str, stream: Stream, lengths: tuple[int, int], max_value: int) -> Numbers:
    """A random list of numbers from 0 to ``max_value``, made so that rules with this hint tell their inputs apart."""
    length = stream.between(*lengths)
    if hint and (halves := _halves(hint, max_value)):
        yes, no = halves
        # One draw for all: below len(yes) * len(no) * 2 for each number.
        drawn = _numbers(stream, length, 2 * len(yes) * len(no))
        return tuple([yes[v // 2 % len(yes)] if v % 2 else no[v // 2 % len(no)] for v in drawn])
    values = _numbers(stream, length, max_value + 1)
    return tuple(_adapted(hint, values, stream) if hint else values)


def _numbers(stream: Stream, length: int, size: int) -> list[int]:
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
    if hint[0] in "<>" and hint[1:].isdecimal():
        limit = int(hint[1:]) + (hint[0] == ">")
        return range(limit), range(limit, max_value + 1)
    return None


def _adapted(hint: str, values: list[int], stream: Stream) -> list[int]:
    length = len(values)
    if hint in ("fives", "zeros"):
        value = 5 if hint == "fives" else 0
        share = stream.pick((0.0, 0.3, 0.5))
        return [value if stream.chance(share) else v for v in values]
    if hint == "repeat":
        return [stream.pick(values[:i]) if i and stream.chance(0.35) else v for i, v in enumerate(values)]
    if hint == "first repeats":
        return [values[0] if stream.chance(0.35) else v for v in values]
    if hint in ("last is index", "first is index"):
        values[-1 if hint == "last is index" else 0] = stream.below(length)
        return values
    # What follows is for questions with the answers yes and no: yes half the time.
    if stream.chance(0.5):
        return values
    match hint:
        case "sorted":
            values.sort()
        case "tens":
            values = [v // 10 * 10 for v in values]
        case "all even":
            values = [v // 2 * 2 for v in values]
        case "first is max":
            i = values.index(max(values))
            values[0], values[i] = values[i], values[0]
        case "last is max":
            i = values.index(max(values))
            values[-1], values[i] = values[i], values[-1]
        case "ends equal":
            values[-1] = values[0]
    return values
