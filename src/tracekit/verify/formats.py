"""What form a completion is held to: a format is a frozen set of settings, and a few of them have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tracekit.errors import ParameterError
from tracekit.registry import Registry

__all__ = ["FORMATS", "LENIENT", "STRICT", "AnswerFormat", "get_format", "register_format"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFormat:
    r"""What form a completion has to have, and what is forgiven. The defaults are the strict format.

    Attributes:
        name: how the format is called.
        tags: ``exact`` for ``<think>``, ``</think>``, ``<answer>`` and ``</answer>`` spelled just so; ``tolerant`` for
            any case and up to 8 blanks inside the brackets, such as ``</ Answer >``.
        thinking: ``required`` or ``optional``. A thinking that is opened has to be closed before the answer either way:
            no answer is ever taken from inside the thinking.
        apart: whether a chat message may bring its thinking in a field of its own.
        empty_thinking: whether the thinking may be blank.
        around: ``nothing`` (but white space) or ``anything`` before, between and after the blocks.
        several: what to do with more than one answer: ``none`` of them counts, or the ``last``.
        boxed: whether the last ``\boxed{...}`` counts where there are no answer tags, and is unpacked inside them.
        unclosed: whether an ``<answer>`` may lack its end: generation may have stopped at ``</answer>``.
        fences: whether a Markdown fence around the whole text or the answer is taken off.
        turns: whether a text that runs on is cut at the next turn: a line that begins with ``User:`` or ``Human:``, or
            a chat template's token such as ``<|im_end|>``. One ``Assistant:`` in front is taken off.

    Raises:
        ParameterError: if a setting is none of these.
    """

    name: str
    tags: Literal["exact", "tolerant"] = "exact"
    thinking: Literal["required", "optional"] = "required"
    apart: bool = True
    empty_thinking: bool = True
    around: Literal["nothing", "anything"] = "nothing"
    several: Literal["none", "last"] = "none"
    boxed: bool = False
    unclosed: bool = False
    fences: bool = False
    turns: bool = False

    def __post_init__(self) -> None:
        for field, allowed in _ALLOWED.items():
            value = getattr(self, field)
            if not any(value is choice or (isinstance(value, str) and value == choice) for choice in allowed):
                raise ParameterError(field, value, f"must be one of {', '.join(map(repr, allowed))}")
        if not isinstance(self.name, str) or not self.name:
            raise ParameterError("name", self.name, "must be a text that is not empty")


def _allowed() -> Mapping[str, tuple[Any, ...]]:
    hints = get_type_hints(AnswerFormat)
    literal = {f.name: get_args(hints[f.name]) for f in fields(AnswerFormat) if get_origin(hints[f.name]) is Literal}
    return MappingProxyType(literal | {f.name: (True, False) for f in fields(AnswerFormat) if hints[f.name] is bool})


_ALLOWED = _allowed()

STRICT = AnswerFormat(name="strict")
"""Each tag exactly once, in order, spelled exactly so, with nothing but white space around the blocks."""

LENIENT = AnswerFormat(
    name="lenient",
    tags="tolerant",
    thinking="optional",
    around="anything",
    several="last",
    boxed=True,
    unclosed=True,
    fences=True,
    turns=True,
)
"""For evaluating models that never saw our tags. Not for training: what it forgives, a policy learns to use."""

FORMATS: Registry[AnswerFormat] = Registry(
    "format",
    "tracekit.formats",
    {"strict": STRICT, "lenient": LENIENT},
    is_one=lambda item: isinstance(item, AnswerFormat),
    form="a tracekit.AnswerFormat",
)
"""The formats by name."""

register_format = FORMATS.add
"""Make a format of your own known by its name in this process.

To make it known to every process, reward workers too, declare an entry point: see the guide "Extend tracekit".
"""


def get_format(answer_format: str | AnswerFormat) -> AnswerFormat:
    """A format by its name; one of your own is given back as it is.

    Raises:
        UnknownNameError: if there is no such format.
    """
    return answer_format if isinstance(answer_format, AnswerFormat) else FORMATS.find(answer_format)
