"""Holding each column of a row against the others."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from tracekit.data.completions import parts_of, text_of, write_completion
from tracekit.data.corruption import Corruption, Outcome, corruption_of, outcome_of_text
from tracekit.data.loading import LoadedRow, load_row
from tracekit.data.prompts import write_prompt
from tracekit.data.rows import figures_of, row_id
from tracekit.errors import shortened
from tracekit.reading import Certificate, certify
from tracekit.verify.tags import cut

__all__ = ["certify_row"]


def certify_row(row: Mapping[str, object]) -> tuple[Certificate, str]:
    """Certify the completion of a row, and hold the row's other columns against it.

    A corrupted row is as it should be if its ``corruption`` column says what certifier and verifier now say of its
    completion. Its other columns are held against its own trace.

    Returns:
        The certificate of the completion, and what is wrong with the row, in one line; empty if nothing is.

    Raises:
        DataFileError, UnknownNameError: if the row cannot be read.
    """
    loaded, record = load_row(row), corruption_of(row)
    text = text_of(row.get("completion"))
    thinking = cut(text).thinking
    if record is not None and record.in_effect:
        certificate = certify(loaded.task, loaded.problem, text, style=loaded.style)
        own = certify(loaded.task, loaded.problem, loaded.trace)
        if own.error:
            return certificate, f"the trace of the row does not certify: {own.error.message}"
        wrong = itertools.chain(_differences(row, loaded, own, None), _record_differences(row, loaded, record, text))
        return certificate, next(wrong, "")
    solved = loaded.meta.get("solved", True)
    certificate = certify(loaded.task, loaded.problem, text if solved else thinking, style=loaded.style)
    if certificate.error:
        error = certificate.error
        return certificate, f"{error.message}, at {error.start}: {(error.sentence or '')[:200]!r}"
    if certificate.trace != loaded.trace:
        return certificate, "the text does not tell the trace of the row"
    wrong = itertools.chain(
        _differences(row, loaded, certificate, thinking),
        _record_differences(row, loaded, record, text) if record else (),
    )
    return certificate, next(wrong, "")


def _differences(
    row: Mapping[str, object], loaded: LoadedRow, certificate: Certificate, thinking: str | None
) -> Iterator[str]:
    """What the columns should hold, given the problem and the trace; the completion too if its thinking is given."""
    task, problem = loaded.task, loaded.problem
    answer = loaded.trace.answer or ""
    if answer and not (verdict := task.verify(problem, answer)):
        yield f"the answer is wrong: {verdict.reason}"
    prompt_format = loaded.meta.get("prompt_format", "plain")
    expected = {
        "id": row_id(task.name, row.get("split"), row.get("seed"), row.get("index"), certificate.n_backtracks),
        "split": task.split_of(problem),
        "fingerprint": task.fingerprint(problem),
        "question": task.question(problem),
        "answer": answer,
        "prompt": write_prompt(task.question(problem), prompt_format),
        "backtracks": certificate.n_backtracks,
    }
    if thinking is not None:
        expected["completion"] = write_completion(thinking, answer or None, prompt_format)
    for column, value in expected.items():
        if row.get(column) != value:
            yield f"{column}={shortened(row.get(column))}, but the trace calls for {shortened(value)}"
    for name, figure in figures_of(certificate.measures).items():
        if loaded.meta.get(name) != figure:
            yield f"meta has {name}={shortened(loaded.meta.get(name))}, but the trace has {shortened(figure)}"


def _record_differences(row: Mapping[str, object], loaded: LoadedRow, record: Corruption, text: str) -> Iterator[str]:
    """What the record of a corruption should say, given the completion."""
    thinking, answer = parts_of(row)
    now = outcome_of_text(loaded, thinking or "", answer)
    pairs = {
        "rule_after": (record.rule_after, now.rule),
        "answer": (record.answer, now.answer),
        "backtracks": (record.backtracks, now.backtracks),
        "changed": (record.changed > 0, record.touched),
        "rule_before": (record.rule_before, _earlier(record, loaded, now)),
    }
    for name, (said, found) in pairs.items():
        if said != found:
            yield f"corruption has {name}={shortened(said)}, but the completion calls for {shortened(found)}"
    if any(not 0 <= start <= end <= len(text) for start, end in record.positions):
        yield f"corruption has positions={shortened(record.positions)}, but the completion has {len(text)} characters"


def _earlier(record: Corruption, loaded: LoadedRow, now: Outcome) -> str | None:
    """The rule that the thinking broke before this corruption."""
    if not record.touched:
        return now.rule
    if record.before:
        return record.before.rule_after
    own = certify(loaded.task, loaded.problem, loaded.trace).error
    return own.rule.value if own else None
