"""verifiers: its taskset loader, its evaluation against a server on this machine, and its validation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from completions_server import serve

import tracekit

INSTALLED = find_spec("verifiers") is not None
WRONG = "<think>Let me guess.</think>\n<answer>1</answer>"
COUNTDOWN = {"max_numbers": 4}


def rows_of(puzzle: str, n: int, **parameters: Any) -> list[dict[str, Any]]:
    task = tracekit.get_task(puzzle, **parameters)
    return list(tracekit.make_dataset(task, n=n, backtracks=1, seed=5, style="symbolic", prompt_format="chat"))


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of verifiers, run as a person would, away from our folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # A home of its own keeps the run apart from what a person has set up; what uv has fetched before is used again.
    cache = os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv"))
    settings = {**os.environ, "PATH": path, "HOME": str(folder), "UV_CACHE_DIR": cache, "OPENAI_API_KEY": "none"}
    command = [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]]
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, timeout=300, check=False)


def traces_in(folder: Path) -> Iterator[dict[str, Any]]:
    """What a run wrote down, one trace per problem, in the order of the problems."""
    (file,) = folder.rglob("traces.jsonl")
    episodes = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    traces = [trace for episode in episodes for trace in episode["traces"]]
    yield from sorted(traces, key=lambda trace: trace["task"]["data"]["idx"])


@pytest.mark.skipif(INSTALLED, reason="verifiers is installed")
def test_without_the_extra_one_line_says_what_to_install() -> None:
    with pytest.raises(ImportError, match=r"^verifiers.* is not installed: pip install 'tracekit\[verifiers\]'$"):
        __import__("tracekit_verifiers")


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="verifiers is not installed")
class TestWithVerifiers:
    def test_the_loader_finds_the_taskset_by_its_id(self) -> None:
        from verifiers.v1.utils.loaders import load_environment, resolve_env_config, task_type

        from tracekit.adapters.verifiers import PuzzleEnv, PuzzleTask

        taskset = {"id": "tracekit-verifiers", "n": 3, "backtracks": 1, "seed": 5, "parameters": COUNTDOWN}
        environment = load_environment(resolve_env_config({"taskset": taskset}))
        assert isinstance(environment, PuzzleEnv)
        assert task_type("tracekit-verifiers") is PuzzleTask
        rows = rows_of("countdown", 3, **COUNTDOWN)
        tasks = list(environment.taskset)
        assert [task.data.prompt for task in tasks] == [row["prompt"][0]["content"] for row in rows]
        assert [task.data.id for task in tasks] == [row["id"] for row in rows]
        assert [task.data.idx for task in tasks] == [0, 1, 2]
        assert len({task.key for task in tasks}) == 3
        assert [task.key for task in tasks] == [task.key for task in environment.taskset]

    @pytest.mark.parametrize(
        ("settings", "part"),
        [
            ({"puzzle": "sudoko"}, "did you mean 'sudoku'"),
            ({"parameters": {"max_number": 3}}, "max_number"),
            ({"n": 0}, "n=0"),
            ({"backtracks": -1}, "backtracks=-1"),
            ({"task": {"scheme": "stdy"}}, "did you mean 'study'"),
        ],
    )
    def test_a_setting_that_is_not_allowed_is_refused_before_a_model_is_asked(
        self, settings: dict[str, Any], part: str
    ) -> None:
        from verifiers.v1.utils.loaders import load_environment, resolve_env_config

        environment = load_environment(resolve_env_config({"taskset": {"id": "tracekit-verifiers"} | settings}))
        with pytest.raises(tracekit.TracekitError, match=part):
            next(iter(environment.taskset))

    def test_an_evaluation_gives_the_rewards_that_are_known_beforehand(self, tmp_path: Path) -> None:
        rows = rows_of("countdown", 4, **COUNTDOWN)
        right = [row["completion"][0]["content"] for row in rows]
        thinking, answer = right[3].removeprefix("<think>").split("</think>\n")
        replies = [
            right[0],
            WRONG,
            f"The answer is {rows[2]['answer']}.",
            {"reasoning_content": thinking, "content": answer},
        ]
        by_prompt = {row["prompt"][0]["content"]: reply for row, reply in zip(rows, replies, strict=True)}
        with serve(by_prompt.__getitem__) as (url, requests):
            done = run(
                "vf-eval",
                "tracekit-verifiers",
                "--env.taskset.n",
                "4",
                "--env.taskset.backtracks",
                "1",
                "--env.taskset.seed",
                "5",
                "--env.taskset.parameters.max_numbers",
                "4",
                "--env.taskset.task.scheme.study",
                "1.0",
                "--env.taskset.task.scheme.true_share",
                "0.5",
                "--model",
                "local",
                "--client.base-url",
                url,
                "--client.api-key-var",
                "OPENAI_API_KEY",
                "--no-push",
                "--no-rich",
                folder=tmp_path,
            )
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(requests) == 4
        assert not any(request.get("tools") for request in requests)
        traces = list(traces_in(tmp_path))
        assert [trace["errors"] for trace in traces] == [[]] * 4
        assert [trace["rewards"]["tracekit"]["score"] for trace in traces] == pytest.approx([1.5, 0.1, 0.0, 1.5])
        assert [trace["metrics"]["correct"] for trace in traces] == [1.0, 0.0, 0.0, 1.0]
        assert [trace["metrics"]["format"] for trace in traces] == [1.0, 1.0, 0.0, 1.0]
        assert [trace["metrics"].get("true_share") for trace in traces] == [1.0, None, None, 1.0]

    def test_the_validation_of_verifiers_finds_the_answers_right(self, tmp_path: Path) -> None:
        done = run(
            "vf-validate",
            "tracekit-verifiers",
            "--taskset.puzzle",
            "mini_sudoku",
            "--taskset.n",
            "3",
            "--runtime.type",
            "subprocess",
            "--no-rich",
            folder=tmp_path,
        )
        assert done.returncode == 0, done.stdout + done.stderr
