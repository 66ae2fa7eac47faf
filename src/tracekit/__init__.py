"""Chain-of-thought with exactly k true backtracks, for research on what a reasoning model should see before RL.

task = tracekit.get_task("sudoku")
data = tracekit.make_dataset(task, n=1000, backtracks=5, seed=0, split="train")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracekit import errors, rewards, tasks
from tracekit.data.checking import certify_row
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.data.datasets import make_dataset, prompt_dataset, stream_dataset, trace_dataset
from tracekit.data.loading import LoadedRow, load_row
from tracekit.data.masks import masked_slices, tokenize
from tracekit.data.preferences import preference_pairs, unpaired_preferences
from tracekit.data.reach import reachable_shares
from tracekit.data.settings import RowOptions
from tracekit.errors import (
    BacktracksUnreachableError,
    CertificationError,
    DataFileError,
    GenerationError,
    MissingExtraError,
    ParameterError,
    SearchBudgetError,
    TextError,
    TracekitError,
    UnknownNameError,
)
from tracekit.language.document import Document
from tracekit.language.style import STYLES, Style, register_style
from tracekit.reading import Certificate, Fault, Statement, certify, parse, render
from tracekit.rewards import (
    REWARDS,
    Evaluation,
    Reward,
    evaluate,
    only_if,
    register_reward,
    reward,
    verify_entry,
    weighted,
)
from tracekit.search.measures import Measures
from tracekit.search.remarks import with_remarks, without_remarks
from tracekit.search.rules import Rule
from tracekit.search.solve import solve, solve_ladder
from tracekit.search.strategies import STRATEGIES, Strategy, get_strategy, register_strategy
from tracekit.search.trace import Trace
from tracekit.tasks import SPLITS, TASKS, Problem, Task, get_task, register_task
from tracekit.tasks.lexicons import register_lexicon
from tracekit.verify import FORMATS, AnswerFormat, Verdict, find_answer, register_format

if TYPE_CHECKING:
    from tracekit.auditing import Auc, Audit, AuditLine, audit
    from tracekit.corruptors import (
        CORRUPTORS,
        corrupt,
        corrupt_stream,
        corruption_report,
        get_corruptor,
        register_corruptor,
    )
    from tracekit.data.controls import LengthMatch, LengthMatched, length_matched
    from tracekit.data.exports import EXPORTS, export, register_export
    from tracekit.recipes import Recipe, find_recipes, get_recipe, write_recipe

__all__ = [
    "CORRUPTORS",
    "EXPORTS",
    "FORMATS",
    "REWARDS",
    "SPLITS",
    "STRATEGIES",
    "STYLES",
    "TASKS",
    "AnswerFormat",
    "Auc",
    "Audit",
    "AuditLine",
    "BacktracksUnreachableError",
    "Certificate",
    "CertificationError",
    "Corruption",
    "DataFileError",
    "Document",
    "Evaluation",
    "Fault",
    "GenerationError",
    "LengthMatch",
    "LengthMatched",
    "LoadedRow",
    "Measures",
    "MissingExtraError",
    "ParameterError",
    "Problem",
    "Recipe",
    "Reward",
    "RowOptions",
    "Rule",
    "SearchBudgetError",
    "Statement",
    "Strategy",
    "Style",
    "Task",
    "TextError",
    "Trace",
    "TracekitError",
    "UnknownNameError",
    "Verdict",
    "audit",
    "certify",
    "certify_row",
    "corrupt",
    "corrupt_stream",
    "corruption_of",
    "corruption_report",
    "errors",
    "evaluate",
    "export",
    "find_answer",
    "find_recipes",
    "get_corruptor",
    "get_recipe",
    "get_strategy",
    "get_task",
    "length_matched",
    "load_row",
    "make_dataset",
    "masked_slices",
    "only_if",
    "parse",
    "preference_pairs",
    "prompt_dataset",
    "reachable_shares",
    "register_corruptor",
    "register_export",
    "register_format",
    "register_lexicon",
    "register_reward",
    "register_strategy",
    "register_style",
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
    "with_remarks",
    "without_remarks",
    "write_recipe",
]


# Workers that give rewards import tracekit by the thousands: what they have no use for is imported when asked for.
_LATE = {
    **dict.fromkeys(("Auc", "Audit", "AuditLine", "audit"), "tracekit.auditing"),
    **dict.fromkeys(
        ("CORRUPTORS", "corrupt", "corrupt_stream", "corruption_report", "get_corruptor", "register_corruptor"),
        "tracekit.corruptors",
    ),
    **dict.fromkeys(("LengthMatch", "LengthMatched", "length_matched"), "tracekit.data.controls"),
    **dict.fromkeys(("EXPORTS", "export", "register_export"), "tracekit.data.exports"),
    **dict.fromkeys(("Recipe", "find_recipes", "get_recipe", "write_recipe"), "tracekit.recipes"),
}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    if name == "__version__":
        from importlib.metadata import version  # slow to import, rarely asked for

        return version("tracekit")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
