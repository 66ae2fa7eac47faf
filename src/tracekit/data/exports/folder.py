"""Writing a folder: all of it or nothing, and the same bytes each time."""

from __future__ import annotations

import json
import shutil
import tempfile
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from tracekit.data.columns import messages_type
from tracekit.errors import DataFileError, ParameterError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["MARK", "JsonlFiles", "ParquetFiles", "new_folder"]

MARK = "Made by `tracekit export`."
"""The sentence by which a README says that its folder may be replaced."""

ROW_GROUP = 1000


@contextmanager
def new_folder(directory: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder to write to, which takes the place of ``directory`` once the block has ended without an error."""
    _check(directory, overwrite)
    try:
        scratch = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    except OSError as error:
        raise DataFileError(f"cannot write {directory}: {error.strerror or error}") from error
    try:
        fresh, old = scratch / "new", scratch / "old"
        fresh.mkdir()
        yield fresh
        if directory.exists():
            directory.rename(old)
        try:
            fresh.rename(directory)
        except OSError:
            if old.exists():
                old.rename(directory)
            raise
    except OSError as error:
        raise DataFileError(f"cannot write {directory}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _check(directory: Path, overwrite: bool) -> None:
    if not directory.parent.is_dir():
        raise DataFileError(f"cannot write {directory}: there is no directory {directory.parent}")
    if not directory.name:
        raise ParameterError("directory", str(directory), "must be a folder of its own")
    if directory.is_symlink() or (directory.exists() and not directory.is_dir()):
        raise DataFileError(f"cannot write {directory}: it is a file or a link")
    if directory.is_dir() and any(directory.iterdir()):
        if not overwrite:
            raise DataFileError(f"cannot write {directory}: it is not empty; --overwrite replaces an earlier export")
        readme = directory / "README.md"
        if not readme.is_file() or MARK not in readme.read_text(encoding="utf-8", errors="replace"):
            raise DataFileError(
                f"cannot write {directory}: it is not empty, and no earlier export that may be replaced"
            )


class Files(ExitStack):
    """One file per split.

    Args:
        folder: where the files go.
        pattern: the name of a file, with ``{split}``.
    """

    def __init__(self, folder: Path, pattern: str) -> None:
        super().__init__()
        self._folder, self.pattern = folder, pattern

    def path(self, split: str) -> Path:
        """The file of a split."""
        return self._folder / self.pattern.format(split=split)

    @abstractmethod
    def write(self, split: str, record: Mapping[str, object]) -> None:
        """Add a record to the file of a split."""

    def finish(self) -> None:
        """Write what is left."""


class JsonlFiles(Files):
    """JSON lines."""

    def __init__(self, folder: Path, pattern: str) -> None:
        super().__init__(folder, pattern)
        self._files: dict[str, TextIO] = {}

    def write(self, split: str, record: Mapping[str, object]) -> None:
        if split not in self._files:
            self._files[split] = self.enter_context(self.path(split).open("w", encoding="utf-8", newline="\n"))
        self._files[split].write(json.dumps(record, ensure_ascii=False) + "\n")


class ParquetFiles(Files):
    """Parquet. Column types follow from the first rows, and hold for all.

    Raises:
        DataFileError: if a column is neither text, number, truth value, message list nor an object of such, or changes
            its type.
    """

    def __init__(self, folder: Path, pattern: str) -> None:
        super().__init__(folder, pattern)
        self._rows: dict[str, list[Mapping[str, object]]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._schema: pa.Schema | None = None
        self._columns: list[str] = []

    def write(self, split: str, record: Mapping[str, object]) -> None:
        self._columns = self._columns or list(record)
        rows = self._rows.setdefault(split, [])
        rows.append(record)
        if len(rows) >= ROW_GROUP:
            self._flush(split)

    def finish(self) -> None:
        for split in self._rows:
            self._flush(split)

    def _flush(self, split: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = self._rows[split]
        if not rows:
            return
        if self._schema is None:
            first = [row for some in self._rows.values() for row in some]
            self._schema = pa.schema([(name, _type([row[name] for row in first], name)) for name in self._columns])
        try:
            table = pa.Table.from_pylist([dict(row) for row in rows], schema=self._schema)
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise DataFileError(f"columns change their type from row to row: {error}") from error
        if split not in self._writers:
            self.path(split).parent.mkdir(exist_ok=True)
            self._writers[split] = self.enter_context(pq.ParquetWriter(self.path(split), self._schema))
        self._writers[split].write_table(table)
        rows.clear()


def _type(values: Sequence[Any], name: str) -> pa.DataType:
    """The Arrow type of a column's values; objects have the same keys in each row."""
    import pyarrow as pa

    known = [value for value in values if value is not None]
    simple = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    if not known:
        return pa.string()
    if len({type(value) for value in known}) == 1:
        kind = type(known[0])
        if kind in simple:
            return simple[kind]
        if kind is dict:
            keys = list(dict.fromkeys(key for value in known for key in value))
            return pa.struct([(key, _type([value.get(key) for value in known], f"{name}.{key}")) for key in keys])
        if kind is list:
            items = [item for value in known for item in value]
            return pa.list_(_type(items, f"{name}[]")) if items else messages_type()  # the rows have a prompt only
    raise DataFileError(f"column {name!r} holds {type(known[0]).__name__}: must be a text, a number, true, or messages")
