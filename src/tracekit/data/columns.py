"""The columns of a row: their names, what they hold, and how. Everything else that knows columns reads it from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Dataset

__all__ = ["COLUMNS", "JUDGED", "Column", "Row", "arrow_schema", "messages_type", "pieces", "to_dataset", "to_table"]

Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        meaning: what it holds, in words.
        kind: a text, an integer, JSON as a text, or ``said``: a text, or in ``chat`` a list of messages.
        judged: whether a reward reads it.
    """

    meaning: str
    kind: Literal["text", "integer", "json", "said"] = "text"
    judged: bool = False


COLUMNS: Mapping[str, Column] = {
    "id": Column("task, split, seed, index and number of backtracks"),
    "task": Column("the task", judged=True),
    "task_version": Column("the version of the task that made the row", "integer"),
    "split": Column("train, validation or test; no problem is in two of them"),
    "seed": Column("the seed", "integer"),
    "index": Column("the number of the row within its seed and split", "integer"),
    "fingerprint": Column("equal for problems that are the same"),
    "question": Column("the problem in words"),
    "answer": Column("the answer that the completion leads to"),
    "prompt": Column("what the model is given: a text, or messages", "said"),
    "completion": Column("what it is to write: a text, or messages", "said"),
    "backtracks": Column("the number of backtracks in the completion", "integer"),
    "strategy": Column("how the search went, for example exhaustive, detour or natural"),
    "style": Column("the style of the text", judged=True),
    "corruption": Column("what was done to the completion, or none"),
    "problem": Column("all of the problem, as JSON", "json", judged=True),
    "trace": Column("the events, as JSON", "json"),
    "meta": Column("settings and measures, as JSON", "json", judged=True),
}
"""The columns of every row, in order."""

JUDGED = tuple(name for name, column in COLUMNS.items() if column.judged)
"""The columns that a reward reads."""


def messages_type() -> pa.DataType:
    """The Arrow type of a list of messages."""
    import pyarrow as pa

    return pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))


def arrow_schema(prompt_format: str) -> pa.Schema:
    """The Arrow schema of rows in a prompt format: strings and 64-bit integers, and lists of messages for ``chat``."""
    import pyarrow as pa

    types = {"integer": pa.int64(), "said": messages_type() if prompt_format == "chat" else pa.string()}
    return pa.schema([(name, types.get(column.kind, pa.string())) for name, column in COLUMNS.items()])


def pieces(rows: Iterable[T], size: int, advance: Callable[[int], object] | None = None) -> Iterator[list[T]]:
    """Rows in pieces of a size, the last one perhaps smaller; ``advance`` is told the size of each once it is used."""
    source = iter(rows)
    while piece := list(islice(source, size)):
        yield piece
        if advance:
            advance(len(piece))


def to_table(rows: list[Row], prompt_format: str) -> pa.Table:
    """Rows as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=arrow_schema(prompt_format))


def to_dataset(rows: list[Row], prompt_format: str) -> Dataset:
    """Rows as a data set."""
    from datasets import Dataset

    return Dataset(to_table(rows, prompt_format))
