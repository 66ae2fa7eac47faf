"""Verification added and removed: sentences that check a move just made and find it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from tracekit.corruptors.base import Change, Declaration, Draft, RowCorruptor, Untouched
from tracekit.data.settings import remark_kinds_of
from tracekit.language.lexicon import Lexicon, Span
from tracekit.reading import lexicon_of
from tracekit.search.events import Remark
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

    def change(self, draft: Draft, stream: Stream) -> Change | Untouched:
        task, spans = draft.loaded.task, draft.spans
        if CHECK not in remark_kinds_of(task):
            return Untouched(f"{task.name} has no words for checks")
        if draft.judgement.rule is not None:
            return Untouched("its thinking is broken")
        trace = Trace(task, draft.loaded.problem, tuple(span.event for span in spans))
        places = [(gap.index, gap.claims[CHECK]) for gap in gaps_of(trace, (CHECK,)) if gap.claims.get(CHECK)]
        if not places:
            return Untouched("no move of it can be checked")
        drawn = self.drawn(len(places), stream)
        added = {
            index: Remark(stream.child("claim", index).pick(claims)) for index, claims in (places[i] for i in drawn)
        }
        thinking, positions = _woven(draft.thinking, spans, added, lexicon_of(task, draft.loaded.style), stream)
        return Change(thinking, draft.answer, positions, len(places), len(added))


class RemovedChecks(RowCorruptor):
    """Take out a share of the sentences that check a move. A row that has none is left untouched."""

    name: ClassVar[str] = "removed_checks"
    declares: ClassVar[Declaration] = Declaration(thinking="intact", answer="right")
    unit: ClassVar[str] = "checks"
    source: ClassVar[str] = "verification as a cognitive behaviour: Gandhi et al., arXiv 2503.01307"

    def change(self, draft: Draft, stream: Stream) -> Change | Untouched:
        spans = draft.spans
        tell = draft.loaded.task.vocabulary.tell
        checks = [i for i, span in enumerate(spans) if isinstance(span.event, Remark) and tell(span.event)[0] == CHECK]
        if not checks:
            return Untouched("it has no checks")
        pieces: list[str] = []
        positions: list[tuple[int, int]] = []
        length = done = 0
        removed = [checks[i] for i in self.drawn(len(checks), stream)]
        for i in removed:
            start = spans[i - 1].end if i else spans[i].start  # with the white space before it
            pieces.append(draft.thinking[done:start])
            length, done = length + start - done, spans[i].end
            positions.append((length, length))
        pieces.append(draft.thinking[done:])
        return Change("".join(pieces), draft.answer, tuple(positions), len(checks), len(removed))


def _woven(
    text: str, spans: Sequence[Span], added: Mapping[int, Remark], lexicon: Lexicon, stream: Stream
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text with remarks before the events of given numbers, and the slices that are new."""
    pieces: list[str] = []
    positions: list[tuple[int, int]] = []
    length = done = 0

    def put(piece: str, *, new: bool) -> None:
        nonlocal length
        if new and piece.strip():
            start = length + len(piece) - len(piece.lstrip())
            positions.append((start, length + len(piece)))
        pieces.append(piece)
        length += len(piece)

    def told(events: Sequence[Any], index: int) -> str:
        return lexicon.write(events, stream.child("words", index))[0]

    for first, last in _sentences(spans):
        cuts = [i for i in range(first + 1, last) if i in added]
        put(text[done : spans[first].start].rstrip() if first in added else text[done : spans[first].start], new=False)
        if first in added:
            put(_divider(lexicon, added[first]) + told([added[first]], first), new=True)
            put(text[done : spans[first].start], new=False)
        if cuts:
            edges = [first, *cuts, last]
            retold = told([span.event for span in spans[first : cuts[0]]], -first - 1)
            for start, end in pairwise(edges[1:]):
                rest = [span.event for span in spans[start:end]]
                retold += _divider(lexicon, added[start]) + told([added[start]], start)
                retold += _divider(lexicon, rest[0]) + told(rest, -start - 1)
            put(retold, new=True)
        else:
            put(text[spans[first].start : spans[last - 1].end], new=False)
        done = spans[last - 1].end
    put(text[done:], new=False)
    return "".join(pieces), tuple(positions)


def _sentences(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence the number of its first event, and of the event after its last one."""
    starts = [i for i, span in enumerate(spans) if not i or spans[i - 1].end < span.start]
    return list(zip(starts, [*starts[1:], len(spans)], strict=True))


def _divider(lexicon: Lexicon, event: Any) -> str:
    return lexicon.divider(lexicon.vocabulary.tell(event)[0])
