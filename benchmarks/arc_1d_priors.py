"""Find how readily each family of rules of arc_1d has to come to mind to be tried in vain as often as any other.

    python benchmarks/arc_1d_priors.py

Traces of default problems with one to five backtracks are made over and over; after each round the weight of a family
that was tried in vain too often is lowered, and that of one that was not tried often enough is raised. The weights go
into ``tracekit.tasks.arc_1d.priors``, which says what is done with them.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter

import tracekit
from tracekit.search.events import Decision
from tracekit.search.space import space_of
from tracekit.search.walk import Walk
from tracekit.tasks.arc_1d import Arc1D
from tracekit.tasks.arc_1d.families import FAMILIES

LEAST, MOST, STEP, POWER = 0.05, 20.0, 0.7, 0.75


def tried_in_vain(n: int, turn: int) -> Counter[str]:
    """How often each family is a wrong turn in the traces of so many problems."""
    task, found = Arc1D(), Counter[str]()
    for index in range(n):
        trace = tracekit.solve(task, task.problem(seed=turn, index=index), backtracks=1 + index % 5, seed=index)
        standing = set(Walk(trace.events).standing)
        found.update(
            event.move
            for i, event in enumerate(trace.events)
            if isinstance(event, Decision) and isinstance(event.move, str) and i not in standing
        )
    return found


def main() -> None:
    """Find the weights and print their powers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=2500, help="problems in a round")
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    weights = {name: family.prior ** (1 / POWER) for name, family in FAMILIES.items()}
    for turn in range(options.rounds):
        for name, weight in weights.items():
            object.__setattr__(FAMILIES[name], "prior", weight)
        space_of.cache_clear()
        found = tried_in_vain(options.n, turn)
        wanted = found.total() / len(FAMILIES)
        spread = math.sqrt(sum(math.log((found[name] + 1) / wanted) ** 2 for name in FAMILIES) / len(FAMILIES))
        print(f"round {turn}: spread {spread:.3f}")
        for name in FAMILIES:
            weights[name] *= ((wanted + 2) / (found[name] + 2)) ** STEP
        mean = math.exp(sum(map(math.log, weights.values())) / len(weights))
        weights = {name: min(max(weight / mean, LEAST), MOST) for name, weight in weights.items()}
    for name, weight in weights.items():
        print(f'"{name}": {weight**POWER:.2g},')


if __name__ == "__main__":
    main()
