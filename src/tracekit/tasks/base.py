"""What every task has in common: validated parameters, problems drawn by seed and index, splits disjoint by content."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, NamedTuple, Self, final

from pydantic import model_validator
from typing_extensions import TypeVar

from tracekit.errors import GenerationError, ParameterError, UnknownNameError, check_integer
from tracekit.language.lexicon import Lexicon
from tracekit.language.vocabulary import Vocabulary
from tracekit.search.space import Space
from tracekit.seeding import Stream
from tracekit.validated import Validated
from tracekit.verify import Verdict

if TYPE_CHECKING:
    from tracekit.tasks.falsehoods import Falsehoods

__all__ = ["SPLITS", "Levels", "Problem", "Split", "Task"]

Split = Literal["train", "validation", "test"]

SPLITS: Mapping[str, int] = {"train": 80, "validation": 10, "test": 10}
"""Share of all possible problems that each split may use, in percent."""


class Problem(Validated):
    """One instance of a task. It holds all that is needed to ask, solve, certify and verify it."""


class Levels(NamedTuple):
    """A parameter that makes problems harder, and the values that it climbs through.

    Attributes:
        meaning: what it is, in a few words.
        values: its values, the easiest one first.
        field: the parameter; of a range, its lower bound.
        upper: the parameter that is the upper bound of the range; empty if it is no range.
    """

    meaning: str
    values: tuple[Any, ...]
    field: str
    upper: str = ""


# Covariant, though methods take them as arguments: a task of whatever problems is a ``Task``, as those who write
# functions of any task expect. That a problem is the task's own is checked at run time.
P = TypeVar("P", bound=Problem, default=Problem, covariant=True)  # noqa: PLC0105
D = TypeVar("D", default=object, covariant=True)  # noqa: PLC0105


class Task(Validated, ABC, Generic[P, D]):
    """A family of problems with its parameters, and all that tracekit has to know about it.

    A task is a frozen set of parameters. Subclass it, declare the parameters as fields, and define what is abstract
    here; the guide "Add a task" walks through an example.
    """

    name: ClassVar[str]
    """The name in ``get_task`` and in the rows."""
    version: ClassVar[int]
    """Goes up whenever the same seed gives another row."""
    draws: ClassVar[int] = 1
    """Goes up, and ``version`` with it, where the same seed is to draw other problems. Other rows of the same problems,
    as when they are told in other words, need a new ``version`` alone."""
    vocabulary: ClassVar[Vocabulary]
    lexicons: ClassVar[Mapping[str, Lexicon]]
    """Its lexicons by name: ``prose``, which the default style uses, and any others."""
    problem_type: ClassVar[type[Problem]]
    falsehoods_class: ClassVar[str] = "tracekit.tasks.falsehoods:Falsehoods"
    """Where to find what can plausibly be got wrong: rewards need none of it, so it is imported when asked for."""
    max_draws: ClassVar[int] = 10_000
    """After so many draws without a problem of the split asked for, there is none to be had."""
    generation_hint: ClassVar[str] = "ask for wider ranges"
    """What to do then."""
    entry_parameters: ClassVar[Mapping[str, Any]] = {}
    """The parameters under which an entry of reasoning-gym is judged, where the defaults mean something else."""
    default_strategy: ClassVar[str] = "exhaustive"
    """The name of the strategy by which its traces are made unless another one is asked for. Where ``exhaustive`` puts
    all wrong turns in one place, as in Countdown, name another one."""
    curriculum: ClassVar[tuple[Levels, ...]] = ()
    """How the difficulty can climb."""
    return_words: ClassVar[tuple[str, ...]] = (
        *("actually", "another", "anew", "aside", "back", "before I go on", "but", "can't", "cannot", "contradiction"),
        *("dead end", "does not work", "doesn't", "fails", "hmm", "however", "is out", "leave", "leaving", "no"),
        *("isn't it", "none fits", "not sure", "not that", "not the", "off", "on hold", "once more", "rather"),
        *("reconsider", "refuted", "return", "ruled out", "rules it out", "scratch that", "something else", "though"),
        *("wait", "wasn't it", "wrong"),
    )
    """Words by which its sentences tell a return from a dead end, besides others. Add those of your own lexicons."""

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        """No parameter ``min_x`` may be above ``max_x``."""
        for lower in type(self).model_fields:
            upper = f"max_{lower.removeprefix('min_')}"
            if lower.startswith("min_") and upper in type(self).model_fields:
                low, high = getattr(self, lower), getattr(self, upper)
                if low > high:
                    raise ParameterError(lower, low, f"must not be above {upper}={high}")
        return self

    # --- making problems -----------------------------------------------------------------------------------------

    @abstractmethod
    def draw(self, stream: Stream) -> D:
        """Draw the part of a problem that decides its split: cheap, and recoverable from the finished problem."""

    @abstractmethod
    def split_key(self, draft: D) -> str:  # type: ignore[misc]
        """The canonical form of that part; problems with the same fingerprint have the same key."""

    @abstractmethod
    def finish(self, draft: D, stream: Stream) -> P | None:  # type: ignore[misc]
        """Make a problem from its drawn part; None if that does not work out and another part is to be drawn."""

    @abstractmethod
    def draft_of(self, problem: P) -> D:  # type: ignore[misc]
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
        return Stream(self.name, self.draws, json.dumps(self.parameters, sort_keys=True))

    def row_stream(self, seed: int, split: str, index: int) -> Stream:
        """The stream from which all that is random in a row is drawn, the problem apart."""
        return self._root.child("row", seed, split, index)

    def split_of(self, problem: P) -> str:  # type: ignore[misc]
        """The only split that may hold this problem, also if it comes from elsewhere: a test for contamination.

        Raises:
            ParameterError: if the problem is of another task.
        """
        self._check_type(problem)
        return _split_of_key(self.split_key(self.draft_of(problem)))

    def _check_type(self, problem: object) -> None:
        if not isinstance(problem, self.problem_type):
            raise ParameterError("problem", problem, f"must be of the type {self.problem_type.__name__}")

    # --- what a problem is -----------------------------------------------------------------------------------------

    @abstractmethod
    def question(self, problem: P) -> str:  # type: ignore[misc]
        """The problem in words, as a model is asked."""

    @abstractmethod
    def fingerprint(self, problem: P) -> str:  # type: ignore[misc]
        """The canonical form under which two problems are the same."""

    @abstractmethod
    def space(self, problem: P) -> Space:  # type: ignore[misc]
        """How the problem is searched under this task's settings."""

    def variants(self, problem: P, stream: Stream) -> Iterator[P]:  # type: ignore[misc]
        """Other problems that count as the same one: they have its fingerprint and its split key.

        There may be no end of them. ``check_task`` looks at a few.
        """
        return iter(())

    def from_reasoning_gym(self, entry: Mapping[str, object]) -> P:
        """The problem of an entry of reasoning-gym's data set of the same name.

        Raises:
            ParameterError: if the entry is of another data set or damaged.
        """
        raise ParameterError("task", self.name, "must be a task with a data set in reasoning-gym")

    # --- answers ---------------------------------------------------------------------------------------------------

    @final
    def verify(self, problem: P, answer: str) -> Verdict:  # type: ignore[misc]
        """Whether an answer (the text between the answer tags) is right. Any right answer counts.

        It never raises on what a model wrote, never evaluates it, and takes bounded time.

        Raises:
            ParameterError: if the problem is of another task.
        """
        self._check_type(problem)
        return self.check_answer(problem, answer)

    @abstractmethod
    def check_answer(self, problem: P, answer: str) -> Verdict:  # type: ignore[misc]
        """What ``verify`` finds, for a problem of this task."""

    def answer_key(self, problem: P, answer: str) -> Hashable:  # type: ignore[misc]
        """A canonical form of an answer, right or wrong: two answers that have it in common say the same.

        It is None for a text that is no answer. As in ``verify``, no text makes it raise or take long.
        """
        return "".join(answer.split()) or None

    def partial_credit(self, problem: P, answer: str) -> float | None:  # type: ignore[misc]
        """How much of a wrong answer is right, in [0, 1); None where there is no such thing.

        An answer that anyone could write down without solving anything (the clues copied, one digit everywhere, the
        input handed back) is worth 0, and the credit grows from there in proportion to what is right. An answer that is
        not of the form asked for is worth 0.
        """
        return None

    def falsehoods(self) -> Falsehoods[P]:
        """What can plausibly be got wrong, for corruptors: an instance of ``falsehoods_class``."""
        module, _, name = self.falsehoods_class.partition(":")
        found: Falsehoods[P] = getattr(import_module(module), name)(self)
        return found


def _split_of_key(key: str) -> str:
    mark = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % 100
    for split, share in SPLITS.items():
        mark -= share
        if mark < 0:
            return split
    raise AssertionError("the shares of the splits sum to 100")


def entry_field(entry: Mapping[str, object], field: str, dataset: str) -> Any:
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
