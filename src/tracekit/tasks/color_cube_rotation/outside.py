"""Problems from elsewhere: entries of reasoning-gym."""

from __future__ import annotations

from collections.abc import Mapping

from tracekit.errors import ParameterError
from tracekit.tasks.base import entry_field
from tracekit.tasks.color_cube_rotation.problem import SIDES, ColorCubeRotationProblem, Turn
from tracekit.tasks.color_cube_rotation.verify import depends_on_axis


def read_entry(entry: Mapping[str, object]) -> ColorCubeRotationProblem:
    """The problem of an entry. Its half turns go about the axis through left and right, which it does not say.

    If the answer would be another one about the other axis, the problem has the flag ``half_turn_axis``.

    Raises:
        ParameterError: if the entry is of another data set or damaged.
    """
    colors, rotations, target = (
        entry_field(entry, field, "color_cube_rotation") for field in ("initial_state", "rotations", "target_side")
    )
    if not isinstance(colors, Mapping) or set(colors) != set(SIDES):
        raise ParameterError("initial_state", colors, f"must have a colour for each of {', '.join(SIDES)}")
    if not isinstance(rotations, list | tuple):
        raise ParameterError("rotations", rotations, "must be a list of sides")
    problem = ColorCubeRotationProblem(
        colors=tuple([colors[side] for side in SIDES]),
        turns=tuple([Turn(side, "top", "left-right" if side == "bottom" else "") for side in rotations]),
        target=target,
    )
    if depends_on_axis(problem):
        return problem.model_copy(update={"flags": ("half_turn_axis",)})
    return problem
