"""The formats: what each trainer's own configuration says about the data, and how the README tells to use them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from tracekit.data.exports import forms
from tracekit.data.exports.folder import ParquetFiles
from tracekit.data.exports.target import MEANT, Content, Kind, Target
from tracekit.errors import DataFileError, ParameterError
from tracekit.registry import Registry

__all__ = ["EXPORTS", "get_target", "register_export"]

MAX_OPENAI_BYTES = 512 * 1024 * 1024
MIN_OPENAI_EXAMPLES = 10


def _lines(*lines: str | None) -> str:
    return "".join(f"{line}\n" for line in lines if line is not None)


def _block(language: str, *lines: str | None) -> str:
    return f"```{language}\n{_lines(*lines)}```\n"


# --- TRL --------------------------------------------------------------------------------------------------------------


_TRL_COMMANDS: Mapping[Kind, str] = {"rows": "sft", "pairs": "dpo", "labels": "kto"}


def _trl_files(content: Content) -> dict[str, str]:
    if content.kind == "prompts":
        return {}
    text = _lines(
        f"dataset_train_split: {content.first}",
        f"dataset_test_split: {content.second}" if content.second else None,
        "eval_strategy: epoch" if content.second else None,
        "max_length: 4096  # TRL cuts off what is longer, without a word; its default is 1024",
    )
    return {f"{_TRL_COMMANDS[content.kind]}.yaml": text}


def _trl_usage(content: Content) -> str:
    load = _block("python", "from datasets import load_dataset", "", 'data = load_dataset("path/of/this/folder")')
    if content.kind == "prompts":
        return f"{load}\nFor `GRPOTrainer`, with a reward function that reads the columns of a row."
    command = _TRL_COMMANDS[content.kind]
    run = _block(
        "bash",
        f'trl {command} --config {command}.yaml --dataset_name "$PWD" --model_name_or_path MODEL --output_dir OUT',
    )
    note = "TRL adds the end-of-sequence token, and the loss is on the completion alone."
    return f"{load}\nIn this folder:\n\n{run}\n{note if content.kind == 'rows' else ''}"


# --- verl -------------------------------------------------------------------------------------------------------------


def _verl_files(content: Content) -> dict[str, str]:
    text = _lines(
        f"data.train_files={content.first}.parquet",
        f"data.val_files={content.second or content.first}.parquet",
        "data.prompt_key=prompt",
        "data.reward_fn_key=data_source",
        "reward.custom_reward_function.path=pkg://tracekit.adapters.verl",
        "reward.custom_reward_function.name=compute_score",
    )
    return {"verl_args.txt": text}


def _verl_usage(content: Content) -> str:
    run = _block("bash", "python3 -m verl.trainer.main_ppo $(cat verl_args.txt) actor_rollout_ref.model.path=MODEL")
    said = f"In this folder, with your other settings behind:\n\n{run}"
    only = "There is one split here only, so `data.val_files` names it again: replace it."
    return said if content.second else f"{said}\nverl wants data to validate on. {only}"


# --- LLaMA-Factory ----------------------------------------------------------------------------------------------------


def _llama_factory_files(content: Content) -> dict[str, str]:
    pairs = content.kind == "pairs"
    names = ("messages", "chosen", "rejected") if pairs else ("messages",)
    info = {
        f"tracekit_{split}": {
            "file_name": f"{split}.jsonl",
            "formatting": "sharegpt",
            **({"ranking": True} if pairs else {}),
            "columns": {name: name for name in names},
            "tags": {f"{name}_tag": name for name in ("role", "content", "user", "assistant", "system")},
        }
        for split in content.splits
    }
    stage = "dpo" if pairs else "sft"
    config = _lines(
        f"stage: {stage}",
        "do_train: true",
        "dataset_dir: .",
        f"dataset: tracekit_{content.first}",
        f"eval_dataset: tracekit_{content.second}" if content.second else None,
        "cutoff_len: 4096  # LLaMA-Factory cuts off what is longer; its default is 2048",
    )
    return {"dataset_info.json": json.dumps(info, indent=2) + "\n", f"{stage}.yaml": config}


def _llama_factory_usage(content: Content) -> str:
    stage = "dpo" if content.kind == "pairs" else "sft"
    settings = "model_name_or_path=MODEL template=TEMPLATE finetuning_type=full output_dir=out"
    run = _block("bash", f"llamafactory-cli train {stage}.yaml {settings}")
    where = "In this folder, with the template of your model, for example `qwen`"
    return f"{where}:\n\n{run}\nThe template adds the end token."


# --- axolotl ----------------------------------------------------------------------------------------------------------


def _axolotl_files(content: Content) -> dict[str, str]:
    segments = "segments" in content.keys

    def entry(split: str) -> list[str]:
        kind = "    type: input_output" if segments else "    type: chat_template"
        lines = [f"  - path: {split}.jsonl", "    ds_type: json", "    split: train", kind]
        return lines if segments else [*lines, "    field_messages: messages"]

    lines = ["datasets:", *entry(content.first)]
    if content.second:
        lines += ["test_datasets:", *entry(content.second)]
    return {"datasets.yaml": _lines(*lines, "train_on_inputs: false", "sequence_len: 4096")}


def _axolotl_usage(content: Content) -> str:
    run = _block("bash", "cat datasets.yaml YOUR_SETTINGS.yaml > config.yaml", "axolotl train config.yaml")
    note = (
        "axolotl adds nothing to segments: the last one ends with the end-of-sequence token that `--eos` gave."
        if "segments" in content.keys
        else "The chat template of the tokenizer adds the end token."
    )
    return f"`datasets.yaml` is the part of axolotl's configuration about the data. In this folder:\n\n{run}\n{note}"


# --- OpenAI -----------------------------------------------------------------------------------------------------------


def _check_openai(content: Content, sizes: Sequence[int]) -> None:
    """Hold data against the limits that OpenAI documents: 10 examples at least, and 512 MB per file.

    Sources: https://developers.openai.com/api/docs/guides/supervised-fine-tuning and the reference of the Files API.
    """
    n_train = content.n_rows["train"]
    if n_train < MIN_OPENAI_EXAMPLES:
        raise DataFileError(f"{n_train} rows to train on: OpenAI takes no fewer than {MIN_OPENAI_EXAMPLES}")
    if max(sizes) > MAX_OPENAI_BYTES:
        raise DataFileError(f"a file of {max(sizes):,} bytes: OpenAI takes no more than {MAX_OPENAI_BYTES:,}")


def _openai_usage(method: str) -> Callable[[Content], str]:
    def usage(content: Content) -> str:
        create = 'client.files.create(file=open("{}.jsonl", "rb"), purpose="fine-tune")'
        files = zip(("train", "test"), content.splits, strict=False)
        code = _block(
            "python",
            "from openai import OpenAI",
            "",
            "client = OpenAI()",
            *(f"{name} = {create.format(split)}" for name, split in files),
            "client.fine_tuning.jobs.create(",
            "    training_file=train.id,",
            "    validation_file=test.id," if content.second else None,
            '    model="MODEL",',
            f'    method={{"type": "{method}"}},',
            ")",
        )
        limits = (
            f"Checked here: at least {MIN_OPENAI_EXAMPLES} examples to train on, and no file over 512 MB. Not checked: "
            "the number of tokens of an example, whose limit depends on the model."
        )
        return f"In this folder:\n\n{code}\n{limits}"

    return usage


# --- all of them ------------------------------------------------------------------------------------------------------


def _plain_usage(word: str) -> Callable[[Content], str]:
    def usage(content: Content) -> str:
        files = ", ".join(f'"{split}": "{split}.jsonl"' for split in content.splits)
        code = _block(
            "python", "from datasets import load_dataset", "", f'data = load_dataset("json", data_files={{{files}}})'
        )
        return f"{word}\n\n{code}"

    return usage


def _as_it_is(*columns: str) -> Callable[[Mapping[str, object]], dict[str, object]]:
    """What leaves a row as it is, once it has looked at some columns."""

    def record(row: Mapping[str, object]) -> dict[str, object]:
        if columns:
            forms.texts_of(row, *columns)
        return dict(row)

    return record


_COMPLETED, _PAIRED = _as_it_is("prompt", "completion"), _as_it_is("prompt", "chosen", "rejected")

_TARGETS = (
    Target(
        "trl",
        "Data for TRL",
        {"rows": _COMPLETED, "pairs": _PAIRED, "labels": _COMPLETED, "prompts": _as_it_is()},
        _trl_usage,
        ParquetFiles,
        "data/{split}-00000-of-00001.parquet",
        _trl_files,
        card=True,
    ),
    Target(
        "verl",
        "Data for verl",
        {"rows": forms.verl, "prompts": forms.verl},
        _verl_usage,
        ParquetFiles,
        "{split}.parquet",
        _verl_files,
        meanings={
            "data_source": "`tracekit/` and the task",
            "ability": "the task",
            "reward_model": "`ground_truth` holds, as JSON, what the reward function reads",
            "extra_info": "where the row comes from",
        },
    ),
    Target(
        "llama-factory",
        "Data for LLaMA-Factory",
        {"rows": forms.openai, "pairs": forms.llama_factory_pair},
        _llama_factory_usage,
        extras=_llama_factory_files,
    ),
    Target(
        "axolotl",
        "Data for axolotl",
        {"rows": forms.axolotl},
        _axolotl_usage,
        extras=_axolotl_files,
        meanings={"segments": "the text in parts; those with `label` true count in the loss"},
        takes_eos=True,
    ),
    Target(
        "openai",
        "Data for OpenAI's supervised fine-tuning",
        {"rows": forms.openai},
        _openai_usage("supervised"),
        check=_check_openai,
    ),
    Target(
        "openai-dpo",
        "Data for OpenAI's preference fine-tuning",
        {"pairs": forms.openai_pair},
        _openai_usage("dpo"),
        meanings={
            "input": "the prompt: messages",
            "preferred_output": "the message to be preferred",
            "non_preferred_output": "the other one",
        },
        check=_check_openai,
    ),
    Target(
        "sharegpt",
        "Data in ShareGPT form",
        {"rows": forms.sharegpt},
        _plain_usage("Turns of `human` and `gpt`. The chat template of the trainer adds the end token."),
        meanings={"conversations": "a conversation: `from` (human, gpt, system) and `value` of each turn"},
    ),
    Target(
        "alpaca",
        "Data in Alpaca form",
        {"rows": forms.alpaca},
        _plain_usage("One question and one answer each. The template of the trainer adds the end token."),
        meanings={
            "system": "the system message",
            "instruction": "the question",
            "input": "empty",
            "output": "thinking and answer",
        },
    ),
)

EXPORTS: Registry[Target] = Registry(
    "export",
    "tracekit.exports",
    {target.name: target for target in _TARGETS},
    is_one=lambda item: isinstance(item, Target),
    form="a tracekit.data.exports.Target",
)
"""The targets of exports by name."""

register_export = EXPORTS.add
"""Make a target of your own known by its name, to ``export`` of this process.

To make it known to the command line too, declare an entry point: see the guide "Extend tracekit".
"""


def get_target(name: str, kind: Kind) -> Target:
    """A format by its name, for data of a kind."""
    target = EXPORTS.find(name)
    if kind not in target.kinds:
        takes = " or ".join(MEANT[each] for each in target.kinds)
        others = ", ".join(other for other, each in EXPORTS.items() if kind in each.kinds)
        raise ParameterError("to", name, f"takes {takes}; for {MEANT[kind]} there are {others}")
    return target
