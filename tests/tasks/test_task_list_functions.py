from __future__ import annotations

import itertools
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.data.rows import Settings, make_rows
from tracekit.errors import BacktracksUnreachableError, ParameterError, UnknownNameError
from tracekit.reading import lexicon_of
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, GaveUp, Inference, Solved, Unsolvable
from tracekit.search.rules import Rule
from tracekit.search.space import Choice, Goal, Space
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
from tracekit.tasks.list_functions.rules import Glance

STYLES = ("prose", "symbolic", "marked")

TASK = ListFunctions()
Numbers = tuple[int, ...]


def some_inputs(n: int, seed: int = 1) -> list[Numbers]:
    """Lists of all sorts, some of them sorted, even, or with repeats."""
    rng = random.Random(seed)
    lists = []
    for i in range(n):
        x = [rng.choice([rng.randint(0, 99), rng.randint(0, 12), 5]) for _ in range(rng.randint(1, 9))]
        if i % 5 == 0:
            x = sorted(x, reverse=i % 10 == 0)
        factor = (1, 1, 1, 2, 10)[i % 7 % 5]
        lists.append(tuple(factor * v for v in x))
    return lists + [(a, a) for a in range(5)]


def problem_of(code: str, *inputs: Numbers, last: Numbers, flags: tuple[str, ...] = ()) -> ListFunctionsProblem:
    run = RULES[code].run
    outputs = tuple(run(x) for x in inputs)
    return ListFunctionsProblem(inputs=inputs, outputs=outputs, last=last, answer=run(last), rule=code, flags=flags)


# --- rules -----------------------------------------------------------------------------------------------------------


def test_there_are_many_rules_and_no_two_are_the_same_function() -> None:
    assert len(RULES) >= 300
    assert len({rule.words for rule in RULES.values()}) == len(RULES) == sum(len(f.rules) for f in FAMILIES.values())
    lists = some_inputs(300)
    seen: dict[Any, str] = {}
    for code, rule in RULES.items():
        what_it_does = tuple(rule.run(x) for x in lists)
        assert what_it_does not in seen, f"{code} is {seen[what_it_does]}"
        seen[what_it_does] = code
    assert set(Counter(rule.level for rule in RULES.values())) == {1, 2, 3}
    assert any(code.count(", ") == 2 for code in RULES)


def test_a_family_is_left_out_only_where_none_of_its_rules_fits() -> None:
    for rule in RULES.values():
        for x in some_inputs(100, seed=2):
            y = rule.run(x)
            assert y is None or FAMILIES[rule.family].can(Glance.at(x, y)), (rule.code, x, y)


def test_rules_with_a_common_beginning_are_worked_out_alike_in_groups() -> None:
    for family in FAMILIES.values():
        codes = []
        for group in family.groups:
            for code, last_step in group.last_steps:
                codes.append(code)
                for x in some_inputs(60, seed=3):
                    middle = x if group.run is None else group.run(x)
                    y = None if middle is None else last_step(middle)
                    assert y == RULES[code].run(x)
                    assert not group.same_length or y is None or len(y) == len(middle or ())
        assert sorted(codes) == sorted(rule.code for rule in family.rules)


REASONING_GYM: dict[str, Any] = {
    "same": lambda x: x,
    "at 3": lambda x: [x[2]],
    "reverse": lambda x: list(reversed(x)),
    "sum distinct <30": lambda x: [sum(v for v in set(x) if v < 30)],
    "count 5": lambda x: [len([v for v in x if v == 5])],
    "before even": lambda x: [x[i - 1] for i in range(1, len(x)) if x[i] % 2 == 0],
    "+i": lambda x: [x[i] + i for i in range(len(x))],
    "at last": lambda x: [x[x[-1]]],
    "size": lambda x: [len(x)],
    "sum": lambda x: [sum(x)],
    "sort up": sorted,
    "sort down": lambda x: sorted(x)[::-1],
    "ends +1": lambda x: [x[0] + 1, *x[1:-1], x[-1] + 1],
    "up?": lambda x: [1 if sorted(x) == x else 0],
    "10?": lambda x: [int(x[0] % 10 == 0)] if len(x) == 1 else None,
    "2 * last": lambda x: [2 * x[-1]],
    "2x-4": lambda x: [2 * v - 4 for v in x],
}


