"""The search space of a zebra puzzle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from tracekit.search.events import DeadEnd, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue, masks
from tracekit.tasks.zebra_puzzles.problem import (
    Blocked,
    BrokenClue,
    ByClue,
    Houses,
    LastHouse,
    Left,
    NoHouse,
    Place,
    Ruled,
    Taken,
    ZebraPuzzlesProblem,
)
from tracekit.tasks.zebra_puzzles.remarks import claims_of, is_true

Deduction = Literal["none", "given", "linked", "forced"]
Order = Literal["listed", "clues", "chained", "fewest"]


class ZebraSpace(Space[Houses, Place]):
    """The search space of one zebra puzzle."""

    remark_kinds = ("check", "restate", "list")

    def __init__(self, problem: ZebraPuzzlesProblem, *, order: Order, deduction: Deduction) -> None:
        self.problem, self.order = problem, order
        n = self.n = problem.n_houses
        self.labels = [value for values in problem.values for value in values]
        index = self.index = {value: i for i, value in enumerate(self.labels)}
        self.respects_clues, self.forced_first = deduction in ("linked", "forced"), deduction == "forced"
        self.respects_houses = deduction != "none"
        self.full = (2 << n) - 2
        self.mates = [[j for j in range(i - i % n, i - i % n + n) if j != i] for i in range(len(self.labels))]
        self.places = [[Place(value, house) for house in range(n + 1)] for value in self.labels]
        # By value: number of the clue, the other values, the houses left for the value by the houses of the others.
        self.clues_of: list[list[tuple[int, tuple[int, ...], tuple[int, ...]]]] = [[] for _ in self.labels]
        self.members = [tuple([index[value] for value in clue.values]) for clue in problem.clues]
        for number, clue in enumerate(problem.clues, 1):
            members = self.members[number - 1]
            for position, i in enumerate(members):
                others = members[:position] + members[position + 1 :]
                self.clues_of[i].append((number, others, masks(clue.kind, position, n, clue.house)))
        # The values that a clue puts in a house come first, then all others as the clues mention them.
        given = [
            i for clue, members in zip(problem.clues, self.members, strict=True) if clue.kind == "at" for i in members
        ]
        self.mentioned = tuple(dict.fromkeys(given + [i for members in self.members for i in members]))
        self._respected_of = [
            [clue for clue in clues if self.respects_clues or (self.respects_houses and not clue[1])]
            for clues in self.clues_of
        ]
        self._nodes: dict[Houses, tuple[int, int]] = {}
        self._views: dict[Houses, View[Place]] = {}

    def start(self) -> Houses:
        return (0,) * len(self.labels)

    def look(self, state: Houses) -> View[Place]:
        view = self._views.get(state)
        if view is None:
            view = self._views[state] = self._look(state)
        return view

    def _look(self, state: Houses) -> View[Place]:
        i, open_houses = self._node(state)
        if i < 0:
            return Goal()
        if not open_houses:
            return DeadEnd(self._broken(state) or self._why_stuck(state, i))
        places = self.places[i]
        if open_houses & (open_houses - 1):
            return Choice(self.labels[i], tuple([places[house] for house in _bits(open_houses)]))
        return Inference(places[open_houses.bit_length() - 1], self._why_forced(state, i, open_houses))

    def after(self, state: Houses, move: Place) -> Houses:
        i = self.index[move.value]
        return (*state[:i], move.house, *state[i + 1 :])

    def children(self, state: Houses) -> Sequence[Houses] | None:
        i, open_houses = self._node(state)
        if i < 0:
            return None
        before, behind = state[:i], state[i + 1 :]
        return [(*before, house, *behind) for house in _bits(open_houses)]

    def guides(self, stream: Stream) -> Iterator[Guide[Houses, Place]]:
        rows = self.problem.solved_table()
        house_of = {value: house for house, row in enumerate(rows, 1) for value in row}

        def guide(_state: Houses, moves: Sequence[Place]) -> int:
            right = house_of[moves[0].value]
            return next((i for i, move in enumerate(moves) if move.house == right), 0)

        yield guide

    def answer(self, moves: Sequence[Place]) -> str:
        house_of = {move.value: move.house for move in moves}
        if self.problem.ask == "first":
            return next(name for name in self.problem.values[0] if house_of[name] == 1)
        rows = [
            [next(value for value in values if house_of[value] == house) for values in self.problem.values]
            for house in range(1, self.n + 1)
        ]
        return "\n".join(f"{house}: {', '.join(row)}" for house, row in enumerate(rows, 1))

    def solved(self, moves: Sequence[Place]) -> Solved:
        return Solved(self.answer(moves) if self.problem.ask == "first" else None)

    def accepts_dead_end(self, state: Houses, reason: object) -> bool:
        return isinstance(self.look(state), DeadEnd) and self.why_not(state, reason) is None

    def why_not(self, state: Houses, claim: object) -> str | None:
        if isinstance(claim, BrokenClue):
            return self._misquoted(claim) or self._not_broken(state, claim)
        if not isinstance(claim, Blocked | NoHouse | Place):
            return ""
        i = self.index.get(claim.value)
        if i is None:
            return f"there is no {claim.value} here"
        if state[i]:
            return f"{claim.value} is in house {state[i]}"
        if isinstance(claim, Place):
            open_houses = _bits(self._open(state, i))
            if open_houses == [claim.house]:
                return None
            return f"open for {claim.value}: {', '.join(map(str, open_houses)) or 'no house'}"
        return (
            self._not_blocked(state, i, claim) if isinstance(claim, Blocked) else self._not_accounted(state, i, claim)
        )

    def remarks(self, kind: str, state: Houses, path: Sequence[Place]) -> Sequence[object]:
        return claims_of(kind, self, state, path)

    def holds(self, state: Houses, path: Sequence[Place], claim: object) -> bool:
        return is_true(claim, self, state)

    def next_value(self, state: Houses) -> int:
        """The number of the value that the search looks at next; -1 at the goal."""
        return self._node(state)[0]

    def open_houses(self, state: Houses, i: int) -> tuple[int, ...]:
        """The houses open for value number ``i``, smallest first."""
        return tuple(_bits(self._open(state, i)))

    def plausibility(self, state: Houses, moves: Sequence[Place]) -> Sequence[float]:
        # A clash that shows at the next step is seen more often than one that shows later.
        return [3.0 if self._node(self.after(state, move))[1] else 1.0 for move in moves]

    def promise(self, state: Houses) -> float:
        """The fewer houses the values have open on average, the nearer; a value without any is a dead end."""
        counts = [self._open(state, i).bit_count() for i, house in enumerate(state) if not house]
        return -sum(counts) / len(counts) if all(counts) else -float(self.n)

    def after_claim(self, state: Houses, move: object) -> Houses | None:
        if not isinstance(move, Place) or move.value not in self.index or not 1 <= move.house <= self.n:
            return None
        return None if state[self.index[move.value]] else self.after(state, move)

    def _node(self, state: Houses) -> tuple[int, int]:
        """The value to look at and its open houses: -1 at the goal, no house in a dead end."""
        node = self._nodes.get(state)
        if node is None:
            node = self._nodes[state] = self._find_node(state)
        return node

    def _find_node(self, state: Houses) -> tuple[int, int]:
        if not self.respects_clues and self._broken(state):
            return 0, 0
        if 0 not in state:
            return -1, 0
        if self.forced_first or self.order == "fewest":
            # The first value that cannot be placed, else the first that can be placed in one way only, else ...
            unplaced = [i for i in dict.fromkeys(self._in_order(state)) if not state[i]]
            nodes = [(i, self._open(state, i)) for i in unplaced]
            counts = [open_houses.bit_count() for _, open_houses in nodes]
            fewest = min(counts)
            return nodes[counts.index(fewest)] if fewest < 2 or self.order == "fewest" else nodes[0]
        in_order = self.mentioned if self.order == "clues" else self._in_order(state)
        for i in in_order:
            if not state[i]:
                return i, self._open(state, i)
        i = state.index(0)
        return i, self._open(state, i)

    def _in_order(self, state: Houses) -> Iterator[int]:
        """The values in the order of the setting; it may name placed ones, and some more than once."""
        if self.order == "chained":
            for members in self.members:
                waiting = [i for i in members if not state[i]]
                if len(waiting) == 1:
                    yield waiting[0]
        if self.order in ("clues", "chained"):
            yield from self.mentioned
        yield from range(len(state))

    def _open(self, state: Houses, i: int) -> int:
        """The houses open for a value, as a bit set."""
        left = self.full
        for mate in self.mates[i]:
            left &= ~(1 << state[mate])
        for _, others, allowed in self._respected_of[i]:
            left &= allowed[_key(state, others)]
        return left

    def _broken(self, state: Houses) -> BrokenClue | None:
        """The first clue that does not hold although all its values are placed."""
        for number, members in enumerate(self.members, 1):
            houses = tuple([state[i] for i in members])
            clue = self.problem.clues[number - 1]
            if 0 not in houses and not KINDS[clue.kind].holds(houses, clue.house):
                return BrokenClue(number, clue, houses)
        return None

    def _why_stuck(self, state: Houses, i: int) -> Blocked | NoHouse:
        found = self._best_clue(state, i, 0)
        return (
            Blocked(self.labels[i], *found) if found else NoHouse(self.labels[i], *self._accounts(state, i, self.full))
        )

    def _why_forced(self, state: Houses, i: int, house: int) -> ByClue | LastHouse | Left:
        found = self._best_clue(state, i, house)
        if all(state[mate] for mate in self.mates[i]) and (not found or found[2]):
            return LastHouse()
        return ByClue(*found) if found else Left(*self._accounts(state, i, self.full & ~house))

    def _best_clue(self, state: Houses, i: int, house: int) -> tuple[int, Clue, tuple[Taken, ...]] | None:
        """A clue that leaves a value this house (0: none) and taken ones, as few as possible, and what has those."""
        taken = {state[mate]: self.labels[mate] for mate in self.mates[i] if state[mate]}
        found = []
        for number, others, allowed in self._respected_of[i]:
            rest = _bits(allowed[_key(state, others)] & ~house)
            if all(other in taken for other in rest):
                found.append((len(rest), number, rest))
        if not found:
            return None
        _, number, rest = min(found)
        return number, self.problem.clues[number - 1], tuple([Taken(other, taken[other]) for other in rest])

    def _accounts(self, state: Houses, i: int, houses: int) -> tuple[tuple[Ruled, ...], tuple[Taken, ...]]:
        """Why none of some houses is open: clues that rule out several of them first, then what is there."""
        taken = {state[mate]: self.labels[mate] for mate in self.mates[i] if state[mate]}
        free = sum(1 << house for house in _bits(houses) if house not in taken)
        ruled: list[Ruled] = []
        rest = houses
        clues = [(number, houses & ~allowed[_key(state, others)]) for number, others, allowed in self._respected_of[i]]
        while rest & free:
            # The clue that does most for the houses where nothing is, and then for the others.
            number, out = max(clues, key=lambda c: ((c[1] & rest & free).bit_count(), (c[1] & rest).bit_count(), -c[0]))
            ruled.append(Ruled(number, self.problem.clues[number - 1], tuple(_bits(out & rest))))
            rest &= ~out
        return (tuple(sorted(ruled)), tuple([Taken(house, taken[house]) for house in _bits(rest)]))

    def _misquoted(self, claim: BrokenClue | Ruled | Blocked) -> str | None:
        clues = self.problem.clues
        if not 1 <= claim.number <= len(clues):
            return f"there is no clue {claim.number}"
        return None if clues[claim.number - 1] == claim.clue else f"clue {claim.number} says something else"

    def _not_broken(self, state: Houses, claim: BrokenClue) -> str | None:
        houses = tuple(state[i] for i in self.members[claim.number - 1])
        if houses != claim.houses:
            return f"the houses are {' and '.join(map(str, houses))} (0: none yet)"
        if 0 in houses or KINDS[claim.clue.kind].holds(houses, claim.clue.house):
            return f"clue {claim.number} is not broken"
        return None

    def _not_taken(self, state: Houses, i: int, taken: Sequence[Taken]) -> str | None:
        for house, value in taken:
            j = self.index.get(value)
            if j is None or state[j] != house or j not in self.mates[i]:
                return f"{value} does not keep {self.labels[i]} out of house {house}"
        return None

    def _not_blocked(self, state: Houses, i: int, claim: Blocked) -> str | None:
        if wrong := self._misquoted(claim) or self._not_taken(state, i, claim.taken):
            return wrong
        allowed = next((a[_key(state, others)] for number, others, a in self.clues_of[i] if number == claim.number), -1)
        houses = [house for house, _ in claim.taken]
        return None if _bits(allowed) == houses else f"clue {claim.number} leaves other houses for {claim.value}"

    def _not_accounted(self, state: Houses, i: int, claim: NoHouse) -> str | None:
        allowed_by = {number: allowed[_key(state, others)] for number, others, allowed in self.clues_of[i]}
        named = [house for house, _ in claim.taken]
        for ruled in claim.ruled:
            if misquoted := self._misquoted(ruled):
                return misquoted
            for house in ruled.houses:
                if house > self.n or allowed_by.get(ruled.number, self.full) >> house & 1:
                    return f"clue {ruled.number} does not rule out house {house} for {claim.value}"
            named += ruled.houses
        if sorted(named) != list(range(1, self.n + 1)):
            return "not every house is accounted for just once"
        return self._not_taken(state, i, claim.taken)


def _bits(mask: int) -> list[int]:
    return [house for house in range(1, 8) if mask >> house & 1]


def _key(state: Houses, others: tuple[int, ...]) -> int:
    """The index into ``masks``."""
    if len(others) == 1:
        return state[others[0]]
    return state[others[0]] << 3 | state[others[1]] if others else 0
