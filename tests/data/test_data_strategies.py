"""Which strategy a task is searched by, where none is asked for, and how it is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

import tracekit
from tracekit.cli import app
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.search.events import Backtrack
from tracekit.search.strategies import STRATEGIES, strategy_for
from tracekit.tasks.countdown import Countdown


def meta_of(row: Any) -> dict[str, Any]:
    return json.loads(row["meta"])


class NaturalCountdown(Countdown):
    """Countdown as it is searched without a plan."""

    name = "natural_countdown"
    default_strategy = "natural"


class LostCountdown(Countdown):
    """Countdown with a strategy that does not exist."""

    name = "lost_countdown"
    default_strategy: ClassVar[str] = "detuor"


@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_a_task_is_searched_by_its_own_strategy(name: str) -> None:
    task = tracekit.get_task(name)
    own = task.default_strategy
    assert STRATEGIES.find(own).exact
    problem = task.problem()
    assert tracekit.solve(task, problem, backtracks=1) == tracekit.solve(task, problem, backtracks=1, strategy=own)
    rungs = tracekit.solve_ladder(task, problem, backtracks=[0, 1])
    assert rungs == tracekit.solve_ladder(task, problem, backtracks=[0, 1], strategy=own)
    shares = [tracekit.reachable_shares(task, backtracks=[1, 4], n=5, **how) for how in ({}, {"strategy": own})]
    assert shares[0] == shares[1]
    rows = [tracekit.make_dataset(task, n=2, backtracks=1, **how) for how in ({}, {"strategy": own})]
    assert rows[0].to_list() == rows[1].to_list()
    assert rows[0]["strategy"] == [own] * 2
    assert meta_of(rows[0][0])["strategy"] == {"depth": "natural", "distinct_causes": False}


def test_countdown_is_searched_by_detours() -> None:
    task = tracekit.get_task("countdown")
    assert task.default_strategy == "detour"
    trace = tracekit.solve(task, task.problem(), backtracks=3)
    assert any(not event.refuted for event in trace if isinstance(event, Backtrack))


def test_a_task_that_names_none_is_searched_exhaustively() -> None:
    assert tracekit.Task.default_strategy == strategy_for(object()).name == "exhaustive"


def test_in_a_mixture_each_task_has_its_own() -> None:
    tasks = [tracekit.get_task("countdown"), tracekit.get_task("self_reference")]
    data = tracekit.make_dataset(tasks, n=12, backtracks=2, depth="early")
    assert set(zip(data["task"], data["strategy"], strict=True)) == {
        ("countdown", "detour"),
        ("self_reference", "exhaustive"),
    }
    assert {meta_of(row)["strategy"]["depth"] for row in data} == {"early"}
    data = tracekit.make_dataset(tasks, n=6, backtracks=2, strategy="detour")
    assert set(data["strategy"]) == {"detour"}


def test_a_default_that_is_not_exact_has_as_many_backtracks_as_it_has() -> None:
    task = NaturalCountdown(max_numbers=4)
    assert tracekit.make_dataset(task, n=2)["strategy"] == ["natural"] * 2
    with pytest.raises(ParameterError, match="backtracks=1: must be left out: a 'natural' search has as many"):
        tracekit.make_dataset(task, n=2, backtracks=1)
    with pytest.raises(ParameterError, match="backtracks=None: must be given for 'detour'"):
        tracekit.make_dataset([task, tracekit.get_task("countdown")], n=2)
    with pytest.raises(ParameterError, match="ladder=True: must be left out for 'natural'"):
        tracekit.make_dataset(task, n=2, ladder=True)
    with pytest.raises(ParameterError, match="strategy='natural': must backtrack as often as asked"):
        tracekit.length_matched(task, n=1, backtracks=1)
    assert len(tracekit.prompt_dataset(task, n=2)) == 2


def test_a_default_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownNameError, match="unknown strategy 'detuor': did you mean 'detour'"):
        tracekit.make_dataset(LostCountdown(), n=1, backtracks=1)


def test_pairs_of_one_length_are_made_by_the_tasks_own_strategy() -> None:
    matched = tracekit.length_matched(tracekit.get_task("countdown"), n=2, backtracks=2)
    assert matched.with_backtracks["strategy"] == matched.without["strategy"] == ["detour"] * 2


@pytest.mark.parametrize("name", ["sudoku", "zebra_puzzles", "countdown"])
def test_rows_of_distinct_causes(name: str) -> None:
    task = tracekit.get_task(name)
    data = tracekit.make_dataset(task, n=6, backtracks=4, distinct_causes=True)
    assert [meta_of(row)["distinct_causes"] for row in data] == [4] * 6
    assert {meta_of(row)["strategy"]["distinct_causes"] for row in data} == {True}
    usual = tracekit.make_dataset(task, n=6, backtracks=4)
    assert all(1 <= meta_of(row)["distinct_causes"] <= 4 for row in usual)


def test_the_command_line_has_the_option(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    words = ["generate", "sudoku", "-k", "4", "-n", "3", "--distinct-causes", "--depth", "any", "-o", str(path)]
    assert CliRunner().invoke(app, words).exit_code == 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [meta_of(row)["distinct_causes"] for row in rows] == [4, 4, 4]
    assert meta_of(rows[0])["strategy"] == {"depth": "any", "distinct_causes": True}
    shown = CliRunner().invoke(app, ["show", "countdown", "-k", "3", "--distinct-causes"])
    assert "3 distinct causes" in shown.output
