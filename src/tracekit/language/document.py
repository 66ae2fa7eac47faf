"""A rendered trace: text and spans."""

from __future__ import annotations

from dataclasses import dataclass

from tracekit.language.lexicon import Span

__all__ = ["Document"]


@dataclass(frozen=True)
class Document:
    """The text of a trace.

    Attributes:
        text: what goes between the thinking tags.
        spans: which slice of the text tells which event, in order; what lies between two spans is white space.
        style: the name of the style.
    """

    text: str
    spans: tuple[Span, ...]
    style: str

    def __str__(self) -> str:
        return self.text
