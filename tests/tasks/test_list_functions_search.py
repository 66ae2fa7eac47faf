"""The search space of list functions: what is tried, what is refuted, and what it costs."""

from __future__ import annotations

import json
from typing import Any

import pytest

import tracekit
from tracekit.errors import BacktracksUnreachableError
from tracekit.search.events import Backtrack, DeadEnd, Decision, Inference
from tracekit.search.rules import Rule
from tracekit.search.space import Choice, Goal, Space
from tracekit.tasks.list_functions import (
    FAMILIES,
    RULES,
    Fits,
    Guess,
    ListFunctions,
    ListFunctionsProblem,
    OfKind,
    Start,
    Undone,
)

STYLES = ("prose", "symbolic", "reflective", "marked")

TASK = ListFunctions()
Numbers = tuple[int, ...]


def problem_of(code: str, *inputs: Numbers, last: Numbers, flags: tuple[str, ...] = ()) -> ListFunctionsProblem:
    run = RULES[code].run
    outputs = tuple(run(x) for x in inputs)
    return ListFunctionsProblem(inputs=inputs, outputs=outputs, last=last, answer=run(last), rule=code, flags=flags)


def walk(space: Space[Any, Any], state: Any) -> int | None:
    """The dead ends below a state by look and after alone; None if a goal lies there."""
    view = space.look(state)
    if isinstance(view, Goal):
        return None
    if isinstance(view, DeadEnd):
        return 1
    moves = view.moves if isinstance(view, Choice) else (view.move,)
    counts = [walk(space, space.after(state, move)) for move in moves]
    return None if None in counts else sum(count or 0 for count in counts)


def test_planning_counts_the_dead_ends_there_are() -> None:
    for index in range(12):
        space = TASK.space(TASK.problem(seed=8, index=index))
        start = space.start()
        view = space.look(start)
        states = [space.after(start, move) for move in (view.moves if isinstance(view, Choice) else (view.move,))]  # type: ignore[union-attr]
        assert list(space.children(start) or ()) == states
        for state in (start, *states):
            count = walk(space, state)
            assert space.count_dead_ends(state, 10_000) == count
            if count:
                assert space.count_dead_ends(state, count) == count
                assert space.count_dead_ends(state, count - 1) is None
            children = space.look(state)
            if isinstance(children, Choice):
                assert list(space.children(state) or ()) == [space.after(state, move) for move in children.moves]
                assert min(space.plausibility(state, children.moves)) > 0


def test_a_rule_that_is_tried_fits_the_first_example_or_gives_something_like_it() -> None:
    for index in range(60):
        problem = TASK.problem(seed=9, index=index)
        first, wanted = problem.inputs[0], problem.outputs[0]
        rules = TASK.space(problem).rules
        tried = {guess.rule for guesses in rules.values() for guess in guesses}
        for family, guesses in rules.items():
            assert {RULES[guess.rule].family for guess in guesses} == {family}
        assert tried >= {rule.code for rule in RULES.values() if rule.run(first) == wanted}
        for code in tried:
            output = RULES[code].run(first)
            assert output is not None
            assert abs(len(output) - len(wanted)) <= 1
            assert output == wanted or output != first or first == wanted


def check_exactly(problem: ListFunctionsProblem, k: int, strategy: Any, seed: int) -> bool:
    try:
        trace = tracekit.solve(TASK, problem, backtracks=k, seed=seed, strategy=strategy)
    except BacktracksUnreachableError:
        return False
    assert trace.n_backtracks == k
    assert TASK.verify(problem, trace.answer or "")
    for style in STYLES:
        text = tracekit.render(trace, style, seed=seed).text
        certificate = tracekit.certify(TASK, problem, text)
        assert certificate.ok, (certificate.error, text)
        assert certificate.n_backtracks == k
        assert text[0].isalpha()
        assert tracekit.parse(TASK, problem, text, style=style) == trace
    assert TASK.vocabulary.from_json(json.loads(json.dumps(TASK.vocabulary.to_json(trace.events)))) == trace.events
    return True


