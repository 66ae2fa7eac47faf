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

Way = tuple[Any, ...]


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

    def name(self, place: Any) -> Any:
        return tuple(sorted(place))

    def moves_at(self, state: Any, place: Any) -> set[Any]:
        return self.moves(state) if place == state else set()

    def is_dead(self, state: Any, reason: Any) -> bool:
        return len(state) == 1 and reason == (state[0], self.target) and state[0] != self.target

    def is_forced(self, state: Any, move: Any) -> bool:
        return self.moves(state) == {tuple(move)}

    def lists(self, moves: set[Any], event: Any) -> bool:
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

    def name(self, place: Any) -> Any:
        return tuple(place)

    def cell(self, place: Any) -> int | None:
        row, column = place
        return (row - 1) * self.size + column - 1 if 1 <= row <= self.size and 1 <= column <= self.size else None

    def moves_at(self, state: Any, place: Any) -> set[Any]:
        """What a cell can be, whenever the search comes to it."""
        i = self.cell(place)
        return set() if i is None or state[i] else {(place, value) for value in self.candidates(state, i)}

    def moves(self, state: Any) -> set[Any]:
        """What the first cell can be, in rows."""
        i = state.index(0)
        return self.moves_at(state, (i // self.size + 1, i % self.size + 1))

    def after(self, state: Any, move: Any) -> Any:
        (r, c), value = move
        new = list(state)
        new[(r - 1) * self.size + c - 1] = value
        return tuple(new)

    def is_dead(self, state: Any, reason: Any) -> bool:
        place, *claimed = reason
        i = self.cell(place)
        if i is None or state[i] or self.candidates(state, i):
            return False
        there = [{state[j] for j in unit} - {0} for unit in self.units(i)]
        inside = all(set(values) <= seen for values, seen in zip(claimed, there, strict=True))
        return inside and set().union(*map(set, claimed)) == set(range(1, self.size + 1))

    def is_forced(self, state: Any, move: Any) -> bool:
        return self.moves_at(state, tuple(move[0])) == {tuple(move)}

    def lists(self, moves: set[Any], event: Any) -> bool:
        return isinstance(event.moves, tuple) and len(event.moves) == len(moves) and set(event.moves) == moves

    def answers(self, event: Solved, used: Any) -> bool:
        return event.answer is None


class Followed:
    """Events, followed as far as they are true."""

    def __init__(self, rules: Any) -> None:
        self.rules = rules
        self.dead: set[Way] = set()  # ways to a dead end that has been named
        self.forced: dict[Way, set[Any]] = {}  # by way: moves made there without a decision
        self.tried: dict[tuple[Way, Any], set[Any]] = {}  # by the way to a choice point and its name
        self.way: Way = ()
        self.mode = "look"
        self.place: Any = None  # of the choice point where a decision has to come, or was to come
        self.states: dict[Way, Any] = {(): rules.start}
        self.moves: dict[tuple[Way, Any], set[Any]] = {}

    def state(self, way: Way) -> Any:
        if way not in self.states:
            self.states[way] = self.rules.after(self.state(way[:-1]), way[-1])
        return self.states[way]

    def moves_at(self, way: Way, place: Any) -> set[Any]:
        if (way, place) not in self.moves:
            self.moves[way, place] = self.rules.moves_at(self.state(way), place)
        return self.moves[way, place]

    def refuted(self, way: Way) -> bool:
        if way in self.dead or any(self.refuted((*way, move)) for move in self.forced.get(way, ())):
            return True
        named = [place for at, place in self.tried if at == way and self.tried[at, place]]
        return any(all(self.refuted((*way, move)) for move in self.moves_at(way, place)) for place in named)

    def take(self, event: Any, *, last: bool) -> bool:
        match event:
            case GaveUp():
                return last and not self.rules.goal(self.state(self.way))
            case Unsolvable():
                return last and self.mode == "stuck" and self.refuted(())
            case Solved():
                state = self.state(self.way)
                return (
                    last
                    and self.mode == "look"
                    and self.rules.goal(state)
                    and self.rules.answers(event, self.rules.start)
                )
            case ChoicePoint():
                return self.choose(event)
            case Inference(move):
                return self.infer(tuple(move))
            case DeadEnd(reason):
                if not self.rules.is_dead(self.state(self.way), reason):
                    return False
                self.dead.add(self.way)
                self.mode = "stuck"
                return True
            case Decision(move):
                return self.decide(tuple(move))
            case Backtrack():
                return self.go_back(event)
        return False

    def choose(self, event: ChoicePoint) -> bool:
        place = self.rules.name(event.place)
        moves = self.moves_at(self.way, place)
        listed = [moves]
        if self.mode == "decide" and place == self.place:  # said again, perhaps without what has failed
            listed.append({move for move in moves if not self.refuted((*self.way, move))})
        if not moves or not any(self.rules.lists(each, event) for each in listed):
            return False
        if self.mode != "stuck":
            self.tried.setdefault((self.way, place), set())
            self.mode, self.place = "decide", place
        return True

    def infer(self, move: Any) -> bool:
        if not self.rules.is_forced(self.state(self.way), move):
            return False
        self.forced.setdefault(self.way, set()).add(move)
        self.way = (*self.way, move)
        self.mode, self.place = ("stuck" if self.mode == "stuck" else "look"), self.place
        return True

    def decide(self, move: Any) -> bool:
        if self.mode == "stuck" or self.place is None:
            return False
        moves = self.moves_at(self.way, self.place)
        if move not in moves or self.refuted((*self.way, move)):
            return False
        self.tried.setdefault((self.way, self.place), set()).add(move)
        self.way, self.mode, self.place = (*self.way, move), "look", None
        return True

    def go_back(self, event: Backtrack) -> bool:
        if self.mode != "stuck":
            return False
        name, way = self.rules.name(event.to), self.way
        named = [to for to, place in self.tried if place == name]
        # Where numbers are all there is to say of a state, one can go back to those of a line set aside.
        on_path = [to for to in named if to == way[: len(to)]]
        targets = on_path or (named if isinstance(self.rules, CountdownRules) else [])
        if not targets:
            return False
        to = targets[-1]
        fork = next((i for i, (a, b) in enumerate(zip(way, to, strict=False)) if a != b), len(to))
        moves = self.moves_at(to, name)
        left = {move for move in moves if not self.refuted((*to, move))}
        listed = any(self.rules.lists(each, event) for each in (moves - self.tried[to, name], left))
        if not left or not listed or event.refuted != self.refuted(way[: fork + 1]):
            return False
        self.way, self.mode, self.place = to, "decide", name
        return True


def judge(rules: Any, events: Any, *, complete: bool = True) -> bool:
    """Whether each event is true where it stands and, of a complete trace, the last one is an end."""
    followed = Followed(rules)
    n = len(events)
    if not all(followed.take(event, last=i == n - 1) for i, event in enumerate(events)):
        return False
    return not complete or bool(events and isinstance(events[-1], GaveUp | Solved | Unsolvable))
