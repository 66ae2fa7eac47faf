"""No edit of a true trace gets past the certifier unless a second opinion finds it true as well."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from own_judge import CountdownRules, SudokuRules, judge

import tracekit
from tracekit import Rule, Trace
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    GaveUp,
    Inference,
    Solved,
    Unsolvable,
)
from tracekit.tasks.countdown import Combine, CountdownProblem, Miss
from tracekit.tasks.sudoku import Cell, NoCandidate, Place, SudokuProblem

COUNTDOWN = tracekit.get_task("countdown", min_numbers=4, max_numbers=4, max_value=30, min_target=10)
SUDOKU = tracekit.get_task("sudoku", min_empty=36, max_empty=40)
MINI = tracekit.get_task("mini_sudoku")
RULES: dict[str, Any] = {"countdown": CountdownRules, "sudoku": SudokuRules, "mini_sudoku": SudokuRules}
STYLES = ("prose", "symbolic", "marked")


def true_traces() -> list[Trace]:
    traces = []
    for task, ks in ((COUNTDOWN, (0, 1, 4)), (MINI, (0, 1)), (SUDOKU, (0, 3))):
        for seed in range(3):
            problem = task.problem(seed=seed)
            for k in ks:
                for strategy in ("exhaustive", "detour"):
                    try:
                        traces.append(tracekit.solve(task, problem, backtracks=k, seed=seed, strategy=strategy))
                    except tracekit.BacktracksUnreachableError:
                        continue
    problem = CountdownProblem(numbers=(2, 3, 3), target=100)
    traces.append(tracekit.solve(COUNTDOWN, problem, strategy="natural"))
    traces.append(tracekit.solve(COUNTDOWN, problem, strategy="natural", max_moves=7))
    return traces


@pytest.fixture(scope="module")
def traces() -> list[Trace]:
    return true_traces()


def is_true(trace: Trace, events: Sequence[Event]) -> bool:
    return judge(RULES[trace.task.name](trace.problem), events)


def certified(trace: Trace, events: Sequence[Event]) -> tracekit.Certificate:
    return tracekit.certify(trace.task, trace.problem, Trace(trace.task, trace.problem, tuple(events)))


def test_true_traces_are_true(traces: list[Trace]) -> None:
    """No false alarm, in any style; and the second opinion agrees."""
    kinds = {type(event) for trace in traces for event in trace}
    assert kinds == {ChoicePoint, Decision, Inference, DeadEnd, Backtrack, Solved, GaveUp, Unsolvable}
    for trace in traces:
        assert is_true(trace, trace.events)
        assert certified(trace, trace.events).error is None
        for style in STYLES:
            text = tracekit.render(trace, style).text
            certificate = tracekit.certify(trace.task, trace.problem, text)
            assert certificate.error is None
            assert certificate.trace == trace
            assert certificate.solved is trace.solved
            assert certificate.n_backtracks == trace.n_backtracks


def holds_up_to(trace: Trace, events: Sequence[Event], index: int, *, second_opinion: bool) -> bool:
    """Whether nothing before the event named is at fault."""
    before = events[:index]
    error = certified(trace, before).error
    if error is not None and (error.rule, error.index) != (Rule.UNFINISHED, index):
        return False
    return not second_opinion or judge(RULES[trace.task.name](trace.problem), before, complete=False)


def edits(events: Sequence[Event]) -> Iterator[tuple[str, list[Event]]]:
    every = list(events)
    for i in range(len(every)):
        yield f"without {i}", every[:i] + every[i + 1 :]
        yield f"{i} twice", [*every[: i + 1], *every[i:]]
        yield f"cut before {i}", every[:i]
        if i + 1 < len(every) and every[i] != every[i + 1]:
            yield f"{i} after {i + 1}", [*every[:i], every[i + 1], every[i], *every[i + 2 :]]
        other = (i * 7 + 3) % len(every)
        moved = every[:i] + every[i + 1 :]
        moved.insert(other, every[i])
        if moved != every:
            yield f"{i} moved to {other}", moved
        # Giving up at the goal has a test of its own below.
        for end in (Unsolvable(),) if isinstance(every[i], Solved) else (GaveUp(), Unsolvable()):
            yield f"{end} before {i}", [*every[:i], end, *every[i:]]


def test_dropped_repeated_moved_and_swapped_events(traces: list[Trace]) -> None:
    n = passed = 0
    for trace in traces:
        for what, events in edits(trace.events):
            n += 1
            certificate = certified(trace, events)
            if certificate.ok:
                passed += 1
                assert is_true(trace, events), (what, trace.events)
            else:
                assert certificate.error is not None
                index = certificate.error.index
                # What comes before the sentence named is what a true trace could begin with.
                assert holds_up_to(trace, events, index, second_opinion=True)
    assert n > 5000
    # Said twice, or told in another order, much is as true as it was.
    assert n / 100 < passed < n / 5


def other_values(event: Event, trace: Trace) -> Iterator[Event]:  # noqa: PLR0912
    """The same event with one thing in it changed."""
    match event:
        case ChoicePoint(place, moves) if moves is not None:
            yield dataclasses.replace(event, moves=moves[1:])
            yield dataclasses.replace(event, moves=moves[::-1])
            yield dataclasses.replace(event, moves=(*moves, moves[0]))
            yield dataclasses.replace(event, moves=None)
            yield dataclasses.replace(event, place=Cell(place.row % trace.problem.size + 1, place.column))
            yield dataclasses.replace(event, place=Cell(0, 0))
            for value in range(trace.problem.size + 2):
                changed = tuple(sorted({*(m.value for m in moves)} ^ {value}))
                yield dataclasses.replace(event, moves=tuple(Place(place, v) for v in changed))
        case ChoicePoint(place):
            yield ChoicePoint(place[1:])
            yield ChoicePoint((*place, place[-1]))
            yield ChoicePoint(place[::-1])
            yield ChoicePoint((place[0] + 1, *place[1:]))
        case Decision(move) | Inference(move):
            for changed in other_moves(move):
                yield dataclasses.replace(event, move=changed)
        case DeadEnd(reason) if isinstance(reason, Miss):
            yield DeadEnd(Miss(reason.result + 1, reason.target))
            yield DeadEnd(Miss(reason.result, reason.target + 1))
            yield DeadEnd(Miss(reason.target, reason.target))
        case DeadEnd(reason):
            for field in ("row", "column", "box"):
                values = getattr(reason, field)
                for value in range(10):
                    yield DeadEnd(reason._replace(**{field: tuple(sorted({*values} ^ {value}))}))
            yield DeadEnd(reason._replace(row=reason.column, column=reason.row))
            yield DeadEnd(reason._replace(cell=Cell(reason.cell.column, reason.cell.row)))
            yield DeadEnd(reason._replace(cell=Cell(9, 9)))
            yield DeadEnd(reason._replace(cell=Cell(0, 0)))
            yield DeadEnd(NoCandidate(reason.cell, (), (), ()))
        case Backtrack(to, refuted, moves):
            yield Backtrack(to, not refuted, moves)
            for earlier in trace.events:
                if isinstance(earlier, ChoicePoint) and earlier.place != to:
                    listed = earlier.moves if moves is not None else None
                    for claim in (True, False):
                        yield Backtrack(earlier.place, claim, listed)
                        yield Backtrack(earlier.place, claim, moves)
            if moves is not None:
                yield Backtrack(to, refuted, moves[1:])
                yield Backtrack(to, refuted, None)
                yield Backtrack(to, refuted, (*moves, Place(to, 9)))
            else:
                yield Backtrack(to[1:], refuted)
        case Solved(answer) if answer is not None:
            yield Solved(answer[::-1])
            yield Solved(answer + " + 0")
            yield Solved("")
            yield Solved(None)
            yield Solved("1")
        case Solved() | GaveUp() | Unsolvable():
            yield from [e for e in (Solved(), Solved("1"), Unsolvable()) if type(e) is not type(event)]


def other_moves(move: Any) -> Iterator[Any]:
    if isinstance(move, Combine):
        yield move._replace(result=move.result + 1)
        yield move._replace(a=move.a + 1)
        yield move._replace(a=move.a + 1, result=move.result + 1)
        yield move._replace(a=move.b, b=move.a)
        for op, result in (("+", move.a + move.b), ("-", move.a - move.b), ("*", move.a * move.b)):
            if op != move.op:
                yield move._replace(op=op)
                yield move._replace(op=op, result=result)
        yield Combine(move.a, "+", move.a, 2 * move.a)  # a number used twice
    else:
        for value in range(11):
            if value != move.value:
                yield move._replace(value=value)
        yield move._replace(cell=Cell(move.cell.row, move.cell.column % 4 + 1))
        yield move._replace(cell=Cell(0, 0))


def test_changed_events(traces: list[Trace]) -> None:
    seen: dict[type, int] = {}
    passed: list[tuple[Event, Event]] = []
    for trace in traces:
        for i, event in enumerate(trace.events):
            for changed in other_values(event, trace):
                if changed == event:
                    continue
                events = [*trace.events[:i], changed, *trace.events[i + 1 :]]
                certificate = certified(trace, events)
                seen[type(event)] = seen.get(type(event), 0) + 1
                if certificate.ok:
                    passed.append((event, changed))
                    assert is_true(trace, events), (event, changed)
                else:
                    assert certificate.error is not None
                    assert certificate.error.index >= i
                    second = trace.task.name == "countdown" or not sum(seen.values()) % 10
                    assert holds_up_to(trace, events, certificate.error.index, second_opinion=second)
    assert set(seen) == {ChoicePoint, Decision, Inference, DeadEnd, Backtrack, Solved, GaveUp, Unsolvable}
    # What passes lists a set in another order, among others; nothing refuted passes for set aside.
    assert any(isinstance(event, ChoicePoint) for event, _ in passed)
    assert not any(isinstance(event, Backtrack) for event, _ in passed)


# --- one rule after another ------------------------------------------------------------------------------------------

C3 = CountdownProblem(numbers=(2, 3, 5), target=25)
"""(2 + 3) * 5"""
PLUS, TIMES = Combine(3, "+", 2, 5), Combine(5, "*", 5, 25)
WRONG = Combine(3, "*", 2, 6)
C_BASE: list[Event] = [
    ChoicePoint((5, 3, 2)),
    Decision(WRONG),
    ChoicePoint((6, 5)),
    Decision(Combine(6, "+", 5, 11)),
    DeadEnd(Miss(11, 25)),
    Backtrack((6, 5), True),
    Decision(Combine(6, "-", 5, 1)),
    DeadEnd(Miss(1, 25)),
    Backtrack((6, 5), True),
    Decision(Combine(6, "*", 5, 30)),
    DeadEnd(Miss(30, 25)),
    Backtrack((5, 3, 2), True),
    Decision(PLUS),
    ChoicePoint((5, 5)),
    Decision(TIMES),
    Solved("(3 + 2) * 5"),
]


def sudoku_base() -> tuple[SudokuProblem, list[Event]]:
    """A trace with two returns, told cell by cell."""
    for seed in range(200):
        problem = MINI.problem(seed=seed)
        try:
            return problem, list(tracekit.solve(MINI, problem, backtracks=2, seed=seed).events)
        except tracekit.BacktracksUnreachableError:
            continue
    raise LookupError("no such problem")


def position(events: Sequence[Event], kind: type, n: int = 0) -> int:
    return [i for i, event in enumerate(events) if isinstance(event, kind)][n]


def replaced(i: int, *new: Event) -> Callable[[list[Event]], tuple[list[Event], int]]:
    return lambda events: ([*events[:i], *new, *events[i + 1 :]], i)


C_CASES: dict[str, tuple[Callable[[list[Event]], tuple[list[Event], int]], Rule]] = {
    "a false dead end": (replaced(2, DeadEnd(Miss(6, 25))), Rule.FALSE_DEAD_END),
    "a wrong reason": (replaced(4, DeadEnd(Miss(12, 25))), Rule.WRONG_REASON),
    "another target missed": (replaced(4, DeadEnd(Miss(11, 24))), Rule.WRONG_REASON),
    "an untried move left": (replaced(8, Backtrack((5, 3, 2), True)), Rule.UNTRIED_MOVE_LEFT),
    "no such place": (replaced(8, Backtrack((7, 5), True)), Rule.WRONG_TARGET),
    "a place on an abandoned branch": (
        lambda events: (
            [*events[:14], Decision(Combine(5, "+", 5, 10)), DeadEnd(Miss(10, 25)), Backtrack((6, 5), True)],
            16,
        ),
        Rule.WRONG_TARGET,
    ),
    "a number used twice": (replaced(1, Decision(Combine(3, "*", 3, 9))), Rule.ILLEGAL_MOVE),
    "a number that is not there": (replaced(12, Decision(Combine(6, "+", 5, 11))), Rule.ILLEGAL_MOVE),
    "a wrong result": (replaced(12, Decision(Combine(3, "+", 2, 6))), Rule.ILLEGAL_MOVE),
    "a negative number": (replaced(1, Decision(Combine(2, "-", 3, -1))), Rule.ILLEGAL_MOVE),
    "a broken quotient": (replaced(1, Decision(Combine(5, "/", 2, 2))), Rule.ILLEGAL_MOVE),
    "a move tried before": (replaced(12, Decision(WRONG)), Rule.ALREADY_TRIED),
    "wrong numbers left": (replaced(13, ChoicePoint((5, 3))), Rule.WRONG_PLACE),
    "nothing to choose": (replaced(4, ChoicePoint((11,))), Rule.NO_CHOICE),
    "an inference": (replaced(2, Inference(Combine(6, "+", 5, 11))), Rule.NOT_FORCED),
    "a decision without a choice point": (lambda events: ([*events[:2], *events[3:]], 2), Rule.NO_CHOICE),
    "two decisions": (lambda events: ([*events[:2], Decision(PLUS)], 2), Rule.NO_CHOICE),
    "a return that is not from a dead end": (replaced(2, Backtrack((5, 3, 2), False)), Rule.OUT_OF_TURN),
    "a return before the decision": (replaced(1, Backtrack((5, 3, 2), True)), Rule.OUT_OF_TURN),
    "a line set aside that is refuted": (replaced(5, Backtrack((6, 5), False)), Rule.REFUTED_LINE),
    "another dead end after a dead end": (lambda events: ([*events[:5], DeadEnd(Miss(12, 25))], 5), Rule.OUT_OF_TURN),
    "solved too early": (replaced(13, Solved("(3 + 2) * 5")), Rule.FALSE_SOLVED),
    "solved at a dead end": (replaced(4, Solved("3 * 2 + 5")), Rule.FALSE_SOLVED),
    "an answer that does not follow": (replaced(15, Solved("5 * 5")), Rule.WRONG_ANSWER),
    "an answer with another value": (replaced(15, Solved("(3 + 2) * 5 + 0")), Rule.WRONG_ANSWER),
    "no solution, too early": (lambda events: ([*events[:11], Unsolvable()], 11), Rule.FALSE_UNSOLVABLE),
    "no solution, out of nowhere": (lambda events: ([Unsolvable()], 0), Rule.FALSE_UNSOLVABLE),
    "an end that is missing": (lambda events: (events[:15], 15), Rule.UNFINISHED),
    "nothing at all": (lambda events: ([], 0), Rule.UNFINISHED),
    "an end and more": (lambda events: ([*events, Solved("(3 + 2) * 5")], 16), Rule.AFTER_END),
}


def test_the_hand_made_countdown_trace() -> None:
    certificate = tracekit.certify(COUNTDOWN, C3, Trace(COUNTDOWN, C3, tuple(C_BASE)))
    assert certificate.error is None
    measures = certificate.measures
    assert (measures.decisions, measures.inferences, measures.backtracks) == (6, 0, 3)
    assert measures.wrong_turn_depths == [1, 1, 0]
    assert measures.abandoned_steps == 4
    assert measures.abandoned_fraction == 4 / 6
    # Pairs 5 3, 5 2 and 3 2: sum, difference and product of each, and no whole quotient: 9 moves, 1 refuted.
    # Then 5 + 5, 5 - 5, 5 * 5, 5 / 5.
    assert measures.luck == pytest.approx(3 + 2)
    assert measures.set_aside == 0
    assert is_true(Trace(COUNTDOWN, C3, ()), C_BASE)


@pytest.mark.parametrize("name", C_CASES)
def test_countdown_rules(name: str) -> None:
    edit, rule = C_CASES[name]
    events, index = edit(list(C_BASE))
    check_fault(COUNTDOWN, C3, events, rule, index)


def check_fault(task: Any, problem: Any, events: list[Event], rule: Rule, index: int) -> None:
    """The trace and each of its texts break this rule at this event, and the text's sentence is the one named."""
    certificate = tracekit.certify(task, problem, Trace(task, problem, tuple(events)))
    assert certificate.error is not None
    assert (certificate.error.rule, certificate.error.index) == (rule, index)
    assert (certificate.error.start, certificate.error.sentence) == (None, None)
    if any(isinstance(e, Inference) for e in events) and task.name == "countdown":
        return  # nothing is forced in Countdown: there is no sentence for it
    if any("-1" in repr(e) for e in events):
        return  # there is no way to write a negative number
    for style in STYLES:
        for seed in range(3):
            document = tracekit.render(Trace(task, problem, tuple(events)), style, seed=seed)
            error = tracekit.certify(task, problem, document.text).error
            assert error is not None
            assert (error.rule, error.index) == (rule, index)
            if index < len(events):
                span = document.spans[index]
                assert (error.start, error.end) == (span.start, span.end)
            else:
                assert (error.start, error.end) == (len(document.text), len(document.text))
            assert error.sentence == document.text[error.start : error.end]
            assert error.message.startswith(rule.message)


