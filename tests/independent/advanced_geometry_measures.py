"""The steps and checks of geometry texts that find an area, a radius or an angle, and what cannot be done."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from advanced_geometry_ground import Told, demand
from advanced_geometry_points import Points
from advanced_geometry_truth import Pair, cross, decimal, dot, minus


def degrees(arc: str, value: Any) -> Decimal:
    demand(arc == "arctan" or abs(value) <= 1, "there is no such angle")
    return Decimal(math.degrees(getattr(math, arc.replace("arc", "a"))(float(value))))


class Measures(Points):
    def _half(self, said: Told) -> None:
        n = abs(self.known("cross"))
        self.given(said, n=n)
        self.worked(said, "the area", "area", area=n / 2)

    def _other_corner(self, said: Told) -> bool:
        a, b = self.side("BA"), self.side("BC")
        one, other = (said["a1"], said["a2"]), (said["b1"], said["b2"])
        demand((one, other) in ((a, b), (b, a)), "those are not BA and BC")
        d = cross(one, other)
        self.given(said, d=d, area=abs(d) / 2)
        if "have" in said:
            self.given(said, have=self.known("area"))
        return bool(abs(d) / 2 == self.known("area"))

    def _closed(self, said: Told) -> bool:
        told = sorted((said[f"x{i}"], said[f"y{i}"]) for i in (1, 2, 3))
        sides = [self.known(("vector", name)) for name in ("BC", "CA", "AB")]
        demand(told == sorted(sides), "those are not the sides")
        dx, dy = sum(x for x, _ in sides), sum(y for _, y in sides)
        self.given(said, dx=dx, dy=dy)
        return bool(dx == dy == 0)

    def _heron(self, said: Told) -> bool:
        n1, n2, n3 = said["n1"], said["n2"], said["n3"]
        squares = sorted(self.square(name) for name in ("BC", "CA", "AB"))
        demand(sorted((n1, n2, n3)) == squares, "those are not the squared lengths")
        demand(sorted((said["n4"], said["n5"])) == sorted((n2, n3)), "those are other sides")
        d = abs(self.known("cross"))
        left = 4 * n2 * n3 - (n2 + n3 - n1) ** 2
        self.given(said, l=left, d=d, n=4 * d * d)
        return bool(left == 4 * d * d)

    def _whole_root(self, said: Told) -> None:
        n = self.square(said["s"])
        self.given(said, n=n)
        demand(said["l"] ** 2 == n and said["l"] > 0, "that is not the root")
        self.state["length", frozenset(said["s"])] = said["l"]

    def _root(self, said: Told) -> None:
        n = self.square(said["s"])
        self.given(said, n=n)
        self.worked(said, f"the length of {said['s']}", None, root=Decimal(int(n)).sqrt())
        self.state["length", frozenset(said["s"])] = said["root"]

    def _length(self, name: str) -> Any:
        return self.known(("length", frozenset(name)))

    def _squared(self, said: Told) -> bool:
        sides = [name for name in ("BC", "CA", "AB") if self.state.get(("length", frozenset(name))) == said["root"]]
        demand(any(self.square(name) == said["n"] for name in sides), "that is not the length of such a side")
        self.given(said, back=decimal(said["root"] ** 2))
        return bool(said["back"] == said["n"])

    def _perimeter(self, said: Told) -> None:
        lengths = [self._length(name) for name in ("BC", "CA", "AB")]
        demand(sorted((said["la"], said["lb"], said["lc"])) == sorted(lengths), "those are not the lengths")
        self.worked(said, "the perimeter", "perimeter", p=sum(lengths))

    def _radius(self, said: Told) -> None:
        n, p = abs(self.known("cross")), self.known("perimeter")
        self.given(said, n=n, p=p)
        self.worked(said, "the radius", "radius", rad=decimal(n / p))

    def _distance(self, said: Told) -> bool:
        lengths = [self._length(name) for name in ("BC", "CA", "AB")]
        center: list[Any] = [
            sum(n * corner[i] for n, corner in zip(lengths, self.corners.values(), strict=True))
            / self.known("perimeter")
            for i in (0, 1)
        ]
        self.given(said, ix=decimal(center[0]), iy=decimal(center[1]), lc=lengths[2], rad=self.known("radius"))
        k = abs(cross(self.side("AB"), minus((said["ix"], said["iy"]), self.corners["A"])))
        demand(abs(k - said["k"]) <= 1000 / 10 ** said["k"].places, f"it is {k}")
        self.given(said, dist=decimal(said["k"] / lengths[2]))
        return bool(abs(said["dist"] - said["rad"]) <= 0.0005)

    def _third_side(self, said: Told) -> bool:
        n1, n2, d = self.square("BA"), self.square("BC"), self.known("dot")
        demand(sorted((said["n1"], said["n2"])) == sorted((n1, n2)), "those are not the squared lengths")
        x, y = self.side("AC")
        demand((said["dx"], said["dy"]) in ((x, y), (-x, -y)), "that is not AC")
        self.given(said, d=d, l=n1 + n2 - 2 * d, n=x * x + y * y)
        return bool(n1 + n2 - 2 * d == x * x + y * y)

    def _product(self, said: Told) -> None:
        n1, n2 = self.square("BA"), self.square("BC")
        demand(sorted((said["n1"], said["n2"])) == sorted((n1, n2)), "those are not the squared lengths")
        self.worked(said, "the product of the squares", "product", n=n1 * n2)

    def _over_root(self, said: Told, name: str, d: Any) -> None:
        n = self.known("product")
        self.given(said, d=d, n=n)
        self.worked(said, f"the {name}", "value", value=decimal(d) / decimal(n).sqrt())
        self.state["arc"] = f"arc{name[:3]}"

    def _cosine(self, said: Told) -> None:
        self._over_root(said, "cosine", self.known("dot"))

    def _sine(self, said: Told) -> None:
        self._over_root(said, "sine", abs(self.known("cross")))

    def _tangent(self, said: Told) -> None:
        d, n = abs(self.known("cross")), self.known("dot")
        self.given(said, d=d, n=n)
        demand(n, "that would be a division by 0")
        self.worked(said, "the tangent", "value", value=decimal(d / n))
        self.state["arc"] = "arctan"

    def _angle(self, said: Told) -> None:
        demand(said["arc"] == self.known("arc"), "another function was worked out")
        self.given(said, value=self.known("value"))
        self.worked(said, "the angle", "angle", deg=degrees(said["arc"], said["value"]))

    def _other(self, said: Told) -> None:
        corner, (one, two) = said["v"], (said["s"], said["s2"])
        rest = {*"ABC"} - {corner}
        starts = one[0] == two[0] == corner and {one[1], two[1]} == rest
        ends = one[1] == two[1] == corner and {one[0], two[0]} == rest
        demand(starts or ends, "those sides are not at that corner")
        u, v = self.side(one), self.side(two)
        demand(sorted((said["n1"], said["n2"])) == sorted((dot(u, u), dot(v, v))), "those are not the squared lengths")
        self.given(said, d=dot(u, v), deg=self._between(u, v))
        self.state["at", corner] = said["deg"]

    @staticmethod
    def _between(u: Pair, v: Pair) -> Decimal:
        return Decimal(math.degrees(math.atan2(abs(cross(u, v)), dot(u, v))))

    def _sum(self, said: Told) -> bool:
        angles = [self.known(("at", "A")), self.known("angle"), self.known(("at", "C"))]
        demand(sorted((said["alpha"], said["beta"], said["gamma"])) == sorted(angles), "those are not the angles")
        self.given(said, sum=sum(angles))
        return bool(abs(sum(angles) - 180) <= 0.02)

    # --- what cannot be done

    def _parallel(self, said: Told) -> None:
        demand(self.known("determinant") == 0, "the determinant is not 0")
        self.is_stuck = True

    def _parallel_slopes(self, said: Told) -> None:
        (w1, _), (w2, _) = self._equations()
        demand(w1 == w2 == said["m"], "those are not the slopes")
        self.is_stuck = True

    def _no_slope(self, said: Told) -> None:
        xs = {self.corners[name][0] for name in said["s"]}
        demand(len({*said["s"]}) == 2 and xs == {said["x1"]}, "it has a slope")
        demand(self.method == "slopes", "no slope is needed")
        self.is_stuck = True

    def _no_slope_across(self, said: Told) -> None:
        demand(self.side(said["s"])[1] == 0 or self.state.get(("slope", said["s"])) == 0, "its slope is not 0")
        demand(self.method == "slopes", "no slope is needed")
        self.is_stuck = True

    def _no_tangent(self, said: Told) -> None:
        demand(self.method == "the tangent" and self.known("dot") == 0, "the dot product is not 0")
        self.is_stuck = True

    def _negative(self, said: Told) -> None:
        self.given(said, deg=self.known("angle"))
        demand(said["deg"] < 0, "it is not negative")
        self.is_stuck = True

    def _out_of_range(self, said: Told) -> None:
        demand(f"arc{said['function'][:3]}" == self.known("arc"), "another function was worked out")
        self.given(said, value=self.known("value"))
        demand(abs(said["value"]) > 1, "it is in the range")
        self.is_stuck = True
