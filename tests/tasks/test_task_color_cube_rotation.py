"""Turning cubes: judged by rotation matrices, and by second opinions on every check."""

from __future__ import annotations

import collections
import itertools
import json
import os
import random
import subprocess
import sys
from typing import Any

import pytest
from cube_oracle import ROTATIONS, TURNS, Judge, answer_of, holds, named, turned

import tracekit
import tracekit.testing
from tracekit import BacktracksUnreachableError, ParameterError
from tracekit.search.events import Backtrack, DeadEnd, Inference, Slip
from tracekit.search.space import Derivation, Goal
from tracekit.tasks.color_cube_rotation import ColorCubeRotation, ColorCubeRotationProblem, Turn
from tracekit.tasks.color_cube_rotation.checks import CHECKS
from tracekit.tasks.color_cube_rotation.problem import COLORS, SIDES

SETTINGS: list[dict[str, Any]] = [
    {},
    {"check_after": "all_turns"},
    {"checks": "all"},
    {"checks": "all", "check_after": "all_turns", "max_rotations": 2},
    {"turns": "any", "max_rotations": 8},
    {"distinct": False, "n_colors": 3},
    {"distinct": False, "n_colors": 2, "checks": "all"},
    *({"checks": name} for name in CHECKS),
]


def test_turns_are_rotations() -> None:
    assert len(ROTATIONS) == 24
    assert len(TURNS) == 36
    for turn in TURNS:
        problem = ColorCubeRotationProblem(colors=COLORS[:6], turns=(turn,), target="top")
        after = tracekit.solve(ColorCubeRotation(checks="turn_back"), problem, backtracks=0).moves[0].cube
        assert named(after) == turned(named(COLORS[:6]), turn)


@pytest.mark.parametrize("kinds", [(name,) for name in CHECKS] + ["all", "mixed"])
def test_every_slip_is_caught_by_a_check_that_passes_in_the_right_derivation(kinds: Any) -> None:
    task = ColorCubeRotation(checks=kinds[0] if isinstance(kinds, tuple) else kinds)
    before = named(COLORS[3:9])
    for turn in TURNS:
        space = task.space(ColorCubeRotationProblem(colors=COLORS[3:9], turns=(turn,), target="left"))
        view = space.look(space.start())
        assert isinstance(view, Derivation)
        assert len(set(view.slips)) == len(view.slips) >= 10
        assert view.move not in view.slips
        for move in (view.move, *view.slips):
            state, after = space.after(space.start(), move), named(move.cube)
            seen = space.look(state)
            while isinstance(seen, Inference):
                assert holds(seen.move, turn, before, after), (turn, seen)
                state = space.after(state, seen.move)
                seen = space.look(state)
            if move == view.move:
                assert isinstance(seen, Goal)
            else:
                assert isinstance(seen, DeadEnd)
                assert holds(seen.reason, turn, before, after), (turn, seen)


def test_the_checks_of_all_prove_a_turn_right() -> None:
    # No other arrangement of the six colours passes landing, opposites and corner.
    for turn in (Turn("front", "top"), Turn("bottom", "top", "left-right"), Turn("left", "back")):
        passing = [
            after
            for after in itertools.permutations(SIDES)
            if all(isinstance(CHECKS[c](turn, SIDES, after), Inference) for c in ("landing", "opposites", "corner"))
        ]
        assert [named(after) for after in passing] == [turned(named(SIDES), turn)]


@pytest.mark.parametrize("parameters", SETTINGS, ids=str)
def test_exactly_k_backtracks_and_certified(parameters: dict[str, Any]) -> None:
    check_settings(parameters, 10, (0, 1, 3, 5, 10))


@pytest.mark.slow
@pytest.mark.parametrize("parameters", SETTINGS, ids=str)
def test_exactly_k_backtracks_and_certified_over_many_problems(parameters: dict[str, Any]) -> None:
    check_settings(parameters, 300, (0, 1, 2, 3, 5, 10))


