"""What gives outcomes away in data made with the defaults: a table for all tasks and styles.

    python benchmarks/audit_table.py [-n ROWS] [--tasks ...] [--styles ...]

For each task and style ``-n`` rows are made, their numbers of backtracks mixed from 0 to 5, and audited. A line of the
table is printed as soon as it is there.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping

import tracekit
from tracekit.auditing import Auc

LEVELS = (0, 1, 2, 3, 4, 5)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=2000, help="rows of each task and style")
    parser.add_argument("--tasks", nargs="*", default=list(tracekit.TASKS))
    parser.add_argument("--styles", nargs="*", default=["prose", "symbolic", "reflective"])
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print("| task | style | wording | words | counts | natural | same k | move | natural | same k | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name in options.tasks:
        task = tracekit.get_task(name)
        for style in options.styles:
            rows = tracekit.make_dataset(task, n=options.n, backtracks=LEVELS, seed=options.seed, style=style)
            start = time.process_time()
            # Natural searches of these problems are the same whatever the style.
            line = tracekit.audit(rows, seed=options.seed, natural=style == options.styles[0]).line(name)
            cells = [line.aucs["wording"], line.aucs["words"]]
            for what in ("counts", "move"):
                cells += [line.aucs[what], _of(line.natural, what), _of(line.mixed, what)]
            seconds = f"{time.process_time() - start:.0f}"
            print("|", " | ".join([name, style, *map(_cell, cells), seconds]), "|", flush=True)


def _of(aucs: Mapping[str, Auc], what: str) -> Auc | None:
    return aucs.get(what)


def _cell(auc: Auc | None) -> str:
    return "-" if auc is None or auc.value is None else str(auc)


if __name__ == "__main__":
    main()
