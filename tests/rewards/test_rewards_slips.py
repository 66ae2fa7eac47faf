"""What a model's own slips are worth: a wrong result costs nothing only where a true check refutes it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.search.events import DeadEnd, Event, GaveUp, Slip
from tracekit.tasks.color_cube_rotation import Turned
from tracekit.tasks.color_cube_rotation.checks import CHECKS


def trace_with_a_slip(index: int) -> tracekit.Trace:
    task = tracekit.get_task("color_cube_rotation", min_rotations=2, checks="turn_back")
    return tracekit.solve(task, task.problem(index=index), backtracks=1, seed=index)


def process_of(trace: tracekit.Trace, answer: str) -> tuple[rewards.Process, rewards.Rollout]:
    text = tracekit.render(trace, "symbolic").text
    found = tracekit.find_answer(f"<think>{text}</think><answer>{answer}</answer>")
    rollout = rewards.Rollout(trace.task, trace.problem, found, len(text))
    return rollout.process, rollout


def with_another_slip(trace: tracekit.Trace) -> tuple[tracekit.Trace, int]:
    """The same trace with a wrong cube that the task does not list, and that the check refutes as truly."""
    events: list[Any] = list(trace.events)
    at = next(i for i, event in enumerate(events) if isinstance(event, Slip))
    move = events[at].move
    cubes = [trace.problem.colors, *(e.move.cube for e in events[:at] if isinstance(getattr(e, "move", None), Turned))]
    wrong = move._replace(cube=(move.cube[0],) * 6)  # all sides of one colour
    refuted = CHECKS["turn_back"](wrong.turn, cubes[-1], wrong.cube)
    assert isinstance(refuted, DeadEnd)
    events[at : at + 2] = [dataclasses.replace(events[at], move=wrong), refuted]
    return dataclasses.replace(trace, events=tuple(events)), at


def of(trace: tracekit.Trace, *events: Event) -> tracekit.Trace:
    return dataclasses.replace(trace, events=events)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("index", range(6))
def test_a_slip_that_is_caught_and_put_right_counts_as_true(index: int, own: bool) -> None:
    trace = trace_with_a_slip(index)
    right, n = trace.answer or "", len(trace.events)
    if own:
        trace, _ = with_another_slip(trace)
    process, rollout = process_of(trace, right)
    assert (process.true, process.statements, process.rule) == (n, n, "")
    assert (process.true_share, process.backtracks, process.honest_backtracks, process.follows) == (1.0, 1, 1, True)
    assert rewards.true_share(rollout).total == rewards.follows(rollout).total == 1.0


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("index", range(6))
def test_a_slip_that_is_not_caught_counts_as_false(index: int, own: bool) -> None:
    trace = trace_with_a_slip(index)
    right, at = trace.answer or "", next(i for i, event in enumerate(trace.events) if isinstance(event, Slip))
    events = list((with_another_slip(trace)[0] if own else trace).events)
    passed = events[at + 4]  # the check of the right turn: it holds there
    for rest in (
        [*events[at + 3 :]],  # the check is left out, and with it the return: the right turn is told again
        [passed, *events[at + 5 :]],  # the check is said to hold
        [GaveUp()],
        [],
    ):
        told = [*events[: at + 1], *rest]
        process, rollout = process_of(of(trace, *told), right)
        assert rollout.verdict
        assert (process.true, process.statements) == (at, len(told))
        assert rewards.true_share(rollout).total == at / len(told)
        assert (process.backtracks, process.honest_backtracks, process.follows) == (0, 0, False)
        assert process.rule == tracekit.Rule.FALSE_RESULT
    # A check that fails, but not as it says: the slip has been seen, and the check is what is false.
    reason = events[at + 1].reason
    assert reason.was != reason.cube[0]
    told = [*events[: at + 1], DeadEnd(reason._replace(was=reason.cube[0])), *events[at + 2 :]]
    process, _ = process_of(of(trace, *told), right)
    assert (process.true, process.honest_backtracks, process.follows) == (at + 1, 0, False)
    assert process.rule == tracekit.Rule.WRONG_REASON


def test_what_no_check_sees_is_false() -> None:
    """Two sides that the landing does not look at are exchanged."""
    task = tracekit.get_task(
        "color_cube_rotation", min_rotations=1, max_rotations=1, checks="landing", half_turns=False
    )
    for index in range(6):
        problem = task.problem(index=index)
        trace = tracekit.solve(task, problem, backtracks=0)
        move = trace.events[0].move  # type: ignore[union-attr]
        axis = {"front": 4, "back": 4, "left": 2, "right": 2}[move.turn.side]
        i, j = 1, 2 if axis == 4 else 4  # the bottom, and a side that moves
        cube = list(move.cube)
        cube[i], cube[j] = cube[j], cube[i]
        wrong = dataclasses.replace(trace.events[0], move=move._replace(cube=tuple(cube)))  # type: ignore[type-var]
        process, _ = process_of(of(trace, wrong, *trace.events[1:]), trace.answer or "")  # type: ignore[arg-type]
        assert (process.true, process.statements, process.rule) == (0, 3, tracekit.Rule.FALSE_RESULT)
