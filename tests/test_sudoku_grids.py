from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracekit.errors import ParameterError
from tracekit.seeding import Stream
from tracekit.tasks.sudoku import grids
from tracekit.tasks.sudoku.generate import dig, random_solution
from tracekit.tasks.sudoku.grids import geometry, relabelled
from tracekit.tasks.sudoku.solver import solutions

BOXES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
SIZES = sorted(BOXES)


def cells_of(text: str) -> tuple[int, ...]:
    return tuple(int(c) for c in text.replace(".", "0").split() for c in c)


def clashes(size: int, a: int, b: int) -> bool:
    """Whether two cells share a row, column or box, from their coordinates alone."""
    rows, columns = BOXES[size]
    (r1, c1), (r2, c2) = divmod(a, size), divmod(b, size)
    return a != b and (r1 == r2 or c1 == c2 or (r1 // rows, c1 // columns) == (r2 // rows, c2 // columns))


PEERS = {s: [[b for b in range(s * s) if clashes(s, a, b)] for a in range(s * s)] for s in SIZES}


def naive_solutions(grid: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """All solutions; shares nothing with the module: tries values in the blank with the fewest left."""
    peers = PEERS[size]
    if any(v and any(grid[p] == v for p in peers[cell]) for cell, v in enumerate(grid)):
        return
    best: tuple[int, list[int]] | None = None
    for cell, value in enumerate(grid):
        if not value:
            used = {grid[p] for p in peers[cell]}
            free = [v for v in range(1, size + 1) if v not in used]
            if best is None or len(free) < len(best[1]):
                best = cell, free
    if best is None:
        yield tuple(grid)
        return
    cell, free = best
    for value in free:
        yield from naive_solutions([*grid[:cell], value, *grid[cell + 1 :]], size)


def naive_count(grid: Sequence[int], size: int, limit: int = 2) -> int:
    return sum(1 for _ in itertools.islice(naive_solutions(grid, size), limit))


def is_complete(grid: Sequence[int], size: int) -> bool:
    return set(grid) <= set(range(1, size + 1)) and all(
        grid[cell] != grid[peer] for cell in range(size * size) for peer in PEERS[size][cell]
    )


# ---------------------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize("size", SIZES)
def test_geometry(size: int) -> None:
    shape = geometry(size)
    assert (shape.box_rows, shape.box_cols) == BOXES[size]
    assert shape.size == shape.box_rows * shape.box_cols == size
    assert shape.n_cells == size * size
    assert [list(p) for p in shape.peers] == PEERS[size]
    assert len(shape.units) == 3 * size
    for start, of in ((0, shape.row_of), (size, shape.column_of), (2 * size, shape.box_of)):
        assert len(of) == shape.n_cells
        for cell, unit in enumerate(of):
            assert cell in shape.units[start + unit]
    for cells in shape.units:
        assert len(cells) == size
        assert list(cells) == sorted(cells)
    assert shape is geometry(size)


def test_geometry_of_the_wide_boxes() -> None:
    shape = geometry(6)
    assert shape.units[12] == (0, 1, 2, 6, 7, 8)
    assert shape.units[13] == (3, 4, 5, 9, 10, 11)
    assert shape.units[17] == (27, 28, 29, 33, 34, 35)
    assert shape.box_of[20] == 2


@pytest.mark.parametrize("size", [0, 1, 5, 8, 16, -9])
def test_bad_size(size: int) -> None:
    stream = Stream(0)
    for call in (
        lambda: geometry(size),
        lambda: random_solution(stream, size),
        lambda: solutions((), size),
        lambda: dig((), 0, stream, size),
    ):
        with pytest.raises(ParameterError, match=f"^size={size}: must be 4, 6 or 9$"):
            call()


# --------------------------------------------------------------------------------------------------- solutions


def test_all_grids_of_size_4() -> None:
    empty = (0,) * 16
    found = solutions(empty, 4, limit=10_000)
    assert len(found) == len(set(found)) == 288
    assert set(found) == set(naive_solutions(empty, 4))
    assert solutions(empty, 4, limit=5) == found[:5]
    assert len(solutions(empty, 4)) == 2


@given(st.lists(st.integers(0, 4), min_size=16, max_size=16), st.lists(st.booleans(), min_size=16, max_size=16))
def test_size_4_agrees_with_brute_force(values: list[int], shown: list[bool]) -> None:
    grid = [v if s else 0 for v, s in zip(values, shown, strict=True)]
    assert sorted(solutions(grid, 4, limit=1000)) == sorted(naive_solutions(grid, 4))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from(SIZES), st.floats(0.3, 0.7), st.booleans())
def test_random_clues_agree_with_brute_force(seed: int, size: int, share: float, spoil: bool) -> None:
    stream = Stream(seed)
    grid = [v if stream.chance(max(share, 0.45 if size == 9 else 0)) else 0 for v in random_solution(stream, size)]
    if spoil:
        grid[stream.below(size * size)] = 1 + stream.below(size)
    limit = 40
    naive = list(itertools.islice(naive_solutions(grid, size), limit))
    found = solutions(grid, size, limit)
    assert len(found) == len(set(found)) == len(naive)
    if len(found) < limit:
        assert sorted(found) == sorted(naive)
    for full in found:
        assert is_complete(full, size)
        assert all(g in (0, f) for g, f in zip(grid, full, strict=True))


def test_size_6() -> None:
    puzzle = dig(random_solution(Stream(3), 6), 18, Stream(4), 6)
    assert puzzle is not None
    assert solutions(puzzle, 6, 100) == list(naive_solutions(puzzle, 6))


EASY = cells_of("53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79")
EASY_SOLVED = cells_of("534678912 672195348 198342567 859761423 426853791 713924856 961537284 287419635 345286179")
HARD = [
    "8........ ..36..... .7..9.2.. .5...7... ....457.. ...1...3. ..1....68 ..85...1. .9....4..",
    "1....7.9. .3..2...8 ..96..5.. ..53..9.. .1..8...2 6....4... 3......1. .4......7 ..7...3..",
    "......... .....3.85 ..1.2.... ...5.7... ..4...1.. .9....... 5......73 ..2.1.... ....4...9",
    ".......1. 4........ .2....... ....5.4.7 ..8...3.. ..1.9.... 3..4..2.. .5.1..... ...8.6...",
]


def test_known_puzzles_with_one_solution() -> None:
    assert solutions(EASY, 9) == [EASY_SOLVED]
    for text in HARD:
        (full,) = solutions(cells_of(text), 9)
        assert is_complete(full, 9)
        assert all(c in (0, f) for c, f in zip(cells_of(text), full, strict=True))
    assert solutions(EASY_SOLVED, 9) == [EASY_SOLVED]


def test_known_puzzles_with_several_solutions() -> None:
    # Four cells with two values across two rows, two columns and two boxes: the values can be swapped.
    grid = list(EASY_SOLVED)
    swap = next(
        quad
        for r1, r2, c1, c2 in itertools.product(range(9), repeat=4)
        if r1 < r2 and c1 < c2 and (r1 // 3 == r2 // 3) != (c1 // 3 == c2 // 3)
        for quad in [(r1 * 9 + c1, r1 * 9 + c2, r2 * 9 + c1, r2 * 9 + c2)]
        if grid[quad[0]] == grid[quad[3]] and grid[quad[1]] == grid[quad[2]]
    )
    for cell in swap:
        grid[cell] = 0
    found = solutions(grid, 9, 100)
    assert len(found) == 2
    assert set(found) == set(naive_solutions(grid, 9))
    assert solutions(grid, 9, 1) == found[:1]
    assert len(solutions((0,) * 81, 9, 50)) == 50


def test_puzzles_without_solution() -> None:
    assert solutions((5, 5) + (0,) * 79, 9) == []
    # Cell 8 sees 1 to 8 in its row and 9 in its column, though no two clues clash.
    assert solutions((1, 2, 3, 4, 5, 6, 7, 8, 0) + (0,) * 35 + (9,) + (0,) * 36, 9) == []
    wrong = list(EASY)
    wrong[2] = 1
    assert not list(naive_solutions(wrong, 9))
    assert solutions(wrong, 9) == []


def test_bad_arguments() -> None:
    stream = Stream(0)
    with pytest.raises(ParameterError, match="limit=0"):
        solutions(EASY, 9, 0)
    for grid in ((), (0,) * 80, (0,) * 80 + (10,), (0,) * 80 + (-1,)):
        with pytest.raises(ParameterError, match=r"^grid="):
            solutions(grid, 9)
    for n_empty in (-1, 82):
        with pytest.raises(ParameterError, match=f"n_empty={n_empty}: must be between 0 and 81"):
            dig(EASY_SOLVED, n_empty, stream, 9)
    swapped = (EASY_SOLVED[1], EASY_SOLVED[0], *EASY_SOLVED[2:])
    for full in (EASY, swapped, EASY_SOLVED[:-1], (*EASY_SOLVED[:-1], 10)):
        with pytest.raises(ParameterError, match=r"^solution="):
            dig(full, 10, stream, 9)


# --------------------------------------------------------------------------------------------- random_solution


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(SIZES))
def test_random_solution_is_valid(seed: int, size: int) -> None:
    grid = random_solution(Stream(seed), size)
    assert len(grid) == size * size
    assert is_complete(grid, size)
    assert grid == random_solution(Stream(seed), size)


def test_random_solution_reaches_every_grid_of_size_4() -> None:
    stream = Stream(5)
    counts = Counter(random_solution(stream, 4) for _ in range(6000))
    assert len(counts) == 288
    assert max(counts.values()) < 6000 / 288 * 4


@pytest.mark.parametrize("size", [6, 9])
def test_random_solutions_are_not_one_pattern(size: int) -> None:
    """The cycle lengths of the maps from row to row are the same under all permutations; so they have to vary."""
    stream = Stream(6)

    def cycles(grid: tuple[int, ...], r1: int, r2: int) -> tuple[int, ...]:
        step = {grid[r1 * size + c]: grid[r2 * size + c] for c in range(size)}
        lengths = []
        while step:
            value, length = next(iter(step)), 0
            while value in step:
                value, length = step.pop(value), length + 1
            lengths.append(length)
        return tuple(sorted(lengths))

    pairs = list(itertools.combinations(range(size), 2))
    grids = [random_solution(stream, size) for _ in range(60)]
    seen = {tuple(sorted(cycles(grid, *pair) for pair in pairs)) for grid in grids}
    assert len(seen) >= (6 if size == 6 else 55)


# --------------------------------------------------------------------------------------------------------- dig


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**9), st.sampled_from([(4, 0, 12), (6, 0, 26), (9, 0, 56)]), st.floats(0, 1))
def test_dig(seed: int, case: tuple[int, int, int], share: float) -> None:
    size, low, high = case
    n_empty = low + round(share * (high - low))
    full = random_solution(Stream(seed, "full"), size)
    puzzle = dig(full, n_empty, Stream(seed, "dig"), size)
    if puzzle is not None:
        assert puzzle.count(0) == n_empty
        assert all(p in (0, f) for p, f in zip(puzzle, full, strict=True))
        assert naive_count(puzzle, size) == 1
        assert solutions(puzzle, size) == [full]
    assert puzzle == dig(full, n_empty, Stream(seed, "dig"), size)


