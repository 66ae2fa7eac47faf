"""Rewards for reinforcement learning: from a row and a completion to a number, and what it is made of."""

from __future__ import annotations

from tracekit.rewards.evaluation import Evaluation, Share, evaluate
from tracekit.rewards.process import Process, read_process
from tracekit.rewards.rollout import Rollout, judge, judge_entry, verify_entry
from tracekit.rewards.terms import (
    REWARDS,
    Reward,
    Term,
    correct,
    credit_of,
    follows,
    format,  # noqa: A004
    honest_backtracks,
    length_penalty,
    only_if,
    partial,
    register_reward,
    reward,
    study,
    true_share,
    weighted,
)

__all__ = [
    "REWARDS",
    "Evaluation",
    "Process",
    "Reward",
    "Rollout",
    "Share",
    "Term",
    "correct",
    "credit_of",
    "evaluate",
    "follows",
    "format",
    "honest_backtracks",
    "judge",
    "judge_entry",
    "length_penalty",
    "only_if",
    "partial",
    "read_process",
    "register_reward",
    "reward",
    "study",
    "true_share",
    "verify_entry",
    "weighted",
]
