"""What is true of a zebra puzzle is accepted in whatever words and order, and nothing else is."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.tasks.zebra_oracle import Facts, Reason, all_tables, dead_ends, reasons_for, told_otherwise

import tracekit
from tracekit.errors import BacktracksUnreachableError
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    Inference,
    Remark,
    Solved,
    Switch,
)
from tracekit.search.remarks import with_remarks
from tracekit.search.space import Choice
from tracekit.seeding import Stream
from tracekit.tasks.zebra_puzzles import ZebraPuzzles, ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.problem import Blocked, BrokenClue, ByClue, LastHouse, Left, NoHouse, Place
from tracekit.tasks.zebra_puzzles.remarks import InHouse, Kept, OpenFor

ORDERS, DEDUCTIONS = ("listed", "clues", "chained", "fewest"), ("none", "given", "linked", "forced")
SMALL: dict[str, Any] = {"num_people": 3, "num_characteristics": 3, "clue_types": "all", "extra_clues": 2}


def traces(task: ZebraPuzzles, n: int, ks: Sequence[int] = (0, 2, 4)) -> Iterator[tracekit.Trace]:
    for index in range(n):
        problem = task.problem(seed=17, index=index)
        for strategy, k in [*itertools.product(("exhaustive", "detour"), ks), ("natural", None), ("best_first", None)]:
            try:
                given: dict[str, Any] = {} if k is None else {"backtracks": k}
                trace = tracekit.solve(task, problem, seed=index, strategy=strategy, **given)
            except BacktracksUnreachableError:
                continue
            yield with_remarks(trace, {"check": 0.3, "restate": 0.3, "list": 0.3}, seed=index)


def states(trace: tracekit.Trace) -> Iterator[tuple[Event, dict[str, int]]]:
    """Each event, and the houses of the values placed before it."""
    placed: dict[str, int] = {}
    at: dict[object, dict[str, int]] = {}  # the last line on which a value was tried, and that line by its decisions
    decided: dict[object, tuple[Place, ...]] = {}
    line: tuple[Place, ...] = ()
    for event in trace.events:
        yield event, placed
        match event:
            case ChoicePoint(place):
                at[place] = at[place, line] = placed
                decided[place] = decided[place, line] = line
            case Decision(move):
                placed, line = {**placed, move.value: move.house}, (*line, move)
            case Inference(move):
                placed = {**placed, move.value: move.house}
            case Backtrack(to=to, line=told) | Switch(to=to, line=told):
                key = to if told is None else (to, told)
                placed, line = at[key], decided[key]
                at[to], decided[to] = placed, line


# --- soundness and completeness of what is accepted ------------------------------------------------------------------


def some_reasons(facts: Facts, draw: random.Random) -> Iterator[tuple[str, int, Reason]]:
    """Reasons true and false for a house of a value: sufficient ones, and some with a part left out or changed."""
    problem = facts.problem
    for value in facts.waiting():
        for house in facts.houses:
            true = reasons_for(facts, value, house, draw) + reasons_for(facts, value, None, draw)
            pool: list[Reason] = [*true, LastHouse(), Left((), ()), NoHouse(value, (), ())]
            number = draw.randint(1, len(problem.clues))
            clue = told_otherwise(problem.clues[number - 1], draw)
            pool += [ByClue(number, clue, ()), Blocked(value, number, clue, ())]
            pool += [BrokenClue(number, clue, tuple(draw.choices(facts.houses, k=len(clue.values))))]
            for reason in true:
                if isinstance(reason, ByClue | Blocked):
                    pool.append(reason._replace(taken=reason.taken[1:]))
                    pool.append(reason._replace(number=draw.randint(0, len(problem.clues) + 1)))
                    pool.append(reason._replace(clue=draw.choice(problem.clues)))
                elif isinstance(reason, Left | NoHouse):
                    pool.append(reason._replace(taken=reason.taken[1:]))
                    pool.append(reason._replace(ruled=reason.ruled[1:]))
                    pool += [
                        reason._replace(ruled=(one._replace(houses=(*one.houses, draw.choice(facts.houses))),))
                        for one in reason.ruled[:1]
                    ]
            for reason in pool:
                yield value, house, reason


@pytest.mark.parametrize("deduction", DEDUCTIONS)
def test_a_reason_is_accepted_if_and_only_if_it_holds_and_is_sufficient(deduction: Any) -> None:
    draw = random.Random(5)
    task = ZebraPuzzles(**SMALL, deduction=deduction)
    n_forced = n_stuck = n = 0
    for index in range(12):
        problem = task.problem(seed=3, index=index)
        space, tables = task.space(problem), list(all_tables(problem))
        for _ in range(4):
            # Any values in any houses, each house once in a list: most such states are not on the way to the solution.
            placed = {}
            for row in problem.values:
                houses = draw.sample(range(4), 3)
                pairs = zip(row, houses, strict=True)
                placed |= {value: house for value, house in pairs if house and draw.random() < 0.6}
            facts = Facts(problem, placed)
            state = tuple([placed.get(label, 0) for label in space.labels])
            fitting = [table for table in tables if table.items() >= placed.items()]
            for value, house, reason in some_reasons(facts, draw):
                n += 1
                accepted = space.after_inference(state, Place(value, house), reason)
                is_open = house in facts.to_try(value, deduction)
                assert (accepted is not None) is (is_open and facts.is_forced(value, house, reason)), (placed, reason)
                if accepted is not None:
                    n_forced += 1
                    assert accepted == tuple([{**placed, value: house}.get(label, 0) for label in space.labels])
                    assert all(table[value] == house for table in fitting)
                assert space.accepts_dead_end(state, reason) is facts.is_stuck(reason), (placed, reason)
                if facts.is_stuck(reason):
                    n_stuck += 1
                    assert not fitting
            for value in space.labels:
                choice, to_try = space.choice_at(state, value), facts.to_try(value, deduction)
                if value in placed or not to_try:
                    assert choice is None
                else:
                    assert choice == Choice(value, tuple([Place(value, house) for house in sorted(to_try)]))
                    assert all(table[value] in to_try for table in fitting)
    assert n > 3000
    assert min(n_forced, n_stuck) > 100


@pytest.mark.parametrize("wrong", [None, 3, "tea", (), ("tea", 1), (1, 2, 3), Place("tea", 1), InHouse(1, ("tea",))])
def test_nothing_that_a_trace_can_hold_makes_it_raise(wrong: Any) -> None:
    task = ZebraPuzzles()
    problem = task.problem()
    space = task.space(problem)
    value, clue = problem.values[1][0], problem.clues[0]
    damaged = [
        wrong,
        ByClue(wrong, clue, ()),
        ByClue(1, wrong, ()),
        ByClue(1, clue, wrong),
        Left(wrong, ()),
        Left((), (wrong,)),
        Blocked(wrong, 1, clue, ()),
        NoHouse(value, (wrong,), wrong),
        BrokenClue(wrong, clue, (1,)),
        BrokenClue(1, clue, wrong),
    ]
    for reason in damaged:
        assert not space.accepts_dead_end(space.start(), reason)
        assert space.after_inference(space.start(), wrong, reason) is None
        assert space.after_inference(space.start(), Place(value, wrong), reason) is None
        assert space.after_inference(space.start(), Place(wrong, 1), reason) is None
        hash(space.cause(reason))
    assert space.choice_at(space.start(), wrong) is None


# --- harmless rewordings ---------------------------------------------------------------------------------------------


def mixed(items: Any, draw: random.Random) -> Any:
    return tuple(draw.sample(items, len(items)))


def reworded(trace: tracekit.Trace, draw: random.Random) -> list[Event]:
    """The trace with lists in another order, other sufficient reasons, and inferences in another order."""
    deduction = trace.task.deduction  # type: ignore[attr-defined]
    events: list[Event] = []
    for event, placed in states(trace):
        new = otherwise(event, Facts(trace.problem, placed), draw)
        if isinstance(new, DeadEnd):
            new = seen_early(new, trace.problem, placed, events, draw)
        before = events[-1] if events else None
        if isinstance(new, Inference) and isinstance(before, Inference):
            # Could this one have come first?
            (value, house), (other, other_house) = new.move, before.move
            earlier = {v: h for v, h in placed.items() if v != other}
            there, after = Facts(trace.problem, earlier), Facts(trace.problem, {**earlier, value: house})
            if (
                there.is_forced(value, house, new.reason)
                and house in there.to_try(value, deduction)
                and after.is_forced(other, other_house, before.reason)
                and other_house in after.to_try(other, deduction)
            ):
                events.insert(len(events) - 1, new)
                continue
        events.append(new)
    return events


def otherwise(event: Event, facts: Facts, draw: random.Random) -> Event:
    """The same said in another way."""
    match event:
        case ChoicePoint(moves=moves) | Backtrack(moves=moves) | Switch(moves=moves):
            return replace(event, moves=mixed(moves, draw))
        case Inference(move):
            return replace(event, reason=draw.choice(reasons_for(facts, move.value, move.house, draw)))
        case DeadEnd():
            return DeadEnd(draw.choice(dead_ends(facts, draw)))
        case Remark(InHouse(house, values)):
            return Remark(InHouse(house, mixed(values, draw)[: draw.randint(1, len(values))]))
        case Remark(OpenFor(value, houses)):
            return Remark(OpenFor(value, mixed(houses, draw)))
        case Remark(Kept(number, clue, houses)):
            return Remark(Kept(number, told_otherwise(clue, draw), mixed(houses, draw)))
        case _:
            return event


def seen_early(
    event: DeadEnd, problem: ZebraPuzzlesProblem, placed: dict[str, int], events: list[Event], draw: random.Random
) -> DeadEnd:
    """The dead end, as early as it can be seen; the inferences up to there are taken out of the events."""
    while isinstance(events[-1], Inference | Remark):
        last = events[-1]
        if isinstance(last, Inference):
            placed = {value: house for value, house in placed.items() if value != last.move.value}
        found = dead_ends(Facts(problem, placed), draw)
        if not found:
            break
        del events[-1]
        event = DeadEnd(draw.choice(found))
    return event


@pytest.mark.parametrize("deduction", DEDUCTIONS)
def test_no_harmless_rewording_is_called_false(deduction: Any) -> None:
    draw = random.Random(9)
    n = n_changed = 0
    for clue_types in ("basic", "all"):
        task = ZebraPuzzles(clue_types=clue_types, deduction=deduction)
        for trace in traces(task, 7):
            if len(trace.events) > 150:
                continue
            style = ("prose", "symbolic", "reflective")[n % 3]
            events = reworded(trace, draw)
            text, _ = task.lexicons[style].write(events, Stream("reworded", n))
            certificate = tracekit.certify(task, trace.problem, text, style=style)
            assert certificate.ok, (certificate.error, text)
            assert certificate.n_backtracks == trace.n_backtracks
            assert certificate.answer == trace.answer
            n += 1
            n_changed += tuple(events) != trace.events
    assert n >= 75
    assert n_changed > n * 0.9


@pytest.mark.parametrize("deduction", DEDUCTIONS)
def test_values_may_come_in_any_order(deduction: Any) -> None:
    """A search in another order, with branches on other values, says nothing false."""
    same = [d for d in DEDUCTIONS if d == deduction or {d, deduction} == {"linked", "forced"}]
    for own, other in itertools.product(ORDERS, ORDERS):
        task = ZebraPuzzles(clue_types="all", deduction=deduction, order=own)  # type: ignore[arg-type]
        for trace in itertools.islice(traces(task, 1, ks=(2,)), 2):
            for judge in (task.model_copy(update={"order": other, "deduction": d}) for d in same):
                text = tracekit.render(trace, seed=3).text
                certificate = tracekit.certify(judge, trace.problem, text)
                assert certificate.ok, certificate.error
                assert certificate.n_backtracks == trace.n_backtracks


# --- what our own texts say, taken literally -------------------------------------------------------------------------


@pytest.mark.parametrize("deduction", DEDUCTIONS)
def test_every_statement_is_true_taken_literally(deduction: Any) -> None:
    n_lists = 0
    for clue_types, order in (("basic", "clues"), ("all", "fewest")):
        task = ZebraPuzzles(clue_types=clue_types, deduction=deduction, order=order)  # type: ignore[arg-type]
        for trace in traces(task, 5):
            if len(trace.events) > 150:
                continue
            for event, placed in states(trace):
                facts = Facts(trace.problem, placed)
                match event:
                    case ChoicePoint(place, moves):
                        assert {move.house for move in moves or ()} == facts.to_try(place, deduction)
                    case Inference(move, reason):
                        assert facts.is_forced(move.value, move.house, reason)
                    case DeadEnd(reason):
                        assert facts.is_stuck(reason)
                    case Remark(OpenFor(value, houses)):
                        # Open is what is neither taken nor closed by a clue, whatever the search takes into account.
                        assert set(houses) == facts.open(value)
                        n_lists += 1
                    case Remark(InHouse(house, values)):
                        assert {value for value, there in placed.items() if there == house} == {*values}
                    case _:
                        pass
    assert n_lists > 10


@pytest.mark.parametrize("style", ["prose", "reflective"])
def test_words_of_exclusion_are_said_only_with_what_excludes(style: str) -> None:
    lexicon = ZebraPuzzles.lexicons[style]
    for key, phrases in lexicon.phrases.items():
        kind = key.lstrip("^?").split()[-1]
        for phrase in phrases:
            if re.search(r"\bopen\b(?! and)", phrase):
                assert kind == "list"
            if re.search(r"\bpossible\b|\bcould go\b|\bcan go\b|\bcan only go\b", phrase):
                assert kind not in ("options", "list", *(k for k in lexicon.vocabulary.kinds if k.startswith("back")))
            # A house that is the only one left, by what is placed: that is what "free" says.
            if re.search(r"\bfree\b|\ball (the )?other houses\b", phrase):
                assert kind == "last"
            if re.search(r"\bonly\b", phrase):
                assert kind in ("last", "by_clue", "by_clue_but", "back_last", "aside_last")
            # "given" is a fact, not what is left over.
            if kind == "given":
                assert not re.search(r"\bonly\b|\bleave|\bleft\b|\bnothing\b|\bno\b", phrase)


# --- causes ----------------------------------------------------------------------------------------------------------


def test_one_value_without_a_house_is_one_cause() -> None:
    task = ZebraPuzzles()
    problem = task.problem()
    space = task.space(problem)
    one, two, clues = problem.values[1][0], problem.values[1][1], problem.clues
    reasons = [Blocked(one, 1, clues[0], ()), Blocked(one, 2, clues[1], ()), NoHouse(one, (), ())]
    assert len({space.cause(reason) for reason in reasons}) == 1
    assert space.cause(Blocked(two, 1, clues[0], ())) != space.cause(reasons[0])
    broken = [BrokenClue(1, clues[0], (1, 2)), BrokenClue(1, clues[0], (3, 3)), BrokenClue(2, clues[1], (1, 2))]
    assert len({space.cause(reason) for reason in broken}) == 2


def test_what_was_wrong_before_the_last_decision_comes_out_as_one_cause() -> None:
    n_old = 0
    for trace in traces(ZebraPuzzles(), 20, ks=(5, 10)):
        space = trace.task.space(trace.problem)
        before: dict[str, int] = {}  # what stood before the last decision
        causes: dict[tuple[object, object], set[object]] = {}
        for event, placed in states(trace):
            if isinstance(event, Decision):
                before = placed
            elif isinstance(event, DeadEnd):
                value = event.reason.value
                if not Facts(trace.problem, before).open(value):
                    n_old += 1
                    causes.setdefault((frozenset(before.items()), value), set()).add(space.cause(event.reason))
        assert all(len(found) == 1 for found in causes.values())
    assert n_old > 20


# --- ends ------------------------------------------------------------------------------------------------------------


def test_the_goal_may_be_told_with_the_answer_or_without() -> None:
    for ask in ("first", "table"):
        task = ZebraPuzzles(ask=ask)  # type: ignore[arg-type]
        problem = task.problem()
        trace = tracekit.solve(task, problem, backtracks=1)
        right = problem.solved_table()[0][0]
        for answer in (None, *problem.values[0]):
            events = (*trace.events[:-1], Solved(answer))
            text, _ = task.lexicons["prose"].write(events, Stream(0))
            certificate = tracekit.certify(task, problem, text)
            assert certificate.ok is (answer in (None, right))


def test_a_problem_whose_solution_breaks_a_clue_is_refused() -> None:
    problem = ZebraPuzzles().problem()
    rows = [list(row) for row in problem.solved_table()]
    rows[0][0], rows[1][0] = rows[1][0], rows[0][0]
    with pytest.raises(tracekit.errors.ParameterError, match="must fit every clue"):
        ZebraPuzzlesProblem(**{**problem.model_dump(), "solution": tuple(map(tuple, rows))})
