"""Certify texts by the million: every task, setting, strategy, voice and number of backtracks.

    python benchmarks/certify_texts.py 1000000 certified.jsonl

Each trace is told in every style, and each text is read back and replayed: it must have exactly the number of
backtracks asked for, the same events and the same figures. Lots that are done are kept in the file, so that an
interrupted run goes on where it was. It ends with a table, and with exit code 1 if anything failed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import tracekit
from tracekit.seeding import Stream

LOT = 250
"""So many problems are in a lot."""
SETTINGS: dict[str, list[dict[str, Any]]] = {
    "countdown": [
        {},
        {"use_all": False},
        {"arithmetic": "fractions", "max_value": 20},
        {"operators": "+-"},
        {"min_numbers": 3, "max_numbers": 4},
    ],
    "sudoku": [{}, {"cell_order": "fewest"}, {"deduction": "naked"}, {"deduction": "hidden", "cell_order": "boxes"}],
    "mini_sudoku": [{}, {"deduction": "naked"}, {"size": 4}],
    "arc_1d": [{}, {"min_size": 12, "max_size": 15}],
    "advanced_geometry": [{}],
    "color_cube_rotation": [{}, {"checks": "all"}, {"checks": "turn_back"}, {"check_after": "all_turns"}],
    "list_functions": [{}, {"max_value": 300}],
    "zebra_puzzles": [{}, {"deduction": "none"}, {"deduction": "linked"}, {"order": "fewest"}],
    "self_reference": [{}],
}
STRATEGIES: list[dict[str, Any]] = [
    *({"strategy": name, "depth": depth} for name in ("exhaustive", "detour") for depth in ("any", "natural", "late")),
    *({"strategy": "natural", "ordering": ordering, "max_moves": 60} for ordering in ("plausible", "given")),
    {"strategy": "best_first", "max_moves": 60},
]
STYLES = ["prose", "reflective", "symbolic", "marked"]
LEVELS = {0: 1, 1: 2, 2: 2, 3: 2, 5: 2, 10: 1}
"""Numbers of backtracks and how often each is asked for. A problem that cannot have it is left out."""


def lots(tasks: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The lots, without end: all combinations once with the first problems of each, then with the next ones."""
    for start in itertools.count(0, LOT):
        for n, how in enumerate(STRATEGIES):
            for task in tasks:
                variants = SETTINGS[task]  # they take turns: all tasks have the same number of texts
                parameters = variants[(start // LOT + n) % len(variants)]
                yield {"task": task, "parameters": parameters, "how": how, "start": start}


def certify_lot(lot: dict[str, Any]) -> dict[str, Any]:
    """Certify the texts of a lot; how many there were, by the number of backtracks, and what failed."""
    task, strategy = tracekit.get_task(lot["task"], **lot["parameters"]), tracekit.get_strategy(**lot["how"])
    counts: Counter[int] = Counter()
    failures = []
    n_unreachable = 0
    for index in range(lot["start"], lot["start"] + LOT):
        problem = task.problem(seed=4242, index=index)
        k = Stream("level", index).pick_weighted(list(LEVELS), list(LEVELS.values())) if strategy.exact else None
        try:
            trace = tracekit.solve(task, problem, backtracks=k, strategy=strategy, seed=index)
        except tracekit.BacktracksUnreachableError:
            n_unreachable += 1
            continue
        for style in STYLES:
            text = tracekit.render(trace, style, seed=index).text
            certificate = tracekit.certify(task, problem, text)
            same = certificate.trace == trace and certificate.measures == trace.measures
            if certificate.ok and certificate.in_order and same and k in (None, certificate.n_backtracks):
                counts[certificate.n_backtracks] += 1
            else:
                failures.append(f"{index}, {style}: {certificate}\n{text}"[:3000])
    return {**lot, "counts": counts, "unreachable": n_unreachable, "failures": failures}


def key_of(lot: dict[str, Any]) -> str:
    """What tells a lot from the others."""
    return json.dumps([lot[name] for name in ("task", "parameters", "how", "start")])


def main() -> int:
    """Certify what is not certified yet, and report."""
    parser = argparse.ArgumentParser(description="Certify texts by the million.")
    parser.add_argument("n", type=int, help="how many texts")
    parser.add_argument("file", type=Path, help="where the lots that are done are kept")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--tasks", nargs="+", default=list(SETTINGS), choices=SETTINGS, help="some of the tasks only")
    arguments = parser.parse_args()
    done = [json.loads(line) for line in arguments.file.read_text().splitlines()] if arguments.file.exists() else []
    known = {key_of(lot) for lot in done}
    n_lots = -(-arguments.n // (LOT * len(STYLES)))
    wanted = [lot for lot in itertools.islice(lots(arguments.tasks), n_lots) if key_of(lot) not in known]
    with ProcessPoolExecutor(arguments.workers) as pool, arguments.file.open("a") as file:
        for lot in pool.map(certify_lot, wanted):
            file.write(json.dumps(lot) + "\n")
            file.flush()
            done.append(lot)
            for failure in lot["failures"]:
                print(lot["task"], lot["how"], failure, sep=" | ", file=sys.stderr)
    for name in SETTINGS:
        counts = Counter[int]()
        for lot in done:
            if lot["task"] == name:
                counts.update({int(k): n for k, n in lot["counts"].items()})
        by_k = ", ".join(f"{counts[k]:,} at {k}" for k in LEVELS)
        others = counts.total() - sum(counts[k] for k in LEVELS)
        print(f"{name:20} {counts.total():9,} texts certified: {by_k}; {others:,} at others")
    n_failed = sum(len(lot["failures"]) for lot in done)
    n_left_out = sum(lot["unreachable"] for lot in done)
    n_certified = sum(sum(lot["counts"].values()) for lot in done)
    print(f"{n_certified:,} texts certified, {n_failed} failed; {n_left_out:,} problems left out: no search has that k")
    return n_failed > 0


if __name__ == "__main__":
    sys.exit(main())
