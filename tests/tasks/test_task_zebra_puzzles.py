from __future__ import annotations

import itertools
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from pydantic_core import to_json

import tracekit
from tracekit.data.rows import Settings, make_rows
from tracekit.errors import BacktracksUnreachableError, ParameterError
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference
from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzles, ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.clues import KINDS
from tracekit.tasks.zebra_puzzles.notation import CODECS
from tracekit.tasks.zebra_puzzles.outside import _LISTS
from tracekit.tasks.zebra_puzzles.solver import solutions
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, CATEGORY_OF, PHRASES, SHOWN

STYLES = ("prose", "symbolic", "marked")

KS = (0, 1, 2, 3, 5, 10)
STRATEGIES = ("exhaustive", "detour")
SETTINGS: dict[str, dict[str, Any]] = {
    "default": {},
    "all-clues": {"clue_types": "all"},
    "table": {"ask": "table", "num_people": 3},
    "none": {"deduction": "none", "clue_types": "all"},
    "given": {"deduction": "given", "order": "listed"},
    "forced": {"deduction": "forced", "order": "chained", "clue_types": "all"},
    "fewest": {"order": "fewest", "extra_clues": 3},
    "two": {"num_people": 2, "num_characteristics": 2},
    "five": {"num_people": 5, "num_characteristics": 3},
}


def is_true(clue: Clue, house: Mapping[str, int]) -> bool:
    """What each kind of clue says, written down a second time."""
    h = [house[value] for value in clue.values]
    return {
        "at": lambda: h[0] == clue.house,
        "not_at": lambda: h[0] != clue.house,
        "same": lambda: h[0] == h[1],
        "left": lambda: h[1] - h[0] == 1,
        "right": lambda: h[0] - h[1] == 1,
        "next": lambda: h[0] - h[1] in (1, -1),
        "not_next": lambda: h[0] - h[1] not in (1, -1),
        "between": lambda: sorted(h).index(h[0]) == 1 and len(set(h)) == 3,
        "either": lambda: h[0] in h[1:],
    }[clue.kind]()


def all_tables(problem: ZebraPuzzlesProblem, clues: Sequence[Clue] | None = None) -> Iterator[dict[str, int]]:
    """Every arrangement that fits the clues, list by list: brute force."""
    clues = problem.clues if clues is None else clues

    def extend(house: dict[str, int], rest: Sequence[Sequence[str]]) -> Iterator[dict[str, int]]:
        if not rest:
            yield house
            return
        for places in itertools.permutations(range(1, problem.n_houses + 1)):
            more = {**house, **dict(zip(rest[0], places, strict=True))}
            if all(is_true(clue, more) for clue in clues if set(clue.values) <= more.keys()):
                yield from extend(more, rest[1:])

    return extend({}, problem.values)


def traces(task: ZebraPuzzles, n: int, seed: int = 41, ks: Sequence[int] = KS) -> Iterator[tracekit.Trace]:
    for index, strategy in itertools.product(range(n), STRATEGIES):
        problem = task.problem(seed=seed, index=index)
        for k in ks:
            try:
                yield tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy)
            except BacktracksUnreachableError as error:
                assert k not in error.reachable  # noqa: PT017


@pytest.mark.parametrize("name", SETTINGS)
def test_problems_have_one_solution_and_need_every_clue(name: str) -> None:
    task = ZebraPuzzles(**SETTINGS[name])
    for index in range(2 if name == "five" else 6):
        problem = task.problem(seed=5, index=index)
        assert problem.n_houses == task.num_people
        assert len(problem.values) == task.num_characteristics
        found = list(all_tables(problem))
        assert len(found) == 1
        assert problem.solution is not None
        assert {value: h for h, row in enumerate(problem.solution, 1) for value in row} == found[0]
        assert solutions(problem.values, problem.clues) == [problem.solution]
        assert len(set(problem.clues)) == len(problem.clues)
        n_redundant = 0
        for clue in problem.clues:
            rest = [other for other in problem.clues if other != clue]
            is_needed = len(list(itertools.islice(all_tables(problem, rest), 2))) == 2
            assert (len(solutions(problem.values, rest)) == 2) is is_needed
            n_redundant += not is_needed
        assert bool(n_redundant) is bool(task.extra_clues)


