"""Which problems are one and the same: other colours, the mirror image, another order of the pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.block_transforms import FIRST, LAST
from tracekit.tasks.arc_1d.families import SCOPED, Parameter
from tracekit.tasks.arc_1d.ideas import ideas_of
from tracekit.tasks.arc_1d.problem import Arc1DProblem, Hypothesis, written
from tracekit.tasks.arc_1d.scene import Row

COLOURS = "123456789"

Pairs = Sequence[tuple[Row, Row]]

# --- one form for all of them ----------------------------------------------------------------------------------------


def canonical_row(row: Row) -> str:
    """The same for a row, its mirror image, and both in other colours."""
    return min(_named(row, {}), _named(row[::-1], {}))


def canonical(pairs: Pairs, test: Row) -> str:
    """The same for the rows of a problem, their mirror images, other colours and other orders of the pairs."""
    mirrored = [(before[::-1], after[::-1]) for before, after in pairs]
    return min(_canonical(pairs, test), _canonical(mirrored, test[::-1]))


def _canonical(pairs: Pairs, test: Row) -> str:
    """Of all orders of the pairs the one that comes first, with the colours numbered as they appear.

    The test input comes before the pairs, and of the pairs always the least; where there are several, each is tried.
    """
    names: dict[str, str] = {}
    first = _named(test, names)
    found = [([first], names, list(pairs))]
    for _ in pairs:
        least: str | None = None
        following: list[tuple[list[str], dict[str, str], list[tuple[Row, Row]]]] = []
        for texts, names, rest in found:
            for i, pair in enumerate(rest):
                extended = dict(names)
                text = _named(">".join(pair), extended)
                if least is None or text < least:
                    least, following = text, []
                if text == least:
                    following.append(([*texts, text], extended, [*rest[:i], *rest[i + 1 :]]))
        found = list({(*texts, *names.items()): (texts, names, rest) for texts, names, rest in following}.values())
    return ",".join(found[0][0])


def _named(row: Row, names: dict[str, str]) -> str:
    """A row with its colours numbered as they appear; ``names`` has those known before and gets the new ones."""
    for cell in row:
        if cell in COLOURS and cell not in names:
            names[cell] = COLOURS[len(names)]
    return row.translate({ord(cell): name for cell, name in names.items()})


# --- all of them from one --------------------------------------------------------------------------------------------

_SORTS = ("sort_left_down", "sort_left_up", "sort_right_down", "sort_right_up")
_OTHER_SIDE = {"left": "right", "right": "left", "down": "up", "up": "down"}
_ONE_SIDED = ("repeat_pattern", "arrange_up", "arrange_down", "arrange_same", "from_palette", "copy_block")


def twins_of(problem: Arc1DProblem, stream: Stream) -> Iterator[Arc1DProblem]:
    """Problems like this one, without end: with the same rule, or the one that is its mirror image, in other colours.

    Colours that are sorted keep their order or are all turned round; a rule for one side of the row is not mirrored.
    Where other colours would let another rule fit, too, just the order of the pairs is changed.
    """
    ideas = ideas_of(problem.pairs, problem.test, problem.output)
    own = [rule for rule in ideas.fitting if written(rule) == problem.rule] or ideas.fitting[:1]
    while True:
        pairs = stream.shuffled(problem.pairs)
        plain = problem.model_copy(update={"pairs": tuple(pairs)})
        yield (_turned(plain, own[0], stream) if own else None) or plain


def _turned(problem: Arc1DProblem, rule: Hypothesis, stream: Stream) -> Arc1DProblem | None:
    """A problem in other colours and perhaps mirrored; None if it is not clear then which rule is meant."""
    mirror, turn = stream.chance(0.5) and not rule.family.startswith(_ONE_SIDED), stream.chance(0.5)
    rows = [row for pair in problem.pairs for row in pair] + [problem.test, problem.output]
    new = stream.shuffled(COLOURS)
    if rule.family in _SORTS:
        used = [colour for colour in COLOURS if any(colour in row for row in rows)]
        kept = sorted(new[: len(used)], reverse=turn)
        colours = dict(zip(used, kept, strict=True))
        colours |= dict(zip([c for c in COLOURS if c not in used], new[len(used) :], strict=True))
    else:
        colours, turn = dict(zip(COLOURS, new, strict=True)), False
    table = str.maketrans(colours)
    changed = [row.translate(table)[:: -1 if mirror else 1] for row in rows]
    *pairs, (test, output) = zip(changed[::2], changed[1::2], strict=True)
    ideas, rule = ideas_of(tuple(pairs), test, output), _rule_of(rule, colours, mirror=mirror, turn=turn)
    if rule not in ideas.fitting or (ideas.rivals and "ambiguous" not in problem.flags):
        return None
    named = written(rule) if problem.rule else None
    return problem.model_copy(update={"pairs": tuple(pairs), "test": test, "output": output, "rule": named})


def _rule_of(rule: Hypothesis, colours: Mapping[str, str], *, mirror: bool, turn: bool) -> Hypothesis:
    """What becomes of a rule in other colours, in the mirror, and with the order of the colours turned round."""
    family, (unit, a, b) = rule
    if unit in ("colour", "cell", "sides", "lengths", "places"):
        a = int(colours[str(a)])
    b = int(colours[str(b)]) if b else b
    words = family.split("_")
    if family in _SORTS:
        # What is the highest first on one side is the highest last on the other.
        words[1] = _OTHER_SIDE[words[1]] if mirror else words[1]
        words[2] = _OTHER_SIDE[words[2]] if mirror != turn else words[2]
    elif mirror:
        words = [_OTHER_SIDE.get(word, word) for word in words]
        if unit in ("sides", "places"):
            a, b = b, a
        elif unit in SCOPED:
            a = {FIRST: LAST, LAST: FIRST}.get(a, a)
    return Hypothesis("_".join(words), Parameter(unit, a, b))
