"""A small data set from beginning to end: make it, certify it, let someone else score it, look at it.

    python examples/demo.py --out build/demo

Problems come from two sources: reasoning-gym (its recorded entries in ``examples/data`` where it is not installed) and
tracekit's own generators. Each problem gets one trace for every number of backtracks, a *ladder*, so that the number of
backtracks is all that changes. Then every text is read back and replayed by the certifier, every answer is judged, by
reasoning-gym's own scorer where it can be, and everything is written to Parquet files, a table and a figure. The exit
code is 1 if a single text falls short.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import datasets
import numpy as np
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

import tracekit
from tracekit.search.events import Backtrack, DeadEnd, Slip

LADDER = (0, 1, 3, 5, 10)
TASKS = {
    "countdown": tracekit.get_task("countdown"),
    "sudoku": tracekit.get_task("sudoku"),
    # A 4x4 grid hardly ever has ten dead ends; a 6x6 grid with this many blanks often has.
    "mini_sudoku": tracekit.get_task("mini_sudoku", size=6, min_empty=18, max_empty=24),
}
TASKS |= {name: tracekit.get_task(name) for name in tracekit.TASKS if name not in TASKS}
LADDERS = dict.fromkeys(TASKS, LADDER) | {"self_reference": (0, 1, 3, 5)}
SCORED = ("countdown", "sudoku", "mini_sudoku")
RECORDED = Path(__file__).parent / "data" / "reasoning_gym.jsonl"
COLOURS = {DeadEnd: "red", Backtrack: "yellow", Slip: "magenta"}

LEGEND = """
  passed over  problems that cannot have every number of backtracks asked for: each of the others has them all
  asked        texts asked for: one for each problem and number of backtracks
  exact        the text has just as many backtracks as asked for
  certified    the text was read back and replayed: no sentence is false, but for slips that a check in the text catches
  right        the judge gives the answer the full score
  length       median length of a completion in characters

self_reference stops at k = 5: from none to seven statements may be true, so there are never ten ideas to refute.
mini_sudoku is 6x6 with 18 to 24 blanks here: in a 4x4 grid ten dead ends are hardly ever to be had.
The judge is {judge}.
The figure shows length, luck (how much was guessed right that could not be known) and how deep wrong turns lie, by k.
"""

Entry = dict[str, Any]
"""A problem as reasoning-gym writes it down: ``question``, ``answer`` and ``metadata``."""

console = Console(highlight=False)


class Judge:
    """Reasoning-gym where it is installed; recorded entries and tracekit's own verifier where it is not."""

    def __init__(self, seed: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                import reasoning_gym as gym
            except ImportError:
                gym = None
            self._sets = {name: gym.create_dataset(name, size=10_000, seed=seed) for name in TASKS} if gym else {}
        self.origin = "drawn just now" if gym else f"read from {RECORDED.name} (see examples/data/README.md)"
        theirs = "reasoning-gym's scorer for its entries, our countdowns and Sudokus, else tracekit's verifier"
        self.name = theirs if gym else "tracekit's verifier, since reasoning-gym is not installed"

    def entries(self, name: str, n: int) -> list[Entry]:
        """Entries of one of its data sets."""
        if self._sets:
            return [self._sets[name][i] for i in range(n)]
        entries = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()]
        return [entry for entry in entries if entry["metadata"]["source_dataset"] == name][:n]

    def accepts(self, name: str, problem: Any, entry: Entry, answer: str) -> bool:
        """Whether an answer is right: it has the full score."""
        if self._sets and "metadata" in entry:
            return self._sets[name].score_answer(answer, entry) == 1.0
        return bool(TASKS[name].verify(problem, answer))


@dataclass
class Sample:
    """One text, and what the certifier and the judge found out about it."""

    problem: int
    asked: int
    backtracks: int
    certified: bool
    right: bool
    luck: float
    wrong_turn_depths: list[int]
    question: str
    completion: str

    @classmethod
    def of(cls, name: str, number: int, k: int, problem: Any, entry: Entry, completion: str, judge: Judge) -> Sample:
        """Read a completion back, replay it, and have its answer judged."""
        certificate = tracekit.certify(TASKS[name], problem, completion)
        right = judge.accepts(name, problem, entry, tracekit.find_answer(completion).answer or "")
        measures = certificate.measures
        found = certificate.n_backtracks, certificate.ok, right, measures.luck, measures.wrong_turn_depths
        return cls(number, k, *found, entry["question"], completion)


