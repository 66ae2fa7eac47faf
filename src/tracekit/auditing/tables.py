"""An audit as a table, and the lines below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from tracekit.auditing.estimates import Auc

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tracekit.auditing.results import Audit, AuditLine

__all__ = ["shown"]


def shown(found: Audit) -> RenderableType:
    """The table and the lines below it."""
    parts: list[RenderableType] = [_aucs(found)]
    if not found.foreign:
        parts += [Text(), _figures(found)]
    parts += [Text(), *map(Text, found.verdicts)]
    parts += map(Text, found.notes)
    if found.skipped:
        parts.append(Text("skipped: " + "; ".join(f"{n}: {reason}" for reason, n in sorted(found.skipped.items()))))
    return Group(*parts)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for n, column in enumerate(columns):
        table.add_column(column, justify="left" if not n else "right", no_wrap=not n)
    return table


def _level(line: AuditLine) -> str:
    return "all" if line.backtracks is None else str(line.backtracks)


def _aucs(found: Audit) -> Table:
    """How well outcomes can be predicted: beside each figure that of natural searches."""
    names = list(found.lines[0].aucs)
    has_natural = any(line.natural for line in found.lines)
    columns = ["AUC", "rows", "groups", "wrong"] if found.foreign else ["AUC", "k", "rows", "wrong"]
    table = _table(*columns, *names)
    before = ""
    for line in found.lines:
        wrong = f"{line.wrong / line.decisions:.0%}" if line.decisions else "-"
        task = line.task if line.task != before else ""
        before = line.task
        head = [task, _level(line), f"{line.rows:,}", wrong]
        if found.foreign:
            head = [task, f"{line.rows:,}", f"{line.problems:,}", wrong]
        table.add_row(
            *head, *(_auc(line.aucs[name]) for name in names), style="bold" if line.backtracks is None else ""
        )
        if has_natural:
            for label, other in (("natural", line.natural), ("natural, same ks", line.mixed)):
                if any(auc.value is not None for auc in other.values()):
                    blank = [f"  {label}", *[""] * (len(head) - 1)]
                    table.add_row(*blank, *(_auc(other[name]) if name in other else "" for name in names), style="dim")
    return table


def _auc(auc: Auc) -> str:
    if auc.value is None:
        return "-"
    low, high = (f"{end:.2f}".removeprefix("0") for end in (auc.low, auc.high))
    return f"{auc.value:.2f} [{low}, {high}]"


def _figures(found: Audit) -> Table:
    """Lengths, luck, causes and levels by number of backtracks."""
    columns = ("k", "problems", "decisions", "characters", "p95", "statements", "luck", "causes", "one block")
    table = _table("traces", *columns, "% by level 0, 1, ...")
    table.columns[-1].justify = "left"
    before = ""
    for line in found.lines:
        task = line.task if line.task != before else ""
        before = line.task
        for name, *head, lengths in (
            (task, _level(line), f"{line.problems:,}", f"{line.decisions:,}", line.lengths),
            ("  natural", "", "", "", line.natural_lengths if line.backtracks is None else None),
        ):
            if lengths is not None:
                table.add_row(
                    name,
                    *head,
                    f"{lengths.characters:,.0f}",
                    f"{lengths.characters_p95:,.0f}",
                    f"{lengths.statements:.0f}",
                    "-" if lengths.luck is None else f"{lengths.luck:.1f}",
                    "-" if lengths.causes is None else f"{lengths.causes:.1f}",
                    "-" if lengths.one_block is None else f"{lengths.one_block:.0%}",
                    _levels(lengths.levels),
                    style="dim" if name.startswith(" ") else "bold" if line.backtracks is None else "",
                )
    return table


MOST_LEVELS = 6


def _levels(shares: tuple[float, ...]) -> str:
    """The shares by level in percent, those of the deepest ones together."""
    if not shares:
        return "-"
    parts = [f"{100 * share:.0f}" for share in shares[:MOST_LEVELS]]
    if rest := sum(shares[MOST_LEVELS:]):
        parts.append(f"+{100 * rest:.0f}")
    return " ".join(parts)
