"""Drawing triangles."""

from __future__ import annotations

from tracekit.seeding import Stream
from tracekit.tasks.advanced_geometry.problem import Coordinates


def draw_corners(most: int, stream: Stream) -> tuple[Coordinates, Coordinates, Coordinates]:
    """Three points, perhaps on one line, with coordinates between minus ``most`` and ``most``."""
    a, b, c = [(stream.between(-most, most), stream.between(-most, most)) for _ in range(3)]
    return a, b, c


def on_one_line(a: Coordinates, b: Coordinates, c: Coordinates) -> bool:
    """Whether three points are no triangle."""
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])
