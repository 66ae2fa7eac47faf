"""Hostile completions at the reward functions: nothing raised, and a full reward only for what a judge confirms."""

from __future__ import annotations

import math
import random

import pytest
from hostile import SETTINGS, cases, completion, mutated
from judges import confirms
from test_reward_hacks import EVERY, wrong_answer

import tracekit
from tracekit import rewards

TERMS = (
    rewards.correct,
    rewards.format,
    rewards.study,
    rewards.partial,
    rewards.true_share,
    rewards.honest_backtracks,
    rewards.follows,
)


@pytest.mark.parametrize("name", SETTINGS)
def test_rewards_of_mutated_rollouts(name: str) -> None:
    rng, n_paid = random.Random(f"rewards {name}"), 0
    for case in cases(name)[:3]:
        thinking = tracekit.render(tracekit.solve(case.task, case.problem, backtracks=0), seed=1).text
        for _ in range(25):
            text = completion(rng, mutated(rng, case.right, (case.right,)), mutated(rng, thinking, (case.right,)))
            found = tracekit.find_answer(text)
            rollout = rewards.Rollout(case.task, case.problem, found, 100)
            for term in TERMS:
                total = float(term(rollout))
                assert math.isfinite(total)
                assert total <= 1.0
            if rewards.study(rollout).total == 1.0:
                n_paid += 1
                assert found.well_formed
                assert found.answer is not None
                assert confirms(case.task, case.problem, found.answer)
            elif not rollout.verdict:
                assert rewards.partial(rollout).total < 1.0
    assert n_paid


@pytest.mark.parametrize("name", SETTINGS)
def test_the_study_reward_pays_for_no_hack(name: str) -> None:
    case = cases(name)[0]
    for what, text in EVERY:
        found = tracekit.find_answer(text.format(right=case.right, wrong=wrong_answer(case)))
        assert rewards.study(rewards.Rollout(case.task, case.problem, found, 100)).total < 1.0, what
