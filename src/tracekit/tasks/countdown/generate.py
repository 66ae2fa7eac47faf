"""Making problems: numbers are combined at random, and what they come to is the target."""

from __future__ import annotations

from collections.abc import Sequence

from tracekit.seeding import Stream
from tracekit.tasks.countdown.expressions import plain, quotient
from tracekit.tasks.countdown.problem import Combine, Value


def random_moves(
    numbers: Sequence[int], targets: tuple[int, int], stream: Stream, *, fractions: bool, operators: str
) -> list[Combine]:
    """A random way to combine all numbers into a target; empty if it ran into pointless steps or out of range.

    Any two numbers left are combined, not always the last result with the next number, so that a target need not be
    one that working along a row of numbers would find.
    """
    left: list[Value] = list(numbers)
    moves: list[Combine] = []
    most = 10 * targets[1]
    while len(left) > 1:
        b = left.pop(stream.below(len(left)))
        a = left.pop(stream.below(len(left)))
        a, b = (a, b) if a >= b else (b, a)
        results: dict[str, Value] = {"+": a + b, "-": a - b, "*": a * b}
        if b and (fractions or not a % b):
            results["/"] = quotient(a, b)
        options = [
            (op, result)
            for op, result in results.items()
            if op in operators and result not in (0, a) and result <= most
        ]
        if not left:
            options = [
                (op, result) for op, result in options if result.denominator == 1 and targets[0] <= result <= targets[1]
            ]
        if not options:
            return []
        op, result = stream.pick(options)
        moves.append(Combine(a, op, b, plain(result)))
        left.append(moves[-1].result)
    return moves
