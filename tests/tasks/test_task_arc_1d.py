from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit import BacktracksUnreachableError, ParameterError, Trace
from tracekit.data.rows import Settings, make_rows
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
from tracekit.search.rules import Rule
from tracekit.search.space import Space, space_of
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem, Draft
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, Parameter, outcome
from tracekit.tasks.arc_1d.generate import draw_input, draw_parameter
from tracekit.tasks.arc_1d.outside import RULES
from tracekit.tasks.arc_1d.problem import Applied, Fits, Hypothesis, Mismatch

STYLES = ("prose", "symbolic", "marked")

STRATEGIES = ("exhaustive", "detour")
KS = (0, 1, 2, 3, 5, 10)
TASK = Arc1D()

# Written by hand from the wording of each rule: family, numbers, input, output; "=" where nothing changes.
EXAMPLES = """
shift_right 2 0 | 0330500 | 0003305
shift_right 3 0 | 0330500 | =
shift_left 1 0 | 0330500 | 3305000
shift_left 2 0 | 0330500 | =
rotate_right 2 0 | 0330512 | 1203305
rotate_left 3 0 | 0330512 | 0512033
pack_left 0 0 | 0405060 | 4560000
pack_right 0 0 | 0405060 | 0000456
step_left 0 0 | 4405060 | 4450600
step_left 0 0 | 4456 | =
step_right 0 0 | 0405066 | 0040566
tally_left 2 0 | 0405060 | 2220000
tally_right 2 0 | 0405060 | 0000222
part 1 2 | 0210201 | 1100022
part 1 2 | 0210301 | =
sort_left_down 0 0 | 0205230 | 5322000
sort_left_up 0 0 | 0205230 | 2235000
sort_right_up 0 0 | 0205230 | 0002235
sort_right_down 0 0 | 0205230 | 0005322
mirror_row 0 0 | 0205230 | 0325020
recolour 7 0 | 0205230 | 0707770
swap_colours 0 0 | 0220300 | 0330200
swap_colours 0 0 | 0220340 | =
spread_right 0 0 | 0230050 | 0233355
spread_left 0 0 | 0230050 | 2235550
repeat_pattern 0 0 | 1212000 | 1212121
repeat_pattern 0 0 | 1213000 | =
repeat_pattern 0 0 | 0121200 | =
approach 2 9 | 9000044 | 9004400
approach 4 9 | 9000440 | 9440000
approach 3 9 | 0440009 | 0000449
touch 9 0 | 9000440 | 9440000
touch 9 0 | 9000404 | =
stretch 9 0 | 9000440 | 4444440
stretch 9 0 | 0440009 | 0444444
reflect 9 0 | 0009440 | 0449000
reflect 9 0 | 0900440 | =
own_length_right 0 0 | 0220000 | 0002200
own_length_right 0 0 | 0222000 | 0000222
own_length_right 0 0 | 0222200 | =
own_length_left 0 0 | 0000220 | 0022000
fill_between 0 0 | 0300300 | 0333300
fill_between 0 0 | 0300400 | =
fill_from_pixel 0 0 | 0052220 | 5552220
fill_from_pixel 0 0 | 0222500 | 0222555
duplicate 0 0 | 00011040000 | 00011044044
duplicate 0 0 | 0004011000 | 4044011000
duplicate 0 0 | 500401100 | =
mirror_blocks 0 0 | 0230560 | 0320650
hollow 0 0 | 0223301000 | 0200301000
trim_left 0 0 | 0230560 | 0030060
trim_right 0 0 | 0230560 | 0200500
grow_right 0 0 | 0230056 | 0233056
grow_left 0 0 | 0230056 | 2230556
smooth 0 0 | 0223200 | 0222200
smooth 0 0 | 0223300 | =
drop_singles 0 0 | 0220504 | 0220000
keep_longest 0 0 | 0220504 | 0220000
keep_longest 0 0 | 0220330 | =
keep_first 0 0 | 0220504 | 0220000
keep_last 0 0 | 0220504 | 0000004
paint_longest 8 0 | 0220504 | 0880504
paint_longest 8 0 | 0220440 | =
paint_shortest 8 0 | 0222044 | 0222088
paint_by_length 8 9 | 0222044 | 0888099
paint_by_length 8 9 | 0220044 | =
left_half 8 0 | 0222044 | 0822084
right_half 8 0 | 0222044 | 0228048
mark 2 8 | 0220304 | 8228304
mark 1 8 | 0220304 | 0228384
arrange_up 0 0 | 0333004 | 4033300
arrange_down 0 0 | 4003330 | 3330400
from_palette 0 0 | 3405505500 | 3403304400
from_palette 0 0 | 3405505505 | =
copy_block 0 0 | 222003000 | 222022200
copy_block 0 0 | 22203000 | =
copy_block_coloured 0 0 | 222003000 | 222033300
fill_towards 5 0 | 5004020 | 5444220
fill_towards 5 0 | 0400205 | 0444225
fill_towards 5 0 | 0540205 | =
"""


