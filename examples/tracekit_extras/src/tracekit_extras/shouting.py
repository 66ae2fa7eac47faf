"""A corruptor: the thinking in capital letters, which the certifier cannot read."""

from __future__ import annotations

from typing import ClassVar

from tracekit.corruptors import Change, Declaration, Draft, RowCorruptor, Untouched
from tracekit.seeding import Stream


class Shouting(RowCorruptor):
    """The same thinking in capital letters, and the right answer."""

    name: ClassVar[str] = "shouting"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "an example"

    def change(self, draft: Draft, stream: Stream) -> Change | Untouched:
        """All of the thinking is changed."""
        loud = draft.thinking.upper()
        if loud == draft.thinking:
            return Untouched("there is nothing to shout")
        return Change(loud, draft.answer, ((0, len(loud)),))
