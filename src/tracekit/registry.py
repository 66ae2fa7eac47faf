"""Things that go by a name: the library's own, those registered here, and those that other packages bring along.

A package brings its own by an entry point, so that every process that can import it knows them, the command line and a
fresh worker too::

    [project.entry-points."tracekit.tasks"]
    queens = "my_package.queens:Queens"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar

from tracekit.errors import ParameterError, UnknownNameError

__all__ = ["Registry"]

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """What goes by a name, imported when it is looked up.

    Names of installed packages are looked for only if a name is none of the library's own, or all names are asked for.

    Args:
        what: what one of them is called in messages, for example ``task``.
        group: the group of entry points by which other packages bring theirs, for example ``tracekit.tasks``.
        own: the library's own by name: as they are, or ``module:attribute``.
        unlisted: more of them, which are found but not listed.
        is_one: whether something may be registered.
        form: in words, what may be.
    """

    def __init__(
        self,
        what: str,
        group: str,
        own: Mapping[str, T | str],
        *,
        unlisted: Mapping[str, str] | None = None,
        is_one: Callable[[Any], bool] = lambda item: True,
        form: str = "",
    ) -> None:
        self.what, self.group, self.form = what, group, form
        self._own, self._unlisted = own, unlisted or {}
        self._is_one = is_one
        self._found: dict[str, T] = {}

    def register(self, name: str, item: T) -> T:
        """Make something known by a name in this process.

        Raises:
            ParameterError: if something else has that name, or the item is not of this kind.
        """
        self._check(name, item)
        if name in self and self[name] is not item:
            raise ParameterError("name", name, f"must not be the name of another {self.what}")
        self._found[name] = item
        return item

    def add(self, item: T) -> T:
        """Make something known by its own ``name``; as ``register``."""
        return self.register(getattr(item, "name", ""), item)

    def forget(self, name: str) -> None:
        """Take back what was registered by a name in this process; a notebook may then register another version."""
        self._found.pop(name, None)

    def find(self, name: object) -> T:
        """What goes by a name.

        Raises:
            UnknownNameError: if nothing does; the message suggests the nearest name.
            ParameterError: if a package brings something by that name that cannot be imported or is none of these.
        """
        if not isinstance(name, str) or name not in self:
            raise UnknownNameError(self.what, str(name), self)
        return self[name]

    def __getitem__(self, name: str) -> T:
        if name not in self._found:
            item: Any = self._own.get(name, self._unlisted.get(name))
            if item is None:
                item = self._bring(name, self._brought[name])
            self._found[name] = _imported(item) if isinstance(item, str) else item
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return any(name in names for names in (self._found, self._own, self._unlisted)) or name in self._brought

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in {**self._own, **self._brought, **self._found} if name not in self._unlisted)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<{self.what}s: {', '.join(self)}>"

    @cached_property
    def _brought(self) -> dict[str, str]:
        """What the installed packages bring along: name -> ``module:attribute``. Looked up once, when it is needed."""
        from importlib.metadata import entry_points  # slow to import

        return {point.name: point.value for point in entry_points(group=self.group) if point.name not in self._own}

    def _bring(self, name: str, place: str) -> Any:
        try:
            item = _imported(place)
        except (ImportError, AttributeError) as error:
            raise ParameterError(self.what, name, f"cannot be had from the entry point {place!r}: {error}") from error
        self._check(name, item)
        return item

    def _check(self, name: str, item: Any) -> None:
        if not isinstance(name, str) or not name:
            raise ParameterError("name", name, "must be a text that is not empty")
        if not self._is_one(item):
            raise ParameterError(name, item, f"must be {self.form}")
        if (own_name := getattr(item, "name", name)) != name:
            raise ParameterError("name", name, f"must be that of the {self.what} itself, {own_name!r}")

    def __reduce__(self) -> Any:
        raise TypeError(f"the registry of {self.what}s is one of each process, and cannot be sent to another")


def _imported(place: str) -> Any:
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)
