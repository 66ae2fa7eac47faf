"""Making problems: statements whose number of solutions is the one asked for."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from tracekit.seeding import Stream
from tracekit.tasks.self_reference.claims import (
    COUNT_RELATIONS,
    PAIR_RELATIONS,
    PROPERTIES,
    combined,
    is_count,
    numbers_of,
)

# A set of numbers of true statements (those for which a statement holds) is one integer with four bits for each number,
# 0 or 1: the sum of such integers has, for each number, how many statements hold.


@functools.cache
def count_codes(n: int) -> tuple[tuple[str, ...], ...]:
    """Claims about the number of true or false ones of ``n`` statements, by kind; none that always or never holds."""
    groups = []
    for subject in ("true", "false"):
        for relation in COUNT_RELATIONS:
            limits = {">=": range(1, n + 1), "<=": range(n), "=": range(n + 1)}[relation]
            groups.append(tuple(f"{subject}{relation}{m}" for m in limits))
        groups.append(tuple(f"{subject} {name}" for name in PROPERTIES))
    groups.append(tuple(f"true {low}-{high}" for low in range(1, n - 1) for high in range(low + 1, n)))
    return tuple(groups)


@functools.cache
def _wordings(n: int) -> dict[int, tuple[str, ...]]:
    """The claims about numbers of ``n`` statements by the set of numbers for which they hold."""
    found: dict[int, list[str]] = {}
    for code in itertools.chain.from_iterable(count_codes(n)):
        found.setdefault(numbers_of(code, n), []).append(code)
    return {holds: tuple(codes) for holds, codes in found.items()}


def draw_counts(n: int, stream: Stream) -> tuple[str, ...]:
    """Claims about numbers for all but one to three of ``n`` statements; no two say the same, in whatever words."""
    codes: dict[int, str] = {}
    size = n - stream.between(1, 3)
    groups = count_codes(n)
    while len(codes) < size:
        code = stream.pick(stream.pick(groups))
        codes.setdefault(numbers_of(code, n), code)
    return tuple(codes.values())


def reworded(statements: Sequence[str], stream: Stream) -> tuple[str, ...]:
    """The statements with each claim about numbers in one of the wordings that there are for it."""
    n = len(statements)
    return tuple(
        [stream.pick(_wordings(n).get(numbers_of(code, n), (code,))) if is_count(code) else code for code in statements]
    )


def with_references(n: int, counts: Sequence[str], n_solutions: int, stream: Stream) -> tuple[str, ...] | None:
    """The claims in random order with claims about earlier statements among them, with so many solutions.

    None if a few attempts did not come to that.
    """
    masks = _masks(n)
    every, wanted = masks["every"], masks["as many"]
    order: list[str | None] = [*counts[1:], *[None] * (n - len(counts))]
    order = [counts[0], *stream.shuffled(order)]  # a reference, None, can come anywhere after the first statement
    last = max(i for i, planned in enumerate(order) if planned is None)
    for _ in range(2):
        codes: list[str] = []
        holds: list[int] = []
        for planned in order:
            code, held = (planned, masks[planned]) if planned else _reference(holds, every, stream)
            codes.append(code)
            holds.append(held)
        # No other statement names the last reference: it alone is drawn again until it fits.
        before, others = holds[:last], sum(holds) - holds[last]
        for _ in range(6):
            codes[last], held = _reference(before, every, stream)
            if f"{wanted ^ others + held:0{n + 1}x}".count("0") == n_solutions and len(set(codes)) == n:
                return tuple(codes)
    return None


def _reference(holds: Sequence[int], every: int, stream: Stream) -> tuple[str, int]:
    """A claim about earlier statements, and for which numbers it holds if they hold for these."""
    code, relation, i, j = stream.pick(_references(len(holds)))
    return code, combined(relation, holds[i], holds[j], every)


@functools.cache
def _references(n_earlier: int) -> list[tuple[str, str, int, int]]:
    """All claims about earlier statements as code, relation and indices; a quarter of them name a single one."""
    earlier = range(n_earlier)
    singles = [(f"#{i + 1} {told}", told, i, i) for i in earlier for told in ("true", "false")]
    pairs = [(f"#{i + 1} {r} #{j + 1}", r, i, j) for j in earlier for i in range(j) for r in PAIR_RELATIONS]
    return pairs + singles * max(1, len(pairs) // (3 * len(singles)))


@functools.cache
def _masks(n: int) -> dict[str, int]:
    masks = {
        code: sum((numbers_of(code, n) >> number & 1) << 4 * number for number in range(n + 1))
        for group in count_codes(n)
        for code in group
    }
    masks["every"] = sum(1 << 4 * number for number in range(n + 1))
    masks["as many"] = sum(number << 4 * number for number in range(n + 1))
    return masks
