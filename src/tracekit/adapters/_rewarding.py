"""What a reward in another framework's hands needs: a scheme as a setting, and what a row has to bring along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeAlias

from tracekit.data.prompts import Messages
from tracekit.errors import DataFileError, ParameterError
from tracekit.rewards import REWARDS, Term, weighted
from tracekit.verify.tags import THINK

Scheme: TypeAlias = "Term | str | Mapping[str, float] | Sequence[Any]"
"""A reward function; a name in ``REWARDS``; ``package.module:attribute``; names with their weights as a mapping or as
pairs."""


def scheme_of(scheme: Scheme) -> Term:
    """The reward function that a setting names.

    Example:
        >>> mixed = scheme_of({"study": 1.0, "true_share": 0.2})
    """
    if isinstance(scheme, str):
        return _named(scheme)
    if callable(scheme):
        return scheme
    if isinstance(scheme, Mapping):
        return weighted(*((_name(term), weight) for term, weight in scheme.items()))
    if isinstance(scheme, Sequence) and all(_is_pair(pair) for pair in scheme):
        pairs: list[Any] = list(scheme)
        return weighted(*((_name(term), weight) for term, weight in pairs))
    raise ParameterError("scheme", scheme, "must be a reward, its name, or rewards with their weights")


def _name(term: Any) -> Term:
    if isinstance(term, str):
        return _named(term)
    if callable(term):
        return term  # type: ignore[no-any-return]
    raise ParameterError("scheme", term, "must be a reward or its name")


@lru_cache(maxsize=256)
def _named(name: str) -> Term:
    place, colon, attribute = name.partition(":")
    if not colon:
        return REWARDS.find(name)
    try:
        term = getattr(import_module(place), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ParameterError("scheme", name, f"must name a reward as package.module:attribute ({error})") from error
    if not callable(term):
        raise ParameterError("scheme", name, "must name something that can be called with a rollout")
    return term  # type: ignore[no-any-return]


def _is_pair(pair: object) -> bool:
    return isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2


def messages_of(row: Mapping[str, Any], wanted_by: str) -> Messages:
    """The prompt of a row as chat messages: a ``plain`` one becomes the message of a user."""
    prompt = row.get("prompt")
    if isinstance(prompt, str):
        if prompt.endswith(THINK):
            allowed = f"must not end in an open {THINK}: {wanted_by} applies a chat template; use prompt_format='chat'"
            raise ParameterError("prompt", prompt, allowed)
        return [{"role": "user", "content": prompt.rstrip("\n")}]
    try:
        return [{"role": message["role"], "content": message["content"]} for message in prompt or ()] or _no_prompt()
    except (TypeError, KeyError):
        return _no_prompt()


def _no_prompt() -> Messages:
    raise DataFileError("not a row of tracekit: its prompt is neither a text nor a list of messages")
