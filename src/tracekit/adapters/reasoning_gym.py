"""reasoning-gym, both ways: tracekit's tasks as its data sets, and its data sets as tasks for rewards."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import json
import random
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn

import numpy as np
from pydantic import model_validator

from tracekit.adapters import _rg_json
from tracekit.adapters._rg_datasets import register
from tracekit.adapters._rg_scoring import score
from tracekit.adapters._rg_verify import VERIFIERS
from tracekit.errors import GenerationError, ParameterError, TextError, UnknownNameError
from tracekit.extras import require
from tracekit.language.lexicon import Lexicon, Span
from tracekit.language.vocabulary import Kind, Vocabulary
from tracekit.rewards import verify_entry
from tracekit.search.events import Event, Unsolvable
from tracekit.seeding import Stream
from tracekit.tasks import TASKS, Problem, Task
from tracekit.verify import Verdict

__all__ = ["REFUSED", "RGProblem", "RGTask", "register", "rg_task"]

REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "composite": "it mixes data sets: mix tasks instead",
        "intermediate_integration": "its scorer evaluates what the model wrote",
        "polynomial_multiplication": "its scorer evaluates what the model wrote",
        "simple_integration": "its scorer evaluates what the model wrote",
    }
)
"""Data sets that cannot be had as a task, and why."""

SECONDS = 5.0
"""How long a scorer may take for one answer. The answer is wrong if it takes longer."""

MAX_ANSWER = 20_000
"""Longest answer that is scored, in characters. A longer one is wrong."""


class RGProblem(Problem):
    """An entry of a data set of reasoning-gym."""

    dataset: str
    """The name of the data set."""
    question: str
    """The question as reasoning-gym asks it."""
    answer: str | None
    """Its own answer; None where it keeps none."""
    metadata: str
    """Its metadata as JSON; tuples and keys that are no texts are marked as such."""

    def entry(self) -> dict[str, Any]:
        """The entry as reasoning-gym made it."""
        return {
            "question": self.question,
            "answer": self.answer,
            "metadata": _rg_json.decode(json.loads(self.metadata)),
        }


class _Silent(Lexicon):
    """A language in which nothing can be said: there are no traces, and no thinking is readable."""

    def read(self, text: str, start: int = 0) -> tuple[list[Event], list[Span], TextError | None]:
        return [], [], TextError("reasoning-gym's data sets have no language of traces", 0)


_VOCABULARY = Vocabulary(Kind("unsolvable", Unsolvable))
_SILENT = _Silent(_VOCABULARY, {}, {"unsolvable": ["There are no traces."]})


class RGTask(Task[RGProblem, RGProblem]):
    """A data set of reasoning-gym, without traces: for prompts and rewards."""

    name: ClassVar[str] = "reasoning_gym"
    version: ClassVar[int] = 1
    vocabulary: ClassVar[Vocabulary] = _VOCABULARY
    lexicons: ClassVar[Mapping[str, Lexicon]] = {"prose": _SILENT, "symbolic": _SILENT}
    problem_type: ClassVar[type[RGProblem]] = RGProblem
    max_draws: ClassVar[int] = 1000
    generation_hint: ClassVar[str] = "the data set may have no other questions"

    dataset: str
    """The name of the data set in reasoning-gym."""
    config: str = "{}"
    """Its settings other than the defaults, as JSON."""

    @model_validator(mode="after")
    def _check(self) -> RGTask:
        # What reasoning-gym has to say to the settings is asked in rg_task: a reward worker need not import it.
        if self.dataset in REFUSED:
            raise ParameterError("dataset", self.dataset, f"must be another one: {REFUSED[self.dataset]}")
        _settings(self.config)
        return self

    @property
    def label(self) -> str:
        """What stands for the task in the ids of rows."""
        return f"{self.name}/{self.dataset}"

    def draw(self, stream: Stream) -> RGProblem:
        seed = stream.below(2**31)
        # Some data sets use the global generators, whatever their seed; these are put back as they were.
        before, before_numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
        random.seed(seed)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # codeio's programs print
                entry = _make(self.dataset, self.config, seed)[0]
        finally:
            random.setstate(before)
            np.random.set_state(before_numpy)  # noqa: NPY002
        return self.from_reasoning_gym(entry)

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> RGProblem:
        try:
            question, answer, metadata = entry["question"], entry["answer"], entry["metadata"]
            source = metadata.get("source_dataset", self.dataset)
        except (KeyError, TypeError, AttributeError):
            raise ParameterError("entry", entry, "must have a question, an answer and metadata") from None
        if source != self.dataset:
            raise ParameterError("entry", source, f"must be an entry of reasoning-gym's {self.dataset!r}")
        try:
            text = json.dumps(_rg_json.encode(metadata), ensure_ascii=False)
        except TypeError as error:
            raise GenerationError(f"an entry of {self.dataset!r} cannot be kept in a row: {error}") from None
        return RGProblem(dataset=self.dataset, question=question, answer=answer, metadata=text)

    def split_key(self, draft: RGProblem) -> str:
        return self.fingerprint(draft)

    def finish(self, draft: RGProblem, stream: Stream) -> RGProblem:
        return draft

    def draft_of(self, problem: RGProblem) -> RGProblem:
        return problem

    def question(self, problem: RGProblem) -> str:
        return problem.question

    def fingerprint(self, problem: RGProblem) -> str:
        digest = hashlib.blake2b(problem.question.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        return f"{self.label}:{digest}"

    def space(self, problem: RGProblem) -> NoReturn:
        raise ParameterError("task", self.dataset, "has no traces: it is for prompt_dataset, verify and reward")

    def check_answer(self, problem: RGProblem, answer: str) -> Verdict:
        if len(answer) > MAX_ANSWER:
            return Verdict(correct=False, reason=f"more than {MAX_ANSWER:,} characters")
        if self.dataset in TASKS:
            return verify_entry(problem.entry(), answer)
        if self.dataset in VERIFIERS:
            return VERIFIERS[self.dataset](problem.entry(), answer)
        request = {
            "dataset": self.dataset,
            "config": self.config,
            "answer": answer,
            "entry": _rg_json.encode(problem.entry()),
        }
        outcome = score(request, SECONDS)
        if isinstance(outcome, str):
            return Verdict(correct=False, reason=outcome)
        return Verdict(correct=outcome >= 1.0, reason=f"reasoning-gym's scorer gives {outcome:g}")


def rg_task(dataset: str, **config: Any) -> RGTask:
    """A data set of reasoning-gym as a task: it makes problems and judges answers, and has no traces.

    An answer is right if reasoning-gym's scorer gives 1.0; what it gives below that is no credit here. The scorer runs
    in a process of its own, which may not evaluate text, write files or start programs, and which is ended after
    ``SECONDS``. Where tracekit has a task of the same name, that task's verifier judges the answer; a few scorers that
    give 1.0 to wrong answers, or evaluate text, are replaced too.

    Example:
        >>> task = rg_task("leg_counting", max_animals=5)
        >>> problem = task.problem(seed=3)
        >>> bool(task.verify(problem, problem.answer))
        True

    Args:
        dataset: the name of the data set.
        **config: the data set's own settings, without ``seed`` and ``size``.

    Raises:
        MissingExtraError: if reasoning-gym is not installed.
        UnknownNameError: if there is no such data set.
        ParameterError: if it is one of ``REFUSED``, or a setting is not allowed.
    """
    try:
        text = json.dumps(config, sort_keys=True)
    except (TypeError, ValueError) as error:
        raise ParameterError("config", config, f"must be JSON values: {error}") from None
    task = RGTask(dataset=dataset, config=text)
    _make(dataset, text, seed=0)  # reasoning-gym checks the settings
    return task


def _make(dataset: str, config: str, seed: int) -> Any:
    require("reasoning-gym", "reasoning_gym")
    from reasoning_gym.factory import DATASETS, create_dataset

    if dataset not in DATASETS:
        raise UnknownNameError("data set of reasoning-gym", dataset, sorted(DATASETS))
    settings = _settings(config)
    known = {field.name for field in dataclasses.fields(DATASETS[dataset][1])} - {"seed", "size"}
    for name in settings:
        if name not in known:
            raise UnknownNameError(f"setting of {dataset}", name, sorted(known))
    try:
        return create_dataset(dataset, seed=seed, size=1, **settings)
    except (AssertionError, TypeError, ValueError, KeyError) as error:
        raise ParameterError("config", settings, f"must be allowed by reasoning-gym: {error}") from None


@lru_cache(maxsize=256)
def _settings(config: str) -> dict[str, Any]:
    try:
        settings = json.loads(config)
    except ValueError:
        settings = None
    if not isinstance(settings, dict):
        raise ParameterError("config", config, "must be a JSON object")
    return settings
