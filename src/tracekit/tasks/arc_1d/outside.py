"""Problems from elsewhere: entries of reasoning-gym, and which of our rules is meant by each of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from tracekit.errors import ParameterError
from tracekit.tasks.arc_1d.block_transforms import ALL, LONGEST
from tracekit.tasks.arc_1d.families import FAMILY_LIST, NONE, SCOPED, Family, Parameter
from tracekit.tasks.arc_1d.ideas import ideas_of
from tracekit.tasks.arc_1d.problem import Arc1DProblem, Hypothesis, written
from tracekit.tasks.arc_1d.scene import Row
from tracekit.tasks.base import entry_field

_PLAIN = {
    # Its gravity pulls to the other side than its names say.
    "gravity_right": "pack_left",
    "gravity_left": "pack_right",
    "gravity_one_step_right": "step_left",
    "gravity_one_step_left": "step_right",
    "gravity_weighted_colors_right": "sort_left_down",
    "gravity_weighted_colors_left": "sort_right_up",
    "move_block_by_own_size": "own_length_right",
    "two_points_and_fill": "fill_between",
    "copy_block_to_dots": "copy_block",
    "copy_block_to_dots_colors": "copy_block_coloured",
    "repeat_pattern_full": "repeat_pattern",
    "recolor_blocks_from_palette": "from_palette",
    "sort_blocks_by_size": "arrange_up",
    "sort_complete_sequence": "arrange_up",
    "duplicate_block_from_seeds": "duplicate",
    "fill_from_pixel": "fill_from_pixel",
}
_EVERY_BLOCK = Parameter("blocks", ALL)
_WITH_PARAMETER = {
    "gravity_counting_right": ("tally_left", Parameter("colour", 1)),
    "gravity_counting_left": ("tally_right", Parameter("colour", 1)),
    "gravity_antigravity_right": ("part", Parameter("sides", 2, 1)),
    "gravity_antigravity_left": ("part", Parameter("sides", 1, 2)),
    "block_touch_dot": ("touch", Parameter("cell", 1)),
    "block_scale_to_dot": ("stretch", Parameter("cell", 2)),
    "reflect_block_around_dot": ("reflect", Parameter("cell", 2)),
    "block_and_noise_remove": ("keep", Parameter("block", LONGEST)),
    "block_and_noise_remove_inside": ("smooth", _EVERY_BLOCK),
    "two_points_and_fill_inv": ("hollow", _EVERY_BLOCK),
    "reflect_block_with_border_pixel": ("mirror_blocks", _EVERY_BLOCK),
    "reflect_block_random": ("mirror_blocks", _EVERY_BLOCK),
    "paint_biggest_block": ("paint", Parameter("spot", LONGEST, 1)),
    "recolor_blocks_by_size": ("paint_by_length", Parameter("lengths", 1, 2)),
    "change_to_five": ("recolour", Parameter("colour", 5)),
    "color_left_half_blocks": ("left_half", Parameter("dye", ALL, 8)),
    "fill_until_collision": ("fill_towards", Parameter("cell", 5)),
    "mark_size_two_blocks": ("mark", Parameter("beside", 2, 3)),
}
_MOVES = {
    f"move_{n}pix_{kind}{wrapped}_{side}": (f"{'rotate' if wrapped else 'shift'}_{side}", Parameter("distance", n))
    for n in (1, 2, 3, 4)
    for kind in ("solid", "colorful")
    for wrapped in ("", "_wrapped")
    for side in ("right", "left")
}
_TOWARDS = {f"block_touch_dot_{n}pix": ("approach", Parameter("towards", n, 2)) for n in (1, 2, 3, 4)}

RULES: Mapping[str, tuple[str, Parameter]] = MappingProxyType(
    {name: (family, NONE) for name, family in _PLAIN.items()} | _WITH_PARAMETER | _MOVES | _TOWARDS
)
"""Family and parameter by reasoning-gym's name."""

_PARAMETERS = dict(RULES.values())
FAMILIES_OF_REASONING_GYM: Sequence[Family] = tuple([family for family in FAMILY_LIST if family.name in _PARAMETERS])
"""The families that its rules belong to."""


def as_in_reasoning_gym(rule: Hypothesis) -> Hypothesis:
    """A rule of one of these families, with the blocks that it is about in reasoning-gym."""
    family, parameter = rule
    return Hypothesis(family, parameter._replace(a=_PARAMETERS[family].a)) if parameter.unit in SCOPED else rule


def read_entry(entry: Mapping[str, object]) -> Arc1DProblem:
    """The problem of an entry of reasoning-gym."""
    name, examples, test = (
        entry_field(entry, field, "arc_1d") for field in ("task_name", "train_examples", "test_example")
    )
    if name not in RULES:
        raise ParameterError("task_name", name, "must be one of reasoning-gym's names")
    try:
        pairs = tuple((_row(pair["input"]), _row(pair["output"])) for pair in examples)
        last, output = _row(test["input"]), _row(test["output"])
    except (KeyError, TypeError):
        raise ParameterError("entry", examples, "must have pairs of an input and an output") from None
    rule = written(Hypothesis(*RULES[name]))
    problem = Arc1DProblem(pairs=pairs, test=last, output=output, rule=rule)
    return problem.model_copy(update={"flags": _flags(problem)})


def _flags(problem: Arc1DProblem) -> tuple[str, ...]:
    """What is wrong with a problem that comes from elsewhere."""
    ideas = ideas_of(problem.pairs, problem.test, problem.output)
    flags = []
    if ideas.rivals:
        flags.append("ambiguous")
    if all(before == after for before, after in problem.pairs):
        flags.append("no_pair_changes")
    if problem.test == problem.output:
        flags.append("test_does_not_change")
    return tuple(flags)


def _row(values: Iterable[object]) -> Row:
    return "".join(map(str, values))
