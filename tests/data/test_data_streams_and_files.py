from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from datasets import load_dataset

import tracekit
from tracekit import DataFileError, ParameterError
from tracekit.data.datasets import iterate_chunks
from tracekit.data.files import read_rows, write_rows
from tracekit.data.rows import Settings

OPTIONS: list[dict[str, Any]] = [
    {"backtracks": 2},
    {"backtracks": [0, 1, 3], "ladder": True},
    {"backtracks": {0: 1, 3: 1}, "prompt_format": "chat"},
]


def task() -> Any:
    return tracekit.get_task("countdown", max_numbers=4)


@pytest.mark.parametrize("options", OPTIONS)
def test_a_stream_has_the_rows_of_the_data_set(options: dict[str, Any]) -> None:
    rows = tracekit.make_dataset(task(), n=12, seed=2, **options).to_list()
    assert list(tracekit.stream_dataset(task(), n=12, seed=2, **options)) == rows
    assert list(tracekit.stream_dataset(task(), seed=2, **options).take(len(rows) - 1)) == rows[:-1]
    assert list(tracekit.stream_dataset(task(), n=12, seed=2, **options).skip(5)) == rows[5:]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("read", [0, 1, 7, 12])
def test_a_stream_is_resumed_where_it_was_left(options: dict[str, Any], read: int) -> None:
    rows = list(tracekit.stream_dataset(task(), n=12, n_shards=3, **options))
    stream = tracekit.stream_dataset(task(), n=12, n_shards=3, **options)
    assert list(itertools.islice(stream, read)) == rows[:read]
    state = json.loads(json.dumps(stream.state_dict()))
    fresh = tracekit.stream_dataset(task(), n=12, n_shards=3, **options)
    fresh.load_state_dict(state)
    assert list(fresh) == rows[read:]


def test_shards_share_the_rows_without_overlap() -> None:
    rows = tracekit.make_dataset(task(), n=10, backtracks=1).to_list()
    stream = tracekit.stream_dataset(task(), n=10, n_shards=3, backtracks=1)
    assert stream.n_shards == 3
    parts = [list(stream.shard(num_shards=3, index=i)) for i in range(3)]
    assert parts == [rows[i::3] for i in range(3)]
    assert tracekit.stream_dataset(task(), n=2, n_shards=8, backtracks=1).n_shards == 2
    assert list(tracekit.stream_dataset(task(), n_shards=4, backtracks=1).take(3)) == rows[0:12:4]


@pytest.mark.parametrize(("field", "value"), [("n", 0), ("n", -2), ("n", 1.5), ("n_shards", 0), ("n_shards", True)])
def test_counts_of_a_stream(field: str, value: Any) -> None:
    with pytest.raises(ParameterError, match=f"^{field}={value}: must be an integer of at least 1$"):
        tracekit.stream_dataset(task(), backtracks=1, **{field: value})


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
@pytest.mark.parametrize("options", OPTIONS)
def test_files_give_the_rows_back(tmp_path: Path, suffix: str, options: dict[str, Any]) -> None:
    rows = tracekit.make_dataset(task(), n=66, **options).to_list()
    settings, path = Settings(task(), **options), tmp_path / f"rows{suffix}"
    assert write_rows(path, iterate_chunks(settings, 66), settings.options["prompt_format"]) == len(rows)
    assert list(read_rows(path)) == rows
    assert [child.name for child in tmp_path.iterdir()] == [path.name]
    kind = "parquet" if suffix == ".parquet" else "json"
    loaded = load_dataset(kind, data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.column_names == list(rows[0])
    assert loaded.to_list() == rows
    if suffix == ".parquet":
        assert pq.read_metadata(path).num_row_groups == 2
    before = path.read_bytes()
    write_rows(path, iterate_chunks(settings, 66, workers=2), settings.options["prompt_format"])
    assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_what_goes_wrong_while_writing_leaves_nothing_and_keeps_the_old_file(tmp_path: Path, suffix: str) -> None:
    settings, path = Settings(task(), backtracks=1), tmp_path / f"rows{suffix}"
    path.write_text("old")

    def broken() -> Iterator[list[dict[str, Any]]]:
        yield from iterate_chunks(settings, 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_rows(path, broken(), settings.options["prompt_format"])
    assert path.read_text() == "old"
    assert [child.name for child in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b"{"),
        ("b.jsonl", b"[1]\n"),
        ("c.jsonl", b"\xff\xfe\x00"),
        ("d.jsonl", b'{"a": 1}\nnot json\n'),
        ("e.parquet", b""),
        ("f.parquet", b"PAR1 this is no parquet file PAR1"),
        ("g.parquet", b"{}\n"),
    ],
)
def test_damaged_files(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=f"cannot read .*{name}") as caught:
        list(read_rows(path))
    assert "\n" not in str(caught.value)


def test_a_cut_file_is_noticed(tmp_path: Path) -> None:
    settings = Settings(task(), backtracks=1)
    for suffix in (".parquet", ".jsonl"):
        path = tmp_path / f"rows{suffix}"
        write_rows(path, iterate_chunks(settings, 3), settings.options["prompt_format"])
        path.write_bytes(path.read_bytes()[:-200])
        with pytest.raises(DataFileError):
            list(read_rows(path))


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    settings = Settings(task(), backtracks=1)
    for path, error, message in (
        (tmp_path / "rows.csv", ParameterError, r"must end in \.parquet or \.jsonl"),
        (tmp_path / "none" / "rows.jsonl", DataFileError, "there is no directory"),
        (tmp_path / "dir.jsonl", DataFileError, "it is a directory"),
    ):
        (tmp_path / "dir.jsonl").mkdir(exist_ok=True)
        with pytest.raises(error, match=message):
            write_rows(path, [], settings.options["prompt_format"])
    for path, error in ((tmp_path / "no.jsonl", DataFileError), (tmp_path / "no.csv", ParameterError)):
        with pytest.raises(error):
            list(read_rows(path))
