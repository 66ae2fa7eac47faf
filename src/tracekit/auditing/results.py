"""What an audit found."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracekit.auditing.duplicates import Duplicates
from tracekit.auditing.estimates import Auc

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Audit", "AuditLine", "Lengths"]

NO_TELL_TALE = 0.55
"""An AUC of the wording up to here is none to worry about."""
WIDTH = 132
"""An audit is printed in lines of so many characters where no terminal says how many there are."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Figures of traces and texts.

    Attributes:
        characters: median length of the text.
        characters_p95: 95 % are no longer.
        statements: median number of statements.
        luck: mean bits of luck; None if not known.
        causes: mean number of distinct causes among the dead ends; None if not known.
        one_block: of the traces with several wrong decisions, the share in which no right one comes between them; None
            without any.
        levels: share of the backtracks by the level that they return to: how many decisions and steps stood before it.
    """

    characters: float
    characters_p95: float
    statements: float
    luck: float | None = None
    causes: float | None = None
    one_block: float | None = None
    levels: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What was found of the rows of one task with one number of backtracks, or with any.

    Attributes:
        task: the task; ``rows`` for rows of other makers.
        backtracks: the number; None for all together.
        rows: how many rows.
        problems: how many problems.
        decisions: how many decisions (steps of a derivation, rows of other makers) were judged.
        wrong: how many of them were taken back.
        aucs: how well their outcome can be predicted, by what it is predicted from.
        natural: the same for natural searches of these problems: with this number of backtracks, or, for all together,
            as they run. Empty where none were made.
        mixed: for all together: the same for natural searches that backtrack as often as the rows do; else empty.
        lengths: figures of the traces and texts.
        natural_lengths: those of the natural searches; None without any.
    """

    task: str
    backtracks: int | None
    rows: int
    problems: int
    decisions: int
    wrong: int
    aucs: Mapping[str, Auc]
    natural: Mapping[str, Auc]
    mixed: Mapping[str, Auc]
    lengths: Lengths
    natural_lengths: Lengths | None = None


@dataclass(frozen=True)
class Audit:
    """What an audit found. Printed, it is a table and what follows from it.

    Attributes:
        lines: for each task a line for all rows together and then one for each number of backtracks.
        duplicates: problems that are there more than once, by task.
        used: how many rows were looked at.
        skipped: how many were not, by the reason.
        notes: what else there is to know, such as how many natural searches came to a solution.
        seed: the seed.
        foreign: whether the rows are those of another maker.
    """

    lines: tuple[AuditLine, ...]
    duplicates: Mapping[str, Duplicates]
    used: int
    skipped: Mapping[str, int]
    notes: tuple[str, ...] = ()
    seed: int = 0
    foreign: bool = False

    def line(self, task: str | None = None, backtracks: int | None = None) -> AuditLine:
        """The line of a task (the only one, if it is left out) and of a number of backtracks, None for all.

        Raises:
            KeyError: if there is none.
        """
        for line in self.lines:
            if task in (None, line.task) and line.backtracks == backtracks:
                return line
        raise KeyError(f"no line for the task {task!r} and {backtracks} backtracks")

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What the figures of each task amount to, one line each."""
        return tuple(self._verdicts())

    def _verdicts(self) -> Iterator[str]:
        for line in self.lines:
            if line.backtracks is None:
                for name, auc in line.aucs.items():
                    is_wording = name == "wording" or (self.foreign and name == "words")
                    yield f"{line.task}: {name}: {auc}{_judged(name, auc, line, is_wording=is_wording)}"
                if found := self.duplicates.get(line.task):
                    yield f"{line.task}: {_told(found)}"

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {**dataclasses.asdict(self), "verdicts": list(self.verdicts)}

    def figure(self, path: str | Path) -> None:
        """Draw it to a file; its suffix (.png, .svg, .pdf) says in what format.

        Raises:
            MissingExtraError: if matplotlib is not installed.
            DataFileError: if it cannot be written there.
        """
        from tracekit.auditing.figure import draw

        draw(self, Path(path))

    def __rich__(self) -> RenderableType:
        from tracekit.auditing.tables import shown

        return shown(self)

    def __str__(self) -> str:
        from rich.console import Console

        console = Console(width=WIDTH, no_color=True)
        with console.capture() as capture:
            console.print(self)
        return "\n".join(line.rstrip() for line in capture.get().splitlines()).rstrip()


def _judged(name: str, auc: Auc, line: AuditLine, *, is_wording: bool) -> str:
    """What an AUC amounts to, in words."""
    if auc.value is None or auc.low is None or auc.high is None:
        return ""
    if is_wording:
        if auc.low > NO_TELL_TALE:
            return ": it gives the outcome away"
        if auc.low == auc.high:
            return ": all are put alike"
        return ": no tell-tale" if auc.high <= NO_TELL_TALE else ": more rows are needed to tell"
    parts, highest = [], None
    for what, others in (("natural searches", line.natural), ("with as many backtracks", line.mixed)):
        other = others.get(name)
        if other is not None and other.high is not None:
            parts.append(f"{what} {other}")
            highest = other.high
    if highest is None:
        return ""
    return f"; {', '.join(parts)}: {'above' if auc.low > highest else 'not above'}"


def _told(found: Duplicates) -> str:
    n = sum(found.problems.values())
    parts = [f"{n} problems, {found.repeated} drawn again"]
    if len(found.problems) > 1:
        parts.append(f"{found.shared} in two splits, {found.near} near-duplicates over splits")
    return "; ".join(parts)