def test_the_solver_counts_as_brute_force_does() -> None:
    draw = random.Random(3)
    task = ZebraPuzzles(num_people=3, num_characteristics=3, clue_types="all", extra_clues=2)
    for index in range(60):
        problem = task.problem(seed=8, index=index)
        clues = draw.sample(problem.clues, draw.randrange(len(problem.clues)))
        found = list(all_tables(problem, clues))
        assert len(solutions(problem.values, clues, limit=1000)) == len(found)
    values = [["Alice", "Bob"], ["tea", "milk"]]
    assert solutions(values, [Clue("same", ("Alice", "tea")), Clue("left", ("Alice", "tea"))]) == []


def test_all_kinds_of_clues_are_drawn() -> None:
    task = ZebraPuzzles(clue_types="all")
    seen = {clue.kind for index in range(40) for clue in task.problem(index=index).clues}
    assert seen == set(KINDS)
    seen = {clue.kind for index in range(40) for clue in ZebraPuzzles().problem(index=index).clues}
    assert seen == {"at", "same", "left", "next"}


@pytest.mark.parametrize("name", SETTINGS)
def test_exact_certified_and_read_back(name: str) -> None:
    task = ZebraPuzzles(**SETTINGS[name])
    n = 0
    for trace in traces(task, 5):
        k = trace.n_backtracks
        assert trace.solved
        assert task.verify(trace.problem, trace.answer or "")
        for style in STYLES:
            text = tracekit.render(trace, style, seed=n).text
            certificate = tracekit.certify(task, trace.problem, text, style=style)
            assert certificate.ok, certificate.error
            assert certificate.n_backtracks == k
            assert tracekit.parse(task, trace.problem, text, style=style) == trace
            assert tracekit.parse(task, trace.problem, text) == trace
            assert text[0].isalpha()
        told = json.loads(to_json(task.vocabulary.to_json(trace.events)))
        assert task.vocabulary.from_json(told) == trace.events
        n += 1
    assert n >= 10


@pytest.mark.slow
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_three_hundred_problems_at_every_k(strategy: str) -> None:
    task = ZebraPuzzles()
    reached = dict.fromkeys(KS, 0)
    for index, k in itertools.product(range(300), KS):
        problem = task.problem(seed=41, index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy)  # type: ignore[arg-type]
        except BacktracksUnreachableError:
            continue
        assert trace.n_backtracks == k
        for style in STYLES:
            certificate = tracekit.certify(task, problem, tracekit.render(trace, style, seed=index).text, style=style)
            assert certificate.ok, certificate.error
            assert certificate.trace == trace
        reached[k] += 1
    assert all(reached[k] >= 270 for k in (0, 1, 2, 3, 5)), reached
    assert strategy == "detour" or reached[10] >= 260


@pytest.mark.parametrize("name", ["default", "none", "given", "forced", "fewest"])
def test_every_event_holds_by_brute_force(name: str) -> None:
    """Choices, inferences, dead ends and refutations against all tables that fit the clues; no code of the search."""
    task = ZebraPuzzles(**{**SETTINGS[name], "num_people": 3, "num_characteristics": 3})
    n_dead = 0
    for trace in traces(task, 6, ks=(0, 1, 2, 3)):
        tables = list(all_tables(trace.problem))
        path: list[tuple[str, int]] = []
        length_at: dict[str, int] = {}
        left_from: dict[str, tuple[str, int]] = {}
        for event in trace.events:
            placed = dict(path)
            complete = [clue for clue in trace.problem.clues if set(clue.values) <= placed.keys()]
            if isinstance(event, ChoicePoint):
                length_at[event.place] = len(path)
                assert len(event.moves or ()) > 1
                assert event.place not in placed
            elif isinstance(event, Decision):
                left_from[event.move.value] = event.move
                path.append(event.move)
            elif isinstance(event, Inference):
                # Whatever fits the clues and what is placed has the value there.
                for table in tables:
                    if table.items() >= placed.items():
                        assert table[event.move.value] == event.move.house
                path.append(event.move)
            elif isinstance(event, DeadEnd):
                n_dead += 1
                assert not any(table.items() >= placed.items() for table in tables)
                if task.deduction in ("none", "given") and hasattr(event.reason, "houses"):
                    assert not is_true(event.reason.clue, placed)
                else:
                    assert all(is_true(clue, placed) for clue in complete)
            elif isinstance(event, Backtrack):
                del path[length_at[event.to] :]
                if event.refuted:
                    tried = {**dict(path), **dict([left_from[event.to]])}
                    assert not any(table.items() >= tried.items() for table in tables)
    assert n_dead > 5