def test_a_line_is_refuted_once_all_of_it_has_failed() -> None:
    """6 + 5 has failed, 6 - 5 and 6 * 5 have not been tried, and all of 3 * 2 is said to be refuted."""
    events = [*C_BASE[:5], Backtrack((5, 3, 2), True), *C_BASE[12:]]
    check_fault(COUNTDOWN, C3, events, Rule.UNTRIED_MOVE_LEFT, 5)
    # Not said to be impossible, it is true.
    events[5] = Backtrack((5, 3, 2), False)
    assert tracekit.certify(COUNTDOWN, C3, Trace(COUNTDOWN, C3, tuple(events))).ok
    # And once all of its moves have failed, it is not only set aside.
    check_fault(COUNTDOWN, C3, [*C_BASE[:11], Backtrack((5, 3, 2), False), *C_BASE[12:]], Rule.REFUTED_LINE, 11)


def test_nothing_is_left_to_try_where_all_was_tried() -> None:
    back = [*C_BASE[:11], Backtrack((6, 5), True)]
    check_fault(COUNTDOWN, C3, back, Rule.NOTHING_UNTRIED, 11)


def test_giving_up_is_no_way_out_of_a_sentence_that_follows() -> None:
    for i in range(1, len(C_BASE)):
        events = [*C_BASE[:i], GaveUp(), *C_BASE[i:]]
        certificate = tracekit.certify(COUNTDOWN, C3, Trace(COUNTDOWN, C3, tuple(events)))
        assert certificate.error is not None
        assert certificate.error.index in (i, i + 1)


