"""Wrong turns along the solution, each followed to one dead end: what the reference study did (arXiv 2505.24273)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from tracekit.search.conditioned import Conditioned, Level, Wrong
from tracekit.search.events import DeadEnd, Inference
from tracekit.search.planning import Depth, Line, Planner, Step, levels_by_depth, wrong_moves
from tracekit.search.space import Choice, Derivation, Space
from tracekit.search.strategies.base import PlannedStrategy
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream

__all__ = ["Detour"]

DIVES, DIVES_FOR_DISTINCT = 4, 16
"""So many ways down from a wrong turn are looked at, at most, for a dead end whose cause has not been met yet."""

_NONE_LEFT = object()


class Detour(PlannedStrategy):
    """Wrong turns along the solution, each followed to one dead end and then set aside.

    With ``depth="natural"`` they are drawn as a search would take them that tries moves in a plausible order and gives
    each wrong one up at its first dead end, if of its runs only those counted that have exactly k wrong turns.
    """

    name: ClassVar[str] = "detour"

    def plan(self, space: Space, steps: Sequence[Step], k: int, stream: Stream) -> Planner:
        kind = _NaturalPlanner if self.depth == "natural" else _SpreadPlanner
        return kind(space, steps, k, stream, self.depth)

    def carry_out(
        self, space: Space, steps: Sequence[Step], lines: Sequence[Sequence[Line]], stream: Stream
    ) -> Transcript:
        transcript = Transcript(space)
        for step, wrong_lines in zip(steps, lines, strict=True):
            transcript.advance()
            place = transcript.node
            for line in wrong_lines:
                for move in line:
                    transcript.decide(move)
                    transcript.advance(work_out=True)
                transcript.back_to(place)
            transcript.decide(step.right_move)
        transcript.advance()
        return transcript


class _NaturalPlanner(Planner):
    """Wrong turns as a natural search takes them that gives each one up at its first dead end."""

    def __init__(self, space: Space, steps: Sequence[Step], k: int, stream: Stream, depth: Depth) -> None:
        super().__init__(space, steps, k, stream, depth)
        self._levels: list[Level] = []
        for step in steps if k else ():
            weights = space.plausibility(step.state, step.moves)
            wrong = [Wrong(move, 1, weights[i]) for i, move in enumerate(step.moves) if i != step.right]
            self._levels.append(Level(wrong, sum(weights)))
        self._search = Conditioned(self._levels, k)

    def draw(self, *, distinct: bool) -> list[list[Line]] | None:
        while self.k and self._search.possible:
            lines = self._drawn(distinct=distinct)
            if lines is not None:
                self.reachable = (1 << (self.k + 1)) - 1
                return lines or None
        spread = _SpreadPlanner(self.space, self.steps, self.k, self.stream, "any")
        lines = spread.draw(distinct=distinct)
        self.reachable = spread.reachable
        return lines

    def _drawn(self, *, distinct: bool) -> list[list[Line]] | None:
        """Wrong lines; empty if there are none with distinct causes, None if they have to be drawn once more."""
        dives = _Dives(self.space, self.stream, distinct=distinct)
        levels, search, rest = self._levels, self._search, self.k
        lines: list[list[Line]] = [[] for _ in self.steps]
        while search.possible:
            drawn = search.draw(self.stream)
            for i, (step, tried) in enumerate(zip(self.steps, drawn, strict=True)):
                for move in tried:
                    end = dives.end_below(self.space.after(step.state, move))
                    if end is None:
                        # All ways from there lead to the goal: it is not to be tried before the right move.
                        self._levels = _without(self._levels, i, [move])
                        self._search = Conditioned(self._levels, self.k)
                        return None
                    if end.is_new or not distinct:
                        lines[i].append((move, *end.decisions))
                        rest -= 1
                if tried:
                    levels = _without(levels, i, tried)
            if not rest:
                return lines
            search = Conditioned(levels, rest)  # what is missing is drawn from what is left
        return []


def _without(levels: Sequence[Level], number: int, moves: Sequence[Hashable]) -> list[Level]:
    wrong, total = levels[number]
    rest = Level([each for each in wrong if each.move not in moves], total)
    return [*levels[:number], rest, *levels[number + 1 :]]


class _SpreadPlanner(Planner):
    """Wrong turns at all levels alike, or at the first or the last ones."""

    def draw(self, *, distinct: bool) -> list[list[Line]] | None:
        space, stream, k = self.space, self.stream, self.k
        dives = _Dives(space, stream, distinct=distinct)
        lines: list[list[Line]] = [[] for _ in self.steps]
        waiting = [wrong_moves(space, step, stream) for step in self.steps]
        levels = levels_by_depth(len(self.steps), stream, self.depth)
        found = left_out = 0
        while found < k and levels:
            # Anywhere means any level with equal chance, although the first ones often have more wrong moves.
            level = levels[0] if self.depth != "any" else stream.pick(levels)
            move = next(waiting[level], _NONE_LEFT)
            if move is _NONE_LEFT:
                levels.remove(level)
                continue
            end = dives.end_below(space.after(self.steps[level].state, move))
            if end is not None and (end.is_new or not distinct):
                lines[level].append((move, *end.decisions))
                found += 1
            elif end is not None:
                left_out += 1
        self.reachable |= (1 << (min(k, found + left_out) + 1)) - 1
        return lines if found == k else None


class _End(NamedTuple):
    """A dead end: the decisions that lead there, and whether its cause had not been met before."""

    decisions: tuple[Hashable, ...]
    cause: Hashable
    is_new: bool = True


class _Dives:
    """Ways from wrong turns to dead ends, drawn by plausibility; causes are not met twice if that can be avoided."""

    def __init__(self, space: Space, stream: Stream, *, distinct: bool) -> None:
        self._space, self._stream = space, stream
        self._most = DIVES_FOR_DISTINCT if distinct else DIVES
        self._met: set[Hashable] = set()

    def end_below(self, state: Hashable) -> _End | None:
        """A dead end below a state; None if all ways lead to the goal."""
        end = None
        for _ in range(self._most):
            end = self._dive(state)
            if end is None:
                return None
            if end.cause not in self._met:
                self._met.add(end.cause)
                return end
            if not end.decisions:  # there is no other way
                break
        return end and end._replace(is_new=False)

    def _dive(self, state: Hashable) -> _End | None:
        space, stream = self._space, self._stream
        decisions: list[Hashable] = []
        stack: list[tuple[Hashable, int, Hashable]] = [(state, 0, None)]
        while stack:
            state, n_decisions, move = stack.pop()
            del decisions[n_decisions:]
            if move is not None:
                decisions.append(move)
            view = space.look(state)
            while isinstance(view, Inference | Derivation):
                state = space.after(state, view.move)
                view = space.look(state)
            if isinstance(view, DeadEnd):
                return _End(tuple(decisions), space.cause(view.reason))
            if isinstance(view, Choice):
                order = stream.shuffled_weighted(view.moves, space.plausibility(state, view.moves))
                depth = len(decisions)
                stack.extend((space.after(state, move), depth, move) for move in reversed(order))
        return None
