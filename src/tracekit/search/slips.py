"""Slips while events are replayed: steps with a wrong result, which a check on the way on has to refute."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.search.events import Event, Inference, Slip, as_told
from tracekit.search.measures import Measures
from tracekit.search.position import Node
from tracekit.search.recovery import Finding, Recovery
from tracekit.search.rules import Rule
from tracekit.search.space import Space

__all__ = ["Slipping"]


@dataclass(frozen=True, slots=True)
class _Uncaught:
    """A slip that no check has refuted yet, and the figures before it: decisions and returns do not come in between."""

    index: int
    node: Node
    right: Inference
    counts: Measures  # those that it was counted in
    inferences: int
    remarks: int


class Slipping(Recovery):
    """A position that knows which slip is still to be caught.

    Attributes:
        events: the events as understood.
        findings: what is found of them, by their positions. Those that hold and are in order are not among them.
    """

    def __init__(self, space: Space, script: Sequence[Event]) -> None:
        super().__init__(space, script)
        self.events: list[Event] = []
        self.findings: dict[int, Finding] = {}
        self._last_false = -1
        self._uncaught: _Uncaught | None = None

    def _find(self, index: int, finding: Finding) -> None:
        self.findings[index] = finding
        if not finding.in_itself:
            self._last_false = max(self._last_false, index)
            self._cease_counting()

    def _cease_counting(self) -> None:
        """What comes behind something that does not hold, or was not read, does not count."""
        if self._counts is self.measures:
            self._counts = Measures()

    def _why_not(self, claim: Hashable) -> str:
        return self._space.why_not(self._state, claim) or ""

    def _understood(self, event: Event) -> Event:
        """A step with a wrong result that can be a slip, as one; any other step as it is told."""
        if not isinstance(event, Inference | Slip):
            return event
        if not self._owes_more and not self._lost and self._is_slip(event):
            return Slip(event.move, event.reason)
        return as_told(event)

    def _is_slip(self, event: Inference | Slip) -> bool:
        view = self._space.step_at(self._state, event.move)
        # A right step is told from a slip without working out what else it could have come to.
        return (
            view is not None
            and event.move != view.move
            and self._space.legal_move((view.move,), event.move) is None
            and event.reason == view.reason
            and self._space.accepts_slip(self._state, view, event.move)
        )

    def _slip(self, index: int, move: Hashable) -> Finding | None:
        view: Any = self._space.step_at(self._state, move)
        if not self._slipped_at(view.move):
            # The right result is left to be tried, however many wrong ones have been.
            self._add_node(view.place, (view.move,), is_choice=False)
        node = self._nodes[-1]
        node.state, node.path_length = self._state, len(self.path)  # other steps can have come in between
        if move in node.tried:
            return Finding(Rule.ALREADY_TRIED)
        node.tried[move] = 0.0
        if self._uncaught is not None:
            self._find_slip(self._uncaught)
        counts, right = self._counts, Inference(view.move, view.reason)
        self._uncaught = _Uncaught(index, node, right, counts, counts.inferences, counts.remarks)
        counts.slips += 1
        self._depth += 1
        self._move(move)
        return None

    def _catch_slip(self) -> None:
        """A dead end has been seen. What is false on the way to the check refutes nothing."""
        if self._uncaught is not None and self._last_false > self._uncaught.index:
            self._find_slip(self._uncaught)
        self._uncaught = None

    def _goes_on_from(self, slip: _Uncaught, event: Event) -> bool:
        """Whether an event holds if the step slipped at had been got right."""
        return self._fits(self._space.after(slip.node.state, slip.right.move), event)

    def _find_slip(self, slip: _Uncaught) -> None:
        """A slip that is not caught does not hold."""
        measures = self.measures
        if slip.counts is measures:
            measures.inferences, measures.remarks = slip.inferences, slip.remarks
            measures.slips -= 1
        wrong: Any = self.events[slip.index]
        why = self._space.why_not(slip.node.state, wrong.move) or ""
        self._find(slip.index, Finding(Rule.FALSE_RESULT, why, slip.right))

    def _give_up_slip(self, slip: _Uncaught) -> None:
        """Find that a slip is not caught, and go on from the right result."""
        self._find_slip(slip)
        node = slip.node
        self._uncaught = None
        if node in self._nodes:
            del self._nodes[self._nodes.index(node) :]
            del self.path[node.path_length :]
            self._state, self._depth, self._claimed = node.state, node.depth + 1, node.claimed
            self._must_decide = self._stuck = False
            self._move(slip.right.move)