def test_random_changes_are_reported() -> None:
    draw = random.Random(12)
    n = unreported = 0
    for name in ("default", "given", "forced"):
        task = ZebraPuzzles(**SETTINGS[name])
        for number, trace in enumerate(traces(task, 6, seed=3, ks=(1, 3, 5))):
            style = list(STYLES)[number % 3]
            text = tracekit.render(trace, style, seed=number).text
            for _ in range(12):
                words = list(re.finditer(r"[0-9]|[A-Za-z-]+", text))
                old = draw.choice(words)
                pool = "0123456789" if old[0].isdigit() else [w[0] for w in words if not w[0].isdigit()]
                new = draw.choice([w for w in pool if w != old[0]])
                changed = text[: old.start()] + new + text[old.end() :]
                n += 1
                unreported += tracekit.certify(task, trace.problem, changed).ok
    assert n > 1000
    assert unreported <= n / 100


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


def test_fingerprint_and_split() -> None:
    task = ZebraPuzzles(clue_types="all")
    swapped = {"left": "right", "right": "left"}
    fingerprints = set()
    for index in range(20):
        problem = task.problem(seed=1, index=index)
        turned = [
            Clue(clue.kind, clue.values[::-1])
            if clue.kind in ("same", "next", "not_next")
            else Clue(swapped[clue.kind], clue.values[::-1])
            if clue.kind in swapped
            else Clue(clue.kind, (clue.values[0], *clue.values[:0:-1]), clue.house)
            for clue in problem.clues[::-1]
        ]
        values = (problem.values[0], *problem.values[:0:-1])
        same = ZebraPuzzlesProblem(values=tuple(row[::-1] for row in values), clues=tuple(turned))
        assert task.fingerprint(same) == task.fingerprint(problem)
        assert task.split_of(same) == task.split_of(problem) == "train"
        fewer = ZebraPuzzlesProblem(values=problem.values, clues=problem.clues[1:], solution=problem.solution)
        assert task.fingerprint(fewer) != task.fingerprint(problem)
        fingerprints.add(task.fingerprint(problem))
        assert task.split_of(task.problem(seed=1, index=index, split="test")) == "test"
    assert len(fingerprints) == 20


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"values": (("Alice", "Bob"),)}, "values"),
        ({"values": (("tea", "milk"), ("Alice", "Bob"))}, "values"),
        ({"values": (("Alice", "Bob"), ("tea", "cat"))}, "values"),
        ({"values": (("Alice", "Alice"), ("tea", "milk"))}, "values"),
        ({"values": (("Alice", "Bob"), ("tea", "milk", "wine"))}, "values"),
        ({"values": (("Alice", "Bob"), ("tea", "petrol"))}, "values"),
        ({"clues": (("at", ("Alice",), 3),)}, "clues"),
        ({"clues": (("at", ("Alice",)),)}, "clues"),
        ({"clues": (("same", ("Alice",)),)}, "clues"),
        ({"clues": (("same", ("Alice", "fish")),)}, "clues"),
        ({"clues": (("same", ("Alice", "Alice")),)}, "clues"),
        ({"clues": (("above", ("Alice", "tea")),)}, "clues"),
        ({"solution": (("Alice", "tea"), ("Alice", "milk"))}, "solution"),
        ({"ask": "all"}, "ask"),
    ],
)
def test_damaged_problems_are_refused(changes: dict[str, Any], field: str) -> None:
    good = {"values": (("Alice", "Bob"), ("tea", "milk")), "clues": (("at", ("Alice",), 1), ("same", ("Bob", "tea")))}
    ZebraPuzzlesProblem(**good)
    with pytest.raises(ParameterError) as caught:
        ZebraPuzzlesProblem(**{**good, **changes})
    assert caught.value.field.startswith(field)
    assert "\n" not in str(caught.value)


