"""Searches and replays in plain Python that share nothing with the library.

The replays read the symbolic style with regular expressions of their own, count what they see, and hold every claim
against a full search of their own.
"""

from __future__ import annotations

import ast
import operator
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
NODES = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def subset_sums(costs: Iterable[int], limit: int) -> set[int]:
    sums = {0}
    for cost in costs:
        sums |= {total + cost for total in sums if total + cost <= limit}
    return sums


@dataclass
class Node:
    """A choice point on the way down: what was tried there, and the dead ends met since the last move."""

    state: Any
    place: Any
    tried: list[Any] = field(default_factory=list)
    visited: int = 0


@dataclass
class Seen:
    """What a replay saw."""

    backtracks: int = 0
    aside: int = 0
    choices: list[Any] = field(default_factory=list)
    answer: str = ""


# --- Countdown -------------------------------------------------------------------------------------------------------

Numbers = tuple[Fraction, ...]


def exact_value(expression: str) -> tuple[Fraction, list[int]]:
    """The value of an expression of our own, and the numbers in it."""
    numbers: list[int] = []

    def walk(node: ast.AST) -> Fraction:
        if isinstance(node, ast.BinOp):
            return OPERATIONS[NODES[type(node.op)]](walk(node.left), walk(node.right))
        assert isinstance(node, ast.Constant)
        assert type(node.value) is int
        numbers.append(node.value)
        return Fraction(node.value)

    return walk(ast.parse(expression, mode="eval").body), numbers


def descending(values: Iterable[Fraction]) -> Numbers:
    return tuple(sorted(values, reverse=True))


def without(state: Numbers, *values: Fraction) -> list[Fraction]:
    rest = list(state)
    for value in values:
        rest.remove(value)
    return rest


@dataclass(frozen=True)
class CountdownRules:
    target: int
    use_all: bool = True
    fractions: bool = False
    operators: str = "+-*/"

    def is_goal(self, state: Numbers) -> bool:
        return state == (self.target,) if self.use_all else self.target in state

    def moves(self, state: Numbers) -> dict[tuple[Fraction, str, Fraction], Numbers]:
        """Every legal move as (a, op, b), and the numbers after it."""
        found = {}
        for i, a in enumerate(state):
            for b in state[i + 1 :]:  # a >= b
                for x, op, y in ((a, "+", b), (a, "-", b), (a, "*", b), (a, "/", b), (b, "/", a)):
                    if op not in self.operators or (op == "/" and y == 0):
                        continue
                    result = OPERATIONS[op](x, y)
                    if op == "/" and not self.fractions and (x < y or result.denominator != 1):
                        continue
                    found[x, op, y] = descending([*without(state, a, b), result])
        return found

    def dead_ends(self, state: Numbers, limit: int = 10**9) -> tuple[int, bool]:
        """How many dead ends lie below (counting stops above the limit), and whether a solution does."""
        if self.is_goal(state):
            return 0, True
        if len(state) == 1:
            return 1, False
        count, solved = 0, False
        for after in self.moves(state).values():
            more, found = self.dead_ends(after, limit)
            count, solved = count + more, solved or found
            if count > limit:
                break
        return count, solved


_VALUE = r"\d+(?:/\d+)?"
_PART = rf"\d+|\({_VALUE}\)"  # of an expression: fractions stand in parentheses
_MOVE = re.compile(rf"({_PART}) ([-+*/]) ({_PART}) = ({_VALUE})(, left [\d/ ]+| != \d+|, solved: .*|)")
_BACK = re.compile(r"(refuted|aside), back to ([\d/ ]+)")


def _row(text: str) -> Numbers:
    return tuple(map(Fraction, text.split()))


