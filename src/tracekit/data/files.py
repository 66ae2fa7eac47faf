"""Rows in files: Parquet and JSON lines. A file appears under its name only once it is complete."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracekit.data.columns import Row, arrow_schema, to_table
from tracekit.errors import DataFileError, ParameterError

__all__ = ["check_output", "read_rows", "read_rows_or_none", "write_rows"]

SUFFIXES = (".parquet", ".jsonl")


def check_output(path: Path) -> None:
    """Raise at once if rows cannot be written to a path."""
    if path.suffix not in SUFFIXES:
        raise ParameterError("output", str(path), f"must end in {' or '.join(SUFFIXES)}")
    if path.is_dir():
        raise DataFileError(f"cannot write {path}: it is a directory")
    if not path.parent.is_dir():
        raise DataFileError(f"cannot write {path}: there is no directory {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise DataFileError(f"cannot write {path}: no permission to write to {path.parent}")


def write_rows(path: Path, chunks: Iterable[list[Row]], prompt_format: str) -> int:
    """Write rows to a Parquet or JSON lines file, and return how many.

    The rows go to ``PATH.partial`` first, which takes the place of ``PATH`` once all are written; if something goes
    wrong it is removed, and if the process is killed it stays behind under that name.
    """
    check_output(path)
    partial = path.with_name(path.name + ".partial")
    try:
        parquet = path.suffix == ".parquet"
        n_rows = _write_parquet(partial, chunks, prompt_format) if parquet else _write_jsonl(partial, chunks)
        partial.replace(path)
    except OSError as error:
        raise DataFileError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)  # still there only if something went wrong
    return n_rows


def _write_parquet(path: Path, chunks: Iterable[list[Row]], prompt_format: str) -> int:
    import pyarrow.parquet as pq

    n_rows = 0
    with pq.ParquetWriter(path, arrow_schema(prompt_format)) as writer:
        for rows in chunks:
            writer.write_table(to_table(rows, prompt_format))
            n_rows += len(rows)
    return n_rows


def _write_jsonl(path: Path, chunks: Iterable[list[Row]]) -> int:
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows in chunks:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            n_rows += len(rows)
    return n_rows


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a file that ``write_rows`` wrote, one after another."""
    for row in _read(path):
        if isinstance(row, DataFileError):
            raise row
        yield row


def read_rows_or_none(path: Path) -> Iterator[dict[str, object] | None]:
    """The rows of a file, with None for a line that holds none."""
    for row in _read(path):
        yield None if isinstance(row, DataFileError) else row


def _read(path: Path) -> Iterator[dict[str, object] | DataFileError]:
    """The rows of a file; for a line that holds none, what is wrong with it."""
    if path.suffix not in SUFFIXES:
        raise ParameterError("file", str(path), f"must end in {' or '.join(SUFFIXES)}")
    try:
        yield from (_read_parquet if path.suffix == ".parquet" else _read_jsonl)(path)
    except OSError as error:
        raise DataFileError(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"cannot read {path}: not a text in UTF-8") from error


def _read_parquet(path: Path) -> Iterator[dict[str, object]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise DataFileError(f"cannot read {path}: not a Parquet file, or damaged ({error})") from error


def _read_jsonl(path: Path) -> Iterator[dict[str, object] | DataFileError]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield DataFileError(f"cannot read {path}: line {number} is not JSON ({error})")
                continue
            if isinstance(row, dict):
                yield row
            else:
                yield DataFileError(f"cannot read {path}: line {number} is not a JSON object")
