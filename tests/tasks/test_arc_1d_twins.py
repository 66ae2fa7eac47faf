"""Problems of one-dimensional ARC that are one and the same: other colours, the mirror image, another order."""

from __future__ import annotations

from collections import Counter
from itertools import islice, permutations

import pytest

import tracekit
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
from tracekit.tasks.arc_1d.families import FAMILY_LIST, outcome, parameters_of

TASK = Arc1D()
SMALL = Arc1D(min_size=10, max_size=10, n_pairs=2)


def numbered(text: str) -> str:
    """Colours numbered in the order in which they appear."""
    names: dict[str, str] = {}
    for cell in text:
        if cell not in "0>,":
            names.setdefault(cell, chr(ord("a") + len(names)))
    return "".join(names.get(cell, cell) for cell in text)


def by_brute_force(problem: Arc1DProblem) -> str:
    """The least of all ways to write a problem down."""
    found = []
    for step in (1, -1):
        pairs = [f"{before[::step]}>{after[::step]}" for before, after in problem.pairs]
        found += [numbered(",".join([problem.test[::step], *order])) for order in permutations(pairs)]
    return min(found)


def row_by_brute_force(row: str) -> str:
    return min(numbered(row), numbered(row[::-1]))


@pytest.mark.parametrize("task", [TASK, SMALL, Arc1D(n_pairs=4, rules="reasoning_gym")])
def test_twins_have_one_fingerprint_and_others_have_others(task: Arc1D) -> None:
    own: dict[str, str] = {}
    for index in range(80):
        problem = task.problem(seed=81, index=index)
        print_, key = task.fingerprint(problem), task.split_key(task.draft_of(problem))
        assert own.setdefault(print_, by_brute_force(problem)) == by_brute_force(problem)
        for twin in islice(task.variants(problem, Stream("twins", index)), 4):
            assert by_brute_force(twin) == by_brute_force(problem)
            assert task.fingerprint(twin) == print_
            assert task.split_key(task.draft_of(twin)) == key
    assert len(set(own.values())) == len(own)


def test_a_fingerprint_tells_problems_apart() -> None:
    problem = TASK.problem(seed=4)
    fewer = problem.model_copy(update={"pairs": problem.pairs[1:]})
    assert TASK.fingerprint(fewer) != TASK.fingerprint(problem)
    same = [("1200000000", "0120000000"), ("3400000000", "0340000000")]
    two = Arc1DProblem(pairs=tuple(same), test="5600000000", output="0560000000")
    # Which colours come up again is part of the problem.
    again = Arc1DProblem(pairs=(same[0], ("3100000000", "0310000000")), test="5600000000", output="0560000000")
    assert TASK.fingerprint(two) != TASK.fingerprint(again)
    assert by_brute_force(two) != by_brute_force(again)


def test_pairs_that_look_alike_are_tried_in_every_order() -> None:
    # Alike up to their colours; which one comes first matters for the third.
    pairs = (("1020000000", "0102000000"), ("3040000000", "0304000000"), ("4010000000", "0401000000"))
    prints = set()
    for order in permutations(pairs):
        for names in ("123456789", "987654321", "314592687"):
            table = str.maketrans("123456789", names)
            turned = tuple((before.translate(table), after.translate(table)) for before, after in order)
            problem = Arc1DProblem(pairs=turned, test="5000000000".translate(table), output="0500000000")
            prints.add(TASK.fingerprint(problem))
    assert len(prints) == 1


def test_twins_are_problems_of_their_own_with_their_own_rule() -> None:
    kinds, changed = Counter[str](), Counter[str]()
    for index in range(160):
        problem = TASK.problem(seed=82, index=index)
        for twin in islice(TASK.variants(problem, Stream("twins", index)), 3):
            answers = {
                outcome(family, parameter, twin.test)
                for family in FAMILY_LIST
                for parameter in parameters_of(family.unit)
                if all(outcome(family, parameter, before) == after for before, after in twin.pairs)
            }
            assert answers - {None} == {twin.output}
            assert tracekit.solve(TASK, twin, backtracks=0).answer == " ".join(twin.output)
            kinds["rule"] += twin.rule != problem.rule
            kinds["order"] += sorted(twin.pairs) == sorted(problem.pairs)
            changed[(problem.rule or "").split()[0]] += sorted(twin.pairs) != sorted(problem.pairs)
    assert kinds["rule"] > 130
    assert kinds["order"] < 20
    assert len(changed) > 45
    unknown = problem.model_copy(update={"rule": None})
    assert all(twin.rule is None for twin in islice(TASK.variants(unknown, Stream(1)), 3))


def test_problems_without_a_known_rule_have_only_other_orders() -> None:
    pairs = (("0120000000", "1000000002"), ("0000034000", "3000000004"))
    problem = Arc1DProblem(pairs=pairs, test="0340000000", output="3000000004")
    assert {twin.pairs for twin in islice(TASK.variants(problem, Stream(2)), 20)} == {pairs, pairs[::-1]}


@pytest.mark.parametrize("task", [TASK, SMALL])
def test_no_twins_in_two_splits(task: Arc1D) -> None:
    rows: dict[str, set[str]] = {}
    for split, n in (("train", 600), ("validation", 150), ("test", 150)):
        problems = [task.problem(seed=83, index=index, split=split) for index in range(n)]
        rows[split] = {row_by_brute_force(problem.test) for problem in problems}
        assert all(task.split_of(problem) == split for problem in problems)
    assert not rows["train"] & rows["test"]
    assert not rows["train"] & rows["validation"]
    assert not rows["validation"] & rows["test"]
