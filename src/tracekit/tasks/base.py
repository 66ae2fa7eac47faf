"""What every task has in common: validated parameters, problems drawn by seed and index, splits disjoint by content."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, TypeVar

from tracekit.errors import GenerationError, ParameterError, UnknownNameError, check_integer
from tracekit.language.lexicon import Lexicon, Vocabulary
from tracekit.search.space import Space
from tracekit.seeding import Stream
from tracekit.validated import Validated
from tracekit.verify import Verdict

__all__ = ["SPLITS", "Problem", "Split", "Task"]

Split = Literal["train", "validation", "test"]

SPLITS: Mapping[str, int] = {"train": 80, "validation": 10, "test": 10}
"""Share of all possible problems that each split may use, in percent."""


class Problem(Validated):
    """One instance of a task. It holds all that is needed to ask, solve, certify and verify it."""


P = TypeVar("P", bound=Problem)
D = TypeVar("D")


class Task(Validated, ABC, Generic[P, D]):
    """A family of problems with its parameters, and all that tracekit has to know about it.

    A task is a frozen set of parameters. Subclass it, declare the parameters as fields, and define what is abstract
    here; the guide "Add a task" walks through an example.
    """

    name: ClassVar[str]
    """The name in ``get_task`` and in the rows."""
    version: ClassVar[int]
    """Goes up whenever the same seed gives another row."""
    vocabulary: ClassVar[Vocabulary]
    prose: ClassVar[Lexicon]
    symbolic: ClassVar[Lexicon]
    problem_type: ClassVar[type[Any]]
    max_draws: ClassVar[int] = 10_000
    """After so many draws without a problem of the split asked for, there is none to be had."""
    generation_hint: ClassVar[str] = "ask for wider ranges"
    """What to do then."""

    # --- making problems -----------------------------------------------------------------------------------------

    @abstractmethod
    def draw(self, stream: Stream) -> D:
        """Draw the part of a problem that decides its split: cheap, and recoverable from the finished problem."""

    @abstractmethod
    def split_key(self, draft: D) -> str:
        """The canonical form of that part; problems with the same fingerprint have the same key."""

    @abstractmethod
    def finish(self, draft: D, stream: Stream) -> P | None:
        """Make a problem from its drawn part; None if that does not work out and another part is to be drawn."""

    @abstractmethod
    def draft_of(self, problem: P) -> D:
        """The part of a problem that decides its split."""

    def problem(self, *, seed: int = 0, index: int = 0, split: Split = "train", attempt: int = 0) -> P:
        """Problem number ``index`` of a seed and split; the same arguments give the same problem everywhere.

        Args:
            seed: any integer.
            index: from 0.
            split: ``train``, ``validation`` or ``test``; no problem is in two of them, whatever the seeds.
            attempt: which problem in the row's own sequence of candidates (0 unless earlier ones were passed over).

        Raises:
            GenerationError: if the parameters allow no problem, or hardly any.
        """
        self.check_source(seed, split)
        for field, value in (("index", index), ("attempt", attempt)):
            check_integer(field, value, at_least=0)
        stream = self._root.child("problem", seed, split, index, attempt)
        for _ in range(self.max_draws):
            draft = self.draw(stream)
            if _split_of_key(self.split_key(draft)) == split:
                problem = self.finish(draft, stream)
                if problem is not None:
                    return problem
        raise GenerationError(
            f"{self!r}: no problem of split {split!r} in {self.max_draws} draws; {self.generation_hint}"
        )

    @staticmethod
    def check_source(seed: object, split: object) -> None:
        """Raise if a seed or split is not allowed."""
        if split not in SPLITS:
            raise UnknownNameError("split", str(split), SPLITS)
        check_integer("seed", seed)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """All parameters as JSON values."""
        return self.model_dump(mode="json")

    @cached_property
    def _root(self) -> Stream:
        return Stream(self.name, self.version, json.dumps(self.parameters, sort_keys=True))

    def row_stream(self, seed: int, split: str, index: int) -> Stream:
        """The stream from which all that is random in a row is drawn, the problem apart."""
        return self._root.child("row", seed, split, index)

    def split_of(self, problem: P) -> str:
        """The only split that may hold this problem, also if it comes from elsewhere: a test for contamination.

        Raises:
            ParameterError: if the problem is of another task.
        """
        if not isinstance(problem, self.problem_type):
            raise ParameterError("problem", problem, f"must be of the type {self.problem_type.__name__}")
        return _split_of_key(self.split_key(self.draft_of(problem)))

    # --- what a problem is -----------------------------------------------------------------------------------------

    @abstractmethod
    def question(self, problem: P) -> str:
        """The problem in words, as a model is asked."""

    @abstractmethod
    def fingerprint(self, problem: P) -> str:
        """The canonical form under which two problems are the same."""

    @abstractmethod
    def space(self, problem: P) -> Space[Any, Any]:
        """How the problem is searched under this task's settings."""

    @abstractmethod
    def verify(self, problem: P, answer: str) -> Verdict:
        """Whether an answer (the text between the answer tags) is right. Any right answer counts.

        It never raises on what a model wrote, never evaluates it, and takes bounded time.
        """

    def answer_key(self, problem: P, answer: str) -> Hashable:
        """The form under which two answers are the same one, as the verifier reads them; None if it cannot be read.

        As it stands blanks do not count. It never raises on what a model wrote, and takes bounded time.
        """
        return "".join(answer.split())

    def from_reasoning_gym(self, entry: Mapping[str, Any]) -> P:
        """The problem of an entry of reasoning-gym's data set of the same name.

        Raises:
            ParameterError: if the entry is of another data set or damaged.
        """
        raise ParameterError("task", self.name, "must be a task with a data set in reasoning-gym")


def _split_of_key(key: str) -> str:
    mark = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % 100
    for split, share in SPLITS.items():
        mark -= share
        if mark < 0:
            return split
    raise AssertionError("the shares of the splits sum to 100")


def entry_field(entry: Mapping[str, Any], field: str, dataset: str) -> Any:
    """A field of the metadata of a reasoning-gym entry of the given data set.

    Raises:
        ParameterError: if the entry is of another data set or has no such field.
    """
    metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
    if not isinstance(metadata, Mapping):
        raise ParameterError("entry", entry, "must be a reasoning-gym entry: a mapping with 'metadata'")
    source = metadata.get("source_dataset", dataset)
    if source != dataset:
        raise ParameterError("entry", source, f"must be an entry of reasoning-gym's {dataset!r}")
    if field not in metadata:
        raise ParameterError("entry", sorted(metadata), f"must have {field!r} in its metadata")
    return metadata[field]
