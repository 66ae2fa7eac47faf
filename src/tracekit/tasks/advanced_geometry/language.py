"""The kinds of events of a geometry trace, and how their values are written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracekit.language.codec import Codec, list_of
from tracekit.language.shapes import Just, Record, Several, Shape
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.advanced_geometry.problem import Corner, Found
from tracekit.tasks.advanced_geometry.steps import Step

STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(fields.split())
        for name, fields in {
            "vector": "s x2 x1 y2 y1 dx dy",
            "square": "s dx dy m1 m2 n",
            "norm": "v dx dy m1 m2 n",
            "dot": "s s2 a1 b1 a2 b2 m1 m2 d",
            "cross": "s s2 a1 b2 a2 b1 m1 m2 d",
            "altitude": "v s left a px b py m1 m2 c",
            "bisector": "s left n2 n1 c",
            "determinant": "a1 b2 a2 b1 m1 m2 d",
            "solve_x": "c1 b2 c2 b1 d m1 m2 d2 r",
            "solve_y": "a1 c2 a2 c1 d m1 m2 d2 r",
            "slope": "s y2 y1 x2 x1 m",
            "across": "s m r",
            "midpoint": "s x1 x2 y1 y2 mx my",
            "intercept": "at y m x q",
            "meet_x": "q2 q1 w1 w2 r",
            "meet_y": "w1 x q1 r",
            "perpendicular_ok": "f hx hy s dx dy e1 e2 e",
            "equal_ok": "da",
            "total": "axis x1 x2 x3 n",
            "third": "n axis r",
            "median_ok": "mx my tx ty",
            "ratio": "d n r",
            "foot": "axis x1 t dx r",
            "along_ok": "hx hy dx dy e1 e2 e",
            "half": "n area",
            "other_corner_ok": "a1 a2 b1 b2 d area",
            "closed_ok": "x1 x2 x3 y1 y2 y3 dx dy",
            "heron_ok": "n2 n3 n4 n5 n1 l d n",
            "whole_root": "s n l",
            "root": "s n root",
            "squared_ok": "root back n",
            "perimeter": "la lb lc p",
            "radius": "n p rad",
            "distance_ok": "ix iy k lc dist rad",
            "third_side_ok": "n1 n2 d l dx dy n",
            "product": "n1 n2 n",
            "cosine": "d n value",
            "sine": "d n value",
            "tangent": "d n value",
            "angle": "arc value deg",
            "other": "v s s2 d n1 n2 deg",
            "sum_ok": "alpha beta gamma sum",
        }.items()
    }
)
"""The fields of each kind of step, in the order of ``Step.values``."""

DEAD_ENDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{
            f"{name}_bad": STEPS[f"{name}_ok"]
            for name in ("perpendicular", "along", "closed", "heron", "squared", "distance", "third_side", "sum")
        },
        "equal_bad": ("da", "db", "dc"),
        "median_bad": (*STEPS["median_ok"], "gx", "gy"),
        "other_corner_bad": (*STEPS["other_corner_ok"], "have"),
        "parallel": (),
        "parallel_slopes": ("m",),
        "no_slope": ("s", "x1"),
        "no_slope_across": ("s",),
        "no_tangent": (),
        "negative": ("deg",),
        "out_of_range": ("value", "function"),
    }
)
"""The fields of each kind of reason for a dead end."""


def _bracketed(number: Codec, marks: str) -> Codec:
    """The same number in brackets where it has one of these characters: a minus sign, or the bar of a fraction."""

    def write(value: int | str) -> str:
        text = str(value)
        return f"({text})" if any(mark in text for mark in marks) else text

    one = number.grouped
    return Codec(rf"{one}|\({one}\)", write, lambda text: number.read(text.strip("()")))


INTEGER = Codec(r"-?[0-9]{1,40}", str, int)
RATIO = Codec(r"-?[0-9]{1,60}(?:/[0-9]{1,60})?")
DECIMAL = Codec(r"-?[0-9]{1,30}(?:\.[0-9]{1,40})?")
SIDE = Codec(r"[ABC]{2}")
ANSWER = r"-?[0-9]{1,20}(?:[.][0-9]{1,12}|/[0-9]{1,20})?"
"""A number in an answer: we write decimals, others may write a fraction or more places."""
METHOD = Codec(r"(?:equations|slopes|the cosine|the sine|the tangent)")

_TYPES = {
    INTEGER: "x1 x2 x3 y1 y2 y3 dx dy px py m1 m2 n n1 n2 n3 n4 n5 a b c d d2 l a1 a2 b1 b2 c1 c2",
    RATIO: "r m q q1 q2 w1 w2 x y hx hy e e1 e2 da db dc mx my tx ty gx gy t",
    DECIMAL: "area have la lb lc p rad ix iy k dist root back value deg alpha beta gamma sum",
}

CODECS: dict[str, Codec] = {
    **{name: number for number, names in _TYPES.items() for name in names.split()},
    **{f"{name}:p": _bracketed(number, "-/") for number, names in _TYPES.items() for name in names.split()},  # a factor
    **{f"{name}:s": _bracketed(number, "-") for number, names in _TYPES.items() for name in names.split()},  # a summand
    "s": SIDE,
    "s2": SIDE,
    "v": Codec(r"[ABC]"),
    "f": Codec(r"[ABC][HF]"),
    "at": Codec(r"(?:the midpoint of [ABC]{2}|[ABC])"),
    "axis": Codec(r"[xy]"),
    "left": Codec(r"-?[0-9]{0,30}(?:x(?: [-+] [0-9]{0,30}y)?|y)"),
    "arc": Codec(r"arc(?:cos|sin|tan)"),
    "function": Codec(r"(?:cosine|sine)"),
    "method": METHOD,
    "methods": list_of(METHOD, ", ", " and "),
    "methods:or": list_of(METHOD, ", ", " or "),
    "place": Codec(r"the [a-zA-Z-]{1,20}(?: [a-zA-Z-]{1,20}){0,6}"),
    "answer": Codec(rf"(?:{ANSWER}°?|[(]{ANSWER}, {ANSWER}[)])"),
}


def _step(name: str, fields: tuple[str, ...]) -> Shape:
    return Record(Step, what=Just(name), values=fields)


USE = _step("use", ("method",))
METHODS = Several(USE, method="methods")
VOCABULARY = Vocabulary(
    *(Kind(name, Inference, move=_step(name, fields)) for name, fields in STEPS.items()),
    *(Kind(name, DeadEnd, reason=_step(name, fields)) for name, fields in DEAD_ENDS.items()),
    Kind("options", ChoicePoint, place=Just("method"), moves=METHODS),
    Kind("use", Decision, move=USE),
    *returns("choice", to=Just("method"), moves=METHODS, last="last"),
    *returns("step", to="place"),
    *ends(answer="answer"),
    Kind("restate", Remark, claim=Corner),
    Kind("recall", Remark, claim=Found),
)
