"""Drawing triangles, and moving them about."""

from __future__ import annotations

from collections.abc import Sequence

from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry.problem import Coordinates


def draw_corners(most: int, stream: Stream) -> tuple[Coordinates, Coordinates, Coordinates]:
    """Three points, perhaps on one line, with coordinates between minus ``most`` and ``most``."""
    a, b, c = [(stream.between(-most, most), stream.between(-most, most)) for _ in range(3)]
    return a, b, c


def on_one_line(a: Coordinates, b: Coordinates, c: Coordinates) -> bool:
    """Whether three points are no triangle."""
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def squared_sides(a: Coordinates, b: Coordinates, c: Coordinates) -> tuple[int, int, int]:
    """The squared lengths of BC, CA and AB."""
    pairs = ((b, c), (c, a), (a, b))
    first, second, third = [(q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2 for p, q in pairs]
    return first, second, third


def moved_about(points: Sequence[Coordinates], bound: int, stream: Stream) -> list[Coordinates]:
    """Points turned by a right angle or not, reflected or not, and shifted, at random.

    Args:
        points: with coordinates between minus ``bound`` and ``bound``; so are those of the result.
        bound: a positive integer.
        stream: what to draw from.
    """
    swap, signs = stream.chance(0.5), [stream.pick((1, -1)) for _ in range(2)]
    turned = [(signs[0] * (y if swap else x), signs[1] * (x if swap else y)) for x, y in points]
    dx, dy = [stream.between(-bound - min(values), bound - max(values)) for values in zip(*turned, strict=True)]
    return [(x + dx, y + dy) for x, y in turned]
