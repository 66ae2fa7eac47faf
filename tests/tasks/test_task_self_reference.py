from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from self_reference_oracle import brute_force, values_under

import tracekit
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings
from tracekit.errors import BacktracksUnreachableError, ParameterError
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference
from tracekit.search.rules import Rule
from tracekit.seeding import Stream
from tracekit.tasks.self_reference import Contradiction, RuleOut, SelfReference, SelfReferenceProblem, Suppose
from tracekit.tasks.self_reference.claims import (
    PAIR_RELATIONS,
    PROPERTIES,
    claim_of,
    code_of_sentence,
    code_of_short,
    code_of_symbols,
    sentence,
    short,
    symbols,
)

STYLES = ("prose", "symbolic", "marked", "reflective")
PARAMETERS: list[dict[str, Any]] = [
    {},
    {"order": "down"},
    {"min_statements": 5, "max_statements": 9},
    {"min_statements": 9, "max_statements": 9, "min_solutions": 0, "max_solutions": 0},
    {"min_solutions": 4, "max_solutions": 4},
]


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_answers_are_those_of_brute_force(parameters: dict[str, Any]) -> None:
    task = SelfReference(**parameters)
    for index in range(60):
        problem = task.problem(seed=3, index=index)
        right = brute_force(task.question(problem))
        assert len(set(problem.statements)) == len(problem.statements)
        assert task.min_solutions <= right <= task.max_solutions
        trace = tracekit.solve(task, problem, backtracks=0)
        assert trace.answer == str(right)
        for number in range(12):
            assert task.verify(problem, str(number)).correct is (number == right)


def test_every_claim_is_worded_and_read_back() -> None:
    problems = [SelfReference(min_statements=5, max_statements=9).problem(seed=5, index=index) for index in range(400)]
    codes = {(code, len(problem.statements)) for problem in problems for code in problem.statements}
    relations = Counter(claim_of(code).relation for code, _ in codes)
    assert set(relations) == {">=", "<=", "=", "-", *PROPERTIES, "true", "false", *PAIR_RELATIONS}
    for code, n in codes:
        assert code_of_sentence(sentence(code, n), n) == code
        assert code_of_short(short(code)) == code
        assert code_of_symbols(symbols(code)) == code
    for text in (
        "At least 3 of these 8 statements are true.",
        "At most 1 and at most 2 of these 7 statements are true.",
    ):
        with pytest.raises(ValueError, match="no claim"):
            code_of_sentence(text, 7)


def test_problems_do_not_repeat_and_answers_are_balanced() -> None:
    task = SelfReference()
    problems = [task.problem(seed=1, index=index) for index in range(3000)]
    assert len({task.fingerprint(problem) for problem in problems}) > 2990
    answers = Counter(tracekit.solve(task, problem, backtracks=0).answer for problem in problems[:1000])
    assert set(answers) == set("0123")
    assert max(answers.values()) < 400
    kinds = Counter(claim_of(code).relation for problem in problems for code in problem.statements)
    assert min(kinds.values()) > 200, kinds


@pytest.mark.slow
def test_twenty_thousand_questions_differ() -> None:
    task = SelfReference()
    assert len({task.question(task.problem(index=index)) for index in range(21_000)}) > 20_000


def test_the_fingerprint_does_not_depend_on_the_order() -> None:
    task = SelfReference()
    for index in range(100):
        problem = task.problem(seed=9, index=index)
        n = len(problem.statements)
        order = Stream("order", index).shuffled(range(n))
        place = {old + 1: new + 1 for new, old in enumerate(order)}
        codes = []
        for old in order:
            code = problem.statements[old]
            _, relation, *named = claim_of(code)
            if code.startswith("#"):
                now = sorted(place[number] for number in named if number)
                code = f"#{now[0]} {relation} #{now[1]}" if len(now) == 2 else f"#{now[0]} {relation}"
            codes.append(code)
        try:
            same = SelfReferenceProblem(statements=tuple(codes))
        except ParameterError:
            continue  # a reference now comes before the statement that it names
        assert task.fingerprint(same) == task.fingerprint(problem)
        assert task.split_of(same) == task.split_of(problem) == "train"


# --- exactly k, certified in every style ------------------------------------------------------------------------------


