"""Triangles that are the same wherever they lie, and slips that look alike however many there are."""

from __future__ import annotations

import collections
import itertools
from fractions import Fraction
from typing import Any

import pytest
from geometry_cases import EVERY, KINDS, problem_of

import tracekit
from tracekit import GenerationError
from tracekit.search.events import DeadEnd, Slip
from tracekit.search.hindsight import Hindsight
from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.slips import near, of_decimal

ALIKE: dict[str, list[tuple[int, ...]]] = {
    "angle_measure": [(0, 1, 2), (2, 1, 0)],
    "altitude_foot": [(0, 1, 2), (0, 2, 1)],
}
"""The orders of the corners that leave the question the same; for all other kinds any."""


# --- twins ------------------------------------------------------------------------------------------------------------


def canonical(problem: AdvancedGeometryProblem) -> tuple[Any, ...]:
    """The least of all triangles that a motion of the grid, and an exchange of corners, make of this one."""
    found = []
    corners = (problem.a, problem.b, problem.c)
    for order in ALIKE.get(problem.kind, list(itertools.permutations(range(3)))):
        for swap, sign_x, sign_y in itertools.product((False, True), (1, -1), (1, -1)):
            turned = [(y, x) if swap else (x, y) for x, y in (corners[i] for i in order)]
            turned = [(sign_x * x, sign_y * y) for x, y in turned]
            (x, y), *_ = turned
            found.append(tuple((u - x, v - y) for u, v in turned))
    return (problem.kind, *min(found))


def test_congruent_triangles_are_the_same_problem() -> None:
    prints: dict[Any, str] = {}
    tiny = AdvancedGeometry(kinds=KINDS, max_coord=3)
    for index in range(3000):
        problem = tiny.problem(seed=4, index=index, split=("train", "validation", "test")[index % 3])
        form = canonical(problem)
        assert prints.setdefault(form, tiny.fingerprint(problem)) == tiny.fingerprint(problem)
    assert len(prints) > 300
    # In one split are all that are the same, and all questions about them.
    splits: dict[Any, set[str]] = collections.defaultdict(set)
    for index, split in itertools.product(range(1000), ("train", "validation", "test")):
        problem = tiny.problem(seed=5, index=index, split=split)  # type: ignore[arg-type]
        splits[canonical(problem)[1:]].add(split)
    assert all(len(found) == 1 for found in splits.values())


def test_no_twin_of_a_test_problem_is_in_train() -> None:
    task = AdvancedGeometry()
    train = {canonical(task.problem(seed=1, index=index)) for index in range(4000)}
    test = {canonical(task.problem(seed=2, index=index, split="test")) for index in range(1000)}
    assert len(test) > 500
    assert not train & test


def test_variants_are_motions_and_exchanges() -> None:
    for index in range(60):
        problem = EVERY.problem(seed=3, index=index)
        variants = list(itertools.islice(EVERY.variants(problem, Stream("variants", index)), 20))
        assert len({(each.a, each.b, each.c) for each in variants}) > 15
        for variant in variants:
            assert canonical(variant) == canonical(problem)
            assert max(map(abs, (*variant.a, *variant.b, *variant.c))) <= 10
            assert AdvancedGeometryProblem.read_json(variant.model_dump_json()) == variant
            trace = tracekit.solve(EVERY, variant, backtracks=1, seed=index)
            assert EVERY.verify(variant, trace.answer or "")
    far = problem_of("area", (10_000, -10_000), (9_999, 3), (-10_000, 10_000))
    for variant in itertools.islice(EVERY.variants(far, Stream("far")), 20):
        assert max(map(abs, (*variant.a, *variant.b, *variant.c))) <= 10_000


def test_the_splits_fill_where_there_is_room() -> None:
    for most in (2, 5, 10):
        task = AdvancedGeometry(max_coord=most)
        for split in ("train", "validation", "test"):
            for index in range(40):
                assert task.split_of(task.problem(seed=1, index=index, split=split)) == split  # type: ignore[arg-type]
    with pytest.raises(GenerationError, match=r"no problem of split 'test'.*ask for a larger max_coord"):
        AdvancedGeometry(max_coord=1).problem(seed=1, split="test")


# --- slips ------------------------------------------------------------------------------------------------------------


def off_by(kind: str, k: int, n: int) -> list[Fraction]:
    """By how much the results of slips are wrong, where they are not just the negative."""
    task, found = AdvancedGeometry(kinds=(kind,)), []  # type: ignore[arg-type]
    for index in range(n):
        trace = tracekit.solve(task, task.problem(seed=3, index=index), backtracks=k, seed=index)
        walk = Hindsight(trace)
        for i, event in enumerate(trace.events):
            if isinstance(event, Slip):
                right: Any = walk.space.look(walk.states[i])
                both = zip(right.move.values, event.move.values, strict=True)
                a, b = next((Fraction(p), Fraction(q)) for p, q in reversed([*both]) if p != q)
                if a != -b:
                    found.append(b - a)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_amount_gives_a_slip_away(kind: str) -> None:
    """26 % of wrong areas were off by just 10 where there were ten slips, and 4 % where there was one."""
    many, few = off_by(kind, 10, 12), off_by(kind, 1, 60)
    for amount, count in collections.Counter(many).most_common(3):
        assert count <= 0.2 * len(many), amount
    for size in (1, 2, 10):
        shares = [sum(abs(each) == size for each in found) / len(found) for found in (many, few)]
        assert abs(shares[0] - shares[1]) < 0.2, size


def test_near_results_are_many_and_none_comes_first() -> None:
    firsts: collections.Counter[int] = collections.Counter()
    for value in range(-999, 1000):
        found = near(value)
        assert value not in found
        assert len(found) == len(set(found)) or abs(value) < 100
        for wrong in found:
            same_digits = sorted(str(abs(wrong))) == sorted(str(abs(value)))
            assert abs(wrong - value) in (1, 2, 10, 100) or same_digits
        firsts[found[0] - value] += 1
    assert max(firsts.values()) < 0.25 * 1999
    for value in range(1, 2_000_000, 997):
        assert value not in of_decimal(value, 4)


def test_a_cause_is_what_a_check_shows() -> None:
    for index in range(20):
        trace = tracekit.solve(EVERY, EVERY.problem(seed=8, index=index), backtracks=6, seed=index)
        reasons = {event.reason for event in trace.events if isinstance(event, DeadEnd)}
        assert trace.measures is not None
        assert trace.measures.distinct_causes == len(reasons)
