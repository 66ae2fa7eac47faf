"""Texts: sentences moved about, digits changed, tags broken, junk. A sentence is named, and nothing is raised."""

from __future__ import annotations

import contextlib
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from own_judge import CountdownRules, SudokuRules, judge

import tracekit
from tracekit import Rule, Trace
from tracekit.language.lexicon import Span
from tracekit.tasks.countdown import CountdownProblem
from tracekit.tasks.sudoku import SudokuProblem

STYLES = ("prose", "symbolic", "marked")

COUNTDOWN = tracekit.get_task("countdown", min_numbers=4, max_numbers=5)
SUDOKU = tracekit.get_task("sudoku", min_empty=30, max_empty=36)
RULES: dict[str, Any] = {"countdown": CountdownRules, "sudoku": SudokuRules}
HANG = 20.0
"""Seconds: far more than any text may take, far less than a search that runs away."""


def some_traces(task: Any, n: int, ks: Sequence[int]) -> list[Trace]:
    traces: list[Trace] = []
    seed = 0
    while len(traces) < n:
        strategy: Any = ("exhaustive", "detour")[seed % 2]
        with contextlib.suppress(tracekit.BacktracksUnreachableError):
            k = ks[seed % len(ks)]
            traces.append(tracekit.solve(task, task.problem(seed=seed), backtracks=k, seed=seed, strategy=strategy))
        seed += 1
    return traces


@pytest.fixture(scope="module")
def traces() -> dict[str, list[Trace]]:
    return {"countdown": some_traces(COUNTDOWN, 12, (1, 3, 6, 0)), "sudoku": some_traces(SUDOKU, 8, (2, 3, 0, 1))}


def is_true(trace: Trace, text: str) -> bool:
    """Whether a text tells a true trace, by a second opinion on its events."""
    try:
        read = tracekit.parse(trace.task, trace.problem, text)
    except tracekit.TextError:
        return False
    return judge(RULES[trace.task.name](trace.problem), read.events)


def sentences(spans: Sequence[Span]) -> list[list[int]]:
    """The numbers of the events that each sentence tells: its parts follow each other without a blank."""
    groups: list[list[int]] = []
    for i, span in enumerate(spans):
        if i and spans[i - 1].end == span.start:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("name", ["countdown", "sudoku"])
def test_sentences_dropped_repeated_moved_and_added(traces: dict[str, list[Trace]], name: str, style: str) -> None:
    rng = random.Random(1)
    n = passed = 0
    for seed, trace in enumerate(traces[name][:6]):
        document = tracekit.render(trace, style, seed=seed)
        told = [
            document.text[document.spans[group[0]].start : document.spans[group[-1]].end]
            for group in sentences(document.spans)
        ]
        starts = [document.spans[group[0]].start for group in sentences(document.spans)]
        added = tracekit.render(traces[name][7], style, seed=seed + 50).text.split(
            "\n" if style == "symbolic" else ". "
        )
        for i in range(len(told)):
            j = rng.randrange(len(told))
            rest = [*told[:i], *told[i + 1 :]]
            variants = {
                "dropped": rest,
                "repeated": [*told[: i + 1], *told[i:]],
                "moved": [*rest[:j], told[i], *rest[j:]],
                "swapped": [*told[:i], *told[i : i + 2][::-1], *told[i + 2 :]],
                "added": [*told[:i], rng.choice(added).rstrip(".") + ("." if style == "prose" else ""), *told[i:]],
                "nonsense": [*told[:i], "So it goes.", *told[i:]],
                "cut": told[:i],
            }
            for what, parts in variants.items():
                if parts == told:
                    continue
                n += 1
                # Rows of numbers end where the line ends.
                text = ("\n" if style == "symbolic" else " ").join(parts)
                certificate = tracekit.certify(trace.task, trace.problem, text)
                if certificate.ok:
                    passed += 1
                    assert is_true(trace, text), (what, text)
                    continue
                error = certificate.error
                assert error is not None
                assert error.sentence == text[error.start : error.end]
                # Up to the sentence that was touched, all is as it was.
                touched = min(i, j) if what == "moved" else i
                before = len(" ".join(told[:touched]))
                assert error.start is not None
                # "8 + 9 = 17." and "That leaves 17." make one sentence, whose second part begins with the full stop.
                assert error.start >= before - 1
                if what == "nonsense":
                    assert error.rule is Rule.UNKNOWN_STATEMENT
                    assert error.sentence.startswith("So it goes.")
                if what == "cut":
                    assert error.rule is Rule.UNFINISHED
                    assert error.start == error.end == len(text)
                if what == "repeated" and i + 1 < len(told):
                    # The second telling is what is false, at once or (a sentence of several parts) within it.
                    again = starts[i] + len(told[i]) + 1
                    assert again - 1 <= error.start < again + len(told[i])
    assert n > 100
    # A sentence said twice can be true twice, and what follows from the same state can be told in any order.
    assert passed <= n / 3


