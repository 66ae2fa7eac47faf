"""What a text may say of a Sudoku: what is true is accepted however it is said, what is false is not.

The judge here is plain: it knows the cells of a row, column and box from their coordinates, and takes words literally.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from naive_search import SudokuRules, digits, filled

import tracekit
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Event, Inference, Remark, Slip
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Choice, space_of
from tracekit.seeding import Stream
from tracekit.tasks import SudokuProblem
from tracekit.tasks.sudoku.problem import Candidates, Cell, Line, New, NoCandidate, Place

Grid = tuple[int, ...]
UNITS = ("row", "column", "box")
SIZES = {4: (8, 12), 6: (18, 24), 9: (40, 50)}


def task_of(size: int, **settings: Any) -> Any:
    low, high = SIZES[size]
    return tracekit.get_task("sudoku", size=size, min_empty=low, max_empty=high, **settings)


def held(rules: SudokuRules, grid: Grid, cell: int) -> list[set[int]]:
    """The digits of the row, column and box of a cell."""
    return [{grid[c] for c in unit} - {0} for unit in rules.units(cell)]


def is_stuck_for(rules: SudokuRules, grid: Grid, reason: NoCandidate) -> bool:
    """Whether each word of a reason is true: what the row has, and what column and box add to what was there before."""
    size = rules.size
    if not (1 <= reason.cell.row <= size and 1 <= reason.cell.column <= size):
        return False
    cell = (reason.cell.row - 1) * size + reason.cell.column - 1
    row, column, box = held(rules, grid, cell)
    told = [reason.row, reason.column, reason.box]
    return (
        not grid[cell]
        and all(len(set(part)) == len(part) for part in told)
        and [set(part) for part in told] == [row, column - row, box - row - column]
        and row | column | box == set(range(1, size + 1))
    )


def places_left(rules: SudokuRules, grid: Grid, cell: int, value: int, unit: str) -> list[int]:
    """The blank cells of a unit of a cell that can take a digit."""
    cells = rules.units(cell)[UNITS.index(unit)]
    return [c for c in cells if not grid[c] and value in rules.candidates(grid, c)]


def states(size: int, n: int) -> Iterator[tuple[Any, SudokuRules, Grid, Stream]]:
    """Spaces with grids in which some blanks are filled, right or wrong, but never against the rules."""
    task, rules, stream = task_of(size), SudokuRules(size), Stream("states", size)
    for index in range(n):
        problem = task.problem(seed=8, index=index % 20)
        grid = digits(problem.puzzle)
        for _ in range(stream.below(problem.n_empty)):
            cell = stream.pick([c for c in range(size**2) if not grid[c]])
            if candidates := rules.candidates(grid, cell):
                grid = filled(grid, cell, stream.pick(candidates))
        if 0 in grid:
            yield space_of(task, problem), rules, grid, stream


def cell_named(size: int, number: int) -> Cell:
    return Cell(number // size + 1, number % size + 1)


# --- the hooks against plain judgement


@pytest.mark.parametrize("size", SIZES)
def test_steps_and_choices_hold_where_they_are_true_and_nowhere_else(size: int) -> None:
    n_true = dict.fromkeys((None, *UNITS), 0)
    for space, rules, grid, _ in states(size, 40):
        for cell, value in itertools.product(range(size**2), range(size + 2)):
            move = Place(cell_named(size, cell), value)
            for reason in n_true:
                candidates = [] if grid[cell] else rules.candidates(grid, cell)
                if reason is None:
                    true = candidates == [value]
                else:
                    true = value in candidates and places_left(rules, grid, cell, value, reason) == [cell]
                after = space.after_inference(grid, move, reason)
                assert after == (filled(grid, cell, value) if true else None)
                n_true[reason] += true
        for cell in range(size**2):
            candidates = [] if grid[cell] else rules.candidates(grid, cell)
            place = cell_named(size, cell)
            choice = space.choice_at(grid, place)
            assert choice == (Choice(place, tuple(Place(place, v) for v in candidates)) if candidates else None)
        for odd in (None, 3, "r1c1", (1, 1), Cell(0, 1), Cell(1, size + 1)):
            assert space.choice_at(grid, odd) is None
            assert space.after_inference(grid, odd, None) is None
            assert space.after_inference(grid, Place(odd, 1), "row") is None  # type: ignore[arg-type]
        assert space.after_inference(grid, Place(Cell(1, 1), 1), "diagonal") is None
    assert all(n_true.values())


@pytest.mark.parametrize("size", SIZES)
def test_a_dead_end_holds_where_each_word_of_it_is_true(size: int) -> None:
    outcomes = []
    for space, rules, grid, stream in states(size, 120):
        for cell in range(size**2):
            if grid[cell]:
                continue
            row, column, box = held(rules, grid, cell)
            right = [[*row], [*(column - row)], [*(box - row - column)]]
            told = [stream.shuffled(part) for part in right]
            reasons = [told]
            for _ in range(4):  # a digit more, a digit less, a digit in another place
                other = [[*part] for part in told]
                for _ in range(1 + stream.below(2)):
                    part = stream.pick(other)
                    if part and stream.chance(0.5):
                        part.remove(stream.pick(part))
                    if stream.chance(0.7):
                        part.append(1 + stream.below(size))
                reasons.append(other)
            for parts in reasons:
                reason = NoCandidate(cell_named(size, cell), *map(tuple, parts))
                true = is_stuck_for(rules, grid, reason)
                assert space.accepts_dead_end(grid, reason) is true, (grid, reason)
                assert (space.why_not(grid, reason) is None) is true
                outcomes.append(true)
        for odd in (None, 7, (), Place(Cell(1, 1), 1), NoCandidate(Cell(0, 9), (), (), ())):
            assert not space.accepts_dead_end(grid, odd)
    assert outcomes.count(True) > 20
    assert outcomes.count(False) > 500


@pytest.mark.parametrize("size", SIZES)
def test_remarks_hold_where_they_are_true(size: int) -> None:
    outcomes = []
    for space, rules, grid, stream in states(size, 40):
        for cell in range(size**2):
            candidates = [] if grid[cell] else rules.candidates(grid, cell)
            listed = tuple(v for v in range(1, size + 1) if (v in candidates) != stream.chance(0.05))
            claim: Any = Candidates(cell_named(size, cell), tuple(stream.shuffled(listed)))
            true = bool(candidates) and [*listed] == candidates
            assert space.holds(grid, (), claim) is true
            if true:
                assert not space.holds(grid, (), replace_values(claim, (*claim.values, claim.values[0])))
            value = grid[cell] if stream.chance(0.8) else 1 + stream.below(size)
            new = New(cell_named(size, cell), value)
            alone = [c for unit in rules.units(cell) for c in unit if c != cell and grid[c] == value] == []
            assert space.holds(grid, (), new) is bool(value and grid[cell] == value and alone)
            outcomes.append(true)
        for unit, number in itertools.product(range(3), range(size)):
            first = next(c for c in range(size**2) if own_number(rules, c, unit) == number)
            line = tuple(grid[c] for c in rules.units(first)[unit])
            assert space.holds(grid, (), Line(UNITS[unit], number + 1, line))
            assert not space.holds(grid, (), Line(UNITS[unit], number + 1, (*line[1:], line[0] or 1)))
    assert outcomes.count(True) > 100


def replace_values(claim: Candidates, values: tuple[int, ...]) -> Candidates:
    return claim._replace(values=values)


def own_number(rules: SudokuRules, cell: int, unit: int) -> int:
    """The number of the row, column or box of a cell, from 0; boxes are counted row by row."""
    boxes = list(dict.fromkeys(map(rules.box, range(rules.size**2))))
    return (cell // rules.size, cell % rules.size, boxes.index(rules.box(cell)))[unit]


def test_one_stuck_cell_is_one_cause() -> None:
    space = space_of(task_of(9), task_of(9).problem())
    one = NoCandidate(Cell(3, 4), (1, 2, 3, 4, 5), (6, 7), (8, 9))
    assert space.cause(one) == space.cause(one._replace(row=(1, 2, 3, 4, 5, 6), column=(7,)))
    assert space.cause(one) != space.cause(one._replace(cell=Cell(3, 5)))


# --- texts

PUZZLE = "4000010400410402"
# 4 . . .    r1c2 and r1c3 can be 2 or 3 and 1, 2 or 3,
# . 1 . 4    r1c4 and r4c3 can only be 3, r4c1 can be 1 or 3,
# . . 4 1    and all others can be 2 or 3.
# . 4 . 2
STUCK = "r1c2 in 2 3, try 3; r1c3 in 1 2, try 1; r1c4 stuck: "


@pytest.mark.parametrize(
    ("lines", "verdicts"),
    [
        (STUCK + "row has 1 3 4, column adds 2, box adds -", "ttttt"),
        (STUCK + "row has 4 3 1, column adds 2, box adds -", "ttttt"),
        (STUCK + "row has 1 3 4, column adds 1 2, box adds -", "ttttf"),
        (STUCK + "row has 1 3 4, column adds 2 4, box adds -", "ttttf"),
        (STUCK + "row has 1 3 4, column adds 2, box adds 4", "ttttf"),
        (STUCK + "row has 1 1 3 4, column adds 2, box adds -", "ttttf"),
        (STUCK + "row has 1 3, column adds 2 4, box adds -", "ttttf"),
        (STUCK + "row has 1 3 4, column adds -, box adds -", "ttttf"),
        (STUCK + "row has 1 3 4, column adds 3, box adds 2", "ttttf"),
        ("r1c2 in 3 2, try 3; r1c3 in 2 1, try 1", "tttt"),
        ("r1c2 in 2 3 1, try 3", "ft"),
        ("r1c2 in 3, try 3", "ft"),
        ("r1c2 in 2 2 3, try 3", "ft"),
        # Other cells: those with one candidate, those with several, and a digit with one place.
        ("r4c3 only 3; r1c2 in 2 3, try 2; r1c3 in 1", "otto"),
        ("r1c4 only 3; r1c2 only 2", "ot"),
        ("r1c3 only 2", "f"),
        ("r3c2 only 3", "f"),
        ("r4c1 in 3 1, try 1; r4c3 only 3; r1c2 in 2 3", "otot"),
        ("r4c3 in 3, try 3; r4c1 in 1", "oto"),
        ("r4c1 in 1, try 1", "ff"),
        ("r1c3 only place for 1 in row", "o"),
        ("r1c3 only place for 1 in column", "o"),
        ("r1c3 only place for 1 in box", "o"),
        ("r4c1 only place for 1 in column", "o"),
        ("r1c3 only place for 2 in row", "f"),
        ("r3c2 only place for 3 in column", "f"),
        ("r4c3 only place for 3 in row", "f"),
        ("r4c3 only place for 1 in row", "f"),
    ],
)
def test_lines_of_a_text(lines: str, verdicts: str) -> None:
    task, problem = task_of(4), SudokuProblem(puzzle=PUZZLE)
    certificate = tracekit.certify(task, problem, lines.replace("; ", "\n"), style="symbolic")
    found = [str(statement.verdict)[0] for statement in certificate.statements]
    assert "".join(found)[: len(verdicts)] == verdicts


class Rewording:
    """The events of a trace told in another way that is as true: other orders and reasons, dead ends seen early."""

    def __init__(self, trace: Any, stream: Stream) -> None:
        self.rules, self.stream = SudokuRules(trace.problem.size), stream
        self.events: list[Event] = []
        before = Hindsight(trace).states
        events, i = trace.events, 0
        while i < len(events):
            run = [*itertools.takewhile(lambda event: isinstance(event, Inference), events[i:])]
            if run:
                i += len(run)
                i += self.steps(before[i - len(run)], run, can_fail=isinstance(events[i], DeadEnd))
            else:
                self.tell(before[i], events[i])
                i += 1

    def steps(self, grid: Grid, run: list[Any], *, can_fail: bool) -> bool:
        """Forced digits in another order. Whether a cell was found stuck before the last of them, and told at once."""
        left = [*run]
        while left:
            if can_fail and (stuck := self.stuck(grid)):
                self.events.append(DeadEnd(self.reason(grid, self.stream.pick(stuck))))
                return True
            step = self.stream.pick(
                [s for s in left if len(self.rules.candidates(grid, self.number(s.move.cell))) == 1]
            )
            left.remove(step)
            cell, value = self.number(step.move.cell), step.move.value
            units = [unit for unit in UNITS if places_left(self.rules, grid, cell, value, unit) == [cell]]
            hidden = bool(units) and self.stream.chance(0.3)
            self.events.append(Inference(step.move, self.stream.pick(units)) if hidden else step)
            grid = filled(grid, cell, value)
        return False

    def tell(self, grid: Grid, event: Any) -> None:
        if isinstance(event, ChoicePoint | Backtrack):
            event = replace(event, moves=tuple(self.stream.shuffled(event.moves)))
        elif isinstance(event, DeadEnd):
            event = DeadEnd(self.reason(grid, self.stream.pick(self.stuck(grid))))
        self.events.append(event)

    def number(self, cell: Cell) -> int:
        return (cell.row - 1) * self.rules.size + cell.column - 1

    def stuck(self, grid: Grid) -> list[int]:
        return [c for c in self.rules.blanks(grid) if not self.rules.candidates(grid, c)]

    def reason(self, grid: Grid, cell: int) -> NoCandidate:
        row, column, box = held(self.rules, grid, cell)
        parts = [[*row], [*(column - row)], [*(box - row - column)]]
        return NoCandidate(cell_named(self.rules.size, cell), *[tuple(self.stream.shuffled(part)) for part in parts])


@pytest.mark.parametrize("style", ["prose", "reflective", "symbolic"])
def test_harmless_rewordings_are_true_and_spoilt_ones_are_not(style: str) -> None:
    stream, n_other = Stream("rewordings", style), 0
    for number in range(150):
        task = task_of(stream.pick([6, 9]), cell_order=stream.pick(["rows", "boxes", "fewest"]))
        problem = task.problem(seed=12, index=number)
        try:
            trace = tracekit.solve(
                task, problem, backtracks=number % 4, seed=number, strategy=stream.pick(["exhaustive", "detour"])
            )
        except tracekit.BacktracksUnreachableError:
            continue
        other = Rewording(trace, stream).events
        text = task.lexicons[style].write(other, stream)[0]
        certificate = tracekit.certify(task, problem, text, style=style)
        assert certificate.ok, (certificate, text)
        assert certificate.n_backtracks == trace.n_backtracks
        n_other += any(statement.verdict == "out_of_order" for statement in certificate.statements)
        spoilt = [*other]
        place = stream.pick([i for i, event in enumerate(other) if not isinstance(event, Slip | Remark)])
        spoilt[place] = spoil(other[place], task.size, stream)
        if spoilt[place] != other[place]:
            text = task.lexicons[style].write(spoilt, stream)[0]
            assert not tracekit.certify(task, problem, text, style=style).ok, (spoilt[place], text)
    assert n_other > 20


def spoil(event: Any, size: int, stream: Stream) -> Any:
    """The same event with something in it that is not so, whatever the grid."""
    if isinstance(event, ChoicePoint | Backtrack) and len(event.moves) > 1:
        return replace(event, moves=event.moves[:-1] if stream.chance(0.5) else (*event.moves, event.moves[0]))
    if isinstance(event, DeadEnd):
        cell, *parts = event.reason
        source = stream.pick([i for i in range(3) if parts[i]])
        parts[(source + 1) % 3] += parts[source][:1]
        parts[source] = parts[source][stream.below(2) :]
        return DeadEnd(NoCandidate(cell, *parts))
    if isinstance(event, Inference):
        return replace(event, move=event.move._replace(value=event.move.value % size + 1))
    return event


@pytest.mark.parametrize("told", [("fewest", "naked"), ("boxes", "none"), ("rows", "hidden")])
def test_a_text_of_one_setting_is_true_under_the_others(told: Sequence[str]) -> None:
    own = task_of(9, cell_order=told[0], deduction=told[1])
    for index in range(6):
        problem = own.problem(seed=2, index=index)
        trace = tracekit.solve(own, problem, strategy="natural", ordering="shuffled", seed=index)
        text = tracekit.render(trace, seed=index).text
        for order, deduction in (("rows", "none"), ("boxes", "naked"), ("fewest", "hidden")):
            certificate = tracekit.certify(task_of(9, cell_order=order, deduction=deduction), problem, text)
            assert certificate.ok
            assert certificate.n_backtracks == trace.n_backtracks


def test_a_grid_that_clashes_with_its_solution_is_refused_before_anyone_judges_it() -> None:
    # Two givens of a row exchanged. Once such a grid was solved and its text certified, and the answer was wrong.
    problem = task_of(9).problem(seed=1)
    a, b = [i for i, digit in enumerate(problem.puzzle) if digit != "0"][:2]
    swapped = [*problem.puzzle]
    swapped[a], swapped[b] = swapped[b], swapped[a]
    with pytest.raises(tracekit.ParameterError, match=r"^solution='\d+': must keep the clues: r1c\d is given as \d$"):
        SudokuProblem(puzzle="".join(swapped), solution=problem.solution)
