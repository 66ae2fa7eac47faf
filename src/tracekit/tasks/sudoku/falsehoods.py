"""Falsehoods about a Sudoku."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Choice, Goal
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods
from tracekit.tasks.sudoku.grids import geometry
from tracekit.tasks.sudoku.problem import Cell, Grid, NoCandidate, Place, SudokuProblem, write_rows
from tracekit.tasks.sudoku.space import SudokuSpace


class SudokuFalsehoods(Falsehoods[SudokuProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: SudokuProblem, stream: Stream) -> Iterator[str]:
        """The solution with two different digits of a row, column or box exchanged; the clues are kept."""
        solution, size = problem.solved_grid(), problem.size
        blanks = {i for i, clue in enumerate(problem.grid) if not clue}
        pairs = [
            (i, j)
            for unit in geometry(size).units
            for i in unit
            for j in unit
            if i < j and i in blanks and j in blanks and solution[i] != solution[j]
        ]
        while blanks:
            grid = list(solution)
            if pairs:
                i, j = stream.pick(pairs)
                grid[i], grid[j] = grid[j], grid[i]
            else:
                i = stream.pick(sorted(blanks))
                grid[i] = grid[i] % size + 1
            yield write_rows(grid, size)

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[NoCandidate]:
        """A cell with candidates is called stuck: its row, column or box is said to hold digits that it does not hold.

        Of a cell that is stuck, a digit is said to be in another unit than it is.
        """
        space = cast("SudokuSpace", doubt.space)
        view = space.look(doubt.state)
        places = view.moves if isinstance(view, Choice) else [view.move] if isinstance(view, Inference) else []
        while True:
            if doubt.reason is not None and stream.chance(0.6):
                yield _misplaced(doubt.reason, stream)
            elif places:
                yield _overlooked(space, doubt.state, places[0].cell, stream)
            else:
                blanks = [cell for i, cell in enumerate(space.cells) if not doubt.state[i]]
                yield _overlooked(space, doubt.state, stream.pick(blanks), stream)

    def confident_turns(self, trace: Trace[SudokuProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A wrong digit, and all other cells filled in as if nothing clashed.

        Where a cell is stuck it gets the digit that clashes least, said to be the only one.
        """
        walk, solution = Hindsight(trace), trace.problem.solved_grid()
        nodes = [(node, moves) for node in walk.nodes() if (moves := walk.untried(node))]
        forced = [i for i in walk.way if isinstance(trace.events[i], Inference)]
        while nodes or forced:
            tries = []
            for _ in range(3):
                if nodes:
                    node, moves = stream.pick(nodes)
                    begin = node.tried[-1]
                    event: Decision | Inference = Decision(stream.pick(moves))
                else:  # all is forced: one of the forced digits comes out wrong
                    begin = stream.pick(forced)
                    cell, value = trace.events[begin].move  # type: ignore[union-attr]
                    others = [digit for digit in walk.space.digits if digit != value]  # type: ignore[attr-defined]
                    event = Inference(Place(cell, stream.pick(others)))
                tries.append(_filled_in(walk, begin, event, solution))
            # Of three ways to go wrong the one with the fewest clashes is the least conspicuous.
            yield min(tries, key=lambda told: told[0])[1]


def _overlooked(space: SudokuSpace, state: Grid, cell: Cell, stream: Stream) -> NoCandidate:
    row, column, box = space.seen(state, space.cells.index(cell))
    parts = [set(row), column - row, box - column - row]
    for digit in set(space.digits) - row - column - box:
        parts[stream.below(3)].add(digit)
    return NoCandidate(cell, *[tuple(sorted(part)) for part in parts])


def _misplaced(reason: NoCandidate, stream: Stream) -> NoCandidate:
    cell, *parts = reason
    units = [set(part) for part in parts]
    source = stream.pick([n for n in range(3) if units[n]])
    digit = stream.pick(sorted(units[source]))
    units[source].remove(digit)
    units[stream.pick([n for n in range(3) if n != source])].add(digit)
    return NoCandidate(cell, *[tuple(sorted(unit)) for unit in units])


def _filled_in(walk: Hindsight, begin: int, event: Decision | Inference, solution: Grid) -> tuple[int, ConfidentTurn]:
    """The rest of a trace after a wrong digit, and how many stuck cells were filled in it."""
    space = cast("SudokuSpace", walk.space)
    events: list[Event] = [event]
    state, n_clashes, made = space.after(walk.states[begin], event.move), 0, event
    while not isinstance(view := space.look(state), Goal):
        if isinstance(view, DeadEnd):
            cell = view.reason.cell
            i, n_clashes = space.cells.index(cell), n_clashes + 1
            units = space.seen(state, i)
            digit = min(space.digits, key=lambda d: (sum(d in unit for unit in units), d != solution[i]))
            made = Inference(Place(cell, digit))
            events.append(made)
        elif isinstance(view, Choice):
            right = [move for move in view.moves if move.value == solution[space.cells.index(move.cell)]]
            made = Decision(right[0] if right else view.moves[0])
            events += [ChoicePoint(view.place, view.moves), made]
        elif isinstance(view, Inference):
            made = view
            events.append(made)
        state = space.after(state, made.move)
    events.append(Solved())
    return n_clashes, ConfidentTurn.of(walk.events[:begin], events, write_rows(state, space.size))
