"""Wrong turns along the solution, each followed to one dead end: what the reference study did (arXiv 2505.24273)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from tracekit.search.events import DeadEnd, Inference
from tracekit.search.planning import Line, Plan, Step, levels_by_depth, wrong_moves
from tracekit.search.space import Choice, Derivation, Space
from tracekit.search.strategies.base import PlannedStrategy
from tracekit.search.transcript import Transcript
from tracekit.seeding import Stream

__all__ = ["Detour"]

_NONE_LEFT = object()


class Detour(PlannedStrategy):
    """Wrong turns along the solution, each followed to one dead end and then set aside."""

    name: ClassVar[str] = "detour"

    def plan(self, space: Space, steps: Sequence[Step], k: int, stream: Stream) -> Plan:
        """Choose ``k`` wrong turns, each with one line down to a dead end."""
        lines: list[list[Line]] = [[] for _ in steps]
        waiting = [wrong_moves(space, step, stream) for step in steps]
        levels = levels_by_depth(len(steps), stream, self.depth)
        found = 0
        while found < k and levels:
            # Anywhere means any level with equal chance, although the first ones often have more wrong moves.
            level = stream.pick(levels) if self.depth == "any" else levels[0]
            move = next(waiting[level], _NONE_LEFT)
            if move is _NONE_LEFT:
                levels.remove(level)
                continue
            below = _line_to_dead_end(space, space.after(steps[level].state, move), stream)
            if below is not None:
                lines[level].append((move, *below))
                found += 1
        return Plan((1 << (found + 1)) - 1, lines if found == k else None)

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


def _line_to_dead_end(space: Space, state: Hashable, stream: Stream) -> tuple[Hashable, ...] | None:
    """Decisions that lead from a state to some dead end, drawn by plausibility; None if all ways lead to the goal."""
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
            return tuple(decisions)
        if isinstance(view, Choice):
            order = stream.shuffled_weighted(view.moves, space.plausibility(state, view.moves))
            depth = len(decisions)
            stack.extend((space.after(state, move), depth, move) for move in reversed(order))
    return None
