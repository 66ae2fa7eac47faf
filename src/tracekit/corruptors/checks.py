"""Verification added and removed: sentences that check a move just made and find it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from tracekit.corruptors.base import Change, Declaration, RowCorruptor, Slice, Subject, Untouched, without
from tracekit.data.settings import remark_kinds_of
from tracekit.language.lexicon import Lexicon, Span, sentences
from tracekit.reading import lexicon_of
from tracekit.search.events import Event, Remark
from tracekit.search.remarks import CHECK, gaps_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream

__all__ = ["AddedChecks", "RemovedChecks"]


class AddedChecks(RowCorruptor):
    """Put in a true sentence that checks a move, after a share of the moves that can be checked.

    Nothing else changes, but for sentences that tell a move and what follows on it in one breath: those are told anew,
    in two. A task that has no words for checks is left untouched.
    """

    name: ClassVar[str] = "added_checks"
    declares: ClassVar[Declaration] = Declaration(thinking="intact", answer="right")
    unit: ClassVar[str] = "moves without a check"
    source: ClassVar[str] = "verification as a cognitive behaviour: Gandhi et al., arXiv 2503.01307"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        task, spans = subject.loaded.task, subject.spans
        if CHECK not in remark_kinds_of(task):
            return Untouched(f"{task.name} has no words for checks")
        if subject.outcome.rule is not None:
            return Untouched("its thinking is broken")
        trace = Trace(task, subject.loaded.problem, tuple(span.event for span in spans))
        places = [(gap.index, gap.claims[CHECK]) for gap in gaps_of(trace, (CHECK,)) if gap.claims.get(CHECK)]
        if not places:
            return Untouched("no move of it can be checked")
        drawn = self.drawn(len(places), stream)
        added = {
            index: Remark(stream.child("claim", index).pick(claims)) for index, claims in (places[i] for i in drawn)
        }
        thinking, positions = _woven(subject.thinking, spans, added, lexicon_of(task, subject.loaded.style), stream)
        return Change(thinking, subject.answer, positions, len(places), len(added))


class RemovedChecks(RowCorruptor):
    """Take out a share of the sentences that check a move. A row that has none is left untouched."""

    name: ClassVar[str] = "removed_checks"
    declares: ClassVar[Declaration] = Declaration(thinking="intact", answer="right")
    unit: ClassVar[str] = "checks"
    source: ClassVar[str] = "verification as a cognitive behaviour: Gandhi et al., arXiv 2503.01307"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        spans = subject.spans
        tell = subject.loaded.task.vocabulary.tell
        checks = [i for i, span in enumerate(spans) if isinstance(span.event, Remark) and tell(span.event)[0] == CHECK]
        if not checks:
            return Untouched("it has no checks")
        removed = [checks[i] for i in self.drawn(len(checks), stream)]
        # Each with the white space before it.
        slices = [(spans[i - 1].end if i else spans[i].start, spans[i].end) for i in removed]
        thinking, positions = without(subject.thinking, slices)
        return Change(thinking, subject.answer, positions, len(checks), len(removed))


def _woven(
    text: str, spans: Sequence[Span], added: Mapping[int, Remark], lexicon: Lexicon, stream: Stream
) -> tuple[str, tuple[Slice, ...]]:
    """A text with remarks before the events of given numbers, and the slices that are new."""
    woven, positions, done = "", list[Slice](), 0

    def put(piece: str, *, new: bool = False) -> None:
        nonlocal woven
        if new:
            positions.append((len(woven) + len(piece) - len(piece.lstrip()), len(woven) + len(piece)))
        woven += piece

    def told(events: Sequence[Event], index: int) -> str:
        return lexicon.write(events, stream.child("words", index))[0]

    def divided(events: Sequence[Event], index: int) -> str:
        return lexicon.divider(lexicon.vocabulary.tell(events[0])[0]) + told(events, index)

    for first, last in sentences(spans):
        cuts = [i for i in range(first + 1, last) if i in added]
        before = text[done : spans[first].start]
        if first in added:
            put(before.rstrip())
            put(divided([added[first]], first), new=True)
        put(before)
        if cuts:
            edges = [first, *cuts, last]
            retold = told([span.event for span in spans[first : cuts[0]]], -first - 1)
            for start, end in pairwise(edges[1:]):
                retold += divided([added[start]], start)
                retold += divided([span.event for span in spans[start:end]], -start - 1)
            put(retold, new=True)
        else:
            put(text[spans[first].start : spans[last - 1].end])
        done = spans[last - 1].end
    put(text[done:])
    return woven, tuple(positions)
