"""A corruptor: the thinking in capital letters, which the certifier cannot read."""

from __future__ import annotations

from typing import ClassVar

from tracekit.corruptors import Change, Declaration, RowCorruptor, Subject, Untouched
from tracekit.seeding import Stream


class Shouting(RowCorruptor):
    """The same thinking in capital letters, and the right answer."""

    name: ClassVar[str] = "shouting"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "an example"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """All of the thinking is changed."""
        loud = subject.thinking.upper()
        if loud == subject.thinking:
            return Untouched("there is nothing to shout")
        return Change(loud, subject.answer, ((0, len(loud)),))
