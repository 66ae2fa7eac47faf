"""Write the golden rows again: ``python tests/golden/make.py``. Run it only when rows are meant to change."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tracekit

GOLDEN = Path(__file__).with_name("rows.jsonl")

MAKERS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    *(
        (name, {}, {"backtracks": k, "strategy": strategy, "style": style, "seed": 7})
        for name, k in (("countdown", 3), ("sudoku", 2), ("mini_sudoku", 1))
        for strategy in ("exhaustive", "detour")
        for style in ("prose", "symbolic", "marked")
    ),
    *(
        ("countdown", {"max_numbers": 4}, {"backtracks": 1, "prompt_format": prompt_format})
        for prompt_format in ("plain", "chat", "base", "qwen")
    ),
    ("countdown", {"max_numbers": 5}, {"backtracks": [0, 1, 5], "ladder": True, "split": "test"}),
    ("countdown", {"use_all": False, "operators": "+-*"}, {"backtracks": {0: 1, 2: 3}, "split": "validation"}),
    ("countdown", {"arithmetic": "fractions", "max_numbers": 4, "max_value": 12}, {"backtracks": 2}),
    ("countdown", {"max_numbers": 4}, {"strategy": "natural", "ordering": "best_first", "max_moves": 300}),
    ("mini_sudoku", {"size": 6, "min_empty": 20, "max_empty": 24}, {"backtracks": 3, "depth": "early"}),
    ("mini_sudoku", {}, {"strategy": "natural", "style": "symbolic"}),
    ("sudoku", {"min_empty": 50, "cell_order": "boxes"}, {"backtracks": 4, "depth": "late", "style": "symbolic"}),
    (
        "sudoku",
        {"min_empty": 52, "max_empty": 54, "cell_order": "fewest", "deduction": "naked"},
        {"backtracks": 1, "style": "symbolic"},
    ),
]


def golden_lines() -> Iterator[str]:
    """Two rows (or two problems of a ladder) of each maker, one JSON line each."""
    for name, parameters, options in MAKERS:
        for row in tracekit.make_dataset(tracekit.get_task(name, **parameters), n=2, **options).to_list():
            yield json.dumps(row, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    lines = list(golden_lines())
    GOLDEN.write_text("".join(lines), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(lines)} rows written to {GOLDEN.name}\n")
