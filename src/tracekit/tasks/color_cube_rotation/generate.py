"""Drawing colours and turns."""

from __future__ import annotations

from tracekit.seeding import Stream
from tracekit.tasks.color_cube_rotation.problem import COLORS, SIDES, Color, Side, Turn, turns_from


def draw_colors(n_colors: int, stream: Stream, *, distinct: bool) -> tuple[Color, ...]:
    """The colours of the six sides, not all of them the same."""
    if distinct:
        left = list(COLORS[:n_colors])
        return tuple([left.pop(stream.below(len(left))) for _ in SIDES])
    while True:
        colors = tuple([COLORS[stream.below(n_colors)] for _ in SIDES])
        if len(set(colors)) > 1:
            return colors


def draw_turn(turns: str, stream: Stream, *, half_turns: bool) -> Turn:
    """A turn that brings some side ``to_top``, or ``any`` side to the place of any other."""
    return stream.pick(stream.pick(_CHOICES[turns, half_turns]))


def _choices(places: tuple[Side, ...], *, half_turns: bool) -> tuple[tuple[Turn, ...], ...]:
    """For each side and place the turns that bring one to the other."""
    found = [turns_from(side, to) for to in places for side in SIDES if side != to]
    return tuple([turns for turns in found if half_turns or not turns[0].axis])


_CHOICES = {
    (name, half): _choices(places, half_turns=half)
    for name, places in (("to_top", ("top",)), ("any", SIDES))
    for half in (True, False)
}
