"""Reinforcement learning with verified rewards (GRPO), on problems that never repeat.

    python examples/sft.py && python examples/grpo.py --model build/sft       # on a CPU, in a few minutes
    python examples/grpo.py --model Qwen/Qwen2.5-1.5B-Instruct --parameters '{}' --prompt-format chat --stepwise 0

Needs: pip install 'tracekit[trl]'.
"""

from __future__ import annotations

import json
from pathlib import Path

import typer
from trl import GRPOConfig, GRPOTrainer

import tracekit
from sft import SMALL
from tiny_model import load, resolve, sample, settings_for
from tracekit.adapters.trl import reward
from tracekit.rewards import only_if
from tracekit.rewards.evaluation import evaluate


def main(
    model: str = typer.Option("tiny", help="Name or path of a model; an untrained one (tiny) will hardly learn."),
    task: str = typer.Option("countdown", help="The task; 'tracekit tasks' lists them."),
    parameters: str = typer.Option(SMALL, help="The task's parameters, as JSON."),
    backtracks: list[int] = typer.Option([0, 1, 2], help="Problems that can have so many backtracks are asked."),
    prompt_format: str = typer.Option("plain", help="plain, chat, base or qwen: as the model was trained."),
    stepwise: float = typer.Option(0.2, help="Weight of the share of true statements, paid for right answers only."),
    n_test: int = typer.Option(128, help="Rows of the test split to answer, before and after."),
    steps: int = typer.Option(100, help="Optimizer steps."),
    prompts: int = typer.Option(8, help="Problems a step."),
    generations: int = typer.Option(8, help="Completions of each problem."),
    learning_rate: float = typer.Option(None, help="Default: 1e-4 for a tiny model, else 1e-6."),
    max_completion_length: int = typer.Option(128, help="Tokens of a completion."),
    out: Path = typer.Option(Path("build/grpo"), help="Where to save the model."),
    seed: int = typer.Option(1, help="Same seed, same problems."),
) -> None:
    """Train a model with the study's reward, and evaluate it before and after."""
    puzzle = tracekit.get_task(task, **json.loads(parameters))
    how = {"backtracks": backtracks, "style": "symbolic", "prompt_format": prompt_format}
    problems = tracekit.stream_dataset(puzzle, split="train", seed=seed, **how)  # made while they are read, without end
    test = tracekit.make_dataset(puzzle, n=n_test, split="test", **how)
    network, tokenizer = load(resolve(model, test, out))

    def answers() -> list[str]:
        return sample(network, tokenizer, test, max_new_tokens=max_completion_length)

    before = evaluate(test, answers())
    print(f"before:\n{before}\n")
    scheme = [("study", 1.0), (only_if("correct", "true_share"), stepwise)] if stepwise else "study"
    is_small = sum(weight.numel() for weight in network.parameters()) < 10_000_000
    config = GRPOConfig(
        **settings_for(out, steps, seed),
        learning_rate=learning_rate or (1e-4 if is_small else 1e-6),
        per_device_train_batch_size=prompts * generations,
        num_generations=generations,
        max_completion_length=max_completion_length,
        shuffle_dataset=False,  # a stream is in random order as it is, and shuffling would read 1,000 rows ahead
    )
    trainer = GRPOTrainer(
        network,
        reward_funcs=reward(scheme, name="tracekit"),
        args=config,
        train_dataset=problems,
        processing_class=tokenizer,
    )
    trainer.train()
    trainer.save_model(str(out))
    tokenizer.save_pretrained(out)

    print("\n  step   reward  correct  format  readable  length")
    for entry in trainer.state.log_history:
        if "reward" in entry:
            parts = [entry.get(f"tracekit/{name}", 0.0) for name in ("correct", "format", "readable")]
            shares = "  ".join(f"{part:7.1%}" for part in parts)
            print(f"{entry['step']:6}   {entry['reward']:6.3f}  {shares}  {entry['completions/mean_length']:6.1f}")
    completions = answers()
    print(f"\nafter:\n{evaluate(test, completions)}\n\n{test[0]['question']}\n\n{completions[0]}\n\nsaved to {out}")


if __name__ == "__main__":
    typer.run(main)
