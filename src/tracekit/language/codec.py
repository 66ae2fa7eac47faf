"""How single values are written and read: the slots of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.errors import ParameterError

__all__ = ["INTEGER", "Codec", "list_of", "one_of", "or_none"]


@dataclass(frozen=True, slots=True)
class Codec:
    """A value's notation.

    Attributes:
        pattern: a regular expression without capturing groups; it matches exactly what ``write`` can give (or more, if
            ``read`` copes). It must not be able to backtrack at length: texts are hostile.
        write: value -> text.
        read: text that matches ``pattern`` -> value.
    """

    pattern: str
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str

    @property
    def grouped(self) -> str:
        """The pattern as a part of a longer one."""
        return f"(?:{self.pattern})"

    def check(self, name: str) -> None:
        """Raise if the pattern cannot be used.

        Raises:
            ParameterError: if it is no regular expression, or has capturing groups.
        """
        try:
            groups = re.compile(self.pattern).groups
        except re.error as error:
            raise ParameterError(f"codecs[{name!r}]", self.pattern, f"must be a regular expression: {error}") from None
        if groups:
            raise ParameterError(f"codecs[{name!r}]", self.pattern, "must have no capturing groups: write (?:...)")


INTEGER = Codec(r"[0-9]{1,80}", str, int)
"""A non-negative integer of up to 80 digits."""


def list_of(item: Codec, separator: str = ", ", last: str | None = None) -> Codec:
    """A tuple of one or more values: ``list_of(INTEGER, last=" or ")`` writes ``2, 5 or 9``."""
    last = separator if last is None else last

    def write(values: Sequence[object]) -> str:
        texts = [item.write(value) for value in values]
        return last.join([separator.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]

    divide = re.compile(f"{re.escape(separator)}|{re.escape(last)}")

    def read(text: str) -> tuple[Any, ...]:
        return tuple([item.read(part) for part in divide.split(text)])

    one, sep, end = item.grouped, re.escape(separator), re.escape(last)
    return Codec(f"{one}(?:{sep}{one})*(?:{end}{one})?", write, read)


def one_of(texts: Iterable[str] | Mapping[Any, str], pattern: str | None = None) -> Codec:
    """One of several words, or of several values that are each written as a text.

    Args:
        texts: the words, or value -> text.
        pattern: what all texts match, where there are too many of them to list them in a pattern.
    """
    written = texts if isinstance(texts, Mapping) else {text: text for text in texts}
    values = {text: value for value, text in written.items()}
    # A text may be the beginning of another one.
    longest_first = sorted(values, key=len, reverse=True)
    return Codec(pattern or "|".join(map(re.escape, longest_first)), written.__getitem__, values.__getitem__)


def or_none(values: Codec, none: str) -> Codec:
    """The same list, or a word where it is empty."""
    return Codec(
        f"{values.grouped}|{re.escape(none)}",
        lambda items: values.write(items) if items else none,
        lambda text: () if text == none else values.read(text),
    )
