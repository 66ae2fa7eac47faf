"""What a geometry text has said so far, and how what it says next is held against that."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from advanced_geometry_truth import Pair, dot, minus

from reading import Fault, Reading

Told = dict[str, Any]


class WrongError(Exception):
    """Something that a text says is not so."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise WrongError(what)


def same(told: Any, right: Any) -> bool:
    """Whether a number is what it should be: a decimal as far as it is written, everything else exactly."""
    if not isinstance(right, Decimal):
        return bool(told == right)
    return (
        abs(Decimal(told.numerator) / Decimal(told.denominator) - right) <= Decimal(f"0.5{'0' * 9}1") / 10**told.places
    )


class Number(Fraction):
    """A number as it is written, with its decimal places."""

    places: int


def number(text: str) -> Number:
    bare = text.strip("()")
    found = Number(bare)
    found.places = len(bare.partition(".")[2])
    return found


class Ground:
    def __init__(self, problem: dict[str, Any]) -> None:
        self.kind = problem["kind"]
        self.corners: dict[str, Pair] = {name: tuple(problem[name.lower()]) for name in "ABC"}  # type: ignore[misc]
        self.reading = Reading()
        self.state: dict[Any, Any] = {"lines": {}}
        self.first: dict[Any, Any] = {"lines": {}}
        self.slip: tuple[str, dict[Any, Any], Fault, Any] | None = None
        self.refuted: list[Any] = []
        self.is_stuck = False
        self.tried: list[str] = []
        self.failed: list[str] = []
        self.method = ""
        self.ended = ""
        self.place = (0, "")

    # --- what is so, and what has been said

    def side(self, name: str) -> Pair:
        demand(len({*name}) == 2, "that is no side")
        return minus(self.corners[name[1]], self.corners[name[0]])

    def vector(self, name: str) -> Pair:
        """As it has been said to be, or else as it is."""
        if ("vector", name) in self.state:
            return self.state["vector", name]  # type: ignore[no-any-return]
        x, y = self.state.get(("vector", name[::-1])) or self.side(name[::-1])
        return -x, -y

    def square(self, name: str) -> Any:
        side = self.side(name)
        return self.state.get(("square", frozenset(name)), dot(side, side))

    def known(self, name: Any) -> Any:
        demand(name in self.state, f"no {name} has been said")
        return self.state[name]

    def spot(self) -> Pair:
        return self.known("x"), self.known("y")

    def given(self, said: Told, **right: Any) -> None:
        """What a sentence takes from elsewhere."""
        for name, value in right.items():
            demand(same(said[name], value), f"{name} is {value}, not {said[name]}")

    def worked(self, said: Told, place: str, key: Any, **right: Any) -> None:
        """What a sentence works out; the last of it is kept."""
        results = tuple(said[name] for name in right)
        if not all(same(said[name], value) for name, value in right.items()):
            what = f"it comes to {', '.join(map(str, right.values()))}"
            demand(place, what)
            demand(self.slip is None, f"{what}; and something else is wrong already")
            demand((place, results) not in self.refuted, f"{what}; and that has been seen to be wrong")
            self.slip = place, self.copied(self.state), Fault(*self.place, what), (place, results)
        if isinstance(key, tuple) and key[0] == "lines":
            self.state["lines"][key[1]] = (*key[2:], results[-1])
        elif key:
            self.state[key] = results if isinstance(key, tuple) and key[0] in ("vector", "middle") else results[-1]

    @staticmethod
    def copied(state: dict[Any, Any]) -> dict[Any, Any]:
        return {**state, "lines": dict(state["lines"])}