def check(task: SelfReference, problem: SelfReferenceProblem, k: int, strategy: Any, seed: int) -> bool:
    """Whether k can be had; then it is had exactly, and told truly."""
    try:
        trace = tracekit.solve(task, problem, backtracks=k, strategy=strategy, seed=seed)
    except BacktracksUnreachableError as error:
        reachable = list(error.reachable)
    else:
        reachable = []
    if reachable:
        most = len(problem.statements) + 1 - brute_force(task.question(problem))
        assert reachable == list(range(most + 1))
        return False
    assert trace.n_backtracks == k == sum(isinstance(event, DeadEnd) for event in trace)
    for style in STYLES:
        document = tracekit.render(trace, style, seed=seed)
        assert document.text[0].isalpha()
        assert tracekit.parse(task, problem, document.text, style=style) == trace
        certificate = tracekit.certify(task, problem, document.text)
        assert certificate.ok, (certificate.error, document.text)
        assert certificate.n_backtracks == k
        assert certificate.trace == trace
    assert task.verify(problem, trace.answer or "")
    return True


@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
@pytest.mark.parametrize("parameters", PARAMETERS)
def test_exactly_k(parameters: dict[str, Any], strategy: str) -> None:
    task = SelfReference(**parameters)
    for index in range(6):
        problem = task.problem(seed=2, index=index)
        reached = [check(task, problem, k, strategy, index) for k in (0, 1, 3, 5, 10)]
        assert reached[:3] == [True] * 3 or task.min_statements == 5


@pytest.mark.slow
@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
def test_three_hundred_problems_at_every_k(strategy: str) -> None:
    task = SelfReference()
    reached: Counter[int] = Counter()
    for index in range(300):
        problem = task.problem(seed=7, index=index)
        for k in (0, 1, 2, 3, 5, 10):
            reached[k] += check(task, problem, k, strategy, index)
    assert [reached[k] for k in (0, 1, 2, 3, 5)] == [300] * 5
    assert reached[10] == 0  # there are only eight numbers to refute


def test_other_searches_are_told_and_certified() -> None:
    task = SelfReference()
    for index in range(20):
        problem = task.problem(seed=4, index=index)
        for max_moves in (1, 2, 3, 5, 7, 2000):
            for ordering in ("given", "shuffled", "plausible", "best_first"):
                trace = tracekit.solve(
                    task, problem, strategy="natural", ordering=ordering, max_moves=max_moves, seed=index
                )
                for style in STYLES:
                    document = tracekit.render(trace, style, seed=index)
                    assert tracekit.parse(task, problem, document.text, style=style) == trace
                    assert tracekit.certify(task, problem, document.text).ok
            assert tracekit.solve(task, problem, strategy="natural", ordering="given").n_backtracks >= 5


def test_a_supposition_is_told_the_same_way_whatever_becomes_of_it() -> None:
    task = SelfReference()
    outcomes: Counter[type] = Counter()
    for index in range(200):
        problem = task.problem(seed=6, index=index)
        n = len(problem.statements)
        trace = tracekit.solve(task, problem, backtracks=index % 6, seed=index)
        events = trace.events
        for i, event in enumerate(events):
            if not isinstance(event, Decision) or not isinstance(event.move, Suppose):
                continue
            t, f = event.move.place
            assert events[i - 1] == ChoicePoint(event.move.place)
            values, counted, outcome = events[i + 1 : i + 4]
            assert isinstance(values, Inference)
            assert isinstance(counted, Inference)
            right = values_under(task.question(problem), t)
            assert values.move.values == tuple(zip(range(1, n + 1), problem.statements, right, strict=True))
            assert counted.move == (t <= f, right.count(t <= f))  # the fewer ones are counted
            assert isinstance(outcome, Inference if sum(right) == t else DeadEnd)
            outcomes[type(outcome)] += 1
    assert min(outcomes.values()) > 200


def test_reasons_are_shorter_than_trials_and_true() -> None:
    task = SelfReference()
    for index in range(100):
        problem = task.problem(seed=6, index=index)
        n = len(problem.statements)
        trace = tracekit.solve(task, problem, backtracks=3, seed=index)
        for event in trace.events:
            if isinstance(event, Decision) and isinstance(event.move, RuleOut):
                value, place, statements = event.move
                right = values_under(task.question(problem), place.true)
                assert len(set(statements)) == len(statements) == 1 + (place.true if value else place.false) <= n
                assert all(problem.statements[i - 1] == code and right[i - 1] is value for i, code in statements)


def test_every_dead_end_has_a_cause_of_its_own() -> None:
    task = SelfReference()
    for index in range(50):
        trace = tracekit.solve(task, task.problem(seed=6, index=index), backtracks=4, seed=index)
        space = task.space(trace.problem)
        reasons = [event.reason for event in trace.events if isinstance(event, DeadEnd)]
        assert len({space.cause(reason) for reason in reasons}) == 4
        for value, supposed, made in reasons:  # whether the true or the false ones are counted
            assert space.cause(Contradiction(not value, 7 - supposed, 7 - made)) == space.cause(
                Contradiction(value, supposed, made)
            )


