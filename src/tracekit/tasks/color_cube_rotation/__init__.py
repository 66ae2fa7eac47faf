"""Turning a cube with coloured sides: which colour has a side at the end?

A derivation, not a search: each turn is worked out for all six sides, and each is checked. A slip is a wrong cube after
a turn (turned the wrong way, about the wrong axis, two sides mixed up, a side forgotten ...). The check of that turn
refutes it: other slips are never made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tracekit.errors import ParameterError
from tracekit.language.lexicon import Lexicon
from tracekit.seeding import Stream
from tracekit.tasks.base import Levels, Task
from tracekit.tasks.color_cube_rotation.generate import draw_colors, draw_turn
from tracekit.tasks.color_cube_rotation.language import VOCABULARY
from tracekit.tasks.color_cube_rotation.outside import read_entry
from tracekit.tasks.color_cube_rotation.problem import AXES, COLORS, SIDES, ColorCubeRotationProblem, Turn, Turned
from tracekit.tasks.color_cube_rotation.prose import PROSE
from tracekit.tasks.color_cube_rotation.reflective import REFLECTIVE
from tracekit.tasks.color_cube_rotation.space import CheckPlan, ColorCubeRotationSpace, State
from tracekit.tasks.color_cube_rotation.symbolic import SYMBOLIC
from tracekit.tasks.color_cube_rotation.verify import answer_key, judge
from tracekit.verify import Verdict

__all__ = ["ColorCubeRotation", "ColorCubeRotationProblem", "ColorCubeRotationSpace", "State", "Turn", "Turned"]


class ColorCubeRotation(Task[ColorCubeRotationProblem, ColorCubeRotationProblem]):
    """Say which colour a side of a cube has after some turns."""

    name = "color_cube_rotation"
    version = 3
    draws = 2
    vocabulary = VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": PROSE, "symbolic": SYMBOLIC, "reflective": REFLECTIVE}
    problem_type = ColorCubeRotationProblem
    falsehoods_class = "tracekit.tasks.color_cube_rotation.falsehoods:ColorCubeRotationFalsehoods"
    generation_hint = "ask for more colours"
    curriculum = (Levels("turns", (1, 2, 3, 5, 10, 20, 50), "min_rotations", "max_rotations"),)
    return_words = (*Task.return_words, "rules this out", "went wrong")

    min_rotations: int = Field(default=1, ge=1, le=100)
    """Fewest turns in a problem."""
    max_rotations: int = Field(default=3, ge=1, le=100)
    """Most turns in a problem."""
    n_colors: int = Field(default=16, ge=2, le=16)
    """How many colours there are to choose from."""
    distinct: bool = True
    """Whether the six sides have six different colours; otherwise each side's colour is drawn on its own."""
    turns: Literal["to_top", "any"] = "to_top"
    """Whether every turn brings some side to the top (as in reasoning-gym), or any side to the place of any other."""
    half_turns: bool = True
    """Whether there are half turns (a side goes to the place opposite) as well as quarter turns."""
    checks: CheckPlan = "mixed"
    """How a turn is checked: ``turn_back`` (undo it), ``landing`` (where its sides have gone), ``opposites`` (pairs of
    opposite sides), ``corner`` (the sense of three sides that meet), ``count`` (each colour once), ``all`` (landing,
    opposites, corner and count, which together prove a turn right), or ``mixed``: one of the five, another one after
    each turn. Where colours repeat only turning back and landing are used."""
    check_after: Literal["each_turn", "all_turns"] = "each_turn"
    """Whether each turn is checked at once, or all of them at the end."""

    @model_validator(mode="after")
    def _colors_fit(self) -> Self:
        if self.distinct and self.n_colors < 6:
            raise ParameterError("n_colors", self.n_colors, "must be between 6 and 16 for distinct=True")
        if not self.distinct and self.checks in ("opposites", "corner", "count"):
            raise ParameterError("checks", self.checks, "must be one that holds for repeated colours, or distinct=True")
        return self

    def draw(self, stream: Stream) -> ColorCubeRotationProblem:
        colors = draw_colors(self.n_colors, stream, distinct=self.distinct)
        # The same number for every draw of a problem.
        n_turns = self.min_rotations + stream.fixed_below(self.max_rotations - self.min_rotations + 1)
        turns = tuple([draw_turn(self.turns, stream, half_turns=self.half_turns) for _ in range(n_turns)])
        return ColorCubeRotationProblem(colors=colors, turns=turns, target=stream.pick(SIDES))

    def split_key(self, draft: ColorCubeRotationProblem) -> str:
        """The turns, the side asked for, and which sides have the same colour, whatever colour that is."""
        numbers = [draft.colors.index(color) for color in draft.colors]
        return f"{' '.join(map(str, numbers))}:{' '.join(map(str, draft.turns))}:{draft.target}"

    def finish(self, draft: ColorCubeRotationProblem, stream: Stream) -> ColorCubeRotationProblem | None:
        return draft

    def draft_of(self, problem: ColorCubeRotationProblem) -> ColorCubeRotationProblem:
        return problem

    def question(self, problem: ColorCubeRotationProblem) -> str:
        sides = [f"{_article(color)} {color} {side} side" for side, color in zip(SIDES, problem.colors, strict=True)]
        n = len(problem.turns)
        often = "once" if n == 1 else "twice" if n == 2 else f"{n} times"
        lines = [f"A cube has {', '.join(sides[:-1])} and {sides[-1]}. The whole cube is turned {often}:"]
        for number, turn in enumerate(problem.turns, 1):
            axis = AXES.index(turn.axis) if turn.axis else None
            if axis is None:
                how = f"a quarter turn that brings the {turn.side} side to the {turn.to}"
            else:
                stay = f"the {SIDES[2 * axis]} and {SIDES[2 * axis + 1]} sides stay where they are"
                how = f"a half turn that brings the {turn.side} side to the {turn.to}, while {stay}"
            lines.append(f"{number}. {how}{'.' if number == n else ';'}")
        lines.append(
            "A side is named by the place where it is at that moment; you look at the cube from the same place all the "
            f"time. Which colour does the {problem.target} side have at the end? "
            "The answer is the name of the colour only."
        )
        return "\n".join(lines)

    def fingerprint(self, problem: ColorCubeRotationProblem) -> str:
        return f"{self.name}:{self.split_key(problem)}"

    def variants(self, problem: ColorCubeRotationProblem, stream: Stream) -> Iterator[ColorCubeRotationProblem]:
        """The same turns of a cube in other colours."""
        while True:
            colors = dict(zip(COLORS, stream.shuffled(COLORS), strict=True))
            yield problem.model_copy(update={"colors": tuple([colors[color] for color in problem.colors])})

    def space(self, problem: ColorCubeRotationProblem) -> ColorCubeRotationSpace:
        return ColorCubeRotationSpace(problem, checks=self.checks, check_after=self.check_after)

    def check_answer(self, problem: ColorCubeRotationProblem, answer: str) -> Verdict:
        return judge(problem, answer)

    def answer_key(self, problem: ColorCubeRotationProblem, answer: str) -> Hashable:
        return answer_key(problem, answer)

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> ColorCubeRotationProblem:
        return read_entry(entry)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
