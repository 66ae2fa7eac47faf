"""Entries of reasoning-gym's zebra puzzles."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from tests.tasks.zebra_oracle import all_tables

import tracekit
from tracekit.errors import BacktracksUnreachableError, ParameterError
from tracekit.tasks.zebra_puzzles import Clue, ZebraPuzzles
from tracekit.tasks.zebra_puzzles.outside import _LISTS

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