@pytest.mark.parametrize("code", REASONING_GYM)
def test_reasoning_gyms_rules_are_among_them(code: str) -> None:
    assert len(REASONING_GYM) == 17
    compared = 0
    for x in some_inputs(200, seed=4):
        try:
            expected = REASONING_GYM[code](list(x))
        except IndexError:
            continue
        if expected is not None and (code != "ends +1" or len(x) > 1):
            assert RULES[code].run(x) == tuple(expected)
            compared += 1
    assert compared > 5


# --- problems --------------------------------------------------------------------------------------------------------

SETTINGS: list[dict[str, Any]] = [
    {},
    {"max_level": 1},
    {"min_level": 3},
    {"min_examples": 3, "max_examples": 3},
    {"min_length": 10, "max_length": 20, "max_value": 999, "min_examples": 6, "max_examples": 8},
]


@pytest.mark.parametrize("parameters", SETTINGS)
def test_problems_keep_to_the_settings_and_have_one_answer(parameters: dict[str, Any]) -> None:
    task = ListFunctions(**parameters)
    problems = [task.problem(seed=3, index=index) for index in range(80)]
    assert len({task.fingerprint(problem) for problem in problems}) == 80
    for problem in problems:
        rule = RULES[problem.rule]
        assert task.min_level <= rule.level <= task.max_level
        assert task.min_examples <= len(problem.inputs) <= task.max_examples
        for x in (*problem.inputs, problem.last):
            assert task.min_length <= len(x) <= task.max_length
            assert all(0 <= v <= task.max_value for v in x)
        assert [rule.run(x) for x in problem.inputs] == list(problem.outputs)
        assert rule.run(problem.last) == problem.answer
        examples = list(zip(problem.inputs, problem.outputs, strict=True))
        fitting = [r for r in RULES.values() if all(r.run(x) == y for x, y in examples)]
        assert {r.run(problem.last) for r in fitting} == {problem.answer}
        assert set(task.space(problem).right) == {r.code for r in fitting}


def test_every_rule_comes_up() -> None:
    class Fixed(Stream):
        """Always asks for the same rule."""

        def fixed_below(self, n: int) -> int:
            return number

    families = [list(family.rules) for family in FAMILIES.values()]
    missing = []
    for i, rules in enumerate(families):
        for j, rule in enumerate(rules):
            number = (1 * len(rules) + j) * len(families) + i
            stream = Fixed("rule", rule.code)
            drafts = (TASK.draw(stream) for _ in range(300))
            if not any(draft[0] == rule.code and TASK.finish(draft, stream) for draft in drafts):
                missing.append(rule.code)
    assert not missing


def test_parameters_are_checked() -> None:
    with pytest.raises(ParameterError, match=r"min_level=3: must not be above max_level=2"):
        ListFunctions(min_level=3, max_level=2)
    with pytest.raises(ParameterError, match=r"max_examples=9: must be between 3 and 8"):
        ListFunctions(max_examples=9)
    with pytest.raises(UnknownNameError, match="max_lenght"):
        ListFunctions(max_lenght=4)
    good: dict[str, Any] = {"inputs": ((1, 2),), "outputs": ((1,),), "last": (3, 4), "answer": (3,)}
    for change in ({"outputs": ()}, {"inputs": ((),)}, {"rule": "no such"}, {"last": (10**10,)}, {"last": ()}):
        with pytest.raises(ParameterError):
            ListFunctionsProblem(**{**good, **change})
    nonsense = ListFunctionsProblem(**{**good, "answer": (77, 1, 3)})
    with pytest.raises(ParameterError, match="must be what some rule that fits the examples gives"):
        tracekit.solve(TASK, nonsense, backtracks=0)


def test_splits_and_fingerprints() -> None:
    drawn = {split: {TASK.fingerprint(TASK.problem(seed=s, index=i, split=split)) for s in range(2) for i in range(40)}
             for split in ("train", "validation", "test")}  # type: ignore[misc]  # fmt: skip
    assert not drawn["train"] & drawn["validation"]
    assert not drawn["train"] & drawn["test"]
    problem = TASK.problem(seed=5, split="test")
    assert TASK.split_of(problem) == "test"
    turned = ListFunctionsProblem(
        inputs=problem.inputs[::-1], outputs=problem.outputs[::-1], last=problem.last, answer=problem.answer
    )
    assert TASK.fingerprint(turned) == TASK.fingerprint(problem)
    assert TASK.split_key(TASK.draft_of(turned)) == TASK.split_key(TASK.draft_of(problem))


