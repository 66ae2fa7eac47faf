"""What a rule makes of a row: one function for each kind of rule.

A row is a string of digits; 0 is a blank, the other digits are colours. A *block* is a stretch of coloured cells side
by side, of one colour or several, with a blank or the edge on either side. Each function takes a row that is not all
blank and the numbers that its rule leaves open, and gives the new row, or None where the rule has nothing to work on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tracekit.tasks.arc_1d.scene import Row, Scene, scene_of

__all__ = ["Row", "Scene", "Transform", "scene_of"]

_BLOCK = re.compile("[1-9]+")
_INNER, _ALONE = re.compile("(?<=[1-9])[1-9](?=[1-9])"), re.compile("(?<![1-9])[1-9](?![1-9])")
_FIRST, _LAST = re.compile("(?<![1-9])[1-9]"), re.compile("[1-9](?![1-9])")
_TO_COLOUR = {a: str.maketrans("123456789", str(a) * 9) for a in range(10)}


Transform = Callable[[Scene, int, int], Row | None]
"""Scene, first number, second number -> the new row."""


# --- the whole row ---------------------------------------------------------------------------------------------------


def shift_right(s: Scene, a: int, _b: int) -> Row | None:
    return "0" * a + s.row[:-a] if s.row.endswith("0" * a) else None


def shift_left(s: Scene, a: int, _b: int) -> Row | None:
    return s.row[a:] + "0" * a if s.row.startswith("0" * a) else None


def rotate_right(s: Scene, a: int, _b: int) -> Row | None:
    return s.row[-a:] + s.row[:-a]


def rotate_left(s: Scene, a: int, _b: int) -> Row | None:
    return s.row[a:] + s.row[:a]


def pack_left(s: Scene, _a: int, _b: int) -> Row | None:
    return s.cells.ljust(s.n, "0")


def pack_right(s: Scene, _a: int, _b: int) -> Row | None:
    return s.cells.rjust(s.n, "0")


def step_left(s: Scene, _a: int, _b: int) -> Row | None:
    i = s.row.find("0")
    return s.replaced(i, i + 1, "") + "0" if i >= 0 else None


def step_right(s: Scene, _a: int, _b: int) -> Row | None:
    i = s.row.rfind("0")
    return "0" + s.replaced(i, i + 1, "") if i >= 0 else None


def tally_left(s: Scene, a: int, _b: int) -> Row | None:
    return (str(a) * len(s.cells)).ljust(s.n, "0")


def tally_right(s: Scene, a: int, _b: int) -> Row | None:
    return (str(a) * len(s.cells)).rjust(s.n, "0")


def part(s: Scene, a: int, b: int) -> Row | None:
    left, right = str(a), str(b)
    n_left, n_right = s.row.count(left), s.row.count(right)
    n_blank = s.n - n_left - n_right
    return left * n_left + "0" * n_blank + right * n_right if s.row.count("0") == n_blank else None


def sort_left_down(s: Scene, _a: int, _b: int) -> Row | None:
    return s.ascending[::-1].ljust(s.n, "0")


def sort_left_up(s: Scene, _a: int, _b: int) -> Row | None:
    return s.ascending.ljust(s.n, "0")


def sort_right_up(s: Scene, _a: int, _b: int) -> Row | None:
    return s.ascending.rjust(s.n, "0")


def sort_right_down(s: Scene, _a: int, _b: int) -> Row | None:
    return s.ascending[::-1].rjust(s.n, "0")


def mirror_row(s: Scene, _a: int, _b: int) -> Row | None:
    return s.row[::-1]


def recolour(s: Scene, a: int, _b: int) -> Row | None:
    return s.row.translate(_TO_COLOUR[a])


def swap_colours(s: Scene, _a: int, _b: int) -> Row | None:
    low, high = s.ascending[0], s.ascending[-1]
    if low == high or s.ascending.count(low) + s.ascending.count(high) < len(s.ascending):
        return None
    return s.row.translate({ord(low): high, ord(high): low})


def spread_right(s: Scene, _a: int, _b: int) -> Row | None:
    row, end = s.row[: s.blocks[0][0]], 0
    for start, after in s.blocks:
        if end:
            row += s.row[end - 1] * (start - end)
        row += s.row[start:after]
        end = after
    return row + s.row[end - 1] * (s.n - end)


def spread_left(s: Scene, _a: int, _b: int) -> Row | None:
    row, end = "", 0
    for start, after in s.blocks:
        row += s.row[start] * (start - end) + s.row[start:after]
        end = after
    return row.ljust(s.n, "0")


def repeat_pattern(s: Scene, _a: int, _b: int) -> Row | None:
    if len(s.blocks) != 1 or s.blocks[0][0]:
        return None
    length = s.blocks[0][1]
    half = length // 2
    if length < 4 or length % 2 or s.row[:half] != s.row[half:length]:
        return None
    return (s.row[:half] * (s.n // half + 1))[: s.n]


# --- a block and a dot -----------------------------------------------------------------------------------------------


def _dot_and_block(s: Scene, colour: int) -> tuple[int, int, int, str] | None:
    """Position of the dot, start, end and colour of the only other stretch of one colour."""
    if len(s.runs) != 2:
        return None
    for (start, end, run_colour), other in (s.runs, s.runs[::-1]):
        if run_colour == str(colour) and end == start + 1 and other[2] != run_colour:
            return start, *other
    return None


def _two(s: Scene, dot: tuple[int, str] | None, start: int, end: int, colour: str) -> Row:
    """A row with a block and perhaps a dot."""
    row = "0" * start + colour * (end - start) + "0" * (s.n - end)
    return row[: dot[0]] + dot[1] + row[dot[0] + 1 :] if dot else row


def approach(s: Scene, a: int, b: int) -> Row | None:
    found = _dot_and_block(s, b)
    if found is None:
        return None
    dot, start, end, colour = found
    by = min(a, dot - end) if end <= dot else -min(a, start - dot - 1)
    return _two(s, (dot, str(b)), start + by, end + by, colour)


def touch(s: Scene, a: int, _b: int) -> Row | None:
    return approach(s, s.n, a)


def stretch(s: Scene, a: int, _b: int) -> Row | None:
    found = _dot_and_block(s, a)
    if found is None:
        return None
    dot, start, end, colour = found
    return _two(s, None, min(start, dot), max(end, dot + 1), colour)


def reflect(s: Scene, a: int, _b: int) -> Row | None:
    found = _dot_and_block(s, a)
    if found is None:
        return None
    dot, start, end, colour = found
    start, end = 2 * dot - end + 1, 2 * dot - start + 1
    return _two(s, (dot, str(a)), start, end, colour) if start >= 0 and end <= s.n else None


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
