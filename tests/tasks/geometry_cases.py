"""Geometry problems to test with, and their answers by textbook formulas."""

from __future__ import annotations

import math
import random

from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.space import METHODS

KINDS = tuple(METHODS)
EVERY = AdvancedGeometry(kinds=KINDS)
STYLES = ("prose", "symbolic", "reflective", "marked")


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