def digit_changes(name: str, style: str, n: int, traces: list[Trace], seed: int) -> Counter[str]:
    """Change one digit at a time, at random places; what became of it, by kind."""
    rng = random.Random(f"{name} {style} {seed}")
    found: Counter[str] = Counter()
    documents = [tracekit.render(trace, style, seed=i) for i, trace in enumerate(traces)]
    for _ in range(n):
        k = rng.randrange(len(traces))
        trace, text = traces[k], documents[k].text
        place = rng.choice([i for i, character in enumerate(text) if character.isdigit()])
        digit = rng.choice([d for d in "0123456789" if d != text[place]])
        changed = text[:place] + digit + text[place + 1 :]
        certificate = tracekit.certify(trace.task, trace.problem, changed)
        if certificate.error is None:
            assert is_true(trace, changed), changed
            same = certificate.trace == trace
            found["passed: the same trace in other words" if same else "passed: another true trace"] += 1
            continue
        error = certificate.error
        assert error.sentence == changed[error.start : error.end]
        at = next(i for i, span in enumerate(documents[k].spans) if span.start <= place < span.end)
        # The sentence of the digit, or a later one that follows from it no more; never an earlier one.
        if error.rule is Rule.UNKNOWN_STATEMENT:
            found["unreadable"] += 1
        else:
            assert error.index >= at
            found["at the sentence" if error.index == at else "later"] += 1
    return found


def check_digit_changes(n: int, traces: dict[str, list[Trace]], seed: int) -> None:
    total: Counter[str] = Counter()
    for name in ("countdown", "sudoku"):
        for style in ("prose", "symbolic"):
            total += digit_changes(name, style, n, traces[name], seed)
    assert sum(total.values()) == 4 * n
    passed = sum(number for kind, number in total.items() if kind.startswith("passed"))
    assert passed <= 0.01 * 4 * n, total
    # By far most are named where they are: the rest are other moves that could have been tried there.
    assert total["at the sentence"] >= 0.8 * 4 * n, total


def test_single_digits_changed(traces: dict[str, list[Trace]]) -> None:
    check_digit_changes(1250, traces, 0)


@pytest.mark.slow
def test_many_more_single_digits_changed(traces: dict[str, list[Trace]]) -> None:
    check_digit_changes(10_000, traces, 1)


# --- whole completions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["countdown", "sudoku"])
@pytest.mark.parametrize("opening", ["<think>", "<think>\n", ""])
def test_completions(traces: dict[str, list[Trace]], name: str, opening: str) -> None:
    for trace in traces[name][:3]:
        task, problem, answer = trace.task, trace.problem, trace.answer
        assert answer is not None
        thinking = tracekit.render(trace).text

        def fault(text: str, task: Any = task, problem: Any = problem) -> Any:
            error = tracekit.certify(task, problem, text).error
            if error is not None:
                assert error.sentence == text[error.start : error.end]
            return error

        assert fault(f"{opening}{thinking}</think><answer>{answer}</answer>") is None
        assert fault(f"{opening}{thinking}\n</think>\n\n<answer>\n{answer}\n</answer>\n") is None
        other = ("9" if answer[0] != "9" else "8") + answer[1:]
        for wrong in (other, answer + " 1", "", "1", answer[::-1]):
            text = f"{opening}{thinking}</think><answer>{wrong}</answer>"
            if wrong != answer:
                error = fault(text)
                assert error.rule is Rule.WRONG_ANSWER
                assert error.sentence == wrong
                assert error.start >= text.index("<answer>")
        # A fault in the thinking comes first, and its place is that in the whole text.
        broken = f"{opening}{thinking[:-1]}!</think><answer>{answer}</answer>"
        error = fault(broken)
        assert error.rule in (Rule.UNKNOWN_STATEMENT, Rule.AFTER_END)
        assert len(opening) <= error.start < broken.index("</think>")


