"""Corruptors: what can be done to the completion of a row, each with a declaration of what it breaks."""

from __future__ import annotations

from typing import Any

from tracekit.corruptors.apply import corrupt, corrupt_stream
from tracekit.corruptors.base import Change, Corruptor, Declaration, PairCorruptor, RowCorruptor, Subject, Untouched
from tracekit.corruptors.checks import AddedChecks, RemovedChecks
from tracekit.corruptors.dead_ends import FalseContradictions, FalseDeadEnds
from tracekit.corruptors.nothing import AnswerOnly, EmptyThinking, Filler
from tracekit.corruptors.numbers import CorruptedNumbers
from tracekit.corruptors.pairs import ShuffledResponses, SwappedTraces
from tracekit.corruptors.report import CorruptionReport, CorruptorReport, corruption_report
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
from tracekit.registry import Registry

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

_OWN: tuple[type[Corruptor], ...] = (
    ShuffledResponses,
    SwappedTraces,
    WrongAnswers,
    CorruptedNumbers,
    FalseDeadEnds,
    FalseContradictions,
    UncorrectedWrongTurns,
    UnsolvedSearches,
    DeletedSteps,
    InsertedSteps,
    ShuffledSteps,
    Truncated,
    WithoutBacktracks,
    WithoutKeywords,
    DroppedParts,
    AddedChecks,
    RemovedChecks,
    EmptyThinking,
    Filler,
    AnswerOnly,
)

CORRUPTORS: Registry[type[Corruptor]] = Registry(
    "corruptor",
    "tracekit.corruptors",
    {corruptor.name: corruptor for corruptor in _OWN},
    is_one=lambda item: isinstance(item, type) and issubclass(item, RowCorruptor | PairCorruptor),
    form="a class that extends RowCorruptor or PairCorruptor",
)
"""Every corruptor by its name."""

register_corruptor = CORRUPTORS.add
"""Make a corruptor of your own known by its name, to ``get_corruptor`` and recipes of this process.

To make it known to every process, the command line too, declare an entry point: see the guide "Extend tracekit".
"""


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
