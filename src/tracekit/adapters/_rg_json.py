"""Entries of reasoning-gym as JSON values and back: tuples stay tuples, and keys stay what they are."""

from __future__ import annotations

from typing import Any


def encode(value: object) -> Any:
    """A value as JSON values."""
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: encode(each) for key, each in value.items()}
        return {"$dict": [[encode(key), encode(each)] for key, each in value.items()]}
    if isinstance(value, tuple):
        return {"$tuple": [encode(each) for each in value]}
    if isinstance(value, list):
        return [encode(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return {"$set": sorted((encode(each) for each in value), key=repr)}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return float(value) if isinstance(value, float) else int(value)
    if hasattr(value, "tolist"):  # numpy
        return encode(value.tolist())
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def decode(value: object) -> Any:
    """What ``encode`` made the JSON values of."""
    if isinstance(value, list):
        return [decode(each) for each in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$dict": pairs}:
            return {decode(key): decode(each) for key, each in pairs}
        case {"$tuple": items}:
            return tuple(decode(each) for each in items)
        case {"$set": items}:
            return {decode(each) for each in items}
    return {key: decode(each) for key, each in value.items()}