BROKEN = {
    "no end of thinking": "<think>{t}<answer>{a}</answer>",
    "no answer": "<think>{t}</think>",
    "answer inside the thinking": "<think>{t}<answer>{a}</answer></think>",
    "two answers": "<think>{t}</think><answer>{a}</answer><answer>{a}</answer>",
    "two thoughts": "<think>{t}</think><think>{t}</think><answer>{a}</answer>",
    "an answer that does not end": "<think>{t}</think><answer>{a}",
    "an answer that does not begin": "<think>{t}</think>{a}</answer>",
    "answer first": "<answer>{a}</answer><think>{t}</think>",
    "text before": "Well. <think>{t}</think><answer>{a}</answer>",
    "text between": "<think>{t}</think> so <answer>{a}</answer>",
    "text after": "<think>{t}</think><answer>{a}</answer> done",
    "capitals": "<THINK>{t}</THINK><ANSWER>{a}</ANSWER>",
    "only the tags": "<think></think><answer></answer>",
    "upside down": "</think>{t}<think><answer>{a}</answer>",
}


@pytest.mark.parametrize("shape", BROKEN)
def test_broken_tags_are_reported(traces: dict[str, list[Trace]], shape: str) -> None:
    for name in ("countdown", "sudoku"):
        trace = traces[name][0]
        text = BROKEN[shape].format(t=tracekit.render(trace).text, a=trace.answer)
        certificate = tracekit.certify(trace.task, trace.problem, text)
        assert not certificate.ok
        assert certificate.error is not None
        assert certificate.error.sentence == text[certificate.error.start : certificate.error.end]


@pytest.mark.parametrize("shape", ["no end of thinking", "answer inside the thinking", "two answers", "text after"])
def test_a_broken_format_is_named_as_such(traces: dict[str, list[Trace]], shape: str) -> None:
    """Every sentence holds and the search is finished: what is wrong is the format, and nothing else."""
    trace = traces["countdown"][0]
    text = BROKEN[shape].format(t=tracekit.render(trace).text, a=trace.answer)
    error = tracekit.certify(trace.task, trace.problem, text).error
    assert error is not None
    assert error.rule is Rule.BAD_FORMAT


def test_the_place_of_a_fault_counts_from_the_beginning_of_the_completion(traces: dict[str, list[Trace]]) -> None:
    trace = traces["countdown"][0]
    text = "5 + <think>5 +</think><answer>1</answer>"
    error = tracekit.certify(trace.task, trace.problem, text).error
    assert error is not None
    assert error.rule is Rule.UNKNOWN_STATEMENT
    assert error.start == text.index("<think>") + len("<think>")


# --- junk ------------------------------------------------------------------------------------------------------------


def junk(rng: random.Random, texts: Sequence[str]) -> str:
    def piece() -> str:
        text = rng.choice(texts)
        i, j = sorted((rng.randrange(len(text)), rng.randrange(len(text))))
        return text[i:j]

    alphabet = rng.choice(
        ["0123456789+-*/= ", "rc0123456789, or.", "".join(map(chr, range(32, 127))), "٣४²½Ⅷ１ \u00a0\u2028\x1c\n"]
    )
    kind = rng.randrange(7)
    if kind == 0:
        return "".join(rng.choice(alphabet) for _ in range(rng.randrange(300)))
    if kind == 1:
        text = rng.choice(texts)
        return text[: rng.randrange(len(text))]
    if kind == 2:
        return piece() + piece()
    if kind == 3:
        return f"<think>{piece()}</think><answer>{piece()}</answer>"
    if kind == 4:
        return "".join(rng.choice(["<think>", "</think>", "<answer>", "</answer>", piece(), " "]) for _ in range(6))
    if kind == 5:
        words = rng.choice(texts).split()
        rng.shuffle(words)
        return " ".join(words)
    text = list(rng.choice(texts))
    for _ in range(rng.randrange(1, 6)):
        text[rng.randrange(len(text))] = rng.choice(alphabet)
    return "".join(text)


