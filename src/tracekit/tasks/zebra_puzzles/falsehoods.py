"""Falsehoods about a zebra puzzle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tracekit.errors import BacktracksUnreachableError
from tracekit.search.events import Inference
from tracekit.search.solve import solve
from tracekit.search.space import Choice, space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods
from tracekit.tasks.zebra_puzzles.clues import KINDS
from tracekit.tasks.zebra_puzzles.problem import Blocked, BrokenClue, Houses, NoHouse, Ruled, Taken, ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.solver import Table, solutions
from tracekit.tasks.zebra_puzzles.space import ZebraSpace

MANY = 12
"""So many solutions of a puzzle that lacks a clue are looked at."""


class ZebraPuzzlesFalsehoods(Falsehoods[ZebraPuzzlesProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: ZebraPuzzlesProblem, stream: Stream) -> Iterator[str]:
        """Another person; or the table with two values of one list exchanged."""
        table = problem.solved_table()
        while True:
            if problem.ask == "first":
                yield stream.pick(problem.values[0])
                continue
            rows = [list(row) for row in table]
            column = stream.below(len(rows[0]))
            one, two = stream.shuffled(range(len(rows)))[:2]
            rows[one][column], rows[two][column] = rows[two][column], rows[one][column]
            yield "\n".join(f"{house}: {', '.join(row)}" for house, row in enumerate(rows, 1))

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Blocked | BrokenClue | NoHouse]:
        """A clue is held against houses that it leaves open, or a house is said to have what another one has."""
        space = cast("ZebraSpace", doubt.space)
        value = _at_hand(space, doubt, stream)
        for _ in range(100):
            kind = stream.below(4)
            if kind == 0:
                yield from _misread(space, doubt.state, value, stream)
            elif kind == 1:
                yield from _miscounted(space, doubt.state, stream)
            else:
                yield from _misremembered(space, doubt.state, value, stream)
        yield from _misread(space, doubt.state, value, stream, anyhow=True)

    def confident_turns(self, trace: Trace[ZebraPuzzlesProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A clue is forgotten: the search of the puzzle without it, with as many backtracks, up to another solution."""
        task, problem = trace.task, trace.problem
        own = cast("ZebraSpace", space_of(task, problem))
        numbers = stream.shuffled(range(1, len(problem.clues)))
        without = {n: _without(problem, n) for n in numbers}
        # The other clues name the values of the forgotten one in the same order: the search begins as it did.
        same = {n: cast("ZebraSpace", task.space(without[n])).mentioned == own.mentioned for n in numbers}
        for n in sorted(numbers, key=lambda n: not same[n]):
            for table in stream.shuffled(solutions(problem.values, without[n].clues, limit=MANY)):
                other = without[n].model_copy(update={"solution": table})
                if _differs(problem, table) and (turn := _searched(trace, other, stream)):
                    yield turn


def _at_hand(space: ZebraSpace, doubt: Doubt, stream: Stream) -> str:
    """The value that is to be placed next."""
    view = space.look(doubt.state)
    if isinstance(doubt.reason, Blocked | NoHouse):
        return doubt.reason.value
    if isinstance(view, Choice):
        return str(view.place)
    if isinstance(view, Inference):
        return str(view.move.value)
    unplaced = [label for label, house in zip(space.labels, doubt.state, strict=True) if not house]
    return stream.pick(unplaced or space.labels)


def _misread(
    space: ZebraSpace, state: Houses, value: str, stream: Stream, *, anyhow: bool = False
) -> Iterator[NoHouse]:
    """All open houses are said to be ruled out by a clue about the value: one whose other values are placed."""
    i = space.index[value]
    taken = {state[mate]: space.labels[mate] for mate in space.mates[i] if state[mate]}
    free = tuple([house for house in range(1, space.n + 1) if house not in taken])
    for number, others, _ in stream.shuffled(space.clues_of[i]):
        if free and not state[i] and (anyhow or (others and len(free) < space.n and all(state[j] for j in others))):
            ruled = (Ruled(number, space.problem.clues[number - 1], free),)
            yield NoHouse(value, ruled, tuple([Taken(house, taken[house]) for house in sorted(taken)]))


def _misremembered(space: ZebraSpace, state: Houses, value: str, stream: Stream) -> Iterator[Blocked]:
    """The houses that a clue leaves for the value are said to have what is in other houses."""
    i = space.index[value]
    mates = [space.labels[mate] for mate in space.mates[i] if state[mate]]
    for number, others, allowed in stream.shuffled(space.clues_of[i]):
        if len(others) == 1 and state[others[0]]:
            left = [house for house in range(1, space.n + 1) if allowed[state[others[0]]] >> house & 1]
            if left and len(left) <= len(mates):
                there = tuple(map(Taken, left, stream.shuffled(mates)))
                yield Blocked(value, number, space.problem.clues[number - 1], there)
                return


def _miscounted(space: ZebraSpace, state: Houses, stream: Stream) -> Iterator[BrokenClue]:
    """A clue that holds is said to be broken, one of its values being seen in a wrong house."""
    for number in stream.shuffled(range(1, len(space.members) + 1)):
        clue, houses = space.problem.clues[number - 1], [state[i] for i in space.members[number - 1]]
        if 0 not in houses and len(houses) > 1:
            wrong = list(houses)
            wrong[stream.below(len(wrong))] = stream.between(1, space.n)
            if wrong != houses and not KINDS[clue.kind].holds(wrong, clue.house):
                yield BrokenClue(number, clue, tuple(wrong))
                return


def _without(problem: ZebraPuzzlesProblem, n: int) -> ZebraPuzzlesProblem:
    # The first clue is there twice instead: so the others keep their numbers, and number n is never called upon,
    # for of two clues that say the same the first one is named.
    clues = (*problem.clues[:n], problem.clues[0], *problem.clues[n + 1 :])
    return problem.model_copy(update={"clues": clues, "solution": None})


def _differs(problem: ZebraPuzzlesProblem, table: Table) -> bool:
    right = problem.solved_table()
    return table != right if problem.ask == "table" else table[0][0] != right[0][0]


def _searched(trace: Trace[ZebraPuzzlesProblem], other: ZebraPuzzlesProblem, stream: Stream) -> ConfidentTurn | None:
    k, seed = trace.n_backtracks, stream.seed
    try:
        found = solve(trace.task, other, backtracks=k, seed=seed)
    except BacktracksUnreachableError as error:
        if not error.reachable:
            return None
        found = solve(trace.task, other, backtracks=error.reachable[-1], seed=seed)
    if found.answer is None:
        return None
    pairs = zip(trace.events, found.events, strict=False)
    begin = next((i for i, (one, two) in enumerate(pairs) if one != two), len(found.events) - 1)
    return ConfidentTurn.of(found.events[:begin], found.events[begin:], found.answer)
