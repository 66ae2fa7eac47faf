"""Exports: what each format holds, against the rows and against the formats as their owners document them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq
import pytest
import yaml
from datasets import load_dataset
from export_cases import EOS, FORMATS, GOLDEN, cases, contents, pairs_of, rows_of
from pydantic import BaseModel, ConfigDict, Field

import tracekit
from tracekit.data.exports import EXPORTS, export
from tracekit.data.exports.folder import MARK
from tracekit.data.preferences import unpaired_preferences
from tracekit.errors import DataFileError, ParameterError, UnknownNameError

CASES = cases()


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def eos_for(to: str, prompt_format: str) -> str | None:
    return EOS if to == "axolotl" and prompt_format != "chat" else None


# --- formats, written down from their documentation -------------------------------------------------------------------


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Message(Strict):
    role: Literal["system", "user", "assistant"]
    content: str = Field(min_length=1)


class Assistant(Message):
    role: Literal["assistant"]


class OpenAI(Strict):
    """https://developers.openai.com/api/docs/guides/supervised-fine-tuning"""

    messages: list[Message] = Field(min_length=2)


class Input(Strict):
    messages: list[Message] = Field(min_length=1)


class OpenAIDPO(Strict):
    """https://developers.openai.com/api/docs/guides/direct-preference-optimization"""

    input: Input
    preferred_output: list[Assistant] = Field(min_length=1)
    non_preferred_output: list[Assistant] = Field(min_length=1)


class Turn(Strict):
    from_: Literal["human", "gpt", "system"] = Field(alias="from")
    value: str = Field(min_length=1)


class ShareGPT(Strict):
    conversations: list[Turn] = Field(min_length=2)


class Alpaca(Strict):
    instruction: str = Field(min_length=1)
    input: str
    output: str = Field(min_length=1)


class Segment(Strict):
    label: bool
    text: str


class Segments(Strict):
    """https://docs.axolotl.ai/docs/dataset-formats/template_free.html"""

    segments: list[Segment] = Field(min_length=2)


class Pair(Strict):
    messages: list[Message] = Field(min_length=1)
    chosen: Assistant
    rejected: Assistant


SCHEMAS: dict[str, type[BaseModel]] = {
    "openai": OpenAI,
    "openai-dpo": OpenAIDPO,
    "sharegpt": ShareGPT,
    "alpaca": Alpaca,
    "axolotl-qwen": Segments,
    "axolotl-chat": OpenAI,
    "llama-factory": OpenAI,
    "llama-factory-pairs": Pair,
}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, tmp_path: Path) -> None:
    to, rows, eos = CASES[name]
    export(rows, to=to, directory=tmp_path / "out", eos=eos)
    expected = {
        str(path.relative_to(GOLDEN / name)): path.read_text(encoding="utf-8")
        for path in sorted((GOLDEN / name).rglob("*"))
        if path.is_file()
    }
    assert contents(tmp_path / "out") == expected


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_line_is_what_the_documentation_asks_for(name: str, tmp_path: Path) -> None:
    to, rows, eos = CASES[name]
    counts = export(rows, to=to, directory=tmp_path / "out", eos=eos)
    for split, count in counts.items():
        lines = lines_of(tmp_path / "out" / f"{split}.jsonl")
        assert len(lines) == count
        for line in lines:
            SCHEMAS[name].model_validate(line)


@pytest.mark.parametrize("name", CASES)
def test_same_rows_same_bytes(name: str, tmp_path: Path) -> None:
    to, rows, eos = CASES[name]
    for folder in ("one", "two"):
        export(rows, to=to, directory=tmp_path / folder, eos=eos)
    one, two = (
        {str(path.relative_to(tmp_path / folder)): path.read_bytes() for path in (tmp_path / folder).rglob("*.*")}
        for folder in ("one", "two")
        if all(path.is_file() or path.is_dir() for path in (tmp_path / folder).rglob("*"))
    )
    assert one == two
    assert one


