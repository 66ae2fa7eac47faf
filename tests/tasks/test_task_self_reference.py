from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

import tracekit
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings
from tracekit.errors import BacktracksUnreachableError, ParameterError
from tracekit.search.events import Backtrack, DeadEnd, Decision, Inference
from tracekit.search.rules import Rule
from tracekit.seeding import Stream
from tracekit.tasks.self_reference import RuleOut, SelfReference, SelfReferenceProblem, Suppose
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

STYLES = ("prose", "symbolic", "marked")
PARAMETERS: list[dict[str, Any]] = [
    {},
    {"order": "down"},
    {"min_statements": 5, "max_statements": 9},
    {"min_statements": 9, "max_statements": 9, "min_solutions": 0, "max_solutions": 0},
    {"min_solutions": 4, "max_solutions": 4},
]
MIXED = SelfReferenceProblem(
    statements=("true>=2", "false<=3", "true=5", "false=0", "#3 xor #4", "true prime", "false composite")
)


# --- an independent judge: the question's own words, and every assignment ---------------------------------------------


def says(text: str, values: tuple[bool, ...]) -> bool:
    """Whether what a sentence says of an assignment is so."""
    numbers = [int(number) for number in re.findall(r"[0-9]", re.sub(r"of these [0-9]", "", text))]
    if "tatement " in text or "Statements " in text:
        named = [values[number - 1] for number in numbers]
        if text.startswith("Either"):
            return sum(named) == 1
        if text.startswith("At least one"):
            return sum(named) > 0
        if text.endswith("both true or both false."):
            return sum(named) != 1
        return named == [text.endswith("true.")] * len(named)
    number = sum(value is ("true" in text) for value in values)
    if "number of" in text:
        divisors = [d for d in range(1, number + 1) if number % d == 0]
        if "odd" in text or "even" in text:
            return number % 2 == ("odd" in text)
        return len(divisors) > 2 if "composite" in text else len(divisors) == 2
    low = re.search(r"(?:At least|Exactly) ([0-9])", text)
    high = re.search(r"(?:[Aa]t most|Exactly) ([0-9])", text)
    return (not low or number >= int(low[1])) and (not high or number <= int(high[1]))


def brute_force(question: str) -> int:
    """The number of solutions, from the text of a question of ours or of reasoning-gym."""
    said = re.findall(r"^(?:[0-9]\. | - Statement [0-9]: ')([A-Z].*?\.)'?$", question, re.MULTILINE)
    assignments = itertools.product((False, True), repeat=len(said))
    return sum(all(says(text, v) == v[i] for i, text in enumerate(said)) for v in assignments)


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
    assert trace.n_backtracks == k == sum(isinstance(e, Decision) and e.move == Suppose() for e in trace)
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


def test_a_line_may_be_set_aside() -> None:
    task = SelfReference()
    trace = tracekit.solve(task, MIXED, backtracks=2)
    events = tuple(Backtrack(e.to, False) if isinstance(e, Backtrack) else e for e in trace)
    aside = type(trace)(task, MIXED, events)
    for style in STYLES:
        text = tracekit.render(aside, style).text
        assert tracekit.parse(task, MIXED, text) == aside
        assert tracekit.certify(task, MIXED, text).ok
        assert "ruled out, so back" not in text


def test_reasons_are_shorter_than_trials_and_true() -> None:
    task = SelfReference()
    for index in range(100):
        problem = task.problem(seed=6, index=index)
        n = len(problem.statements)
        trace = tracekit.solve(task, problem, backtracks=3, seed=index)
        for event, after in itertools.pairwise(trace.events):
            if isinstance(event, Decision) and isinstance(event.move, RuleOut):
                assert 1 <= len(event.move.statements) <= n
            if isinstance(event, Inference) and isinstance(after, DeadEnd):
                values = event.move
                told = [*values.statements, *values.more, *values.rest]
                assert sorted(told) == list(enumerate(problem.statements, 1))
                true = [*values.statements, *values.more] if values.value else values.rest
                assert len(true) == after.reason.made != after.reason.supposed


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
        ("out: false #3 T odd", "out: false #1 T>=1", Rule.ILLEGAL_MOVE, "statement 1 would be true"),
        ("T=1 F=4", "T=2 F=3", Rule.WRONG_PLACE, ""),
        ("fits 1", "fits 2", Rule.NOT_FORCED, ""),
        ("solved: 3", "solved: 2", Rule.WRONG_ANSWER, ""),
        ("3 != 1", "2 != 1", Rule.WRONG_REASON, "3 would be true, for 1"),
        ("back to 1, out above", "back to 1, out below", Rule.ILLEGAL_MOVE, ""),
    ],
)
def test_what_is_false_is_named(old: str, new: str, rule: Rule, detail: str) -> None:
    task = SelfReference()
    problem = SelfReferenceProblem(statements=("true>=1", "false<=3", "true odd", "true>=5", "#1 and #3"))
    assert brute_force(task.question(problem)) == 3  # none, the first two, or all
    trace = tracekit.solve(task, problem, backtracks=3 if "!=" in old or "above" in old else 0)
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


