"""The audit: rows in, figures out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from tracekit.auditing.cases import Seen
from tracekit.auditing.duplicates import Duplicates, Placed, find_duplicates
from tracekit.auditing.estimates import FEWEST_CLUSTERS, Auc
from tracekit.auditing.natural import MAX_MOVES, NaturalSearches, search_naturally
from tracekit.auditing.predictors import FEWEST_CASES, FOREIGN, OWN, predicted
from tracekit.auditing.reading import OwnRow, foreign_cases, own_rows
from tracekit.auditing.results import Audit, AuditLine, Lengths
from tracekit.errors import DataFileError, ParameterError, check_integer
from tracekit.extras import require
from tracekit.search.events import Slip

__all__ = ["audit"]

MOST_LEVELS = 12
"""Lines are made for so many numbers of backtracks, those that most rows have."""

Rows = Iterable[Mapping[str, Any]]


def audit(
    data: Rows | Mapping[str, Rows],
    *,
    text: str | None = None,
    label: str | None = None,
    group: str | None = None,
    natural: bool = True,
    max_moves: int = MAX_MOVES,
    seed: int = 0,
) -> Audit:
    """Look for what gives the outcome of a decision away before it shows.

    A decision is right if it stands at the end of the trace and wrong if it is taken back. For each task and number of
    backtracks, and for all together, models learn to tell one from the other on four fifths of the problems and are
    asked about the rest: from the wording alone, from the words, from counts and depth, from the move itself. The
    figure is the area under the ROC curve (0.5: a guess; 1: it is given away) with a 95 % interval over problems.
    Beside it stands the same figure for natural searches of the same problems: what cannot be helped.

    Args:
        data: rows of tracekit, a data set or any other iterable; or several by name, as a ``DatasetDict``. With
            ``text``, ``label`` and ``group``, rows of any maker.
        text: the column of a text up to an outcome: a string, or messages.
        label: the column of the outcome: 0, 1, true or false.
        group: the column of what is to be left out together, such as the problem: rows that have something in common
            beyond chance.
        natural: whether natural searches are made.
        max_moves: a natural search gives up after so many moves.
        seed: of the natural searches and of all else that is drawn; same rows, same seed, same figures.

    Returns:
        The figures; ``print`` shows them as a table, ``figure(path)`` draws them.

    Raises:
        MissingExtraError: without the extra ``audit``.
        ParameterError: if an argument is not allowed, a row lacks a column that was named, a label is no outcome, all
            outcomes are the same, or there are too few groups.
        DataFileError: if there are no rows, or none that can be used.
    """
    require("audit", "sklearn.model_selection", "scipy.stats")
    check_integer("seed", seed)
    check_integer("max_moves", max_moves, at_least=1)
    from threadpoolctl import threadpool_limits

    rows = _rows_of(data)
    skipped: Counter[str] = Counter()
    with threadpool_limits(1):  # on so few cases threads only get into each other's way
        if text is None and label is None and group is None:
            return _audit_own(rows, skipped, natural=natural, max_moves=max_moves, seed=seed)
        columns = {"text": text, "label": label, "group": group}
        for name, column in columns.items():
            if not isinstance(column, str):
                raise ParameterError(name, column, "must be the name of a column where one of the others is given")
        return _audit_foreign(rows, skipped, columns, seed)  # type: ignore[arg-type]


def _rows_of(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        data = chain.from_iterable(data.values())
    if isinstance(data, str | bytes) or not isinstance(data, Iterable):
        what = "must be rows: a data set or another iterable; `tracekit audit FILE` reads a file"
        raise ParameterError("data", data, what)
    return iter(data)


# --- rows of tracekit ------------------------------------------------------------------------------------------------


def _audit_own(
    rows: Iterator[Mapping[str, Any]], skipped: Counter[str], *, natural: bool, max_moves: int, seed: int
) -> Audit:
    by_task: dict[str, list[OwnRow]] = {}
    for row in own_rows(rows, skipped):
        by_task.setdefault(row.loaded.task.name, []).append(row)
    if not by_task:
        reasons = "; ".join(f"{n}: {reason}" for reason, n in skipped.items()) or "there are none"
        hint = "" if not skipped else " (for rows of other makers, name the columns: text, label, group)"
        raise DataFileError(f"no row can be audited: {reasons}{hint}")
    lines: list[AuditLine] = []
    notes: list[str] = []
    duplicates: dict[str, Duplicates] = {}
    for name, found in sorted(by_task.items()):
        duplicates[name] = find_duplicates(
            [Placed(row.loaded.task, row.loaded.problem, row.split, row.source, row.seen.group) for row in found],
            seed,
        )
        by_k: dict[int, list[Seen]] = {}
        for row in found:
            by_k.setdefault(row.seen.backtracks, []).append(row.seen)
        searches = NaturalSearches()
        if natural and any(type(event) is Slip for row in found for event in row.loaded.trace.events):
            notes.append(f"{name}: natural searches make no slips, so there is nothing to compare with")
        elif natural:
            problems = {row.seen.group: (row.loaded.task, row.loaded.problem, row.loaded.style) for row in found}
            searches = search_naturally(problems, by_k, max_moves=max_moves, seed=seed)
            n = len(searches.as_they_run)
            notes.append(f"{name}: {searches.solved} of {n} natural searches solved within {max_moves} moves")
        if n := sum(not row.loaded.trace.solved for row in found):
            notes.append(f"{name}: {n} rows end without a solution; what stands where a search gave up is not judged")
        lines += _lines(name, by_k, searches, seed)
    return Audit(tuple(lines), duplicates, sum(map(len, by_task.values())), dict(skipped), tuple(notes), seed)


def _lines(task: str, by_k: Mapping[int, list[Seen]], searches: NaturalSearches, seed: int) -> Iterator[AuditLine]:
    together = [each for k in sorted(by_k) for each in by_k[k]]
    mixed = searches.mixed({k: len(found) for k, found in by_k.items()}, seed)
    yield _line(task, None, together, searches.as_they_run, seed, mixed)
    often = sorted(by_k, key=lambda k: (-len(by_k[k]), k))[:MOST_LEVELS]
    for k in sorted(often):
        yield _line(task, k, by_k[k], searches.by_backtracks.get(k, []), seed)


def _line(
    task: str, k: int | None, traces: Sequence[Seen], natural: Sequence[Seen], seed: int, mixed: Sequence[Seen] = ()
) -> AuditLine:
    cases = [case for trace in traces for case in trace.cases]
    return AuditLine(
        task=task,
        backtracks=k,
        rows=len(traces),
        problems=len({trace.group for trace in traces}),
        decisions=len(cases),
        wrong=sum(not case.right for case in cases),
        aucs=predicted(cases, OWN, seed),
        natural=_predicted(natural, seed),
        mixed=_predicted(mixed, seed),
        lengths=_lengths(traces),
        natural_lengths=_lengths(natural) if natural else None,
    )


def _predicted(traces: Sequence[Seen], seed: int) -> dict[str, Auc]:
    """The same for natural searches, save for the wording: chance has the same part in it everywhere."""
    cases = [case for trace in traces for case in trace.cases]
    return predicted(cases, OWN[1:], seed) if traces else {}


def _lengths(traces: Sequence[Seen]) -> Lengths:
    import numpy as np

    facts = [trace.facts for trace in traces]
    characters = [each.characters for each in facts]
    luck = [each.luck for each in facts if each.luck is not None]
    causes = [each.causes for each in facts if each.causes is not None]
    levels = Counter(level for each in facts for level in each.levels)
    n = sum(levels.values())
    return Lengths(
        float(np.median(characters)),
        float(np.quantile(characters, 0.95)),
        float(np.median([each.statements for each in facts])),
        float(np.mean(luck)) if luck else None,
        float(np.mean(causes)) if causes else None,
        _one_block(traces),
        tuple([levels[level] / n for level in range(max(levels) + 1)]) if levels else (),
    )


def _one_block(traces: Sequence[Seen]) -> float | None:
    blocks = []
    for trace in traces:
        wrong = [i for i, case in enumerate(trace.cases) if not case.right]
        if len(wrong) > 1:
            blocks.append(wrong[-1] - wrong[0] == len(wrong) - 1)
    return sum(blocks) / len(blocks) if blocks else None


# --- rows of other makers --------------------------------------------------------------------------------------------


def _audit_foreign(
    rows: Iterator[Mapping[str, Any]], skipped: Counter[str], columns: Mapping[str, str], seed: int
) -> Audit:
    import numpy as np

    cases = list(foreign_cases(rows, skipped, **columns))
    if not cases:
        raise DataFileError("no row can be audited: " + ("; ".join(skipped) or "there are none"))
    n_right, n_groups = sum(case.right for case in cases), len({case.group for case in cases})
    n_wrong = len(cases) - n_right
    if min(n_right, n_wrong) < FEWEST_CASES:
        what = f"must hold at least {FEWEST_CASES} of either outcome; there are {n_right} right and {n_wrong} wrong"
        raise ParameterError("label", columns["label"], what)
    if n_groups < FEWEST_CLUSTERS:
        raise ParameterError("group", columns["group"], f"must hold at least {FEWEST_CLUSTERS} groups, not {n_groups}")
    sizes = np.array([case.counts for case in cases])
    lengths = Lengths(
        float(np.median(sizes[:, 0])), float(np.quantile(sizes[:, 0], 0.95)), float(np.median(sizes[:, 2]))
    )
    line = AuditLine(
        "rows", None, len(cases), n_groups, len(cases), n_wrong, predicted(cases, FOREIGN, seed), {}, {}, lengths
    )
    return Audit((line,), {}, len(cases), dict(skipped), (), seed, foreign=True)
