"""Where wrong turns lie: per task, strategy and depth, beside natural searches of the same problems.

    python benchmarks/levels.py                                                  # print the tables as Markdown
    python benchmarks/levels.py --write docs/where-wrong-turns-lie.md            # put them into the page
    python benchmarks/levels.py --tasks countdown sudoku --only levels -n 100    # a quick look

A page says where a table goes: it is what stands between ``<!-- table NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from tables import markdown, put
from tracekit import TASKS, BacktracksUnreachableError, Task, Trace, get_task, solve
from tracekit.auditing.cases import COUNTS, Case, cases_of
from tracekit.auditing.predictors import Predictor, predicted
from tracekit.language.lexicon import Span
from tracekit.seeding import Stream

KS = (1, 2, 3, 5, 10)
REACH_KS = range(1, 11)
CAUSE_KS = (3, 5, 10)
SEARCHES = 4
"""So many natural searches are made of each problem."""
NATURAL_MOVES = 400
"""A natural search gives up after so many moves; only those that come to a solution are looked at."""
FEWEST = 25
"""Of fewer traces no figure is given."""
UNIFORM: Mapping[int, float] = dict.fromkeys(range(6), 1.0)
GEOMETRIC: Mapping[int, float] = {k: 0.7**k for k in range(11)}
POISSON: Mapping[int, float] = {k: 2.5**k / math.factorial(k) for k in range(11)}
MIXTURES: Mapping[str, Mapping[int, float]] = {
    "k = 3": {3: 1.0},
    "0-5": UNIFORM,
    "geometric": GEOMETRIC,
    "Poisson": POISSON,
}


class How(NamedTuple):
    """How traces are made; natural searches have no depth."""

    strategy: str
    depth: str = ""

    def traces(self, task: Task, n: int, k: int, **parameters: Any) -> Iterator[Trace]:
        """Traces with ``k`` backtracks of those of the first problems that can have them, one each."""
        for index in range(n):
            problem = task.problem(index=index)
            try:
                yield solve(task, problem, backtracks=k, seed=index, **self._asdict(), **parameters)
            except BacktracksUnreachableError:
                continue


PLANNED = [How(strategy, depth) for strategy in ("exhaustive", "detour") for depth in ("natural", "any")]
NATURAL = How("natural")


@cache
def natural_traces(name: str, n: int) -> list[Trace]:
    """Natural searches that came to a solution, of some problems of a task."""
    task = get_task(name)
    found = []
    for index in range(SEARCHES * n):
        problem = task.problem(index=index % n)
        trace = solve(task, problem, seed=index, strategy="natural", ordering="plausible", max_moves=NATURAL_MOVES)
        if trace.solved:
            found.append(trace)
    return found


def cases(trace: Trace, group: str = "") -> list[Case]:
    """The decisions of a trace and the steps that were worked out, with what is counted up to each."""
    return cases_of(trace, "", [Span(0, 0, event) for event in trace.events], (), group)


def thirds(traces: Sequence[Trace]) -> str:
    """Shares of returns to the first, middle and last third of the choice points on the way to the solution."""
    counts = [0, 0, 0]
    for trace in traces:
        n_right = sum(case.right for case in cases(trace))
        for depth in trace.measures.wrong_turn_depths if trace.measures else ():
            counts[min(2, int(3 * (depth + 0.5) / max(1, n_right)))] += 1
    total = sum(counts)
    if len(traces) < FEWEST or not total:
        return "-"
    return " / ".join(f"{100 * count / total:.0f}" for count in counts)


def in_one_block(traces: Sequence[Trace]) -> str:
    """The share of traces whose wrong decisions stand next to each other."""
    if len(traces) < FEWEST:
        return "-"
    n = 0
    for trace in traces:
        wrong = [i for i, case in enumerate(cases(trace)) if not case.right]
        n += bool(wrong) and wrong[-1] - wrong[0] == len(wrong) - 1
    return f"{100 * n / len(traces):.0f} %"


def levels(n: int, job: tuple[str, How]) -> list[str]:
    """For each k the thirds that returns go to."""
    name, how = job
    task = get_task(name)
    if how == NATURAL:
        every = natural_traces(name, n)
        found = [[trace for trace in every if trace.n_backtracks == k] for k in KS]
        return [f"`{name}`", "natural with k", *map(thirds, found), thirds(every)]
    return [f"`{name}`", _told(how, task), *(thirds(list(how.traces(task, n, k))) for k in KS), ""]


def blocks(n: int, job: tuple[str, How]) -> list[str]:
    """For each k above 1 the share of traces in one block."""
    name, how = job
    task = get_task(name)
    if how == NATURAL:
        every = natural_traces(name, n)
        found = [[trace for trace in every if trace.n_backtracks == k] for k in KS[1:]]
        return [f"`{name}`", "natural with k", *map(in_one_block, found)]
    return [f"`{name}`", _told(how, task), *(in_one_block(list(how.traces(task, n, k))) for k in KS[1:])]


def reach(n: int, job: tuple[str, How]) -> list[str]:
    """For each k the share of problems that can have it."""
    name, how = job
    task = get_task(name)
    shares = (sum(1 for _ in how.traces(task, n, k)) / n for k in REACH_KS)
    return [f"`{name}`", _told(how, task), *(f"{100 * share:.0f} %" for share in shares)]


def causes(n: int, job: tuple[str, How]) -> list[str]:
    """For each k the distinct causes as a share of the dead ends, and the share of problems that can have them all."""
    name, how = job
    task = get_task(name)
    cells = []
    for k in CAUSE_KS:
        found = [trace.measures.distinct_causes for trace in how.traces(task, n, k) if trace.measures]
        distinct = sum(1 for _ in how.traces(task, n, k, distinct_causes=True))
        share = f"{100 * sum(found) / (k * len(found)):.0f} %" if len(found) >= FEWEST else "-"
        cells += [share, f"{100 * len(found) / n:.0f} %", f"{100 * distinct / n:.0f} %"]
    return [f"`{name}`", _told(how, task), *cells]


def guessed(n: int, job: tuple[str, How]) -> list[str]:
    """How well the outcome of decisions is told by counts, for some mixtures of k."""
    name, how = job
    task = get_task(name)
    if how == NATURAL:
        return [f"`{name}`", "natural", *["" for _ in MIXTURES], _aucs(natural_traces(name, n)[:n])]
    cells = []
    for shares in MIXTURES.values():
        found = []
        for index in range(n):
            k = Stream("levels", index).pick_weighted(tuple(shares), tuple(shares.values()))
            try:
                found.append(solve(task, task.problem(index=index), backtracks=k, seed=index, **how._asdict()))
            except BacktracksUnreachableError:
                continue
        cells.append(_aucs(found))
    return [f"`{name}`", _told(how, task), *cells, ""]


COUNTED = Predictor("counts", "", lambda case: case.counts, is_numeric=True)
RETURNS = Predictor("returns", "", lambda case: case.counts[: COUNTS.index("backtracks") + 1], is_numeric=True)


def _aucs(traces: Sequence[Trace]) -> str:
    """The AUC of all counts, and of the number of returns alone."""
    from threadpoolctl import threadpool_limits

    looked_at = [case for trace in traces for case in cases(trace, trace.problem.model_dump_json())]
    with threadpool_limits(1):  # there is a process for each core already
        found = predicted(looked_at, [COUNTED, RETURNS])
    values = [found[name].value for name in ("counts", "returns")]
    return " / ".join("-" if value is None else f"{value:.2f}" for value in values)


def _told(how: How, task: Task) -> str:
    default = " (default)" if how == How(task.default_strategy, "natural") else ""
    return f"{how.strategy}, {how.depth}{default}"


TABLES: dict[str, tuple[Callable[[int, tuple[str, How]], list[str]], list[How], list[str]]] = {
    "levels": (levels, [*PLANNED, NATURAL], ["task", "search", *(f"k = {k}" for k in KS), "any k"]),
    "blocks": (blocks, [*PLANNED, NATURAL], ["task", "search", *(f"k = {k}" for k in KS[1:])]),
    "causes": (
        causes,
        [How(strategy, "natural") for strategy in ("exhaustive", "detour")],
        ["task", "search", *(f"k = {k}: {what}" for k in CAUSE_KS for what in ("distinct", "reached", "all distinct"))],
    ),
    "guessed": (guessed, [*PLANNED, NATURAL], ["task", "search", *MIXTURES, "any k"]),
    "reach": (reach, PLANNED, ["task", "search", *(f"{k}" for k in REACH_KS)]),
}


def main() -> None:
    """Make the tables, and print them or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page to write into; else they are printed")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), help="default: all")
    parser.add_argument("--tasks", nargs="+", choices=sorted(TASKS), default=list(TASKS), help="default: all")
    parser.add_argument("-n", type=int, default=300, help="problems for each figure (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    args = parser.parse_args()
    tables = {}
    console = Console(stderr=True)
    with ProcessPoolExecutor(args.workers) as pool:
        for name in args.only:
            work, hows, heads = TABLES[name]
            with console.status(f"making {name}"):
                rows = list(pool.map(partial(work, args.n), product(args.tasks, hows)))
            tables[name] = markdown(heads, rows)
    if args.write:
        args.write.write_text(put(tables, args.write.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{args.write} has its tables.")
    else:
        for name, table in tables.items():
            print(f"\n### {name}\n\n{table}")


if __name__ == "__main__":
    main()
