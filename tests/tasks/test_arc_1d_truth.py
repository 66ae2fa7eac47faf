"""Texts of one-dimensional ARC say nothing false, and nothing true is called false; "only" means only.

What is true is found out by trying every parameter of a family, not by what the search looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

import tracekit
from tracekit import Trace
from tracekit.reading import Certificate
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Event, Inference
from tracekit.search.rules import Rule
from tracekit.search.space import space_of
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, NONE, Parameter, outcome, parameters_of
from tracekit.tasks.arc_1d.problem import PAIRS, TO_LAST, Applied, Fits, Inapplicable, Mismatch

TASK = Arc1D()

# The block moves up to 3 cells towards the 9. On the first pair 4 would do as well.
PROBLEM = Arc1DProblem(
    pairs=(("9000440000", "9440000000"), ("9000000440", "9000440000")), test="9000044000", output="9044000000"
)
FAILS = ["pairs", "try pack_left", "1: 9440000000 ok", "2: 9440000000 != 9000440000", "refuted, back to pairs"]
OPEN = ["try approach", "which approach", "with towards 4 9", "1: 9440000000 ok", "2: 9004400000 != 9000440000"]
RIGHT = ["with towards 3 9", "1: 9440000000 ok", "2: 9000440000 ok", "test: 9044000000", "solved"]
LINES = [*FAILS, *OPEN, "refuted, back to approach", *RIGHT]


def certified(lines: Sequence[str], problem: Arc1DProblem = PROBLEM) -> Certificate:
    return tracekit.certify(TASK, problem, "\n".join(lines), style="symbolic")


def test_a_trace_by_hand() -> None:
    certificate = certified(LINES)
    assert certificate.ok, certificate.error
    assert certificate.in_order
    assert certificate.n_backtracks == 2


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*FAILS[:2], *FAILS[3:], *LINES[5:]], id="a later pair refutes it as well"),
        pytest.param([*LINES[:-4], RIGHT[2], RIGHT[1], *RIGHT[3:]], id="pairs in another order"),
        pytest.param([*LINES[:-3], RIGHT[1], *LINES[-3:]], id="a pair told twice"),
        pytest.param([*LINES[:-3], *RIGHT[3:]], id="applied before all pairs are told"),
        pytest.param(
            [*FAILS, *OPEN, "aside, back to pairs", "try touch", "only cell 9", *FAILS[2:], *OPEN[:2], *RIGHT],
            id="an idea set aside and taken up again",
        ),
        pytest.param(
            [*FAILS, "try tally_left", "only colour 4", "1: 4440000000 != 9440000000", FAILS[-1], *LINES[5:]],
            id="no colour does, so nothing but 4 does",
        ),
        pytest.param(
            [*FAILS, "try tally_left", "only colour 7", "1: 7770000000 != 9440000000", FAILS[-1], *LINES[5:]],
            id="nor does anything but 7",
        ),
        pytest.param(
            [*FAILS, "try tally_left", "only colour 7", "2: 7770000000 != 9000440000", FAILS[-1], *LINES[5:]],
            id="and the second pair shows it, too",
        ),
        pytest.param([*FAILS, "try shift_left", "1: cannot be applied", FAILS[-1], *LINES[5:]], id="no way to do it"),
        pytest.param(
            [*FAILS, "try shift_left", "2: cannot be applied", FAILS[-1], *LINES[5:]], id="nor with the other"
        ),
        pytest.param([*FAILS, "try shift_left", "test: cannot be applied", FAILS[-1], *LINES[5:]], id="nor the last"),
    ],
)
def test_what_is_true_is_accepted(lines: list[str]) -> None:
    certificate = certified(lines)
    assert certificate.ok, certificate.error
    assert certificate.answer == "9 0 4 4 0 0 0 0 0 0"


@pytest.mark.parametrize(
    ("number", "line", "rule", "message"),
    [
        (2, "1: 9044000000 ok", Rule.NOT_FORCED, "the rule makes 9 4 4 0 0 0 0 0 0 0 of input 1"),
        (2, "1: cannot be applied", Rule.FALSE_DEAD_END, "the rule makes 9 4 4"),
        (2, "3: 9440000000 ok", Rule.NOT_FORCED, "there are 2 pairs"),
        (2, "2: 9440000000 ok", Rule.NOT_FORCED, "the given output is 9 0 0 0 4 4 0 0 0 0"),
        (2, "1: 9440000000 != 9000440000", Rule.FALSE_DEAD_END, "the given output is 9 4 4"),
        (3, "2: 9440000000 != 9000000440", Rule.WRONG_REASON, "the given output is"),
        (3, "test: cannot be applied", Rule.WRONG_REASON, ""),
        (3, "test: 9440000000", Rule.NOT_FORCED, ""),
        (4, "aside, back to pairs", Rule.REFUTED_LINE, ""),
        (5, "try pack_left", Rule.ALREADY_TRIED, ""),
        (6, "which touch", Rule.WRONG_PLACE, ""),
        (6, "only towards 3 9", Rule.NOT_FORCED, ""),  # 4 does as well
        (7, "with towards 2 9", Rule.ILLEGAL_MOVE, "it does not fit pair 1"),
        (7, "with towards 3 7", Rule.ILLEGAL_MOVE, "it does not fit pair 1"),
        (7, "with distance 3", Rule.ILLEGAL_MOVE, "the rule has no such value"),
        (10, "refuted, back to pairs", Rule.UNTRIED_MOVE_LEFT, ""),
        (10, "refuted, back to touch", Rule.WRONG_TARGET, ""),
        (11, "with towards 4 9", Rule.ALREADY_TRIED, ""),
        (14, "test: 9440000000", Rule.NOT_FORCED, ""),
        (14, "2: 9000440000 != 9000440000", Rule.FALSE_DEAD_END, ""),
        (14, "test: cannot be applied", Rule.FALSE_DEAD_END, ""),
        (15, "solved: 9440000000", Rule.WRONG_ANSWER, ""),
    ],
)
def test_false_lines_are_named(number: int, line: str, rule: Rule, message: str) -> None:
    error = certified([*LINES[:number], line, *LINES[number + 1 :]]).error
    assert error is not None
    assert error.sentence == line
    assert error.rule is rule, error
    assert message in error.message


@pytest.mark.parametrize(
    "lines",
    [
        ["try touch", "which touch"],  # the 9 is the only single cell
        ["try tally_left", "which tally_left"],  # no colour does
        ["try tally_left", "1: cannot be applied"],  # it can be
        ["try approach", "1: cannot be applied"],
        ["try approach", "only towards 4 9"],
    ],
)
def test_false_claims_about_what_is_open_are_refused(lines: list[str]) -> None:
    error = certified([*FAILS, *lines]).error
    assert error is not None
    assert error.sentence == lines[-1]


def test_only_means_only() -> None:
    # "All that comes into question is 2 cells" was said here, where 1, 3 and 4 were as open.
    pairs = (("00000000770", "00000007700"), ("99999009999", "99990099999"), ("00000440000", "00004400000"))
    problem = Arc1DProblem(pairs=pairs, test="00000510000", output="00005100000")
    for family in FAMILY_LIST:
        fit = {each for each in parameters_of(family.unit) if outcome(family, each, pairs[0][0]) == pairs[0][1]}
        for value in parameters_of(family.unit) if family.unit != "none" else ():
            said = [ChoicePoint(PAIRS), Decision(family.name), Inference(value)]
            certificate = tracekit.certify(TASK, problem, Trace(TASK, problem, tuple(said)))
            assert certificate.statements[2].holds == (fit <= {value}), value


# --- against brute force ---------------------------------------------------------------------------------------------


def is_true(problem: Arc1DProblem, family: str, value: Parameter | None, event: Event) -> bool:
    """Whether a statement about a family, or a rule of it, is true, by trying all there is to try."""
    every = [value] if value else parameters_of(FAMILIES[family].unit)
    rows = [before for before, _ in problem.pairs]
    made = [[outcome(FAMILIES[family], each, row) for row in (*rows, problem.test)] for each in every]
    given = [after for _, after in problem.pairs]
    match event:
        case Inference(Parameter() as only):
            first = [each for each, row in zip(every, made, strict=True) if row[0] == given[0]]
            return value is None and only in every and set(first) <= {only}
        case Inference(Fits(pair, row)):
            return value is not None and row == made[0][pair - 1] == given[pair - 1]
        case Inference(Applied(row)):
            return value is not None and made[0] == [*given, problem.output] and row == problem.output
        case DeadEnd(Mismatch(pair, row, said)):
            return value is not None and row == made[0][pair - 1] != given[pair - 1] == said
        case DeadEnd(Inapplicable(pair)):
            return all(row[pair - 1] is None for row in made)  # 0 is the last one
        case _:
            raise AssertionError(event)


def claims(problem: Arc1DProblem, stream: Stream) -> Iterator[Event]:
    """Statements of all kinds, true and false ones."""
    inputs = [*(before for before, _ in problem.pairs), problem.test]
    for _ in range(12):
        family = FAMILIES[stream.pick([family.name for family in FAMILY_LIST])]
        value = stream.pick(parameters_of(family.unit))
        pair = stream.between(1, len(problem.pairs))
        before, after = problem.pairs[pair - 1]
        row = stream.pick([after, before, outcome(family, value, before) or after])
        yield Inference(Fits(pair, row))
        yield DeadEnd(Mismatch(pair, row, stream.pick([after, after, before])))
        yield DeadEnd(stream.pick([Inapplicable(pair), TO_LAST]))
        yield Inference(Applied(stream.pick([problem.output, outcome(family, value, inputs[-1]) or problem.test])))
        if value != NONE:
            yield Inference(value)


def test_a_claim_is_accepted_if_and_only_if_it_is_true() -> None:
    n_true = n_false = 0
    for index in range(25):
        problem, stream = TASK.problem(seed=61, index=index), Stream("claims", index)
        ideas = space_of(TASK, problem).ideas
        # Half of them about rules that fit somewhere, lest nearly all claims be false.
        names = [*stream.shuffled(sorted(ideas.match.fitting))[:4], *stream.shuffled(list(FAMILIES))[:4]]
        for name in names:
            family = FAMILIES[name]
            begun: list[Event] = [ChoicePoint(PAIRS), Decision(name)]
            value = None if family.unit != "none" else NONE
            fits = ideas.match.fitting.get(name, ())
            if value is None and len(fits) > 1 and stream.chance(0.7):
                value = stream.pick(fits)
                begun += [ChoicePoint(name), Decision(value)]
            elif value is None and stream.chance(0.7):
                value = stream.pick(parameters_of(family.unit))
                begun.append(Inference(value))
                if not is_true(problem, name, None, begun[-1]):
                    continue
            own = [Inference(Fits(pair, after)) for pair, (_, after) in enumerate(problem.pairs, 1)]
            every = [*own, Inference(Applied(problem.output)), *claims(problem, stream)]
            if value is not None:
                rows = [outcome(family, value, before) for before, _ in problem.pairs]
                gives = zip(rows, problem.pairs, strict=True)
                every += [DeadEnd(Mismatch(n, row or "", after)) for n, (row, (_, after)) in enumerate(gives, 1)]
            for event in every:
                trace = Trace(TASK, problem, (*begun, event))
                holds = tracekit.certify(TASK, problem, trace).statements[-1].holds
                assert holds == is_true(problem, name, value, event), (problem, begun, event)
                n_true, n_false = n_true + holds, n_false + (not holds)
    assert n_true > 500
    assert n_false > 2000
