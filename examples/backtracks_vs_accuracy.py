"""The study's question in small: how many backtracks should a model see before reinforcement learning?

    python examples/backtracks_vs_accuracy.py                     # a tiny model, on a CPU, in some 40 minutes
    python examples/backtracks_vs_accuracy.py --model PATH        # any other model, on whatever is there

For each number of backtracks a fresh copy of the model is fine-tuned on the same problems, told with exactly so many;
then GRPO goes on from there with the study's reward. Accuracy is measured after each stage on the same problems of the
test split, one completion each at temperature 1. Results go to ``--out`` as they come, so that a run that was cut off
goes on where it stopped; at the end there are a table (``results.md``) and a figure (``results.png``).
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from datasets import Dataset
from rich.console import Console
from rich.table import Table
from transformers import set_seed
from trl import GRPOConfig, GRPOTrainer, SFTConfig, SFTTrainer

import tracekit
from tiny_model import load, resolve, sample, settings_for
from tracekit.adapters.trl import reward
from tracekit.rewards import Share, evaluate

TASKS = {
    "countdown": {
        "min_numbers": 4,
        "max_numbers": 4,
        "max_value": 10,
        "min_target": 1,
        "max_target": 30,
        "operators": "+-",
    },
    "mini_sudoku": {"size": 4, "min_empty": 8, "max_empty": 10},
}
MAX_NEW_TOKENS = 192
console = Console(highlight=False)


def main(
    task: Annotated[str, typer.Option(help="countdown (four numbers, + and -) or mini_sudoku.")] = "countdown",
    backtracks: Annotated[list[int], typer.Option("--backtracks", "-k", help="Numbers of backtracks.")] = [0, 1, 3],  # noqa: B006
    model: Annotated[str, typer.Option(help="tiny, tiny-m, tiny-l, or a name or path.")] = "tiny",
    n: Annotated[int, typer.Option("-n", help="Problems to fine-tune on.")] = 44_800,
    learning_rate: Annotated[float, typer.Option(help="Of the fine-tuning.")] = 2e-3,
    batch: Annotated[int, typer.Option(help="Rows per step of the fine-tuning.")] = 32,
    grpo_steps: Annotated[int, typer.Option(help="Steps of GRPO, of 8 problems with 8 completions each.")] = 100,
    grpo_learning_rate: Annotated[float, typer.Option(help="Of GRPO.")] = 1e-4,
    n_test: Annotated[int, typer.Option(help="Problems to measure the accuracy on.")] = 1000,
    seed: Annotated[int, typer.Option(help="Of problems, weights and training.")] = 0,
    out: Annotated[Path, typer.Option(help="Folder for models, table and figure.")] = Path("build/backtracks"),
) -> None:
    """Fine-tune on traces with different numbers of backtracks, go on with GRPO, and compare."""
    out.mkdir(parents=True, exist_ok=True)
    puzzle = tracekit.get_task(task, **TASKS[task])
    options: dict[str, Any] = {"style": "symbolic", "seed": seed}
    data = tracekit.make_dataset(puzzle, n=n, backtracks=backtracks, ladder=True, workers=2, **options)
    test = tracekit.make_dataset(puzzle, n=n_test, backtracks=0, split="test", **options)
    prompts = tracekit.make_dataset(puzzle, n=8 * grpo_steps, backtracks=0, **{**options, "seed": seed + 1})
    start = resolve(model, data.select(range(min(len(data), 4000))), out / "model")
    settings = {"task": task, "model": model, "n": n, "learning_rate": learning_rate, "batch": batch, "seed": seed}
    settings |= {"grpo_steps": grpo_steps, "grpo_learning_rate": grpo_learning_rate, "n_test": n_test}
    results = Results(out / "results.json", settings)
    for k in backtracks:
        tuned = out / f"k{k}"
        if not results.has(k, "sft"):
            set_seed(seed)
            config = SFTConfig(
                **settings_for(tuned, n // batch, seed),
                max_length=1024,
                per_device_train_batch_size=batch,
                learning_rate=learning_rate,
                warmup_steps=0.05,
            )
            rows = data.filter(lambda row, k=k: row["backtracks"] == k).select_columns(["prompt", "completion"])
            network, tokenizer = load(start)
            trainer = SFTTrainer(network, args=config, train_dataset=rows, processing_class=tokenizer)
            seconds = timed(trainer.train)
            trainer.save_model(str(tuned))
            tokenizer.save_pretrained(tuned)
            results.add(k, "sft", seconds, judged(trainer.model, tokenizer, test))
        if grpo_steps and not results.has(k, "grpo"):
            set_seed(seed)
            config = GRPOConfig(
                **settings_for(tuned / "grpo", grpo_steps, seed),
                per_device_train_batch_size=64,
                num_generations=8,
                max_completion_length=MAX_NEW_TOKENS,
                learning_rate=grpo_learning_rate,
            )
            network, tokenizer = load(str(tuned))
            trainer = GRPOTrainer(
                network, reward_funcs=reward(), args=config, train_dataset=prompts, processing_class=tokenizer
            )
            seconds = timed(trainer.train)
            results.add(k, "grpo", seconds, judged(trainer.model, tokenizer, test))
    results.show(out)


def timed(run: Any) -> float:
    """How many seconds something takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def judged(model: Any, tokenizer: Any, test: Dataset) -> dict[str, Any]:
    """What a model's completions amount to, one per problem at temperature 1."""
    completions = sample(model, tokenizer, test, max_new_tokens=MAX_NEW_TOKENS, temperature=1.0)
    found = evaluate(test, completions)
    return {
        "n": found.n,
        "correct": found.accuracy.count,
        "certified": found.certified.count,
        "format": found.format.count,
        "backtracks": found.backtracks,
        "characters": found.length,
        "sample": completions[0],
    }


