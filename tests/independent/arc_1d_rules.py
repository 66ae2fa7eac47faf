"""The rules for rows of cells that texts of one-dimensional ARC speak of, done anew from their words, cell by cell."""

from __future__ import annotations

from collections import Counter

Row = list[int]  # 0 for a blank
Block = list[int]  # the places of coloured cells side by side


class CannotError(Exception):
    """A rule cannot be applied to a row."""


def demand(holds: object) -> None:
    if not holds:
        raise CannotError


def blocks(row: Row) -> list[Block]:
    found: list[Block] = []
    for i, colour in enumerate(row):
        if colour and i and row[i - 1]:
            found[-1].append(i)
        elif colour:
            found.append([i])
    return found


def stretches(row: Row) -> list[Block]:
    """The same, cut where the colour changes."""
    found: list[Block] = []
    for i, colour in enumerate(row):
        if colour and i and row[i - 1] == colour:
            found[-1].append(i)
        elif colour:
            found.append([i])
    return found


def coloured(row: Row) -> Row:
    return [colour for colour in row if colour]


def left(cells: Row, n: int) -> Row:
    return cells + [0] * (n - len(cells))


def right(cells: Row, n: int) -> Row:
    return [0] * (n - len(cells)) + cells


def moved(row: Row, cells: Block, by: int) -> Row:
    """The row with some cells elsewhere; they must not leave it."""
    demand(all(0 <= i + by < len(row) for i in cells))
    new = [0 if i in cells else colour for i, colour in enumerate(row)]
    for i in cells:
        new[i + by] = row[i]
    return new


def shift_right(row: Row, a: int, b: int) -> Row:
    return moved(row, [i for block in blocks(row) for i in block], a)


def shift_left(row: Row, a: int, b: int) -> Row:
    return moved(row, [i for block in blocks(row) for i in block], -a)


def rotate_right(row: Row, a: int, b: int) -> Row:
    return [row[(i - a) % len(row)] for i in range(len(row))]


def rotate_left(row: Row, a: int, b: int) -> Row:
    return [row[(i + a) % len(row)] for i in range(len(row))]


def pack_left(row: Row, a: int, b: int) -> Row:
    return left(coloured(row), len(row))


def pack_right(row: Row, a: int, b: int) -> Row:
    return right(coloured(row), len(row))


def step_left(row: Row, a: int, b: int) -> Row:
    new = list(row)
    if 0 in new:
        new.remove(0)
        new.append(0)
    return new


def step_right(row: Row, a: int, b: int) -> Row:
    return step_left(row[::-1], a, b)[::-1]


def tally_left(row: Row, a: int, b: int) -> Row:
    return left([a for _ in coloured(row)], len(row))


def tally_right(row: Row, a: int, b: int) -> Row:
    return right([a for _ in coloured(row)], len(row))


def part(row: Row, a: int, b: int) -> Row:
    demand({*row} <= {0, a, b})
    return sorted(row, key=[a, 0, b].index)


def sort_left_down(row: Row, a: int, b: int) -> Row:
    return sorted(row)[::-1]


def sort_left_up(row: Row, a: int, b: int) -> Row:
    return left(sorted(coloured(row)), len(row))


def sort_right_up(row: Row, a: int, b: int) -> Row:
    return sorted(row)


def sort_right_down(row: Row, a: int, b: int) -> Row:
    return right(sorted(coloured(row))[::-1], len(row))


def mirror_row(row: Row, a: int, b: int) -> Row:
    return row[::-1]


def recolour(row: Row, a: int, b: int) -> Row:
    return [a if colour else 0 for colour in row]


def swap_colours(row: Row, a: int, b: int) -> Row:
    colours = {*coloured(row)}
    demand(len(colours) == 2)
    return [sum(colours) - colour if colour else 0 for colour in row]


def spread_right(row: Row, a: int, b: int) -> Row:
    new = list(row)
    for i in range(1, len(new)):
        new[i] = new[i] or new[i - 1]
    return new


def spread_left(row: Row, a: int, b: int) -> Row:
    return spread_right(row[::-1], a, b)[::-1]


