"""Falsehoods about triangles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import cast

from tracekit.search.events import Backtrack, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Derivation
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry.language import DEAD_ENDS
from tracekit.tasks.advanced_geometry.numbers import decimal_text, rounded
from tracekit.tasks.advanced_geometry.problem import AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.space import METHODS, GeometrySpace
from tracekit.tasks.advanced_geometry.steps import Item, Refuted, Step, Work
from tracekit.tasks.advanced_geometry.verify import exact_value
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods, near_number, other_digits

PLACES: Mapping[str, int] = {"angle_measure": 2, "area": 1}
"""The decimals asked for; three for all other kinds."""

RESULTS: Mapping[str, tuple[str, ...]] = {
    "perpendicular_bad": ("e",),
    "along_bad": ("e",),
    "closed_bad": ("dx", "dy"),
    "heron_bad": ("l",),
    "squared_bad": ("back",),
    "distance_bad": ("dist",),
    "third_side_bad": ("l",),
    "sum_bad": ("sum",),
    "equal_bad": ("da", "db", "dc"),
    "median_bad": ("tx", "ty"),
    "other_corner_bad": ("area",),
    "parallel_slopes": ("m",),
    "no_slope": ("x1",),
    "negative": ("deg",),
    "out_of_range": ("value",),
}
"""The figures of a check, or of a step that cannot be made, that may be got wrong."""


class AdvancedGeometryFalsehoods(Falsehoods[AdvancedGeometryProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: AdvancedGeometryProblem, stream: Stream) -> Iterator[str]:
        """What a slip in the working leads to, a sign or a digit that is wrong, or another measure of the triangle."""
        exact = exact_value(problem.kind, problem.a, problem.b, problem.c)
        places = PLACES.get(problem.kind, 3)
        right = _written(problem.kind, [decimal_text(rounded(value, places), places) for value in exact])
        while True:
            kind = stream.below(4)
            if kind < 2:
                method = stream.pick(list(METHODS[problem.kind]))
                slipped = _slipped(problem, method, stream)
                if slipped:
                    yield slipped[1]
            elif kind == 2:
                yield other_digits(right, stream)
            else:
                yield _turned(problem.kind, exact, places, stream)

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Step]:
        """The check with one of its figures wrong."""
        claim = doubt.reason if doubt.reason is not None else _failed(doubt.passed)
        if claim is None or claim.what not in RESULTS:
            return
        fields = DEAD_ENDS[claim.what]
        for _ in range(50):
            values = list(claim.values)
            i = fields.index(stream.pick(RESULTS[claim.what]))
            values[i] = _other_figure(values[i], stream)
            if not _agrees(claim.what, dict(zip(fields, values, strict=True))):
                yield Step(claim.what, tuple(values))

    def confident_turns(self, trace: Trace[AdvancedGeometryProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A slip that no check finds out, and all that follows worked out from it."""
        walk = Hindsight(trace)
        space = cast("GeometrySpace", walk.space)
        first = trace.events[1] if len(space.methods) > 1 else None
        method = ""
        if first is not None:
            (node,) = walk.nodes()
            method = str(trace.events[node.tried[-1]].move.values[0])  # type: ignore[union-attr]
        lines = [i for i in walk.way if isinstance(trace.events[i], Inference)]
        for _ in range(200):
            found = _slipped(trace.problem, method, stream)
            if found is None:
                continue
            line, answer, items = found
            begin = lines[line]
            if isinstance(trace.events[begin - 1], Backtrack) and begin:  # just found out to be wrong
                continue
            if not isinstance(space.look(walk.states[begin]), Derivation):
                continue
            rest = [Inference(item.step) for item in items[line:]]
            yield ConfidentTurn.of(trace.events[:begin], [*rest, Solved(answer)], answer)


def _written(kind: str, values: list[str]) -> str:
    if len(values) == 2:
        return f"({values[0]}, {values[1]})"
    return f"{values[0]}°" if kind == "angle_measure" else values[0]


def _turned(kind: str, exact: tuple[Fraction, ...], places: int, stream: Stream) -> str:
    """A sign turned round, coordinates exchanged, the double or half, the supplement of an angle."""
    if len(exact) == 2:
        x, y = exact
        values: tuple[Fraction, ...] = stream.pick([(-x, y), (x, -y), (y, x), (x / 2, y / 2)])
    elif kind == "angle_measure":
        values = stream.pick([(180 - exact[0],), (exact[0] / 2,), (abs(90 - exact[0]),)])
    else:
        values = stream.pick([(2 * exact[0],), (exact[0] / 2,)])
    return _written(kind, [decimal_text(rounded(value, places), places) for value in values])


