"""Wrong results that no task lists: a slip where a check in the same text refutes it, a false statement elsewhere."""

from __future__ import annotations

import dataclasses
import itertools
import random
from fractions import Fraction
from typing import Any, ClassVar

import pytest

import tracekit
from tracekit import Rule, Trace
from tracekit.search.events import Backtrack, DeadEnd, Event, GaveUp, Inference, Slip
from tracekit.search.replay import Replay
from tracekit.search.space import Derivation, Goal, space_of
from tracekit.tasks.advanced_geometry import AdvancedGeometry, AdvancedGeometryProblem
from tracekit.tasks.advanced_geometry.space import METHODS, GeometrySpace, State
from tracekit.tasks.advanced_geometry.steps import Step
from tracekit.tasks.color_cube_rotation import (
    ColorCubeRotation,
    ColorCubeRotationProblem,
    ColorCubeRotationSpace,
    Turn,
    Turned,
)
from tracekit.testing import ConformanceError, check_task

EVERY = AdvancedGeometry(kinds=tuple(METHODS))
STYLES = ("prose", "symbolic", "marked")
OWN = ("red", "green", "blue", "yellow", "white", "orange")
"""Top, bottom, front, back, left, right."""
AFTER = ("blue", "yellow", "green", "red", "white", "orange")
"""The same with the front brought to the top."""


# --- what is a slip: the cube -----------------------------------------------------------------------------------------


def corner_is_kept(after: tuple[str, ...]) -> bool:
    """Whether the colours on top, right and front met before, and ran the same way round."""
    # Going once round each of the eight corners, clockwise as seen from outside.
    rings = ["TRF", "TFL", "TLK", "TKR", "BFR", "BLF", "BKL", "BRK"]
    names = dict(zip("TBFKLR", OWN, strict=True))
    rounds = {tuple(names[side] for side in ring[i:] + ring[:i]) for ring in rings for i in range(3)}
    return (after[0], after[5], after[2]) in rounds


REFUTED = {
    "turn_back": lambda after: after != AFTER,
    "landing": lambda after: after[0] != "blue" or after[4] != "white" or after[5] != "orange",
    "count": lambda after: len(set(after)) < 6,
    "opposites": lambda after: any(
        {a, b} not in ({"red", "green"}, {"blue", "yellow"}, {"white", "orange"})
        for a, b in zip(after[::2], after[1::2], strict=True)
    ),
    "corner": lambda after: not corner_is_kept(after),
    "all": lambda after: after != AFTER,
}


def wrong_cubes() -> list[tuple[str, ...]]:
    rng = random.Random(4)
    cubes = [*itertools.permutations(OWN), *(tuple(rng.choices(OWN, k=6)) for _ in range(300))]
    cubes += [(*AFTER[:i], color, *AFTER[i + 1 :]) for i in range(6) for color in OWN]
    return [cube for cube in dict.fromkeys(cubes) if cube != AFTER]


@pytest.mark.parametrize("checks", REFUTED)
def test_any_wrong_cube_is_a_slip_and_the_planned_check_sees_it_where_it_can(checks: Any) -> None:
    problem = ColorCubeRotationProblem(colors=OWN, turns=(Turn("front", "top"), Turn("left", "top")), target="top")
    space = ColorCubeRotation(checks=checks).space(problem)
    view = space.look(space.start())
    assert isinstance(view, Derivation)
    assert view.move.cube == AFTER
    for cube in wrong_cubes():
        slip = view.move._replace(cube=cube)
        assert space.accepts_slip(space.start(), view, slip)
        state = space.after(space.start(), slip)
        seen = space.look(state)
        while isinstance(seen, Inference) and not isinstance(seen.move, Turned):
            state = space.after(state, seen.move)
            seen = space.look(state)
        if checks == "corner" and len({cube[0], cube[2], cube[5]}) < 3:
            # There are no words for a corner with a colour twice: the turn is made back.
            assert isinstance(seen, DeadEnd)
        else:
            assert isinstance(seen, DeadEnd) == REFUTED[checks](cube), (checks, cube)
        while isinstance(seen, Inference):  # what the check has let pass is found out at the end
            state = space.after(state, seen.move)
            seen = space.look(state)
        assert isinstance(seen, DeadEnd)
        assert not space.is_solved(state)
    assert all(space.accepts_slip(space.start(), view, slip) for slip in view.slips)


