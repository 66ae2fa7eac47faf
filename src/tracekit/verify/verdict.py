"""What a verifier says about an answer."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an answer is correct, and why.

    Attributes:
        correct: True if the answer solves the problem. ``bool(verdict)`` is the same.
        reason: one short sentence for people to read; its wording may change.
    """

    correct: bool
    reason: str

    def __bool__(self) -> bool:
        return self.correct
