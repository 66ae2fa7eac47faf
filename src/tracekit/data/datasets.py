"""Rows as Hugging Face datasets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Unpack

from tracekit.data.columns import Row, arrow_schema, to_dataset, to_table
from tracekit.data.prompts import PromptFormat
from tracekit.data.rows import Origin, make_rows, make_rows_of, new_row
from tracekit.data.settings import RowOptions, Settings, T, Tasks
from tracekit.errors import ParameterError, check_integer
from tracekit.tasks import Problem, Task
from tracekit.tasks.base import Split

if TYPE_CHECKING:
    from datasets import Dataset, IterableDataset

__all__ = ["iterate_chunks", "make_dataset", "prompt_dataset", "stream_dataset", "trace_dataset"]

CHUNK = 64
"""How many indices are made at a time; also the size of a row group in a file. It does not depend on the workers."""


def make_dataset(task: Tasks[T], *, n: int, workers: int = 1, **options: Unpack[RowOptions]) -> Dataset:
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

    chosen = Settings(task, **options)
    prompt_format = chosen.options["prompt_format"]
    tables = [to_table(rows, prompt_format) for rows in iterate_chunks(chosen, n, workers)]
    return Dataset(pa.concat_tables(tables) if tables else arrow_schema(prompt_format).empty_table())


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
    if "split" in options:
        raise ParameterError("split", options["split"], "must be left out: it follows from the problem")
    if not isinstance(task, Task):
        raise ParameterError("task", task, "must be one task: the one that the problems are of")
    chosen = Settings(task, **options)
    rows = [row for index, problem in enumerate(problems) for row in make_rows_of(chosen, index, problem)]
    return to_dataset(rows, chosen.options["prompt_format"])


def prompt_dataset(
    task: Tasks[T], *, n: int, seed: int = 0, split: Split = "train", prompt_format: PromptFormat = "plain"
) -> Dataset:
    """Make rows to ask a model with. They have the columns of ``make_dataset``, and ``tracekit.reward`` reads them.

    Nothing is solved and nothing passed over, so the problems are not selected by the backtracks that they can have.
    Row i asks the first problem that ``make_dataset`` tries for its row i, with the same task, seed and split.

    Args:
        task: the task, with its parameters; several, equally often; or a mapping from tasks to shares. Data sets of
            reasoning-gym may be among them; see ``tracekit.adapters.reasoning_gym.rg_task``.
        n: how many rows.
        seed: different seeds give different problems.
        split: ``train``, ``validation`` or ``test``.
        prompt_format: as for ``make_dataset``.

    Returns:
        A ``datasets.Dataset``. ``completion`` is empty (no message, in ``chat``), ``backtracks`` 0, ``trace`` an empty
        list, ``strategy`` and ``style`` are ``none``. ``answer`` is a right answer where the problem comes with one as
        a text, else empty: a reward does not read it.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
        GenerationError: if a task cannot make its problem.
    """
    # Nothing is searched, so the tasks' own strategies do not matter.
    chosen = Settings(task, backtracks=0, strategy="exhaustive", seed=seed, split=split, prompt_format=prompt_format)
    check_integer("n", n, at_least=0)
    return to_dataset([_prompt_row(chosen, index) for index in range(n)], prompt_format)


def _prompt_row(settings: Settings, index: int) -> Row:
    task, seed, split = settings.task_at(index), settings.options["seed"], settings.options["split"]
    problem = task.problem(seed=seed, index=index, split=split)
    answer = getattr(problem, "answer", None)
    row = new_row(settings, task, problem, Origin(split, index, 0))
    return row | {
        "id": f"{getattr(task, 'label', task.name)}/{split}/{seed}/{index}/prompt",
        "answer": answer if isinstance(answer, str) else "",
        "completion": [] if settings.options["prompt_format"] == "chat" else "",
    }


def stream_dataset(
    task: Tasks[T], *, n: int | None = None, n_shards: int = 1, **options: Unpack[RowOptions]
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

    chosen = Settings(task, **options)
    for field, value in (("n", n), ("n_shards", n_shards)):
        if value is not None:
            check_integer(field, value, at_least=1)
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
    check_integer("n", n, at_least=0)
    check_integer("workers", workers, at_least=1)
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