def test_a_colour_that_the_cube_does_not_have() -> None:
    problem = ColorCubeRotationProblem(colors=OWN, turns=(Turn("front", "top"),), target="top")
    cube = ("pink", *AFTER[1:])
    for checks in REFUTED:
        space: Any = ColorCubeRotation(checks=checks).space(problem)  # type: ignore[arg-type]
        view = space.look(space.start())
        assert space.accepts_slip(space.start(), view, view.move._replace(cube=cube))
        assert isinstance(space.look(space.after(space.start(), view.move._replace(cube=cube))), DeadEnd)
        assert not space.accepts_slip(space.start(), view, view.move._replace(cube=("puce", *AFTER[1:])))


# --- what is a slip: geometry -----------------------------------------------------------------------------------------


def test_a_wrong_mean_is_a_slip() -> None:
    """Any centroid but the right one misses the point that the median gives."""
    problem = AdvancedGeometryProblem(kind="centroid", a=(1, 2), b=(3, -4), c=(5, 5))
    space = GeometrySpace(problem)
    view: Any = space.look(State(""))
    assert view.move == Step("total", ("x", 1, 3, 5, 9))
    for total in [*range(-30, 40), 10**30]:
        move = Step("total", ("x", 1, 3, 5, total))
        assert space.accepts_slip(State(""), view, move) is (total != 9)
    state = State("", 1)
    view = space.look(state)
    assert view.move == Step("third", (9, "x", "3"))
    for text in ("2", "-3", "7/2", "1000000/7"):
        assert space.accepts_slip(state, view, Step("third", (9, "x", text)))
    for text in (
        "3",
        "6/2",
        "4/2",
        "03",
        "3.5",
        "1e9",
        "",
        "x",
        "1/0",
        "9" * 50,
    ):  # right, or not as numbers are written
        assert not space.accepts_slip(state, view, Step("third", (9, "x", text)))
    for values in ((8, "x", "2"), (9, "y", "2"), (9, "x"), (9, "x", 2), (), (9, "x", "2", "2"), (9.5, "x", "2")):
        assert not space.accepts_slip(state, view, Step("third", values))  # type: ignore[arg-type]


def test_what_no_check_shows_is_no_slip() -> None:
    problem = AdvancedGeometryProblem(kind="area", a=(0, 0), b=(5, 2), c=(3, 6))
    space = GeometrySpace(problem)
    vector: Any = space.look(State(""))
    assert vector.move == Step("vector", ("AB", 5, 0, 2, 0, 5, 2))
    for x, y in itertools.product(range(-9, 10), repeat=2):
        move = Step("vector", ("AB", 5, 0, 2, 0, x, y))
        # The area by AB and AC = (3, 6), against the right one.
        assert space.accepts_slip(State(""), vector, move) is (abs(6 * x - 3 * y) != 24), (x, y)
    product: Any = space.look(State("", 2))
    assert product.move == Step("cross", ("AB", "AC", 5, 6, 2, 3, 30, 6, 24))
    for values, seen in (((31, 6, 25), True), ((31, 6, 24), False), ((30, 6, -24), False), ((30, 6, 25), True)):
        move = Step("cross", ("AB", "AC", 5, 6, 2, 3, *values))
        assert space.accepts_slip(State("", 2), product, move) is seen


@pytest.mark.parametrize("kind", METHODS)
def test_reading_a_result_is_the_way_back_from_showing_it(kind: str) -> None:
    for index in range(15):
        space = AdvancedGeometry(kinds=(kind,)).space(AdvancedGeometry(kinds=(kind,)).problem(seed=3, index=index))  # type: ignore[arg-type]
        for method in space.methods:
            work = space._work(method)
            for item in work.items if work.reason is None else ():
                if not item.place:
                    continue
                assert item.result_of(item.step) == item.value
                for step, value in zip(*item.slips, strict=True):
                    assert item.result_of(step) == value