def test_nobody_gives_up_at_the_goal() -> None:
    """ "I have not filled the grid" is false where every cell is filled."""
    problem, events = sudoku_base()
    for task, p, all_events in ((COUNTDOWN, C3, C_BASE), (MINI, problem, events)):
        cut = (*all_events[:-1], GaveUp())
        error = tracekit.certify(task, p, Trace(task, p, cut)).error
        assert error is not None
        assert error.rule is Rule.ALREADY_SOLVED


def test_sudoku_rules() -> None:
    problem, base = sudoku_base()
    n, choice, decision = len(base), position(base, ChoicePoint), position(base, Decision)
    dead, back = position(base, DeadEnd), position(base, Backtrack)
    opening, move, end, way_back = base[choice], base[decision], base[dead], base[back]
    assert isinstance(opening, ChoicePoint)
    assert isinstance(move, Decision)
    assert isinstance(end, DeadEnd)
    assert isinstance(way_back, Backtrack)
    cell, moves = opening.place, opening.moves or ()
    other = next(v for v in range(1, 5) if Place(cell, v) not in moves)

    def check(i: int, new: Event, rule: Rule) -> None:
        check_fault(MINI, problem, [*base[:i], new, *base[i + 1 :]], rule, i)

    check(choice, ChoicePoint(cell, moves[1:]), Rule.WRONG_MOVES)
    check(choice, ChoicePoint(cell, (*moves, moves[0])), Rule.WRONG_MOVES)
    check(choice, ChoicePoint(cell, tuple(Place(cell, v) for v in range(1, 5))), Rule.WRONG_MOVES)
    check(choice, ChoicePoint(Cell(4, 4), (Place(Cell(4, 4), 1), Place(Cell(4, 4), 2))), Rule.WRONG_MOVES)
    check(choice, ChoicePoint(Cell(0, 0), (Place(Cell(0, 0), 1), Place(Cell(0, 0), 2))), Rule.WRONG_PLACE)
    check(choice, Inference(moves[0]), Rule.NOT_FORCED)
    check(choice, Solved(), Rule.FALSE_SOLVED)
    check(choice, DeadEnd(NoCandidate(cell, (1, 2), (3,), (4,))), Rule.FALSE_DEAD_END)
    check(choice, DeadEnd(NoCandidate(Cell(0, 0), (1, 2), (3,), (4,))), Rule.FALSE_DEAD_END)
    check(choice, DeadEnd(NoCandidate(Cell(9, 9), (1, 2), (3,), (4,))), Rule.FALSE_DEAD_END)
    check(choice, Unsolvable(), Rule.FALSE_UNSOLVABLE)
    check(decision, Decision(Place(cell, other)), Rule.ILLEGAL_MOVE)
    check(decision, Decision(Place(cell, 0)), Rule.ILLEGAL_MOVE)
    check(decision, Decision(Place(Cell(0, 0), 1)), Rule.ILLEGAL_MOVE)
    check(decision, end, Rule.OUT_OF_TURN)
    check(dead, DeadEnd(end.reason._replace(row=(), column=(), box=())), Rule.WRONG_REASON)
    check(dead, DeadEnd(end.reason._replace(row=(*end.reason.row, 0))), Rule.WRONG_REASON)
    check(dead, DeadEnd(end.reason._replace(row=(*end.reason.row, 9))), Rule.WRONG_REASON)
    check(dead, Inference(Place(end.reason.cell, 1)), Rule.NOT_FORCED)
    check(dead, Solved(), Rule.FALSE_SOLVED)
    check(back, Backtrack(Cell(4, 4), True, (Place(Cell(4, 4), 1),)), Rule.WRONG_TARGET)
    check(back, Backtrack(Cell(0, 0), True, (Place(Cell(0, 0), 1),)), Rule.WRONG_TARGET)
    untried = tuple(Place(way_back.to, m.value % 4 + 1) for m in way_back.moves or ())
    check(back, Backtrack(way_back.to, True, untried), Rule.WRONG_MOVES)
    check(n - 1, Unsolvable(), Rule.FALSE_UNSOLVABLE)
    check_fault(MINI, problem, base[:-1], Rule.UNFINISHED, n - 1)
    check_fault(MINI, problem, [*base, Solved()], Rule.AFTER_END, n)
    forced = position(base, Inference)
    claim = base[forced]
    assert isinstance(claim, Inference)
    check(forced, Inference(Place(claim.move.cell, claim.move.value % 4 + 1)), Rule.NOT_FORCED)
    # A true statement in the wrong place: the next forced cell before this one, where both are forced already.
    check(forced, Inference(Place(Cell(0, 1), 1)), Rule.NOT_FORCED)


