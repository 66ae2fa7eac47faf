"""Teach a model to search: supervised fine-tuning on certified traces, then a look at what it writes.

    python examples/sft.py                                                # a tiny model, on a CPU, in a few minutes
    python examples/sft.py --model Qwen/Qwen2.5-0.5B --parameters '{}' --steps 2000 --batch-size 8 --max-length 2048

Needs: pip install 'tracekit[trl]'.
"""

from __future__ import annotations

import json
from pathlib import Path

import typer
from trl import SFTConfig, SFTTrainer

import tracekit
from tiny_model import load, resolve, sample, settings_for
from tracekit.adapters.trl import check_boundary, check_length
from tracekit.rewards.evaluation import evaluate

SMALL = '{"min_numbers": 2, "max_numbers": 3, "max_value": 9, "min_target": 1, "max_target": 30, "operators": "+-"}'


def main(
    model: str = typer.Option("tiny", help="Name or path of a model; tiny, tiny-m and tiny-l are made on the spot."),
    task: str = typer.Option("countdown", help="The task; 'tracekit tasks' lists them."),
    parameters: str = typer.Option(SMALL, help="The task's parameters, as JSON."),
    backtracks: list[int] = typer.Option([0, 1, 2], help="Numbers of backtracks, equally often."),
    style: str = typer.Option("symbolic", help="prose, symbolic or marked."),
    prompt_format: str = typer.Option("plain", help="plain, chat, base or qwen."),
    n: int = typer.Option(16_000, help="Rows to train on."),
    n_test: int = typer.Option(128, help="Rows of the test split to answer."),
    steps: int = typer.Option(500, help="Optimizer steps."),
    batch_size: int = typer.Option(32, help="Rows a step."),
    learning_rate: float = typer.Option(None, help="Default: 4e-3 for a tiny model, else 1e-5."),
    max_length: int = typer.Option(512, help="Tokens of a row; what is beyond is cut off."),
    out: Path = typer.Option(Path("build/sft"), help="Where to save the model."),
    seed: int = typer.Option(0, help="Same seed, same rows."),
) -> None:
    """Train a model on traces with the numbers of backtracks asked for, and evaluate it."""
    puzzle = tracekit.get_task(task, **json.loads(parameters))
    how = {"backtracks": backtracks, "style": style, "prompt_format": prompt_format, "seed": seed}
    data = tracekit.make_dataset(puzzle, n=n, split="train", **how)
    test = tracekit.make_dataset(puzzle, n=n_test, split="test", **how)

    network, tokenizer = load(resolve(model, data.select(range(min(n, 500))), out))
    check_boundary(tokenizer, data[0])
    print(check_length(tokenizer, data.select(range(min(n, 500))), max_length), "\n")

    rate = learning_rate or (4e-3 if model.startswith("tiny") else 1e-5)
    config = SFTConfig(
        **settings_for(out, steps, seed),
        learning_rate=rate,
        warmup_steps=max(1, steps // 20),
        per_device_train_batch_size=batch_size,
        max_length=max_length,
    )
    columns = data.select_columns(["prompt", "completion"])
    trainer = SFTTrainer(network, args=config, train_dataset=columns, processing_class=tokenizer)
    trainer.train()
    trainer.save_model(str(out))
    tokenizer.save_pretrained(out)
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    print(f"\nloss {losses[0]:.2f} -> {losses[-1]:.2f}; saved to {out}\n")

    completions = sample(trainer.model, tokenizer, test, max_new_tokens=max_length)
    print(f"{n_test} problems of the test split, the likeliest token each time:\n{evaluate(test, completions)}\n")
    print(f"{test[0]['question']}\n\n{completions[0]}\n")
    certificate = tracekit.certify(puzzle, tracekit.load_row(test[0]).problem, completions[0])
    print("certified" if certificate.ok else f"not certified: {certificate.error.message}")


if __name__ == "__main__":
    typer.run(main)
