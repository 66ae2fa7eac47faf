"""What kind of hypotheses are wrong: those that might as well be right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit.errors import BacktracksUnreachableError
from tracekit.search.events import Backtrack, ChoicePoint, Decision
from tracekit.search.trace import Trace
from tracekit.tasks.list_functions import FAMILIES, RULES, Guess, ListFunctions

TASK = ListFunctions()


def decisions(trace: Trace[Any]) -> Iterator[tuple[Any, bool]]:
    """Each move decided on, and whether it stands at the end."""
    path: list[int] = []
    length: dict[object, int] = {}
    given_up = set()
    for i, event in enumerate(trace.events):
        match event:
            case ChoicePoint(place):
                length[place] = len(path)
            case Decision():
                path.append(i)
            case Backtrack(to):
                given_up |= set(path[length[to] :])
                del path[length[to] :]
    for i, event in enumerate(trace.events):
        if isinstance(event, Decision):
            yield event.move, i not in given_up


def default_traces(n: int) -> Iterator[tuple[Any, Trace[Any]]]:
    """Traces of the default strategy with 0 to 5 backtracks, as a data set has them."""
    for index in range(n):
        for attempt in range(20):
            problem = TASK.problem(seed=31, index=index, attempt=attempt)
            try:
                yield problem, tracekit.solve(TASK, problem, backtracks=index % 6, seed=index)
            except BacktracksUnreachableError:
                continue
            break


def test_wrong_hypotheses_are_such_as_could_be_right() -> None:
    """Half of them fit the first example, and whatever family is right now and then is wrong now and then."""
    fitting = Counter[bool]()
    outcomes = defaultdict[str, Counter[bool]](Counter)
    for problem, trace in default_traces(500):
        for move, is_right in decisions(trace):
            family = RULES[move.rule].family if isinstance(move, Guess) else move.family
            outcomes[family][is_right] += 1
            if isinstance(move, Guess) and not is_right:
                fitting[RULES[move.rule].run(problem.inputs[0]) == problem.outputs[0]] += 1
    assert fitting[True] > 0.5 * fitting.total()
    assert outcomes.keys() == FAMILIES.keys()
    shares = {family: counts[True] / counts.total() for family, counts in outcomes.items()}
    assert all(0.2 < share < 0.6 for share in shares.values()), shares


@pytest.mark.slow
def test_the_words_of_a_hypothesis_hardly_tell_what_becomes_of_it() -> None:
    """By far less than a coin can be turned into a sure thing: the area under the curve is 0.63; 0.5 is chance."""
    pytest.importorskip("sklearn")
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-not-found,unused-ignore]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found,unused-ignore]
    from sklearn.metrics import roc_auc_score  # type: ignore[import-not-found,unused-ignore]
    from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-not-found,unused-ignore]

    texts, labels, groups = [], [], []
    for number, (_, trace) in enumerate(default_traces(2000)):
        for move, is_right in decisions(trace):
            words = RULES[move.rule].words if isinstance(move, Guess) else FAMILIES[move.family].words
            texts.append(re.sub(r"[0-9]+", "N", words))
            labels.append(is_right)
            groups.append(number)
    counts = CountVectorizer(token_pattern=r"\S+", binary=True).fit_transform(texts)
    guessed = cross_val_predict(
        LogisticRegression(max_iter=500), counts, labels, groups=groups, cv=GroupKFold(5), method="predict_proba"
    )
    assert roc_auc_score(labels, guessed[:, 1]) < 0.65