# --- search ----------------------------------------------------------------------------------------------------------


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


def test_a_legal_rule_fits_the_first_example_or_gives_something_like_it() -> None:
    for index in range(60):
        problem = TASK.problem(seed=9, index=index)
        first, wanted = problem.inputs[0], problem.outputs[0]
        for family, guesses in TASK.space(problem).rules.items():
            for guess in guesses:
                output = RULES[guess.rule].run(first)
                assert RULES[guess.rule].family == family
                assert output is not None
                assert len(output) == len(wanted)
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


def test_rules_that_fit_the_first_examples_are_tried_before_others() -> None:
    tried = fitting = 0
    for index in range(60):
        problem = TASK.problem(seed=11, index=index)
        space = TASK.space(problem)
        wrong = {guess.rule for rules in space.rules.values() for guess in rules} - set(space.right)
        family = {rule for rule in space.survey.fits[RULES[problem.rule].family] if rule in wrong}
        if any(RULES[rule].run(problem.inputs[0]) == problem.outputs[0] for rule in family):
            trace = tracekit.solve(TASK, problem, backtracks=1, seed=index, strategy="detour", depth="late")
            tried += 1
            fitting += any(isinstance(event, DeadEnd) and event.reason.number > 1 for event in trace.events)
    assert tried > 20
    assert fitting > 0.6 * tried


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


def test_of_an_ambiguous_problem_only_the_rules_with_its_answer_are_legal() -> None:
    space = TASK.space(AMBIGUOUS)
    assert "sum distinct" in space.survey.answers
    assert "sum" in space.right
    for seed in range(20):
        trace = tracekit.solve(TASK, AMBIGUOUS, strategy="natural", seed=seed)
        assert trace.answer == "[15]"
        assert tracekit.certify(TASK, AMBIGUOUS, tracekit.render(trace, seed=seed).text).ok
    text = "find the rule\nkind number, which?\ntry: sum distinct\n1 -> [6] ok\n2 -> [49] ok\nlast -> [8], solved"
    error = tracekit.certify(TASK, AMBIGUOUS, text).error
    assert error is not None
    assert error.rule is Rule.ILLEGAL_MOVE
    assert "fits every example" in error.message


# --- language --------------------------------------------------------------------------------------------------------

LISTS = st.lists(st.integers(-200, 10**6), max_size=6).map(tuple)
NUMBERS = st.integers(1, 20)
PLACES = st.just(Start()) | st.sampled_from(list(FAMILIES)).map(OfKind)
EVENTS = st.one_of(
    PLACES.map(ChoicePoint),
    st.sampled_from(list(FAMILIES)).map(lambda name: Decision(OfKind(name))),
    st.sampled_from(list(FAMILIES)).map(lambda name: Inference(OfKind(name))),
    st.sampled_from(list(RULES)).map(lambda code: Decision(Guess(code))),
    st.sampled_from(list(RULES)).map(lambda code: Inference(Guess(code))),
    st.builds(Fits, NUMBERS, LISTS).map(Inference),
    st.builds(Apply, LISTS).map(Inference),
    st.builds(Misfit, NUMBERS, LISTS, LISTS).map(DeadEnd),
    st.builds(Undone, NUMBERS).map(DeadEnd),
    st.builds(Backtrack, PLACES, st.booleans()),
    LISTS.map(lambda x: Solved(f"[{', '.join(map(str, x))}]")),
    st.sampled_from([GaveUp(), Unsolvable()]),
)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=150)
@given(events=st.lists(EVENTS, max_size=14), seed=st.integers(0, 10**6))
def test_any_sequence_of_events_is_read_back(style: str, events: list[Any], seed: int) -> None:
    lexicon = lexicon_of(TASK, style)
    text, spans = lexicon.write(events, Stream(seed))
    found, found_spans, error = lexicon.read(text)
    assert error is None
    assert found == events
    assert found_spans == spans