# --- the four prompt formats ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["openai", "llama-factory", "sharegpt", "alpaca"])
@pytest.mark.parametrize("prompt_format", FORMATS)
def test_messages_are_those_of_the_chat_format(to: str, prompt_format: str, tmp_path: Path) -> None:
    """Whatever the prompt format, the same rows give the messages that ``prompt_format="chat"`` makes."""
    n = 10 if to == "openai" else 3
    export(rows_of(prompt_format, n), to=to, directory=tmp_path / "out")
    chat = [row["prompt"] + row["completion"] for row in rows_of("chat", n)]
    lines = lines_of(tmp_path / "out" / "train.jsonl")
    if to == "sharegpt":
        names = {"human": "user", "gpt": "assistant"}
        got = [[{"role": names[turn["from"]], "content": turn["value"]} for turn in x["conversations"]] for x in lines]
    elif to == "alpaca":
        roles = {"instruction": "user", "output": "assistant"}
        got = [[{"role": role, "content": line[key]} for key, role in roles.items()] for line in lines]
        assert {line["input"] for line in lines} == {""}
    else:
        got = [line["messages"] for line in lines]
    assert got == chat


@pytest.mark.parametrize("prompt_format", FORMATS)
def test_preference_data_in_every_prompt_format(prompt_format: str, tmp_path: Path) -> None:
    export(pairs_of(prompt_format, 10), to="openai-dpo", directory=tmp_path / "out")
    lines = lines_of(tmp_path / "out" / "train.jsonl")
    for line, pair in zip(lines, pairs_of("chat", 10), strict=True):
        assert line["input"]["messages"] == pair["prompt"]
        assert line["preferred_output"] == pair["chosen"]
        assert line["non_preferred_output"] == pair["rejected"]


@pytest.mark.parametrize("prompt_format", ["plain", "base", "qwen"])
def test_axolotl_segments_are_the_raw_text_and_the_end_token(prompt_format: str, tmp_path: Path) -> None:
    rows = rows_of(prompt_format)
    export(rows, to="axolotl", directory=tmp_path / "out", eos=EOS)
    for line, row in zip(lines_of(tmp_path / "out" / "train.jsonl"), rows, strict=True):
        assert [segment["label"] for segment in line["segments"]] == [False, True]
        assert line["segments"][0]["text"] == row["prompt"]
        assert line["segments"][1]["text"] == row["completion"] + EOS


@pytest.mark.parametrize("prompt_format", FORMATS)
def test_trl_keeps_every_column_and_load_dataset_reads_the_folder(prompt_format: str, tmp_path: Path) -> None:
    rows = [row for split in tracekit.SPLITS for row in rows_of(prompt_format, split=split)]
    counts = export(rows, to="trl", directory=tmp_path / "out")
    assert counts == dict.fromkeys(("train", "validation", "test"), 3)
    data = load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert list(data) == ["train", "validation", "test"]
    assert [row for split in data for row in data[split].to_list()] == rows


@pytest.mark.parametrize("prompt_format", ["plain", "chat"])
def test_verl_rows_are_those_of_the_adapter(prompt_format: str, tmp_path: Path) -> None:
    from tracekit.adapters.verl import compute_score, to_verl

    rows = rows_of(prompt_format)
    export(rows, to="verl", directory=tmp_path / "out")
    made = pq.read_table(tmp_path / "out" / "train.parquet").to_pylist()
    assert made == to_verl(rows).to_list()
    completion = f"<think>So.</think>\n<answer>{rows[0]['answer']}</answer>"
    assert compute_score(made[0]["data_source"], completion, made[0]["reward_model"]["ground_truth"])["score"] == 1.0


def test_verl_has_no_place_for_a_raw_template(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="row 0: its prompt is a raw template"):
        export(rows_of("qwen"), to="verl", directory=tmp_path / "out")


def test_a_prompt_of_ones_own_becomes_the_message_as_it_stands(tmp_path: Path) -> None:
    row = {**rows_of("plain", 1)[0], "prompt": "Solve this.\n", "completion": "Done."}
    export([row], to="sharegpt", directory=tmp_path / "out")
    [line] = lines_of(tmp_path / "out" / "train.jsonl")
    assert [turn["value"] for turn in line["conversations"]] == ["Solve this.", "Done."]
    with pytest.raises(DataFileError, match="row 0: its prompt is a raw template that is not tracekit's own"):
        export([{**row, "prompt": "Q: 1+1\nA: <think>"}], to="sharegpt", directory=tmp_path / "other")


