"""Hypotheses of one-dimensional ARC: their words alone do not say what becomes of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest

import tracekit
from tracekit.search.events import Backtrack, DeadEnd, Decision
from tracekit.search.space import space_of
from tracekit.search.walk import Walk
from tracekit.tasks.arc_1d import Arc1D
from tracekit.tasks.arc_1d.families import FAMILIES
from tracekit.tasks.arc_1d.language import CODECS

TASK = Arc1D()
N = 1000


@pytest.fixture(scope="module")
def traces() -> list[tracekit.Trace]:
    """Default traces, k mixed 0 to 5."""
    return [
        tracekit.solve(TASK, TASK.problem(seed=91, index=index), backtracks=index % 6, seed=index) for index in range(N)
    ]


def hypotheses(trace: tracekit.Trace) -> list[tuple[str, bool]]:
    """What each decision is for, without its numbers, and whether it stands at the end."""
    standing, found = set(Walk(trace.events).standing), []
    for i, event in enumerate(trace.events):
        if isinstance(event, Decision):
            words = event.move if isinstance(event.move, str) else CODECS["value"].write(event.move)
            found.append((re.sub("[0-9]", "#", words), i in standing))
    return found


def area(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The share of pairs in which the right one has the higher score; ties count half."""
    pairs = ((a > b) + (a == b) / 2 for a in right for b in wrong)
    return sum(pairs) / (len(right) * len(wrong))


def test_the_hypothesis_alone_does_not_tell_what_becomes_of_it(traces: list[tracekit.Trace]) -> None:
    folds = [[hypothesis for trace in traces[i::5] for hypothesis in hypotheses(trace)] for i in range(5)]
    areas = []
    for i, fold in enumerate(folds):
        seen: dict[str, list[int]] = defaultdict(lambda: [1, 2])  # right and all; a third is right on the whole
        for words, stands in (each for j, other in enumerate(folds) if j != i for each in other):
            seen[words][0] += stands
            seen[words][1] += 1
        scores = [(seen[words][0] / seen[words][1], stands) for words, stands in fold]
        areas.append(area([s for s, stands in scores if stands], [s for s, stands in scores if not stands]))
    assert sum(areas) / len(areas) < 0.62, areas


def test_every_family_is_sometimes_right_and_sometimes_wrong(traces: list[tracekit.Trace]) -> None:
    right, wrong = Counter[str](), Counter[str]()
    for trace in traces:
        for words, stands in hypotheses(trace):
            (right if stands else wrong)[words] += 1
    for name in FAMILIES:
        assert right[name] >= 3
        assert wrong[name] >= 3
        assert 0.3 < wrong[name] / (right[name] + wrong[name]) < 0.95, name


def test_half_of_what_is_refuted_fits_the_first_pair(traces: list[tracekit.Trace]) -> None:
    pairs = Counter(event.reason.pair for trace in traces for event in trace if isinstance(event, DeadEnd))
    assert pairs[1] < 0.5 * pairs.total()
    assert pairs[2] > pairs[3] > 0


def test_what_fits_the_first_pair_comes_to_mind_before_all_else() -> None:
    for index in range(40):
        ideas = space_of(TASK, TASK.problem(seed=92, index=index)).ideas
        weights = dict(zip(ideas.families, ideas.weights(), strict=True))
        assert min(weights.values()) > 0
        for name, weight in weights.items():
            others = [other for other in ideas.match.at_hand if other not in ideas.match.fitting]
            if name in ideas.match.fitting:
                assert all(weight / FAMILIES[name].prior >= weights[o] / FAMILIES[o].prior for o in others)


def test_dead_ends_seldom_have_a_cause_in_common(traces: list[tracekit.Trace]) -> None:
    n = causes = 0
    for trace in traces:
        space = space_of(TASK, trace.problem)
        reasons = [event.reason for event in trace if isinstance(event, DeadEnd)]
        assert len(reasons) == sum(isinstance(event, Backtrack) for event in trace)
        n += len(reasons)
        causes += len({space.cause(reason) for reason in reasons})
    assert causes > 0.85 * n
