"""A reader of Sudoku texts that shares nothing with the library and takes every word literally.

It keeps to the text: the grid as filled so far, the choices on the way there, which of them came to nothing. What is
said to fail is held against all solutions of the puzzle, found by a search of its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sudoku_words import CELL, known

from reading import Fault, Reading

Grid = tuple[int, ...]
Said = dict[str, str]

TOKEN = "<backtrack> "
SENTENCE_END = re.compile(r"(?<=[^\s][.?!])\s+|\s*\n\s*|\Z")
BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
RETURNS = ("refuted", "aside", "switch")


class WrongError(Exception):
    """What is wrong with a sentence."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


# --- the rules of the puzzle


class Rules:
    """The rows, columns and boxes of a size, and what they allow."""

    def __init__(self, size: int) -> None:
        self.size = size
        cells = range(size * size)
        rows, columns = BOXES[size]
        box_of = [i // size // rows * rows + i % size // columns for i in cells]
        self.units = {
            "row": [[i for i in cells if i // size == n] for n in range(size)],
            "column": [[i for i in cells if i % size == n] for n in range(size)],
            "box": [[i for i in cells if box_of[i] == n] for n in range(size)],
        }
        self.unit_of = [{name: next(u for u in units if i in u) for name, units in self.units.items()} for i in cells]

    def held(self, grid: Grid, cell: int, name: str) -> set[int]:
        """The digits in a unit of a cell."""
        return {grid[i] for i in self.unit_of[cell][name]} - {0}

    def candidates(self, grid: Grid, cell: int) -> set[int]:
        """The digits that neither row nor column nor box of a blank cell hold."""
        return set(range(1, self.size + 1)).difference(*(self.held(grid, cell, name) for name in self.units))

    def places(self, grid: Grid, cell: int, name: str, digit: int) -> list[int]:
        """The blank cells in a unit of a cell that can take a digit."""
        cells = self.unit_of[cell][name]
        return [i for i in cells if not grid[i] and digit in self.candidates(grid, i)]

    def is_solved(self, grid: Grid) -> bool:
        whole = set(range(1, self.size + 1))
        return all({grid[i] for i in unit} == whole for units in self.units.values() for unit in units)

    def solutions(self, grid: Grid) -> Iterator[Grid]:
        """All solutions, the cell with the fewest candidates first."""
        blanks = [(len(options := self.candidates(grid, i)), i, options) for i, digit in enumerate(grid) if not digit]
        if not blanks:
            yield grid
            return
        _, cell, options = min(blanks, key=lambda blank: blank[0])
        for digit in options:
            yield from self.solutions((*grid[:cell], digit, *grid[cell + 1 :]))


@functools.cache
def rules_of(size: int) -> Rules:
    return Rules(size)


@functools.lru_cache(maxsize=64)
def solutions_of(puzzle: Grid) -> Sequence[Grid]:
    rules = rules_of(int(len(puzzle) ** 0.5))
    clash = any(
        digit and any(puzzle[j] == digit and j != i for j in unit)
        for i, digit in enumerate(puzzle)
        for unit in rules.unit_of[i].values()
    )
    return [] if clash else list(rules.solutions(puzzle))


# --- reading a text


@dataclass(eq=False)
class Choice:
    """A cell for which a digit was chosen, or is to be: which digits were tried, and whether each came to nothing."""

    grid: Grid
    cell: int
    open: set[int]
    parent: Choice | None
    tried: dict[int, bool] = field(default_factory=dict)
    now: int = 0

    def way(self) -> list[Choice]:
        """The choices up to this one."""
        return [*(self.parent.way() if self.parent else ()), self]

    def line(self) -> set[tuple[int, int]]:
        """What was chosen to get here; kept as it was when the choice was met."""
        return self._line

    def __post_init__(self) -> None:
        way = self.parent.way() if self.parent else []
        self._line = {(choice.cell, choice.now) for choice in way}

    def untried(self) -> set[int]:
        return self.open.difference(self.tried)

    def still_open(self) -> set[int]:
        return {digit for digit in self.open if not self.tried.get(digit)}

    def has_failed(self) -> bool:
        return not self.still_open()


class Reader:
    def __init__(self, puzzle: Grid) -> None:
        self.puzzle, self.rules = puzzle, rules_of(int(len(puzzle) ** 0.5))
        self.reading, self.grid = Reading(), puzzle
        self.choices: list[Choice] = []
        self.choice: Choice | None = None
        self.must_choose = self.is_stuck = self.all_failed = False
        self.topic = ""  # the cell named last
        self.only = 0  # the digit said to be the only one left
        self.ended = ""

    def read(self, kind: str, said: Said) -> None:
        demand(not self.ended, "the text has come to its end")
        self.topic = said.get("cell", self.topic)
        if kind in RETURNS:
            self._return(kind, said)
        else:
            getattr(self, f"_{kind.replace(' ', '_')}")(said)

    def _cell(self, said: Said, *, blank: bool = True) -> int:
        cell = self._index(said.get("cell", self.topic))
        demand(not (blank and self.grid[cell]), f"{said.get('cell')} is filled")
        return cell

    def _index(self, name: str) -> int:
        size = self.rules.size
        demand(name, "no cell has been named")
        row, column = int(name[1]), int(name[3])
        demand(1 <= row <= size and 1 <= column <= size, f"there is no {name}")
        return (row - 1) * size + column - 1

    def _fill(self, cell: int, digit: int) -> None:
        self.grid = (*self.grid[:cell], digit, *self.grid[cell + 1 :])

    def _options(self, said: Said) -> None:
        cell = self._cell(said)
        self._list(said)
        if self.is_stuck or (self.must_choose and self.choice and self.choice.cell == cell):
            return  # said once more
        before = self.choice.parent if self.must_choose and self.choice else self.choice
        self.choice = Choice(self.grid, cell, self.rules.candidates(self.grid, cell), before)
        self.choices.append(self.choice)
        self.must_choose = True

    def _list(self, said: Said) -> None:
        can = self.rules.candidates(self.grid, self._cell(said))
        told = digits(said["all"])
        demand(set(told) == can and len(told) == len(can), f"it can be {sorted(can)}")

    def _try(self, said: Said) -> None:
        choice, cell, digit = self.choice, self._cell(said), int(said["digit"])
        demand(self.must_choose and choice is not None and choice.cell == cell, "no digit is to be chosen there")
        if choice is not None:
            choice.grid, choice.open = self.grid, self.rules.candidates(self.grid, cell)
            demand(digit in choice.open, "it cannot be that")
            demand(not choice.tried.get(digit), "that has failed")
            choice.tried[digit], choice.now = False, digit
        self.must_choose = False
        self._fill(cell, digit)

    def _try_it(self, said: Said) -> None:
        demand(self.only, "what?")
        self._try({**said, "digit": str(self.only)})

    def _forced(self, said: Said) -> None:
        cell, digit = self._cell(said), int(said["digit"])
        demand(self.rules.candidates(self.grid, cell) == {digit}, "that is not all it can be")
        self._fill(cell, digit)

    def _hidden(self, said: Said) -> None:
        cell, digit = self._cell(said), int(said["digit"])
        demand(self.rules.places(self.grid, cell, said["unit"], digit) == [cell], "it can go elsewhere, or not there")
        self._fill(cell, digit)

    def _stuck(self, said: Said) -> None:
        cell = self._cell(said)
        seen: set[int] = set()
        for name in ("row", "column", "box"):
            adds = self.rules.held(self.grid, cell, name) - seen
            told = digits(said[name])
            demand(set(told) == adds and len(told) == len(adds), f"the {name} adds {sorted(adds)}")
            seen |= adds
        demand(not self.rules.candidates(self.grid, cell), "it has a candidate")
        self.is_stuck, self.must_choose = True, False
        choice = self.choice
        while choice is not None:
            choice.tried[choice.now] = True
            if not choice.has_failed():
                return
            choice = choice.parent
        self.all_failed = True

    def _return(self, word: str, said: Said) -> None:
        demand(self.must_choose if word == "switch" else self.is_stuck, "there is no dead end, or nothing to decide")
        way, cell = self.choice.way() if self.choice else [], self._index(said["cell"])
        if "line" in said:
            told = re.findall(rf"({CELL}) = (\d)", said["line"])
            line = {(self._index(name), int(digit)) for name, digit in told}
            found = [choice for choice in self.choices if choice.cell == cell and choice.line() == line]
        else:
            found = [choice for choice in way if choice.cell == cell]
        demand(found, "there was no such choice")
        to = found[-1]
        demand(word != "switch" or to is not self.choice, "that is where it is already")
        fork = next(choice for choice in reversed(to.way()) if choice in way) if way else to
        failed = bool(fork.tried.get(fork.now))
        left = (*fork.grid[: fork.cell], fork.now, *fork.grid[fork.cell + 1 :])
        for choice, below in zip(to.way(), to.way()[1:], strict=False):
            choice.now = below.grid[choice.cell]
        self.choice, self.grid, self.must_choose, self.is_stuck = to, to.grid, True, False
        self.only = int(said.get("only", 0))
        if word != "switch":
            self.reading.backtracks += 1
        if word == "refuted":
            demand(failed, "there is more to try on the line left")
            demand(not any(agree(left, solution) for solution in solutions_of(self.puzzle)), "that is a solution")
        if word == "aside":
            demand(not failed, "there is nothing more to try on the line left")
        told, untried = digits(said["left"]) if "left" in said else [self.only], to.untried()
        # What was set aside has been tried, and is still to try.
        allowed = [untried] if "tried" in said["words"] or self.only else [untried, to.still_open()]
        demand(set(told) in allowed and len(set(told)) == len(told), f"left are {sorted(untried)}")

    def _solved(self, said: Said) -> None:
        demand(0 not in self.grid, "there are blanks")
        demand(self.rules.is_solved(self.grid), "the grid is wrong")
        size = self.rules.size
        rows = [self.grid[i : i + size] for i in range(0, size * size, size)]
        self.reading.answer, self.ended = "\n".join(" ".join(map(str, row)) for row in rows), "solved"

    def _new(self, said: Said) -> None:
        cell, digit = self._cell(said, blank=False), int(said["digit"])
        others = [self.grid[i] for unit in self.rules.unit_of[cell].values() for i in unit if i != cell]
        demand(self.grid[cell] == digit and digit not in others, "it is not there, or there is another one")

    def _unit(self, said: Said) -> None:
        number = int(said["number"])
        demand(1 <= number <= self.rules.size, "there is no such unit")
        cells = self.rules.units[said["unit"]][number - 1]
        demand(said["points"].split(" ") == [str(self.grid[i] or ".") for i in cells], "it holds something else")

    def _gave_up(self, said: Said) -> None:
        demand(0 in self.grid, "the grid is full")
        self.ended = "gave up"

    def _no_way(self, said: Said) -> None:
        demand(self.is_stuck and self.all_failed, "there is more to try")
        demand(not solutions_of(self.puzzle), "there is a solution")
        self.ended = "no way"


def digits(text: str) -> list[int]:
    return list(map(int, re.findall(r"\d", text)))


def agree(grid: Grid, solution: Grid) -> bool:
    return all(digit in (0, right) for digit, right in zip(grid, solution, strict=True))


Piece = tuple[str, re.Match[str]]


def pieces(text: str, position: int, style: str) -> list[Piece] | None:
    """A sentence as a head with its tails; None if it cannot be read."""
    heads, tails = _known(style)
    end = re.compile(r"(?=\n|\Z)" if style == "symbolic" else r"\.(?=\s|\Z)")
    after_question = re.compile(r"(?=\s|\Z)")

    def go_on(table: Sequence[tuple[str, re.Pattern[str]]], start: int) -> list[Piece] | None:
        for kind, pattern in table:
            if match := pattern.match(text, start):
                is_question = match[0][-1] == "?"
                if (after_question if is_question else end).match(text, match.end()):
                    return [(kind, match)]
                rest = None if is_question else go_on(tails, match.end())
                if rest is not None:
                    return [(kind, match), *rest]
        return None

    return go_on(heads, position)


@functools.cache
def _known(style: str) -> Any:
    return known(style)


def read(problem: dict[str, Any], text: str, style: str) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` as a row has it."""
    reader = Reader(tuple(map(int, problem["puzzle"])))
    faults, position = reader.reading.faults, 0
    while position < len(text):
        begin = position + len(TOKEN) * text.startswith(TOKEN, position)
        sentence = pieces(text, begin, style)
        last = sentence[-1][1].end() if sentence else begin
        end = SENTENCE_END.search(text, max(last, begin + 1))
        stop = end.start() if end else len(text)
        try:
            demand(sentence, "cannot be read")
            for kind, match in sentence or ():
                if match is sentence[0][1]:
                    is_marked = style == "marked" and kind in ("refuted", "aside")
                    demand((begin != position) == is_marked, "the token stands before returns, and nothing else")
                named = {name: value for name, value in match.groupdict().items() if value}
                reader.read(kind, {**named, "words": match[0]})
        except WrongError as wrong:
            faults.append(Fault(position, text[position:stop], str(wrong)))
        position = end.end() if end and end.end() > position else len(text)
    if not reader.ended:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
