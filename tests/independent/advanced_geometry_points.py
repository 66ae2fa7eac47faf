"""The steps and checks of geometry texts that find a point, done anew."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from advanced_geometry_ground import Ground, Told, demand
from advanced_geometry_truth import Pair, dot, minus, terms


class Points(Ground):
    # --- vectors and lines

    def _vector(self, said: Told) -> None:
        (x1, y1), (x2, y2) = self.corners[said["s"][0]], self.corners[said["s"][1]]
        self.given(said, x1=x1, y1=y1, x2=x2, y2=y2)
        self.worked(said, f"the vector {said['s']}", ("vector", said["s"]), dx=x2 - x1, dy=y2 - y1)

    def _squared_length(self, said: Told, name: str, key: Any, of: Pair) -> None:
        self.given(said, dx=of[0], dy=of[1])
        m1, m2 = said["dx"] ** 2, said["dy"] ** 2
        self.worked(said, f"the squared length of {name}", key, m1=m1, m2=m2, n=m1 + m2)

    def _square(self, said: Told) -> None:
        self._squared_length(said, said["s"], ("square", frozenset(said["s"])), self.vector(said["s"]))

    def _norm(self, said: Told) -> None:
        self._squared_length(said, said["v"], ("norm", said["v"]), self.corners[said["v"]])

    def _dot(self, said: Told) -> None:
        (a1, a2), (b1, b2) = self.vector(said["s"]), self.vector(said["s2"])
        self.given(said, a1=a1, a2=a2, b1=b1, b2=b2)
        self.worked(said, "the dot product", "dot", m1=a1 * b1, m2=a2 * b2, d=a1 * b1 + a2 * b2)

    def _cross(self, said: Told) -> None:
        (a1, a2), (b1, b2) = self.vector(said["s"]), self.vector(said["s2"])
        self.given(said, a1=a1, a2=a2, b1=b1, b2=b2)
        self.worked(said, "the cross product", "cross", m1=a1 * b2, m2=a2 * b1, d=a1 * b2 - a2 * b1)

    def _altitude(self, said: Told) -> None:
        demand(said["v"] not in said["s"], "that side is not across")
        (a, b), (px, py) = self.vector(said["s"]), self.corners[said["v"]]
        demand(said["left"] == terms(a, b), f"it is {terms(a, b)}")
        self.given(said, a=a, b=b, px=px, py=py)
        name = f"the altitude from {said['v']}"
        self.worked(said, name, ("lines", name, a, b), m1=a * px, m2=b * py, c=a * px + b * py)

    def _bisector(self, said: Told) -> None:
        start, end = said["s"]
        a, b = (2 * part for part in self.vector(said["s"]))
        demand(said["left"] == terms(a, b), f"it is {terms(a, b)}")
        n1, n2 = (self.state.get(("norm", v), dot(self.corners[v], self.corners[v])) for v in (start, end))
        self.given(said, n1=n1, n2=n2)
        name = f"the bisector of {said['s']}"
        self.worked(said, name, ("lines", name, a, b), c=n2 - n1)

    def _equations(self) -> tuple[Any, Any]:
        lines = list(self.state["lines"].values())
        demand(len(lines) == 2, "there are not two lines")
        return lines[0], lines[1]

    def _determinant(self, said: Told) -> None:
        (a1, b1, _), (a2, b2, _) = self._equations()
        self.given(said, a1=a1, a2=a2, b1=b1, b2=b2)
        self.worked(said, "the determinant", "determinant", m1=a1 * b2, m2=a2 * b1, d=a1 * b2 - a2 * b1)

    def _solve_x(self, said: Told) -> None:
        (_, b1, c1), (_, b2, c2) = self._equations()
        d = self.known("determinant")
        self.given(said, b1=b1, b2=b2, c1=c1, c2=c2, d=d)
        self.worked(said, "the x-coordinate", "x", m1=c1 * b2, m2=c2 * b1, d2=d, r=Fraction(c1 * b2 - c2 * b1) / d)

    def _solve_y(self, said: Told) -> None:
        (a1, _, c1), (a2, _, c2) = self._equations()
        d = self.known("determinant")
        self.given(said, a1=a1, a2=a2, c1=c1, c2=c2, d=d)
        self.worked(said, "the y-coordinate", "y", m1=a1 * c2, m2=a2 * c1, d2=d, r=Fraction(a1 * c2 - a2 * c1) / d)

    def _slope(self, said: Told) -> None:
        (x1, y1), (x2, y2) = self.corners[said["s"][0]], self.corners[said["s"][1]]
        self.given(said, x1=x1, y1=y1, x2=x2, y2=y2)
        demand(x1 != x2, "that would be a division by 0")
        self.worked(said, f"the slope of {said['s']}", ("slope", said["s"]), m=Fraction(y2 - y1, x2 - x1))

    def _across(self, said: Told) -> None:
        m = self.known(("slope", said["s"]))
        self.given(said, m=m)
        demand(m, "that would be a division by 0")
        self.worked(said, f"the slope across {said['s']}", "across", r=-1 / Fraction(m))

    def _middle(self, name: str) -> Pair:
        (x1, y1), (x2, y2) = self.corners[name[0]], self.corners[name[1]]
        return Fraction(x1 + x2, 2), Fraction(y1 + y2, 2)

    def _midpoint(self, said: Told) -> None:
        (x1, y1), (x2, y2) = self.corners[said["s"][0]], self.corners[said["s"][1]]
        self.given(said, x1=x1, y1=y1, x2=x2, y2=y2)
        mx, my = self._middle(said["s"])
        self.worked(said, f"the midpoint of {said['s']}", ("middle", said["s"]), mx=mx, my=my)

    def _intercept(self, said: Told) -> None:
        at = said["at"]
        x, y = self.corners[at] if len(at) == 1 else self.known(("middle", at[-2:]))
        m = self.known("across")
        self.given(said, x=x, y=y, m=m)
        name = f"the line through {at}"
        self.worked(said, name, ("lines", name, m), q=y - m * x)

    def _meet_x(self, said: Told) -> None:
        (w1, q1), (w2, q2) = self._equations()
        self.given(said, w1=w1, w2=w2, q1=q1, q2=q2)
        demand(w1 != w2, "that would be a division by 0")
        self.worked(said, "the x-coordinate", "x", r=Fraction(q2 - q1) / (w1 - w2))

    def _meet_y(self, said: Told) -> None:
        (w1, q1), _ = self._equations()
        x = self.known("x")
        self.given(said, w1=w1, q1=q1, x=x)
        self.worked(said, "the y-coordinate", "y", r=w1 * x + q1)

    # --- points

    def _perpendicular(self, said: Told) -> bool:
        corner, letter = said["f"]
        demand(letter == {"orthocenter": "H", "altitude_foot": "F"}.get(self.kind), "there is no such point")
        demand(corner not in said["s"] and (letter == "H" or corner == "A"), "that is not the side across")
        (hx, hy), (dx, dy) = minus(self.spot(), self.corners[corner]), self.side(said["s"])
        self.given(said, hx=hx, hy=hy, dx=dx, dy=dy, e1=hx * dx, e2=hy * dy, e=hx * dx + hy * dy)
        return bool(hx * dx + hy * dy == 0)

    def _equal(self, said: Told) -> bool:
        away = [minus(self.spot(), corner) for corner in self.corners.values()]
        da, db, dc = (dot(each, each) for each in away)
        self.given(said, da=da)
        if "db" in said:
            self.given(said, db=db, dc=dc)
        return bool(da == db == dc)

    def _total(self, said: Told) -> None:
        x1, x2, x3 = (corner["xy".index(said["axis"])] for corner in self.corners.values())
        demand(sorted((said["x1"], said["x2"], said["x3"])) == sorted((x1, x2, x3)), "those are not the coordinates")
        name = f"the sum of the {said['axis']}-coordinates"
        self.worked(said, name, ("total", said["axis"]), n=x1 + x2 + x3)

    def _third(self, said: Told) -> None:
        n = self.known(("total", said["axis"]))
        self.given(said, n=n)
        self.worked(said, f"the {said['axis']}-coordinate", said["axis"], r=Fraction(n) / 3)

    def _median(self, said: Told) -> bool:
        (mx, my), (ax, ay) = self._middle("BC"), self.corners["A"]
        there = ax + Fraction(2, 3) * (mx - ax), ay + Fraction(2, 3) * (my - ay)
        self.given(said, mx=mx, my=my, tx=there[0], ty=there[1])
        if "gx" in said:
            self.given(said, gx=self.spot()[0], gy=self.spot()[1])
        return there == self.spot()

    def _ratio(self, said: Told) -> None:
        d, n = self.known("dot"), self.square("BC")
        self.given(said, d=d, n=n)
        self.worked(said, "the ratio t", "ratio", r=Fraction(d) / n)

    def _foot(self, said: Told) -> None:
        at = "xy".index(said["axis"])
        x1, t, dx = self.corners["B"][at], self.known("ratio"), self.vector("BC")[at]
        self.given(said, x1=x1, t=t, dx=dx)
        self.worked(said, f"the {said['axis']}-coordinate", said["axis"], r=x1 + t * dx)

    def _along(self, said: Told) -> bool:
        (hx, hy), (dx, dy) = minus(self.spot(), self.corners["B"]), self.side("BC")
        self.given(said, hx=hx, hy=hy, dx=dx, dy=dy, e1=hx * dy, e2=hy * dx, e=hx * dy - hy * dx)
        return bool(hx * dy == hy * dx)