@pytest.mark.parametrize(("n", "seed"), [(30, 1), pytest.param(300, 2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
def test_every_trace_has_exactly_k_backtracks_and_certifies(n: int, seed: int, strategy: str) -> None:
    problems = [TASK.problem(seed=seed, index=index) for index in range(n)]
    for k in (0, 1, 2, 3, 5, 10):
        reached = sum([check_exactly(problem, k, strategy, i) for i, problem in enumerate(problems)])
        assert reached >= (0.9 if k < 10 else 0.7) * n, (k, reached)


def test_natural_searches_certify() -> None:
    for index, ordering in enumerate(["given", "shuffled", "plausible", "best_first"] * 4):
        problem = TASK.problem(seed=10, index=index)
        trace = tracekit.solve(TASK, problem, strategy="natural", ordering=ordering, seed=index)  # type: ignore[arg-type]
        assert tracekit.certify(TASK, problem, tracekit.render(trace).text).ok
        assert TASK.verify(problem, trace.answer or "")


def no_rule_fits(problem: ListFunctionsProblem, family: str) -> bool:
    examples = list(zip(problem.inputs, problem.outputs, strict=True))
    return not any(all(rule.run(x) == y for x, y in examples) for rule in FAMILIES[family].rules)


@pytest.mark.parametrize("strategy", ["exhaustive", "detour", "natural"])
def test_a_kind_is_refuted_only_if_no_rule_of_it_fits(strategy: Any) -> None:
    """And a kind that is the only one to be tried is the only one of which a rule fits."""
    refuted = only = 0
    for index in range(150):
        problem = TASK.problem(seed=15, index=index)
        options = {"ordering": "plausible"} if strategy == "natural" else {"backtracks": 1 + index % 12}
        try:
            events = tracekit.solve(TASK, problem, seed=index, strategy=strategy, **options).events  # type: ignore[arg-type]
        except BacktracksUnreachableError:
            continue
        family, tried = "", set[str]()
        for event in events:
            match event:
                case Decision(OfKind(name)) | Inference(OfKind(name)):
                    family, tried = name, set()
                    only += isinstance(event, Inference)
                    if isinstance(event, Inference):
                        assert all(no_rule_fits(problem, other) for other in FAMILIES if other != name)
                case Decision(Guess(code)) | Inference(Guess(code)):
                    tried.add(code)
                case Backtrack(Start(), refuted=True):
                    refuted += 1
                    assert no_rule_fits(problem, family)
                    assert tried == {guess.rule for guess in TASK.space(problem).rules[family]}
    assert refuted > 10 or strategy == "detour"
    assert only > 5


@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
def test_as_many_problems_as_before_can_have_each_number_of_backtracks(strategy: Any) -> None:
    before = {0: 1, 1: 0.98, 2: 0.97, 3: 0.965, 5: 0.963, 10: 0.915}
    shares = tracekit.reachable_shares(TASK, backtracks=list(before), n=150, strategy=strategy)
    assert all(shares[k] >= share for k, share in before.items()), shares


def test_a_rule_that_cannot_be_applied_is_a_dead_end() -> None:
    problem = problem_of("at 3", (7, 9, 4, 9), (5, 3, 7), last=(8, 6, 2, 1))
    space = TASK.space(problem)
    assert Guess("min") in space.rules["element"]
    state = space.after(space.after(space.start(), OfKind("element")), Guess("min"))
    assert space.after(state, Fits(1, (4,))).tested == 1
    fifth = problem_of("max", (3, 1, 4, 1, 5), (2, 6), last=(1, 2))
    space = TASK.space(fifth)
    state = space.after(space.after(space.start(), OfKind("element")), Guess("at 5"))
    assert space.look(space.after(state, Fits(1, (5,)))) == DeadEnd(Undone(2))


AMBIGUOUS = problem_of("sum", (1, 2, 3), (4, 40, 5), last=(7, 7, 1), flags=("ambiguous",))


def test_of_an_ambiguous_problem_only_rules_with_its_answer_are_tried() -> None:
    space = TASK.space(AMBIGUOUS)
    assert "sum distinct" in space.survey.answers
    assert "sum" in space.right
    for seed in range(20):
        trace = tracekit.solve(TASK, AMBIGUOUS, strategy="natural", seed=seed)
        assert trace.answer == "[15]"
        assert not any(event == Decision(Guess("sum distinct")) for event in trace.events)
        assert tracekit.certify(TASK, AMBIGUOUS, tracekit.render(trace, seed=seed).text).ok


def test_of_the_other_rules_only_the_answer_is_wrong() -> None:
    """That they fit is true; it is for the one who posed the problem to say which of them was meant."""
    start = "find the rule\ntry: kind number, which?\n"
    certificate = tracekit.certify(
        TASK, AMBIGUOUS, f"{start}try: sum distinct\n1 -> [6] ok\n2 -> [49] ok\nlast -> [8], solved"
    )
    assert certificate.error is not None
    assert certificate.error.rule is Rule.WRONG_ANSWER
    assert certificate.error.sentence == ", solved"


KINDS_OF_BOTH = problem_of("first + second", (9, 0, 9), (5, 0, 5, 0, 5), last=(4, 3, 2, 1), flags=("ambiguous",))


def test_a_kind_whose_rules_fit_is_never_refuted_where_they_are_not_the_ones_meant() -> None:
    """The outputs are first elements and largest numbers as well as sums of two."""
    space = TASK.space(KINDS_OF_BOTH)
    assert RULES["at 1"].run(KINDS_OF_BOTH.inputs[0]) == KINDS_OF_BOTH.outputs[0]
    assert "element" not in space.rules
    assert "number" in space.rules
    for seed in range(10):
        trace = tracekit.solve(TASK, KINDS_OF_BOTH, strategy="natural", seed=seed)
        assert OfKind("element") not in [event.move for event in trace.events if isinstance(event, Decision)]
    start = "find the rule\ntry: kind element, which?\ntry: at -2\n1 -> [0], not [9]\n"
    assert tracekit.certify(TASK, KINDS_OF_BOTH, f"{start}aside, back to start\ngave up").error is None
    assert tracekit.certify(TASK, KINDS_OF_BOTH, f"{start}refuted, back to start\ngave up").error is not None


@pytest.mark.parametrize("outputs", [((5, 5, 5, 5, 5, 5, 5),), ((-7, 900),)])
def test_where_no_rule_gives_the_answer_every_search_comes_to_an_end(outputs: tuple[Numbers, ...]) -> None:
    nonsense = ListFunctionsProblem(inputs=((1, 2),), outputs=outputs, last=(3, 4), answer=(77, 1, 3))
    trace = tracekit.solve(TASK, nonsense, strategy="natural", seed=1)
    assert not trace.solved
    assert tracekit.certify(TASK, nonsense, tracekit.render(trace).text).error is None