def other_values(move: Any, rng: random.Random) -> Any:
    """A step of geometry with one of its values changed, whichever it is."""
    values = list(move.values)
    i = rng.choice([n for n, value in enumerate(values) if str(value).lstrip("-")[:1].isdigit()])
    if isinstance(values[i], int):
        values[i] += rng.choice((-1, 1, 10, -10, 7))
    elif "." in values[i]:
        places = [n for n, digit in enumerate(values[i]) if digit.isdigit()]
        n = rng.choice(places)
        values[i] = values[i][:n] + str((int(values[i][n]) + rng.randint(1, 9)) % 10) + values[i][n + 1 :]
    else:
        values[i] = str(Fraction(values[i]) + rng.choice((-1, 1, Fraction(1, 2), Fraction(-2, 3))))
    return move._replace(values=tuple(values))


# --- texts with slips of their own ------------------------------------------------------------------------------------


def way_out(space: Any, state: Any) -> list[Event]:
    """What follows from a slip, up to the dead end."""
    events: list[Event] = []
    while True:
        view = space.look(state)
        events.append(view)
        if isinstance(view, DeadEnd):
            return events
        assert isinstance(view, Inference)
        state = space.after(state, view.move)


def with_own_slips(task: Any, seed: int) -> tuple[Trace, list[int]]:
    """A right derivation with slips of this test put into it, caught and put right; and where they are."""
    rng = random.Random(seed)
    problem = task.problem(seed=8, index=seed)
    trace = tracekit.solve(task, problem, backtracks=0, seed=seed)
    space = space_of(task, problem)
    state, events, places = space.start(), [], []
    for event in trace.events:
        view = space.look(state)
        if isinstance(view, Derivation) and rng.random() < 0.4:
            for _ in range(rng.choice((1, 2))):
                if isinstance(view.move, Turned):
                    wrong: Any = view.move._replace(cube=tuple(rng.choices(view.move.cube, k=6)))
                else:
                    wrong = other_values(view.move, rng)
                told = [e.move for e in events if isinstance(e, Inference)]
                if space.accepts_slip(state, view, wrong) and wrong not in told:
                    places.append(len(events))
                    events += [Inference(wrong, view.reason), *way_out(space, space.after(state, wrong))]
                    events.append(Backtrack(view.place, refuted=True))
        events.append(event)
        if hasattr(event, "move"):
            state = space.after(state, event.move)
    return Trace(task, problem, tuple(events)), places


TASKS = [
    ColorCubeRotation(),
    ColorCubeRotation(checks="all", check_after="all_turns"),
    ColorCubeRotation(distinct=False, n_colors=3, turns="any"),
    EVERY,
]


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_slips_of_ones_own_certify_once_they_are_caught(task: Any) -> None:
    n_slips = unlisted = 0
    for seed in range(25):
        trace, places = with_own_slips(task, seed)
        certificate = tracekit.certify(task, trace.problem, trace)
        assert certificate.ok, certificate.error
        assert certificate.n_backtracks == certificate.measures.slips == len(places)
        assert task.verify(trace.problem, certificate.answer or "")
        understood = certificate.trace.events
        assert [i for i, event in enumerate(understood) if isinstance(event, Slip)] == places
        for style in STYLES:
            text = tracekit.render(certificate.trace, style, seed=seed).text
            again = tracekit.certify(task, trace.problem, text)
            assert again.ok, again.error
            assert again.trace == certificate.trace == tracekit.parse(task, trace.problem, text)
        n_slips += len(places)
        space, state = space_of(task, trace.problem), {}
        for event in understood:
            if isinstance(event, Slip):
                state[event.move] = event
        listed = {slip for step in steps_of(space) for slip in step.slips}
        unlisted += sum(move not in listed for move in state)
    assert n_slips > 20
    assert unlisted > 10


def right_move(trace: Trace, place: int) -> Any:
    """What should have come out where a slip was made."""
    walk = Replay(space_of(trace.task, trace.problem))
    for event in trace.events[:place]:
        assert walk.take(event) is None
    view: Any = space_of(trace.task, trace.problem).look(walk.state)
    return view.move


