"""Partial credit: never for what comes for free, never as much as for a right answer."""

from __future__ import annotations

import functools
import json
import math
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.errors import ParameterError
from tracekit.rewards import Reward, reward

Row = dict[str, Any]


@functools.cache
def rows_of(name: str) -> list[Row]:
    return list(tracekit.make_dataset(tracekit.get_task(name), n=3, backtracks=1, seed=7, split="train"))


def text_of(thinking: str, answer: str) -> str:
    return f"<think>{thinking}</think>\n<answer>{answer}</answer>"


def changed(answer: str, *places: int) -> str:
    cells = list(answer)
    digits = [i for i, sign in enumerate(cells) if sign.isdigit()]
    for place in places:
        cells[digits[place]] = str(int(cells[digits[place]]) % 4 + 1)
    return "".join(cells)


def test_partial_credit_of_a_grid() -> None:
    row = rows_of("mini_sudoku")[0]
    puzzle = json.loads(row["problem"])["puzzle"]
    blanks = [i for i, digit in enumerate(puzzle) if digit == "0"]
    clue = next(i for i, digit in enumerate(puzzle) if digit != "0")
    totals = [
        reward(row, text_of("", changed(row["answer"], *blanks[:n])), "partial").total for n in range(len(blanks))
    ]
    assert totals[0] == 1.0
    assert 0 < totals[1] < 0.5
    assert totals[1:] == sorted(totals[1:], reverse=True)
    assert totals[-1] == 0.0
    assert reward(row, text_of("", changed(row["answer"], clue)), "partial").total == 0.0
    for digit in "1234":  # nothing is solved by one digit everywhere
        filled = puzzle.replace("0", digit)
        grid = "\n".join(" ".join(filled[i : i + 4]) for i in range(0, 16, 4))
        assert reward(row, text_of("", grid), "partial").components == {"partial": 0.0}
    assert reward(row, "no tags", "partial").total == 0.0
    capped = functools.partial(rewards.partial, cap=0.1)
    assert reward(row, text_of("", changed(row["answer"], blanks[0])), capped).total < 0.1


def test_partial_credit_of_a_row_of_cells() -> None:
    for row in rows_of("arc_1d"):
        problem = json.loads(row["problem"])
        for free in [problem["test"], *(digit * len(problem["test"]) for digit in "0123456789")]:
            if free != problem["output"]:
                assert reward(row, text_of("", " ".join(free)), "partial").total == 0.0
        assert reward(row, text_of("", row["answer"]), "partial").total == 1.0
        assert reward(row, text_of("", row["answer"][:-2]), "partial").total == 0.0
        assert reward(row, text_of("", "x" + row["answer"][1:]), "partial").total == 0.0
        loaded = tracekit.load_row(row)  # right in each cell and refused all the same, for how it is written: nothing
        assert rewards.credit_of(loaded.task, loaded.problem, row["answer"]) == 0.0


def test_partial_credit_only_where_there_is_any() -> None:
    row = rows_of("countdown")[0]
    assert reward(row, text_of("", "1"), "partial") == Reward(0.0, {"partial": None})
    assert reward(row, text_of("", row["answer"]), "partial").total == 1.0
    for cap in (0.0, 1.0, -1, 2, math.nan):
        with pytest.raises(ParameterError, match="cap="):
            rewards.partial(rewards.judge(row, ""), cap=cap)


def test_partial_credit_of_a_task_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    row = rows_of("countdown")[0]
    kind = tracekit.TASKS["countdown"]
    for credit, total in [(0.5, 0.25), (0, 0.0)]:
        monkeypatch.setattr(kind, "partial_credit", lambda self, problem, answer, c=credit: c, raising=False)
        assert reward(row, text_of("", "1"), "partial").total == total
    for credit in (1.0, -0.1, math.nan, True, None, "0.5"):
        monkeypatch.setattr(kind, "partial_credit", lambda self, problem, answer, c=credit: c, raising=False)
        with pytest.raises(ParameterError, match=r"must be a number in \[0, 1\)"):
            reward(row, text_of("", "1"), "partial")
