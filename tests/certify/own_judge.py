"""A second opinion on event sequences: the rules of the puzzles written down again, with no thought to speed.

It knows nothing of the library but the classes of events. Where the certifier reports nothing, it must find nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    GaveUp,
    Inference,
    Solved,
    Unsolvable,
)


class CountdownRules:
    """Use every number once, integers only, no negative numbers."""

    def __init__(self, problem: Any) -> None:
        self.start = tuple(sorted(problem.numbers))
        self.target = problem.target

    def goal(self, state: Any) -> bool:
        return state == (self.target,)

    def moves(self, state: Any) -> set[Any]:
        found = set()
        for i, a in enumerate(state):
            for j, b in enumerate(state):
                if i != j:
                    found.add((max(a, b), "+", min(a, b), a + b))
                    found.add((max(a, b), "*", min(a, b), a * b))
                    if a >= b:
                        found.add((a, "-", b, a - b))
                    if a >= b and b and Fraction(a, b).denominator == 1:
                        found.add((a, "/", b, a // b))
        return found

    def after(self, state: Any, move: Any) -> Any:
        left = list(state)
        left.remove(move[0])
        left.remove(move[2])
        return tuple(sorted([*left, move[3]]))

    def is_choice(self, state: Any, event: ChoicePoint) -> bool:
        return len(self.moves(state)) > 1 and tuple(sorted(event.place)) == state

    def is_dead(self, state: Any, reason: Any) -> bool:
        return len(state) == 1 and reason == (state[0], self.target) and state[0] != self.target

    def is_forced(self, state: Any, move: Any) -> bool:
        return self.moves(state) == {tuple(move)}

    def lists(self, untried: set[Any], event: Any) -> bool:
        return event.moves is None

    def answers(self, event: Solved, used: tuple[int, ...]) -> bool:
        # Written by the library itself: plus, minus, times and whole quotients of the given numbers.
        text = event.answer or ""
        if not set(text) <= set("0123456789+-*/() "):
            return False
        numbers = sorted(int(n) for n in text.translate(str.maketrans("+-*/()", "      ")).split())
        return tuple(numbers) == used and eval(text) == self.target  # noqa: S307


class SudokuRules:
    """One blank after the other, row by row."""

    def __init__(self, problem: Any) -> None:
        self.start = tuple(map(int, problem.puzzle))
        self.size = problem.size
        self.box = {4: (2, 2), 6: (2, 3), 9: (3, 3)}[self.size]

    def goal(self, state: Any) -> bool:
        return 0 not in state

    def units(self, i: int) -> list[list[int]]:
        n, (h, w) = self.size, self.box
        r, c = divmod(i, n)
        row = [r * n + x for x in range(n)]
        column = [x * n + c for x in range(n)]
        box = [y * n + x for y in range(n) for x in range(n) if (y // h, x // w) == (r // h, c // w)]
        return [row, column, box]

    def candidates(self, state: Any, i: int) -> list[int]:
        seen = {state[j] for unit in self.units(i) for j in unit}
        return [v for v in range(1, self.size + 1) if v not in seen]

    def name(self, i: int) -> tuple[int, int]:
        return (i // self.size + 1, i % self.size + 1)

    def moves(self, state: Any) -> set[Any]:
        i = state.index(0)
        return {(self.name(i), v) for v in self.candidates(state, i)}

    def after(self, state: Any, move: Any) -> Any:
        (r, c), value = move
        new = list(state)
        new[(r - 1) * self.size + c - 1] = value
        return tuple(new)

    def is_choice(self, state: Any, event: ChoicePoint) -> bool:
        moves = self.moves(state)
        return len(moves) > 1 and event.place == self.name(state.index(0)) and list(event.moves or ()) == sorted(moves)

    def is_dead(self, state: Any, reason: Any) -> bool:
        if 0 not in state or self.moves(state):
            return False  # in this order of cells the next blank has to be looked at first
        (r, c), *claimed = reason
        if not (1 <= r <= self.size and 1 <= c <= self.size):
            return False
        i = (r - 1) * self.size + c - 1
        there = [{state[j] for j in unit} - {0} for unit in self.units(i)]
        return (
            state[i] == 0
            and all(set(values) <= seen for values, seen in zip(claimed, there, strict=True))
            and set().union(*map(set, claimed)) == set(range(1, self.size + 1))
        )

    def is_forced(self, state: Any, move: Any) -> bool:
        return 0 in state and self.moves(state) == {tuple(move)}

    def lists(self, untried: set[Any], event: Any) -> bool:
        return list(event.moves or ()) == sorted(untried)

    def answers(self, event: Solved, used: Any) -> bool:
        return event.answer is None


def judge(rules: Any, events: Any, *, complete: bool = True) -> bool:  # noqa: PLR0911, PLR0912
    """Whether each event is true where it stands and, of a complete trace, the last one is an end."""
    dead: set[tuple[Any, ...]] = set()  # ways to a dead end that has been named
    tried: dict[tuple[Any, ...], set[Any]] = {}  # by the way to a choice point
    way: tuple[Any, ...] = ()

    def state_of(way: tuple[Any, ...]) -> Any:
        state = rules.start
        for move in way:
            state = rules.after(state, move)
        return state

    def refuted(way: tuple[Any, ...]) -> bool:
        if way in dead:
            return True
        state = state_of(way)
        return (
            not rules.goal(state)
            and any(len(d) > len(way) and d[: len(way)] == way for d in dead)
            and all(refuted((*way, move)) for move in rules.moves(state))
        )

    mode = "look"
    for n, event in enumerate(events):
        state = state_of(way)
        last = n == len(events) - 1
        if isinstance(event, GaveUp):
            return last and not rules.goal(state)
        if isinstance(event, Unsolvable):
            return last and mode == "stuck" and refuted(())
        if mode == "look":
            if isinstance(event, Solved):
                return last and rules.goal(state) and rules.answers(event, rules.start)
            if rules.goal(state):
                return False
            if isinstance(event, ChoicePoint) and rules.is_choice(state, event):
                tried[way] = set()
                mode = "decide"
            elif isinstance(event, Inference) and rules.is_forced(state, event.move):
                way = (*way, tuple(event.move))
            elif isinstance(event, DeadEnd) and rules.is_dead(state, event.reason):
                dead.add(way)
                mode = "stuck"
            else:
                return False
        elif mode == "decide":
            if not isinstance(event, Decision):
                return False
            move = tuple(event.move)
            if move not in rules.moves(state) or move in tried[way]:
                return False
            tried[way].add(move)
            way, mode = (*way, move), "look"
        else:
            if not isinstance(event, Backtrack):
                return False
            named = [
                to for to in tried if rules.is_choice(state_of(to), ChoicePoint(event.to, listed(rules, to, state_of)))
            ]
            on_path = [to for to in named if to == way[: len(to)]]
            # Where numbers are all there is to say of a state, one can go back to those of a line set aside.
            targets = on_path or (named[-1:] if isinstance(rules, CountdownRules) else [])
            if not targets:
                return False
            (to,) = targets
            fork = next((i for i, (a, b) in enumerate(zip(way, to, strict=False)) if a != b), len(to))
            untried = rules.moves(state_of(to)) - tried[to]
            if not untried or not rules.lists(untried, event):
                return False
            line = way[: fork + 1]
            if event.refuted and not refuted(line):
                return False
            if event.refuted or not isinstance(rules, CountdownRules):
                tried = {key: value for key, value in tried.items() if key[: fork + 1] != line}
            way, mode = to, "decide"
    return not complete


def listed(rules: Any, way: Any, state_of: Any) -> Any:
    """The moves as a choice point there would list them."""
    return tuple(sorted(rules.moves(state_of(way))))