def test_a_system_message(tmp_path: Path) -> None:
    row = rows_of("chat", 1)[0]
    row["prompt"] = [{"role": "system", "content": "Think."}, *row["prompt"]]
    export([row], to="sharegpt", directory=tmp_path / "s")
    export([row], to="alpaca", directory=tmp_path / "a")
    assert lines_of(tmp_path / "s" / "train.jsonl")[0]["conversations"][0] == {"from": "system", "value": "Think."}
    assert lines_of(tmp_path / "a" / "train.jsonl")[0]["system"] == "Think."


# --- splits and configuration -----------------------------------------------------------------------------------------


def test_splits_follow_the_rows(tmp_path: Path) -> None:
    rows = rows_of("chat", 2, split="test") + rows_of("chat", 2)
    assert export(rows, to="sharegpt", directory=tmp_path / "out") == {"train": 2, "test": 2}
    assert len(lines_of(tmp_path / "out" / "test.jsonl")) == 2
    pairs = pairs_of("chat")
    pairs[0]["split"] = "validation"
    assert export(pairs, to="trl", directory=tmp_path / "pairs") == {"train": 2, "validation": 1}
    bare = [{"prompt": "a", "chosen": "b", "rejected": "c"}]
    assert export(bare, to="trl", directory=tmp_path / "bare") == {"train": 1}


@pytest.mark.parametrize("prompt_format", FORMATS)
@pytest.mark.parametrize("name", ["wrong_answers", "shuffled_responses", "deleted_steps", "answer_only", "truncated"])
def test_right_against_corrupted_in_preference_formats(name: str, prompt_format: str, tmp_path: Path) -> None:
    rows = rows_of(prompt_format, 12) + rows_of(prompt_format, 4, split="test")
    corruptor = tracekit.get_corruptor(name, dose=1.0 if name != "truncated" else 0.5)
    corrupted = tracekit.corrupt(rows, corruptor, seed=1)
    pairs = tracekit.preference_pairs(rows, corrupted)
    counts = {"train": 12, "test": 4}
    assert export(pairs, to="trl", directory=tmp_path / "trl") == counts
    loaded = load_dataset(str(tmp_path / "trl"), cache_dir=str(tmp_path / "cache"))
    assert {split: len(part) for split, part in loaded.items()} == counts
    made = [*loaded["train"], *loaded["test"]]
    assert [(pair["chosen"], pair["rejected"]) for pair in made] == [
        (own["completion"], other["completion"]) for own, other in zip(rows, corrupted, strict=True)
    ]
    assert all(json.loads(pair["rejected_corruption"])["name"] == name for pair in made)
    assert export(pairs, to="openai-dpo", directory=tmp_path / "openai") == counts
    for split in counts:
        for line, pair in zip(lines_of(tmp_path / "openai" / f"{split}.jsonl"), loaded[split], strict=True):
            record = OpenAIDPO.model_validate(line)
            for side, message in (("chosen", record.preferred_output[0]), ("rejected", record.non_preferred_output[0])):
                text = pair[side] if isinstance(pair[side], str) else pair[side][0]["content"]
                assert message.content.endswith(text)
    labelled = unpaired_preferences(rows, corrupted)
    assert export(labelled, to="trl", directory=tmp_path / "kto") == {"train": 24, "test": 8}


def test_configurations_name_files_that_are_there(tmp_path: Path) -> None:
    rows = rows_of("chat") + rows_of("chat", 1, split="validation")
    for to in ("axolotl", "llama-factory", "verl", "trl"):
        export(rows, to=to, directory=tmp_path / to)
    axolotl = yaml.safe_load((tmp_path / "axolotl" / "datasets.yaml").read_text())
    named = [entry["path"] for key in ("datasets", "test_datasets") for entry in axolotl[key]]
    assert all((tmp_path / "axolotl" / name).is_file() for name in named)
    info = json.loads((tmp_path / "llama-factory" / "dataset_info.json").read_text())
    sft = yaml.safe_load((tmp_path / "llama-factory" / "sft.yaml").read_text())
    assert [sft["dataset"], sft["eval_dataset"]] == list(info)
    assert all((tmp_path / "llama-factory" / entry["file_name"]).is_file() for entry in info.values())
    verl = dict(line.split("=", 1) for line in (tmp_path / "verl" / "verl_args.txt").read_text().splitlines())
    assert all((tmp_path / "verl" / verl[f"data.{kind}_files"]).is_file() for kind in ("train", "val"))
    trl = yaml.safe_load((tmp_path / "trl" / "sft.yaml").read_text())
    assert (trl["dataset_train_split"], trl["dataset_test_split"]) == ("train", "validation")


