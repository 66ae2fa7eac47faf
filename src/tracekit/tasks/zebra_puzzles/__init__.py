"""Zebra puzzles: who lives where, and with what, from a list of clues.

State: the houses of the values placed so far. Move: a house for the next value. Dead end: a clue is broken, or a value
has no house left. Which value is next, and what is inferred before anything is tried, are settings: they decide how
many dead ends there are to meet.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.zebra_puzzles.clues import BASIC, KINDS, Clue, said
from tracekit.tasks.zebra_puzzles.generate import draw_clues, retold
from tracekit.tasks.zebra_puzzles.language import VOCABULARY
from tracekit.tasks.zebra_puzzles.outside import read_entry
from tracekit.tasks.zebra_puzzles.problem import ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.prose import PROSE
from tracekit.tasks.zebra_puzzles.reflective import REFLECTIVE
from tracekit.tasks.zebra_puzzles.space import Deduction, Order, ZebraSpace
from tracekit.tasks.zebra_puzzles.symbolic import SYMBOLIC
from tracekit.tasks.zebra_puzzles.twins import Sketch, exact_form, split_form
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, OWN
from tracekit.tasks.zebra_puzzles.verify import answer_key, judge, partial_credit
from tracekit.verify import Verdict

__all__ = ["Clue", "ZebraPuzzles", "ZebraPuzzlesProblem", "ZebraSpace"]


class ZebraPuzzles(Task[ZebraPuzzlesProblem, Sketch]):
    """Find out who lives where, and with what, from a list of clues."""

    name = "zebra_puzzles"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {
        "prose": PROSE,
        "symbolic": SYMBOLIC,
        "reflective": REFLECTIVE,
    }
    problem_type = ZebraPuzzlesProblem
    falsehoods_class = "tracekit.tasks.zebra_puzzles.falsehoods:ZebraPuzzlesFalsehoods"
    generation_hint = "ask for more people or characteristics"
    return_words = (*Task.return_words, "hold", "not getting anywhere")
    curriculum = (
        Levels("houses", (2, 3, 4, 5, 6, 7), "num_people"),
        Levels("kinds of things", (2, 3, 4, 5, 6, 7), "num_characteristics"),
    )

    num_people: int = Field(default=4, ge=2, le=7)
    """Number of people, each in a house of their own."""
    num_characteristics: int = Field(default=4, ge=2, le=7)
    """Number of characteristics of each person, the name included."""
    clue_types: Literal["basic", "all"] = "basic"
    """``basic``: in a house, the same person, directly left of, next to. ``all``: also not in a house, directly right
    of, not next to, between, either-or."""
    extra_clues: int = Field(default=0, ge=0, le=20)
    """Clues that follow from the others; without them, every clue is needed."""
    ask: Literal["first", "table"] = "first"
    """What is asked for: the name of the person in house 1, or all that belongs to every house."""
    order: Order = "clues"
    """Which value is placed next: the first one in the lists (``listed``); the first one in the clues, those first
    that name a house (``clues``); the only one that is missing in some clue, else as before (``chained``); one with the
    fewest open houses (``fewest``)."""
    deduction: Deduction = "linked"
    """What is known of a value's houses before one is tried. ``none``: which are taken. ``given``: also what clues
    about it alone say. ``linked``: also what each other clue says, given the houses of the values placed already.
    ``forced``: the same, and values with no open house or just one come first. Under ``none`` and ``given`` a clue is
    checked once all its values are placed."""

    def draw(self, stream: Stream) -> Sketch:
        names = ["name", *stream.shuffled(OWN)[: self.num_characteristics - 1]]
        columns = [stream.shuffled(CATEGORIES[name].values)[: self.num_people] for name in names]
        kinds = BASIC if self.clue_types == "basic" else tuple(KINDS)
        clues = draw_clues(self.num_people, self.num_characteristics, kinds, self.extra_clues, stream)
        return Sketch(tuple(zip(*columns, strict=True)), tuple(clues))

    def split_key(self, draft: Sketch) -> str:
        return f"{self.name}:{split_form(draft)}"

    def draft_of(self, problem: ZebraPuzzlesProblem) -> Sketch:
        return problem.sketch()

    def finish(self, draft: Sketch, stream: Stream) -> ZebraPuzzlesProblem | None:
        clues = tuple(
            Clue(kind, tuple(draft.labels[value][category] for category, value in members), house)
            for kind, members, house in draft.clues
        )
        values = tuple(tuple(stream.shuffled(column)) for column in zip(*draft.labels, strict=True))
        return ZebraPuzzlesProblem(values=values, clues=clues, solution=draft.labels, ask=self.ask)

    def question(self, problem: ZebraPuzzlesProblem) -> str:
        n = problem.n_houses
        lists = [
            f"- {CATEGORIES[name].heading}: {', '.join(values)}"
            for name, values in zip(problem.categories, problem.values, strict=True)
        ]
        clues = [f"{number}. {said(clue)}" for number, clue in enumerate(problem.clues, 1)]
        if problem.ask == "first":
            task = "Who lives in house 1? The answer is the name only."
        else:
            task = (
                f"What belongs to which house? The answer has one line for each house, from 1 to {n}: its number, a "
                "colon, and what belongs to it in the order of the lists, with commas between, in this form: "
                f"{n}: {', '.join(values[-1] for values in problem.values)}"
            )
        opening = (
            f"There are {n} houses in a row, numbered 1 to {n} from left to right. One person lives in each house, and "
            "they differ in each of these:"
        )
        return "\n".join([opening, *lists, "These clues are known:", *clues, task])

    def fingerprint(self, problem: ZebraPuzzlesProblem) -> str:
        size = f"{len(problem.values)}x{problem.n_houses}"
        form = exact_form(problem.sketch(), asks_for_table=problem.ask == "table")
        return f"{self.name}:{size}:{problem.ask}:{form}"

    def variants(self, problem: ZebraPuzzlesProblem, stream: Stream) -> Iterator[ZebraPuzzlesProblem]:
        while True:
            yield retold(problem, stream)

    def space(self, problem: ZebraPuzzlesProblem) -> ZebraSpace:
        return ZebraSpace(problem, order=self.order, deduction=self.deduction)

    def check_answer(self, problem: ZebraPuzzlesProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: ZebraPuzzlesProblem, answer: str) -> Hashable:
        return answer_key(problem, answer)

    def partial_credit(self, problem: ZebraPuzzlesProblem, answer: str) -> float | None:
        return partial_credit(problem, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> ZebraPuzzlesProblem:
        return read_entry(entry)
