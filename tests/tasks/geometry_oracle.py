"""A second opinion on geometry: a judge that works out, from what has been told, what each statement should say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from geometry_known import Known, close, number

from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    Inference,
    Remark,
    Slip,
    Solved,
)
from tracekit.tasks.advanced_geometry import AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.problem import Corner, Found
from tracekit.tasks.advanced_geometry.steps import Step

METHODS = {
    "orthocenter": ("equations", "slopes"),
    "circumcenter": ("equations", "slopes"),
    "angle_measure": ("the cosine", "the sine", "the tangent"),
}


LAST = ("half", "perimeter", "radius", "angle")


def either_way(place: Any) -> str:
    """The name of a place, whichever end of its side is named first; a vector has a direction."""
    return str(place) if "vector" in str(place) else re.sub("[ABC]{2}", lambda m: "".join(sorted(m[0])), str(place))


class Judge(Known):
    """Reads events one by one: whether each is true, given what has been said before.

    A result may be wrong once at a time, if a check refutes it before the end; what follows is worked out from it.
    """

    def __init__(self, problem: AdvancedGeometryProblem) -> None:
        super().__init__(problem)
        self.vectors: set[Any] = set()
        self.before: list[tuple[str, dict[Any, Any], set[Any]]] = []  # what was told before the choice and the slip
        self.slip: str | None = None
        self.slip_key: Any = None
        self.method = ""
        self.wrong: dict[str, set[Any]] = {}  # the wrong results of each step
        self.left: set[str] = set(METHODS.get(problem.kind, ()))
        self.stuck = self.ended = False

    def believes(self, events: Sequence[Event]) -> bool:
        return all(self.takes(event) for event in events) and self.ended

    def takes(self, event: Event) -> bool:
        if self.ended:
            return False
        try:
            return self._takes(event)
        except (ArithmeticError, KeyError, IndexError, ValueError, TypeError):
            return False

    def _takes(self, event: Event) -> bool:
        match event:
            case ChoicePoint("method", moves):
                return not self.stuck and {move.values[0] for move in moves or ()} == self.left
            case Decision(Step("use", (method,))):
                self.before, self.method = [("method", dict(self.told), set(self.vectors))], str(method)
                return not self.stuck and method in self.left
            case Inference(Step() as step, None) | Slip(Step() as step, None):
                return self.says(step)
            case DeadEnd(Step() as reason):
                right = self.stuck or self.fails(reason)
                self.stuck = True
                return right and self.fails(reason)
            case Backtrack():
                return self.returns(event)
            case Remark(Corner(v, x, y)):
                return self.corners[v] == (x, y)
            case Remark(Found(s, x, y)):
                return s in self.vectors and self.vector(s) == (x, y)
            case Solved(answer):
                self.ended = True
                return not self.stuck and self.slip is None and self.answers() and self.is_right(str(answer))
        return False

    def returns(self, event: Backtrack) -> bool:
        if not self.stuck or not event.refuted or not self.before:
            return False
        place, told, vectors = self.before[-1]
        if either_way(event.to) != either_way(place) or event.line is not None:
            return False
        if place == "method":
            self.left -= {self.method}
            if {move.values[0] for move in event.moves or ()} != self.left:
                return False
            self.before.pop()
        elif event.moves is not None:
            return False
        else:
            self.before.pop()
            self.slip = None
        self.told, self.vectors, self.stuck = dict(told), set(vectors), False
        return True

    def says(self, step: Step) -> bool:
        """A step or a check that passes."""
        if step.what.endswith("_ok") or step.what in ("other", "whole_root"):
            return self.passes(step)
        found = self.worked_out(step)
        if found is None:
            return False
        key, place, value, is_right = found
        if key in self.told and self.told[key] == value and is_right:
            return True
        # What was told before a slip can come out otherwise after it, but not the step itself.
        follows = self.slip is not None and key != self.slip_key
        if key in self.told and not (is_right and (follows or isinstance(value, str))):
            return False
        if not is_right:
            if self.slip is not None or step.values in self.wrong.setdefault(place, set()):
                return False
            self.wrong[place].add(step.values)
            self.slip, self.slip_key = place, key
            self.before.append((place, dict(self.told), set(self.vectors)))
            # What is worked out last does not follow any more.
            self.told = {known: each for known, each in self.told.items() if known not in LAST and known[0] != "at"}
        if isinstance(key, tuple) and key[0] == "vector":
            self.vectors.add(key[1])
        if step.what in ("slope", "meet_x", "intercept"):
            self.told["by slopes"] = True
        self.told[key] = value
        return True

    # --- checks -------------------------------------------------------------------------------------------------------

    def passes(self, step: Step) -> bool:
        if step.what == "whole_root":
            s, n, root = step.values
            own = n in (self.square(s), self.square(s[::-1]))  # type: ignore[arg-type]
            return own and root * root == n  # type: ignore[operator]
        if step.what == "other":
            corner, s, t, d, n1, n2, degrees = step.values
            if {*s, *t} != {*"ABC"} or not (s[0] == t[0] == corner or s[1] == t[1] == corner):  # type: ignore[misc]
                return False
            u, w = self.side(s), self.side(t)  # type: ignore[arg-type]
            dot, squares = u[0] * w[0] + u[1] * w[1], [u[0] ** 2 + u[1] ** 2, w[0] ** 2 + w[1] ** 2]
            exact = math.degrees(math.acos(dot / math.sqrt(squares[0] * squares[1])))
            return d == dot and sorted([n1, n2]) == sorted(squares) and close(degrees, exact)  # type: ignore[type-var]
        seen = self.sees(step)
        return seen is not None and seen[0] and seen[1]

    def fails(self, reason: Step) -> bool:
        """Whether a check fails, or a step cannot be made."""
        v: Any = reason.values
        match reason.what:
            case "parallel":
                return self.determinant() == 0
            case "parallel_slopes":
                one, two = self.across_at(self.through(0)), self.across_at(self.through(1))
                return one == two == number(v[0])
            case "no_slope":
                return self.side(v[0])[0] == 0 and self.corners[v[0][0]][0] == v[1]
            case "no_slope_across":
                return self.slope(v[0]) == 0
            case "no_tangent":
                return self.dot("BA", "BC") == 0
            case "negative":
                return self.angle_told() == v[0] and number(v[0]) < 0
            case "out_of_range":
                return self.told.get(v[1]) == v[0] and abs(number(v[0])) > 1
        seen = self.sees(reason)
        return seen is not None and seen[0] and not seen[1]

    def lacks(self, key: str) -> bool:
        return self.slip is not None and key not in self.told

    def angle_told(self) -> str | None:
        """The angle at B that has been told, or that the method comes to; None if that is the right one."""
        if "angle" in self.told:
            return str(self.told["angle"])
        for name, inverse in (("cosine", math.acos), ("sine", math.asin), ("tangent", math.atan)):
            if name in self.told:
                return f"{math.degrees(inverse(float(self.told[name]))):.2f}"
        if self.slip is not None or self.method not in ("the sine", "the tangent"):
            return None
        top, bottom = self.fraction(self.method.removeprefix("the "))
        angle = (
            math.atan(top / bottom) if self.method == "the tangent" else math.asin(min(1.0, top / math.sqrt(bottom)))
        )
        return f"{math.degrees(angle):.2f}"

    def sees(self, step: Step) -> tuple[bool, bool] | None:  # noqa: PLR0911, PLR0915
        """Whether the figures of a check are what follows from what has been told, and whether they agree."""
        v: Any = step.values
        match step.what.rpartition("_")[0]:
            case "perpendicular":
                name, hx, hy, s, dx, dy, e1, e2, e = v
                corner, letter = name
                if s not in (f"{a}{b}" for a in "ABC" for b in "ABC" if a != b and corner not in (a, b)):
                    return None
                if {"orthocenter": "H", "altitude_foot": "F"}.get(self.kind) != letter or (letter, corner) in (
                    ("F", "B"),
                    ("F", "C"),
                ):
                    return None
                x, y = (here - there for here, there in zip(self.spot(), self.corners[corner], strict=True))
                a, b = self.side(s)
                right = (number(hx), number(hy), dx, dy) == (x, y, a, b)
                return right and sorted((number(e1), number(e2))) == sorted((a * x, b * y)) and number(e) == (
                    a * x + b * y
                ), number(e) == 0
            case "along":
                hx, hy, dx, dy, e1, e2, e = v
                x, y = (here - there for here, there in zip(self.spot(), self.corners["B"], strict=True))
                a, b = self.side("BC")
                figures = [number(each) for each in (hx, hy, dx, dy, e1, e2, e)]
                return figures == [x, y, a, b, x * b, y * a, x * b - y * a], x * b == y * a
            case "equal":
                spot = self.spot()
                away = [sum((p - q) ** 2 for p, q in zip(spot, self.corners[c], strict=True)) for c in "ABC"]
                told = [number(each) for each in v]
                return told == away[: len(told)], away[0] == away[1] == away[2]
            case "median":
                mx, my = (Fraction(self.corners["B"][i] + self.corners["C"][i], 2) for i in (0, 1))
                reached = [Fraction(self.corners["A"][i] + 2 * m) / 3 for i, m in enumerate((mx, my))]
                told = [number(each) for each in v]
                figures = [mx, my, *reached, *(self.spot() if len(told) == 6 else ())]
                return told == figures, tuple(reached) == self.spot()
            case "other_corner":
                a1, a2, b1, b2, d, area, *have = v
                sides = [self.side("BA"), self.side("BC")]
                told = [(a1, a2), (b1, b2)]
                right = told in (sides, sides[::-1]) and d == a1 * b2 - a2 * b1 and number(area) * 2 == abs(d)
                half = self.know("half", lambda: Fraction(abs(self.cross("AB", "AC")), 2))
                return right and (not have or number(have[0]) == half), number(area) == half
            case "closed":
                x, y = v[:3], v[3:6]
                sides = [self.vector(s) for s in ("BC", "CA", "AB")]
                right = sorted(zip(x, y, strict=True)) == sorted(sides) and (sum(x), sum(y)) == tuple(v[6:])
                return right, tuple(v[6:]) == (0, 0)
            case "heron":
                b, c, b2, c2, a, left, d, right_side = v
                squares = [self.square(s) for s in ("BC", "CA", "AB")]
                right = sorted((a, b, c)) == sorted(squares) and sorted((b, c)) == sorted((b2, c2))
                cross = abs(self.cross("AB", "BC"))
                figures = (4 * b * c - (b + c - a) ** 2, cross, 4 * cross**2)
                return right and (left, d, right_side) == figures, left == right_side
            case "third_side":
                n1, n2, d, left, dx, dy, n = v
                ac = self.side("AC")
                right = sorted((n1, n2)) == sorted((self.square("BA"), self.square("BC")))
                right = right and d == self.dot("BA", "BC") and (dx, dy) in (ac, (-ac[0], -ac[1]))
                return right and left == n1 + n2 - 2 * d and n == dx**2 + dy**2, left == n
            case "sum":
                *angles, total = v
                own = [self.angle_told()]
                if own[0] is None and self.slip is not None:
                    return None
                rest = [*angles]
                if own[0] is not None:
                    rest.remove(own[0])
                exact = [self.angle(c) for c in (("A", "C") if own[0] is not None else ("A", "B", "C"))]
                right = any(
                    all(close(told, value) for told, value in zip(order, exact, strict=True))
                    for order in (rest, rest[::-1], rest[1:] + rest[:1], rest[2:] + rest[:2])
                )
                figures = right and number(total) == sum(map(number, angles))
                return figures, abs(number(total) - 180) <= Fraction(2, 100)
            case "squared":
                root, back, n = v
                lengths = {s: self.length(s) for s in ("AB", "BC", "AC")}
                right = any(
                    (told == root or (told is None and close(root, Decimal(n).sqrt())))
                    and n == self.square(self.spelled(s))
                    for s, told in lengths.items()
                )
                return right and close(back, Decimal(str(root)) ** 2), number(back) == n
            case "distance":
                return self.distance(*v)
        return None

    def distance(self, ix: str, iy: str, k: str, lc: str, dist: str, rad: str) -> tuple[bool, bool] | None:
        lengths = []
        for s in ("BC", "AC", "AB"):
            told = self.length(s)
            lengths.append(Decimal(str(told)) if told is not None else Decimal(self.square(self.spelled(s))).sqrt())
        around = Decimal(str(self.know("perimeter", lambda: sum(lengths))))
        center = [sum(n * self.corners[c][i] for n, c in zip(lengths, "ABC", strict=True)) / around for i in (0, 1)]
        (ax, ay), (bx, by) = self.corners["A"], self.corners["B"]
        times = abs((bx - ax) * (center[1] - ay) - (by - ay) * (center[0] - ax))
        exact = (*center, times, lengths[2], times / lengths[2])
        room = Decimal("0.00005")
        right = all(
            abs(Decimal(str(t)) - e) < room * max(1, abs(e)) for t, e in zip((ix, iy, k, lc, dist), exact, strict=True)
        )
        twice = Decimal(abs(self.cross("AB", "BC")))
        own = Decimal(str(self.know("radius", lambda: twice / around)))
        is_own = abs(own - Decimal(rad)) < Decimal("0.00001") or ("radius" not in self.told and self.slip is None)
        return right and is_own, abs(number(dist) - number(rad)) < Fraction(1, 2000)

    def angle(self, corner: str) -> float:
        one, two = (c for c in "ABC" if c != corner)
        (ux, uy), (wx, wy) = self.side(corner + one), self.side(corner + two)
        return abs(math.degrees(math.atan2(ux * wy - uy * wx, ux * wx + uy * wy)))

    # --- the end ------------------------------------------------------------------------------------------------------

    def answers(self) -> bool:
        """Whether the result has been told that the answer is."""
        if self.kind in ("area", "incircle_radius", "angle_measure"):
            return {"area": "half", "incircle_radius": "radius", "angle_measure": "angle"}[self.kind] in self.told
        return ("at", "x") in self.told and ("at", "y") in self.told

    def is_right(self, answer: str) -> bool:
        values = [float(Fraction(part)) for part in answer.strip("()°").split(",")]
        exact = {
            "area": lambda: [
                abs(self.side("AB")[0] * self.side("AC")[1] - self.side("AB")[1] * self.side("AC")[0]) / 2
            ],
            "angle_measure": lambda: [self.angle("B")],
            "incircle_radius": self.exact_radius,
        }.get(self.kind, lambda: [float(each) for each in self.spot()])()
        room = 0.005 if self.kind == "angle_measure" else 0.0005
        return len(values) == len(exact) and all(
            abs(value - right) <= room + 1e-9 for value, right in zip(values, exact, strict=True)
        )

    def exact_radius(self) -> list[float]:
        around = sum(math.dist(self.corners[s[0]], self.corners[s[1]]) for s in ("AB", "BC", "CA"))
        (ux, uy), (wx, wy) = self.side("AB"), self.side("AC")
        return [abs(ux * wy - uy * wx) / around]