def test_parameters_are_refused_in_one_line() -> None:
    with pytest.raises(ParameterError, match=r"^num_people=8: must be between 2 and 7$"):
        ZebraPuzzles(num_people=8)
    with pytest.raises(ParameterError, match=r"^num_characteristics=1: must be between 2 and 7$"):
        ZebraPuzzles(num_characteristics=1)
    with pytest.raises(ParameterError, match=r"^deduction='some': must be one of 'none', 'given', 'linked', 'forced'$"):
        ZebraPuzzles(deduction="some")


def test_clues_without_a_solution_are_refused() -> None:
    clash = ZebraPuzzlesProblem(values=PROBLEM.values, clues=(*PROBLEM.clues, Clue("at", ("Alice",), 1)))
    with pytest.raises(ParameterError, match="must have a solution"):
        tracekit.solve(ZebraPuzzles(), clash, backtracks=0)


def test_values_are_told_apart() -> None:
    assert len(SHOWN) == len(CATEGORY_OF) == len(set(PHRASES.values())) == len(set(SHOWN.values()))
    assert len(CATEGORY_OF) == sum(len(c.values) + len(c.foreign) for c in CATEGORIES.values())
    for value in SHOWN:
        codec = CODECS["value"]
        assert re.fullmatch(codec.pattern, codec.write(value))
        assert codec.read(codec.write(value)) == value


def test_question_says_all_and_no_more() -> None:
    problem = ZebraPuzzles(clue_types="all").problem(seed=2)
    question = ZebraPuzzles().question(problem)
    assert all(value in question for row in problem.values for value in row)
    assert len(re.findall(r"^[0-9]+\. ", question, re.MULTILINE)) == len(problem.clues)
    assert question.endswith("name only.")


SCRIPT = """
import sys, hashlib
from tracekit.data.rows import Settings, make_rows
from tracekit.tasks.zebra_puzzles import ZebraPuzzles
for task in (ZebraPuzzles(), ZebraPuzzles(clue_types="all", num_people=5)):
    settings = Settings(task, backtracks=2)
    for index in range(3):
        print(hashlib.sha256(repr(make_rows(settings, index)).encode()).hexdigest())
"""


