"""Recipes: each one builds, round-trips as YAML, and its card says what its rows are."""

import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasets import load_dataset
from typer.testing import CliRunner

import tracekit
from tracekit.cli import app
from tracekit.corruptors import get_corruptor
from tracekit.data.rows import Row
from tracekit.errors import DataFileError, ParameterError, UnknownNameError
from tracekit.recipes import Recipe, TaskSpec, all_recipes, find_recipes, get_recipe, write_recipe

NAMES = sorted(all_recipes())


@pytest.fixture
def small() -> Recipe:
    return get_recipe("li2025/digits-70").with_rows(20)


@pytest.mark.parametrize("name", NAMES)
def test_each_recipe_round_trips_as_yaml(name: str) -> None:
    recipe = get_recipe(name)
    text = recipe.to_yaml()
    assert Recipe.from_yaml(text) == recipe
    assert yaml.safe_load(text)["name"] == name
    assert re.search(r"arXiv \d{4}\.\d{5}", recipe.source)


@pytest.mark.parametrize("name", NAMES)
def test_each_recipe_builds_and_its_card_tells_the_truth(name: str, tmp_path: Path) -> None:
    recipe = get_recipe(name).with_rows(50)
    write_recipe(recipe, tmp_path / "made")
    card = (tmp_path / "made" / "README.md").read_text()
    figures = json.loads((tmp_path / "made" / "figures.json").read_text())
    data = load_dataset(str(tmp_path / "made"), cache_dir=str(tmp_path / "cache"))
    assert set(data) == {"train", "validation", "test"}
    per_problem = len(recipe.options["backtracks"]) if recipe.options.get("ladder") else 1
    assert len(data["train"]) == 50 * per_problem
    for split, rows in data.items():
        told = figures[split]
        certified = answers = 0
        states: Counter[str] = Counter()
        for row in rows:
            _, wrong = tracekit.certify_row(row)
            assert wrong == ""
            loaded = tracekit.load_row(row)
            text = row["completion"]
            thinking = text.removeprefix("<think>").partition("</think>")[0] if "</think>" in text else ""
            certified += tracekit.certify(loaded.task, loaded.problem, thinking, style=loaded.style).ok
            found = re.search(r"<answer>(.*)</answer>", text, re.DOTALL)
            answer = found[1] if found else ""
            answers += bool(answer)
            right = bool(answer) and loaded.task.verify(loaded.problem, answer).correct
            states["right" if right else "wrong" if answer else "missing"] += 1
        assert told["rows"] == len(rows)
        assert told["certified"] == certified
        assert told["answers"] == dict(states)
        assert told["backtracks"] == {str(k): n for k, n in sorted(Counter(rows["backtracks"]).items())}
        lengths = sorted(len(text) for text in rows["completion"])
        assert told["characters"]["shortest"] == lengths[0]
        assert told["characters"]["longest"] == lengths[-1]
        assert told["characters"]["mean"] == pytest.approx(sum(lengths) / len(lengths), abs=0.06)
        assert f"{certified:,} of {len(rows):,}" in card
        if recipe.corruptors:
            spec = recipe.corruptors[-1]
            corruptor = get_corruptor(spec.name, **spec.parameters)
            records = [record for row in rows if (record := tracekit.corruption_of(row)) is not None]
            touched = [record for record in records if record.touched]
            assert told["corrupted"]["touched"] == len(touched)
            if split == "train":
                units, changed = len(rows), len(touched)
                if corruptor.unit != "rows":
                    assert len(touched) > 0.5 * len(rows)
                    units, changed = (sum(getattr(record, name) for record in touched) for name in ("units", "changed"))
                assert changed / units == pytest.approx(corruptor.dose, abs=0.15)
                assert told["corrupted"]["dose"] == pytest.approx(changed / units, abs=1e-4)
        else:
            assert set(rows["corruption"]) == {"none"}
            assert certified == len(rows)


def test_the_same_recipe_gives_the_same_bytes(small: Recipe, tmp_path: Path) -> None:
    write_recipe(small, tmp_path / "a")
    write_recipe(small, tmp_path / "b", workers=2)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert [str(path) for path in files] == [
        "README.md",
        "data/test-00000-of-00001.parquet",
        "data/train-00000-of-00001.parquet",
        "data/validation-00000-of-00001.parquet",
        "figures.json",
        "recipe.yaml",
    ]
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


