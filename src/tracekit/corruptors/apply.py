"""Corrupting rows, and recording what was done to each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, cast, overload

from tracekit.corruptors.base import Change, Corruptor, Draft, PairCorruptor, RowCorruptor, Untouched
from tracekit.data.columns import Row
from tracekit.data.completions import text_of, write_completion
from tracekit.data.corruption import Corruption, Judgement, corruption_of, judge_text
from tracekit.errors import DataFileError, ParameterError, TextError, check_integer
from tracekit.seeding import Stream
from tracekit.types import Rows
from tracekit.verify.tags import cut

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["corrupt", "corrupt_stream"]

BLOCK = 1024
"""So many rows at a time are paired with each other in a stream."""


# The list comes first: to mypy a data set is ``Any``, which would take the list too.
@overload
def corrupt(data: Sequence[Mapping[str, Any]], corruptor: Corruptor, *, seed: int = 0) -> list[Row]: ...
@overload
def corrupt(data: Dataset, corruptor: Corruptor, *, seed: int = 0) -> Dataset: ...
def corrupt(data: Dataset | Sequence[Mapping[str, Any]], corruptor: Corruptor, *, seed: int = 0) -> Dataset | list[Row]:
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
    _check(corruptor, seed)
    rows = _corrupted(data, corruptor, seed, 0)
    if features is None:
        return list(rows)
    import pyarrow as pa
    from datasets import Dataset

    # Piece by piece: as Python objects the rows take several times the room.
    schema = features.arrow_schema.remove_metadata()
    pieces = [pa.Table.from_pylist(piece, schema=schema) for piece in _pieces(rows, BLOCK)]
    return Dataset(pa.concat_tables(pieces) if pieces else schema.empty_table())


def corrupt_stream(rows: Rows, corruptor: Corruptor, *, seed: int = 0, block: int = BLOCK) -> Iterator[Row]:
    """Corrupt rows as they come. As ``corrupt``, except that rows are paired with others of their block only.

    Args:
        rows: rows of tracekit.
        corruptor: what is to be done.
        seed: as for ``corrupt``.
        block: where rows are paired, so many are held at a time; at least 2. What is left at the end joins the last
            block if it is less than half of one, so that no block is too small to be paired.

    Raises:
        ParameterError, DataFileError: as ``corrupt``.
    """
    check_integer("block", block, at_least=2)
    _check(corruptor, seed)
    if not isinstance(corruptor, PairCorruptor):
        return _corrupted(rows, corruptor, seed, 0)
    return (
        row for number, held in enumerate(_blocks(rows, block)) for row in _corrupted(held, corruptor, seed, number)
    )


def _check(corruptor: object, seed: object) -> None:
    if not isinstance(corruptor, RowCorruptor | PairCorruptor):
        raise ParameterError("corruptor", corruptor, "must be a corruptor, for example ShuffledResponses()")
    check_integer("seed", seed)


def _pieces(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while piece := list(islice(source, size)):
        yield piece


def _blocks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in blocks of a size; the last one has up to a half more, or is the only one."""
    pieces = _pieces(rows, size)
    held = next(pieces, None)
    while held:
        following = next(pieces, [])
        if 2 * len(following) < size:
            held, following = held + following, []
        yield held
        held = following


def _corrupted(rows: Rows, corruptor: Corruptor, seed: int, number: int) -> Iterator[Row]:
    """The rows, corrupted; those that are paired are all held at a time, the others one after another."""
    # Without the dose, so that doses are nested.
    settings = json.dumps(corruptor.model_dump(mode="json", exclude={"dose"}), sort_keys=True)
    root = Stream("corrupt", corruptor.name, settings, seed)

    def drafted(row: Mapping[str, Any]) -> Draft | None:
        by_row = corruptor.unit == "rows"
        if corruptor.dose > 0 and (not by_row or root.child("chosen", row.get("id")).random() < corruptor.dose):
            return Draft.of(row)
        return None

    def made(row: Mapping[str, Any], draft: Draft | None, donor: Draft | Untouched | None = None) -> Row:
        if draft is None:
            return dict(row)
        change, after = _settled(draft, donor, corruptor, root.child("row", draft.id))
        return _recorded(draft, corruptor, seed, change, after)

    if not isinstance(corruptor, PairCorruptor):
        for row in rows:
            yield made(row, drafted(row))
        return
    held = list(rows)
    drafts = list(map(drafted, held))
    chosen = [draft for draft in drafts if draft is not None]
    donors = iter(corruptor.donors(chosen, root.child("donors", number)))
    for row, draft in zip(held, drafts, strict=True):
        donor = next(donors) if draft else None
        # Copies without what has been worked out: problems and traces of all rows would take gigabytes.
        yield made(row, draft and replace(draft), replace(chosen[donor]) if isinstance(donor, int) else donor)


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
    return Untouched(_missed(corruptor, before, after), last.units if last else 0), before


def _missed(corruptor: Corruptor, before: Judgement, after: Judgement) -> str:
    """Why a change is not what the corruptor declares."""
    broken = corruptor.declared.thinking == "broken"
    if broken and after.rule is None:
        return "however it is drawn, its thinking certifies"
    if not broken and after.rule != before.rule:
        return f"however it is drawn, its thinking breaks a rule: {after.rule or 'none'}"
    return f"its answer stays {after.answer}"


def _drawn(draft: Draft, donor: Draft | Untouched | None, corruptor: Corruptor, stream: Stream) -> Change | Untouched:
    if isinstance(donor, Untouched):
        return donor
    if isinstance(corruptor, PairCorruptor) and donor is not None:
        return corruptor.combine(draft, donor, stream)
    return cast("RowCorruptor", corruptor).change(draft, stream)


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
        units=1 if corruptor.unit == "rows" else change.units,
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
    parts = cut(text)
    positions = [[start + parts.start, end + parts.start] for start, end in change.positions]
    if change.answer is None or draft.answer is None:
        if change.answer != draft.answer:
            positions.append([parts.behind, len(text)])
    elif change.answer != draft.answer:
        positions.append([parts.answer_start, parts.answer_start + len(change.answer)])
    return completion, positions
