"""Geometry: right answers by other methods, slips that are all found out, texts that certify, problems."""

from __future__ import annotations

import itertools
import os
import random
import re
import subprocess
import sys
from typing import Any

import pytest
from geometry_cases import EVERY, KINDS, STYLES, by_floats, problem_of, random_problem, with_sides

import tracekit
from tracekit import BacktracksUnreachableError, ParameterError
from tracekit.data.rows import Settings, make_rows
from tracekit.search.events import DeadEnd, Slip
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem, State
from tracekit.tasks.advanced_geometry.space import METHODS, GeometrySpace

# --- right answers ------------------------------------------------------------------------------------------------


def numbers_in(answer: str) -> list[float]:
    return [float(text) for text in re.findall(r"-?[0-9]+\.[0-9]+", answer)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("limit", [2, 10, 100])
def test_answers_agree_with_textbook_formulas_in_floats(kind: str, limit: int) -> None:
    generator, places = random.Random(limit), 2 if kind == "angle_measure" else 3
    for number in range(60):
        problem = with_sides(generator, kind) if number % 4 == 0 else random_problem(generator, kind, limit)
        expected = by_floats(problem)
        trace = tracekit.solve(EVERY, problem, backtracks=0, seed=number)
        found = numbers_in(trace.answer or "")
        assert len(found) == len(expected)
        for value, right in zip(found, expected, strict=True):
            assert abs(value - right) <= 0.5 * 10**-places + 1e-6
        assert EVERY.verify(problem, trace.answer or "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_method_that_does_not_fail_gives_the_same_answer(kind: str) -> None:
    generator, failed = random.Random(3), 0
    for number in range(80):
        problem = with_sides(generator, kind) if number % 2 else random_problem(generator, kind, 8)
        space = GeometrySpace(problem)
        works = [space._work(method) for method in space.methods]
        failed += sum(work.reason is not None for work in works)
        assert len({work.answer for work in works if work.reason is None}) == 1
    assert failed if len(METHODS[kind]) > 1 else not failed


# --- slips ----------------------------------------------------------------------------------------------------------


def check_slips(problem: AdvancedGeometryProblem) -> int:
    """Follow every slip of every method to its end, by the space alone; the number of slips."""
    space, n_slips = GeometrySpace(problem), 0
    for method in space.methods:
        state = State(method)
        places = []
        while True:
            view = space.look(state)
            if not hasattr(view, "move"):
                break
            for slip in getattr(view, "slips", ()):
                n_slips += 1
                assert slip != view.move
                after, seen = space.after(state, slip), set()
                while hasattr(below := space.look(after), "move"):
                    assert not hasattr(below, "slips")
                    assert after not in seen
                    seen.add(after)
                    after = space.after(after, below.move)
                assert isinstance(below, DeadEnd), (problem, method, slip)
                assert space.count_dead_ends(space.after(state, slip), 1) == 1
            if hasattr(view, "place"):
                places.append(view.place)
            state = space.after(state, view.move)
        assert len(set(places)) == len(places)
    return n_slips


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("limit", [1, 3, 10, 400])
def test_every_slip_is_refuted(kind: str, limit: int) -> None:
    generator = random.Random(limit)
    assert sum(check_slips(random_problem(generator, kind, limit)) for _ in range(12)) > 60


@pytest.mark.parametrize("kind", KINDS)
def test_every_slip_is_refuted_in_special_triangles(kind: str) -> None:
    generator = random.Random(1)
    for _ in range(40):
        check_slips(with_sides(generator, kind))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_slip_is_refuted_in_all_small_triangles(kind: str) -> None:
    points = list(itertools.product(range(-1, 3), repeat=2))
    for a, b, c in itertools.permutations(points, 3):
        if (b[0] - a[0]) * (c[1] - a[1]) != (b[1] - a[1]) * (c[0] - a[0]):
            check_slips(problem_of(kind, a, b, c))


def reasons(problem: AdvancedGeometryProblem, method: str) -> str | None:
    work = GeometrySpace(problem)._work(method)
    return work.reason.what if work.reason else None


def test_methods_fail_where_they_must() -> None:
    right, obtuse, acute = ((0, 3), (0, 0), (4, 0)), ((-3, 1), (0, 0), (4, 0)), ((1, 3), (0, 0), (4, 0))
    for corners, sine, tangent in (
        (right, None, "no_tangent"),
        (obtuse, "sum_bad", "negative"),
        (acute, None, None),
    ):
        problem = problem_of("angle_measure", *corners)
        assert reasons(problem, "the cosine") is None
        assert reasons(problem, "the sine") == sine
        assert reasons(problem, "the tangent") == tangent
    for kind in ("orthocenter", "circumcenter"):
        assert reasons(problem_of(kind, (1, 0), (5, 2), (5, 7)), "slopes") == "no_slope"
        assert reasons(problem_of(kind, (1, 0), (3, 2), (8, 2)), "slopes") == "no_slope_across"
        assert reasons(problem_of(kind, (1, 0), (5, 2), (5, 7)), "equations") is None


# --- exactly k, texts -------------------------------------------------------------------------------------------------


def check_exactness(kind: str, n: int, ks: tuple[int, ...]) -> dict[int, int]:
    task, reached = AdvancedGeometry(kinds=(kind,)), dict.fromkeys(ks, 0)  # type: ignore[arg-type]
    for index in range(n):
        problem = task.problem(seed=31, index=index)
        for k, strategy in itertools.product(ks, ("exhaustive", "detour")):
            try:
                trace = tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy)  # type: ignore[arg-type]
            except BacktracksUnreachableError:
                continue
            assert trace.n_backtracks == k
            reached[k] += strategy == "exhaustive"
            for style in STYLES:
                text = tracekit.render(trace, style, seed=index).text
                certificate = tracekit.certify(task, problem, text)
                assert certificate.ok, (certificate.error, text)
                assert certificate.solved
                assert certificate.n_backtracks == k
                assert certificate.trace == trace
                assert tracekit.parse(task, problem, text) == trace
            slips = sum(isinstance(event, Slip) for event in trace.events)
            assert certificate.measures.slips == slips
            assert k - 2 <= slips <= k
            assert task.verify(problem, trace.answer or "")
    return reached


@pytest.mark.parametrize("kind", KINDS)
def test_exactly_k_and_texts_that_certify(kind: str) -> None:
    assert check_exactness(kind, 5, (0, 1, 3, 10))[3] == 5


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_exactly_k_and_texts_that_certify_over_300_problems(kind: str) -> None:
    reached = check_exactness(kind, 300, (0, 1, 2, 3, 5, 10))
    assert all(reached[k] == 300 for k in (0, 1, 2, 3, 5))
    assert reached[10] >= 270


@pytest.mark.parametrize("name", ["prose", "symbolic", "reflective"])
def test_no_phrase_names_a_field_twice(name: str) -> None:
    # The second one would hide a change in the first.
    for key, texts in AdvancedGeometry.lexicons[name].phrases.items():
        for text in texts:
            slots = re.findall(r"\{(\w+)", text)
            assert len(set(slots)) == len(slots), (key, text)


def changed(text: str, generator: random.Random, words: list[str]) -> str:
    if generator.random() < 0.5:
        place = generator.choice([i for i, character in enumerate(text) if character.isdigit()])
        digit = generator.choice([d for d in "0123456789" if d != text[place]])
        return text[:place] + digit + text[place + 1 :]
    spots = list(re.finditer(r"[A-Za-z]{2,}", text))
    spot = generator.choice(spots)
    word = generator.choice([w for w in words if w != spot[0]])
    return text[: spot.start()] + word + text[spot.end() :]


def check_changes(n: int) -> float:
    generator, reported = random.Random(8), 0
    words = ["the", "vector", "AB", "BC", "CA", "dot", "cosine", "slopes", "equations", "angle", "not", "is", "from"]
    for number in range(n):
        problem = EVERY.problem(seed=5, index=number % 60)
        trace = tracekit.solve(EVERY, problem, backtracks=number % 4, seed=number)
        style = STYLES[number % 4]
        text = tracekit.render(trace, style, seed=number).text
        reported += not tracekit.certify(EVERY, problem, changed(text, generator, words), style=style).ok
    return reported / n


def test_changes_of_a_digit_or_word_are_reported() -> None:
    assert check_changes(200) >= 0.99


@pytest.mark.slow
def test_a_thousand_changes_of_a_digit_or_word_are_reported() -> None:
    assert check_changes(1000) >= 0.99


def test_rows_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tracekit.tasks.advanced_geometry import AdvancedGeometry as A\n"
        "from tracekit.data.rows import Settings, make_rows\n"
        f"s = Settings(A(kinds={KINDS!r}), backtracks=4)\n"
        "print([make_rows(s, i) for i in range(12)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


def test_rows_are_certified_and_splits_are_disjoint() -> None:
    settings = Settings(EVERY, backtracks=2)
    rows = [make_rows(settings, index)[0] for index in range(30)]
    assert {row["backtracks"] for row in rows} == {2}
    seen: dict[str, set[str]] = {}
    small = AdvancedGeometry(kinds=KINDS, max_coord=3)
    for split in ("train", "validation", "test"):
        for index in range(60):
            problem = small.problem(seed=index, index=index, split=split)  # type: ignore[arg-type]
            assert small.split_of(problem) == split
            seen.setdefault(split, set()).add(small.fingerprint(problem))
    assert not seen["train"] & seen["test"]
    assert not seen["validation"] & seen["test"]


def test_the_same_problem_has_one_fingerprint() -> None:
    a, b, c = (1, 2), (-3, 4), (5, 1)
    for kind in KINDS:
        prints = {
            corners: EVERY.fingerprint(problem_of(kind, *corners)) for corners in itertools.permutations((a, b, c))
        }
        assert len(set(prints.values())) == (3 if kind in ("angle_measure", "altitude_foot") else 1)
    assert EVERY.fingerprint(problem_of("angle_measure", a, b, c)) == EVERY.fingerprint(
        problem_of("angle_measure", c, b, a)
    )
    assert EVERY.fingerprint(problem_of("altitude_foot", a, b, c)) == EVERY.fingerprint(
        problem_of("altitude_foot", a, c, b)
    )


# --- parameters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"kinds": ("orthocentre",)}, "^kinds=.*must be one or more of orthocenter"),
        ({"kinds": ()}, "^kinds="),
        ({"kinds": 3}, "^kinds="),
        ({"kinds": ("area", "area")}, "^kinds=.*twice"),
        ({"max_coord": 0}, "^max_coord=0: must be between 1 and 1000"),
        ({"max_coord": 1001}, "^max_coord=1001: must be between 1 and 1000"),
    ],
)
def test_wrong_parameters_are_named(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        AdvancedGeometry(**parameters)


def test_kinds_may_be_written_as_a_text() -> None:
    assert AdvancedGeometry(kinds="area, centroid").kinds == ("area", "centroid")  # type: ignore[arg-type]


def test_points_on_one_line_or_far_out_are_no_problem() -> None:
    with pytest.raises(ParameterError, match="one line"):
        problem_of("area", (0, 0), (1, 1), (2, 2))
    with pytest.raises(ParameterError, match="must lie between"):
        problem_of("area", (0, 0), (1, 1), (0, 20_000))


def test_far_out_triangles_still_check() -> None:
    generator = random.Random(2)
    for kind in KINDS:
        for k in (0, 3):
            problem = random_problem(generator, kind, 10_000)
            trace = tracekit.solve(EVERY, problem, backtracks=k)
            assert tracekit.certify(EVERY, problem, tracekit.render(trace).text).ok
            assert EVERY.verify(problem, trace.answer or "")
