"""Each statement of a text has a verdict, those after the first false one too."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import tracekit
from tracekit import Rule, Trace
from tracekit.language.document import Document

TASKS = tuple(tracekit.TASKS)
PER_TASK = 270


def true_texts(name: str, n: int) -> Iterator[tuple[Trace, Document]]:
    task: Any = tracekit.get_task(name)
    rng = random.Random(name)
    made = seed = 0
    while made < n:
        seed += 1
        problem = task.problem(seed=77, index=seed)
        strategy = rng.choice(("exhaustive", "detour"))
        try:
            trace = tracekit.solve(task, problem, backtracks=rng.choice((1, 2, 3)), seed=seed, strategy=strategy)
        except tracekit.BacktracksUnreachableError:
            continue
        made += 1
        yield trace, tracekit.render(trace, rng.choice(("prose", "symbolic")), seed=seed)


def with_one_digit_changed(document: Document, rng: random.Random) -> tuple[str, int]:
    """A text with a digit changed, and the number of the statement in which it stands."""
    places = [i for i, character in enumerate(document.text) if character.isdigit()]
    if not places:
        return document.text, -1
    place = rng.choice(places)
    digit = rng.choice([digit for digit in "0123456789" if digit != document.text[place]])
    number = next(n for n, span in enumerate(document.spans) if span.start <= place < span.end)
    return document.text[:place] + digit + document.text[place + 1 :], number


def test_statements_before_at_and_after_a_false_one() -> None:
    """One statement is made false; every other is as in the true text.

    What is read of those after it, without regard to any rule: a statement that still tells the event of the true trace
    is true; one that takes something from the false sentence ("Try 5." after another cell) tells another event, and is
    false.
    """
    total: Counter[str] = Counter()
    n = 0
    for name in TASKS:
        rng = random.Random(name)
        found = 0
        for trace, document in true_texts(name, PER_TASK):
            text, at = with_one_digit_changed(document, rng)
            certificate = tracekit.certify(trace.task, trace.problem, text)
            statements = certificate.statements
            told = [statement.event for statement in statements]
            if len(told) != len(trace.events) or None in told or told[at] == document.spans[at].event:
                continue  # it cannot be read, or says the same
            if certificate.ok or certificate.first_false > at or statements[at].verdict == "out_of_order":
                continue  # what was put in is as true as what was there, here or at another place
            if certificate.first_false < at and statements[certificate.first_false].rule is Rule.FALSE_RESULT:
                continue  # it was the check of a slip: the slip is refuted no more
            found += 1
            assert [statement.verdict for statement in statements[:at]] == ["true"] * at
            assert statements[at].verdict == "false", (text, statements[at])
            for span, statement in zip(document.spans[at + 1 :], statements[at + 1 :], strict=True):
                expected = "true" if span.event == statement.event else "false"
                total["agrees" if statement.verdict == expected else "differs"] += 1
        assert found >= 0.4 * PER_TASK, name
        n += found
    assert n >= 2000, n
    assert total["agrees"] >= 0.98 * (total["agrees"] + total["differs"]), total
