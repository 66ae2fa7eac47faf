"""Corruptors: what can be done to the completion of a row, each with a declaration of what it breaks.

A corruptor is imported when it is first asked for: reward workers import tracekit by the thousand and need none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracekit.corruptors.apply import corrupt, corrupt_stream
from tracekit.corruptors.base import Change, Corruptor, Declaration, PairCorruptor, RowCorruptor, Subject, Untouched
from tracekit.corruptors.report import CorruptionReport, CorruptorReport, corruption_report
from tracekit.registry import Registry

if TYPE_CHECKING:
    from tracekit.corruptors.checks import AddedChecks, RemovedChecks
    from tracekit.corruptors.dead_ends import FalseContradictions, FalseDeadEnds
    from tracekit.corruptors.nothing import AnswerOnly, EmptyThinking, Filler
    from tracekit.corruptors.numbers import CorruptedNumbers
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
    from tracekit.corruptors.wrong_turns import UncorrectedWrongTurns, UnsolvedSearches

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
    "Subject",
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
    "register_corruptor",
    "wrong_answer",
]

_OWN = {
    "shuffled_responses": "tracekit.corruptors.pairs:ShuffledResponses",
    "swapped_traces": "tracekit.corruptors.pairs:SwappedTraces",
    "wrong_answers": "tracekit.corruptors.wrong_answers:WrongAnswers",
    "corrupted_numbers": "tracekit.corruptors.numbers:CorruptedNumbers",
    "false_dead_ends": "tracekit.corruptors.dead_ends:FalseDeadEnds",
    "false_contradictions": "tracekit.corruptors.dead_ends:FalseContradictions",
    "uncorrected_wrong_turns": "tracekit.corruptors.wrong_turns:UncorrectedWrongTurns",
    "unsolved_searches": "tracekit.corruptors.wrong_turns:UnsolvedSearches",
    "deleted_steps": "tracekit.corruptors.structure:DeletedSteps",
    "inserted_steps": "tracekit.corruptors.structure:InsertedSteps",
    "shuffled_steps": "tracekit.corruptors.structure:ShuffledSteps",
    "truncated": "tracekit.corruptors.structure:Truncated",
    "without_backtracks": "tracekit.corruptors.structure:WithoutBacktracks",
    "without_keywords": "tracekit.corruptors.structure:WithoutKeywords",
    "dropped_parts": "tracekit.corruptors.structure:DroppedParts",
    "added_checks": "tracekit.corruptors.checks:AddedChecks",
    "removed_checks": "tracekit.corruptors.checks:RemovedChecks",
    "empty_thinking": "tracekit.corruptors.nothing:EmptyThinking",
    "filler": "tracekit.corruptors.nothing:Filler",
    "answer_only": "tracekit.corruptors.nothing:AnswerOnly",
}

CORRUPTORS: Registry[type[Corruptor]] = Registry(
    "corruptor",
    "tracekit.corruptors",
    _OWN,
    is_one=lambda item: isinstance(item, type) and issubclass(item, RowCorruptor | PairCorruptor),
    form="a class that extends RowCorruptor or PairCorruptor",
)
"""Every corruptor by its name."""


def __getattr__(name: str) -> Any:
    for place in (*_OWN.values(), "tracekit.corruptors.wrong_answers:wrong_answer"):
        module, _, attribute = place.partition(":")
        if name == attribute:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def register_corruptor(corruptor: type[Corruptor]) -> type[Corruptor]:
    """Make a corruptor of your own known by its name, to ``get_corruptor`` and recipes of this process.

    To make it known to every process, the command line too, declare an entry point: see the guide "Extend tracekit".

    Raises:
        ParameterError: if another corruptor has that name.
    """
    return CORRUPTORS.register(getattr(corruptor, "name", ""), corruptor)


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
    return CORRUPTORS.find(name)(**parameters)
