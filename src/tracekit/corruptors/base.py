"""What a corruptor is: a frozen set of parameters, a declaration of what it breaks, and a pure function of a row.

A corruptor never touches a row's own trace, problem or figures: it writes another completion. What it did is recorded
beside it, with the outcome of the certifier and the verifier.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, cast

from pydantic import Field

from tracekit.data.completions import parts_of
from tracekit.data.corruption import Outcome, outcome_of
from tracekit.data.loading import LoadedRow, load_row
from tracekit.data.prompts import PromptFormat
from tracekit.errors import TextError
from tracekit.language.lexicon import Span, sentences
from tracekit.reading import Certificate, certify
from tracekit.search.events import as_told
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.validated import Validated

__all__ = ["Change", "Corruptor", "Declaration", "PairCorruptor", "RowCorruptor", "Subject", "Untouched", "without"]

Slice = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What holds of a row once a corruptor has touched it.

    Attributes:
        thinking: ``broken`` if it does not certify for the row's problem; ``intact`` if it certifies as it did before,
            or breaks the same rule first.
        answer: ``right`` if it is as right as it was before, which it was in every solved row that tracekit made;
            ``wrong`` if the verifier refuses it; ``missing`` if there is none; ``any`` if it may turn out either way.
    """

    thinking: Literal["broken", "intact"]
    answer: Literal["right", "wrong", "missing", "any"]

    def holds(self, before: Outcome, after: Outcome) -> bool:
        """Whether a row is as declared, given what is said of it before and after."""
        expected = {"right": before.answer, "any": after.answer}.get(self.answer, self.answer)
        thinking = after.rule == before.rule if self.thinking == "intact" else after.rule is not None
        return thinking and after.answer == expected


