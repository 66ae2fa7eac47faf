"""Problems that are there more than once, and problems of one split that are those of another one in disguise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tracekit.seeding import Stream
from tracekit.tasks import Problem, Task

__all__ = ["Duplicates", "Placed", "find_duplicates"]

VARIANTS = 8
"""So many variants of a problem are looked for in the other splits; there may be no end of them."""
MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem and where it stands.

    Attributes:
        task: its task.
        problem: the problem.
        split: its split.
        source: rows that are made from one drawing of it have it in common.
        fingerprint: its canonical form; worked out if it is left out.
    """

    task: Task
    problem: Problem
    split: str
    source: object
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What was found of the problems of one task.

    Attributes:
        problems: how many different ones there are in each split, by their fingerprints.
        repeated: how many drawings gave a problem that its split had already.
        shared: problems that are in more than one split.
        near: other problems of which a variant is in another split. The splits that are not the largest are looked at.
        examples: fingerprints of some of those that are shared or near.
    """

    problems: dict[str, int]
    repeated: int
    shared: int
    near: int
    examples: tuple[str, ...]


def find_duplicates(placed: Iterable[Placed], seed: int = 0) -> Duplicates:
    """Look for problems of one task that are there twice, or in two splits.

    A problem is the same as another one if their fingerprints are equal. A near-duplicate is one of which
    ``task.variants`` gives a problem that another split has: where fingerprints are canonical, there is none that is
    not shared already.

    Args:
        placed: the problems, of one task; its parameters may differ.
        seed: of the variants that are drawn.
    """
    splits: dict[str, dict[str, tuple[Task, Problem]]] = {}
    sources: dict[tuple[str, str], set[object]] = {}
    for each in placed:
        fingerprint = each.fingerprint or each.task.fingerprint(each.problem)
        splits.setdefault(each.split, {}).setdefault(fingerprint, (each.task, each.problem))
        sources.setdefault((each.split, fingerprint), set()).add(each.source)
    repeated = sum(len(found) - 1 for found in sources.values())
    several = {fingerprint for fingerprint in set().union(*splits.values()) if _n_splits(splits, fingerprint) > 1}
    near = [fingerprint for fingerprint in dict.fromkeys(_near(splits, seed)) if fingerprint not in several]
    counts = {split: len(found) for split, found in sorted(splits.items())}
    examples = tuple([*sorted(several), *near][:MOST_EXAMPLES])
    return Duplicates(counts, repeated, len(several), len(near), examples)


def _n_splits(splits: dict[str, dict[str, tuple[Task, Problem]]], fingerprint: str) -> int:
    return sum(fingerprint in found for found in splits.values())


def _near(splits: dict[str, dict[str, tuple[Task, Problem]]], seed: int) -> Iterator[str]:
    largest = max(splits, key=lambda split: (len(splits[split]), split), default="")
    for split, found in sorted(splits.items()):
        others = [problems for other, problems in splits.items() if other != split]
        if split == largest:
            continue
        for fingerprint, (task, problem) in found.items():
            stream = Stream("audit", "variants", seed, fingerprint)
            variants = islice(task.variants(problem, stream), VARIANTS)
            if any(task.fingerprint(variant) in other for variant in variants for other in others):
                yield fingerprint
