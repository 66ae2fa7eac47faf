"""The study in small: SFT with k backtracks, then GRPO, for several k, and a table of what each stage brings.

    python examples/sft_then_grpo.py                       # a tiny model, on a CPU, two minutes for each k
    python examples/sft_then_grpo.py -k 0 -k 1 -k 3 -k 5 --model Qwen/Qwen2.5-0.5B --parameters '{}'

Each k has the same problems: those of a ladder. Needs: pip install 'tracekit[trl]'.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from trl import GRPOConfig, GRPOTrainer, SFTConfig, SFTTrainer

import tracekit
from sft import SMALL
from tiny_model import load, resolve, sample, settings_for
from tracekit.adapters.trl import reward
from tracekit.rewards.evaluation import Evaluation, evaluate


def main(
    model: str = typer.Option("tiny", help="Name or path of a model; tiny, tiny-m and tiny-l are made on the spot."),
    task: str = typer.Option("countdown", help="The task; 'tracekit tasks' lists them."),
    parameters: str = typer.Option(SMALL, help="The task's parameters, as JSON."),
    backtracks: list[int] = typer.Option([0, 1], "--backtracks", "-k", help="One run for each of these."),
    n: int = typer.Option(8000, help="Problems to train on in SFT."),
    n_test: int = typer.Option(256, help="Problems of the test split to answer."),
    sft_steps: int = typer.Option(350, help="Optimizer steps of SFT."),
    grpo_steps: int = typer.Option(60, help="Optimizer steps of GRPO."),
    max_length: int = typer.Option(256, help="Tokens of a row, and of a completion."),
    out: Path = typer.Option(Path("build/sft_then_grpo"), help="Where to save the models."),
    seed: int = typer.Option(0, help="Same seed, same rows."),
) -> None:
    """Train one model for each number of backtracks, first with SFT, then with GRPO."""
    puzzle = tracekit.get_task(task, **json.loads(parameters))
    how: dict[str, Any] = {"backtracks": backtracks, "ladder": True, "style": "symbolic"}
    ladder = tracekit.make_dataset(puzzle, n=n, split="train", seed=seed, **how)
    problems = tracekit.make_dataset(puzzle, n=8 * grpo_steps, split="train", seed=seed + 1, **how)
    test = tracekit.make_dataset(puzzle, n=n_test, split="test", seed=seed, **how)
    test = test.filter(lambda row: row["backtracks"] == backtracks[0])
    path = resolve(model, ladder.select(range(min(len(ladder), 500))), out / "start")
    small = model.startswith("tiny")
    rows: list[tuple[int, str, Evaluation]] = []

    for k in backtracks:
        network, tokenizer = load(path)
        data = ladder.filter(lambda row, k=k: row["backtracks"] == k)
        config = SFTConfig(
            **settings_for(out / f"k{k}", sft_steps, seed),
            learning_rate=4e-3 if small else 1e-5,
            warmup_steps=sft_steps // 20,
            per_device_train_batch_size=32,
            max_length=max_length,
        )
        SFTTrainer(
            network,
            args=config,
            train_dataset=data.select_columns(["prompt", "completion"]),
            processing_class=tokenizer,
        ).train()
        rows.append((k, "SFT", evaluate(test, sample(network, tokenizer, test, max_new_tokens=max_length))))

        config = GRPOConfig(
            **settings_for(out / f"k{k}", grpo_steps, seed),
            learning_rate=5e-5 if small else 1e-6,
            warmup_steps=grpo_steps // 6,
            per_device_train_batch_size=64,
            num_generations=8,
            max_completion_length=max_length,
        )
        asked = problems.filter(lambda row: row["backtracks"] == backtracks[0])  # the same for each k
        GRPOTrainer(
            network, reward_funcs=reward("study"), args=config, train_dataset=asked, processing_class=tokenizer
        ).train()
        network.save_pretrained(out / f"k{k}")
        tokenizer.save_pretrained(out / f"k{k}")
        rows.append((k, "GRPO", evaluate(test, sample(network, tokenizer, test, max_new_tokens=max_length))))

    print(f"\n{len(test)} problems of the test split; 95 % intervals\n")
    print("  k  stage  accuracy                certified  backtracks")
    for k, stage, found in rows:
        low, high = found.accuracy.interval
        written = "-" if found.backtracks is None else f"{found.backtracks:.2f}"
        accuracy = f"{found.accuracy.value:6.1%} [{low:.1%}, {high:.1%}]"
        print(f"{k:3}  {stage:5}  {accuracy:22}  {found.certified.value:9.1%}  {written:>10}")


if __name__ == "__main__":
    typer.run(main)
