"""Areas under curves and their intervals, against scikit-learn, brute force, the bootstrap and simulation."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import roc_auc_score

from tracekit.auditing import Auc, stratified_auc

CASES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 5), st.sampled_from("xyz")), min_size=1, max_size=30
)


@given(CASES)
def test_it_is_the_share_of_pairs_of_a_stratum_in_the_right_order(cases: list[tuple[bool, int, int, str]]) -> None:
    right, scores, clusters, strata = zip(*cases, strict=True)
    shares = [
        (a > b) + (a == b) / 2
        for (y, a, _, s), (z, b, _, t) in itertools.product(cases, cases)
        if y and not z and s == t
    ]
    found = stratified_auc(right, scores, clusters, strata)
    assert found.value == (pytest.approx(sum(shares) / len(shares)) if shares else None)
    if found.value is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_in_one_stratum_it_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    right, scores = rng.random(500) < 0.3, rng.integers(0, 20, 500) / 7
    assert stratified_auc(right, scores, range(500)).value == pytest.approx(roc_auc_score(right, scores))


def test_what_tells_strata_apart_tells_nothing_within_them() -> None:
    rng = np.random.default_rng(1)
    strata = rng.integers(0, 3, 3000)
    right = rng.random(3000) < np.array([0.1, 0.5, 0.9])[strata]
    groups = list(range(3000))
    assert stratified_auc(right, strata, groups).value > 0.8
    within = stratified_auc(right, strata, groups, strata.tolist())
    assert (within.value, within.low, within.high) == (0.5, 0.5, 0.5)


def clustered(rng: np.random.Generator, n: int, shift: float) -> tuple[Any, Any, Any]:
    """Cases of ``n`` clusters, which have in common how often they are right and a part of their scores."""
    cluster = np.repeat(np.arange(n), rng.integers(1, 10, n))
    right = rng.random(len(cluster)) < rng.random(n)[cluster]
    scores = (rng.normal(size=n)[cluster] + rng.normal(size=len(cluster))) / np.sqrt(2) + shift * right
    return right, scores, cluster


@pytest.mark.parametrize(("n", "shift"), [(25, 0.0), (60, 1.0), (200, 0.5)])
def test_intervals_cover_what_they_should(n: int, shift: float) -> None:
    rng, truth = np.random.default_rng(n), norm.cdf(shift / np.sqrt(2))
    found = [stratified_auc(*clustered(rng, n, shift)) for _ in range(400)]
    # Of 400, 20 are to miss; more than 35 or fewer than 7 would be odd.
    assert 365 <= sum(auc.low <= truth <= auc.high for auc in found) <= 393


def test_the_interval_is_that_of_the_bootstrap_over_clusters() -> None:
    rng = np.random.default_rng(3)
    right, scores, cluster = clustered(rng, 150, 0.8)
    found = stratified_auc(right, scores, cluster.tolist())
    members = [np.flatnonzero(cluster == c) for c in range(150)]
    drawn = [np.concatenate([members[c] for c in rng.integers(0, 150, 150)]) for _ in range(500)]
    low, high = np.quantile([roc_auc_score(right[i], scores[i]) for i in drawn], [0.025, 0.975])
    assert (found.low, found.high) == (pytest.approx(low, abs=0.015), pytest.approx(high, abs=0.015))
    # As if the cases were independent of each other it would be too narrow.
    alone = stratified_auc(right, scores, range(len(right)))
    assert alone.high - alone.low < 0.8 * (found.high - found.low)


def test_all_pairs_in_order_is_no_certainty() -> None:
    right, scores = [True, False] * 40, [1.0, 0.0] * 40
    found = stratified_auc(right, scores, [i // 2 for i in range(80)])
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.025 ** (1 / 40))
    assert stratified_auc(right, scores, [0] * 80).low == pytest.approx(0.025)


def test_nothing_to_compare() -> None:
    for right, strata in (([], []), ([True, True], [0, 0]), ([True, False], [0, 1])):
        found = stratified_auc(right, [1.0] * len(right), range(len(right)), strata)
        assert found.value is found.low is found.high is None
        assert found.why
        assert str(found).startswith("none (")
    assert str(Auc(0.512, 0.49, 0.5349)) == "0.51 [0.49, 0.53]"