@pytest.mark.parametrize("style", STYLES)
def test_every_rule_and_family_is_read_back(style: str) -> None:
    lexicon = lexicon_of(TASK, style)
    for rule, seed in itertools.product(RULES.values(), range(3)):
        events = [
            Decision(OfKind(rule.family)),
            ChoicePoint(OfKind(rule.family)),
            Decision(Guess(rule.code)),
            DeadEnd(Misfit(1, (1, -2), ())),
            Backtrack(OfKind(rule.family), refuted=True),
            Decision(Guess(rule.code)),
        ]
        assert lexicon.read(lexicon.write(events, Stream(seed))[0])[0] == events


def mutated(text: str, rng: random.Random) -> str:
    """The text with one digit or one word exchanged."""
    words = list(re.finditer(r"[A-Za-z]+", text))
    digits = list(re.finditer(r"[0-9]", text))
    if rng.random() < 0.6:
        match = rng.choice(digits)
        new = rng.choice([d for d in "0123456789" if d != match[0]])
    else:
        match = rng.choice(words)
        new = rng.choice([word[0] for word in words if word[0] != match[0]])
    return text[: match.start()] + new + text[match.end() :]


@pytest.mark.parametrize(
    ("n", "style"),
    [(150, "prose"), (150, "symbolic"), pytest.param(1000, "prose", marks=pytest.mark.slow)],
)
def test_changes_of_a_digit_or_word_are_reported(n: int, style: str) -> None:
    rng = random.Random(n)
    missed = []
    for index in range(n):
        problem = TASK.problem(seed=12, index=index)
        trace = tracekit.solve(TASK, problem, strategy="natural", ordering="plausible", seed=index)
        text = mutated(tracekit.render(trace, style, seed=index).text, rng)
        if tracekit.certify(TASK, problem, text).ok:
            missed.append(text)
    assert len(missed) <= 0.01 * n, missed


HOSTILE = ["Suppose I " + "add 1 " * 30_000, "[1, " * 40_000, "Input 1 gives [" + "1, " * 50_000 + "1]", "9" * 200_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused_in_time(text: str) -> None:
    problem = TASK.problem(seed=1)
    for opening in (
        "",
        "Which rule could it be? ",
        "Which rule could it be? Perhaps something is counted, but how exactly? ",
    ):
        assert not tracekit.certify(TASK, problem, opening + text).ok


# --- verifier --------------------------------------------------------------------------------------------------------

THREE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=(26, -72, 0))
ONE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=(7,))
NONE = ListFunctionsProblem(inputs=((1, 2),), outputs=((1,),), last=(5,), answer=())
RIGHT = [
    *((THREE, text) for text in (
        "[26, -72, 0]", "[26,-72,0]", "26, -72, 0", "26 -72 0", " [ 26 , -72 , 0 ]\n", "(26, -72, 0)", "{26; -72; 0}",
        "[26, −72, 0]", "Output: [26, -72, 0]", "The answer is [26, -72, 0].", "```\n[26, -72, 0]\n```",
        "```python\n[26, -72, 0]```", "`[26, -72, 0]`", "**[26, -72, 0]**", "$[26, -72, 0]$", "[26\n-72\n0]",
        "[+26, -72, 0,]",         "final answer: 26, -72, 0",
    )),
    *((ONE, text) for text in ("7", "[7]", "(7,)", "7.", "answer = 7", "result: [7]")),
    *((NONE, text) for text in ("[]", "[ ]", "()", "Output: []")),
]  # fmt: skip
WRONG = [
    *((THREE, text) for text in (
        "[26, -72]", "[26, -72, 0, 0]", "[-72, 26, 0]", "[26, 72, 0]", "[26, -72, 1]", "26-720", "[26, -72, 0",
        "26, -72, 0]", "[26, -72, 0)", "[[26, -72, 0]]", "[26, -72, 0] [26, -72, 0]", "[26, -72, x]", "[26.0, -72, 0]",
        "[026, -72, 0]", "[26,, -72, 0]", "", "[]", "26 + 0, -72, 0", "[2_6, -72, 0]", "٢٦, -72, 0",
        "list([26, -72, 0])", "9" * 5000, "__import__('os')", "[" * 3000,
    )),
    *((ONE, text) for text in ("8", "seven", "7, 7", "07", "7!", "[-7]", "7e0")),
    *((NONE, text) for text in ("", " ", "[0]", "empty", "None")),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "answer"), RIGHT)
def test_verify_accepts_the_usual_spellings(problem: ListFunctionsProblem, answer: str) -> None:
    assert TASK.verify(problem, answer), answer