def test_same_rows_whatever_the_hash_seed() -> None:
    def rows(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert rows("1") == rows("77")


def test_rows() -> None:
    settings = Settings(ZebraPuzzles(ask="table"), backtracks=3)
    (row,) = make_rows(settings, 4)
    assert row["backtracks"] == 3
    assert row["answer"] in row["completion"]


# --- reasoning-gym ---------------------------------------------------------------------------------------------------

ENTRY: dict[str, Any] = {
    "question": (
        "This is a logic puzzle. There are 3 houses (numbered 1 on the left, 3 on the right), from the perspective of "
        "someone standing across the street from them. Each has a different person in them. They have different "
        "characteristics:\n"
        " - Each person has a unique name: carol, arnold, alice\n"
        " - They all have a different favorite flower: iris, carnations, lilies\n"
        " - Each mother is accompanied by their child: bella, alice, timothy\n"
        " - People use different phone models: huawei p50, iphone 13, google pixel 6\n\n"
        "1. The person who loves the boquet of lilies is in the first house.\n"
        "2. The person's child is named Alice is directly left of Carol.\n"
        "3. The person's child is named Alice is the person who loves a carnations arrangement.\n"
        "4. The person who is the mother of Timothy and the person who uses a Huawei P50 are next to each other.\n"
        "5. Arnold is in the first house.\n"
        "6. Alice is the person who uses a Huawei P50.\n"
        "7. The person who uses an iPhone 13 is directly left of the person who uses a Huawei P50.\n"
        "8. Carol is the person's child is named Bella.\n\n"
        "What is Name of the person who lives in House 1?? Provide only the name of the person as your final answer."
    ),
    "answer": "arnold",
    "metadata": {"source_dataset": "zebra_puzzles", "source_index": 0},
}


def entry(**changes: Any) -> dict[str, Any]:
    return {**ENTRY, **changes}


def test_an_entry_is_read() -> None:
    problem = ZebraPuzzles().from_reasoning_gym(entry())
    assert problem.values[2] == ("young-Bella", "young-Alice", "young-Timothy")
    assert problem.clues[1] == Clue("left", ("young-Alice", "Carol"))
    assert problem.clues[2] == Clue("same", ("young-Alice", "carnations"))
    assert problem.clues[3] == Clue("next", ("young-Timothy", "Huawei"))
    assert problem.clues[7] == Clue("same", ("Carol", "young-Bella"))
    assert problem.flags == ()
    assert tracekit.solve(ZebraPuzzles(), problem, backtracks=0).answer == "Arnold"


def test_an_ill_posed_entry_is_flagged() -> None:
    text = ENTRY["question"]
    kept = text[: text.index("6. Alice")] + text[text.index("\nWhat is") :]
    problem = ZebraPuzzles().from_reasoning_gym(entry(question=kept))
    assert problem.flags == ("several_solutions",)
    assert len(list(itertools.islice(all_tables(problem), 2))) == 2
    trace = tracekit.solve(ZebraPuzzles(), problem, backtracks=0)
    assert trace.answer == "Arnold"
    assert tracekit.certify(ZebraPuzzles(), problem, tracekit.render(trace).text)
    with pytest.raises(ParameterError, match=r"^answer='carol': must be"):
        ZebraPuzzles().from_reasoning_gym(entry(question=kept, answer="carol"))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("carol, arnold", "karol, arnold", "question"),
        ("unique name", "unusual name", "question"),
        ("1. The person", "2. The person", "question"),
        ("is in the first house", "is in the last house", "question"),
        ("Arnold is in the first", "Alice is in the first", ""),
    ],
)
def test_damaged_entries_are_refused(old: str, new: str, field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        ZebraPuzzles().from_reasoning_gym(entry(question=ENTRY["question"].replace(old, new)))
    assert caught.value.field.startswith(field)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("wrong", [None, 3, {}, {"metadata": {}}, entry(answer=None), entry(question=7)])
def test_what_is_no_entry_is_refused(wrong: Any) -> None:
    with pytest.raises(ParameterError):
        ZebraPuzzles().from_reasoning_gym(wrong)


def test_every_phrase_of_reasoning_gym_is_known() -> None:
    literals = pytest.importorskip("reasoning_gym.logic.contrib.logic_puzzle.literals")
    names = "Name, Color, Nationality, Animal, Drink, Cigar, Food, Flower, PhoneModel, Children, Smoothie"
    for name in re.split(", ", names):
        kind = getattr(literals, name)
        heading = kind.description()
        heading = heading[: heading.index(":") if ":" in heading else None]
        (rows,) = [rows for start, rows in _LISTS.items() if heading.startswith(start)]
        assert {(literal.name.replace("_", " "), literal.value) for literal in kind} == {
            (listed, phrase) for listed, _, phrase in rows
        }


def check_entries(dataset: Any) -> None:
    task = ZebraPuzzles()
    for number, each in enumerate(dataset):
        problem = task.from_reasoning_gym(each)
        assert problem.flags == ()
        for k in (0, 3):
            try:
                trace = tracekit.solve(task, problem, backtracks=k, seed=number)
            except BacktracksUnreachableError as error:
                trace = tracekit.solve(task, problem, backtracks=max(error.reachable), seed=number)
            assert tracekit.certify(task, problem, tracekit.render(trace, seed=number).text)
            assert dataset.score_answer(trace.answer, each) == 1.0
            assert task.verify(problem, trace.answer or "")
            assert task.verify(problem, each["answer"])


def test_a_few_fresh_entries() -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    check_entries(reasoning_gym.create_dataset("zebra_puzzles", seed=3, size=10))
    check_entries(reasoning_gym.create_dataset("zebra_puzzles", seed=3, size=5, num_people=2, num_characteristics=7))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 5000, 10_000, 15_000, 20_000])
def test_fresh_entries_score_full_marks(seed: int) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    check_entries(reasoning_gym.create_dataset("zebra_puzzles", seed=seed, size=100))
