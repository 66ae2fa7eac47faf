"""The pages of conditions and recipes show what the library makes now."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit.corruptors import CORRUPTORS
from tracekit.recipes import all_recipes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scripts in ``benchmarks`` can be imported."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    names = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    yield
    for name in names & set(sys.modules):
        del sys.modules[name]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_page_of_conditions_is_what_the_library_makes(benchmarks: None) -> None:
    import conditions  # type: ignore[import-not-found]

    made = conditions.sections()
    text = page("conditions.md")
    assert set(re.findall(r"<!-- table ([\w-]+) -->", text)) == set(made)
    assert conditions.put(made, text) == text


def test_the_texts_of_that_page_are_as_it_says() -> None:
    """Read back from the HTML, each text has the length, the backtracks and the answer that stand above it."""
    text = page("conditions.md")
    prompts, *shown = re.findall(r'<div class="conditions">\n(.*?)\n</div>\n', text, re.DOTALL)
    numbers = [int(n) for n in re.findall(r"\d+", re.findall(r"Make .*? and \d+", prompts)[0])]
    problem = tracekit.tasks.CountdownProblem(numbers=tuple(numbers[1:]), target=numbers[0])
    task = tracekit.get_task("countdown")
    seen = {"certified": 0, "broken": 0, "right": 0, "wrong": 0, "missing": 0}
    for cells in shown:
        countdown = cells.partition("<b>Sudoku")[0]
        found = re.search(
            r"thinking: (.*?)</span>.*?answer: (\w+)</span>.*?>([\d,]+) characters.*?<pre>(.*)</pre>",
            countdown,
            re.DOTALL,
        )
        assert found
        verdict, answer, length, completion = found[1], found[2], int(found[3].replace(",", "")), plain(found[4])
        assert len(completion) == length
        thinking = completion.partition("</think>")[0].removeprefix("<think>") if "<think>" in completion else ""
        given = re.search(r"<answer>(.*)</answer>", completion, re.DOTALL)
        certificates = [
            tracekit.certify(task, problem, thinking, style=style) for style in ("prose", "symbolic", "marked")
        ]
        if verdict.startswith("certified"):
            # Without a return, prose and marked are the same.
            found_k = {certificate.n_backtracks for certificate in certificates if certificate.ok}
            assert found_k == {int(verdict.split()[1])}
            seen["certified"] += 1
        else:
            assert not any(certificate.ok for certificate in certificates)
            seen["broken"] += 1
        assert answer == ("missing" if given is None else "right" if task.verify(problem, given[1]) else "wrong")
        seen[answer] += 1
    assert min(seen.values()) >= 3


def plain(html: str) -> str:
    return unescape(re.sub(r"</?(?:mark|i)>", "", html))


def test_every_corruptor_has_a_place_on_that_page() -> None:
    headings = re.findall(r"^### (\w+)", page("conditions.md"), re.MULTILINE)
    assert set(CORRUPTORS) <= set(headings)


def test_the_tables_of_recipes_are_true(benchmarks: None) -> None:
    import tables  # type: ignore[import-not-found]

    made = tables.recipe_tables()
    text = page("recipes.md")
    assert set(re.findall(r"<!-- table ([\w-]+) -->", text)) == set(made)
    assert tables.put(made, text) == text


def meant(tasks: str) -> set[str]:
    """The tasks that a cell of the table names."""
    every = set(tracekit.TASKS) - {"mini_sudoku"}
    if tasks == "all eight":
        return every
    if tasks.startswith("all but "):
        return every - set(tasks.removeprefix("all but ").split(", "))
    return set(tasks.split(", "))


def test_every_recipe_is_in_a_table() -> None:
    names: set[str] = set()
    tables = page("recipes.md").partition("## All recipes")[2]
    rows: list[Any] = re.findall(r"^\| `([\w/.-]+)` \| ([^|]+) \|", tables, re.MULTILINE)
    for name, tasks in rows:
        names |= {name.replace("TASK", task) for task in meant(tasks)} if "TASK" in name else {name}
    assert names == set(all_recipes())
