"""What a rule makes of the blocks of a row; see ``transforms``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracekit.tasks.arc_1d.scene import Row, Scene
from tracekit.tasks.arc_1d.transforms import shift_left, shift_right, spread_left, spread_right

__all__: list[str] = []


_ALONE = re.compile("(?<![1-9])[1-9](?![1-9])")


# --- one block -------------------------------------------------------------------------------------------------------


def own_length_right(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) != 1:
        return None
    start, end = s.blocks[0]
    return shift_right(s, end - start, 0)


def own_length_left(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) != 1:
        return None
    start, end = s.blocks[0]
    return shift_left(s, end - start, 0)


def fill_between(s: Scene, _a: int, _b: int) -> Row | None:
    if s.row.count("0") != s.n - 2:
        return None
    start, end = s.blocks[0][0], s.blocks[-1][1]
    return s.replaced(start, end, s.row[start] * (end - start)) if s.row[start] == s.row[end - 1] else None


def fill_from_pixel(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) != 1 or len(s.runs) != 2:
        return None
    (start, middle, left), (_, end, right) = s.runs
    if middle - start == 1 < end - middle:
        return left * middle + s.row[middle:]
    return s.row[:middle] + right * (s.n - middle) if end - middle == 1 < middle - start else None


def _beside(s: Scene, *, once: bool) -> Row | None:
    """Copies of a block in the colour of the cell beside it, on that side: one, or as many as there is room for."""
    longer = [run for run in s.runs if run[1] - run[0] > 1]
    if len(longer) != 1 or not 2 <= len(s.runs) <= 3:
        return None
    start, end, _ = longer[0]
    length = end - start
    left, right = s.row[:start], s.row[end:]
    for run_start, run_end, colour in s.runs:
        unit = "0" + colour * length
        if run_end == start - 1:
            left = _filled(unit, start, once=once)[::-1]
        elif run_start == end + 1:
            right = _filled(unit, s.n - end, once=once)
        elif run_start != start:
            return None
    return left + s.row[start:end] + right


def _filled(unit: str, n: int, *, once: bool) -> str:
    return unit[:n].ljust(n, "0") if once else (unit * (n // len(unit) + 1))[:n]


def duplicate(s: Scene, _a: int, _b: int) -> Row | None:
    return _beside(s, once=False)


def echo(s: Scene, _a: int, _b: int) -> Row | None:
    return _beside(s, once=True)


# --- some of the blocks ----------------------------------------------------------------------------------------------

ALL, FIRST, LAST, LONGEST, SHORTEST = SCOPES = range(1, 6)
"""Which blocks a rule is about: the first number of a parameter of the units ``blocks`` and ``dye``."""

Change = Callable[[str], str | None]
"""A block -> what becomes of it, as long as it was; None if that cannot be said."""


def _chosen(s: Scene, scope: int) -> Sequence[tuple[int, int]] | None:
    """Start and end of the blocks that a rule is about; None where several are the longest or the shortest."""
    blocks = s.blocks
    if scope == ALL:
        return blocks
    if scope == FIRST:
        return blocks[:1]
    if scope == LAST:
        return blocks[-1:]
    lengths = [end - start for start, end in blocks]
    length = max(lengths) if scope == LONGEST else min(lengths)
    return [blocks[lengths.index(length)]] if lengths.count(length) == 1 else None


def _each(s: Scene, scope: int, change: Change) -> Row | None:
    """The row with the blocks changed that a rule is about."""
    chosen = _chosen(s, scope)
    if chosen is None:
        return None
    row, done = "", 0
    for start, end in chosen:
        block = change(s.row[start:end])
        if block is None:
            return None
        row += s.row[done:start] + block
        done = end
    return row + s.row[done:]


def mirror_blocks(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, lambda block: block[::-1])


def hollow(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, lambda block: block if len(block) < 3 else f"{block[0]}{'0' * (len(block) - 2)}{block[-1]}")


def trim_left(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, lambda block: "0" + block[1:])


def trim_right(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, lambda block: block[:-1] + "0")


def grow_right(s: Scene, a: int, _b: int) -> Row | None:
    chosen, row = _chosen(s, a), s.row
    if chosen is None:
        return None
    for _, end in chosen:
        if end < s.n:
            row = row[:end] + row[end - 1] + row[end + 1 :]
    return row


def grow_left(s: Scene, a: int, _b: int) -> Row | None:
    chosen, row = _chosen(s, a), s.row
    if chosen is None:
        return None
    for start, _ in chosen:
        if start:
            row = row[: start - 1] + row[start] + row[start:]
    return row


def _most_frequent(block: str) -> str | None:
    colours = set(block)
    if len(colours) == 1:
        return block
    counts = sorted([(block.count(colour), colour) for colour in colours])
    return counts[-1][1] * len(block) if counts[-1][0] > counts[-2][0] else None


def smooth(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, _most_frequent)


def drop_singles(s: Scene, _a: int, _b: int) -> Row | None:
    return _ALONE.sub("0", s.row)


def keep(s: Scene, a: int, _b: int) -> Row | None:
    chosen = _chosen(s, a)
    if not chosen:
        return None
    start, end = chosen[0]
    return "0" * start + s.row[start:end] + "0" * (s.n - end)


def drop(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, a, lambda block: "0" * len(block))


def paint(s: Scene, a: int, b: int) -> Row | None:
    return _each(s, a, lambda block: str(b) * len(block))


def left_half(s: Scene, a: int, b: int) -> Row | None:
    return _each(s, a, lambda block: str(b) * (len(block) // 2) + block[len(block) // 2 :])


def right_half(s: Scene, a: int, b: int) -> Row | None:
    return _each(s, a, lambda block: block[: (len(block) + 1) // 2] + str(b) * (len(block) // 2))


def _marked(s: Scene, chosen: Sequence[tuple[int, int]], colour: int) -> Row:
    row = list(s.row)
    for start, end in chosen:
        if start:
            row[start - 1] = str(colour)
        if end < s.n:
            row[end] = str(colour)
    return "".join(row)


def frame(s: Scene, a: int, b: int) -> Row | None:
    chosen = _chosen(s, a)
    return None if chosen is None else _marked(s, chosen, b)


# --- several blocks --------------------------------------------------------------------------------------------------


def mark(s: Scene, a: int, b: int) -> Row | None:
    return _marked(s, [(start, end) for start, end in s.blocks if end - start == a], b)


def _painted(s: Scene, first: int, last: int) -> Row:
    (start, middle), (again, end) = s.blocks
    row = s.replaced(start, middle, str(first) * (middle - start))
    return row[:again] + str(last) * (end - again) + row[end:]


def paint_by_place(s: Scene, a: int, b: int) -> Row | None:
    return _painted(s, a, b) if len(s.blocks) == 2 else None


def paint_by_length(s: Scene, a: int, b: int) -> Row | None:
    if len(s.blocks) != 2:
        return None
    first, last = [end - start for start, end in s.blocks]
    return None if first == last else _painted(s, a, b) if first > last else _painted(s, b, a)


def _arranged(s: Scene, blocks: Sequence[str]) -> Row:
    return "0".join(blocks).ljust(s.n, "0")


def arrange_up(s: Scene, _a: int, _b: int) -> Row | None:
    return _arranged(s, sorted(_texts(s), key=len))


def arrange_down(s: Scene, _a: int, _b: int) -> Row | None:
    return _arranged(s, sorted(_texts(s), key=len, reverse=True))


def arrange_same(s: Scene, _a: int, _b: int) -> Row | None:
    return _arranged(s, _texts(s))


def _texts(s: Scene) -> list[str]:
    return [s.row[start:end] for start, end in s.blocks]


def from_palette(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) < 2 or s.blocks[0] != (0, len(s.blocks) - 1):
        return None
    row = s.row
    for colour, (start, end) in zip(s.row, s.blocks[1:], strict=False):
        row = row[:start] + colour * (end - start) + row[end:]
    return row


def _copied(s: Scene, *, own_colours: bool) -> Row | None:
    start, end = s.blocks[0]
    length = end - start
    others = s.blocks[1:]
    if length < 3 or length % 2 == 0 or not others or s.runs[0][:2] != (start, end):
        return None
    row = s.row
    for dot, dot_end in others:
        copy = dot - length // 2
        if dot_end - dot != 1 or copy <= end or copy + length > s.n:
            return None
        row = row[:copy] + s.row[dot if own_colours else start] * length + row[copy + length :]
    return row


def copy_block(s: Scene, _a: int, _b: int) -> Row | None:
    return _copied(s, own_colours=False)


def copy_block_coloured(s: Scene, _a: int, _b: int) -> Row | None:
    return _copied(s, own_colours=True)


def fill_towards(s: Scene, a: int, _b: int) -> Row | None:
    marker = str(a)
    if s.row.count(marker) != 1 or len(s.runs) < 2:
        return None
    if s.row[0] == marker:
        return marker + (spread_left(Scene(s.row[1:]), 0, 0) or "")
    return (spread_right(Scene(s.row[:-1]), 0, 0) or "") + marker if s.row[-1] == marker else None
