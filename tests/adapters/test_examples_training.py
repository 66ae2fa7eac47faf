"""The training examples run, from their command line to their last figures; what they learn is tested elsewhere."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

# TRL sets it itself, whatever we set.
pytestmark = pytest.mark.filterwarnings("ignore:.*gradient_checkpointing` is deprecated:FutureWarning")

SMALL = '{"min_numbers": 2, "max_numbers": 2, "max_value": 9, "min_target": 1, "max_target": 30, "operators": "+-"}'


@pytest.fixture(autouse=True)
def examples(tiny_model: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the examples, from which they import one another."""
    assert tiny_model.__file__ is not None
    monkeypatch.syspath_prepend(str(Path(tiny_model.__file__).parent))


def run(name: str, **options: Any) -> str:
    """What an example prints."""
    app = typer.Typer()
    app.command()(importlib.import_module(name).main)
    arguments = [text for option, value in options.items() for text in (f"--{option.replace('_', '-')}", str(value))]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_sft_and_then_grpo(tmp_path: Path) -> None:
    tuned, further = tmp_path / "sft", tmp_path / "grpo"
    rows = {"parameters": SMALL, "backtracks": 1}
    text = run("sft", **rows, n=40, n_test=4, steps=2, batch_size=4, max_length=80, out=tuned)
    assert re.search(r"^loss \d+\.\d\d -> \d+\.\d\d; saved to ", text, re.MULTILINE), text
    assert len(re.findall(r" of 4$", text, re.MULTILINE)) == 4, text
    assert (tuned / "tokenizer.json").exists()
    text = run(
        "grpo",
        **rows,
        model=tuned,
        n_test=4,
        steps=2,
        prompts=2,
        generations=2,
        max_completion_length=12,
        out=further,
    )
    steps = re.findall(r"^ +(\d+) +(-?\d\.\d{3}) ", text, re.MULTILINE)
    assert [int(step) for step, _ in steps] == [1, 2], text
    assert len(re.findall(r" of 4$", text, re.MULTILINE)) == 8, text
    assert (further / "model.safetensors").exists()


def test_sft_then_grpo_for_several_numbers_of_backtracks(tmp_path: Path) -> None:
    options = {"n": 20, "n_test": 4, "sft_steps": 1, "grpo_steps": 1, "max_length": 64}
    text = run("sft_then_grpo", **options, out=tmp_path)
    rows = re.findall(r"^ +(\d)  (SFT|GRPO) .*%\] ", text, re.MULTILINE)
    assert rows == [("0", "SFT"), ("0", "GRPO"), ("1", "SFT"), ("1", "GRPO")], text


def test_tiny_model_shows_its_tokens(tmp_path: Path) -> None:
    text = run("tiny_model", out=tmp_path)
    assert "completion: <think>|" in text