class Results:
    """What has been measured, kept in a file; only for the same settings."""

    def __init__(self, path: Path, settings: dict[str, Any]) -> None:
        self.path, self.settings = path, settings
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.rows: list[dict[str, Any]] = kept["rows"] if kept.get("settings") == settings else []

    def has(self, k: int, stage: str) -> bool:
        """Whether a stage is done."""
        return any((row["k"], row["stage"]) == (k, stage) for row in self.rows)

    def add(self, k: int, stage: str, seconds: float, figures: dict[str, Any]) -> None:
        """Keep and print what a stage came to."""
        self.rows.append({"k": k, "stage": stage, "seconds": round(seconds), **figures})
        self.path.write_text(json.dumps({"settings": self.settings, "rows": self.rows}, indent=2))
        console.print(f"k = {k}, {stage}: {Share(figures['correct'], figures['n'])} right, {seconds:.0f} s")

    def show(self, out: Path) -> None:
        """Print and write the table, and draw the figure."""
        import matplotlib.pyplot as plt

        names = {"sft": "SFT", "grpo": "SFT, then GRPO"}
        header = ("backtracks in SFT", "stage", "right [95 %]", "certified", "backtracks told", "characters", "seconds")
        table = Table(*header)
        lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
        for row in self.rows:
            right, certified = (Share(row[name], row["n"]) for name in ("correct", "certified"))
            low, high = right.interval
            told = "-" if row["backtracks"] is None else f"{row['backtracks']:.2f}"
            cells = (
                str(row["k"]),
                names[row["stage"]],
                f"{right.value:.1%} [{low:.1%}, {high:.1%}]",
                f"{certified.value:.1%}",
                told,
                f"{row['characters']:.0f}",
                str(row["seconds"]),
            )
            table.add_row(*cells)
            lines.append(f"| {' | '.join(cells)} |")
        console.print(table)
        (out / "results.md").write_text("\n".join(lines) + "\n")
        figure, axes = plt.subplots(figsize=(5, 3.5), layout="constrained")
        for stage, name in names.items():
            rows = [row for row in self.rows if row["stage"] == stage]
            shares = [Share(row["correct"], row["n"]) for row in rows]
            low = [100 * (share.value - share.interval[0]) for share in shares]
            high = [100 * (share.interval[1] - share.value) for share in shares]
            heights = [100 * share.value for share in shares]
            axes.errorbar([row["k"] for row in rows], heights, yerr=[low, high], marker="o", capsize=4, label=name)
        axes.set(xlabel="backtracks in each trace of the SFT data", ylabel="right answers, %")
        axes.set_xticks(sorted({row["k"] for row in self.rows}))
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(out / "results.png", dpi=150)


if __name__ == "__main__":
    typer.run(main)