def test_labelled_completions_are_not_trained_on_by_mistake(tmp_path: Path) -> None:
    labelled = unpaired_preferences(rows_of("chat", 2), rows_of("chat", 2, backtracks=0))
    export(labelled, to="trl", directory=tmp_path / "out")
    assert (tmp_path / "out" / "kto.yaml").is_file()
    for to in EXPORTS.keys() - {"trl"}:
        with pytest.raises(ParameterError, match="labelled as desirable or not"):
            export(labelled, to=to, directory=tmp_path / to)


# --- what can be wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", sorted(EXPORTS.keys() - {"trl", "llama-factory"}))
def test_every_format_says_what_it_does_not_take(to: str, tmp_path: Path) -> None:
    data: list[dict[str, Any]] = pairs_of("chat") if "pairs" not in EXPORTS[to].kinds else rows_of("chat")
    with pytest.raises(ParameterError, match=f"to='{to}': takes (preference data|rows with a completion)"):
        export(data, to=to, directory=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_arguments(tmp_path: Path) -> None:
    rows = rows_of("plain")
    with pytest.raises(UnknownNameError, match="did you mean 'sharegpt'"):
        export(rows, to="sharegtp", directory=tmp_path / "out")
    with pytest.raises(ParameterError, match="eos=None: must be given"):
        export(rows, to="axolotl", directory=tmp_path / "out")
    with pytest.raises(ParameterError, match=r"eos=.*must be left out"):
        export(rows, to="trl", directory=tmp_path / "out", eos=EOS)
    with pytest.raises(ParameterError, match="must be a file"):
        export({"train": rows}, to="trl", directory=tmp_path / "out")
    with pytest.raises(DataFileError, match="no rows to export"):
        export([], to="trl", directory=tmp_path / "out")
    with pytest.raises(DataFileError, match="there is no directory"):
        export(rows, to="trl", directory=tmp_path / "no" / "out")
    with pytest.raises(DataFileError, match="cannot read"):
        export(tmp_path / "no.jsonl", to="trl", directory=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_openai_wants_ten_examples(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="9 rows to train on: OpenAI takes no fewer than 10"):
        export(rows_of("chat", 9), to="openai", directory=tmp_path / "out")
    with pytest.raises(DataFileError, match="0 rows to train on"):
        export(rows_of("chat", 10, split="test"), to="openai", directory=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_openai_has_a_limit_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracekit.data.exports.targets.MAX_OPENAI_BYTES", 1000)
    with pytest.raises(DataFileError, match="OpenAI takes no more than 1,000"):
        export(rows_of("chat", 10), to="openai", directory=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("sharegpt", {"prompt": None}, "row 2: it has no 'prompt'"),
    ("sharegpt", {"prompt": ""}, "row 2: its 'prompt' is empty"),
    ("sharegpt", {"completion": ""}, "row 2: it is of prompts without a completion"),
    ("sharegpt", {"prompt": [{"role": "user", "content": "x"}]}, "must all be texts or all be messages"),
    ("sharegpt", {"split": "tset"}, "its split is 'tset'"),
    ("trl", {"more": 1}, "row 2: it has"),
    ("verl", {"meta": "{}"}, "row 2: not a row of tracekit: it has no 'parameters'"),
    ("verl", {"meta": "x"}, "row 2: not a row of tracekit: Expecting value"),
    ("axolotl", {"prompt": [], "completion": []}, "row 2: it is of prompts"),
]


@pytest.mark.parametrize(("to", "change", "message"), BROKEN)
def test_a_broken_row_leaves_nothing_behind(to: str, change: dict[str, Any], message: str, tmp_path: Path) -> None:
    rows = rows_of("plain")
    rows[2] |= change
    with pytest.raises(DataFileError, match=message):
        export(rows, to=to, directory=tmp_path / "out", eos=eos_for(to, "plain"))
    assert list(tmp_path.iterdir()) == []


def test_messages_have_a_role_and_a_content(tmp_path: Path) -> None:
    for message in ({"role": "tool", "content": "x"}, {"role": "user"}, {"role": "assistant", "content": "x"}):
        row = {**rows_of("chat", 1)[0], "prompt": [message]}
        with pytest.raises(DataFileError, match="row 0: prompt"):
            export([row], to="sharegpt", directory=tmp_path / "out")


@pytest.mark.parametrize("change", [{"seed": "x"}, {"meta": 3}, {"question": {1, 2}}])
def test_a_column_that_changes_its_type(change: dict[str, Any], tmp_path: Path) -> None:
    rows = rows_of("plain")
    rows[2] |= change
    with pytest.raises(DataFileError, match="column"):
        export(rows, to="trl", directory=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# --- the folder -------------------------------------------------------------------------------------------------------


def test_an_earlier_export_is_replaced_only_when_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(rows_of("plain"), to="alpaca", directory=out)
    before = contents(out)
    with pytest.raises(DataFileError, match="it is not empty; --overwrite"):
        export(rows_of("plain"), to="sharegpt", directory=out)
    assert contents(out) == before
    with pytest.raises(DataFileError, match="row 1"):
        export([*rows_of("plain", 1), {}], to="sharegpt", directory=out, overwrite=True)
    assert contents(out) == before
    export(rows_of("plain"), to="sharegpt", directory=out, overwrite=True)
    assert "conversations" in (out / "train.jsonl").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_but_an_export_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(rows_of("plain"), to="alpaca", directory=out)  # an empty folder will do
    (out / "README.md").write_text("Mine.")
    with pytest.raises(DataFileError, match="no earlier export"):
        export(rows_of("plain"), to="alpaca", directory=out, overwrite=True)
    assert (out / "README.md").read_text() == "Mine."
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(DataFileError, match="a file or a link"):
        export(rows_of("plain"), to="alpaca", directory=file, overwrite=True)


@pytest.mark.parametrize("name", CASES)
def test_the_readme_says_what_is_there(name: str, tmp_path: Path) -> None:
    to, rows, eos = CASES[name]
    counts = export(rows, to=to, directory=tmp_path / "out", eos=eos)
    readme = (tmp_path / "out" / "README.md").read_text()
    assert MARK in readme
    assert "countdown (" in readme
    for split, count in counts.items():
        file = EXPORTS[to].pattern.format(split=split)
        assert f"| `{file}` | {split} | {count} |" in readme
        assert (tmp_path / "out" / file).is_file()
    for path in (tmp_path / "out").glob("*.*"):
        if path.suffix in (".yaml", ".txt"):
            assert path.name in readme
    assert "|  |" not in readme  # every column is explained


def test_many_rows_in_several_files(tmp_path: Path) -> None:
    """Files are read one after another; a Parquet file is written in groups."""
    [row] = rows_of("plain", 1)
    paths = []
    for number in range(2):
        paths.append(tmp_path / f"{number}.jsonl")
        rows = [{**row, "index": number * 1300 + i} for i in range(1300)]
        paths[-1].write_text("".join(json.dumps(each) + "\n" for each in rows))
    assert export(paths, to="trl", directory=tmp_path / "out") == {"train": 2600}
    file = pq.ParquetFile(tmp_path / "out" / "data" / "train-00000-of-00001.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [1000, 1000, 600]
    assert file.read(columns=["index"])["index"].to_pylist() == list(range(2600))


def test_on_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from tracekit.cli import main; main()"]
    rows = tmp_path / "rows.parquet"
    tracekit.make_dataset(tracekit.get_task("countdown"), n=4, backtracks=1, prompt_format="base").to_parquet(rows)
    words = ["export", str(rows), "--to", "axolotl", "-o", str(tmp_path / "out")]
    failed = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    assert (failed.returncode, failed.stderr.count("\n")) == (2, 1)
    assert "eos=None: must be given" in failed.stderr
    done = subprocess.run([*command, *words, "--eos", EOS], capture_output=True, text=True, check=True)
    assert "4 rows written to" in done.stdout
    assert "for axolotl: 4 train" in done.stdout
    assert len(lines_of(tmp_path / "out" / "train.jsonl")) == 4
