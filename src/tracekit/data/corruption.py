"""The ``corruption`` column: what was done to a row, judged by the certifier and the verifier."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from tracekit.data.loading import LoadedRow
from tracekit.errors import DataFileError
from tracekit.reading import Certificate, certify
from tracekit.search.events import Backtrack
from tracekit.search.rules import Rule

__all__ = [
    "UNCORRUPTED",
    "Corruption",
    "Outcome",
    "corruption_of",
    "outcome_of",
    "outcome_of_text",
]

UNCORRUPTED = "none"
"""What the column holds if nothing was done."""

AnswerState = Literal["right", "wrong", "missing"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What certifier and verifier say of a thinking and an answer.

    Attributes:
        rule: the first rule that the thinking breaks, for the row's own problem; None if it certifies.
        answer: what the verifier says of the answer, whatever the thinking: ``right``, ``wrong`` or ``missing``.
        backtracks: how many returns from a dead end the thinking tells, up to where it can be read; None if nothing
            of it can be.
    """

    rule: str | None
    answer: AnswerState
    backtracks: int | None


def outcome_of_text(loaded: LoadedRow, thinking: str, answer: str | None) -> Outcome:
    """Hold a thinking and an answer against the problem of a row."""
    return outcome_of(certify(loaded.task, loaded.problem, thinking, style=loaded.style), loaded, answer)


def outcome_of(certificate: Certificate, loaded: LoadedRow, answer: str | None) -> Outcome:
    """What a certificate of the thinking, and the verifier, say of a row."""
    rule, events = certificate.error and certificate.error.rule, certificate.trace.events
    state: AnswerState = "missing"
    if answer is not None:
        state = "right" if loaded.task.verify(loaded.problem, answer) else "wrong"
    # Of a text in which nothing can be read one cannot say that it tells of no return.
    unread = rule is Rule.UNKNOWN_STATEMENT and not events
    backtracks = None if unread else sum(isinstance(event, Backtrack) for event in events)
    return Outcome(rule.value if rule else None, state, backtracks)


@dataclass(frozen=True)
class Corruption:
    """What was done to a row, as its ``corruption`` column says: a JSON object of these, or ``none``.

    Attributes:
        name: of the corruptor.
        parameters: its parameters, the dose among them.
        seed: the seed of ``corrupt``.
        touched: whether the completion was changed.
        reason: why not, if it was not; else empty.
        unit: what the dose is a share of.
        units: how many of them the row had.
        changed: how many of them were changed.
        positions: slices ``[start, end]`` of the completion's text that were put in or changed, the answer among them;
            an empty slice where something was taken out.
        donor: ``id`` of the row that something was taken from; None if none was.
        detail: what was drawn, where name and parameters do not say it; may be empty.
        rule_before: the rule that the thinking broke before; None if it certified.
        rule_after: the rule that it breaks now, for the row's own problem; None if it certifies.
        answer: what the verifier says of the answer now given: ``right``, ``wrong`` or ``missing``.
        as_declared: whether thinking and answer are as the corruptor declares. False for a corruption that happened to
            stay valid; True for a row that was not touched.
        backtracks: how many returns from a dead end the completion now tells; see ``Outcome``.
        earlier: what had been done to the row before; None if nothing had.
    """

    name: str
    parameters: Mapping[str, object]
    seed: int
    touched: bool
    reason: str = ""
    unit: str = "rows"
    units: int = 0
    changed: int = 0
    positions: Sequence[Sequence[int]] = ()
    donor: str | None = None
    detail: str = ""
    rule_before: str | None = None
    rule_after: str | None = None
    answer: AnswerState = "right"
    as_declared: bool = True
    backtracks: int | None = None
    earlier: Mapping[str, Any] | None = None

    @property
    def in_effect(self) -> bool:
        """Whether the completion is no longer that of the row's trace: this corruption or an earlier one touched it."""
        before = self.before
        return self.touched or (before is not None and before.in_effect)

    @property
    def before(self) -> Corruption | None:
        """The record that the row had before; None if it had none."""
        return Corruption(**self.earlier) if self.earlier else None

    def to_json(self) -> str:
        """The record as it stands in the column."""
        return json.dumps(asdict(self), ensure_ascii=False)


def corruption_of(row: Mapping[str, object]) -> Corruption | None:
    """What was done to a row; None if nothing was.

    Raises:
        DataFileError: if its ``corruption`` column cannot be read.
    """
    text = row.get("corruption", UNCORRUPTED)
    if text == UNCORRUPTED:
        return None
    try:
        return Corruption(**json.loads(cast("str", text)))
    except (TypeError, ValueError) as error:
        raise DataFileError(f"not the corruption column of tracekit: {error}") from None
