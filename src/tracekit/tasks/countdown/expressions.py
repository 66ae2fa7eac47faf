"""What Countdown's moves amount to as expressions, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from tracekit.seeding import Stream
from tracekit.tasks.countdown.problem import Combine, Value
from tracekit.verify import Node, Number

_combine = partial(tuple.__new__, Combine)  # the same as Combine(...), in half the time


def combine(a: Value, op: str, b: Value, result: Value) -> Combine:
    """A sum or product names the larger number first, whichever way it is told."""
    return Combine(b, op, a, result) if op in "+*" and a < b else Combine(a, op, b, result)


def without(numbers: Sequence[Value], *taken: Value) -> list[Value] | None:
    """The numbers left once some are taken away; None if those are not all there."""
    rest = list(numbers)
    for number in taken:
        if number not in rest:
            return None
        rest.remove(number)
    return rest


def combinations_of(a: Value, b: Value, operators: str, *, fractions: bool) -> tuple[Combine, ...]:
    """The legal moves on two numbers, ``a >= b``."""
    results = [("+", a + b), ("-", a - b)]
    if "*" in operators:
        results.append(("*", a * b))
    if "/" in operators and b and (fractions or not a % b):
        results.append(("/", quotient(a, b) if fractions else a // b))
    if not fractions:
        return tuple([_combine((a, op, b, result)) for op, result in results])
    moves = [Combine(a, op, b, plain(result)) for op, result in results]
    if "/" in operators and a != b:
        moves.append(Combine(b, "/", a, quotient(b, a)))
    return tuple(moves)


def quotient(a: Value, b: Value) -> Value:
    """``a / b``, exactly."""
    if isinstance(a, int) and isinstance(b, int) and not a % b:
        return a // b
    value = Fraction(a) / b
    return value.numerator if value.denominator == 1 else value


def plain(value: Value) -> Value:
    """The same number, as an int if it is one."""
    return value.numerator if value.denominator == 1 else value


def operators_of(tree: Node) -> set[str]:
    """The operations in an expression."""
    return set() if isinstance(tree, Number) else {tree.op} | operators_of(tree.left) | operators_of(tree.right)


def expression_of(numbers: Sequence[Value], moves: Sequence[Combine], target: Value) -> str:
    """The moves as one expression with no more parentheses than needed."""
    pool: list[tuple[Value, str, str]] = [
        (number, str(number), "") for number in numbers
    ]  # value, text, outer operator
    for move in moves:
        parts = []
        for side, number in (("left", move.a), ("right", move.b)):
            i = next(i for i in range(len(pool) - 1, -1, -1) if pool[i][0] == number)
            _, text, op = pool.pop(i)
            weaker = op in ("+", "-") and move.op in ("*", "/")
            if weaker or (side == "right" and op and (move.op == "/" or (move.op == "-" and op in ("+", "-")))):
                text = f"({text})"
            parts.append(text)
        pool.append((move.result, f"{parts[0]} {move.op} {parts[1]}", move.op))
    return next((text for value, text, _ in reversed(pool) if value == target), "")


def moves_of(expression: Node, *, fractions: bool) -> list[tuple[Combine, tuple[int, int]]] | None:
    """The moves that an expression amounts to, each with the moves (their indices, or -1) that make its two numbers.

    Signs are moved outwards so that no number is negative. None if a quotient is no integer and must be one.
    """
    moves: list[tuple[Combine, tuple[int, int]]] = []

    def walk(node: Node) -> tuple[int, Value, int]:  # sign, absolute value, index of the move that makes it
        if isinstance(node, Number):
            return 1, node.value, -1
        (left_sign, a, i), (right_sign, b, j) = walk(node.left), walk(node.right)
        op, sign = node.op, left_sign * right_sign
        if op in "+-":
            right_sign = -right_sign if op == "-" else right_sign
            op, sign = ("+", left_sign) if left_sign == right_sign else ("-", left_sign if a >= b else right_sign)
        if op != "/" and a < b:
            a, b, i, j = b, a, j, i
        if op == "/" and not fractions and a % b:
            raise ArithmeticError
        result = a + b if op == "+" else a - b if op == "-" else a * b if op == "*" else quotient(a, b)
        moves.append((Combine(a, op, b, plain(result)), (i, j)))
        return sign, plain(result), len(moves) - 1

    try:
        walk(expression)
    except ArithmeticError:
        return None
    return moves


def random_order(moves: Sequence[tuple[Combine, tuple[int, int]]], stream: Stream) -> Iterator[Combine]:
    """The moves in a random order in which each comes after those whose results it needs."""
    waiting = list(range(len(moves)))
    done = {-1}
    while waiting:
        ready = [i for i in waiting if done.issuperset(moves[i][1])]
        i = stream.pick(ready)
        waiting.remove(i)
        done.add(i)
        yield moves[i][0]
