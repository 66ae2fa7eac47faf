"""Telling a trace again with some of its events changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracekit.corruptors.base import Change, Slice, Subject
from tracekit.language.lexicon import Span, sentences
from tracekit.reading import lexicon_of
from tracekit.search.events import Event, as_told
from tracekit.seeding import Stream

__all__ = ["retold", "retold_without"]

VERSIONS = 20
"""In so many wordings it is tried to write new sentences between those that are kept."""


def retold(subject: Subject, events: Sequence[Event], changed: Sequence[int]) -> Change | None:
    """The thinking of a row with some of its events changed, and where these are told.

    Sentences that tell nothing but what was there before are kept to the letter. The others are written in the style
    of the row.

    Args:
        subject: the row.
        events: all events of the new thinking.
        changed: the numbers of those that were not there before. The others were, in this order.

    Returns:
        The row's answer behind the new thinking, with the slices that tell an event that is changed or in other words
        than before. None if the events cannot be told so that they are read as they are meant.
    """
    new, origins, i = frozenset(changed), list[int | None](), 0
    for n, event in enumerate(map(as_told, events)):
        there = next((j for j in range(i, len(subject.spans)) if subject.spans[j].event == event), None)
        origins.append(None if n in new else there)
        i = i if n in new or there is None else there + 1
    return _tell(subject, events, origins, exact=True)


def retold_without(subject: Subject, events: Sequence[Event], kept: Sequence[int]) -> Change | None:
    """The thinking of a row with no more than some of its events; as ``retold``.

    What is left need not make a trace. So it may be read as something else than is meant, if all of it written anew
    would be read so too. ``kept`` has the numbers of the events that are kept, in ascending order.
    """
    if not kept:
        return Change("", subject.answer, ((0, 0),))
    return _tell(subject, [events[i] for i in kept], kept, exact=False)


def _tell(subject: Subject, events: Sequence[Event], origins: Sequence[int | None], *, exact: bool) -> Change | None:
    try:
        told = _NewThinking(subject, events, origins).tell(exact=exact)
    except (TypeError, KeyError):  # the language has no words for it
        return None
    return Change(told[0], subject.answer, told[1]) if told else None


class _NewThinking:
    """A new thinking under construction: of sentences that are kept, and of what is written between them."""

    def __init__(self, subject: Subject, events: Sequence[Event], origins: Sequence[int | None]) -> None:
        loaded = subject.loaded
        self.old, self.spans = subject.thinking, subject.spans
        self.lexicon = lexicon_of(loaded.task, loaded.style)
        self.events = tuple(map(as_told, events))
        self.origins = origins  # for each event the number that it had before; None if it is new
        self._seed = (loaded.meta.get("trace_seed", 0), loaded.style.name)
        self._versions: list[tuple[str, list[Span]]] = []
        self.text = ""
        self.told: list[tuple[int, int, int | None]] = []  # for each event its slice, and its number if it is kept

    def tell(self, *, exact: bool) -> tuple[str, tuple[Slice, ...]] | None:
        goal = list(self.events) if exact else self.lexicon.read(self._version(0)[0])[0]
        kept = self._kept_sentences()
        while True:
            misfit = self._join(kept)
            if misfit is None:
                found, _, error = self.lexicon.read(self.text)
                if not kept or (found == goal and not (exact and error)):
                    return None if exact and (error or found != goal) else (self.text, self._positions())
                # A sentence may leave unsaid what the one before it said: what is kept can now say something else.
                n = next((n for n, pair in enumerate(zip(found, goal, strict=False)) if pair[0] != pair[1]), len(found))
                misfit = max((first for first in kept if first <= n), default=min(kept))
            del kept[misfit]

    def _version(self, number: int) -> tuple[str, list[Span]]:
        """All events written anew; the first version has the paraphrases that the row had, up to the first change."""
        while number >= len(self._versions):
            seed, style = self._seed
            key = (seed, len(self._versions), style) if self._versions else (seed, style)
            self._versions.append(self.lexicon.write(self.events, Stream("render", *key)))
        return self._versions[number]

    def _join(self, kept: Mapping[int, tuple[int, int]]) -> int | None:
        """Write the text. If sentences that are kept cannot stand beside what is new: the number of one of them."""
        self.text, self.told = "", []
        n, last_kept = 0, -1  # the next event, and where the sentence kept before it begins
        while n < len(self.events):
            end = next((m for m in range(n, len(self.events)) if m in kept), len(self.events))
            follows = n == end > 0 and kept[n][0] - 1 == self.origins[n - 1]
            if not follows and (misfit := self._write(n, end)) is not None:
                return last_kept if misfit == n and last_kept >= 0 else end
            if end in kept:
                first, last = kept[end]
                start = self._add(self.old[self.spans[first].start : self.spans[last].end], end)
                shift = start - self.spans[first].start
                self.told += [
                    (s.start + shift, s.end + shift, first + i) for i, s in enumerate(self.spans[first : last + 1])
                ]
                last_kept, end = end, end + last - first + 1
            n = end
        return None

    def _write(self, begin: int, end: int) -> int | None:
        """Write some events anew, perhaps none. If no version has the ends of sentences there: where it has none."""
        missing = begin
        for number in range(VERSIONS):
            text, spans = self._version(number)
            bounds = [n for n in (begin, end) if not 0 < n < len(spans) or spans[n].start > spans[n - 1].end]
            if begin in bounds and end in bounds:
                break
            missing = end if begin in bounds else missing
        else:
            return missing
        if begin == end:
            return None
        shift = self._add(text[spans[begin].start : spans[end - 1].end], begin) - spans[begin].start
        for n in range(begin, end):
            start, stop, origin = spans[n].start, spans[n].end, self.origins[n]
            if origin is not None and text[start:stop] != self.old[self.spans[origin].start : self.spans[origin].end]:
                origin = None
            self.told.append((start + shift, stop + shift, origin))
        return None

    def _add(self, piece: str, n: int) -> int:
        """Add a piece that begins with an event, and return where it starts."""
        if self.text:
            self.text += self.lexicon.divider(self.lexicon.vocabulary.tell(self.events[n])[0])
        self.text += piece
        return len(self.text) - len(piece)

    def _kept_sentences(self) -> dict[int, tuple[int, int]]:
        """By the number of its first event now, each sentence of the old thinking that can stay: its old numbers."""
        ends, kept, n = dict(sentences(self.spans)), dict[int, tuple[int, int]](), 0
        while n < len(self.events):
            first = self.origins[n]
            end = 0 if first is None or (n == 0) != (first == 0) else ends.get(first, 0)
            if first is not None and end and list(self.origins[n : n + end - first]) == list(range(first, end)):
                kept[n] = first, end - 1
                n += end - first
            else:
                n += 1
        return kept

    def _positions(self) -> tuple[Slice, ...]:
        """The slices that were not there before, with the white space that divides them from what was."""
        positions: list[Slice] = []
        end, last = 0, -1  # how far the text has been looked at, and the number of the last event that is kept
        for start, stop, origin in self.told:
            if origin is None:
                continue
            before = self.spans[last].end if last >= 0 else 0
            gap, new = self.old[before : self.spans[origin].start], self.text[end:start]
            if origin != last + 1 or gap != new:
                # The white space before what is kept is kept too, if it was there.
                divider = new[len(new.rstrip()) :]
                same = bool(divider) and self.old[: self.spans[origin].start].endswith(divider)
                positions.append((end, start - len(divider) if same else start))
            end, last = stop, origin
        if end < len(self.text) or last + 1 < len(self.spans):
            positions.append((end, len(self.text)))
        return tuple(positions)