def repeat_pattern(row: Row, a: int, b: int) -> Row:
    """What stands at the start, twice, and nothing else."""
    found = blocks(row)
    demand(len(found) == 1 and found[0][0] == 0)
    half = len(found[0]) // 2
    demand(half >= 2 and row[:half] * 2 == coloured(row))
    return [row[i % half] for i in range(len(row))]


def dot_and_block(row: Row, colour: int) -> tuple[int, Block]:
    """The single cell of a colour, and the other stretch of the row."""
    found = stretches(row)
    demand(len(found) == 2)
    dots = [each for each in found if row[each[0]] == colour]
    demand(len(dots) == 1 and len(dots[0]) == 1)
    return dots[0][0], next(each for each in found if each is not dots[0])


def approach(row: Row, a: int, b: int) -> Row:
    dot, block = dot_and_block(row, b)
    room = dot - block[-1] - 1 if dot > block[0] else block[0] - dot - 1
    by = min(a, room)
    return moved(row, block, by if dot > block[0] else -by)


def touch(row: Row, a: int, b: int) -> Row:
    return approach(row, len(row), a)


def stretch(row: Row, a: int, b: int) -> Row:
    dot, block = dot_and_block(row, a)
    covered = range(min(dot, block[0]), max(dot, block[-1]) + 1)
    return [row[block[0]] if i in covered else 0 for i in range(len(row))]


def reflect(row: Row, a: int, b: int) -> Row:
    dot, block = dot_and_block(row, a)
    return moved(row, block, 2 * dot - block[0] - block[-1])


def hop(row: Row, a: int, b: int) -> Row:
    dot, block = dot_and_block(row, a)
    return moved(row, block, dot + 1 - block[0] if dot > block[0] else dot - 1 - block[-1])


def only_block(row: Row) -> Block:
    found = blocks(row)
    demand(len(found) == 1)
    return found[0]


def own_length_right(row: Row, a: int, b: int) -> Row:
    block = only_block(row)
    return moved(row, block, len(block))


def own_length_left(row: Row, a: int, b: int) -> Row:
    block = only_block(row)
    return moved(row, block, -len(block))


def fill_between(row: Row, a: int, b: int) -> Row:
    cells = [i for i, colour in enumerate(row) if colour]
    demand(len(cells) == 2 and row[cells[0]] == row[cells[1]])
    return [row[cells[0]] if cells[0] <= i <= cells[1] else 0 for i in range(len(row))]


def fill_from_pixel(row: Row, a: int, b: int) -> Row:
    only_block(row)
    runs = stretches(row)
    demand(len(runs) == 2 and min(map(len, runs)) == 1 < max(map(len, runs)))
    odd = next(run for run in runs if len(run) == 1)[0]
    side = range(odd) if runs[0] == [odd] else range(odd, len(row))
    return [row[odd] if i in side else colour for i, colour in enumerate(row)]


def beside(row: Row, *, once: bool) -> Row:
    runs = stretches(row)
    longer = [run for run in runs if len(run) > 1]
    demand(len(longer) == 1 and len(runs) in (2, 3))
    block, new = longer[0], list(row)
    for run in runs:
        if run is block:
            continue
        to_right = run[0] == block[-1] + 2
        demand(to_right or run[0] == block[0] - 2)
        start, step = (block[-1], 1) if to_right else (block[0], -1)
        for n in range(1, len(row)):
            i, is_blank = start + step * n, n % (len(block) + 1) == 1
            if 0 <= i < len(row):
                new[i] = 0 if is_blank or (once and n > len(block) + 1) else row[run[0]]
    return new


def duplicate(row: Row, a: int, b: int) -> Row:
    return beside(row, once=False)


def echo(row: Row, a: int, b: int) -> Row:
    return beside(row, once=True)


def chosen(row: Row, which: int) -> list[Block]:
    """Every block, the first, the last, the longest, the shortest one."""
    found = blocks(row)
    if which <= 3:
        return [found, found[:1], found[-1:]][which - 1]
    length = (max if which == 4 else min)(map(len, found))
    found = [block for block in found if len(block) == length]
    demand(len(found) == 1)
    return found


def cells_set(row: Row, new: dict[int, int]) -> Row:
    return [new.get(i, colour) for i, colour in enumerate(row)]


