"""What a corruption did to a data set, counted from its ``corruption`` column."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tracekit.data.corruption import Corruption, corruption_of
from tracekit.errors import shortened
from tracekit.types import Rows

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["CorruptionReport", "CorruptorReport", "corruption_report"]

VALID = "certifies"
T = TypeVar("T")


@dataclass(frozen=True)
class CorruptorReport:
    """What one corruptor, with one set of parameters and one seed, did.

    Attributes:
        name: of the corruptor.
        parameters: its parameters.
        seed: the seed of ``corrupt``.
        rows: rows of the data set, those that the dose passed over among them.
        touched: rows whose completion was changed.
        untouched: why others were left as they were, with their numbers. (Rows that the dose passed over have no
            record, and are not counted here.)
        undeclared: rows that were touched and did not come out as declared.
        unit: what the dose is a share of.
        units: how many of them there were.
        changed: how many of them were changed.
        rules: the first rule that the thinking of a touched row breaks now, or ``certifies``, with their numbers.
        answers: what the verifier says of the answers of touched rows (``right``, ``wrong``, ``missing``), with their
            numbers.
        backtracks: how many returns the touched rows tell now, with their numbers; None where nothing can be read.
    """

    name: str
    parameters: Mapping[str, object]
    seed: int
    rows: int
    touched: int
    untouched: Mapping[str, int]
    undeclared: int
    unit: str
    units: int
    changed: int
    rules: Mapping[str, int]
    answers: Mapping[str, int]
    backtracks: Mapping[int | None, int]

    @property
    def dose(self) -> float:
        """The dose as measured: the share of the units that were changed; 0 if there were none."""
        return self.changed / self.units if self.units else 0.0

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """The report as pairs of a heading and a figure."""
        settings = ", ".join(f"{name}={shortened(value, 40)}" for name, value in self.parameters.items())
        yield self.name, f"{settings}; seed {self.seed}"
        yield "touched", f"{self.touched:,} of {self.rows:,} rows"
        for reason, count in self.untouched.items():
            yield "untouched", f"{count:,}: {reason}"
        yield "not as declared", f"{self.undeclared:,}"
        yield "dose measured", f"{self.dose:.3f} ({self.changed:,} of {self.units:,} {self.unit})"
        for rule, count in self.rules.items():
            yield "thinking", f"{count:,}: {rule}"
        for answer, count in self.answers.items():
            yield "answer", f"{count:,}: {answer}"
        told = ", ".join(
            f"{count:,} with {'?' if k is None else k}"
            for k, count in sorted(self.backtracks.items(), key=lambda pair: -1 if pair[0] is None else pair[0])
        )
        yield "backtracks", told or "none"


@dataclass(frozen=True)
class CorruptionReport:
    """What was done to a data set.

    Attributes:
        rows: how many there are.
        uncorrupted: rows without a record: nothing was done, or the dose passed over them.
        parts: one for each corruptor, set of parameters and seed. Of a row that was corrupted more than once, the last
            corruption counts.
    """

    rows: int
    uncorrupted: int
    parts: tuple[CorruptorReport, ...]

    def __str__(self) -> str:
        return "\n".join(f"{heading:<18} {figure}" for part in self._parts() for heading, figure in part)

    def __rich__(self) -> Table:
        from rich.table import Table

        table = Table(show_header=False)
        for part in self._parts():
            for heading, figure in part:
                table.add_row(heading, figure)
            table.add_section()
        return table

    def _parts(self) -> Iterator[Iterable[tuple[str, str]]]:
        yield [("rows", f"{self.rows:,}, of which {self.uncorrupted:,} without a record")]
        for part in self.parts:
            yield part.lines


def corruption_report(data: Rows) -> CorruptionReport:
    """Count what was done to the rows of a data set, as their records say.

    See ``certify_row`` for holding a record against its row.

    Raises:
        DataFileError: if a ``corruption`` column cannot be read.
    """
    groups: dict[str, list[Corruption]] = {}
    rows = uncorrupted = 0
    for row in data:
        record = corruption_of(row)
        rows += 1
        if record is None:
            uncorrupted += 1
        else:
            key = json.dumps([record.name, dict(record.parameters), record.seed], sort_keys=True)
            groups.setdefault(key, []).append(record)
    return CorruptionReport(rows, uncorrupted, tuple(_part(group, rows) for group in groups.values()))


def _part(records: list[Corruption], rows: int) -> CorruptorReport:
    first, touched = records[0], [record for record in records if record.touched]
    by_row = first.unit == "rows"
    return CorruptorReport(
        name=first.name,
        parameters=first.parameters,
        seed=first.seed,
        rows=rows,
        touched=len(touched),
        untouched=_counts(record.reason for record in records if not record.touched),
        undeclared=sum(not record.as_declared for record in touched),
        unit=first.unit,
        units=rows if by_row else sum(record.units for record in records),
        changed=len(touched) if by_row else sum(record.changed for record in records),
        rules=_counts(record.rule_after or VALID for record in touched),
        answers=_counts(record.answer for record in touched),
        backtracks=_counts(record.backtracks for record in touched),
    )


def _counts(items: Iterable[T]) -> dict[T, int]:
    """How often each occurs, the most frequent one first; of equals the one that comes first."""
    return dict(Counter(items).most_common())
