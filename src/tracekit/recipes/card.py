"""The data set card of a recipe: what was made, how, what came out, and where the condition comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

from tracekit.corruptors import get_corruptor
from tracekit.recipes.recipe import Recipe

__all__ = ["card_of"]

Summary = Mapping[str, Any]


def card_of(recipe: Recipe, figures: Mapping[str, Summary], version: str) -> str:
    """The text of ``README.md``, with the YAML that ``load_dataset`` reads in front.

    Args:
        recipe: the recipe.
        figures: for each split what ``SplitFigures.summary`` gives.
        version: the version of tracekit that made the rows.
    """
    files = [{"split": split, "path": f"data/{split}-00000-of-00001.parquet"} for split in recipe.rows]
    front = {
        "pretty_name": recipe.name,
        "tags": ["reasoning", "chain-of-thought", "synthetic", "tracekit"],
        "configs": [{"config_name": "default", "data_files": files}],
    }
    parts = [
        f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n",
        f"# {recipe.name}\n",
        f"{recipe.summary}\n",
        f"Source: {recipe.source}.\n",
        *([_list(recipe.notes)] if recipe.notes else []),
        "## What came out\n",
        _table(figures),
        *_corruption(recipe, figures),
        "## How it was made\n",
        f"tracekit {version}; with the same version and recipe the files are the same, byte for byte.\n",
        "```console\n$ tracekit recipe make recipe.yaml -o COPY\n```\n",
        f"```yaml\n{recipe.to_yaml()}```\n",
        "## Training on it\n",
        f"`prompt` and `completion` are the columns to train on. {_MASKS[recipe.loss_mask]} {_OTHER_COLUMNS}\n",
        _LOAD.format(split=next(iter(recipe.rows))),
    ]
    return "\n".join(parts)


_OTHER_COLUMNS = "All other columns but `corruption` describe the problem and its true trace."

_LOAD = """```python
from datasets import load_dataset

data = load_dataset("./", split="{split}")  # the path of this folder
```
"""

_MASKS = {
    "none": "The loss is on both.",
    "prompt": "The loss is on the completion.",
    **{
        mask: f"Part of the completion is left out of the loss: `tracekit.tokenize(row, tokenizer, mask={mask!r})`."
        for mask in ("wrong_steps", "wrong_branches", "corrupted")
    },
}


def _table(figures: Mapping[str, Summary]) -> str:
    rows: list[tuple[str, Callable[[Summary], str]]] = [
        ("rows", lambda f: f"{f['rows']:,}"),
        ("tasks", lambda f: _counts(f["tasks"])),
        ("backtracks of the trace: rows", lambda f: _counts(f["backtracks"])),
        ("backtracks the completion tells: rows", lambda f: _counts(f["backtracks_told"])),
        ("thinking certified", lambda f: _share(f["certified"], f["rows"])),
        ("answers", lambda f: _counts(f["answers"])),
        ("characters, mean", lambda f: f"{f['characters']['mean']:,}"),
        (
            "characters, shortest / median / 95 % / longest",
            lambda f: " / ".join(f"{f['characters'][name]:,}" for name in ("shortest", "median", "p95", "longest")),
        ),
        ("luck, mean bits", lambda f: f"{f['luck_bits']}"),
        ("problems passed over", lambda f: f"{f['passed_over']:,}"),
    ]
    lines = [f"| | {' | '.join(figures)} |", f"|---|{'---|' * len(figures)}"]
    lines += [f"| {name} | {' | '.join(show(each) for each in figures.values())} |" for name, show in rows]
    return "\n".join(lines) + "\n"


def _corruption(recipe: Recipe, figures: Mapping[str, Summary]) -> list[str]:
    if not recipe.corruptors:
        return []
    parts = ["## What was corrupted\n"]
    for spec in recipe.corruptors:
        corruptor = get_corruptor(spec.name, **spec.parameters)
        declared = corruptor.declared
        answer = "right or wrong" if declared.answer == "any" else declared.answer
        parts.append(
            f"`{spec.name}`, dose {corruptor.dose:g} of the {corruptor.unit} ({corruptor.source}). "
            f"It declares: thinking {declared.thinking}, answer {answer}.\n"
        )
    if len(recipe.corruptors) > 1:
        parts.append("One after another; the figures are those of the last one.\n")
    lines = ["| | rows changed | as declared | dose measured |", "|---|---|---|---|"]
    for split, each in figures.items():
        done = each["corrupted"]
        lines.append(
            f"| {split} | {_share(done['touched'], each['rows'])} | {_share(done['as_declared'], done['touched'])} | "
            f"{done['dose']:.1%} |"
        )
    parts.append("\n".join(lines) + "\n")
    for title, what in (("First rule broken", "rules_broken"), ("Left as they were", "untouched")):
        if counts := sum((Counter[str](each["corrupted"][what]) for each in figures.values()), Counter[str]()):
            items = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            parts.append(f"{title}:\n\n" + _list([f"{name}: {count:,}" for name, count in items]))
    return parts


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count:,}" for name, count in counts.items()) or "none"


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "0 of 0"
