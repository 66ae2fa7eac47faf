"""Read a grid of digits from the ways in which people and models write one."""

from __future__ import annotations

import re

from tracekit.errors import ParameterError, TracekitError

__all__ = ["MAX_GRID_LENGTH", "GridError", "read_grid"]

MAX_GRID_LENGTH = 4000
"""Longest text read, in characters."""


class GridError(TracekitError, ValueError):
    """A text is not one grid of the size asked for.

    Attributes:
        reason: what is wrong, in a few words; rows are counted from 1.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


# Box-drawing characters (U+2500 to U+257F): the vertical ones divide cells, all others draw lines.
_BOXES = dict.fromkeys(range(0x2500, 0x2580), "-") | {ord(c): "|" for c in "│┃║"} | {0xA0: " "}
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"```[A-Za-z]*+")
_RULE = re.compile(r"[-+=|: \t]++")
_LABEL = re.compile(r"r(?:ow)?+[ \t]*+([0-9]++)[ \t]*+:", re.IGNORECASE | re.ASCII)
_LIST = re.compile(r"\[[^\[\]]*+\]")
_BETWEEN_LISTS = re.compile(r"\]\s*+,?+\s*+\[")
_STRANGE = re.compile(r"[^0-9,;| \t]")
_DIGITS = re.compile(r"[0-9]++")
_MASKS = tuple("123456789"[:n] for n in range(10))
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))


def read_grid(text: str, size: int, max_value: int) -> tuple[int, ...]:
    """Read a grid of ``size`` rows of ``size`` digits, row by row.

    Digits may stand together or with blanks, commas, semicolons or ``|`` between them. Blank lines, rules such as
    ``---+---``, Markdown and box-drawing tables, a code fence, ``Row 1:`` or ``R1:`` labels (which have to count
    right), and lists of lists are understood. All ``size * size`` digits may stand in one line. Groups of digits in one
    row have to be equally long, so that ``1 2 34 5`` is not taken for five cells.

    Args:
        text: at most 4,000 characters that hold one grid and nothing else. Only ASCII digits count.
        size: 1 to 9.
        max_value: 1 to 9; every cell is 1 to ``max_value``.

    Raises:
        GridError: the text is anything else.
        ParameterError: ``size`` or ``max_value`` is out of range.
    """
    for name, value in (("size", size), ("max_value", max_value)):
        if type(value) is not int or not 1 <= value <= 9:  # a bool is no size
            raise ParameterError(name, value, "must be an integer between 1 and 9")
    if not isinstance(text, str):
        raise GridError("not a text")
    if len(text) > MAX_GRID_LENGTH:
        raise GridError(f"longer than {MAX_GRID_LENGTH:,} characters")

    digits = _MASKS[max_value]
    bare = text.strip(" \t\r\n")
    if len(bare) == 2 * size * size - 1 and bare[1::2] == (" " * (size - 1) + "\n") * (size - 1) + " " * (size - 1):
        cells = bare[::2]  # digit, blank, digit ...: just as the questions ask for
        if not cells.strip(digits):
            return tuple(cells.encode("ascii").translate(_VALUES))
    rows: list[str] = []
    for line in _lines(bare):
        row = _row(line, len(rows) + 1)
        if row:
            rows.append(row)
    if len(rows) == 1 and len(rows[0]) == size * size:
        rows = [rows[0][i : i + size] for i in range(0, size * size, size)]
    if len(rows) != size:
        raise GridError(f"{_count(len(rows), 'row')}, not {size}")
    for number, row in enumerate(rows, 1):
        if len(row) != size:
            raise GridError(f"row {number} has {_count(len(row), 'digit')}, not {size}")
        if bad := row.strip(digits):
            raise GridError(f"row {number} has a {bad[0]}, which is not between 1 and {max_value}")
    return tuple("".join(rows).encode("ascii").translate(_VALUES))


def _lines(text: str) -> list[str]:
    """The lines of the text without its code fence, and with each list of a list of lists in one line of its own."""
    plain = text if text.isascii() else text.translate(_BOXES).strip(" \t\r\n")
    lines = [line.strip(" \t") for line in _NEWLINE.split(plain)]
    if len(lines) > 2 and _FENCE.fullmatch(lines[0]) and lines[-1] == "```":
        lines = lines[1:-1]
    joined = "\n".join(lines).strip()
    if joined.startswith("["):
        # The outer brackets are taken off only as a pair and only if there are lists inside.
        inner = joined[1:-1].strip()
        if joined.endswith("]") and inner.startswith("[") and inner.rstrip(", \n").endswith("]"):
            joined = inner
        joined = _LIST.sub(lambda match: match[0].replace("\n", " "), joined)
        joined = _BETWEEN_LISTS.sub("]\n[", joined)
    return joined.split("\n")


def _row(line: str, number: int) -> str:
    """The digits in a line; '' if it is blank or a rule."""
    line = line.strip()
    if not line or _RULE.fullmatch(line):
        return ""
    if label := _LABEL.match(line):
        if label[1] != str(number):
            raise GridError(f"row {number} has the label of another row")
        line = line[label.end() :].strip()
    bare = line.rstrip(", ")
    if bare.startswith("[") and bare.endswith("]"):
        line = bare[1:-1]
    if strange := _STRANGE.search(line):
        raise GridError(f"row {number} has {strange[0]!a}, which does not belong in a grid")
    groups = _DIGITS.findall(line)
    if not groups:
        raise GridError(f"row {number} has no digits")
    if len({len(group) for group in groups}) > 1:
        raise GridError(f"row {number} has groups of digits of different lengths")
    return "".join(groups)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
