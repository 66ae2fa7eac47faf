"""A real small language model takes our rows: SmolLM2-135M-Instruct, fine-tuned by the example for a few steps.

``make smollm2`` fetches it; where that failed, these tests are skipped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit.adapters import trl as adapter
from tracekit.data.prompts import PROMPT_FORMATS, PromptFormat

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "build" / "smollm2" / "model"

pytest.importorskip("trl")
transformers = pytest.importorskip("transformers")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (MODEL / "tokenizer.json").exists(),
        reason="SmolLM2 is not there: run 'make smollm2', and see build/smollm2/log if that fails",
    ),
]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return transformers.AutoTokenizer.from_pretrained(MODEL)


@pytest.mark.parametrize("prompt_format", PROMPT_FORMATS)
def test_prompt_and_completion_stay_apart(tokenizer: Any, prompt_format: PromptFormat) -> None:
    for task in tracekit.TASKS:
        for style in ("prose", "symbolic", "marked"):
            options: dict[str, Any] = {"style": style, "prompt_format": prompt_format}
            row = tracekit.make_dataset(tracekit.get_task(task), n=1, backtracks=1, **options)[0]
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                assert adapter.check_boundary(tokenizer, row).ok, (task, style)
            # What a trainer decodes is what the row says: nothing is lost in the vocabulary.
            text = row["completion"] if isinstance(row["completion"], str) else row["completion"][0]["content"]
            assert tokenizer.decode(tokenizer(text)["input_ids"], skip_special_tokens=True) == text


@pytest.mark.parametrize("prompt_format", ["plain", "chat"])
def test_the_example_teaches_it_the_form(prompt_format: str, tmp_path: Path) -> None:
    out = tmp_path / "sft"
    options = {
        "model": MODEL,
        "prompt-format": prompt_format,
        "n": 80,
        "n-test": 8,
        "steps": 20,
        "batch-size": 4,
        "learning-rate": 5e-4,
        "max-length": 256,
        "out": out,
    }
    arguments = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "sft.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    # Neither a warning about the boundary nor a row that is cut off.
    assert "is trained on another context" not in done.stderr
    assert "cuts off 0 rows" in done.stdout
    first, last = map(float, re.findall(r"^loss (\S+) -> (\S+);", done.stdout, re.MULTILINE)[0])
    assert last < first / 2, done.stdout
    counts = {name: int(count) for name, count in re.findall(r"^(\w+) .* (\d+) of 8$", done.stdout, re.MULTILINE)}
    assert set(counts) == {"accuracy", "format", "readable", "certified"}
    assert counts["format"] >= 4, done.stdout
    assert counts["readable"] >= 4, done.stdout
    assert (out / "model.safetensors").exists()