def dig_one_by_one(full: tuple[int, ...], n_empty: int, stream: Stream, size: int) -> tuple[int, ...] | None:
    """What dig promises, said plainly."""
    puzzle = list(full)
    for cell in stream.shuffled(range(size * size)):
        if puzzle.count(0) == n_empty:
            break
        puzzle[cell] = 0
        if naive_count(puzzle, size) > 1:
            puzzle[cell] = full[cell]
    return tuple(puzzle) if puzzle.count(0) == n_empty else None


@pytest.mark.parametrize(
    ("size", "n_empties"), [(4, [*range(17), *[10, 11, 12] * 20]), (6, range(0, 37, 4)), (9, (20, 45, 52, 55, 57))]
)
def test_dig_is_the_greedy_removal_in_random_order(size: int, n_empties: Sequence[int]) -> None:
    for seed, n_empty in enumerate(n_empties):
        full = random_solution(Stream(seed), size)
        assert dig(full, n_empty, Stream(seed), size) == dig_one_by_one(full, n_empty, Stream(seed), size)


def test_dig_limits() -> None:
    stream = Stream(8)
    for size in SIZES:
        full = random_solution(stream, size)
        assert dig(full, 0, stream, size) == full
        assert dig(full, size * size, stream, size) is None
    # No puzzle of size 4 with one solution has fewer than 4 clues, nor one of size 9 fewer than 17.
    assert all(dig(random_solution(stream, 4), 13, stream, 4) is None for _ in range(50))
    assert dig(random_solution(stream, 9), 65, stream, 9) is None