def examples() -> list[tuple[str, int, int, str, str]]:
    found = []
    for line in EXAMPLES.strip().splitlines():
        rule, before, after = (part.strip() for part in line.split("|"))
        family, a, b = rule.split()
        found.append((family, int(a), int(b), before, before if after == "=" else after))
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e[0]}-{e[3]}")
def test_rules_do_what_their_words_say(example: tuple[str, int, int, str, str]) -> None:
    family, a, b, before, after = example
    assert outcome(FAMILIES[family], Parameter("", a, b), before) == after


def test_every_rule_has_an_example_and_a_blank_row_stays_blank() -> None:
    assert {example[0] for example in examples()} == set(FAMILIES)
    for family in FAMILY_LIST:
        parameter = draw_parameter(family.unit, Stream(family.name))
        assert outcome(family, parameter, "0" * 10) == "0" * 10
        assert bool(family.ask) == (family.unit != "none") == (family.values is not None)


@pytest.mark.parametrize("n", [10, 13, 60])
def test_every_rule_makes_rows_of_its_own_and_keeps_their_length(n: int) -> None:
    for family in FAMILY_LIST:
        stream = Stream("rows", family.name, n)
        rows = set()
        for _ in range(20):
            parameter = draw_parameter(family.unit, stream)
            row = draw_input(family, parameter, n, stream)
            after = outcome(family, parameter, row)
            assert len(row) == len(after) == n
            assert set(row + after) <= set("0123456789")
            assert after != row
            assert after != "0" * n
            rows.add(row)
        assert len(rows) > 5


# --- reasoning-gym ---------------------------------------------------------------------------------------------------


