"""What is said in the working of a geometry problem, whatever the voice: statements without beginning and end.

Of a check there is what is seen, the same whether it passes or fails; each voice adds what it concludes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

VECTOR = "({x2} - {x1:p}, {y2} - {y1:p}) = ({dx}, {dy})"
SQUARE = "{dx:p}^2 + {dy:p}^2 = {m1} + {m2:p} = {n}"
DOT = "{a1:p}*{b1:p} + {a2:p}*{b2:p} = {m1} + {m2:p} = {d}"
CROSS = "{a1:p}*{b2:p} - {a2:p}*{b1:p} = {m1} - {m2:p} = {d}"
ALTITUDE = "{left} = {a:p}*{px:p} + {b:p}*{py:p} = {m1} + {m2:p} = {c}"
SOLVE_X = "({c1:p}*{b2:p} - {c2:p}*{b1:p})/{d:p} = ({m1} - {m2:p})/{d2:p} = {r}"
SOLVE_Y = "({a1:p}*{c2:p} - {a2:p}*{c1:p})/{d:p} = ({m1} - {m2:p})/{d2:p} = {r}"
SLOPE = "({y2} - {y1:p})/({x2} - {x1:p}) = {m}"
MIDDLE = "(({x1} + {x2:p})/2, ({y1} + {y2:p})/2) = ({mx}, {my})"
UPRIGHT = "{e1} + {e2:s} = {e}"
ALONG = "{e1} - {e2:s} = {e}"
CLOSED = "({x1} + {x2:p} + {x3:p}, {y1} + {y2:p} + {y3:p}) = ({dx}, {dy})"
HERON = "4*{n2}*{n3} - ({n4} + {n5} - {n1:p})^2 = {l}"
COSINES = "{n1} + {n2} - 2*{d:p} = {l}"
AC = "{dx:p}^2 + {dy:p}^2 = {n}"
DISTANCE = "{k}/{lc} ≈ {dist}"
SUM = "{alpha} + {beta:p} + {gamma} = {sum}"

STEPS: Mapping[str, tuple[str, str]] = {
    "vector": (f"{{s}} is {VECTOR}", f"for {{s}} I get {VECTOR}"),
    "square": (f"the squared length of {{s}} is {SQUARE}", f"{{s}}^2 comes to {SQUARE}"),
    "norm": (
        f"the squared distance of {{v}} from the origin is {SQUARE}",
        f"for the squared distance from the origin to {{v}} I get {SQUARE}",
    ),
    "dot": (f"the dot product {{s}}.{{s2}} is {DOT}", f"{{s}}.{{s2}} gives me {DOT}"),
    "cross": (f"the cross product {{s}} x {{s2}} is {CROSS}", f"{{s}} x {{s2}} gives me {CROSS}"),
    "altitude": (
        f"the altitude from {{v}} has to be perpendicular to {{s}}, which means {ALTITUDE}",
        f"the points of the altitude from {{v}}, across {{s}}, satisfy {ALTITUDE}",
    ),
    "bisector": (
        "the points as far from one end of {s} as from the other satisfy {left} = {n2} - {n1:p} = {c}",
        "for the perpendicular bisector of {s} I get {left} = {n2} - {n1:p} = {c}",
    ),
    "determinant": (
        f"the determinant of these two equations is {CROSS}",
        f"to solve these I need the determinant {CROSS}",
    ),
    "solve_x": (f"for x I get {SOLVE_X}", f"solving for x gives {SOLVE_X}"),
    "solve_y": (f"for y I get {SOLVE_Y}", f"solving for y gives {SOLVE_Y}"),
    "slope": (f"the slope of {{s}} is {SLOPE}", f"going along {{s}} I find the slope {SLOPE}"),
    "across": (
        "with slope {m} for {s}, what is perpendicular to it has slope {r}",
        "at right angles to {s}, whose slope is {m}, I get the slope {r}",
    ),
    "midpoint": (f"the midpoint of {{s}} is {MIDDLE}", f"halfway along {{s}} I find {MIDDLE}"),
    "intercept": (
        "a line like that through {at} meets the y-axis at {y} - {m:p}*{x:p} = {q}",
        "passing through {at}, it has the intercept {y} - {m:p}*{x:p} = {q}",
    ),
    "meet_x": (
        "the two lines meet where x = ({q2} - {q1:s})/({w1} - {w2:s}) = {r}",
        "setting them equal I get x = ({q2} - {q1:s})/({w1} - {w2:s}) = {r}",
    ),
    "meet_y": (
        "on the first line this gives y = {w1:p}*{x:p} + {q1:s} = {r}",
        "putting that in, I get y = {w1:p}*{x:p} + {q1:s} = {r}",
    ),
    "total": (
        "the {axis}-coordinates add up to {x1} + {x2:p} + {x3:p} = {n}",
        "in {axis} the corners add up to {x1} + {x2:p} + {x3:p} = {n}",
    ),
    "third": ("a third of {n} gives {axis} = {r}", "dividing {n} by 3 I get {axis} = {r}"),
    "ratio": (
        "the foot F should be at the fraction t = BA.BC/BC^2 of BC, and {d} divided by {n} is {r}",
        "along BC, F sits at t, which is {d} over {n:p}, so {r}",
    ),
    "foot": ("F has {axis} = {x1} + {t:p}*{dx:p} = {r}", "the {axis}-coordinate of F is {x1} + {t:p}*{dx:p} = {r}"),
    "half": ("half of {n} is the area, so {area}", "the area is {n} over 2, that's {area}"),
    "whole_root": ("{s} has length sqrt({n}) = {l}", "the side {s} is sqrt({n}), which is {l}"),
    "root": ("{s} has length sqrt({n}) ≈ {root}", "the side {s} is sqrt({n}), roughly {root}"),
    "perimeter": (
        "the perimeter is {la} + {lb} + {lc} = {p}",
        "going all the way around I get {la} + {lb} + {lc} = {p}",
    ),
    "radius": (
        "the radius is twice the area over the perimeter, {n}/{p} ≈ {rad}",
        "for the radius I get {n}/{p} ≈ {rad}",
    ),
    "product": ("the squared lengths multiply to {n1}*{n2} = {n}", "under the root I need {n1}*{n2} = {n}"),
    "cosine": ("for cos B I get {d}/sqrt({n}) ≈ {value}", "the cosine of B comes to {d}/sqrt({n}) ≈ {value}"),
    "sine": ("for sin B I get {d}/sqrt({n}) ≈ {value}", "the sine of B comes to {d}/sqrt({n}) ≈ {value}"),
    "tangent": ("for tan B I get {d}/{n:p} ≈ {value}", "the tangent of B comes to {d}/{n:p} ≈ {value}"),
    "angle": ("the angle B is {arc}({value}) ≈ {deg}°", "B should be {arc}({value}) ≈ {deg}°"),
    "other": (
        "at {v}, with {s} and {s2}, I get arccos({d}/sqrt({n1}*{n2})) ≈ {deg}°",
        "the angle at {v}, using {s} and {s2}, is arccos({d}/sqrt({n1}*{n2})) ≈ {deg}°",
    ),
}
"""Steps, by their kinds, each in two wordings."""
WORKED_OUT = tuple(kind for kind in STEPS if kind not in ("whole_root", "other"))
"""The kinds of steps that can go wrong, and so be gone back to."""
FIRST = ("vector", "total")
"""The kinds of steps that a text can begin with."""

CHECKS: Mapping[str, str] = {
    "perpendicular": f"{{f}} is ({{hx}}, {{hy}}) and {{s}} is ({{dx}}, {{dy}}), and their dot product is {UPRIGHT}",
    "equal": "from this point the squared distance to A is {da}",
    "median": "the midpoint of BC is ({mx}, {my}), and two thirds of the way there from A is ({tx}, {ty})",
    "along": f"BF is ({{hx}}, {{hy}}) and BC is ({{dx}}, {{dy}}), and their cross product is {ALONG}",
    "other_corner": "from B, ({a1}, {a2}) x ({b1}, {b2}) is {d}, which makes an area of {area}",
    "closed": f"once around, BC + CA + AB is {CLOSED}",
    "heron": f"by Heron's formula {HERON}, and 4*{{d}}^2 is {{n}}",
    "squared": "{root}^2 is about {back}, and it should be {n}",
    "distance": f"weighting corners by the opposite sides, the incenter is ({{ix}}, {{iy}}), from AB {DISTANCE} away",
    "third_side": f"by the law of cosines AC^2 is {COSINES}, and directly it is {AC}",
    "sum": f"the three angles make {SUM}",
}
"""What is seen in a check: ``NAME_ok`` and ``NAME_bad`` are told by it alike."""

STOPS: Mapping[str, str] = {
    "parallel": "with a determinant of 0 the two lines would be parallel, and they have to meet",
    "parallel_slopes": "both lines would have the slope {m} and never meet, and they have to",
    "no_slope": "{s} has x = {x1} at both ends, so its slope would be a division by 0",
    "no_slope_across": "{s} has slope 0, and the line across it would need -1/0, which does not exist",
    "no_tangent": "the dot product is 0, so the tangent would be a division by 0",
    "negative": "that makes an angle of {deg}°, and no angle of a triangle is negative",
    "out_of_range": "{value} is not between -1 and 1, so it is no {function}",
}
"""Why a step cannot be made."""


def put(ways: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Each of the statements, put in each of the ways; ``{}`` in a way stands for the statement."""
    return [_put(way, text) for text in texts for way in ways]


def _put(way: str, text: str) -> str:
    if way.startswith("{}") and not text.startswith("{"):
        text = text[0].upper() + text[1:]
    return way.replace("{}", text)


def steps(ways: Sequence[str], at_first: Sequence[str], after_return: Sequence[str]) -> dict[str, list[str]]:
    """The phrases of all steps: at the beginning of a text, directly after a return, and elsewhere."""
    return {
        **{kind: put(ways, texts) for kind, texts in STEPS.items()},
        **{f"^{kind}": put(at_first, STEPS[kind]) for kind in FIRST},
        **{f"back_step {kind}": put(after_return, STEPS[kind]) for kind in WORKED_OUT},
    }


def checks(ways: Sequence[str], conclusions: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """The phrases of all checks: what is seen, put in each of the ways, and what is concluded if it passes or fails."""
    return {
        f"{name}_{outcome}": put(ways, [CHECKS[name] + conclusion])
        for name, both in conclusions.items()
        for outcome, conclusion in zip(("ok", "bad"), both, strict=True)
    }
