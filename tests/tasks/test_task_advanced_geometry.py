"""Geometry: right answers by other methods, slips that are all found out, texts that certify, spellings of answers."""

from __future__ import annotations

import itertools
import math
import os
import random
import re
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

import pytest

import tracekit
from tracekit import BacktracksUnreachableError, ParameterError
from tracekit.data.rows import Settings, make_rows
from tracekit.search.events import DeadEnd, Slip
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem, State
from tracekit.tasks.advanced_geometry.numbers import angle_of, over_root, root, rounded, share
from tracekit.tasks.advanced_geometry.space import METHODS, GeometrySpace

KINDS = tuple(METHODS)
EVERY = AdvancedGeometry(kinds=KINDS)
STYLES = ("prose", "symbolic", "marked")


def problem_of(kind: str, a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> AdvancedGeometryProblem:
    return AdvancedGeometryProblem(kind=kind, a=a, b=b, c=c)  # type: ignore[arg-type]


def random_problem(generator: random.Random, kind: str, limit: int) -> AdvancedGeometryProblem:
    while True:
        a, b, c = [(generator.randint(-limit, limit), generator.randint(-limit, limit)) for _ in range(3)]
        if (b[0] - a[0]) * (c[1] - a[1]) != (b[1] - a[1]) * (c[0] - a[0]):
            return problem_of(kind, a, b, c)


def with_sides(generator: random.Random, kind: str) -> AdvancedGeometryProblem:
    """A triangle with a vertical or level side, often with a right angle."""
    x, y, u, v, w = (generator.randint(-6, 6) for _ in range(5))
    corners = [(x, y), (x, y + (v or 1)), (x + (u or 2), y + (w if w % 2 else 0))]
    generator.shuffle(corners)
    if generator.random() < 0.5:
        corners = [(q, p) for p, q in corners]
    return problem_of(kind, *corners)


# --- right answers ------------------------------------------------------------------------------------------------


def by_floats(problem: AdvancedGeometryProblem) -> tuple[float, ...]:
    """The answer from textbook formulas, in floats."""
    (ax, ay), (bx, by), (cx, cy) = problem.a, problem.b, problem.c
    la, lb, lc = math.dist(problem.b, problem.c), math.dist(problem.c, problem.a), math.dist(problem.a, problem.b)
    half = (la + lb + lc) / 2
    twice = abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
    cosines = [
        (lb**2 + lc**2 - la**2) / (2 * lb * lc),
        (lc**2 + la**2 - lb**2) / (2 * lc * la),
        (la**2 + lb**2 - lc**2) / (2 * la * lb),
    ]
    match problem.kind:
        case "incircle_radius":
            return (twice / 2 / half,)
        case "area":
            return (twice / 2,)
        case "angle_measure":
            return (math.degrees(math.acos(max(-1.0, min(1.0, cosines[1])))),)
        case "centroid":
            weights = [1.0, 1.0, 1.0]
        case "circumcenter":  # barycentric coordinates: the sines of the double angles
            weights = [
                s * s * c
                for s, c in zip(
                    (la, lb, lc), (lb * lc * cosines[0], lc * la * cosines[1], la * lb * cosines[2]), strict=True
                )
            ]
        case "orthocenter":  # barycentric coordinates: products of two cosine terms
            x, y, z = lb * lc * cosines[0], lc * la * cosines[1], la * lb * cosines[2]
            weights = [y * z, z * x, x * y]
        case _:  # the foot from A: B and C weighted by the projections
            weights = [0.0, lb * cosines[2], lc * cosines[1]]
    total = sum(weights)
    xs, ys = (ax, bx, cx), (ay, by, cy)
    return tuple(sum(w * v for w, v in zip(weights, values, strict=True)) / total for values in (xs, ys))


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


@pytest.mark.parametrize("name", ["prose", "symbolic"])
def test_no_sentence_names_a_field_twice(name: str) -> None:
    # The second one would hide a change in the first.
    for key, texts in AdvancedGeometry.lexicons[name].sentences.items():
        for text in texts:
            for part in text.split("|"):
                slots = re.findall(r"\{(\w+)", part)
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
        style = STYLES[number % 3]
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


# --- the verifier ---------------------------------------------------------------------------------------------------

POINT = problem_of("orthocenter", (0, 0), (7, 1), (2, 5))  # H = (76/33, 95/33)
RADIUS = problem_of("incircle_radius", (0, 0), (1, 1), (2, 0))  # 1 / (1 + sqrt(2)) = sqrt(2) - 1
RIGHT = problem_of("incircle_radius", (0, 0), (4, 0), (0, 3))  # 1
ANGLE = problem_of("angle_measure", (10, 3), (0, 0), (10, 0))  # 16.6992...
AREA = problem_of("area", (0, 0), (5, 2), (3, 6))  # 12
FOOT = problem_of("altitude_foot", (1, 5), (0, 0), (4, -2))  # negative coordinates: (-6/5, 3/5)

ACCEPTED = [
    (POINT, ["(2.303, 2.879)", "2.303, 2.879", "(2.3030, 2.87879)", "x = 2.303, y = 2.879", "(76/33, 95/33)"]),
    (
        POINT,
        [
            r"(\frac{76}{33}, \frac{95}{33})",
            "H = (2.303, 2.879)",
            "H(2.303,2.879)",
            "(2.303; 2.879)",
            " (2.303,2.879). ",
        ],
    ),
    (
        POINT,
        [r"\left(\frac{76}{33}, \frac{95}{33}\right)", "$(2.303, 2.879)$", "x=76/33 and y=95/33", "(+2.303, 2.879)"],
    ),
    (RADIUS, ["0.414", "0.4142", ".414", "r = 0.414", "r ≈ 0.4142", "0.414 units", "0.41421356", "$0.414$"]),
    (RIGHT, ["1", "1.0", "1.000", "2/2", r"\frac{2}{2}", "sqrt(1)", r"\sqrt{1}", "3*sqrt(4)/6", r"\frac{\sqrt{4}}{2}"]),
    (ANGLE, ["16.70°", "16.7°", "16.7", "16.70 degrees", "16.699", "16.699°", "angle ABC = 16.70°", r"16.70^\circ"]),
    (AREA, ["12.0", "12", "24/2", "12.000", "area = 12"]),
    (FOOT, ["(-1.2, 0.6)", "(-1.200, 0.600)", "(−1.2, 0.6)", "(-6/5, 3/5)", r"(-\frac{6}{5}, \frac{3}{5})"]),
    (FOOT, [r"(\frac{-6}{5}, \frac{3}{5})", "x = -1.2, y = 0.6"]),
]
REJECTED: list[tuple[AdvancedGeometryProblem, list[str]]] = [
    (POINT, ["(2.303, 2.879, 7)", "(2.302, 2.879)", "(2.303, 2.880)", "(2.879, 2.303)", "2.303", "(2.30, 2)"]),
    (POINT, ["2.303 2.879 7", "(2.303, 2.879) or (0, 0)", "(-2.303, 2.879)", "(76/0, 95/33)", "(2.303, 2.879)(1, 2)"]),
    (RADIUS, ["0.415", "0.413", "0.41", "-0.414", "0.414, 0.414", "(0.414, 0)", "0.414°", "4.14e-1", "about 0.4"]),
    (ANGLE, ["16.71°", "16.69°", "17°", "163.30°", "-16.70°", "16.7, 0", "16.70 radians", "0.2915"]),
    (AREA, ["12.5", "11.9", "24", "-12", "12 or 13"]),
    (FOOT, ["(1.2, 0.6)", "(-1.2, -0.6)", r"(-\frac{-6}{5}, \frac{3}{5})"]),
]  # fmt: skip
HOSTILE = [
    "",
    " ",
    "\0",
    "(" * 5000,
    "9" * 5000,
    "1/0",
    "(1/0, 1/0)",
    "9**9**9",
    "__import__('os')",
    "nan",
    "inf",
    "\ud800",
]
HOSTILE += ["sqrt(" * 50, r"\frac{" * 40, "- " * 140, "1 " * 140, "x = " * 70, "(1,", "٣, ٤"]


@pytest.mark.parametrize(("problem", "answer"), [(p, answer) for p, answers in ACCEPTED for answer in answers])
def test_usual_spellings_are_accepted(problem: AdvancedGeometryProblem, answer: str) -> None:
    verdict = EVERY.verify(problem, answer)
    assert verdict, verdict.reason


@pytest.mark.parametrize(("problem", "answer"), [(p, answer) for p, answers in REJECTED for answer in answers])
def test_near_misses_are_rejected(problem: AdvancedGeometryProblem, answer: str) -> None:
    assert not EVERY.verify(problem, answer)


@pytest.mark.parametrize("answer", [*HOSTILE, None, 3, b"1", ["1"]])
def test_what_is_no_answer_is_rejected(answer: Any) -> None:
    for problem in (POINT, RADIUS, ANGLE, AREA):
        verdict = EVERY.verify(problem, answer)
        assert not verdict
        assert "\n" not in verdict.reason


@pytest.mark.parametrize("kind", KINDS)
def test_the_verifier_draws_the_line_where_it_says(kind: str) -> None:
    generator, tolerance = random.Random(9), 0.005 if kind == "angle_measure" else 0.0005
    for _ in range(30):
        problem = random_problem(generator, kind, 10)
        right = by_floats(problem)
        for factor, expected in ((0.0, True), (0.9, True), (-0.9, True), (1.1, False), (-1.1, False)):
            for axis in range(len(right)):
                values = [v + factor * tolerance * (i == axis) for i, v in enumerate(right)]
                answer = ", ".join(f"{value:.9f}" for value in values)
                assert bool(EVERY.verify(problem, answer)) is expected


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_roundings_are_certain() -> None:
    getcontext().prec = 60
    generator = random.Random(4)
    for _ in range(500):
        n, d = generator.randint(1, 10**9), generator.choice((16, 80, 400, 2000, generator.randint(1, 999)))
        assert share(n, d) == round(Fraction(n, d))
        assert rounded(Fraction(n, d), 3) == round(Fraction(1000 * n, d))
        assert root(n, 9) == int((Decimal(n).sqrt() * 10**9).to_integral_value())
        a = generator.randint(-(10**4), 10**4)
        assert over_root(a, n, 6) == int((Decimal(a) / Decimal(n).sqrt() * 10**6).to_integral_value())
        x, y = generator.randint(-(10**4), 10**4), generator.randint(1, 10**4)
        assert abs(angle_of(x, y * y) / 100 - math.degrees(math.atan2(y, x))) <= 0.005 + 1e-9


# --- reasoning-gym ----------------------------------------------------------------------------------------------------


def check_entries(seeds: tuple[int, ...], size: int) -> int:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    task, flagged = AdvancedGeometry(), 0
    for seed in seeds:
        dataset = reasoning_gym.create_dataset("advanced_geometry", seed=seed, size=size)
        for number, entry in enumerate(dataset):
            problem = task.from_reasoning_gym(entry)
            trace = tracekit.solve(task, problem, backtracks=number % 4, seed=number)
            text = tracekit.render(trace, STYLES[number % 3], seed=number).text
            assert tracekit.certify(task, problem, text).ok
            assert task.verify(problem, trace.answer or "")
            assert task.verify(problem, entry["answer"])
            assert dataset.score_answer(trace.answer, entry) == 1.0
            flagged += bool(problem.flags)
            if problem.flags:
                three = f"{float(entry['metadata']['angle_ABC_degrees']):.3f}"
                assert dataset.score_answer(three, entry) < 1.0
                assert task.verify(problem, three)
    return flagged


def test_entries_of_reasoning_gym_score_full_marks() -> None:
    check_entries((3,), 60)


@pytest.mark.slow
def test_500_entries_of_reasoning_gym_score_full_marks() -> None:
    assert 3 <= check_entries((11, 5000, 10_000, 15_000, 20_000), 100) <= 40


ENTRY = {
    "answer": "1.000",
    "metadata": {"task_type": "incircle_radius", "A": ("0", "0"), "B": ("4", "0"), "C": ("0", "3")},
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("A", None),
        ("A", ("1",)),
        ("A", ("1", "x")),
        ("A", (1.5, 2)),
        ("A", "12"),
        ("A", ("9" * 30, "0")),
        ("A", ("99999", "0")),
        ("C", ("2", "0")),
        ("task_type", "volume"),
        ("task_type", []),
        ("source_dataset", "sudoku"),
    ],
)
def test_damaged_entries_are_refused(field: str, value: Any) -> None:
    task = AdvancedGeometry()
    assert task.from_reasoning_gym(ENTRY).kind == "incircle_radius"
    with pytest.raises(ParameterError):
        task.from_reasoning_gym({**ENTRY, "metadata": {**ENTRY["metadata"], field: value}})  # type: ignore[dict-item]
    for entry in (None, 3, {}, {"metadata": {}}):
        with pytest.raises(ParameterError):
            task.from_reasoning_gym(entry)  # type: ignore[arg-type]
