"""Every error that tracekit raises on purpose. A message names the field, the value and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import ClassVar

__all__ = [
    "BacktracksUnreachableError",
    "CertificationError",
    "DataFileError",
    "GenerationError",
    "MissingExtraError",
    "ParameterError",
    "SearchBudgetError",
    "TextError",
    "TracekitError",
    "UnknownNameError",
]

MOST_NAMES = 12
"""So many known names are shown at most where a name is unknown: those nearest to it."""


class TracekitError(Exception):
    """The base class: catching it catches every error that tracekit raises on purpose."""

    _made_of: ClassVar[tuple[str, ...]] = ()
    """The attributes that the constructor takes; without any, the message."""

    def __reduce__(self) -> tuple[type[TracekitError], tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self._made_of]) if self._made_of else self.args


class ParameterError(TracekitError, ValueError):
    """An argument is not allowed.

    >>> raise ParameterError("min_empty", 70, "must be between 0 and 64")
    Traceback (most recent call last):
    tracekit.errors.ParameterError: min_empty=70: must be between 0 and 64
    """

    _made_of = ("field", "value", "allowed")

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field}={shortened(value, 200)}: {allowed}")
        self.field, self.value, self.allowed = field, value, allowed


class UnknownNameError(TracekitError, ValueError):
    """A task, style, strategy or parameter of that name does not exist; the message suggests the nearest one."""

    _made_of = ("what", "name", "known")

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, tuple(known)
        near = difflib.get_close_matches(str(name), self.known, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        shown = ", ".join(self.known)
        if len(self.known) > MOST_NAMES:
            nearest = difflib.get_close_matches(str(name), self.known, n=MOST_NAMES, cutoff=0)
            shown = f"{', '.join(nearest)}, ... ({len(self.known)} in all)"
        super().__init__(f"unknown {what} {name!r}: {hint}known: {shown}")


class GenerationError(TracekitError):
    """The task could not make a problem with these parameters."""


class SearchBudgetError(TracekitError):
    """A search was stopped by its node budget before it found what it was to find."""


class BacktracksUnreachableError(TracekitError):
    """This problem has no trace with that number of backtracks.

    Attributes:
        backtracks: the number asked for.
        reachable: the numbers from 0 to ``backtracks`` that this problem can have, in ascending order, with the same
            seed, strategy and depth. Where distinct causes were asked for, those that it can have without.
        distinct_causes: whether all dead ends were to have different causes.
    """

    _made_of = ("backtracks", "reachable", "distinct_causes")

    def __init__(self, backtracks: int, reachable: Sequence[int], distinct_causes: bool = False) -> None:
        self.backtracks, self.reachable, self.distinct_causes = backtracks, tuple(reachable), distinct_causes
        message = f"backtracks={backtracks}: this problem can have {_ranges(self.reachable)}"
        if distinct_causes and backtracks in self.reachable:
            message += ", but no search was found whose dead ends all have different causes (distinct_causes=True)"
        super().__init__(message)


class TextError(TracekitError, ValueError):
    """A text is not in the language of this task and style.

    Attributes:
        position: index of the first character that could not be read.
    """

    _made_of = ("message", "position")

    def __init__(self, message: str, position: int) -> None:
        self.message, self.position = message, position
        super().__init__(f"{message} (at character {position})")


class CertificationError(TracekitError):
    """A row made here does not certify: a bug of the task, not to be passed over."""


class DataFileError(TracekitError):
    """A file cannot be read or written as data of tracekit."""


class MissingExtraError(TracekitError, ImportError):
    """An optional package is not installed; the message says how to install it.

    Attributes:
        extra: the extra of tracekit that brings the package.
        name: the package or module that is missing.
    """

    _made_of = ("extra", "name")

    def __init__(self, extra: str, name: str) -> None:
        super().__init__(f"{name} is not installed: pip install 'tracekit[{extra}]'")
        self.extra, self.name = extra, name


def check_integer(field: str, value: object, *, at_least: int | None = None, at_most: int | None = None) -> None:
    """Raise ``ParameterError`` unless a value is an integer (a truth value is none) within the bounds."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or (at_least is not None and value < at_least)
        or (at_most is not None and value > at_most)
    ):
        bounds = "" if at_least is None else f" of at least {at_least}"
        if at_most is not None:
            bounds = f" of at most {at_most}" if at_least is None else f" from {at_least} to {at_most}"
        raise ParameterError(field, value, f"must be an integer{bounds}")


def shortened(value: object, most: int = 80) -> str:
    """A value as it is written in Python, in no more than so many characters."""
    if isinstance(value, int) and value.bit_length() > 1000:  # Python refuses to write very long ones
        return f"(an integer of {value.bit_length()} bits)"
    shown = repr(value)
    return shown if len(shown) <= most else f"{shown[: most - 3]}..."


def _ranges(numbers: Sequence[int]) -> str:
    """``0, 1, 2, 5`` as ``0-2 or 5``."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], n]
        else:
            runs.append([n, n])
    shown = [str(low) if low == high else f"{low}-{high}" for low, high in runs]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown) or "none"
