"""lm-eval: the folder of a task against a golden one; with the extra, a run against a server on this machine."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from completions_server import serve

import tracekit
from tracekit.adapters.lm_eval import load_problems, score, write_task_folder

GOLDEN = Path(__file__).parent / "lm_eval_golden"
INSTALLED = importlib.util.find_spec("lm_eval") is not None
WRONG = "Let me guess.</think>\n<answer>1</answer>"

ROW = {
    "id": "countdown/test/0/0/k0",
    "task": "countdown",
    "style": "prose",
    "problem": '{"numbers":[69,70],"target":139,"solution":"70 + 69"}',
    "meta": json.dumps(
        {
            "parameters": {"min_numbers": 2, "max_numbers": 2},
            "prompt_format": "plain",
            "own_style": None,
            "luck": 1.0,
        }
    ),
    "answer": "70 + 69",
    "prompt": "Make 139 from the numbers 69 and 70.\n",
}


def rows_of(puzzle: str, n: int, prompt_format: Any = "base", **parameters: Any) -> list[dict[str, Any]]:
    task = tracekit.get_task(puzzle, **parameters)
    return list(
        tracekit.make_dataset(
            task, n=n, backtracks=1, seed=5, split="test", style="symbolic", prompt_format=prompt_format
        )
    )


def utils_of(folder: Path) -> ModuleType:
    """The folder's ``utils.py``, loaded by its path as lm-eval does."""
    spec = importlib.util.spec_from_file_location("utils_of_a_task", folder / "utils.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_folder_is_the_golden_one(tmp_path: Path) -> None:
    path = write_task_folder([ROW], tmp_path / "new", "sums", scheme={"study": 1.0, "true_share": 0.5}, max_tokens=512)
    assert path == tmp_path / "new" / "sums.yaml"
    written = {file.name: file.read_text(encoding="utf-8") for file in path.parent.iterdir()}
    # The golden files end in .txt, so that no tool takes them for code of this repository.
    assert written == {file.name.removesuffix(".txt"): file.read_text(encoding="utf-8") for file in GOLDEN.iterdir()}


def test_the_folder_judges_its_own_problems(tmp_path: Path) -> None:
    write_task_folder([ROW], tmp_path, "sums")
    folder = shutil.move(tmp_path, tmp_path.with_name("moved"))
    utils = utils_of(Path(folder))
    (doc,) = utils.load(version=1.0)["test"]
    assert doc["prompt"] == ROW["prompt"]
    right = utils.process_results(doc, ["<think>69 and 70.</think>\n<answer>69 + 70</answer>"])
    assert right == {"reward": 1.0, "study": 1.0, "correct": 1.0, "format": 1.0}
    assert utils.process_results(doc, ["It is \\boxed{69 + 70}."])["correct"] == 1.0
    assert utils.process_results(doc, ["69 + 70"]) == {"reward": 0.0, "study": 0.0, "correct": 0.0, "format": 0.0}


def test_every_metric_is_declared_and_some_have_no_direction(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    every = dict.fromkeys(tracekit.rewards.REWARDS, 1.0)
    path = write_task_folder([ROW], tmp_path, "all", scheme=every)
    config = yaml.load(path.read_text(encoding="utf-8").replace("!function ", ""), Loader=yaml.SafeLoader)
    declared = {metric["metric"]: metric["higher_is_better"] for metric in config["metric_list"]}
    utils = utils_of(tmp_path)
    (doc,) = utils.load()["test"]
    for text in ("<think>The numbers are 69 and 70.</think><answer>69 + 70</answer>", "", "<answer>1</answer>"):
        assert set(utils.process_results(doc, [text])) <= set(declared)
    assert {name for name, direction in declared.items() if direction is None} == {"length", "statements", "backtracks"}


def test_what_has_nothing_to_say_does_not_enter_the_mean() -> None:
    settings: dict[str, Any] = {"scheme": "true_share", "answer_format": "lenient", "thinking_opened": "row"}
    assert score(ROW, ["<think>Hm.</think><answer>1</answer>"], **settings) == {"reward": 0.0, "readable": 0.0}


def test_a_prompt_that_opens_the_thinking_is_judged_so(tmp_path: Path) -> None:
    (row,) = rows_of("countdown", 1, max_numbers=4)
    assert row["prompt"].endswith("<think>")
    write_task_folder([row], tmp_path, "opened", answer_format="strict")
    utils = utils_of(tmp_path)
    (doc,) = utils.load()["test"]
    assert utils.process_results(doc, [row["completion"]])["study"] == 1.0
    assert utils.process_results(doc, ["<think>" + row["completion"]])["study"] == 0.0


def test_a_chat_prompt_is_the_text_of_its_message(tmp_path: Path) -> None:
    (row,) = rows_of("countdown", 1, "chat", max_numbers=4)
    write_task_folder([row], tmp_path, "chat")
    assert load_problems(tmp_path / "problems.jsonl")["prompt"] == [row["prompt"][0]["content"]]
    with pytest.raises(tracekit.DataFileError, match="2 messages, not one"):
        write_task_folder([row | {"prompt": row["prompt"] * 2}], tmp_path, "chat")


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"name": "../sums"}, "name='../sums'"),
        ({"name": ""}, "name=''"),
        ({"rows": []}, "at least one"),
        ({"rows": [{"prompt": "x"}]}, "not a row of tracekit"),
        ({"rows": [ROW | {"prompt": None}]}, "neither a text nor"),
        ({"max_tokens": 0}, "max_tokens=0"),
        ({"scheme": "stdy"}, "did you mean 'study'"),
        ({"scheme": tracekit.rewards.study}, "written to a file"),
        ({"answer_format": "loose"}, "unknown format"),
    ],
)
def test_an_argument_that_is_not_allowed_is_refused(settings: dict[str, Any], part: str, tmp_path: Path) -> None:
    folder = tmp_path / "none"
    with pytest.raises(tracekit.TracekitError, match=part):
        write_task_folder(**{"rows": [ROW], "out_dir": folder, "name": "sums"} | settings)
    assert not folder.exists()


