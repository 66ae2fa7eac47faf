"""Styles: which lexicon tells a trace, and with which tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from tracekit.errors import UnknownNameError
from tracekit.language.lexicon import Lexicon
from tracekit.search.events import Backtrack

__all__ = ["STYLES", "Style", "get_style", "with_tokens"]


@dataclass(frozen=True)
class Style:
    """A way to tell a trace.

    Attributes:
        name: as recorded in a row.
        lexicon: the lexicon of the task that it uses: ``prose`` or ``symbolic``.
        tokens: event class -> token written before what tells such an event.
    """

    name: str
    lexicon: str
    tokens: Mapping[type, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "prose": Style("prose", "prose"),
        "symbolic": Style("symbolic", "symbolic"),
        "marked": Style("marked", "prose", MappingProxyType({Backtrack: "<backtrack>"})),
    }
)
"""The styles that every task has."""


def get_style(style: str | Style) -> Style:
    """A style by its name.

    Raises:
        UnknownNameError: if there is none of that name.
    """
    if isinstance(style, Style):
        return style
    if style not in STYLES:
        raise UnknownNameError("style", style, STYLES)
    return STYLES[style]


def with_tokens(lexicon: Lexicon, tokens: Mapping[type, str]) -> Lexicon:
    """The same lexicon with a token before each part that tells an event of a given class."""

    def mark(key: str, template: str) -> str:
        kinds: Sequence[str] = key.lstrip("^?").split()
        parts = []
        for i, (kind, part) in enumerate(zip(kinds, template.split("|"), strict=True)):
            token = tokens.get(lexicon.vocabulary.kinds[kind].event)
            glue = " " if i else ""
            parts.append(f"{glue}{token} {part.lstrip()}" if token else part)
        return "|".join(parts)

    sentences = {key: [mark(key, text) for text in texts] for key, texts in lexicon.sentences.items()}
    return Lexicon(lexicon.vocabulary, lexicon.codecs, sentences, tuple(lexicon.new_line))
