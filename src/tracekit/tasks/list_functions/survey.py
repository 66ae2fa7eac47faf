"""What every rule does with the examples of a problem."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracekit.tasks.list_functions.rules import FAMILIES, RULES, Glance
from tracekit.tasks.list_functions.step import Numbers


@dataclass(frozen=True, slots=True)
class Survey:
    """What every rule does with the examples.

    Attributes:
        fits: by family, by rule that is plausible on the first example, the number of examples it fits before the
            first that it does not fit.
        answers: what the rules that fit all examples give for the last input (None: they cannot be applied to it).
        firsts: by rule in ``fits``, its output in the first example.
    """

    fits: Mapping[str, Mapping[str, int]]
    answers: Mapping[str, Numbers | None]
    firsts: Mapping[str, Numbers]


@functools.lru_cache(maxsize=8)
def survey(inputs: tuple[Numbers, ...], outputs: tuple[Numbers, ...], last: Numbers) -> Survey:
    """Test every rule on the examples.

    A rule is plausible on the first example if it fits it, or else if rules of its family could, its output there is
    as long as the one given or has one element more or less, and it leaves the input unchanged only where the given
    output does.
    """
    first, given = inputs[0], outputs[0]
    length, kept = len(given), first == given
    glance = Glance.at(first, given)
    rest = tuple(zip(inputs[1:], outputs[1:], strict=True))
    fits: dict[str, dict[str, int]] = {}
    answers: dict[str, Numbers | None] = {}
    firsts: dict[str, Numbers] = {}
    for name, family in FAMILIES.items():
        if not family.can(glance):
            continue
        here: dict[str, int] = {}
        for run, same_length, last_steps in family.groups:
            middle = first if run is None else run(first)
            if middle is None or (same_length and abs(len(middle) - length) > 1):
                continue
            for code, last_step in last_steps:
                output = last_step(middle)
                if output == given:
                    n = here[code] = _n_fitting(code, rest)
                    firsts[code] = output
                    if n > len(rest):
                        answers[code] = RULES[code].run(last)
                elif output and -1 <= len(output) - length <= 1 and (kept or output != first):
                    here[code] = 0
                    firsts[code] = output
        if here:
            fits[name] = here
    return Survey(fits, answers, firsts)


def _n_fitting(code: str, rest: Sequence[tuple[Numbers, Numbers]]) -> int:
    """The number of examples that a rule fits before the first that it does not, given that it fits the first."""
    run = RULES[code].run
    for n, (x, y) in enumerate(rest, 1):
        if run(x) != y:
            return n
    return len(rest) + 1


def n_alike(first: Numbers, given: Numbers, enough: int) -> int:
    """The number of rules that make this output of this input; they are counted until there are enough."""
    length = len(given)
    glance = Glance.at(first, given)
    n = 0
    for family in FAMILIES.values():
        if family.can(glance):
            for run, same_length, last_steps in family.groups:
                middle = first if run is None else run(first)
                if middle is not None and not (same_length and len(middle) != length):
                    n += sum([last_step(middle) == given for _, last_step in last_steps])
            if n >= enough:
                break
    return n
