"""What the rows of a data set are to be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypedDict, Unpack, cast

from typing_extensions import TypeVar

from tracekit.data.prompts import PromptFormat, check_prompt_format
from tracekit.errors import ParameterError, UnknownNameError, check_integer
from tracekit.language.style import STYLES, Style, get_style
from tracekit.search.events import Remark
from tracekit.search.planning import Depth
from tracekit.search.remarks import check_shares
from tracekit.search.strategies import Ordering, Strategy, StrategyParameters, strategy_for
from tracekit.seeding import Stream
from tracekit.tasks import Task
from tracekit.tasks.base import Split
from tracekit.tasks.lexicons import lexicon_named

__all__ = [
    "DEFAULTS",
    "Backtracks",
    "PairOptions",
    "RowOptions",
    "Settings",
    "Tasks",
    "check_options",
    "remark_kinds_of",
]

Backtracks = int | Sequence[int] | Mapping[int, float] | None

T = TypeVar("T", bound=Task, default=Task)
Tasks: TypeAlias = Task | Sequence[Task] | Mapping[T, float]
"""A task; several, equally often; or tasks with their shares."""


class PairOptions(TypedDict, total=False):
    """What the rows of a data set are to be: the options that ``length_matched`` has too."""

    seed: int
    """Different seeds give different problems. Default: 0."""
    split: Split
    """``train`` (the default), ``validation`` or ``test``: no problem is in two of them, whatever the seeds."""
    strategy: str | Strategy | None
    """``exhaustive``, ``detour``, ``natural`` or ``best_first``; in Python a ``Strategy`` too; see ``solve``. Default:
    each task's own, ``default_strategy``."""
    depth: Depth
    """Where the wrong turns of ``exhaustive`` and ``detour`` lie: ``natural`` (the default), ``any``, ``early`` or
    ``late``."""
    distinct_causes: bool
    """Use only traces whose dead ends all have different causes. Default: those with most of them out of a few."""
    style: str | Style
    """``prose`` (the default), ``symbolic`` or ``marked``; in Python a ``Style`` too; see ``render``."""
    prompt_format: PromptFormat
    """``plain`` (strings, the default), ``chat`` (lists of messages), ``base`` or ``qwen`` (raw templates that end in
    ``<think>``)."""
    max_passed_over: int
    """How many problems that cannot have the backtracks asked for may be passed over for one row. Default: 1000."""
    certify: bool
    """Read every text back, replay it, and compare (the default)."""


class RowOptions(PairOptions, total=False):
    """What the rows of a data set are to be: the options of ``make_dataset`` and ``stream_dataset``."""

    backtracks: Backtracks
    """A number from 0 to 1000; several numbers, equally often; or a mapping from numbers to shares. Left out for
    ``natural`` and ``best_first``, which have as many as they happen to have."""
    ladder: bool
    """Give each problem once with every number of backtracks, along the same way to its solution; only problems that
    can have them all are used, so that backtracks are not confounded with difficulty. Default: no."""
    ordering: Ordering
    """How ``natural`` orders its moves: ``shuffled`` (the default), ``given``, ``plausible`` or ``best_first``."""
    max_moves: int
    """``natural`` and ``best_first`` give up after so many moves. Default: 2000."""
    keep_unsolved: bool
    """Keep searches that gave up. Default: no."""
    remarks: Mapping[str, float] | None
    """True statements that make no move: for each kind (``restate``, ``check``, ``list`` and more, by task) at what
    share of the places for it one is made, for example ``{"check": 1.0}``; see ``with_remarks``. Default: none."""


DEFAULTS: RowOptions = {
    "backtracks": None,
    "ladder": False,
    "seed": 0,
    "split": "train",
    "strategy": None,
    "keep_unsolved": False,
    "remarks": None,
    "style": "prose",
    "prompt_format": "plain",
    "max_passed_over": 1000,
    "certify": True,
}
"""What the options are unless given; those of a strategy are its own affair."""


