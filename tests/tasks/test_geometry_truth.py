"""What is true of a triangle is accepted in whatever order and form, and nothing else, by a judge of its own."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import pytest
from geometry_known import SIDES
from geometry_oracle import Judge

import tracekit
from tracekit import Trace
from tracekit.search.events import Backtrack, DeadEnd, Decision, Event, Inference, Slip, Solved
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.space import METHODS
from tracekit.tasks.advanced_geometry.steps import Step
from tracekit.tasks.advanced_geometry.truth import forms

EVERY = AdvancedGeometry(kinds=tuple(METHODS))  # type: ignore[arg-type]
STYLES = ("prose", "symbolic", "reflective")


# --- rewordings -------------------------------------------------------------------------------------------------------


def is_step(event: Event) -> bool:
    return isinstance(event, Inference) and isinstance(event.move, Step)


def more(problem: AdvancedGeometryProblem, rng: random.Random) -> Step:
    """Something that is true of the triangle."""
    corners = dict(zip("ABC", (problem.a, problem.b, problem.c), strict=True))

    def along(s: str) -> tuple[int, int]:
        (x1, y1), (x2, y2) = corners[s[0]], corners[s[1]]
        return x2 - x1, y2 - y1

    s, t = rng.choice(SIDES), rng.choice(SIDES)
    (x1, y1), (x2, y2), (ux, uy), (vx, vy) = corners[s[0]], corners[s[1]], along(s), along(t)
    v = rng.choice("ABC")
    x, y = corners[v]
    return rng.choice(
        [
            Step("vector", (s, x2, x1, y2, y1, ux, uy)),
            Step("square", (s, ux, uy, ux * ux, uy * uy, ux * ux + uy * uy)),
            Step("norm", (v, x, y, x * x, y * y, x * x + y * y)),
            Step("dot", (s, t, ux, vx, uy, vy, ux * vx, uy * vy, ux * vx + uy * vy)),
            Step("cross", (s, t, ux, vy, uy, vx, ux * vy, uy * vx, ux * vy - uy * vx)),
            Step("midpoint", (s, x1, x2, y1, y2, str(Fraction(x1 + x2, 2)), str(Fraction(y1 + y2, 2)))),
        ]
    )


def other_altitude(step: Step, problem: AdvancedGeometryProblem, rng: random.Random) -> Step:
    """The check that CH stands on AB, of another corner."""
    corners = dict(zip("ABC", (problem.a, problem.b, problem.c), strict=True))
    name, hx, hy, *_ = step.values
    corner, letter = str(name)
    spot = [Fraction(h) + at for h, at in zip((hx, hy), corners[corner], strict=True)]
    corner = rng.choice("ABC")
    s = "".join(rng.sample([c for c in "ABC" if c != corner], 2))
    x, y = (here - there for here, there in zip(spot, corners[corner], strict=True))
    a, b = (q - p for p, q in zip(corners[s[0]], corners[s[1]], strict=True))
    what = "perpendicular_bad" if a * x + b * y else "perpendicular_ok"
    return Step(what, (corner + letter, str(x), str(y), s, a, b, str(a * x), str(b * y), str(a * x + b * y)))


def edited(problem: AdvancedGeometryProblem, events: Sequence[Event], rng: random.Random) -> list[Event]:
    """The same work with something told otherwise, elsewhere, again, besides, or not at all; it may go wrong."""
    told = [*events]
    at, kind = rng.randrange(len(told)), rng.randrange(7)
    event = told[at]
    said = getattr(event, "move", getattr(event, "reason", None))
    if kind == 0 and is_step(event):
        told.pop(at)
    elif kind == 1 and is_step(event):
        told.insert(rng.randrange(at), told.pop(at)) if at else None
    elif kind == 2 and is_step(event):
        until = next((n for n in range(at, len(told)) if isinstance(told[n], Backtrack | Solved)), at + 1)
        told.insert(rng.randint(at + 1, until), event)
    elif kind == 3 and isinstance(said, Step) and not isinstance(event, Decision):
        form = rng.choice(list(forms(said)))
        told[at] = DeadEnd(form) if isinstance(event, DeadEnd) else Inference(form)
    elif kind == 4:
        told.insert(at, Inference(more(problem, rng)))
    elif (
        kind == 5 and isinstance(said, Step) and said.what.startswith("perpendicular") and problem.kind == "orthocenter"
    ):
        step = other_altitude(said, problem, rng)
        told[at] = DeadEnd(step) if step.what.endswith("bad") else Inference(step)
    elif kind == 6 and isinstance(event, Solved):
        told[at] = Solved(another_form(str(event.answer), problem, rng))
    return told


def another_form(answer: str, problem: AdvancedGeometryProblem, rng: random.Random) -> str:
    """The same number with another zero, or without the one at the end."""
    if answer.endswith(")"):
        x, y = answer.strip("()").split(", ")
        return f"({x}0, {y})" if rng.random() < 0.5 else f"({Fraction(x)}, {y}0)"
    number = answer.removesuffix("°")
    return rng.choice([f"{number}0", number.rstrip("0").rstrip(".")]) + ("°" if number != answer else "")


def originals(n: int) -> Iterator[tuple[Trace[Any], random.Random]]:
    for number in range(n):
        problem = EVERY.problem(seed=6, index=number)
        yield tracekit.solve(EVERY, problem, backtracks=number % 4, seed=number), random.Random(number)


def check_rewordings(n: int) -> int:
    changed = 0
    for number, (trace, rng) in enumerate(originals(n)):
        problem, told = trace.problem, [*trace.events]
        assert Judge(problem).believes(told)
        for _ in range(12):
            new = edited(problem, told, rng)
            told = new if Judge(problem).believes(new) else told
        changed += told != list(trace.events)
        text = tracekit.render(Trace(EVERY, problem, tuple(told)), STYLES[number % 3], seed=number).text
        certificate = tracekit.certify(EVERY, problem, text)
        assert certificate.ok, (certificate.error, text)
        assert certificate.complete
        assert {statement.verdict for statement in certificate.statements} <= {"true", "out_of_order"}
        assert certificate.n_backtracks == trace.n_backtracks
    return changed


def test_no_rewording_is_called_false() -> None:
    assert check_rewordings(320) >= 300


@pytest.mark.slow
def test_no_rewording_of_many_is_called_false() -> None:
    check_rewordings(3000)


# --- whatever is told -------------------------------------------------------------------------------------------------


def spoiled(problem: AdvancedGeometryProblem, events: Sequence[Event], rng: random.Random) -> list[Event]:
    """Something is left out, put in, exchanged, or told with another figure or name."""
    told = [*events]
    for _ in range(rng.choice((1, 1, 2))):
        at, other = rng.randrange(len(told)), rng.randrange(len(told))
        match rng.randrange(8):
            case 0:
                told.pop(at)
            case 1:
                told.insert(at, told[other])
            case 2:
                told[at], told[other] = told[other], told[at]
            case 3:
                told.insert(at, Inference(other_step(more(problem, rng), rng)))
            case _:
                told[at] = misremembered(told[at], rng)
        if not told:
            return [*events]
    return told


def misremembered(event: Event, rng: random.Random) -> Event:
    match event:
        case Inference(Step() as said) | Slip(Step() as said) | DeadEnd(Step() as said):
            new = other_step(said, rng)
            return DeadEnd(new) if new.what.endswith("_bad") or isinstance(event, DeadEnd) else Inference(new)
        case Backtrack(to) if to != "method":
            return Backtrack(rng.choice(("the vector BC", "the dot product", "the x-coordinate")), refuted=True)
        case Solved(answer):
            digits = [i for i, c in enumerate(str(answer)) if c.isdigit()]
            i = rng.choice(digits)
            return Solved(str(answer)[:i] + rng.choice("0123456789") + str(answer)[i + 1 :])
    return event


def other_step(step: Step, rng: random.Random) -> Step:
    values, what = [*step.values], step.what
    if not values:
        return step
    i = rng.randrange(len(values))
    value = values[i]
    if what.endswith(("_ok", "_bad")) and len(values) > 3 and rng.random() < 0.1:
        return Step(what[: what.rindex("_")] + rng.choice(("_ok", "_bad")), step.values)
    if isinstance(value, int):
        values[i] = rng.choice((value + 1, value - 1, -value, value + 10))
    elif value in SIDES:
        values[i] = rng.choice(SIDES)
    elif value[-1].isdigit() and "x" not in value and "y" not in value:
        at = rng.choice([n for n, c in enumerate(value) if c.isdigit()])
        values[i] = value[:at] + rng.choice("123456789") + value[at + 1 :]
    return Step(what, tuple(values))


def check_spoiled(n: int) -> tuple[int, int]:
    """Whether all that is found to be true is; how much is, and how much is true that is not found to be."""
    accepted = refused = 0
    for number, (trace, _) in enumerate(itertools.islice(itertools.cycle(originals(200)), n)):
        problem = trace.problem
        told = spoiled(problem, trace.events, random.Random(number))
        certificate = tracekit.certify(EVERY, problem, Trace(EVERY, problem, tuple(told)))
        believes = Judge(problem).believes(told)
        assert believes or not certificate.ok, (problem, told)
        accepted, refused = accepted + certificate.ok, refused + (believes and not certificate.ok)
    return accepted, refused


def test_nothing_false_is_accepted() -> None:
    accepted, refused = check_spoiled(1000)
    assert accepted >= 100
    assert refused <= 0.1 * accepted


@pytest.mark.slow
def test_nothing_false_of_much_is_accepted() -> None:
    check_spoiled(30_000)


# --- by hand ----------------------------------------------------------------------------------------------------------

ORTHOCENTER = AdvancedGeometryProblem(kind="orthocenter", a=(1, 2), b=(5, -1), c=(3, 6))
USE = "methods: equations and slopes; use equations"
BC, CA = "BC = (3 - 5, 6 - (-1)) = (-2, 7)", "CA = (1 - 3, 2 - 6) = (-2, -4)"
A = "altitude A on BC: -2x + 7y = (-2)*1 + 7*2 = -2 + 14 = 12"
B = "altitude B on CA: -2x - 4y = (-2)*5 + (-4)*(-1) = -10 + 4 = -6"
D = "D = (-2)*(-4) - (-2)*7 = 8 - (-14) = 22"
X = "x = (12*(-4) - (-6)*7)/22 = (-48 - (-42))/22 = -3/11"
Y = "y = ((-2)*(-6) - (-2)*12)/22 = (12 - (-24))/22 = 18/11"
CH = "check CH = (-36/11, -48/11), AB = (4, -3): dot -144/11 + 144/11 = 0, ok"
AH = "check AH = (-14/11, -4/11), BC = (-2, 7): dot 28/11 + (-28/11) = 0, ok"
END = "solved: (-0.273, 1.636)"


def verdicts(*lines: str, problem: AdvancedGeometryProblem = ORTHOCENTER) -> list[str]:
    certificate = tracekit.certify(AdvancedGeometry(), problem, "\n".join(lines))
    return [statement.verdict for statement in certificate.statements]


@pytest.mark.parametrize(
    "lines",
    [
        (USE, BC, A, CA, B, D, X, Y, CH, END),
        (USE, CA, BC, B, A, D, X, Y, CH, END),  # in another order
        (USE, BC, A, CA, B, D, X, Y, AH, CH, END),  # another check besides, or instead
        (USE, BC, A, CA, B, D, X, Y, AH, END),
        (USE, BC, A, CA, B, D, X, Y, END),  # without any
        (USE, BC, A, "AB = (5 - 1, -1 - 2) = (4, -3)", CA, B, D, X, Y, CH, END),  # another side
        (USE, BC, "BC.CA = (-2)*(-2) + 7*(-4) = 4 + (-28) = -24", A, CA, B, D, X, Y, CH, END),
        (USE, BC, A, CA, B, BC, D, X, Y, CH, END),  # told again
        (BC, CA, USE, A, B, D, X, Y, CH, END),  # before the method is chosen
        (USE, BC, A, CA, B, "D = (-4)*(-2) - 7*(-2) = 8 - (-14) = 22", X, Y, CH, END),  # factors exchanged
        (USE, BC, A, CA, B, D, Y, X, CH, END),
        (USE, BC, A, CA, B, D, X, Y, CH, "solved: (-3/11, 18/11)"),
        (USE, BC, A, CA, B, D, X, Y, CH, "solved: (-0.27273, 1.63636)"),
    ],
)
def test_what_is_true_is_accepted(lines: tuple[str, ...]) -> None:
    assert set(verdicts(*lines)) <= {"true", "out_of_order"}


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ((USE, BC, A, CA, B, D, X, END), -1),  # y has not been worked out
        ((USE, END), -1),
        ((USE, BC, A, CA, B, D, X, Y, "solved: (-3/11, 19/11)"), -1),
        ((USE, BC, "AB = (5 - 1, -1 - 2) = (4, 3)", A), 3),
        ((USE, BC, "BC.CA = (-2)*(-2) + 7*(-4) = 4 + (-28) = 24", A), 3),
        ((USE, BC, A, CA, B, "D = (-2)*(-4) - (-2)*7 = 8 - (-14) = -22", X, Y, CH, END), 6),  # nobody notices
        ((USE, BC, A, CA, B, D, X, Y, AH.replace("28/11 + (-28/11) = 0", "26/11 + (-28/11) = 0")), 9),
        ((USE, BC, A, CA, B, D, X, Y, AH.replace(", ok", ", not 0")), 9),
        ((USE, BC, A, CA, B, D, X, Y, AH.replace("AH", "BH")), 9),
    ],
)
def test_what_is_false_is_not(lines: tuple[str, ...], at: int) -> None:
    assert verdicts(*lines)[at] == "false"


def test_a_slip_before_its_turn_is_caught_by_another_altitude() -> None:
    wrong = "altitude B on CA: -2x - 4y = (-2)*5 + (-4)*(-1) = -10 + 4 = -7"
    rest = (
        "x = (12*(-4) - (-7)*7)/22 = (-48 - (-49))/22 = 1/22",
        "y = ((-2)*(-7) - (-2)*12)/22 = (14 - (-24))/22 = 19/11",
    )
    caught = "check BH = (-109/22, 30/11), CA = (-2, -4): dot 109/11 + (-120/11) = -1, not 0"
    back = "refuted, back to the altitude from B"
    told = (USE, CA, wrong, BC, A, D, *rest, caught, back, B, X, Y, END)
    assert set(verdicts(*told)) <= {"true", "out_of_order"}
    assert "false" in verdicts(USE, CA, wrong, BC, A, D, *rest, caught.replace("= -1,", "= 1,"), back, B, X, Y, END)


def test_decimals_may_have_fewer_places() -> None:
    problem = AdvancedGeometryProblem(kind="incircle_radius", a=(0, 0), b=(3, 1), c=(1, 4))
    lines = str(tracekit.render(tracekit.solve(AdvancedGeometry(), problem, backtracks=0), "symbolic")).split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("length"))
    short = (
        "length BC = sqrt(13) ~ 3.61",
        "length CA = sqrt(17) ~ 4.12",
        "length AB = sqrt(10) ~ 3.16",
        "p = 3.61 + 4.12 + 3.16 = 10.89",
        "r = 11/10.89 ~ 1.01",
    )
    told = (*lines[:start], *short, "solved: 1.010")
    assert set(verdicts(*told, problem=problem)) <= {"true", "out_of_order"}
    for old, new in (("3.61", "3.60"), ("10.89", "10.98"), ("1.01", "1.02"), ("1.010", "1.012")):
        other = "\n".join(told).replace(old, new).split("\n")
        assert "false" in verdicts(*other, problem=problem), (old, new)


def test_a_method_fails_for_any_reason_that_there_is() -> None:
    problem = AdvancedGeometryProblem(kind="orthocenter", a=(5, 7), b=(1, 2), c=(5, 2))
    slopes = "methods: equations and slopes; use slopes"
    assert set(verdicts(slopes, "across BC: -1/0", problem=problem)) == {"true", "out_of_order"}
    assert set(verdicts(slopes, "slope CA: x = 5 at both ends, division by 0", problem=problem)) <= {
        "true",
        "out_of_order",
    }
    assert verdicts(slopes, "slope BC: x = 1 at both ends, division by 0", problem=problem)[-1] == "false"
    equations = "methods: equations and slopes; use equations"
    assert verdicts(equations, "across BC: -1/0", problem=problem)[-1] == "false"
