"""How fast rows are made and certified, side by side with reasoning-gym, in one process.

    python benchmarks/run.py

Prints tables and writes every figure to ``build/bench.json``. Times differ between machines and between minutes, ratios
much less: so the two libraries take turns, and what is promised are ratios within one round, of which the median
counts. Seconds are those of the processor, so that other programs disturb them less; nothing here waits or uses a
second core. Imports and a first round are left out. The exit code is 1 if a promise is not kept.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from measure import Spread, clock, import_reasoning_gym, quantile, traces
from tracekit import TASKS, BacktracksUnreachableError, Task, certify, get_task, render, solve
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings

K = 5
"""The number of backtracks at which the costs of Countdown and Sudoku are compared."""
IMPORT_SECONDS = 0.3
HEAVY = ("torch", "transformers", "datasets", "pyarrow", "pandas", "numpy", "pydantic", "rich", "typer")
NEVER = {"torch", "transformers", "datasets"}
"""What ``import tracekit`` must not load."""


@dataclass(frozen=True)
class Race:
    """Rows of a task against bare entries of reasoning-gym: at least ``times`` rows in the time of one entry."""

    task: str
    k: int
    against: str
    times: float
    n_rows: int
    n_entries: int


RACES = (
    Race("sudoku", K, "sudoku", 5, 200, 40),
    Race("countdown", K, "countdown", 20, 800, 60),
    Race("zebra_puzzles", 3, "zebra_puzzles", 50, 150, 5),
    # The rest have no search to speak of in reasoning-gym: arc_1d, its fastest, stands for them. What is promised is
    # that these ratios do not fall.
    Race("advanced_geometry", 3, "advanced_geometry", 3.5, 200, 40),
    Race("arc_1d", 3, "arc_1d", 0.07, 400, 3000),
    Race("list_functions", 3, "arc_1d", 0.07, 400, 3000),
    Race("color_cube_rotation", 3, "arc_1d", 0.11, 400, 3000),
    Race("self_reference", 3, "arc_1d", 0.08, 400, 3000),
)

console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)


@dataclass(frozen=True)
class Promise:
    """Something that has to hold."""

    what: str
    measured: float
    limit: float
    at_least: bool

    @property
    def kept(self) -> bool:
        """Whether it holds."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def compare_rates(rounds: int) -> tuple[list[dict[str, Any]], list[Promise]]:
    """Rows a second against entries of reasoning-gym a second, turn by turn."""
    gym = import_reasoning_gym()
    if not gym:
        console.print("[yellow]reasoning-gym is not installed: rows are timed, but compared with nothing[/]")
    gc.collect()
    gc.freeze()  # what was imported is set-up: the collector need not look through it, whoever sets it off
    results, promises = [], []
    for race in (race for race in RACES if race.task in TASKS):
        ours = {flag: Settings(get_task(race.task), backtracks=race.k, certify=flag) for flag in (False, True)}
        theirs = gym.create_dataset(race.against, size=1_000_000, seed=7) if gym else None
        indices: dict[Any, itertools.count[int]] = {key: itertools.count() for key in (None, False, True)}
        makers: dict[Any, tuple[int, Callable[[int], object]]] = {
            flag: (race.n_rows, lambda index, settings=settings: make_rows(settings, index))
            for flag, settings in ours.items()
        }
        if theirs is not None:
            makers[None] = race.n_entries, theirs.__getitem__
        rates: dict[Any, list[float]] = {key: [] for key in makers}
        for turn in range(rounds + 1):
            for key, (n, make) in makers.items():
                chosen = list(itertools.islice(indices[key], n))
                start = clock()
                for index in chosen:
                    make(index)
                rate = n / (clock() - start)
                if turn:  # the first round only warms up
                    rates[key].append(rate)
        for flag in ours:
            ratios = [a / b for a, b in zip(rates[flag], rates.get(None, []), strict=False)]
            results.append(
                {
                    "task": race.task,
                    "k": race.k,
                    "against": race.against,
                    "certified": flag,
                    "rows_per_second": asdict(Spread.of(rates[flag])),
                    "entries_per_second": asdict(Spread.of(rates[None])) if ratios else None,
                    "ratio": asdict(Spread.of(ratios)) if ratios else None,
                    "promised": race.times,
                }
            )
            if ratios and not flag:
                what = f"{race.task}: rows in the time of one entry of {race.against}"
                promises.append(Promise(what, Spread.of(ratios).median, race.times, at_least=True))
    return results, promises


