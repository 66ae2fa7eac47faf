"""The rules and problems of one-dimensional ARC."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest

from tracekit import ParameterError
from tracekit.seeding import Stream
from tracekit.tasks.arc_1d import Arc1D, Arc1DProblem, Draft
from tracekit.tasks.arc_1d.families import FAMILIES, FAMILY_LIST, Family, Parameter, effects, outcome, parameters_of
from tracekit.tasks.arc_1d.inputs import draw_input, draw_parameter
from tracekit.tasks.arc_1d.outside import RULES
from tracekit.tasks.arc_1d.priors import PRIORS

TASK = Arc1D()

# Written by hand from the wording of each rule: family, numbers, input, output; "=" where nothing changes, "-" where it
# cannot be applied.
EXAMPLES = """
shift_right 2 0 | 0330500 | 0003305
shift_right 3 0 | 0330500 | -
shift_left 1 0 | 0330500 | 3305000
shift_left 2 0 | 0330500 | -
rotate_right 2 0 | 0330512 | 1203305
rotate_left 3 0 | 0330512 | 0512033
pack_left 0 0 | 0405060 | 4560000
pack_right 0 0 | 0405060 | 0000456
step_left 0 0 | 4405060 | 4450600
step_left 0 0 | 4456 | =
step_right 0 0 | 0405066 | 0040566
step_right 0 0 | 4456 | =
tally_left 2 0 | 0405060 | 2220000
tally_right 2 0 | 0405060 | 0000222
part 1 2 | 0210201 | 1100022
part 1 2 | 0010001 | 1100000
part 1 2 | 0210301 | -
sort_left_down 0 0 | 0205230 | 5322000
sort_left_up 0 0 | 0205230 | 2235000
sort_right_up 0 0 | 0205230 | 0002235
sort_right_down 0 0 | 0205230 | 0005322
mirror_row 0 0 | 0205230 | 0325020
recolour 7 0 | 0205230 | 0707770
swap_colours 0 0 | 0220300 | 0330200
swap_colours 0 0 | 0220340 | -
swap_colours 0 0 | 0220000 | -
spread_right 0 0 | 0230050 | 0233355
spread_left 0 0 | 0230050 | 2235550
repeat_pattern 0 0 | 1212000 | 1212121
repeat_pattern 0 0 | 1213000 | -
repeat_pattern 0 0 | 0121200 | -
approach 2 9 | 9000044 | 9004400
approach 4 9 | 9000440 | 9440000
approach 3 9 | 0440009 | 0000449
approach 3 9 | 0440000 | -
touch 9 0 | 9000440 | 9440000
touch 9 0 | 9000404 | -
stretch 9 0 | 9000440 | 4444440
stretch 9 0 | 0440009 | 0444444
reflect 9 0 | 0009440 | 0449000
reflect 9 0 | 0900440 | -
hop 9 0 | 0009044 | 0449000
hop 9 0 | 0440090 | -
hop 9 0 | 0440900 | 0000944
own_length_right 0 0 | 0220000 | 0002200
own_length_right 0 0 | 0222000 | 0000222
own_length_right 0 0 | 0222200 | -
own_length_right 0 0 | 0202000 | -
own_length_left 0 0 | 0000220 | 0022000
fill_between 0 0 | 0300300 | 0333300
fill_between 0 0 | 0330000 | =
fill_between 0 0 | 0300400 | -
fill_between 0 0 | 0300330 | -
fill_from_pixel 0 0 | 0052220 | 5552220
fill_from_pixel 0 0 | 0222500 | 0222555
fill_from_pixel 0 0 | 0225500 | -
duplicate 0 0 | 00011040000 | 00011044044
duplicate 0 0 | 0004011000 | 4044011000
duplicate 0 0 | 500401100 | -
echo 0 0 | 00011040000 | 00011044000
echo 0 0 | 0004011000 | 0044011000
echo 0 0 | 0011104 | 0011104
mirror_blocks 1 0 | 0230560 | 0320650
mirror_blocks 2 0 | 0230560 | 0320560
mirror_blocks 4 0 | 0230560 | -
mirror_blocks 1 0 | 0220550 | =
hollow 1 0 | 0223301000 | 0200301000
hollow 1 0 | 4440555000 | 4040505000
hollow 3 0 | 4440555000 | 4440505000
hollow 5 0 | 4440555500 | 4040555500
trim_left 1 0 | 0230560 | 0030060
trim_left 3 0 | 0230560 | 0230060
trim_right 1 0 | 0230560 | 0200500
trim_right 4 0 | 0230566 | 0230560
grow_right 1 0 | 0230056 | 0233056
grow_right 1 0 | 0230500 | 0233550
grow_right 3 0 | 0230500 | 0230550
grow_left 1 0 | 0230056 | 2230556
grow_left 2 0 | 0230056 | 2230056
smooth 1 0 | 0223200 | 0222200
smooth 1 0 | 0223300 | -
smooth 1 0 | 2232022022 | 2222022022
smooth 2 0 | 2232055355 | 2222055355
drop_singles 0 0 | 0220504 | 0220000
keep 4 0 | 0220504 | 0220000
keep 4 0 | 0220330 | -
keep 5 0 | 0220304 | -
keep 2 0 | 0220504 | 0220000
keep 3 0 | 0220504 | 0000004
keep 3 0 | 0220000 | =
drop 2 0 | 0220504 | 0000504
drop 3 0 | 0220504 | 0220500
drop 4 0 | 0220504 | 0000504
drop 5 0 | 0220504 | -
paint 4 8 | 0220504 | 0880504
paint 4 8 | 0220440 | -
paint 5 8 | 0222044 | 0222088
paint 2 8 | 0222044 | 0888044
paint 3 8 | 0222044 | 0222088
paint_by_place 8 9 | 0220044 | 0880099
paint_by_place 8 9 | 0220440 | 0880990
paint_by_place 8 9 | 0200404 | -
paint_by_length 8 9 | 0222044 | 0888099
paint_by_length 8 9 | 0220444 | 0990888
paint_by_length 8 9 | 0220044 | -
left_half 1 8 | 0222044 | 0822084
left_half 3 8 | 0222044 | 0222084
right_half 1 8 | 0222044 | 0228048
right_half 2 8 | 0222044 | 0228044
mark 2 8 | 0220304 | 8228304
mark 1 8 | 0220304 | 0228384
mark 3 8 | 0220304 | =
frame 1 8 | 0220004 | 8228084
frame 2 8 | 0220004 | 8228004
frame 5 8 | 0220004 | 0220084
arrange_up 0 0 | 0333004 | 4033300
arrange_down 0 0 | 4003330 | 3330400
arrange_same 0 0 | 0400333 | 4033300
from_palette 0 0 | 3405505500 | 3403304400
from_palette 0 0 | 3405505505 | -
from_palette 0 0 | 0340550550 | -
copy_block 0 0 | 222003000 | 222022200
copy_block 0 0 | 22203000 | -
copy_block_coloured 0 0 | 222003000 | 222033300
fill_towards 5 0 | 5004020 | 5444220
fill_towards 5 0 | 0400205 | 0444225
fill_towards 5 0 | 0540205 | -
"""


def examples() -> list[tuple[str, int, int, str, str | None]]:
    found = []
    for line in EXAMPLES.strip().splitlines():
        rule, before, after = (part.strip() for part in line.split("|"))
        family, a, b = rule.split()
        found.append((family, int(a), int(b), before, {"=": before, "-": None}.get(after, after)))
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda e: "-".join(map(str, e[:4])))
def test_rules_do_what_their_words_say(example: tuple[str, int, int, str, str | None]) -> None:
    family, a, b, before, after = example
    assert outcome(FAMILIES[family], Parameter("", a, b), before) == after
    if after is not None:
        assert FAMILIES[family].effect in effects(before, after)


def test_every_rule_has_an_example_and_a_blank_row_stays_blank() -> None:
    assert {example[0] for example in examples()} == set(FAMILIES) == set(PRIORS)
    for family in FAMILY_LIST:
        for parameter in parameters_of(family.unit):
            assert outcome(family, parameter, "0" * 10) == "0" * 10
            assert family.takes(parameter)
        assert bool(family.ask) == (family.unit != "none")
        assert not family.takes(Parameter(family.unit, 0, 11))


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


# --- problems --------------------------------------------------------------------------------------------------------


def problem_rule(problem: Arc1DProblem) -> tuple[Family, Parameter]:
    name, *rest = (problem.rule or "").split()
    return FAMILIES[name], Parameter(rest[0], int(rest[1]), int(rest[2])) if rest else Parameter("none", 0)


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
            for parameter in parameters_of(family.unit)
            if all(outcome(family, parameter, before) == after for before, after in problem.pairs)
        }
        assert answers - {None} == {problem.output}
        assert [problem.output] == [outcome(*problem_rule(problem), problem.test)]
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


def test_question() -> None:
    problem = TASK.problem(seed=4)
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
