"""What is true in another order or form than ours: it certifies, counts as true, and is told apart."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import tracekit
from tracekit import Rule, Trace
from tracekit.rewards import judge
from tracekit.rewards.process import count_statements
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    Inference,
    Remark,
    Slip,
    Solved,
    Switch,
    Unsolvable,
)
from tracekit.tasks import Countdown, Sudoku
from tracekit.tasks.countdown import Combine, Miss

TASKS = tuple(tracekit.TASKS)
STRATEGIES = ("exhaustive", "detour", "natural", "best_first")
COUNTDOWN = Countdown()
PROBLEM = COUNTDOWN.problem_type(numbers=(2, 3, 5), target=25)
TIMES, PLUS = Combine(3, "*", 2, 6), Combine(3, "+", 2, 5)
EVENTS: list[Event] = [
    ChoicePoint((5, 3, 2)),
    Decision(TIMES),
    ChoicePoint((6, 5)),
    Decision(Combine(6, "+", 5, 11)),
    DeadEnd(Miss(11, 25)),
    Backtrack((5, 3, 2), False),
    Decision(PLUS),
    ChoicePoint((5, 5)),
    Decision(Combine(5, "*", 5, 25)),
    Solved("(3 + 2) * 5"),
]
TEXT = (
    "have 5 3 2\n3 * 2 = 6, left 6 5\n6 + 5 = 11 != 25\naside, back to 5 3 2\n"
    "3 + 2 = 5, left 5 5\n5 * 5 = 25, solved: (3 + 2) * 5"
)


def certified(events: list[Event]) -> tracekit.Certificate:
    return tracekit.certify(COUNTDOWN, PROBLEM, Trace(COUNTDOWN, PROBLEM, tuple(events)))


def verdicts(text: str) -> list[str]:
    return [statement.verdict for statement in tracekit.certify(COUNTDOWN, PROBLEM, text).statements]


def test_as_it_is() -> None:
    for certificate in (certified(EVENTS), tracekit.certify(COUNTDOWN, PROBLEM, TEXT)):
        assert certificate.ok
        assert certificate.in_order
        assert certificate.trace.events == tuple(EVENTS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("have 5 3 2", "have 2 3 5"),
        ("left 6 5", "left 5 6"),
        ("back to 5 3 2", "back to 3 5 2"),
        ("solved: (3 + 2) * 5", "solved: 5 * (2 + 3)"),
    ],
)
def test_other_forms_are_true(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    certificate = tracekit.certify(COUNTDOWN, PROBLEM, TEXT.replace(old, new))
    assert certificate.ok
    assert certificate.in_order
    assert certificate.measures == certified(EVENTS).measures
    assert certificate.answer == certified(EVENTS).answer


def taken_up_again() -> list[Event]:
    """3 * 2 was set aside; it is taken up again, and set aside once more."""
    again: list[Event] = [
        Decision(TIMES),
        ChoicePoint((6, 5)),
        Decision(Combine(6, "-", 5, 1)),
        DeadEnd(Miss(1, 25)),
        Backtrack((5, 3, 2), False),
    ]
    return [*EVENTS[:6], *again, *EVENTS[6:]]


def test_an_idea_taken_up_again() -> None:
    certificate = certified(taken_up_again())
    assert certificate.ok
    assert not certificate.in_order
    assert certificate.error is None
    assert certificate.complete
    assert certificate.solved
    assert certificate.first_false == len(taken_up_again())
    assert [each.verdict for each in certificate.statements] == ["true"] * 6 + ["out_of_order"] + ["true"] * 8
    odd = certificate.statements[6]
    assert (odd.rule, odd.idle, odd.holds) == (None, False, True)
    assert odd.message == odd.instead == "it holds, though the search would not say it here"
    assert "14 true, 1 out_of_order" in str(certificate)
    assert pickle.loads(pickle.dumps(certificate)).in_order is False
    assert certificate.trace.answer == "(3 + 2) * 5"
    # What had failed there before has failed for good.
    tried = [*taken_up_again()[:8], Decision(Combine(6, "+", 5, 11))]
    error = certified(tried).error
    assert error is not None
    assert (error.rule, error.index) == (Rule.ALREADY_TRIED, 8)


def test_it_counts_as_true() -> None:
    process = count_statements(certified(taken_up_again()), answered=True)
    assert (process.true, process.statements, process.rule) == (15, 15, "")
    assert (process.backtracks, process.honest_backtracks) == (2, 2)
    assert process.follows
    assert process.finished


def test_saying_it_again_does_not_pay() -> None:
    """What changes nothing is like a remark."""
    again = [*EVENTS[:5], *[EVENTS[4]] * 5, *EVENTS[5:]]
    process = count_statements(certified(again), answered=True)
    assert (process.true, process.statements) == (len(EVENTS), len(EVENTS))
    assert certified(again).measures.remarks == 5
    assert [each.verdict for each in certified(again).statements].count("out_of_order") == 5
    assert all(each.idle is (each.verdict == "out_of_order") for each in certified(again).statements)


def test_what_is_false_stays_false() -> None:
    false = TEXT.replace("6 + 5 = 11 != 25", "6 + 5 = 12 != 25")
    assert verdicts(false)[3] == "false"
    assert verdicts(TEXT.replace("back to 5 3 2", "back to 5 3 3"))[5] == "false"
    assert verdicts(TEXT.replace("solved: (3 + 2) * 5", "solved: 5 * (2 + 2)"))[-1] == "false"


def solved(task: Any, problem: Any, strategy: str, seed: int) -> Trace | None:
    asked: dict[str, Any] = {"max_moves": 300} if strategy in ("natural", "best_first") else {"backtracks": 2}
    try:
        return tracekit.solve(task, problem, strategy=strategy, seed=seed, **asked)
    except tracekit.BacktracksUnreachableError:
        return None


def traces(name: str) -> Iterator[Trace]:
    task: Any = tracekit.get_task(name)
    for index in range(4):
        problem = task.problem(seed=11, index=index)
        yield from filter(None, (solved(task, problem, strategy, index) for strategy in STRATEGIES))


@pytest.mark.parametrize("name", TASKS)
def test_nothing_refuted_passes_for_set_aside_nor_the_other_way_round(name: str) -> None:
    """Our own returns say which it is: whoever says the other is told so, and so cannot change their figures."""
    n = 0
    for trace in traces(name):
        certificate = tracekit.certify(trace.task, trace.problem, trace)
        assert certificate.ok
        assert certificate.in_order
        assert certificate.measures == trace.measures
        for i, event in enumerate(trace.events):
            if isinstance(event, Backtrack):
                other = [*trace.events[:i], replace(event, refuted=not event.refuted), *trace.events[i + 1 :]]
                error = tracekit.certify(trace.task, trace.problem, replace(trace, events=tuple(other))).error
                assert error is not None
                assert (error.rule, error.index) == (Rule.REFUTED_LINE if event.refuted else Rule.UNTRIED_MOVE_LEFT, i)
                n += 1
    assert n >= 4


ODD: list[Any] = [None, 0, "", (), (None,), ("x", 1), 10**30, -1.5, frozenset({1}), [1], {"a": 1}, ([1],), object()]


@pytest.mark.parametrize("name", TASKS)
def test_hostile_values_raise_nothing(name: str) -> None:
    """Traces can be made by hand. What they hold is no statement of a text, but it is judged."""
    for trace in list(traces(name))[:3]:
        events = trace.events
        odd: list[Any] = []
        for value in ODD:
            odd += [ChoicePoint(value, (value,)), Decision(value), Inference(value, value), Slip(value), DeadEnd(value)]
            odd += [Backtrack(value, True, value), Switch(value), Solved(value), Remark(value), value]
        odd += [ChoicePoint(e.place, (1, None)) for e in events if isinstance(e, ChoicePoint)][:2]
        odd += [Inference(e.move, ("odd",)) for e in events if isinstance(e, Inference)][:2]
        odd += [Unsolvable()]
        for i in {0, 1, len(events) // 2, len(events) - 1}:
            for event in odd:
                changed = Trace(trace.task, trace.problem, (*events[:i], event, *events[i:]))
                certificate = tracekit.certify(trace.task, trace.problem, changed)
                assert certificate.trace.events[i] == event or isinstance(event, Slip)
                if event in ODD:
                    assert not certificate.ok


def test_a_row_is_held_against_its_own_trace() -> None:
    """A text that is true in another order than its row's trace certifies, but it is not the row's text."""
    task = Sudoku(min_empty=30, max_empty=34)
    row: Any = tracekit.make_dataset(task, n=1, backtracks=0, style="symbolic")[0]
    loaded = tracekit.load_row(row)
    events = list(loaded.trace.events)
    runs = [
        i for i in range(1, len(events)) if isinstance(events[i - 1], Inference) and isinstance(events[i], Inference)
    ]
    for i in runs:
        swapped = [*events[: i - 1], events[i], events[i - 1], *events[i + 1 :]]
        text = tracekit.render(replace(loaded.trace, events=tuple(swapped)), "symbolic").text
        certificate = tracekit.certify(task, loaded.problem, text)
        if certificate.ok:
            break
    assert certificate.ok
    assert not certificate.in_order
    answer = row["completion"][row["completion"].index("</think>") :]
    other = {**row, "completion": f"<think>{text}{answer}"}
    assert tracekit.certify_row(other)[1] == "the text does not tell the trace of the row"
    assert judge(other, other["completion"]).process.follows
    assert tracekit.certify_row(row)[1] == ""
