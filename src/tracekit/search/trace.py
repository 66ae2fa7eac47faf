"""A trace: a problem and the events of one search of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic

from typing_extensions import TypeVar

from tracekit.search.events import Backtrack, Event, Solved
from tracekit.search.measures import Measures
from tracekit.search.replay import replay
from tracekit.search.space import space_of
from tracekit.search.walk import moves_at_end

if TYPE_CHECKING:
    from tracekit.tasks.base import Problem, Task

__all__ = ["Trace"]

P_co = TypeVar("P_co", bound="Problem", default="Problem", covariant=True)


@dataclass(frozen=True, repr=False)
class Trace(Generic[P_co]):
    """The events of one search.

    Two traces are equal if their tasks, problems and events are.

    Attributes:
        task: the task with its settings.
        problem: the problem that was searched.
        events: what the search did, in order.
        measures: the solver's own figures; None if the trace was read from a text or file. They do not count in a
            comparison.
    """

    task: Task[P_co]
    problem: P_co
    events: tuple[Event, ...]
    measures: Measures | None = field(default=None, compare=False, repr=False)

    @property
    def n_backtracks(self) -> int:
        """How often the search returned from a dead end."""
        return sum(isinstance(event, Backtrack) for event in self.events)

    @property
    def solved(self) -> bool:
        """Whether the search ends at the goal."""
        return bool(self.events) and isinstance(self.events[-1], Solved)

    @property
    def moves(self) -> list[Any]:
        """The moves from the start to where the search ends, abandoned ones left out (nothing is checked)."""
        return moves_at_end(self.events)

    @cached_property
    def answer(self) -> str | None:
        """The answer as it is to be written between the answer tags.

        None if the search did not solve the problem, or the trace is not true.
        """
        space = space_of(self.task, self.problem)
        outcome = replay(space, self.events)
        return space.answer(outcome.path) if outcome.solved and outcome.is_true else None

    def __str__(self) -> str:
        name = getattr(self.task, "name", type(self.task).__name__)
        end = "solved" if self.solved else "not solved"
        plural = "s" * (self.n_backtracks != 1)
        return f"<trace of {name}: {len(self.events)} events, {self.n_backtracks} backtrack{plural}, {end}>"

    __repr__ = __str__

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)