def test_files_that_cannot_be_written_or_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(tracekit.DataFileError, match="cannot write"):
        write_task_folder([ROW], tmp_path / "file", "sums")
    with pytest.raises(tracekit.DataFileError, match="cannot read"):
        load_problems(tmp_path / "missing.jsonl")


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="lm-eval is not installed")
@pytest.mark.parametrize("chat", [False, True], ids=["completions", "chat"])
def test_lm_eval_reports_the_scores_known_beforehand(chat: bool, tmp_path: Path) -> None:
    rows = rows_of("countdown", 4, "chat" if chat else "base", max_numbers=4)
    prompts = [row["prompt"][0]["content"] if chat else row["prompt"] for row in rows]
    right = [row["completion"][0]["content"] if chat else row["completion"] for row in rows]
    replies = [right[0], ("<think>" if chat else "") + WRONG, right[2], "No idea."]
    write_task_folder(rows, tmp_path / "tasks", "sums", scheme={"study": 1.0, "true_share": 0.5}, max_tokens=77)
    by_prompt = dict(zip(prompts, replies, strict=True))
    with serve(by_prompt.__getitem__) as (url, requests):
        model = (
            ["local-chat-completions", f"{url}/chat/completions"]
            if chat
            else ["local-completions", f"{url}/completions"]
        )
        command = [sys.executable, "-m", "lm_eval", "--model", model[0], "--include_path", "tasks", "--tasks", "sums"]
        command += ["--model_args", f"model=local,base_url={model[1]},tokenizer_backend=None,tokenized_requests=False"]
        command += ["--output_path", "results", "--log_samples", *(["--apply_chat_template"] if chat else [])]
        settings = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1", "OPENAI_API_KEY": "none"}
        done = subprocess.run(
            command, cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=300, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(requests) == 4
    assert {request["max_tokens"] for request in requests} == {77}
    (file,) = (tmp_path / "results").rglob("results_*.json")
    results = json.loads(file.read_text(encoding="utf-8"))["results"]["sums"]
    assert results["reward,none"] == pytest.approx((1.5 + 0.1 + 1.5 + 0.0) / 4)
    assert results["study,none"] == pytest.approx((1.0 + 0.1 + 1.0 + 0.0) / 4)
    assert results["correct,none"] == pytest.approx(0.5)
    assert results["format,none"] == pytest.approx(0.75)
    assert results["true_share,none"] == pytest.approx(1.0)  # two of the four can be read, and both are true throughout