def replay_countdown(rules: CountdownRules, numbers: Sequence[int], text: str, *, exhaustive: bool) -> Seen:  # noqa: PLR0915
    """Check every line of a solved Countdown trace in the symbolic style."""
    # A sentence may stand in two halves.
    joined = re.sub(r" = (\S+)\nend \1 != ", r" = \1 != ", text)
    first, *lines = re.sub(r"\n(left|solved:) ", r", \1 ", joined).split("\n")
    state = descending(map(Fraction, numbers))
    assert first == "have " + " ".join(map(str, state))
    seen, nodes, stuck = Seen(), [Node(state, state)], False
    for line in lines:
        assert not seen.answer, "something follows after the solution"
        if move := _MOVE.fullmatch(line):
            assert not stuck
            a, op, b, result = Fraction(move[1].strip("()")), move[2], Fraction(move[3].strip("()")), Fraction(move[4])
            legal = rules.moves(state)
            assert (a, op, b) in legal, line
            assert OPERATIONS[op](a, b) == result, line
            node = nodes[-1]
            assert node.state == state
            assert (a, op, b) not in node.tried, line
            node.tried.append((a, op, b))
            node.visited = 0
            state, end = legal[a, op, b], move[5]
            if end.startswith(", left"):
                assert _row(end.removeprefix(", left ")) == state
                assert not rules.is_goal(state)
                assert len(state) > 1
                nodes.append(Node(state, state))
            elif end.startswith(" !="):
                assert int(end.removeprefix(" != ")) == rules.target
                assert not rules.is_goal(state)
                assert len(state) == 1
                stuck = True
                for node in nodes:
                    node.visited += 1
            else:
                assert rules.is_goal(state)
                seen.answer = end.removeprefix(", solved: ")
        else:
            back = _BACK.fullmatch(line)
            assert back, f"unknown line {line!r}"
            assert stuck
            stuck = False
            depth = [node.place for node in nodes].index(_row(back[2]))
            node = nodes[depth]
            after = rules.moves(node.state)[node.tried[-1]]
            below = rules.dead_ends(after, node.visited)
            if back[1] == "refuted":
                assert below == (node.visited, False), f"{line!r}: not all below has been tried"
            else:
                assert below != (node.visited, False), f"{line!r}: it has been refuted, not set aside"
                seen.aside += 1
            deeper_untried = [n for n in nodes[depth + 1 :] if len(n.tried) < len(rules.moves(n.state))]
            assert len(node.tried) < len(rules.moves(node.state))
            assert not (exhaustive and deeper_untried), "not the deepest choice point with an untried move"
            del nodes[depth + 1 :]
            state = node.state
            seen.backtracks += 1
    value, used = exact_value(seen.answer)
    assert value == rules.target
    assert (Counter(used) == Counter(numbers)) if rules.use_all else (Counter(used) <= Counter(numbers))
    return seen


# --- Sudoku ----------------------------------------------------------------------------------------------------------

BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
Grid = tuple[int, ...]


