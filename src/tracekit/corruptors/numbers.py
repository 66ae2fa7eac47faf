"""Digits of the thinking replaced by others."""

from __future__ import annotations

import re
from typing import ClassVar

from tracekit.corruptors.base import Change, Declaration, Draft, RowCorruptor, Slice, Untouched
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

    def change(self, draft: Draft, stream: Stream) -> Change | Untouched:
        text = draft.thinking
        places = self._places(draft)
        if not places:
            return Untouched("its thinking has no digits")
        chosen = [places[n] for n in self.drawn(len(places), stream)]
        changed = list(text)
        for place in chosen:
            # Each from a stream of its own: what is corrupted at a small dose is the same at a larger one.
            changed[place] = _other_digit(text, place, stream.child("digit", place))
        return Change("".join(changed), draft.answer, _runs(chosen), len(places), len(chosen))

    @staticmethod
    def _places(draft: Draft) -> list[int]:
        """Where there are digits, those in the tokens of a style left out."""
        text = draft.thinking
        barred: set[int] = set()
        for token in draft.loaded.style.tokens.values():
            for match in re.finditer(re.escape(token), text):
                barred.update(range(*match.span()))
        return [match.start() for match in _DIGIT.finditer(text) if match.start() not in barred]


def _other_digit(text: str, place: int, stream: Stream) -> str:
    leads = text[place + 1 : place + 2].isdigit() and not text[place - 1 : place].isdigit()
    return stream.pick([digit for digit in "0123456789" if digit != text[place] and not (leads and digit == "0")])


def _runs(places: list[int]) -> tuple[Slice, ...]:
    """Slices that cover these places and no other."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1][1] += 1
        else:
            runs.append([place, place + 1])
    return tuple([(start, end) for start, end in runs])
