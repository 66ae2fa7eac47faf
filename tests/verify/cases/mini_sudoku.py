"""Sudoku with four rows, also with several solutions."""

from __future__ import annotations

from cases import Group

STORED = "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 1"

GROUPS = (
    Group(
        {"puzzle": "0203031220000021", "solution": "1243431221343421"},
        stored=STORED,
        right={
            STORED: "as stored",
            STORED + "\n": "trailing newline",
            "1243\n4312\n2134\n3421": "digits together",
            "12 43\n43 12\n21 34\n34 21": "boxes apart",
            "1 2 | 4 3\n4 3 | 1 2\n----+----\n2 1 | 3 4\n3 4 | 2 1": "drawn boxes",
            "| 1 | 2 | 4 | 3 |\n|---|---|---|---|\n| 4 | 3 | 1 | 2 |\n| 2 | 1 | 3 | 4 |\n| 3 | 4 | 2 | 1 |": "Markdown",
            "[[1,2,4,3],[4,3,1,2],[2,1,3,4],[3,4,2,1]]": "list of lists",
            "[1 2 4 3]\n[4 3 1 2]\n[2 1 3 4]\n[3 4 2 1]": "lists, lines",
            "[[1 2 4 3]\n [4 3 1 2]\n [2 1 3 4]\n [3 4 2 1]]": "numpy print",
            "Row 1: 1 2 4 3\nRow 2: 4 3 1 2\nRow 3: 2 1 3 4\nRow 4: 3 4 2 1": "row labels",
            "1,2,4,3\n4,3,1,2\n2,1,3,4\n3,4,2,1": "CSV",
            "1 2 4 3; 4 3 1 2; 2 1 3 4; 3 4 2 1": "semicolons",
            "┌───┬───┐\n│1 2│4 3│\n│4 3│1 2│\n├───┼───┤\n│2 1│3 4│\n│3 4│2 1│\n└───┴───┘": "box drawing",
            "```\n1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 1\n```": "code fence",
            "\t1 2 4 3\n\t4 3 1 2\n\t2 1 3 4\n\t3 4 2 1": "tabs",
        },
        wrong={
            "_ 2 _ 3\n_ 3 1 2\n2 _ _ _\n_ _ 2 1": "copied question",
            "0 2 0 3\n0 3 1 2\n2 0 0 0\n0 0 2 1": "zeros left",
            "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 2": "last cell",
            "1 2 4 3\n4 3 1 2\n2 1 4 3\n3 4 2 1": "columns broken",
            "1 4 2 3\n4 3 1 2\n2 1 3 4\n3 2 4 1": "clues changed",
            "2 1 4 3\n4 3 1 2\n1 2 3 4\n3 4 2 1": "legal, other clues",
            "1 2 4 3\n4 3 1 2\n2 1 3 4": "three rows",
            "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2": "one short",
            "1 2 4 3 5\n4 3 1 2 5\n2 1 3 4 5\n3 4 2 1 5": "five columns",
            "1 4 2 3\n2 3 1 4\n4 1 3 2\n3 2 4 1": "transposed",
            "3 4 2 1\n2 1 3 4\n4 3 1 2\n1 2 4 3": "upside down",
            "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 1\n\n1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1": "right, another",
            "1 2 4 3 or 1 2 3 4\n4 3 1 2\n2 1 3 4\n3 4 2 1": "hedged row",
            "A B D C\nD C A B\nB A C D\nC D B A": "letters",
            "1.2.4.3\n4.3.1.2\n2.1.3.4\n3.4.2.1": "points between",
            "[[1,2,4,3],[4,3,1,2],[2,1,3,4],[3,4,2,1]": "open list",
            "[[1,2,4,3],[4,3,1,2],[2,1,3,4],[3,4,2,1]]*1": "code",
            "Row 2: 1 2 4 3\nRow 1: 4 3 1 2\nRow 3: 2 1 3 4\nRow 4: 3 4 2 1": "labels swapped",
            "r1c1=1 r1c2=2 r1c3=4 r1c4=3": "cells named",
            "": "empty",
            "1": "one digit",
        },
    ),
    Group(
        {"puzzle": "1000000000000000", "solution": "1234341221434321"},
        right={
            "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1": "as stored",
            "1 3 2 4\n2 4 1 3\n3 1 4 2\n4 2 3 1": "another solution",
            "1 2 4 3\n4 3 1 2\n2 1 3 4\n3 4 2 1": "a third",
        },
        wrong={
            "2 1 3 4\n3 4 1 2\n1 2 4 3\n4 3 2 1": "clue changed",
            "1 2 3 4\n2 1 4 3\n3 4 1 2\n4 3 2 1": "boxes broken",
            "1 2 3 4\n1 2 3 4\n1 2 3 4\n1 2 3 4": "columns broken",
            "1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1": "all ones",
        },
    ),
    Group(
        {"puzzle": "103456456123214365365214531642642531", "solution": "123456456123214365365214531642642531"},
        parameters={"size": 6, "min_empty": 1},
        right={"1 2 3 4 5 6\n4 5 6 1 2 3\n2 1 4 3 6 5\n3 6 5 2 1 4\n5 3 1 6 4 2\n6 4 2 5 3 1": "six rows"},
        wrong={
            "1 7 3 4 5 6\n4 5 6 1 2 3\n2 1 4 3 6 5\n3 6 5 2 1 4\n5 3 1 6 4 2\n6 4 2 5 3 1": "digit too large",
            "1 2 3 4 5 6\n4 5 6 1 2 3\n2 1 4 3 6 5\n3 6 5 2 1 4\n5 3 1 6 4 2\n6 4 2 5 1 3": "six, swapped",
        },
    ),
)