@pytest.mark.parametrize("style", STYLES)
def test_changes_of_a_digit_or_word_are_reported(style: str) -> None:
    task = SelfReference()
    stream = Stream("mutations", style)
    words = ["true", "false", "no", "would", "and", "least", "most", "exactly", "one", "both", "neither", "out", "odd"]
    unreported = []
    for number in range(340):
        problem = task.problem(seed=8, index=number % 40)
        trace = tracekit.solve(task, problem, backtracks=number % 5, seed=number)
        text = tracekit.render(trace, style, seed=number).text
        if number % 2:
            at = stream.pick([match.start() for match in re.finditer("[0-9]", text)])
            changed = text[:at] + str((int(text[at]) + stream.between(1, 9)) % 10) + text[at + 1 :]
        else:
            match = stream.pick(list(re.finditer(r"[A-Za-z]+", text)))
            changed = text[: match.start()] + stream.pick(words) + text[match.end() :]
        if changed == text:
            continue
        certificate = tracekit.certify(task, problem, changed)
        if certificate.ok and certificate.trace == trace:
            continue  # another way to say the same thing: Now, Next, Say, Take
        if certificate.ok:
            unreported.append(changed)
    assert not unreported


@pytest.mark.parametrize(
    ("old", "new", "rule", "detail"),
    [
        ("out: true #1 T>=1", "out: true #2 F<=3", Rule.ILLEGAL_MOVE, "statement 2 would be false"),
        ("out: true #1 T>=1", "out: true #1 T>=2", Rule.ILLEGAL_MOVE, "statement 1 does not say that"),
        ("out: true #1 T>=1, #3 T odd", "out: true #1 T>=1", Rule.ILLEGAL_MOVE, "3 would be true, for 1"),
        ("out: false #3 T odd", "out: false #1 T>=1", Rule.ILLEGAL_MOVE, "statement 1 would be true"),
        ("T=1 F=4", "T=1 F=3", Rule.WRONG_PLACE, ""),
        ("T=1 F=4", "T=0 F=5", Rule.WRONG_PLACE, ""),
        ("fits 1", "fits 2", Rule.NOT_FORCED, "that is solution 1"),
        ("#3 T odd yes, #4 T>=5 no", "#3 T odd no, #4 T>=5 no", Rule.NOT_FORCED, "statement 3 would be true"),
        ("T=3 != 1", "T=2 != 1", Rule.NOT_FORCED, "3 would be true, for 1"),
        ("F=3 != 1", "F=3\nbut T 3 != 4", Rule.WRONG_REASON, "2 would be true, for 4"),
        ("F=3 != 1", "F=3, fits 3", Rule.NOT_FORCED, "2 would be true, for 4"),
        ("refuted, back to 1, ", "aside, back to 1, ", Rule.REFUTED_LINE, ""),
        ("solved: 3", "solved: 2", Rule.WRONG_ANSWER, ""),
    ],
)
def test_what_is_false_is_named(old: str, new: str, rule: Rule, detail: str) -> None:
    task = SelfReference()
    problem = SelfReferenceProblem(statements=("true>=1", "false<=3", "true odd", "true>=5", "#1 and #3"))
    assert brute_force(task.question(problem)) == 3  # none, the first two, or all
    trace = tracekit.solve(task, problem, backtracks=3 if "!=" in old or "back" in old or "yes" in old else 0)
    text = tracekit.render(trace, "symbolic").text
    assert old in text, text
    error = tracekit.certify(task, problem, text.replace(old, new, 1)).error
    assert error
    assert error.rule is rule
    assert detail in error.message


def test_the_same_rows_whatever_the_hash_seed() -> None:
    code = (
        "import json; from tracekit.data.rows import make_rows; from tracekit.data.settings import Settings\n"
        "from tracekit.tasks.self_reference import SelfReference\n"
        "s = Settings(SelfReference(), backtracks=[0, 2, 5], seed=3)\n"
        "print(json.dumps([make_rows(s, i) for i in range(12)]))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    rows = [row for made in json.loads(outputs[0]) for row in made]
    assert rows[0]["fingerprint"].startswith("self_reference:7:")


def test_rows_of_every_split_and_json() -> None:
    task = SelfReference()
    for split in ("train", "validation", "test"):
        row = make_rows(Settings(task, backtracks=3, split=split), 0)[0]
        problem = SelfReferenceProblem.read_json(row["problem"])
        assert task.split_of(problem) == split
        events = task.vocabulary.from_json(json.loads(row["trace"]))
        assert tracekit.certify(task, problem, tracekit.Trace(task, problem, events)).ok
        assert row["backtracks"] == 3
