"""One row: a problem, a trace with the number of backtracks asked for, its text, and all that is known about them.

A row is a function of the settings and its index alone, so rows can be made in any order and by any number of workers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from pydantic_core import to_json

from tracekit.data.prompts import PromptFormat, check_prompt_format, write_pair
from tracekit.errors import BacktracksUnreachableError, DataFileError, GenerationError, ParameterError, UnknownNameError
from tracekit.language.style import Style, get_style
from tracekit.search.planning import Depth
from tracekit.search.solve import DEFAULT_MAX_MOVES, Ordering, Strategy, check_settings, solve, solve_ladder
from tracekit.search.trace import Trace
from tracekit.tasks import Task, get_task
from tracekit.tasks.base import Split
from tracekit.texts import Certificate, certify, render

__all__ = [
    "Backtracks",
    "CertificationError",
    "LoadedRow",
    "RowOptions",
    "Settings",
    "certify_row",
    "load_row",
    "make_rows",
]

Backtracks = int | Sequence[int] | Mapping[int, float] | None

Row = dict[str, Any]


class CertificationError(RuntimeError):
    """A row of our own does not certify: a bug of the task, never to be caught and passed over."""


class RowOptions(TypedDict, total=False):
    """What the rows of a data set are to be: the options of ``make_dataset`` and ``stream_dataset``."""

    backtracks: Backtracks
    """A number from 0 to 1000; several numbers, equally often; or a mapping from numbers to shares. Left out for
    ``strategy="natural"``."""
    ladder: bool
    """Give each problem once with every number of backtracks, along the same way to its solution; only problems that
    can have them all are used, so that backtracks are not confounded with difficulty. Default: no."""
    seed: int
    """Different seeds give different problems. Default: 0."""
    split: Split
    """``train`` (the default), ``validation`` or ``test``: no problem is in two of them, whatever the seeds."""
    strategy: Strategy
    """``exhaustive`` (the default), ``detour`` or ``natural``; see ``solve``."""
    depth: Depth
    """Where the wrong turns lie: ``any`` (the default), ``early`` or ``late``; see ``solve``."""
    ordering: Ordering
    """How ``natural`` orders its moves: ``shuffled`` (the default), ``given``, ``plausible`` or ``best_first``."""
    max_moves: int
    """``natural`` gives up after so many moves. Default: 2000."""
    keep_unsolved: bool
    """Keep ``natural`` searches that gave up. Default: no."""
    style: str | Style
    """``prose`` (the default), ``symbolic``, ``marked`` or a ``Style``; see ``render``."""
    prompt_format: PromptFormat
    """``plain`` (strings, the default), ``chat`` (lists of messages), ``base`` or ``qwen`` (raw templates that end in
    ``<think>``)."""
    max_passed_over: int
    """How many problems that cannot have the backtracks asked for may be passed over for one row. Default: 1000."""
    certify: bool
    """Read every text back and replay it (the default). If not, the events are replayed, but not the text."""


@dataclass(frozen=True)
class Settings:
    """A task and the options of its rows, checked.

    Raises:
        ParameterError, UnknownNameError: if an option is not allowed.
    """

    task: Task[Any, Any]
    backtracks: Backtracks = None
    seed: int = 0
    split: Split = "train"
    ladder: bool = False
    strategy: Strategy = "exhaustive"
    depth: Depth = "any"
    ordering: Ordering = "shuffled"
    max_moves: int = DEFAULT_MAX_MOVES
    keep_unsolved: bool = False
    style: str | Style = "prose"
    prompt_format: PromptFormat = "plain"
    max_passed_over: int = 1000
    certify: bool = True

    @classmethod
    def of(cls, task: Task[Any, Any], options: RowOptions) -> Settings:
        """The settings for some options.

        Raises:
            ParameterError, UnknownNameError: if an option is not allowed or does not exist.
        """
        for name in options:
            if name not in RowOptions.__annotations__:
                raise UnknownNameError("option", name, RowOptions.__annotations__)
        return cls(task, **options)

    def __post_init__(self) -> None:
        if not isinstance(self.task, Task):
            raise ParameterError("task", self.task, "must be a task, for example tracekit.get_task('countdown')")
        for k in self.levels:
            check_settings(k, self.strategy, self.depth, self.ordering, self.max_moves)
        get_style(self.style)
        check_prompt_format(self.prompt_format)
        self.task.check_source(self.seed, self.split)
        if self.ladder and self.strategy == "natural":
            raise ParameterError("ladder", True, "must be left out for 'natural', whose backtracks fall as they do")
        if isinstance(self.backtracks, Mapping) and (
            self.ladder or min(self.backtracks.values()) < 0 or not sum(self.backtracks.values()) > 0
        ):
            raise ParameterError("backtracks", dict(self.backtracks), "must have shares of at least 0, and no ladder")

    @property
    def levels(self) -> tuple[int | None, ...]:
        """The numbers of backtracks that occur."""
        if isinstance(self.backtracks, Mapping | Sequence):
            if not self.backtracks:
                raise ParameterError("backtracks", self.backtracks, "must not be empty")
            return tuple(self.backtracks)
        return (self.backtracks,)

    @property
    def rows_per_index(self) -> int:
        """1, or in a ladder the number of its levels."""
        return len(self.levels) if self.ladder else 1


def make_rows(settings: Settings, index: int) -> list[Row]:
    """The row of an index; in a ladder the rows of its problem, one per number of backtracks.

    Raises:
        GenerationError: if no problem within ``max_passed_over`` can have the backtracks asked for.
    """
    task = settings.task
    stream = task.row_stream(settings.seed, settings.split, index)
    levels = settings.levels
    if not settings.ladder and len(levels) > 1:
        shares = settings.backtracks.values() if isinstance(settings.backtracks, Mapping) else [1] * len(levels)
        levels = (stream.child("backtracks").pick_weighted(levels, [float(share) for share in shares]),)
    reason = ""
    for attempt in range(settings.max_passed_over + 1):
        problem = task.problem(seed=settings.seed, index=index, split=settings.split, attempt=attempt)
        trace_seed = stream.child("trace", attempt).number >> 75  # 53 bits: exact in any JSON reader
        try:
            traces = _traces(settings, problem, levels, trace_seed)
        except BacktracksUnreachableError as error:
            reason = str(error)
            continue
        if traces[0].solved or settings.keep_unsolved:
            return [_row(settings, index, attempt, trace_seed, trace) for trace in traces]
        reason = f"max_moves={settings.max_moves}: not solved within so many moves"
    raise GenerationError(
        f"{task!r}: none of {settings.max_passed_over + 1} problems will do for row {index}; the last one: {reason}"
    )


def _traces(settings: Settings, problem: Any, levels: Sequence[int | None], seed: int) -> list[Trace]:
    if settings.strategy == "natural":
        ordering, max_moves = settings.ordering, settings.max_moves
        return [solve(settings.task, problem, seed=seed, strategy="natural", ordering=ordering, max_moves=max_moves)]
    wanted = [k for k in levels if k is not None]
    return solve_ladder(
        settings.task, problem, backtracks=wanted, seed=seed, strategy=settings.strategy, depth=settings.depth
    )


def _row(settings: Settings, index: int, passed_over: int, trace_seed: int, trace: Trace) -> Row:
    task, problem = settings.task, trace.problem
    document = render(trace, settings.style, seed=trace_seed)
    certificate = certify(task, problem, document.text if settings.certify else trace, style=settings.style)
    if not certificate.ok or certificate.trace != trace:
        raise CertificationError(f"row {index} of {task!r} does not certify: {certificate.error}\n{document.text}")
    question, answer = task.question(problem), trace.answer or ""
    prompt, completion = write_pair(question, document.text, answer, settings.prompt_format)
    if not trace.solved:
        completion = _without_answer(completion)
    measures = certificate.measures
    meta = {
        "parameters": task.parameters,
        "prompt_format": settings.prompt_format,
        "depth": settings.depth,
        "ordering": settings.ordering if settings.strategy == "natural" else None,
        "trace_seed": trace_seed,
        "passed_over": passed_over,
        "solved": trace.solved,
        "luck": round(measures.luck, 3),
        "decisions": measures.decisions,
        "inferences": measures.inferences,
        "slips": measures.slips,
        "abandoned_steps": measures.abandoned_steps,
        "abandoned_fraction": round(measures.abandoned_fraction, 3),
        "deepest_wrong_turn": max(measures.wrong_turn_depths, default=None),
        "wrong_turn_depths": measures.wrong_turn_depths,
        "set_aside": measures.set_aside,
    }
    return {
        "id": f"{task.name}/{settings.split}/{settings.seed}/{index}/k{measures.backtracks}",
        "task": task.name,
        "task_version": task.version,
        "split": settings.split,
        "seed": settings.seed,
        "index": index,
        "fingerprint": task.fingerprint(problem),
        "question": question,
        "answer": answer,
        "prompt": prompt,
        "completion": completion,
        "backtracks": measures.backtracks,
        "strategy": settings.strategy,
        "style": document.style,
        "corruption": "none",
        "problem": problem.model_dump_json(),
        "trace": _json(task.vocabulary.to_json(trace.events)),
        "meta": _json(meta),
    }


def _without_answer(completion: Any) -> Any:
    if isinstance(completion, str):
        return completion.partition("\n<answer>")[0]
    return [{**message, "content": _without_answer(message["content"])} for message in completion]


def _json(value: Any) -> str:
    return to_json(value).decode()


@dataclass(frozen=True)
class LoadedRow:
    """What a row's JSON columns hold."""

    task: Task[Any, Any]
    problem: Any
    trace: Trace
    meta: Mapping[str, Any]


