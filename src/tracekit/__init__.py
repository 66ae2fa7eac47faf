"""Chain-of-thought with exactly k true backtracks, for research on what a reasoning model should see before RL.

task = tracekit.get_task("sudoku")
data = tracekit.make_dataset(task, n=1000, backtracks=5, seed=0, split="train")
"""

from __future__ import annotations

from tracekit import errors, rewards, tasks
from tracekit.corruptors.apply import corrupt, corrupt_stream
from tracekit.data.checking import LoadedRow, certify_row, load_row
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.data.datasets import make_dataset, stream_dataset, trace_dataset
from tracekit.data.masks import masked_slices, tokenize
from tracekit.data.preferences import preference_pairs, unpaired_preferences
from tracekit.data.reach import reachable_shares
from tracekit.data.settings import RowOptions
from tracekit.errors import (
    BacktracksUnreachableError,
    CertificationError,
    DataFileError,
    GenerationError,
    ParameterError,
    SearchBudgetError,
    TextError,
    TracekitError,
    UnknownNameError,
)
from tracekit.language.document import Document
from tracekit.language.style import STYLES, Style
from tracekit.rewards import Reward, only_if, reward, verify_entry, weighted
from tracekit.search.certify import Rule
from tracekit.search.measures import Measures
from tracekit.search.solve import solve, solve_ladder
from tracekit.search.trace import Trace
from tracekit.tasks import SPLITS, TASKS, Problem, Task, get_task, register_task
from tracekit.texts import Certificate, Fault, certify, parse, render
from tracekit.verify import FORMATS, AnswerFormat, Verdict, find_answer

__all__ = [
    "FORMATS",
    "SPLITS",
    "STYLES",
    "TASKS",
    "AnswerFormat",
    "BacktracksUnreachableError",
    "Certificate",
    "CertificationError",
    "Corruption",
    "DataFileError",
    "Document",
    "Fault",
    "GenerationError",
    "LoadedRow",
    "Measures",
    "ParameterError",
    "Problem",
    "Reward",
    "RowOptions",
    "Rule",
    "SearchBudgetError",
    "Style",
    "Task",
    "TextError",
    "Trace",
    "TracekitError",
    "UnknownNameError",
    "Verdict",
    "certify",
    "certify_row",
    "corrupt",
    "corrupt_stream",
    "corruption_of",
    "errors",
    "find_answer",
    "get_task",
    "load_row",
    "make_dataset",
    "masked_slices",
    "only_if",
    "parse",
    "preference_pairs",
    "reachable_shares",
    "register_task",
    "render",
    "reward",
    "rewards",
    "solve",
    "solve_ladder",
    "stream_dataset",
    "tasks",
    "tokenize",
    "trace_dataset",
    "unpaired_preferences",
    "verify_entry",
    "weighted",
]


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version  # slow to import, rarely asked for

        return version("tracekit")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
