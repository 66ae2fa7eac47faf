"""What is true of a cube is accepted in whatever words and order, and nothing else, by a judge of its own."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from cube_oracle import FAILED, Judge, holds, named

import tracekit
from tracekit import Trace
from tracekit.search.events import Backtrack, DeadEnd, Event, Inference, Slip, Solved
from tracekit.tasks.color_cube_rotation import ColorCubeRotation, ColorCubeRotationProblem, Turn, Turned, checks
from tracekit.tasks.color_cube_rotation.checks import findings
from tracekit.tasks.color_cube_rotation.problem import COLORS, Reviewed

SETTINGS: list[dict[str, Any]] = [
    {},
    {"check_after": "all_turns"},
    {"checks": "all"},
    {"checks": "all", "check_after": "all_turns"},
    {"distinct": False, "n_colors": 3, "checks": "all"},
]
STYLES = ("prose", "symbolic", "reflective")
PROBLEM = ColorCubeRotationProblem(
    colors=("orange", "violet", "gray", "yellow", "blue", "green"),
    turns=(Turn("right", "top"), Turn("bottom", "top", "front-back")),
    target="left",
)


# --- rewordings -------------------------------------------------------------------------------------------------------


def is_check(event: Event) -> bool:
    return isinstance(event, Inference) and not isinstance(event.move, Turned | Reviewed)


def seen(problem: ColorCubeRotationProblem, events: Sequence[Event], n: int) -> tuple[int, list[Any]]:
    """The turns made after the first n events, and what checks can find of the last one or the one looked at again."""
    judge = Judge(problem)
    assert all(judge.takes(event) for event in events[:n])
    if not judge.about:
        return 0, []
    before, after = [tuple(cube.values()) for cube in judge.cubes[judge.about - 1 : judge.about + 1]]
    return len(judge.cubes) - 1, list(findings(problem.turns[judge.about - 1], before, after))


def reworded(problem: ColorCubeRotationProblem, events: Sequence[Event], rng: random.Random) -> list[Event]:
    """The same work with other checks, more of them, fewer, in another order."""
    told = [*events]
    for _ in range(rng.randint(2, 12)):
        at = rng.randrange(len(told))
        event = told[at]
        made, found = seen(problem, told, at)
        passed = [each for each in found if isinstance(each, Inference)]
        failed = [each for each in found if isinstance(each, DeadEnd)]
        kind = rng.randrange(6)
        if kind == 0 and is_check(event):
            told.pop(at)
        elif kind == 1 and passed and not isinstance(told[at - 1], Backtrack):
            told.insert(at, rng.choice(passed))
        elif kind == 2 and isinstance(event, DeadEnd):
            told[at] = rng.choice(failed)
        elif kind == 3 and is_check(event) and is_check(told[at - 1]):
            told[at - 1 : at + 1] = told[at - 1 : at + 1][::-1]
        elif kind == 4 and isinstance(getattr(event, "move", None), checks.Opposite):
            pairs = [tuple(rng.sample(pair, 2)) for pair in rng.sample(event.move.pairs, 3)]  # type: ignore[union-attr]
            told[at] = Inference(checks.Opposite(tuple(pairs)))  # type: ignore[arg-type]
        elif kind == 5 and made and isinstance(getattr(event, "move", None), Turned):
            told.insert(at, Inference(Reviewed(rng.randint(1, made))))
            _, found = seen(problem, told, at + 1)
            told.insert(at + 1, rng.choice([each for each in found if isinstance(each, Inference)] or [told[at]]))
    return told


def originals(n: int) -> Iterator[tuple[ColorCubeRotation, Trace[Any], random.Random]]:
    for number in range(n):
        task = ColorCubeRotation(**SETTINGS[number % len(SETTINGS)])
        problem = task.problem(seed=6, index=number)
        yield task, tracekit.solve(task, problem, backtracks=number % 4, seed=number), random.Random(number)


def check_rewordings(n: int) -> int:
    changed = 0
    for number, (task, trace, rng) in enumerate(originals(n)):
        told = reworded(trace.problem, trace.events, rng)
        assert Judge(trace.problem).believes(told)
        changed += told != list(trace.events)
        text = tracekit.render(Trace(task, trace.problem, tuple(told)), STYLES[number % 3], seed=number).text
        certificate = tracekit.certify(task, trace.problem, text)
        assert certificate.ok, (certificate.error, text)
        assert certificate.complete
        assert {statement.verdict for statement in certificate.statements} <= {"true", "out_of_order"}
        assert certificate.n_backtracks == trace.n_backtracks
        assert certificate.answer == trace.answer
    return changed


def test_no_rewording_is_called_false() -> None:
    assert check_rewordings(400) >= 300


@pytest.mark.slow
def test_no_rewording_of_many_is_called_false() -> None:
    check_rewordings(6000)


# --- whatever is told -------------------------------------------------------------------------------------------------


def spoiled(events: Sequence[Event], rng: random.Random) -> list[Event]:
    """Something is left out, put in, exchanged, or told with another colour, side or number."""
    told = [*events]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at, other = rng.randrange(len(told)), rng.randrange(len(told))
        match rng.randrange(6):
            case 0:
                told.pop(at)
            case 1:
                told.insert(at, told[other])
            case 2:
                told[at], told[other] = told[other], told[at]
            case _:
                told[at] = misremembered(told[at], rng)
        if not told:
            return [*events]
    return told


def misremembered(event: Event, rng: random.Random) -> Event:
    match event:
        case Inference(said) | Slip(said) | DeadEnd(said):
            new = other_value(said, rng)
            return DeadEnd(new) if isinstance(new, FAILED) else Inference(new)
        case Backtrack(to):
            return Backtrack(rng.choice((to - 1, to + 1)), refuted=True)  # type: ignore[operator]
        case Solved(answer):
            return Solved(str(answer).split()[0] + " " + rng.choice(COLORS))
    return event


def other_value(value: Any, rng: random.Random) -> Any:
    """Two parts of a value are exchanged, or one part is another one of its kind."""
    if isinstance(value, int):
        return rng.choice((value - 1, value + 1))
    if isinstance(value, str):
        return rng.choice(COLORS) if value in COLORS else value
    if not value:
        return checks.Complete() if rng.random() < 0.5 else value
    parts = [*value]
    i, j = rng.randrange(len(parts)), rng.randrange(len(parts))
    alike = type(parts[i]) is type(parts[j]) and (parts[i] in COLORS) == (parts[j] in COLORS)
    if alike and not {"axis", "places"} & {*getattr(value, "_fields", ())} and rng.random() < 0.5:
        parts[i], parts[j] = parts[j], parts[i]
    else:
        parts[i] = other_value(parts[i], rng)
    if isinstance(value, checks.Cornered | checks.Mirrored) and rng.random() < 0.3:
        return rng.choice((checks.Cornered, checks.Mirrored))(*parts)
    if isinstance(value, Turn):
        return value
    return type(value)(parts) if type(value) is tuple else type(value)(*parts)


def check_spoiled(n: int) -> tuple[int, int]:
    believed = refused = 0
    for number, (task, trace, rng) in enumerate(itertools.islice(itertools.cycle(originals(300)), n)):
        problem, told = trace.problem, spoiled(trace.events, random.Random(rng.random() + number))
        certificate = tracekit.certify(task, problem, Trace(task, problem, tuple(told)))
        believes = Judge(problem).believes(told)
        assert certificate.ok == believes, (task, problem, certificate.error, told)
        believed, refused = believed + believes, refused + (not believes)
    return believed, refused


def test_what_is_told_is_judged_as_by_a_judge_that_shares_nothing() -> None:
    believed, refused = check_spoiled(1500)
    assert believed >= 50
    assert refused >= 500


@pytest.mark.slow
def test_much_that_is_told_is_judged_as_by_a_judge_that_shares_nothing() -> None:
    check_spoiled(60_000)


# --- by hand ----------------------------------------------------------------------------------------------------------


def verdicts(task: ColorCubeRotation, *lines: str) -> list[str]:
    certificate = tracekit.certify(task, PROBLEM, "\n".join(lines))
    return [statement.verdict for statement in certificate.statements]


FIRST = "turn 1 right>top: top green bottom blue front gray back yellow left orange right violet"
SECOND = "turn 2 bottom>top@front-back: top blue bottom green front gray back yellow left violet right orange"
BACK_1 = "check back: top orange bottom violet front gray back yellow left blue right green, ok"
BACK_2 = "check back: top green bottom blue front gray back yellow left orange right violet, ok"
ANSWER = "solved: left violet"


@pytest.mark.parametrize("plan", ["mixed", "landing", "opposites", "corner", "count", "turn_back", "all"])
def test_a_proof_by_turning_back_is_accepted_whatever_check_is_planned(plan: Any) -> None:
    """It was refused as not forced wherever the task had another check in mind, which the question does not name."""
    task = ColorCubeRotation(checks=plan)
    assert set(verdicts(task, FIRST, BACK_1, SECOND, BACK_2, ANSWER)) <= {"true", "out_of_order"}
    assert tracekit.certify(task, PROBLEM, f"{FIRST}\n{BACK_1}\n{SECOND}\n{BACK_2}\n{ANSWER}").ok
    # No check at all, and the answer without the last one.
    assert set(verdicts(task, FIRST, SECOND, ANSWER)) <= {"true", "out_of_order"}
    assert set(verdicts(task, FIRST, BACK_1, SECOND, ANSWER)) <= {"true", "out_of_order"}
    # A slip is caught by any check that sees it, also by one of the first turn after the second.
    wrong = "turn 1 right>top: top green bottom blue front yellow back gray left orange right violet"
    mirrored = SECOND.replace("front gray back yellow", "front yellow back gray")
    caught = "check corner: top right front green violet yellow, was right bottom back counterclockwise, fails"
    again = "refuted, back to turn 1"
    assert set(verdicts(task, wrong, caught, again, FIRST, SECOND, ANSWER)) <= {"true", "out_of_order"}
    late = [wrong, mirrored, "review turn 1", caught, again, FIRST, SECOND, ANSWER]
    assert set(verdicts(task, *late)) <= {"true", "out_of_order"}
    # The same check of the second turn, which came out right from there, fails nowhere.
    assert verdicts(task, wrong, mirrored, caught)[2] == "false"
    # And one that is never caught is false.
    assert "false" in verdicts(task, wrong, mirrored, ANSWER)


def test_the_answer_follows_from_all_turns_only() -> None:
    task = ColorCubeRotation()
    assert verdicts(task, FIRST, "solved: left orange")[-1] == "false"
    assert verdicts(task, FIRST, "solved: left violet")[-1] == "false"
    assert verdicts(task, FIRST, SECOND, "solved: left orange")[-1] == "false"
    assert verdicts(task, ANSWER)[-1] == "false"


def test_pairs_of_opposite_colours_are_a_set() -> None:
    task = ColorCubeRotation(checks="opposites")
    assert verdicts(task, FIRST, "check opposite: green-blue gray-yellow orange-violet, ok") == ["true"] * 2
    assert verdicts(task, FIRST, "check opposite: violet-orange green-blue yellow-gray, ok") == ["true"] * 2
    assert verdicts(task, FIRST, "check opposite: violet-orange green-blue, ok")[1] == "false"
    assert verdicts(task, FIRST, "check opposite: violet-green orange-blue yellow-gray, ok")[1] == "false"


def test_what_is_seen_to_be_wrong_twice_is_one_cause() -> None:
    task = ColorCubeRotation(checks="landing", min_rotations=1, max_rotations=1)
    for index in range(40):
        trace = tracekit.solve(task, task.problem(seed=1, index=index), backtracks=6, seed=index)
        reasons = {event.reason for event in trace.events if isinstance(event, DeadEnd)}
        assert trace.measures.distinct_causes == len(reasons)


# --- twins ------------------------------------------------------------------------------------------------------------


def test_the_same_turns_of_a_cube_in_other_colours_are_the_same_problem() -> None:
    task = ColorCubeRotation(distinct=False, n_colors=4, max_rotations=2)
    form: dict[Any, str] = {}
    for index in range(1500):
        problem = task.problem(seed=8, index=index, split=("train", "validation", "test")[index % 3])
        # The canonical form is the least of all ways to name the colours by letters.
        ways = []
        for letters in itertools.permutations("abcdef", len(set(problem.colors))):
            names = dict(zip(sorted(set(problem.colors)), letters, strict=True))
            ways.append(tuple(names[color] for color in problem.colors))
        own = min(ways), problem.turns, problem.target
        assert form.setdefault(own, task.fingerprint(problem)) == task.fingerprint(problem)
    assert len(set(form.values())) == len(form)


def test_no_twin_of_a_test_problem_is_in_train() -> None:
    task = ColorCubeRotation()
    train = {(p.turns, p.target) for p in (task.problem(seed=1, index=index) for index in range(4000))}
    test = {(p.turns, p.target) for p in (task.problem(seed=2, index=index, split="test") for index in range(1000))}
    assert len(test) > 50
    assert not train & test  # six colours, all different: turns and side are all there is to a problem


def test_all_checks_that_are_named_hold() -> None:
    rng = random.Random(5)
    for _ in range(300):
        task = ColorCubeRotation(distinct=False, n_colors=8, turns="any")
        problem = task.problem(seed=rng.randrange(100), index=rng.randrange(100))
        before = problem.colors if rng.random() < 0.5 else tuple(rng.sample(COLORS, 6))
        after = tuple(rng.choice((*before, rng.choice(COLORS))) for _ in range(6))
        found = list(findings(problem.turns[0], before, after))
        assert found
        for each in found:
            claim = each.reason if isinstance(each, DeadEnd) else each.move
            assert holds(claim, problem.turns[0], named(before), named(after)), each
