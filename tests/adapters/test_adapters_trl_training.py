"""TRL's trainers take our rows and rewards as they are, and a tiny model learns from them."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tracekit
from tracekit.adapters import trl as adapter
from tracekit.data.preferences import preference_pairs, unpaired_preferences
from tracekit.rewards.evaluation import evaluate

trl = pytest.importorskip("trl")
transformers = pytest.importorskip("transformers")

# TRL sets it itself, whatever we set.
pytestmark = pytest.mark.filterwarnings("ignore:.*gradient_checkpointing` is deprecated:FutureWarning")

# Two numbers: to add or to subtract. Small enough to be learned in a hundred steps, and it has a backtrack.
TASK = tracekit.get_task(
    "countdown", min_numbers=2, max_numbers=2, max_value=9, min_target=1, max_target=30, operators="+-"
)


def make(n: int, **options: Any) -> Any:
    return tracekit.make_dataset(TASK, n=n, **{"backtracks": [0, 1], "style": "symbolic", **options})


def load(path: str) -> tuple[Any, Any]:
    return transformers.AutoModelForCausalLM.from_pretrained(path), transformers.AutoTokenizer.from_pretrained(path)


def logged(trainer: Any, name: str) -> list[float]:
    return [entry[name] for entry in trainer.state.log_history if name in entry]


@pytest.fixture(scope="module")
def untrained(tiny_model: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    return tiny_model.make_tiny(make(100), tmp_path_factory.mktemp("tiny"), size="s")


def grpo(quiet: dict[str, Any], **settings: Any) -> Any:
    return trl.GRPOConfig(
        **{**quiet, "learning_rate": 1e-4, "max_steps": 2, "per_device_train_batch_size": 8, "num_generations": 4},
        max_completion_length=40,
        **settings,
    )


def test_a_model_learns_our_language_and_goes_on_with_grpo(
    tiny_model: ModuleType, untrained: str, quiet: dict[str, Any]
) -> None:
    data, held_out = make(1500), make(64, split="test")
    model, tokenizer = load(untrained)
    assert adapter.check_boundary(tokenizer, data[0]).ok
    lengths = adapter.check_length(tokenizer, data.select(range(100)), max_length=64)
    assert lengths.over == 0
    before = evaluate(held_out, tiny_model.sample(model, tokenizer, held_out, max_new_tokens=48))
    assert before.readable.count == before.format.count == 0

    settings = {**quiet, "max_steps": 120, "learning_rate": 4e-3, "max_length": 64, "logging_steps": 20}
    config = trl.SFTConfig(**settings, per_device_train_batch_size=16, lr_scheduler_type="cosine", warmup_steps=10)
    sft = trl.SFTTrainer(model, args=config, train_dataset=data, processing_class=tokenizer)
    # The loss is on the completion and the end of the sequence, and on nothing else.
    row = sft.train_dataset[0]
    told = tokenizer.decode([label for label in row["labels"] if label != -100])
    assert told.startswith("<think>have")
    assert told.endswith("</answer>" + tokenizer.eos_token)
    sft.train()
    losses = logged(sft, "loss")
    assert losses[-1] < losses[0] / 3
    after = evaluate(held_out, tiny_model.sample(sft.model, tokenizer, held_out, max_new_tokens=48))
    assert after.readable.interval[0] > 0.5, after
    assert after.format.interval[0] > 0.5, after
    assert after.certified.count > 0, after
    assert after.true_share is not None

    reward = adapter.reward([("study", 1.0), ("true_share", 0.2), ("honest_backtracks", 0.1)], name="ours")
    trainer = trl.GRPOTrainer(
        sft.model, reward_funcs=reward, args=grpo(quiet), train_dataset=make(16, seed=1), processing_class=tokenizer
    )
    trainer.train()
    for name in ("correct", "format", "readable", "true_share", "backtracks"):
        values = logged(trainer, f"tracekit/{name}")
        assert len(values) == 2
        assert all(math.isfinite(value) for value in values)
    assert min(logged(trainer, "tracekit/format")) > 0.3
    assert len(logged(trainer, "rewards/ours/mean")) == 2


def test_chat_rows_go_in_as_they_are(untrained: str, quiet: dict[str, Any]) -> None:
    data = make(16, prompt_format="chat", style="prose")
    model, tokenizer = load(untrained)
    assert adapter.check_boundary(tokenizer, data[0]).ok
    config = trl.SFTConfig(**quiet, max_steps=2, max_length=None, learning_rate=1e-3, per_device_train_batch_size=8)
    trainer = trl.SFTTrainer(model, args=config, train_dataset=data, processing_class=tokenizer)
    row = trainer.train_dataset[0]
    told = tokenizer.decode([label for label in row["labels"] if label != -100])
    text = tokenizer.decode(row["input_ids"])
    original = next(one for one in data if one["prompt"][0]["content"] in text)
    assert told == original["completion"][0]["content"] + "<|im_end|>\n"
    trainer.train()
    assert len(logged(trainer, "loss")) == 2


def test_fresh_problems_from_a_stream(untrained: str, quiet: dict[str, Any]) -> None:
    asked: list[str] = []
    ours = adapter.reward("study")

    def watch(prompts: list[str], **columns: Any) -> list[float | None]:
        asked.extend(prompts)
        return ours(prompts=prompts, **columns)

    model, tokenizer = load(untrained)
    stream = tracekit.stream_dataset(TASK, backtracks=[0, 1], style="symbolic", seed=4)
    config = grpo(quiet, shuffle_dataset=False)
    trainer = trl.GRPOTrainer(model, reward_funcs=watch, args=config, train_dataset=stream, processing_class=tokenizer)
    trainer.train()
    prompts = make(4, seed=4)["prompt"]
    assert asked == [prompt for prompt in prompts for _ in range(4)]
    assert len(logged(trainer, "tracekit/study")) == 2


TOOLS = (
    "{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' + (m.content or '') }}"
    "{%- for call in m.tool_calls or [] %}{{- call.function.name ~ call.function.arguments | tojson }}{%- endfor %}"
    "{{- (m.name or '') + '<|im_end|>\\n' }}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"
)


def test_fresh_problems_from_an_environment(
    untrained: str, quiet: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRL_EXPERIMENTAL_SILENCE", "1")
    asked: list[str] = []
    ours = adapter.reward("study")

    def watch(prompts: list[list[dict[str, str]]], **columns: Any) -> list[float | None]:
        asked.extend(prompt[-1]["content"] for prompt in prompts)
        return ours(prompts=prompts, **columns)

    model, tokenizer = load(untrained)
    tokenizer.chat_template = TOOLS
    trainer = trl.GRPOTrainer(
        model,
        reward_funcs=watch,
        args=grpo(quiet, shuffle_dataset=False),
        train_dataset=adapter.index_dataset(),
        processing_class=tokenizer,
        environment_factory=adapter.environment(TASK, backtracks=0, seed=4),
    )
    trainer.train()
    prompts = [prompt[0]["content"] for prompt in make(4, backtracks=0, seed=4, prompt_format="chat")["prompt"]]
    assert asked == [prompt for prompt in prompts for _ in range(4)]
    assert len(logged(trainer, "tracekit/format")) == 2


@pytest.mark.parametrize("prompt_format", ["plain", "chat"])
def test_dpo_and_kto_take_preferences(untrained: str, quiet: dict[str, Any], prompt_format: str) -> None:
    ladder = make(8, ladder=True, prompt_format=prompt_format)
    none, one = (ladder.filter(lambda row, k=k: row["backtracks"] == k) for k in (0, 1))
    model, tokenizer = load(untrained)
    common = {**quiet, "max_steps": 2, "per_device_train_batch_size": 4, "learning_rate": 1e-3, "max_length": None}

    pairs = preference_pairs(none, one)
    dpo = trl.DPOTrainer(model, args=trl.DPOConfig(**common), train_dataset=pairs, processing_class=tokenizer)
    dpo.train()
    assert logged(dpo, "loss")[0] == pytest.approx(math.log(2), abs=1e-3)  # it has moved from nowhere yet
    assert logged(dpo, "loss")[1] < logged(dpo, "loss")[0]

    model, _ = load(untrained)
    labelled = unpaired_preferences(none, one)
    kto = trl.KTOTrainer(model, args=trl.KTOConfig(**common), train_dataset=labelled, processing_class=tokenizer)
    kto.train()
    assert len(logged(kto, "loss")) == 2


def test_the_tiny_model_is_tiny_and_writes_any_text(tiny_model: ModuleType, untrained: str) -> None:
    model, tokenizer = load(untrained)
    assert 0.5e6 < sum(weight.numel() for weight in model.parameters()) < 5e6
    for text in ("Grüße, 数独!\t\x00", make(1, style="marked", seed=9)[0]["completion"]):
        assert tokenizer.decode(tokenizer(text)["input_ids"], skip_special_tokens=True) == text
    assert Path(untrained, "model.safetensors").exists()
