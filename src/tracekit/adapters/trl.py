"""TRL: reward functions for GRPO and RLOO, fresh problems without end, and checks of what its trainers make of rows.

Rows need no conversion: TRL's trainers take them as they are. This module imports neither TRL nor torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Literal, Unpack

from tracekit import rewards
from tracekit.adapters._rewarding import Scheme, scheme_of
from tracekit.adapters.trl_tokens import Boundary, Lengths, check_boundary, check_length
from tracekit.data.columns import JUDGED, Row
from tracekit.data.rows import make_rows
from tracekit.data.settings import RowOptions, Settings, T, Tasks
from tracekit.errors import ParameterError, check_integer
from tracekit.verify.formats import STRICT, AnswerFormat, get_format

if TYPE_CHECKING:
    from datasets import Dataset, IterableDataset

__all__ = [
    "Boundary",
    "Lengths",
    "ProblemEnvironment",
    "RewardFunction",
    "check_boundary",
    "check_length",
    "environment",
    "index_dataset",
    "reward",
]

_ENTRY = ("question", "answer", "metadata")


def reward(
    scheme: Scheme = "study",
    *,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    thinking_opened: bool | Literal["row"] | None = "row",
    name: str | None = None,
    log_prefix: str = "tracekit",
) -> RewardFunction:
    """A reward function for ``GRPOTrainer`` and ``RLOOTrainer``.

    Example:
        >>> GRPOTrainer(model, reward_funcs=reward([("study", 1.0), ("length_penalty", 0.1)]), train_dataset=data, ...)

    Args:
        scheme: a reward function; its name, or ``package.module:name`` for one of your own; or several with their
            weights, as a mapping or as pairs; see ``tracekit.reward``.
        format: the form asked for; see ``find_answer``.
        thinking_opened: whether the prompt ends with ``<think>``. By default the row's ``prompt_format`` says so; say
            True if it is the model's chat template that opens the thinking.
        name: what TRL calls it in its log, as in ``rewards/study/mean``; by default the name of the scheme.
        log_prefix: the components are logged under this, as in ``tracekit/correct``.

    Raises:
        UnknownNameError: if there is no such reward or format.
        ParameterError: if a weight is not allowed.
    """
    return RewardFunction(scheme, format=format, thinking_opened=thinking_opened, name=name, log_prefix=log_prefix)


class RewardFunction:
    """What ``reward`` makes. It can be pickled if its scheme can.

    Attributes:
        __name__: what TRL calls it in its log.
    """

    def __init__(
        self,
        scheme: Scheme,
        *,
        format: str | AnswerFormat,  # noqa: A002
        thinking_opened: bool | Literal["row"] | None,
        name: str | None,
        log_prefix: str,
    ) -> None:
        if not (thinking_opened == "row" or thinking_opened is None or isinstance(thinking_opened, bool)):
            raise ParameterError("thinking_opened", thinking_opened, "must be True, False, None or 'row'")
        self._term = scheme_of(scheme)
        self._format, self._thinking_opened = get_format(format), thinking_opened
        self._log_prefix = log_prefix
        self.__name__ = name or _name_of(scheme)

    def __repr__(self) -> str:
        return f"<reward function {self.__name__!r} of tracekit>"

    def __call__(
        self,
        prompts: Sequence[object] = (),
        completions: Sequence[object] = (),
        completion_ids: Sequence[Sequence[int]] | None = None,
        *,
        log_metric: Callable[[str, float], None] | None = None,
        environments: Sequence[object] | None = None,
        **columns: Any,
    ) -> list[float | None]:
        """The rewards of a batch, as TRL calls it.

        Args:
            prompts: not looked at.
            completions: texts, or lists of messages if the prompts are messages.
            completion_ids: their tokens; ``length_penalty`` counts these. Without them, characters.
            log_metric: takes the name of a figure and its value; called once for each completion that has one, since
                TRL takes the mean of all calls.
            environments: the ``ProblemEnvironment`` of each completion, which then holds its row.
            columns: the columns of the data set as lists: ``task``, ``problem`` and ``meta`` are needed, ``style`` is
                used.

        Returns:
            One reward for each completion; None, which TRL leaves out of account, where the row has no ``task``, as in
            a mixture with other data.

        Raises:
            ParameterError: if the columns are not there.
            DataFileError, UnknownNameError: if a row is damaged, or its task is not known here.
        """
        totals: list[float | None] = []
        for i, completion in enumerate(completions):
            row = _row_at(i, columns, environments)
            if row is None:
                totals.append(None)
                continue
            length = None if completion_ids is None else len(completion_ids[i])
            rollout = rewards.judge(
                row, completion, format=self._format, thinking_opened=self._thinking_opened, length=length
            )
            result = self._term(rollout)
            totals.append(result.total)
            for name, value in result.components.items():
                if log_metric is not None and value is not None:
                    log_metric(f"{self._log_prefix}/{name}", value)
        return totals


def _row_at(
    i: int, columns: Mapping[str, Sequence[Any]], environments: Sequence[object] | None
) -> Mapping[str, object] | None:
    """What the i-th completion is to be judged by; None if its row is not ours."""
    row = getattr(environments[i], "row", None) if environments else None
    if row is not None:
        return row  # type: ignore[no-any-return]
    names = _ENTRY if "task" not in columns and "metadata" in columns else JUDGED
    missing = [name for name in names if name not in columns and name != "style"]
    if missing:
        raise ParameterError(
            "columns", sorted(columns), f"must have {', '.join(missing)}: keep them, and remove_unused_columns=False"
        )
    if columns[names[0]][i] is None:
        return None
    return {name: columns[name][i] for name in names if name in columns}


def _name_of(scheme: Scheme) -> str:
    while isinstance(scheme, partial):
        scheme = scheme.func
    return scheme if isinstance(scheme, str) else getattr(scheme, "__name__", "tracekit")


class ProblemEnvironment:
    """One problem of its own for each rollout, drawn when the rollout begins. See ``environment``.

    TRL takes every public method but ``reset`` for a tool, so there is none.

    Attributes:
        row: the row of the problem drawn last, as ``make_dataset`` would make it; None before the first.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.row: Row | None = None

    def reset(self, index: int | None = None, **_row: Any) -> str:
        """Draw the problem of an index. TRL calls this with a row's columns, and puts the text to the model.

        Raises:
            ParameterError: without an index. All rollouts of a group must have the same problem, and only the row that
                TRL repeats for them can say which.
        """
        if index is None:
            raise ParameterError("index", index, "must be an integer of at least 0: train on index_dataset()")
        check_integer("index", index, at_least=0)
        self.row = make_rows(self._settings, index)[0]
        return self.row["prompt"][-1]["content"]  # type: ignore[no-any-return]


