"""Corruptors of the structure: steps deleted, inserted, shuffled or cut off, and backtracking taken out.

A *step* is a sentence as the language of the task has it (in ``symbolic``, a line); see ``Subject.steps``. Steps are
moved about as they stand, since that is the published form: what is left reads as it did. Where events are taken out,
the rest is told anew where it has to be, so that it stays fluent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from pydantic import Field, field_validator

from tracekit.corruptors.base import (
    Change,
    Declaration,
    PairCorruptor,
    RowCorruptor,
    Slice,
    Subject,
    Untouched,
    without,
)
from tracekit.corruptors.retelling import retold_without
from tracekit.errors import ParameterError
from tracekit.reading import certify
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Slip
from tracekit.search.trace import Trace
from tracekit.search.walk import Walk
from tracekit.seeding import Stream

__all__ = [
    "DeletedSteps",
    "DroppedParts",
    "InsertedSteps",
    "ShuffledSteps",
    "Truncated",
    "WithoutBacktracks",
    "WithoutKeywords",
]

LI2025 = "arXiv 2502.07374"
BROKEN = Declaration("broken", "right")


class _Text:
    """A new thinking under construction, and what in it is new."""

    def __init__(self, subject: Subject) -> None:
        self.text = ""
        self.positions: list[Slice] = []
        self._old = subject.thinking
        self._steps = subject.steps
        self._ends = [0, *(end for _, end in self._steps)]

    def step(self, i: int) -> str:
        """An own step."""
        start, end = self._steps[i]
        return self._old[start:end]

    def gap(self, i: int) -> str:
        """The white space before an own step; before the first one, what would divide it from another."""
        between = self._old[self._ends[i] : self._steps[i][0]]
        return between or (self.gap(1) if len(self._steps) > 1 else "\n")

    def keep(self, i: int) -> None:
        """Add an own step."""
        self.text += (self.gap(i) if self.text else "") + self.step(i)

    def leave_out(self) -> None:
        """Mark a place where something was left out."""
        if (len(self.text), len(self.text)) not in self.positions[-1:]:
            self.positions.append((len(self.text), len(self.text)))

    def put(self, i: int, new: str) -> None:
        """Add something new where an own step stood."""
        gap = self.gap(i) if self.text else ""
        self.text += gap + new
        self.positions.append((len(self.text) - len(new), len(self.text)))

    def put_before(self, i: int, new: str) -> None:
        """Add something new and, behind it, an own step."""
        start = len(self.text)
        self.text += f"{self.gap(i)}{new}" if start else f"{new}{self.gap(i)}"
        self.positions.append((start, len(self.text)))
        self.text += (self.gap(i) if start else "") + self.step(i)


class DeletedSteps(RowCorruptor):
    """Steps deleted at random; the others stand as they stood."""

    name: ClassVar[str] = "deleted_steps"
    declares: ClassVar[Declaration] = BROKEN
    unit: ClassVar[str] = "steps"
    source: ClassVar[str] = f"{LI2025} (deleted steps)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The thinking without a share of its steps."""
        n = len(subject.steps)
        chosen, text = set(self.drawn(n, stream)), _Text(subject)
        for i in range(n):
            if i in chosen:
                text.leave_out()
            else:
                text.keep(i)
        return Change(text.text, subject.answer, tuple(text.positions), n, len(chosen))


class InsertedSteps(PairCorruptor):
    """Steps of another row, put in at random before steps of the row's own, or in place of them.

    Each row takes from one other row of its task, and no row gives to two.
    """

    name: ClassVar[str] = "inserted_steps"
    declares: ClassVar[Declaration] = BROKEN
    unit: ClassVar[str] = "steps"
    source: ClassVar[str] = f"{LI2025} (inserted steps)"

    replace: bool = False
    """Whether each takes the place of a step, so that there are as many as before. The dose is the number put in, as a
    share of the row's own steps."""

    def donors(self, subjects: Sequence[Subject], stream: Stream) -> Sequence[int | Untouched]:
        """A derangement within each task; unreadable rows neither take nor give."""
        donors: list[int | Untouched] = [Untouched("there is no other row of its task")] * len(subjects)
        groups: dict[str, list[int]] = {}
        for i, subject in enumerate(subjects):
            groups.setdefault(str(subject.row["task"]), []).append(i)
        for task, rows in groups.items():
            order = stream.child(task).shuffled(rows)
            for i, donor in zip(order, order[1:] + order[:1], strict=True):
                if i != donor:
                    donors[i] = donor
        return donors

    def combine(self, subject: Subject, donor: Subject, stream: Stream) -> Change | Untouched:
        """The thinking with steps of the donor."""
        n = len(subject.steps)
        chosen, text = set(self.drawn(n, stream)), _Text(subject)
        foreign = [donor.thinking[start:end] for start, end in donor.steps]
        for i in range(n):
            others = [step for step in foreign if step != text.step(i)] if i in chosen else []
            if not others:
                chosen.discard(i)
                text.keep(i)
            elif self.replace:
                text.put(i, stream.child(i).pick(others))
            else:
                text.put_before(i, stream.child(i).pick(others))
        return Change(text.text, subject.answer, tuple(text.positions), n, len(chosen), donor.id)


