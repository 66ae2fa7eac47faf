"""Seeded and free-form inputs at extraction and the verifiers: nothing raised, nothing slow, nothing wrongly right."""

from __future__ import annotations

import dataclasses
import itertools
import random
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hostile import MONSTERS, SETTINGS, TAGS, Case, cases, mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import confirms
from throwing import Report, throw, throw_many

from tracekit import find_answer

NAMES = tuple(SETTINGS)
FAST = 1250
"""Inputs for each setting that are always thrown: 20,000 in all."""
SLOW = 65_000
"""Inputs for each setting that the slow test throws: 1,040,000 in all."""
CHUNKS = 5
BUDGET = 180.0
"""Seconds of the processor that a chunk of the slow test may take; it takes a few."""
RUNS = 500_000
"""Inputs that the coverage-guided fuzzer throws."""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_accepted_is_right(name: str) -> None:
    report = throw_many(name, FAST, seed=1)
    assert not report.wrong, "\n".join(report.wrong[:5])
    assert report.thrown == FAST
    assert report.right >= FAST // 20  # else the test says little


@pytest.mark.parametrize("name", NAMES)
def test_nothing_long_or_deep_is_raised_on_or_slow(name: str) -> None:
    report = Report()
    case = cases(name)[0]
    for text in MONSTERS[:: 1 if name in ("countdown", "sudoku", "zebra_puzzles-table") else 4]:
        throw(case, text, report)
        throw(case, f"<think>x</think><answer>{text}</answer>", report, "strict")
        throw(case, f"<think>x</think><answer>{text}</answer>", report, "lenient")
    assert not report.wrong, "\n".join(report.wrong[:5])


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("name", NAMES)
def test_a_million_inputs(name: str, chunk: int) -> None:
    start = time.process_time()
    report = throw_many(name, SLOW // CHUNKS, seed=1000 + chunk, monsters=True)
    assert not report.wrong, "\n".join(report.wrong[:5])
    assert report.thrown >= SLOW // CHUNKS
    assert time.process_time() - start < BUDGET


UNITS = (
    *("", " ", "1 ", "1", "[", "](", "\n", "| ", "-", "row ", "R1:", "1,", " ,"),
    *("the ", "sqrt", "1/", "(", "1.", "`", "_", ":"),
)
LENGTHS = (200, 300, 1000, 4000, 5000, 100_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_text_made_of_one_part_is_slow(name: str) -> None:
    report, case = Report(), cases(name)[0]
    for unit, before, after, n in itertools.product(UNITS, ("", case.right, "[", "x = "), ("", "x", "]"), LENGTHS):
        repeated = unit * ((n - len(before) - len(after)) // max(1, len(unit)))
        throw(case, before + repeated + after, report)
    assert not report.wrong, "\n".join(report.wrong[:5])


# --- free-form ------------------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(blacklist_categories=()), max_size=60)  # surrogates and NULs included
PIECES = st.lists(
    st.one_of(
        ANY_TEXT, st.sampled_from([*TAGS, "<Answer>", "\\boxed{", "}", " ", "\n", "```"]), st.integers().map(str)
    ),
    max_size=12,
).map("".join)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PIECES | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["role", "content", "text", "type", "reasoning_content", "reasoning"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(answer=PIECES, name=st.sampled_from(NAMES), index=st.integers(0, 5))
def test_any_text_is_judged(answer: str, name: str, index: int) -> None:
    case, report = cases(name)[index], Report()
    throw(case, answer, report)
    throw(case, f"<think>.</think><answer>{answer}</answer>", report, "strict")
    assert not report.wrong, report.wrong


@settings(max_examples=500)
@given(thing=ANYTHING, opened=st.sampled_from([True, False, None]), lenient=st.booleans())
def test_anything_is_searched_for_an_answer(thing: Any, opened: bool | None, lenient: bool) -> None:
    found = find_answer(thing, "lenient" if lenient else "strict", thinking_opened=opened)
    assert found.well_formed is (found.problem == "")
    assert found.answer is not None or not found.well_formed


@given(thing=ANYTHING)
def test_what_is_no_text_is_no_answer(thing: Any) -> None:
    if isinstance(thing, str):
        return
    for name in NAMES:
        case = cases(name)[0]
        assert not case.task.verify(case.problem, thing)


# --- the judges themselves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_judges_tell_right_from_wrong(name: str) -> None:
    for case, other in itertools.pairwise(cases(name)):
        assert confirms(case.task, case.problem, case.right)
        assert not confirms(case.task, case.problem, "")
        assert not confirms(case.task, case.problem, "I do not know.")
        if other.right != case.right:
            both = f"{case.right} or {other.right}"
            assert not confirms(case.task, case.problem, both)
            accepted = bool(case.task.verify(case.problem, other.right))
            assert confirms(case.task, case.problem, other.right) is accepted


class Lax:
    """A task with a verifier that takes any text which holds the right answer, however much else it says."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __getattr__(self, name: str) -> Any:
        return getattr(self._case.task, name)

    def verify(self, problem: Any, answer: object) -> bool:
        return isinstance(answer, str) and self._case.right in answer


@pytest.mark.parametrize("name", NAMES)
def test_a_lax_verifier_is_found_out(name: str) -> None:
    rng, report = random.Random(name), Report()
    for case in cases(name):
        lax = dataclasses.replace(case, task=Lax(case))
        for _ in range(40):
            throw(lax, mutated(rng, case.right, [other.right for other in cases(name)]), report)
    assert len(report.wrong) >= 20, report


# --- guided by coverage ---------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
def test_guided_fuzzing(tmp_path: Path) -> None:
    script = Path(__file__).parent / "fuzz_verify.py"
    command = [sys.executable, str(script), f"-runs={RUNS}", "-seed=7", "-max_len=2000", "-timeout=20", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=900, cwd=tmp_path)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert f"Done {RUNS}" in done.stderr, done.stderr[-1000:]
