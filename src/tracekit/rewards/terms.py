"""Rewards: plain functions of a rollout. Each returns a number and the components that it is made of, for the log."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tracekit.errors import ParameterError
from tracekit.registry import Registry
from tracekit.rewards.rollout import Rollout, judge
from tracekit.tasks import Problem, Task
from tracekit.verify.formats import STRICT, AnswerFormat

__all__ = [
    "REWARDS",
    "Reward",
    "Term",
    "correct",
    "credit_of",
    "follows",
    "format",
    "honest_backtracks",
    "length_penalty",
    "only_if",
    "partial",
    "register_reward",
    "reward",
    "study",
    "true_share",
    "weighted",
]


@dataclass(frozen=True, slots=True)
class Reward:
    """A number, and what it is made of.

    Attributes:
        total: what the trainer is told; ``float(reward)`` is the same.
        components: figures by name, for the log. None where there is nothing to say, as for thinking that is not
            readable; such a one adds 0 to ``total``.
    """

    total: float
    components: Mapping[str, float | None] = field(default_factory=dict)

    def __float__(self) -> float:
        return self.total


Term: TypeAlias = Callable[[Rollout], Reward]
"""A reward function. To set what it leaves open, wrap it: ``functools.partial(rewards.partial, cap=0.3)``."""


def correct(rollout: Rollout) -> Reward:
    """1 if the answer is right, whatever the format, else 0."""
    return _one("correct", float(rollout.verdict.correct))


def format(rollout: Rollout) -> Reward:  # noqa: A001
    """1 if the completion keeps to the format, whatever the answer, else 0."""
    return _one("format", float(rollout.found.well_formed))


def study(rollout: Rollout) -> Reward:
    """The reward of arXiv 2505.24273: 1 for a right answer in the right format, 0.1 for the format alone, else 0."""
    well_formed = rollout.found.well_formed
    right = rollout.verdict.correct
    total = 1.0 if well_formed and right else 0.1 if well_formed else 0.0
    return Reward(total, {"study": total, "correct": float(right), "format": float(well_formed)})


def partial(rollout: Rollout, *, cap: float = 0.5) -> Reward:
    """1 for a right answer; for a wrong one, ``cap`` times the share that is right, less what comes for free.

    A wrong answer gets less than ``cap``, and 0 with a component of None where there is no partial credit for the task
    or the problem.

    Args:
        rollout: the rollout.
        cap: above 0 and below 1.

    Raises:
        ParameterError: if ``cap`` is not allowed.
    """
    if not 0 < cap < 1:
        raise ParameterError("cap", cap, "must be above 0 and below 1")
    if rollout.verdict.correct:
        return _one("partial", 1.0)
    # No answer is worth what an empty one is, which also says whether there is any credit to be had.
    credit = credit_of(rollout.task, rollout.problem, rollout.found.answer or "")
    return _one("partial", None if credit is None else cap * credit)


def credit_of(task: Task, problem: Problem, answer: str) -> float | None:
    """How much of a wrong answer is right, as its task says, in [0, 1); None for a task or problem without such credit.

    Raises:
        ParameterError: if a task's ``partial_credit`` gives anything else than None or a number in [0, 1).
    """
    credit: object = task.partial_credit(problem, answer)
    if credit is None:
        return None
    if isinstance(credit, bool) or not isinstance(credit, (int, float)) or not 0 <= credit < 1:
        raise ParameterError("partial_credit", credit, f"of task {task.name!r} must be None or a number in [0, 1)")
    return float(credit)


def length_penalty(rollout: Rollout, *, free: int = 8_000, limit: int = 16_000) -> Reward:
    """0 up to a length of ``free``, then falling in a straight line to -1 at ``limit`` and beyond.

    The soft punishment of overlong answers of DAPO (arXiv 2503.14476). The unit is that of ``rollout.length``:
    characters, unless the number of tokens was given.

    Raises:
        ParameterError: unless 0 <= free < limit.
    """
    if not 0 <= free < limit:
        raise ParameterError("free", free, f"must be at least 0 and below limit={limit}")
    over = (rollout.length - free) / (limit - free)
    penalty = 0.0 if over <= 0 else -min(1.0, over)
    return Reward(penalty, {"length_penalty": penalty, "length": float(rollout.length)})


def true_share(rollout: Rollout) -> Reward:
    """Share of the statements in the thinking before the first false one, out of all.

    A false statement at position p of n (from 0) gives p / n. A sentence that cannot be read is not true, and what
    stands behind it counts against it. 0, and a component of None, if the thinking is not readable.
    """
    process = rollout.process
    share = process.true_share
    components = {"true_share": share, "readable": float(process.readable), "statements": _number(process.statements)}
    return Reward(share or 0.0, components)


def honest_backtracks(rollout: Rollout) -> Reward:
    """Share of certified backtracks among those that the thinking claims: 1 if it claims none, 0 if not readable.

    The share, not the number, is what counts: a number would pay for going astray. Both are in the components.
    """
    process = rollout.process
    share = process.honest_share
    components = {
        "honest_share": share,
        "honest_backtracks": _number(process.honest_backtracks),
        "backtracks": _number(process.backtracks),
        "readable": float(process.readable),
    }
    return Reward((1.0 if share is None else share) if process.readable else 0.0, components)


def follows(rollout: Rollout) -> Reward:
    """1 if every statement of the thinking holds and the answer is the one they lead to; else, or unreadable, 0."""
    process = rollout.process
    value = _number(process.follows)
    return Reward(value or 0.0, {"follows": value, "readable": float(process.readable)})


REWARDS: Registry[Term] = Registry(
    "reward",
    "tracekit.rewards",
    {
        "correct": correct,
        "format": format,
        "study": study,
        "partial": partial,
        "length_penalty": length_penalty,
        "true_share": true_share,
        "honest_backtracks": honest_backtracks,
        "follows": follows,
    },
    is_one=callable,
    form="a function of a rollout",
)
"""The reward functions by name."""

register_reward = REWARDS.register
"""Make a reward function of your own known by a name in this process: ``register_reward("mine", function)``.

