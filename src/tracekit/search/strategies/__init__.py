"""Strategies: how a problem is searched. Each is one file, and an object with a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Unpack

from tracekit.errors import ParameterError
from tracekit.registry import Registry
from tracekit.search.strategies.base import Ordering, PlannedStrategy, Strategy, StrategyParameters
from tracekit.search.strategies.best_first import BestFirst
from tracekit.search.strategies.detour import Detour
from tracekit.search.strategies.exhaustive import Exhaustive
from tracekit.search.strategies.natural import Natural

__all__ = [
    "STRATEGIES",
    "BestFirst",
    "Detour",
    "Exhaustive",
    "Natural",
    "Ordering",
    "PlannedStrategy",
    "Strategy",
    "StrategyParameters",
    "get_strategy",
    "register_strategy",
    "strategy_for",
]

DEFAULT = Exhaustive.name
"""The strategy of a task that names none."""

STRATEGIES: Registry[type[Strategy]] = Registry(
    "strategy",
    "tracekit.strategies",
    {each.name: each for each in (Exhaustive, Detour, Natural, BestFirst)},
    is_one=lambda item: isinstance(item, type) and issubclass(item, Strategy),
    form="a class that extends tracekit.Strategy",
)
"""Every strategy by its name."""


def register_strategy(strategy: type[Strategy]) -> type[Strategy]:
    """Make a strategy of your own known by its name.

    Raises:
        ParameterError: if another strategy has that name.
    """
    return STRATEGIES.register(strategy.name, strategy)


def get_strategy(strategy: str | Strategy | type[Strategy], **parameters: Unpack[StrategyParameters]) -> Strategy:
    """A strategy by its name or class, with parameters other than the defaults; an object is given back as it is.

    Example:
        >>> get_strategy("detour", depth="early").depth
        'early'

    Raises:
        UnknownNameError: if there is no such strategy, or it has no such parameter.
        ParameterError: if a parameter is not allowed, or is given along with a strategy that has its own.
    """
    if not isinstance(strategy, Strategy):
        kind: Callable[..., Strategy] = strategy if isinstance(strategy, type) else STRATEGIES.find(strategy)
        return kind(**parameters)
    for name, value in parameters.items():
        raise ParameterError(name, value, "must be a parameter of the strategy itself where that is an object")
    return strategy


def strategy_for(
    task: object, strategy: str | Strategy | type[Strategy] | None = None, **parameters: Unpack[StrategyParameters]
) -> Strategy:
    """A strategy as ``get_strategy`` finds it; without one, the task's own: its ``default_strategy``.

    Raises:
        UnknownNameError, ParameterError: as ``get_strategy``.
    """
    return get_strategy(getattr(task, "default_strategy", DEFAULT) if strategy is None else strategy, **parameters)