def test_rows_in_memory_are_those_of_the_files(small: Recipe, tmp_path: Path) -> None:
    write_recipe(small, tmp_path / "a")
    loaded = load_dataset(str(tmp_path / "a"), cache_dir=str(tmp_path / "cache"))
    made = small.make()
    assert {split: list(rows) for split, rows in made.items()} == {split: list(rows) for split, rows in loaded.items()}


def test_splits_share_no_problem() -> None:
    made = get_recipe("cai2025/sudoku/k1").with_rows(40).make()
    seen = [set(rows["fingerprint"]) for rows in made.values()]
    assert sum(map(len, seen)) == len(set.union(*seen))


def test_mixtures_and_ladders() -> None:
    recipe = Recipe(
        name="own/mixture",
        summary="Two tasks.",
        source="own",
        tasks=(TaskSpec(name="countdown", share=3), TaskSpec(name="arc_1d")),
        options={"backtracks": [0, 2], "ladder": True},
        rows={"train": 60, "test": 6},
    )
    made = recipe.make()
    assert list(made) == ["train", "test"]
    assert len(made["train"]) == 120
    assert made["train"]["backtracks"] == [0, 2] * 60
    assert 60 <= made["train"]["task"].count("countdown") <= 110


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tasks": [{"name": "sudoko"}]}, "sudoku"),
        ({"tasks": [{"name": "sudoku", "parameters": {"min_empty": 70}}]}, "min_empty=70"),
        ({"tasks": []}, "tasks"),
        ({"options": {"backtracks": -1}}, "backtracks=-1"),
        ({"options": {"backtracks": 1, "seed": 3}}, "options.seed"),
        ({"options": {"backtrack": 1}}, "backtracks"),
        ({"corruptors": [{"name": "shuffeled_steps"}]}, "shuffled_steps"),
        ({"corruptors": [{"name": "shuffled_steps", "parameters": {"dose": 2}}]}, "dose"),
        ({"rows": {"train": 0}}, "rows"),
        ({"rows": {"trian": 10}}, "rows"),
        ({"loss_mask": "wrong"}, "loss_mask"),
        ({"name": "a b"}, "name"),
        ({"sed": 1}, "seed"),
    ],
)
def test_bad_recipes_are_refused(small: Recipe, change: dict[str, object], message: str) -> None:
    fields = {**yaml.safe_load(small.to_yaml()), **change}
    with pytest.raises((ParameterError, UnknownNameError), match=message):
        Recipe.from_yaml(yaml.safe_dump(fields))


def test_yaml_that_is_none() -> None:
    for text in ("a: [", "- 1", "", "!!python/object/apply:os.system ['true']"):
        with pytest.raises(ParameterError, match="must be YAML"):
            Recipe.from_yaml(text)


def test_patterns() -> None:
    names = [recipe.name for recipe in find_recipes("cai2025/sudoku/k*")]
    assert names == [f"cai2025/sudoku/k{k}" for k in (0, 1, 3, 5, 10)]
    with pytest.raises(UnknownNameError, match="cai2025/sudoku/k5"):
        get_recipe("cai2025/sudoku/k4")
    with pytest.raises(UnknownNameError):
        find_recipes("cai2026/*")


STUDY = [f"cai2025/{task}/k*" for task in ("countdown", "sudoku", "arc_1d", "advanced_geometry")]


