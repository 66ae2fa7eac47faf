"""Geometry with coordinates: a point, a length, an area or an angle of a triangle, worked out step by step.

There is little to search here: a trace is a derivation. Its wrong turns are of two kinds. A *method* can fail (a
vertical side has no slope; the arcsine of an obtuse angle's sine is another angle). A *slip* makes one step come out
wrong; all that follows is worked out from the wrong value until a check contradicts it. All values are exact; where
roots and arccosines have to be written as decimals, they have as many places as make the last rounding certain.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar, NamedTuple, cast, get_args

from pydantic import Field, field_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry.generate import draw_corners, moved_about, on_one_line, squared_sides
from tracekit.tasks.advanced_geometry.language import VOCABULARY
from tracekit.tasks.advanced_geometry.outside import read_entry
from tracekit.tasks.advanced_geometry.problem import AdvancedGeometryProblem, Coordinates, GeometryKind
from tracekit.tasks.advanced_geometry.prose import PROSE
from tracekit.tasks.advanced_geometry.reflective import REFLECTIVE
from tracekit.tasks.advanced_geometry.space import GeometrySpace, State
from tracekit.tasks.advanced_geometry.steps import Step
from tracekit.tasks.advanced_geometry.symbolic import SYMBOLIC
from tracekit.tasks.advanced_geometry.verify import answer_key, judge, partial_credit
from tracekit.tasks.base import Levels, Task
from tracekit.verify import Verdict

__all__ = ["AdvancedGeometry", "AdvancedGeometryProblem", "Draft", "GeometryKind", "GeometrySpace", "State", "Step"]

_POINT = "Write it as (x, y), both coordinates rounded to three decimals."
QUESTIONS: Mapping[str, str] = {
    "orthocenter": f"Find its orthocenter H, the point where its altitudes meet. {_POINT}",
    "circumcenter": f"Find its circumcenter, the point that is equally far from A, B and C. {_POINT}",
    "centroid": f"Find its centroid, the point where its medians meet. {_POINT}",
    "altitude_foot": f"Find F, the foot of the altitude from A: its point on the line BC. {_POINT}",
    "incircle_radius": "Find the radius of its incircle. Write it as a number rounded to three decimals.",
    "angle_measure": "Find the angle ABC. Write it in degrees, rounded to two decimals, with a degree sign.",
    "area": "Find its area. Write it as a decimal number with one decimal.",
}
SYMMETRIC = ("orthocenter", "circumcenter", "centroid", "incircle_radius", "area")


class Draft(NamedTuple):
    """What is to be found, and three points, perhaps on one line."""

    kind: str
    corners: tuple[Coordinates, Coordinates, Coordinates]


class AdvancedGeometry(Task[AdvancedGeometryProblem, Draft]):
    """Work out a point, a length, an area or an angle of a triangle with integer coordinates."""

    name = "advanced_geometry"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC, "reflective": REFLECTIVE}
    problem_type = AdvancedGeometryProblem
    falsehoods_class = "tracekit.tasks.advanced_geometry.falsehoods:AdvancedGeometryFalsehoods"
    generation_hint = "ask for a larger max_coord: problems about similar triangles are all in one split"
    curriculum = (Levels("the largest coordinate", (5, 10, 50, 100, 1000), "max_coord"),)
    return_words = (*Task.return_words, "error", "mistake", "not right", "redo", "slip")

    kinds: tuple[GeometryKind, ...] = Field(default=("orthocenter", "incircle_radius", "angle_measure"), min_length=1)
    """What may be asked for, each equally often. There are also circumcenter, centroid, area and altitude_foot."""
    max_coord: int = Field(default=10, ge=1, le=1000)
    """Coordinates lie between minus this and this."""

    @field_validator("kinds", mode="before")
    @classmethod
    def _known_kinds(cls, kinds: object) -> tuple[str, ...]:
        names = kinds.replace(",", " ").split() if isinstance(kinds, str) else kinds
        known = get_args(GeometryKind)
        if not isinstance(names, list | tuple) or not names or any(name not in known for name in names):
            raise ParameterError("kinds", kinds, f"must be one or more of {', '.join(known)}")
        if len(set(names)) < len(names):
            raise ParameterError("kinds", kinds, "must not name a kind twice")
        return tuple(names)

    def draw(self, stream: Stream) -> Draft:
        # The same kind for every draw of a problem, so that the kinds are equally frequent in every split.
        kind = self.kinds[stream.fixed_below(len(self.kinds))]
        return Draft(kind, draw_corners(self.max_coord, stream))

    def split_key(self, draft: Draft) -> str:
        """The shape of the triangle: all questions about similar ones are in the same split."""
        squares = sorted(squared_sides(*draft.corners))
        unit = math.gcd(*squares) or 1
        return ",".join(str(square // unit) for square in squares)

    def draft_of(self, problem: AdvancedGeometryProblem) -> Draft:
        return Draft(problem.kind, (problem.a, problem.b, problem.c))

    def finish(self, draft: Draft, stream: Stream) -> AdvancedGeometryProblem | None:
        if on_one_line(*draft.corners):
            return None
        a, b, c = draft.corners
        return AdvancedGeometryProblem(kind=cast("GeometryKind", draft.kind), a=a, b=b, c=c)

    def question(self, problem: AdvancedGeometryProblem) -> str:
        a, b, c = ("({}, {})".format(*corner) for corner in (problem.a, problem.b, problem.c))
        return f"A triangle has the corners A = {a}, B = {b} and C = {c}. {QUESTIONS[problem.kind]}"

    def fingerprint(self, problem: AdvancedGeometryProblem) -> str:
        """What is asked of which triangle, wherever and however it lies: the sides squared, those alike in order."""
        first, *rest = squared_sides(problem.a, problem.b, problem.c)
        if problem.kind in SYMMETRIC:
            sides = sorted([first, *rest])
        elif problem.kind == "angle_measure":  # CA is opposite the angle
            sides = [rest[0], *sorted([first, rest[1]])]
        else:  # F lies on BC
            sides = [first, *sorted(rest)]
        return f"{self.name}:{problem.kind}:{','.join(map(str, sides))}"

    def variants(self, problem: AdvancedGeometryProblem, stream: Stream) -> Iterator[AdvancedGeometryProblem]:
        """The same triangle moved, turned by right angles, reflected, with corners that play one part exchanged."""
        free = list("abc") if problem.kind in SYMMETRIC else list("ac" if problem.kind == "angle_measure" else "bc")
        corners = dict(zip("abc", (problem.a, problem.b, problem.c), strict=True))
        bound = max(10, *(max(map(abs, corner)) for corner in corners.values()))
        while True:
            moved = moved_about(list(corners.values()), bound, stream)
            named = dict(zip(corners, moved, strict=True))
            names = dict(zip(free, stream.shuffled(free), strict=True))
            yield problem.model_copy(update={name: named[names.get(name, name)] for name in named})

    def space(self, problem: AdvancedGeometryProblem) -> GeometrySpace:
        return GeometrySpace(problem)

    def check_answer(self, problem: AdvancedGeometryProblem, answer: str) -> Verdict:
        return judge(problem.kind, problem.a, problem.b, problem.c, answer)

    def answer_key(self, problem: AdvancedGeometryProblem, answer: str) -> Hashable:
        return answer_key(problem.kind, answer)

    def partial_credit(self, problem: AdvancedGeometryProblem, answer: str) -> float | None:
        return partial_credit(problem.kind, problem.a, problem.b, problem.c, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> AdvancedGeometryProblem:
        return read_entry(entry)
