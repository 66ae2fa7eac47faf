"""Searches of one-dimensional ARC: exactly k backtracks, true in every line, and told so that they can be read back."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit import BacktracksUnreachableError, ParameterError, Trace
from tracekit.data.rows import make_rows
from tracekit.data.settings import Settings
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    GaveUp,
    Inference,
    Solved,
    Unsolvable,
)
from tracekit.search.space import Space, space_of
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, NONE, Family, Parameter, outcome, parameters_of
from tracekit.tasks.arc_1d.inputs import draw_parameter
from tracekit.tasks.arc_1d.problem import TO_LAST, Applied, Fits, Hypothesis, Inapplicable, Mismatch

STYLES = ("prose", "symbolic", "reflective", "marked")
STRATEGIES = ("exhaustive", "detour")
KS = (0, 1, 2, 3, 5, 10)
TASK = Arc1D()


def read_symbolic(problem: Arc1DProblem, text: str) -> tuple[int, str]:
    """Backtracks and answer of a symbolic text, each line held against the problem by trying all there is to try."""
    inputs = [before for before, _ in problem.pairs]
    outputs = [after for _, after in problem.pairs]
    backtracks, answer, n_tested = 0, "", 0
    family, value = FAMILY_LIST[0], NONE
    tried: dict[str, set[Parameter]] = {}
    for line in text.splitlines():
        every = parameters_of(family.unit)
        first = {each for each in every if outcome(family, each, inputs[0]) == outputs[0]}
        if match := re.fullmatch(r"([0-9]): ([0-9]+) (?:ok|!= ([0-9]+))", line):
            assert int(match[1]) == n_tested + 1
            assert match[2] == outcome(family, value, inputs[n_tested])
            assert match[3] in (None, outputs[n_tested])
            assert (match[2] == outputs[n_tested]) == (match[3] is None)
            n_tested += match[3] is None
        elif match := re.fullmatch(r"([0-9]|test): cannot be applied", line):
            row = problem.test if match[1] == "test" else inputs[int(match[1]) - 1]
            which = [value] if value.unit == family.unit else every
            assert {outcome(family, each, row) for each in which} == {None}
        elif line.startswith("refuted, back to"):
            backtracks += 1
            n_tested = 0
            name = line.removeprefix("refuted, back to ")
            if name == "pairs":
                assert not {each for each in every if fits_all(problem, family, each)}, "refuted, and one of it fits"
            else:
                assert name == family.name
                value = NONE
        elif line == "aside, back to pairs":
            backtracks += 1
            n_tested = 0
            assert first - tried[family.name], "set aside, and nothing of it is left"
        elif line.startswith("try "):
            family = FAMILIES[line.removeprefix("try ")]
            assert family.name not in tried
            value, tried[family.name] = NONE, set()
        elif line.startswith("which "):
            assert line == f"which {family.name}"
            assert len(first) > 1
        elif match := re.fullmatch(r"(with|only) (\w+) ([0-9])(?: ([0-9]))?", line):
            value = Parameter(match[2], int(match[3]), int(match[4] or 0))
            assert value in every
            assert value not in tried[family.name]
            tried[family.name].add(value)
            assert value in first if match[1] == "with" else first <= {value}
        elif line.startswith("test: "):
            assert n_tested == len(problem.pairs)
            answer = line.removeprefix("test: ")
            assert answer == outcome(family, value, problem.test)
        else:
            assert line in {"pairs", "solved"}, line
    return backtracks, answer


def fits_all(problem: Arc1DProblem, family: Family, value: Parameter) -> bool:
    rows = [outcome(family, value, before) for before, _ in problem.pairs]
    return rows == [after for _, after in problem.pairs] and outcome(family, value, problem.test) == problem.output


def check_exactness(n: int, parameters: dict[str, Any]) -> Counter[tuple[str, int]]:
    task, reached = Arc1D(**parameters), Counter[tuple[str, int]]()
    for index, strategy, k in itertools.product(range(n), STRATEGIES, KS):
        problem = task.problem(seed=11, index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=k, seed=index, strategy=strategy)
        except BacktracksUnreachableError:
            continue
        reached[strategy, k] += 1
        assert trace.solved
        assert task.verify(problem, trace.answer or "")
        for style in STYLES:
            text = tracekit.render(trace, style, seed=index).text
            assert text[0].isalpha()
            certificate = tracekit.certify(task, problem, text)
            assert certificate.ok, certificate.error
            assert certificate.trace == trace
            assert certificate.n_backtracks == k
            if style == "symbolic":
                assert read_symbolic(problem, text) == (k, problem.output)
    return reached


@pytest.mark.parametrize("parameters", [{}, {"n_pairs": 6, "min_size": 40, "max_size": 50}])
def test_exactly_k_or_a_refusal(parameters: dict[str, Any]) -> None:
    reached = check_exactness(20, parameters)
    assert all(reached[strategy, k] == 20 for strategy in STRATEGIES for k in (0, 1, 2, 3, 5))


@pytest.mark.slow
@pytest.mark.parametrize("parameters", [{}, {"rules": "reasoning_gym"}, {"max_size": 10, "n_pairs": 2}])
def test_exactly_k_or_a_refusal_over_300_problems(parameters: dict[str, Any]) -> None:
    reached = check_exactness(300, parameters)
    assert all(reached[strategy, k] >= 290 for strategy in STRATEGIES for k in (0, 1, 2, 3, 5))


def test_quick_ways_of_planning_agree_with_the_plain_ones() -> None:
    for index in range(30):
        problem = TASK.problem(seed=21, index=index)
        space = space_of(TASK, problem)
        states = [space.start()]
        for state in states:
            children = space.children(state)
            assert children == Space.children(space, state)
            for limit in (0, 1, 3, 100):
                assert space.count_dead_ends(state, limit) == Space.count_dead_ends(space, state, limit)
            states += children or ()
        assert len(set(states)) == len(states)
        view = space.look(space.start())
        weights = space.plausibility(space.start(), view.moves)
        assert len(weights) == len(view.moves)
        assert min(weights) > 0


def test_other_rules_that_fit_are_never_wrong_turns() -> None:
    # Dropping single cells and keeping the longest block come to the same here.
    pairs = (("0330010000", "0330000000"), ("0000400555", "0000000555"), ("2000660000", "0000660000"))
    problem = Arc1DProblem(pairs=pairs, test="0077700080", output="0077700000")
    space = space_of(TASK, problem)
    fitting = {hypothesis.family for hypothesis in space.ideas.fitting}
    assert {"drop_singles", "keep", "drop"} <= fitting
    ends = set()
    for seed in range(20):
        trace = tracekit.solve(TASK, problem, backtracks=4, seed=seed)
        assert trace.n_backtracks == 4
        ends.add(trace.moves[0])
    assert len(ends) > 1
    assert ends <= fitting


def test_problems_that_no_rule_explains() -> None:
    problem = Arc1DProblem(pairs=(("0120000000", "1000000002"),), test="0340000000", output="3000000004")
    with pytest.raises(ParameterError, match="must follow a rule that is known here"):
        tracekit.solve(TASK, problem, backtracks=0)
    trace = tracekit.solve(TASK, problem, strategy="natural")
    assert isinstance(trace.events[-1], Unsolvable)
    given_up = tracekit.solve(TASK, problem, strategy="natural", max_moves=3)
    assert isinstance(given_up.events[-1], GaveUp)
    for told in (trace, given_up):
        for style in STYLES:
            text = tracekit.render(told, style).text
            assert tracekit.parse(TASK, problem, text) == told
            assert tracekit.certify(TASK, problem, text).ok
    blank = Arc1DProblem(pairs=(("0000000000", "1000000002"),), test="0340000000", output="3000000004")
    with pytest.raises(ParameterError, match="must follow a rule"):
        tracekit.solve(TASK, blank, backtracks=0)


def shuffled_events() -> list[Any]:
    hypotheses = [Hypothesis(f.name, draw_parameter(f.unit, Stream(f.name))) for f in FAMILY_LIST]
    events: list[Any] = [ChoicePoint("pairs"), Backtrack("pairs", refuted=True), Backtrack("pairs", refuted=False)]
    for family, value in hypotheses:
        events.append(Decision(family))
        if value.unit != "none":
            events += [ChoicePoint(family), Decision(value), Inference(value), Backtrack(family, refuted=True)]
            events += [Decision(v) for v in parameters_of(value.unit)]
    events += [Inference(Fits(1, "0123")), Inference(Fits(2, "5")), DeadEnd(Mismatch(3, "0011", "1100"))]
    events += [DeadEnd(Inapplicable(1)), DeadEnd(Inapplicable(2)), DeadEnd(TO_LAST)]
    events += [Inference(Applied("0440")), Solved("0 4 4 0"), Solved("1 2"), GaveUp(), Unsolvable()]
    return events


@pytest.mark.parametrize("style", list(STYLES))
def test_any_events_in_any_order_are_read_back(style: str) -> None:
    problem, events = TASK.problem(), shuffled_events()
    for seed in range(15):
        trace = Trace(TASK, problem, tuple(Stream("order", seed).shuffled(events)))
        text = tracekit.render(trace, style, seed=seed).text
        assert tracekit.parse(TASK, problem, text, style=style) == trace
        assert tracekit.parse(TASK, problem, text) == trace
    values = json.loads(json.dumps(TASK.vocabulary.to_json(events)))
    assert TASK.vocabulary.from_json(values) == tuple(events)


def mutants(text: str, stream: Stream, n: int) -> Iterator[str]:
    digits = [match.start() for match in re.finditer("[0-9]", text)]
    words = list(re.finditer("[A-Za-z_]+", text))
    for i in range(n):
        if i % 2:
            at = stream.pick(digits)
            yield text[:at] + stream.pick([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]
        else:
            word = stream.pick(words)
            other = stream.pick([match[0] for match in words if match[0] != word[0]])
            yield text[: word.start()] + other + text[word.end() :]


def test_changed_digits_and_words_are_reported() -> None:
    missed = total = 0
    for index in range(60):
        problem = TASK.problem(seed=31, index=index)
        trace = tracekit.solve(TASK, problem, backtracks=3, seed=index, strategy=STRATEGIES[index % 2])
        for style in STYLES:
            text = tracekit.render(trace, style, seed=index).text
            for mutant in mutants(text, Stream("mutants", index, style), 6):
                total += 1
                missed += tracekit.certify(TASK, problem, mutant).ok
    assert total >= 1000
    assert missed <= 0.01 * total


def test_rows_are_made() -> None:
    for style in STYLES:
        settings = Settings(TASK, backtracks=[0, 2, 5], ladder=True, style=style)
        rows = make_rows(settings, 3)
        assert [row["backtracks"] for row in rows] == [0, 2, 5]
        assert len({row["question"] for row in rows}) == 1
        assert len({row["answer"] for row in rows}) == 1
