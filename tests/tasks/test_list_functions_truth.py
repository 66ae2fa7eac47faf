"""What is true of list functions is called true in whatever order it is told, and nothing else is."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

import pytest

import tracekit
from tracekit.errors import BacktracksUnreachableError
from tracekit.reading import lexicon_of
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Inference, Solved
from tracekit.seeding import Stream
from tracekit.tasks.list_functions import (
    FAMILIES,
    RULES,
    Apply,
    Fits,
    Guess,
    ListFunctions,
    ListFunctionsProblem,
    Misfit,
    OfKind,
    Start,
    Undone,
)

TASK = ListFunctions()
STYLES = ("prose", "symbolic", "reflective")


def test_of(problem: ListFunctionsProblem, code: str, number: int) -> Event:
    """What is to be said of a rule and an example."""
    made, given = RULES[code].run(problem.inputs[number - 1]), problem.outputs[number - 1]
    if made == given:
        return Inference(Fits(number, given))
    return DeadEnd(Undone(number) if made is None else Misfit(number, made, given))


test_of.__test__ = False  # type: ignore[attr-defined]


def reworded(problem: ListFunctionsProblem, events: Sequence[Event], rng: random.Random) -> list[Event]:
    """The same search, its rules tested in another order, on fewer examples or on some twice; more is supposed."""
    numbers = range(1, len(problem.inputs) + 1)
    told: list[Event] = []
    for event in events:
        match event:
            case Inference(Fits()) | DeadEnd():
                pass  # told along with the rule
            case Decision(Guess(code)) | Inference(Guess(code)):
                told.append(event)
                tests = [test_of(problem, code, number) for number in numbers]
                fits = [test for test in tests if isinstance(test, Inference)]
                misfits = [test for test in tests if isinstance(test, DeadEnd)]
                rng.shuffle(fits)
                if misfits:
                    told += [*fits[: rng.randint(0, len(fits))], rng.choice(misfits)]
                else:
                    told += [*fits, *fits[: rng.randint(0, 1)]][rng.choice((0, 0, 0, 1)) :]
            case _:
                told.append(event)
    if isinstance(told[0], ChoicePoint):
        told[1:1] = supposed_besides(problem, [event.move for event in told if isinstance(event, Decision)], rng)
    return told


def supposed_besides(problem: ListFunctionsProblem, later: Sequence[Any], rng: random.Random) -> list[Event]:
    """A kind of rule that perhaps nobody would think of, one of its rules, and that it is set aside."""
    family = rng.choice(list(FAMILIES))
    rules = [rule for rule in FAMILIES[family].rules if Guess(rule.code) not in later]
    wrong = [rule.code for rule in rules if rule.run(problem.inputs[0]) != problem.outputs[0]]
    if len(wrong) < 2:
        return []
    events: list[Event] = [Decision(OfKind(family)), ChoicePoint(OfKind(family)), Decision(Guess(rng.choice(wrong)))]
    events.append(test_of(problem, events[-1].move.rule, 1))  # type: ignore[union-attr]
    if rng.random() < 0.3:  # and another one
        other = rng.choice([code for code in wrong if Guess(code) != events[2].move])  # type: ignore[union-attr]
        events += [Backtrack(OfKind(family), True), Decision(Guess(other)), test_of(problem, other, 1)]
    return [*events, Backtrack(Start(), refuted=False)]


def respaced(text: str, rng: random.Random) -> str:
    text = re.sub(r"(?<=[0-9]), (?=-?[0-9]+[,\]])", lambda _: rng.choice([", ", ",", " "]), text)
    return re.sub(r"\[(?=[-0-9])", lambda _: rng.choice(["[", "[ "]), text)


def told_anyhow(seed: int, n: int) -> list[tuple[ListFunctionsProblem, list[Event], random.Random]]:
    rng = random.Random(seed)
    found: list[Any] = []
    for index in range(n):
        problem = TASK.problem(seed=seed, index=index)
        strategy: Any = rng.choice(["detour", "exhaustive"])
        try:
            trace = tracekit.solve(TASK, problem, backtracks=rng.randint(0, 4), seed=index, strategy=strategy)
        except BacktracksUnreachableError:
            continue
        found.append((problem, reworded(problem, trace.events, rng), rng))
    return found


@pytest.mark.parametrize(("n", "seed"), [(320, 1), pytest.param(3000, 2, marks=pytest.mark.slow)])
def test_nothing_true_is_called_false(n: int, seed: int) -> None:
    cases = told_anyhow(seed, n)
    assert len(cases) > 0.95 * n
    for number, (problem, events, rng) in enumerate(cases):
        style = STYLES[number % 3]
        text = lexicon_of(TASK, style).write(events, Stream(number))[0]
        certificate = tracekit.certify(TASK, problem, respaced(text, rng))
        assert certificate.ok, (certificate.error, text)


def falsified(problem: ListFunctionsProblem, events: list[Event], rng: random.Random) -> tuple[int, Event] | None:
    """One event that does not hold where it stands, and its place."""
    index = rng.randrange(len(events))
    event: Event
    match events[index]:
        case Inference(Fits(number, output)):
            wrong = rng.choice([tuple(v + 1 for v in output), output[1:], (*output, 0), ()])
            options = [Inference(Fits(number, wrong)), Inference(Fits(len(problem.inputs) + 1, output))]
            options += [DeadEnd(Misfit(number, output, output)), DeadEnd(Misfit(number, (*output, 1), output))]
            event = rng.choice([*options, DeadEnd(Undone(number)), Inference(Fits(0, output))])
        case DeadEnd(Misfit(number, made, given)):
            options = [Inference(Fits(number, given)), Inference(Fits(number, made)), DeadEnd(Undone(number))]
            options += [DeadEnd(Misfit(number, (*made, 1), given)), DeadEnd(Misfit(number, made, (*given, 1)))]
            event = rng.choice([*options, Inference(Apply(problem.answer))])
        case DeadEnd(Undone(number)):
            given = problem.outputs[number - 1]
            event = rng.choice([Inference(Fits(number, given)), DeadEnd(Misfit(number, (*given, 1), given))])
        case Inference(Apply(output)):
            event = Inference(Apply((*output, 1)))
        case Solved(answer):
            event = Solved(f"{(answer or '[]')[:-1]}, 7]")
        case Decision(Guess(code)):
            others = [rule.code for rule in RULES.values() if rule.family != RULES[code].family]
            event = rng.choice([Decision(Guess(rng.choice(others))), Inference(Guess(code))])
        case Decision(OfKind(family)):
            event = rng.choice([Inference(OfKind(family)), Decision(Guess(FAMILIES[family].rules[0].code))])
        case Backtrack(to, refuted):
            event = Backtrack(to, not refuted)
        case _:
            return None
    return index, event


@pytest.mark.parametrize(("n", "seed"), [(320, 3), pytest.param(3000, 4, marks=pytest.mark.slow)])
def test_nothing_false_is_called_true(n: int, seed: int) -> None:
    checked = 0
    for number, (problem, events, rng) in enumerate(told_anyhow(seed, n)):
        changed = falsified(problem, events, rng)
        if changed is None:
            continue
        index, event = changed
        text = lexicon_of(TASK, STYLES[number % 3]).write([*events[:index], event, *events[index + 1 :]], Stream(1))[0]
        error = tracekit.certify(TASK, problem, text).error
        assert error is not None, (event, text)
        assert error.index == index, (event, error, text)
        checked += 1
    assert checked > 0.7 * n


PROBLEM = ListFunctionsProblem(
    inputs=((16, 23, 57, 31), (98, 44, 17, 7), (65, 18, 38, 10, 37, 89), (85, 32, 42, 58, 17)),
    outputs=((16, 23, 31), (44, 17, 7), (18, 38, 10, 37), (32, 42, 17)),
    last=(44, 40, 63, 87, 55, 11, 76, 97),
    answer=(44, 40, 11),
)
RIGHT = "try: keep <50\n1 -> [16 23 31] ok\n2 -> [44 17 7] ok\n3 -> [18 38 10 37] ok\n4 -> [32 42 17] ok\n"
END = "last -> [44 40 11], solved"
KEEP = "find the rule\ntry: kind keep, which?\n"


TRUE_TEXTS = {
    "as the search tells it": (f"{KEEP}{RIGHT}{END}", []),
    "the examples in another order, the lists with other spaces": (
        (
            f"{KEEP}try: keep <50\n4 -> [32, 42, 17] ok\n2 -> [44,17,7] ok\n1 -> [16 23 31] ok\n"
            f"3 -> [ 18 38 10 37 ] ok\n{END}"
        ),
        [4, 5],
    ),
    "an example twice": (
        (
            f"{KEEP}try: keep <50\n1 -> [16 23 31] ok\n1 -> [16 23 31] ok\n2 -> [44 17 7] ok\n3 -> [18 38 10 37] ok\n"
            f"4 -> [32 42 17] ok\n{END}"
        ),
        [5],
    ),
    "a misfit after the first one, of a rule that leaves too few elements": (
        f"{KEEP}try: take 2\n3 -> [65 18], not [18 38 10 37]\nrefuted, back to kind keep\n{RIGHT}{END}",
        [],
    ),
    "a kind that is far from the examples": (
        (
            "find the rule\ntry: kind extend, which?\ntry: list twice\n"
            "1 -> [16 23 57 31 16 23 57 31], not [16 23 31]\naside, back to start\n"
            f"try: kind keep, which?\n{RIGHT}{END}"
        ),
        [],
    ),
    "a kind that is taken up again": (
        (
            f"{KEEP}try: take 3\n1 -> [16 23 57], not [16 23 31]\naside, back to start\ntry: kind keep, which?\n"
            f"{RIGHT}{END}"
        ),
        [6],
    ),
    "a rule that fits all examples, of which one is tested": (f"{KEEP}try: keep <50\n1 -> [16 23 31] ok\n{END}", [5]),
}


@pytest.mark.parametrize(("text", "out_of_order"), TRUE_TEXTS.values(), ids=list(TRUE_TEXTS))
def test_true_texts_of_others(text: str, out_of_order: list[int]) -> None:
    certificate = tracekit.certify(TASK, PROBLEM, text)
    assert certificate.ok, certificate.error
    found = [i for i, statement in enumerate(certificate.statements) if statement.verdict == "out_of_order"]
    assert found == out_of_order


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"find the rule\nonly: kind keep, which?\n{RIGHT}{END}", "only: kind keep"),
        (f"{KEEP}only: keep <50\n1 -> [16 23 31] ok\n{END}", "only: keep <50"),
        (f"{KEEP}try: sort up\n1 -> [16 23 31 57], not [16 23 31]", "try: sort up"),
        (f"{KEEP}try: take 3\n1 -> [16 23 57], not [16 23 31]\nrefuted, back to start", "refuted, back to start"),
        (f"{KEEP}try: take 3\n1 -> [16 23 57], not [16 23 31]\naside, back to kind keep", "aside, back to kind keep"),
        (f"{KEEP}try: take 3\n2 -> [98 44 17], not [44 17]", "2 -> [98 44 17], not [44 17]"),
        (f"{KEEP}try: drop max\n1 -> [16 23 31] ok\n{END}", "last -> [44 40 11]"),
        (f"{KEEP}try: keep <50\n1 -> [16 23 31] ok\n7 -> [16 23 31] ok\n{END}", "7 -> [16 23 31] ok"),
        (f"{KEEP}try: keep <50\n1 -> none\nrefuted, back to kind keep", "1 -> none"),
    ],
)  # fmt: skip
def test_false_texts_of_others(text: str, wrong: str) -> None:
    error = tracekit.certify(TASK, PROBLEM, text).error
    assert error is not None
    assert error.sentence == wrong


def test_the_same_output_for_the_same_example_is_one_cause() -> None:
    """The second rule did there what the first one did; two other outputs are two mistakes, whatever the kind."""
    space = TASK.space(PROBLEM)
    first = Misfit(1, (16, 23, 57), (16, 23, 31))
    assert space.cause(first) == space.cause(Misfit(1, (16, 23, 57), (16, 23, 31)))
    others = [Misfit(1, (16,), (16, 23, 31)), Misfit(2, (98, 44, 17), (44, 17, 7)), Undone(1)]
    assert len({space.cause(reason) for reason in (first, *others)}) == 4
