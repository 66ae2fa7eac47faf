"""Making problems: rules by level, and examples that leave one answer."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tracekit.seeding import Stream
from tracekit.tasks.list_functions.inputs import draw_first, draw_input
from tracekit.tasks.list_functions.problem import ListFunctionsProblem
from tracekit.tasks.list_functions.rivals import is_open
from tracekit.tasks.list_functions.rules import FAMILIES, Rule
from tracekit.tasks.list_functions.step import Numbers, Run
from tracekit.tasks.list_functions.survey import n_alike, survey

FIRSTS = 6
"""So many lists are weighed for the first example."""
ENOUGH_ALIKE = 6
"""With so many rules that make the same of it, its own among them, the first example will do."""
TRIES = 12
"""So often the other examples are drawn for one rule and last input."""


@functools.cache
def by_level(low: int, high: int) -> tuple[tuple[Rule, ...], ...]:
    """The rules of these levels, family by family."""
    families = [tuple([rule for rule in family.rules if low <= rule.level <= high]) for family in FAMILIES.values()]
    return tuple([rules for rules in families if rules])


def make(
    rule: Rule, last: Numbers, n_examples: int, lengths: tuple[int, int], max_value: int, stream: Stream
) -> ListFunctionsProblem | None:
    """A problem of a rule with a last input.

    The first example is one that many rules explain; the others leave just one answer. None if none was found.
    """
    if not rule.run(last):
        return None
    low, high = lengths
    first = _first(rule, last, (low, max(low, (low + high) // 2 - 1)), max_value, stream)
    if first is None:
        return None
    for _ in range(TRIES):
        others = [draw_input(rule.hint, stream, lengths, max_value) for _ in range(n_examples - 1)]
        problem = problem_of(rule, (first, *others), last)
        if problem is not None:
            return problem
    return None


def _first(rule: Rule, last: Numbers, lengths: tuple[int, int], max_value: int, stream: Stream) -> Numbers | None:
    """Of some lists the one of which most other rules make the same."""
    best, most = None, -1
    for _ in range(FIRSTS):
        x = draw_first(rule.hint, stream, lengths, max_value)
        y = rule.run(x)
        if y and x != last and (y != x or rule.code == "same"):
            n = n_alike(x, y, ENOUGH_ALIKE)
            if n > most:
                best, most = x, n
            if n >= ENOUGH_ALIKE:
                break
    return best


def problem_of(rule: Rule, inputs: tuple[Numbers, ...], last: Numbers) -> ListFunctionsProblem | None:
    """The problem of a rule and inputs; None if the examples are dull, or do not tell what the last output is."""
    run = rule.run
    outputs = [run(x) for x in inputs]
    answer = run(last)
    is_test = rule.family == "test"
    most_outputs = 2 if is_test else 3
    if not all(outputs) or not answer or len(set(outputs)) < min(most_outputs, 1 + len(outputs) // 2):
        return None
    if len({*inputs, last}) <= len(inputs):
        return None
    given = tuple([output for output in outputs if output])
    if is_test and is_open(inputs, [output == (1,) for output in given], last, answer == (1,)):
        return None
    # What the rule could be mistaken for must not fit, or a rule would be known less exactly than it is told.
    if any(_fits(near, inputs, given) for near in rule.near):
        return None
    # All rules that fit must agree on the last input.
    if set(survey(inputs, given, last).answers.values()) != {answer}:
        return None
    return ListFunctionsProblem(inputs=inputs, outputs=given, last=last, answer=answer, rule=rule.code)


def _fits(run: Run, inputs: Sequence[Numbers], outputs: Sequence[Numbers]) -> bool:
    return all(run(x) == y for x, y in zip(inputs, outputs, strict=True))
