"""How single values are written and read: the slots of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["INTEGER", "Codec", "list_of"]


@dataclass(frozen=True, slots=True)
class Codec:
    """A value's notation.

    Attributes:
        pattern: a regular expression without groups; it matches exactly what ``write`` can give (or more, if ``read``
            copes). It must not be able to backtrack at length: texts are hostile.
        write: value -> text.
        read: text that matches ``pattern`` -> value.
    """

    pattern: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


INTEGER = Codec(r"[0-9]{1,80}", str, int)
"""A non-negative integer of up to 80 digits."""


def list_of(item: Codec, separator: str = ", ", last: str | None = None) -> Codec:
    """A tuple of one or more values: ``list_of(INTEGER, last=" or ")`` writes ``2, 5 or 9``."""
    last = separator if last is None else last

    def write(values: Sequence[Any]) -> str:
        texts = [item.write(value) for value in values]
        return last.join([separator.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]

    divide = re.compile(f"{re.escape(separator)}|{re.escape(last)}")

    def read(text: str) -> tuple[Any, ...]:
        return tuple(item.read(part) for part in divide.split(text))

    one, sep, end = item.pattern, re.escape(separator), re.escape(last)
    return Codec(f"{one}(?:{sep}{one})*(?:{end}{one})?", write, read)
