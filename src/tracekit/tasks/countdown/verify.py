"""Judging an expression: its numbers, its operations, its value."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from tracekit.tasks.countdown.expressions import operators_of
from tracekit.tasks.countdown.problem import CountdownProblem
from tracekit.verify import ExpressionError, Node, Number, Verdict, read_expression


def judge(problem: CountdownProblem, answer: str, *, use_all: bool, operators: str, fractions: bool) -> Verdict:
    """Whether an expression makes the target from the given numbers, by the rules of the question."""
    try:
        expression = read_expression(answer)
    except ExpressionError as error:
        return Verdict(correct=False, reason=f"not an expression: {error}")
    left = list(problem.numbers)
    for number in expression.numbers:
        if number not in left:
            return Verdict(correct=False, reason=f"{number} is not given, or is used too often")
        left.remove(number)
    if use_all and left:
        return Verdict(correct=False, reason=f"not used: {', '.join(map(str, left))}")
    used = operators_of(expression.tree)
    if not used <= set(operators):
        return Verdict(correct=False, reason=f"not allowed: {', '.join(sorted(used - set(operators)))}")
    if not fractions and (broken := broken_quotient(expression.tree)):
        return Verdict(correct=False, reason=f"{broken} is no whole number")
    if expression.value != problem.target:
        return Verdict(correct=False, reason=f"it makes {expression.value}, not {problem.target}")
    return Verdict(correct=True, reason=f"it makes {problem.target}")


def broken_quotient(tree: Node) -> str | None:
    """The first division in an expression that does not come out as a whole number; None if all do.

    A fraction times its denominator is whole again, but the step before it was not: ``6 / 4 * 2`` breaks the rule that
    ``6 * 2 / 4`` keeps.
    """

    def value_of(node: Node) -> Fraction:
        if isinstance(node, Number):
            return Fraction(node.value)
        left, right = value_of(node.left), value_of(node.right)
        if node.op != "/":
            return left + right if node.op == "+" else left - right if node.op == "-" else left * right
        quotient = left / right
        if quotient.denominator != 1:
            raise _BrokenQuotientError(f"{left} / {right}")
        return quotient

    try:
        value_of(tree)
    except _BrokenQuotientError as broken:
        return str(broken)
    return None


class _BrokenQuotientError(Exception):
    """A division that leaves a remainder."""


def answer_key(answer: str) -> Hashable:
    """An expression as a sum of products of sums ..., whatever its brackets and the order of its terms and factors."""
    try:
        return _key(read_expression(answer).tree)
    except ExpressionError:
        return None


def _key(tree: Node) -> Hashable:
    if isinstance(tree, Number):
        return tree.value
    signs = "+-" if tree.op in "+-" else "*/"
    parts: tuple[list[Hashable], list[Hashable]] = ([], [])  # terms added and taken off, or factors and divisors
    waiting: list[tuple[Node, int]] = [(tree, 0)]
    while waiting:
        node, side = waiting.pop()
        if isinstance(node, Number) or node.op not in signs:
            parts[side].append(_key(node))
        else:
            waiting += [(node.left, side), (node.right, side ^ (node.op == signs[1]))]
    return signs, *[tuple(sorted(part, key=repr)) for part in parts]


def partial_credit(problem: CountdownProblem, answer: str, *, use_all: bool, operators: str, fractions: bool) -> float:
    """How near a legal expression comes to the target, as in the television game.

    It has to keep to the rules and to have an integer value: else a fraction beside the target would do. Free is to
    come as near as the numbers do with one and the same sign between them all, as they stand or from the largest one
    down, or where not all need be used, any one or two of them.
    """
    try:
        expression = read_expression(answer)
    except ExpressionError:
        return 0.0
    used, given = Counter(expression.numbers), Counter(problem.numbers)
    if (used != given) if use_all else not used <= given:
        return 0.0
    if not operators_of(expression.tree) <= set(operators):
        return 0.0
    if expression.value.denominator != 1 or (not fractions and broken_quotient(expression.tree)):
        return 0.0
    off = abs(expression.value - problem.target)
    free = min(abs(value - problem.target) for value in _plain_values(problem.numbers, operators, use_all))
    return float(1 - off / free) if 0 < off < free else 0.0


def _plain_values(numbers: Sequence[int], operators: str, use_all: bool) -> Iterator[Fraction]:
    """What the numbers make without any search."""
    orders = [list(numbers), sorted(numbers, reverse=True)]
    if not use_all:
        orders += [[number] for number in numbers]
        orders += [[a, b] for i, a in enumerate(numbers) for j, b in enumerate(numbers) if i != j]
    for order in orders:
        first, rest = Fraction(order[0]), order[1:]
        yield first + sum(rest)
        yield first - sum(rest)
        if "*" in operators:
            yield first * math.prod(rest)
        if "/" in operators and all(rest):
            yield first / math.prod(rest)
