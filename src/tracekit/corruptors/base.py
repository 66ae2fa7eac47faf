"""What a corruptor is: a frozen set of parameters, a declaration of what it breaks, and a pure function of a row.

A corruptor never touches a row's own trace, problem or figures: it writes another completion. What it did is recorded
beside it, with the judgement of the certifier and the verifier.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from tracekit.data.checking import LoadedRow, load_row
from tracekit.errors import ParameterError
from tracekit.language.lexicon import Span
from tracekit.seeding import Stream
from tracekit.texts import lexicon_of
from tracekit.validated import Validated
from tracekit.verify import find_answer

__all__ = ["Change", "Corruptor", "Declaration", "Draft", "PairCorruptor", "RowCorruptor", "Untouched"]

Slice = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What holds of a row once a corruptor has touched it.

    Attributes:
        thinking: ``broken`` if it does not certify for the row's problem any more; ``intact`` if it still does.
        answer: what the verifier says of the answer given: ``right``, ``wrong``, or ``missing`` if there is none.
    """

    thinking: Literal["broken", "intact"]
    answer: Literal["right", "wrong", "missing"]


@dataclass(frozen=True)
class Draft:
    """A row taken apart.

    Attributes:
        row: the row.
        thinking: the text between the thinking tags.
        answer: the text between the answer tags; None if there is none (a search that gave up).
    """

    row: Mapping[str, Any]
    thinking: str
    answer: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Draft:
        """The parts of a row.

        Raises:
            ParameterError: if its completion is not thinking, with or without an answer behind it.
        """
        completion = row.get("completion")
        text = completion if isinstance(completion, str) else completion[-1]["content"] if completion else ""
        found = find_answer(text, thinking_opened=None)
        if found.well_formed and found.answer is not None:
            return cls(row, text.removeprefix("<think>").partition("</think>")[0], found.answer)
        if "<answer>" not in text and text.endswith("</think>"):
            return cls(row, text.removeprefix("<think>").removesuffix("</think>"), None)
        raise ParameterError("completion", text[:60], f"must be thinking and an answer: {found.problem}")

    @property
    def id(self) -> str:
        """The row's own."""
        name: str = self.row["id"]
        return name

    @cached_property
    def loaded(self) -> LoadedRow:
        """Task, problem, trace and style of the row."""
        return load_row(self.row)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Which slice of the thinking tells which event: one for each, in order.

        Raises:
            ParameterError: if the thinking cannot be read, as after an earlier corruption.
        """
        _, spans, error = lexicon_of(self.loaded.task, self.loaded.style).read(self.thinking)
        if error:
            raise ParameterError("completion", self.thinking[:60], f"must be readable: {error.message}")
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Change:
    """What a corruptor makes of a row.

    Attributes:
        thinking: the new thinking.
        answer: the new answer; None for none.
        positions: slices of the new thinking that were put in or changed, in order. Where something was taken out, an
            empty slice says where.
        units: how many units the row had that could have been changed.
        changed: how many of them were.
        donor: the ``id`` of the row that something was taken from; None if none was.
    """

    thinking: str
    answer: str | None
    positions: tuple[Slice, ...] = ()
    units: int = 1
    changed: int = 1
    donor: str | None = None


@dataclass(frozen=True, slots=True)
class Untouched:
    """A row that cannot be corrupted in this way, and the reason why."""

    reason: str
    units: int = 0


class Corruptor(Validated, ABC):
    """Something that can be done to the completion of a row.

    The dose says how much of it is done. Its unit is the corruptor's own: a share of the rows, or of the numbers,
    steps, ... in each row. Doses are nested: with the same seed, what is corrupted at a small dose is corrupted at a
    larger one too.
    """

    name: ClassVar[str]
    """The name in ``CORRUPTORS``, in the ``corruption`` column and in recipes."""
    declares: ClassVar[Declaration]
    """What is broken in every row touched, and what is not."""
    unit: ClassVar[str] = "rows"
    """What the dose is a share of."""
    source: ClassVar[str]
    """The paper, or the rule, that it comes from."""

    dose: float = Field(default=1.0, ge=0, le=1)
    """How much is corrupted, as a share of the unit."""


class RowCorruptor(Corruptor):
    """A corruptor that looks at one row at a time."""

    @abstractmethod
    def change(self, draft: Draft, stream: Stream) -> Change | Untouched:
        """What becomes of a row. Where the unit is not ``rows``, the dose is kept here; see ``drawn``."""

    def drawn(self, n: int, stream: Stream) -> list[int]:
        """Which of ``n`` units are corrupted, in ascending order: a share of ``dose`` of them.

        ``dose * n`` is rounded up or down by chance, so that the dose is met on average. Draw them before anything else
        from the stream, and what is drawn at a small dose is drawn at a larger one too.
        """
        order = stream.shuffled(range(n))
        whole, rest = divmod(self.dose * n, 1)
        return sorted(order[: int(whole) + (stream.random() < rest)])


class PairCorruptor(Corruptor):
    """A corruptor that gives each row something of another one; the dose is a share of the rows."""

    @abstractmethod
    def donors(self, drafts: Sequence[Draft], stream: Stream) -> list[int | Untouched]:
        """For each draft the index of the one it takes from, never its own, or the reason why there is none."""

    @abstractmethod
    def combine(self, draft: Draft, donor: Draft) -> Change:
        """What becomes of a row."""
