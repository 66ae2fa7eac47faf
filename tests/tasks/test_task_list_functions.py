from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

import tracekit
from tracekit.data.rows import Settings, make_rows
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.seeding import Stream
from tracekit.tasks.base import SPLITS
from tracekit.tasks.list_functions import FAMILIES, RULES, ListFunctions, ListFunctionsProblem
from tracekit.tasks.list_functions.generate import make
from tracekit.tasks.list_functions.inputs import draw_input
from tracekit.tasks.list_functions.rules import Glance

STYLES = ("prose", "symbolic", "reflective", "marked")

TASK = ListFunctions()
Numbers = tuple[int, ...]


def some_inputs(n: int, seed: int = 1) -> list[Numbers]:
    """Lists of all sorts, some of them sorted, even, or with repeats."""
    rng = random.Random(seed)
    lists = []
    for i in range(n):
        x = [rng.choice([rng.randint(0, 99), rng.randint(0, 12), 5]) for _ in range(rng.randint(1, 9))]
        if i % 5 == 0:
            x = sorted(x, reverse=i % 10 == 0)
        factor = (1, 1, 1, 2, 10)[i % 7 % 5]
        lists.append(tuple(factor * v for v in x))
    return lists + [(a, a) for a in range(5)]


# --- rules -----------------------------------------------------------------------------------------------------------


def test_there_are_many_rules_and_no_two_are_the_same_function() -> None:
    assert len(RULES) >= 300
    assert len({rule.words for rule in RULES.values()}) == len(RULES) == sum(len(f.rules) for f in FAMILIES.values())
    lists = some_inputs(300)
    seen: dict[Any, str] = {}
    for code, rule in RULES.items():
        what_it_does = tuple(rule.run(x) for x in lists)
        assert what_it_does not in seen, f"{code} is {seen[what_it_does]}"
        seen[what_it_does] = code
    assert set(Counter(rule.level for rule in RULES.values())) == {1, 2, 3}
    assert any(code.count(", ") == 2 for code in RULES)


def test_a_family_is_left_out_only_where_none_of_its_rules_fits() -> None:
    for rule in RULES.values():
        for x in some_inputs(100, seed=2):
            y = rule.run(x)
            assert y is None or FAMILIES[rule.family].can(Glance.at(x, y)), (rule.code, x, y)


def test_rules_with_a_common_beginning_are_worked_out_alike_in_groups() -> None:
    for family in FAMILIES.values():
        codes = []
        for group in family.groups:
            for code, last_step in group.last_steps:
                codes.append(code)
                for x in some_inputs(60, seed=3):
                    middle = x if group.run is None else group.run(x)
                    y = None if middle is None else last_step(middle)
                    assert y == RULES[code].run(x)
                    assert not group.same_length or y is None or len(y) == len(middle or ())
        assert sorted(codes) == sorted(rule.code for rule in family.rules)


REASONING_GYM: dict[str, Any] = {
    "same": lambda x: x,
    "at 3": lambda x: [x[2]],
    "reverse": lambda x: list(reversed(x)),
    "sum distinct <30": lambda x: [sum(v for v in set(x) if v < 30)],
    "count 5": lambda x: [len([v for v in x if v == 5])],
    "before even": lambda x: [x[i - 1] for i in range(1, len(x)) if x[i] % 2 == 0],
    "+i": lambda x: [x[i] + i for i in range(len(x))],
    "at last": lambda x: [x[x[-1]]],
    "size": lambda x: [len(x)],
    "sum": lambda x: [sum(x)],
    "sort up": sorted,
    "sort down": lambda x: sorted(x)[::-1],
    "ends +1": lambda x: [x[0] + 1, *x[1:-1], x[-1] + 1],
    "up?": lambda x: [1 if sorted(x) == x else 0],
    "10?": lambda x: [int(x[0] % 10 == 0)] if len(x) == 1 else None,
    "2 * last": lambda x: [2 * x[-1]],
    "2x-4": lambda x: [2 * v - 4 for v in x],
}


@pytest.mark.parametrize("code", REASONING_GYM)
def test_reasoning_gyms_rules_are_among_them(code: str) -> None:
    assert len(REASONING_GYM) == 17
    compared = 0
    for x in some_inputs(200, seed=4):
        try:
            expected = REASONING_GYM[code](list(x))
        except IndexError:
            continue
        if expected is not None and (code != "ends +1" or len(x) > 1):
            assert RULES[code].run(x) == tuple(expected)
            compared += 1
    assert compared > 5


# --- problems --------------------------------------------------------------------------------------------------------

SETTINGS: list[dict[str, Any]] = [
    {},
    {"max_level": 1},
    {"min_level": 3},
    {"min_examples": 3, "max_examples": 3},
    {"min_length": 10, "max_length": 20, "max_value": 999, "min_examples": 6, "max_examples": 8},
]


