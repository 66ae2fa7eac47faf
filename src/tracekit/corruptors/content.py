"""Corruptors of the content: what is said is false, how it is said stays as it was."""

from tracekit.corruptors.dead_ends import FalseContradictions, FalseDeadEnds
from tracekit.corruptors.numbers import CorruptedNumbers
from tracekit.corruptors.wrong_turns import UncorrectedWrongTurns, UnsolvedSearches

__all__ = [
    "CorruptedNumbers",
    "FalseContradictions",
    "FalseDeadEnds",
    "UncorrectedWrongTurns",
    "UnsolvedSearches",
]
