"""Corrupting rows, and recording what was done to each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracekit.corruptors.base import Change, Corruptor, Draft, PairCorruptor, RowCorruptor, Untouched
from tracekit.data.corruption import Corruption, Judgement, corruption_of, judge_text, text_of, write_completion
from tracekit.data.rows import Row
from tracekit.errors import DataFileError, ParameterError, TextError
from tracekit.seeding import Stream

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["corrupt", "corrupt_stream"]

BLOCK = 1024
"""So many rows at a time are paired with each other in a stream."""


def corrupt(data: Dataset | Sequence[Mapping[str, Any]], corruptor: Corruptor, *, seed: int = 0) -> Any:
    """Corrupt the completions of rows.

    All columns but ``completion`` and ``corruption`` stay as they are: they go on describing the row's own problem and
    its true trace. The same arguments give the same rows.

    Args:
        data: rows of tracekit: a data set, or a sequence.
        corruptor: what is to be done; see ``tracekit.corruptors``.
        seed: another seed corrupts other rows, or in another way.

    Returns:
        A data set for a data set, else a list.

    Raises:
        ParameterError, DataFileError: if the rows are none of tracekit, or cannot be corrupted in this way.
    """
    features = getattr(data, "features", None)
    if features is not None and "corruption" not in features:
        raise DataFileError("not rows of tracekit: they have no column 'corruption'")
    rows = list(_corrupt_block(list(data), corruptor, seed, 0))
    if features is None:
        return rows
    import pyarrow as pa
    from datasets import Dataset

    return Dataset(pa.Table.from_pylist(rows, schema=features.arrow_schema.remove_metadata()))


def corrupt_stream(
    rows: Iterable[Mapping[str, Any]], corruptor: Corruptor, *, seed: int = 0, block: int = BLOCK
) -> Iterator[Row]:
    """Corrupt rows as they come. As ``corrupt``, except that rows are paired with others of their block only.

    Args:
        rows: rows of tracekit.
        corruptor: what is to be done.
        seed: as for ``corrupt``.
        block: so many rows are held at a time; at least 2. What is left at the end joins the last block if it is less
            than half of one, so that no block is too small to be paired.

    Raises:
        ParameterError, DataFileError: as ``corrupt``.
    """
    if isinstance(block, bool) or not isinstance(block, int) or block < 2:
        raise ParameterError("block", block, "must be an integer of at least 2")
    source = iter(rows)
    number, held = 0, list(islice(source, block))
    while held:
        following = list(islice(source, block))
        if 2 * len(following) < block:
            held, following = held + following, []
        yield from _corrupt_block(held, corruptor, seed, number)
        number, held = number + 1, following


def _corrupt_block(rows: Sequence[Mapping[str, Any]], corruptor: Corruptor, seed: int, number: int) -> Iterator[Row]:
    if not isinstance(corruptor, Corruptor):
        raise ParameterError("corruptor", corruptor, "must be a corruptor, for example ShuffledResponses()")
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ParameterError("seed", seed, "must be an integer")
    # Without the dose, so that doses are nested.
    settings = json.dumps(corruptor.model_dump(mode="json", exclude={"dose"}), sort_keys=True)
    root = Stream("corrupt", corruptor.name, settings, seed)
    by_row = corruptor.unit == "rows"
    drafts: dict[int, Draft] = {}
    for i, row in enumerate(rows):
        if corruptor.dose > 0 and (not by_row or root.child("chosen", row.get("id")).random() < corruptor.dose):
            drafts[i] = Draft.of(row)
    donors: Mapping[int, Draft | Untouched] = {}
    if isinstance(corruptor, PairCorruptor):
        chosen = list(drafts.values())
        found = corruptor.donors(chosen, root.child("donors", number))
        donors = {i: d if isinstance(d, Untouched) else chosen[d] for i, d in zip(drafts, found, strict=True)}
    for i, row in enumerate(rows):
        draft = drafts.get(i)
        if draft is None:
            yield dict(row)
            continue
        change, after = _settled(draft, donors.get(i), corruptor, root.child("row", draft.id))
        yield _recorded(draft, corruptor, seed, change, after)
        del drafts[i]  # a draft holds a problem and a trace


def _settled(
    draft: Draft, donor: Draft | Untouched | None, corruptor: Corruptor, stream: Stream
) -> tuple[Change | Untouched, Judgement]:
    """What becomes of a row, and what is then said of it; drawn again where it does not come out as declared."""
    before = draft.judgement
    last: Change | None = None
    for number in range(max(corruptor.redraws, 0) + 1):
        try:
            change = _drawn(draft, donor, corruptor, stream.child("again", number) if number else stream)
        except TextError as error:
            return Untouched(f"its thinking cannot be read: {error.message}"), before
        if isinstance(change, Untouched):
            return change, before
        if not change.changed:
            return Untouched(f"the dose is too small for so few {corruptor.unit}", change.units), before
        if change == last:
            continue
        after = judge_text(draft.loaded, change.thinking or "", change.answer)
        if corruptor.redraws < 0 or corruptor.declared.holds(before, after):
            return change, after
        last = change
    reason = "however it is drawn, its thinking certifies" if after.rule is None else f"its answer stays {after.answer}"
    return Untouched(reason, last.units if last else 0), before


def _drawn(draft: Draft, donor: Draft | Untouched | None, corruptor: Corruptor, stream: Stream) -> Change | Untouched:
    if isinstance(donor, Untouched):
        return donor
    if isinstance(corruptor, PairCorruptor) and donor is not None:
        return corruptor.combine(draft, donor, stream)
    if isinstance(corruptor, RowCorruptor):
        return corruptor.change(draft, stream)
    raise ParameterError("corruptor", corruptor, "must be a RowCorruptor or a PairCorruptor")


def _recorded(draft: Draft, corruptor: Corruptor, seed: int, change: Change | Untouched, after: Judgement) -> Row:
    """The row with its new completion, and what was done to it."""
    row, before, earlier = dict(draft.row), draft.judgement, corruption_of(draft.row)
    touched = isinstance(change, Change)
    positions: list[list[int]] = []
    if isinstance(change, Change):
        row["completion"], positions = _completion(draft, change)
    record = Corruption(
        name=corruptor.name,
        parameters=corruptor.model_dump(mode="json"),
        seed=seed,
        touched=touched,
        reason="" if isinstance(change, Change) else change.reason,
        unit=corruptor.unit,
        units=change.units,
        changed=change.changed if isinstance(change, Change) else 0,
        positions=positions,
        donor=change.donor if isinstance(change, Change) else None,
        detail=change.detail if isinstance(change, Change) else "",
        rule_before=before.rule,
        rule_after=after.rule,
        answer=after.answer,
        as_declared=not touched or corruptor.declared.holds(before, after),
        backtracks=after.backtracks,
        earlier=asdict(earlier) if earlier else None,
    )
    row["corruption"] = record.to_json()
    return row


def _completion(draft: Draft, change: Change) -> tuple[Any, list[list[int]]]:
    """The completion in the row's prompt format, and which slices of its text are new."""
    prompt_format = draft.loaded.meta.get("prompt_format", "plain")
    thinking = None if draft.bare and not change.thinking else change.thinking
    completion = write_completion(thinking, change.answer, prompt_format)
    text = text_of(completion)
    offset = len("<think>") if text.startswith("<think>") else 0
    positions = [[start + offset, end + offset] for start, end in change.positions]
    if change.answer is None or draft.answer is None:
        if change.answer != draft.answer:
            positions.append([len(text) - len(text.partition("</think>")[2]), len(text)])
    elif change.answer != draft.answer:
        end = len(text) - len("</answer>")
        positions.append([end - len(change.answer), end])
    return completion, positions