def test_dig_draws_only_the_order() -> None:
    full = random_solution(Stream(9), 9)
    one, two = Stream(10), Stream(10)
    dig(full, 5, one, 9)
    dig(full, 52, two, 9)
    assert one.below(10**9) == two.below(10**9)


# -------------------------------------------------------------------------------------------------- relabelled


def test_relabelled_example() -> None:
    assert relabelled((0, 7, 3, 0, 7, 9, 3)) == (0, 1, 2, 0, 1, 3, 2)
    assert relabelled(()) == ()


@given(st.lists(st.integers(0, 9), max_size=81), st.permutations(range(1, 10)))
def test_relabelled(grid: list[int], names: list[int]) -> None:
    canonical = relabelled(grid)
    renamed = [names[v - 1] if v else 0 for v in grid]
    assert relabelled(canonical) == canonical
    assert relabelled(renamed) == canonical
    assert [v == 0 for v in canonical] == [v == 0 for v in grid]
    firsts = list(dict.fromkeys(v for v in canonical if v))
    assert firsts == list(range(1, len(firsts) + 1))
    assert len(set(zip(grid, canonical, strict=True))) == len(set(grid)) == len(set(canonical))


# ------------------------------------------------------------------------------------------------- determinism

GOLDEN = {
    4: "0002001004200201",
    6: "100006200050002000010204500002623145",
    9: "009076000701800004000140970000010040080200006007000209002009507003061000008703401",
}


@pytest.mark.parametrize("size", SIZES)
def test_golden(size: int) -> None:
    stream = Stream("golden", size)
    puzzle = dig(random_solution(stream, size), {4: 10, 6: 20, 9: 50}[size], stream, size)
    assert puzzle is not None
    assert "".join(map(str, puzzle)) == GOLDEN[size]


def test_same_under_any_hash_seed() -> None:
    code = (
        "from tracekit.seeding import Stream\n"
        "from tracekit.tasks.sudoku.generate import dig, random_solution\n"
        "from tracekit.tasks.sudoku.solver import solutions\n"
        "s = Stream(11)\n"
        "print([(dig(random_solution(s, n), n * n // 2, s, n), solutions((0,) * (n * n), n, 3)) for n in (4, 6, 9)])"
    )
    path = str(Path(grids.__file__).parents[3])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
