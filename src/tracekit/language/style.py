"""Styles: which lexicon tells a trace, and with which tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from tracekit.errors import ParameterError
from tracekit.registry import Registry
from tracekit.search.events import Backtrack, Event

__all__ = ["STYLES", "Style", "get_style", "register_style"]


@dataclass(frozen=True)
class Style:
    """A way to tell a trace.

    Attributes:
        name: as recorded in a row.
        lexicon: the name of the lexicon that it uses. A task that has none of that name cannot be told in this style.
        tokens: event class -> token written before what tells such an event: one word, without white space.

    Raises:
        ParameterError: if name or lexicon is no name, or a token cannot be used.
    """

    name: str
    lexicon: str
    tokens: Mapping[type, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for field_name, value in (("name", self.name), ("lexicon", self.lexicon)):
            if not isinstance(value, str) or not value:
                raise ParameterError(field_name, value, "must be a text that is not empty")
        for event, token in self.tokens.items():
            if event not in get_args(Event):
                raise ParameterError("tokens", event, "must have classes of events as keys")
            if not isinstance(token, str) or not token or len(token.split()) != 1 or token.strip() != token:
                raise ParameterError("tokens", token, "must be one word without white space")

    def to_json(self) -> dict[str, object]:
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


STYLES: Registry[Style] = Registry(
    "style",
    "tracekit.styles",
    {
        "prose": Style("prose", "prose"),
        "symbolic": Style("symbolic", "symbolic"),
        "reflective": Style("reflective", "reflective"),
        "marked": Style("marked", "prose", {Backtrack: "<backtrack>"}),
        "chinese": Style("chinese", "chinese"),
    },
    is_one=lambda item: isinstance(item, Style),
    form="a tracekit.Style",
)
"""The styles by name. Every task here can be told in ``prose``, ``symbolic``, ``reflective`` and ``marked``."""

register_style = STYLES.add
"""Make a style of your own known by its name, to ``get_style``, ``load_row`` and all readers of this process.

To make it known to every process, the command line too, declare an entry point: see the guide "Extend tracekit".
"""


def get_style(style: str | Style) -> Style:
    """A style by its name."""
    return style if isinstance(style, Style) else STYLES.find(style)
