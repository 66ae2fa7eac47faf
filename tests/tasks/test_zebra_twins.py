"""Zebra puzzles that are the same but for names, order and direction: one fingerprint, one split."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.tasks.zebra_oracle import all_tables

import tracekit
from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzles, ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, OWN

SETTINGS: dict[str, dict[str, Any]] = {
    "default": {},
    "all-clues": {"clue_types": "all", "extra_clues": 2},
    "table": {"ask": "table"},
    "small": {"num_people": 3, "num_characteristics": 3},
    "small-table": {"num_people": 3, "num_characteristics": 3, "ask": "table", "clue_types": "all"},
    "two": {"num_people": 2, "num_characteristics": 3, "clue_types": "all"},
    "wide": {"num_people": 3, "num_characteristics": 5, "ask": "table"},
}

_EXCHANGED = {"same": 0, "next": 0, "not_next": 0, "between": 1, "either": 1}
"""From where on the values of a clue can be exchanged."""


def form(problem: ZebraPuzzlesProblem, *, mirror: bool, names_stay: bool) -> tuple[Any, ...]:
    """The smallest way to write the clues down by houses and numbers of lists: over all orders of the lists."""
    assert problem.solution is not None
    n = problem.n_houses
    cell = {value: (i, house) for house, row in enumerate(problem.solution, 1) for i, value in enumerate(row)}

    def written(order: tuple[int, ...], turn: Callable[[int], int]) -> tuple[Any, ...]:
        clues = set()
        for kind, values, house in problem.clues:
            cells = [(order[cell[value][0]], turn(cell[value][1])) for value in values]
            if kind == "right":
                kind, cells = "left", cells[::-1]  # noqa: PLW2901
            if kind == "left" and turn(1) != 1:
                cells = cells[::-1]
            first = _EXCHANGED.get(kind, len(cells))
            clues.add((kind, *cells[:first], *sorted(cells[first:]), turn(house) if house else 0))
        return tuple(sorted(clues, key=str))

    m = len(problem.values)
    orders = (
        [(0, *rest) for rest in itertools.permutations(range(1, m))] if names_stay else itertools.permutations(range(m))
    )
    turns: list[Callable[[int], int]] = [lambda h: h, lambda h: n + 1 - h] if mirror else [lambda h: h]
    return min((written(order, turn) for order in orders for turn in turns), key=str)


def problems(task: ZebraPuzzles, n: int, split: Any = "train") -> Iterator[ZebraPuzzlesProblem]:
    return (task.problem(seed=23, index=index, split=split) for index in range(n))


def dressed(problem: ZebraPuzzlesProblem, draw: random.Random) -> ZebraPuzzlesProblem:
    """A twin made here: renamed, other lists, another order; in a mirror if the whole table is asked for."""
    assert problem.solution is not None
    m, n, free = len(problem.values), problem.n_houses, problem.ask == "table"
    mirrored = free and draw.random() < 0.5
    old = draw.sample(range(m), m) if free else [0, *draw.sample(range(1, m), m - 1)]
    lists = [draw.sample(CATEGORIES[name].values, n) for name in ["name", *draw.sample(OWN, m - 1)]]
    new = {
        value: name
        for i, row in zip(old, lists, strict=True)
        for value, name in zip(problem.values[i], row, strict=True)
    }
    rows = [tuple(new[row[i]] for i in old) for row in problem.solution]
    clues = []
    for kind, values, house in draw.sample(problem.clues, len(problem.clues)):
        told = [new[value] for value in values]
        if kind in ("left", "right"):
            told = told[::-1] if mirrored else told
            kind, told = ("left", told) if kind == "left" else ("left", told[::-1])  # noqa: PLW2901
            if draw.random() < 0.5:
                kind, told = "right", told[::-1]  # noqa: PLW2901
        elif kind in _EXCHANGED:
            first = _EXCHANGED[kind]
            told[first:] = draw.sample(told[first:], len(told) - first)
        clues.append(Clue(kind, tuple(told), n + 1 - house if house and mirrored else house))
    return ZebraPuzzlesProblem(
        values=tuple(tuple(draw.sample(row, n)) for row in lists),
        clues=tuple(clues),
        solution=tuple(rows[::-1] if mirrored else rows),
        ask=problem.ask,
    )


@pytest.mark.parametrize("name", SETTINGS)
def test_twins_have_one_fingerprint_and_one_split(name: str) -> None:
    draw = random.Random(1)
    task = ZebraPuzzles(**SETTINGS[name])
    for problem in problems(task, 25):
        for _ in range(3):
            twin = dressed(problem, draw)
            assert task.fingerprint(twin) == task.fingerprint(problem)
            assert task.split_of(twin) == "train"
            bare = ZebraPuzzlesProblem(**{**twin.model_dump(), "solution": None})
            assert task.fingerprint(bare) == task.fingerprint(problem)
            assert task.split_of(bare) == "train"


@pytest.mark.parametrize("name", SETTINGS)
def test_fingerprints_are_equal_just_where_an_independent_form_is(name: str) -> None:
    task = ZebraPuzzles(**SETTINGS[name])
    by_print: dict[str, Any] = {}
    by_form: dict[Any, str] = {}
    for problem in problems(task, 150 if name != "wide" else 40):
        stays = task.ask == "first"
        own = form(problem, mirror=not stays, names_stay=stays)
        mark = task.fingerprint(problem)
        assert by_print.setdefault(mark, own) == own
        assert by_form.setdefault(own, mark) == mark
    assert name != "small" or len(by_form) < 150


@pytest.mark.parametrize("name", ["default", "small", "small-table"])
def test_no_split_has_a_twin_of_another_not_even_in_a_mirror(name: str) -> None:
    task = ZebraPuzzles(**SETTINGS[name])

    def forms(split: str, n: int) -> set[Any]:
        return {form(problem, mirror=True, names_stay=False) for problem in problems(task, n, split)}

    assert not forms("train", 400) & forms("test", 100)


@pytest.mark.parametrize("name", SETTINGS)
def test_variants_are_twins_with_answers_of_their_own(name: str) -> None:
    task = ZebraPuzzles(**SETTINGS[name])
    seen = set()
    for index, problem in enumerate(problems(task, 4)):
        for twin in itertools.islice(task.variants(problem, Stream(index)), 6):
            assert task.fingerprint(twin) == task.fingerprint(problem)
            assert task.split_of(twin) == task.split_of(problem)
            if problem.n_houses ** len(problem.values) < 100:
                assert len(list(all_tables(twin))) == 1
            trace = tracekit.solve(task, twin, backtracks=0)
            assert task.verify(twin, trace.answer or "")
            ZebraPuzzlesProblem(**twin.model_dump())  # what model_copy did not check
            seen.add(twin)
            seen.add(twin.values)
    assert len(seen) == 48


def test_the_mirror_keeps_the_split_but_not_who_lives_in_house_1() -> None:
    task = ZebraPuzzles()
    for problem in problems(task, 20):
        table = ZebraPuzzlesProblem(**{**problem.model_dump(), "ask": "table"})
        for twin in itertools.islice(ZebraPuzzles(ask="table").variants(table, Stream(3)), 4):
            first = ZebraPuzzlesProblem(**{**twin.model_dump(), "ask": "first"})
            assert task.split_of(first) == task.split_of(table) == "train"


def test_puzzles_with_several_solutions_have_a_form_too() -> None:
    draw = random.Random(4)
    task = ZebraPuzzles(num_people=4, num_characteristics=3)
    marks = set()
    for problem in problems(task, 30):
        names, one, two = problem.values
        if "fruit" in problem.categories:
            continue
        # All clues but one, or two: there are several solutions.
        for clues in (problem.clues[1:], problem.clues[2:]):
            bare = ZebraPuzzlesProblem(values=problem.values, clues=clues)
            twins = []
            for _ in range(3):
                new = dict(zip(one, draw.sample(CATEGORIES["fruit"].values, 4), strict=True))
                told = [Clue(kind, tuple([new.get(v, v) for v in values]), house) for kind, values, house in clues]
                lists = (names, two, draw.sample(list(new.values()), 4))
                twins.append(
                    ZebraPuzzlesProblem(values=tuple(map(tuple, lists)), clues=tuple(draw.sample(told, len(told))))
                )
            assert {task.fingerprint(twin) for twin in twins} == {task.fingerprint(bare)}
            assert {task.split_of(twin) for twin in twins} == {task.split_of(bare)}
            marks.add(task.fingerprint(bare))
    assert len(marks) > 40


def test_nothing_at_all_known_has_a_form_within_bounds() -> None:
    task = ZebraPuzzles()
    lists = [CATEGORIES[name].values[:7] for name in ("name", *OWN[:6])]
    empty = ZebraPuzzlesProblem(values=tuple(lists), clues=())
    one = ZebraPuzzlesProblem(values=tuple(lists), clues=(Clue("at", (lists[0][0],), 1),))
    assert task.fingerprint(empty) != task.fingerprint(one)


@pytest.mark.parametrize("split", ["train", "validation", "test"])
@pytest.mark.parametrize("n_people", [2, 3, 4])
@pytest.mark.parametrize("m", [2, 3, 4])
def test_splits_can_be_filled_whatever_the_size(split: Any, n_people: int, m: int) -> None:
    task = ZebraPuzzles(num_people=n_people, num_characteristics=m)
    assert len(list(problems(task, 10, split))) == 10
