"""What rows are to a type checker, whatever holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

__all__ = ["Rows", "Table"]


class Table(Protocol):
    """A ``datasets.Dataset``: rows with the names of their columns. It says of its rows only that they may be any."""

    @property
    def column_names(self) -> Sequence[str] | None:
        """The names of the columns; None where they are not known yet."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


Rows: TypeAlias = Iterable[Mapping[str, Any]] | Table
"""Rows one after another: a list, a generator, a data set, a stream."""
