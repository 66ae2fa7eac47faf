"""Rows as the files that trainers read: one folder, with the data, the trainer's settings for them and a README."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path

from tracekit.data.exports import forms
from tracekit.data.exports.folder import JsonlFiles, ParquetFiles, new_folder
from tracekit.data.exports.target import MEANT, Content, Kind, Target
from tracekit.data.exports.targets import EXPORTS, get_target, register_export
from tracekit.data.files import read_rows
from tracekit.errors import DataFileError, ParameterError
from tracekit.types import Table

__all__ = ["EXPORTS", "Content", "JsonlFiles", "ParquetFiles", "Target", "export", "register_export"]


def export(
    data: str | Path | Iterable[str | Path | Mapping[str, object]] | Table,
    *,
    to: str,
    directory: str | Path,
    eos: str | None = None,
    overwrite: bool = False,
) -> dict[str, int]:
    """Write rows as a folder that a trainer loads as it stands.

    The folder holds one data file per split (by the rows' ``split``), what the trainer's own configuration says about
    them, and a README with the columns and the command. It appears under its name only once it is complete. Same
    arguments, same bytes.

    Args:
        data: a ``.parquet`` or ``.jsonl`` file, several of them, or the rows (a ``datasets.Dataset``, a list of
            mappings): rows as ``make_dataset`` gives them; preference data with ``prompt``, ``chosen`` and
            ``rejected``; or, for ``trl`` and ``verl``, rows whose ``completion`` is empty.
        to: ``trl``, ``verl``, ``llama-factory``, ``axolotl``, ``openai``, ``openai-dpo``, ``sharegpt``, ``alpaca``, or
            another target in ``EXPORTS``.
        directory: the folder. It must not exist or be empty.
        eos: the end-of-sequence token, for ``axolotl`` and prompts that are texts: it adds none itself.
        overwrite: let an earlier export in ``directory`` be replaced, and nothing else.

    Returns:
        The number of rows by split.

    Raises:
        UnknownNameError: if there is no such format.
        ParameterError: if the format does not take such data, or ``eos`` is missing or of no use.
        DataFileError: if the data cannot be read, a row does not fit, or the folder cannot be written.
    """
    if isinstance(data, Mapping) or not isinstance(data, (str, Path, Iterable)):
        raise ParameterError("data", data, "must be a file, several files, or rows")
    items = [data] if isinstance(data, (str, Path)) else data
    rows = (row for item in items for row in (read_rows(Path(item)) if isinstance(item, (str, Path)) else [item]))
    first = next(rows, None)
    if first is None:
        raise DataFileError("no rows to export")
    content = Content(kind=_kind(first))
    target = get_target(to, content.kind)
    _check_eos(target, first, eos)
    with new_folder(Path(directory), overwrite=overwrite) as folder:
        _write_data(folder, target, itertools.chain([first], rows), content, eos)
        if target.check:
            sizes = [(folder / target.pattern.format(split=split)).stat().st_size for split in content.splits]
            target.check(content, sizes)
        for name, text in {**target.extras(content), "README.md": target.readme(content)}.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return {split: content.n_rows[split] for split in content.splits}


def _write_data(
    folder: Path, target: Target, rows: Iterable[Mapping[str, object]], content: Content, eos: str | None
) -> None:
    convert = target.kinds[content.kind]
    options = {"eos": eos} if target.takes_eos else {}
    with target.files(folder, target.pattern) as files:
        for number, row in enumerate(rows):
            try:
                _check_kind(row, content.kind)
                record = convert(row, **options)
                content.keys = content.keys or tuple(record)
                _check_keys(record, content.keys)
                split = forms.split_of(row)
                files.write(split, record)
            except DataFileError as error:
                raise DataFileError(f"row {number}: {error}") from None
            content.n_rows[split] += 1
            if isinstance(task := row.get("task"), str):
                content.tasks[task] += 1
        files.finish()


def _check_kind(row: Mapping[str, object], expected: Kind) -> None:
    kind = _kind(row)
    if kind != expected:
        raise DataFileError(f"it is of {MEANT[kind]}, the first row of {MEANT[expected]}")


def _check_keys(record: Mapping[str, object], expected: tuple[str, ...]) -> None:
    if tuple(record) != expected:
        raise DataFileError(f"it has {', '.join(record)}, the first row {', '.join(expected)}")


def _kind(row: object) -> Kind:
    if not isinstance(row, Mapping):
        raise DataFileError(f"a row is a mapping from columns to values, not {type(row).__name__}")
    if forms.is_pair(row):
        return "pairs"
    if "label" in row:
        return "labels"
    return "rows" if row.get("completion") else "prompts"


def _check_eos(target: Target, first: Mapping[str, object], eos: str | None) -> None:
    needed = target.takes_eos and isinstance(first.get("prompt"), str)
    if needed and not eos:
        raise ParameterError(
            "eos", eos, f"must be given, for example '<|im_end|>': {target.name} adds none to raw text"
        )
    if eos is not None and not needed:
        names = " or ".join(name for name, each in EXPORTS.items() if each.takes_eos)
        raise ParameterError("eos", eos, f"must be left out: the trainer adds it; only raw text for {names} needs it")
