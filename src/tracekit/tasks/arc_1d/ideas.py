"""The rules that come into question for a problem, and what they make of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, NONE, Parameter, evidence_of, outcome
from tracekit.tasks.arc_1d.problem import Hypothesis
from tracekit.tasks.arc_1d.scene import Row, scene_of

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
