"""Telling a trace with some of its events changed, in the words of the old text wherever it tells the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tracekit.corruptors.base import Draft, Slice
from tracekit.language.lexicon import Span
from tracekit.search.events import Event, Inference, Slip
from tracekit.search.trace import Trace
from tracekit.texts import lexicon_of, render

__all__ = ["told_anew"]


def told_anew(draft: Draft, events: Sequence[Event]) -> tuple[str, tuple[Slice, ...]]:
    """The text of other events in the style of a row, and which slices of it are not the row's own words.

    Sentences that tell the same events as before are kept word for word; the others are told as ``render`` tells the
    new events with the row's own seed. Where the two cannot be joined without a change of meaning, all is told anew,
    and there is one slice: what lies between the first and the last difference.

    Raises:
        TypeError: if the language of the task has no sentence for one of the events where it stands.
        TextError: if the row's own thinking cannot be read.
    """
    loaded, old = draft.loaded, draft.thinking
    if not events:
        return "", ((0, 0),)
    trace = Trace(loaded.task, loaded.problem, tuple(events))
    document = render(trace, loaded.style, seed=loaded.meta.get("trace_seed", 0))
    text, positions = _spliced(draft, document.text, document.spans)
    lexicon = lexicon_of(loaded.task, loaded.style)
    if lexicon.read(text)[0] == lexicon.read(document.text)[0]:
        return text, positions
    new = document.text
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    same = next((i for i in range(shorter - start) if old[-1 - i] != new[-1 - i]), shorter - start)
    return new, ((start, len(new) - same),)


def _spliced(draft: Draft, new: str, spans: Sequence[Span]) -> tuple[str, tuple[Slice, ...]]:
    text, positions, last_old = "", [], 0
    for first, end, old_first in _segments(draft.spans, spans):
        gap = new[spans[first - 1].end : spans[first].start] if first else ""
        if old_first is None:
            positions.append((len(text) + len(gap), len(text) + len(gap) + spans[end - 1].end - spans[first].start))
            text += gap + new[spans[first].start : spans[end - 1].end]
            continue
        if positions and positions[-1][1] == len(text):
            if old_first == 0:  # nothing stood before it
                positions[-1] = positions[-1][0], len(text) + len(gap)
        elif old_first != last_old:
            positions.append((len(text), len(text) + (len(gap) if old_first == 0 else 0)))
        last_old = old_first + end - first
        text += gap + draft.thinking[draft.spans[old_first].start : draft.spans[last_old - 1].end]
    if last_old < len(draft.spans) and not (positions and positions[-1][1] == len(text)):
        positions.append((len(text), len(text)))
    return text, tuple(positions)


def _segments(old: Sequence[Span], new: Sequence[Span]) -> Iterator[tuple[int, int, int | None]]:
    """The new events in runs: first one, end, and the number of the old event whose text is kept from there on.

    A run that is kept consists of whole sentences both in the old text and in the new one.
    """
    old_bounds, new_bounds = _bounds(old), _bounds(new)
    matcher = SequenceMatcher(None, _told(old), _told(new), autojunk=False)
    done = 0
    for i, j, n in matcher.get_matching_blocks():
        whole = [k for k in range(n + 1) if i + k in old_bounds and j + k in new_bounds]
        if len(whole) < 2:
            continue
        first, end = whole[0], whole[-1]
        if j + first > done:
            yield done, j + first, None
        yield j + first, j + end, i + first
        done = j + end
    if done < len(new):
        yield done, len(new), None


def _bounds(spans: Sequence[Span]) -> set[int]:
    """The numbers of the events with which sentences begin, and the number of events."""
    inner = {i for i in range(1, len(spans)) if spans[i - 1].end != spans[i].start}
    return {0, len(spans)} | inner


def _told(spans: Sequence[Span]) -> list[Event]:
    """The events as told: a slip like a right step."""
    return [Inference(e.move, e.reason) if isinstance(e, Slip) else e for _, _, e in spans]
