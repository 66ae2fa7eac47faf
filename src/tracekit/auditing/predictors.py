"""What an outcome may be predicted from, and how well that goes: models of scikit-learn, cross-validated by problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tracekit.auditing.cases import Case
from tracekit.auditing.estimates import FEWEST_CLUSTERS, Auc, no_auc, stratified_auc
from tracekit.seeding import Stream

__all__ = ["FOLDS", "FOREIGN", "OWN", "Predictor", "predicted"]

FOLDS = 5
WIDENED = 1 + FOLDS / (FOLDS - 1)
"""The folds are not independent: each serves to learn what the others are asked. So the variance that there would be if
they were is multiplied by this (Nadeau and Bengio, Machine Learning 52, 2003)."""
FEWEST_CASES = 10
"""Of the right and of the wrong cases there must be so many at least."""
MOST_CASES = 20_000
"""Where there are more, problems are drawn until so many are there."""
STATEMENTS = 4
"""Wording is looked at in the last so many statements up to the decision."""
WORDS = 50
"""Words are looked at in the last so many up to the decision."""

_NUMBER = re.compile(r"(?:(?<![\w)\]])[-−])?\d+(?:[.,/]\d+)*")
_TOKEN = re.compile(r"#|[^\W\d_]+|[^\w\s]|_")
_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.?!。？！\n])\s*(?=\S)")  # noqa: RUF001
_FINAL_STOP = ".,;:。，；："  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Predictor:
    """Something that an outcome may be predicted from.

    Attributes:
        name: in the table.
        meaning: in words.
        features: case -> what is known of it: words, or figures.
        strata: case -> what it may be compared within; None for all.
    """

    name: str
    meaning: str
    features: Callable[[Case], Sequence[str] | Sequence[float]]
    strata: Callable[[Case], object] | None = None
    is_numeric: bool = False


def masked(text: str) -> str:
    """A text with ``#`` for each number."""
    return _NUMBER.sub("#", text)


def _wording(case: Case) -> list[str]:
    """The templates of the last statements, each with its place, and the last two together."""
    last = case.templates[-STATEMENTS:]
    return [*(f"{n} {template}" for n, template in enumerate(reversed(last))), "\n".join(last[-2:])]


def _kinds(case: Case) -> tuple[str, ...]:
    return case.kinds[-STATEMENTS:]


def _words(case: Case) -> list[str]:
    """The last words, alone and in pairs, numbers masked; how it all begins and ends; how the case itself begins."""
    text = masked(case.text).rstrip(_FINAL_STOP).lower()
    tokens = _TOKEN.findall(text)
    own = masked(case.own).lower() if case.own else _SENTENCE.split(text)[-1]
    found = set(_runs(tokens[-WORDS:], 2))
    words = [token for token in tokens if token.isalpha()]
    found.add("begins " + " ".join(words[:3]))
    found.add("ends " + " ".join(words[-3:]))
    found.add("own " + " ".join([token for token in _TOKEN.findall(own) if token.isalpha()][:3]))
    return sorted(found)


def _runs(tokens: Sequence[str], longest: int) -> Iterable[str]:
    for n in range(1, longest + 1):
        for i in range(len(tokens) - n + 1):
            yield " ".join(tokens[i : i + n])


def _move(case: Case, *, mask: bool) -> list[str]:
    """The words of each field of the move, alone and in a row, with the name of the field."""
    found: set[str] = set()
    for field, value in case.move:
        tokens = _TOKEN.findall(masked(value)) if mask else _WORD.findall(value)
        found.update(f"{field}: {run}" for run in _runs(tokens, 3))
        found.add(f"{field}= {' '.join(tokens)}")
    return sorted(found)


OWN = (
    Predictor(
        "wording", "how the last statements are put, among cases with the same kinds of statements", _wording, _kinds
    ),
    Predictor("words", "the words since the decision before, numbers masked", _words),
    Predictor("counts", "counts and depth", lambda case: case.counts, is_numeric=True),
    Predictor("move", "the move itself, numbers masked", lambda case: _move(case, mask=True)),
    Predictor("values", "the move itself with its numbers", lambda case: _move(case, mask=False)),
)
"""For rows of tracekit."""

