"""A conformance check for tasks, ours and your own.

import tracekit.testing
tracekit.testing.check_task(MyTask())
"""

from __future__ import annotations

import itertools
import json
import pickle
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from tracekit.data.checking import certify_row
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings, remark_kinds_of
from tracekit.errors import BacktracksUnreachableError, TracekitError
from tracekit.language.style import Style
from tracekit.reading import certify, parse, render
from tracekit.rewards import credit_of
from tracekit.search.events import DeadEnd, Event, Inference, Slip
from tracekit.search.planning import follow
from tracekit.search.remarks import with_remarks, without_remarks
from tracekit.search.solve import solve
from tracekit.search.space import MOST_LINES_TO_A_CHECK, Choice, Derivation, Space
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks import SPLITS, TASKS, Problem, Task
from tracekit.tasks.lexicons import styles_of

__all__ = ["ConformanceError", "Report", "check_task"]

STRATEGIES = ("exhaustive", "detour")

JUNK: tuple[object, ...] = (None, "", 10**4000, -1.5, float("nan"), (), (None,) * 3, ("9" * 5000,), {}, object())

HOSTILE = (
    "",
    " ",
    "\x00",
    "\ud800",
    "9" * 5000,
    "(" * 3000,
    "__import__('os').system('true')",
    "9**9**9**9",
    "1/0",
    "\u202e1 2 3",
    "x" * 200_000,
)


class ConformanceError(TracekitError, AssertionError):
    """A task does not do what every task must; the message says what, and for which problem."""


@dataclass
class Report:
    """What a task was found to do.

    Attributes:
        n_problems: how many problems were looked at.
        reachable: for each strategy and number of backtracks, the share of the problems that can have it.
        changes_reported: share of single-digit and single-word changes to certified texts that ``certify`` reports.
        rows_per_second: rows with the largest number of backtracks asked for, made in one process, certified.
    """

    n_problems: int
    reachable: dict[str, dict[int, float]] = field(default_factory=dict)
    changes_reported: float = 1.0
    rows_per_second: float = 0.0


