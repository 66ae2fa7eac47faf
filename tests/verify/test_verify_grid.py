"""Grids: the usual spellings, and everything that is not one grid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracekit.errors import ParameterError, TracekitError
from tracekit.verify.grid import MAX_GRID_LENGTH, GridError, read_grid

ROWS = ["1234", "3412", "2143", "4321"]
CELLS = tuple(int(digit) for row in ROWS for digit in row)
SPACED = [" ".join(row) for row in ROWS]
COMMAS = [", ".join(row) for row in ROWS]

RIGHT = {
    "spaces": "\n".join(SPACED),
    "trailing newline": "\n".join(SPACED) + "\n\n",
    "indented": "\n".join("   " + row + "\t" for row in SPACED),
    "CRLF": "\r\n".join(SPACED),
    "no spaces": "\n".join(ROWS),
    "blank lines": "\n\n".join(SPACED),
    "blank lines with blanks": "\n  \n".join(SPACED),
    "commas": "\n".join(COMMAS),
    "commas at the ends": ",\n".join(COMMAS),
    "bars": "12|34\n34|12\n--+--\n21|43\n43|21",
    "bars and blanks": "1 2 | 3 4\n3 4 | 1 2\n----+----\n2 1 | 4 3\n4 3 | 2 1",
    "frame": "+---+---+\n|1 2|3 4|\n|3 4|1 2|\n+---+---+\n|2 1|4 3|\n|4 3|2 1|\n+---+---+",
    "box drawing": "┌──┬──┐\n│12│34│\n│34│12│\n├──┼──┤\n│21│43│\n│43│21│\n└──┴──┘",
    "Markdown": "\n".join(["| 1 | 2 | 3 | 4 |", "|---|:-:|--:|---|"] + ["| " + " | ".join(r) + " |" for r in ROWS[1:]]),
    "Markdown without header": "\n".join(
        ["|   |   |   |   |", "|---|---|---|---|"] + ["|" + "|".join(r) + "|" for r in ROWS]
    ),
    "groups": "12 34\n34 12\n21 43\n43 21",
    "list": str([[int(digit) for digit in row] for row in ROWS]),
    "list in lines": "[" + ",\n ".join(str([int(d) for d in row]) for row in ROWS) + "]",
    "list, one cell a line": "[\n" + ",\n".join("  [\n    " + ",\n    ".join(row) + "\n  ]" for row in ROWS) + "\n]",
    "list with commas at the ends": "[\n" + "".join(f"  [{', '.join(row)}],\n" for row in ROWS) + "]",
    "list of numpy": "[[1 2 3 4]\n [3 4 1 2]\n [2 1 4 3]\n [4 3 2 1]]",
    "lists without outer": "\n".join(str([int(d) for d in row]) for row in ROWS),
    "flat list": str(list(CELLS)),
    "flat list in lines": "[\n" + ",\n".join(SPACED).replace(" ", ", ") + "\n]",
    "fence": "```\n" + "\n".join(SPACED) + "\n```",
    "fence with a word": "```text\n" + "\n".join(ROWS) + "\n```",
    "labels": "\n".join(f"Row {i}: {row}" for i, row in enumerate(SPACED, 1)),
    "labels, short": "\n".join(f"r{i}:{row}" for i, row in enumerate(ROWS, 1)),
    "labels and lists": "\n".join(f"Row {i}: [{row}]," for i, row in enumerate(COMMAS, 1)),
    "one line": " ".join(SPACED),
    "one line without spaces": "".join(ROWS),
    "one line with commas": ",".join("".join(ROWS)),
    "one line of rows": " ".join(ROWS),
    "one line with semicolons": "; ".join(SPACED),
    "no-break spaces": "\n".join(SPACED).replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_right_spellings(text: str) -> None:
    assert read_grid(text, 4, 4) == CELLS


WRONG = {
    "nothing": ("", "0 rows, not 4"),
    "rules only": ("---\n---", "0 rows"),
    "prose before": ("Here it is:\n" + "\n".join(SPACED), "row 1 has 'H'"),
    "prose after": ("\n".join(SPACED) + "\nDone", "row 5 has 'D'"),
    "row missing": ("\n".join(SPACED[:3]), "3 rows, not 4"),
    "row too many": ("\n".join(SPACED + SPACED[:1]), "5 rows"),
    "two grids": ("\n".join(SPACED) + "\n\n" + "\n".join(SPACED), "8 rows"),
    "digit missing": ("1 2 3 4\n3 4 1\n2 1 4 3\n4 3 2 1", "row 2 has 3 digits, not 4"),
    "digit too many": ("1 2 3 4 1\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has 5 digits"),
    "moved digit": ("1 2 3\n4 3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has 3 digits"),
    "zero": ("0 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has a 0"),
    "five": ("1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 5", "row 4 has a 5"),
    "dot": ("1 2 3 .\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '.'"),
    "underscore": ("1 2 3 _\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '_'"),
    "minus": ("1 2 3 -4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '-'"),
    "glued": ("12 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has groups"),
    "glued in one line": ("12 3 4 3 4 1 2 2 1 4 3 4 3 2 1", "row 1 has groups"),
    "one line, short": ("".join(ROWS)[:-1], "1 row, not 4"),
    "Arabic digit": ("1 2 3 \u0664\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '\\u0664'"),
    "superscript": ("1 2 3 4\n3 4 1 \u00b2\n2 1 4 3\n4 3 2 1", "row 2 has '\\xb2'"),
    "NUL": ("1 2 3 4\x00\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '\\x00'"),
    "surrogate": ("\ud8001 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '\\ud800'"),
    "bidi": ("\u202e1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", "row 1 has '\\u202e'"),
    "wrong label": ("Row 2: 1234\nRow 1: 3412\nRow 3: 2143\nRow 4: 4321", "row 1 has the label"),
    "label from zero": ("Row 0: 1234\nRow 1: 3412\nRow 2: 2143\nRow 3: 4321", "row 1 has the label"),
    "label as a digit": ("Row 1: 234\nRow 2: 3412\nRow 3: 2143\nRow 4: 4321", "row 1 has 3 digits"),
    "label without colon": ("Row 1 234\nRow 2 3412\nRow 3 2143\nRow 4 4321", "row 1 has 'R'"),
    "label alone": ("Row 1:\n1234\nRow 2:\n3412", "row 1 has no digits"),
    "empty rows": (",\n,\n,\n,", "row 1 has no digits"),
    "open fence": ("```\n1234\n3412\n2143\n4321", "row 1 has '`'"),
    "list not closed": ("[[1,2,3,4],[3,4,1,2],[2,1,4,3],[4,3,2,1]", "row 1 has '['"),
    "list closed twice": ("[[1,2,3,4],[3,4,1,2],[2,1,4,3],[4,3,2,1]]]", "row 4 has ']'"),
    "list nested": ("[[[1,2,3,4],[3,4,1,2],[2,1,4,3],[4,3,2,1]]]", "row 1 has '['"),
    "list with text": ("['1234','3412','2143','4321']", "row 1 has"),
    "too long": ("\n".join(SPACED) + " " * MAX_GRID_LENGTH, "longer than"),
}


@pytest.mark.parametrize(("text", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_spellings(text: str, reason: str) -> None:
    with pytest.raises(GridError) as caught:
        read_grid(text, 4, 4)
    assert isinstance(caught.value, TracekitError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.reason.startswith(reason)
    assert caught.value.reason.isascii()


def test_nine_by_nine() -> None:
    rows = [[(3 * r + r // 3 + c) % 9 + 1 for c in range(9)] for r in range(9)]
    lines = []
    for r, row in enumerate(rows):
        if r in (3, 6):
            lines.append("------+-------+------")
        lines.append(" | ".join(" ".join(map(str, row[c : c + 3])) for c in (0, 3, 6)))
    flat = tuple(cell for row in rows for cell in row)
    assert read_grid("\n".join(lines), 9, 9) == flat
    assert read_grid("\n".join("".join(map(str, row)) for row in rows), 9, 9) == flat
    with pytest.raises(GridError, match="row 1 has a 9"):
        read_grid("\n".join(lines).replace("1", "9"), 9, 8)


@pytest.mark.parametrize("text", ["7", "[7]", "[[7]]", "Row 1: 7", "|7|", "```\n7\n```"])
def test_one_by_one(text: str) -> None:
    assert read_grid(text, 1, 9) == (7,)


@pytest.mark.parametrize(
    ("size", "max_value"), [(0, 4), (10, 4), (4, 0), (4, 10), (True, 4), (4.0, 4), (4, "4"), (None, 4)]
)
def test_bad_parameters(size: Any, max_value: Any) -> None:
    with pytest.raises(ParameterError):
        read_grid("1", size, max_value)


def test_no_text() -> None:
    no_text: Any = None
    with pytest.raises(GridError, match="not a text"):
        read_grid(no_text, 4, 4)


@given(st.text(max_size=200) | st.text(alphabet="1234[],|-+ \n:RowR`0\x00²٣─│", max_size=80), st.integers(1, 9))
def test_junk_raises_nothing_else(text: str, size: int) -> None:
    try:
        cells = read_grid(text, size, size)
    except GridError:
        return
    assert len(cells) == size * size
    assert all(1 <= cell <= size for cell in cells)
    assert sum(character in "0123456789" for character in text) >= len(cells)


@given(st.integers(1, 9), st.data())
def test_random_grids(size: int, data: st.DataObject) -> None:
    cell = st.integers(1, size)
    rows = data.draw(st.lists(st.lists(cell, min_size=size, max_size=size), min_size=size, max_size=size))
    between = data.draw(st.sampled_from(["", " ", ",", ", ", "|", " | ", "\t", ";"]))
    newline = data.draw(st.sampled_from(["\n", "\r\n", "\n\n", ",\n", "\n---+---\n", " \n"]))
    label = data.draw(st.sampled_from(["", "Row {}: ", "R{}:", "row {} :"]))
    text = newline.join(label.format(i) + between.join(map(str, row)) for i, row in enumerate(rows, 1))
    assert read_grid(text, size, size) == tuple(cell for row in rows for cell in row)


@pytest.mark.parametrize("piece", ["1", "[", "]", "[]", "[1],", "] ", " ", "\n", "|", "-", "`", "r", "R1:", "\ud800"])
def test_large_inputs(piece: str) -> None:
    for length in (10**6, MAX_GRID_LENGTH):
        with pytest.raises(GridError):
            read_grid((piece * length)[:length], 9, 9)
