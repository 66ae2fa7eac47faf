"""How readily each family of rules comes to mind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PRIORS: Mapping[str, float] = MappingProxyType(
    {
        "shift_right": 0.7,
        "shift_left": 0.74,
        "rotate_right": 0.14,
        "rotate_left": 0.19,
        "pack_left": 0.11,
        "pack_right": 0.14,
        "step_left": 0.44,
        "step_right": 0.48,
        "part": 0.66,
        "sort_left_down": 0.12,
        "sort_left_up": 0.11,
        "sort_right_up": 0.16,
        "sort_right_down": 0.15,
        "mirror_row": 0.12,
        "approach": 6.1,
        "touch": 5.1,
        "reflect": 5.2,
        "hop": 4.2,
        "own_length_right": 1.1,
        "own_length_left": 0.97,
        "mirror_blocks": 3.7,
        "arrange_up": 0.14,
        "arrange_down": 0.14,
        "arrange_same": 0.15,
        "tally_left": 0.11,
        "tally_right": 0.11,
        "recolour": 0.29,
        "swap_colours": 5.6,
        "smooth": 5.3,
        "paint": 0.87,
        "left_half": 0.99,
        "right_half": 1.1,
        "paint_by_place": 3.5,
        "paint_by_length": 4.1,
        "from_palette": 9.5,
        "spread_right": 0.15,
        "spread_left": 0.26,
        "repeat_pattern": 9.5,
        "fill_between": 9.5,
        "fill_from_pixel": 9.5,
        "fill_towards": 9.3,
        "duplicate": 8.8,
        "echo": 9.2,
        "grow_right": 0.25,
        "grow_left": 0.3,
        "frame": 0.25,
        "mark": 0.24,
        "stretch": 2.2,
        "copy_block": 8.0,
        "copy_block_coloured": 9.5,
        "hollow": 3.2,
        "trim_left": 2.1,
        "trim_right": 2.2,
        "drop_singles": 4.0,
        "keep": 3.3,
        "drop": 2.3,
    }
)
"""By name of the family.

Some rules fit the first pair of others all the time, some hardly ever. Without weights "sorted at the left end" would
mostly be tried in vain and "the pattern repeats" hardly ever, so that the words would tell what is to come.
``benchmarks/arc_1d_priors.py`` finds weights under which each family is tried in vain about as often as any other, over
default problems, where each is the right one equally often. These are their powers of 0.75: the whole of it would bring
up rules that cannot be applied at all too often.
"""
