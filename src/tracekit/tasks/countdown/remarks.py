"""What can truly be said of a Countdown state without making a move.

``check``, ``backward`` and ``subgoal`` are what arXiv 2503.01307 calls verification, backward chaining and subgoal
setting. They use the numbers left and the target, never the solution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tracekit.tasks.countdown.expressions import combinations_of, combine, plain, quotient, without
from tracekit.tasks.countdown.problem import Combine, Value

KINDS = ("check", "restate", "list", "compare", "backward", "subgoal")

FARTHEST = 3
"""No number above so many times the target is named as one to aim at."""

_INVERSE = {"+": "-", "-": "+", "*": "/", "/": "*"}


class SoFar(NamedTuple):
    """``restate``: the moves that stand."""

    moves: tuple[Combine, ...]


class Checked(NamedTuple):
    """``check``: a move that stands, worked back: ``result inverse b = a``."""

    a: Value
    op: str
    b: Value
    result: Value
    inverse: str


class Results(NamedTuple):
    """``list``: all that two of the numbers left can make, each result once."""

    a: Value
    b: Value
    results: tuple[Value, ...]


class Option(NamedTuple):
    """``compare``: what two of the numbers left would make, and how far that is from the target."""

    a: Value
    op: str
    b: Value
    result: Value
    distance: Value
    side: str
    """``above`` or ``below`` the target."""
    target: int


class Need(NamedTuple):
    """``backward``: with ``need`` made of the other numbers, ``need op by`` would be the target."""

    need: Value
    op: str
    by: Value
    target: int


class Aim(NamedTuple):
    """``subgoal``: make ``goal`` of all numbers but ``by``; ``goal op by`` then is the target."""

    goal: Value
    numbers: tuple[Value, ...]
    op: str
    by: Value
    target: int


class Table(NamedTuple):
    """What a claim is held against: the numbers left and the rules."""

    numbers: tuple[Value, ...]
    target: int
    operators: str
    use_all: bool
    fractions: bool


def claims_of(kind: str, table: Table, path: Sequence[Combine]) -> list[NamedTuple]:
    """What is worth saying: true, and not so near the end that it would give the last step away."""
    numbers = table.numbers
    if kind == "restate":
        return [SoFar(tuple(path))] if len(path) > 1 else []
    if kind == "check":
        inverted = path and (path[-1].op in "+-/" or path[-1].b != 0)
        return [Checked(*path[-1], _INVERSE[path[-1].op])] if inverted else []
    if len(numbers) < 3:
        return []
    if kind in ("backward", "subgoal"):
        return [claim for by in dict.fromkeys(numbers) for claim in _needs(kind, table, by)]
    pairs = dict.fromkeys((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    found: list[NamedTuple] = []
    for a, b in pairs:
        moves = combinations_of(a, b, table.operators, fractions=table.fractions)
        if any(move.result == table.target for move in moves):
            continue
        if kind == "list":
            found.append(Results(a, b, tuple(dict.fromkeys(move.result for move in moves))))
        else:
            found += [
                Option(*move, *_distance(move.result, table.target), table.target)
                for move in moves
                if move.result not in (0, a, b)
            ]
    return found


def is_true(claim: object, table: Table, path: Sequence[Combine]) -> bool:
    """Whether a claim holds, worked out from its own numbers."""
    left, target = table.numbers, table.target
    match claim:
        case SoFar(moves):
            return bool(moves) and Counter(moves) == Counter(path)
        case Checked(a, op, b, result, inverse):
            return combine(a, op, b, result) in path and inverse == _INVERSE.get(op) and _value(result, inverse, b) == a
        case Results(a, b, results):
            if without(left, a, b) is None:
                return False
            moves = combinations_of(max(a, b), min(a, b), table.operators, fractions=table.fractions)
            return len(set(results)) == len(results) and set(results) == {move.result for move in moves}
        case Option(a, op, b, result, distance, side, said):
            if without(left, a, b) is None or said != target:
                return False
            legal = combinations_of(max(a, b), min(a, b), table.operators, fractions=table.fractions)
            return (
                combine(a, op, b, result) in legal and (distance, side) == _distance(result, target) and distance != 0
            )
        case Need(need, op, by, said):
            return by in left and len(left) > 1 and said == target and _finishes(need, op, by, table)
        case Aim(goal, numbers, op, by, said):
            rest = without(left, by)
            if not rest or said != target:
                return False
            return sorted(numbers) == sorted(rest) and _finishes(goal, op, by, table)
    return False


def _needs(kind: str, table: Table, by: Value) -> list[NamedTuple]:
    """The numbers from which one step with ``by`` leads to the target."""
    target, rest = table.target, list(table.numbers)
    rest.remove(by)
    if by == 0:
        return []
    ways: list[tuple[Value, str]] = [(target - by, "+"), (target + by, "-")]
    if by != 1:
        ways += [(quotient(target, by), "*"), (target * by, "/")]
    found: list[NamedTuple] = []
    for need, op in ways:
        whole = table.fractions or need.denominator == 1
        # A number that is there already would be the last step itself, where not all numbers have to be used; and
        # hardly anyone would aim at one that is far above the target.
        if not 1 <= need <= FARTHEST * target or not whole or op not in table.operators:
            continue
        if need in rest and not table.use_all:
            continue
        claim = Need(plain(need), op, by, target)
        found.append(claim if kind == "backward" else Aim(claim.need, tuple(rest), op, by, target))
    return found


def _finishes(need: Value, op: str, by: Value, table: Table) -> bool:
    if op not in table.operators or (not table.fractions and (need.denominator != 1 or need < 0)):
        return False
    return _value(need, op, by) == table.target


def _value(a: Value, op: str, b: Value) -> Value | None:
    if op == "/":
        return quotient(a, b) if b else None
    return plain(a + b if op == "+" else a - b if op == "-" else a * b)


def _distance(result: Value, target: int) -> tuple[Value, str]:
    return plain(result - target if result > target else target - result), "above" if result > target else "below"
