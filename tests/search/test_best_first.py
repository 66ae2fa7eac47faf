"""Best-first searches: live lines are left and taken up again, and all that is said of them certifies."""

from __future__ import annotations

from typing import Any

import pytest

import tracekit
from tracekit import Rule, Style, Trace
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Event, Switch
from tracekit.search.space import space_of

TASKS: list[tuple[str, dict[str, Any]]] = [
    ("countdown", {"max_numbers": 4}),
    ("countdown", {"min_numbers": 4, "max_numbers": 5, "use_all": False}),
    ("sudoku", {}),
    ("sudoku", {"cell_order": "boxes", "min_empty": 48}),
    ("mini_sudoku", {"size": 6, "min_empty": 22, "max_empty": 26}),
    ("zebra_puzzles", {}),
]


def traces_of(name: str, parameters: dict[str, Any], n: int = 25) -> list[Trace]:
    task: Any = tracekit.get_task(name, **parameters)
    problems = [task.problem(seed=8, index=index) for index in range(n)]
    return [tracekit.solve(task, problem, strategy="best_first", max_moves=300) for problem in problems]


@pytest.mark.parametrize(("name", "parameters"), TASKS)
def test_they_are_told_read_back_and_certified(name: str, parameters: dict[str, Any]) -> None:
    switches = 0
    for seed, trace in enumerate(traces_of(name, parameters)):
        task, problem = trace.task, trace.problem
        certificate = tracekit.certify(task, problem, trace)
        assert certificate.ok, certificate
        assert certificate.measures == trace.measures
        switches += certificate.measures.switches
        assert task.vocabulary.from_json(task.vocabulary.to_json(trace.events)) == trace.events
        for lexicon in task.lexicons:
            style = Style(lexicon, lexicon)
            text = tracekit.render(trace, style, seed=seed).text
            assert tracekit.parse(task, problem, text, style=style) == trace
            assert tracekit.certify(task, problem, text, style=style).ok, text
        if trace.solved:
            assert trace.answer is not None
            assert task.verify(problem, trace.answer)
            assert trace.moves == certificate.trace.moves
    assert switches > 0


@pytest.mark.parametrize(("name", "parameters"), TASKS)
def test_the_most_promising_open_choice_point_is_taken_up(name: str, parameters: dict[str, Any]) -> None:
    """Worked out anew from the events: whenever a decision is made, no open choice point promises more."""
    for trace in traces_of(name, parameters, 12):
        space = space_of(trace.task, trace.problem)
        state, line = space.start(), ()
        states: dict[Any, Any] = {}  # (place, decisions) -> its state
        tried: dict[Any, set[Any]] = {}
        reached = {state}
        for event in trace.events:
            if isinstance(event, ChoicePoint):
                states[event.place, line], tried[event.place, line] = state, set()
                here = event.place, line
            elif isinstance(event, Backtrack | Switch):
                named = [key for key in states if key[0] == event.to and event.line in (None, key[1])]
                here = max(named, key=lambda key: sum(a == b for a, b in zip(key[1], line, strict=False)))
                (state, line) = states[here], here[1]
            elif isinstance(event, Decision):
                ahead = {key: set(space.look(at).moves) - tried[key] for key, at in states.items()}  # type: ignore[union-attr]
                is_open = [
                    key for key, at in states.items() if any(space.after(at, m) not in reached for m in ahead[key])
                ]
                best = max(space.promise(states[key]) for key in is_open)
                assert space.promise(state) == best
                tried[here].add(event.move)
                line, state = (*line, event.move), space.after(state, event.move)
                reached.add(state)
            elif hasattr(event, "move"):
                state = space.after(state, event.move)


def false_versions(events: tuple[Event, ...]) -> list[tuple[int, Event, Rule]]:
    """Switches and returns with something false in them."""
    found: list[tuple[int, Event, Rule]] = []
    for i, event in enumerate(events):
        if isinstance(event, Switch):
            here = next(e for e in reversed(events[:i]) if isinstance(e, ChoicePoint))
            if here.place != event.to:
                found.append((i, Switch(here.place, here.moves), Rule.WRONG_TARGET))
            if event.moves:
                found.append((i, Switch(event.to, event.moves[1:], event.line), Rule.WRONG_MOVES))
            found.append((i, Backtrack(event.to, False, event.moves, event.line), Rule.OUT_OF_TURN))
        if isinstance(event, Backtrack):
            found.append((i, Switch(event.to, event.moves, event.line), Rule.OUT_OF_TURN))
            if not event.refuted:
                claim = Backtrack(event.to, True, event.moves, event.line)
                found.append((i, claim, Rule.UNTRIED_MOVE_LEFT))
            if event.line:
                claim = Backtrack(event.to, event.refuted, event.moves, event.line[:-1])
                found.append((i, claim, Rule.WRONG_TARGET))
    return found


@pytest.mark.parametrize(("name", "parameters"), TASKS)
def test_what_is_false_about_leaving_a_line_is_found(name: str, parameters: dict[str, Any]) -> None:
    n = 0
    for trace in traces_of(name, parameters, 12):
        for index, event, rule in false_versions(trace.events)[:20]:
            events = (*trace.events[:index], event, *trace.events[index + 1 :])
            error = tracekit.certify(trace.task, trace.problem, Trace(trace.task, trace.problem, events)).error
            assert error is not None
            assert (error.index, error.rule) == (index, rule)
            n += 1
    assert n > 20


def test_a_task_without_words_for_it_says_so() -> None:
    """Where all states promise the same, no line is left open, and no words are needed."""
    task: Any = tracekit.get_task("arc_1d")
    row: Any = tracekit.make_dataset(task, n=1, strategy="best_first")[0]
    assert tracekit.certify_row(row)[1] == ""
    problem = task.problem()
    with pytest.raises(tracekit.ParameterError, match=r"must be one that 'arc_1d' has words for: .*Switch"):
        tracekit.render(Trace(task, problem, (Switch("r1"),)))


def test_rows_of_best_first_searches_are_whole() -> None:
    for name in ("countdown", "sudoku", "zebra_puzzles"):
        data = tracekit.make_dataset(tracekit.get_task(name), n=6, strategy="best_first", max_moves=400)
        for row in data.to_list():
            assert row["strategy"] == "best_first"
            certificate, problem = tracekit.certify_row(row)
            assert (certificate.ok, problem) == (True, "")
            assert sum(isinstance(e, DeadEnd) for e in certificate.trace.events) == row["backtracks"]