def check_settings(parameters: dict[str, Any], n: int, ks: tuple[int, ...]) -> None:
    task = ColorCubeRotation(**parameters)
    reached: collections.Counter[tuple[int, str]] = collections.Counter()
    for index, k, strategy in itertools.product(range(n), ks, ("exhaustive", "detour")):
        problem = task.problem(seed=5, index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy)  # type: ignore[arg-type]
        except BacktracksUnreachableError:
            continue
        reached[k, strategy] += 1
        assert trace.n_backtracks == k == sum(isinstance(event, Slip) for event in trace.events)
        assert all(event.refuted for event in trace.events if isinstance(event, Backtrack))
        assert trace.answer == answer_of(problem)
        assert task.verify(problem, trace.answer)
        assert task.vocabulary.from_json(json.loads(json.dumps(task.vocabulary.to_json(trace.events)))) == trace.events
        for style in ("prose", "symbolic", "reflective", "marked"):
            text = tracekit.render(trace, style, seed=index).text
            certificate = tracekit.certify(task, problem, text)
            assert certificate.ok, certificate.error
            assert certificate.trace == trace == tracekit.parse(task, problem, text)
            assert certificate.measures == trace.measures
    for k in ks:
        share = 1.0 if parameters.get("distinct", True) else 0.95 if k <= 5 else 0.7  # colours that repeat hide slips
        assert min(reached[k, strategy] for strategy in ("exhaustive", "detour")) >= share * n, reached


@pytest.mark.parametrize("parameters", SETTINGS[:6], ids=str)
def test_it_keeps_the_promises_of_a_task(parameters: dict[str, Any]) -> None:
    report = tracekit.testing.check_task(ColorCubeRotation(**parameters), n=4, backtracks=(0, 1, 3))
    assert report.changes_reported >= 0.99


def changed(text: str, rng: random.Random) -> str:
    """One digit, or one word in the place of another (with its own punctuation kept)."""
    digits = [i for i, character in enumerate(text) if character.isdigit()]
    if digits and rng.random() < 0.2:
        i = rng.choice(digits)
        return text[:i] + rng.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]
    words = text.split(" ")
    i = rng.randrange(len(words))
    bare = words[i].strip(".,:;\n")
    new = rng.choice([*COLORS, *SIDES, *(word.strip(".,:;\n") for word in words)])
    words[i] = words[i].replace(bare, new, 1) if bare else new
    return " ".join(words)


def unreported(n: int, parameters: dict[str, Any]) -> list[str]:
    task, rng, missed, tried = ColorCubeRotation(**parameters), random.Random(3), [], 0
    while tried < n:
        problem = task.problem(seed=9, index=tried)
        trace = tracekit.solve(task, problem, backtracks=tried % 4, seed=tried)
        text = tracekit.render(trace, ("prose", "symbolic", "reflective")[tried % 3], seed=tried).text
        other = changed(text, rng)
        if other != text:
            tried += 1
            certificate = tracekit.certify(task, problem, other)
            # Another slip that the same check refutes, or another turn that is looked at again: as true as it was.
            if certificate.ok and not Judge(problem).believes(certificate.trace.events):
                missed.append(f"{text}\n->\n{other}")
    return missed


@pytest.mark.parametrize("parameters", SETTINGS[:3], ids=str)
def test_changes_are_reported(parameters: dict[str, Any]) -> None:
    missed = unreported(1000, parameters)
    assert not missed, missed[0]


# --- problems --------------------------------------------------------------------------------------------------------


CUBE = ColorCubeRotationProblem(
    colors=("orange", "gray", "red", "blue", "green", "white"), turns=(Turn("front", "top"),), target="top"
)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"min_rotations": 0}, "min_rotations=0: must be between 1 and 100"),
        ({"min_rotations": 4}, "min_rotations=4: must not be above max_rotations=3"),
        ({"n_colors": 5}, "n_colors=5: must be between 6 and 16 for distinct=True"),
        ({"n_colors": 17}, "n_colors=17: must be between 2 and 16"),
        ({"checks": "none"}, "checks='none': must be one of"),
        ({"distinct": False, "checks": "corner"}, "checks='corner': must be one that holds for repeated colours"),
    ],
)
def test_parameters_out_of_range_are_refused(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        ColorCubeRotation(**parameters)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "turn",
    [
        ("top", "top", ""),
        ("top", "bottom", ""),
        ("top", "bottom", "top-bottom"),
        ("top", "front", "left-right"),
        ("top", "up", ""),
        ("top",),
    ],
)
def test_impossible_turns_are_refused(turn: Any) -> None:
    with pytest.raises(ParameterError):
        ColorCubeRotationProblem(colors=COLORS[:6], turns=(turn,), target="top")