def load_row(row: Mapping[str, Any]) -> LoadedRow:
    """The task, problem and trace of a row, read from its own columns.

    Raises:
        DataFileError: if the columns are missing or damaged.
        UnknownNameError: if the task is not known here.
    """
    try:
        meta = json.loads(row["meta"])
        task = get_task(row["task"], **meta["parameters"])
        problem = task.problem_type.read_json(row["problem"])
        events = task.vocabulary.from_json(json.loads(row["trace"]))
    except KeyError as error:
        raise DataFileError(f"not a row of tracekit: it has no {error.args[0]!r}") from None
    except (TypeError, ValueError) as error:
        raise DataFileError(f"not a row of tracekit: {error}") from None
    return LoadedRow(task, problem, Trace(task, problem, events), meta)


def certify_row(row: Mapping[str, Any]) -> tuple[Certificate, str]:
    """Certify the completion of a row, and hold the row's other columns against it.

    Returns:
        The certificate of the completion, and what is wrong with the row, in one line; empty if nothing is.

    Raises:
        DataFileError, UnknownNameError: if the row cannot be read.
    """
    loaded = load_row(row)
    completion = row["completion"]
    text = completion if isinstance(completion, str) else completion[-1]["content"]
    if not loaded.meta.get("solved", True):
        text = text.removeprefix("<think>").removesuffix("</think>")
    certificate = certify(loaded.task, loaded.problem, text, style=row.get("style"))
    if certificate.error:
        error = certificate.error
        return certificate, f"{error.message}, at {error.start}: {(error.sentence or '')[:200]!r}"
    if certificate.trace != loaded.trace:
        return certificate, "the text does not tell the trace of the row"
    if certificate.n_backtracks != row["backtracks"]:
        return certificate, f"backtracks={row['backtracks']}, but the text has {certificate.n_backtracks}"
    if certificate.solved and not (verdict := loaded.task.verify(loaded.problem, row["answer"])):
        return certificate, f"the answer is wrong: {verdict.reason}"
    return certificate, ""