def test_junk_gets_a_certificate(traces: dict[str, list[Trace]]) -> None:
    rng = random.Random(7)
    texts = [tracekit.render(t, s, seed=i).text for ts in traces.values() for i, t in enumerate(ts) for s in STYLES]
    ok = 0
    for n in range(2000):
        trace = traces[("countdown", "sudoku")[n % 2]][n % 8]
        text = junk(rng, texts)
        started = time.perf_counter()
        certificate = tracekit.certify(trace.task, trace.problem, text)
        assert time.perf_counter() - started < HANG / 4
        assert isinstance(certificate, tracekit.Certificate)
        if certificate.ok:
            ok += 1
            assert is_true(trace, text)
        else:
            assert certificate.error is not None
            assert certificate.error.sentence == text[certificate.error.start : certificate.error.end]
    assert ok <= 20


HOSTILE = {
    "digits": "1" * 200_000,
    "a number too long for int": "have " + "9" * 5000,
    "a longer list": "have " + "1 " * 60_000,
    "a list": "I have " + "1, " * 60_000,
    "a list with an end": "1, " * 60_000 + "1 are left.",
    "a list of halves": "I have " + "1/2, " * 40_000 + "x",
    "fractions with huge parts": f"have {'9' * 30}/{'9' * 30} {'9' * 31}/{'9' * 31}",
    "a zero below": "have 1/0 3/00",
    "openings": "I have 3 and 4. " * 12_000,
    "begun and begun": "5 + 3 = 8, leaving " * 10_000,
    "begun tries": "What about 5 + 3 = " * 10_000,
    "an answer without end": "5 + 3 = 8, solved: " + "(" * 200_000,
    "answers": "solved: ((1\n" * 15_000,
    "options": "r1c1 can be " + "1, " * 60_000,
    "options again": "r1c1 can be 1 or 2; I try 1. " * 6000,
    "cells that are not there": "r0c0 can be 1 or 2; I try 1.",
    "values that are not there": "r1c1 in 0 0, try 0",
    "stuck": "r1c1 stuck: row " + "1 " * 90_000,
    "stuck everywhere": "r1c1 stuck: row - column - box -\n" * 5000,
    "returns": "refuted, back to r1c1 left 1\n" * 6000,
    "returns to numbers": "refuted, back to " + "1 " * 90_000 + "x",
    "given up": "gave up\n" * 25_000,
    "white space": " \n\t" * 70_000,
    "other white space": "\u00a0\u2003\x1c" * 50_000 + "x",
    "Unicode digits": "I have ٣ and ٤.",
    "full-width digits": "have １ ２",
    "nothing": "",
    "a null": "\x00",
    "half a pair": "\ud800",
    "tags": "<think>" * 20_000 + "</think>",
    "answers in tags": "<answer>" * 20_000 + "</answer>" * 20_000,
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("name", ["countdown", "sudoku"])
def test_hostile_texts(traces: dict[str, list[Trace]], name: str, what: str) -> None:
    trace = traces[name][0]
    started = time.perf_counter()
    certificate = tracekit.certify(trace.task, trace.problem, HOSTILE[what])
    assert time.perf_counter() - started < HANG
    assert not certificate.ok


@pytest.mark.parametrize("unit", ["I have 3 and 4. ", "1, ", "r1c1 can be 1 or 2; I try 1. ", "r1c1 can be 1 ", "1 "])
@pytest.mark.parametrize("name", ["countdown", "sudoku"])
def test_time_grows_with_the_length_of_a_text_and_no_faster(
    traces: dict[str, list[Trace]], name: str, unit: str
) -> None:
    """Eight times the text: eight times as long, not sixty-four times (and some leeway for a busy machine)."""
    trace = traces[name][0]

    def seconds(n: int) -> float:
        text = "have " + unit * n
        best = HANG
        for _ in range(3):
            started = time.perf_counter()
            tracekit.certify(trace.task, trace.problem, text)
            best = min(best, time.perf_counter() - started)
        return best

    assert seconds(16_000) < 30 * seconds(2000) + 1


def test_one_sentence_of_surrender_is_no_solution(traces: dict[str, list[Trace]]) -> None:
    for name in ("countdown", "sudoku"):
        trace = traces[name][0]
        certificate = tracekit.certify(trace.task, trace.problem, "gave up")
        assert not certificate.solved
        assert certificate.trace.answer is None
        error = tracekit.certify(
            trace.task, trace.problem, f"<think>gave up</think><answer>{trace.answer}</answer>"
        ).error
        assert error is not None
        assert error.rule is Rule.WRONG_ANSWER


def test_a_false_trace_can_be_looked_at(traces: dict[str, list[Trace]]) -> None:
    """A certificate holds the trace as read; asking it for its moves must not fail because it is false."""
    false = {
        "countdown": [
            "That does not work: back to 5 and 3. 5 + 3 = 8, as wanted. Put together: 5.",
            "I have 5 and 3. 5 + 3 = 8, as wanted. Put together: 5.",
            "solved: 5",
        ],
        "sudoku": ["refuted, back to r1c1 left 1\nsolved", "r0c0 = 9\nsolved", "solved", "r9c9 = 0\nsolved"],
    }
    for name, texts in false.items():
        for text in texts:
            trace = traces[name][0]
            certificate = tracekit.certify(trace.task, trace.problem, text)
            assert not certificate.ok
            assert certificate.trace.n_backtracks >= 0
            _ = certificate.trace.moves, certificate.trace.answer


def test_events_of_odd_values_get_a_certificate(traces: dict[str, list[Trace]]) -> None:
    """A trace read from a file may hold anything that its notation allows."""
    trace = next(t for t in traces["sudoku"] if t.n_backtracks)
    vocabulary = SUDOKU.vocabulary
    for odd in ([[1]], ["a", 1], [None], "abc", [10**30], [-1]):
        values = vocabulary.to_json(trace.events)
        stuck = next(value for value in values if value["is"] == "stuck")
        stuck["row"] = odd
        try:
            events = vocabulary.from_json(values)
        except ValueError:
            continue
        assert not tracekit.certify(SUDOKU, trace.problem, Trace(SUDOKU, trace.problem, events)).ok


def test_problems_at_the_edges() -> None:
    task = tracekit.get_task("countdown")
    one = CountdownProblem(numbers=(7,), target=7)
    assert tracekit.certify(task, one, tracekit.solve(task, one, backtracks=0)).ok
    miss = CountdownProblem(numbers=(7,), target=8)
    trace = tracekit.solve(task, miss, strategy="natural")
    assert tracekit.certify(task, miss, tracekit.render(trace).text).ok
    assert not trace.solved
    filled = SudokuProblem(puzzle="1234341221434321")
    mini = tracekit.get_task("mini_sudoku")
    assert tracekit.certify(mini, filled, tracekit.solve(mini, filled, backtracks=0)).ok
    # A false dead end, where the grid is full.
    assert not tracekit.certify(mini, filled, "r1c1 stuck: row 1 2 3 4 column - box -\nno solution").ok


@pytest.mark.parametrize("target", [10**40, 10**400, 10**5000], ids=["40", "400", "5000"])
def test_targets_of_any_size(target: int) -> None:
    """Either no such problem can be posed, or it is told, read and certified like any other."""
    task = tracekit.get_task("countdown")
    try:
        problem = CountdownProblem(numbers=(2, 3), target=target)
    except tracekit.ParameterError:
        return
    for ordering in ("given", "plausible", "best_first"):
        trace = tracekit.solve(task, problem, strategy="natural", ordering=ordering)
        text = tracekit.render(trace).text
        assert tracekit.parse(task, problem, text) == trace
        assert not tracekit.certify(task, problem, "have 3 2\n3 + 2 = 5 != 7").ok
