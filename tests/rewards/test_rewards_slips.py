"""What a model's own slips are worth: those that a task lists are told from other false steps."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.search.events import DeadEnd, Slip
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
    cubes = [trace.problem.colors, *(e.move.cube for e in events[:at] if hasattr(getattr(e, "move", None), "cube"))]
    wrong = move._replace(cube=(move.cube[0],) * 6)  # all sides of one colour
    refuted = CHECKS["turn_back"](wrong.turn, cubes[-1], wrong.cube)
    assert isinstance(refuted, DeadEnd)
    events[at : at + 2] = [dataclasses.replace(events[at], move=wrong), refuted]
    return dataclasses.replace(trace, events=tuple(events)), at


@pytest.mark.parametrize("index", range(6))
def test_slips(index: int) -> None:
    trace = trace_with_a_slip(index)
    process, rollout = process_of(trace, trace.answer or "")
    assert (process.true_share, process.honest_backtracks, process.follows) == (1.0, 1, True)
    other, at = with_another_slip(trace)
    process, rollout = process_of(other, trace.answer or "")
    n = len(trace.events)
    assert rollout.verdict
    assert (process.true, process.statements) == (at, n)
    assert rewards.true_share(rollout).total == at / n
    assert (process.backtracks, process.honest_backtracks, process.follows) == (1, 0, False)
    assert process.rule
