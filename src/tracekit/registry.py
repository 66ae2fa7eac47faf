"""Things that go by a name: the library's own, those registered here, and those that other packages bring along.

A package brings its own by an entry point, so that every process that can import it knows them, the command line and a
fresh worker too::

    [project.entry-points."tracekit.tasks"]
    queens = "my_package.queens:Queens"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar

from tracekit.errors import ParameterError, UnknownNameError

__all__ = ["Registry"]

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """What goes by a name, imported when it is looked up.

    Args:
        what: what one of them is called in messages, for example ``task``.
        group: the group of entry points by which other packages bring theirs, for example ``tracekit.tasks``.
        own: the library's own: name -> ``module:attribute``.
    """

    def __init__(self, what: str, group: str, own: Mapping[str, str]) -> None:
        self.what, self.group = what, group
        self._where = dict(own)
        self._found: dict[str, T] = {}

    def register(self, name: str, item: T) -> T:
        """Make something known by a name in this process.

        Raises:
            ParameterError: if something else has that name.
        """
        if not isinstance(name, str) or not name:
            raise ParameterError("name", name, "must be a text that is not empty")
        if name in self and self[name] is not item:
            raise ParameterError("name", name, f"must not be the name of another {self.what}")
        self._found[name] = item
        return item

    def find(self, name: object) -> T:
        """What goes by a name.

        Raises:
            UnknownNameError: if nothing does; the message suggests the nearest name.
        """
        if not isinstance(name, str) or name not in self:
            raise UnknownNameError(self.what, str(name), self)
        return self[name]

    def __getitem__(self, name: str) -> T:
        if name not in self._found:
            if name not in self._where:
                self._where[name] = self._brought[name]
            module, _, attribute = self._where[name].partition(":")
            self._found[name] = getattr(import_module(module), attribute)
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self._found or name in self._where or name in self._brought

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys([*self._where, *self._found, *self._brought])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<{self.what}: {', '.join(self)}>"

    @cached_property
    def _brought(self) -> dict[str, str]:
        """What the installed packages bring along: name -> ``module:attribute``. Looked up once, when it is needed."""
        from importlib.metadata import entry_points  # slow to import

        return {point.name: point.value for point in entry_points(group=self.group)}

    def __reduce__(self) -> Any:
        raise TypeError(f"the registry of {self.what}s is one of each process, and cannot be sent to another")