def test_every_rule_but_those_of_texts_was_met() -> None:
    """The rules of events are all in the cases above; the rest is the business of texts."""
    met = {rule for _, rule in C_CASES.values()}
    assert set(Rule) - met == {
        Rule.UNKNOWN_STATEMENT,
        Rule.WRONG_MOVES,
        Rule.NOTHING_UNTRIED,
        Rule.BAD_FORMAT,
        Rule.ALREADY_SOLVED,
        Rule.FALSE_REMARK,
        Rule.FALSE_RESULT,
    }


def test_luck_of_a_sudoku() -> None:
    """Where every alternative on the way was refuted there was no luck; without wrong turns each choice is a guess."""
    problem, _ = sudoku_base()
    trace = tracekit.solve(MINI, problem, backtracks=0)
    certificate = certified(trace, trace.events)
    expected = sum(math.log2(len(e.moves or ())) for e in trace if isinstance(e, ChoicePoint))
    assert certificate.measures.luck == pytest.approx(expected)
    assert certificate.measures.abandoned_steps == 0
    assert certificate.measures.decisions + certificate.measures.inferences == problem.n_empty


def test_measures_by_counting(traces: list[Trace]) -> None:
    for trace in traces:
        if not trace.solved:
            continue
        measures = certified(trace, trace.events).measures
        n_moves = sum(isinstance(event, Decision | Inference) for event in trace)
        assert measures.decisions + measures.inferences == n_moves
        assert measures.abandoned_steps == n_moves - len(trace.moves)
        assert measures.backtracks == trace.n_backtracks == len(measures.wrong_turn_depths)
        assert measures.set_aside == sum(isinstance(e, Backtrack) and not e.refuted for e in trace)
