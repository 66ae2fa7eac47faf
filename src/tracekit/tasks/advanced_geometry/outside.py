"""Problems from elsewhere: entries of reasoning-gym."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from tracekit.errors import ParameterError
from tracekit.tasks.advanced_geometry.problem import AdvancedGeometryProblem, Coordinates, GeometryKind
from tracekit.tasks.advanced_geometry.space import METHODS
from tracekit.tasks.advanced_geometry.verify import exact_value
from tracekit.tasks.base import entry_field


def read_entry(entry: Mapping[str, object]) -> AdvancedGeometryProblem:
    """The problem of an entry of reasoning-gym."""
    kind = entry_field(entry, "task_type", "advanced_geometry")
    a, b, c = (_corner(name, entry_field(entry, name, "advanced_geometry")) for name in "ABC")
    if not isinstance(kind, str) or kind not in METHODS:
        raise ParameterError("task_type", kind, f"must be one of {', '.join(METHODS)}")
    problem = AdvancedGeometryProblem(kind=cast("GeometryKind", kind), a=a, b=b, c=c)
    return problem.model_copy(update={"flags": _flags(problem, entry.get("answer"))})


def _corner(name: str, value: object) -> Coordinates:
    if isinstance(value, list | tuple) and len(value) == 2:
        x, y = (str(part) for part in value)
        if all(re.fullmatch("-?[0-9]{1,15}", part) for part in (x, y)):
            return int(x), int(y)
    raise ParameterError(name, value, "must be two integers")


def _flags(problem: AdvancedGeometryProblem, stored: object) -> tuple[str, ...]:
    """What is wrong with an entry: the question wants three decimals, the stored angle has two.

    Where rounding to three decimals and then to two, as its scorer does, gives another number, the right answer to the
    question as it is put counts as wrong.
    """
    if problem.kind != "angle_measure" or not isinstance(stored, str):
        return ()
    (exact,) = exact_value(problem.kind, problem.a, problem.b, problem.c)
    twice = round(round(float(exact), 3) * 100) / 100
    return ("asked_for_three_decimals_scored_with_two",) if f"{twice:.2f}°" != stored else ()
