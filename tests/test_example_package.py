"""The example package: installed as a package is, and used from fresh processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "examples" / "tracekit_extras"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installer makes of it: the modules, and their entry points beside them."""
    folder = tmp_path_factory.mktemp("site")
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copytree(SOURCE / "src" / "tracekit_extras", folder / "tracekit_extras")
    info = folder / f"tracekit_extras-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {place}" for name, place in points.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def run(installed: Path, *words: object) -> str:
    path = os.pathsep.join([str(installed), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracekit(installed: Path, *words: object) -> str:
    return run(installed, "-m", "tracekit", *words)


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_its_task_is_generated_certified_and_corrupted(installed: Path, tmp_path: Path) -> None:
    rows, loud = tmp_path / "rows.jsonl", tmp_path / "loud.jsonl"
    tracekit(installed, "generate", "queens", "--set", "size=7", "-k", 2, "-n", 70, "--workers", 2, "-o", rows)
    assert "70 of 70 rows certified: 70 with 2 backtracks" in tracekit(installed, "certify", rows)
    assert {row["task"] for row in rows_of(rows)} == {"queens"}
    tracekit(installed, "corrupt", rows, "--with", "shouting", "--set", "dose=0.5", "-o", loud)
    n = sum(row["corruption"] != "none" for row in rows_of(loud))
    assert 20 < n < 50
    assert f"{70 - n} of 70 rows certified: {70 - n} with 2 backtracks; {n} corrupted as recorded" in tracekit(
        installed, "certify", loud
    )


def test_its_style_and_strategy_are_used_and_its_target_exported_to(installed: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    words = ["--style", "pirate", "--strategy", "backwards", "--max-passed-over", 5000]
    tracekit(installed, "generate", "countdown", *words, "-n", 12, "-o", rows)
    assert "12 of 12 rows certified" in tracekit(installed, "certify", rows)
    made = rows_of(rows)
    assert {(row["style"], row["strategy"]) for row in made} == {("pirate", "backwards")}
    assert all("<think>Ahoy, I have" in row["completion"] for row in made)
    tracekit(installed, "export", rows, "--to", "plain-text", "-o", tmp_path / "texts")
    texts = rows_of(tmp_path / "texts" / "train.jsonl")
    assert texts == [{"text": row["prompt"] + row["completion"]} for row in made]
    assert "prompt and completion in one" in (tmp_path / "texts" / "README.md").read_text()


def test_a_recipe_may_name_what_it_brings(installed: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "queens.yaml"
    recipe.write_text(
        "name: own/queens\nsummary: Queens, some of them loud.\nsource: mine\ntasks: [{name: queens}]\n"
        "options: {backtracks: [0, 1]}\ncorruptors: [{name: shouting, parameters: {dose: 0.5}}]\nrows: {train: 8}\n"
    )
    tracekit(installed, "recipe", "make", recipe, "-o", tmp_path / "data")
    assert "shouting" in (tmp_path / "data" / "own" / "queens" / "README.md").read_text()


def test_its_rewards_are_known_to_a_fresh_worker(installed: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    tracekit(installed, "generate", "queens", "-k", 0, "-n", 2, "-o", rows)
    program = (
        "import json, sys, tracekit\n"
        "for line in open(sys.argv[1], encoding='utf-8'):\n"
        "    row = json.loads(line)\n"
        "    boxed = '\\\\boxed{' + row['answer'] + '}'\n"
        "    print(tracekit.reward(row, boxed, 'brief', format='boxed').total, end=' ')\n"
        "    print(tracekit.reward(row, 'x' * 500 + boxed, 'brief', format='boxed').total)\n"
    )
    assert run(installed, "-c", program, rows) == "1.0 0.0\n1.0 0.0\n"


def test_its_task_takes_a_hundred_lines() -> None:
    lines = (SOURCE / "src" / "tracekit_extras" / "queens.py").read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) for line in lines) <= 100


def test_its_task_keeps_its_promises(installed: Path) -> None:
    program = "import tracekit, tracekit.testing; tracekit.testing.check_task(tracekit.get_task('queens'), n=8)"
    run(installed, "-c", program)


def test_without_it_nothing_of_it_is_known() -> None:
    program = "import tracekit; tracekit.get_task('queens')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "unknown task 'queens'" in done.stderr
