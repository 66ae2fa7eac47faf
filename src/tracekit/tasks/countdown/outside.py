"""Countdown problems from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from tracekit.tasks.base import entry_field
from tracekit.tasks.countdown.problem import CountdownProblem


def read_entry(entry: Mapping[str, object]) -> CountdownProblem:
    """The problem of an entry of reasoning-gym."""
    fields = ("numbers", "target", "expression")
    numbers, target, expression = (entry_field(entry, field, "countdown") for field in fields)
    return CountdownProblem(numbers=numbers, target=target, solution=expression)
