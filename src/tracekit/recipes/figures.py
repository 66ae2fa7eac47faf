"""What the rows of a recipe turn out to be, counted while they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracekit.data.completions import text_of
from tracekit.data.corruption import corruption_of
from tracekit.data.loading import meta_of
from tracekit.data.rows import Row

__all__ = ["SplitFigures"]

_QUANTILES = {"shortest": 0.0, "median": 0.5, "p95": 0.95, "longest": 1.0}


@dataclass
class SplitFigures:
    """Figures of the rows of one split.

    Attributes:
        rows: how many there are.
        tasks: rows by task.
        backtracks: rows by the number of backtracks of their own trace.
        told: rows by the number of backtracks that the completion tells, as far as it can be read.
        lengths: lengths of the completions in characters, in ascending order once all are in.
        luck: sum of the bits of luck.
        solved: rows whose trace reaches the goal.
        passed_over: problems that could not have the backtracks asked for.
        certified: rows whose thinking certifies for their own problem.
        answers: rows by what the verifier says of the answer given: right, wrong or missing.
        touched: rows that the last corruptor changed.
        untouched: rows that it was to change and did not, by the reason.
        as_declared: of those touched, how many are as the corruptor declares.
        units: how many units there were, and how many of them were changed, where the unit is not the row.
        rules: rows by the first rule that their thinking breaks.
    """

    rows: int = 0
    tasks: Counter[str] = field(default_factory=Counter)
    backtracks: Counter[int] = field(default_factory=Counter)
    told: Counter[int | None] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    luck: float = 0.0
    solved: int = 0
    passed_over: int = 0
    certified: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    touched: int = 0
    untouched: Counter[str] = field(default_factory=Counter)
    as_declared: int = 0
    units: list[int] = field(default_factory=lambda: [0, 0])
    rules: Counter[str] = field(default_factory=Counter)

    def counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows; each is counted as it passes."""
        for row in rows:
            self._count(row)
            yield row
        self.lengths.sort()

    def _count(self, row: Row) -> None:
        meta, record = meta_of(row), corruption_of(row)
        self.rows += 1
        self.tasks[row["task"]] += 1
        self.backtracks[row["backtracks"]] += 1
        self.lengths.append(len(text_of(row["completion"])))
        self.luck += meta["luck"]
        self.solved += meta["solved"]
        self.passed_over += meta["passed_over"]
        if record is None:
            self.told[row["backtracks"]] += 1
            self.certified += 1  # every row is, when it is made
            self.answers["right" if meta["solved"] else "missing"] += 1
            return
        self.told[record.backtracks] += 1
        self.certified += record.rule_after is None
        self.answers[record.answer] += 1
        if record.rule_after is not None:
            self.rules[record.rule_after] += 1
        if record.unit != "rows":
            self.units[0] += record.units
            self.units[1] += record.changed
        if not record.touched:
            self.untouched[record.reason] += 1
            return
        self.touched += 1
        self.as_declared += record.as_declared

    def summary(self) -> dict[str, Any]:
        """All figures as JSON values; shares and means are rounded to four places."""
        n = max(1, self.rows)
        return {
            "rows": self.rows,
            "tasks": dict(sorted(self.tasks.items())),
            "backtracks": {str(k): self.backtracks[k] for k in sorted(self.backtracks)},
            "backtracks_told": {
                "unreadable" if k is None else str(k): self.told[k]
                for k in sorted(self.told, key=lambda k: (k is None, k or 0))
            },
            "characters": {
                "mean": round(sum(self.lengths) / n, 1),
                **{name: self.quantile(share) for name, share in _QUANTILES.items()},
            },
            "luck_bits": round(self.luck / n, 2),
            "solved": self.solved,
            "passed_over": self.passed_over,
            "certified": self.certified,
            "answers": {state: self.answers[state] for state in ("right", "wrong", "missing") if self.answers[state]},
            "corrupted": {
                "touched": self.touched,
                "as_declared": self.as_declared,
                "dose": round(self.units[1] / self.units[0] if self.units[0] else self.touched / n, 4),
                "rules_broken": dict(sorted(self.rules.items())),
                "untouched": dict(sorted(self.untouched.items())),
            },
        }

    def quantile(self, share: float) -> int:
        """The length that a share of the completions does not exceed."""
        return self.lengths[min(len(self.lengths) - 1, int(share * len(self.lengths)))] if self.lengths else 0
