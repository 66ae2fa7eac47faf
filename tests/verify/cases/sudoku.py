"""Sudoku with nine rows."""

from __future__ import annotations

from cases import Group

PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
SOLUTION = "534678912672195348198342567859761423426853791713924856961537284287419635345286179"

STORED = """\
5 3 4 6 7 8 9 1 2
6 7 2 1 9 5 3 4 8
1 9 8 3 4 2 5 6 7
8 5 9 7 6 1 4 2 3
4 2 6 8 5 3 7 9 1
7 1 3 9 2 4 8 5 6
9 6 1 5 3 7 2 8 4
2 8 7 4 1 9 6 3 5
3 4 5 2 8 6 1 7 9"""
TOGETHER = STORED.replace(" ", "")
LABELS = """\
Row 1: 5 3 4 6 7 8 9 1 2
Row 2: 6 7 2 1 9 5 3 4 8
Row 3: 1 9 8 3 4 2 5 6 7
Row 4: 8 5 9 7 6 1 4 2 3
Row 5: 4 2 6 8 5 3 7 9 1
Row 6: 7 1 3 9 2 4 8 5 6
Row 7: 9 6 1 5 3 7 2 8 4
Row 8: 2 8 7 4 1 9 6 3 5
Row 9: 3 4 5 2 8 6 1 7 9"""
RULED = """\
5 3 4 | 6 7 8 | 9 1 2
6 7 2 | 1 9 5 | 3 4 8
1 9 8 | 3 4 2 | 5 6 7
------+-------+------
8 5 9 | 7 6 1 | 4 2 3
4 2 6 | 8 5 3 | 7 9 1
7 1 3 | 9 2 4 | 8 5 6
------+-------+------
9 6 1 | 5 3 7 | 2 8 4
2 8 7 | 4 1 9 | 6 3 5
3 4 5 | 2 8 6 | 1 7 9"""
LISTS = """\
[[5, 3, 4, 6, 7, 8, 9, 1, 2],
 [6, 7, 2, 1, 9, 5, 3, 4, 8],
 [1, 9, 8, 3, 4, 2, 5, 6, 7],
 [8, 5, 9, 7, 6, 1, 4, 2, 3],
 [4, 2, 6, 8, 5, 3, 7, 9, 1],
 [7, 1, 3, 9, 2, 4, 8, 5, 6],
 [9, 6, 1, 5, 3, 7, 2, 8, 4],
 [2, 8, 7, 4, 1, 9, 6, 3, 5],
 [3, 4, 5, 2, 8, 6, 1, 7, 9]]"""
BLANKS = """\
5 3 _ _ 7 _ _ _ _
6 _ _ 1 9 5 _ _ _
_ 9 8 _ _ _ _ 6 _
8 _ _ _ 6 _ _ _ 3
4 _ _ 8 _ 3 _ _ 1
7 _ _ _ 2 _ _ _ 6
_ 6 _ _ _ _ 2 8 _
_ _ _ 4 1 9 _ _ 5
_ _ _ _ 8 _ _ 7 9"""
OTHER = """\
1 2 3 4 5 6 7 8 9
4 5 6 7 8 9 1 2 3
7 8 9 1 2 3 4 5 6
2 3 4 5 6 7 8 9 1
5 6 7 8 9 1 2 3 4
8 9 1 2 3 4 5 6 7
3 4 5 6 7 8 9 1 2
6 7 8 9 1 2 3 4 5
9 1 2 3 4 5 6 7 8"""
LATIN = """\
5 3 4 6 7 8 9 1 2
6 7 8 1 9 5 3 4 2
1 9 8 3 4 2 5 6 7
8 5 9 7 6 1 4 2 3
4 2 6 8 5 3 7 9 1
7 1 3 9 2 4 8 5 6
9 6 1 5 3 7 2 8 4
2 8 7 4 1 9 6 3 5
3 4 5 2 8 6 1 7 9"""

GROUPS = (
    Group(
        {"puzzle": PUZZLE, "solution": SOLUTION},
        stored=STORED,
        right={
            STORED: "as stored",
            STORED + "\n": "trailing newline",
            "\n\n" + STORED: "leading newlines",
            TOGETHER: "digits together",
            LABELS: "row labels",
            LABELS.replace("Row ", "R"): "short labels",
            RULED: "drawn boxes",
            LISTS: "list of lists",
            LISTS.replace("\n", ""): "list, one line",
            STORED.replace(" ", ", "): "commas",
            STORED.replace(" ", " | "): "bars",
            STORED.replace("\n", "\n\n"): "empty lines",
            STORED.replace("\n", "\r\n"): "CRLF",
            STORED.replace(" ", "  "): "double blanks",
            STORED.replace("\n", "   \n"): "trailing blanks",
            "```\n" + STORED + "\n```": "code fence",
            "```text\n" + STORED + "\n```": "named fence",
            SOLUTION: "81 digits",
            STORED.replace("\n", " "): "one line",
        },
        wrong={
            "": "empty",
            BLANKS: "copied question",
            BLANKS.replace("_", "0"): "zeros left",
            BLANKS.replace("_", "5"): "blanks filled blindly",
            OTHER: "another Sudoku",
            LATIN: "column, box broken",
            STORED[:-1] + "8": "last cell",
            "4" + STORED[1:]: "clue changed",
            STORED.replace("5 3 4", "5 4 3", 1): "swapped, clue",
            STORED.replace("4 6 7 8 9 1 2", "4 6 7 8 9 2 1", 1): "two swapped",
            STORED[:-2]: "one short",
            STORED + " 1": "one more",
            STORED + "\n1 2 3 4 5 6 7 8 9": "tenth row",
            STORED[: STORED.rindex("\n")]: "eight rows",
            STORED.replace("5 3 4 6 7 8 9 1 2\n", "", 1) + "\n5 3 4 6 7 8 9 1 2": "row moved",
            STORED + "\n\n" + STORED: "grid twice",
            OTHER + "\n\n" + STORED: "several candidates",
            STORED + "\n\n" + OTHER: "right, then wrong",
            "The solution is:\n" + STORED: "prose before",
            STORED + "\nI hope that helps.": "prose after",
            BLANKS + "\n\n" + STORED: "question first",
            LABELS.replace("Row 9", "Row 8"): "wrong label",
            LABELS.replace("Row 1:", "Row 10:"): "label of ten",
            LISTS[:-1]: "open list",
            LISTS.replace("4, 6", "4.0, 6", 1): "decimal cell",
            LISTS.replace("[[5, 3, 4,", "[[5, 3, 3+1,", 1): "sum in cell",
            STORED.replace("4 6 7", "4 6 -7", 1): "negative cell",
            STORED.replace("4 6 7", "46 7", 1): "digits glued",
            STORED.replace("4", "four", 1): "word in cell",
            STORED.replace("4", "\uff14", 1): "full-width digit",
            STORED.replace("4", "٤", 1): "Arabic digit",
            STORED.replace("5", "\u200b5", 1): "zero-width space",
            STORED + "\x00": "NUL",
            SOLUTION[:-1]: "80 digits",
            SOLUTION + "9": "82 digits",
            SOLUTION[::-1]: "reversed",
            "4": "one digit",
            STORED.replace("\n", " / "): "slashes",
        },
    ),
)