def test_the_synthetic_corpus_of_the_study_is_one_command(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["recipe", "make", *STUDY, "-n", "3", "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    made = sorted(str(path.parent.relative_to(tmp_path)) for path in tmp_path.rglob("recipe.yaml"))
    levels = {"countdown": (0, 1, 2, 3), "sudoku": (0, 1, 3, 5, 10), "arc_1d": (0, 1, 2, 3)}
    levels["advanced_geometry"] = (0, 1, 2, 3)
    assert made == sorted(f"cai2025/{task}/k{k}" for task, ks in levels.items() for k in ks)
    assert all(get_recipe(name).rows["train"] == 76_800 for name in made)


def test_what_two_patterns_name_is_made_once(small: Recipe, tmp_path: Path) -> None:
    runner = CliRunner()
    own = tmp_path / "own.yaml"
    own.write_text(small.to_yaml())
    arguments = ["recipe", "make", "cai2025/countdown/k0", "cai2025/countdown/k[01]", str(own), "-n", "3"]
    result = runner.invoke(app, [*arguments, "-o", str(tmp_path / "a")])
    assert result.exit_code == 0
    assert len(result.stdout.split()) == 3 * 7  # FOLDER: 3 train, 1 validation, 1 test
    # Another recipe of the same name would overwrite the first one, or be left out.
    result = runner.invoke(app, ["recipe", "make", "li2025/digits-70", str(own), "-o", str(tmp_path / "b")])
    assert isinstance(result.exception, ParameterError)
    assert "li2025/digits-70" in str(result.exception)
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("rate", [5, 10, 20, 50])
def test_errors_come_as_often_as_the_rate_says(rate: int) -> None:
    draws = random.Random(rate)
    counts: Counter[int] = Counter()
    for _ in range(20_000):
        errors = 0
        for _ in range(5):
            while draws.random() < rate / 100:
                errors += 1
        counts[errors] += 1
    shares = get_recipe(f"ye2024/errors-{rate}").options["backtracks"]
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    for k in range(21):
        assert shares.get(k, 0) == pytest.approx(counts[k] / 20_000, abs=0.015)
    masked = get_recipe(f"ye2024/errors-{rate}-masked")
    assert (masked.loss_mask, masked.options["backtracks"]) == ("wrong_steps", shares)


def test_controls_for_behaviours_are_controls_of_the_same_texts() -> None:
    made = {name: list(get_recipe(f"gandhi2025/{name}").with_rows(30).iterate("train")) for name in GANDHI}
    for whole, filler, empty in zip(made["all"], made["filler"], made["empty"], strict=True):
        assert whole["problem"] == filler["problem"] == empty["problem"]
        assert len(whole["completion"]) == len(filler["completion"])
        assert empty["completion"].startswith("<think></think>")
    for row in made["incorrect"]:
        record = tracekit.corruption_of(row)
        assert record is not None
        assert (record.rule_after, record.answer) == (None, "wrong")
        assert record.backtracks is not None
        assert record.backtracks >= 1
        # A solution would be found, or said to be the target.
        certificate = tracekit.certify(*_parts(row))
        assert not certificate.trace.solved


GANDHI = ("all", "filler", "empty", "incorrect")


def _parts(row: Row) -> tuple[tracekit.Task[Any, Any], Any, str]:
    loaded = tracekit.load_row(row)
    return loaded.task, loaded.problem, row["completion"].removeprefix("<think>").partition("</think>")[0]


def test_nothing_is_written_over(small: Recipe, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(DataFileError, match="not empty"):
        write_recipe(small, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_the_command_line(tmp_path: Path) -> None:
    runner = CliRunner()
    listed = runner.invoke(app, ["recipe", "list", "cai2025/countdown/*"])
    assert "cai2025/countdown/shuffled" in listed.output
    shown = runner.invoke(app, ["recipe", "show", "cai2025/countdown/k1"])
    assert Recipe.from_yaml(shown.output) == get_recipe("cai2025/countdown/k1")
    made = runner.invoke(app, ["recipe", "make", "cai2025/countdown/k[01]", "-n", "10", "-o", str(tmp_path)])
    assert made.exit_code == 0
    assert (tmp_path / "cai2025/countdown/k0/README.md").is_file()
    again = runner.invoke(app, ["recipe", "make", "cai2025/countdown/k1", "-n", "10", "-o", str(tmp_path)])
    assert "there already" in again.output
    other = runner.invoke(app, ["recipe", "make", "cai2025/countdown/k1", "-n", "11", "-o", str(tmp_path)])
    assert isinstance(other.exception, DataFileError)
    own = tmp_path / "own.yaml"
    own.write_text(shown.output.replace("cai2025/countdown/k1", "mine"))
    assert runner.invoke(app, ["recipe", "make", str(own), "-n", "10", "-o", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "mine/recipe.yaml").is_file()
