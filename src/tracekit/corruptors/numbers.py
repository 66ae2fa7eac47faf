"""Digits of the thinking replaced by others."""

from __future__ import annotations

import re
from typing import ClassVar

from tracekit.corruptors.base import Change, Declaration, RowCorruptor, Slice, Subject, Untouched
from tracekit.seeding import Stream

__all__ = ["CorruptedNumbers"]

_DIGIT = re.compile("[0-9]")


class CorruptedNumbers(RowCorruptor):
    """Digits of the thinking replaced by random other digits; the words and the answer stay as they are.

    Every digit of the thinking counts, whatever it stands for. In a Countdown trace these are nearly all of its
    content; in a zebra puzzle the numbers of houses and clues; in the turning of a cube only the numbers of the turns,
    for colours and sides are words, and words are left alone. A number keeps its length: the first of several digits is
    never made 0.
    """

    name: ClassVar[str] = "corrupted_numbers"
    declares: ClassVar[Declaration] = Declaration(thinking="broken", answer="right")
    unit: ClassVar[str] = "digits"
    source: ClassVar[str] = "arXiv 2502.07374 (20, 50, 70 or 100 % of the digits)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        text, tokens = subject.thinking, subject.loaded.style.tokens.values()
        barred = {i for token in tokens for match in re.finditer(re.escape(token), text) for i in range(*match.span())}
        places = [match.start() for match in _DIGIT.finditer(text) if match.start() not in barred]
        if not places:
            return Untouched("its thinking has no digits")
        chosen = [places[n] for n in self.drawn(len(places), stream)]
        changed = list(text)
        for place in chosen:
            # Each from a stream of its own: what is corrupted at a small dose is the same at a larger one.
            changed[place] = _other_digit(text, place, stream.child("digit", place))
        return Change("".join(changed), subject.answer, _runs(chosen), len(places), len(chosen))


def _other_digit(text: str, place: int, stream: Stream) -> str:
    leads = text[place + 1 : place + 2].isdigit() and not text[place - 1 : place].isdigit()
    return stream.pick([digit for digit in "0123456789" if digit != text[place] and not (leads and digit == "0")])


def _runs(places: list[int]) -> tuple[Slice, ...]:
    """Slices that cover these places and no other."""
    runs: list[Slice] = []
    for place in places:
        start = runs.pop()[0] if runs and runs[-1][1] == place else place
        runs.append((start, place + 1))
    return tuple(runs)
