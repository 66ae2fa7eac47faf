"""Rows with a prompt and no completion, for reinforcement learning: the model is to write it, the row can judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracekit.data.columns import Row, to_table
from tracekit.data.prompts import PromptFormat
from tracekit.data.rows import Origin, new_row
from tracekit.data.settings import Settings, Tasks
from tracekit.errors import check_integer
from tracekit.tasks.base import Split

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["prompt_dataset"]


def prompt_dataset(
    task: Tasks, *, n: int, seed: int = 0, split: Split = "train", prompt_format: PromptFormat = "plain"
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
    from datasets import Dataset

    chosen = Settings(task, backtracks=0, seed=seed, split=split, prompt_format=prompt_format)
    check_integer("n", n, at_least=0)
    return Dataset(to_table([_row(chosen, index) for index in range(n)], prompt_format))


def _row(settings: Settings, index: int) -> Row:
    task, seed, split = settings.task_at(index), settings.options["seed"], settings.options["split"]
    problem = task.problem(seed=seed, index=index, split=split)
    answer = getattr(problem, "answer", None)
    row = new_row(settings, task, problem, Origin(split, index, 0))
    return row | {
        "id": f"{getattr(task, 'label', task.name)}/{split}/{seed}/{index}/prompt",
        "answer": answer if isinstance(answer, str) else "",
        "completion": [] if settings.options["prompt_format"] == "chat" else "",
    }
