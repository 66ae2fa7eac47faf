"""Corrupted content: what is said to be false is false where it is said to be, and nothing else is."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from content_rows import (
    TASKS,
    answer_of,
    check_the_first_false_statement_is_marked,
    fault_of,
    pairs,
    record_of,
    rows_of,
    thinking_of,
    told,
    trace_of,
)

import tracekit
from tracekit.corruptors import (
    CorruptedNumbers,
    FalseContradictions,
    FalseDeadEnds,
    UncorrectedWrongTurns,
    UnsolvedSearches,
)
from tracekit.errors import ParameterError
from tracekit.search.events import Backtrack, DeadEnd, Decision, GaveUp, Inference, Solved
from tracekit.search.rules import Rule
from tracekit.seeding import Stream
from tracekit.tasks.countdown import Countdown, CountdownProblem, Miss
from tracekit.tasks.falsehoods import ConfidentTurn, Doubt, Falsehoods
from tracekit.verify import read_expression

_spec = importlib.util.spec_from_file_location("own_judge", Path(__file__).parents[1] / "certify" / "own_judge.py")
assert _spec
assert _spec.loader
own_judge = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(own_judge)

# --- false dead ends ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("task", TASKS)
def test_false_dead_ends(task: str, style: str) -> None:
    n, touched = 30 if style == "prose" else 10, 0
    for own, row, record in pairs(task, FalseDeadEnds(), n, style=style):
        touched += 1
        assert (record.answer, record.as_declared) == ("right", True)
        # A number of a self-reference that fits is worked out wrongly first.
        assert record.rule_after == (Rule.NOT_FORCED if task == "self_reference" else Rule.FALSE_DEAD_END)
        check_the_first_false_statement_is_marked(row, record)
        before, after = trace_of(own), told(row)
        more = Counter(type(event) for event in after) - Counter(type(event) for event in before)
        assert more[DeadEnd] == more[Backtrack] in (1, 2)
        assert record.backtracks == own["backtracks"] + more[Backtrack]
        # What was there is still there, in the same order; returns may have one move less to name.
        rest = iter(after)
        kept = [event for event in before if not (isinstance(event, Backtrack) and event.moves)]
        assert all(event in rest for event in kept)
    own_answers = [row["answer"] for row in rows_of(task, n, style)]
    if task == "self_reference":
        assert touched == sum(answer != "0" for answer in own_answers)
    else:  # in an easy Sudoku every wrong digit may run into a real dead end at once
        assert touched >= (0.9 if task == "sudoku" else 1) * n


@pytest.mark.parametrize(("task", "rules"), [("countdown", "CountdownRules"), ("sudoku", "SudokuRules")])
def test_another_judge_agrees_about_searches(task: str, rules: str) -> None:
    for corruptor in (FalseDeadEnds(), FalseContradictions(), UncorrectedWrongTurns()):
        for own, row, _ in pairs(task, corruptor):
            made = getattr(own_judge, rules)(tracekit.load_row(own).problem)
            assert own_judge.judge(made, trace_of(own))
            assert not own_judge.judge(made, told(row))
    for own, row, _ in pairs(task, UnsolvedSearches()):
        assert own_judge.judge(getattr(own_judge, rules)(tracekit.load_row(own).problem), told(row))


def test_countdown_gives_up_only_where_few_numbers_are_left() -> None:
    for _, row, _ in pairs("countdown", FalseDeadEnds()):
        loaded = tracekit.load_row(row)
        fault = fault_of(row)
        miss = told(row)[fault.index].reason
        before = told(row)[fault.index - 1].move
        assert miss == Miss(before.result, loaded.problem.target)
        assert miss.result != miss.target


def test_where_all_is_forced_nothing_can_be_given_up() -> None:
    rows = tracekit.make_dataset(
        tracekit.get_task("sudoku", max_empty=34, cell_order="fewest"), n=5, backtracks=0, seed=1
    ).to_list()
    rows = [row for row in rows if not any(isinstance(event, Decision) for event in trace_of(row))]
    assert rows
    for row in tracekit.corrupt(rows, FalseDeadEnds()):
        assert record_of(row).reason == "on the way to its solution there is nothing that could be given up and left"


# --- false contradictions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("task", TASKS)
def test_false_contradictions(task: str, style: str) -> None:
    n, touched = 30 if style == "prose" else 10, 0
    for own, row, record in pairs(task, FalseContradictions(), n, style=style):
        touched += 1
        assert (record.answer, record.as_declared, record.unit) == ("right", True, "dead ends")
        assert record.rule_after == Rule.WRONG_REASON
        assert record.backtracks == own["backtracks"]
        check_the_first_false_statement_is_marked(row, record)
        before, after = trace_of(own), told(row)
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert len(changed) == record.changed
        assert record.units == sum(isinstance(event, DeadEnd) for event in before)
        assert all(isinstance(a, DeadEnd) and isinstance(b, DeadEnd) for a, b in changed)
    # A dead end may have but one thing to be said of it: "there is no tangent".
    with_dead_ends = sum(row["backtracks"] > 0 for row in rows_of(task, n, style))
    assert with_dead_ends >= touched >= with_dead_ends - (task == "advanced_geometry") * 3


def test_each_false_reason_is_false_by_the_space() -> None:
    for task in ("sudoku", "zebra_puzzles"):
        for own, row, _ in pairs(task, FalseContradictions()):
            loaded = tracekit.load_row(own)
            events = trace_of(own)
            for index, event in enumerate(told(row)):
                if event != events[index]:
                    # The true trace up to there, with this reason.
                    trace = tracekit.Trace(loaded.task, loaded.problem, (*events[:index], event))
                    fault = tracekit.certify(loaded.task, loaded.problem, trace).error
                    assert fault
                    assert (fault.rule, fault.index) == (Rule.WRONG_REASON, index)


def test_the_dose_is_a_share_of_the_dead_ends_and_doses_are_nested() -> None:
    rows = tracekit.make_dataset(tracekit.get_task("countdown"), n=60, backtracks=4, seed=3, certify=False).to_list()
    changed: dict[float, list[set[int]]] = {}
    for dose in (0.0, 0.3, 0.7, 1.0):
        changed[dose] = []
        for own, row in zip(rows, tracekit.corrupt(rows, FalseContradictions(dose=dose)), strict=True):
            both = zip(trace_of(own), told(row), strict=True)
            changed[dose].append({i for i, (a, b) in enumerate(both) if a != b})
    for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0)):
        assert all(a <= b for a, b in zip(changed[low], changed[high], strict=True))
    for dose, found in changed.items():
        # 240 dead ends; only the rounding of 4 * dose is drawn, a standard error of at most 0.016.
        assert sum(map(len, found)) / 240 == pytest.approx(dose, abs=0.065)


# --- wrong turns --------------------------------------------------------------------------------------------------


def told_answer(row: dict[str, Any]) -> str | None:
    """What the thinking itself comes to: the answer that it states, or the moves that it tells."""
    loaded, events = tracekit.load_row(row), told(row)
    assert isinstance(events[-1], Solved)
    if events[-1].answer is not None:
        stated: str = events[-1].answer
        return stated.rpartition(" ")[2] if row["task"] == "color_cube_rotation" else stated
    if row["task"] != "sudoku":
        return None
    grid = [list(line) for line in re.findall("." * 9, loaded.problem.puzzle)]
    marks: dict[Any, Any] = {}
    for event in events:
        if isinstance(event, Backtrack):
            grid = [list(line) for line in marks[event.to]]
        elif isinstance(event, Decision | Inference):
            (r, c), value = event.move
            grid[r - 1][c - 1] = str(value)
        elif not isinstance(event, Solved | DeadEnd):
            marks[event.place] = [list(line) for line in grid]
    return "\n".join(" ".join(line) for line in grid)


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("task", TASKS)
def test_wrong_turns_end_with_the_answer_that_they_come_to(task: str, style: str) -> None:
    n, touched = 30 if style == "prose" else 10, 0
    for own, row, record in pairs(task, UncorrectedWrongTurns(), n, style=style):
        touched += 1
        assert (record.answer, record.as_declared) == ("wrong", True)
        assert answer_of(row) == told_answer(row) != own["answer"]
        check_the_first_false_statement_is_marked(row, record)
        # Up to the wrong turn it is the true trace.
        start = record.positions[0][0] - len("<think>")
        assert thinking_of(own)[:start] == thinking_of(row)[:start]
        assert start > 0 or task in ("color_cube_rotation", "advanced_geometry", "zebra_puzzles", "self_reference")
    assert touched == n


def test_countdown_reckons_wrongly_just_once_and_not_by_much() -> None:
    off = []
    for _, row, _ in pairs("countdown", UncorrectedWrongTurns()):
        sums = re.findall(r"(\d+) ([-+*/]) (\d+) (?:=|gives) (\d+)", thinking_of(row))
        wrong = [(s, eval("".join(s[:3]))) for s in sums if eval("".join(s[:3])) != int(s[3])]  # noqa: S307
        ((last, value),) = wrong
        assert last == sums[-1]
        assert int(last[3]) == tracekit.load_row(row).problem.target
        off.append(abs(value - int(last[3])) / int(last[3]))
    assert sorted(off)[len(off) // 2] < 0.1


def test_sudoku_keeps_the_clues_and_zebra_forgets_just_one() -> None:
    for own, row, _ in pairs("sudoku", UncorrectedWrongTurns()):
        cells = (answer_of(row) or "").split()
        assert all(clue in ("0", cell) for clue, cell in zip(tracekit.load_row(own).problem.puzzle, cells, strict=True))
    for own, row, _ in pairs("zebra_puzzles", UncorrectedWrongTurns()):
        problem = tracekit.load_row(own).problem
        house = {}
        for event in told(row):  # the last house told of a value is the one it ends in
            if isinstance(event, Decision | Inference):
                house[event.move.value] = event.move.house
        broken = [clue for clue in problem.clues if not holds(clue, house)]
        assert len(broken) == 1


def holds(clue: Any, house: dict[str, int]) -> bool:
    kind, values, named = clue
    first, *others = (house[value] for value in values)
    return {
        "at": lambda: first == named,
        "same": lambda: first == others[0],
        "left": lambda: others[0] - first == 1,
        "next": lambda: abs(first - others[0]) == 1,
    }[kind]()


def test_rules_that_do_not_fit_are_applied_as_they_are() -> None:
    from tracekit.tasks.list_functions.rules import RULES

    wrong_rules = 0
    for own, row, _ in pairs("list_functions", UncorrectedWrongTurns()):
        problem = tracekit.load_row(own).problem
        rule = [event.move.rule for event in told(row) if hasattr(getattr(event, "move", None), "rule")][-1]
        if any(RULES[rule].run(x) != y for x, y in zip(problem.inputs, problem.outputs, strict=True)):
            wrong_rules += 1
            assert answer_of(row) == str(list(RULES[rule].run(problem.last) or ()))
        else:  # where no other rule was left: the right one, applied wrongly
            assert answer_of(row) != str(list(RULES[rule].run(problem.last) or ()))
    assert wrong_rules >= 27


# --- unsolved searches --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_unsolved_searches(task: str) -> None:
    shares = []
    for own, row, record in pairs(task, UnsolvedSearches(share=0.6)):
        assert (record.answer, record.rule_after, record.as_declared) == ("missing", None, True)
        assert answer_of(row) is None
        assert row["completion"].endswith("</think>")
        before, after = trace_of(own), told(row)
        assert after == [*before[: len(after) - 1], GaveUp()]
        assert not isinstance(after[-2], Backtrack)
        shares.append((len(after) - 1) / len(before))
    assert len(shares) == 30
    assert sum(shares) / 30 == pytest.approx(0.6, abs=0.1)


def test_an_unsolved_search_may_end_in_a_wrong_guess() -> None:
    corruptor = UnsolvedSearches(answer="wrong", share=0.99)
    assert corruptor.declared.answer == "wrong"
    for _, row, record in pairs("countdown", corruptor):
        loaded = tracekit.load_row(row)
        assert (record.answer, record.rule_after) == ("wrong", None)
        assert not loaded.task.verify(loaded.problem, answer_of(row) or "")
    for value in (0.0, 1.0):
        with pytest.raises(ParameterError, match="share"):
            UnsolvedSearches(share=value)
    with pytest.raises(ParameterError, match="must be one of 'missing', 'wrong'"):
        UnsolvedSearches(answer="right")


# --- all of them --------------------------------------------------------------------------------------------------

ALL = (CorruptedNumbers, FalseContradictions, FalseDeadEnds, UncorrectedWrongTurns, UnsolvedSearches)


@pytest.mark.parametrize("corruptor", ALL[1:])
def test_a_thinking_that_is_not_true_is_left_alone(corruptor: Any) -> None:
    rows = tracekit.corrupt(rows_of("countdown", 6), CorruptedNumbers())
    for row in tracekit.corrupt(rows, corruptor()):
        assert record_of(row).reason == "its thinking does not certify: there is no true trace to be changed"


def test_searches_that_gave_up_have_no_wrong_turn_to_end_in_an_answer() -> None:
    options: dict[str, Any] = {"strategy": "natural", "max_moves": 5, "keep_unsolved": True}
    rows = tracekit.make_dataset(tracekit.get_task("sudoku"), n=4, seed=2, **options).to_list()
    for row in tracekit.corrupt(rows, UncorrectedWrongTurns()):
        assert record_of(row).reason == "the search did not come to an answer"
    for row in tracekit.corrupt(rows, UnsolvedSearches()):
        assert record_of(row).reason == "there is nothing to break off"


class OwnFalsehoods(Falsehoods[CountdownProblem]):
    def false_reasons(self, doubt: Doubt, stream: Stream) -> Iterator[Any]:
        yield doubt.reason  # true: passed over
        yield Miss(stream.between(1000, 1999), self.task.min_target)

    def confident_turns(self, trace: Any, stream: Stream) -> Iterator[ConfidentTurn]:
        yield ConfidentTurn((*trace.events[:1], GaveUp()), (1,), "1 + 1")


class Own(Countdown):
    """A task that says for itself what can be false."""

    def falsehoods(self) -> Any:
        return OwnFalsehoods(self)


class Unaware(Countdown):
    """A task of which nothing is known."""

    def falsehoods(self) -> Any:
        return Falsehoods(self)


def test_a_task_of_ones_own_may_say_what_can_be_false(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tracekit.make_dataset(tracekit.get_task("countdown"), n=8, backtracks=2, seed=6, certify=False).to_list()
    for cls in (Own, Unaware):
        monkeypatch.setitem(tracekit.TASKS._found, "countdown", cls)
        for row in tracekit.corrupt(rows, FalseContradictions()):
            record = record_of(row)
            assert (record.touched, record.rule_after, record.changed) == (True, Rule.WRONG_REASON, 2)
        for row in tracekit.corrupt(rows, FalseDeadEnds()):
            assert record_of(row).rule_after == Rule.FALSE_DEAD_END
        for row in tracekit.corrupt(rows, UncorrectedWrongTurns()):
            record = record_of(row)
            if cls is Unaware:
                assert record.reason == "no wrong turn was found in it"
            else:
                # It ends in another way than it declares: it is true as far as it goes.
                assert record.reason == "however it is drawn, its thinking certifies"


@pytest.mark.slow
@pytest.mark.parametrize("style", ["prose", "symbolic", "marked"])
@pytest.mark.parametrize("corruptor", ALL)
@pytest.mark.parametrize("task", TASKS)
def test_two_hundred_rows_are_as_declared(task: str, corruptor: Any, style: str) -> None:
    n = 200 if style == "prose" else 60
    touched = 0
    for _, row, record in pairs(task, corruptor(), n, style=style):
        touched += 1
        assert record.as_declared
        if record.rule_after is not None:
            check_the_first_false_statement_is_marked(row, record)
    # k = 0 in half of the rows, no solution in a quarter of the self-references; else a problem in a hundred is bare.
    least = {FalseContradictions: 0.35, FalseDeadEnds: 0.6 if task == "self_reference" else 0.9}.get(corruptor, 0.98)
    assert touched >= least * n


VARIANTS = {
    "countdown": (
        {"use_all": False},
        {"arithmetic": "fractions", "max_numbers": 4},
        {"operators": "+-", "min_target": 10},
    ),
    "sudoku": ({"deduction": "naked", "min_empty": 50}, {"cell_order": "boxes"}),
    "zebra_puzzles": ({"ask": "table", "clue_types": "all"}, {"deduction": "none"}, {"order": "chained"}),
    "self_reference": ({"order": "down"},),
    "advanced_geometry": ({"kinds": ("circumcenter", "centroid", "area", "altitude_foot")},),
    "color_cube_rotation": ({"check_after": "all_turns", "checks": "all"}, {"distinct": False, "n_colors": 3}),
}


@pytest.mark.slow
@pytest.mark.parametrize("corruptor", ALL)
@pytest.mark.parametrize("task", VARIANTS)
def test_other_settings(task: str, corruptor: Any) -> None:
    for parameters in VARIANTS[task]:
        made = tracekit.get_task(task, **parameters)
        rows = tracekit.make_dataset(made, n=30, backtracks=(0, 1), seed=17, certify=False).to_list()
        after = tracekit.corrupt(rows, corruptor())
        records = [record_of(row) for row in after if record_of(row).touched]
        assert all(record.as_declared for record in records)
        assert len(records) >= (8 if corruptor in (FalseContradictions, FalseDeadEnds) else 28)


def test_confidently_wrong_countdown_has_as_many_backtracks() -> None:
    rows = rows_of("countdown", 24, "symbolic")
    after = tracekit.corrupt(rows, tracekit.get_corruptor("uncorrected_wrong_turns"))
    assert {row["backtracks"] for row in rows} == {0, 3}
    for own, row in zip(rows, after, strict=True):
        record, text = record_of(row), thinking_of(row)
        assert record.touched
        assert text.count("back to") == record.backtracks == own["backtracks"]
        # All but the last result are right, and no dead end names the target.
        target = tracekit.load_row(own).problem.target
        sums = re.findall(r"(\d+) ([-+*/]) (\d+) = (\d+)", text)
        right = [read_expression(f"{a} {op} {b}").value == int(result) for a, op, b, result in sums]
        assert right == [True] * (len(sums) - 1) + [False]
        assert not re.search(rf"= {target} !=", text)
