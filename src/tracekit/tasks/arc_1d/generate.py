"""Making problems. Their first pair is one that leaves several rules open: it has more than one explanation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, outcome
from tracekit.tasks.arc_1d.ideas import ideas_of, match_of
from tracekit.tasks.arc_1d.inputs import draw_input, draw_parameter, draw_row
from tracekit.tasks.arc_1d.problem import Arc1DProblem, Hypothesis, written
from tracekit.tasks.arc_1d.scene import Row

MOST_TRIES = 8
"""So many inputs are looked at for one that leaves as much open as is wanted; then the best of them is taken."""

_BLOCK = re.compile("[1-9]+")

_LIKE = {
    "moves": "moves counts",
    "counts": "counts moves recolours",
    "recolours": "recolours covers counts moves",
    "adds": "adds covers",
    "covers": "covers adds recolours",
    "removes": "removes",
}
_RELATED: Mapping[str, Sequence[str]] = MappingProxyType(
    {effect: [family.name for family in FAMILY_LIST if family.effect in like.split()] for effect, like in _LIKE.items()}
)
"""By effect, the families that can have such an effect on some rows."""


def make(test: Row, rule: Hypothesis, n_pairs: int, stream: Stream) -> Arc1DProblem | None:
    """A problem with a given test input; None if a row came up twice, or the pairs do not tell which rule is meant."""
    family, parameter = FAMILIES[rule.family], rule.parameter
    first = _undecided(rule, len(test), stream)
    if first is None:
        return None
    rows = [first, *[draw_input(family, parameter, len(test), stream) for _ in range(n_pairs - 1)], test]
    if len(set(rows)) < len(rows):
        return None
    outputs = [outcome(family, parameter, row) or row for row in rows]
    pairs = tuple(zip(rows[:-1], outputs[:-1], strict=True))
    ideas = ideas_of(pairs, test, outputs[-1])
    if ideas.rivals or rule not in ideas.fitting:
        return None
    return Arc1DProblem(pairs=pairs, test=test, output=outputs[-1], rule=written(rule))


def _undecided(rule: Hypothesis, n: int, stream: Stream) -> Row | None:
    """A row of ``n`` cells that the rule changes, as some other rules do too; None if none was found.

    Such rows are short of something: of colours, of blocks, of room at an edge. Or they are made for another rule.
    """
    wanted = stream.between(2, 5)
    best, most = None, -1.0
    for _ in range(MOST_TRIES):
        row = _draw(rule, n, stream)
        after = outcome(FAMILIES[rule.family], rule.parameter, row) if row else None
        if row is None or after in (None, row, "0" * n):
            continue
        fitting = match_of(row, after).fitting
        # Rules that seldom fit where another one is meant count for more.
        rivals = sum([0.5 + 0.5 * min(FAMILIES[name].prior, 3) for name in fitting if name != rule.family])
        n_open = len(fitting[rule.family]) - 1 + rivals
        if n_open > most:
            best, most = row, n_open
        if n_open >= wanted:
            break
    return best


def _draw(rule: Hypothesis, n: int, stream: Stream) -> Row | None:
    """A row made for the rule or for a related one, with less in it."""
    if stream.chance(0.6):
        row = draw_row(rule.family, n, rule.parameter, stream)
    else:
        names = _RELATED[FAMILIES[rule.family].effect]
        other = stream.pick_weighted(names, [FAMILIES[name].prior for name in names])
        parameter = draw_parameter(FAMILIES[other].unit, stream)
        row = draw_row(other, n, rule.parameter if parameter.unit == rule.parameter.unit else parameter, stream)
    return _simpler(row, stream) if row and row.strip("0") else None


def _simpler(row: Row, stream: Stream) -> Row:
    """A row with perhaps one colour only, one block or two, or no blanks on one side."""
    n = len(row)
    if stream.chance(0.5):
        colour = stream.pick(row.replace("0", ""))
        row = "".join([colour if cell != "0" else "0" for cell in row])
    blocks = [match.span() for match in _BLOCK.finditer(row)]
    n_kept = stream.between(1, 2) if stream.chance(0.8) else n
    if len(blocks) > n_kept:
        first = stream.below(len(blocks) - n_kept + 1)
        start, end = blocks[first][0], blocks[first + n_kept - 1][1]
        row = "0" * start + row[start:end] + "0" * (n - end)
    side = stream.below(10)
    return row.lstrip("0").ljust(n, "0") if side < 3 else row.rstrip("0").rjust(n, "0") if side < 6 else row