FOREIGN = (
    Predictor("words", "the words, numbers masked", _words),
    Predictor("length", "characters, words, sentences and lines", lambda case: case.counts, is_numeric=True),
)
"""For rows of other makers."""


def predicted(cases: Sequence[Case], predictors: Sequence[Predictor], seed: int = 0) -> dict[str, Auc]:
    """How well the outcome of cases that were left out can be predicted, by the name of the predictor.

    Pairs are compared within one fold: the scores of two folds come from two models.

    Args:
        cases: right and wrong ones.
        predictors: what to predict from.
        seed: chooses the cases where there are too many of them.
    """
    cases = _some(cases, seed)
    n_right = sum(case.right for case in cases)
    groups = [case.group for case in cases]
    if why := _why_not(n_right, len(cases) - n_right, len(set(groups))):
        return {predictor.name: no_auc(why) for predictor in predictors}
    import numpy as np
    from sklearn.model_selection import GroupKFold

    right = np.array([case.right for case in cases])
    folds = np.empty(len(cases), dtype=int)
    for fold, (_, left_out) in enumerate(GroupKFold(FOLDS).split(right, groups=groups)):
        folds[left_out] = fold
    found = {}
    for predictor in predictors:
        scores = _scores(predictor, cases, right, folds)
        within = [predictor.strata(case) for case in cases] if predictor.strata else [None] * len(cases)
        strata = list(zip(within, folds.tolist(), strict=True))
        found[predictor.name] = stratified_auc(right, scores, groups, strata, widened=WIDENED)
    return found


def _some(cases: Sequence[Case], seed: int) -> Sequence[Case]:
    if len(cases) <= MOST_CASES:
        return cases
    sizes: dict[str, int] = {}
    for case in cases:
        sizes[case.group] = sizes.get(case.group, 0) + 1
    kept: set[str] = set()
    n = 0
    for group in Stream("audit", seed).shuffled(sorted(sizes)):
        if n >= MOST_CASES:
            break
        kept.add(group)
        n += sizes[group]
    return [case for case in cases if case.group in kept]


def _why_not(n_right: int, n_wrong: int, n_groups: int) -> str:
    if not n_right and not n_wrong:
        return "no decisions"
    if not n_wrong:
        return "none is wrong"
    if not n_right:
        return "none is right"
    if min(n_right, n_wrong) < FEWEST_CASES:
        return f"only {n_right} right and {n_wrong} wrong"
    return f"only {n_groups} problems" if n_groups < FEWEST_CLUSTERS else ""


def _scores(predictor: Predictor, cases: Sequence[Case], right: Any, folds: Any) -> Any:
    import numpy as np
    from threadpoolctl import threadpool_limits  # scikit-learn has it

    features, make = (_figures if predictor.is_numeric else _bags)([predictor.features(case) for case in cases])
    scores = np.zeros(len(cases))
    for fold in range(FOLDS):
        left_out = folds == fold
        if right[~left_out].all() or not right[~left_out].any():
            continue  # there is nothing to learn from: all have the same score
        model = make()
        with threadpool_limits(1):  # so small a fit gains nothing from threads, and on a busy machine they wait
            model.fit(features[~left_out], right[~left_out])
        scores[left_out] = model.decision_function(features[left_out])
    return scores


def _figures(rows: Sequence[Any]) -> tuple[Any, Callable[[], Any]]:
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    def make() -> Any:
        return HistGradientBoostingClassifier(
            max_iter=100, max_leaf_nodes=15, min_samples_leaf=20, early_stopping=False, random_state=0
        )

    return np.array(rows, dtype=float), make


def _bags(rows: Sequence[Any]) -> tuple[Any, Callable[[], Any]]:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=_as_they_are, binary=True, min_df=1, max_features=5000, dtype=float)
    return vectorizer.fit_transform(rows), lambda: LogisticRegression(solver="liblinear")


def _as_they_are(features: Sequence[str]) -> Sequence[str]:
    return features
