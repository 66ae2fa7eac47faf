"""verl: rows for its Parquet files, and a reward function that it finds at ``pkg://tracekit.adapters.verl``.

verl itself is not imported: its reward workers import this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from tracekit.adapters._rewarding import Scheme, messages_of, scheme_of
from tracekit.data.columns import messages_type
from tracekit.data.exports.forms import verl_record
from tracekit.errors import DataFileError, ParameterError
from tracekit.rewards import reward
from tracekit.types import Rows
from tracekit.verify import AnswerFormat

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["compute_score", "to_verl"]

RESERVED = frozenset(
    {"acc", "data_source", "extra_info", "index", "pred", "raw_prompt", "reward", "reward_model", "score", "uid"}
)
"""Names that verl itself gives a meaning to, beside the components of a reward."""


def to_verl(rows: Rows) -> Dataset:
    """Rows as verl's ``RLHFDataset`` reads them; write them with ``.to_parquet(path)``.

    Each row has ``data_source`` (``tracekit/`` and the task), ``prompt`` (chat messages: verl always applies the chat
    template), ``ability`` (the task), ``reward_model`` (style ``rule``; ``ground_truth`` is a JSON text with what the
    reward reads, and the answer) and ``extra_info`` (``split``, ``index`` and ``id``).

    Args:
        rows: rows of tracekit, for example from ``make_dataset(..., prompt_format="chat")``. A ``plain`` prompt
            becomes the message of a user.

    Raises:
        DataFileError: if a row is none of tracekit's.
        ParameterError: if a prompt is a raw template (``prompt_format`` ``base`` or ``qwen``).
    """
    import pyarrow as pa
    from datasets import Dataset

    text = pa.string()
    schema = pa.schema(
        [
            ("data_source", text),
            ("prompt", messages_type()),
            ("ability", text),
            ("reward_model", pa.struct([("style", text), ("ground_truth", text)])),
            ("extra_info", pa.struct([("split", text), ("index", pa.int64()), ("id", text)])),
        ]
    )
    return Dataset(pa.Table.from_pylist([verl_record(row, messages_of(row, "verl")) for row in rows], schema=schema))


def compute_score(
    data_source: str,  # noqa: ARG001
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, object] | None = None,  # noqa: ARG001
    *,
    scheme: Scheme = "study",
    format: str | AnswerFormat = "strict",  # noqa: A002
    thinking_opened: bool | Literal["row"] | None = "row",
    none_as: float = 0.0,
    **kwargs: Any,  # noqa: ARG001
) -> dict[str, float]:
    """The reward of a completion, in the signature that verl calls.

    The keyword arguments are set in verl's configuration, under ``reward.custom_reward_function.reward_kwargs``.

    Args:
        data_source: what the row says; not read.
        solution_str: the response, decoded without special tokens.
        ground_truth: what ``to_verl`` wrote.
        extra_info: what the row says, and verl's own figures; not read.
        scheme: a reward's name, names with their weights, or ``package.module:attribute`` for a function of your own.
        format: the form asked for; see ``find_answer``.
        thinking_opened: whether the chat template ends in ``<think>``; by default it does not.
        none_as: the number for a component that has nothing to say, such as the true share of a thinking that cannot be
            read. verl averages components and stumbles over None; NaN (``.nan`` in YAML) makes the averages NaN.
        **kwargs: what verl adds, such as the address of a reward model; not read.

    Returns:
        ``score``, and the components of the reward as numbers: for one scheme the same keys for every row, because verl
        takes the keys of the first row of a batch for all of them.

    Raises:
        DataFileError: if ``ground_truth`` is none of ours.
        ParameterError: if a setting is not allowed, or a component has a name with a meaning in verl.
        UnknownNameError: if the reward or the format is not known.
    """
    try:
        row = json.loads(ground_truth)
    except (TypeError, ValueError):
        raise DataFileError("reward_model.ground_truth is not what to_verl writes") from None
    result = reward(row, solution_str, scheme_of(scheme), format=format, thinking_opened=thinking_opened)
    taken = RESERVED & set(result.components)
    if taken:
        raise ParameterError("components", sorted(taken), "must not have a name that verl uses itself")
    if isinstance(none_as, bool) or not isinstance(none_as, (int, float)) or math.isinf(none_as):
        raise ParameterError("none_as", none_as, "must be a number that is finite, or NaN")
    parts = {name: float(none_as if value is None else value) for name, value in result.components.items()}
    return {"score": result.total, **parts}
