"""Corrupting rows, and recording what was done to each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracekit.corruptors.base import Change, Corruptor, Draft, PairCorruptor, RowCorruptor, Untouched
from tracekit.data.corruption import Corruption, corruption_of, judge_text
from tracekit.data.prompts import write_pair
from tracekit.data.rows import Row, without_answer
from tracekit.errors import ParameterError
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
    rows = list(_corrupt_block(list(data), corruptor, seed, 0))
    features = getattr(data, "features", None)
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
    changes: dict[int, Change | Untouched] = {}
    if isinstance(corruptor, PairCorruptor):
        chosen = list(drafts.values())
        donors = corruptor.donors(chosen, root.child("donors", number))
        for i, draft, donor in zip(drafts, chosen, donors, strict=True):
            changes[i] = donor if isinstance(donor, Untouched) else corruptor.combine(draft, chosen[donor])
    elif isinstance(corruptor, RowCorruptor):
        changes = {i: corruptor.change(draft, root.child("row", draft.id)) for i, draft in drafts.items()}
    for i, row in enumerate(rows):
        yield _changed(drafts[i], corruptor, seed, changes[i]) if i in drafts else dict(row)


def _changed(draft: Draft, corruptor: Corruptor, seed: int, change: Change | Untouched) -> Row:
    """The row with its new completion, and what was done to it."""
    if isinstance(change, Change) and not change.changed:
        change = Untouched(f"the dose is too small for {change.units} {corruptor.unit}", change.units)
    row, loaded = dict(draft.row), draft.loaded
    before, earlier = judge_text(loaded, draft.thinking, draft.answer), corruption_of(row)
    after, changed, donor, reason = before, 0, None, ""
    positions: list[list[int]] = []
    if isinstance(change, Untouched):
        reason = change.reason
    else:
        after, changed, donor = judge_text(loaded, change.thinking, change.answer), change.changed, change.donor
        row["completion"], positions = _completion(draft, change)
    declared = corruptor.declares
    record = Corruption(
        name=corruptor.name,
        parameters=corruptor.model_dump(mode="json"),
        seed=seed,
        touched=isinstance(change, Change),
        reason=reason,
        unit=corruptor.unit,
        units=change.units,
        changed=changed,
        positions=positions,
        donor=donor,
        rule_before=before.rule,
        rule_after=after.rule,
        answer=after.answer,
        as_declared=isinstance(change, Untouched)
        or ((after.rule is None) == (declared.thinking == "intact") and after.answer == declared.answer),
        backtracks=after.backtracks,
        earlier=asdict(earlier) if earlier else None,
    )
    row["corruption"] = record.to_json()
    return row


def _completion(draft: Draft, change: Change) -> tuple[Any, list[list[int]]]:
    """The completion in the row's prompt format, and which slices of its text are new."""
    prompt_format = draft.loaded.meta.get("prompt_format", "plain")
    _, completion = write_pair("", change.thinking, change.answer or "", prompt_format)
    if change.answer is None:
        completion = without_answer(completion)
    text = completion if isinstance(completion, str) else completion[-1]["content"]
    offset = len("<think>") if text.startswith("<think>") else 0
    positions = [[start + offset, end + offset] for start, end in change.positions]
    if change.answer is not None and change.answer != draft.answer:
        end = len(text) - len("</answer>")
        positions.append([end - len(change.answer), end])
    return completion, positions