def test_problems_are_as_asked() -> None:
    seen: collections.Counter[Turn] = collections.Counter()
    for index in range(300):
        problem = ColorCubeRotation(n_colors=6).problem(index=index)
        assert sorted(problem.colors) == sorted(COLORS[:6])
        assert 1 <= len(problem.turns) <= 3
        seen.update(problem.turns)
        few = ColorCubeRotation(
            n_colors=2, distinct=False, turns="any", half_turns=False, min_rotations=5, max_rotations=5
        ).problem(index=index)
        assert set(few.colors) == set(COLORS[:2])
        assert len(few.turns) == 5
        assert not any(turn.axis for turn in few.turns)
    assert {turn.to for turn in seen} == {"top"}
    assert len(seen) == 6  # four quarter turns, and a half turn about either axis


def test_questions_say_all() -> None:
    problem = CUBE.model_copy(update={"turns": (Turn("front", "top"), Turn("bottom", "top", "left-right"))})
    question = ColorCubeRotation().question(problem)
    assert "an orange top side, a gray bottom side" in question
    assert "turned twice" in question
    assert "2. a half turn that brings the bottom side to the top, while the left and right sides stay" in question
    for index in range(50):
        question = ColorCubeRotation().question(ColorCubeRotation().problem(index=index))
        assert " a orange" not in question
        assert " a indigo" not in question


def test_same_rows_whatever_the_hash_seed() -> None:
    script = (
        "from tracekit.data.settings import Settings; from tracekit.data.rows import make_rows;"
        "from tracekit.tasks.color_cube_rotation import ColorCubeRotation as C; import hashlib;"
        "s = [Settings(C(), backtracks=3), Settings(C(distinct=False, n_colors=3, turns='any'), backtracks=2)];"
        "print(hashlib.sha256(repr([make_rows(x, i) for x in s for i in range(15)]).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1234")
    }
    assert len(digests) == 1


def test_a_false_step_is_named() -> None:
    task = ColorCubeRotation(checks="turn_back")
    trace = tracekit.solve(task, CUBE, backtracks=0)
    lines = str(tracekit.render(trace, "symbolic")).split("\n")
    assert lines[0] == "turn 1 front>top: top red bottom blue front gray back orange left green right white"
    for line, other, rule in (
        (0, lines[0].replace("front>top", "back>top"), "NOT_FORCED"),
        (0, lines[0].replace("turn 1", "turn 2"), "NOT_FORCED"),
        (0, "turn 1 front>top: top red bottom red front red back red left red right red", "FALSE_RESULT"),
        (1, "check back: top orange bottom gray front red back blue left white right green, ok", "NOT_FORCED"),
        (1, "check colours: red on top and left, no blue, fails", "FALSE_DEAD_END"),
        (2, "solved: top blue", "WRONG_ANSWER"),
        (2, "solved: front red", "WRONG_ANSWER"),
    ):
        text = "\n".join([*lines[:line], other, *lines[line + 1 :]])
        error = tracekit.certify(task, CUBE, text).error
        assert error is not None
        assert error.rule.name == rule
        assert error.sentence == other
    trace = tracekit.solve(task, CUBE, backtracks=1)
    text = str(tracekit.render(trace, "symbolic")).replace("refuted, back to turn 1", "refuted, back to turn 2")
    error = tracekit.certify(task, CUBE, text).error
    assert error is not None
    assert error.rule.name == "WRONG_TARGET"
