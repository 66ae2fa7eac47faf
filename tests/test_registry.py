from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import ParameterError, UnknownNameError
from tracekit.registry import Registry
from tracekit.tasks import Countdown
from tracekit.tasks.lexicons import LEXICONS, lexicon_named, styles_of

REGISTRIES: dict[str, Registry[Any]] = {
    "tracekit.tasks": tracekit.TASKS,
    "tracekit.styles": tracekit.STYLES,
    "tracekit.lexicons": LEXICONS,
    "tracekit.corruptors": tracekit.CORRUPTORS,
    "tracekit.rewards": tracekit.REWARDS,
    "tracekit.formats": tracekit.FORMATS,
    "tracekit.exports": tracekit.EXPORTS,
}


@pytest.mark.parametrize("group", REGISTRIES)
def test_each_registry_finds_its_own_and_no_other(group: str) -> None:
    registry = REGISTRIES[group]
    assert registry.group == group
    for name in registry:
        assert registry.find(name) is registry[name]
        assert getattr(registry[name], "name", name) == name
        assert registry.register(name, registry[name]) is registry[name]
    with pytest.raises(UnknownNameError, match=f"unknown {registry.what} 'no such'"):
        registry.find("no such")
    with pytest.raises(ParameterError, match=f"must be {registry.form}"):
        registry.register("another", 5)
    assert len(registry) == len(list(registry))
    assert repr(registry).startswith(f"<{registry.what}s: ")


def test_what_is_registered_is_found_until_it_is_forgotten() -> None:
    slow = tracekit.Style("slow", "prose")
    try:
        assert tracekit.register_style(slow) is slow
        assert tracekit.STYLES["slow"] is slow
        assert "slow" in list(tracekit.STYLES)
        with pytest.raises(ParameterError, match="must not be the name of another style"):
            tracekit.register_style(tracekit.Style("slow", "symbolic"))
        row = tracekit.make_dataset(tracekit.get_task("countdown"), n=1, backtracks=1, style="slow")[0]
        assert tracekit.load_row(row).style is slow
    finally:
        tracekit.STYLES.forget("slow")
    assert "slow" not in tracekit.STYLES


@pytest.mark.parametrize(
    ("register", "item"),
    [
        (tracekit.register_task, int),
        (tracekit.register_style, "prose"),
        (tracekit.register_corruptor, tracekit.tasks.Countdown),
        (partial(tracekit.register_reward, "mine"), 1.0),
        (partial(tracekit.register_lexicon, "countdown", "mine"), "Ahoy."),
        (tracekit.register_format, "strict"),
        (tracekit.register_export, print),
    ],
)
def test_what_is_none_cannot_be_registered(register: Any, item: object) -> None:
    with pytest.raises(ParameterError):
        register(item)


def test_a_lexicon_added_to_a_task_makes_a_style_of_it() -> None:
    try:
        tracekit.register_lexicon("countdown", "brief", Countdown.lexicons["symbolic"])
        tracekit.register_style(tracekit.Style("brief", "brief"))
        assert lexicon_named(Countdown, "brief") is Countdown.lexicons["symbolic"]
        assert "brief" in [style.name for style in styles_of(Countdown)]
        assert "brief" not in [style.name for style in styles_of(tracekit.tasks.Sudoku)]
        data = tracekit.make_dataset(tracekit.get_task("countdown"), n=2, backtracks=1, style="brief")
        assert all(tracekit.certify_row(row) == (tracekit.certify_row(row)[0], "") for row in data)
        with pytest.raises(UnknownNameError, match="unknown lexicon of sudoku 'brief': known: prose, symbolic"):
            tracekit.make_dataset(tracekit.get_task("sudoku"), n=1, backtracks=0, style="brief")
    finally:
        LEXICONS.forget("countdown.brief")
        tracekit.STYLES.forget("brief")


def test_nothing_is_looked_for_among_packages_where_a_name_is_our_own() -> None:
    program = (
        "import tracekit; task = tracekit.get_task('countdown'); problem = task.problem()\n"
        "row = {'task': 'countdown', 'problem': problem.model_dump_json(), 'meta': {'parameters': {}}}\n"
        "tracekit.reward(row, '')\n"
        "for each in (tracekit.TASKS, tracekit.STYLES, tracekit.FORMATS, tracekit.REWARDS):\n"
        "    assert '_brought' not in vars(each), each.what\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_entry_point_that_leads_nowhere_is_one_clear_message(tmp_path: Path) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    points = {"gone": "no_such_module:Task", "other": "json:dumps", "renamed": "tracekit.tasks.countdown:Countdown"}
    lines = "".join(f"{name} = {place}\n" for name, place in points.items())
    (info / "entry_points.txt").write_text(f"[tracekit.tasks]\n{lines}")
    program = (
        "import tracekit\nassert 'gone' in tracekit.TASKS\nfor name in ('gone', 'other', 'renamed'):\n"
        "    try:\n        tracekit.get_task(name)\n"
        "    except tracekit.ParameterError as error:\n        print(error)\n"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    gone, other, renamed = done.stdout.splitlines()
    assert "task='gone': cannot be had from the entry point 'no_such_module:Task'" in gone
    assert "must be a class that extends tracekit.Task" in other
    assert "name='renamed': must be that of the task itself, 'countdown'" in renamed


def test_of_many_known_names_the_nearest_are_shown() -> None:
    known = [f"recipe/{number}" for number in range(100)]
    message = str(UnknownNameError("recipe", "recipe/4x", known))
    assert message.count("recipe/") == 14  # the one asked for, the guess, and twelve
    assert message.endswith("... (100 in all)")
    assert "recipe/4," in message
