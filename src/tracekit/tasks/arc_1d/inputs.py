"""Rows on which a rule has something to do and does not look like something simpler."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tracekit.errors import GenerationError
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d.families import UNITS, Family, Parameter, outcome, parameters_of
from tracekit.tasks.arc_1d.scene import Row

COLOURS = "123456789"

_PARAMETERS = {unit: parameters_of(unit) for unit in UNITS}


def draw_parameter(unit: str, stream: Stream) -> Parameter:
    """A parameter of a unit, any with the same chance."""
    return stream.pick(_PARAMETERS[unit])


def draw_row(family: str, n: int, parameter: Parameter, stream: Stream) -> Row | None:
    """A row of ``n`` cells made for a rule, which may have nothing to do there all the same; None if it went wrong."""
    return _DRAW[family](stream, n, parameter)


def draw_input(family: Family, parameter: Parameter, n: int, stream: Stream) -> Row:
    """A row of ``n`` cells that the rule changes, and not into blanks only.

    Raises:
        GenerationError: if there seems to be none.
    """
    for _ in range(1000):
        row = draw_row(family.name, n, parameter, stream)
        if row is not None and outcome(family, parameter, row) not in (None, row, "0" * n):
            return row
    raise GenerationError(f"no row of {n} cells was found on which {family.phrase}")


def _colour(stream: Stream, but: str = "") -> str:
    return stream.pick([colour for colour in COLOURS if colour not in but]) if but else stream.pick(COLOURS)


def _cells(stream: Stream, n: int, of: str) -> str:
    """``n`` cells, each any one of some, all in one draw."""
    number, base = stream.below(len(of) ** n), len(of)
    cells = []
    for _ in range(n):
        number, i = divmod(number, base)
        cells.append(of[i])
    return "".join(cells)


def _block(stream: Stream, length: int) -> str:
    """A block of one colour or of several."""
    return _colour(stream) * length if stream.chance(0.5) else _cells(stream, length, COLOURS)


def _placed(n: int, *pieces: tuple[int, str]) -> Row:
    """A row of blanks with pieces at given positions."""
    row, end = "", 0
    for start, text in pieces:
        row += "0" * (start - end) + text
        end = start + len(text)
    return row + "0" * (n - end)


def _noise(stream: Stream, n: int, colours: str = COLOURS) -> Row:
    return _cells(stream, n, "0" * len(colours) + colours)


def _few_colours(stream: Stream, n: int, _p: Parameter) -> Row:
    return _noise(stream, n, "".join(stream.shuffled(COLOURS)[: stream.between(2, 4)]))


def _blocks(stream: Stream, n: int, draw: Callable[[int], str], longest: int, gap: int = 1) -> Row:
    """Blocks of up to ``longest`` cells at random distances; ``draw`` makes one of a length."""
    row = "0" * stream.below(3)
    while len(row) < n:
        length = stream.between(1, longest)
        if len(row) + length > n:
            break
        row += draw(length) + "0" * (gap + (stream.below(3) if stream.chance(0.6) else 0))
    return row[:n].ljust(n, "0")


# --- one for each rule, or for several alike -------------------------------------------------------------------------


def _sliding(stream: Stream, n: int, p: Parameter) -> Row:
    length = stream.between(1, max(1, (n - p.a) * 2 // 3))
    return _placed(n, (stream.between(p.a, n - length), _block(stream, length)))


def _turning(stream: Stream, n: int, _p: Parameter) -> Row:
    row = _placed(n, (0, _block(stream, stream.between(2, n - 2))))
    by = stream.below(n)
    return row[by:] + row[:by]


def _two_colours(stream: Stream, n: int, p: Parameter) -> Row | None:
    row = _noise(stream, n, f"{p.a}{p.b}")
    return row if str(p.a) in row and str(p.b) in row else None


def _long_blocks(stream: Stream, n: int, _p: Parameter) -> Row:
    return _blocks(stream, n, lambda length: _block(stream, length), max(5, n // 3))


def _one_long_block(stream: Stream, n: int, _p: Parameter) -> Row:
    length = stream.between(3, n)
    return _placed(n, (stream.between(0, n - length), _colour(stream) * length))


def _hollow(stream: Stream, n: int, p: Parameter) -> Row:
    return _one_long_block(stream, n, p) if stream.chance(0.3) else _long_blocks(stream, n, p)


def _pattern(stream: Stream, n: int, _p: Parameter) -> Row:
    pattern = _cells(stream, stream.between(2, min(5, (n - 1) // 2)), COLOURS)
    return _placed(n, (0, pattern * 2))


def _dot(stream: Stream, n: int, colour: int, *, fits: bool = False) -> Row | None:
    """A block of one colour and, somewhere else, a single cell; with ``fits`` the block has room on its other side."""
    dot = str(colour)
    block = _colour(stream, dot) * stream.between(1, n // 3)
    free = n - len(block) - 1
    before = stream.between(0, free)
    gap = stream.between(0, free - before)
    if fits and before + 1 < len(block) + gap:
        return None
    row = _placed(n, (before, dot), (before + 1 + gap, block))
    return row if stream.chance(0.5) else row[::-1]


def _own_length_right(stream: Stream, n: int, _p: Parameter) -> Row:
    length = stream.between(1, n // 2)
    return _placed(n, (stream.between(0, n - 2 * length), _block(stream, length)))


def _two_points(stream: Stream, n: int, _p: Parameter) -> Row:
    colour, start = _colour(stream), stream.below(n - 2)
    return _placed(n, (start, colour), (stream.between(start + 2, n - 1), colour))


def _odd_end(stream: Stream, n: int, _p: Parameter) -> Row:
    colour, length = _colour(stream), stream.between(2, n - 5)
    row = _placed(n, (stream.between(1, n - length - 2), _colour(stream, colour) + colour * length))
    return row if stream.chance(0.5) else row[::-1]


def _seeds(stream: Stream, n: int, _p: Parameter) -> Row:
    length = stream.between(2, min(4, n - 5))
    start = stream.between(2, n - length - 2)
    sides = stream.between(1, 3)
    row = _placed(n, (start, _colour(stream) * length))
    if sides & 1:
        row = row[: start - 2] + _colour(stream) + row[start - 1 :]
    if sides & 2:
        row = row[: start + length + 1] + _colour(stream) + row[start + length + 2 :]
    return row


def _speckled(stream: Stream, length: int) -> str:
    """A block of which most cells have one colour."""
    colour = _colour(stream)
    spots = stream.shuffled(range(length))[: stream.between(0, (length - 1) // 2)]
    return "".join(_colour(stream, colour) if i in spots else colour for i in range(length))


def _one_colour_blocks(stream: Stream, n: int, but: str = "", longest: int = 6) -> Row:
    colour = _colour(stream, but)
    return _blocks(stream, n, lambda length: colour * length, max(min(longest, n // 3), n // 5))


def _two_blocks(stream: Stream, n: int, p: Parameter) -> Row:
    colour = _colour(stream, f"{p.a}{p.b}")
    a, b = stream.between(1, n // 2 - 2), stream.between(1, n // 2 - 2)
    first = stream.between(0, n - a - b - 1)
    return _placed(n, (first, colour * a), (stream.between(first + a + 1, n - b), colour * b))


def _palette(stream: Stream, n: int, _p: Parameter) -> Row | None:
    m, length = stream.between(1, min(4, n // 4)), stream.between(2, 4)
    colours, colour = stream.shuffled(COLOURS)[:m], _colour(stream)
    spare = n - m - m * (length + 1)
    if spare < 0:
        return None
    row = "".join(colours)
    for _ in range(m):
        gap = stream.between(0, spare)
        spare -= gap
        row += "0" * (gap + 1) + colour * length
    return row.ljust(n, "0")


def _copies(stream: Stream, n: int, _p: Parameter) -> Row | None:
    length = stream.pick((3, 5))
    colour = _colour(stream)
    row = colour * length
    while len(row) + length + 2 <= n:
        row += "0" * (length // 2 + 1 + (stream.below(3) if stream.chance(0.7) else 0))
        row += (_colour(stream) if stream.chance(0.7) else colour) + "0" * (length // 2)
    return row.ljust(n, "0") if len(row) <= n else None


def _plain_copies(stream: Stream, n: int, p: Parameter) -> Row | None:
    row = _copies(stream, n, p)
    if row is None or stream.chance(0.3):
        return row
    return "".join(row[0] if cell != "0" else "0" for cell in row)


def _marker(stream: Stream, n: int, p: Parameter) -> Row:
    spots = stream.shuffled(range(1, n))[: stream.between(2, 4)]
    row = str(p.a) + "".join(_colour(stream, str(p.a)) if i in spots else "0" for i in range(1, n))
    return row if stream.chance(0.5) else row[::-1]


_ALIKE: Sequence[tuple[Callable[[Stream, int, Parameter], Row | None], str]] = (
    (lambda s, n, p: _sliding(s, n, p)[::-1], "shift_right"),
    (_sliding, "shift_left"),
    (_turning, "rotate_right rotate_left"),
    (
        lambda s, n, p: _noise(s, n),
        "pack_left pack_right step_left step_right tally_left tally_right recolour drop_singles",
    ),
    (_two_colours, "part"),
    (lambda s, n, p: _noise(s, n, "".join(s.shuffled(COLOURS)[:2])), "swap_colours"),
    (_few_colours, "sort_left_down sort_left_up sort_right_up sort_right_down"),
    (
        lambda s, n, p: _blocks(s, n, lambda length: _block(s, length), max(4, n // 5)),
        "mirror_row mirror_blocks keep drop arrange_same",
    ),
    (
        lambda s, n, p: _blocks(s, n, lambda length: _block(s, length), max(3, n // 6), gap=2),
        "spread_right spread_left grow_right grow_left trim_left trim_right",
    ),
    (_pattern, "repeat_pattern"),
    (lambda s, n, p: _dot(s, n, p.b), "approach"),
    (lambda s, n, p: _dot(s, n, p.a), "touch stretch hop"),
    (lambda s, n, p: _dot(s, n, p.a, fits=True), "reflect"),
    (_own_length_right, "own_length_right"),
    (lambda s, n, p: _own_length_right(s, n, p)[::-1], "own_length_left"),
    (_two_points, "fill_between"),
    (_odd_end, "fill_from_pixel"),
    (_seeds, "duplicate echo"),
    (_hollow, "hollow"),
    (lambda s, n, p: _blocks(s, n, lambda length: _speckled(s, length), max(5, n // 3)), "smooth"),
    (lambda s, n, p: _one_colour_blocks(s, n), "arrange_up arrange_down"),
    (lambda s, n, p: _one_colour_blocks(s, n, f"{p.b}"), "paint left_half right_half"),
    (_two_blocks, "paint_by_length paint_by_place"),
    (lambda s, n, p: _blocks(s, n, lambda length: _colour(s, str(p.b)) * length, 3, gap=2), "mark"),
    (lambda s, n, p: _blocks(s, n, lambda length: _colour(s, str(p.b)) * length, max(3, n // 6), gap=2), "frame"),
    (_palette, "from_palette"),
    (_plain_copies, "copy_block"),
    (_copies, "copy_block_coloured"),
    (_marker, "fill_towards"),
)
_DRAW: Mapping[str, Callable[[Stream, int, Parameter], Row | None]] = MappingProxyType(
    {name: draw for draw, names in _ALIKE for name in names.split()}
)