def steps_of(space: Any) -> list[Derivation[Any]]:
    """The steps on every right way."""
    found = []
    stack = [space.start()]
    while stack:
        state = stack.pop()
        view = space.look(state)
        if isinstance(view, Derivation):
            found.append(view)
        if hasattr(view, "move"):
            stack.append(space.after(state, view.move))
        elif hasattr(view, "moves"):
            stack.extend(space.after(state, move) for move in view.moves)
    return found


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_a_slip_that_is_not_caught_is_what_is_false(task: Any) -> None:
    """Whatever comes in place of the check: the fault lies with the wrong result, and nothing behind it counts."""
    n = 0
    for seed in range(25):
        trace, places = with_own_slips(task, seed)
        for place in places:
            events = list(trace.events)
            end = next(i for i in range(place, len(events)) if isinstance(events[i], DeadEnd))
            right = Inference(right_move(trace, place))
            before = tracekit.certify(task, trace.problem, Trace(task, trace.problem, tuple(events[:place]))).measures
            for rest in (
                [],  # it breaks off
                [GaveUp()],
                [*events[place + 1 : end], GaveUp()],
                [*events[place + 1 : end], *events[end + 1 :]],  # a return from no dead end
                [Backtrack(events[end + 1].to, refuted=True), right],  # type: ignore[union-attr]
                events[end + 2 :],  # as if nothing had happened
            ):
                changed = Trace(task, trace.problem, (*events[: place + 1], *rest))
                certificate = tracekit.certify(task, trace.problem, changed)
                error = certificate.error
                assert error is not None
                assert (error.rule, error.index) == (Rule.FALSE_RESULT, place)
                assert error.message.startswith("this result is wrong, and no check here shows it")
                assert certificate.measures == before
                n += 1
    assert n > 100


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_a_slip_said_twice_is_caught_once(task: Any) -> None:
    """The check that follows refutes the first telling; the second comes where the check should."""
    for seed in range(25):
        trace, places = with_own_slips(task, seed)
        for place in places:
            events = (*trace.events[: place + 1], *trace.events[place:])
            error = tracekit.certify(task, trace.problem, Trace(task, trace.problem, events)).error
            assert error is not None
            assert error.index in (place, place + 1)


def test_a_slip_is_named_in_a_text_that_cannot_be_read_to_the_end() -> None:
    task = ColorCubeRotation(checks="turn_back")
    problem = ColorCubeRotationProblem(colors=OWN, turns=(Turn("front", "top"),), target="top")
    wrong = "turn 1 front>top: top blue bottom yellow front green back red left orange right white"
    error = tracekit.certify(task, problem, f"{wrong}\nHm, is that so?").error
    assert error is not None
    assert (error.rule, error.sentence) == (Rule.FALSE_RESULT, wrong)
    assert error.message == (
        "this result is wrong, and no check here shows it; the left is white, not orange; "
        "here it would be: turn 1 front>top: top blue bottom yellow front green back red left white right orange"
    )


def test_the_same_slip_twice_is_once_too_often() -> None:
    for task in TASKS:
        for seed in range(12):
            trace, places = with_own_slips(task, seed)
            if not places:
                continue
            events, place = list(trace.events), places[0]
            end = next(i for i in range(place, len(events)) if isinstance(events[i], Backtrack)) + 1
            again = Trace(task, trace.problem, (*events[:end], *events[place:]))
            error = tracekit.certify(task, trace.problem, again).error
            assert error is not None
            assert (error.rule, error.index) == (Rule.ALREADY_TRIED, end)


def test_a_dead_end_with_another_reason_is_what_is_false() -> None:
    """Where the text says that the check fails the slip has been seen, whatever it says of the check."""
    trace, places = next(made for seed in range(20) if (made := with_own_slips(TASKS[0], seed))[1])
    end = next(i for i in range(places[0], len(trace.events)) if isinstance(trace.events[i], DeadEnd))
    problem = trace.problem
    events = [*trace.events[:end], DeadEnd(("nothing",)), *trace.events[end + 1 :]]
    error = tracekit.certify(trace.task, problem, Trace(trace.task, problem, tuple(events))).error
    assert error is not None
    assert (error.rule, error.index) == (Rule.WRONG_REASON, end)


# --- anything else ----------------------------------------------------------------------------------------------------

