"""A triangle and what is to be found, and what can be said of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.tasks.advanced_geometry.steps import Point, Triangle
from tracekit.tasks.base import Problem

GeometryKind = Literal[
    "orthocenter", "incircle_radius", "angle_measure", "circumcenter", "centroid", "area", "altitude_foot"
]
Coordinates = tuple[int, int]

LIMIT = 10_000


class AdvancedGeometryProblem(Problem):
    """A triangle with integer coordinates, and what is to be found."""

    kind: GeometryKind
    a: Coordinates
    b: Coordinates
    c: Coordinates
    flags: tuple[str, ...] = Field(default=(), max_length=10)
    """What is odd about an entry that came from elsewhere."""

    @model_validator(mode="after")
    def _is_a_triangle(self) -> Self:
        for name in ("a", "b", "c"):
            if max(map(abs, getattr(self, name))) > LIMIT:
                raise ParameterError(name, getattr(self, name), f"must lie between -{LIMIT} and {LIMIT}")
        if not self.triangle.side("AB").cross(self.triangle.side("AC")):
            raise ParameterError("c", self.c, "must not lie on one line with a and b")
        return self

    @property
    def triangle(self) -> Triangle:
        """The three corners."""
        return Triangle(Point(*self.a), Point(*self.b), Point(*self.c))


class Corner(NamedTuple):
    """A remark that restates: a corner and its coordinates."""

    v: str
    x1: int
    y1: int


class Found(NamedTuple):
    """A remark that recalls: a vector that has been worked out."""

    s: str
    dx: int
    dy: int
