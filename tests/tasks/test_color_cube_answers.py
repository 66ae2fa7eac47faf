"""The verifier of turned cubes, and entries of reasoning-gym."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from cube_oracle import answer_of

import tracekit
from tracekit import ParameterError
from tracekit.tasks.color_cube_rotation import ColorCubeRotation, ColorCubeRotationProblem, Turn
from tracekit.tasks.color_cube_rotation.problem import COLORS, SIDES, turns_from

CUBE = ColorCubeRotationProblem(
    colors=("orange", "gray", "red", "blue", "green", "white"), turns=(Turn("front", "top"),), target="top"
)


@pytest.mark.parametrize(
    "answer",
    [
        "red",
        "Red",
        " RED\n",
        "red.",
        "**red**",
        "`red`",
        "'red'",
        "“Red”",
        r"\boxed{red}",
        r"$\text{red}$",
        "the top side is red",
        "The top side is red.",
        "The top is now red!",
        "top: red",
        "The color is red.",
        "The colour of the top side of the cube is red.",
        "The final answer is: red",
        "Answer: red",
        "At the end, the top face is red.",
        "It's red",
        "color = red",
    ],
)
def test_usual_spellings_are_right(answer: str) -> None:
    assert task_verdict(CUBE, answer), answer


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " ",
        "orange",
        "reddish",
        "r",
        "re d",
        "redred",
        "red or orange",
        "red, orange",
        "red red",
        "orange red",
        "orange-red",
        "not red",
        "The top side is not red",
        "dark red",
        "The front side is red.",
        "The bottom side was red, the top side is red",
        "the top side was orange and is red",
        "1",
        "red 2",
        "rеd",  # with a Cyrillic letter
        "ｒｅｄ",
        "red" * 1000,
        "is " * 80 + "red",
        "the side",
        "red?",
    ],
)
def test_near_misses_are_wrong(answer: str) -> None:
    assert not task_verdict(CUBE, answer), answer


def task_verdict(problem: ColorCubeRotationProblem, answer: Any) -> bool:
    return bool(ColorCubeRotation().verify(problem, answer))


def test_what_is_no_text_is_wrong() -> None:
    for answer in (None, 3, ["red"], b"red", float("nan")):
        assert not task_verdict(CUBE, answer)


def test_grey_is_gray() -> None:
    problem = CUBE.model_copy(update={"target": "back"})
    assert answer_of(problem) == "orange"
    problem = CUBE.model_copy(update={"target": "front"})
    assert answer_of(problem) == "gray"
    assert task_verdict(problem, "grey")
    assert task_verdict(problem, "Gray")


def test_only_the_right_colour_is_right() -> None:
    for parameters in (
        {"turns": "any", "max_rotations": 8},
        {"distinct": False, "n_colors": 3},
        {"distinct": False, "n_colors": 2, "checks": "all"},
    ):
        task = ColorCubeRotation(**parameters)  # type: ignore[arg-type]
        for index in range(60):
            problem = task.problem(seed=2, index=index)
            assert [color for color in COLORS if task.verify(problem, color)] == [answer_of(problem)]


# --- entries of reasoning-gym ----------------------------------------------------------------------------------------


def entry_of(**metadata: Any) -> dict[str, Any]:
    colors = dict(zip(SIDES, ("red", "green", "blue", "white", "pink", "gold"), strict=True))
    given = {"initial_state": colors, "rotations": ["front"], "target_side": "top", **metadata}
    return {"question": "", "answer": "", "metadata": {"source_dataset": "color_cube_rotation", **given}}


def check_entries(seeds: tuple[int, ...], size: int) -> None:
    gym = pytest.importorskip("reasoning_gym")
    task, flagged, n = ColorCubeRotation(), 0, 0
    for seed in seeds:
        dataset = gym.create_dataset("color_cube_rotation", seed=seed, size=size)
        for number, entry in enumerate(dataset):
            problem = task.from_reasoning_gym(entry)
            trace = tracekit.solve(task, problem, backtracks=number % 6, seed=number)
            assert dataset.score_answer(trace.answer, entry) == 1.0
            assert task.verify(problem, entry["answer"])
            style = ("prose", "symbolic", "marked")[number % 3]
            assert tracekit.certify(task, problem, tracekit.render(trace, style, seed=number).text).ok
            other = [
                tuple(turns)
                for turns in itertools.product(*(turns_from(t.side, t.to) if t.axis else (t,) for t in problem.turns))
            ]
            answers = {answer_of(problem.model_copy(update={"turns": turns})) for turns in other}
            assert problem.flags == (("half_turn_axis",) if len(answers) > 1 else ())
            flagged += len(answers) > 1
            n += 1
    assert 0.15 < flagged / n < 0.33


def test_entries_are_solved() -> None:
    check_entries((1, 20_000), 50)


@pytest.mark.slow
def test_many_entries_are_solved() -> None:
    check_entries((11, 5000, 10_000, 15_000, 20_000), 200)


@pytest.mark.parametrize(
    "metadata",
    [
        {"initial_state": None},
        {"initial_state": {"top": "red"}},
        {"initial_state": dict.fromkeys(SIDES, "mauve")},
        {"rotations": "front"},
        {"rotations": []},
        {"rotations": ["top"]},
        {"rotations": ["upside"]},
        {"rotations": [3]},
        {"rotations": [["front"]]},
        {"target_side": "middle"},
        {"target_side": None},
        {"source_dataset": "countdown"},
    ],
)
def test_damaged_entries_are_refused(metadata: dict[str, Any]) -> None:
    assert ColorCubeRotation().from_reasoning_gym(entry_of()).turns == (Turn("front", "top"),)
    with pytest.raises(ParameterError) as caught:
        ColorCubeRotation().from_reasoning_gym(entry_of(**metadata))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("entry", [None, 3, {}, {"metadata": None}, {"metadata": {}}])
def test_what_is_no_entry_is_refused(entry: Any) -> None:
    with pytest.raises(ParameterError, match="entry="):
        ColorCubeRotation().from_reasoning_gym(entry)
