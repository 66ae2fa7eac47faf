"""How good a model's completions are: accuracy, format, and how much of the thinking can be read and is true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tracekit.errors import ParameterError
from tracekit.rewards.rollout import judge
from tracekit.types import Rows
from tracekit.verify.formats import STRICT, AnswerFormat

__all__ = ["Evaluation", "Share", "evaluate"]

_Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution: for intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many.

    Attributes:
        count: how many do.
        n: out of how many; may be 0.
    """

    count: int
    n: int

    @property
    def value(self) -> float:
        """The share, in [0, 1]; not a number if ``n`` is 0. ``float(share)`` is the same."""
        return self.count / self.n if self.n else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval of 95 % (E. B. Wilson, JASA 22, 1927); (0, 1) if ``n`` is 0.

        It stays within [0, 1] and has a width at 0 % and 100 % too, unlike plus or minus two standard errors.
        """
        if not self.n:
            return 0.0, 1.0
        share, spread = self.value, _Z * _Z / self.n
        middle = share + spread / 2
        half = _Z * math.sqrt(share * (1 - share) / self.n + spread / self.n / 4)
        # At the ends the bound is 0 or 1 exactly, and rounding would miss it.
        low = 0.0 if self.count == 0 else (middle - half) / (1 + spread)
        high = 1.0 if self.count == self.n else (middle + half) / (1 + spread)
        return low, high

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        low, high = self.interval
        value = f"{self.value:6.1%}" if self.n else "     -"
        return f"{value}  [{low:.1%}, {high:.1%}]  {self.count} of {self.n}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a number of completions amount to. ``str(evaluation)`` is a table.

    Attributes:
        accuracy: completions whose answer is right, whatever the format.
        format: completions that keep to the format, whatever the answer.
        readable: completions whose thinking is in the language of the task; see ``Process``.
        certified: completions in which every statement of the thinking holds, and whose answer is right and the one
            that they lead to, as in the reward ``follows``.
        true_share: mean share of the statements before the first false one, over the readable ones; None without any.
        backtracks: mean number of backtracks claimed, over the readable ones; None without any.
        honest_backtracks: mean number of those that hold, over the readable ones; None without any.
        length: mean length: tokens if ``lengths`` was given, else characters; None without any completion.
    """

    accuracy: Share
    format: Share
    readable: Share
    certified: Share
    true_share: float | None
    backtracks: float | None
    honest_backtracks: float | None
    length: float | None

    @property
    def n(self) -> int:
        """How many completions."""
        return self.accuracy.n

    def __str__(self) -> str:
        shares = ("accuracy", "format", "readable", "certified")
        means = ("true_share", "backtracks", "honest_backtracks", "length")
        lines = [f"{name:18}{getattr(self, name)}" for name in shares]
        for name in means:
            value = getattr(self, name)
            lines.append(f"{name:18}{'     -' if value is None else f'{value:6.2f}'}")
        return "\n".join(lines)


def evaluate(
    rows: Rows,
    completions: Iterable[object],
    *,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    thinking_opened: bool | Literal["row"] | None = "row",
    lengths: Iterable[int] | None = None,
) -> Evaluation:
    """Judge completions, one for each row; no model is needed.

    To look at one task or one number of backtracks, or for several completions of a problem, choose or repeat the rows.

    Args:
        rows: rows of tracekit (a data set, or a list), or entries of reasoning-gym.
        completions: what a model wrote to each, in order; in any of the shapes that ``find_answer`` reads.
        format: the form asked for.
        thinking_opened: whether the prompt ended with ``<think>``; by default the row says so.
        lengths: how many tokens each completion has; by default characters are counted.

    Raises:
        ParameterError: if there are not as many completions, or lengths, as rows.
        DataFileError, UnknownNameError: if a row is damaged, or its task is not known here.
    """
    rollouts = [
        judge(row, completion, format=format, thinking_opened=thinking_opened, length=length)
        for row, completion, length in _together(rows, completions, lengths)
    ]
    n = len(rollouts)
    processes = [rollout.process for rollout in rollouts if rollout.process.readable]
    return Evaluation(
        accuracy=Share(sum(rollout.verdict.correct for rollout in rollouts), n),
        format=Share(sum(rollout.found.well_formed for rollout in rollouts), n),
        readable=Share(len(processes), n),
        certified=Share(sum(process.follows is True for process in processes), n),
        true_share=_mean(process.true_share for process in processes),
        backtracks=_mean(process.backtracks for process in processes),
        honest_backtracks=_mean(process.honest_backtracks for process in processes),
        length=_mean(rollout.length for rollout in rollouts),
    )


def _together(
    rows: Rows, completions: Iterable[object], lengths: Iterable[int] | None
) -> Iterator[tuple[Mapping[str, object], object, int | None]]:
    if isinstance(completions, str | Mapping):
        raise ParameterError("completions", completions, "must be a list with one completion for each row")
    written, given = list(completions), list(rows)
    counted: list[int | None] = [None] * len(given) if lengths is None else list(lengths)
    for field, n in (("completions", len(written)), ("lengths", len(counted))):
        if n != len(given):
            raise ParameterError(field, n, f"must be as many as there are rows, {len(given)}")
    return zip(given, written, counted, strict=True)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if known else None
