"""A reward, and an answer format."""

from __future__ import annotations

from tracekit import AnswerFormat, Reward
from tracekit.rewards import Rollout

BOXED = AnswerFormat(name="boxed", thinking="optional", around="anything", several="last", boxed=True)
"""The last box or answer block counts, whatever stands around it."""


def brief(rollout: Rollout) -> Reward:
    """1 for a right answer in at most 500 characters (or tokens), else 0."""
    total = float(rollout.verdict.correct and rollout.length <= 500)
    return Reward(total, {"brief": total})
