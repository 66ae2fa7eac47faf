"""How well scores tell right from wrong: the area under the ROC curve within strata, with an interval over clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["FEWEST_CLUSTERS", "Auc", "no_auc", "stratified_auc"]

FEWEST_CLUSTERS = 10
"""An interval is made from so many clusters with cases that can be compared, and no fewer."""


@dataclass(frozen=True, slots=True)
class Auc:
    """An area under the ROC curve: the chance that a right case has a higher score than a wrong one.

    Attributes:
        value: in [0, 1]; 0.5 is a guess, 1 gives the outcome away. None if there is nothing to compare.
        low: lower end of the 95 % interval; None without a value.
        high: upper end of it.
        right: how many right cases were compared with wrong ones.
        wrong: how many wrong cases.
        groups: how many problems they come from.
        why: why there is no value; else empty.
    """

    value: float | None
    low: float | None
    high: float | None
    right: int = 0
    wrong: int = 0
    groups: int = 0
    why: str = ""

    def __str__(self) -> str:
        if self.value is None:
            return f"none ({self.why})"
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def no_auc(why: str) -> Auc:
    """That there is none, and why."""
    return Auc(None, None, None, why=why)


def stratified_auc(
    right: ArrayLike,
    scores: ArrayLike,
    clusters: Sequence[object],
    strata: Sequence[object] | None = None,
    *,
    widened: float = 1.0,
) -> Auc:
    """The share of pairs of a right and a wrong case of one stratum in which the right one has the higher score.

    A tie counts half. The interval is DeLong's for clustered cases (Obuchowski, Biometrics 53, 1997): it is made from
    what each cluster contributes to the share, on the logit scale, with a t quantile. Cases of one cluster may depend
    on each other in any way.

    Args:
        right: for each case whether it is right, shape (n,).
        scores: the higher, the likelier it is right, shape (n,).
        clusters: for each case what it belongs to; clusters are independent of each other.
        strata: for each case what it may be compared within; None for all in one.
        widened: the variance is multiplied by this, for what else is uncertain than which clusters were drawn.
    """
    import numpy as np

    y, s = np.asarray(right, dtype=bool), np.asarray(scores, dtype=float)
    cluster, n_clusters = _numbered(clusters)
    if strata is None:
        stratum, n_strata = np.zeros(len(y), dtype=int), 1
    else:
        stratum, n_strata = _numbered(strata)
    rights = np.bincount(stratum[y], minlength=n_strata)
    wrongs = np.bincount(stratum[~y], minlength=n_strata)
    used = (rights * wrongs > 0)[stratum]
    if not used.any():
        return no_auc("no right and wrong ones to compare" if len(y) else "no cases")
    y, s, stratum, cluster = y[used], s[used], stratum[used], cluster[used]
    higher = _others_below(y, s, stratum)
    others = np.where(y, wrongs[stratum], rights[stratum])
    n_pairs = float((rights * wrongs).sum())
    value = float(higher[y].sum() / n_pairs)
    # What a cluster adds to the share: how far its pairs are from the mean, as a right and as a wrong case.
    added = np.bincount(cluster, weights=higher - value * others, minlength=n_clusters)[np.unique(cluster)] / n_pairs
    low, high = _interval(value, added, widened)
    return Auc(value, low, high, int(y.sum()), int((~y).sum()), len(added))


def _numbered(names: Sequence[object]) -> tuple[NDArray[np.int_], int]:
    """For each name its number, counted from 0 in the order of appearance, and how many there are."""
    import numpy as np

    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=int), len(numbers)


def _others_below(y: NDArray[np.bool_], s: NDArray[np.float64], stratum: NDArray[np.int_]) -> NDArray[np.float64]:
    """For each case how many of the other class and its stratum it is on the right side of; ties count half."""
    import numpy as np
    from scipy.stats import rankdata

    result = np.empty(len(y))
    order = np.argsort(stratum, kind="stable")
    bounds = np.flatnonzero(np.diff(stratum[order])) + 1
    for members in np.split(order, bounds):
        of, values = y[members], s[members]
        together = rankdata(values)
        below = np.empty(len(members))
        below[of] = together[of] - rankdata(values[of])
        below[~of] = of.sum() - (together[~of] - rankdata(values[~of]))
        result[members] = below
    return result


def _interval(value: float, added: NDArray[np.float64], widened: float) -> tuple[float, float]:
    import numpy as np
    from scipy.special import expit, logit
    from scipy.stats import t

    n = len(added)
    if n < 2 or not 0 < value < 1:
        # Without an exception among n clusters: what a share of which all n were alike would have (Clopper-Pearson).
        edge = 0.025 ** (1 / n)
        return {0.0: (0.0, 1 - edge), 1.0: (edge, 1.0)}.get(value, (0.0, 1.0))
    error = float(np.sqrt(widened * n / (n - 1) * np.sum((added - added.mean()) ** 2)))
    width = float(t.ppf(0.975, n - 1)) * error / (value * (1 - value))
    middle = float(logit(value))
    return float(expit(middle - width)), float(expit(middle + width))