def compare_certifying(rounds: int, n: int = 100) -> tuple[list[dict[str, Any]], list[Promise]]:
    """The time to certify a text against the time to make it: problem, trace and text."""
    results, promises = [], []
    for name in ("countdown", "sudoku", "mini_sudoku"):
        task = get_task(name)
        k = K if name != "mini_sudoku" else 3
        indices = _reaching(task, k, n * (rounds + 1))
        for style in ("prose", "symbolic"):
            making, certifying = [], []
            for turn in range(rounds + 1):
                chosen = indices[turn * n : (turn + 1) * n]
                start = clock()
                made = [_make(task, index, k, style) for index in chosen]
                spent = clock() - start
                # Problems read anew, long after they were made: nothing that making them left behind can help.
                fresh = [(task.problem_type.read_json(problem), text) for problem, text in made]
                start = clock()
                certificates = [certify(task, problem, text) for problem, text in fresh]
                took = clock() - start
                if not all(certificates):
                    raise RuntimeError(f"a text of {task!r} does not certify")
                if turn:
                    making.append(spent / n * 1000)
                    certifying.append(took / n * 1000)
            ratio = Spread.of([b / a for a, b in zip(making, certifying, strict=True)])
            results.append(
                {
                    "task": name,
                    "k": k,
                    "style": style,
                    "make_ms": asdict(Spread.of(making)),
                    "certify_ms": asdict(Spread.of(certifying)),
                    "ratio": asdict(ratio),
                }
            )
            promises.append(Promise(f"{name}, {style}: certifying against making", ratio.median, 1.0, at_least=False))
    return results, promises


def _reaching(task: Task[Any, Any], k: int, n: int) -> list[int]:
    """The indices of the first n problems that can have k backtracks."""
    found: list[int] = []
    for index in itertools.count():
        if len(found) == n:
            return found
        try:
            solve(task, task.problem(index=index), backtracks=k, seed=index)
        except BacktracksUnreachableError:
            continue
        found.append(index)
    return found


def _make(task: Task[Any, Any], index: int, k: int, style: str) -> tuple[str, str]:
    problem = task.problem(index=index)
    text = render(solve(task, problem, backtracks=k, seed=index), style, seed=index).text
    return problem.model_dump_json(), text


def cost_by_k(n: int) -> tuple[list[dict[str, Any]], list[Promise]]:
    """What a row costs as the number of backtracks grows."""
    results, promises = [], []
    for name, parameters in (("countdown", {}), ("sudoku", {"min_empty": 50, "max_empty": 50})):
        task = get_task(name, **parameters)
        cells = [_cost(task, k, n) | {"task": name, "k": k} for k in (0, 1, 3, 5, 10, 20)]
        results += cells
        growth = cells[-1]["total_ms"] / cells[0]["total_ms"]
        promises.append(Promise(f"{name}: a row with k = 20 against one with k = 0", growth, 20.0, at_least=False))
    return results, promises


def cost_by_blanks(n: int) -> tuple[list[dict[str, Any]], list[Promise]]:
    """What a Sudoku row costs as the grid gets emptier."""
    cells = []
    for blanks in range(30, 56, 5):
        task = get_task("sudoku", min_empty=blanks, max_empty=blanks)
        cells.append(_cost(task, K, n) | {"task": "sudoku", "k": K, "blanks": blanks})
    growth = cells[-1]["total_ms"] / cells[0]["total_ms"]
    return cells, [Promise("sudoku: a row with 55 blanks against one with 30", growth, 20.0, at_least=False)]


def _cost(task: Task[Any, Any], k: int, n: int) -> dict[str, Any]:
    """Median milliseconds of each part of a row, over n problems that can have k backtracks."""
    list(traces(task, 5, k))
    parts: dict[str, list[float]] = {"problem": [], "solve": [], "render": [], "certify": [], "total": []}
    events = []
    for index in _reaching(task, k, n):
        times = [clock()]
        problem = task.problem(index=index)
        times.append(clock())
        trace = solve(task, problem, backtracks=k, seed=index)
        times.append(clock())
        text = render(trace, "prose", seed=index).text
        times.append(clock())
        certify(task, problem, text)
        times.append(clock())
        for part, (start, end) in zip(parts, itertools.pairwise(times), strict=False):
            parts[part].append((end - start) * 1000)
        parts["total"].append((times[-1] - times[0]) * 1000)
        events.append(len(trace))
    figures = {f"{part}_ms": quantile(values, 0.5) for part, values in parts.items()}
    return figures | {"slowest_ms": max(parts["total"]), "events": quantile(events, 0.5)}


