"""Falsehoods about turning a cube."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from tracekit.search.events import DeadEnd, Event, Inference, Solved
from tracekit.search.hindsight import Hindsight
from tracekit.search.space import Derivation
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks.color_cube_rotation import checks
from tracekit.tasks.color_cube_rotation.problem import (
    AXES,
    SIDES,
    ColorCubeRotationProblem,
    Cube,
    Turn,
    Turned,
    axis_of,
    rearranged,
)
from tracekit.tasks.color_cube_rotation.slips import slips_of
from tracekit.tasks.color_cube_rotation.space import ColorCubeRotationSpace, State
from tracekit.tasks.color_cube_rotation.verify import judge
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods


class ColorCubeRotationFalsehoods(Falsehoods[ColorCubeRotationProblem]):
    """What can be got wrong in this task."""

    def wrong_answers(self, problem: ColorCubeRotationProblem, stream: Stream) -> Iterator[str]:
        """Another colour of the cube, most often one of a side next to the right one."""
        colors = list(dict.fromkeys(problem.colors))
        right = next((color for color in colors if judge(problem, color)), colors[0])
        opposite = problem.colors[problem.colors.index(right) ^ 1]
        while True:
            yield stream.pick_weighted(colors, [1.0 if color == opposite else 2.0 for color in colors])

    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Any]:
        """A check of the turn with a colour misremembered."""
        space = cast("ColorCubeRotationSpace", doubt.space)
        problem, cubes = space.problem, doubt.state.cubes
        number = doubt.state.about
        if not number:
            return
        claim = doubt.reason if doubt.reason is not None else doubt.passed
        turn, before, after = problem.turns[number - 1], cubes[number - 1], cubes[number]
        colors = list(dict.fromkeys(before))
        for _ in range(200):
            other = stream.pick(colors)
            match claim:
                case checks.Landed() | checks.Missed() | checks.Complete() if stream.chance(0.5):
                    found: Any = checks.Missed(turn.side, turn.to, other, after[SIDES.index(turn.to)])
                case checks.Landed() | checks.Strayed() | checks.Complete():
                    side = SIDES[2 * axis_of(turn) + stream.below(2)]
                    color = before[SIDES.index(turn.side)]
                    found = checks.Strayed(turn.side, turn.to, color, side, other, after[SIDES.index(side)])
                case checks.Opposite() | checks.Parted():
                    axis = stream.below(3)
                    a, b = after[2 * axis], after[2 * axis + 1]
                    found = checks.Parted(AXES[axis], a, b, other)
                    if a == other:
                        continue
                case checks.Cornered():
                    found = checks.Mirrored(claim.now, claim.places)
                case checks.Mirrored() | checks.Unmet():
                    places = tuple(stream.shuffled(claim.places if isinstance(claim, checks.Mirrored) else SIDES))[:3]
                    found = checks.Mirrored(claim.now, places)
                case checks.Restored() | checks.Undone():
                    found = _undone(claim.cube, before, stream)
                    if found.cube == before:
                        continue
                case checks.Doubled():
                    found = claim._replace(missing=other)
                    if other == claim.color:
                        continue
                case _:
                    found = checks.Missed(turn.side, turn.to, other, after[SIDES.index(turn.to)])
            # What is said to be wrong must not look right.
            if other not in (getattr(found, "got", None), getattr(found, "other", None)):
                yield found

    def confident_turns(self, trace: Trace[ColorCubeRotationProblem], stream: Stream) -> Iterator[ConfidentTurn]:
        """A turn comes out wrong and is not checked, or only in a way that does not show it."""
        walk = Hindsight(trace)
        space = cast("ColorCubeRotationSpace", walk.space)
        steps = [(i, view) for i in walk.way if isinstance(view := space.look(walk.states[i]), Derivation)]
        for _ in range(60 if steps else 0):
            begin, view = stream.pick(steps)
            number, turn, _ = view.move
            before = walk.states[begin].cubes[-1]
            # Any slip will do that turning back would show; those that lose no colour are the least conspicuous.
            ways = slips_of(turn, ("turn_back",), before)
            weights = [way * (3.0 if len(set(sources)) == 6 else 1.0) for sources, way in ways.items()]
            slip = Turned(number, turn, rearranged(before, stream.pick_weighted(list(ways), weights)))
            events: list[Event] = [Inference(slip)]
            state = space.after(walk.states[begin], slip)
            cubes = state.cubes
            while found := _on(space, state):
                event, state = found
                if isinstance(event, Inference):
                    events.append(event)
                elif stream.chance(0.5) and (passed := _passed(slip.turn, cubes[-2], cubes[-1], stream)):
                    events.append(passed)
            color = state.cubes[-1][SIDES.index(trace.problem.target)]
            events.append(Solved(f"{trace.problem.target} {color}"))
            yield ConfidentTurn.of(trace.events[:begin], events, color)


def _undone(back: Cube, before: Cube, stream: Stream) -> checks.Undone:
    """Turning back is got wrong: two colours are exchanged."""
    wrong = list(back)
    i, j = stream.shuffled(range(6))[:2]
    wrong[i], wrong[j] = wrong[j], wrong[i]
    side = next((n for n in range(6) if wrong[n] != before[n]), i)
    return checks.Undone(tuple(wrong), SIDES[side], before[side])


def _on(space: ColorCubeRotationSpace, state: State) -> tuple[Inference | DeadEnd, State] | None:
    """What is planned next in a state, and the state after it; a check that fails is passed over. None at the end."""
    if space.is_done(state):
        return None
    view = space.look(state)
    if isinstance(view, Inference):
        return view, space.after(state, view.move)
    if isinstance(view, DeadEnd):
        return view, state._replace(position=state.position + 1)
    return None


def _passed(turn: Turn, before: Cube, after: Cube, stream: Stream) -> Inference | None:
    """A check that the wrong cube passes, if there is one."""
    if len(set(before)) < 6 or len(set(after)) < 6:
        return None
    found = [check(turn, before, after) for check in checks.CHECKS.values()]
    passed = [outcome for outcome in found if isinstance(outcome, Inference)]
    return stream.pick(passed) if passed else None
