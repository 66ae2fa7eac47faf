"""Answers to zebra puzzles: spellings, and what is right by brute force."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from tests.tasks.zebra_oracle import all_tables

from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzles, ZebraPuzzlesProblem


def test_verify_by_brute_force() -> None:
    for ask in ("first", "table"):
        task = ZebraPuzzles(num_people=3, num_characteristics=3, ask=ask)
        for index in range(15):
            problem = task.problem(seed=2, index=index)
            # Of the clues only some, so that several answers may be right.
            problem = ZebraPuzzlesProblem(values=problem.values, clues=problem.clues[1:], ask=ask)
            right = [frozenset(table.items()) for table in all_tables(problem)]
            if ask == "first":
                names = {value for table in right for value, house in table if house == 1}
                for name in problem.values[0]:
                    assert task.verify(problem, name).correct is (name in names)
                continue
            orders = list(itertools.permutations(range(1, 4)))
            for ways in itertools.product(orders, repeat=3):
                table = {
                    value: house
                    for row, way in zip(problem.values, ways, strict=True)
                    for value, house in zip(row, way, strict=True)
                }
                rows = [", ".join(value for value in table if table[value] == house) for house in (1, 2, 3)]
                text = "\n".join(f"{house}: {row}" for house, row in enumerate(rows, 1))
                assert task.verify(problem, text).correct is (frozenset(table.items()) in right)


PROBLEM = ZebraPuzzlesProblem(
    values=(("Alice", "Bob"), ("tea", "root-beer"), ("cat", "dog")),
    clues=(Clue("at", ("Bob",), 1), Clue("same", ("Bob", "root-beer")), Clue("left", ("dog", "cat"))),
)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("Bob", True),
        ("bob", True),
        ("BOB\n", True),
        (" **Bob** ", True),
        ("Bob.", True),
        ('"Bob"', True),
        ("The answer is Bob.", True),
        ("Name: Bob", True),
        ("Bob lives in house 1.", True),
        ("Alice", False),
        ("Alice lives in house 1", False),
        ("Bob lives in house 2", False),
        ("Bob or Alice", False),
        ("Bob Alice", False),
        ("Bobby", False),
        ("not Bob", False),
        ("1", False),
        ("root-beer", False),
        ("", False),
        ("Bob " * 50_000, False),
    ],
)
def test_spellings_of_a_name(answer: str, right: bool) -> None:
    verdict = ZebraPuzzles().verify(PROBLEM, answer)
    assert verdict.correct is right, verdict.reason
    assert verdict.reason


TABLE = "1: Bob, root-beer, dog\n2: Alice, tea, cat"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (TABLE, True),
        (TABLE + "\n", True),
        (TABLE.replace("root-beer", "Root beer"), True),
        (TABLE.replace("dog", "the dog"), True),
        (TABLE.replace("1:", "House 1:").replace("2:", "House 2:"), True),
        ("2: Alice, tea, cat\n1: Bob, root-beer, dog", True),
        ("1: dog, Bob, root-beer\n2: cat, tea, Alice", True),
        ("Bob, root-beer, dog\nAlice, tea, cat", True),
        ("1. Bob, root-beer, dog\n2. Alice, tea, cat", True),
        (
            "| House | Name | Drink | Pet |\n|---|---|---|---|\n| 1 | Bob | root-beer | dog |\n|2|Alice|tea|cat|",
            True,
        ),
        ("```\n" + TABLE + "\n```", True),
        ("1: Bob, tea, dog\n2: Alice, root-beer, cat", False),
        ("1: Bob, root-beer, cat\n2: Alice, tea, dog", False),
        ("1: Alice, tea, dog\n2: Bob, root-beer, cat", False),
        ("1: Bob, root-beer, dog", False),
        ("1: Bob, root-beer\n2: Alice, tea", False),
        ("1: Bob, root-beer, dog\n1: Alice, tea, cat", False),
        ("1: Bob, root-beer, dog\n2: Bob, tea, cat", False),
        ("1: Bob, root-beer, dog\n2: Alice, tea, fish", False),
        (TABLE + "\n3: Alice, tea, cat", False),
        ("Bob", False),
        ("", False),
    ],
)
def test_spellings_of_a_table(answer: str, right: bool) -> None:
    problem = ZebraPuzzlesProblem(values=PROBLEM.values, clues=PROBLEM.clues, ask="table")
    verdict = ZebraPuzzles().verify(problem, answer)
    assert verdict.correct is right, verdict.reason


@pytest.mark.parametrize("answer", [None, 3, b"Bob", ["Bob"], object()])
def test_verify_never_raises(answer: Any) -> None:
    assert not ZebraPuzzles().verify(PROBLEM, answer)
    assert not ZebraPuzzles().verify(ZebraPuzzlesProblem(values=PROBLEM.values, clues=(), ask="table"), answer)