@dataclass(frozen=True)
class Subject:
    """A row taken apart.

    Attributes:
        row: the row.
        thinking: the text between the thinking tags; empty if there are no tags.
        answer: the text between the answer tags; None if there is none (a search that gave up).
        bare: True if the completion has no thinking tags.
    """

    row: Mapping[str, object]
    thinking: str
    answer: str | None
    bare: bool = False

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Subject:
        """The parts of a row; a ``DataFileError`` if its completion is not thinking and answer."""
        thinking, answer = parts_of(row)
        return cls(row, thinking or "", answer, bare=thinking is None)

    @property
    def id(self) -> str:
        """The row's own."""
        return str(self.row["id"])

    @property
    def prompt_format(self) -> PromptFormat:
        """The format of the row's prompt and completion."""
        return cast("PromptFormat", self.loaded.meta.get("prompt_format", "plain"))

    @cached_property
    def loaded(self) -> LoadedRow:
        """Task, problem, trace and style of the row."""
        return load_row(self.row)

    @cached_property
    def certificate(self) -> Certificate:
        """What certifying the thinking finds."""
        return certify(self.loaded.task, self.loaded.problem, self.thinking, style=self.loaded.style)

    @cached_property
    def outcome(self) -> Outcome:
        """What certifier and verifier say of the row as it is."""
        return outcome_of(self.certificate, self.loaded, self.answer)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Which slice of the thinking tells which event: one for each, in order.

        Raises:
            TextError: if the thinking cannot be read, as after an earlier corruption; ``corrupt`` leaves such a row
                untouched.
        """
        spans = []
        for each in self.certificate.statements:
            if each.event is None:
                raise TextError(f"cannot read {self.thinking[each.start : each.end][:80]!r}", each.start)
            spans.append(Span(each.start, each.end, as_told(each.event)))
        return tuple(spans)

    @property
    def true_trace(self) -> Trace | None:
        """The trace that the thinking tells; None if it does not certify."""
        return self.certificate.trace if self.certificate.ok else None

    @cached_property
    def steps(self) -> tuple[Slice, ...]:
        """The steps of the thinking: its sentences as the language of the task has them (in ``symbolic``, its lines).

        A step tells one event or more; what lies between two steps is white space.

        Raises:
            TextError: as for ``spans``.
        """
        spans = self.spans
        return tuple([(spans[first].start, spans[end - 1].end) for first, end in sentences(spans)])


@dataclass(frozen=True, slots=True)
class Change:
    """What a corruptor makes of a row.

    Attributes:
        thinking: the new thinking; None for a completion without thinking tags. A prompt that ends in ``<think>`` has
            opened them already: there an empty thinking is all that can be had.
        answer: the new answer; None for none.
        positions: slices of the new thinking that were put in or changed, in order. Where something was taken out, an
            empty slice says where. What lies outside stood there before, but for the white space between sentences.
        units: how many units the row had that could have been changed.
        changed: how many of them were.
        donor: the ``id`` of the row that something was taken from; None if none was.
        detail: what was drawn, where the name and the parameters do not say it; may be empty.
    """

    thinking: str | None
    answer: str | None
    positions: tuple[Slice, ...] = ()
    units: int = 1
    changed: int = 1
    donor: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Untouched:
    """A row that cannot be corrupted in this way, and the reason why."""

    reason: str
    units: int = 0


def without(text: str, slices: Iterable[Slice]) -> tuple[str, tuple[Slice, ...]]:
    """A text without some slices of it, in order, and where they stood: what a ``Change`` wants to know."""
    left, positions, done = "", list[Slice](), 0
    for start, end in slices:
        left += text[done:start]
        positions.append((len(left), len(left)))
        done = end
    return left + text[done:], tuple(positions)


class Corruptor(Validated, ABC):
    """Something that can be done to the completion of a row.

    The dose says how much of it is done. Its unit is the corruptor's own: a share of the rows, or of the numbers,
    steps, ... in each row. Doses are nested: with the same seed, what is corrupted at a small dose is corrupted at a
    larger one too.
    """

    name: ClassVar[str]
    """The name in ``CORRUPTORS``, in the ``corruption`` column and in recipes."""
    declares: ClassVar[Declaration]
    """What is broken in every row touched, and what is not. Where it depends on the parameters, see ``declared``."""
    unit: ClassVar[str] = "rows"
    """What the dose is a share of."""
    source: ClassVar[str]
    """The paper, or the rule, that it comes from."""
    redraws: ClassVar[int] = 8
    """How often a change that did not come out as declared is drawn again. Where none of the draws does, the row is
    left untouched, and the record says so. With -1 the first draw is kept whatever comes of it, and the record has
    ``as_declared`` false."""

    dose: float = Field(default=1.0, ge=0, le=1)
    """How much is corrupted, as a share of the unit."""

    @property
    def declared(self) -> Declaration:
        """What is declared with these parameters."""
        return self.declares

    def drawn(self, n: int, stream: Stream) -> list[int]:
        """Which of ``n`` units are corrupted, in ascending order: a share of ``dose`` of them.

        ``dose * n`` is rounded up or down by chance, so that the dose is met on average. Draw them before anything else
        from the stream, and what is drawn at a small dose is drawn at a larger one too.
        """
        order = stream.shuffled(range(n))
        whole, rest = divmod(self.dose * n, 1)
        return sorted(order[: int(whole) + (stream.random() < rest)])


class RowCorruptor(Corruptor):
    """A corruptor that looks at one row at a time."""

    @abstractmethod
    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """What becomes of a row. Where the unit is not ``rows``, the dose is kept here; see ``drawn``."""


class PairCorruptor(Corruptor):
    """A corruptor that gives each row something of another one."""

    @abstractmethod
    def donors(self, subjects: Sequence[Subject], stream: Stream) -> Sequence[int | Untouched]:
        """For each subject the index of the one it takes from, never its own, or the reason why there is none.

        Where the unit is ``rows``, the subjects are those that the dose has chosen.
        """

    @abstractmethod
    def combine(self, subject: Subject, donor: Subject, stream: Stream) -> Change | Untouched:
        """What becomes of a row. Where the unit is not ``rows``, the dose is kept here; see ``drawn``."""
