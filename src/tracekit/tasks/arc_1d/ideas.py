"""The hypotheses about a problem: which of them its first pair leaves open, and which come to mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from tracekit.tasks.arc_1d.families import (
    FAMILIES,
    FAMILY_LIST,
    SCOPED,
    UNITS,
    Parameter,
    effects,
    outcome,
    parameters_of,
)
from tracekit.tasks.arc_1d.problem import Hypothesis
from tracekit.tasks.arc_1d.scene import Row, scene_of

_COLOURS = "123456789"

OPEN, AT_HAND, FAR = 120.0, 1.0, 0.01
"""How readily a family of rules comes to mind: one that fits the first pair; one that does to it such a thing as is to
be done; any other."""


_EVERY: Mapping[str, Sequence[Parameter]] = {unit: parameters_of(unit) for unit in UNITS}
_COLOURED = {"colour": 1, "cell": 1, "towards": 2, "sides": 0, "beside": 2, "dye": 2, "spot": 2}
"""Which number of a parameter is its colour; 0 where both are."""
_WITH: Mapping[str, Sequence[Sequence[Parameter]]] = {
    unit: [
        [each for each in _EVERY[unit] if colour in ((each[at],) if at else (each.a, each.b))] for colour in range(10)
    ]
    for unit, at in _COLOURED.items()
}
"""By unit and colour the parameters that have it."""


def suggested(unit: str, before: Row, after: Row) -> Sequence[Parameter]:
    """The parameters under which a rule may turn one row into another: no others do. None where none can be applied.

    Colours that are given are looked for in the cells that change, those that are asked for in the old row.
    """
    if before == after or unit in ("none", "distance", "blocks", "block"):
        return _EVERY[unit]
    if unit in ("cell", "towards"):
        return [each for c in sorted(set(before) - {"0"}) if before.count(c) == 1 for each in _WITH[unit][int(c)]]
    if unit == "sides":
        one, *others = _colours(before) or [1]
        if len(others) > 1:
            return []
        return [each for each in _WITH[unit][one] if others[0] in each] if others else _WITH[unit][one]
    if unit in ("lengths", "places"):
        one, *others = _colours(after) or [1]
        other = others[0] if others else one % 9 + 1
        return [Parameter(unit, one, other), Parameter(unit, other, one)]
    return _WITH[unit][next((int(b) for a, b in zip(before, after, strict=True) if a != b != "0"), 1)]


def _colours(row: Row) -> list[int]:
    return [int(colour) for colour in _COLOURS if colour in row]


_BY_EFFECT = {
    effect: [(family.name, family.transform, family.unit) for family in FAMILY_LIST if family.effect == effect]
    for effect in {family.effect for family in FAMILY_LIST}
}


class Match:
    """How the families of rules fit one pair of rows.

    Attributes:
        fitting: by family the parameters under which it turns the first row into the second; families without any are
            left out.
        at_hand: the families that can be applied to the first row, change it, and may have such an effect.
    """

    def __init__(self, before: Row, after: Row) -> None:
        self.fitting: dict[str, tuple[Parameter, ...]] = {}
        self.at_hand: set[str] = set()
        scene = scene_of(before)
        by_unit: dict[str, Sequence[Parameter]] = {}
        for effect in sorted(effects(before, after)):
            for name, transform, unit in _BY_EFFECT[effect]:
                if unit not in by_unit:
                    by_unit[unit] = suggested(unit, before, after)
                parameters = by_unit[unit]
                # Of one block it does not matter whether it is the first, the longest ...
                alike = len(scene.blocks) == 1 and unit in SCOPED and before != after
                fits, changes = [], False
                for parameter in parameters[:1] if alike else parameters:
                    row = transform(scene, parameter[1], parameter[2]) if scene.blocks else before
                    if row == after:
                        fits.append(parameter)
                    elif row is not None and row != before:
                        changes = True
                if fits:
                    self.fitting[name] = tuple(parameters if alike else fits)
                if changes:
                    self.at_hand.add(name)


match_of = lru_cache(maxsize=64)(Match)
"""The match of two rows; the last few are kept: a problem is made, solved, told and certified in a row."""


class Ideas:
    """The hypotheses about a problem.

    Any family comes into question. Of its parameters only those do that turn the first input into its output; where
    none of them does, one that comes near to it, to show that.

    Where rules fit all pairs but disagree about the test input (no problem of our own is like that), those that make
    something else of it are left out. One that cannot be applied to it is none that was meant.

    Attributes:
        fitting: the rules that fit all pairs and give the right output for the test input.
        rivals: those that fit all pairs and give another one.
        families: the families that are not left out.
    """

    def __init__(self, pairs: Sequence[tuple[Row, Row]], test: Row, output: Row) -> None:
        self.pairs, self.test = pairs, test
        self.match = match_of(*pairs[0])
        self.fitting: list[Hypothesis] = []
        self.rivals: list[Hypothesis] = []
        for name, parameters in self.match.fitting.items():
            for parameter in parameters:
                if all(self.row(name, parameter, i) == pairs[i][1] for i in range(1, len(pairs))):
                    last = self.row(name, parameter, len(pairs))
                    if last is not None:
                        (self.fitting if last == output else self.rivals).append(Hypothesis(name, parameter))
        out = {rival.family for rival in self.rivals} - {rule.family for rule in self.fitting}
        self.families = tuple([family.name for family in FAMILY_LIST if family.name not in out])
        self._best: dict[str, Parameter | None] = {}

    def row(self, family: str, parameter: Parameter, i: int) -> Row | None:
        """What a rule makes of input number ``i`` (from 0; the last one is the test input)."""
        return outcome(FAMILIES[family], parameter, self.pairs[i][0] if i < len(self.pairs) else self.test)

    def open(self, family: str) -> tuple[Parameter, ...]:
        """The parameters under which a family fits the first pair."""
        return self.match.fitting.get(family, ())

    def nearest(self, family: str) -> Parameter | None:
        """The parameter under which a family comes nearest to the first output; None if it cannot be applied."""
        if family not in self._best:
            before, after = self.pairs[0]
            best, most = None, -1
            for parameter in suggested(FAMILIES[family].unit, before, after):
                row = self.row(family, parameter, 0)
                if row is not None and (alike := sum(map(str.__eq__, row, after))) > most:
                    best, most = parameter, alike
            self._best[family] = best
        return self._best[family]

    def weights(self) -> list[float]:
        """How readily each of the families comes to mind.

        What cannot be applied to some other input does not come to mind so readily.
        """
        match, weights = self.match, []
        for name in self.families:
            values = match.fitting.get(name, ())
            if any(self._can_apply(name, value) for value in values):
                weight = OPEN
            else:
                weight = AT_HAND if values or name in match.at_hand else FAR
            weights.append(weight * FAMILIES[name].prior)
        return weights

    def weights_of(self, family: str, values: Sequence[Parameter]) -> list[float]:
        """The same for parameters of a family."""
        return [1.0 if self._can_apply(family, value) else 0.1 for value in values]

    def _can_apply(self, family: str, parameter: Parameter) -> bool:
        return all(self.row(family, parameter, i) for i in range(1, len(self.pairs) + 1))


ideas_of = lru_cache(maxsize=4)(Ideas)
"""The ideas for the rows of a problem."""
