"""Steps of a derivation, and the working that strings them together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Step(NamedTuple):
    """A step, a check that holds, or (as the reason of a dead end) a check that fails.

    ``what`` names its kind, ``values`` are all the numbers and names in it, in the order of the kind's fields: integers
    as they are, fractions (``"-7/2"``) and decimals (``"7.211103"``) as they are written.
    """

    what: str
    values: tuple[int | str, ...] = ()


class Point(NamedTuple):
    """A point with integer coordinates, or a vector between two of them."""

    x: int
    y: int

    def dot(self, other: Point) -> int:
        """The scalar product."""
        return self.x * other.x + self.y * other.y

    def cross(self, other: Point) -> int:
        """The cross product."""
        return self.x * other.y - self.y * other.x


class Triangle(NamedTuple):
    """Three points that are not on one line."""

    a: Point
    b: Point
    c: Point

    def corner(self, name: str) -> Point:
        """``corner("B")`` is the second point."""
        return self["ABC".index(name)]

    def side(self, name: str) -> Point:
        """``side("BC")`` is the vector from B to C."""
        start, end = self.corner(name[0]), self.corner(name[1])
        return Point(end.x - start.x, end.y - start.y)


class Refuted(Exception):  # noqa: N818
    """The working cannot go on: a check fails, or a step cannot be made. ``reason`` says why."""

    def __init__(self, reason: Step) -> None:
        super().__init__(reason)
        self.reason = reason


MOST_SLIPS = 8
"""So many slips are offered at a step: there are many more ways to be wrong, and a person is in a few."""


class Item:
    """One line of a working.

    Attributes:
        step: what is worked out, or the check that holds.
        place: how the step is named when one returns to it; empty for checks and steps that cannot go wrong.
        slips: the step with each of its plausible wrong results, and these results.
    """

    __slots__ = ("_read", "_show", "_slips", "_wrong", "place", "step", "value")

    def __init__(
        self,
        step: Step,
        place: str = "",
        value: Any = None,
        show: Callable[[Any], Step] | None = None,
        wrong: Callable[[], Iterable[Any]] | None = None,
        read: Callable[[Sequence[int | str]], Any] | None = None,
    ) -> None:
        self.step, self.place, self.value = step, place, value
        self._show, self._wrong, self._read = show, wrong, read
        self._slips: tuple[tuple[Step, ...], tuple[Any, ...]] | None = None

    @property
    def slips(self) -> tuple[tuple[Step, ...], tuple[Any, ...]]:
        """The wrong steps and their results: worked out when asked for, once the working is complete."""
        if self._slips is None:
            values: list[Any] = []
            if self._wrong is not None and self._show is not None:
                for value in self._wrong():
                    if value != self.value and value not in values:
                        values.append(value)
                    if len(values) == MOST_SLIPS:
                        break
                self._slips = tuple([self._show(value) for value in values]), tuple(values)
            else:
                self._slips = (), ()
        return self._slips

    def result_of(self, step: object) -> Any:
        """The result that a step shows if it is this one, right or wrong; None if it is another one.

        The step may be anything that a text or a trace can hold.
        """
        if not isinstance(step, Step) or step.what != self.step.what or not isinstance(step.values, tuple):
            return None
        if self._read is None or self._show is None:
            return None
        try:
            value = self._read(step.values)
            return value if self._show(value) == step else None
        except (ArithmeticError, IndexError, TypeError, ValueError):
            return None


class Slips(Sequence[Step]):
    """The wrong steps of a line: worked out when one first looks at them, for most lines that is never."""

    __slots__ = ("_item",)

    def __init__(self, item: Item) -> None:
        self._item = item

    def __len__(self) -> int:
        return len(self._item.slips[0])

    def __getitem__(self, index: Any) -> Any:
        return self._item.slips[0][index]

    def __iter__(self) -> Iterator[Step]:
        return iter(self._item.slips[0])


class Work:
    """A working: its lines in order, and how it ends.

    A method of solution is a function that calls ``step`` for whatever it works out and ``check`` for whatever it
    checks, and goes on with what ``step`` returns. Such a working can be done again with a slip: one line comes out
    wrong, and all that follows is worked out from there.

    Attributes:
        items: the lines.
        answer: the answer, once there is one.
        reason: why the working cannot go on, if it cannot.
        failed: the checks that fail and are passed over, where they are.
    """

    def __init__(
        self, right: Work | None = None, slip_at: int = -1, slip_value: Any = None, *, passes_over: bool = False
    ) -> None:
        self._before = right.items if right is not None else []
        self._slip_at, self._slip_value, self._passes_over = slip_at, slip_value, passes_over
        self.failed: list[Step] = []
        self._grouped: dict[Hashable, list[int]] | None = None
        self.items: list[Item] = []
        self.answer = ""
        self.reason: Step | None = None

    def step(
        self,
        place: str,
        value: T,
        show: Callable[[T], Step],
        wrong: Callable[[], Iterable[T]],
        read: Callable[[Sequence[int | str]], T],
    ) -> T:
        """Work something out.

        Args:
            place: what the step is called.
            value: the right result.
            show: result -> the step.
            wrong: gives the results of plausible slips; each must be refuted by a check further on. It is called after
                the working is complete.
            read: the values of a step -> the result that it shows; raises ``ValueError`` if they show none.
        """
        line = len(self.items)
        if self._slip_at < 0:
            self.items.append(Item(show(value), place, value, show, wrong, read))
            return value
        if line < self._slip_at:  # all is as in the right working
            item = self._before[line]
            self.items.append(item)
            return item.value  # type: ignore[no-any-return]
        if line == self._slip_at:
            value = self._slip_value
        self.items.append(Item(show(value)))
        return value

    def lines_by(self, key: Callable[[Step], Hashable]) -> Mapping[Hashable, Sequence[int]]:
        """The lines of the complete working by what a key, always the same one, says of their steps."""
        if self._grouped is None:
            self._grouped = {}
            for line, item in enumerate(self.items):
                self._grouped.setdefault(key(item.step), []).append(line)
        return self._grouped

    def item_at(self, place: object) -> Item | None:
        """The step that is called so."""
        return next((item for item in self.items if item.place == place), None)

    def note(self, what: str, *values: int | str) -> None:
        """A line that follows from the others without anything to go wrong in it."""
        self.items.append(Item(Step(what, values)))

    def check(self, holds: bool, name: str, *values: int | str) -> None:
        """A check: ``<name>_ok`` is noted if it holds, the working ends with ``<name>_bad`` if not."""
        if not holds:
            reason = Step(f"{name}_bad", values)
            if not self._passes_over:
                raise Refuted(reason)
            self.failed.append(reason)
            return
        self.items.append(Item(Step(f"{name}_ok", values)))
