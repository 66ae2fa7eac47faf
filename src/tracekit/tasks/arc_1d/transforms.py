"""What a rule makes of a row: one function for each kind of rule.

A row is a string of digits; 0 is a blank, the other digits are colours. A *block* is a stretch of coloured cells side
by side, of one colour or several, with a blank or the edge on either side. Each function takes a row that is not all
blank and the numbers that its rule leaves open, and gives the new row, or None where the rule cannot be applied: where
there is no such thing as its words speak of (the single cell, the longest block), or no room.
"""

from __future__ import annotations

from collections.abc import Callable

from tracekit.tasks.arc_1d.scene import Row, Scene

__all__ = ["Transform"]


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
    return s.replaced(i, i + 1, "") + "0" if i >= 0 else s.row


def step_right(s: Scene, _a: int, _b: int) -> Row | None:
    i = s.row.rfind("0")
    return "0" + s.replaced(i, i + 1, "") if i >= 0 else s.row


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


def hop(s: Scene, a: int, _b: int) -> Row | None:
    found = _dot_and_block(s, a)
    if found is None:
        return None
    dot, start, end, colour = found
    length = end - start
    start = dot + 1 if end <= dot else dot - length
    return _two(s, (dot, str(a)), start, start + length, colour) if start >= 0 and start + length <= s.n else None