def entries(n_seeds: int, size: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    reasoning_gym = pytest.importorskip("reasoning_gym")
    for seed in range(n_seeds):
        data = reasoning_gym.create_dataset("arc_1d", seed=1 + seed * 100_000, size=size)
        for entry in data:
            yield data, entry


def check_entries(n_seeds: int, size: int) -> tuple[Counter[str], set[str]]:
    flags, names = Counter[str](), set()
    for n, (data, entry) in enumerate(entries(n_seeds, size)):
        metadata = entry["metadata"]
        names.add(metadata["task_name"])
        # Its own pairs judge our rules: each is a function of its own making.
        family, parameter = RULES[metadata["task_name"]]
        for pair in (*metadata["train_examples"], metadata["test_example"]):
            before, after = ("".join(map(str, pair[side])) for side in ("input", "output"))
            assert outcome(FAMILIES[family], parameter, before) == after, metadata["task_name"]
        problem = TASK.from_reasoning_gym(entry)
        flags.update(problem.flags)
        assert TASK.verify(problem, entry["answer"])
        for k, strategy in ((0, "exhaustive"), (n % 4, STRATEGIES[n % 2])):
            trace = tracekit.solve(TASK, problem, backtracks=k, seed=n, strategy=strategy)
            style = list(STYLES)[n % 3]
            certificate = tracekit.certify(TASK, problem, tracekit.render(trace, style, seed=n).text)
            assert certificate.ok, certificate.error
            assert certificate.n_backtracks == k
            assert data.score_answer(trace.answer, entry) == 1.0
        natural = tracekit.solve(TASK, problem, strategy="natural", seed=n)
        assert natural.answer == entry["answer"]
    return flags, names


def test_entries_of_reasoning_gym() -> None:
    assert len(RULES) == 70
    check_entries(2, 40)


@pytest.mark.slow
def test_500_entries_of_reasoning_gym() -> None:
    flags, names = check_entries(5, 400)
    assert names == set(RULES)
    assert 10 < flags["ambiguous"] < 120


def entry_of(pairs: list[tuple[str, str]], test: tuple[str, str], name: str) -> dict[str, Any]:
    def rows(pair: tuple[str, str]) -> dict[str, list[int]]:
        return {"input": list(map(int, pair[0])), "output": list(map(int, pair[1]))}

    examples = [rows(pair) for pair in pairs]
    return {
        "metadata": {
            "source_dataset": "arc_1d",
            "task_name": name,
            "train_examples": examples,
            "test_example": rows(test),
        }
    }


def test_an_ambiguous_entry_is_solved_under_its_own_rule_and_flagged() -> None:
    # Nothing wraps in the pairs, so they might as well be shifted; the last row tells the two apart.
    pairs = [("0330000000", "0033000000"), ("0004000000", "0000400000"), ("5550000000", "0555000000")]
    entry = entry_of(pairs, ("0000000066", "6000000006"), "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert problem.flags == ("ambiguous",)
    for seed in range(10):
        for k in (0, 3):
            trace = tracekit.solve(TASK, problem, backtracks=k, seed=seed)
            assert trace.answer == "6 0 0 0 0 0 0 0 0 6"
            assert tracekit.certify(TASK, problem, tracekit.render(trace, seed=seed).text).ok
    rival = [ChoicePoint("pairs"), Decision("shift_right"), ChoicePoint("shift_right")]
    error = tracekit.certify(TASK, problem, Trace(TASK, problem, tuple(rival))).error
    assert error is not None


def test_entries_that_show_little_are_flagged_and_solved() -> None:
    full = ("3333333333", "3333333333")
    entry = entry_of([full, full, full], ("4444444440", "0444444444"), "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert "no_pair_changes" in problem.flags
    assert tracekit.solve(TASK, problem, backtracks=0).answer == "0 4 4 4 4 4 4 4 4 4"
    entry = entry_of([("3333333330", "0333333333")] * 3, full, "move_1pix_solid_wrapped_right")
    problem = TASK.from_reasoning_gym(entry)
    assert problem.flags == ("test_does_not_change",)
    trace = tracekit.solve(TASK, problem, backtracks=2)
    assert tracekit.certify(TASK, problem, tracekit.render(trace).text).ok


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source_dataset": "sudoku"}, "must be an entry of reasoning-gym's 'arc_1d'"),
        ({"task_name": "fly"}, "task_name='fly'"),
        ({"train_examples": None}, "must have pairs"),
        ({"test_example": {}}, "must have pairs"),
        ({"test_example": {"input": [1, 2], "output": [1]}}, "must be as long as its input"),
        ({"test_example": {"input": ["a"], "output": [1]}}, "must be 1 to 100 digits"),
    ],
)
def test_damaged_entries_are_refused(change: dict[str, Any], message: str) -> None:
    entry = entry_of([("0330000000", "0033000000")], ("0004000000", "0000400000"), "move_1pix_solid_right")
    TASK.from_reasoning_gym(entry)
    entry["metadata"].update(change)
    with pytest.raises(ParameterError, match=re.escape(message)):
        TASK.from_reasoning_gym(entry)


# --- problems --------------------------------------------------------------------------------------------------------


def every_parameter(unit: str) -> list[Parameter]:
    if unit == "none":
        return [Parameter(unit, 0)]
    if unit in ("distance", "colour"):
        return [Parameter(unit, a) for a in range(1, 5 if unit == "distance" else 10)]
    first = {"towards": range(1, 5), "beside": range(1, 4)}.get(unit, range(1, 10))
    return [Parameter(unit, a, b) for a in first for b in range(1, 10)]


@pytest.mark.parametrize("parameters", [{}, {"min_size": 10, "max_size": 12, "n_pairs": 4}, {"rules": "reasoning_gym"}])
def test_problems_have_one_answer_whatever_rule_explains_the_pairs(parameters: dict[str, Any]) -> None:
    task, families = Arc1D(**parameters), set()
    for index in range(60):
        problem = task.problem(seed=2, index=index)
        assert len(problem.pairs) == task.n_pairs
        assert task.min_size <= len(problem.test) <= task.max_size
        assert all(before != after for before, after in problem.pairs)
        assert len({problem.test, *(before for before, _ in problem.pairs)}) == task.n_pairs + 1
        families.add((problem.rule or "").split()[0])
        answers = {
            outcome(family, parameter, problem.test)
            for family in FAMILY_LIST
            for parameter in every_parameter(family.unit)
            if all(outcome(family, parameter, before) == after for before, after in problem.pairs)
        }
        assert answers == {problem.output}
    assert len(families) > 20
    if task.rules == "reasoning_gym":
        assert families <= {family for family, _ in RULES.values()}


def test_splits_are_disjoint_and_problems_do_not_repeat() -> None:
    tests: dict[str, set[str]] = {}
    prints = set()
    for split in ("train", "validation", "test"):
        problems = [TASK.problem(seed=seed, index=index, split=split) for seed in range(3) for index in range(40)]
        assert all(TASK.split_of(problem) == split for problem in problems)
        tests[split] = {problem.test for problem in problems}
        prints |= {TASK.fingerprint(problem) for problem in problems}
    assert not tests["train"] & tests["validation"]
    assert not tests["train"] & tests["test"]
    assert len(prints) > 355


def test_fingerprint_and_question() -> None:
    problem = TASK.problem(seed=4)
    turned = Arc1DProblem(pairs=problem.pairs[::-1], test=problem.test, output=problem.output)
    assert TASK.fingerprint(turned) == TASK.fingerprint(problem)
    other = Arc1DProblem(pairs=problem.pairs[1:], test=problem.test, output=problem.output)
    assert TASK.fingerprint(other) != TASK.fingerprint(problem)
    question = TASK.question(problem)
    for row in (problem.test, *(row for pair in problem.pairs for row in pair)):
        assert " ".join(row) in question
    assert "\n" + " ".join(problem.output) + "\n" not in question
    assert TASK.draft_of(problem) == Draft(problem.test, None)
    assert TASK.finish(Draft(problem.test, None), Stream()) is None


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"min_size": 5}, "min_size=5: must be between 10 and 60"),
        ({"min_size": 30, "max_size": 20}, "min_size=30: must not be above max_size=20"),
        ({"n_pairs": 1}, "n_pairs=1: must be between 2 and 6"),
        ({"rules": "none"}, "rules='none': must be one of 'all', 'reasoning_gym'"),
    ],
)
def test_parameters(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        Arc1D(**parameters)


def test_same_rows_whatever_the_hash_seed() -> None:
    code = (
        "from tracekit.tasks.arc_1d import Arc1D\n"
        "from tracekit.data.rows import Settings, make_rows\n"
        "import hashlib, json\n"
        "s = [Settings(Arc1D(), backtracks=3, strategy=x) for x in ('exhaustive', 'detour')]\n"
        "rows = [make_rows(t, i) for t in s for i in range(60)]\n"
        "print(hashlib.sha256(json.dumps(rows).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(seen) == 1


# --- searches --------------------------------------------------------------------------------------------------------


def read_symbolic(problem: Arc1DProblem, text: str) -> tuple[int, str]:
    """Backtracks and answer of a symbolic text, each row held against the problem, with nothing of the library."""
    backtracks, next_pair, answer, tried = 0, 1, "", set()
    name = ""
    for line in text.splitlines():
        if match := re.fullmatch(r"([0-9]): ([0-9]+) ok", line):
            assert int(match[1]) == next_pair
            assert match[2] == problem.pairs[next_pair - 1][1]
            next_pair += 1
        elif match := re.fullmatch(r"([0-9]): ([0-9]+) != ([0-9]+)", line):
            assert int(match[1]) == next_pair
            assert match[2] != match[3] == problem.pairs[next_pair - 1][1]
            next_pair = 1
        elif line.startswith(("refuted, back to", "aside, back to")):
            backtracks += 1
        elif match := re.fullmatch(r"try (\w+)|(?:with|only) ([\w ]+)", line):
            name = match[1] or f"{name.split(maxsplit=1)[0]} {match[2]}"
            assert name not in tried, "tried twice"
            tried.add(name)
        elif line.startswith("test: "):
            assert next_pair == len(problem.pairs) + 1
            answer = line.removeprefix("test: ")
        else:
            assert line in {"pairs", "solved"} or line.startswith("which "), line
    return backtracks, answer


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


def test_wrong_ideas_change_the_first_input_and_show_something_new() -> None:
    for index in range(60):
        problem = TASK.problem(seed=22, index=index)
        ideas = space_of(TASK, problem).ideas
        before, after = problem.pairs[0]
        rows = [ideas.row(family, value, 0) for family, values in ideas.by_family.items() for value in values]
        assert before not in rows
        wrong = [row for row in rows if row != after]
        assert len(set(wrong)) == len(wrong)
        assert len(wrong) >= 5


def test_hypotheses_that_fit_the_first_pair_are_likely_wrong_turns() -> None:
    shown = possible = 0
    for index in range(150):
        problem = TASK.problem(seed=23, index=index)
        ideas = space_of(TASK, problem).ideas
        near = {hypothesis.family for hypothesis in ideas.near} - {hypothesis.family for hypothesis in ideas.fitting}
        if near:
            trace = tracekit.solve(TASK, problem, backtracks=3, seed=index, strategy="detour", depth="early")
            possible += 1
            shown += any(event.reason.pair > 1 for event in trace if isinstance(event, DeadEnd))
    assert possible > 8
    assert shown > 0.6 * possible


def test_other_rules_that_fit_are_never_wrong_turns() -> None:
    # Dropping single cells and keeping the longest block come to the same here.
    pairs = (("0330010000", "0330000000"), ("0000400555", "0000000555"), ("2000660000", "0000660000"))
    problem = Arc1DProblem(pairs=pairs, test="0077700080", output="0077700000")
    space = space_of(TASK, problem)
    fitting = {hypothesis.family for hypothesis in space.ideas.fitting}
    assert {"drop_singles", "keep_longest"} <= fitting
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


# --- texts -----------------------------------------------------------------------------------------------------------


def shuffled_events() -> list[Any]:
    hypotheses = [Hypothesis(f.name, draw_parameter(f.unit, Stream(f.name))) for f in FAMILY_LIST]
    events: list[Any] = [ChoicePoint("pairs"), Backtrack("pairs", refuted=True), Backtrack("pairs", refuted=False)]
    for family, value in hypotheses:
        events += [Decision(family), Inference(family)]
        if value.unit != "none":
            events += [ChoicePoint(family), Decision(value), Inference(value), Backtrack(family, refuted=True)]
            events += [Backtrack(family, refuted=False), *(Decision(v) for v in every_parameter(value.unit))]
    events += [Inference(Fits(1, "0123")), Inference(Fits(2, "5")), DeadEnd(Mismatch(3, "0011", "1100"))]
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


SHIFT = Arc1DProblem(
    pairs=(("0330000000", "0000330000"), ("0001110000", "0000001110")), test="2200000000", output="0002200000"
)
LINES = [
    "pairs",
    "try keep_longest",
    "1: 0330000000 != 0000330000",
    "refuted, back to pairs",
    "try shift_right",
    "which shift_right",
    "with distance 1",
    "1: 0033000000 != 0000330000",
    "refuted, back to shift_right",
    "with distance 3",
    "1: 0000330000 ok",
    "2: 0000001110 ok",
    "test: 0002200000",
    "solved",
]


def certified(lines: list[str]) -> tracekit.Certificate:
    return tracekit.certify(TASK, SHIFT, "\n".join(lines), style="symbolic")


def test_a_trace_by_hand() -> None:
    lines = ["pairs", "try mirror_row", "1: 0000000330 != 0000330000", *LINES[3:]]
    assert certified(lines).ok, certified(lines).error
    assert certified(lines).n_backtracks == 2
    error = certified(LINES).error
    assert error is not None
    assert error.rule is Rule.ILLEGAL_MOVE


@pytest.mark.parametrize(
    ("number", "line", "rule", "message"),
    [
        (2, "1: 0000003300 != 0000330000", Rule.WRONG_REASON, "the rule makes 0 0 0 0 0 0 0 3 3 0"),
        (2, "1: 0000000330 != 0000000033", Rule.WRONG_REASON, "the given output is 0 0 0 0 3 3 0 0 0 0"),
        (2, "2: 0000111000 != 0000001110", Rule.WRONG_REASON, "pair 1 is next"),
        (2, "1: 0000000330 ok", Rule.NOT_FORCED, "the given output is"),
        (4, "try mirror_row", Rule.ALREADY_TRIED, ""),
        (4, "try keep_first", Rule.ILLEGAL_MOVE, "nothing suggests it"),
        (5, "which shift_left", Rule.WRONG_PLACE, ""),
        (6, "with distance 9", Rule.ILLEGAL_MOVE, "nothing suggests this value"),
        (8, "refuted, back to pairs", Rule.UNTRIED_MOVE_LEFT, ""),
        (8, "aside, back to rotate_left", Rule.WRONG_TARGET, ""),
        (9, "with distance 1", Rule.ALREADY_TRIED, ""),
        (11, "test: 0002200000", Rule.NOT_FORCED, ""),
        (12, "test: 0022000000", Rule.NOT_FORCED, ""),
        (12, "solved", Rule.UNKNOWN_STATEMENT, ""),
        (13, "refuted, back to pairs", Rule.OUT_OF_TURN, ""),
        (1, "1: 0000000330 != 0000330000", Rule.OUT_OF_TURN, ""),
    ],
)
def test_false_lines_are_named(number: int, line: str, rule: Rule, message: str) -> None:
    lines = ["pairs", "try mirror_row", "1: 0000000330 != 0000330000", *LINES[3:]]
    lines[number] = line
    error = certified(lines).error
    assert error is not None
    assert error.rule is rule, error
    assert message in error.message


def test_rows_are_made() -> None:
    for style in STYLES:
        settings = Settings(TASK, backtracks=[0, 2, 5], ladder=True, style=style)
        rows = make_rows(settings, 3)
        assert [row["backtracks"] for row in rows] == [0, 2, 5]
        assert len({row["question"] for row in rows}) == 1
        assert len({row["answer"] for row in rows}) == 1


# --- the verifier ----------------------------------------------------------------------------------------------------

RIGHT = "0002200000"


@pytest.mark.parametrize(
    "answer",
    [
        "0 0 0 2 2 0 0 0 0 0",
        "0002200000",
        " 0 0 0 2 2 0 0 0 0 0\n",
        "[0, 0, 0, 2, 2, 0, 0, 0, 0, 0]",
        "(0,0,0,2,2,0,0,0,0,0)",
        "0,0,0,2,2,0,0,0,0,0",
        "0|0|0|2|2|0|0|0|0|0",
        "`0 0 0 2 2 0 0 0 0 0`",
        "```\n0 0 0 2 2 0 0 0 0 0\n```",
        "Output: 0 0 0 2 2 0 0 0 0 0",
        "Answer: 0002200000.",
        "0  0  0  2  2  0  0  0  0  0",
    ],
)
def test_right_answers_in_their_usual_spellings(answer: str) -> None:
    assert TASK.verify(SHIFT, answer), TASK.verify(SHIFT, answer).reason


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " ",
        "0 0 0 2 2 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 0 0",
        "0 0 2 2 0 0 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 1",
        "0 0 0 2 2 0 0 0 0 00",
        "0 0 0 2 2 0 0 0 00",
        "00 02 20 00 00",
        "00022 00000",
        "10 0 0 2 2 0 0 0 0 0",
        "0 0 0 -2 2 0 0 0 0 0",
        "0 0 0 2.2 0 0 0 0 0",
        "0 0 0 2 2 0 0 0 0 0 or 0 0 0 0 0 0 0 0 0 0",
        "２ 0 0 2 2 0 0 0 0 0",
        "zero",
        "0" * 100_000,
        "0 " * 499 + "x",
        "[" * 500,
        None,
        7,
        ["0"],
        "\ud800",
    ],
)
def test_near_misses_and_junk_are_rejected(answer: Any) -> None:
    verdict = TASK.verify(SHIFT, answer)
    assert not verdict
    assert verdict.reason
    assert "\n" not in verdict.reason


def test_every_other_row_is_wrong() -> None:
    for i, digit in itertools.product(range(10), "0123456789"):
        row = RIGHT[:i] + digit + RIGHT[i + 1 :]
        assert TASK.verify(SHIFT, row).correct is (row == RIGHT)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"pairs": (("01", "011"),)}, "output='011': must be as long as its input 01"),
        ({"pairs": (("0x", "01"),)}, "row='0x': must be 1 to 100 digits"),
        ({"test": ""}, "row='': must be 1 to 100 digits"),
        ({"output": "0" * 101}, "must be 1 to 100 digits"),
    ],
)
def test_problems_are_validated(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        Arc1DProblem(**{"pairs": (("01", "10"),), "test": "01", "output": "10"} | fields)
