"""Partial credit for wrong answers: how much of an answer is right, less what comes for free.

A task of your own says it in a method ``partial_credit(problem, answer) -> float | None``; for tasks without one there
is a registry by name. Both follow one rule: an answer that anyone could write down without solving anything (the clues
copied, one digit everywhere, the input handed back) is worth 0, and the credit grows from there in proportion to what
is right. An answer that is not even of the form asked for is worth 0.

Color cube and self-reference have none: a colour and a number of solutions are right or wrong, and being near is no
merit. The same goes for problems of other tasks that ask for a single name or number; there the credit is None.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from tracekit.errors import ParameterError
from tracekit.tasks import Task
from tracekit.verify import ExpressionError, GridError, evaluate, read_grid

__all__ = ["CREDITS", "credit_of"]


def _sudoku(_: Task[Any, Any], problem: Any, answer: str) -> float:
    """Share of the blanks filled right.

    A grid that is not complete, or changes a clue, gets nothing; clues are never counted. Free are one digit in every
    blank, and the digits that a row or column lacks written into it in order.
    """
    size, clues = problem.size, problem.grid
    try:
        grid = read_grid(answer, size, size)
    except GridError:
        return 0.0
    if any(clue and clue != digit for clue, digit in zip(clues, grid, strict=True)):
        return 0.0
    solved = problem.solved_grid()
    blanks = [i for i, clue in enumerate(clues) if not clue]
    rows = [range(first, first + size) for first in range(0, size * size, size)]
    columns = [range(first, size * size, size) for first in range(size)]
    free = max(
        max(Counter(solved[i] for i in blanks).values(), default=0),
        *(_in_order(clues, solved, lines, size, step) for lines in (rows, columns) for step in (1, -1)),
    )
    return _above(sum(grid[i] == solved[i] for i in blanks), free, len(blanks))


def _in_order(clues: Sequence[int], solved: Sequence[int], lines: Sequence[range], size: int, step: int) -> int:
    """How many blanks come out right where the digits that each line lacks are written into it in order."""
    right = 0
    for line in lines:
        lacking = sorted(set(range(1, size + 1)) - {clues[i] for i in line})[::step]
        right += sum(solved[i] == digit for i, digit in zip([i for i in line if not clues[i]], lacking, strict=False))
    return right


def _arc_1d(_: Task[Any, Any], problem: Any, answer: str) -> float:
    """Share of the cells that are right. Free are the input, forwards or backwards, and one colour everywhere."""
    expected: str = problem.output
    return _alike(_digits(answer), expected, [problem.test, problem.test[::-1]])


def _digits(answer: str) -> str:
    text = answer.strip()[:1000]
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1]
    cells = text.replace(",", " ").split()
    if len(cells) == 1:
        cells = list(cells[0])
    return "".join(cells) if all(len(cell) == 1 and cell in "0123456789" for cell in cells) else ""


def _list_functions(_: Task[Any, Any], problem: Any, answer: str) -> float:
    """Share of the elements that are right, in a list of the right length.

    Free are the input as it is, backwards and sorted either way, the output of any example, and one number everywhere.
    """
    from tracekit.tasks.list_functions.verify import ListError, read_list

    try:
        numbers = read_list(answer)
    except ListError:
        return 0.0
    last = problem.last
    return _alike(numbers, problem.answer, [last, last[::-1], sorted(last), sorted(last)[::-1], *problem.outputs])


def _alike(given: Sequence[Any], right: Sequence[Any], free: Sequence[Sequence[Any]]) -> float:
    """The share of places where two sequences of one length agree, less what the best of some free ones would get."""
    if len(given) != len(right) or not right:
        return 0.0
    for_nothing = [sum(a == b for a, b in zip(each, right, strict=False)) for each in free]
    most = max(*for_nothing, *Counter(right).values())
    return _above(sum(a == b for a, b in zip(given, right, strict=True)), most, len(right))


def _countdown(task: Any, problem: Any, answer: str) -> float:
    """How near a legal expression comes to the target, as in the television game.

    It has to keep to the rules and to have an integer value: else a fraction beside the target would do. Free is to
    come as near as the numbers do with one and the same sign between them all, as they stand or from the largest one
    down, or where not all need be used, any one or two of them.
    """
    from tracekit.tasks.countdown.expressions import operators_of

    try:
        expression = evaluate(answer)
    except ExpressionError:
        return 0.0
    used, given = Counter(expression.numbers), Counter(problem.numbers)
    if (used != given) if task.use_all else not used <= given:
        return 0.0
    if not operators_of(expression.tree) <= set(task.operators):
        return 0.0
    if expression.value.denominator != 1:
        return 0.0
    off = abs(expression.value - problem.target)
    free = min(abs(value - problem.target) for value in _plain_values(problem.numbers, task.operators, task.use_all))
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


def _zebra_puzzles(_: Task[Any, Any], problem: Any, answer: str) -> float | None:
    """Share of the values that are in their houses, where the whole table is asked for; a name is right or wrong.

    The table has to be complete. Values that a clue puts in a house are not counted, and have to be there. Free are the
    lists as they stand, forwards or backwards, and one right value of each list: so many has any order on average.
    """
    if problem.ask != "table":
        return None
    from tracekit.tasks.zebra_puzzles.solver import solutions
    from tracekit.tasks.zebra_puzzles.verify import read_table

    house_of = read_table(problem.values, answer)
    if isinstance(house_of, str):
        return 0.0
    table = problem.solution or solutions(problem.values, problem.clues, limit=1)[0]
    right = {value: house for house, row in enumerate(table, 1) for value in row}
    given = {clue.values[0] for clue in problem.clues if clue.kind == "at"}
    if any(house_of[value] != right[value] for value in given):
        return 0.0
    lists = [[value for value in values if value not in given] for values in problem.values]
    orders = range(1, problem.n_houses + 1), range(problem.n_houses, 0, -1)
    in_order = [
        sum(
            right[value] == house
            for values in problem.values
            for value, house in zip(values, order, strict=True)
            if value not in given
        )
        for order in orders
    ]
    free = max(sum(bool(values) for values in lists), *in_order)
    counted = [value for values in lists for value in values]
    return _above(sum(house_of[value] == right[value] for value in counted), free, len(counted))


def _advanced_geometry(_: Task[Any, Any], problem: Any, answer: str) -> float | None:
    """Half for one right coordinate of a point; a length, an angle and an area are right or wrong.

    A coordinate that is 0 or that of a corner is free: the other one is then the whole work, and there is no half.
    """
    from tracekit.tasks.advanced_geometry.verify import right_parts

    parts = right_parts(problem.kind, problem.a, problem.b, problem.c, answer)
    if parts is None:
        return None
    corners = (problem.a, problem.b, problem.c)
    known = [right_parts(problem.kind, *corners, f"({x}, {y})") for x, y in [(0, 0), *corners]]
    free = sum(any(each and each[i] for each in known) for i in (0, 1))
    return _above(sum(parts), free, 2)


def _above(right: int, free: int, total: int) -> float:
    """The share above what is free. All of it right and yet refused: wrong in how it is written."""
    return (right - free) / (total - free) if free < right < total else 0.0


CREDITS: Mapping[str, Callable[[Any, Any, str], float | None]] = MappingProxyType(
    {
        "sudoku": _sudoku,
        "mini_sudoku": _sudoku,
        "arc_1d": _arc_1d,
        "list_functions": _list_functions,
        "countdown": _countdown,
        "zebra_puzzles": _zebra_puzzles,
        "advanced_geometry": _advanced_geometry,
    }
)
"""Partial credit by the name of the task: (task, problem, answer) -> share in [0, 1), or None if there can be none."""


def credit_of(task: Task[Any, Any], problem: Any, answer: str) -> float | None:
    """How much of a wrong answer is right.

    Args:
        task: the task, with the settings that the answer is judged by.
        problem: the problem.
        answer: the bare answer. It is taken to be wrong: a right one is not recognised here.

    Returns:
        A share in [0, 1); None for a task or problem without partial credit.

    Raises:
        ParameterError: if a task's own ``partial_credit`` gives anything else than None or a number in [0, 1).
    """
    own = getattr(task, "partial_credit", None)
    if callable(own):
        credit = own(problem, answer)
    elif task.name in CREDITS:
        credit = CREDITS[task.name](task, problem, answer)
    else:
        return None
    if credit is None:
        return None
    if isinstance(credit, bool) or not isinstance(credit, (int, float)) or not 0 <= credit < 1:
        raise ParameterError("partial_credit", credit, f"of task {task.name!r} must be None or a number in [0, 1)")
    return float(credit)
