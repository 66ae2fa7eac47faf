from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import typer

import tracekit
from tracekit import cli
from tracekit.data.settings import RowOptions

COMMAND = [sys.executable, "-c", "from tracekit.cli import main; main()"]


class Result:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run_command(*words: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["tracekit", *map(str, words)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run_command


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_tasks(run: Any) -> None:
    result = run("tasks")
    assert result.code == 0
    words = result.out.split()
    for name, task in tracekit.TASKS.items():
        assert any(word.startswith(name) for word in words)
        for field in task.model_fields:
            assert field[:6] in result.out


@pytest.mark.parametrize("style", ["prose", "symbolic", "marked"])
@pytest.mark.parametrize("strategy", ["exhaustive", "detour", "natural"])
@pytest.mark.parametrize("name", ["countdown", "mini_sudoku"])
def test_show(run: Any, name: str, strategy: str, style: str) -> None:
    k = [] if strategy == "natural" else ["-k", 1]
    result = run("show", name, *k, "--strategy", strategy, "--style", style, "--seed", 3)
    assert result.code == 0, result.err
    options = {} if strategy == "natural" else {"backtracks": 1}
    task = tracekit.get_task(name)
    row = tracekit.make_dataset(task, n=1, seed=3, strategy=strategy, style=style, keep_unsolved=True, **options)[0]
    thinking = row["completion"].removeprefix("<think>").partition("</think>")[0]
    for part in (row["question"], thinking, row["answer"]):
        assert part in result.out
    assert "text certified" in result.out
    assert "NOT certified" not in result.out
    assert f"{row['backtracks']} backtrack" in result.out


def test_show_takes_parameters(run: Any) -> None:
    result = run("show", "sudoku", "--set", "size=4", "--set", "min_empty=9", "--set", "max_empty=9", "-k", 0)
    assert result.code == 0
    assert sum(line.count(".") for line in result.out.split("\n")[1:5]) == 9


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_generate_and_certify(run: Any, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    result = run("generate", "countdown", "-n", 5, "-k", 2, "--seed", 4, "-o", path, "--style", "symbolic")
    assert result.code == 0, result.err
    assert "5 rows written" in result.out
    made = tracekit.make_dataset(tracekit.get_task("countdown"), n=5, backtracks=2, seed=4, style="symbolic")
    assert rows_of(path) == made.to_list()
    certified = run("certify", path)
    assert certified.code == 0
    assert "5 of 5 rows certified: 5 with 2 backtracks" in certified.out


def test_generate_ladders_and_mixtures(run: Any, tmp_path: Path) -> None:
    ladder, mixture = tmp_path / "ladder.jsonl", tmp_path / "mixture.jsonl"
    assert run("generate", "countdown", "-n", 3, "-k", 0, "-k", 4, "--ladder", "-o", ladder).code == 0
    assert [(row["index"], row["backtracks"]) for row in rows_of(ladder)] == [(i, k) for i in range(3) for k in (0, 4)]
    assert run("generate", "countdown", "-n", 30, "-k", 0, "-k", 4, "-o", mixture).code == 0
    assert {row["backtracks"] for row in rows_of(mixture)} == {0, 4}
    assert len(rows_of(mixture)) == 30


def test_workers_write_the_same_bytes(run: Any, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for path, workers in ((one, 1), (two, 2)):
        assert run("generate", "mini_sudoku", "-n", 130, "-k", 1, "-o", path, "--workers", workers).code == 0
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("column", ["completion", "backtracks", "answer"])
def test_certify_finds_the_tampered_row(run: Any, tmp_path: Path, column: str) -> None:
    path = tmp_path / "rows.jsonl"
    assert run("generate", "countdown", "-n", 4, "-k", 1, "-o", path, "--style", "symbolic").code == 0
    rows = rows_of(path)
    value = rows[2][column]
    rows[2][column] = value + 1 if column == "backtracks" else value.replace("+", "-", 1).replace("*", "+", 1)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("certify", path)
    assert result.code == 1
    assert "3 of 4 rows certified" in result.out
    assert "row 2 (countdown/train/0/2/k1)" in result.out


def test_certify_counts_corrupted_rows_apart(run: Any, tmp_path: Path) -> None:
    data = tracekit.make_dataset(tracekit.get_task("countdown"), n=12, backtracks=2, style="symbolic")
    half = tracekit.corrupt(data, tracekit.get_corruptor("wrong_answers", dose=0.5), seed=3)
    n = sum(row["corruption"] != "none" for row in half)
    assert 0 < n < 12
    path = tmp_path / "rows.parquet"
    half.to_parquet(path)
    result = run("certify", path)
    assert result.code == 0
    assert f"{12 - n} of 12 rows certified: {12 - n} with 2 backtracks; {n} corrupted as recorded" in result.out
    # Nothing can be removed there, and what was corrupted before still counts as corrupted.
    tracekit.corrupt(half, tracekit.get_corruptor("removed_checks")).to_parquet(path)
    assert f"{12 - n} of 12 rows certified: {12 - n} with 2 backtracks; {n} corrupted" in run("certify", path).out


def test_certify_finds_the_false_record(run: Any, tmp_path: Path) -> None:
    rows = tracekit.make_dataset(tracekit.get_task("countdown"), n=4, backtracks=1, style="symbolic").to_list()
    rows = tracekit.corrupt(rows, tracekit.get_corruptor("wrong_answers"))
    rows[1]["corruption"] = rows[1]["corruption"].replace('"answer": "wrong"', '"answer": "right"')
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("certify", path)
    assert result.code == 1
    assert "0 of 4 rows certified; 3 corrupted as recorded; 1 failed" in result.out
    assert "row 1 (countdown/train/0/1/k1): corruption has answer='right'" in result.out


def test_generate_has_the_options_of_make_dataset(run: Any, tmp_path: Path) -> None:
    command = typer.main.get_command(cli.app).commands["generate"]  # type: ignore[attr-defined]
    ours = {name for name in inspect.signature(tracekit.make_dataset).parameters if name not in ("task", "options")}
    of_the_command_line = {"tasks", "set_", "output"}
    assert {each.name for each in command.params} == ours | set(RowOptions.__annotations__) | of_the_command_line
    path = tmp_path / "rows.jsonl"
    words = ["--split", "test", "--seed", 3, "--style", "symbolic", "--prompt-format", "chat", "--max-passed-over", 50]
    words += ["-k", "0=0.5", "-k", "2=1.5", "--depth", "late", "--remark", "check=0.5", "--no-certify", "-n", 12]
    shares = ["countdown=0.5", "mini_sudoku", "--set", "countdown.max_numbers=5", "--set", "mini_sudoku.deduction=none"]
    assert run("generate", *shares, *words, "-o", path).code == 0
    tasks = {
        tracekit.get_task("countdown", max_numbers=5): 0.5,
        tracekit.get_task("mini_sudoku", deduction="none"): 1.0,
    }
    options: Any = {"split": "test", "seed": 3, "style": "symbolic", "prompt_format": "chat", "max_passed_over": 50}
    options |= {"backtracks": {0: 0.5, 2: 1.5}, "depth": "late", "remarks": {"check": 0.5}, "certify": False}
    made = tracekit.make_dataset(tasks, n=12, **options).to_list()
    assert rows_of(path) == made
    assert {row["task"] for row in made} == {"countdown", "mini_sudoku"}


def test_generate_keeps_unsolved_searches_if_asked_to(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    words = ["--strategy", "natural", "--ordering", "plausible", "--max-moves", 3, "--keep-unsolved", "-n", 6]
    assert run("generate", "countdown", *words, "-o", path).code == 0
    assert {json.loads(row["meta"])["solved"] for row in rows_of(path)} == {False}


@pytest.mark.parametrize("prompt_format", ["plain", "chat"])
def test_corrupt(run: Any, tmp_path: Path, prompt_format: str) -> None:
    before, after = tmp_path / "rows.parquet", tmp_path / "corrupted.parquet"
    words = ["-n", 70, "-k", 1, "--style", "symbolic", "--prompt-format", prompt_format, "-o", before]
    assert run("generate", "countdown", *words).code == 0
    result = run("corrupt", before, "--with", "wrong_answers", "--set", "dose=0.5", "--seed", 7, "-o", after)
    expected = tracekit.corrupt(rows_of(before), tracekit.get_corruptor("wrong_answers", dose=0.5), seed=7)
    assert rows_of(after) == expected
    n = sum(row["corruption"] != "none" for row in expected)
    assert result.out.replace("\n", "") == f"70 rows written to {after}; {n} changed by wrong_answers"
    assert f"{n} corrupted as recorded" in run("certify", after).out


def test_the_module_is_the_command_line() -> None:
    command = [sys.executable, "-m", "tracekit", "show", "sudko"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "did you mean 'sudoku'?" in done.stderr


def test_an_empty_file_is_not_certified(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("")
    assert run("certify", path).code == 1


ERRORS = [
    (["show", "sudko"], "did you mean 'sudoku'?"),
    (["show", "countdown", "--style", "proze"], "did you mean 'prose'?"),
    (["show", "countdown", "--strategy", "detuor"], "did you mean 'detour'?"),
    (["show", "countdown", "--depth", "lat"], "must be one of 'natural', 'any', 'early', 'late'"),
    (["show", "countdown", "--split", "tset"], "did you mean 'test'?"),
    (["show", "countdown", "--set", "max_number=5"], "did you mean 'max_numbers'?"),
    (["show", "countdown", "--set", "max_numbers"], "must be NAME=VALUE"),
    (["show", "countdown", "--set", "max_numbers=many"], "must be between 2 and 8"),
    (["show", "sudoku", "--set", "min_empty=70"], "must be between 0 and 60"),
    (["show", "countdown", "-k", "-1"], "must be an integer from 0 to 1000"),
    (["show", "countdown", "-k", "1", "--index", "-1"], "index=-1"),
    (["show", "countdown", "-k", "1", "--strategy", "natural"], "must be left out"),
    (["show", "mini_sudoku", "-k", "900"], "none of 1001 problems will do"),
    (["generate", "countdown", "-o", "{tmp}/a.jsonl"], "for example 3"),
    (["generate", "countdown", "-k", "1", "-o", "{tmp}/a.csv"], "must end in .parquet or .jsonl"),
    (["generate", "countdown", "-k", "1", "-o", "{tmp}/none/a.jsonl"], "there is no directory"),
    (["generate", "countdown", "-k", "1", "-o", "{tmp}/folder.jsonl"], "it is a directory"),
    (["generate", "countdown", "-k", "1", "-n", "-3", "-o", "{tmp}/a.jsonl"], "n=-3"),
    (["generate", "countdown", "-k", "1", "--workers", "0", "-o", "{tmp}/a.jsonl"], "workers=0"),
    (["generate", "countdown", "-k", "1", "--prompt-format", "quen", "-o", "{tmp}/a.jsonl"], "did you mean 'qwen'?"),
    (["generate", "countdown", "--strategy", "natural", "--ladder", "-o", "{tmp}/a.jsonl"], "ladder"),
    (["generate", "countdown", "-k", "1", "-n", "1", "--set", "max_value=1", "-o", "{tmp}/a.jsonl"], "ask for wider ranges"),  # noqa: E501
    (["generate", "countdown", "-k", "1=x", "-o", "{tmp}/a.jsonl"], "-k='x': must be a number behind '='"),
    (["generate", "countdown", "-k", "1", "-k", "1", "-o", "{tmp}/a.jsonl"], "must not name a number twice"),
    (["generate", "countdown", "-k", "1", "--remark", "chek=1", "-o", "{tmp}/a.jsonl"], "did you mean 'check'?"),
    (["generate", "countdown", "-k", "1", "--remark", "check", "-o", "{tmp}/a.jsonl"], "must be NAME=VALUE"),
    (["generate", "countdown", "countdown", "-k", "1", "-o", "{tmp}/a.jsonl"], "must not name a task twice"),
    (["generate", "countdown=0", "-k", "1", "-o", "{tmp}/a.jsonl"], "not all of them 0"),
    (["generate", "countdown", "sudoku", "-k", "1", "--set", "size=4", "-o", "{tmp}/a.jsonl"], "must be TASK.NAME"),
    (["corrupt", "{tmp}/other.jsonl", "--with", "fillers", "-o", "{tmp}/a.jsonl"], "did you mean 'filler'?"),
    (["corrupt", "{tmp}/other.jsonl", "--with", "filler", "--set", "doze=1", "-o", "{tmp}/a.jsonl"], "mean 'dose'?"),
    (["corrupt", "{tmp}/other.jsonl", "--with", "filler", "-o", "{tmp}/a.jsonl"], "not a row of tracekit"),
    (["corrupt", "{tmp}/other.jsonl", "--with", "filler", "-o", "{tmp}/a.csv"], "must end in .parquet or .jsonl"),
    (["certify", "{tmp}/missing.jsonl"], "cannot read"),
    (["certify", "{tmp}/folder.jsonl"], "cannot read"),
    (["certify", "{tmp}/rows.csv"], "must end in"),
    (["certify", "{tmp}/noise.jsonl"], "line 1 is not JSON"),
    (["certify", "{tmp}/noise.parquet"], "not a Parquet file"),
    (["certify", "{tmp}/binary.jsonl"], "cannot read"),
    (["certify", "{tmp}/other.jsonl"], "not a row of tracekit"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), ERRORS)
def test_what_a_user_can_get_wrong_is_one_clear_message(
    run: Any, tmp_path: Path, words: list[str], message: str
) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    for name in ("noise.jsonl", "noise.parquet", "rows.csv"):
        (tmp_path / name).write_text("noise")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "other.jsonl").write_text('{"text": "hello"}\n')
    before = {path.name for path in tmp_path.iterdir()}
    result = run(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert result.code == 2
    assert message in result.err
    assert result.err.strip().startswith("error: ")
    assert "\n" not in result.err.strip()
    assert "Traceback" not in result.err
    assert {path.name for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("words", [["nothing"], ["show"], ["generate", "countdown"], ["show", "countdown", "-k", "x"]])
def test_usage_errors(run: Any, words: list[str]) -> None:
    result = run(*words)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_no_traceback_in_a_real_process(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "show", "sudko"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "did you mean 'sudoku'?" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    result = run("generate", "countdown", "-k", 1, "-n", 1, "-o", folder / "a.jsonl")
    assert (result.code, "no permission" in result.err) == (2, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_message(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.partial").symlink_to("/dev/full")
    result = run("generate", "countdown", "-k", 1, "-n", 40, "-o", tmp_path / "a.jsonl")
    assert result.code == 2
    assert "cannot write" in result.err
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_a_stopped_run_leaves_nothing_that_looks_finished(tmp_path: Path, name: str, workers: int) -> None:
    path, partial = tmp_path / "rows.jsonl", tmp_path / "rows.jsonl.partial"
    words = ["generate", "countdown", "-n", "1000000", "-k", "1", "-o", str(path), "--workers", str(workers)]
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        for _ in range(600):
            if partial.exists() and partial.stat().st_size:
                break
            assert process.poll() is None
            time.sleep(0.05)
        assert partial.stat().st_size
        if name == "SIGKILL":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode not in (0, None)
    assert not path.exists()
    left = [child.name for child in tmp_path.iterdir()]
    if name == "SIGINT":
        assert left == []
        assert "Traceback" not in err
    else:
        assert left in ([], [partial.name])
