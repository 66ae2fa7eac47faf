"""Styles: which lexicon tells a trace, and with which tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, get_args

from tracekit.errors import ParameterError, UnknownNameError
from tracekit.search.events import Backtrack, Event

__all__ = ["STYLES", "Style", "get_style"]


@dataclass(frozen=True)
class Style:
    """A way to tell a trace.

    Attributes:
        name: as recorded in a row.
        lexicon: the name of the lexicon that it uses. A task that has none of that name cannot be told in this style.
        tokens: event class -> token written before what tells such an event: one word, without white space.

    Raises:
        ParameterError: if the lexicon is no name, or a token cannot be used.
    """

    name: str
    lexicon: str
    tokens: Mapping[type, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not isinstance(self.lexicon, str) or not self.lexicon:
            raise ParameterError("lexicon", self.lexicon, "must be the name of a lexicon")
        for event, token in self.tokens.items():
            if event not in get_args(Event):
                raise ParameterError("tokens", event, "must have classes of events as keys")
            if not isinstance(token, str) or not token or len(token.split()) != 1 or token.strip() != token:
                raise ParameterError("tokens", token, "must be one word without white space")

    def to_json(self) -> dict[str, Any]:
        """The style as a JSON value."""
        tokens = {event.__name__: token for event, token in self.tokens.items()}
        return {"name": self.name, "lexicon": self.lexicon, "tokens": tokens}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Style:
        """The style that ``to_json`` wrote.

        Raises:
            KeyError, ParameterError: if it is none.
        """
        events = {event.__name__: event for event in get_args(Event)}
        return cls(value["name"], value["lexicon"], {events[name]: token for name, token in value["tokens"].items()})


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "prose": Style("prose", "prose"),
        "symbolic": Style("symbolic", "symbolic"),
        "marked": Style("marked", "prose", {Backtrack: "<backtrack>"}),
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
    if not isinstance(style, str) or style not in STYLES:
        raise UnknownNameError("style", str(style), STYLES)
    return STYLES[style]
