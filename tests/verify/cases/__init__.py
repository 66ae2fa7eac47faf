"""Answers written by hand, right and wrong, for every task: problem by problem, each with what it tests.

Whether an answer is right was decided by the problem and not by any program: a right answer solves it and says so in
one of the usual spellings; all else is wrong. ``benchmarks/scorers.py`` scores reasoning-gym on the same table.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

TASKS = (
    "countdown",
    "sudoku",
    "mini_sudoku",
    "arc_1d",
    "advanced_geometry",
    "color_cube_rotation",
    "list_functions",
    "zebra_puzzles",
    "self_reference",
)


@dataclass(frozen=True)
class Group:
    """A problem and answers to it.

    Attributes:
        problem: the fields of the problem.
        right: right answers, each with what it tests.
        wrong: wrong answers, each with what it tests.
        stored: the answer that an entry of reasoning-gym for this problem holds; None if its data set has no such
            problem, so that its scorer has nothing to judge.
        parameters: parameters of the task other than the defaults.
    """

    problem: Mapping[str, Any]
    right: Mapping[str, str]
    wrong: Mapping[str, str]
    stored: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Case(NamedTuple):
    """One answer to a problem of a task."""

    task: str
    group: Group
    answer: str
    right: bool
    tests: str


def groups(task: str) -> Sequence[Group]:
    """The problems of a task."""
    found: Sequence[Group] = importlib.import_module(f"{__name__}.{task}").GROUPS
    return found


def cases(*tasks: str) -> Iterator[Case]:
    """Every case of the given tasks, or of all of them."""
    for task in tasks or TASKS:
        for group in groups(task):
            for right, answers in ((True, group.right), (False, group.wrong)):
                for answer, tests in answers.items():
                    yield Case(task, group, answer, right, tests)
