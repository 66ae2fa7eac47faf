"""Optional packages: imported where they are needed, with one line that says how to get them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from tracekit.errors import MissingExtraError

__all__ = ["require"]


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
    try:
        found = [import_module(name) for name in modules]
    except ModuleNotFoundError as error:
        # A package may be there and lack one of its own: that one is what the message has to name.
        raise MissingExtraError(extra, error.name or modules[0]) from error
    return found[0]
