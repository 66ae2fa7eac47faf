"""Loss masks: which parts of a row a model is not to learn to write, exact to the character."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from tracekit.data.columns import Row
from tracekit.data.completions import text_of
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.data.loading import LoadedRow, load_row
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.reading import certify
from tracekit.search.walk import Walk

__all__ = ["IGNORED", "MASKS", "Mask", "masked_slices", "tokenize"]

Mask = Literal["none", "prompt", "wrong_steps", "wrong_branches", "corrupted"]
MASKS: tuple[Mask, ...] = get_args(Mask)

IGNORED = -100
"""The label of a token that does not count in the loss, as torch and transformers have it."""

Slice = tuple[int, int]


class _Tokens(NamedTuple):
    ids: list[int]
    slices: list[Slice]


def masked_slices(row: Mapping[str, object], mask: Mask | Sequence[Mask]) -> list[Slice]:
    """The slices of a row's completion (of its content, in ``chat``) that a mask takes out of the loss.

    Args:
        row: a row of tracekit.
        mask: one mask or several; see ``tokenize``. ``none`` and ``prompt`` take out nothing here.

    Returns:
        Slices ``(start, end)`` in ascending order that neither overlap nor touch.

    Raises:
        UnknownNameError: if there is no such mask.
        ParameterError: if the steps of a corrupted completion cannot be read, or if it was corrupted more than once:
            where the first corruption stands then is not recorded.
        DataFileError: if the row is none of tracekit.
    """
    masks = _checked(mask)
    text = text_of(row.get("completion"))
    slices: list[Slice] = []
    if "corrupted" in masks:
        slices += _corrupted_slices(corruption_of(row))
    if "wrong_steps" in masks or "wrong_branches" in masks:
        slices += _wrong_slices(load_row(row), text, whole="wrong_branches" in masks)
    return _merged(slices)


def _corrupted_slices(record: Corruption | None) -> list[Slice]:
    """What the corruptor that touched the row put in or changed."""
    if record is None:
        return []
    if record.before and not record.touched:
        return _corrupted_slices(record.before)
    if record.before and record.before.in_effect:
        raise ParameterError("mask", "corrupted", "must be another one for a row that was corrupted twice")
    return [(start, end) for start, end in record.positions if end > start]


def _wrong_slices(loaded: LoadedRow, text: str, *, whole: bool) -> list[Slice]:
    # The certificate knows a slip, which is told like a right step.
    certificate = certify(loaded.task, loaded.problem, text, style=loaded.style)
    statements = certificate.statements
    if unread := next((each for each in statements if each.event is None), None):
        raise ParameterError(
            "mask",
            "wrong_steps",
            f"must be 'corrupted' for a completion whose steps cannot be read, as {text[unread.start : unread.end]!r}",
        )
    walk = Walk(certificate.trace.events)
    standing = set(walk.standing)
    wrong: set[int] = set()
    for moves, returned in (*walk.taken_back, *walk.left):
        wrong.update(range(moves[0], returned) if whole and moves else moves)
    wrong -= standing  # a line can be taken up again
    # What lies between two statements that are masked is masked too where whole lines are.
    return [
        (statements[i].start, statements[i + 1].start if whole and i + 1 in wrong else statements[i].end) for i in wrong
    ]


def tokenize(
    row: Mapping[str, object],
    tokenizer: object,
    *,
    mask: Mask | Sequence[Mask] = "prompt",
    eos_token: str | None = None,
) -> dict[str, list[int]]:
    """The tokens of a row, and the labels that leave parts of it out of the loss.

    Prompt and completion are tokenized apart, as they are when a model is sampled, so no token reaches across. A token
    that has a character in common with a masked slice is masked.

    ================  =================================================================================================
    mask              takes out of the loss
    ================  =================================================================================================
    ``none``          nothing
    ``prompt``        the prompt (the default; the others take it out as well)
    ``wrong_steps``   moves that are taken back later; dead ends and returns are learnt (Self-Backtracking,
                      arXiv 2502.04404; Physics of Language Models 2.2, arXiv 2408.16293)
    ``wrong_branches``  all between a wrong turn and the return from it, the dead end too
    ``corrupted``     what a corruptor put in or changed
    ================  =================================================================================================

    Args:
        row: a row of tracekit, in any prompt format; ``chat`` needs a tokenizer with a chat template.
        tokenizer: a fast tokenizer of transformers, or a ``tokenizers.Tokenizer``: it has to tell where in the text
            its tokens lie.
        mask: one of the above, or several.
        eos_token: what is written behind the completion, and learnt. None for the tokenizer's own end-of-text token,
            ``""`` for nothing. A chat template brings its own.

    Returns:
        ``input_ids``, ``attention_mask`` and ``labels``, of equal lengths: what ``SFTTrainer`` and any
        ``transformers.Trainer`` take. A masked label is -100.

    Raises:
        UnknownNameError: if there is no such mask.
        ParameterError: if the tokenizer does not say where its tokens lie, if its chat template changes the texts, or
            if the steps of a corrupted completion cannot be read.
        DataFileError: if the row is none of tracekit.
    """
    masks = _checked(mask)
    prompt, completion, offset, special = _texts(dict(row), tokenizer, eos_token)
    slices = [(start + offset, end + offset) for start, end in masked_slices(row, masks)]
    first = _encode(tokenizer, prompt, special=special)
    second = _encode(tokenizer, completion, special=False)
    hidden = _overlapping(second.slices, slices)
    labels = [token if "none" in masks else IGNORED for token in first.ids]
    labels += [IGNORED if out else token for token, out in zip(second.ids, hidden, strict=True)]
    ids = first.ids + second.ids
    return {"input_ids": ids, "attention_mask": [1] * len(ids), "labels": labels}


def _checked(mask: Mask | Sequence[Mask]) -> tuple[Mask, ...]:
    masks: Sequence[Mask] = (mask,) if isinstance(mask, str) else tuple(mask)
    for each in masks:
        if each not in MASKS:
            raise UnknownNameError("mask", str(each), MASKS)
    if not masks or ("none" in masks and len(masks) > 1):
        raise ParameterError("mask", mask, "must be one mask or several, and 'none' only alone")
    return tuple(masks)


def _texts(row: Row, tokenizer: Any, eos_token: str | None) -> tuple[str, str, int, bool]:
    """The prompt, what comes behind it, where in that the completion begins, and whether special tokens are missing."""
    content = text_of(row.get("completion"))
    if isinstance(row["completion"], str):
        end = getattr(tokenizer, "eos_token", None) if eos_token is None else eos_token
        return row["prompt"], content + (end or ""), 0, True
    prompt = tokenizer.apply_chat_template(row["prompt"], tokenize=False, add_generation_prompt=True)
    whole = tokenizer.apply_chat_template([*row["prompt"], *row["completion"]], tokenize=False)
    offset = whole.find(content, len(prompt))
    if not whole.startswith(prompt) or offset < 0:
        raise ParameterError(
            "tokenizer", type(tokenizer).__name__, "must have a chat template that leaves the messages as they are"
        )
    return prompt, whole[len(prompt) :], offset - len(prompt), False


def _encode(tokenizer: Any, text: str, *, special: bool) -> _Tokens:
    if callable(tokenizer):
        try:
            encoded = tokenizer(text, add_special_tokens=special, return_offsets_mapping=True)
        except (NotImplementedError, TypeError):
            raise ParameterError(
                "tokenizer", type(tokenizer).__name__, "must be a fast tokenizer, which says where its tokens lie"
            ) from None
        return _Tokens(list(encoded["input_ids"]), [(start, end) for start, end in encoded["offset_mapping"]])
    encoding = tokenizer.encode(text, add_special_tokens=special)
    return _Tokens(list(encoding.ids), list(encoding.offsets))


def _merged(slices: Sequence[Slice]) -> list[Slice]:
    result: list[Slice] = []
    for start, end in sorted(slices):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def _overlapping(tokens: Sequence[Slice], slices: Sequence[Slice]) -> list[bool]:
    """For each token whether it has a character in common with one of the slices (both in ascending order)."""
    result: list[bool] = []
    at = 0
    for start, end in tokens:
        while at < len(slices) and slices[at][1] <= start:
            at += 1
        result.append(at < len(slices) and start < end and slices[at][0] < end)
    return result
