"""Clocks and figures that the benchmarks share."""

from __future__ import annotations

import math
import statistics
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit import BacktracksUnreachableError, Task, Trace, solve

clock = time.process_time
"""Seconds of the processor spent on this process."""


@dataclass(frozen=True)
class Spread:
    """The median of some measurements, and their range."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of some values."""
        return cls(statistics.median(values), min(values), max(values))


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def traces(task: Task[Any, Any], n: int, k: int, strategy: str = "exhaustive", draws: int = 10) -> Iterator[Trace]:
    """One trace with k backtracks for each of up to n problems that can have it, out of ``draws * n`` problems."""
    found = 0
    for index in range(draws * n):
        if found == n:
            return
        try:
            yield solve(task, task.problem(index=index), backtracks=k, strategy=strategy, seed=index)
        except BacktracksUnreachableError:
            continue
        found += 1


def import_reasoning_gym() -> Any:
    """The package, or None where it is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import reasoning_gym
        except ImportError:
            return None
    return reasoning_gym
