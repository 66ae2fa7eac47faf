"""``tracekit audit``: files in; a table, a figure and JSON out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import cli
from tracekit.data.columns import Row
from tracekit.data.files import read_rows_or_none, write_rows

TASK = tracekit.get_task("countdown", min_numbers=4, max_numbers=4)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run_command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tracekit", "audit", *map(str, words)])
        capsys.readouterr()
        code: object = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return int(str(code)), captured.out, captured.err

    return run_command


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(tracekit.make_dataset(TASK, n=40, backtracks=[0, 2], seed=3))


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_a_file(run: Any, rows: list[Row], tmp_path: Path, suffix: str) -> None:
    file, figure, report = (tmp_path / name for name in (f"rows{suffix}", "audit.png", "report.json"))
    write_rows(file, [rows], "plain")
    code, out, err = run(file, "--max-moves", 20, "--figure", figure, "-o", report)
    assert (code, err) == (0, "")
    found = tracekit.audit(rows, max_moves=20)
    assert out.rstrip("\n") == str(found)
    for words in ("AUC", "wording", "natural", "countdown: counts: ", "luck"):
        assert words in out
    assert json.loads(report.read_text(encoding="utf-8")) == json.loads(json.dumps(found.to_dict()))
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert figure.stat().st_size > 10_000


def test_several_files_and_lines_that_hold_no_row(run: Any, rows: list[Row], tmp_path: Path) -> None:
    train, test = tmp_path / "train.jsonl", tmp_path / "test.jsonl"
    write_rows(train, [rows], "plain")
    write_rows(test, [[{**row, "split": "test"} for row in rows[:3]]], "plain")
    test.write_text(test.read_text(encoding="utf-8") + "{\n[]\n" + "[" * 100_000 + "\n", encoding="utf-8")
    assert list(read_rows_or_none(test))[3:] == [None, None, None]
    code, out, _ = run(train, test, "--no-natural")
    assert code == 0
    assert "3 in two splits" in out
    assert "3: not a readable row of tracekit" in out


def test_rows_of_other_makers(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    told = [
        {"said": f"{'And' if i % 2 else 'Try'} {i} + 1", "right": i % 2 == 1, "problem": i // 4, "more": None}
        for i in range(200)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    code, out, _ = run(file, "--text", "said", "--label", "right", "--group", "problem")
    assert code == 0
    assert "rows: words: 1.00" in out
    code, _, err = run(file, "--text", "said", "--label", "more", "--group", "problem")
    assert code == 2
    assert "label='more': must be a column of 0, 1, true and false; row 0 has None" in err
    assert run(file)[2].startswith("error: no row can be audited: 200: not a readable row of tracekit")


def test_what_cannot_be_read_or_written(run: Any, rows: list[Row], tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    write_rows(file, [rows[:20]], "plain")
    for words, message in (
        ([tmp_path / "none.jsonl"], "cannot read"),
        ([tmp_path / "rows.csv"], "must end in .parquet or .jsonl"),
        ([file, "--no-natural", "-o", tmp_path / "no" / "x.json"], "cannot write"),
        ([file, "--no-natural", "--figure", tmp_path / "no" / "x.png"], "cannot write"),
        ([file, "--no-natural", "--figure", tmp_path / "x.nothing"], "must end in a format that can be drawn"),
        ([file, "--max-moves", 0], "max_moves=0: must be an integer of at least 1"),
    ):
        code, _, err = run(*words)
        assert code == 2
        assert message in " ".join(err.split())


def test_without_the_extra_it_says_what_to_install(rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.model_selection", None)
    with pytest.raises(
        tracekit.MissingExtraError, match=r"sklearn.* is not installed: pip install 'tracekit\[audit\]'"
    ):
        tracekit.audit(rows)


def test_the_function_stays_what_it_is_whatever_is_imported() -> None:
    program = (
        "import tracekit.auditing.run, tracekit.cli.audit, tracekit; "
        "assert callable(tracekit.audit) and tracekit.audit is tracekit.auditing.audit; "
        "import sys; assert not {'sklearn', 'scipy', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