def _agrees(what: str, given: Mapping[str, int | str]) -> bool:
    """Whether the figures of a check that fails look as if it held."""
    checks: Mapping[str, list[tuple[str, int | str]]] = {
        "perpendicular_bad": [("e", 0)],
        "along_bad": [("e", 0)],
        "closed_bad": [("dx", 0), ("dy", 0)],
        "sum_bad": [("sum", 180)],
        "heron_bad": [("l", given.get("n", 0))],
        "third_side_bad": [("l", given.get("n", 0))],
        "squared_bad": [("back", given.get("n", 0))],
        "distance_bad": [("dist", given.get("rad", 0))],
        "other_corner_bad": [("area", given.get("have", 0))],
        "equal_bad": [("da", given.get("db", 0)), ("db", given.get("dc", 0))],
        "median_bad": [("tx", given.get("gx", 0)), ("ty", given.get("gy", 0))],
    }
    pairs = checks.get(what, [])
    return bool(pairs) and all(Fraction(given[name]) == Fraction(value) for name, value in pairs)


def _failed(passed: Step | None) -> Step | None:
    """A check that holds as one that does not, with the same figures."""
    if passed is None or not passed.what.endswith("_ok"):
        return None
    name, values = passed.what.removesuffix("ok") + "bad", passed.values
    if name == "equal_bad":
        values *= 3
    elif name == "median_bad":
        values += values[2:]
    elif name == "other_corner_bad":
        values += values[-1:]
    return Step(name, values)


def _other_figure(value: int | str, stream: Stream) -> int | str:
    if isinstance(value, int):
        return near_number(value, stream)
    if "/" in value:
        numerator, denominator = value.split("/")
        return str(Fraction(near_number(int(numerator), stream), int(denominator)))
    if "." not in value:
        return str(near_number(int(value), stream))
    # One digit is a little off, not the first one of a number: that would be seen at once.
    places = [i for i in range(len(value)) if value[i].isdigit()]
    i = stream.pick(places[1:] or places)
    digit = int(value[i]) + stream.pick((-1, 1))
    return value[:i] + str(digit % 10) + value[i + 1 :]


# --- slips that nobody notices ----------------------------------------------------------------------------------------


class _Careless(Work):
    """A working with a slip that leaves out whatever would show it."""

    def check(self, holds: bool, name: str, *values: int | str) -> None:
        if holds:
            super().check(holds, name, *values)

    def note(self, what: str, *values: int | str) -> None:
        if what != "other":  # the other angles are there for the sake of their sum only
            super().note(what, *values)


_AT_THE_END: Mapping[str, tuple[str, ...]] = {
    "circumcenter": ("solve_x|meet_x", "solve_y|meet_y"),
    "centroid": ("third", "third"),
    "area": ("half",),
}
"""The steps that hold the numbers of the answer, where the last check ends the working."""


def _slipped(problem: AdvancedGeometryProblem, method: str, stream: Stream) -> tuple[int, str, list[Item]] | None:
    """The line in which a slip is made, the answer it leads to, and all lines of the working; None if to no answer."""
    run: Callable[..., None] = METHODS[problem.kind][method]
    right = Work()
    try:
        run(problem.triangle, right)
    except Refuted:
        return None
    lines = [n for n, item in enumerate(right.items) if item.slips[0]]
    line = stream.pick(lines)
    values = right.items[line].slips[1]
    work = _Careless(right, line, stream.pick_weighted(values, [1 / (1 + n) for n in range(len(values))]))
    try:
        run(problem.triangle, work)
    except Refuted:
        work.answer = _at_the_end(problem.kind, work.items)
    except (ArithmeticError, ValueError):
        return None
    return (line, work.answer, work.items) if work.answer else None


def _at_the_end(kind: str, items: list[Item]) -> str:
    kinds = _AT_THE_END.get(kind, ())
    found = [item.step for item in items if any(item.step.what in names.split("|") for names in kinds)]
    values = [str(step.values[-1]) for step in found[-len(kinds) :]] if kinds else []
    if not kinds or len(found) != len(kinds):
        return ""
    places = PLACES.get(kind, 3)
    return _written(kind, [decimal_text(rounded(Fraction(value), places), places) for value in values])
