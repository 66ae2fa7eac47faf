"""How Much Backtracking is Enough? (arXiv 2505.24273): the study whose conditions and tasks other recipes share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracekit.data.masks import Mask
from tracekit.recipes.recipe import DEFAULT_ROWS, CorruptorSpec, Recipe, TaskSpec
from tracekit.tasks.base import Split

__all__ = ["COUNTDOWN", "SMALL_COUNTDOWN", "STUDY_TASKS", "Paper", "cai2025", "corruptor_spec", "task_spec"]

_NUMBERS = {"min_numbers": 4, "max_numbers": 6, "min_value": 1, "max_value": 100}
COUNTDOWN: Mapping[str, object] = {**_NUMBERS, "min_target": 100, "max_target": 999}
SMALL_COUNTDOWN: Mapping[str, object] = {**_NUMBERS, "max_numbers": 4, "min_target": 10, "max_target": 100}
"""Countdown as in Stream of Search, and in the papers that build on it."""

STUDY_TASKS: Mapping[str, Mapping[str, object]] = {
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

STUDY_ROWS: Mapping[Split, int] = {"train": 76_800, "validation": 1_024, "test": 1_024}


def task_spec(name: str, parameters: Mapping[str, object]) -> tuple[TaskSpec, ...]:
    """The one task of a recipe."""
    return (TaskSpec(name=name, parameters=dict(parameters)),)


def corruptor_spec(name: str, **parameters: object) -> tuple[CorruptorSpec, ...]:
    """The one corruptor of a recipe."""
    return (CorruptorSpec(name=name, parameters=parameters),)


class Paper(NamedTuple):
    """What several recipes have in common: where they come from, their tasks, notes and numbers of rows."""

    name: str
    source: str
    tasks: tuple[TaskSpec, ...]
    notes: tuple[str, ...] = ()
    rows: Mapping[Split, int] = DEFAULT_ROWS

    def recipe(
        self,
        name: str,
        summary: str,
        options: Mapping[str, object],
        corruptors: tuple[CorruptorSpec, ...] = (),
        notes: tuple[str, ...] = (),
        loss_mask: Mask = "prompt",
    ) -> Recipe:
        """One of them, with notes of its own behind those of all."""
        return Recipe(
            name=f"{self.name}/{name}",
            summary=summary,
            source=self.source,
            notes=(*self.notes, *notes),
            tasks=self.tasks,
            options=dict(options),
            corruptors=corruptors,
            loss_mask=loss_mask,
            rows=dict(self.rows),
        )


def cai2025() -> Iterator[Recipe]:
    """Its conditions, for each of its tasks."""
    source = 'Cai et al., "How Much Backtracking is Enough?", arXiv 2505.24273'
    untraced = "The study trains on this task but has no synthetic traces for it: these are ours."
    # Wrong turns followed to one dead end each, at any depth, as in the study.
    detour = {"strategy": "detour", "depth": "any", "prompt_format": "qwen"}
    for task, parameters in STUDY_TASKS.items():
        notes = () if task in TRACED else (untraced,)
        paper = Paper(f"cai2025/{task}", source, task_spec(task, parameters), notes, STUDY_ROWS)
        levels = (0, 1, 3, 5, 10) if task == "sudoku" else (0, 1, 2, 3)
        for k in levels:
            yield paper.recipe(f"k{k}", f"Correct traces with exactly {_times(k)}.", {**detour, "backtracks": k})
        yield paper.recipe(
            "ladder",
            "The same problems at every number of backtracks, so that it is not confounded with difficulty.",
            {**detour, "backtracks": list(levels), "ladder": True},
            notes=("In the study, each number of backtracks has problems of its own.",),
        )
        best = BEST.get(task, 1)
        found = "The number of backtracks is the one found best for this task."
        unsaid = "The study does not say at which number of backtracks; 1 is taken here."
        yield paper.recipe(
            "shuffled",
            f"Each problem with the trace and the answer of another one; {_times(best)}.",
            {**detour, "backtracks": best},
            corruptor_spec("shuffled_responses"),
            (found if task in BEST else unsaid,),
        )
        yield paper.recipe(
            "incorrect",
            "Confident traces that go wrong, do not notice, and end with a wrong answer.",
            {**detour, "backtracks": max(1, best)},
            corruptor_spec("uncorrected_wrong_turns"),
            (
                "The study's incorrect texts are sampled or distilled from models; this is what comes closest by rule.",
                "A text has as many backtracks as its row's own trace where that can be had; the figures count them.",
            ),
        )


def _times(k: int) -> str:
    return f"{k} backtrack{'' if k == 1 else 's'}"
