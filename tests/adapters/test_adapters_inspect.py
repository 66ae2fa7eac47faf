"""inspect-ai: evaluations with its mock model and with a server on this machine, whose scores are known beforehand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from completions_server import serve

import tracekit

INSTALLED = find_spec("inspect_ai") is not None
WRONG = "<think>Let me guess.</think>\n<answer>1</answer>"


def rows_of(puzzle: str, n: int, **parameters: Any) -> list[dict[str, Any]]:
    task = tracekit.get_task(puzzle, **parameters)
    return list(
        tracekit.make_dataset(task, n=n, backtracks=1, seed=5, split="test", style="symbolic", prompt_format="chat")
    )


@pytest.mark.skipif(INSTALLED, reason="inspect-ai is installed")
def test_without_the_extra_one_line_says_what_to_install() -> None:
    with pytest.raises(ImportError, match=r"^inspect_ai is not installed: pip install 'tracekit\[inspect\]'$"):
        __import__("tracekit.adapters.inspect_ai")


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="inspect-ai is not installed")
class TestWithInspect:
    @pytest.fixture
    def mock(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
        """Evaluate a task with texts that a mock model writes, one per sample; the log."""
        import inspect_ai
        from inspect_ai.model import ModelOutput, ModelUsage, get_model

        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

        def run(task: Any, replies: dict[str, Any]) -> Any:
            def write(messages: Any, *_: Any) -> ModelOutput:
                output = ModelOutput.from_content("mockllm", replies[messages[-1].text])
                output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
                return output

            model = get_model("mockllm/model", custom_outputs=write)
            (log,) = inspect_ai.eval(task, model=model, log_dir=str(tmp_path / "logs"), display="none")
            assert log.status == "success", log.error
            return log

        return run

    def test_samples_hold_the_prompts_and_what_the_scorers_need(self) -> None:
        from tracekit.adapters.inspect_ai import puzzles, to_inspect

        rows = rows_of("countdown", 3, max_numbers=4)
        samples = list(to_inspect(rows))
        assert [sample.input[0].text for sample in samples] == [row["prompt"][0]["content"] for row in rows]
        assert [sample.target for sample in samples] == [row["answer"] for row in rows]
        task = puzzles(n=3, backtracks=1, seed=5, parameters='{"max_numbers": 4}')
        assert [sample.id for sample in task.dataset] == [row["id"] for row in rows]
        assert [sample.input[0].text for sample in task.dataset] == [sample.input[0].text for sample in samples]

    def test_accuracy_and_reward_are_those_known_beforehand(self, mock: Any) -> None:
        from tracekit.adapters.inspect_ai import puzzles

        rows = rows_of("countdown", 4, max_numbers=4)
        right = [row["completion"][0]["content"] for row in rows]
        replies = [right[0], WRONG, f"So it is \\boxed{{{rows[2]['answer']}}}.", "No idea."]
        task = puzzles(
            n=4,
            backtracks=1,
            seed=5,
            parameters={"max_numbers": 4},
            scheme={"correct": 1.0, "true_share": 0.5},
        )
        log = mock(task, {row["prompt"][0]["content"]: reply for row, reply in zip(rows, replies, strict=True)})
        samples = {sample.id: sample.scores for sample in log.samples}
        scores = [samples[row["id"]] for row in rows]
        assert [score["verified"].value for score in scores] == ["C", "I", "C", "I"]
        assert [score["verified"].answer for score in scores] == [rows[0]["answer"], "1", rows[2]["answer"], None]
        assert [score["verified"].metadata["well_formed"] for score in scores] == [True, True, True, False]
        assert [score["rewarded"].value for score in scores] == pytest.approx([1.5, 0.0, 1.0, 0.0])
        assert [score["rewarded"].metadata["true_share"] for score in scores] == [1.0, None, None, None]
        assert "makes" in scores[0]["verified"].explanation
        metrics = {score.name: score.metrics for score in log.results.scores}
        assert metrics["verified"]["accuracy"].value == pytest.approx(0.5)
        assert metrics["rewarded"]["mean"].value == pytest.approx(2.5 / 4)

    def test_a_thinking_that_comes_apart_is_read_all_the_same(self, mock: Any) -> None:
        from inspect_ai import Task
        from inspect_ai.model import ContentReasoning, ContentText
        from inspect_ai.solver import generate

        from tracekit.adapters.inspect_ai import rewarded, to_inspect

        (row,) = rows_of("mini_sudoku", 1)
        thinking, answer = row["completion"][0]["content"].removeprefix("<think>").split("</think>\n")
        apart = [ContentReasoning(reasoning=thinking), ContentText(text=answer)]
        hidden = [ContentReasoning(reasoning="x9f", redacted=True), ContentText(text=answer)]
        for reply, expected in ((apart, 1.0), (hidden, 0.0)):
            task = Task(dataset=to_inspect([row]), solver=generate(), scorer=rewarded("follows"))
            log = mock(task, {row["prompt"][0]["content"]: reply})
            assert log.samples[0].scores["rewarded"].value == expected

    def test_a_sample_without_any_output_is_wrong(self, mock: Any) -> None:
        from inspect_ai import Task
        from inspect_ai.solver import system_message

        from tracekit.adapters.inspect_ai import to_inspect, verified

        (row,) = rows_of("mini_sudoku", 1)
        log = mock(
            Task(dataset=to_inspect([row]), solver=system_message("Nothing is generated."), scorer=verified()), {}
        )
        assert log.samples[0].scores["verified"].value == "I"
        assert log.samples[0].scores["verified"].explanation == "no answer"

    @pytest.mark.parametrize(
        ("settings", "part"),
        [
            ({"puzzle": "sudoko"}, "did you mean 'sudoku'"),
            ({"parameters": "{"}, "must be JSON"),
            ({"parameters": "[1]"}, "mapping from names"),
            ({"answer_format": "loose"}, "unknown format"),
            ({"scheme": "stdy"}, "did you mean 'study'"),
            ({"n": -1}, "n=-1"),
        ],
    )
    def test_a_setting_that_is_not_allowed_is_refused(self, settings: dict[str, Any], part: str) -> None:
        from tracekit.adapters.inspect_ai import puzzles

        with pytest.raises(tracekit.TracekitError, match=part):
            puzzles(**{"n": 1} | settings)

    def test_the_command_line_finds_the_task_and_scores_a_server(self, tmp_path: Path) -> None:
        rows = rows_of("mini_sudoku", 3)
        replies = [rows[0]["completion"][0]["content"], WRONG, rows[2]["completion"][0]["content"]]
        by_prompt = {row["prompt"][0]["content"]: reply for row, reply in zip(rows, replies, strict=True)}
        # What an installed package says in pyproject.toml, for an environment installed before it did.
        info = tmp_path / "site" / "tracekit_entry_point-0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tracekit-entry-point\nVersion: 0\n")
        (info / "entry_points.txt").write_text("[inspect_ai]\ntracekit = tracekit.adapters.inspect_ai\n")
        with serve(by_prompt.__getitem__) as (url, requests):
            paths = os.pathsep.join(filter(None, [str(tmp_path / "site"), os.environ.get("PYTHONPATH")]))
            settings = {**os.environ, "PYTHONPATH": paths, "LOCAL_BASE_URL": url, "LOCAL_API_KEY": "none"}
            command = [sys.executable, "-m", "inspect_ai", "eval", "tracekit/puzzles", "-T", "puzzle=mini_sudoku"]
            command += ["-T", "n=3", "-T", "backtracks=1", "-T", "seed=5", "-T", "scheme=study"]
            command += [
                "--model",
                "openai-api/local/test",
                "--log-dir",
                "logs",
                "--log-format",
                "json",
                "--display",
                "none",
            ]
            done = subprocess.run(
                command, cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=300, check=False
            )
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(requests) == 3
        (file,) = (tmp_path / "logs").glob("*.json")
        log = json.loads(file.read_text(encoding="utf-8"))
        metrics = {score["name"]: score["metrics"] for score in log["results"]["scores"]}
        assert metrics["verified"]["accuracy"]["value"] == pytest.approx(2 / 3)
        assert metrics["rewarded"]["mean"]["value"] == pytest.approx((1 + 0.1 + 1) / 3)
