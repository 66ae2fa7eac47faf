"""What a recipe is: all that a data set is made from, as one frozen model that round-trips as YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

import yaml
from pydantic import Field, field_validator

from tracekit.corruptors import Corruptor, get_corruptor
from tracekit.corruptors.apply import corrupt_stream
from tracekit.data.columns import Row, to_dataset
from tracekit.data.masks import MASKS, Mask
from tracekit.data.settings import RowOptions, Settings
from tracekit.errors import ParameterError, UnknownNameError, check_integer
from tracekit.tasks import Task, get_task
from tracekit.tasks.base import Split
from tracekit.validated import Validated

if TYPE_CHECKING:
    from datasets import DatasetDict

__all__ = ["DEFAULT_ROWS", "CorruptorSpec", "Recipe", "TaskSpec"]

DEFAULT_ROWS: Mapping[Split, int] = MappingProxyType({"train": 10_000, "validation": 1_000, "test": 1_000})
"""Rows of each split, where a source does not say."""


class TaskSpec(Validated):
    """A task of a recipe."""

    name: str
    """The name of the task."""
    parameters: dict[str, object] = Field(default_factory=dict)
    """Its parameters; what is left out has its default."""
    share: float = Field(default=1.0, gt=0)
    """Its share of the rows, in proportion to those of the other tasks."""


class CorruptorSpec(Validated):
    """Something done to the rows of a recipe."""

    name: str
    """The name of the corruptor."""
    parameters: dict[str, object] = Field(default_factory=dict)
    """Its parameters, the dose among them; what is left out has its default."""


class Recipe(Validated):
    """A data set as a function of nothing: the same recipe gives the same bytes.

    Raises:
        ParameterError, UnknownNameError: if a field, or what it names, is not allowed.
    """

    name: str = Field(pattern=r"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$")
    """What it is called: words divided by slashes, such as ``cai2025/sudoku/k5``."""
    summary: str
    """What the condition is, in one sentence."""
    source: str
    """The paper or the rule that it comes from."""
    notes: tuple[str, ...] = ()
    """Where it differs from the source, and what to know."""
    tasks: tuple[TaskSpec, ...] = Field(min_length=1)
    """The tasks of its rows."""
    options: dict[str, object] = Field(default_factory=dict)
    """What the rows are to be; see ``RowOptions``. ``seed`` and ``split`` are not among them."""
    corruptors: tuple[CorruptorSpec, ...] = ()
    """What is done to the rows, one after another."""
    loss_mask: Mask = "prompt"
    """What is left out of the loss in training; see ``tracekit.tokenize``."""
    rows: dict[Split, int] = Field(default_factory=lambda: dict(DEFAULT_ROWS))
    """How many rows each split has (problems, in a ladder)."""
    seed: int = 0
    """Another seed gives other problems."""

    @field_validator("options")
    @classmethod
    def _check_options(cls, value: dict[str, object]) -> dict[str, object]:
        for name in ("seed", "split"):
            if name in value:
                raise ParameterError(f"options.{name}", value[name], "must be left out")
        return value

    @field_validator("rows")
    @classmethod
    def _check_rows(cls, value: dict[Split, int]) -> dict[Split, int]:
        if not value or any(isinstance(n, bool) or n < 1 for n in value.values()):
            raise ParameterError("rows", value, "must give one split or more at least 1 row each")
        return {split: value[split] for split in get_args(Split) if split in value}

    @field_validator("loss_mask")
    @classmethod
    def _check_mask(cls, value: Mask) -> Mask:
        if value not in MASKS:
            raise UnknownNameError("loss_mask", value, MASKS)
        return value

    def model_post_init(self, _context: object) -> None:
        """Check what the fields name."""
        _ = self.settings("train"), self.built_corruptors

    @classmethod
    def from_yaml(cls, text: str) -> Recipe:
        """The recipe that ``to_yaml`` wrote, or one written by hand.

        Raises:
            ParameterError, UnknownNameError: if it is none.
        """
        try:
            fields = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise ParameterError("recipe", text[:60], f"must be YAML: {' '.join(str(error).split())}") from None
        if not isinstance(fields, dict):
            raise ParameterError("recipe", text[:60], "must be YAML with the fields of a recipe")
        return cls(**fields)

    def to_yaml(self) -> str:
        """All fields as YAML."""
        # JSON has no numbers as keys, as in {0: 0.5, 3: 0.5}; YAML does.
        fields = {**self.model_dump(mode="json"), "options": _plain(self.options)}
        return str(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=120))

    def with_rows(self, n: int) -> Recipe:
        """The same recipe with ``n`` rows for training, and for each other split a tenth of that, or one.

        A split that has fewer rows anyway keeps its number.
        """
        check_integer("n", n, at_least=1)
        sizes = {split: n if split == "train" else min(own, max(1, n // 10)) for split, own in self.rows.items()}
        return Recipe(**{**self.model_dump(), "rows": sizes})

    def settings(self, split: Split) -> Settings:
        """The settings of the rows of a split."""
        tasks: dict[Task, float] = {}
        for spec in self.tasks:
            task = get_task(spec.name, **spec.parameters)
            tasks[task] = tasks.get(task, 0.0) + spec.share
        options = {**self.options, "seed": self.seed, "split": split}
        return Settings(next(iter(tasks)) if len(tasks) == 1 else tasks, **cast("RowOptions", options))

    @cached_property
    def built_corruptors(self) -> tuple[Corruptor, ...]:
        """The corruptors, in order."""
        return tuple(get_corruptor(spec.name, **spec.parameters) for spec in self.corruptors)

    def iterate(self, split: Split, *, workers: int = 1) -> Iterator[Row]:
        """The rows of a split, one after another.

        Args:
            split: one of those that the recipe has.
            workers: how many processes make them; the rows are the same.

        Raises:
            UnknownNameError: if the recipe has no such split.
            GenerationError: if no problem will do.
        """
        from tracekit.data.datasets import iterate_chunks

        if split not in self.rows:
            raise UnknownNameError("split", split, self.rows)
        settings = self.settings(split)
        rows: Iterator[Row] = (row for chunk in iterate_chunks(settings, self.rows[split], workers) for row in chunk)
        for corruptor in self.built_corruptors:
            rows = corrupt_stream(rows, corruptor, seed=self.seed)
        return rows

    def make(self, *, workers: int = 1) -> DatasetDict:
        """All splits in memory; ``write_recipe`` writes them without holding them.

        Args:
            workers: how many processes make the rows.
        """
        from datasets import DatasetDict

        prompt_format = self.settings("train").options["prompt_format"]
        made = {split: list(self.iterate(split, workers=workers)) for split in self.rows}
        return DatasetDict({split: to_dataset(rows, prompt_format) for split, rows in made.items()})


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
