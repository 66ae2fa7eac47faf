"""What is known of a triangle and of what has been told, for a second opinion on geometry."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

from tracekit.tasks.advanced_geometry import AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.steps import Step

getcontext().prec = 60

SIDES = ("AB", "BC", "CA", "BA", "CB", "AC")
LINES = {"orthocenter": (("A", "BC"), ("B", "CA")), "circumcenter": ("AB", "BC")}
THROUGH = {
    "orthocenter": ("A", "B"),
    "circumcenter": ("the midpoint of AB", "the midpoint of BC"),
}


def number(value: int | str) -> Fraction:
    return Fraction(value)


def close(text: int | str, exact: Decimal | float) -> bool:
    """Whether a decimal is the rounding of a number to its places."""
    places = len(str(text).partition(".")[2])
    return abs(Decimal(str(text)) - Decimal(exact)) <= Decimal(10) ** -places * Decimal("0.5001")


def pairs(*products: tuple[Any, Any]) -> list[list[Any]]:
    return sorted(sorted(product) for product in products)


class Known:
    """What is known: what has been told, right or wrong, and what follows from it and from the corners."""

    def __init__(self, problem: AdvancedGeometryProblem) -> None:
        self.problem, self.kind = problem, problem.kind
        self.corners = dict(zip("ABC", (problem.a, problem.b, problem.c), strict=True))
        self.told: dict[Any, Any] = {}

    def side(self, s: str) -> tuple[int, int]:
        (x1, y1), (x2, y2) = self.corners[s[0]], self.corners[s[1]]
        return x2 - x1, y2 - y1

    def lacks(self, key: str) -> bool:
        """Whether something follows from a slip and has not been told: then nobody can say what it is."""
        return False

    def know(self, key: Any, otherwise: Callable[[], Any]) -> Any:
        return self.told[key] if key in self.told else otherwise()

    def vector(self, s: str) -> Any:
        return self.know(("vector", s), lambda: self.side(s))

    def square(self, s: str) -> Any:
        x, y = self.vector(s)
        return self.know(("square", s), lambda: x * x + y * y)

    def norm(self, v: str) -> Any:
        x, y = self.corners[v]
        return self.know(("norm", v), lambda: x * x + y * y)

    def dot(self, s: str, t: str) -> Any:
        u, v = self.vector(s), self.vector(t)
        key = ("dot", *sorted((s, t)))
        return self.know(key, lambda: u[0] * v[0] + u[1] * v[1])

    def cross(self, s: str, t: str) -> Any:
        u, v = self.vector(s), self.vector(t)
        return self.know(("cross", s, t), lambda: u[0] * v[1] - u[1] * v[0])

    def line(self, n: int) -> tuple[Any, Any, Any]:
        """An altitude or a bisector: a*x + b*y = c."""
        if self.kind == "orthocenter":
            corner, s = LINES["orthocenter"][n]
            (a, b), (x, y) = self.vector(s), self.corners[corner]
            return a, b, self.know(("altitude", corner, s), lambda: a * x + b * y)
        s = LINES["circumcenter"][n]
        (a, b) = self.vector(s)
        return 2 * a, 2 * b, self.know(("bisector", s), lambda: self.norm(s[1]) - self.norm(s[0]))

    def determinant(self) -> Any:
        (a, b, _), (p, q, _) = self.line(0), self.line(1)
        return self.know("determinant", lambda: a * q - p * b)

    def slope(self, s: str) -> Fraction:
        x, y = self.side(s)
        return self.know(("slope", min(s, s[::-1])), lambda: Fraction(y, x))

    def across(self, s: str) -> Fraction:
        return self.know(("across", min(s, s[::-1])), lambda: -1 / self.slope(s))

    def middle(self, s: str) -> tuple[Fraction, Fraction]:
        (x1, y1), (x2, y2) = self.corners[s[0]], self.corners[s[1]]
        middle = Fraction(x1 + x2, 2), Fraction(y1 + y2, 2)
        return self.know(("midpoint", min(s, s[::-1])), lambda: middle)

    def point_at(self, at: str) -> Any:
        return self.corners[at] if len(at) == 1 else self.middle(at[-2:])

    def across_at(self, at: str) -> Fraction:
        return self.across({"A": "BC", "B": "CA"}[at] if len(at) == 1 else at[-2:])

    def intercept(self, at: str) -> Fraction:
        x, y = self.point_at(at)
        return self.know(("intercept", at), lambda: y - self.across_at(at) * x)

    def total(self, axis: str) -> Any:
        return self.know(("total", axis), lambda: sum(c["xy".index(axis)] for c in self.corners.values()))

    def ratio(self) -> Fraction:
        return self.know("ratio", lambda: Fraction(self.dot("BA", "BC"), self.square("BC")))

    def length(self, s: str) -> Any:
        return self.know(("root", s), lambda: None)

    def spot(self) -> tuple[Fraction, Fraction]:
        """The point looked for, as it follows from what has been told."""
        if self.kind == "altitude_foot":
            start, way = self.corners["B"], self.vector("BC")
            x, y = (self.know(("at", "xy"[i]), lambda i=i: start[i] + self.ratio() * way[i]) for i in (0, 1))
            return x, y
        if self.kind == "centroid":
            x, y = (self.know(("at", axis), lambda axis=axis: Fraction(self.total(axis), 3)) for axis in "xy")
            return x, y
        if ("at", "x") in self.told and ("at", "y") in self.told:
            return self.told["at", "x"], self.told["at", "y"]
        if self.told.get("by slopes"):
            x = self.know(("at", "x"), self.meeting)
            return x, self.know(
                ("at", "y"), lambda: self.across_at(self.through(0)) * x + self.intercept(self.through(0))
            )
        (a, b, c), (p, q, r), d = self.line(0), self.line(1), self.determinant()
        x = self.know(("at", "x"), lambda: Fraction(c * q - r * b) / d)
        return x, self.know(("at", "y"), lambda: Fraction(a * r - p * c) / d)

    def through(self, n: int) -> str:
        return THROUGH[self.kind][n]

    def meeting(self) -> Fraction:
        one, two = self.through(0), self.through(1)
        return (self.intercept(two) - self.intercept(one)) / (self.across_at(one) - self.across_at(two))

    def worked_out(self, step: Step) -> tuple[Any, str, Any, bool] | None:  # noqa: PLR0911, PLR0912, PLR0915
        """What a step is the result of, the place of it, the result, and whether it is right; None if it is no step."""
        v = step.values
        match step.what:
            case "vector":
                s, x2, x1, y2, y1, dx, dy = v
                if (x1, y1) != self.corners[s[0]] or (x2, y2) != self.corners[s[1]] or s[0] == s[1]:
                    return None
                return ("vector", s), f"the vector {s}", (dx, dy), (dx, dy) == self.side(s)
            case "square" | "norm":
                s, dx, dy, m1, m2, n = v
                own = self.vector(s) if step.what == "square" else self.corners[s]
                if sorted((dx, dy)) != sorted(own):
                    return None
                right = (m1, m2, n) == (dx * dx, dy * dy, dx * dx + dy * dy)
                return (step.what, s), f"the squared length of {s}", n, right
            case "dot":
                s, t, a, b, p, q, m1, m2, d = v
                (ux, uy), (wx, wy) = self.vector(s), self.vector(t)
                if pairs((a, b), (p, q)) != pairs((ux, wx), (uy, wy)):
                    return None
                right = (m1, m2, d) == (a * b, p * q, a * b + p * q)
                return ("dot", *sorted((s, t))), "the dot product", d, right
            case "cross":
                s, t, a, b, p, q, m1, m2, d = v
                (ux, uy), (wx, wy) = self.vector(s), self.vector(t)
                if sorted((a, b)) != sorted((ux, wy)) or sorted((p, q)) != sorted((uy, wx)):
                    return None
                return ("cross", s, t), "the cross product", d, (m1, m2, d) == (a * b, p * q, a * b - p * q)
            case "altitude":
                c, s, left, a, px, b, py, m1, m2, n = v
                (ax, ay), (x, y) = self.vector(s), self.corners[c]
                if c in s or self.equation(left) != (ax, ay) or pairs((a, px), (b, py)) != pairs((ax, x), (ay, y)):
                    return None
                right = (m1, m2, n) == (a * px, b * py, a * px + b * py)
                return ("altitude", c, s), f"the altitude from {c}", n, right
            case "bisector":
                s, left, n2, n1, c = v
                ax, ay = self.vector(s)
                if self.equation(left) != (2 * ax, 2 * ay) or (n2, n1) != (self.norm(s[1]), self.norm(s[0])):
                    return None
                return ("bisector", s), f"the bisector of {s}", c, c == n2 - n1
            case "determinant":
                a1, b2, a2, b1, m1, m2, d = v
                (a, b, _), (p, q, _) = self.line(0), self.line(1)
                if sorted((a1, b2)) != sorted((a, q)) or sorted((a2, b1)) != sorted((p, b)):
                    return None
                return "determinant", "the determinant", d, (m1, m2, d) == (a1 * b2, a2 * b1, a1 * b2 - a2 * b1)
            case "solve_x" | "solve_y":
                a1, b2, a2, b1, d, m1, m2, d2, r = v
                (a, b, c), (p, q, e) = self.line(0), self.line(1)
                one, two = ((c, q), (e, b)) if step.what == "solve_x" else ((a, e), (p, c))
                figures = sorted((a1, b2)) == sorted(one) and sorted((a2, b1)) == sorted(two)
                if not figures or not d == d2 == self.determinant():
                    return None
                right = (m1, m2) == (a1 * b2, a2 * b1) and number(r) == Fraction(m1 - m2, d)
                axis = step.what[-1]
                return ("at", axis), f"the {axis}-coordinate", number(r), right
            case "slope":
                s, y2, y1, x2, x1, m = v
                if {(x1, y1), (x2, y2)} != {self.corners[s[0]], self.corners[s[1]]}:
                    return None
                return (
                    ("slope", min(s, s[::-1])),
                    f"the slope of {s}",
                    number(m),
                    number(m) == Fraction(y2 - y1, x2 - x1),
                )
            case "across":
                s, m, r = v
                if number(m) != self.slope(s):
                    return None
                return ("across", min(s, s[::-1])), f"the slope across {s}", number(r), number(r) * number(m) == -1
            case "midpoint":
                s, x1, x2, y1, y2, mx, my = v
                (p, q), (t, u) = self.corners[s[0]], self.corners[s[1]]
                if sorted((x1, x2)) != sorted((p, t)) or sorted((y1, y2)) != sorted((q, u)):
                    return None
                spot = number(mx), number(my)
                right = spot == (Fraction(x1 + x2, 2), Fraction(y1 + y2, 2))
                return ("midpoint", min(s, s[::-1])), f"the midpoint of {s}", spot, right
            case "intercept":
                at, y, m, x, q = v
                own = self.point_at(at)
                if number(y) != own[1] or sorted((number(m), number(x))) != sorted((self.across_at(at), own[0])):
                    return None
                right = number(q) == number(y) - number(m) * number(x)
                return ("intercept", at), f"the line through {at}", number(q), right
            case "meet_x":
                q2, q1, w1, w2, r = map(number, v)
                one, two = self.through(0), self.through(1)
                told = [(self.intercept(two), self.across_at(two)), (self.intercept(one), self.across_at(one))]
                if [(q2, w2), (q1, w1)] not in (told, told[::-1]):
                    return None
                return ("at", "x"), "the x-coordinate", r, r == (q2 - q1) / (w1 - w2)
            case "meet_y":
                w, x, q, r = map(number, v)
                one = self.through(0)
                own = [self.across_at(one), self.know(("at", "x"), self.meeting)]
                if sorted((w, x)) != sorted(own) or q != self.intercept(one):
                    return None
                return ("at", "y"), "the y-coordinate", r, r == w * x + q
            case "total":
                axis, x1, x2, x3, n = v
                if sorted((x1, x2, x3)) != sorted(c["xy".index(axis)] for c in self.corners.values()):
                    return None
                return ("total", axis), f"the sum of the {axis}-coordinates", n, n == x1 + x2 + x3
            case "third":
                n, axis, r = v
                if n != self.total(axis):
                    return None
                return ("at", axis), f"the {axis}-coordinate", number(r), number(r) * 3 == n
            case "ratio":
                d, n, r = v
                if (d, n) != (self.dot("BA", "BC"), self.square("BC")):
                    return None
                return "ratio", "the ratio t", number(r), number(r) * n == d
            case "foot":
                axis, x, t, way, r = v
                i = "xy".index(axis)
                if (x, number(t), way) != (self.corners["B"][i], self.ratio(), self.vector("BC")[i]):
                    return None
                return ("at", axis), f"the {axis}-coordinate", number(r), number(r) == x + number(t) * way
            case "half":
                n, half = v
                if n != abs(self.cross("AB", "AC")):
                    return None
                return "half", "the area", number(half), number(half) * 2 == n
            case "root":
                s, n, length = v
                told = ("vector", s) in self.told or ("square", s) in self.told
                if n != self.square(s if told else s[::-1]):
                    return None
                return ("root", min(s, s[::-1])), f"the length of {s}", length, close(length, Decimal(n).sqrt())
            case "perimeter":
                *lengths, total = v
                if not self.are_lengths(lengths):
                    return None
                right = number(total) == sum(map(number, lengths))
                return "perimeter", "the perimeter", total, right
            case "radius":
                n, around, radius = v
                exact = sum(math.dist(self.corners[s[0]], self.corners[s[1]]) for s in ("AB", "BC", "CA"))
                own = self.know("perimeter", lambda: around if abs(float(around) - exact) < 0.01 else None)
                if n != abs(self.cross("AB", "BC")) or own != around or self.lacks("perimeter"):
                    return None
                right = close(radius, Decimal(n) / Decimal(str(around)))
                return "radius", "the radius", radius, right
            case "product":
                n1, n2, n = v
                if sorted((n1, n2)) != sorted((self.square("BA"), self.square("BC"))):
                    return None
                return "product", "the product of the squares", n, n == n1 * n2
            case "cosine" | "sine" | "tangent":
                return self.function(step.what, *v)
            case "angle":
                arc, value, degrees = v
                name = {"arccos": "cosine", "arcsin": "sine", "arctan": "tangent"}[arc]
                if value != self.told.get(name, value) or (
                    name not in self.told and not self.function(name, *self.fraction(name), value)[3]  # type: ignore[index]
                ):
                    return None
                inverse = {"arccos": math.acos, "arcsin": math.asin, "arctan": math.atan}[arc]
                exact = math.degrees(inverse(max(-1.0, float(value)) if arc != "arctan" else float(value)))
                return "angle", "the angle", degrees, close(degrees, exact)
        return None

    def fraction(self, name: str) -> tuple[Any, Any]:
        """What a cosine, sine or tangent is worked out from: one over (the root of) the other."""
        dot, cross = self.dot("BA", "BC"), abs(self.cross("BA", "BC"))
        squares = self.know("product", lambda: self.square("BA") * self.square("BC"))
        return {"cosine": (dot, squares), "sine": (cross, squares), "tangent": (cross, dot)}[name]

    def function(self, name: str, top: Any, bottom: Any, value: str) -> tuple[Any, str, Any, bool] | None:
        if (top, bottom) != self.fraction(name):
            return None
        exact = Decimal(top) / (Decimal(bottom) if name == "tangent" else Decimal(bottom).sqrt())
        return name, f"the {name}", value, close(value, exact)

    def equation(self, left: str) -> tuple[int, int]:
        """The coefficients of x and y."""
        text, found = left.replace(" ", ""), {"x": 0, "y": 0}
        for letter in "xy":
            if letter in text:
                head, text = text.split(letter)
                found[letter] = int(head + "1") if head in ("", "-", "+") else int(head)
        return found["x"], found["y"]

    def are_lengths(self, lengths: Sequence[Any]) -> bool:
        """Whether these are the three lengths, as told, or rounded where they have not been."""
        own = ["AB", "BC", "AC"]
        for length in lengths:
            for s in own:
                told = self.length(s)
                is_told = told is not None and number(told) == number(length)
                if is_told or (told is None and close(length, Decimal(self.square(self.spelled(s))).sqrt())):
                    own.remove(s)
                    break
            else:
                return False
        return True

    def spelled(self, s: str) -> str:
        """The way in which the side is named in the working."""
        return "CA" if s == "AC" else s
