"""How many answers a second are verified, side by side with reasoning-gym's ``score_answer``, in one process.

    python benchmarks/verifying.py

Both judge the same answers to the same recorded entries: the stored answer, the stored answer spelled in another way
(blanks around it), the stored answer with one character changed, another entry's answer, and a short sentence. Each
library has its problem or entry at hand. They take turns, and what is promised are ratios within one round, of which
the median counts; seconds are those of the processor. The exit code is 1 if Countdown is not verified at least ten
times as fast, a Sudoku or a geometry problem more slowly, or any other task at less than 100,000 answers a
second. For those reasoning-gym compares one string with another, which nothing that reads an answer is as fast as; what
that costs in right answers is what ``scorers.py`` shows.

A second table is about whole completions of about 4,000 tokens: the study's reward (which finds and verifies the
answer), finding and scoring it with reasoning-gym, and certifying the thinking.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from measure import Spread, clock, import_reasoning_gym
from tracekit import certify, get_task, load_row, make_dataset
from tracekit.rewards import REWARDS, reward

ENTRIES = Path(__file__).parents[1] / "examples" / "data" / "reasoning_gym.jsonl"
TASKS = (
    "countdown",
    "sudoku",
    "mini_sudoku",
    "arc_1d",
    "list_functions",
    "zebra_puzzles",
    "self_reference",
    "advanced_geometry",
    "color_cube_rotation",
)
TIMES = {"countdown": 10.0, "sudoku": 1.0, "mini_sudoku": 1.0, "advanced_geometry": 1.0}
"""How many times as fast as reasoning-gym a task has to be: those where it does more than compare two strings."""
LEAST = 100_000
"""How many answers a second have to be verified of any task."""
SECONDS = 0.15
"""About how long each library is timed for a task in one round."""
MOST = {"study": 1.0, "certify": 20.0}
"""How many milliseconds a completion of about 4,000 tokens may take."""
PROSE = (
    "Wait, that does not look right: if I take {0} away first, then {1} is left over, which is too much. Let me go "
    "back and try it the other way round, beginning with {2}. "
)
KINDS = ("right", "spelled otherwise", "a character changed", "of another entry", "prose")

Case = tuple[Any, dict[str, Any], str]
"""A problem of ours, the entry it is of, and an answer."""


@dataclass(frozen=True)
class Result:
    """Answers a second for one task and one kind of answers; ``all`` for all kinds together."""

    task: str
    kind: str
    ours: Spread
    theirs: Spread
    ratio: Spread

    @property
    def promised(self) -> str:
        """What is promised for all kinds of answers together."""
        if self.kind != "all":
            return ""
        return (
            ("as many" if TIMES[self.task] == 1 else f"{TIMES[self.task]:g} times as many")
            if self.task in TIMES
            else f"{LEAST:,} a second"
        )

    @property
    def kept(self) -> bool:
        """Whether what is promised holds."""
        if self.kind != "all":
            return True
        return self.ratio.median >= TIMES[self.task] if self.task in TIMES else self.ours.median >= LEAST


def cases_of(name: str, n: int) -> dict[str, list[Case]]:
    """The answers to judge, by their kind."""
    with ENTRIES.open(encoding="utf-8") as lines:
        entries = [entry for entry in map(json.loads, lines) if entry["metadata"]["source_dataset"] == name][:n]
    task, rng = get_task(name), random.Random(name)
    cases: dict[str, list[Case]] = {kind: [] for kind in KINDS}
    for entry, other in zip(entries, entries[1:] + entries[:1], strict=True):
        problem, right = task.from_reasoning_gym(entry), str(entry["answer"])
        place = rng.randrange(len(right))
        changed = right[:place] + rng.choice("0123456789+-, x".replace(right[place], "")) + right[place + 1 :]
        answers = (right, f" {right}\n", changed, str(other["answer"]), "I do not know the answer to this one.")
        for kind, answer in zip(KINDS, answers, strict=True):
            cases[kind].append((problem, entry, answer))
    return cases


def seconds_of(judge: Callable[[Any, str], object], jobs: Sequence[tuple[Any, str]], times: int) -> float:
    """Seconds of the processor for one answer."""
    start = clock()
    for _ in itertools.repeat(None, times):
        for subject, answer in jobs:
            judge(subject, answer)
    return (clock() - start) / (times * len(jobs))


def compare(name: str, gym: Any, rounds: int, n: int) -> list[Result]:
    """Answers a second, turn by turn, for each kind of answers and for all together."""
    task = get_task(name)
    dataset = gym.create_dataset(name, size=1, seed=1)
    cases = cases_of(name, n)

    def ours(problem: Any, answer: str) -> object:
        return task.verify(problem, answer)

    def theirs(entry: Any, answer: str) -> object:
        return dataset.score_answer(answer, entry)

    seconds: dict[tuple[str, bool], list[float]] = {(kind, mine): [] for kind in KINDS for mine in (True, False)}
    for kind, mine in list(seconds):
        judge = ours if mine else theirs
        jobs = [(problem if mine else entry, answer) for problem, entry, answer in cases[kind]]
        once = seconds_of(judge, jobs, 1)  # a first look, which also warms up
        seconds[kind, mine].append(max(1, round(SECONDS / len(KINDS) / max(once * len(jobs), 1e-7))))
    plan = {key: int(values.pop()) for key, values in seconds.items()}
    for _ in range(rounds):
        for (kind, mine), times in plan.items():
            jobs = [(problem if mine else entry, answer) for problem, entry, answer in cases[kind]]
            seconds[kind, mine].append(seconds_of(ours if mine else theirs, jobs, times))
    totals = {
        mine: [sum(each) / len(KINDS) for each in zip(*(seconds[kind, mine] for kind in KINDS), strict=True)]
        for mine in (True, False)
    }
    results = []
    for kind in ("all", *KINDS):
        mine, other = [totals[flag] if kind == "all" else seconds[kind, flag] for flag in (True, False)]
        ratios = [b / a for a, b in zip(mine, other, strict=True)]
        ours_rate, their_rate = [Spread.of([1 / value for value in values]) for values in (mine, other)]
        results.append(Result(name, kind, ours_rate, their_rate, Spread.of(ratios)))
    return results


def rollouts() -> list[tuple[str, dict[str, Any], str]]:
    """Completions of 4,100 to 4,400 tokens of Qwen2.5, each with its row and what it is."""
    made = []
    for name, parameters, k, what in (
        ("countdown", {"min_numbers": 6}, 78, "a trace with 78 backtracks"),
        ("sudoku", {"min_empty": 50}, 36, "a trace with 36 backtracks"),
        ("sudoku", {}, 0, "prose that is not ours"),
    ):
        row = make_dataset(get_task(name, **parameters), n=1, backtracks=k, seed=1, split="train")[0]
        text = row["completion"]
        if not k:
            thinking = "".join(PROSE.format(i, 7 * i % 90, 11 * i % 80) for i in range(85))
            text = f"<think>{thinking}</think>\n<answer>{row['answer']}</answer>"
        made.append((f"{name}: {what}", row, text))
    return made


def milliseconds(work: Callable[[], object], rounds: int) -> Spread:
    """Milliseconds of the processor for one call."""
    work()
    took = []
    for _ in range(rounds):
        start = clock()
        for _ in range(20):
            work()
        took.append((clock() - start) * 50)
    return Spread.of(took)


def compare_rollouts(console: Console, gym: Any, rounds: int) -> bool:
    """Print the table of whole completions; whether what is promised holds."""
    table = Table(title="Milliseconds for a completion of about 4,000 tokens: median (and range)")
    table.add_column("completion")
    heads = ("characters", "study", "at most", "reasoning-gym", "certify", "at most", "all rewards")
    for head in heads:
        table.add_column(head, justify="right")
    everything, kept = [(name, 1.0) for name in REWARDS], True
    for what, row, text in rollouts():
        task, problem = (loaded := load_row(row)).task, loaded.problem
        entry = {"answer": row["answer"], "metadata": _metadata(task.name, problem)}
        dataset = gym.create_dataset(task.name, size=1, seed=1) if gym else None
        study = milliseconds(lambda row=row, text=text: reward(row, text), rounds)
        certified = milliseconds(lambda t=task, p=problem, text=text: certify(t, p, text), rounds)
        every = milliseconds(lambda row=row, text=text: reward(row, text, everything), rounds)
        theirs = "-"
        if dataset is not None:
            found = import_module("reasoning_gym.utils").extract_answer
            theirs = _shown(milliseconds(lambda d=dataset, f=found, e=entry, x=text: d.score_answer(f(x), e), rounds))
        kept = kept and study.median < MOST["study"] and certified.median < MOST["certify"]
        limits = {name: f"{limit:g}" for name, limit in MOST.items()}
        table.add_row(
            what,
            f"{len(text):,}",
            _shown(study),
            limits["study"],
            theirs,
            _shown(certified),
            limits["certify"],
            _shown(every),
        )
    console.print(table)
    return kept


def _metadata(name: str, problem: Any) -> dict[str, Any]:
    """As much of an entry's metadata as reasoning-gym's scorer reads."""
    if name == "countdown":
        return {"source_dataset": name, "numbers": list(problem.numbers), "target": problem.target}
    grids = {"puzzle": problem.grid, "solution": problem.solved_grid()}
    rows = {key: [list(grid[i : i + 9]) for i in range(0, 81, 9)] for key, grid in grids.items()}
    return {"source_dataset": name, **rows}


def _shown(spread: Spread) -> str:
    return f"{spread.median:.3f} ({spread.low:.3f}-{spread.high:.3f})"


def main() -> int:
    """Print the table; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=20, help="entries of each task (default: %(default)s)")
    parser.add_argument("--kinds", action="store_true", help="also show each kind of answers apart")
    parser.add_argument("tasks", nargs="*", choices=[[], *TASKS], metavar="TASK", help="tasks (default: all)")
    args = parser.parse_args()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    gym = import_reasoning_gym()
    gc.collect()
    gc.freeze()
    kept = compare_rollouts(console, gym, args.rounds)
    if gym is None:
        console.print("[yellow]reasoning-gym is not installed: there is nothing to compare with[/]")
        return 0 if kept else 1
    table = Table(title="Answers verified a second, one process: median (and range of the ratio)")
    table.add_column("task")
    table.add_column("answers")
    for head in ("tracekit", "reasoning-gym", "ratio", "at least"):
        table.add_column(head, justify="right")
    results = [result for name in args.tasks or TASKS for result in compare(name, gym, args.rounds, args.entries)]
    for result in results:
        if not result.promised and not args.kinds:
            continue
        ratio = f"{result.ratio.median:.3g} ({result.ratio.low:.3g}-{result.ratio.high:.3g})"
        table.add_row(
            result.task if result.kind == "all" else "",
            result.kind,
            f"{result.ours.median:,.0f}",
            f"{result.theirs.median:,.0f}",
            ratio if result.kept else f"[red]{ratio}[/]",
            result.promised,
        )
    console.print(table)
    broken = [result.task for result in results if not result.kept] + ["a completion"] * (not kept)
    console.print(f"[red]Not kept: {', '.join(broken)}[/]" if broken else "[green]Every promise is kept.[/]")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
