"""What the rows of a data set are to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypedDict

from tracekit.data.prompts import PromptFormat, check_prompt_format
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.language.style import Style, get_style
from tracekit.search.events import Remark
from tracekit.search.planning import Depth
from tracekit.search.remarks import check_shares
from tracekit.search.strategies import Ordering, Strategy, StrategyParameters, get_strategy
from tracekit.seeding import Stream
from tracekit.tasks import Task
from tracekit.tasks.base import Split

__all__ = ["Backtracks", "RowOptions", "Settings", "Tasks", "remark_kinds_of"]

Backtracks = int | Sequence[int] | Mapping[int, float] | None

Tasks = Task[Any, Any] | Sequence[Task[Any, Any]] | Mapping[Task[Any, Any], float]
"""A task; several, equally often; or tasks with their shares."""


class RowOptions(TypedDict, total=False):
    """What the rows of a data set are to be: the options of ``make_dataset`` and ``stream_dataset``."""

    backtracks: Backtracks
    """A number from 0 to 1000; several numbers, equally often; or a mapping from numbers to shares. Left out for
    ``strategy="natural"``."""
    ladder: bool
    """Give each problem once with every number of backtracks, along the same way to its solution; only problems that
    can have them all are used, so that backtracks are not confounded with difficulty. Default: no."""
    seed: int
    """Different seeds give different problems. Default: 0."""
    split: Split
    """``train`` (the default), ``validation`` or ``test``: no problem is in two of them, whatever the seeds."""
    strategy: str | Strategy
    """``exhaustive`` (the default), ``detour``, ``natural``, ``best_first`` or a ``Strategy``; see ``solve``."""
    depth: Depth
    """Where the wrong turns of ``exhaustive`` and ``detour`` lie: ``any`` (the default), ``early`` or ``late``."""
    ordering: Ordering
    """How ``natural`` orders its moves: ``shuffled`` (the default), ``given``, ``plausible`` or ``best_first``."""
    max_moves: int
    """``natural`` and ``best_first`` give up after so many moves. Default: 2000."""
    keep_unsolved: bool
    """Keep searches that gave up. Default: no."""
    remarks: Mapping[str, float] | None
    """True statements that make no move: for each kind (``restate``, ``check``, ``list`` and more, by task) at what
    share of the places for it one is made, for example ``{"check": 1.0}``; see ``with_remarks``. Default: none."""
    style: str | Style
    """``prose`` (the default), ``symbolic``, ``marked`` or a ``Style``; see ``render``."""
    prompt_format: PromptFormat
    """``plain`` (strings, the default), ``chat`` (lists of messages), ``base`` or ``qwen`` (raw templates that end in
    ``<think>``)."""
    max_passed_over: int
    """How many problems that cannot have the backtracks asked for may be passed over for one row. Default: 1000."""
    certify: bool
    """Read every text back, replay it, and compare (the default)."""


@dataclass(frozen=True)
class Settings:
    """A task, or several with their shares, and the options of their rows, checked.

    Raises:
        ParameterError, UnknownNameError: if an option is not allowed.
    """

    task: Tasks
    backtracks: Backtracks = None
    seed: int = 0
    split: Split = "train"
    ladder: bool = False
    strategy: str | Strategy = "exhaustive"
    depth: Depth | None = None
    ordering: Ordering | None = None
    max_moves: int | None = None
    keep_unsolved: bool = False
    remarks: Mapping[str, float] | None = None
    style: str | Style = "prose"
    prompt_format: PromptFormat = "plain"
    max_passed_over: int = 1000
    certify: bool = True

    @classmethod
    def of(cls, task: Tasks, options: RowOptions) -> Settings:
        """The settings for some options.

        Raises:
            ParameterError, UnknownNameError: if an option is not allowed or does not exist.
        """
        for name in options:
            if name not in RowOptions.__annotations__:
                raise UnknownNameError("option", name, RowOptions.__annotations__)
        return cls(task, **options)

    def __post_init__(self) -> None:
        tasks = self.tasks
        if not tasks or not all(isinstance(task, Task) for task in tasks):
            raise ParameterError("task", self.task, "must be a task, as tracekit.get_task gives it, or several")
        if isinstance(self.task, Mapping):
            _check_shares("task", self.task)
        search = self.search
        self._check_backtracks()
        for k in self.levels:
            search.check_backtracks(k)
        if self.remarks is not None:
            for task in tasks:
                check_shares(self.remarks, remark_kinds_of(task))
        get_style(self.style)
        check_prompt_format(self.prompt_format)
        Task.check_source(self.seed, self.split)
        if (
            isinstance(self.max_passed_over, bool)
            or not isinstance(self.max_passed_over, int)
            or self.max_passed_over < 0
        ):
            raise ParameterError("max_passed_over", self.max_passed_over, "must be an integer of at least 0")
        if self.ladder and not search.exact:
            raise ParameterError(
                "ladder", True, f"must be left out for {search.name!r}, whose backtracks fall as they do"
            )

    def _check_backtracks(self) -> None:
        levels = self.backtracks
        if levels is None and self.search.exact:
            raise ParameterError(
                "backtracks", None, "must be given, for example backtracks=3, unless strategy='natural'"
            )
        if isinstance(levels, str) or not isinstance(levels, int | Sequence | Mapping | None):
            raise ParameterError(
                "backtracks", levels, "must be a number, several numbers, or numbers with their shares"
            )
        if isinstance(levels, Sequence | Mapping) and not levels:
            raise ParameterError("backtracks", levels, "must not be empty")
        if isinstance(levels, Sequence) and len(set(levels)) < len(levels):
            raise ParameterError("backtracks", levels, "must not name a number twice")
        if isinstance(levels, Mapping):
            if self.ladder:
                raise ParameterError("backtracks", dict(levels), "must have no shares in a ladder")
            _check_shares("backtracks", levels)

    @cached_property
    def search(self) -> Strategy:
        """The strategy with its parameters."""
        parameters: StrategyParameters = {}
        if self.depth is not None:
            parameters["depth"] = self.depth
        if self.ordering is not None:
            parameters["ordering"] = self.ordering
        if self.max_moves is not None:
            parameters["max_moves"] = self.max_moves
        return get_strategy(self.strategy, **parameters)

    @property
    def tasks(self) -> tuple[Task[Any, Any], ...]:
        """The tasks that occur."""
        return tuple(self.task) if isinstance(self.task, Mapping | Sequence) else (self.task,)

    def task_at(self, index: int) -> Task[Any, Any]:
        """The task of the row of an index: drawn by the shares where there are several."""
        tasks = self.tasks
        if len(tasks) == 1:
            return tasks[0]
        shares = list(self.task.values()) if isinstance(self.task, Mapping) else [1.0] * len(tasks)
        return Stream("mixture", self.seed, self.split, index).pick_weighted(tasks, shares)

    @property
    def levels(self) -> tuple[int | None, ...]:
        """The numbers of backtracks that occur."""
        if isinstance(self.backtracks, Mapping | Sequence):
            return tuple(self.backtracks)
        return (self.backtracks,)

    @property
    def rows_per_index(self) -> int:
        """1, or in a ladder the number of its levels."""
        return len(self.levels) if self.ladder else 1


def remark_kinds_of(task: Task[Any, Any]) -> tuple[str, ...]:
    """The kinds of remarks that a task has words for."""
    return tuple(kind.name for kind in task.vocabulary.kinds.values() if kind.event is Remark)


def _check_shares(field: str, shares: Mapping[Any, Any]) -> None:
    values = list(shares.values())
    numbers = all(isinstance(value, int | float) and value >= 0 for value in values)
    if not numbers or not sum(values) > 0:
        raise ParameterError(field, dict(shares), "must have shares of at least 0, not all of them 0")