@pytest.mark.parametrize(("problem", "answer"), WRONG)
def test_verify_refuses_all_else(problem: ListFunctionsProblem, answer: str) -> None:
    verdict = TASK.verify(problem, answer)
    assert not verdict, answer
    assert verdict.reason
    assert "\n" not in verdict.reason
    assert len(verdict.reason) < 300


@pytest.mark.parametrize("answer", [None, 3, b"[7]", [7], object()])
def test_verify_never_raises_on_other_types(answer: Any) -> None:
    assert not TASK.verify(ONE, answer)


def test_verify_agrees_with_json_on_near_misses() -> None:
    rng = random.Random(6)
    for _ in range(500):
        right = tuple(rng.randint(-20, 120) for _ in range(rng.randint(1, 5)))
        said = list(right)
        if rng.random() < 0.7:
            said[rng.randrange(len(said))] += rng.choice([-1, 0, 1])
        problem = ONE.model_copy(update={"answer": right})
        text = json.dumps(said)
        assert bool(TASK.verify(problem, text)) is (json.loads(text) == list(right))


# --- entries of reasoning-gym ----------------------------------------------------------------------------------------


def entry_of(question: Any, answer: Any, **metadata: Any) -> dict[str, Any]:
    return {"question": question, "answer": answer, "metadata": metadata}


def test_an_entry_is_read() -> None:
    examples = "Input 1: [3, 1]\nOutput 1: [1, 3]\nInput 2: [2, 9, 4]\nOutput 2: [2, 4, 9]\n"
    examples += "Input 3: [4, 19, 7, 17, 1]\nOutput 3: [1, 4, 7, 17, 19]\n"
    question = f"Examples:\n{examples}\n\nInput: [6, 1]\nOutput:\n"
    problem = TASK.from_reasoning_gym(entry_of(question, "[1, 6]", source_dataset="list_functions"))
    assert problem.inputs == ((3, 1), (2, 9, 4), (4, 19, 7, 17, 1))
    assert problem.outputs == ((1, 3), (2, 4, 9), (1, 4, 7, 17, 19))
    assert (problem.last, problem.answer, problem.flags) == ((6, 1), (1, 6), ())
    for damaged in (
        {},
        3,
        entry_of(question, None),
        entry_of(question, "[1, 7]"),
        entry_of(question, "no list"),
        entry_of(question.replace("Output 2", "Output 4"), "[1, 6]"),
        entry_of("What is the answer?", "[1, 6]"),
        entry_of(question, "[1, 6]", source_dataset="countdown"),
    ):
        with pytest.raises(ParameterError):
            TASK.from_reasoning_gym(damaged)  # type: ignore[arg-type]


@pytest.mark.parametrize(("n", "seeds"), [(60, (5,)), pytest.param(100, range(100, 700, 100), marks=pytest.mark.slow)])
def test_entries_are_solved_and_scored(n: int, seeds: Any) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    flagged = 0
    for seed in seeds:
        data = reasoning_gym.create_dataset("list_functions", seed=seed, size=n)
        for index, entry in enumerate(data):
            problem = TASK.from_reasoning_gym(entry)
            flagged += bool(problem.flags)
            trace = tracekit.solve(TASK, problem, backtracks=2, seed=index, strategy="detour")
            assert data.score_answer(trace.answer, entry) == 1.0
            for style in STYLES:
                assert tracekit.certify(TASK, problem, tracekit.render(trace, style, seed=index).text).ok
    assert flagged <= 0.1 * n * len(seeds)


# --- rows ------------------------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib
from tracekit.data.rows import Settings, make_rows
from tracekit.tasks.list_functions import ListFunctions
digest = hashlib.blake2b()
for strategy in ("exhaustive", "detour"):
    settings = Settings(ListFunctions(), backtracks=3, strategy=strategy)
    for index in range(15):
        digest.update(repr(make_rows(settings, index)).encode())
print(digest.hexdigest())
"""


def test_rows_do_not_depend_on_hash_order() -> None:
    digests = set()
    for hash_seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_rows_are_made_and_certified() -> None:
    for style in STYLES:
        for index in range(10):
            (row,) = make_rows(Settings(TASK, backtracks=4, style=style), index)
            assert row["backtracks"] == 4
            assert row["answer"].startswith("[")