class Settings:
    """A task, or several with their shares, and the options of their rows, checked.

    Attributes:
        task: what was given.
        options: the options, with their defaults where they were not given.
        tasks: the tasks that occur.
        levels: the numbers of backtracks that occur.
        how: the settings that stand in ``meta`` as they are.

    Raises:
        ParameterError, UnknownNameError: if an option is not allowed or does not exist.
    """

    def __init__(self, task: Tasks[T], **options: Unpack[RowOptions]) -> None:
        check_options(options, RowOptions.__annotations__)
        self.task = cast("Tasks", task)
        self.options: RowOptions = {**DEFAULTS, **options}
        self.tasks: tuple[Task, ...] = tuple(task) if isinstance(task, Mapping | Sequence) else (task,)
        backtracks = self.options["backtracks"]
        self.levels = tuple(backtracks) if isinstance(backtracks, Mapping | Sequence) else (backtracks,)
        parameters = {name: options[name] for name in StrategyParameters.__annotations__ if name in options}  # type: ignore[literal-required]
        self._parameters = cast("StrategyParameters", parameters)
        self._searches: dict[str, Strategy] = {}  # by the task's own strategy
        self._check()

    def _check(self) -> None:
        options = self.options
        if not self.tasks or not all(isinstance(task, Task) for task in self.tasks):
            raise ParameterError("task", self.task, "must be a task, as tracekit.get_task gives it, or several")
        if isinstance(self.task, Mapping):
            _check_shares("task", self.task)
        self._check_backtracks()
        for search in map(self.search_of, self.tasks):
            for k in self.levels:
                search.check_backtracks(k)
            if options["ladder"] and not search.exact:
                allowed = f"must be left out for {search.name!r}, whose backtracks fall as they do"
                raise ParameterError("ladder", True, allowed)
        if options["remarks"] is not None:
            for task in self.tasks:
                check_shares(options["remarks"], remark_kinds_of(task))
        style = get_style(options["style"])
        own_style = None if STYLES.get(style.name) == style else style.to_json()
        self.how = {"own_style": own_style}
        for task in self.tasks:
            lexicon_named(task, style.lexicon)
        check_prompt_format(options["prompt_format"])
        for name in ("ladder", "keep_unsolved", "certify"):
            if not isinstance(options[name], bool):
                raise ParameterError(name, options[name], "must be true or false")
        check_integer("seed", options["seed"], at_least=-(2**63), at_most=2**63 - 1)
        Task.check_source(options["seed"], options["split"])
        check_integer("max_passed_over", options["max_passed_over"], at_least=0)

    def _check_backtracks(self) -> None:
        levels = self.options["backtracks"]
        if isinstance(levels, str) or not isinstance(levels, int | Sequence | Mapping | None):
            raise ParameterError(
                "backtracks", levels, "must be a number, several numbers, or numbers with their shares"
            )
        if isinstance(levels, Sequence | Mapping) and not levels:
            raise ParameterError("backtracks", levels, "must not be empty")
        if isinstance(levels, Sequence) and len(set(levels)) < len(levels):
            raise ParameterError("backtracks", levels, "must not name a number twice")
        if isinstance(levels, Mapping):
            if self.options["ladder"]:
                raise ParameterError("backtracks", dict(levels), "must have no shares in a ladder")
            _check_shares("backtracks", levels)

    def task_at(self, index: int) -> Task:
        """The task of the row of an index: drawn by the shares where there are several."""
        tasks = self.tasks
        if len(tasks) == 1:
            return tasks[0]
        shares = list(self.task.values()) if isinstance(self.task, Mapping) else [1.0] * len(tasks)
        return Stream("mixture", self.options["seed"], self.options["split"], index).pick_weighted(tasks, shares)

    def search_of(self, task: Task) -> Strategy:
        """The strategy with its parameters by which a task is searched: the one given, or the task's own."""
        own = task.default_strategy
        if own not in self._searches:
            self._searches[own] = strategy_for(task, self.options["strategy"], **self._parameters)
        return self._searches[own]

    @property
    def rows_per_index(self) -> int:
        """1, or in a ladder the number of its levels."""
        return len(self.levels) if self.options["ladder"] else 1


def check_options(options: Mapping[str, object], known: Mapping[str, object]) -> None:
    """Raise ``UnknownNameError`` if there is no option of some name."""
    for name in options:
        if name not in known:
            raise UnknownNameError("option", name, known)


def remark_kinds_of(task: Task) -> tuple[str, ...]:
    """The kinds of remarks that a task has words for."""
    return tuple(kind.name for kind in task.vocabulary.kinds.values() if kind.event is Remark)


def _check_shares(field: str, shares: Mapping[Any, Any]) -> None:
    values = list(shares.values())
    numbers = all(
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf for value in values
    )
    if not numbers or not sum(values) > 0:
        shown = {getattr(key, "name", key): value for key, value in shares.items()}
        raise ParameterError(field, shown, "must have shares of at least 0, not all of them 0")
