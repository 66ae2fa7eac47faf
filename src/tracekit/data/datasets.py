"""Rows as Hugging Face datasets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Unpack

from tracekit.data.rows import Row, make_rows, make_rows_of
from tracekit.data.settings import RowOptions, Settings, Tasks
from tracekit.errors import ParameterError
from tracekit.tasks import Problem, Task

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Dataset, IterableDataset

__all__ = ["iterate_chunks", "make_dataset", "schema_of", "stream_dataset", "to_table", "trace_dataset"]

CHUNK = 64
"""How many indices are made at a time; also the size of a row group in a file. It does not depend on the workers."""

_INTEGERS = ("task_version", "seed", "index", "backtracks")
_STRINGS = ("id", "task", "split", "fingerprint", "question", "answer", "strategy", "style", "corruption")
_JSON = ("problem", "trace", "meta")


def make_dataset(task: Tasks, *, n: int, workers: int = 1, **options: Unpack[RowOptions]) -> Dataset:
    """Make a data set of traces, each certified.

    Same arguments, same rows, byte for byte, whatever the number of workers; the first rows of a longer run are the
    rows of a shorter one.

    Args:
        task: the task, with its parameters; several tasks, equally often; or a mapping from tasks to shares.
        n: how many rows; in a ladder, how many problems.
        workers: how many processes make them.
        **options: what the rows are to be; see ``RowOptions``.

    Returns:
        A ``datasets.Dataset`` with the columns described in the guide "Rows, splits and determinism".

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
        GenerationError: if no problem will do.
    """
    import pyarrow as pa
    from datasets import Dataset

    chosen = Settings.of(task, options)
    tables = [to_table(rows, chosen) for rows in iterate_chunks(chosen, n, workers)]
    return Dataset(pa.concat_tables(tables) if tables else schema_of(chosen).empty_table())


def trace_dataset(task: Task, problems: Iterable[Problem], **options: Unpack[RowOptions]) -> Dataset:
    """Give traces to problems that are there already, for example reasoning-gym's.

    A problem that cannot have the backtracks asked for has no row: ``index``, its place among the problems, tells which
    ones are missing. ``split`` is the one split of tracekit that may hold the problem.

    Args:
        task: the task of the problems, with its parameters.
        problems: problems of the task, as ``task.from_reasoning_gym`` gives them.
        **options: as for ``make_dataset``, without ``split``.

    Returns:
        A ``datasets.Dataset`` with the same columns; ``flags`` in ``meta`` says what is wrong with a problem.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
    """
    import pyarrow as pa
    from datasets import Dataset

    if "split" in options:
        raise ParameterError("split", options["split"], "must be left out: it follows from the problem")
    if not isinstance(task, Task):
        raise ParameterError("task", task, "must be one task: the one that the problems are of")
    chosen = Settings.of(task, options)
    rows = [row for index, problem in enumerate(problems) for row in make_rows_of(chosen, index, problem)]
    return Dataset(to_table(rows, chosen) if rows else pa.Table.from_pylist([], schema=schema_of(chosen)))


def stream_dataset(
    task: Tasks, *, n: int | None = None, n_shards: int = 1, **options: Unpack[RowOptions]
) -> IterableDataset:
    """Make rows while they are read: the same rows as ``make_dataset``, without end if ``n`` is None.

    Args:
        task: as for ``make_dataset``.
        n: how many rows (problems, in a ladder); None for a stream without end.
        n_shards: how many parts the stream has: up to so many loader workers can share it, each with its part of the
            rows. A single reader gets the parts one after another, so leave it at 1 if there is but one.
        **options: as for ``make_dataset``.

    Returns:
        A ``datasets.IterableDataset``; its ``state_dict`` resumes it exactly.
    """
    from datasets import IterableDataset

    chosen = Settings.of(task, options)
    for field, value in (("n", n), ("n_shards", n_shards)):
        if value is not None:
            _check_count(field, value, at_least=1)
    shards = list(range(n_shards if n is None else min(n, n_shards)))
    stream: IterableDataset = IterableDataset.from_generator(
        _stream_rows, gen_kwargs={"shards": shards, "settings": chosen, "n": n, "step": len(shards)}
    )
    return stream


def _stream_rows(shards: list[int], settings: Settings, n: int | None, step: int) -> Iterator[Row]:
    for shard in shards:
        for index in itertools.count(shard, step) if n is None else range(shard, n, step):
            yield from make_rows(settings, index)


def iterate_chunks(settings: Settings, n: int, workers: int = 1) -> Iterator[list[Row]]:
    """The rows of the indices 0 to ``n - 1`` in order, some at a time."""
    _check_count("n", n, at_least=0)
    _check_count("workers", workers, at_least=1)
    starts = range(0, n, CHUNK)
    stops = [min(start + CHUNK, n) for start in starts]
    if workers == 1 or len(starts) < 2:
        for start, stop in zip(starts, stops, strict=True):
            yield _chunk(settings, start, stop)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(workers, len(starts))) as pool:
        try:
            yield from pool.map(_chunk, itertools.repeat(settings), starts, stops)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunk(settings: Settings, start: int, stop: int) -> list[Row]:
    return [row for index in range(start, stop) for row in make_rows(settings, index)]


def schema_of(settings: Settings) -> pa.Schema:
    """The Arrow schema of the rows: strings and 64-bit integers, and lists of messages for ``chat``."""
    import pyarrow as pa

    text = pa.string()
    if settings.prompt_format == "chat":
        pair: Any = pa.list_(pa.struct([("role", text), ("content", text)]))
    else:
        pair = text
    types = dict.fromkeys(_STRINGS + _JSON, text) | dict.fromkeys(_INTEGERS, pa.int64())
    types |= {"prompt": pair, "completion": pair}
    return pa.schema([(name, types[name]) for name in COLUMNS])


COLUMNS = (
    *(
        "id",
        "task",
        "task_version",
        "split",
        "seed",
        "index",
        "fingerprint",
        "question",
        "answer",
        "prompt",
        "completion",
    ),
    *("backtracks", "strategy", "style", "corruption", "problem", "trace", "meta"),
)
"""The columns of every row, in order."""


def to_table(rows: list[Row], settings: Settings) -> pa.Table:
    """Rows as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=schema_of(settings))


def _check_count(field: str, value: object, at_least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < at_least:
        raise ParameterError(field, value, f"must be an integer of at least {at_least}")
