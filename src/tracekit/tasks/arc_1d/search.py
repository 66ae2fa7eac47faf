"""One-dimensional ARC as a search among hypotheses: the problem, its ideas, how they are tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

from pydantic import Field, field_validator, model_validator

from tracekit.errors import ParameterError
from tracekit.search.events import ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.search.space import Choice, Goal, Guide, Space, View
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, NONE, Parameter, evidence_of, outcome
from tracekit.tasks.arc_1d.transforms import Row, scene_of
from tracekit.tasks.base import Problem

__all__ = [
    "PAIRS",
    "Altered",
    "Applied",
    "Arc1DProblem",
    "Arc1DSpace",
    "Fits",
    "Hypothesis",
    "Ideas",
    "Mismatch",
    "Quoted",
    "ideas_of",
    "written",
]

PAIRS = "pairs"
"""The place where a rule is looked for."""


class Arc1DProblem(Problem):
    """Pairs of an input and an output that follow one rule, and a further input. Rows are strings of digits."""

    pairs: tuple[tuple[Row, Row], ...] = Field(min_length=1, max_length=9)
    """The given inputs and outputs, in the order in which the question shows them."""
    test: Row
    """The further input."""
    output: Row
    """What the rule makes of it: the answer."""
    rule: str | None = None
    """The rule, if it is known: family, unit and numbers, such as ``shift_right distance 2 0``."""
    flags: tuple[str, ...] = ()
    """What is wrong with the problem, if it comes from elsewhere; see the documentation of the task."""

    @field_validator("pairs", "test", "output")
    @classmethod
    def _rows(cls, value: Any) -> Any:
        for row in [value] if isinstance(value, str) else [row for pair in value for row in pair]:
            if not (row.isascii() and row.isdecimal() and len(row) <= 100):
                raise ParameterError("row", row, "must be 1 to 100 digits")
        return value

    @model_validator(mode="after")
    def _lengths(self) -> Arc1DProblem:
        for before, after in (*self.pairs, (self.test, self.output)):
            if len(before) != len(after):
                raise ParameterError("output", after, f"must be as long as its input {before}")
        return self


class Hypothesis(NamedTuple):
    """A rule under consideration."""

    family: str
    parameter: Parameter


class Fits(NamedTuple):
    """A forced move: the rule gives the output that is given for a pair (counted from 1)."""

    pair: int
    row: Row


class Applied(NamedTuple):
    """A forced move: what the rule gives for the test input."""

    row: Row


class Mismatch(NamedTuple):
    """Why a rule is refuted: it gives another output than is given for a pair (counted from 1)."""

    pair: int
    row: Row
    given: Row


class Quoted(NamedTuple):
    """A remark that restates: the input and the output of a pair (counted from 1)."""

    pair: int
    before: Row
    after: Row


class Altered(NamedTuple):
    """A remark that compares: in which cells (counted from 1) the input and output of a pair differ."""

    pair: int
    cells: tuple[int, ...]


class State(NamedTuple):
    """Where the search is: the family and the parameter settled so far, and how many rows have been worked out."""

    family: str | None = None
    parameter: Parameter | None = None
    done: int = 0


_state = partial(tuple.__new__, State)  # the same as State(...), in half the time

_TABLE = [
    (family.name, family.transform, family.values or (lambda shown: []), () if family.values else (NONE,))
    for family in FAMILY_LIST
]


class Ideas:
    """The hypotheses that come into question for a problem, and what they make of its rows.

    A rule comes into question if its parameter is suggested by the rows (a distance of 1 to 4, a colour that is new in
    the outputs ...) and it changes the first input whose given output differs from it. Of rules that change that input
    in the same way, and not into the given output, only the first one in the list of families comes into question:
    there is nothing to be learnt from the others. Where rules fit all pairs but disagree about the test input (no
    problem of our own is like that), only those are kept that give its output.
    """

    def __init__(self, pairs: Sequence[tuple[Row, Row]], test: Row, output: Row) -> None:
        self.pairs, self.test, self.output = pairs, test, output
        self.telling = next((i for i, (before, after) in enumerate(pairs) if before != after), None)
        self.by_family: dict[str, tuple[Parameter, ...]] = {}
        self.near: set[Hypothesis] = set()
        """Those that fit the first pair with a change."""
        self.fitting: list[Hypothesis] = []
        """Those that fit all pairs and give the right output for the test input."""
        self.rivals: list[Hypothesis] = []
        """Those that fit all pairs and give another output for the test input."""
        self._first: dict[str, dict[Parameter, Row]] = {}
        """By family and parameter, what they make of the first input whose output differs from it."""
        self.shown = evidence_of([*[before for before, _ in pairs], test], [after for _, after in pairs])
        self._collect()

    def _collect(self) -> None:
        number = self.telling or 0
        before, after = self.pairs[number]
        seen = set() if self.telling is None else {before}
        scene, shown, changes = scene_of(before), self.shown, self.telling is not None
        for name, transform, values, fixed in _TABLE if scene.blocks else ():
            kept: dict[Parameter, Row] = {}
            for parameter in fixed or values(shown):
                row = transform(scene, parameter[1], parameter[2]) or before
                if row in seen:
                    continue
                if row == after:
                    if not self._take(Hypothesis(name, parameter)):
                        continue
                elif changes:
                    seen.add(row)
                kept[parameter] = row
            if kept:
                self._first[name] = kept
                self.by_family[name] = tuple(kept)

    def _take(self, hypothesis: Hypothesis) -> bool:
        """Note a hypothesis that fits the first pair with a change; False if it is none to be tried."""
        if all(self.row(*hypothesis, i) == after for i, (_, after) in enumerate(self.pairs)):
            if self.row(*hypothesis, len(self.pairs)) != self.output:
                self.rivals.append(hypothesis)
                return False
            self.fitting.append(hypothesis)
        self.near.add(hypothesis)
        return True

    def row(self, family: str, parameter: Parameter, i: int) -> Row:
        """What a rule makes of input number ``i`` (from 0; the last one is the test input)."""
        if i == (self.telling or 0) and family in self._first and parameter in self._first[family]:
            return self._first[family][parameter]
        before = self.pairs[i][0] if i < len(self.pairs) else self.test
        return outcome(FAMILIES[family], parameter, before)

    def weights(self, family: str | None) -> list[float]:
        """How likely a thoughtful person is to think of each parameter of a family, or, without one, of each family.

        Near misses and rules that fit a pair come first.
        """
        if family is not None:
            first = self._first[family]
            return [8.0 if (family, value) in self.near else self._likeness(row) for value, row in first.items()]
        near = {name for name, _ in self.near}
        return [
            8.0 if name in near else self._likeness(next(iter(first.values()))) for name, first in self._first.items()
        ]

    def _likeness(self, row: Row) -> float:
        bits, coloured, n_coloured, n_blank, new = self._given
        # Four bits a cell: those that differ have some bit set, which is folded into the lowest one.
        differ = int(row, 16) ^ bits
        differ |= differ >> 1
        differ |= differ >> 2
        alike = n_coloured - (differ & coloured).bit_count()
        blank = row.count("0")
        share = 2 * alike / (n_coloured + len(row) - blank + 1)
        weight = share * share + 0.1
        if blank == n_blank:
            weight *= 3
        return weight * 0.1 if new and new not in row else weight

    @cached_property
    def _given(self) -> tuple[int, int, int, int, str]:
        """Of the first given output with a change: cells, coloured cells, how many, how many blanks, a new colour."""
        given, new = self.pairs[self.telling or 0][1], self.shown.new
        coloured = int("".join("0" if cell == "0" else "1" for cell in given), 16)
        n_blank = given.count("0")
        return int(given, 16), coloured, len(given) - n_blank, n_blank, str(new[0]) if new else ""


ideas_of = lru_cache(maxsize=4)(Ideas)
"""The ideas for the rows of a problem: a problem is made, solved, told and certified in a row."""


class Arc1DSpace(Space[State, Any]):
    """The search space of one problem."""

    lists_moves = False
    remark_kinds = ("restate", "compare")

    def __init__(self, problem: Arc1DProblem) -> None:
        self.problem = problem
        self.ideas = ideas_of(problem.pairs, problem.test, problem.output)
        self.moves: Mapping[str, tuple[Parameter, ...]] = self.ideas.by_family
        self._families = tuple(self.moves)
        self._fitting = set(self.ideas.fitting)
        self._good_families = {hypothesis.family for hypothesis in self._fitting}
        self._weights: list[float] | None = None
        self._children: list[State] | None = None

    def start(self) -> State:
        return State()

    def look(self, state: State) -> View[Any]:
        family, parameter, done = state
        if family is None:
            return Choice(PAIRS, self._families) if len(self._families) > 1 else self._only_family()
        if parameter is None:
            values = self.moves[family]
            return Choice(family, values) if len(values) > 1 else Inference(values[0])
        pairs = self.problem.pairs
        if done > len(pairs):
            return Goal()
        row = self.ideas.row(family, parameter, done)
        if done == len(pairs):
            return Inference(Applied(row))
        given = pairs[done][1]
        return Inference(Fits(done + 1, row)) if row == given else DeadEnd(Mismatch(done + 1, row, given))

    def remarks(self, kind: str, state: State, path: Sequence[Any]) -> Sequence[Any]:
        pairs = list(enumerate(self.problem.pairs, 1))
        if kind == "restate":
            return [Quoted(number, before, after) for number, (before, after) in pairs]
        return [Altered(number, cells) for number, _ in pairs if (cells := self._altered(number))]

    def holds(self, state: State, path: Sequence[Any], claim: Any) -> bool:
        if not isinstance(claim, Quoted | Altered) or not 1 <= claim.pair <= len(self.problem.pairs):
            return False
        if isinstance(claim, Quoted):
            return (claim.before, claim.after) == self.problem.pairs[claim.pair - 1]
        return bool(claim.cells) and claim.cells == self._altered(claim.pair)

    def _altered(self, number: int) -> tuple[int, ...]:
        both = zip(*self.problem.pairs[number - 1], strict=True)
        return tuple([i for i, (before, after) in enumerate(both, 1) if before != after])

    def pauses(self, before: Event, after: Event) -> bool:
        looking = isinstance(before, ChoicePoint) and before.place == PAIRS
        return looking or (isinstance(after, Inference) and isinstance(after.move, Fits))

    def _only_family(self) -> View[Any]:
        if not self._families:
            raise ParameterError("pairs", self.problem.pairs, "must follow a rule that is known here")
        return Inference(self._families[0])

    def after(self, state: State, move: Any) -> State:
        if state.family is None:
            # A family that leaves nothing open goes straight to the test.
            return _state((move, NONE if FAMILIES[move].unit == "none" else None, 0))
        if state.parameter is None:
            return _state((state.family, move, 0))
        return _state((state.family, state.parameter, state.done + 1))

    def children(self, state: State) -> Sequence[State] | None:
        if state.family is None:
            if self._children is None:
                self._children = [self.after(state, family) for family in self._families]
            return self._children
        if state.parameter is None:
            return [State(state.family, value) for value in self.moves[state.family]]
        return super().children(state)

    def count_dead_ends(self, state: State, limit: int) -> int | None:
        family, parameter, _ = state
        if family is None:
            return None
        if parameter is None:
            count = None if family in self._good_families else len(self.moves[family])
        else:
            count = None if Hypothesis(family, parameter) in self._fitting else 1
        return None if count is None or count > limit else count

    def cost_of(self, state: State, move: Any, limit: int) -> int | None:
        if state.family is not None:
            count = None if (state.family, move) in self._fitting else 1
        else:
            count = None if move in self._good_families else len(self.moves[move])
        return None if count is None or count > limit else count

    def plausibility(self, state: State, moves: Sequence[Any]) -> Sequence[float]:
        if state.family is not None:
            return self.ideas.weights(state.family)
        if self._weights is None:
            self._weights = self.ideas.weights(None)
        return self._weights

    def guides(self, stream: Stream) -> Iterator[Guide[State, Any]]:
        """The problem's own rule first; then others that fit as well, each of which leads to the same answer."""
        ways = stream.shuffled(self.ideas.fitting)
        ways.sort(key=lambda way: written(way) != self.problem.rule)
        if not ways:
            raise ParameterError("pairs", self.problem.pairs, "must follow a rule that is known here")
        for way in ways:
            yield _guide(way)

    def answer(self, moves: Sequence[Any]) -> str:
        return " ".join(moves[-1].row)

    def solved(self, moves: Sequence[Any]) -> Solved:
        return Solved(self.answer(moves))

    def why_not(self, state: State, claim: Any) -> str | None:
        family, parameter, done = state
        if isinstance(claim, str):
            if claim in FAMILIES and any(rival.family == claim for rival in self.ideas.rivals):
                return "it fits the pairs, but is not the rule that was meant"
            return "nothing suggests it, or it changes no more than a simpler rule does"
        if isinstance(claim, Parameter):
            return "nothing suggests this value" if family and claim not in self.moves[family] else ""
        if isinstance(claim, Fits | Mismatch | Applied) and (family is None or parameter is None):
            return "there is no rule yet to be tested"
        if isinstance(claim, Fits | Mismatch) and done < len(self.problem.pairs):
            if claim.pair != done + 1:
                return f"pair {done + 1} is next"
            right = self.ideas.row(str(family), parameter or NONE, done)
            if claim.row != right:
                return f"the rule makes {' '.join(right)} of input {claim.pair}"
            given = self.problem.pairs[done][1]
            return f"the given output is {' '.join(given)}" if getattr(claim, "given", claim.row) != given else ""
        return ""


def written(hypothesis: Hypothesis) -> str:
    """A rule as a problem holds it: ``shift_right distance 2 0``."""
    family, (unit, a, b) = hypothesis
    return family if unit == "none" else f"{family} {unit} {a} {b}"


def _guide(way: Hypothesis) -> Guide[State, Any]:
    return lambda state, moves: moves.index(way.family if state.family is None else way.parameter)
