"""The verifier of list functions: the usual spellings of a list, and nothing else."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from tracekit.tasks.list_functions import ListFunctions, ListFunctionsProblem

TASK = ListFunctions()

THREE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=(26, -72, 0))
ONE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=(7,))
NONE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=())
RIGHT = [
    *((THREE, text) for text in (
        "[26, -72, 0]", "[26,-72,0]", "26, -72, 0", "26 -72 0", " [ 26 , -72 , 0 ]\n", "(26, -72, 0)", "{26; -72; 0}",
        "[26, −72, 0]", "Output: [26, -72, 0]", "The answer is [26, -72, 0].", "```\n[26, -72, 0]\n```",
        "```python\n[26, -72, 0]```", "`[26, -72, 0]`", "**[26, -72, 0]**", "$[26, -72, 0]$", "[26\n-72\n0]",
        "[+26, -72, 0,]",         "final answer: 26, -72, 0",
    )),
    *((ONE, text) for text in ("7", "[7]", "(7,)", "7.", "answer = 7", "result: [7]")),
    *((NONE, text) for text in ("[]", "[ ]", "()", "Output: []")),
]  # fmt: skip
WRONG = [
    *((THREE, text) for text in (
        "[26, -72]", "[26, -72, 0, 0]", "[-72, 26, 0]", "[26, 72, 0]", "[26, -72, 1]", "26-720", "[26, -72, 0",
        "26, -72, 0]", "[26, -72, 0)", "[[26, -72, 0]]", "[26, -72, 0] [26, -72, 0]", "[26, -72, x]", "[26.0, -72, 0]",
        "[026, -72, 0]", "[26,, -72, 0]", "", "[]", "26 + 0, -72, 0", "[2_6, -72, 0]", "٢٦, -72, 0",
        "list([26, -72, 0])", "9" * 5000, "__import__('os')", "[" * 3000,
    )),
    *((ONE, text) for text in ("8", "seven", "7, 7", "07", "7!", "[-7]", "7e0")),
    *((NONE, text) for text in ("", " ", "[0]", "empty", "None")),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "answer"), RIGHT)
def test_verify_accepts_the_usual_spellings(problem: ListFunctionsProblem, answer: str) -> None:
    assert TASK.verify(problem, answer), answer


@pytest.mark.parametrize(("problem", "answer"), WRONG)
def test_verify_refuses_all_else(problem: ListFunctionsProblem, answer: str) -> None:
    verdict = TASK.verify(problem, answer)
    assert not verdict, answer
    assert verdict.reason
    assert "\n" not in verdict.reason
    assert len(verdict.reason) < 300


@pytest.mark.parametrize("answer", [None, 3, b"[7]", [7], object()])
def test_verify_never_raises_on_other_types(answer: Any) -> None:
    assert not TASK.verify(ONE, answer)


def test_verify_agrees_with_json_on_near_misses() -> None:
    rng = random.Random(6)
    for _ in range(500):
        right = tuple(rng.randint(-20, 120) for _ in range(rng.randint(1, 5)))
        said = list(right)
        if rng.random() < 0.7:
            said[rng.randrange(len(said))] += rng.choice([-1, 0, 1])
        problem = ONE.model_copy(update={"answer": right})
        text = json.dumps(said)
        assert bool(TASK.verify(problem, text)) is (json.loads(text) == list(right))