def check_task(
    task: Task,
    *,
    n: int = 20,
    backtracks: Sequence[int] = (0, 1, 2, 3, 5),
    seed: int = 0,
    min_reported: float = 0.99,
) -> Report:
    """Check that a task keeps the promises of the library.

    Checked are: determinism and pickling; splits and fingerprints, those of the task's ``variants`` too; that the fast
    paths of its space agree with ``look`` and ``after``; that the slips it lists are refuted, and that nothing else is
    taken for one; exactly k backtracks; that texts in every style read back as the same trace and certify, with remarks
    and without; that changed texts do not; that right answers verify, and nothing a model may write makes ``verify``,
    ``answer_key`` or ``partial_credit`` raise; that rows are whole.

    Args:
        task: the task, with its parameters.
        n: how many problems to look at.
        backtracks: the numbers of backtracks to ask for.
        seed: the seed of the problems.
        min_reported: least share of single-digit and single-word changes that ``certify`` has to report.

    Returns:
        What was measured.

    Raises:
        ConformanceError: at the first promise that is not kept.
    """
    report = Report(n)
    problems = [task.problem(seed=seed, index=index) for index in range(n)]
    _check_language(task)
    for index, problem in enumerate(problems):
        _check_problem(task, problem, seed, index)
        _check_variants(task, problem, seed, index)
        _check_space(task, problem, index)
    _check_splits(task, seed, n)
    traces = list(_check_traces(task, problems, backtracks, report))
    _check_remarks(task, traces[:: max(1, len(traces) // n)])
    report.changes_reported = _check_changes(task, traces, seed, min_reported)
    report.rows_per_second = _check_rows(task, n, seed, report)
    return report


def _styles(task: Task) -> dict[Style, Style | None]:
    """The styles with a name, which are found out when a text is read, and a style for each lexicon without one."""
    known = styles_of(task)
    rest = [Style(name, name) for name in task.lexicons if name not in {style.lexicon for style in known}]
    return {**dict.fromkeys(known), **{style: style for style in rest}}


def _fail(task: Task, what: str) -> NoReturn:
    raise ConformanceError(f"{task.name}: {what}")


def _check_language(task: Task) -> None:
    for name, lexicon in task.lexicons.items():
        told = {kind for key in lexicon.phrases for kind in key.lstrip("^?").split()}
        if missing := sorted(set(task.vocabulary.kinds) - told):
            _fail(task, f"the lexicon {name!r} has no phrase for {', '.join(missing)}")


def _check_problem(task: Task, problem: Problem, seed: int, index: int) -> None:
    where = f"problem {index} of seed {seed}"
    copy = pickle.loads(pickle.dumps(task))  # noqa: S301
    if any(each.problem(seed=seed, index=index) != problem for each in (task, copy)):
        _fail(task, f"{where} is another one when it is made again")
    if task.problem_type.read_json(problem.model_dump_json()) != problem:
        _fail(task, f"{where} is another one after a round trip through JSON")
    if (split := task.split_of(problem)) != "train":
        _fail(task, f"{where} was drawn for 'train' and belongs to {split!r}")
    if not task.question(problem).strip() or not task.fingerprint(problem):
        _fail(task, f"{where} has no question or no fingerprint")
    for text in HOSTILE:
        try:
            verdict = task.verify(problem, text)
            hash(task.answer_key(problem, text))
            credit_of(task, problem, text)
        except Exception as error:
            raise ConformanceError(f"{task.name}: {error!r} is raised on the answer {text[:40]!r}") from error
        if verdict.correct:
            _fail(task, f"{where}: the answer {text[:40]!r} is taken for right")


def _check_variants(task: Task, problem: Problem, seed: int, index: int) -> None:
    fingerprint, key = task.fingerprint(problem), task.split_key(task.draft_of(problem))
    for variant in itertools.islice(task.variants(problem, Stream("variants", seed, index)), 3):
        where = f"problem {index} of seed {seed} and its variant {variant!r}"
        if task.problem_type.read_json(variant.model_dump_json()) != variant:
            _fail(task, f"{where}: the variant is another one after a round trip through JSON")
        if task.split_key(task.draft_of(variant)) != key:
            _fail(task, f"{where} have two split keys, so that one can be in 'train' and the other in 'test'")
        if task.fingerprint(variant) != fingerprint:
            _fail(task, f"{where} have two fingerprints")


def _check_splits(task: Task, seed: int, n: int) -> None:
    seen: dict[str, str] = {}
    for split in SPLITS:
        for index in range(n):
            fingerprint = task.fingerprint(task.problem(seed=seed + 1, index=index, split=split))  # type: ignore[arg-type]
            if seen.setdefault(fingerprint, split) != split:
                _fail(task, f"a problem is both in {seen[fingerprint]!r} and {split!r}: {fingerprint}")


def _check_space(task: Task, problem: Problem, index: int) -> None:
    space = task.space(problem)
    for guide in itertools.islice(space.guides(Stream("check", index)), 2):
        places = []
        steps = follow(space, guide)
        for step in steps:
            view = space.look(step.state)
            if isinstance(view, Choice | Derivation):
                places.append(view.place)
            if isinstance(view, Derivation):
                _check_slips(task, space, step.state, view, [*JUNK, *(other.right_move for other in steps)], index)
            weights = space.plausibility(step.state, step.moves)
            if len(weights) != len(step.moves) or min(weights) <= 0:
                _fail(task, f"problem {index}: plausibility must give a positive weight for each move")
            _check_state(task, space, step.state, index)
            _check_costs(task, space, step.state, step.moves, step.right, index)
        if len(set(places)) < len(places):
            _fail(task, f"problem {index}: two choice points of one path have the same place")


def _check_state(task: Task, space: Space, state: object, index: int) -> None:
    children = space.children(state)
    if list(children or ()) != list(Space.children(space, state) or ()):
        _fail(task, f"problem {index}: children() disagrees with look() and after() at {state!r}")


def _check_costs(task: Task, space: Space, state: object, moves: Sequence[object], right: int, index: int) -> None:
    limit = 12
    for i, move in enumerate(moves[:12]):
        after = space.after(state, move)
        count = space.count_dead_ends(after, limit)
        if count != Space.count_dead_ends(space, after, limit):
            _fail(task, f"problem {index}: count_dead_ends() disagrees with children() after {move!r}")
        if space.cost_of(state, move, limit) != count:
            _fail(task, f"problem {index}: cost_of() disagrees with count_dead_ends() after {move!r}")
        if i != right and count is not None and count < space.cheapest_wrong_move(state):
            _fail(task, f"problem {index}: cheapest_wrong_move() is above the cost of {move!r}")


def _check_slips(
    task: Task, space: Space, state: object, view: Derivation, others: Sequence[object], index: int
) -> None:
    """The slips that a step lists, and what is none: the right steps, and anything else."""
    if not space.has_derivations:
        _fail(task, f"problem {index}: look() gives a Derivation, and has_derivations is False")
    for slip in view.slips:
        if slip == view.move or not space.accepts_slip(state, view, slip):
            _fail(task, f"problem {index}: accepts_slip() refuses {slip!r}, which the step lists")
        ahead, seen = space.after(state, slip), 0
        while isinstance(below := space.look(ahead), Inference) and seen < MOST_LINES_TO_A_CHECK:
            ahead, seen = space.after(ahead, below.move), seen + 1
        if not isinstance(below, DeadEnd):
            _fail(task, f"problem {index}: no check refutes {slip!r}, which the step lists")
    for move in others:
        try:
            accepted = space.accepts_slip(state, view, move)
        except Exception as error:
            raise ConformanceError(f"{task.name}: accepts_slip raises {error!r} on the move {move!r}") from error
        if accepted:
            _fail(task, f"problem {index}: accepts_slip() takes {move!r} for a slip at {view.place!r}")


def _check_traces(
    task: Task, problems: Sequence[Problem], backtracks: Sequence[int], report: Report
) -> Iterator[Trace]:
    for strategy, k in itertools.product(STRATEGIES, backtracks):
        reached = 0
        for index, problem in enumerate(problems):
            where = f"problem {index}, {strategy}, {k} backtracks"
            try:
                trace = solve(task, problem, backtracks=k, seed=index, strategy=strategy)
            except BacktracksUnreachableError as error:
                for other in error.reachable[-1:]:
                    again = solve(task, problem, backtracks=other, seed=index, strategy=strategy)
                    if again.n_backtracks != other:
                        _fail(task, f"{where}: {other} backtracks are said to be reachable, and are not")
                continue
            reached += 1
            if trace.n_backtracks != k:
                _fail(task, f"{where}: the trace has {trace.n_backtracks}")
            if solve(task, problem, backtracks=k, seed=index, strategy=strategy) != trace:
                _fail(task, f"{where}: another trace when it is made again")
            _check_trace(task, trace, where)
            yield trace
        report.reachable.setdefault(strategy, {})[k] = reached / len(problems)
    if report.reachable and 0 in backtracks and report.reachable["exhaustive"][0] < 1:
        _fail(task, "not every problem has a trace without backtracks")


def _check_remarks(task: Task, traces: Sequence[Trace]) -> None:
    kinds = remark_kinds_of(task)
    for number, trace in enumerate(traces):
        if set(task.space(trace.problem).remark_kinds) != set(kinds):
            _fail(task, f"the space makes other kinds of remarks than there are words for, which are {kinds}")
        if kinds:
            remarked = with_remarks(trace, dict.fromkeys(kinds, 0.3), seed=number)
            _check_trace(task, remarked, f"trace {number} with remarks")
            if without_remarks(remarked) != trace or remarked.answer != trace.answer:
                _fail(task, f"trace {number}: its remarks change it")


def _check_trace(task: Task, trace: Trace, where: str) -> None:
    problem = trace.problem
    certificate = certify(task, problem, trace)
    if not certificate.ok or certificate.measures != trace.measures:
        _fail(task, f"{where}: the trace does not certify: {certificate.error}")
    if not trace.answer or not (verdict := task.verify(problem, trace.answer)):
        _fail(task, f"{where}: the answer {trace.answer!r} does not verify: {verdict.reason if trace.answer else ''}")
    if task.answer_key(problem, trace.answer) is None:
        _fail(task, f"{where}: the answer {trace.answer!r} has no answer_key")
    if task.vocabulary.from_json(json.loads(json.dumps(task.vocabulary.to_json(trace.events)))) != trace.events:
        _fail(task, f"{where}: other events after a round trip through JSON")
    for (style, given), seed in itertools.product(_styles(task).items(), range(2)):
        text = render(trace, style, seed=seed).text
        if not text[:1].isalpha() or text != text.strip():
            _fail(
                task,
                f"{where}, {style.name}: a text must begin with a letter, and neither begin nor end with white space",
            )
        if parse(task, problem, text, style=given) != trace:
            _fail(task, f"{where}, {style.name}: the text does not read back as the same trace:\n{text}")
        if error := certify(task, problem, text, style=given).error:
            _fail(task, f"{where}, {style.name}: the text does not certify: {error}\n{text}")


def _check_changes(task: Task, traces: Sequence[Trace], seed: int, min_reported: float) -> float:
    stream, tried, missed = Stream("changes", seed), 0, []
    for trace in traces:
        for style, given in _styles(task).items():
            if style.tokens:
                continue
            text = render(trace, style).text
            for change in (_change_digit, _swap_words):
                changed = change(text, stream)
                if changed != text:
                    certificate = certify(task, trace.problem, changed, style=given)
                    if certificate.ok and _differ_in_slips(trace.events, certificate.trace.events):
                        continue  # what was false is false in another way, and the same check refutes it
                    tried += 1
                    if certificate.ok:  # now and then it is as true as it was
                        missed.append((text, changed))
    share = 1 - len(missed) / tried if tried else 1.0
    if share < min_reported:
        text, changed = missed[0]
        _fail(task, f"only {share:.1%} of changes are reported; not reported, for example:\n{text}\n->\n{changed}")
    return share


def _differ_in_slips(events: Sequence[Event], others: Sequence[Event]) -> bool:
    """Whether the same is told but for what some slips say."""
    if len(events) != len(others):
        return False
    pairs = [(one, other) for one, other in zip(events, others, strict=True) if one != other]
    return bool(pairs) and all(isinstance(one, Slip) and isinstance(other, Slip) for one, other in pairs)


def _change_digit(text: str, stream: Stream) -> str:
    places = [i for i, character in enumerate(text) if character.isdigit()]
    if not places:
        return text
    i = stream.pick(places)
    return text[:i] + stream.pick([digit for digit in "0123456789" if digit != text[i]]) + text[i + 1 :]


def _swap_words(text: str, stream: Stream) -> str:
    """Put one word of the text in the place of another."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    i, j = stream.below(len(words)), stream.below(len(words))
    words[i] = words[j]
    return " ".join(words)


def _check_rows(task: Task, n: int, seed: int, report: Report) -> float:
    most = max((k for k, share in report.reachable["exhaustive"].items() if share > 0.2), default=0)
    settings = Settings(task, backtracks=most, seed=seed)
    started = time.process_time()
    rows = [row for index in range(n) for row in make_rows(settings, index)]
    seconds = time.process_time() - started
    if make_rows(settings, n // 2) != [rows[n // 2]]:
        _fail(task, f"row {n // 2} is another one when it is made again")
    if TASKS.get(task.name) is type(task):
        for row in rows:
            _, problem = certify_row(row)
            if problem:
                _fail(task, f"row {row['id']}: {problem}")
    return n / seconds if seconds else float("inf")
