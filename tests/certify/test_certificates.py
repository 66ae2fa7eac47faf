"""What a certificate is: short to look at, the same for a trace, a document and a text, and quick to be had."""

from __future__ import annotations

import pickle
import time
from types import MappingProxyType
from typing import Any

import pytest

import tracekit
from tracekit import Rule, Trace
from tracekit.corruptors import CorruptedNumbers, FalseDeadEnds
from tracekit.search import rules
from tracekit.search import trace as trace_module
from tracekit.search.events import Backtrack, Event, Inference
from tracekit.search.space import Derivation, space_of
from tracekit.tasks import Countdown, MiniSudoku, Sudoku


def a_trace(name: str = "sudoku", k: int = 2, index: int = 0) -> Trace:
    task: Any = tracekit.get_task(name)
    return tracekit.solve(task, task.problem(seed=4, index=index), backtracks=k, seed=1)


def test_certificates_and_traces_are_short_to_look_at() -> None:
    trace = a_trace()
    text = tracekit.render(trace).text
    false = tracekit.certify(trace.task, trace.problem, text[: len(text) // 2] + " So it goes. " * 50)
    for shown in (trace, tracekit.certify(trace.task, trace.problem, text), false):
        assert len(str(shown)) < 400
        assert len(repr(shown)) < 400
        assert "\n" not in str(shown)
    assert "2 backtracks" in str(trace)
    assert "cannot read" in str(false)


def test_a_trace_a_document_and_a_text_have_the_same_certificate() -> None:
    trace = a_trace("zebra_puzzles")
    document = tracekit.render(trace, "symbolic", seed=3)
    found = [tracekit.certify(trace.task, trace.problem, each) for each in (trace, document, document.text)]
    assert all(each.ok and each.trace == trace and each.measures == trace.measures for each in found)
    assert found[1].statements == found[2].statements
    assert [(each.start, each.end) for each in found[1].statements] == [span[:2] for span in document.spans]
    assert [each.verdict for each in found[0].statements] == ["true"] * len(trace)
    with pytest.raises(tracekit.ParameterError, match="must be a Trace, a Document or a text"):
        tracekit.certify(trace.task, trace.problem, 7)  # type: ignore[arg-type]


def test_certificates_can_be_sent_to_another_process() -> None:
    trace = a_trace("countdown")
    certificate = tracekit.certify(trace.task, trace.problem, tracekit.render(trace).text + " And so on.")
    again = pickle.loads(pickle.dumps(certificate))
    assert again == certificate
    assert again.statements == certificate.statements


def test_statements_say_what_holds_instead() -> None:
    task = Countdown()
    problem = task.problem_type(numbers=(2, 3, 5), target=25)
    certificate = tracekit.certify(task, problem, "have 5 3 2\n3 + 2 = 6, left 6 5\n6 * 5 = 30 != 25")
    first, second, third, *_ = certificate.statements
    assert (first.verdict, first.rule, first.instead) == ("true", None, "")
    assert (second.verdict, second.rule, second.instead) == ("false", Rule.ILLEGAL_MOVE, "3 + 2 is 5")
    assert second.message == "this move is not legal here; 3 + 2 is 5"
    # From here on it is judged by what the text claims: 6 and 5 are left, and 6 * 5 = 30 is no 25.
    assert third.verdict == "true"
    assert [each.verdict for each in certificate.statements[3:]] == ["true", "true"]
    assert certificate.error is not None
    assert (certificate.error.index, certificate.error.rule) == (1, Rule.ILLEGAL_MOVE)


def test_what_follows_a_false_statement_is_judged_by_plain_arithmetic() -> None:
    """Errors carried on: each result is off by one, and all is worked out with it."""
    task = Countdown(min_numbers=4, max_numbers=4)
    n = 0
    for index in range(200):
        problem = task.problem(seed=6, index=index)
        numbers = sorted(problem.numbers, reverse=True)
        lines, expected = [f"have {' '.join(map(str, numbers))}"], ["true"]
        while len(numbers) > 1:
            a, b, *rest = numbers
            wrong = (index + len(numbers)) % 2
            result = a + b + wrong
            numbers = sorted([*rest, result], reverse=True)
            end = len(numbers) == 1
            if end and result == problem.target:
                break
            left = f"!= {problem.target}" if end else f"left {' '.join(map(str, numbers))}"
            lines.append(f"{a} + {b} = {result}{' ' if end else ', '}{left}")
            expected += ["false" if wrong else "true", "true"]
        else:
            certificate = tracekit.certify(task, problem, "\n".join(lines))
            assert [each.verdict for each in certificate.statements] == expected, "\n".join(lines)
            n += 1
    assert n > 150


def test_rules_go_into_data_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewording a message makes no older row false."""
    data = tracekit.make_dataset(Countdown(), n=6, backtracks=2, seed=3)
    rows = [row for one in (CorruptedNumbers(), FalseDeadEnds()) for row in tracekit.corrupt(data, one).to_list()]
    records = [tracekit.corruption_of(row) for row in rows]
    assert {record.rule_after for record in records if record} <= {rule.value for rule in Rule} | {None}
    assert all(rule.value.isidentifier() for rule in Rule)
    reworded = MappingProxyType({rule: f"({rule.message})" for rule in Rule})
    monkeypatch.setattr(rules, "_MESSAGES", reworded)
    for row in rows:
        assert tracekit.certify_row(row)[1] == ""


def test_the_answer_of_a_trace_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    trace, calls = a_trace(), []
    replay = trace_module.replay
    monkeypatch.setattr(trace_module, "replay", lambda *args: calls.append(1) or replay(*args))
    assert trace.answer == trace.answer
    assert len(calls) == 1


def test_thousands_of_caught_slips_take_linear_time() -> None:
    """As many wrong totals as one likes at one step, each refuted and put right."""
    task: Any = tracekit.get_task("advanced_geometry", kinds=("centroid",))
    problem = task.problem_type(kind="centroid", a=(1, 2), b=(3, -4), c=(5, 5))
    space: Any = space_of(task, problem)
    view = space.look(space.start())
    assert isinstance(view, Derivation)

    def seconds(n: int) -> float:
        events: list[Event] = []
        for total in range(10, 10 + n):
            move = view.move._replace(values=(*view.move.values[:-1], total))
            events.append(Inference(move, view.reason))
            state = space.after(space.start(), move)
            while isinstance(ahead := space.look(state), Inference):
                events.append(ahead)
                state = space.after(state, ahead.move)
            events += [ahead, Backtrack(view.place, refuted=True)]
        trace = Trace(task, problem, tuple(events))
        started = time.process_time()
        certificate = tracekit.certify(task, problem, trace)
        assert certificate.measures.slips == n
        assert certificate.n_backtracks == n
        return time.process_time() - started

    seconds(50)
    assert seconds(4000) < 30 * seconds(500) + 0.5


def test_what_is_no_task_trace_or_problem_of_the_task_is_refused() -> None:
    countdown, sudoku = Countdown(), Sudoku()
    problem: Any = countdown.problem(seed=0)
    wrong: Any = "countdown"
    with pytest.raises(tracekit.ParameterError, match="task='countdown': must be a task"):
        tracekit.solve(wrong, problem, backtracks=1)
    with pytest.raises(tracekit.ParameterError, match="trace='x': must be a trace"):
        tracekit.render("x")  # type: ignore[arg-type]
    for refused in (
        lambda: tracekit.solve(sudoku, problem, backtracks=1),
        lambda: tracekit.certify(sudoku, problem, "solved"),
        lambda: sudoku.verify(problem, "1"),
    ):
        with pytest.raises(tracekit.ParameterError, match="must be of the type SudokuProblem"):
            refused()
    assert MiniSudoku().verify(MiniSudoku().problem(), "1").correct is False
