"""How Much Backtracking is Enough? (arXiv 2505.24273): the study whose conditions and tasks other recipes share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracekit.recipes.recipe import CorruptorSpec, Recipe, TaskSpec
from tracekit.tasks.base import Split

__all__ = ["COUNTDOWN", "SMALL_COUNTDOWN", "STUDY_TASKS", "cai2025", "corruptor_spec", "task_spec"]

COUNTDOWN: Mapping[str, Any] = {
    "min_numbers": 4,
    "max_numbers": 6,
    "min_value": 1,
    "max_value": 100,
    "min_target": 100,
    "max_target": 999,
}
SMALL_COUNTDOWN: Mapping[str, Any] = {
    "min_numbers": 4,
    "max_numbers": 4,
    "min_value": 1,
    "max_value": 100,
    "min_target": 10,
    "max_target": 100,
}
"""Countdown as in Stream of Search, and in the papers that build on it."""

STUDY_TASKS: Mapping[str, Mapping[str, Any]] = {
    "countdown": COUNTDOWN,
    "sudoku": {"min_empty": 30, "max_empty": 50},
    "arc_1d": {"min_size": 10, "max_size": 30, "n_pairs": 3},
    "advanced_geometry": {"kinds": ["orthocenter", "incircle_radius", "angle_measure"], "max_coord": 10},
    "color_cube_rotation": {"min_rotations": 1, "max_rotations": 3},
    "self_reference": {},
    "list_functions": {},
    "zebra_puzzles": {},
}
"""The tasks of arXiv 2505.24273 with its parameters, where it says them."""

TRACED = ("countdown", "sudoku", "arc_1d", "advanced_geometry")
"""The tasks for which the study made synthetic traces."""

BEST: Mapping[str, int] = {"arc_1d": 0, "countdown": 1, "sudoku": 5}
"""The number of backtracks that the study found best."""

STUDY_ROWS: dict[Split, int] = {"train": 76_800, "validation": 1_024, "test": 1_024}


def task_spec(name: str, parameters: Mapping[str, Any]) -> tuple[TaskSpec, ...]:
    """The one task of a recipe."""
    return (TaskSpec(name=name, parameters=dict(parameters)),)


def corruptor_spec(name: str, **parameters: Any) -> tuple[CorruptorSpec, ...]:
    """The one corruptor of a recipe."""
    return (CorruptorSpec(name=name, parameters=parameters),)


def cai2025() -> Iterator[Recipe]:
    """Its conditions, for each of its tasks."""
    source = 'Cai et al., "How Much Backtracking is Enough?", arXiv 2505.24273'
    for task, parameters in STUDY_TASKS.items():
        notes = (
            ()
            if task in TRACED
            else ("The study trains on this task but has no synthetic traces for it: these are ours.",)
        )
        levels = (0, 1, 3, 5, 10) if task == "sudoku" else (0, 1, 2, 3)
        # Wrong turns followed to one dead end each, at any depth, as in the study.
        options = {"strategy": "detour", "prompt_format": "qwen"}
        for k in levels:
            yield Recipe(
                name=f"cai2025/{task}/k{k}",
                summary=f"Correct traces with exactly {_times(k)}.",
                source=source,
                notes=notes,
                tasks=task_spec(task, parameters),
                options={**options, "backtracks": k},
                rows=STUDY_ROWS,
            )
        yield Recipe(
            name=f"cai2025/{task}/ladder",
            summary="The same problems at every number of backtracks, so that it is not confounded with difficulty.",
            source=source,
            notes=(*notes, "In the study, each number of backtracks has problems of its own."),
            tasks=task_spec(task, parameters),
            options={**options, "backtracks": list(levels), "ladder": True},
            rows=STUDY_ROWS,
        )
        best = BEST.get(task, 1)
        which = "" if task in BEST else " The study does not say at which number of backtracks; 1 is taken here."
        yield Recipe(
            name=f"cai2025/{task}/shuffled",
            summary=f"Each problem with the trace and the answer of another one; {_times(best)}.",
            source=source,
            notes=(
                *notes,
                f"The number of backtracks is the one found best for this task.{which}"
                if task in BEST
                else which.strip(),
            ),
            tasks=task_spec(task, parameters),
            options={**options, "backtracks": best},
            corruptors=corruptor_spec("shuffled_responses"),
            rows=STUDY_ROWS,
        )
        yield Recipe(
            name=f"cai2025/{task}/incorrect",
            summary="Confident traces that go wrong, do not notice, and end with a wrong answer.",
            source=source,
            notes=(
                *notes,
                "The study's incorrect texts are sampled or distilled from models; this is what comes closest by rule.",
                "A text has as many backtracks as its row's own trace where that can be had; the figures count them.",
            ),
            tasks=task_spec(task, parameters),
            options={**options, "backtracks": max(1, best)},
            corruptors=corruptor_spec("uncorrected_wrong_turns"),
            rows=STUDY_ROWS,
        )


def _times(k: int) -> str:
    return f"{k} backtrack{'' if k == 1 else 's'}"
