"""The conditions that have been published, by first author and year.

What cannot be made by rule (texts sampled from a model or distilled from one, other searches than depth-first) is not
among them. Where a recipe is not quite what its paper has, its notes say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import comb
from typing import Any, cast

from tracekit.data.masks import Mask
from tracekit.recipes.recipe import CorruptorSpec, Recipe
from tracekit.recipes.study import COUNTDOWN, SMALL_COUNTDOWN, STUDY_TASKS, cai2025, corruptor_spec, task_spec
from tracekit.tasks.base import Split

__all__ = ["published"]


def published() -> Iterator[Recipe]:
    """All of them, paper by paper."""
    yield from cai2025()
    yield from _qin2025()
    yield from _gandhi2025()
    yield from _li2025()
    yield from _stechly2025()
    yield from _su2024()
    yield from _yang2025()
    yield from _ye2024()
    yield from _gandhi2024()


# --- To Backtrack or Not to Backtrack ---------------------------------------------------------------------------------


def _qin2025() -> Iterator[Recipe]:
    source = 'Qin et al., "To Backtrack or Not to Backtrack", arXiv 2504.07052'
    tasks: dict[str, Mapping[str, Any]] = {
        "countdown": SMALL_COUNTDOWN,
        "countdown_8": {**SMALL_COUNTDOWN, "min_numbers": 8, "max_numbers": 8},
        "sudoku": {"min_empty": 30, "max_empty": 50},
    }
    for name, parameters in tasks.items():
        task = task_spec(name.partition("_")[0], parameters)
        yield Recipe(
            name=f"qin2025/{name}/direct",
            summary="The right answer without any thinking.",
            source=source,
            tasks=task,
            options={"backtracks": 0},
            corruptors=corruptor_spec("answer_only"),
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
            summary="Searches in which a wrong branch is left at its first dead end, not searched to the end.",
            source=source,
            notes=(
                "In the paper, useless branches are pruned from the traces. Here each is cut down to one dead end.",
                "The number of backtracks is set: 0 to 10, equally often. In the paper it is what is left.",
            ),
            tasks=task,
            options={"strategy": "detour", "backtracks": list(range(11))},
        )


# --- Four Habits of Highly Effective STaRs ----------------------------------------------------------------------------


def _gandhi2025() -> Iterator[Recipe]:
    source = 'Gandhi et al., "Cognitive Behaviors that Enable Self-Improving Reasoners", arXiv 2503.01307'
    task = task_spec("countdown", {**SMALL_COUNTDOWN, "min_numbers": 3})
    backtracking: dict[str, Any] = {"backtracks": {1: 1, 2: 1, 3: 1}}
    rows: dict[Split, int] = {"train": 1_000, "validation": 100, "test": 100}
    written = "The paper's texts are by Claude 3.5 Sonnet, told which behaviours to show; these are made by rule."
    misses = "A dead end says what it misses, in every condition; the paper counts that as verification."

    def recipe(
        name: str,
        summary: str,
        options: Mapping[str, Any],
        corruptors: Sequence[CorruptorSpec] = (),
        notes: Sequence[str] = (misses,),
    ) -> Recipe:
        return Recipe(
            name=f"gandhi2025/{name}",
            summary=summary,
            source=source,
            notes=(written, *notes),
            tasks=task,
            options=dict(options),
            corruptors=tuple(corruptors),
            rows=rows,
        )

    everything = {**backtracking, "remarks": {"check": 1.0, "backward": 1.0, "subgoal": 1.0}}
    yield recipe("backtracking", "Backtracking, and none of the other behaviours.", backtracking)
    yield recipe(
        "verification",
        "Backtracking, and each result is checked.",
        {**backtracking, "remarks": {"check": 1.0}},
        notes=(misses, "Here a check works a result back; the paper's also say whether it is the target."),
    )
    yield recipe(
        "backward-chaining",
        "Backtracking, with words on what would lead to the target.",
        {**backtracking, "remarks": {"backward": 1.0}},
    )
    yield recipe("subgoals", "Backtracking, with intermediate goals.", {**backtracking, "remarks": {"subgoal": 1.0}})
    yield recipe("all", "All four behaviours.", everything)
    yield recipe("none", "The negative control: right traces with none of the behaviours.", {"backtracks": 0}, notes=())
    yield recipe("empty", "Right answers with an empty thinking.", everything, corruptor_spec("empty_thinking"), ())
    yield recipe(
        "filler",
        "Filler as long as the thinking with all behaviours, and the right answer.",
        everything,
        corruptor_spec("filler"),
        ("Filler is matched in characters.",),
    )
    yield recipe(
        "incorrect",
        "All four behaviours, but no solution: the search stops, and a wrong answer is given.",
        {**everything, "backtracks": {2: 1, 3: 1, 4: 1}},
        corruptor_spec("unsolved_searches", share=0.8, answer="wrong"),
        (
            misses,
            "The paper's have a model's wrong solutions. These searches break off before the solution and say so.",
            "So the behaviours stay, and all that is said on the way is true; only the answer is wrong.",
            "They have 2 to 4 backtracks before they are broken off, so that some are left.",
        ),
    )


# --- Structure, not content -------------------------------------------------------------------------------------------


def _li2025() -> Iterator[Recipe]:
    source = 'Li et al., "LLMs Can Easily Learn to Reason from Demonstrations", arXiv 2502.07374'
    notes = ("The paper corrupts a large model's texts on mathematics and programming; these are on Countdown.",)
    rows: dict[Split, int] = {"train": 17_000, "validation": 1_000, "test": 1_000}

    def recipe(name: str, summary: str, corruptors: Sequence[CorruptorSpec], more: Sequence[str] = ()) -> Recipe:
        return Recipe(
            name=f"li2025/{name}",
            summary=summary,
            source=source,
            notes=(*notes, *more),
            tasks=task_spec("countdown", COUNTDOWN),
            options={"backtracks": 3},
            corruptors=tuple(corruptors),
            rows=rows,
        )

    yield recipe("correct", "Right traces, as they are.", ())
    yield recipe(
        "wrong-answers",
        "Right traces with wrong answers.",
        corruptor_spec("wrong_answers"),
        ("The paper keeps texts of the model that come to a wrong answer; here only the answer is wrong.",),
    )
    for dose in (20, 50, 70, 100):
        share = dose / 100
        yield recipe(
            f"digits-{dose}",
            f"{dose} % of the digits in the thinking corrupted.",
            corruptor_spec("corrupted_numbers", dose=share),
        )
    for dose in (20, 50, 100):
        share = dose / 100
        yield recipe(
            f"keywords-{dose}",
            f"{dose} % of the words that announce a return taken out.",
            corruptor_spec("without_keywords", dose=share),
        )
    for dose in (33, 67, 100):
        share = dose / 100
        for verb, done in (
            ("deleted", "deleted"),
            ("inserted", "preceded by a step of another problem"),
            ("shuffled", "exchanged with one another"),
        ):
            summary = f"{dose} % of the steps {done}."
            yield recipe(f"{verb}-{dose}", summary, corruptor_spec(f"{verb}_steps", dose=share))


# --- Swapped traces, dropped parts, masked errors, natural search -----------------------------------------------------


def _stechly2025() -> Iterator[Recipe]:
    source = 'Stechly et al., "Beyond Semantics", arXiv 2505.13775'
    for task in ("countdown", "sudoku"):
        for name, summary, corruptors in (
            ("correct", "True traces of a search.", ()),
            ("swapped", "The trace of another problem with the right answer.", corruptor_spec("swapped_traces")),
            ("solution-only", "The right answer without a trace.", corruptor_spec("answer_only")),
        ):
            yield Recipe(
                name=f"stechly2025/{task}/{name}",
                summary=summary,
                source=source,
                notes=("The paper's traces are those of A* in mazes; these are of depth-first search.",),
                tasks=task_spec(task, STUDY_TASKS[task]),
                options={"strategy": "natural", "ordering": "plausible"},
                corruptors=tuple(corruptors),
            )


def _su2024() -> Iterator[Recipe]:
    yield Recipe(
        name="su2024/sudoku",
        summary="Parts of the trace dropped, in 55 % of the rows, at one of four levels drawn at random.",
        source='Su et al., "Dualformer", arXiv 2410.09918',
        notes=("The paper's traces are those of A* in mazes; its clauses are mapped to the events of a search.",),
        tasks=task_spec("sudoku", STUDY_TASKS["sudoku"]),
        options={"strategy": "natural", "ordering": "plausible"},
        corruptors=corruptor_spec("dropped_parts"),
    )


def _yang2025() -> Iterator[Recipe]:
    yield Recipe(
        name="yang2025/countdown",
        summary="Right traces, and as many with a wrong turn and a <backtrack> token; wrong steps are out of the loss.",
        source='Yang et al., "Step Back to Leap Forward: Self-Backtracking", arXiv 2502.04404',
        notes=(
            "The paper's texts with a wrong turn end at the <backtrack> token; these return and go on to the solution.",
            "Its wrong turn is one step; here it is followed to a dead end, and all its steps are out of the loss.",
        ),
        tasks=task_spec("countdown", SMALL_COUNTDOWN),
        options={"backtracks": {0: 1, 1: 1}, "style": "marked", "strategy": "detour"},
        loss_mask="wrong_steps",
    )


_ERRORS_NOTES = (
    "The paper's problems are of grade-school mathematics; this is Countdown with six numbers, which takes five steps.",
    "Its errors are single steps, taken back at once; here a wrong turn is followed to its dead end.",
    "After an error there is another one with the same probability, so that there can be several before a step.",
)
STEPS = 5
"""Steps of a problem with six numbers."""


def _ye2024() -> Iterator[Recipe]:
    for rate in (5, 10, 20, 50):
        chance = rate / 100
        shares = {k: round(_errors(k, chance), 6) for k in range(21)}
        for suffix, mask, said in (("", "prompt", ""), ("-masked", "wrong_steps", ", and left out of the loss")):
            yield Recipe(
                name=f"ye2024/errors-{rate}{suffix}",
                summary=f"An error with probability {chance:g} before each step, taken back{said}.",
                source='Ye et al., "Physics of Language Models: Part 2.2", arXiv 2408.16293',
                notes=_ERRORS_NOTES,
                tasks=task_spec("countdown", {**COUNTDOWN, "min_numbers": STEPS + 1, "max_numbers": STEPS + 1}),
                options={
                    "backtracks": {k: share for k, share in shares.items() if share},
                    "strategy": "detour",
                    "style": "marked",
                },
                loss_mask=cast("Mask", mask),
            )


def _gandhi2024() -> Iterator[Recipe]:
    source = 'Gandhi et al., "Stream of Search", arXiv 2404.03683'
    task = task_spec("countdown", SMALL_COUNTDOWN)
    for ordering, name, how in (
        ("best_first", "dfs-best-first", "the most plausible move first"),
        ("plausible", "dfs-plausible", "moves drawn by plausibility"),
        ("shuffled", "dfs-random", "moves in random order"),
    ):
        yield Recipe(
            name=f"gandhi2024/{name}",
            summary=f"Depth-first searches as they fall, {how}; also those that give up.",
            source=source,
            notes=(
                "The paper has breadth-first searches too, of 1 to 5 beams; tracekit's are depth-first.",
                "Its searches are ordered and pruned by the distance of the numbers to the target or its factors.",
                "Here the order is by weights of its own; nothing is pruned, and a search gives up after 150 moves.",
            ),
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


def _errors(k: int, chance: float) -> float:
    """The probability of ``k`` errors, if before each step there is one with this chance, and after it again."""
    return comb(STEPS + k - 1, k) * chance**k * (1 - chance) ** STEPS
