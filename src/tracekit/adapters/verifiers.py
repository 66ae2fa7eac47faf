"""verifiers (Prime Intellect, version 0.4 and its v1 interface): a taskset of puzzles, with our rewards.

verifiers finds a taskset by the name of a top-level module, which is ``tracekit_verifiers``: ``vf-eval
tracekit-verifiers --env.taskset.puzzle sudoku``. Trainers such as prime-rl take the same id.
"""

# mypy: disallow-subclassing-any=False, disallow-untyped-decorators=False
# (the framework is not installed where the types are checked)
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tracekit.adapters._rewarding import messages_of, scheme_of
from tracekit.data.loading import judged_columns
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings
from tracekit.errors import ParameterError
from tracekit.extras import require
from tracekit.rewards import Reward, reward
from tracekit.tasks import TASKS, get_task
from tracekit.verify.tags import write

if TYPE_CHECKING:
    import verifiers.v1 as vf
else:
    vf = require("verifiers", "verifiers.v1")

__all__ = [
    "PuzzleConfig",
    "PuzzleData",
    "PuzzleEnv",
    "PuzzleEnvConfig",
    "PuzzleTask",
    "PuzzleTaskConfig",
    "PuzzleTaskset",
]


class PuzzleData(vf.TaskData):
    """One problem: what the model is asked, and the columns of the row that the reward reads."""

    task: str
    style: str
    problem: str
    meta: str
    answer: str
    """One right answer; any other that is right is rewarded too."""


class PuzzleTaskConfig(vf.TaskConfig):
    """How completions are rewarded, under ``--env.taskset.task.*``."""

    scheme: str | dict[str, float] = "study"
    """A reward's name, names with their weights, or ``package.module:attribute`` for a function of your own."""
    answer_format: str = "strict"
    """The form asked for: ``strict`` or ``lenient``."""
    thinking_opened: bool | Literal["row"] | None = "row"
    """Whether the chat template of the model ends in ``<think>``; by default it does not."""


class PuzzleTask(vf.Task[PuzzleData, vf.State, PuzzleTaskConfig]):
    """A problem that scores what a model wrote about it."""

    @vf.reward(weight=1.0)
    async def tracekit(self, trace: vf.Trace) -> float:
        """The total of the scheme."""
        return self._reward(trace).total

    @vf.metric
    async def components(self, trace: vf.Trace) -> dict[str, float]:
        """What the reward is made of; a component that has nothing to say is left out."""
        return {name: value for name, value in self._reward(trace).components.items() if value is not None}

    async def validate(self, runtime: vf.Runtime) -> bool:
        """Whether the answer that the data holds is right."""
        completion = write("", self.data.answer)
        return reward(self.data.model_dump(), completion, "correct", thinking_opened=None).total == 1.0

    def _reward(self, trace: vf.Trace) -> Reward:
        messages = trace.assistant_messages
        # The thinking may come apart: a server with a reasoning parser takes it out of the content.
        apart = messages[-1].reasoning_content if messages else None
        completion = {"role": "assistant", "content": trace.last_reply, "reasoning_content": apart}
        return reward(
            self.data.model_dump(),
            completion,
            scheme_of(self.config.scheme),
            format=self.config.answer_format,
            thinking_opened=self.config.thinking_opened,
        )


class PuzzleConfig(vf.TasksetConfig):
    """Which problems, under ``--env.taskset.*``. ``task`` belongs to verifiers: it holds the settings of the reward."""

    puzzle: str = next(iter(TASKS))
    """The name of the task of tracekit; by default the first of ``tracekit.TASKS``."""
    parameters: dict[str, Any] = Field(default_factory=dict)
    """Its parameters, such as ``{"max_numbers": 4}``."""
    n: int = 1000
    """How many problems."""
    backtracks: int | list[int] = 0
    """Problems that can be solved with so many backtracks: a way to set how hard they are."""
    seed: int = 0
    split: Literal["train", "validation", "test"] = "train"
    task: PuzzleTaskConfig = PuzzleTaskConfig()


class PuzzleTaskset(vf.Taskset[PuzzleTask, PuzzleConfig]):
    """The problems of a task of tracekit: the rows that ``make_dataset`` makes with the same settings, as prompts."""

    def load(self) -> Iterator[PuzzleTask]:
        """The problems one after another, made when they are asked for.

        Raises:
            ParameterError, UnknownNameError: if a setting is not allowed.
            GenerationError: if no problem will do.
        """
        config = self.config
        if config.n < 1:
            raise ParameterError("n", config.n, "must be at least 1")
        scheme_of(config.task.scheme)  # a wrong name is to be heard of before a model has been asked
        task = get_task(config.puzzle, **config.parameters)
        settings = Settings(
            task, backtracks=config.backtracks, seed=config.seed, split=config.split, prompt_format="chat"
        )
        return self._problems(settings)

    def _problems(self, settings: Settings) -> Iterator[PuzzleTask]:
        for index in range(self.config.n):
            for row in make_rows(settings, index):
                prompt = messages_of(row, "verifiers")[0]["content"]
                yield PuzzleTask(PuzzleData(id=row["id"], prompt=prompt, **judged_columns(row)), self.config.task)


class PuzzleEnvConfig(vf.EnvConfig):
    """One model, asked once, without tools: a puzzle is not to be solved by running code.

    The harness only talks to the model, so it runs as a process of this machine and needs no sandbox.
    """

    agent: vf.AgentConfig = vf.AgentConfig(harness={"id": "null"}, runtime=vf.SubprocessConfig())


class PuzzleEnv(vf.Env[PuzzleEnvConfig]):
    """What the taskset runs in unless ``--env.id`` names another environment."""

    async def run(self, task: vf.Task, agents: vf.Agents) -> None:
        """One question, one reply."""
        await agents.agent.run(task)
