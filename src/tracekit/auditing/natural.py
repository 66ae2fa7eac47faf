"""Natural searches of the same problems: what can be told of a decision there cannot be helped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tracekit.auditing.cases import Seen, seen
from tracekit.data.rows import figures_of
from tracekit.errors import TracekitError
from tracekit.language.style import Style
from tracekit.reading.texts import render
from tracekit.search.measures import Measures
from tracekit.search.solve import solve
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks import Problem, Task

__all__ = ["MAX_MOVES", "NaturalSearches", "search_naturally"]

MAX_MOVES = 200
"""A natural search gives up after so many moves, unless told otherwise."""
MOST_PROBLEMS = 500
"""So many problems are searched at most, drawn at random."""
SEARCHES = 8
"""So many searches are made of each: the first counts as it is, all of them by their numbers of backtracks."""


@dataclass(slots=True)
class NaturalSearches:
    """Natural searches of some problems of one task.

    Attributes:
        as_they_run: one of each problem, solved or given up.
        solved: how many of these came to the solution.
        by_backtracks: searches that came to the solution, by how often they backtracked; only numbers that were wanted.
    """

    as_they_run: list[Seen] = field(default_factory=list)
    solved: int = 0
    by_backtracks: dict[int, list[Seen]] = field(default_factory=dict)

    def mixed(self, wanted: Mapping[int, int], seed: int) -> list[Seen]:
        """So many traces of each number of backtracks, drawn with replacement.

        Empty if there is a number that no natural search came to the solution with.
        """
        stream, found = Stream("audit", "mixed", seed), list[Seen]()
        for k, n in sorted(wanted.items()):
            if not (pool := self.by_backtracks.get(k)):
                return []
            found += [stream.pick(pool) for _ in range(n)]
        return found


def search_naturally(
    problems: Mapping[str, tuple[Task, Problem, Style]], wanted: Collection[int], *, max_moves: int, seed: int
) -> NaturalSearches:
    """Search problems as the search runs, its moves drawn by the task's own heuristic.

    Args:
        problems: by their fingerprints, with the style in which the searches are told.
        wanted: the numbers of backtracks of which there should be many searches.
        max_moves: a search gives up after so many moves; what it has not taken back by then counts for nothing.
        seed: same arguments, same searches.
    """
    stream, found = Stream("audit", "natural", seed), NaturalSearches()
    for group in stream.shuffled(sorted(problems))[:MOST_PROBLEMS]:
        task, problem, style = problems[group]
        for n in range(SEARCHES):
            number = stream.child(group, n).seed
            try:
                trace = solve(task, problem, strategy="natural", ordering="plausible", max_moves=max_moves, seed=number)
            except TracekitError:  # its search is not to be had within the budget of its space
                break
            is_wanted = trace.solved and trace.n_backtracks in wanted
            if n and not is_wanted:
                continue
            looked_at = _seen(trace, style, number, group)
            if not n:
                found.as_they_run.append(looked_at)
                found.solved += trace.solved
            if is_wanted:
                found.by_backtracks.setdefault(trace.n_backtracks, []).append(looked_at)
    return found


def _seen(trace: Trace, style: Style, seed: int, group: str) -> Seen:
    document = render(trace, style, seed=seed)
    return seen(trace, document.text, document.spans, (), group, figures_of(trace.measures or Measures()))
