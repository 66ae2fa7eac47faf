"""The same rows everywhere; splits and seeds that share nothing."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tracekit

GOLDEN = Path(__file__).parents[1] / "golden"

PROGRAM = """
import hashlib, json, sys
import tracekit

def rows(name, workers, n, **options):
    return tracekit.make_dataset(tracekit.get_task(name), n=n, workers=workers, seed=5, **options).to_list()

if __name__ == "__main__":
    workers = int(sys.argv[1])
    n = int(sys.argv[2])
    text = json.dumps([
        rows("countdown", workers, n, backtracks=[1, 4]),
        rows("mini_sudoku", workers, n, backtracks=1, strategy="detour"),
        rows("sudoku", workers, n // 10, backtracks=1, style="symbolic"),
        rows("countdown", workers, n, strategy="natural", max_moves=100),
    ])
    print(hashlib.sha256(text.encode()).hexdigest())
"""


def digest_of_run(tmp_path: Path, hash_seed: str, workers: int) -> str:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), str(workers), "66"],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_same_bytes_in_other_processes_and_with_other_numbers_of_workers(tmp_path: Path) -> None:
    digests = {digest_of_run(tmp_path, hash_seed, workers) for hash_seed, workers in (("0", 1), ("1234", 1), ("77", 2))}
    assert len(digests) == 1
    assert len(digests.pop()) == len(hashlib.sha256().hexdigest())


def test_golden_rows() -> None:
    made = list(runpy.run_path(str(GOLDEN / "make.py"))["golden_lines"]())
    pinned = (GOLDEN / "rows.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for new, old in itertools.zip_longest(made, pinned):
        assert new == old, "rows have changed: if that is meant, raise the task's version and run make.py"
    assert len(pinned) > 50


def test_golden_rows_certify() -> None:
    for line in (GOLDEN / "rows.jsonl").read_text(encoding="utf-8").splitlines():
        certificate, problem = tracekit.certify_row(json.loads(line))
        assert not problem
        assert certificate.ok


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("countdown", {"backtracks": {0: 1, 5: 2}}),
        ("mini_sudoku", {"backtracks": [0, 1], "ladder": True}),
        ("sudoku", {"strategy": "natural", "max_moves": 100}),
    ],
)
def test_a_shorter_run_is_the_beginning_of_a_longer_one(name: str, options: dict[str, Any]) -> None:
    task = tracekit.get_task(name)
    longer = tracekit.make_dataset(task, n=70, seed=3, **options).to_list()
    shorter = tracekit.make_dataset(task, n=9, seed=3, **options).to_list()
    assert shorter == longer[: len(shorter)]
    assert len(longer) == 70 * (2 if options.get("ladder") else 1)


def test_rows_do_not_depend_on_what_was_made_before() -> None:
    task = tracekit.get_task("countdown")
    first = tracekit.make_dataset(task, n=5, backtracks=3, seed=1).to_list()
    tracekit.make_dataset(task, n=5, backtracks=2, seed=8)
    for seed in (1, 1):
        assert tracekit.make_dataset(task, n=5, backtracks=3, seed=seed).to_list() == first


@pytest.mark.parametrize("name", ["countdown", "sudoku", "mini_sudoku"])
def test_seeds_and_splits_share_no_problem_beyond_chance(name: str) -> None:
    task = tracekit.get_task(name)
    n, chance = 40, 5 if name == "mini_sudoku" else 0  # there are not that many small puzzles
    seen: dict[tuple[int, str], list[str]] = {}
    for seed, split in itertools.product((0, 1, 2, 1000), tracekit.SPLITS):
        problems = [task.problem(seed=seed, index=i, split=split) for i in range(n)]
        assert all(task.split_of(problem) == split for problem in problems)
        seen[seed, split] = [task.fingerprint(problem) for problem in problems]
    for (a, b), (c, d) in itertools.combinations(seen, 2):
        shared = set(seen[a, b]) & set(seen[c, d])
        if b != d:
            assert not shared, "a problem is in two splits"
        else:
            assert len(shared) <= chance, "two seeds share problems"
    assert all(len(set(fingerprints)) >= n - 2 * chance for fingerprints in seen.values())


def test_neighbouring_seeds_are_not_shifted_copies() -> None:
    task = tracekit.get_task("countdown", min_numbers=3, max_numbers=3, max_value=10, min_target=1, max_target=50)
    # A small family, where problems recur by chance; the order in which they come must not.
    first, second = ([task.fingerprint(task.problem(seed=s, index=i)) for i in range(200)] for s in (0, 1))
    for shift in range(-3, 4):
        pairs = zip(first[max(shift, 0) :], second[max(-shift, 0) :], strict=False)
        assert sum(a == b for a, b in pairs) <= 6
