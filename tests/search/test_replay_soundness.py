"""Whatever a text says, and in whatever order: what the judge lets pass is true, by brute force."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_constraints import ConstraintSpace, NamedSpace, State, draw_space, own_form

from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    Inference,
    Solved,
    Switch,
    Unsolvable,
)
from tracekit.search.replay import replay
from tracekit.seeding import Stream


class Oracle:
    """Follows events that are taken to be true, and holds each against brute force.

    It keeps the states on the way with what was done in each: a decision at a place, or a step elsewhere. Nothing is
    kept of what has failed: brute force knows.
    """

    def __init__(self, space: ConstraintSpace) -> None:
        self.space = space
        self.state: State = space.start()
        self.way: list[list[Any]] = []  # [place, state, the move made there last or None]
        self.left: dict[Any, list[list[Any]]] = {}
        self.seen: Counter[str] = Counter()
        self.places: list[Any] = []
        self.mode = "look"  # what is mostly said next

    def follow(self, event: Event, reached: State) -> None:  # noqa: PLR0912
        space, state = self.space, self.state
        self.seen[type(event).__name__] += 1
        if self.way and self.way[-1][1] == state and not isinstance(event, Decision | Backtrack | Switch):
            self.way[-1][2] = None  # something else than a move of this choice point
        if isinstance(event, ChoicePoint | Backtrack | Switch):
            self.mode = "decide"
        elif self.mode != "stuck":
            self.mode = "stuck" if isinstance(event, DeadEnd) else "look"
        match event:
            case ChoicePoint(place, moves):
                place = space.canonical_place(place)
                variable = place[1]
                values = [value for value in range(1, 9) if self.fits(state, variable, value)]
                told = [own_form(move) for move in moves or ()]
                refuted = [m for m in (("put", variable, v) for v in values) if self.refutes(m)]
                assert not state[variable]
                assert moves is None or {*told, *refuted} == {("put", variable, value) for value in values}
                if [place, state] in [entry[:2] for entry in self.way]:
                    self.way = self.way[: [entry[:2] for entry in self.way].index([place, state]) + 1]
                else:
                    self.way.append([place, state, None])
                self.places.append(place)
            case Decision(move):
                move = own_form(move)
                if self.way[-1][1] != state:  # the choice point was named before something else was found
                    self.way.append([self.way[-1][0], state, None])
                assert self.way[-1][0][1] == move[1]
                assert self.fits(state, *move[1:])
                self.way[-1][2] = move
                self.state = space.after(state, move)
            case Inference(("check", variable), _):
                assert state[variable]
            case Inference(move, _):
                move = own_form(move)
                assert [v for v in range(1, 9) if self.fits(state, move[1], v)] == [move[2]]
                self.state = space.after(state, move)
            case DeadEnd():
                assert not space.has_solution(state)
            case Backtrack(to, refuted):
                fork = self.go_to(to, reached, keep=not refuted)
                if refuted:
                    place, at, move = fork
                    assert not space.has_solution(at if move is None else space.after(at, move)), (place, move)
            case Switch(to):
                self.go_to(to, reached, keep=True)
            case Solved(answer):
                assert state in space.solutions
                assert answer is None or answer.replace(",", " ") == " ".join(map(str, state))
            case Unsolvable():
                assert not space.solutions

    def refutes(self, move: Any) -> bool:
        return not self.space.has_solution(self.space.after(self.state, move))

    def fits(self, state: State, variable: int, value: int) -> bool:
        there = [(other, v) for other, v in enumerate(state) if v]
        inside = 1 <= value <= self.space.sizes[variable]
        return inside and all(frozenset({(variable, value), pair}) not in self.space.forbidden for pair in there)

    def go_to(self, place: Any, reached: State, *, keep: bool) -> list[Any]:
        """Go to a place; what was left there: the place, its state, and the move made (None: something else)."""
        place = self.space.canonical_place(place)
        came_from = [[*entry] for entry in self.way]
        if keep:
            for i, entry in enumerate(came_from):
                self.left[entry[0]] = came_from[: i + 1]
        there = [i for i, entry in enumerate(self.way) if entry[:2] == [place, reached]]
        self.way = [[*entry] for entry in (came_from[: there[-1] + 1] if there else self.left[place])]
        same = 0
        while same + 1 < min(len(self.way), len(came_from)) and came_from[same] == self.way[same]:
            same += 1
        self.state = self.way[-1][1]
        assert self.state == reached
        return came_from[same]


CHANCES = {
    "look": {"choose": 5, "infer": 4, "check": 1, "dead": 8, "solved": 1, "decide": 1, "back": 1},
    "decide": {"decide": 20, "switch": 3, "choose": 2, "infer": 2, "check": 1, "dead": 3, "back": 1},
    "stuck": {"back": 20, "none": 1, "dead": 1, "infer": 1, "choose": 1, "decide": 1},
}


def ideas(space: ConstraintSpace, oracle: Oracle, stream: Stream) -> Iterator[Event]:
    """Things that can be said, true and false, at random."""
    n = len(space.sizes)
    state = oracle.state
    chances = CHANCES[oracle.mode]
    kinds = [kind for kind, weight in chances.items() for _ in range(weight)]

    def form(move: Any) -> Any:
        return ("set", move[2], move[1]) if stream.chance(0.3) else move

    def named(place: Any) -> Any:
        return ("variable", *place[1:]) if stream.chance(0.3) else place

    def listed(moves: list[Any]) -> tuple[Any, ...] | None:
        return tuple(map(form, stream.shuffled(moves))) if space.lists_moves else None

    while True:
        variable, value = stream.below(n), 1 + stream.below(3)
        some = [v for v in (1, 2, 3) if stream.chance(0.5)]
        move = form(("put", variable, value))
        kind = stream.pick(kinds)
        if kind == "choose":
            values = space.candidates(state, variable) if stream.chance(0.8) else some
            yield ChoicePoint(named(space.place(state, variable)), listed([("put", variable, v) for v in values]))
        elif kind == "decide":
            yield Decision(form(("put", oracle.way[-1][0][1] if oracle.way else 0, value)))
        elif kind == "infer":
            yield Inference(move, stream.pick(["only", "left", "because"]))
        elif kind == "check":
            yield Inference(("check", variable))
        elif kind == "dead":
            pair = ("pair", *sorted((variable, stream.below(n))))
            yield DeadEnd(stream.pick([("none", variable), ("empty", variable), pair]))
        elif kind in ("back", "switch") and oracle.places:
            place = stream.pick(oracle.places)
            moves = listed([("put", place[1], v) for v in some])
            yield (
                Switch(named(place), moves) if kind == "switch" else Backtrack(named(place), stream.chance(0.5), moves)
            )
        elif kind == "none":
            yield Unsolvable()
        elif kind == "solved" and stream.chance(0.3):
            yield Solved(stream.pick([None, " ".join(map(str, state)), ",".join(map(str, state)), "1 1"]))


def check(seed: int, kind: type[ConstraintSpace], n_events: int = 50) -> Counter[str]:
    """Say whatever the judge does not call false, and hold it against brute force."""
    stream = Stream("soundness", seed)
    space = draw_space(stream, kind)
    oracle, said = Oracle(space), list[Event]()
    while len(said) < n_events:
        for event in itertools.islice(ideas(space, oracle, stream), 60):
            outcome = replay(space, [*said, event])
            found = outcome.findings.get(len(said))
            if outcome.is_true and not (found and found.idle and stream.chance(0.9)):
                oracle.follow(event, outcome.state)
                said.append(event)
                oracle.seen["out of order"] += found is not None
                break
        else:
            break
        if outcome.ended:
            break
    return oracle.seen


KINDS = st.sampled_from([ConstraintSpace, NamedSpace])


@given(st.integers(0, 2**32), KINDS)
@settings(max_examples=60)
def test_what_passes_is_true(seed: int, kind: type[ConstraintSpace]) -> None:
    check(seed, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [ConstraintSpace, NamedSpace])
def test_what_passes_is_true_many_times(kind: type[ConstraintSpace]) -> None:
    """And all there is to say is said, in and out of order: else this would show nothing."""
    seen: Counter[str] = Counter()
    for seed in range(800):
        seen += check(seed, kind)
    assert {"ChoicePoint", "Decision", "Inference", "DeadEnd", "Backtrack", "Switch", "Solved", "Unsolvable"} <= {
        what for what, n in seen.items() if n >= 40
    }
    assert seen["out of order"] > 2000