@dataclass(frozen=True)
class SudokuRules:
    size: int
    cell_order: str = "rows"
    deduction: str = "none"

    def box(self, cell: int) -> int:
        rows, columns = BOXES[self.size]
        return cell // self.size // rows * 100 + cell % self.size // columns

    def units(self, cell: int) -> tuple[list[int], list[int], list[int]]:
        """The cells of the row, column and box of a cell."""
        size, cells = self.size, range(self.size**2)
        return (
            [c for c in cells if c // size == cell // size],
            [c for c in cells if c % size == cell % size],
            [c for c in cells if self.box(c) == self.box(cell)],
        )

    def candidates(self, grid: Grid, cell: int) -> list[int]:
        seen = {grid[c] for unit in _units(self, cell) for c in unit}
        return [value for value in range(1, self.size + 1) if value not in seen]

    def blanks(self, grid: Grid) -> list[int]:
        """The blank cells in the declared order."""
        cells = [c for c in range(self.size**2) if not grid[c]]
        return sorted(cells, key=lambda c: (self.box(c), c)) if self.cell_order == "boxes" else cells

    def next(self, grid: Grid) -> tuple[int, list[int]]:
        """The cell to look at and its candidates; the grid has a blank."""
        if self.cell_order != "fewest" and self.deduction == "none":
            first = self.blanks(grid)[0]
            return first, self.candidates(grid, first)
        ranked = [(cell, self.candidates(grid, cell)) for cell in self.blanks(grid)]
        fewest = min(len(candidates) for _, candidates in ranked)
        if self.cell_order == "fewest" or fewest < 2:
            return next(pair for pair in ranked if len(pair[1]) == fewest)
        return ranked[0]

    def dead_ends(self, grid: Grid, limit: int = 10**9) -> tuple[int, bool]:
        if 0 not in grid:
            return 0, True
        cell, candidates = self.next(grid)
        if not candidates:
            return 1, False
        count, solved = 0, False
        for value in candidates:
            more, found = self.dead_ends(filled(grid, cell, value), limit)
            count, solved = count + more, solved or found
            if count > limit:
                break
        return count, solved

    def wrong_costs(self, grid: Grid, solution: Grid, limit: int) -> list[int]:
        """For each wrong value along the way to the solution, its dead ends (more than the limit: limit + 1)."""
        costs = []
        while 0 in grid:
            cell, candidates = self.next(grid)
            for value in candidates:
                if value != solution[cell]:
                    count, solved = self.dead_ends(filled(grid, cell, value), limit)
                    assert not solved or count > limit
                    costs.append(min(count, limit + 1))
            grid = filled(grid, cell, solution[cell])
        return costs

    def solutions(self, grid: Grid) -> Iterator[Grid]:
        """All solutions of a grid whose clues do not clash, by trying the cell with the fewest candidates."""
        if 0 not in grid:
            yield grid
            return
        cell, candidates = min(
            ((c, self.candidates(grid, c)) for c in self.blanks(grid)), key=lambda pair: len(pair[1])
        )
        for value in candidates:
            yield from self.solutions(filled(grid, cell, value))

    def is_complete(self, grid: Grid) -> bool:
        digits = set(range(1, self.size + 1))
        return all({grid[c] for c in unit} == digits for cell in range(self.size**2) for unit in _units(self, cell))


_UNITS: dict[tuple[int, int], tuple[list[int], list[int], list[int]]] = {}


def _units(rules: SudokuRules, cell: int) -> tuple[list[int], list[int], list[int]]:
    key = rules.size, cell
    if key not in _UNITS:
        _UNITS[key] = rules.units(cell)
    return _UNITS[key]


def filled(grid: Grid, cell: int, value: int) -> Grid:
    return (*grid[:cell], value, *grid[cell + 1 :])


def digits(text: str) -> Grid:
    return tuple(map(int, text))


_CHOICE = re.compile(r"r(\d)c(\d) in ([\d ]+), try (\d)")
_FORCED = re.compile(r"r(\d)c(\d) only (\d)")
_STUCK = re.compile(r"r(\d)c(\d) stuck: row has ([\d -]+), column adds ([\d -]+), box adds ([\d -]+)")
_RETURN = re.compile(r"(refuted|aside), back to r(\d)c(\d) (?:in|left) ([\d ]+), try (\d)")


def replay_sudoku(rules: SudokuRules, puzzle: Grid, text: str, *, exhaustive: bool) -> Seen:  # noqa: PLR0915
    """Check every line of a solved Sudoku trace in the symbolic style."""
    seen, nodes, stuck, grid = Seen(), [], False, puzzle

    def cell_of(match: re.Match[str], at: int) -> int:
        return (int(match[at]) - 1) * rules.size + int(match[at + 1]) - 1

    def place(node: Node, value: int) -> Grid:
        assert value in rules.candidates(node.state, node.place)
        assert value not in node.tried
        node.tried.append(value)
        node.visited = 0
        return filled(node.state, node.place, value)

    *lines, last = text.split("\n")
    for line in lines:
        if match := _CHOICE.fullmatch(line):
            assert not stuck
            cell = cell_of(match, 1)
            assert rules.next(grid) == (cell, [*map(int, match[3].split())]), line
            assert len(match[3].split()) > 1, line
            seen.choices.append((grid, cell))
            nodes.append(Node(grid, cell))
            grid = place(nodes[-1], int(match[4]))
        elif match := _FORCED.fullmatch(line):
            assert not stuck
            assert rules.next(grid) == (cell_of(match, 1), [int(match[3])]), line
            grid = filled(grid, cell_of(match, 1), int(match[3]))
        elif match := _STUCK.fullmatch(line):
            assert not stuck
            cell = cell_of(match, 1)
            assert not grid[cell]
            assert rules.candidates(grid, cell) == []
            named: set[int] = set()
            for unit, listed in zip(_units(rules, cell), match.groups()[2:], strict=True):
                values = set() if listed == "-" else {*map(int, listed.split())}
                assert values == {grid[c] for c in unit} - {0} - named, line
                named |= values
            assert named == set(range(1, rules.size + 1)), line
            stuck = True
            for node in nodes:
                node.visited += 1
        else:
            match = _RETURN.fullmatch(line)
            assert match, f"unknown line {line!r}"
            assert stuck
            stuck = False
            depth = [node.place for node in nodes].index(cell_of(match, 2))
            node = nodes[depth]
            untried = [v for v in rules.candidates(node.state, node.place) if v not in node.tried]
            assert untried == [*map(int, match[4].split())], line
            assert untried
            below = rules.dead_ends(filled(node.state, node.place, node.tried[-1]), node.visited)
            if match[1] == "refuted":
                assert below == (node.visited, False), f"{line!r}: not all below has been tried"
            else:
                assert below != (node.visited, False), f"{line!r}: it has been refuted, not set aside"
                seen.aside += 1
            deeper = [n for n in nodes[depth + 1 :] if len(n.tried) < len(rules.candidates(n.state, n.place))]
            assert not (exhaustive and deeper), "not the deepest choice point with an untried value"
            del nodes[depth + 1 :]
            grid = place(node, int(match[5]))
            seen.backtracks += 1
    assert last == "solved"
    assert not stuck
    assert rules.is_complete(grid)
    assert all(value == clue for value, clue in zip(grid, puzzle, strict=True) if clue)
    seen.answer = "\n".join(" ".join(map(str, grid[i : i + rules.size])) for i in range(0, len(grid), rules.size))
    return seen
