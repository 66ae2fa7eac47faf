"""Corruptors: what can be done to the completion of a row, each with a declaration of what it breaks.

A corruptor is imported when it is first asked for: reward workers import tracekit by the thousand and need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracekit.corruptors.apply import corrupt, corrupt_stream
from tracekit.corruptors.base import Change, Corruptor, Declaration, Draft, PairCorruptor, RowCorruptor, Untouched
from tracekit.corruptors.report import CorruptionReport, CorruptorReport, corruption_report
from tracekit.errors import UnknownNameError

if TYPE_CHECKING:
    from tracekit.corruptors.checks import AddedChecks, RemovedChecks
    from tracekit.corruptors.content import (
        CorruptedNumbers,
        FalseContradictions,
        FalseDeadEnds,
        UncorrectedWrongTurns,
        UnsolvedSearches,
    )
    from tracekit.corruptors.nothing import AnswerOnly, EmptyThinking, Filler
    from tracekit.corruptors.pairs import ShuffledResponses, SwappedTraces
    from tracekit.corruptors.structure import (
        DeletedSteps,
        DroppedParts,
        InsertedSteps,
        ShuffledSteps,
        Truncated,
        WithoutBacktracks,
        WithoutKeywords,
    )
    from tracekit.corruptors.wrong_answers import WrongAnswers, wrong_answer

__all__ = [
    "CORRUPTORS",
    "AddedChecks",
    "AnswerOnly",
    "Change",
    "CorruptedNumbers",
    "CorruptionReport",
    "Corruptor",
    "CorruptorReport",
    "Declaration",
    "DeletedSteps",
    "Draft",
    "DroppedParts",
    "EmptyThinking",
    "FalseContradictions",
    "FalseDeadEnds",
    "Filler",
    "InsertedSteps",
    "PairCorruptor",
    "RemovedChecks",
    "RowCorruptor",
    "ShuffledResponses",
    "ShuffledSteps",
    "SwappedTraces",
    "Truncated",
    "UncorrectedWrongTurns",
    "UnsolvedSearches",
    "Untouched",
    "WithoutBacktracks",
    "WithoutKeywords",
    "WrongAnswers",
    "corrupt",
    "corrupt_stream",
    "corruption_report",
    "get_corruptor",
    "wrong_answer",
]

_CLASSES = {
    "shuffled_responses": ("pairs", "ShuffledResponses"),
    "swapped_traces": ("pairs", "SwappedTraces"),
    "wrong_answers": ("wrong_answers", "WrongAnswers"),
    "corrupted_numbers": ("content", "CorruptedNumbers"),
    "false_dead_ends": ("content", "FalseDeadEnds"),
    "false_contradictions": ("content", "FalseContradictions"),
    "uncorrected_wrong_turns": ("content", "UncorrectedWrongTurns"),
    "unsolved_searches": ("content", "UnsolvedSearches"),
    "deleted_steps": ("structure", "DeletedSteps"),
    "inserted_steps": ("structure", "InsertedSteps"),
    "shuffled_steps": ("structure", "ShuffledSteps"),
    "truncated": ("structure", "Truncated"),
    "without_backtracks": ("structure", "WithoutBacktracks"),
    "without_keywords": ("structure", "WithoutKeywords"),
    "dropped_parts": ("structure", "DroppedParts"),
    "added_checks": ("checks", "AddedChecks"),
    "removed_checks": ("checks", "RemovedChecks"),
    "empty_thinking": ("nothing", "EmptyThinking"),
    "filler": ("nothing", "Filler"),
    "answer_only": ("nothing", "AnswerOnly"),
}
"""The module below this one and the class of each corruptor, by the corruptor's name."""

_MODULES = {cls: module for module, cls in _CLASSES.values()} | {"wrong_answer": "wrong_answers"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


class _Corruptors(Mapping[str, type[Corruptor]]):
    """Corruptor classes by name, imported when they are looked up."""

    def __getitem__(self, name: str) -> type[Corruptor]:
        cls: type[Corruptor] = __getattr__(_CLASSES[name][1])
        return cls

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)

    def __contains__(self, name: object) -> bool:
        return name in _CLASSES

    def __repr__(self) -> str:
        return f"<corruptors: {', '.join(self)}>"


CORRUPTORS: Mapping[str, type[Corruptor]] = _Corruptors()
"""Every corruptor by its name."""


def get_corruptor(name: str, **parameters: Any) -> Corruptor:
    """A corruptor by its name, with parameters other than the defaults.

    Example:
        >>> get_corruptor("deleted_steps", dose=0.5).dose
        0.5

    Raises:
        UnknownNameError: if there is no such corruptor, or it has no such parameter; the message suggests the nearest
            name.
        ParameterError: if a parameter is not allowed; the message says what is.
    """
    if not isinstance(name, str) or name not in CORRUPTORS:
        raise UnknownNameError("corruptor", str(name), CORRUPTORS)
    return CORRUPTORS[name](**parameters)
