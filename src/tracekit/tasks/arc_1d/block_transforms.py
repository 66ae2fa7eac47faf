"""What a rule makes of the blocks of a row; see ``transforms``."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracekit.tasks.arc_1d.scene import Row, Scene
from tracekit.tasks.arc_1d.transforms import shift_left, shift_right, spread_left, spread_right

__all__: list[str] = []


_BLOCK = re.compile("[1-9]+")
_INNER, _ALONE = re.compile("(?<=[1-9])[1-9](?=[1-9])"), re.compile("(?<![1-9])[1-9](?![1-9])")
_FIRST, _LAST = re.compile("(?<![1-9])[1-9]"), re.compile("[1-9](?![1-9])")


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
    if len(s.blocks) != 2 or s.row.count("0") != s.n - 2:
        return None
    (start, _), (_, end) = s.blocks
    return s.replaced(start, end, s.row[start] * (end - start)) if s.row[start] == s.row[end - 1] else None


def fill_from_pixel(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) != 1 or len(s.runs) != 2:
        return None
    (start, middle, left), (_, end, right) = s.runs
    if middle - start == 1 < end - middle:
        return left * middle + s.row[middle:]
    return s.row[:middle] + right * (s.n - middle) if end - middle == 1 < middle - start else None


def duplicate(s: Scene, _a: int, _b: int) -> Row | None:
    longer = [run for run in s.runs if run[1] - run[0] > 1]
    if len(longer) != 1 or not 2 <= len(s.runs) <= 3:
        return None
    start, end, _ = longer[0]
    length = end - start
    left, right = s.row[:start], s.row[end:]
    for run_start, run_end, colour in s.runs:
        if run_end == start - 1:
            unit = "0" + colour * length
            left = (unit * (start // len(unit) + 1))[::-1][-start:]
        elif run_start == end + 1:
            unit = "0" + colour * length
            right = (unit * ((s.n - end) // len(unit) + 1))[: s.n - end]
        elif run_start != start:
            return None
    return left + s.row[start:end] + right


# --- several blocks --------------------------------------------------------------------------------------------------


def _each(s: Scene, change: Callable[[str], str]) -> Row:
    """The row with each block changed; blocks keep their length."""
    return _BLOCK.sub(lambda match: change(match[0]), s.row)


def mirror_blocks(s: Scene, _a: int, _b: int) -> Row | None:
    return None if len(s.runs) == len(s.blocks) else _each(s, lambda block: block[::-1])


def hollow(s: Scene, _a: int, _b: int) -> Row | None:
    return _INNER.sub("0", s.row)


def trim_left(s: Scene, _a: int, _b: int) -> Row | None:
    return _FIRST.sub("0", s.row)


def trim_right(s: Scene, _a: int, _b: int) -> Row | None:
    return _LAST.sub("0", s.row)


def grow_right(s: Scene, _a: int, _b: int) -> Row | None:
    row = s.row
    for _, end in s.blocks:
        if end < s.n:
            row = row[:end] + row[end - 1] + row[end + 1 :]
    return row


def grow_left(s: Scene, _a: int, _b: int) -> Row | None:
    row = s.row
    for start, _ in s.blocks:
        if start:
            row = row[: start - 1] + row[start] + row[start:]
    return row


def smooth(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.runs) == len(s.blocks):
        return None

    def change(block: str) -> str:
        colours = set(block)
        if len(colours) == 1:
            return block
        counts = sorted([(block.count(colour), colour) for colour in colours])
        return counts[-1][1] * len(block) if counts[-1][0] > counts[-2][0] else block

    return _each(s, change)


def drop_singles(s: Scene, _a: int, _b: int) -> Row | None:
    return _ALONE.sub("0", s.row)


def _by_length(s: Scene) -> list[tuple[int, int, int]]:
    """Length, start and end of each block, the shortest first."""
    return sorted([(end - start, start, end) for start, end in s.blocks])


def _only(s: Scene, start: int, end: int) -> Row:
    return "0" * start + s.row[start:end] + "0" * (s.n - end)


def keep_longest(s: Scene, _a: int, _b: int) -> Row | None:
    blocks = _by_length(s)
    return _only(s, *blocks[-1][1:]) if len(blocks) > 1 and blocks[-1][0] > blocks[-2][0] else None


def keep_first(s: Scene, _a: int, _b: int) -> Row | None:
    return _only(s, *s.blocks[0]) if len(s.blocks) > 1 else None


def keep_last(s: Scene, _a: int, _b: int) -> Row | None:
    return _only(s, *s.blocks[-1]) if len(s.blocks) > 1 else None


def paint_longest(s: Scene, a: int, _b: int) -> Row | None:
    blocks = _by_length(s)
    if len(blocks) < 2 or blocks[-1][0] == blocks[-2][0]:
        return None
    length, start, end = blocks[-1]
    return s.replaced(start, end, str(a) * length)


def paint_shortest(s: Scene, a: int, _b: int) -> Row | None:
    blocks = _by_length(s)
    if len(blocks) < 2 or blocks[0][0] == blocks[1][0]:
        return None
    length, start, end = blocks[0]
    return s.replaced(start, end, str(a) * length)


def paint_by_length(s: Scene, a: int, b: int) -> Row | None:
    if len(s.blocks) != 2:
        return None
    (short, *near), (long, *far) = _by_length(s)
    if short == long:
        return None
    row = s.replaced(near[0], near[1], str(b) * short)
    return row[: far[0]] + str(a) * long + row[far[1] :]


def left_half(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, lambda block: str(a) * (len(block) // 2) + block[len(block) // 2 :])


def right_half(s: Scene, a: int, _b: int) -> Row | None:
    return _each(s, lambda block: block[: (len(block) + 1) // 2] + str(a) * (len(block) // 2))


def mark(s: Scene, a: int, b: int) -> Row | None:
    row = list(s.row)
    for start, end in s.blocks:
        if end - start == a:
            if start:
                row[start - 1] = str(b)
            if end < s.n:
                row[end] = str(b)
    return "".join(row)


def _arranged(s: Scene, *, longest_first: bool) -> Row | None:
    if len(s.blocks) < 2:
        return None
    blocks = sorted([s.row[start:end] for start, end in s.blocks], key=len, reverse=longest_first)
    return "0".join(blocks).ljust(s.n, "0")


def arrange_up(s: Scene, _a: int, _b: int) -> Row | None:
    return _arranged(s, longest_first=False)


def arrange_down(s: Scene, _a: int, _b: int) -> Row | None:
    return _arranged(s, longest_first=True)


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
