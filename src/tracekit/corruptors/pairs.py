"""Corruptors that pair a problem with what was written for another one."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Literal

from tracekit.corruptors.base import Change, Declaration, PairCorruptor, Subject, Untouched
from tracekit.corruptors.pairing import pair_up
from tracekit.data.corruption import outcome_of_text
from tracekit.data.loading import load_row
from tracekit.seeding import Stream

__all__ = ["ShuffledResponses", "SwappedTraces"]

NEIGHBOURS = 16
"""With ``within="length"``, rows are sorted by length and divided into neighbourhoods of at least so many."""

ALONE = "there is no other row that it may be paired with"


class _Paired(PairCorruptor):
    """What the two have in common: who may be paired with whom."""

    within: Literal["any", "length", "answer_format"] = "any"
    """Which rows may be paired: ``any`` two; those near each other in ``length`` (the rows, sorted by the characters of
    their completions, are divided into neighbourhoods of 16 or a few more); those of the same ``answer_format`` (their
    answers are alike but for the digits, the letters and the operators)."""
    across_tasks: bool = False
    """In a mixture, whether rows of different tasks may be paired."""

    def donors(self, subjects: Sequence[Subject], stream: Stream) -> Sequence[int | Untouched]:
        """For each subject the index of the one it takes from: a derangement, drawn anew for each block of rows."""
        donors: list[int | Untouched] = [Untouched(ALONE)] * len(subjects)
        groups: dict[tuple[Hashable, ...], list[int]] = {}
        for i, subject in enumerate(subjects):
            reason = self._unfit(subject)
            if reason:
                donors[i] = Untouched(reason)
                continue
            task = None if self.across_tasks else subject.row["task"]
            shape = answer_format(subject.answer or "") if self.within == "answer_format" else None
            groups.setdefault((task, shape), []).append(i)
        for key, group in groups.items():
            for number, rows in enumerate(self._neighbourhoods(group, subjects)):
                self._pair(rows, subjects, stream.child(*key, number), donors)
        return donors

    def _neighbourhoods(self, rows: list[int], subjects: Sequence[Subject]) -> list[list[int]]:
        if self.within != "length":
            return [rows]
        rows = sorted(rows, key=lambda i: (len(subjects[i].thinking) + len(subjects[i].answer or ""), subjects[i].id))
        parts = max(1, len(rows) // NEIGHBOURS)
        return [rows[part * len(rows) // parts : (part + 1) * len(rows) // parts] for part in range(parts)]

    def _pair(
        self, rows: list[int], subjects: Sequence[Subject], stream: Stream, donors: list[int | Untouched]
    ) -> None:
        kinds = [self._kind(subjects[i]) for i in rows]
        found = pair_up(kinds, lambda a, b: self._allowed(subjects[rows[a]], subjects[rows[b]]), stream)
        for i, donor in zip(rows, found, strict=True):
            if donor is not None:
                donors[i] = rows[donor]
            elif len(rows) > 1:
                donors[i] = Untouched(self._none_left)

    _none_left: ClassVar[str]

    def _unfit(self, subject: Subject) -> str:
        """Why a row can neither give nor take; empty if it can."""
        return ""

    @abstractmethod
    def _kind(self, subject: Subject) -> Hashable:
        """Rows of one kind are never paired."""

    @abstractmethod
    def _allowed(self, subject: Subject, donor: Subject) -> bool:
        """Whether a row of another kind may be the donor."""


class ShuffledResponses(_Paired):
    """Each problem with the thinking and the answer of another one: the *shuffled* condition of the study.

    The pairs are a derangement of the rows: no row keeps its own response, and none is used twice. A donor whose answer
    is right for the row's own problem is not allowed, unless ``same_answer``. Where more than half of the answers are
    the same, some rows are left without a donor, and so are rows without an answer.
    """

    name: ClassVar[str] = "shuffled_responses"
    declares: ClassVar[Declaration] = Declaration("broken", "wrong")
    source: ClassVar[str] = "arXiv 2505.24273 (shuffled)"
    _none_left: ClassVar[str] = "too many of the other rows have an answer that is right for it too"

    same_answer: bool = False
    """Whether the donor's answer may be right for the row's own problem. Then nothing is declared of the answer."""

    @property
    def declared(self) -> Declaration:
        """Thinking broken and answer wrong; with ``same_answer`` the answer may turn out either way."""
        return Declaration("broken", "any") if self.same_answer else self.declares

    def combine(self, subject: Subject, donor: Subject, stream: Stream) -> Change:
        """The donor's thinking and answer."""
        return Change(donor.thinking, donor.answer, ((0, len(donor.thinking)),), donor=donor.id)

    def _unfit(self, subject: Subject) -> str:
        return "" if subject.answer is not None else "it has no answer"

    def _kind(self, subject: Subject) -> Hashable:
        return str(subject.row["fingerprint"]) if self.same_answer else " ".join((subject.answer or "").split())

    def _allowed(self, subject: Subject, donor: Subject) -> bool:
        if self.same_answer:
            return _breaks(subject, donor)
        loaded = load_row(subject.row)  # not kept: the problems and traces of all rows would take gigabytes
        return not loaded.task.verify(loaded.problem, donor.answer or "")


class SwappedTraces(_Paired):
    """The thinking of another problem, with the right answer of the row's own.

    The pairs are a derangement of the rows. A donor whose thinking would certify for the row's own problem (the same
    problem at another k, above all) is not allowed.
    """

    name: ClassVar[str] = "swapped_traces"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "arXiv 2505.13775 (Beyond Semantics)"
    _none_left: ClassVar[str] = "the thinking of each of the other rows would be true of it too"

    def combine(self, subject: Subject, donor: Subject, stream: Stream) -> Change:
        """The donor's thinking, the row's answer."""
        return Change(donor.thinking, subject.answer, ((0, len(donor.thinking)),), donor=donor.id)

    def _kind(self, subject: Subject) -> Hashable:
        return str(subject.row["fingerprint"])

    def _allowed(self, subject: Subject, donor: Subject) -> bool:
        return _breaks(subject, donor)


def _breaks(subject: Subject, donor: Subject) -> bool:
    return outcome_of_text(load_row(subject.row), donor.thinking, None).rule is not None


_NUMBER = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_OPERATOR = re.compile(r" [-+*/] ")
_GAP = re.compile(r"(?<=[0a])\s+(?=[0a])")
_REST = re.compile(r"[\s()]+")


def answer_format(answer: str) -> str:
    """What an answer looks like: ``(3 + 17) * 2`` is ``0+0+0``, ``[4, 12]`` is ``[0,0]``, ``1 2 3`` is ``0;0;0``."""
    shape = _OPERATOR.sub("+", _NUMBER.sub("0", _WORD.sub("a", answer)))
    return _REST.sub("", _GAP.sub(";", shape))
