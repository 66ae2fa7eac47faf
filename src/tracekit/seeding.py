"""Random streams: the same key gives the same draws on every machine, in any order, in any process.

A stream's state is the blake2b digest of its key, so neighbouring seeds or indices have nothing in common (adding an
index to a seed would make them share rows). Draws use only ``random.Random.getrandbits`` and ``random.Random.random``,
whose outputs are fixed by the Mersenne Twister; ``shuffle``, ``choice`` and ``sample`` may change from one
Python version to another.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import TypeVar

__all__ = ["Stream"]

T = TypeVar("T")


class Stream:
    """A source of random draws, keyed by strings, numbers and None.

    >>> Stream(0, "countdown", 7).below(100) == Stream(0, "countdown", 7).below(100)
    True
    """

    __slots__ = ("_bits", "_digest", "_random")
    _bits: Callable[[int], int]
    _random: Callable[[], float]

    def __init__(self, *key: object, parent: bytes = b"") -> None:
        self._digest = blake2b(parent + ascii(key).encode(), digest_size=16).digest()
        # Many streams only have children: the generator is seeded when it is first drawn from.
        self._bits, self._random = self._start_bits, self._start_random

    def _start(self) -> None:
        generator = random.Random(self.number)
        self._bits, self._random = generator.getrandbits, generator.random

    def _start_bits(self, width: int, /) -> int:
        self._start()
        return self._bits(width)

    def _start_random(self) -> float:
        self._start()
        return self._random()

    @property
    def number(self) -> int:
        """128 bits that stand for the key; not a draw."""
        return int.from_bytes(self._digest, "big")

    @property
    def seed(self) -> int:
        """53 of these bits, as a seed that any JSON reader keeps exactly."""
        return self.number >> 75

    def fixed_below(self, n: int) -> int:
        """A uniform integer from 0 to ``n - 1`` that is the same at every call; not a draw."""
        return self.number % n  # the bias is below n / 2**128

    def random(self) -> float:
        """A float in [0, 1)."""
        return self._random()

    def child(self, *key: object) -> Stream:
        """An independent stream; it does not depend on what has been drawn from this one."""
        return Stream(*key, parent=self._digest)

    def below(self, n: int) -> int:
        """A uniform integer from 0 to ``n - 1``; ``n`` must be positive."""
        if n <= 0:
            raise ValueError(f"n={n}: must be at least 1")
        width = n.bit_length()
        draw = self._bits(width)
        while draw >= n:
            draw = self._bits(width)
        return draw

    def between(self, low: int, high: int) -> int:
        """A uniform integer from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self._random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, uniformly."""
        return items[self.below(len(items))]

    def pick_weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, with probability in proportion to its weight (all weights >= 0, not all 0)."""
        return items[self._weighted_index(weights)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a uniformly random order (Fisher-Yates)."""
        result = list(items)
        for i in range(len(result) - 1, 0, -1):
            j = self.below(i + 1)
            result[i], result[j] = result[j], result[i]
        return result

    def draws_weighted(self, items: Sequence[T], weights: Sequence[float]) -> Iterator[T]:
        """The items one after another, drawn in proportion to their weights without replacement."""
        rest, left = list(items), list(weights)
        while rest:
            i = self._weighted_index(left)
            del left[i]
            yield rest.pop(i)

    def shuffled_weighted(self, items: Sequence[T], weights: Sequence[float]) -> list[T]:
        """All items in the order of ``draws_weighted``."""
        return list(self.draws_weighted(items, weights))

    def _weighted_index(self, weights: Sequence[float]) -> int:
        totals = list(accumulate(weights))
        i = bisect_right(totals, self._random() * totals[-1])
        return i if i < len(totals) else i - 1