To make it known to every process, reward workers too, declare an entry point: see the guide "Extend tracekit".
"""


def weighted(*terms: tuple[Term | str, float]) -> Term:
    """The sum of several rewards with weights.

    Example:
        >>> mixed = weighted(("study", 1.0), (only_if("correct", "true_share"), 0.2))

    Args:
        terms: pairs of a reward function, or its name, and a weight.

    Returns:
        A reward function with all their components; of two with the same name the later one is kept. It can be pickled
        if its terms can.

    Raises:
        UnknownNameError: if there is no reward of that name.
        ParameterError: if a weight is not a finite number, or there are no terms.
    """
    try:
        pairs = [(term, weight) for term, weight in terms]
    except (TypeError, ValueError):
        raise ParameterError("terms", terms, "must be pairs of a reward and a weight") from None
    chosen = tuple([(_term(term), _weight(weight)) for term, weight in pairs])
    if not chosen:
        raise ParameterError("terms", terms, "must be at least one pair of a reward and a weight")
    return _Weighted(chosen)


def only_if(condition: Term | str, term: Term | str) -> Term:
    """A reward that is paid only where another one is 1, as ``only_if("correct", "true_share")``; else it adds 0.

    The components are those of both, paid or not.

    Raises:
        UnknownNameError: if there is no reward of that name.
    """
    return _Gated(_term(condition), _term(term))


@dataclass(frozen=True, slots=True)
class _Weighted:
    """A class and not a function inside one, so that it can be sent to the processes that work out rewards."""

    terms: tuple[tuple[Term, float], ...]

    def __call__(self, rollout: Rollout) -> Reward:
        parts = [(term(rollout), weight) for term, weight in self.terms]
        components: dict[str, float | None] = {}
        for part, _ in parts:
            components.update(part.components)
        return Reward(math.fsum(part.total * weight for part, weight in parts), components)


@dataclass(frozen=True, slots=True)
class _Gated:
    """The same for a reward behind a condition."""

    condition: Term
    term: Term

    def __call__(self, rollout: Rollout) -> Reward:
        first, second = self.condition(rollout), self.term(rollout)
        return Reward(second.total if first.total >= 1 else 0.0, {**first.components, **second.components})


def reward(
    row: Mapping[str, object],
    completion: object,
    scheme: Term | str | Sequence[tuple[Term | str, float]] = study,
    *,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    thinking_opened: bool | Literal["row"] | None = "row",
    length: int | None = None,
) -> Reward:
    """The reward of a completion, from the row's own columns: nothing is generated, and nothing has to be kept.

    Args:
        row: a row of tracekit, or as much of it as ``task``, ``problem`` and ``meta``; or an entry of reasoning-gym.
        completion: a text, a chat message, or a list of chat messages.
        scheme: a reward function, its name, or pairs of these and weights as for ``weighted``. By default the study's.
        format: the form asked for; see ``find_answer``.
        thinking_opened: whether the prompt ended with ``<think>``; by default the row says so.
        length: how many tokens the completion has, for ``length_penalty``; by default its characters are counted.

    Raises:
        DataFileError: if the row is damaged.
        ParameterError: if the entry is, or a setting is not allowed.
        UnknownNameError: if the task, the format or the reward is not known here.
    """
    chosen = _term(scheme) if callable(scheme) or isinstance(scheme, str) else weighted(*scheme)
    return chosen(judge(row, completion, format=format, thinking_opened=thinking_opened, length=length))


def _term(term: Term | str) -> Term:
    return term if callable(term) else REWARDS.find(term)


def _weight(weight: float) -> float:
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not math.isfinite(weight):
        raise ParameterError("weight", weight, "must be a finite number")
    return float(weight)


def _one(name: str, value: float | None) -> Reward:
    return Reward(value or 0.0, {name: value})


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