def mirror_blocks(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {i: row[block[0] + block[-1] - i] for block in chosen(row, a) for i in block})


def hollow(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {i: 0 for block in chosen(row, a) for i in block[1:-1]})


def trim_left(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {block[0]: 0 for block in chosen(row, a)})


def trim_right(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {block[-1]: 0 for block in chosen(row, a)})


def grow_right(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {block[-1] + 1: row[block[-1]] for block in chosen(row, a)})


def grow_left(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {block[0] - 1: row[block[0]] for block in chosen(row, a)})


def smooth(row: Row, a: int, b: int) -> Row:
    new = {}
    for block in chosen(row, a):
        most, *others = Counter(row[i] for i in block).most_common()
        demand(not others or most[1] > others[0][1])
        new.update(dict.fromkeys(block, most[0]))
    return cells_set(row, new)


def drop_singles(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {block[0]: 0 for block in blocks(row) if len(block) == 1})


def keep(row: Row, a: int, b: int) -> Row:
    (block,) = chosen(row, a)
    return [colour if i in block else 0 for i, colour in enumerate(row)]


def drop(row: Row, a: int, b: int) -> Row:
    return paint(row, a, 0)


def paint(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {i: b for block in chosen(row, a) for i in block})


def left_half(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {i: b for block in chosen(row, a) for i in block[: len(block) // 2]})


def right_half(row: Row, a: int, b: int) -> Row:
    return cells_set(row, {i: b for block in chosen(row, a) for i in block[::-1][: len(block) // 2]})


def framed(row: Row, some: list[Block], colour: int) -> Row:
    return cells_set(row, {i: colour for block in some for i in (block[0] - 1, block[-1] + 1)})


def frame(row: Row, a: int, b: int) -> Row:
    return framed(row, chosen(row, a), b)


def mark(row: Row, a: int, b: int) -> Row:
    return framed(row, [block for block in blocks(row) if len(block) == a], b)


def paint_by_place(row: Row, a: int, b: int) -> Row:
    found = blocks(row)
    demand(len(found) == 2)
    return paint(paint(row, 2, a), 3, b)


def paint_by_length(row: Row, a: int, b: int) -> Row:
    demand(len(blocks(row)) == 2)
    return paint(paint(row, 4, a), 5, b)


def lined_up(row: Row, order: int) -> Row:
    cells: Row = []
    for block in sorted(blocks(row), key=lambda block: order * len(block)):
        cells += [0] * bool(cells) + [row[i] for i in block]
    return left(cells, len(row))


def arrange_up(row: Row, a: int, b: int) -> Row:
    return lined_up(row, 1)


def arrange_down(row: Row, a: int, b: int) -> Row:
    return lined_up(row, -1)


def arrange_same(row: Row, a: int, b: int) -> Row:
    return lined_up(row, 0)


def from_palette(row: Row, a: int, b: int) -> Row:
    palette, *others = blocks(row)
    demand(palette[0] == 0 and len(palette) == len(others) > 0)
    return cells_set(row, {i: row[n] for n, block in enumerate(others) for i in block})


def copied(row: Row, *, own_colours: bool) -> Row:
    block, *dots = blocks(row)
    demand(dots and len(block) % 2 == 1 < len(block) and len({row[i] for i in block}) == 1)
    new: dict[int, int] = {}
    for dot in dots:
        copy = range(dot[0] - len(block) // 2, dot[0] + len(block) // 2 + 1)
        demand(len(dot) == 1 and copy[0] > block[-1] + 1 and copy[-1] < len(row))
        new.update(dict.fromkeys(copy, row[dot[0]] if own_colours else row[block[0]]))
    return cells_set(row, new)


def copy_block(row: Row, a: int, b: int) -> Row:
    return copied(row, own_colours=False)


def copy_block_coloured(row: Row, a: int, b: int) -> Row:
    return copied(row, own_colours=True)


def fill_towards(row: Row, a: int, b: int) -> Row:
    demand(row.count(a) == 1 and len(stretches(row)) > 1)
    if row[0] == a:
        return [a, *spread_left(row[1:], 0, 0)]
    demand(row[-1] == a)
    return [*spread_right(row[:-1], 0, 0), a]
