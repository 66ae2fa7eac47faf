"""A small constraint problem whose variables can be branched on in any order, and what brute force says of it.

A state is the value of each variable, 0 where it has none. Everything can be told in two forms, and more is true of a
state than the search says: see the hooks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from tracekit.search.events import DeadEnd, Inference
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream

State = tuple[int, ...]
Move = tuple[Any, ...]


class ConstraintSpace(Space[State, Move]):
    """``forbidden`` holds pairs of a variable with a value that must not be together; values count from 1.

    A move is ``("put", variable, value)`` or, in another form, ``("set", value, variable)``. A place is ``("of",
    variable)`` or ``("variable", variable)``.
    """

    lists_moves: ClassVar[bool] = True

    def __init__(self, sizes: Sequence[int], forbidden: frozenset[frozenset[tuple[int, int]]]) -> None:
        self.sizes, self.forbidden = tuple(sizes), forbidden

    def start(self) -> State:
        return (0,) * len(self.sizes)

    def candidates(self, state: State, variable: int) -> list[int]:
        return [
            value
            for value in range(1, self.sizes[variable] + 1)
            if not any(
                there and frozenset({(variable, value), (other, there)}) in self.forbidden
                for other, there in enumerate(state)
            )
        ]

    def open(self, state: State) -> list[int]:
        return [variable for variable, value in enumerate(state) if not value]

    def look(self, state: State) -> View[Move]:
        waiting = self.open(state)
        if not waiting:
            return Goal()
        first = waiting[0]
        values = self.candidates(state, first)
        if not values:
            return DeadEnd(("none", first))
        if len(values) == 1:
            return Inference(("put", first, values[0]), "only")
        return self.choice(state, first)

    def choice(self, state: State, variable: int) -> Choice[Move]:
        values = self.candidates(state, variable)
        return Choice(self.place(state, variable), tuple(("put", variable, value) for value in values))

    def place(self, state: State, variable: int) -> Any:
        return ("of", variable)

    def after(self, state: State, move: Move) -> State:
        _, variable, value = own_form(move)
        return (*state[:variable], value, *state[variable + 1 :])

    def guides(self, stream: Stream) -> Iterator[Guide[State, Move]]:
        yield from ()

    def answer(self, moves: Sequence[Move]) -> str:
        values = dict(own_form(move)[1:] for move in moves)
        return " ".join(str(values[variable]) for variable in sorted(values))

    # --- what else is true

    def canonical_place(self, place: Any) -> Any:
        return ("of", *place[1:]) if isinstance(place, tuple) and place[:1] == ("variable",) else place

    def legal_move(self, moves: Sequence[Move], move: Any) -> Move | None:
        return super().legal_move(moves, own_form(move))

    def choice_at(self, state: State, place: Any) -> Choice[Move] | None:
        place = self.canonical_place(place)
        waiting = [variable for variable in self.open(state) if self.place(state, variable) == place]
        return self.choice(state, waiting[0]) if waiting and len(self.candidates(state, waiting[0])) > 1 else None

    def after_inference(self, state: State, move: Any, reason: Any) -> State | None:
        move = own_form(move)
        if not isinstance(move, tuple):
            return None
        if len(move) == 2 and move[0] == "check":
            known = isinstance(move[1], int) and 0 <= move[1] < len(state) and state[move[1]]
            return state if known and reason is None else None
        if len(move) != 3 or move[1] not in self.open(state) or reason not in ("only", "left"):
            return None
        return self.after(state, move) if self.candidates(state, move[1]) == [move[2]] else None

    def accepts_dead_end(self, state: State, reason: object) -> bool:
        return reason in self.reasons(state)

    def reasons(self, state: State) -> list[Any]:
        """Variables without a value, and pairs of variables without a pair of values."""
        waiting = self.open(state)
        found: list[Any] = []
        for variable in waiting:
            if not self.candidates(state, variable):
                found += [("none", variable), ("empty", variable)]
        for one, other in itertools.combinations(waiting, 2):
            pairs = itertools.product(self.candidates(state, one), self.candidates(state, other))
            if all(frozenset({(one, a), (other, b)}) in self.forbidden for a, b in pairs):
                found.append(("pair", one, other))
        return found

    def accepts_answer(self, moves: Sequence[Move], answer: str | None) -> bool:
        own = self.answer(moves)
        return answer is None or answer in (own, own.replace(" ", ","))

    # --- brute force

    @cached_property
    def solutions(self) -> list[State]:
        every = itertools.product(*(range(1, size + 1) for size in self.sizes))
        return [
            values
            for values in every
            if not any(frozenset(pair) in self.forbidden for pair in itertools.combinations(enumerate(values), 2))
        ]

    def has_solution(self, state: State) -> bool:
        return any(all(v in (0, w) for v, w in zip(state, solution, strict=True)) for solution in self.solutions)


class NamedSpace(ConstraintSpace):
    """The same, but a place says all about its state, and moves are not listed."""

    lists_moves: ClassVar[bool] = False
    place_names_state: ClassVar[bool] = True

    def place(self, state: State, variable: int) -> Any:
        return ("of", variable, state)

    def state_named(self, place: object) -> State | None:
        return place[2] if isinstance(place, tuple) and len(place) == 3 and place[0] == "of" else None


def own_form(move: Any) -> Any:
    """The form of a move that the search uses."""
    if isinstance(move, tuple) and len(move) == 3 and move[0] == "set":
        return ("put", move[2], move[1])
    return move


def draw_space(stream: Stream, kind: type[ConstraintSpace] = ConstraintSpace) -> ConstraintSpace:
    """A random problem: three to five variables with two or three values."""
    sizes = [2 + stream.below(2) for _ in range(3 + stream.below(3))]
    share = 0.1 + 0.4 * stream.random()
    pairs = itertools.combinations([(i, v) for i, size in enumerate(sizes) for v in range(1, size + 1)], 2)
    return kind(
        sizes, frozenset(frozenset(pair) for pair in pairs if pair[0][0] != pair[1][0] and stream.chance(share))
    )
