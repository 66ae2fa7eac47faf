"""A genuine search that goes about a small constraint problem in any order it likes, and says what it does.

It branches on any variable, makes forced moves and checks when it likes, sees dead ends early, sets lines aside and
takes them up again, lists sets in any order and says everything in any form. It keeps its own record of failures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toy_constraints import ConstraintSpace, State

from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Solved, Unsolvable
from tracekit.seeding import Stream

NO_MOVE = "no move"


@dataclass(eq=False)
class Named:
    """A choice point as the search remembers it."""

    variable: int
    place: Any
    state: State
    moves: list[Any]
    tried: set[Any] = field(default_factory=set)
    failed: set[Any] = field(default_factory=set)
    last: Any = None
    children: list[tuple[Any, Named]] = field(default_factory=list)

    @property
    def has_failed(self) -> bool:
        return NO_MOVE in self.failed or all(move in self.failed for move in self.moves)

    @property
    def hopeful(self) -> list[Any]:
        return [move for move in self.moves if move not in self.failed]


class FreeSearch:
    """The events of one such search, up to ``most`` of them.

    Attributes:
        events: what it says.
        done: whether it came to an end.
    """

    def __init__(self, space: ConstraintSpace, stream: Stream, *, odd: float = 0.2, most: int = 400) -> None:
        self.space, self.stream, self.odd = space, stream, odd
        self.state = space.start()
        self.line: list[Named] = []
        self.events: list[Event] = []
        self.done = False
        while not self.done and len(self.events) < most:
            self.look_around()

    # --- how it talks

    def form(self, move: Any) -> Any:
        return ("set", move[2], move[1]) if self.stream.chance(0.3) else move

    def place_of(self, place: Any) -> Any:
        return ("variable", *place[1:]) if self.stream.chance(0.3) else place

    def listed(self, moves: list[Any]) -> tuple[Any, ...] | None:
        return tuple(map(self.form, self.stream.shuffled(moves))) if self.space.lists_moves else None

    # --- what it does

    def look_around(self) -> None:
        """One thing about the present state."""
        space, state, stream = self.space, self.state, self.stream
        waiting = space.open(state)
        if stream.chance(self.odd) and any(state):
            known = [variable for variable, value in enumerate(state) if value]
            self.events.append(Inference(("check", stream.pick(known))))
        if not waiting:
            answer = " ".join(map(str, state))
            self.events.append(Solved(stream.pick([None, answer, answer.replace(" ", ",")])))
            self.done = True
            return
        reasons = space.reasons(state)
        forced = [variable for variable in waiting if len(space.candidates(state, variable)) == 1]
        open_ones = [variable for variable in waiting if len(space.candidates(state, variable)) > 1]
        if reasons and (not (forced or open_ones) or stream.chance(0.6)):
            self.fail(reasons)
        elif forced and (not open_ones or stream.chance(0.5)):
            self.infer(stream.pick(forced))
        else:
            self.choose(stream.pick(open_ones))

    def infer(self, variable: int) -> None:
        (value,) = self.space.candidates(self.state, variable)
        self.events.append(Inference(self.form(("put", variable, value)), self.stream.pick(["only", "left"])))
        self.state = self.space.after(self.state, ("put", variable, value))

    def choose(self, variable: int) -> None:
        space, state, stream = self.space, self.state, self.stream
        choice = space.choice(state, variable)
        self.events.append(ChoicePoint(self.place_of(choice.place), self.listed(list(choice.moves))))
        here = [named for named in self.line if named.state == state]
        if again := [named for named in here if named.variable == variable]:
            del self.line[self.line.index(again[0]) + 1 :]
        else:
            self.line.append(self.remembered(variable, choice.place, list(choice.moves)))
        if stream.chance(self.odd):  # it has another look at the state before it decides, and does something else
            self.line[-1].last = NO_MOVE
            return
        self.decide()

    def remembered(self, variable: int, place: Any, moves: list[Any]) -> Named:
        """The choice point, as it was left if this very line was on before."""
        if not self.line:
            return Named(variable, place, self.state, moves)
        above = self.line[-1]
        for move, named in above.children:
            if (move, named.variable, named.state) == (above.last, variable, self.state):
                return named
        named = Named(variable, place, self.state, moves)
        above.children.append((above.last, named))
        return named

    def decide(self) -> None:
        named, stream = self.line[-1], self.stream
        fresh = [move for move in named.moves if move not in named.tried]
        move = stream.pick(fresh if fresh and not stream.chance(self.odd) else named.hopeful or named.moves)
        if move in named.failed:
            raise LookupError("there is nothing left to decide")
        named.tried.add(move)
        named.last = move
        self.events.append(Decision(self.form(move)))
        self.state = self.space.after(self.state, move)

    def fail(self, reasons: list[Any]) -> None:
        stream = self.stream
        self.events.append(DeadEnd(stream.pick(reasons)))
        if stream.chance(self.odd):  # and another reason, or the same once more
            self.events.append(DeadEnd(stream.pick(reasons)))
        for named in reversed(self.line):
            named.failed.add(named.last)
            if not named.has_failed:
                break
        # By a name the innermost choice point is meant where there are two.
        inner = {named.place: named for named in self.line if named.hopeful}
        targets = [named for named in inner.values() if not named.has_failed]
        if not targets:
            self.events.append(Unsolvable())
            self.done = True
            return
        target = targets[-1] if stream.chance(0.7) else stream.pick(targets)
        fresh = [move for move in target.moves if move not in target.tried]
        told = fresh if fresh and stream.chance(0.7) else target.hopeful
        self.events.append(Backtrack(self.place_of(target.place), target.last in target.failed, self.listed(told)))
        del self.line[self.line.index(target) + 1 :]
        self.state = target.state
        if stream.chance(self.odd / 2):
            target.last = NO_MOVE
        else:
            self.decide()
