"""One row: a problem, a trace with the number of backtracks asked for, its text, and all that is known about them.

A row is a function of the settings and its index alone, so rows can be made in any order and by any number of workers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pydantic_core import to_json

from tracekit.data.columns import Row
from tracekit.data.completions import write_completion
from tracekit.data.prompts import write_prompt
from tracekit.data.settings import Settings
from tracekit.errors import BacktracksUnreachableError, CertificationError, GenerationError
from tracekit.language.document import Document
from tracekit.reading import certify, render
from tracekit.search.measures import Measures
from tracekit.search.remarks import with_remarks
from tracekit.search.solve import solve, solve_ladder
from tracekit.search.space import space_of
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks import Problem, Task

__all__ = [
    "Origin",
    "Row",
    "figures_of",
    "make_rows",
    "make_rows_of",
    "new_row",
    "row_id",
    "seed_of",
    "write_row",
]


def make_rows(settings: Settings, index: int) -> list[Row]:
    """The row of an index; in a ladder the rows of its problem, one per number of backtracks."""
    task, options = settings.task_at(index), settings.options
    split, most = options["split"], options["max_passed_over"]
    reason = ""
    for attempt in range(most + 1):
        problem = task.problem(seed=options["seed"], index=index, split=split, attempt=attempt)
        rows, reason = _rows_of(settings, task, problem, Origin(split, index, attempt))
        if rows:
            return rows
    raise GenerationError(f"{task!r}: none of {most + 1} problems will do for row {index}; the last one: {reason}")


def make_rows_of(settings: Settings, index: int, problem: Problem) -> list[Row]:
    """The row, or the rows of a ladder, for a given problem; none if it cannot have the backtracks asked for."""
    task = settings.task_at(index)
    return _rows_of(settings, task, problem, Origin(task.split_of(problem), index, 0))[0]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a problem comes from: its split, the index of its row, and how many problems were passed over for it."""

    split: str
    index: int
    attempt: int


def _rows_of(settings: Settings, task: Task, problem: Problem, origin: Origin) -> tuple[list[Row], str]:
    """The rows of a problem, or none and the reason why."""
    options, levels = settings.options, settings.levels
    stream = task.row_stream(options["seed"], origin.split, origin.index)
    if not options["ladder"] and len(levels) > 1:
        given = options["backtracks"]
        shares = given.values() if isinstance(given, Mapping) else [1] * len(levels)
        levels = (stream.child("backtracks").pick_weighted(levels, [float(share) for share in shares]),)
    trace_seed = seed_of(stream, origin.attempt)
    try:
        traces = _traces(settings, task, problem, levels, trace_seed)
    except BacktracksUnreachableError as error:
        return [], str(error)
    if not traces[0].solved and not options["keep_unsolved"]:
        return [], f"{settings.search_of(task)!r}: not solved within so many moves"
    if remarks := options["remarks"]:
        traces = [with_remarks(trace, remarks, seed=trace_seed) for trace in traces]
    return [write_row(settings, origin, trace_seed, trace) for trace in traces], ""


def seed_of(stream: Stream, attempt: int) -> int:
    """The seed of the trace of a row, from the row's stream."""
    return stream.child("trace", attempt).seed


def _traces(settings: Settings, task: Task, problem: Problem, levels: Sequence[int | None], seed: int) -> list[Trace]:
    search = settings.search_of(task)
    if not search.exact:
        return [solve(task, problem, seed=seed, strategy=search)]
    wanted = [k for k in levels if k is not None]
    return solve_ladder(task, problem, backtracks=wanted, seed=seed, strategy=search)


def write_row(
    settings: Settings, origin: Origin, trace_seed: int, trace: Trace, document: Document | None = None
) -> Row:
    """The row of a trace, certified where the settings say so; ``document`` tells the trace, if it has been told."""
    task: Task = trace.task
    problem = trace.problem
    if document is None:
        document = render(trace, settings.options["style"], seed=trace_seed)
    measures = trace.measures or Measures()
    options, solved = settings.options, trace.solved
    answer: str | None
    if options["certify"]:
        certificate = certify(task, problem, document.text, style=settings.options["style"])
        if not certificate.ok or certificate.trace != trace or certificate.measures != measures:
            raise CertificationError(
                f"row {origin.index} of {task!r} does not certify: {certificate.error}\n{document.text}"
            )
        answer = certificate.answer
    else:
        answer = space_of(task, problem).answer(trace.moves) if solved else None
    search = settings.search_of(task)
    how = {**settings.how, "strategy": search.model_dump(mode="json"), "trace_seed": trace_seed}
    figures = figures_of(measures) | ({"remark_shares": dict(options["remarks"])} if options["remarks"] else {})
    return new_row(settings, task, problem, origin, solved=solved, how=how, figures=figures) | {
        "id": row_id(task.name, origin.split, options["seed"], origin.index, measures.backtracks),
        "answer": answer or "",
        "completion": write_completion(document.text, answer, options["prompt_format"]),
        "backtracks": measures.backtracks,
        "strategy": search.name,
        "style": document.style,
        "trace": _json(task.vocabulary.to_json(trace.events)),
    }


def new_row(
    settings: Settings,
    task: Task,
    problem: Problem,
    origin: Origin,
    *,
    solved: bool = False,
    how: Mapping[str, object] = MappingProxyType({}),
    figures: Mapping[str, object] = MappingProxyType({}),
) -> Row:
    """The row of a problem that has no trace yet; ``how`` it is to be searched and its ``figures`` go into ``meta``."""
    question, prompt_format = task.question(problem), settings.options["prompt_format"]
    meta = {
        "parameters": task.parameters,
        "prompt_format": prompt_format,
        "own_style": None,
        **how,
        "passed_over": origin.attempt,
        "solved": solved,
        "flags": list(getattr(problem, "flags", ())),
        **figures,
    }
    return {
        "id": "",
        "task": task.name,
        "task_version": task.version,
        "split": origin.split,
        "seed": settings.options["seed"],
        "index": origin.index,
        "fingerprint": task.fingerprint(problem),
        "question": question,
        "answer": "",
        "prompt": write_prompt(question, prompt_format),
        "completion": "",
        "backtracks": 0,
        "strategy": "none",
        "style": "none",
        "corruption": "none",
        "problem": problem.model_dump_json(),
        "trace": "[]",
        "meta": _json(meta),
    }


def row_id(task: str, split: object, seed: object, index: object, backtracks: int) -> str:
    """The name of a row."""
    return f"{task}/{split}/{seed}/{index}/k{backtracks}"


def figures_of(measures: Measures) -> dict[str, object]:
    """The figures of a trace as they stand in ``meta``; ``remarks`` and ``switches`` only where there are any."""
    figures: dict[str, object] = {
        "luck": round(measures.luck, 3),
        "decisions": measures.decisions,
        "inferences": measures.inferences,
        "slips": measures.slips,
        "abandoned_steps": measures.abandoned_steps,
        "abandoned_fraction": round(measures.abandoned_fraction, 3),
        "deepest_wrong_turn": max(measures.wrong_turn_depths, default=None),
        "wrong_turn_depths": measures.wrong_turn_depths,
        "set_aside": measures.set_aside,
        "distinct_causes": measures.distinct_causes,
    }
    return figures | {name: n for name in ("remarks", "switches") if (n := getattr(measures, name))}


def _json(value: object) -> str:
    return to_json(value).decode()