@dataclass
class Batch:
    """The samples of one source and task."""

    source: str
    task: str
    samples: list[Sample]
    passed_over: int

    @property
    def label(self) -> str:
        """The task, and the size where it is not the usual one."""
        return f"{self.task} {size}x{size}" if (size := getattr(TASKS[self.task], "size", 9)) != 9 else self.task

    def quartiles(self, measure: Callable[[Sample], float | None]) -> dict[int, list[float]]:
        """Lower quartile, median and upper quartile of a measure for each number of backtracks."""
        values: dict[int, list[float]] = {}
        for sample in self.samples:
            if (value := measure(sample)) is not None:
                values.setdefault(sample.asked, []).append(value)
        return {k: list(np.quantile(some, [0.25, 0.5, 0.75])) for k, some in values.items()}


def trace_entries(name: str, n: int, judge: Judge) -> Batch:
    """Give each entry of reasoning-gym a ladder of traces; a problem with too few dead ends is passed over."""
    task, ladder, samples, passed_over = TASKS[name], LADDERS[name], [], 0
    for number, entry in enumerate(judge.entries(name, n)):
        problem = task.from_reasoning_gym(entry)
        try:
            traces = tracekit.solve_ladder(task, problem, backtracks=ladder, seed=number)
        except tracekit.BacktracksUnreachableError:
            passed_over += 1
            continue
        for k, trace in zip(ladder, traces, strict=True):
            document = tracekit.render(trace, "prose", seed=number)
            completion = f"<think>{document.text}</think>\n<answer>{trace.answer}</answer>"
            samples.append(Sample.of(name, number, k, problem, entry, completion, judge))
    return Batch("reasoning-gym", name, samples, passed_over)


def examine_rows(name: str, data: datasets.Dataset, judge: Judge) -> Batch:
    """Examine what ``make_dataset`` made; it passed over problems while it drew them, and counted."""
    samples, passed_over = [], {}
    for row, k in zip(data, itertools.cycle(LADDERS[name]), strict=False):
        loaded = tracekit.load_row(row)
        passed_over[row["index"]] = loaded.meta["passed_over"]
        entry = as_entry(name, row["question"], loaded.problem)
        samples.append(Sample.of(name, row["index"], k, loaded.problem, entry, row["completion"], judge))
    return Batch("tracekit", name, samples, sum(passed_over.values()))


def as_entry(name: str, question: str, problem: Any) -> Entry:
    """A problem of ours in the form that the scorers of reasoning-gym read, where one can."""
    if name not in SCORED:
        return {"question": question}
    if name == "countdown":
        metadata = {"numbers": problem.numbers, "target": problem.target}
        return {"question": question, "answer": problem.solution, "metadata": metadata}
    digits = [int(digit) for digit in problem.solution]
    rows = [digits[i : i + problem.size] for i in range(0, len(digits), problem.size)]
    answer = "\n".join(" ".join(map(str, row)) for row in rows)
    return {"question": question, "answer": answer, "metadata": {"solution": rows}}


def show_trace(name: str, k: int) -> None:
    """Print one trace, with its slips, dead ends and returns in colour."""
    task = TASKS[name]
    problem = task.problem(seed=0, index=0)
    document = tracekit.render(tracekit.solve(task, problem, backtracks=k), "prose")
    text = Text(document.text)
    for span in document.spans:
        text.stylize(COLOURS.get(type(span.event), ""), span.start, span.end)
    console.print(f"[bold]{name}, k = {k}[/] (magenta: slips, red: dead ends, yellow: returns)\n")
    console.print(Padding(Text(task.question(problem), style="dim"), (0, 2)))
    console.print(Padding(text, (1, 2)))


def show_table(batches: Sequence[Batch], judge: Judge) -> None:
    """Print what became of the texts asked for."""
    title = f"Texts with k = {', '.join(map(str, LADDER))} backtracks"
    table = Table(title=title, box=box.SIMPLE, pad_edge=False, collapse_padding=True)
    table.add_column("problems of", no_wrap=True)
    for column in ("passed\nover", "asked", "exact", "certi-\nfied", "right", "length\nk = 0", "length\nk = 5"):
        table.add_column(column, justify="right")
    for source, group in itertools.groupby(batches, key=lambda batch: batch.source):
        table.add_row(f"[bold]{source}[/]")
        for batch in group:
            samples, lengths = batch.samples, batch.quartiles(lambda sample: len(sample.completion))
            numbers = [
                batch.passed_over,
                len(samples),
                sum(sample.backtracks == sample.asked for sample in samples),
                sum(sample.certified for sample in samples),
                sum(sample.right for sample in samples),
                *(round(lengths[k][1]) for k in (0, 5)),
            ]
            table.add_row(f" {batch.label}", *map(str, numbers))
    console.print(table)
    console.print(LEGEND.format(judge=judge.name), soft_wrap=True)


