"""A completion together with what it is to be judged by, and where that comes from: a row, or a reasoning-gym entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Literal

from tracekit.data.loading import load_source
from tracekit.errors import ParameterError, UnknownNameError, check_integer
from tracekit.language.style import Style
from tracekit.rewards.process import Process, read_process
from tracekit.tasks import TASKS, Problem, Task
from tracekit.verify import Found, Verdict, find_answer
from tracekit.verify.completion import message_of
from tracekit.verify.formats import STRICT, AnswerFormat

__all__ = ["Rollout", "judge", "judge_entry", "problem_of_entry", "verify_entry"]

NO_ANSWER = Verdict(correct=False, reason="no answer")


@dataclass(frozen=True)
class Rollout:
    """What a model wrote, and what was found in it. Rewards are functions of it.

    Attributes:
        task: the task, with the settings that the answer is to be judged by.
        problem: the problem.
        found: thinking, answer and the verdict on the format.
        length: how long the completion is: tokens if the caller said so, else characters, thinking and answer.
        style: the style that the thinking is read in first; None to find out.
    """

    task: Task
    problem: Problem
    found: Found
    length: int
    style: Style | None = None

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the answer is right, whatever the format; no answer, or an ambiguous one, is wrong."""
        answer = self.found.answer
        return NO_ANSWER if answer is None else self.task.verify(self.problem, answer)

    @cached_property
    def process(self) -> Process:
        """What certifying the thinking shows. Worked out when it is first asked for."""
        return read_process(self.task, self.problem, self.found, self.style)


def judge(
    row: Mapping[str, object],
    completion: object,
    *,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    thinking_opened: bool | Literal["row"] | None = "row",
    length: int | None = None,
) -> Rollout:
    """Find the answer in a completion and lay it beside the problem that a row brings along.

    Args:
        row: a row of tracekit, or as much of it as ``task``, ``problem`` and ``meta`` (the last two JSON, or unpacked
            to mappings); or an entry of reasoning-gym.
        completion: what the model wrote, in any of the shapes that ``find_answer`` reads.
        format: the form asked for.
        thinking_opened: whether the prompt ended with ``<think>``. By default the row's own ``prompt_format`` says so;
            for an entry, and for a row without one, either is taken.
        length: how many tokens the completion has, for ``length_penalty``; by default its characters are counted.

    Raises:
        DataFileError: if the row is damaged.
        ParameterError: if the entry is.
        UnknownNameError: if the task or format is not known here.
    """
    if isinstance(row, Mapping) and "task" not in row and "metadata" in row:
        opened = None if thinking_opened == "row" else thinking_opened
        return judge_entry(row, completion, format=format, thinking_opened=opened, length=length)
    source = load_source(row)
    opened = source.opened if thinking_opened == "row" else thinking_opened
    found = find_answer(completion, format, thinking_opened=opened)
    return Rollout(source.task, source.problem, found, _length(completion, length), source.style)


def judge_entry(
    entry: Mapping[str, object],
    completion: object,
    *,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    thinking_opened: bool | None = None,
    length: int | None = None,
) -> Rollout:
    """The same for an entry of reasoning-gym; see ``verify_entry`` for which ones, and ``judge`` for the rest."""
    task, problem = problem_of_entry(entry)
    found = find_answer(completion, format, thinking_opened=thinking_opened)
    return Rollout(task, problem, found, _length(completion, length))


def verify_entry(entry: Mapping[str, object], answer: object) -> Verdict:
    """Whether an answer to an entry of reasoning-gym is right; any right answer is.

    Args:
        entry: an entry of one of the data sets that have a task here. ``metadata["source_dataset"]`` says which; where
            that is missing, the first task that can read the entry is taken.
        answer: the bare answer, without tags. None and anything else that is not a text is wrong.

    Raises:
        UnknownNameError: if there is no task for the entry's data set.
        ParameterError: if the entry is damaged, or no task can read it.
    """
    task, problem = problem_of_entry(entry)
    if not isinstance(answer, str):
        return NO_ANSWER if answer is None else Verdict(correct=False, reason="not a text")
    return task.verify(problem, answer)


def problem_of_entry(entry: Mapping[str, object]) -> tuple[Task, Problem]:
    """The task with its ``entry_parameters``, and the problem, of an entry of reasoning-gym; the last 1,024 are kept.

    Raises:
        UnknownNameError, ParameterError: see ``verify_entry``.
    """
    metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
    if not isinstance(metadata, Mapping):
        raise ParameterError("entry", entry, "must be a reasoning-gym entry: a mapping with 'metadata'")
    name = metadata.get("source_dataset")
    if name is not None and (not isinstance(name, str) or name not in TASKS):
        raise UnknownNameError("data set", str(name), TASKS)
    kind = TASKS[name] if name is not None else None
    key = (kind, len(TASKS), repr((entry.get("question"), entry.get("answer"), metadata)))
    known = _entries.get(key)
    if known is None:
        known = _read_entry(entry, metadata, kind)
        with _lock:
            if len(_entries) >= 1024:
                del _entries[next(iter(_entries))]
            _entries[key] = known
    return known


_lock = Lock()
_entries: dict[tuple[object, int, str], tuple[Task, Problem]] = {}


def _read_entry(
    entry: Mapping[str, object], metadata: Mapping[str, object], kind: type[Task] | None
) -> tuple[Task, Problem]:
    if kind is not None:
        task = kind(**kind.entry_parameters)
        return task, task.from_reasoning_gym(entry)
    for candidate in TASKS.values():
        try:
            task = candidate(**candidate.entry_parameters)
            named = {**entry, "metadata": {**metadata, "source_dataset": task.name}}
            return task, task.from_reasoning_gym(named)
        except ParameterError:
            continue  # an entry of another data set
    raise ParameterError("entry", sorted(metadata, key=str), "must be an entry that a task here can read")


def _length(completion: object, length: int | None) -> int:
    if length is not None:
        check_integer("length", length, at_least=0)
        return length
    message = message_of(completion)
    return 0 if isinstance(message, str) else len(message[0]) + len(message[1] or "")
