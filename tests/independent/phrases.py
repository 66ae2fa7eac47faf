"""Phrases that follow one another in a text, as a plain reader knows them: patterns with ``[name]`` for what they name.

A phrase that begins a sentence may be gone on with by another, up to the end mark. One that ends in "?" or "!", which
then is part of its pattern, is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

TOKEN = "<backtrack> "
Said = dict[str, str]
Told = list[tuple[str, str, Said]]
"""What a sentence tells: for each phrase its kind, its words, and what it names."""

NEXT = re.compile(r"(?:[.?!]|(?=\n)|\Z)(?:\s+|\Z)")


class Phrases:
    """The phrases of a style.

    Args:
        slots: what can stand for ``[name]``, as a pattern without groups.
        heads: by kind, patterns of what begins a sentence.
        tails: by kind, patterns of what goes on with one, with the kinds before it ("a|b").
        end: what ends a sentence.
    """

    def __init__(
        self,
        slots: Mapping[str, str],
        heads: Mapping[str, Sequence[str]],
        tails: Sequence[tuple[str, str, Sequence[str]]],
        end: str = ".",
    ) -> None:
        self.slots, self.end = slots, end
        self.gap = re.compile(r"\s+|\Z" if end else r"\s*(?:\n\s*|\Z)")
        self.heads = [(kind, self._compile(each)) for kind, patterns in heads.items() for each in patterns]
        self.tails = [(before.split("|"), kind, self._compile(each)) for before, kind, all_ in tails for each in all_]

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\[(\w+)\]", lambda slot: f"(?P<{slot[1]}>{self.slots[slot[1]]})", pattern))

    def read(self, text: str, *, marked: bool = False) -> Iterator[tuple[int, str, Told | None]]:
        """Each sentence with its place and what it tells; None if it cannot be read. A token may stand before it."""
        position = 0
        while position < len(text):
            start = position + len(TOKEN) if marked and text.startswith(TOKEN, position) else position
            for kind, pattern in self.heads:
                match = pattern.match(text, start)
                told = self._go_on(text, kind, match, 1) if match else None
                if told:
                    break
            else:
                behind = NEXT.search(text, position)
                told = behind.end() if behind else len(text), []
            end, phrases = told
            yield position, text[position:end].strip(), phrases or None
            position = end

    def _go_on(self, text: str, kind: str, match: re.Match[str], n: int) -> tuple[int, Told] | None:
        """The end of a sentence, and its phrases from this one on; None if it does not come to an end."""
        phrase = kind, match[0], match.groupdict()
        mark = "" if match[0][-1] in "?!" else self.end
        over = self.gap.match(text, match.end() + len(mark)) if text.startswith(mark, match.end()) else None
        if over:
            return over.end(), [phrase]
        for before, then, pattern in self.tails if mark or not self.end else ():
            follows = pattern.match(text, match.end()) if kind in before and n < 4 else None
            rest = self._go_on(text, then, follows, n + 1) if follows else None
            if rest:
                return rest[0], [phrase, *rest[1]]
        return None
