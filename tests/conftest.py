"""Settings of hypothesis and a corpus of traces that several folders use."""

from __future__ import annotations

import pytest
from hypothesis import settings

import tracekit

settings.register_profile("tracekit", deadline=None, derandomize=True)
settings.load_profile("tracekit")

TASKS = {
    "countdown": tracekit.get_task("countdown", min_numbers=3, max_numbers=5, min_target=10),
    "countdown-some": tracekit.get_task("countdown", min_numbers=3, max_numbers=5, min_target=10, use_all=False),
    "countdown-fractions": tracekit.get_task(
        "countdown", min_numbers=3, max_numbers=4, max_value=12, min_target=1, arithmetic="fractions"
    ),
    "countdown-plus-minus": tracekit.get_task(
        "countdown", min_numbers=3, max_numbers=5, max_value=30, min_target=1, operators="+-"
    ),
    "sudoku-rows": tracekit.get_task("sudoku", min_empty=30, max_empty=40),
    "sudoku-boxes": tracekit.get_task("sudoku", min_empty=30, max_empty=40, cell_order="boxes"),
    "sudoku-fewest": tracekit.get_task("sudoku", min_empty=48, max_empty=52, cell_order="fewest"),
    "sudoku-rows-naked": tracekit.get_task("sudoku", min_empty=48, max_empty=52, deduction="naked"),
    "sudoku-boxes-naked": tracekit.get_task("sudoku", min_empty=48, cell_order="boxes", deduction="naked"),
    "sudoku-fewest-naked": tracekit.get_task("sudoku", min_empty=48, cell_order="fewest", deduction="naked"),
    "mini-4": tracekit.get_task("mini_sudoku", size=4, min_empty=8, max_empty=12),
    "mini-6": tracekit.get_task("mini_sudoku", min_empty=16, max_empty=22),
}


def traces_of(task: tracekit.Task, seed: int) -> list[tracekit.Trace]:
    """Traces of one problem under every strategy, unsolved ones included; wrong turns where the problem has any."""
    problem = task.problem(seed=seed)
    traces = []
    for strategy in ("exhaustive", "detour"):
        for k in (0, 1, 2, 4):
            try:
                traces.append(tracekit.solve(task, problem, backtracks=k, seed=seed, strategy=strategy))
            except tracekit.BacktracksUnreachableError:
                continue
    for ordering, most in (("given", 2), ("shuffled", 9), ("plausible", 30), ("best_first", 120)):
        traces.append(
            tracekit.solve(task, problem, strategy="natural", ordering=ordering, seed=seed, max_moves=most)  # type: ignore[arg-type]
        )
    return traces


@pytest.fixture(scope="session")
def corpus() -> dict[str, list[tracekit.Trace]]:
    """Some traces of every task and setting, by the names in ``TASKS``."""
    return {name: [trace for seed in range(2) for trace in traces_of(task, seed)] for name, task in TASKS.items()}