ODD: list[Any] = [None, 0, "", (), "9" * 5000, 10**4000, -1.5, float("inf"), ("x",) * 9, {}, [], True, "1e999999999"]


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_whatever_a_step_says_nothing_is_raised(task: Any) -> None:
    rng = random.Random(6)
    for seed in range(12):
        problem = task.problem(seed=2, index=seed)
        trace = tracekit.solve(task, problem, backtracks=0, seed=seed)
        for index, event in enumerate(trace.events):
            if not isinstance(event, Inference):
                continue
            fields = list(event.move)
            moves = [rng.choice(ODD)]
            for i, field in enumerate(fields):
                moves.append(type(event.move)(*fields[:i], rng.choice(ODD), *fields[i + 1 :]))
                if isinstance(field, tuple) and field and not isinstance(field, Turn):
                    n = rng.randrange(len(field))
                    moves.append(
                        type(event.move)(*fields[:i], (*field[:n], rng.choice(ODD), *field[n + 1 :]), *fields[i + 1 :])
                    )
                    moves.append(type(event.move)(*fields[:i], field[:-1], *fields[i + 1 :]))
            for move in moves:
                events = [*trace.events[:index], dataclasses.replace(event, move=move), *trace.events[index + 1 :]]
                error = tracekit.certify(task, problem, Trace(task, problem, tuple(events))).error
                assert error is None or error.index == index
                assert error is not None or move == event.move


def test_numbers_far_too_large_take_no_time() -> None:
    for kind in METHODS:
        problem = AdvancedGeometryProblem(kind=kind, a=(10_000, -9_999), b=(-10_000, 9_998), c=(9_997, 9_996))  # type: ignore[arg-type]
        space = GeometrySpace(problem)
        for method, number in itertools.product(space.methods, (10**39, -(10**39), 0, 1, -1)):
            for line, item in enumerate(space._work(method).items):
                state = State(method, line)
                view = space.look(state)
                if isinstance(view, Derivation):
                    for n in range(1, 4):
                        values = item.step.values[:-n]
                        last = [number if isinstance(v, int) else str(number) for v in item.step.values[-n:]]
                        move = Step(item.step.what, (*values, *last))
                        if space.accepts_slip(state, view, move):
                            assert isinstance(way_out(space, space.after(state, move))[-1], DeadEnd)


def test_works_with_slips_are_not_kept_for_ever() -> None:
    space = GeometrySpace(AdvancedGeometryProblem(kind="centroid", a=(1, 2), b=(3, -4), c=(5, 5)))
    view: Any = space.look(State(""))
    for total in range(2000):
        space.accepts_slip(State(""), view, Step("total", ("x", 1, 3, 5, total)))
    assert len(space._slipped) <= 512


class WrongHooks(ColorCubeRotationSpace):
    """Hooks that contradict each other, one at a time."""

    fault: ClassVar[str] = ""

    def accepts_slip(self, state: Any, view: Any, move: Any) -> bool:
        if self.fault in ("all", "none"):
            return self.fault == "all"
        if self.fault == "raises":
            return bool(move.cube)
        return super().accepts_slip(state, view, move)

    def cost_of(self, state: Any, move: Any, limit: int) -> int | None:
        return 2 if self.fault == "cost" else super().cost_of(state, move, limit)

    def look(self, state: Any) -> Any:
        view = super().look(state)
        return Goal() if self.fault == "sleeps" and isinstance(view, DeadEnd) else view


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("", ""),
        ("all", "takes .* for a slip"),
        ("none", "refuses .* which the step lists"),
        ("raises", "accepts_slip raises AttributeError"),
        ("cost", r"cost_of\(\) disagrees"),
        ("sleeps", "no check refutes"),
    ],
)
def test_check_task_sees_hooks_that_contradict_each_other(
    fault: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WrongHooks, "fault", fault)
    monkeypatch.setattr(
        ColorCubeRotation,
        "space",
        lambda self, problem: WrongHooks(problem, checks=self.checks, check_after=self.check_after),
    )
    if not fault:
        check_task(ColorCubeRotation(), n=2, backtracks=(0, 1))
        return
    with pytest.raises(ConformanceError, match=message):
        check_task(ColorCubeRotation(), n=2, backtracks=(0, 1))
