"""Countdown problems from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracekit.tasks.base import entry_field
from tracekit.tasks.countdown.problem import CountdownProblem

__all__ = ["read_entry"]


def read_entry(entry: Mapping[str, Any]) -> CountdownProblem:
    """The problem of an entry of reasoning-gym.

    Raises:
        ParameterError: if the entry is of another data set or damaged.
    """
    fields = ("numbers", "target", "expression")
    numbers, target, expression = (entry_field(entry, field, "countdown") for field in fields)
    return CountdownProblem(numbers=numbers, target=target, solution=expression)
