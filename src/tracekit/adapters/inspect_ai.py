"""inspect-ai: a task of puzzles, and scorers that judge by the problem's rules.

On the command line: ``inspect eval tracekit/puzzles -T puzzle=sudoku -T n=50 --model openai-api/local/NAME``.
"""

# mypy: disallow-subclassing-any=False, disallow-untyped-decorators=False
# (the framework is not installed where the types are checked)
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from tracekit.adapters._rewarding import Scheme, messages_of, scheme_of
from tracekit.data.datasets import iterate_chunks
from tracekit.data.loading import judged_columns
from tracekit.data.settings import Settings
from tracekit.errors import ParameterError
from tracekit.extras import require
from tracekit.rewards import judge
from tracekit.tasks import TASKS, get_task
from tracekit.types import Rows
from tracekit.verify.formats import get_format

if TYPE_CHECKING:
    import inspect_ai
    from inspect_ai import dataset, model, scorer, solver
else:
    inspect_ai = require("inspect", "inspect_ai")
    dataset, model, scorer, solver = (
        require("inspect", f"inspect_ai.{name}") for name in ("dataset", "model", "scorer", "solver")
    )

__all__ = ["puzzles", "rewarded", "to_inspect", "verified"]


@inspect_ai.task
def puzzles(  # noqa: PLR0913, PLR0917
    puzzle: str = next(iter(TASKS)),
    n: int = 100,
    backtracks: int | list[int] = 0,
    seed: int = 0,
    split: Literal["train", "validation", "test"] = "test",
    parameters: dict[str, Any] | str | None = None,
    scheme: str | dict[str, float] | None = None,
    answer_format: str = "lenient",
    thinking_opened: bool | Literal["row"] | None = "row",
) -> inspect_ai.Task:
    """An evaluation of inspect-ai: problems of a task of tracekit, answered in one turn and without tools.

    Args:
        puzzle: the name of the task; by default the first of ``tracekit.TASKS``.
        n: how many problems.
        backtracks: problems that can be solved with so many backtracks: a way to set how hard they are.
        seed: different seeds give different problems.
        split: no problem of ``test`` is in another split.
        parameters: the parameters of the task, as a mapping or as JSON: ``-T parameters='{"max_numbers": 4}'``.
        scheme: a reward to report beside the accuracy: see ``rewarded``. None for the accuracy alone.
        answer_format: the form asked for: ``lenient`` (models that never saw our tags) or ``strict``.
        thinking_opened: whether the chat template of the model ends in ``<think>``; by default it does not, and
            None takes either.

    Raises:
        ParameterError, UnknownNameError: if a setting is not allowed.
        GenerationError: if no problem will do.
    """
    if isinstance(parameters, str):
        try:
            parameters = json.loads(parameters)
        except ValueError as error:
            raise ParameterError("parameters", parameters, f"must be JSON ({error})") from None
    if not isinstance(parameters, Mapping | None):
        raise ParameterError("parameters", parameters, "must be a mapping from names to values")
    task = get_task(puzzle, **(parameters or {}))
    settings = Settings(task, backtracks=backtracks, seed=seed, split=split, prompt_format="chat")
    scorers = [verified(answer_format=answer_format, thinking_opened=thinking_opened)]
    if scheme is not None:
        scorers.append(rewarded(scheme, answer_format=answer_format, thinking_opened=thinking_opened))
    rows = (row for chunk in iterate_chunks(settings, n) for row in chunk)
    return inspect_ai.Task(
        dataset=to_inspect(rows, name=f"tracekit/{puzzle}"),
        solver=solver.generate(),
        scorer=scorers,
        metadata={"seed": seed, "split": split, "parameters": task.parameters},
    )


def to_inspect(rows: Rows, *, name: str = "tracekit") -> dataset.MemoryDataset:
    """Rows as samples of inspect-ai; the scorers below find in their metadata what they need.

    Args:
        rows: rows of tracekit. A ``plain`` prompt becomes the message of a user.
        name: how the data set is called in the log.

    Raises:
        DataFileError: if a row is none of tracekit's.
        ParameterError: if a prompt is a raw template (``prompt_format`` ``base`` or ``qwen``).
    """
    return dataset.MemoryDataset([_sample(row) for row in rows], name=name)


def _sample(row: Mapping[str, object]) -> dataset.Sample:
    columns = judged_columns(row)
    roles = {"user": model.ChatMessageUser, "system": model.ChatMessageSystem, "assistant": model.ChatMessageAssistant}
    messages = [roles[message["role"]](content=message["content"]) for message in messages_of(row, "inspect-ai")]
    return dataset.Sample(id=row.get("id"), input=messages, target=columns["answer"], metadata=columns)


@scorer.scorer(metrics=[scorer.accuracy(), scorer.stderr()])
def verified(answer_format: str = "lenient", thinking_opened: bool | Literal["row"] | None = "row") -> scorer.Scorer:
    """Whether the answer is right by the rules of the problem: ``C`` or ``I``.

    The explanation is the verifier's reason; the metadata says whether the completion keeps to the format, and what is
    wrong with it.

    Args:
        answer_format: the form asked for. A right answer counts whatever the form around it; in ``strict`` an answer
            is found in its tags only.
        thinking_opened: whether the chat template of the model ends in ``<think>``; by default it does not, and
            None takes either.
    """
    get_format(answer_format)

    async def score(state: solver.TaskState, target: scorer.Target) -> scorer.Score:  # noqa: ARG001
        rollout = judge(state.metadata, _completion(state), format=answer_format, thinking_opened=thinking_opened)
        return scorer.Score(
            value=scorer.CORRECT if rollout.verdict.correct else scorer.INCORRECT,
            answer=rollout.found.answer,
            explanation=rollout.verdict.reason,
            metadata={"well_formed": rollout.found.well_formed, "format_problem": rollout.found.problem},
        )

    return score


@scorer.scorer(metrics=[scorer.mean(), scorer.stderr()])
def rewarded(
    scheme: Scheme = "study", answer_format: str = "strict", thinking_opened: bool | Literal["row"] | None = "row"
) -> scorer.Scorer:
    """The reward of a scheme as a number; its components are in the metadata.

    Args:
        scheme: a reward's name, names with their weights, or ``package.module:attribute`` for a function of your own.
        answer_format: the form asked for.
        thinking_opened: whether the chat template of the model ends in ``<think>``; by default it does not, and
            None takes either.

    Raises:
        ParameterError, UnknownNameError: if a setting is not allowed.
    """
    term = scheme_of(scheme)
    get_format(answer_format)

    async def score(state: solver.TaskState, target: scorer.Target) -> scorer.Score:  # noqa: ARG001
        rollout = judge(state.metadata, _completion(state), format=answer_format, thinking_opened=thinking_opened)
        result = term(rollout)
        return scorer.Score(
            value=result.total,
            answer=rollout.found.answer,
            explanation=rollout.verdict.reason,
            metadata=dict(result.components),
        )

    return score


def _completion(state: solver.TaskState) -> dict[str, str]:
    """What the model wrote; inspect-ai may have taken the thinking out of the text."""
    if state.output.empty:
        return {"role": "assistant", "content": ""}
    message = state.output.message
    parts = [] if isinstance(message.content, str) else message.content
    # A provider that hides the thinking may leave a summary of it: that is all there is to read then.
    apart = "\n".join(
        part.summary or "" if part.redacted else part.reasoning for part in parts if part.type == "reasoning"
    )
    return {"role": "assistant", "content": message.text, "reasoning_content": apart}
