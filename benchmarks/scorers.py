"""Our verifiers and reasoning-gym's scorers on the same answers: the table of the tests, written by hand.

    python benchmarks/scorers.py

Prints how many answers each judges rightly, task by task, and the kinds of answer on which reasoning-gym's scorer is
wrong. For it an entry is rebuilt from the problem, with the answer and metadata that its data sets give. It counts as
right if a right answer gets 1.0, a wrong one less, within the time limit and without running the answer. Every answer
is scored in a process of its own making, in a temporary folder: some hang, and some run as code (those in the table
make an empty file). Every figure goes to ``build/scorers.json``. The exit code is 1 if ours is wrong anywhere.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from measure import import_reasoning_gym
from tracekit import get_task

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "verify"))
from cases import TASKS, Case, cases

MEMORY = 8 << 30
"""Bytes of address space that a scorer may take."""


@dataclass(frozen=True)
class Outcome:
    """What reasoning-gym's scorer did with an answer.

    Attributes:
        score: its score; None if it hung or died.
        what: ``scored``, ``hung`` or ``died``.
        ran_code: whether the answer was run.
    """

    score: float | None
    what: str
    ran_code: bool

    def right(self, expected: bool) -> bool:
        """Whether it judged the answer as it should."""
        return self.score is not None and not self.ran_code and (self.score >= 1.0) is expected


# --- entries of reasoning-gym, rebuilt --------------------------------------------------------------------------------


def _countdown(problem: Any) -> dict[str, Any]:
    return {"numbers": list(problem.numbers), "target": problem.target}


def _sudoku(problem: Any) -> dict[str, Any]:
    grids = {"puzzle": problem.grid, "solution": problem.solved_grid()}
    n = problem.size
    rows = {name: [list(grid[i : i + n]) for i in range(0, n * n, n)] for name, grid in grids.items()}
    return {**rows, "num_empty": problem.n_empty}


def _arc_1d(problem: Any) -> dict[str, Any]:
    def pair(before: str, after: str) -> dict[str, list[int]]:
        return {"input": [int(c) for c in before], "output": [int(c) for c in after]}

    return {
        "size": len(problem.test),
        "train_examples": [pair(*each) for each in problem.pairs],
        "test_example": pair(problem.test, problem.output),
    }


def _geometry(problem: Any) -> dict[str, Any]:
    import sympy

    a, b, c = (sympy.Point(*corner) for corner in (problem.a, problem.b, problem.c))
    metadata: dict[str, Any] = {name: (str(p.x), str(p.y)) for name, p in (("A", a), ("B", b), ("C", c))}
    metadata["task_type"] = problem.kind
    if problem.kind == "orthocenter":
        altitudes = sympy.Line(b, c).perpendicular_line(a), sympy.Line(c, a).perpendicular_line(b)
        point = altitudes[0].intersection(altitudes[1])[0]
        metadata["ortho"] = (str(point.x), str(point.y))
        metadata["orthocenter_approx"] = (float(point.x), float(point.y))
    elif problem.kind == "incircle_radius":
        sides = b.distance(c), c.distance(a), a.distance(b)
        half = sum(sides) / 2
        radius = sympy.sqrt(half * (half - sides[0]) * (half - sides[1]) * (half - sides[2])) / half
        metadata["incircle_radius_exact"] = str(radius)
        metadata["incircle_radius_approx"] = float(radius)
    return metadata


def _cube(problem: Any) -> dict[str, Any]:
    sides = ("top", "bottom", "front", "back", "left", "right")
    return {
        "initial_state": dict(zip(sides, problem.colors, strict=True)),
        "rotations": [turn.side for turn in problem.turns],
        "target_side": problem.target,
        "num_rotations": len(problem.turns),
    }


METADATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "countdown": _countdown,
    "sudoku": _sudoku,
    "mini_sudoku": _sudoku,
    "arc_1d": _arc_1d,
    "advanced_geometry": _geometry,
    "color_cube_rotation": _cube,
}
"""What the metadata hold besides the source; those of the other data sets hold nothing about the problem."""


def entry_of(case: Case) -> dict[str, Any] | None:
    """The entry for a case; None if reasoning-gym has no such problem."""
    stored = case.group.stored
    if stored is None:
        return None
    task = get_task(case.task, **case.group.parameters)
    problem = task.problem_type(**case.group.problem)
    more = METADATA[case.task](problem) if case.task in METADATA else {}
    metadata = {"source_dataset": case.task, "source_index": 0, **more}
    return {"question": task.question(problem), "answer": stored, "metadata": metadata}


# --- scoring, apart ---------------------------------------------------------------------------------------------------


def _work(connection: Connection, folder: str) -> None:
    """Score what comes in until nothing does."""
    import reasoning_gym

    os.chdir(folder)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    scorers = {task: reasoning_gym.create_dataset(task, size=1, seed=0) for task in TASKS}
    connection.send("ready")
    with contextlib.suppress(EOFError):
        while True:
            task, answer, entry = connection.recv()
            connection.send(float(scorers[task].score_answer(answer, entry)))


class Scorer:
    """Reasoning-gym's scorers in a process that is replaced when it hangs or dies."""

    def __init__(self, limit: float, folder: str) -> None:
        self._limit, self._folder = limit, Path(folder)
        self._process: Any = None

    def score(self, case: Case, entry: Mapping[str, Any]) -> Outcome:
        """Score an answer."""
        if self._process is None:
            self._start()
        self._connection.send((case.task, case.answer, entry))
        score, what = None, "scored"
        try:
            if self._connection.poll(self._limit):
                score = self._connection.recv()
            else:
                what = "hung"
        except EOFError:
            what = "died"
        if score is None:
            self.stop()
        made = list(self._folder.iterdir())
        for path in made:
            path.unlink()
        return Outcome(score, what, bool(made))

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._process = None

    def _start(self) -> None:
        # Forked, so that a new process has the package loaded.
        context = multiprocessing.get_context("fork")
        self._connection, end = context.Pipe()
        self._process = context.Process(target=_work, args=(end, str(self._folder)), daemon=True)
        self._process.start()
        end.close()
        if not self._connection.poll(60) or self._connection.recv() != "ready":
            raise RuntimeError("reasoning-gym's scorers did not start in a minute")