class ShuffledSteps(RowCorruptor):
    """Steps exchanged with one another; the others stand as they stood.

    (The *shuffled* condition of arXiv 2505.24273 is something else: see ``ShuffledResponses``.)
    """

    name: ClassVar[str] = "shuffled_steps"
    declares: ClassVar[Declaration] = BROKEN
    unit: ClassVar[str] = "steps"
    source: ClassVar[str] = f"{LI2025} (shuffled steps)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The thinking with a share of its steps in other places."""
        n = len(subject.steps)
        if n < 2:
            return Untouched("it has no two steps", n)
        order = stream.shuffled(range(n))
        whole, rest = divmod(self.dose * n, 1)
        count, up = int(whole) + (stream.random() < rest), stream.chance(0.5)
        # One step alone has no place to go to: half of the time two are moved, else none, which is one on average.
        moved = sorted(order[: 2 * up if count == 1 else count])
        text = _Text(subject)
        taken = dict(zip(moved, _cycle(moved, stream), strict=True))
        changed = 0
        for i in range(n):
            new = text.step(taken.get(i, i))
            if new == text.step(i):  # steps can be the same word for word
                text.keep(i)
            else:
                text.put(i, new)
                changed += 1
        return Change(text.text, subject.answer, tuple(text.positions), n, changed)


def _cycle(items: Sequence[int], stream: Stream) -> list[int]:
    """The items as a random cycle, so that none stays where it is (Sattolo)."""
    result = list(items)
    for i in range(len(result) - 1, 0, -1):
        j = stream.below(i)
        result[i], result[j] = result[j], result[i]
    return result


class Truncated(RowCorruptor):
    """The last steps cut off, and the answer too, unless it is kept."""

    name: ClassVar[str] = "truncated"
    declares: ClassVar[Declaration] = Declaration("broken", "missing")
    unit: ClassVar[str] = "steps"
    source: ClassVar[str] = "arXiv 2505.24273 (a maximum length that cuts traces off)"

    dose: float = Field(default=0.5, ge=0, le=1)
    """Which share of the steps is cut off, from the end."""
    keep_answer: bool = False
    """Whether the answer is kept behind what is left. Else the completion ends with ``</think>``."""

    @property
    def declared(self) -> Declaration:
        """Thinking broken; answer missing, or as right as it was with ``keep_answer``."""
        return BROKEN if self.keep_answer else self.declares

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The first steps."""
        n = len(subject.steps)
        cut, text = len(self.drawn(n, stream)), _Text(subject)
        for i in range(n - cut):
            text.keep(i)
        text.leave_out()
        return Change(text.text, subject.answer if self.keep_answer else None, tuple(text.positions), n, cut)


class WithoutBacktracks(RowCorruptor):
    """The trace in hindsight: wrong turns left out, the rest told anew.

    What is left is a true trace with k = 0 of the same problem, with the same right moves.
    """

    name: ClassVar[str] = "without_backtracks"
    declares: ClassVar[Declaration] = Declaration("intact", "right")
    source: ClassVar[str] = "arXiv 2404.03683 (optimal path only); 2504.07052 (useless branches pruned)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The right moves alone."""
        if not any(isinstance(span.event, Backtrack) for span in subject.spans):
            return Untouched("it has no backtracks")
        told = subject.true_trace
        if told is None:
            return Untouched("its thinking does not certify")
        kept = Walk(told.events).standing
        trace = Trace(told.task, told.problem, tuple([told.events[i] for i in kept]))
        error = certify(trace.task, trace.problem, trace).error
        if error:
            return Untouched(f"its wrong turns cannot be left out: {error.rule.message}")
        return _without(subject, told.events, kept)


def _without(subject: Subject, events: Sequence[Event], kept: Sequence[int], detail: str = "") -> Change | Untouched:
    told = retold_without(subject, events, kept)
    return replace(told, detail=detail) if told else Untouched("there are no words for what would be left")


CONTRASTS = ("but", "however", "though")
"""Those of the keywords that are taken out of what tells a dead end too."""