# --- the verifier -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("2", True),
        (" 2 \n", True),
        ("2.", True),
        ("02", True),
        ("2.0", True),
        ("two", True),
        ("Two", True),
        ("**2**", True),
        ("$2$", True),
        ("`2`", True),
        (r"\boxed{2}", True),
        (r"$\boxed{2}$", True),
        ("2 solutions", True),
        ("two possible solutions", True),
        ("There are 2 solutions.", True),
        ("there are **two** ways", True),
        ("The answer is 2.", True),
        ("Answer: 2", True),
        ("The number of possible solutions is 2", True),
        ("1", False),
        ("3", False),
        ("zero", False),
        ("none", False),
        ("22", False),
        ("2 or 3", False),
        ("not 2", False),
        ("-2", False),
        ("2/1", False),
        ("2.5", False),
        ("1+1", False),
        ("２", False),
        ("²", False),
        ("", False),
        ("second", False),
        ("the answer is", False),
        ("2 2", False),
        ("2" * 100_000, False),
        ("the " * 10_000, False),
        ("__import__('os')", False),
        ("\ud800", False),
    ],
)
def test_verify_spellings(answer: str, right: bool) -> None:
    problem = SelfReferenceProblem(statements=("true>=1", "#1 true"))  # both or neither
    assert brute_force(SelfReference().question(problem)) == 2
    verdict = SelfReference().verify(problem, answer)
    assert verdict.correct is right
    assert verdict.reason
    assert "\n" not in verdict.reason


@pytest.mark.parametrize("answer", [None, 2, b"2", ["2"], object()])
def test_verify_never_raises(answer: Any) -> None:
    assert not SelfReference().verify(MIXED, answer)


# --- parameters, problems and entries that are refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"min_statements": 4}, "min_statements=4: must be between 5 and 9"),
        ({"min_statements": 8}, "min_statements=8: must not be above max_statements=7"),
        ({"min_solutions": 4}, "min_solutions=4: must not be above max_solutions=3"),
        ({"max_solutions": 5}, "max_solutions=5: must be between 0 and 4"),
        ({"order": "sideways"}, "order='sideways': must be one of 'up', 'down'"),
    ],
)
def test_parameters_are_checked(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        SelfReference(**parameters)


@pytest.mark.parametrize("statements", [(), ("true>3",), ("#1 true",), ("true>=1", "#1 xor #3"), ("true=1",) * 10])
def test_problems_are_checked(statements: tuple[str, ...]) -> None:
    with pytest.raises(ParameterError):
        SelfReferenceProblem(statements=statements)


QUESTION = (
    "Given the truthfulness of these statements, please tell me the number of possible solutions: \n"
    " - Statement 1: 'At least 2 of these 7 statements are true.'\n"
    " - Statement 2: 'At most 3 of these 7 statements are false.'\n"
    " - Statement 3: 'Exactly 5 of these 7 statements are true.'\n"
    " - Statement 4: 'Exactly 0 of these 7 statements are false.'\n"
    " - Statement 5: 'Either Statement 3 or Statement 4 is true, but not both.'\n"
    " - Statement 6: 'The number of true statements is a prime number.'\n"
    " - Statement 7: 'The number of false statements is a composite number.'\n"
)


def test_an_entry_of_reasoning_gym_is_read() -> None:
    task = SelfReference()
    entry = {"question": QUESTION, "answer": "?", "metadata": {"source_dataset": "self_reference"}}
    problem = task.from_reasoning_gym(entry)
    assert problem == MIXED
    right = brute_force(QUESTION)
    assert tracekit.solve(task, problem, backtracks=1).answer == str(right)
    for damaged in (
        {},
        None,
        {**entry, "question": None},
        {**entry, "question": ""},
        {**entry, "question": QUESTION.replace("At least 2", "Many")},
        {**entry, "question": QUESTION.replace("Statement 2:", "Statement 3:")},
        {**entry, "question": QUESTION.replace("these 7", "these 8")},
        {**entry, "metadata": {"source_dataset": "sudoku"}},
    ):
        with pytest.raises(ParameterError):
            task.from_reasoning_gym(damaged)  # type: ignore[arg-type]


def check_entries(seed: int, size: int) -> None:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    dataset = reasoning_gym.create_dataset("self_reference", seed=seed, size=size)
    task = SelfReference()
    for number, entry in enumerate(dataset):
        problem = task.from_reasoning_gym(entry)
        k = min(number % 6, 8 - int(entry["answer"]))
        trace = tracekit.solve(task, problem, backtracks=k, seed=number)
        style = STYLES[number % 3]
        certificate = tracekit.certify(task, problem, tracekit.render(trace, style, seed=number).text)
        assert certificate.ok, certificate.error
        assert certificate.n_backtracks == k
        assert dataset.score_answer(trace.answer, entry) == 1.0
        assert task.verify(problem, entry["answer"])
        assert not task.verify(problem, str(int(entry["answer"]) + 1))


def test_entries_score_full_marks() -> None:
    check_entries(seed=1, size=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 5000, 10_000, 15_000, 20_000])
def test_many_entries_score_full_marks(seed: int) -> None:
    check_entries(seed, 100)
