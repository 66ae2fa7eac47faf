"""Figures of a trace. The solver keeps them as it searches, and the certifier works them out anew from the events."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

__all__ = ["Measures"]


@dataclass(slots=True)
class Measures:
    """Figures of one trace.

    Attributes:
        decisions: moves by choice, abandoned ones included.
        inferences: forced moves and right steps of a derivation, abandoned ones included.
        slips: wrong steps of a derivation; all are abandoned in the end.
        backtracks: returns from a dead end.
        abandoned_steps: moves (of any kind) that do not stand at the end.
        wrong_turn_depths: for each backtrack, how many decisions and steps of a derivation stood before the place
            returned to.
        luck: bits, the sum of log2(moves not refuted yet) over the decisions that stand at the end and are guesses.
        set_aside: backtracks that left a line without refuting it.
        switches: choice points left as they were for another one; nothing failed there, so they are no backtracks.
        remarks: statements that make no move. They count neither as decisions nor as inferences.
        causes: what was at the bottom of the dead ends (``Space.cause``), each once.
    """

    decisions: int = 0
    inferences: int = 0
    slips: int = 0
    backtracks: int = 0
    abandoned_steps: int = 0
    wrong_turn_depths: list[int] = field(default_factory=list)
    luck: float = 0.0
    set_aside: int = 0
    switches: int = 0
    remarks: int = 0
    causes: set[Hashable] = field(default_factory=set)

    @property
    def distinct_causes(self) -> int:
        """How many different causes the dead ends have: one that is met again is the same mistake."""
        return len(self.causes)

    @property
    def abandoned_fraction(self) -> float:
        """The failed-step fraction (arXiv 2509.19284): share of all moves that lie in abandoned branches."""
        moves = self.decisions + self.inferences + self.slips
        return self.abandoned_steps / moves if moves else 0.0