def environment(task: Tasks[T], **options: Unpack[RowOptions]) -> Callable[[], ProblemEnvironment]:
    """For ``environment_factory`` of ``GRPOTrainer``: problems that are made when they are asked for.

    Example:
        >>> GRPOTrainer(
        ...     model,
        ...     reward_funcs=reward(),
        ...     train_dataset=index_dataset(),
        ...     environment_factory=environment(task, backtracks=0),
        ...     ...,
        ... )

    TRL calls this feature experimental. It asks for messages, for a chat template that can render tool calls, and for
    transformers 5.2. ``stream_dataset`` needs none of these.

    Args:
        task: as for ``make_dataset``.
        **options: as for ``make_dataset``, without ``ladder``; ``prompt_format`` is ``chat``.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
    """
    if options.get("ladder"):
        raise ParameterError("ladder", True, "must be left out: an index is one problem")
    if options.setdefault("prompt_format", "chat") != "chat":
        raise ParameterError("prompt_format", options["prompt_format"], "must be 'chat': TRL wants messages here")
    return partial(ProblemEnvironment, Settings(task, **options))


def index_dataset(n: int | None = None) -> Dataset | IterableDataset:
    """Rows with an empty question and an ``index``, for a ``ProblemEnvironment`` to fill in.

    Args:
        n: how many, as a ``datasets.Dataset``; None for a ``datasets.IterableDataset`` without end.

    Raises:
        ParameterError: if ``n`` is not allowed.
    """
    from datasets import Dataset, IterableDataset

    if n is None:
        stream: IterableDataset = IterableDataset.from_generator(_indices)
        return stream
    check_integer("n", n, at_least=1)
    data: Dataset = Dataset.from_list([_empty(index) for index in range(n)])
    return data


def _indices() -> Iterator[dict[str, object]]:
    for index in count():
        yield _empty(index)


def _empty(index: int) -> dict[str, object]:
    return {"prompt": [{"role": "user", "content": ""}], "index": index}
