"""The conditions that have been published, by first author and year.

What a condition needs besides data made by rule (texts sampled from a model, or distilled from one) is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import comb
from typing import Any

from tracekit.recipes.recipe import CorruptorSpec, Recipe, TaskSpec
from tracekit.tasks.base import Split

__all__ = ["published"]

COUNTDOWN: Mapping[str, Any] = {
    "min_numbers": 4,
    "max_numbers": 6,
    "min_value": 1,
    "max_value": 100,
    "min_target": 100,
    "max_target": 999,
}
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


def published() -> Iterator[Recipe]:
    """All of them, paper by paper."""
    yield from _cai2025()
    yield from _qin2025()
    yield from _gandhi2025()
    yield from _li2025()
    yield from _stechly2025()
    yield from _su2024()
    yield from _yang2025()
    yield from _ye2024()
    yield from _gandhi2024()


def _task(name: str, parameters: Mapping[str, Any]) -> tuple[TaskSpec, ...]:
    return (TaskSpec(name=name, parameters=dict(parameters)),)


def _corruptor(name: str, **parameters: Any) -> tuple[CorruptorSpec, ...]:
    return (CorruptorSpec(name=name, parameters=parameters),)


# --- How Much Backtracking is Enough? ---------------------------------------------------------------------------------


def _cai2025() -> Iterator[Recipe]:
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
                tasks=_task(task, parameters),
                options={**options, "backtracks": k},
                rows=STUDY_ROWS,
            )
        yield Recipe(
            name=f"cai2025/{task}/ladder",
            summary="The same problems at every number of backtracks, so that it is not confounded with difficulty.",
            source=source,
            notes=(*notes, "In the study, each number of backtracks has problems of its own."),
            tasks=_task(task, parameters),
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
            tasks=_task(task, parameters),
            options={**options, "backtracks": best},
            corruptors=_corruptor("shuffled_responses"),
            rows=STUDY_ROWS,
        )
        yield Recipe(
            name=f"cai2025/{task}/incorrect",
            summary="Confident traces that go wrong, do not notice, and end with a wrong answer.",
            source=source,
            notes=(
                *notes,
                "The study's incorrect texts are sampled or distilled from models; this is what comes closest by rule.",
            ),
            tasks=_task(task, parameters),
            options={**options, "backtracks": max(1, best)},
            corruptors=_corruptor("uncorrected_wrong_turns"),
            rows=STUDY_ROWS,
        )


# --- To Backtrack or Not to Backtrack ---------------------------------------------------------------------------------


def _qin2025() -> Iterator[Recipe]:
    source = 'Qin et al., "To Backtrack or Not to Backtrack", arXiv 2504.07052'
    tasks: dict[str, Mapping[str, Any]] = {
        "countdown": {
            "min_numbers": 4,
            "max_numbers": 4,
            "min_value": 1,
            "max_value": 100,
            "min_target": 10,
            "max_target": 100,
        },
        "countdown_8": {"min_numbers": 8, "max_numbers": 8, "min_value": 1, "max_value": 100},
        "sudoku": {"min_empty": 30, "max_empty": 50},
    }
    for name, parameters in tasks.items():
        task = _task(name.partition("_")[0], parameters)
        yield Recipe(
            name=f"qin2025/{name}/direct",
            summary="The right answer without any thinking.",
            source=source,
            tasks=task,
            options={"backtracks": 0},
            corruptors=_corruptor("answer_only"),
        )
        yield Recipe(
            name=f"qin2025/{name}/dfs",
            summary="Depth-first search as it falls, in a plausible order, with as many backtracks as it takes.",
            source=source,
            notes=("Searches that take more than 2,000 moves are left out.",),
            tasks=task,
            options={"strategy": "natural", "ordering": "plausible"},
        )
        yield Recipe(
            name=f"qin2025/{name}/hints",
            summary="Depth-first search that tries the best move first, so that useless branches are mostly pruned.",
            source=source,
            notes=("The paper prunes by the known solution; here the order of the moves does it.",),
            tasks=task,
            options={"strategy": "natural", "ordering": "best_first"},
        )


# --- Four Habits of Highly Effective STaRs ----------------------------------------------------------------------------


def _gandhi2025() -> Iterator[Recipe]:
    source = 'Gandhi et al., "Cognitive Behaviors that Enable Self-Improving Reasoners", arXiv 2503.01307'
    task = _task(
        "countdown",
        {"min_numbers": 3, "max_numbers": 4, "min_value": 1, "max_value": 100, "min_target": 10, "max_target": 100},
    )
    backtracking: dict[str, Any] = {"backtracks": {1: 1, 2: 1, 3: 1}}
    rows: dict[Split, int] = {"train": 1_000, "validation": 100, "test": 100}
    notes = (
        "The paper's texts are written by a model that was told which behaviours to show; these are made by rule.",
    )

    def recipe(name: str, summary: str, options: Mapping[str, Any], corruptors: Sequence[CorruptorSpec] = ()) -> Recipe:
        return Recipe(
            name=f"gandhi2025/{name}",
            summary=summary,
            source=source,
            notes=notes,
            tasks=task,
            options=dict(options),
            corruptors=tuple(corruptors),
            rows=rows,
        )

    yield recipe("backtracking", "Backtracking, and none of the other behaviours.", backtracking)
    checks = {"check": 1.0}
    yield recipe("verification", "Backtracking, and each result is checked.", {**backtracking, "remarks": checks})
    yield recipe(
        "backward-chaining",
        "Backtracking, with words on what would lead to the target.",
        {**backtracking, "remarks": {"backward": 1.0}},
    )
    yield recipe("subgoals", "Backtracking, with intermediate goals.", {**backtracking, "remarks": {"subgoal": 1.0}})
    yield recipe(
        "all",
        "All four behaviours.",
        {**backtracking, "remarks": {**checks, "backward": 1.0, "subgoal": 1.0}},
    )
    yield recipe("none", "The negative control: right traces with none of the behaviours.", {"backtracks": 0})
    yield recipe("empty", "Right answers with an empty thinking.", backtracking, _corruptor("empty_thinking"))
    yield recipe(
        "filler",
        "A thinking of filler as long as the one it stands for, and the right answer.",
        backtracking,
        _corruptor("filler"),
    )
    yield recipe(
        "incorrect",
        "Traces with backtracking that end with a wrong answer.",
        backtracking,
        _corruptor("uncorrected_wrong_turns"),
    )


# --- Structure, not content -------------------------------------------------------------------------------------------


def _li2025() -> Iterator[Recipe]:
    source = 'Li et al., "LLMs Can Easily Learn to Reason from Demonstrations", arXiv 2502.07374'
    notes = ("The paper corrupts long texts of a large model on mathematics; this is the same done to Countdown.",)
    rows: dict[Split, int] = {"train": 17_000, "validation": 1_000, "test": 1_000}

    def recipe(name: str, summary: str, corruptors: Sequence[CorruptorSpec]) -> Recipe:
        return Recipe(
            name=f"li2025/{name}",
            summary=summary,
            source=source,
            notes=notes,
            tasks=_task("countdown", COUNTDOWN),
            options={"backtracks": 3},
            corruptors=tuple(corruptors),
            rows=rows,
        )

    yield recipe("correct", "Right traces, as they are.", ())
    yield recipe("wrong-answers", "Right traces with wrong answers.", _corruptor("wrong_answers"))
    for dose in (20, 50, 70, 100):
        share = dose / 100
        yield recipe(
            f"digits-{dose}",
            f"{dose} % of the digits in the thinking corrupted.",
            _corruptor("corrupted_numbers", dose=share),
        )
    for dose in (20, 50, 100):
        share = dose / 100
        yield recipe(
            f"keywords-{dose}",
            f"{dose} % of the words that announce a return taken out.",
            _corruptor("without_keywords", dose=share),
        )
    for dose in (33, 67, 100):
        share = dose / 100
        for verb in ("deleted", "inserted", "shuffled"):
            yield recipe(f"{verb}-{dose}", f"{dose} % of the steps {verb}.", _corruptor(f"{verb}_steps", dose=share))


# --- Swapped traces, dropped parts, masked errors, natural search -----------------------------------------------------


def _stechly2025() -> Iterator[Recipe]:
    source = 'Stechly et al., "Beyond Semantics", arXiv 2505.13775'
    for task in ("countdown", "sudoku"):
        for name, summary, corruptors in (
            ("correct", "True traces of a search.", ()),
            ("swapped", "The trace of another problem with the right answer.", _corruptor("swapped_traces")),
            ("solution-only", "The right answer without a trace.", _corruptor("answer_only")),
        ):
            yield Recipe(
                name=f"stechly2025/{task}/{name}",
                summary=summary,
                source=source,
                notes=("The paper's traces are those of A* in mazes; these are of depth-first search.",),
                tasks=_task(task, STUDY_TASKS[task]),
                options={"strategy": "natural", "ordering": "plausible"},
                corruptors=tuple(corruptors),
            )


def _su2024() -> Iterator[Recipe]:
    yield Recipe(
        name="su2024/sudoku",
        summary="Parts of the trace dropped at random, by levels with set probabilities.",
        source='Su et al., "Dualformer", arXiv 2410.09918',
        notes=("The paper's traces are those of A* in mazes; its clauses are mapped to the events of a search.",),
        tasks=_task("sudoku", STUDY_TASKS["sudoku"]),
        options={"strategy": "natural", "ordering": "plausible"},
        corruptors=_corruptor("dropped_parts"),
    )


def _yang2025() -> Iterator[Recipe]:
    yield Recipe(
        name="yang2025/countdown",
        summary="Wrong steps followed by a <backtrack> token; the wrong steps are left out of the loss.",
        source='Yang et al., "Step Back to Leap Forward: Self-Backtracking", arXiv 2502.04404',
        tasks=_task("countdown", {**COUNTDOWN, "min_numbers": 4, "max_numbers": 4}),
        options={"backtracks": 1, "style": "marked", "strategy": "detour"},
        loss_mask="wrong_steps",
    )


_ERRORS_NOTE = (
    "The paper's problems are of grade-school mathematics, and its errors are taken back at once; here a wrong step of "
    "Countdown is followed to its dead end."
)


def _ye2024() -> Iterator[Recipe]:
    steps = 5  # of a problem with six numbers
    for rate in (5, 10, 20, 50):
        chance = rate / 100
        shares = {k: round(_binomial(steps, k, chance), 6) for k in range(steps + 1)}
        yield Recipe(
            name=f"ye2024/errors-{rate}",
            summary=f"A wrong step with probability {chance:g} at each step, taken back, and left out of the loss.",
            source='Ye et al., "Physics of Language Models: Part 2.2", arXiv 2408.16293',
            notes=(_ERRORS_NOTE,),
            tasks=_task("countdown", {**COUNTDOWN, "min_numbers": 6, "max_numbers": 6}),
            options={"backtracks": shares, "strategy": "detour"},
            loss_mask="wrong_steps",
        )


def _gandhi2024() -> Iterator[Recipe]:
    source = 'Gandhi et al., "Stream of Search", arXiv 2404.03683'
    task = _task(
        "countdown",
        {"min_numbers": 4, "max_numbers": 4, "min_value": 1, "max_value": 100, "min_target": 10, "max_target": 100},
    )
    for ordering, name in (("best_first", "dfs-closest"), ("plausible", "dfs-plausible"), ("shuffled", "dfs-random")):
        yield Recipe(
            name=f"gandhi2024/{name}",
            summary=f"Depth-first searches as they fall (moves {ordering}), also those that give up.",
            source=source,
            notes=("The paper has breadth-first searches as well; tracekit's are depth-first.",),
            tasks=task,
            options={"strategy": "natural", "ordering": ordering, "max_moves": 150, "keep_unsolved": True},
        )
    yield Recipe(
        name="gandhi2024/optimal-path",
        summary="The way to the solution alone.",
        source=source,
        tasks=task,
        options={"backtracks": 0},
    )


def _times(k: int) -> str:
    return f"{k} backtrack{'' if k == 1 else 's'}"


def _binomial(n: int, k: int, p: float) -> float:
    return comb(n, k) * p**k * (1 - p) ** (n - k)