class WithoutKeywords(RowCorruptor):
    """Words that signal backtracking taken out of the sentences that tell of a return; all else stays.

    Nothing is put in. What is left of such a sentence ("That cannot be." becomes "That be.") is none of the language
    any more, so the certifier cannot read it. Of what tells a dead end only "but" and its like are taken out: "no" and
    "not" say there what is the case.
    """

    name: ClassVar[str] = "without_keywords"
    declares: ClassVar[Declaration] = BROKEN
    unit: ClassVar[str] = "keywords"
    source: ClassVar[str] = f"{LI2025} (keywords removed)"

    keywords: tuple[str, ...] | None = None
    """The words and phrases; by default the task's ``return_words``. Tokens of the style, such as ``<backtrack>``,
    count as keywords in any case."""

    @field_validator("keywords")
    @classmethod
    def _some(cls, keywords: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if keywords is not None and not (keywords and all(word.strip() for word in keywords)):
            raise ParameterError("keywords", keywords, "must be some words or phrases, none of them blank")
        return keywords

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The thinking without a share of its keywords."""
        old = subject.thinking
        tokens = [token for event, token in subject.loaded.style.tokens.items() if event in (Backtrack, DeadEnd)]
        patterns = _patterns(self.keywords or subject.loaded.task.return_words)
        found: list[Slice] = []
        for start, end, event in subject.spans:
            if pattern := patterns.get(type(event)):
                found += [match.span() for match in pattern.finditer(old, start, end)]
            if tokens and isinstance(event, Backtrack | DeadEnd):
                found += [match.span() for match in _either(tokens).finditer(old, start, end)]
        found.sort()
        if not found:
            return Untouched("it has none of the keywords")
        chosen = self.drawn(len(found), stream)
        thinking, positions = without(old, [found[i] for i in chosen])
        return Change(thinking, subject.answer, positions, len(found), len(chosen))


@lru_cache(maxsize=64)
def _patterns(keywords: tuple[str, ...]) -> dict[type, re.Pattern[str]]:
    contrasts = [word for word in keywords if word.lower() in CONTRASTS]
    return {Backtrack: _either(keywords)} | ({DeadEnd: _either(contrasts)} if contrasts else {})


def _either(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, with the comma and the blank behind it; before a full stop with the blank before it."""
    ordered = sorted(words, key=len, reverse=True)
    word = "|".join(re.escape(each) for each in ordered if each.isascii())
    ways = [rf"[ ](?:{word})(?=[.:;!?])|(?<![\w<])(?:{word})(?![\w>]),?[ ]?"] if word else []
    # Where words are not divided by blanks, they have no bounds.
    ways += [f"{re.escape(each)}\uff0c?" for each in ordered if not each.isascii()]
    return re.compile("|".join(ways), re.IGNORECASE)


class DroppedParts(RowCorruptor):
    """Parts of the trace dropped at one of four levels, drawn for each row; the rest told anew.

    Dualformer drops clauses of an A* trace: (1) those that close a node, (2) the costs too, (3) a random 30 % of those
    that create a node too, (4) the whole trace. Here level 1 drops the returns, which close a line of search; level 2
    the dead ends too, which say what it is closed for; level 3 a share of the moves too; level 4 everything. The level
    is in ``detail``. A row in which a level finds nothing to drop is left untouched.

    Levels 1 to 3 alone, ``levels=(1, 1, 1, 0)``, keep a trace in every row (slow thinking); ``levels=(0, 0, 0, 1)``
    with ``dose=1`` leaves only answers (fast thinking).
    """

    name: ClassVar[str] = "dropped_parts"
    declares: ClassVar[Declaration] = BROKEN
    source: ClassVar[str] = "arXiv 2410.09918 (Dualformer)"

    dose: float = Field(default=0.55, ge=0, le=1)
    """The share of the rows in which something is dropped."""
    levels: tuple[float, float, float, float] = (1 / 6, 1 / 6, 1 / 6, 0.05)
    """How often each level is drawn, in proportion."""
    share: float = Field(default=0.3, gt=0, le=1)
    """The share of the moves that level 3 drops, each by chance."""

    @field_validator("levels")
    @classmethod
    def _shares(cls, levels: tuple[float, ...]) -> tuple[float, ...]:
        if not all(level >= 0 for level in levels) or not sum(levels) > 0:
            raise ParameterError("levels", levels, "must be four shares of at least 0, not all of them 0")
        return levels

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The thinking without what the level drawn drops."""
        level = stream.pick_weighted((1, 2, 3, 4), self.levels)
        told = subject.true_trace
        if told is None:
            return Untouched("its thinking does not certify")
        kept = [] if level == 4 else self._kept(told.events, level, stream)
        if len(kept) == len(told.events):
            return Untouched(f"it has nothing that level {level} drops")
        return _without(subject, told.events, kept, f"level {level}")

    def _kept(self, events: Sequence[Event], level: int, stream: Stream) -> list[int]:
        """The numbers of the events that a level leaves."""
        kept: list[int] = []
        for number, event in enumerate(events):
            if isinstance(event, Backtrack) or (level >= 2 and isinstance(event, DeadEnd)):
                continue
            if level == 3 and isinstance(event, Decision | Inference | Slip) and stream.chance(self.share):
                if kept and isinstance(events[kept[-1]], ChoicePoint):
                    kept.pop()  # it would be a choice without a choice
                continue
            kept.append(number)
        return kept