def draw(batches: Sequence[Batch], path: Path) -> None:
    """Draw length, luck and depth of wrong turns against the number of backtracks."""
    from matplotlib.figure import Figure

    columns: dict[str, Callable[[Sample], float | None]] = {
        "Length of the text\n[characters]": lambda sample: len(sample.completion),
        "Luck: right guesses\n[bits]": lambda sample: sample.luck,
        "Depth of wrong turns\n[steps above]": lambda sample: (
            statistics.mean(sample.wrong_turn_depths) if sample.wrong_turn_depths else None
        ),
    }
    figure = Figure(figsize=(9, 0.6 + 0.95 * len(batches)), layout="constrained")
    axes = figure.subplots(len(batches), len(columns), sharex=True, sharey="col")
    for row, batch in zip(axes, batches, strict=True):
        row[0].set_ylabel(
            "\n".join(batch.label.rsplit("_", len(batch.label) > 12)), rotation=0, ha="right", va="center", labelpad=8
        )
        for ax, measure in zip(row, columns.values(), strict=True):
            points = batch.quartiles(measure)
            low, middle, high = np.array(list(points.values())).T
            ax.fill_between(list(points), low, high, color="0.82", linewidth=0)
            ax.plot(list(points), middle, "o-", color="#08306b", markersize=3.5, linewidth=1.4, clip_on=False)
            ax.grid(axis="y", color="0.9")
            ax.spines[["top", "right"]].set_visible(False)
    for ax, title in zip(axes[0], columns, strict=True):
        ax.set_title(title, fontsize=10, loc="left")
        ax.set_xlim(LADDER[0] - 0.3, LADDER[-1] + 0.3)
        ax.set_xticks(LADDER)
        ax.set_ylim(bottom=0)
        ax.locator_params(axis="y", nbins=4, integer=True)
    for ax in axes[-1]:
        ax.set_xlabel("number of backtracks, k")
    n = len(batches[0].samples) // len(LADDER)
    figure.supxlabel(f"{n} problems per task, each at every k. Lines: medians; bands: quartiles.", fontsize=9)
    figure.savefig(path, dpi=150)


def main() -> int:
    """Run everything; return 1 if a text is not exact, not certified or not right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="where to write (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=40, help="reasoning-gym's, of each task (default: %(default)s)")
    parser.add_argument("--more", type=int, default=100, help="those of countdown and sudoku (default: %(default)s)")
    parser.add_argument("--problems", type=int, default=200, help="our own, of each task (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same files (default: %(default)s)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    datasets.disable_progress_bars()
    started = time.perf_counter()

    show_trace("countdown", k=3)
    show_trace("color_cube_rotation", k=1)
    judge = Judge(args.seed)
    console.print(f"reasoning-gym's entries: {judge.origin}\n")
    batches = []
    for name in (name for name in TASKS if name != "mini_sudoku"):  # reasoning-gym's are 4x4
        batch = trace_entries(name, args.more if name in SCORED else args.entries, judge)
        batches.append(batch)
        rows = datasets.Dataset.from_list([asdict(sample) for sample in batch.samples])
        rows.to_parquet(args.out / f"reasoning_gym_{name}.parquet")
    for name, task in TASKS.items():
        data = tracekit.make_dataset(task, n=args.problems, backtracks=LADDERS[name], ladder=True, seed=args.seed)
        data.to_parquet(args.out / f"{name}.parquet")
        batches.append(examine_rows(name, data, judge))
    draw([batch for batch in batches if batch.source == "tracekit"], args.out / "demo.png")

    show_table(batches, judge)
    console.print(f"Written to [bold]{args.out}[/] in {time.perf_counter() - started:.0f} s:")
    for path in sorted(args.out.iterdir()):
        console.print(f"  {path.name}  [dim]{path.stat().st_size / 1000:,.0f} kB[/]")
    return 0 if all(s.backtracks == s.asked and s.certified and s.right for b in batches for s in b.samples) else 1


if __name__ == "__main__":
    sys.exit(main())
