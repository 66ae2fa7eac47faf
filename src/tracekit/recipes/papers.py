"""The conditions that have been published, by first author and year.

What cannot be made by rule (texts sampled from a model or distilled from one, other searches than depth-first) is not
among them. Where a recipe is not quite what its paper has, its notes say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb

from tracekit.data.masks import Mask
from tracekit.recipes.recipe import Recipe
from tracekit.recipes.study import COUNTDOWN, SMALL_COUNTDOWN, STUDY_TASKS, Paper, cai2025, corruptor_spec, task_spec

__all__ = ["published"]

_PLAUSIBLE = {"strategy": "natural", "ordering": "plausible"}
_DETOUR = {"strategy": "detour", "depth": "any"}
_EXHAUSTIVE = {"strategy": "exhaustive", "depth": "any"}


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
    tasks: dict[str, Mapping[str, object]] = {
        "countdown": SMALL_COUNTDOWN,
        "countdown_8": {**SMALL_COUNTDOWN, "min_numbers": 8, "max_numbers": 8},
        "sudoku": {"min_empty": 30, "max_empty": 50},
    }
    for name, parameters in tasks.items():
        paper = Paper(f"qin2025/{name}", source, task_spec(name.partition("_")[0], parameters))
        yield paper.recipe(
            "direct",
            "The right answer without any thinking.",
            {**_EXHAUSTIVE, "backtracks": 0},
            corruptor_spec("answer_only"),
        )
        yield paper.recipe(
            "dfs",
            "Depth-first search as it falls, in a plausible order, with as many backtracks as it takes.",
            _PLAUSIBLE,
            notes=("Searches that take more than 2,000 moves are left out.",),
        )
        yield paper.recipe(
            "hints",
            "Searches in which a wrong branch is left at its first dead end, not searched to the end.",
            {**_DETOUR, "backtracks": list(range(11))},
            notes=(
                "In the paper, useless branches are pruned from the traces. Here each is cut down to one dead end.",
                "The number of backtracks is set: 0 to 10, equally often. In the paper it is what is left.",
            ),
        )


# --- Four Habits of Highly Effective STaRs ----------------------------------------------------------------------------


def _gandhi2025() -> Iterator[Recipe]:
    paper = Paper(
        "gandhi2025",
        'Gandhi et al., "Cognitive Behaviors that Enable Self-Improving Reasoners", arXiv 2503.01307',
        task_spec("countdown", {**SMALL_COUNTDOWN, "min_numbers": 3}),
        ("The paper's texts are by Claude 3.5 Sonnet, told which behaviours to show; these are made by rule.",),
        {"train": 1_000, "validation": 100, "test": 100},
    )
    misses = "A dead end says what it misses, in every condition; the paper counts that as verification."
    backtracking = {**_EXHAUSTIVE, "backtracks": {1: 1, 2: 1, 3: 1}}
    everything = {**backtracking, "remarks": {"check": 1.0, "backward": 1.0, "subgoal": 1.0}}
    worked_back = "Here a check works a result back; the paper's also say whether it is the target."
    for name, summary, remark, notes in (
        ("backtracking", "Backtracking, and none of the other behaviours.", None, ()),
        ("verification", "Backtracking, and each result is checked.", "check", (worked_back,)),
        ("backward-chaining", "Backtracking, with words on what would lead to the target.", "backward", ()),
        ("subgoals", "Backtracking, with intermediate goals.", "subgoal", ()),
    ):
        options = {**backtracking, "remarks": {remark: 1.0}} if remark else backtracking
        yield paper.recipe(name, summary, options, notes=(misses, *notes))
    yield paper.recipe("all", "All four behaviours.", everything, notes=(misses,))
    straight = {**_EXHAUSTIVE, "backtracks": 0}
    yield paper.recipe("none", "The negative control: right traces with none of the behaviours.", straight)
    yield paper.recipe("empty", "Right answers with an empty thinking.", everything, corruptor_spec("empty_thinking"))
    yield paper.recipe(
        "filler",
        "Filler as long as the thinking with all behaviours, and the right answer.",
        everything,
        corruptor_spec("filler"),
        ("Filler is matched in characters.",),
    )
    yield paper.recipe(
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
    paper = Paper(
        "li2025",
        'Li et al., "LLMs Can Easily Learn to Reason from Demonstrations", arXiv 2502.07374',
        task_spec("countdown", COUNTDOWN),
        ("The paper corrupts a large model's texts on mathematics and programming; these are on Countdown.",),
        {"train": 17_000, "validation": 1_000, "test": 1_000},
    )
    options = {**_EXHAUSTIVE, "backtracks": 3}
    yield paper.recipe("correct", "Right traces, as they are.", options)
    yield paper.recipe(
        "wrong-answers",
        "Right traces with wrong answers.",
        options,
        corruptor_spec("wrong_answers"),
        ("The paper keeps texts of the model that come to a wrong answer; here only the answer is wrong.",),
    )
    digits, keywords, steps = (20, 50, 70, 100), (20, 50, 100), (33, 67, 100)
    conditions = [("digits", "corrupted_numbers", "digits in the thinking corrupted", dose) for dose in digits]
    conditions += [
        ("keywords", "without_keywords", "words that announce a return taken out", dose) for dose in keywords
    ]
    conditions += [
        (verb, f"{verb}_steps", f"steps {done}", dose)
        for dose in steps
        for verb, done in (
            ("deleted", "deleted"),
            ("inserted", "preceded by a step of another problem"),
            ("shuffled", "exchanged with one another"),
        )
    ]
    for name, corruptor, done, dose in conditions:
        spec = corruptor_spec(corruptor, dose=dose / 100)
        yield paper.recipe(f"{name}-{dose}", f"{dose} % of the {done}.", options, spec)


# --- Swapped traces, dropped parts, masked errors, natural search -----------------------------------------------------


def _stechly2025() -> Iterator[Recipe]:
    source = 'Stechly et al., "Beyond Semantics", arXiv 2505.13775'
    notes = ("The paper's traces are those of A* in mazes; these are of depth-first search.",)
    swapped = "The trace of another problem with the right answer."
    for task in ("countdown", "sudoku"):
        paper = Paper(f"stechly2025/{task}", source, task_spec(task, STUDY_TASKS[task]), notes)
        yield paper.recipe("correct", "True traces of a search.", _PLAUSIBLE)
        yield paper.recipe("swapped", swapped, _PLAUSIBLE, corruptor_spec("swapped_traces"))
        yield paper.recipe(
            "solution-only", "The right answer without a trace.", _PLAUSIBLE, corruptor_spec("answer_only")
        )


def _su2024() -> Iterator[Recipe]:
    paper = Paper("su2024", 'Su et al., "Dualformer", arXiv 2410.09918', task_spec("sudoku", STUDY_TASKS["sudoku"]))
    yield paper.recipe(
        "sudoku",
        "Parts of the trace dropped, in 55 % of the rows, at one of four levels drawn at random.",
        _PLAUSIBLE,
        corruptor_spec("dropped_parts"),
        ("The paper's traces are those of A* in mazes; its clauses are mapped to the events of a search.",),
    )


def _yang2025() -> Iterator[Recipe]:
    source = 'Yang et al., "Step Back to Leap Forward: Self-Backtracking", arXiv 2502.04404'
    yield Paper("yang2025", source, task_spec("countdown", SMALL_COUNTDOWN)).recipe(
        "countdown",
        "Right traces, and as many with a wrong turn and a <backtrack> token; wrong steps are out of the loss.",
        {**_DETOUR, "backtracks": {0: 1, 1: 1}, "style": "marked"},
        notes=(
            "The paper's texts with a wrong turn end at the <backtrack> token; these return and go on to the solution.",
            "Its wrong turn is one step; here it is followed to a dead end, and all its steps are out of the loss.",
        ),
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
    paper = Paper(
        "ye2024",
        'Ye et al., "Physics of Language Models: Part 2.2", arXiv 2408.16293',
        task_spec("countdown", {**COUNTDOWN, "min_numbers": STEPS + 1, "max_numbers": STEPS + 1}),
        _ERRORS_NOTES,
    )
    masks: tuple[tuple[str, Mask, str], ...] = (
        ("", "prompt", ""),
        ("-masked", "wrong_steps", ", and left out of the loss"),
    )
    for rate in (5, 10, 20, 50):
        chance = rate / 100
        shares = {k: share for k in range(21) if (share := round(_errors(k, chance), 6))}
        options = {**_DETOUR, "backtracks": shares, "style": "marked"}
        for suffix, mask, said in masks:
            summary = f"An error with probability {chance:g} before each step, taken back{said}."
            yield paper.recipe(f"errors-{rate}{suffix}", summary, options, loss_mask=mask)


def _errors(k: int, chance: float) -> float:
    """The probability of ``k`` errors, if before each step there is one with this chance, and after it again."""
    return comb(STEPS + k - 1, k) * chance**k * (1 - chance) ** STEPS


def _gandhi2024() -> Iterator[Recipe]:
    source = 'Gandhi et al., "Stream of Search", arXiv 2404.03683'
    paper = Paper("gandhi2024", source, task_spec("countdown", SMALL_COUNTDOWN))
    for ordering, name, how in (
        ("best_first", "dfs-best-first", "the most plausible move first"),
        ("plausible", "dfs-plausible", "moves drawn by plausibility"),
        ("shuffled", "dfs-random", "moves in random order"),
    ):
        yield paper.recipe(
            name,
            f"Depth-first searches as they fall, {how}; also those that give up.",
            {"strategy": "natural", "ordering": ordering, "max_moves": 150, "keep_unsolved": True},
            notes=(
                "The paper has breadth-first searches too, of 1 to 5 beams; tracekit's are depth-first.",
                "Its searches are ordered and pruned by the distance of the numbers to the target or its factors.",
                "Here the order is by weights of its own; nothing is pruned, and a search gives up after 150 moves.",
            ),
        )
    yield paper.recipe("optimal-path", "The way to the solution alone.", {**_EXHAUSTIVE, "backtracks": 0})
