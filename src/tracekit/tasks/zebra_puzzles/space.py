"""The search space of a zebra puzzle."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

from tracekit.search.events import DeadEnd, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue, bits, masks, turned
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
from tracekit.tasks.zebra_puzzles.reasons import why_not_forced, why_not_stuck
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

    @cached_property
    def forms(self) -> list[tuple[Clue, Clue]]:
        """The ways to tell each clue."""
        return [(clue, turned(clue)) for clue in self.problem.clues]

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
            return Choice(self.labels[i], tuple([places[house] for house in bits(open_houses)]))
        return Inference(places[open_houses.bit_length() - 1], self._why_forced(state, i, open_houses))

    def after(self, state: Houses, move: Place) -> Houses:
        i = self.index[move.value]
        return (*state[:i], move.house, *state[i + 1 :])

    def children(self, state: Houses) -> Sequence[Houses] | None:
        i, open_houses = self._node(state)
        if i < 0:
            return None
        before, behind = state[:i], state[i + 1 :]
        return [(*before, house, *behind) for house in bits(open_houses)]

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
        return why_not_stuck(self, state, reason) is None

    def cause(self, reason: Hashable) -> Hashable:
        """The number of the clue that is broken, or the value without a house, for whatever reasons."""
        if isinstance(reason, BrokenClue):
            return reason.number
        return reason.value if isinstance(reason, Blocked | NoHouse) else reason

    def choice_at(self, state: Houses, place: Any) -> Choice[Place] | None:
        i = self.index.get(place)
        if i is None or state[i]:
            return None
        moves = tuple([self.places[i][house] for house in bits(self._open(state, i))])
        return Choice(place, moves) if moves else None

    def after_inference(self, state: Houses, move: Any, reason: Any) -> Houses | None:
        if why_not_forced(self, state, move, reason) is not None:
            return None
        return self.after(state, move) if self._open(state, self.index[move.value]) >> move.house & 1 else None

    def accepts_answer(self, moves: Sequence[Place], answer: str | None) -> bool:
        """Whether it is the person in house 1: that may be said though more is asked for, or be left unsaid."""
        return answer is None or (Place(answer, 1) in moves and answer in self.problem.values[0])

    def why_not(self, state: Houses, claim: object) -> str | None:
        if not isinstance(claim, Place):
            return why_not_stuck(self, state, claim) if isinstance(claim, BrokenClue | Blocked | NoHouse) else ""
        i = self.index.get(claim.value)
        if i is None:
            return f"there is no {claim.value} here"
        if state[i]:
            return f"{claim.value} is in house {state[i]}"
        open_houses = bits(self._open(state, i))
        return f"to try for {claim.value}: {', '.join(map(str, open_houses)) or 'no house'}"

    def remarks(self, kind: str, state: Houses, path: Sequence[Place]) -> Sequence[object]:
        return claims_of(kind, self, state, path)

    def holds(self, state: Houses, path: Sequence[Place], claim: object) -> bool:
        return is_true(claim, self, state)

    def next_value(self, state: Houses) -> int:
        """The number of the value that the search looks at next; -1 at the goal."""
        return self._node(state)[0]

    def open_houses(self, state: Houses, i: int) -> tuple[int, ...]:
        """The houses that are not taken for value number ``i``, nor ruled out by a clue; smallest first."""
        left = self._free(state, i)
        for _, allowed in self.left_by_clues(state, i):
            left &= allowed
        return tuple(bits(left))

    def left_by_clues(self, state: Houses, i: int) -> list[tuple[int, int]]:
        """For each clue about value number ``i`` its number and the houses that it leaves, as a bit set."""
        return [(number, allowed[_key(state, others)]) for number, others, allowed in self.clues_of[i]]

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
        """The houses to try for a value, as a bit set."""
        left = self._free(state, i)
        for _, others, allowed in self._respected_of[i]:
            left &= allowed[_key(state, others)]
        return left

    def _free(self, state: Houses, i: int) -> int:
        """The houses without a value of the same list, as a bit set."""
        left = self.full
        for mate in self.mates[i]:
            left &= ~(1 << state[mate])
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
            rest = bits(allowed[_key(state, others)] & ~house)
            if all(other in taken for other in rest):
                found.append((len(rest), number, rest))
        if not found:
            return None
        _, number, rest = min(found)
        return number, self.problem.clues[number - 1], tuple([Taken(other, taken[other]) for other in rest])

    def _accounts(self, state: Houses, i: int, houses: int) -> tuple[tuple[Ruled, ...], tuple[Taken, ...]]:
        """Why none of some houses is open: clues that rule out several of them first, then what is there."""
        taken = {state[mate]: self.labels[mate] for mate in self.mates[i] if state[mate]}
        free = sum(1 << house for house in bits(houses) if house not in taken)
        ruled: list[Ruled] = []
        rest = houses
        clues = [(number, houses & ~allowed[_key(state, others)]) for number, others, allowed in self._respected_of[i]]
        while rest & free:
            # The clue that does most for the houses where nothing is, and then for the others.
            number, out = max(clues, key=lambda c: ((c[1] & rest & free).bit_count(), (c[1] & rest).bit_count(), -c[0]))
            ruled.append(Ruled(number, self.problem.clues[number - 1], tuple(bits(out & rest))))
            rest &= ~out
        return (tuple(sorted(ruled)), tuple([Taken(house, taken[house]) for house in bits(rest)]))


def _key(state: Houses, others: tuple[int, ...]) -> int:
    """The index into ``masks``."""
    if len(others) == 1:
        return state[others[0]]
    return state[others[0]] << 3 | state[others[1]] if others else 0
