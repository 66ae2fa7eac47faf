"""Values of known types as JSON values, and back: JSON has no tuples, no fractions and no classes."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Literal, NoReturn, TypeGuard, Union, get_args, get_origin, get_type_hints

from tracekit.errors import ParameterError

__all__ = ["decoder", "encoder", "members_of"]

Coder = Callable[[Any], Any]

_FRACTION = re.compile(r"-?[0-9]{1,4000}(?:/[0-9]{1,4000})?")


@cache
def members_of(cls: type) -> Mapping[str, object]:
    """The fields of a NamedTuple or dataclass, and their types."""
    names = getattr(cls, "_fields", None)
    if names is None:
        if not dataclasses.is_dataclass(cls):
            raise ParameterError("shape", cls, "must be a NamedTuple or a dataclass where it is a class")
        names = [field.name for field in dataclasses.fields(cls)]
    hints = get_type_hints(cls)
    return {name: hints.get(name, Any) for name in names}


@cache
def encoder(hint: object) -> Coder | None:
    """What makes JSON of values of a type; None if they are good as they are. A tuple is good: it becomes a list."""
    if hint is Fraction:
        return str
    if _is_union(hint):
        # What has to be made into something else is a fraction or an object of a class, never a JSON value.
        coders = [(option, coder) for option in get_args(hint) if (coder := encoder(option))]
        if len(coders) == 1:
            ((special, code),) = coders
            return lambda value: code(value) if value.__class__ is special else value
        by_class = dict(coders)
        return (lambda value: by_class.get(value.__class__, _same)(value)) if coders else None
    if get_origin(hint) is tuple:
        inner = encoder(get_args(hint)[0]) if get_args(hint)[1:] == (...,) else None
        if inner:
            return lambda values: [inner(value) for value in values]
        return _row(tuple(map(encoder, get_args(hint)))) if ... not in get_args(hint) else None
    if _is_record(hint):
        names, row = tuple(members_of(hint)), _row(tuple(map(encoder, members_of(hint).values())))
        if issubclass(hint, tuple):
            return row
        row = row or _same
        return lambda value: row(tuple([getattr(value, name) for name in names]))
    return None


def _row(coders: tuple[Coder | None, ...]) -> Coder | None:
    if not any(coders):
        return None
    return lambda values: tuple([coder(v) if coder else v for coder, v in zip(coders, values, strict=True)])


def _same(value: object) -> object:
    return value


@cache
def decoder(hint: object) -> Coder:
    """What makes a value of a type of a JSON value; it raises ValueError where that is not possible.

    A type that says nothing (``Any``) stands for texts, integers, truth values, and tuples of them.
    """
    if hint in (int, str, bool):
        return lambda value: value if value.__class__ is hint else _refuse(value)
    if hint is Fraction:
        return lambda value: Fraction(value) if _FRACTION.fullmatch(value) else _refuse(value)
    if get_origin(hint) is Literal:
        allowed = {(option.__class__, option) for option in get_args(hint)}
        return lambda value: value if (value.__class__, value) in allowed else _refuse(value)
    if _is_union(hint):
        return _first_of(tuple(map(decoder, get_args(hint))))
    if get_origin(hint) is tuple:
        if get_args(hint)[1:] == (...,):
            item = decoder(get_args(hint)[0])
            return lambda values: tuple(map(item, values)) if values.__class__ in (list, tuple) else _refuse(values)
        return _tuple(tuple(map(decoder, get_args(hint))), tuple)
    if _is_record(hint):
        return _tuple(tuple(map(decoder, members_of(hint).values())), lambda values: hint(*values))
    return _frozen


def _tuple(items: tuple[Coder, ...], make: Coder) -> Coder:
    def decode(values: object) -> object:
        if not isinstance(values, list | tuple) or len(values) != len(items):
            _refuse(values)
        return make([item(value) for item, value in zip(items, values, strict=True)])

    return decode


def _first_of(options: tuple[Coder, ...]) -> Coder:
    def decode(value: object) -> object:
        for option in options:
            try:
                return option(value)
            except (ValueError, TypeError, ZeroDivisionError):
                continue
        return _refuse(value)

    return decode


def _frozen(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return value if value is None or value.__class__ in (int, str, bool) else _refuse(value)


def _refuse(value: object) -> NoReturn:
    raise ValueError(f"{value!r:.100} is not of the right type")


def _is_union(hint: object) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _is_record(hint: object) -> TypeGuard[type]:
    return isinstance(hint, type) and (hasattr(hint, "_fields") or dataclasses.is_dataclass(hint))
