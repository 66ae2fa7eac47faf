"""Optional packages: imported where they are needed, with one line that says how to get them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from tracekit.errors import MissingExtraError


def require(extra: str, *modules: str) -> ModuleType:
    """Import the modules that an extra brings.

    Example:
        >>> trl = require("trl", "trl", "torch")

    Args:
        extra: the name of the extra, as in ``pip install 'tracekit[trl]'``.
        modules: dotted names of the modules that are needed; at least one.

    Returns:
        The first of the modules.
    """
    found = [_import(extra, name) for name in modules]
    return found[0]


def _import(extra: str, name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or name
        # A package may be there and lack one of its own: that one is what the message has to name.
        raise MissingExtraError(extra, missing) from error
