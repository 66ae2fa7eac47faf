"""What a tokenizer makes of rows, before a trainer does: the border between prompt and completion, and the lengths."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracekit.errors import ParameterError, check_integer
from tracekit.types import Rows

__all__ = ["Boundary", "Lengths", "check_boundary", "check_length"]

_TAG = re.compile(r"</?[A-Za-z_]+>")


@dataclass(frozen=True, slots=True)
class Boundary:
    """What happens where the prompt meets the completion.

    Attributes:
        lost: the end of the prompt that is no token sequence of its own in the whole text, so that the model is trained
            on a context that it never sees when it is asked; '' if the tokens of the prompt are those of the whole.
        merged: the first token of the whole text that stands in its place; '' if nothing merges.
        altered: whether the chat template writes another completion than the row's, for instance without the thinking.
        vanished: the tags of the completion that decoding without special tokens leaves out. A reward function would
            never see them.
    """

    lost: str = ""
    merged: str = ""
    altered: bool = False
    vanished: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.altered or self.vanished)


def check_boundary(tokenizer: Any, row: Mapping[str, object]) -> Boundary:
    """Compare a row's tokens with those of its prompt alone, as ``SFTTrainer`` does, and warn of what differs.

    One row for each prompt format, style and task will do: the border looks the same in all of them.

    Args:
        tokenizer: a tokenizer of transformers; with a chat template if the row is made of messages.
        row: a row with ``prompt`` and ``completion``.

    Returns:
        What merges, what is altered and what vanishes; ``ok`` if nothing does.

    Warns:
        UserWarning: for each of them.
    """
    prompt_ids, whole_ids, completion = _tokens(tokenizer, row)
    start = _common(prompt_ids, whole_ids)
    lost = tokenizer.decode(prompt_ids[start:]) if start < len(prompt_ids) else ""
    merged = tokenizer.decode(whole_ids[start : start + 1]) if lost else ""
    altered = completion not in tokenizer.decode(whole_ids)
    kept = tokenizer.decode(whole_ids[start:], skip_special_tokens=True)
    tags = dict.fromkeys(_TAG.findall(completion))
    vanished = () if altered else tuple(tag for tag in tags if kept.count(tag) < completion.count(tag) and not lost)
    boundary = Boundary(lost, merged, altered, vanished)
    for message in _complaints(boundary):
        warnings.warn(message, stacklevel=2)
    return boundary


def _complaints(boundary: Boundary) -> Iterable[str]:
    if boundary.lost:
        yield (
            f"the prompt ends in {boundary.lost!r} when it stands alone, but with its completion it goes on with the "
            f"token {boundary.merged!r}: the model is trained on another context than it will be asked in"
        )
    if boundary.altered:
        yield "the completion does not stand in the tokenized text as it is in the row: look at the chat template"
    if boundary.vanished:
        yield (
            f"{', '.join(boundary.vanished)}: special tokens of this tokenizer, which vanish when a completion is "
            "decoded without special tokens; add them with special=False"
        )


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many tokens rows have. ``str(lengths)`` says it in a few lines.

    Attributes:
        rows: how many rows there are.
        max_length: the limit asked about.
        over: how many rows are longer, and lose their end: the answer is not trained on.
        dropped: how many of them have a prompt that alone fills the limit; ``SFTTrainer`` leaves these out.
        longest: tokens of the longest row: prompt, completion and end of sequence. As ``max_length``, it cuts off none.
        longest_prompt: tokens of the longest prompt.
        longest_completion: tokens of the longest completion; for ``max_completion_length`` in RL.
        quantiles: tokens by share: so many rows are at most so long.
    """

    rows: int
    max_length: int
    over: int
    dropped: int
    longest: int
    longest_prompt: int
    longest_completion: int
    quantiles: Mapping[float, int]

    def __str__(self) -> str:
        shares = ", ".join(f"{share:.0%} up to {tokens:,}" for share, tokens in self.quantiles.items())
        lines = [
            f"{self.rows:,} rows with up to {self.longest:,} tokens: {shares}",
            f"prompts up to {self.longest_prompt:,}, completions up to {self.longest_completion:,}",
            f"max_length={self.max_length} cuts off {self.over:,} rows ({self.over / self.rows:.1%})",
        ]
        if self.dropped:
            lines.append(f"{self.dropped:,} of them are left out, since their prompt alone fills it")
        if self.over:
            lines.append(f"max_length={self.longest} cuts off none")
        return "\n".join(lines)


def check_length(tokenizer: Any, data: Rows, max_length: int = 1024) -> Lengths:
    """Count the tokens of rows, and the rows that a trainer's ``max_length`` would cut off.

    Args:
        tokenizer: a tokenizer of transformers; with a chat template if the rows are made of messages.
        data: rows with ``prompt`` and ``completion``: a data set, or some of it. A stream must have an end.
        max_length: the limit; 1,024 is what ``SFTConfig``, ``DPOConfig`` and ``KTOConfig`` have unless told otherwise.

    Raises:
        ParameterError: if there are no rows, or the limit is not a positive integer.
    """
    check_integer("max_length", max_length, at_least=1)
    prompts, wholes = [], []
    for row in data:
        prompt_ids, whole_ids, _ = _tokens(tokenizer, row)
        prompts.append(_common(prompt_ids, whole_ids))
        wholes.append(len(whole_ids))
    if not wholes:
        raise ParameterError("data", data, "must have at least one row")
    ordered = sorted(wholes)
    return Lengths(
        rows=len(wholes),
        max_length=max_length,
        over=sum(length > max_length for length in wholes),
        dropped=sum(length >= max_length for length in prompts),
        longest=ordered[-1],
        longest_prompt=max(prompts),
        longest_completion=max(whole - prompt for whole, prompt in zip(wholes, prompts, strict=True)),
        quantiles={share: ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.9, 0.99)},
    )


def _tokens(tokenizer: Any, row: Mapping[str, Any]) -> tuple[list[int], list[int], str]:
    """Tokens of the prompt and of the whole row, as ``SFTTrainer`` makes them, and the text of the completion."""
    prompt, completion = row["prompt"], row["completion"]
    if isinstance(prompt, str):
        whole = prompt + completion + (tokenizer.eos_token or "")
        return tokenizer(text=prompt)["input_ids"], tokenizer(text=whole)["input_ids"], completion
    chat = {"tokenize": True, "return_dict": True}
    asked = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, **chat)["input_ids"]
    told = tokenizer.apply_chat_template(prompt + completion, **chat)["input_ids"]
    return asked, told, completion[-1]["content"]


def _common(a: list[int], b: list[int]) -> int:
    """How many tokens two sequences have in common at their beginning."""
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))
