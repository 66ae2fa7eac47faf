"""Remarks: true where they stand, no move of the search, and reported where they are false."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit import ParameterError, Rule, Trace, UnknownNameError
from tracekit.data.settings import remark_kinds_of
from tracekit.search.events import Backtrack, ChoicePoint, Decision, GaveUp, Inference, Remark, Slip, Solved
from tracekit.search.remarks import gaps_of, insert, with_remarks, without_remarks
from tracekit.search.walk import moves_at_end
from tracekit.seeding import Stream
from tracekit.tasks.countdown import Combine, CountdownProblem
from tracekit.tasks.countdown.remarks import Aim, Checked, Need, Option, Results, SoFar
from tracekit.tasks.sudoku import Cell, SudokuProblem
from tracekit.tasks.sudoku.problem import Candidates, Line, New

STYLES = ("prose", "symbolic", "marked")

COUNTDOWN, SUDOKU = tracekit.get_task("countdown"), tracekit.get_task("sudoku", min_empty=30, max_empty=36)
OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: Fraction(a) / b if b else None,
}


def solved(task: Any, index: int, **settings: Any) -> Trace:
    """A trace of the first problem from an index on that has one."""
    for i in itertools.count(index):
        try:
            return tracekit.solve(task, task.problem(seed=9, index=i), seed=index, **settings)
        except tracekit.BacktracksUnreachableError:
            continue
    raise AssertionError


def all_kinds(task: Any, share: float = 0.6) -> dict[str, float]:
    return dict.fromkeys(remark_kinds_of(task), share)


def claims(trace: Trace) -> list[Any]:
    return [event.claim for event in trace if isinstance(event, Remark)]


# --- whatever the task -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
@pytest.mark.parametrize("name", tracekit.TASKS)
def test_a_trace_with_remarks_is_the_same_search(name: str, strategy: Any) -> None:
    task, n = tracekit.get_task(name), 0
    for seed in range(6):
        trace = solved(task, seed, backtracks=seed % 3, strategy=strategy)
        remarked = with_remarks(trace, all_kinds(task), seed=seed)
        n += len(claims(remarked))
        assert without_remarks(remarked) == trace
        assert (remarked.n_backtracks, remarked.moves, remarked.answer) == (seed % 3, trace.moves, trace.answer)
        assert len(set(claims(remarked))) == len(claims(remarked))
        assert not isinstance(remarked.events[0], Remark)
        for style in STYLES:
            text = tracekit.render(remarked, style, seed=seed).text
            certificate = tracekit.certify(task, trace.problem, text)
            assert certificate.error is None, (certificate.error, text)
            assert certificate.trace == remarked
            assert certificate.measures == remarked.measures
            assert certificate.measures.remarks == len(claims(remarked))
        before, after = (tracekit.certify(task, trace.problem, t).measures for t in (trace, remarked))
        after.remarks = 0
        assert before == after
        values = json.loads(json.dumps(task.vocabulary.to_json(remarked.events)))
        assert task.vocabulary.from_json(values) == remarked.events
    assert n > 2


@pytest.mark.parametrize("name", ["color_cube_rotation", "advanced_geometry"])
def test_nothing_is_remarked_between_a_slip_and_its_correction(name: str) -> None:
    task = tracekit.get_task(name)
    slips = 0
    for seed in range(12):
        wrong = False
        for event in with_remarks(solved(task, seed, backtracks=2), all_kinds(task, 1.0)):
            if isinstance(event, Slip):
                wrong, slips = True, slips + 1
            elif isinstance(event, Remark):
                assert not wrong
            elif isinstance(event, Backtrack):
                wrong = False
    assert slips > 10


def test_what_can_be_said_does_not_depend_on_what_comes_later_or_on_the_solution() -> None:
    """Nothing may leak: remarks are the same for a problem without its solution, and for another end of the search."""
    for seed in range(8):
        trace = solved(COUNTDOWN, seed, backtracks=3)
        bare = trace.problem.model_copy(update={"solution": None})
        kinds = remark_kinds_of(COUNTDOWN)
        whole = gaps_of(trace, kinds)
        assert gaps_of(Trace(COUNTDOWN, bare, trace.events), kinds) == whole
        cut = next(i for i, event in enumerate(trace.events) if isinstance(event, Backtrack))
        part = gaps_of(Trace(COUNTDOWN, trace.problem, (*trace.events[:cut], GaveUp())), kinds)
        assert [gap for gap in part if gap.index < cut] == [gap for gap in whole if gap.index < cut]
        sudoku = solved(SUDOKU, seed, backtracks=1)
        unsolved = SudokuProblem(puzzle=sudoku.problem.puzzle)
        kinds = remark_kinds_of(SUDOKU)
        assert gaps_of(Trace(SUDOKU, unsolved, sudoku.events), kinds) == gaps_of(sudoku, kinds)


@pytest.mark.parametrize("name", tracekit.TASKS)
def test_changed_digits_in_remarks_are_reported(name: str) -> None:
    """Single digits are changed inside the sentences of remarks alone."""
    task, stream = tracekit.get_task(name), Stream("digits", name)
    tried = missed = 0
    for seed in range(12):
        trace = solved(task, seed, backtracks=seed % 2)
        for style in ("prose", "symbolic"):
            document = tracekit.render(with_remarks(trace, all_kinds(task), seed=seed), style, seed=seed)
            text = document.text
            spans = [span for span in document.spans if isinstance(span.event, Remark)]
            places = [i for span in spans for i in range(span.start, span.end) if text[i].isdigit()]
            for i in stream.shuffled(places)[:20]:
                digit = stream.pick([d for d in "0123456789" if d != text[i]])
                tried += 1
                missed += tracekit.certify(task, trace.problem, text[:i] + digit + text[i + 1 :]).ok
    assert tried >= 20
    assert missed <= 0.01 * tried + 1  # now and then a change is as true as what was there


def test_shares() -> None:
    trace = solved(COUNTDOWN, 0, backtracks=4)
    assert with_remarks(trace, {}) == trace
    assert with_remarks(trace, {"check": 0, "list": 0.0}) == trace
    checked = claims(with_remarks(trace, {"check": 1}))
    made = {event.move for event in trace if isinstance(event, Decision)}
    assert {claim[:4] for claim in checked} == {tuple(move) for move in made if move.op != "*" or move.b}
    few, many = ({*claims(with_remarks(trace, {"list": share}, seed=3))} for share in (0.3, 0.8))
    assert few <= many
    both = claims(with_remarks(trace, {"list": 0.3, "check": 0.5}, seed=3))
    assert {claim for claim in both if isinstance(claim, Results)} == few
    assert with_remarks(trace, {"list": 0.5}, seed=1) == with_remarks(trace, {"list": 0.5}, seed=1)
    assert with_remarks(trace, {"list": 0.5}, seed=1) != with_remarks(trace, {"list": 0.5}, seed=2)


def test_the_share_of_places_is_the_share_asked_for() -> None:
    total = most = 0
    for seed in range(40):
        trace = solved(SUDOKU, seed, backtracks=1)
        total += len(claims(with_remarks(trace, {"check": 0.4}, seed=seed)))
        most += len(claims(with_remarks(trace, {"check": 1.0}, seed=seed)))
    assert most > 1000
    assert abs(total / most - 0.4) < 4 * (0.24 / most) ** 0.5


def test_what_is_not_allowed() -> None:
    trace = solved(COUNTDOWN, 0, backtracks=1)
    with pytest.raises(UnknownNameError, match="kind of remarks 'chek': did you mean 'check'"):
        with_remarks(trace, {"chek": 1.0})
    for share in (-0.1, 1.1, True, "all"):
        with pytest.raises(ParameterError, match=r"remarks\['check'\].*from 0 to 1"):
            with_remarks(trace, {"check": share})  # type: ignore[dict-item]
    with pytest.raises(ParameterError, match="must map kinds"):
        with_remarks(trace, "check")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="must be true"):
        with_remarks(Trace(COUNTDOWN, trace.problem, trace.events[1:]), {"check": 1.0})


# --- Countdown, by hand and by a second opinion ----------------------------------------------------------------------

PROBLEM = CountdownProblem(numbers=(10, 4, 3), target=37, solution="10 * 4 - 3")
HAND = (
    ChoicePoint((10, 4, 3)),
    Decision(Combine(10, "*", 4, 40)),
    ChoicePoint((40, 3)),
    Decision(Combine(40, "-", 3, 37)),
    Solved("10 * 4 - 3"),
)
TRUE_CLAIMS: list[tuple[int, Any]] = [
    (1, Results(10, 4, (14, 6, 40))),
    (1, Results(4, 3, (12, 1, 7))),
    (1, Results(3, 4, (7, 1, 12))),
    (1, Option(10, "+", 4, 14, 23, "below", 37)),
    (1, Option(4, "+", 10, 14, 23, "below", 37)),
    (1, Need(40, "-", 3, 37)),
    (1, Need(33, "+", 4, 37)),
    (1, Need(370, "/", 10, 37)),
    (1, Aim(40, (10, 4), "-", 3, 37)),
    (1, Aim(27, (3, 4), "+", 10, 37)),
    (2, Checked(10, "*", 4, 40, "/")),
    (3, Checked(10, "*", 4, 40, "/")),
    (3, Checked(4, "*", 10, 40, "/")),
    (3, SoFar((Combine(10, "*", 4, 40),))),
    (3, Option(40, "*", 3, 120, 83, "above", 37)),
    (4, Checked(40, "-", 3, 37, "+")),
    (4, SoFar((Combine(10, "*", 4, 40), Combine(40, "-", 3, 37)))),
]
FALSE_CLAIMS: list[tuple[int, Any]] = [
    (1, Results(10, 4, (14, 6))),  # 40 is missing
    (1, Results(10, 4, (14, 6, 40, 40))),
    (1, Results(10, 5, (15, 5, 50, 2))),  # there is no 5
    (1, Results(10, 10, (20, 0, 100, 1))),  # there is only one 10
    (3, Results(10, 4, (14, 6, 40))),  # they are used up
    (1, Option(10, "+", 4, 15, 22, "below", 37)),
    (1, Option(10, "+", 4, 14, 23, "above", 37)),
    (1, Option(10, "+", 4, 14, 22, "below", 36)),  # not the target
    (3, Option(40, "-", 3, 37, 0, "below", 37)),  # it is the target
    (1, Option(4, "-", 10, -6, 43, "below", 37)),
    (1, Need(40, "-", 4, 37)),
    (1, Need(40, "-", 4, 36)),
    (1, Need(35, "+", 2, 37)),  # there is no 2
    (4, Need(0, "+", 37, 37)),  # nothing else is left to make 0 of
    (1, Aim(40, (10, 3), "-", 3, 37)),
    (1, Aim(40, (10,), "-", 3, 37)),
    (1, Aim(41, (10, 4), "-", 3, 37)),
    (1, Checked(10, "*", 4, 40, "/")),  # not done yet
    (2, Checked(10, "*", 4, 40, "*")),
    (2, Checked(10, "*", 4, 41, "/")),
    (2, Checked(10, "+", 4, 14, "-")),  # true, but not what was done
    (1, SoFar(())),
    (1, SoFar((Combine(10, "*", 4, 40),))),
    (4, SoFar((Combine(40, "-", 3, 37),))),
    (2, New(Cell(1, 1), 5)),
    (2, "10 * 4 = 40"),
]


def certified(index: int, claim: Any) -> tracekit.Certificate:
    trace = insert(Trace(COUNTDOWN, PROBLEM, HAND), [(index, claim)])
    return tracekit.certify(COUNTDOWN, PROBLEM, trace)


@pytest.mark.parametrize(("index", "claim"), TRUE_CLAIMS, ids=str)
def test_true_remarks_of_countdown(index: int, claim: Any) -> None:
    assert certified(index, claim).error is None


@pytest.mark.parametrize(("index", "claim"), FALSE_CLAIMS, ids=str)
def test_false_remarks_of_countdown(index: int, claim: Any) -> None:
    error = certified(index, claim).error
    assert error is not None
    assert (error.rule, error.index) == (Rule.FALSE_REMARK, index)


def test_a_false_sentence_is_named() -> None:
    text = "I have 10, 4 and 3. With 10 and 4 I could make 14, 6 and 41. 10 * 4 = 40, leaving 40 and 3."
    error = tracekit.certify(COUNTDOWN, PROBLEM, text).error
    assert error is not None
    assert (error.rule, error.sentence) == (Rule.FALSE_REMARK, "With 10 and 4 I could make 14, 6 and 41.")


def test_a_remark_cannot_come_first_or_last() -> None:
    last = tracekit.certify(COUNTDOWN, PROBLEM, insert(Trace(COUNTDOWN, PROBLEM, HAND), [(5, TRUE_CLAIMS[0][1])]))
    assert last.error is not None
    assert last.error.rule is Rule.AFTER_END
    only = tracekit.certify(COUNTDOWN, PROBLEM, Trace(COUNTDOWN, PROBLEM, (Remark(Need(40, "-", 3, 37)),)))
    assert only.error is not None
    assert only.error.rule is Rule.UNFINISHED


def countdown_holds(claim: Any, left: list[int], path: list[Combine], target: int) -> bool:
    """The claims of Countdown, written down once more."""

    def value(a: Any, op: str, b: Any) -> Any:
        return OPERATIONS[op](a, b)

    rest = list(left)
    if isinstance(claim, SoFar):
        return list(claim.moves) == path
    if isinstance(claim, Checked):
        return Combine(*claim[:4]) in path and value(claim.result, claim.inverse, claim.b) == claim.a
    if isinstance(claim, Results | Option):
        for number in (claim.a, claim.b):
            rest.remove(number)
        values = [value(claim.a, op, claim.b) for op in "+-*/"]
        whole = {int(v) for v in values if v is not None and Fraction(v).denominator == 1 and v >= 0}
        if isinstance(claim, Results):
            return sorted(whole) == sorted(claim.results)
        apart = claim.distance if claim.side == "above" else -claim.distance
        return claim.result == value(claim.a, claim.op, claim.b) == target + apart != target
    rest.remove(claim.by)
    if isinstance(claim, Need):
        return bool(rest) and value(claim.need, claim.op, claim.by) == target
    return sorted(claim.numbers) == sorted(rest) and value(claim.goal, claim.op, claim.by) == target


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_the_remarks_of_countdown_are_true(seed: int) -> None:
    problem = COUNTDOWN.problem(seed=seed)
    trace = with_remarks(tracekit.solve(COUNTDOWN, problem, backtracks=seed % 4, seed=seed), all_kinds(COUNTDOWN, 1.0))
    for i, event in enumerate(trace.events):
        if isinstance(event, Remark):
            path = moves_at_end(trace.events[:i])
            left = list(problem.numbers)
            for move in path:
                left.remove(move.a)
                left.remove(move.b)
                left.append(move.result)
            assert countdown_holds(event.claim, left, path, problem.target), (event, left)


def test_fractions_and_some_of_the_numbers() -> None:
    for parameters in ({"arithmetic": "fractions"}, {"use_all": False}, {"operators": "+-"}):
        task = tracekit.get_task("countdown", **parameters)
        for seed in range(6):
            trace = with_remarks(solved(task, seed, backtracks=1), all_kinds(task, 1.0), seed=seed)
            for style in STYLES:
                text = tracekit.render(trace, style, seed=seed).text
                assert tracekit.certify(task, trace.problem, text).trace == trace
                assert tracekit.certify(task, trace.problem, text).ok
        if parameters.get("operators"):
            operators = {getattr(claim, "op", "+") for claim in claims(trace)}
            assert operators <= set("+-")


NUMBERS = st.sampled_from([0, 1, 2, 3, 4, 10, 37, 40, 10**30, Fraction(1, 3)])
SIGNS = st.sampled_from("+-*/")
LISTS = st.lists(NUMBERS, max_size=3).map(tuple)
ANY_CLAIM = st.one_of(
    st.builds(Checked, NUMBERS, SIGNS, NUMBERS, NUMBERS, SIGNS),
    st.builds(Results, NUMBERS, NUMBERS, LISTS),
    st.builds(Option, NUMBERS, SIGNS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["above", "below"]), NUMBERS),
    st.builds(Need, NUMBERS, SIGNS, NUMBERS, NUMBERS),
    st.builds(Aim, NUMBERS, LISTS, SIGNS, NUMBERS, NUMBERS),
    st.builds(lambda *move: SoFar((Combine(*move),)), NUMBERS, SIGNS, NUMBERS, NUMBERS),
    st.builds(New, st.builds(Cell, st.integers(0, 10), st.integers(0, 10)), st.integers(0, 10)),
    st.builds(Candidates, st.builds(Cell, st.integers(0, 10), st.integers(0, 10)), LISTS),
    st.builds(Line, st.sampled_from(["row", "column", "box"]), st.integers(0, 10), LISTS),
)


@settings(max_examples=300, deadline=None)
@given(ANY_CLAIM, st.lists(st.sampled_from([0, 1, 4, 10, 40, Fraction(1, 3)]), min_size=1, max_size=4), st.booleans())
def test_no_claim_whatever_makes_the_certifier_fail(claim: Any, left: list[Any], fractions: bool) -> None:
    task = tracekit.get_task("countdown", arithmetic="fractions" if fractions else "integers")
    state = tuple(sorted(left, reverse=True))
    path = [Combine(4, "*", 0, 0), Combine(10, "/", 1, 10)]
    assert task.space(PROBLEM).holds(state, path, claim) in (True, False)
    sudoku = SUDOKU.problem(seed=1)
    space = SUDOKU.space(sudoku)
    assert space.holds(space.start(), [], claim) in (True, False)


# --- Sudoku ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sudoku", "mini_sudoku"])
def test_the_remarks_of_sudoku_are_true(name: str) -> None:
    task = tracekit.get_task(name)
    for seed in range(4):
        trace = with_remarks(solved(task, seed, backtracks=1), all_kinds(task, 1.0), seed=seed)
        size = trace.problem.size
        high, wide = {4: (2, 2), 6: (2, 3), 9: (3, 3)}[size]
        for i, event in enumerate(trace.events):
            if not isinstance(event, Remark):
                continue
            grid = {(r, c): int(trace.problem.puzzle[r * size + c]) for r in range(size) for c in range(size)}
            for cell, value in moves_at_end(trace.events[:i]):
                grid[cell.row - 1, cell.column - 1] = value
            claim = event.claim
            if isinstance(claim, Line):
                n = claim.number - 1
                box = [
                    (n // (size // wide) * high + y, n % (size // wide) * wide + x)
                    for y in range(high)
                    for x in range(wide)
                ]
                cells = {"row": [(n, x) for x in range(size)], "column": [(y, n) for y in range(size)], "box": box}
                assert claim.digits == tuple(grid[cell] for cell in cells[claim.unit])
                continue
            r, c = claim.cell.row - 1, claim.cell.column - 1
            seen = {
                value
                for (y, x), value in grid.items()
                if (y, x) != (r, c) and (y == r or x == c or (y // high, x // wide) == (r // high, c // wide))
            }
            if isinstance(claim, New):
                assert grid[r, c] == claim.value
                assert claim.value not in seen
            else:
                assert isinstance(claim, Candidates)
                assert not grid[r, c]
                assert claim.values == tuple(v for v in range(1, size + 1) if v not in seen)


def test_false_remarks_of_sudoku() -> None:
    trace = solved(SUDOKU, 0, backtracks=0)
    index = next(i for i, event in enumerate(trace.events) if isinstance(event, Inference | Decision)) + 1
    ((_, kinds),) = [(gap.index, gap.claims) for gap in gaps_of(trace, remark_kinds_of(SUDOKU)) if gap.index == index]
    new, listed = kinds["check"][0], kinds["list"][0]
    line = next(line for line in kinds["restate"] if 0 in line.digits)
    blank = line.digits.index(0)
    wrong = [
        new._replace(value=new.value % 9 + 1),
        new._replace(cell=Cell(0, 1)),
        line._replace(number=0),
        line._replace(number=10),
        line._replace(digits=(*line.digits[:blank], 1, *line.digits[blank + 1 :])),
        line._replace(digits=line.digits[:-1]),
        listed._replace(values=listed.values[:-1]),
        listed._replace(values=(*listed.values, listed.values[0])),
        listed._replace(values=()),
        listed._replace(cell=new.cell),
        listed._replace(cell=Cell(10, 1)),
    ]
    for claim in (new, line, listed, *wrong):
        error = tracekit.certify(SUDOKU, trace.problem, insert(trace, [(index, claim)])).error
        assert (error is None) == (claim not in wrong), claim
        assert error is None or (error.rule, error.index) == (Rule.FALSE_REMARK, index)


# --- rows and rewards ------------------------------------------------------------------------------------------------


def test_rows_with_remarks() -> None:
    options: Any = {"n": 12, "backtracks": [0, 2], "ladder": True}
    plain = tracekit.make_dataset(COUNTDOWN, **options)
    rows = tracekit.make_dataset(COUNTDOWN, remarks={"check": 1.0, "subgoal": 0.5}, **options)
    for row, other in zip(rows, plain, strict=True):
        assert tracekit.certify_row(row)[1] == ""
        meta, other_meta = json.loads(row["meta"]), json.loads(other["meta"])
        shares, n = meta.pop("remark_shares"), meta.pop("remarks")
        assert shares == {"check": 1.0, "subgoal": 0.5}
        assert n == len(claims(tracekit.load_row(row).trace)) > 0
        assert meta == other_meta
        assert row["id"] == other["id"]
        assert row["answer"] == other["answer"]
    none = tracekit.make_dataset(COUNTDOWN, remarks=None, **options)
    assert list(none) == list(plain)
    with pytest.raises(UnknownNameError, match="backward"):
        tracekit.make_dataset(SUDOKU, n=1, backtracks=0, remarks={"backward": 1.0})
    with pytest.raises(ParameterError, match="from 0 to 1"):
        tracekit.make_dataset(COUNTDOWN, n=1, backtracks=0, remarks={"check": 2})


def test_a_row_whose_meta_counts_wrong_is_found() -> None:
    row = dict(tracekit.make_dataset(COUNTDOWN, n=1, backtracks=0, remarks={"check": 1.0})[0])
    meta = json.loads(row["meta"])
    row["meta"] = json.dumps(meta | {"remarks": meta["remarks"] + 1})
    assert "remarks" in tracekit.certify_row(row)[1]


def test_true_remarks_do_not_pay() -> None:
    """A rollout gains nothing by saying what is true anyway, and loses by a remark that is false."""
    text = "I have 10, 4 and 3. 10 * 4 = 40, leaving 40 and 3. 40 + 3 = 44, not 37."
    padding = " With 10 and 4 I could make 14, 6 and 40." * 20

    def share(thinking: str) -> float:
        from tracekit.rewards.process import read_process
        from tracekit.verify import find_answer

        found = find_answer(f"<think>{thinking}</think><answer>10 * 4 - 3</answer>")
        process = read_process(COUNTDOWN, PROBLEM, found)
        assert process.true_share is not None
        return process.true_share

    padded = text.replace("3. 10", f"3.{padding} 10", 1)
    assert 0 < share(text) < 1
    assert share(padded) == share(text)
    assert share(text.replace("3. 10", "3. With 10 and 4 I could make 14, 6 and 41. 10", 1)) < share(text)