def time_import(rounds: int) -> tuple[dict[str, Any], list[Promise]]:
    """How long ``import tracekit`` takes in a fresh interpreter, and what it brings along."""
    program = (
        "import sys, time; start = time.perf_counter(); import tracekit; took = time.perf_counter() - start;"
        f"print(took, *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    times, loaded = [], []
    for _ in range(rounds):
        output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        took, *loaded = output.split()
        times.append(float(took))
    spread = Spread.of(times)
    promises = [
        Promise("import tracekit: seconds", spread.median, IMPORT_SECONDS, at_least=False),
        Promise("import tracekit: modules of torch or datasets loaded", len(NEVER & set(loaded)), 0, at_least=False),
    ]
    return {"seconds": asdict(spread), "loaded": loaded, "modules_looked_for": list(HEAVY)}, promises


# --- tables -----------------------------------------------------------------------------------------------------


def _range(spread: dict[str, float] | None, digits: int = 0) -> str:
    if not spread:
        return "-"
    return f"{spread['median']:.{digits}f} ({spread['low']:.{digits}f} to {spread['high']:.{digits}f})"


def tables(figures: dict[str, Any]) -> dict[str, tuple[str, list[str], list[list[str]]]]:
    """Every table by its name: title, heads and rows. ``tables.py`` writes the same ones into the documentation."""
    rates = [
        [
            cell["task"],
            str(cell["k"]),
            "yes" if cell["certified"] else "no",
            _range(cell["rows_per_second"]),
            cell["against"],
            _range(cell["entries_per_second"]),
            _range(cell["ratio"], 1 if cell["promised"] >= 1 else 2),
            "-" if cell["certified"] else f"at least {cell['promised']:g}",
        ]
        for cell in figures["rates"]
    ]
    certifying = [
        [
            cell["task"],
            str(cell["k"]),
            cell["style"],
            f"{cell['make_ms']['median']:.2f}",
            f"{cell['certify_ms']['median']:.2f}",
            _range(cell["ratio"], 2),
        ]
        for cell in figures["certifying"]
    ]
    parts = ["problem_ms", "solve_ms", "render_ms", "certify_ms", "total_ms", "slowest_ms"]
    heads = ["events", *(part.removesuffix("_ms") for part in parts)]

    def cost(cell: dict[str, Any]) -> list[str]:
        return [f"{cell['events']:.0f}", *(f"{cell[part]:.2f}" for part in parts)]

    loading = figures["import"]
    return {
        "bench-rates": (
            "Rows a second against bare entries of reasoning-gym (median and range of the rounds)",
            ["task", "k", "text read back", "rows/s", "against", "entries/s", "ratio", "promised"],
            rates,
        ),
        "bench-certifying": (
            "Milliseconds to make a text (problem, trace, text) and to certify it",
            ["task", "k", "style", "make", "certify", "certify / make"],
            certifying,
        ),
        "bench-k": (
            "Milliseconds a row by backtracks (medians; Sudoku with 50 blanks)",
            ["task", "k", *heads],
            [[cell["task"], str(cell["k"]), *cost(cell)] for cell in figures["by_k"]],
        ),
        "bench-blanks": (
            f"Milliseconds a Sudoku row by blanks (medians, k = {K})",
            ["blanks", *heads],
            [[str(cell["blanks"]), *cost(cell)] for cell in figures["by_blanks"]],
        ),
        "bench-import": (
            "import tracekit in a fresh interpreter",
            ["seconds", "loaded", "not loaded"],
            [
                [
                    _range(loading["seconds"], 2),
                    ", ".join(loading["loaded"]) or "none of them",
                    ", ".join(name for name in loading["modules_looked_for"] if name not in loading["loaded"]),
                ]
            ],
        ),
        "bench-promises": (
            "Promises",
            ["what", "measured", "promised", "kept"],
            [
                [
                    promise["what"],
                    f"{promise['measured']:.2f}",
                    f"{'at least' if promise['at_least'] else 'at most'} {promise['limit']:g}",
                    "yes" if promise["kept"] else "NO",
                ]
                for promise in figures["promises"]
            ],
        ),
    }


def show(title: str, heads: list[str], rows: list[list[str]]) -> None:
    """Print one table."""
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head in ("task", "events"))
    for row in rows:
        table.add_row(*row)
    console.print(table)


def main() -> int:
    """Measure everything; return 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"), help="file (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each comparison (default: %(default)s)")
    args = parser.parse_args()
    start = time.perf_counter()
    figures: dict[str, Any] = {"environment": {"python": platform.python_version(), "cores": os.cpu_count()}}
    figures["environment"]["tracekit"] = version("tracekit")
    promises: list[Promise] = []
    for key, measured in (
        ("import", lambda: time_import(args.rounds)),
        ("rates", lambda: compare_rates(args.rounds)),
        ("certifying", lambda: compare_certifying(args.rounds)),
        ("by_k", lambda: cost_by_k(50)),
        ("by_blanks", lambda: cost_by_blanks(50)),
    ):
        with console.status(f"measuring: {key}"):
            figures[key], kept = measured()
        promises += kept
    figures["promises"] = [asdict(promise) | {"kept": promise.kept} for promise in promises]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")

    for title, heads, rows in tables(figures).values():
        show(title, heads, rows)
    console.print(f"All figures are in {args.out}; this took {time.perf_counter() - start:.0f} s.")
    broken = [promise for promise in promises if not promise.kept]
    for promise in broken:
        console.print(f"[bold red]Promise not kept:[/] {promise.what}: {promise.measured:.2f}, not {promise.limit:g}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
