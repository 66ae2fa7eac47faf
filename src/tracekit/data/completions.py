"""The completion of a row: its text, its parts, and how it is written in a prompt format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracekit.data.prompts import OPENED, Messages, PromptFormat
from tracekit.errors import DataFileError, shortened
from tracekit.verify import find_answer
from tracekit.verify.tags import cut, write

__all__ = ["parts_of", "text_of", "write_completion"]


def write_completion(thinking: str | None, answer: str | None, prompt_format: PromptFormat) -> str | Messages:
    """A completion in a prompt format: a string, or a list of messages for ``chat``.

    Args:
        thinking: what goes between the thinking tags; None for no tags. Where the prompt has opened the thinking, or
            there is no answer, there are tags all the same.
        answer: what goes between the answer tags; None for no tags, as for a search that found no answer.
        prompt_format: as in the row's ``meta``.
    """
    text = write(thinking or "" if answer is None else thinking, answer, opened=prompt_format in OPENED)
    return [{"role": "assistant", "content": text}] if prompt_format == "chat" else text


def text_of(completion: Any) -> str:
    """The text of a completion: a string, or the content of the last one of its messages."""
    try:
        text = completion if isinstance(completion, str) else completion[-1]["content"]
    except (TypeError, KeyError, IndexError):
        text = None
    if not isinstance(text, str):
        raise DataFileError(f"not a row of tracekit: its completion is {shortened(completion)}")
    return text


def parts_of(row: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The thinking of a row, None if it has no tags for it, and its answer, None if it has none."""
    text = text_of(row.get("completion"))
    parts = cut(text)
    if parts.closed and parts.answer is None and parts.behind == len(text):
        return parts.thinking, None
    bare = not parts.start and not parts.closed
    found = find_answer(write("", None) + text if bare else text, thinking_opened=None)
    if not found.well_formed or found.answer is None:
        raise DataFileError(f"not a row of tracekit: its completion is no thinking and answer: {found.problem}")
    return None if bare else parts.thinking, found.answer
