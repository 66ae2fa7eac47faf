"""tracekit's tasks as data sets of reasoning-gym, with configurations, scorers and curricula."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

from pydantic_core import PydanticUndefined

from tracekit.errors import ParameterError, check_integer
from tracekit.extras import require
from tracekit.search.solve import solve
from tracekit.tasks import TASKS, Task, get_task
from tracekit.tasks.base import Split

PREFIX = "tracekit_"

RENAMED: Mapping[str, str] = MappingProxyType({"size": "grid_size"})
"""Parameters whose names mean something else in reasoning-gym, where ``size`` is the number of entries."""


class _Config(Protocol):
    """What the configurations have that are made here, besides the parameters of their tasks."""

    split: Split
    seed: int | None
    size: int

    def parameters(self) -> dict[str, object]: ...


def register() -> list[str]:
    """Make the tasks with a curriculum known to reasoning-gym, as ``create_dataset("tracekit_sudoku", min_empty=40)``.

    A data set's settings are the task's parameters (a Sudoku's ``size`` is ``grid_size``), with ``seed``, ``size`` and
    ``split`` (``train``, ``validation`` or ``test``; no problem is in two of them). ``score_answer`` gives 1.0 or 0.0:
    the verdict of the task's verifier. Each data set has a curriculum. To call it again changes nothing.

    Returns:
        The names registered, those of earlier calls included.

    Raises:
        MissingExtraError: if reasoning-gym is not installed.
        ParameterError: if a data set of that name comes from elsewhere.
    """
    require("reasoning-gym", "reasoning_gym")
    from reasoning_gym.factory import DATASETS, register_dataset

    names = []
    for task_name in [name for name, task in TASKS.items() if task.curriculum]:
        name = PREFIX + task_name
        names.append(name)
        if name in DATASETS:
            if getattr(DATASETS[name][0], "task_name", None) != task_name:
                raise ParameterError("name", name, "must not be registered in reasoning-gym by others")
            continue
        config = _config_class(TASKS[task_name])
        register_dataset(name, _dataset_class(task_name, config), config, _curriculum_class(task_name, config))
    return names


def _config_class(task: type[Task]) -> type:
    """A dataclass with the parameters of a task."""
    fields: list[Any] = []
    for name, info in task.model_fields.items():
        default = None if info.default is PydanticUndefined else info.default
        fields.append((RENAMED.get(name, name), info.annotation, dataclasses.field(default=default)))
    fields += [
        ("split", str, dataclasses.field(default="train")),
        ("seed", int | None, dataclasses.field(default=None)),
        ("size", int, dataclasses.field(default=500)),
    ]

    def parameters(self: _Config) -> dict[str, object]:
        """The parameters of the task."""
        return {name: getattr(self, RENAMED.get(name, name)) for name in task.model_fields}

    def validate(self: _Config) -> None:
        """Raise ``ParameterError``, a ``ValueError``, if a setting is not allowed."""
        task(**self.parameters()).check_source(0 if self.seed is None else self.seed, self.split)
        check_integer("size", self.size, at_least=1)

    made = dataclasses.make_dataclass(
        f"Tracekit{task.__name__}Config", fields, namespace={"parameters": parameters, "validate": validate}
    )
    return _known(made)


def _dataset_class(name: str, config_class: type) -> type:
    from reasoning_gym.dataset import ProceduralDataset

    class Dataset(ProceduralDataset):  # type: ignore[misc,unused-ignore]
        """Problems of a task of tracekit."""

        task_name = name

        def __init__(self, config: _Config) -> None:
            super().__init__(config=config, seed=config.seed, size=config.size)
            self.task = TASKS[name](**config.parameters())

        @property
        def category(self) -> str:
            return "tracekit"

        def __getitem__(self, idx: int) -> dict[str, object]:
            return _entry(self.task, self.config, int(self.seed), idx)

        def score_answer(self, answer: str | None, entry: dict[str, object]) -> float:
            return _score(answer, entry)

    Dataset.__name__ = Dataset.__qualname__ = config_class.__name__.replace("Config", "Dataset")
    return _known(Dataset)


def _curriculum_class(name: str, config_class: type) -> type:
    from reasoning_gym.coaching import BaseCurriculum, RangeAttributeDefinition, ScalarAttributeDefinition

    class Curriculum(BaseCurriculum):  # type: ignore[misc,unused-ignore]
        """How the difficulty of a task of tracekit climbs."""

        def __init__(self) -> None:
            super().__init__(type(self).__name__, config_class)
            for meaning, values, field, upper in TASKS[name].curriculum:
                about = {"name": _attribute(field, upper), "levels": list(values), "description": meaning}
                if upper:
                    bounds = {"lower_field_name": field, "upper_field_name": upper, "ensure_interval": True}
                    self._define_attributes(RangeAttributeDefinition(**about, **bounds))
                else:
                    self._define_attributes(ScalarAttributeDefinition(**about, field_name=field))

    Curriculum.__name__ = Curriculum.__qualname__ = config_class.__name__.replace("Config", "Curriculum")
    return _known(Curriculum)


def _attribute(field: str, upper: str) -> str:
    return field.removeprefix("min_") if upper else field


def _known(made: type) -> type:
    """A class as one of this module, so that its instances can be pickled where ``register`` has been called."""
    made.__module__ = __name__
    globals()[made.__name__] = made
    return made


def _entry(task: Task, config: _Config, seed: int, idx: int) -> dict[str, object]:
    problem = task.problem(seed=seed, index=idx, split=config.split)
    difficulty = {
        _attribute(field, upper): (getattr(config, field), getattr(config, upper)) if upper else getattr(config, field)
        for _, _, field, upper in task.curriculum
    }
    return {
        "question": task.question(problem),
        "answer": solve(task, problem, backtracks=0).answer,
        "metadata": {
            "source_dataset": PREFIX + task.name,
            "source_index": idx,
            "split": config.split,
            "fingerprint": task.fingerprint(problem),
            "parameters": json.dumps(task.parameters, sort_keys=True),
            "problem": problem.model_dump_json(),
            "difficulty": difficulty,
        },
    }


def _score(answer: object, entry: Mapping[str, Any]) -> float:
    if not isinstance(answer, str):
        return 0.0
    metadata = entry["metadata"]
    task = _task(metadata["source_dataset"].removeprefix(PREFIX), metadata["parameters"])
    return float(task.verify(task.problem_type.read_json(metadata["problem"]), answer).correct)


@lru_cache(maxsize=64)
def _task(name: str, parameters: str) -> Task:
    return get_task(name, **json.loads(parameters))
