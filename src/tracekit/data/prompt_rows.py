"""Rows with a prompt and no completion, for reinforcement learning: the model is to write it, the row can judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from tracekit.data.datasets import to_table
from tracekit.data.prompts import PromptFormat, write_pair
from tracekit.data.settings import Settings, Tasks
from tracekit.errors import ParameterError
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
    if isinstance(n, bool) or not isinstance(n, int) or n < 0:
        raise ParameterError("n", n, "must be an integer of at least 0")
    return Dataset(to_table([_row(chosen, index) for index in range(n)], chosen))


def _row(settings: Settings, index: int) -> dict[str, Any]:
    task, split, seed = settings.task_at(index), settings.split, settings.seed
    problem = task.problem(seed=seed, index=index, split=split)
    question = task.question(problem)
    prompt, completion = write_pair(question, "", "", settings.prompt_format)
    answer = getattr(problem, "answer", None)
    meta = {
        "parameters": task.parameters,
        "prompt_format": settings.prompt_format,
        "own_style": None,
        "passed_over": 0,
        "solved": False,
        "flags": list(getattr(problem, "flags", ())),
    }
    return {
        "id": f"{getattr(task, 'label', task.name)}/{split}/{seed}/{index}/prompt",
        "task": task.name,
        "task_version": task.version,
        "split": split,
        "seed": seed,
        "index": index,
        "fingerprint": task.fingerprint(problem),
        "question": question,
        "answer": answer if isinstance(answer, str) else "",
        "prompt": prompt,
        "completion": "" if isinstance(completion, str) else [],
        "backtracks": 0,
        "strategy": "none",
        "style": "none",
        "corruption": "none",
        "problem": problem.model_dump_json(),
        "trace": "[]",
        "meta": to_json(meta).decode(),
    }