@contextlib.contextmanager
def scorer(limit: float) -> Iterator[Scorer]:
    """A scorer with a temporary folder; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Scorer(limit, folder)
        try:
            yield made
        finally:
            made.stop()


# --- both, and the tables ---------------------------------------------------------------------------------------------


def ours(case: Case) -> tuple[bool, float]:
    """Whether our verifier judges an answer rightly, and the seconds that it took."""
    task = get_task(case.task, **case.group.parameters)
    problem = task.problem_type(**case.group.problem)
    start = time.perf_counter()
    verdict = task.verify(problem, case.answer)
    return verdict.correct is case.right, time.perf_counter() - start


def kind_of(case: Case, outcome: Outcome) -> str:
    """In which way reasoning-gym's scorer is wrong."""
    if outcome.ran_code:
        return "ran the answer"
    if outcome.score is None:
        return outcome.what
    return "right, below 1.0" if case.right else "wrong, 1.0"


def report(console: Console, results: list[tuple[Case, bool, Outcome | None]]) -> None:
    """Print both counts and the differences."""
    table = Table(title="Answers judged rightly")
    for name in ("task", "cases", "ours", "comparable", "ours", "reasoning-gym"):
        table.add_column(name, justify="left" if name == "task" else "right")
    more = ("right, below 1.0", "wrong, 1.0", "wrong, 0.5 to 1", "hung", "died", "ran the answer")
    for name in more:
        table.add_column(name, justify="right")
    for task in (*TASKS, "all"):
        rows = [row for row in results if task in ("all", row[0].task)]
        both = [(case, right, outcome) for case, right, outcome in rows if outcome is not None]
        kinds = Counter(kind_of(case, outcome) for case, _, outcome in both if not outcome.right(case.right))
        kinds["wrong, 0.5 to 1"] = sum(
            not case.right and outcome.score is not None and 0.5 <= outcome.score < 1 for case, _, outcome in both
        )
        table.add_row(
            task,
            str(len(rows)),
            str(sum(right for _, right, _ in rows)),
            str(len(both)) if both else "-",
            str(sum(right for _, right, _ in both)) if both else "-",
            str(sum(outcome.right(case.right) for case, _, outcome in both)) if both else "-",
            *(str(kinds[name]) if both else "-" for name in more),
            end_section=task == TASKS[-1],
        )
    console.print(table)
    for task in TASKS:
        found: dict[str, list[str]] = {}
        for case, _, outcome in results:
            if case.task == task and outcome is not None and not outcome.right(case.right):
                score = "" if outcome.score is None or outcome.score >= 1 else f" ({outcome.score:.2f})"
                found.setdefault(kind_of(case, outcome), []).append(case.tests + score)
        if found:
            console.print(f"\n[bold]{task}[/bold]: where reasoning-gym's scorer differs")
            for kind in sorted(found):
                console.print(f"  {kind}: {'; '.join(found[kind])}", markup=False, highlight=False)
    for case, right, _ in results:
        if not right:
            console.print(f"ours is wrong: {case.task}: {case.tests}: {case.answer[:80]!a}", markup=False)


def main() -> int:
    """Judge the table, print, and say whether ours is right on all of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--limit", type=float, default=2.0, help="seconds for one answer (default: 2)")
    parser.add_argument("--out", type=Path, default=Path("build/scorers.json"), help="where the figures go")
    options = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 170)
    results: list[tuple[Case, bool, Outcome | None]] = []
    table = list(cases())
    if import_reasoning_gym() is None:
        console.print("reasoning-gym is not installed: only ours is counted")
        results = [(case, ours(case)[0], None) for case in table]
    else:
        console.print(f"reasoning-gym {version('reasoning-gym')}, {options.limit:g} s for one answer")
        with scorer(options.limit) as theirs:
            for case in table:
                entry = entry_of(case)
                results.append((case, ours(case)[0], theirs.score(case, entry) if entry else None))
    report(console, results)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {
            "task": case.task,
            "answer": case.answer,
            "right": case.right,
            "tests": case.tests,
            "ours_is_right": right,
            "reasoning_gym": asdict(outcome) if outcome else None,
        }
        for case, right, outcome in results
    ]
    options.out.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    return 0 if all(right for _, right, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
