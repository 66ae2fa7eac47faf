"""A language model small enough to learn a puzzle on a CPU, made from a configuration: nothing is downloaded.

    python examples/tiny_model.py      # make one and show how its tokenizer cuts up a row

The model is a Qwen3 with a few million random weights. Its tokenizer is a byte-level BPE trained on the rows: it can
write any text, and in the rows' own texts a whole phrase is one token, and so is a number. Both are saved to a
directory, which is then loaded like any other model. The other examples use it for ``--model tiny``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import torch
import typer
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

import tracekit

START, END, PAD = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
TAGS = ("<think>", "</think>", "<answer>", "</answer>")
# The generation markers let TRL mask the loss by role (assistant_only_loss=True).
CHAT_TEMPLATE = """\
{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' }}
{%- if message.role == 'assistant' %}
{%- generation %}{{- message.content + '<|im_end|>' }}{%- endgeneration %}{{- '\\n' }}
{%- else %}{{- message.content + '<|im_end|>\\n' }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"""

# A number and the blank before it, a blank of a grid, and the end of a line stand alone. All else may be merged.
_ALONE = r" ?\d+| ?\.(?= ?[\d.\n])|\n"

Size = Literal["s", "m", "l"]
SIZES: Mapping[Size, dict[str, int]] = {
    "s": {"hidden_size": 128, "intermediate_size": 512, "num_hidden_layers": 4},  # 1.1 million parameters
    "m": {"hidden_size": 192, "intermediate_size": 768, "num_hidden_layers": 4},  # 2.4
    "l": {"hidden_size": 256, "intermediate_size": 1024, "num_hidden_layers": 4},  # 4.2
}


def text_of(side: Any) -> str:
    """A prompt or a completion as one text."""
    return side if isinstance(side, str) else "\n".join(message["content"] for message in side)


def tiny_tokenizer(rows: Iterable[Mapping[str, Any]], vocab_size: int = 1024) -> PreTrainedTokenizerFast:
    """A byte-level BPE tokenizer trained on rows."""
    tokenizer = Tokenizer(models.BPE())
    alone = pre_tokenizers.Split(Regex(_ALONE), behavior="isolated")
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([alone, byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size - len(TAGS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=[PAD, START, END],
        show_progress=False,
    )
    texts = (f"{text_of(row['prompt'])}{text_of(row['completion'])}" for row in rows)
    tokenizer.train_from_iterator((part for text in texts for part in re.split("|".join(TAGS), text)), trainer)
    # The tags are tokens of their own, but not special ones: those vanish where a trainer decodes a completion.
    tokenizer.add_tokens([AddedToken(tag, special=False, normalized=False) for tag in TAGS])
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END, pad_token=PAD, padding_side="left")
    wrapped.chat_template = CHAT_TEMPLATE
    return wrapped


def make_tiny(rows: Iterable[Mapping[str, Any]], directory: Path, *, size: Size = "s", seed: int = 0) -> str:
    """Make a tiny Qwen3 and a tokenizer for rows like these; the directory, to be loaded by name."""
    tokenizer = tiny_tokenizer(rows)
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=32,
        max_position_embeddings=4096,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **SIZES[size],
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Qwen3ForCausalLM(config)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return str(directory)


def resolve(model: str, rows: Iterable[Mapping[str, Any]], directory: Path) -> str:
    """The name or path of a model to load; ``tiny`` (or ``tiny-m``, ``tiny-l``) makes one for the rows."""
    name, _, size = model.partition("-")
    return make_tiny(rows, directory, size=size or "s") if name == "tiny" else model


def sample(
    model: Any,
    tokenizer: Any,
    rows: Iterable[Mapping[str, Any]],
    *,
    max_new_tokens: int = 256,
    temperature: float = 0.0,
) -> list[str]:
    """One completion for each row, decoded as TRL does it: without special tokens.

    Args:
        model: a causal language model.
        tokenizer: its tokenizer, which pads on the left.
        rows: rows with a ``prompt``: a text or chat messages.
        max_new_tokens: where a completion is cut off.
        temperature: 0 takes the likeliest token each time.
    """
    how = {"do_sample": True, "temperature": temperature} if temperature else {"do_sample": False}
    completions: list[str] = []
    was_training = model.training
    model.eval()
    prompts = [row["prompt"] for row in rows]
    chat = bool(prompts) and not isinstance(prompts[0], str)
    if chat:
        prompts = tokenizer.apply_chat_template(prompts, tokenize=False, add_generation_prompt=True)
    for start in range(0, len(prompts), 64):
        # A chat template writes the special tokens itself.
        batch = tokenizer(
            prompts[start : start + 64],
            add_special_tokens=not chat,
            return_tensors="pt",
            padding=True,
            padding_side="left",
        )
        inputs = batch.to(model.device)
        with torch.inference_mode():
            output = model.generate(**inputs, max_new_tokens=max_new_tokens, **how)
        completions += tokenizer.batch_decode(output[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
    model.train(was_training)
    return completions


def settings_for(directory: Path, steps: int, seed: int) -> dict[str, Any]:
    """Settings that every trainer of TRL takes: on a GPU if there is one, with nothing saved or reported on the way."""
    gpu = torch.cuda.is_available()
    return {
        "output_dir": str(directory),
        "max_steps": steps,
        "seed": seed,
        "use_cpu": not gpu,
        "bf16": gpu,
        "dataloader_pin_memory": gpu,
        "gradient_checkpointing": gpu,
        "report_to": "none",
        "save_strategy": "no",
        "logging_steps": max(1, steps // 10),
        "lr_scheduler_type": "cosine",
    }


def load(path: str) -> tuple[Any, Any]:
    """A model and its tokenizer; on a GPU if there is one."""
    model = AutoModelForCausalLM.from_pretrained(path).to("cuda" if torch.cuda.is_available() else "cpu")
    return model, AutoTokenizer.from_pretrained(path)


def main(
    task: str = typer.Option("countdown", help="The task whose rows the tokenizer is trained on."),
    out: Path = typer.Option(Path("build/tiny_model"), help="Where to save it."),
) -> None:
    """Make a tiny model and show how its tokenizer cuts up a row."""
    data = tracekit.make_dataset(tracekit.get_task(task), n=500, backtracks=1, style="symbolic")
    model, tokenizer = load(make_tiny(data, out))
    print(f"{sum(weight.numel() for weight in model.parameters()):,} weights, {len(tokenizer)} tokens, in {out}")
    for side in ("prompt", "completion"):
        print(f"\n{side}:", "|".join(tokenizer.decode([i]) for i in tokenizer(data[0][side])["input_ids"]))


if __name__ == "__main__":
    typer.run(main)