@pytest.mark.parametrize("parameters", SETTINGS)
def test_problems_keep_to_the_settings_and_have_one_answer(parameters: dict[str, Any]) -> None:
    task = ListFunctions(**parameters)
    problems = [task.problem(seed=3, index=index) for index in range(80)]
    assert len({task.fingerprint(problem) for problem in problems}) == 80
    for problem in problems:
        rule = RULES[problem.rule]
        assert task.min_level <= rule.level <= task.max_level
        assert task.min_examples <= len(problem.inputs) <= task.max_examples
        for x in (*problem.inputs, problem.last):
            assert task.min_length <= len(x) <= task.max_length
            assert all(0 <= v <= task.max_value for v in x)
        assert [rule.run(x) for x in problem.inputs] == list(problem.outputs)
        assert rule.run(problem.last) == problem.answer
        examples = list(zip(problem.inputs, problem.outputs, strict=True))
        fitting = [r for r in RULES.values() if all(r.run(x) == y for x, y in examples)]
        assert {r.run(problem.last) for r in fitting} == {problem.answer}
        assert set(task.space(problem).right) == {r.code for r in fitting}


def test_every_rule_comes_up() -> None:
    missing = set(RULES)
    for number, rule in enumerate(RULES.values()):
        stream = Stream("rule", number)
        lasts = (draw_input(rule.hint, stream, (4, 8), 99) for _ in range(40))
        if any(make(rule, last, 5, (4, 8), 99, stream) for last in lasts):
            missing.remove(rule.code)
    assert not missing


def test_a_problem_is_made_from_the_rule_that_its_number_stands_for() -> None:
    """One draw in twenty apart, which takes another rule: there may be no problem of the first one."""
    own = 0
    for index in range(200):
        stream = Stream("draws", index)
        codes = Counter(TASK.draw(stream)[0] for _ in range(60))
        ((_, n),) = codes.most_common(1)
        own += n
        assert n >= 45
    assert 0.93 < own / (200 * 60) < 0.97
    families = Counter(RULES[TASK.draw(Stream("families", i))[0] or ""].family for i in range(4000))
    assert families.keys() == FAMILIES.keys()
    assert min(families.values()) > 0.7 * max(families.values())


EXTREMES: list[dict[str, Any]] = [
    {"max_value": 999},
    {"min_length": 20, "max_length": 20},
    {"min_length": 20, "max_length": 20, "max_value": 999, "min_examples": 3, "max_examples": 3},
    {"max_level": 1, "max_length": 4, "min_examples": 3, "max_examples": 3},
    {"min_level": 3, "min_examples": 8, "max_examples": 8},
]


@pytest.mark.parametrize("parameters", EXTREMES)
@pytest.mark.parametrize("split", ["train", "test"])
def test_no_number_is_without_a_problem(parameters: dict[str, Any], split: Any) -> None:
    """Number 137 of the first of these once had none, and a run ended there."""
    task = ListFunctions(**parameters)
    for index in (*range(60), 137):
        assert task.problem(index=index, split=split).inputs


@pytest.mark.slow
@pytest.mark.parametrize("parameters", EXTREMES)
def test_data_sets_are_made_under_any_settings(parameters: dict[str, Any]) -> None:
    assert len(tracekit.make_dataset(ListFunctions(**parameters), n=2000, backtracks=1)) == 2000


def test_parameters_are_checked() -> None:
    with pytest.raises(ParameterError, match=r"min_level=3: must not be above max_level=2"):
        ListFunctions(min_level=3, max_level=2)
    with pytest.raises(ParameterError, match=r"max_examples=9: must be between 3 and 8"):
        ListFunctions(max_examples=9)
    with pytest.raises(UnknownNameError, match="max_lenght"):
        ListFunctions(max_lenght=4)
    good: dict[str, Any] = {"inputs": ((1, 2),), "outputs": ((1,),), "last": (3, 4), "answer": (3,)}
    for change in ({"outputs": ()}, {"inputs": ((),)}, {"rule": "no such"}, {"last": (10**10,)}, {"last": ()}):
        with pytest.raises(ParameterError):
            ListFunctionsProblem(**{**good, **change})
    nonsense = ListFunctionsProblem(**{**good, "answer": (77, 1, 3)})
    with pytest.raises(ParameterError, match="must be what some rule that fits the examples gives"):
        tracekit.solve(TASK, nonsense, backtracks=0)


def same_problem(problem: ListFunctionsProblem) -> object:
    """What is left of a problem when it does not matter in which order the examples stand."""
    examples = Counter(zip(problem.inputs, problem.outputs, strict=True))
    return frozenset(examples.items()), problem.last, problem.answer


