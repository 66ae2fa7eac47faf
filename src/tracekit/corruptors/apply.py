"""Corrupting rows, and recording what was done to each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypeVar, cast, overload

from tracekit.corruptors.base import Change, Corruptor, PairCorruptor, RowCorruptor, Subject, Untouched
from tracekit.data.columns import Row, pieces
from tracekit.data.completions import text_of, write_completion
from tracekit.data.corruption import Corruption, Outcome, corruption_of, outcome_of_text
from tracekit.data.prompts import Messages
from tracekit.errors import DataFileError, ParameterError, TextError, check_integer
from tracekit.seeding import Stream
from tracekit.types import Rows
from tracekit.verify.tags import cut

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["corrupt", "corrupt_stream"]

T = TypeVar("T")

BLOCK = 1024
"""So many rows at a time are paired with each other in a stream."""


# The list comes first: to mypy a data set is ``Any``, which would take the list too.
@overload
def corrupt(data: Sequence[Mapping[str, object]], corruptor: Corruptor, *, seed: int = 0) -> list[Row]: ...
@overload
def corrupt(data: Dataset, corruptor: Corruptor, *, seed: int = 0) -> Dataset: ...
def corrupt(
    data: Dataset | Sequence[Mapping[str, object]], corruptor: Corruptor, *, seed: int = 0
) -> Dataset | list[Row]:
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
    tables = [pa.Table.from_pylist(piece, schema=schema) for piece in pieces(rows, BLOCK)]
    return Dataset(pa.concat_tables(tables) if tables else schema.empty_table())


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


def _blocks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in blocks of a size; the last one has up to a half more, or is the only one."""
    source = pieces(rows, size)
    held = next(source, None)
    while held:
        following = next(source, [])
        if 2 * len(following) < size:
            held, following = held + following, []
        yield held
        held = following


def _corrupted(rows: Rows, corruptor: Corruptor, seed: int, number: int) -> Iterator[Row]:
    """The rows, corrupted; those that are paired are all held at a time, the others one after another."""
    # Without the dose, so that doses are nested.
    settings = json.dumps(corruptor.model_dump(mode="json", exclude={"dose"}), sort_keys=True)
    root = Stream("corrupt", corruptor.name, settings, seed)

    def taken_apart(row: Mapping[str, object]) -> Subject | None:
        by_row = corruptor.unit == "rows"
        if corruptor.dose > 0 and (not by_row or root.child("chosen", row.get("id")).random() < corruptor.dose):
            return Subject.of(row)
        return None

    def made(row: Mapping[str, object], subject: Subject | None, donor: Subject | Untouched | None = None) -> Row:
        if subject is None:
            return dict(row)
        change, after = _settled(subject, donor, corruptor, root.child("row", subject.id))
        return _recorded(subject, corruptor, seed, change, after)

    if not isinstance(corruptor, PairCorruptor):
        for row in rows:
            yield made(row, taken_apart(row))
        return
    held = list(rows)
    subjects = list(map(taken_apart, held))
    chosen = [subject for subject in subjects if subject is not None]
    donors = iter(corruptor.donors(chosen, root.child("donors", number)))
    for row, subject in zip(held, subjects, strict=True):
        donor = next(donors) if subject else None
        # Copies without what has been worked out: problems and traces of all rows would take gigabytes.
        yield made(row, subject and replace(subject), replace(chosen[donor]) if isinstance(donor, int) else donor)


def _settled(
    subject: Subject, donor: Subject | Untouched | None, corruptor: Corruptor, stream: Stream
) -> tuple[Change | Untouched, Outcome]:
    """What becomes of a row, and what is then said of it; drawn again where it does not come out as declared."""
    before = subject.outcome
    last: Change | None = None
    for number in range(max(corruptor.redraws, 0) + 1):
        try:
            change = _drawn(subject, donor, corruptor, stream.child("again", number) if number else stream)
        except TextError as error:
            return Untouched(f"its thinking cannot be read: {error.message}"), before
        if isinstance(change, Untouched):
            return change, before
        if not change.changed:
            return Untouched(f"the dose is too small for so few {corruptor.unit}", change.units), before
        if change == last:
            continue
        after = outcome_of_text(subject.loaded, change.thinking or "", change.answer)
        if corruptor.redraws < 0 or corruptor.declared.holds(before, after):
            return change, after
        last = change
    return Untouched(_missed(corruptor, before, after), last.units if last else 0), before


def _missed(corruptor: Corruptor, before: Outcome, after: Outcome) -> str:
    """Why a change is not what the corruptor declares."""
    broken = corruptor.declared.thinking == "broken"
    if broken and after.rule is None:
        return "however it is drawn, its thinking certifies"
    if not broken and after.rule != before.rule:
        return f"however it is drawn, its thinking breaks a rule: {after.rule or 'none'}"
    return f"its answer stays {after.answer}"


def _drawn(
    subject: Subject, donor: Subject | Untouched | None, corruptor: Corruptor, stream: Stream
) -> Change | Untouched:
    if isinstance(donor, Untouched):
        return donor
    if isinstance(corruptor, PairCorruptor) and donor is not None:
        return corruptor.combine(subject, donor, stream)
    return cast("RowCorruptor", corruptor).change(subject, stream)


def _recorded(subject: Subject, corruptor: Corruptor, seed: int, change: Change | Untouched, after: Outcome) -> Row:
    """The row with its new completion, and what was done to it."""
    row, before, earlier = dict(subject.row), subject.outcome, corruption_of(subject.row)
    if isinstance(change, Change):
        row["completion"], positions = _completion(subject, change)
        done, reason = change, ""
    else:
        positions, reason = [], change.reason
        done = Change(None, None, units=change.units, changed=0)
    touched = isinstance(change, Change)
    record = Corruption(
        name=corruptor.name,
        parameters=corruptor.model_dump(mode="json"),
        seed=seed,
        touched=touched,
        reason=reason,
        unit=corruptor.unit,
        units=1 if corruptor.unit == "rows" else done.units,
        changed=done.changed,
        positions=positions,
        donor=done.donor,
        detail=done.detail,
        rule_before=before.rule,
        rule_after=after.rule,
        answer=after.answer,
        as_declared=not touched or corruptor.declared.holds(before, after),
        backtracks=after.backtracks,
        earlier=asdict(earlier) if earlier else None,
    )
    row["corruption"] = record.to_json()
    return row


def _completion(subject: Subject, change: Change) -> tuple[str | Messages, list[list[int]]]:
    """The completion in the row's prompt format, and which slices of its text are new."""
    thinking = None if subject.bare and not change.thinking else change.thinking
    completion = write_completion(thinking, change.answer, subject.prompt_format)
    text = text_of(completion)
    parts = cut(text)
    positions = [[start + parts.start, end + parts.start] for start, end in change.positions]
    if change.answer != subject.answer:
        whole = change.answer is None or subject.answer is None
        start = parts.behind if whole else parts.answer_start
        positions.append([start, len(text) if whole else start + len(change.answer or "")])
    return completion, positions
