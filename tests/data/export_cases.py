"""Exports of a few rows in every format. ``python tests/data/export_cases.py`` writes the golden folders again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import tracekit
from tracekit.data.exports import EXPORTS, export
from tracekit.data.preferences import preference_pairs

GOLDEN = Path(__file__).parents[1] / "golden" / "export"
EOS = "<|im_end|>"
FORMATS = ("plain", "chat", "base", "qwen")


def rows_of(prompt_format: str, n: int = 3, **options: Any) -> list[dict[str, Any]]:
    """Rows of one task in a prompt format, the same problems in each."""
    task = tracekit.get_task("countdown", min_numbers=3, max_numbers=3, min_target=10)
    chosen = {"backtracks": 1, "style": "symbolic", "prompt_format": prompt_format, **options}
    return tracekit.make_dataset(task, n=n, **chosen).to_list()


def pairs_of(prompt_format: str, n: int = 3) -> list[dict[str, Any]]:
    """Preference data: few backtracks against more."""
    rows = rows_of(prompt_format, n, backtracks=[0, 1], ladder=True)
    return preference_pairs(rows[::2], rows[1::2]).to_list()


def cases() -> dict[str, tuple[str, list[dict[str, Any]], str | None]]:
    """The name of a golden folder: the format, the rows, and the end token."""
    rows = {name: rows_of(name) + rows_of(name, 1, split="validation") for name in FORMATS}
    ten = rows_of("chat", 10)
    found: dict[str, tuple[str, list[dict[str, Any]], str | None]] = {
        "trl-plain": ("trl", rows["plain"], None),
        "trl-chat": ("trl", rows["chat"], None),
        "trl-pairs": ("trl", pairs_of("chat"), None),
        "verl": ("verl", rows["chat"], None),
        "llama-factory": ("llama-factory", rows["plain"], None),
        "llama-factory-pairs": ("llama-factory", pairs_of("plain"), None),
        "axolotl-qwen": ("axolotl", rows["qwen"], EOS),
        "axolotl-chat": ("axolotl", rows["chat"], None),
        "openai": ("openai", ten, None),
        "openai-dpo": ("openai-dpo", pairs_of("base", 10), None),
        "sharegpt": ("sharegpt", rows["base"], None),
        "alpaca": ("alpaca", rows["plain"], None),
    }
    assert {to for to, _, _ in found.values()} == set(EXPORTS)
    return found


def contents(folder: Path) -> dict[str, str]:
    """The files of a folder as texts; Parquet files, whose bytes depend on the writer's version, as JSON lines."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(path.relative_to(folder))
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            lines = [str(table.schema.remove_metadata()), *(json.dumps(row) for row in table.to_pylist())]
            found[f"{name}.txt"] = "\n".join(lines) + "\n"
        else:
            found[name] = path.read_text(encoding="utf-8")
    return found


def main() -> None:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    GOLDEN.mkdir()
    for name, (to, rows, eos) in cases().items():
        made = GOLDEN / f"{name}.made"
        export(rows, to=to, directory=made, eos=eos)
        for file, text in contents(made).items():
            path = GOLDEN / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        shutil.rmtree(made)


if __name__ == "__main__":
    main()