def test_the_order_of_the_examples_makes_no_other_problem() -> None:
    for index in range(300):
        problem = TASK.problem(seed=5, index=index)
        key, fingerprint = TASK.split_key(TASK.draft_of(problem)), TASK.fingerprint(problem)
        variants = list(itertools.islice(TASK.variants(problem, Stream(index)), 20))
        assert len({variant.inputs for variant in variants}) > 5
        for variant in (*variants, ListFunctionsProblem(**{**problem.model_dump(), "rule": None})):
            assert same_problem(variant) == same_problem(problem)
            assert TASK.fingerprint(variant) == fingerprint
            assert TASK.split_key(TASK.draft_of(variant)) == key
            assert TASK.verify(variant, str(list(problem.answer)))
        other = problem.model_copy(update={"last": problem.inputs[0], "answer": problem.outputs[0]})
        assert TASK.fingerprint(other) != fingerprint


@pytest.mark.parametrize(("n", "m"), [(300, 1200), pytest.param(5000, 20_000, marks=pytest.mark.slow)])
def test_no_problem_is_in_two_splits(n: int, m: int) -> None:
    test = {same_problem(TASK.problem(seed=3, index=i, split="test")) for i in range(n)}
    train = {same_problem(TASK.problem(seed=3, index=i)) for i in range(m)}
    assert len(test) == n
    assert len(train) == m
    assert not test & train
    # Not even an input that is asked about is in both.
    assert not {last for _, last, _ in test} & {last for _, last, _ in train}  # type: ignore[misc]
    shares = Counter(TASK.split_of(TASK.problem(seed=4, index=i, split=split)) for i in range(50) for split in SPLITS)
    assert shares == dict.fromkeys(SPLITS, 50)


# --- entries of reasoning-gym ----------------------------------------------------------------------------------------


def entry_of(question: Any, answer: Any, **metadata: Any) -> dict[str, Any]:
    return {"question": question, "answer": answer, "metadata": metadata}


def test_an_entry_is_read() -> None:
    examples = "Input 1: [3, 1]\nOutput 1: [1, 3]\nInput 2: [2, 9, 4]\nOutput 2: [2, 4, 9]\n"
    examples += "Input 3: [4, 19, 7, 17, 1]\nOutput 3: [1, 4, 7, 17, 19]\n"
    question = f"Examples:\n{examples}\n\nInput: [6, 1]\nOutput:\n"
    problem = TASK.from_reasoning_gym(entry_of(question, "[1, 6]", source_dataset="list_functions"))
    assert problem.inputs == ((3, 1), (2, 9, 4), (4, 19, 7, 17, 1))
    assert problem.outputs == ((1, 3), (2, 4, 9), (1, 4, 7, 17, 19))
    assert (problem.last, problem.answer, problem.flags) == ((6, 1), (1, 6), ())
    for damaged in (
        {},
        3,
        entry_of(question, None),
        entry_of(question, "[1, 7]"),
        entry_of(question, "no list"),
        entry_of(question.replace("Output 2", "Output 4"), "[1, 6]"),
        entry_of("What is the answer?", "[1, 6]"),
        entry_of(question, "[1, 6]", source_dataset="countdown"),
    ):
        with pytest.raises(ParameterError):
            TASK.from_reasoning_gym(damaged)  # type: ignore[arg-type]


@pytest.mark.parametrize(("n", "seeds"), [(60, (5,)), pytest.param(100, range(100, 700, 100), marks=pytest.mark.slow)])
def test_entries_are_solved_and_scored(n: int, seeds: Any) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    flagged = 0
    for seed in seeds:
        data = reasoning_gym.create_dataset("list_functions", seed=seed, size=n)
        for index, entry in enumerate(data):
            problem = TASK.from_reasoning_gym(entry)
            flagged += bool(problem.flags)
            trace = tracekit.solve(TASK, problem, backtracks=2, seed=index, strategy="detour")
            assert data.score_answer(trace.answer, entry) == 1.0
            for style in STYLES:
                assert tracekit.certify(TASK, problem, tracekit.render(trace, style, seed=index).text).ok
    assert flagged <= 0.1 * n * len(seeds)


# --- rows ------------------------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib
from tracekit.data.rows import Settings, make_rows
from tracekit.tasks.list_functions import ListFunctions
digest = hashlib.blake2b()
for strategy in ("exhaustive", "detour"):
    settings = Settings(ListFunctions(), backtracks=3, strategy=strategy)
    for index in range(15):
        digest.update(repr(make_rows(settings, index)).encode())
print(digest.hexdigest())
"""


def test_rows_do_not_depend_on_hash_order() -> None:
    digests = set()
    for hash_seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_rows_are_made_and_certified() -> None:
    for style in STYLES:
        for index in range(10):
            (row,) = make_rows(Settings(TASK, backtracks=4, style=style), index)
            assert row["backtracks"] == 4
            assert row["answer"].startswith("[")
