"""Ways to be paid for what is no right answer: each is tried on every task that it fits, and refused."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hostile import SETTINGS, TAGS, Case, cases

import tracekit
from tracekit import find_answer
from tracekit.tasks.countdown import CountdownProblem

NAMES = tuple(SETTINGS)
ONE_ANSWER = tuple(name for name in NAMES if "countdown" not in name)
"""Settings with a single right answer, however it is spelled."""
COUNTDOWN = tracekit.get_task("countdown", arithmetic="fractions")


def paid(case: Case, completion: object) -> bool:
    """Whether a completion earns a full reward: strict form, right answer."""
    found = find_answer(completion)
    return found.well_formed and found.answer is not None and bool(case.task.verify(case.problem, found.answer))


def wrong_answer(case: Case) -> str:
    """An answer of another problem that is wrong for this one."""
    return next(o.right for o in cases(case.name) if not case.task.verify(case.problem, o.right))


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    return cases(request.param)[0]


def test_the_right_answer_is_paid(case: Case) -> None:
    assert paid(case, f"<think>I think.</think><answer>{case.right}</answer>")
    assert not paid(case, f"<think>I think.</think><answer>{wrong_answer(case)}</answer>")


# --- where the answer stands ----------------------------------------------------------------------------------------

PLACES = {
    "only in the thinking": "<think>{right}</think>",
    "in the thinking, none given": "<think>{right}</think><answer></answer>",
    "in the thinking, another given": "<think>{right}</think><answer>{wrong}</answer>",
    "answer block in the thinking": "<think><answer>{right}</answer></think>",
    "answer block in the thinking, a wrong one then": "<think><answer>{right}</answer></think><answer>{wrong}</answer>",
    "answer block in the thinking, empty one after it": "<think><answer>{right}</answer></think><answer></answer>",
    "thinking never closed": "<think>x<answer>{right}</answer>",
    "thinking closed inside the answer": "<think>x<answer></think>{right}</answer>",
    "answer before the thinking": "<answer>{right}</answer><think>x</think>",
    "no tags": "{right}",
    "no thinking": "<answer>{right}</answer>",
    "after the answer block": "<think>x</think><answer></answer>{right}",
    "before the answer block": "<think>x</think>{right}<answer></answer>",
    "answer not closed": "<think>x</think><answer>{right}",
    "in a comment": "<think>x</think><answer><!-- {right} --></answer>",
    "in an attribute": '<think>x</think><answer value="{right}"></answer>',
}
SEVERAL = {
    "wrong block, right block": "<think>x</think><answer>{wrong}</answer><answer>{right}</answer>",
    "right block, wrong block": "<think>x</think><answer>{right}</answer><answer>{wrong}</answer>",
    "the right block twice": "<think>x</think><answer>{right}</answer><answer>{right}</answer>",
    "two rounds": "<think>x</think><answer>{wrong}</answer><think>x</think><answer>{right}</answer>",
    "or": "<think>x</think><answer>{right} or {wrong}</answer>",
    "or, the other way round": "<think>x</think><answer>{wrong} or {right}</answer>",
    "comma": "<think>x</think><answer>{right}, {wrong}</answer>",
    "new line": "<think>x</think><answer>{right}\n{wrong}</answer>",
    "new line, the other way round": "<think>x</think><answer>{wrong}\n{right}</answer>",
    "semicolon": "<think>x</think><answer>{right}; {wrong}</answer>",
    "slashes": "<think>x</think><answer>{right} // {wrong}</answer>",
    "taken back": "<think>x</think><answer>{right}. No, {wrong}</answer>",
    "equals": "<think>x</think><answer>{wrong} = {right}</answer>",
    "hidden by NUL": "<think>x</think><answer>{right}\x00{wrong}</answer>",
    "hidden by a bidi override": "<think>x</think><answer>{wrong}\u202e{right}</answer>",
    "two boxes": "<think>x</think><answer>\\boxed{{{right}}} \\boxed{{{wrong}}}</answer>",
    "a list of guesses": "<think>x</think><answer>[{right}, {wrong}]</answer>",
    "a table of guesses": "<think>x</think><answer>| {right} | {wrong} |</answer>",
    "labelled": "<think>x</think><answer>{wrong}: {right}</answer>",
}
NESTED = {
    "answer in answer": "<think>x</think><answer><answer>{right}</answer></answer>",
    "wrong around right": "<think>x</think><answer>{wrong}<answer>{right}</answer></answer>",
    "thinking in the answer": "<think>x</think><answer><think>y</think>{right}</answer>",
    "thinking in thinking": "<think><think>x</think></think><answer>{right}</answer>",
    "tag in a tag": "<think>x</think><answ<answer>er>{right}</answer>",
    "closing tag repeated": "<think>x</think><answer>{right}</answer></answer>",
    "opening tag repeated": "<think><think>x</think><answer>{right}</answer>",
    "answer opened in the thinking": "<think><answer></think>{right}</answer>",
    "crossed": "<think><answer>x</think>{right}</answer>",
}
OTHER_SPELLINGS = {
    "upper case": "<THINK>x</THINK><ANSWER>{right}</ANSWER>",
    "blanks in tags": "< think >x</ think >< answer >{right}</ answer >",
    "full-width brackets": "＜think＞x＜/think＞＜answer＞{right}＜/answer＞",
    "escaped": "&lt;think&gt;x&lt;/think&gt;&lt;answer&gt;{right}&lt;/answer&gt;",
    "box only": "<think>x</think>\\boxed{{{right}}}",
    "zero-width in a tag": "<think>x</think><ans\u200bwer>{right}</answer>",
}
FILLER = {
    "text before": "Sure! <think>x</think><answer>{right}</answer>",
    "text between": "<think>x</think> So: <answer>{right}</answer>",
    "text after": "<think>x</think><answer>{right}</answer> I hope that this helps!",
    "text in the answer": "<think>x</think><answer>After much thought I believe that it must be {right}</answer>",
    "dots in the answer": "<think>x</think><answer>" + "." * 50 + "{right}</answer>",
    "repeated": "<think>x</think><answer>" + "{right} " * 30 + "</answer>",
    "next turn": "<think>x</think><answer>{right}</answer>\nUser: And now?",
    "zero-width filler": "<think>x</think><answer>" + "\u200b" * 20 + "{right}</answer>",
}
EVERYTHING = {"place": PLACES, "several": SEVERAL, "nested": NESTED, "spelling": OTHER_SPELLINGS, "filler": FILLER}
EVERY = [(f"{group}: {what}", text) for group, texts in EVERYTHING.items() for what, text in texts.items()]


@pytest.mark.parametrize("text", [text for _, text in EVERY], ids=[what for what, _ in EVERY])
def test_no_form_but_the_right_one_is_paid(case: Case, text: str) -> None:
    assert not paid(case, text.format(right=case.right, wrong=wrong_answer(case)))


@pytest.mark.parametrize("text", [*PLACES.values(), *NESTED.values()])
def test_nor_where_the_message_is_a_chat_message(case: Case, text: str) -> None:
    content = text.format(right=case.right, wrong=wrong_answer(case))
    assert not paid(case, [{"role": "assistant", "content": content}])
    assert not paid(case, [{"role": "user", "content": f"<think>x</think><answer>{case.right}</answer>"}])
    assert not paid(case, {"role": "assistant", "content": "", "reasoning_content": content})
    assert not paid(case, {"content": f"<answer>{case.right}</answer>", "reasoning_content": "x</think><answer>"})


def test_copying_the_question_is_not_paid() -> None:
    for name in NAMES:
        for case in cases(name):
            question = case.task.question(case.problem)
            copies = [question, question.replace("\n", " "), *question.splitlines(), f"{question}\n{case.right}"]
            # A line with nothing but the right answer is the right answer; no question has one, bar a row that stays.
            for copy in copies:
                if copy.strip() != case.right:
                    assert not paid(case, f"<think>x</think><answer>{copy}</answer>"), (name, copy)


def test_copying_the_clues_of_a_grid_is_not_paid() -> None:
    for name in ("sudoku", "mini_sudoku-4", "mini_sudoku-6"):
        for case in cases(name):
            n, puzzle = case.problem.size, case.problem.puzzle
            for blank in ("0", ".", "_", "", "x", "?", "1"):
                rows = [" ".join(puzzle[i : i + n].replace("0", blank)) for i in range(0, n * n, n)]
                assert not paid(case, "<think>x</think><answer>{}</answer>".format("\n".join(rows)))
            candidates = ["".join(str(d) for d in range(1, n + 1)) if d == "0" else d for d in puzzle]
            rows = [" ".join(candidates[i : i + n]) for i in range(0, n * n, n)]
            assert not paid(case, "<think>x</think><answer>{}</answer>".format("\n".join(rows)))


def test_naming_every_possibility_is_not_paid() -> None:
    for name in ONE_ANSWER:
        case = cases(name)[0]
        answers = sorted({other.right for other in cases(name)})
        for separator in (" ", ", ", "\n", " or ", "/", ";", " | ", " and "):
            assert not paid(case, f"<think>x</think><answer>{separator.join(answers)}</answer>")
    zebra = cases("zebra_puzzles")[0]
    for separator in (" ", ", ", "\n", " or ", "/", ": ", " is in house 1 "):
        assert not paid(zebra, f"<think>x</think><answer>{separator.join(zebra.problem.values[0])}</answer>")


def test_two_values_in_one_cell_of_a_table_are_not_paid() -> None:
    for case in cases("zebra_puzzles-table"):
        names = case.problem.values[0]
        for name in names:
            right = re.findall("|".join(names), case.right)[0]
            for hedge in (f"{name}: {right}", f"{name}/{right}", f"not {name}: {right}", f"{name} or {right}"):
                if name != right:
                    assert not case.task.verify(case.problem, case.right.replace(right, hedge, 1)), hedge


def test_a_heading_of_a_table_says_nothing() -> None:
    for case in cases("zebra_puzzles-table"):
        rows = case.right.splitlines()
        heading = " | ".join(["House", *case.problem.categories])
        assert case.task.verify(case.problem, "\n".join([heading, *rows]))
        for hedge in (rows[-1][3:], "It is one of these", "ignore the next line", ", ".join(case.problem.values[0])):
            assert not case.task.verify(case.problem, "\n".join([hedge, *rows])), hedge


# --- dodging Countdown's constraints --------------------------------------------------------------------------------

DODGES = [
    ([1, 3, 5], 15, "15", "digits glued"),
    ([1, 3, 5], 8, "13-5", "digits glued"),
    ([1, 3, 5], 18, "(1)(3)+5", "brackets glued"),
    ([1, 3, 5], 18, "1 3 + 5", "a blank for a sign"),
    ([2, 5], 32, "2**5", "power"),
    ([2, 5], 32, "2^5", "power"),
    ([2, 5], 32, "2 ** 5", "power"),
    ([2, 5], 32, "2* *5", "power"),
    ([2, 5], 32, "pow(2,5)", "power"),
    ([2, 5], 64, "2<<5", "shift"),
    ([2, 5], 7, "2|5", "bits"),
    ([7, 2], 3, "7//2", "floor division"),
    ([7, 2], 3, "7/ /2", "floor division"),
    ([17, 5], 2, "17%5", "remainder"),
    ([5], 120, "5!", "factorial"),
    ([2, 5, 4], 10, "2.5*4", "a decimal point"),
    ([5, 8], 4, ".5*8", "a decimal point"),
    ([5, 8], 13, "5.0+8", "a decimal point"),
    ([5, 8], 13, "5.+8", "a decimal point"),
    ([1000, 5], 1000, "1_000+5-5", "underscore"),
    ([1, 200, 1000], 1000, "1000+1/200", "rounds"),
    ([10, 3, 3], 10, "10/3*3", "exact: no rounding"),
    ([99, 100, 100], 1, "99/100", "not all used"),
    ([1, 3, 3], 1, "1/3*3*1", "a number used twice"),
    ([139, 5], 139, "0x8b + 0*5", "hex"),
    ([139, 5], 139, "0x8b", "hex"),
    ([5, 8], 13, "0b101+8", "binary"),
    ([5, 8], 13, "0o5+8", "octal"),
    ([5, 8], 13, "05+8", "leading zero"),
    ([5, 8], 13, "5e0+8", "exponent"),
    ([1, 2], 100, "1e2", "exponent"),
    ([5, 8], 13, "5--8", "exact: one sign in front of a number is allowed"),
    ([5, 8], 13, "5---8", "signs chained"),
    ([5, 8], 13, "5 - - - - 8", "signs chained"),
    ([5, 8], 13, "5-(-(-(-8)))-0", "signs chained, and a number that is not given"),
    ([5, 8], 13, "--5+8", "signs chained"),
    ([5, 8], 13, "+5+8", "plus in front"),
    ([5, 8], 13, "5+~-9", "complement"),
    ([5, 8], 13, "-~4+8", "complement"),
    ([5, 8], 13, "5+8+0", "a number that is not given"),
    ([5, 8], 13, "5+8*1", "a number that is not given"),
    ([5, 8], 13, "13", "the target itself"),
    ([5, 8], 13, "5+8+5-5", "a number used twice"),
    ([5, 5, 8], 13, "5+8", "a number not used"),
    ([5, 8], 13, "5+8 # = 13", "comment"),
    ([5, 8], 13, "5+7 = 13", "a false claim"),
    ([5, 8], 40, "5+8 = 40", "a false claim"),
    ([5, 8], 40, "40 = 5+8", "a false claim"),
    ([5, 8], 13, "5+8=13=13", "claims chained"),
    ([5, 8], 13, "5+8, 5*8", "several"),
    ([5, 8], 13, "5+8\n5*8", "several"),
    ([5, 8], 13, "5+8 or 5*8", "several"),
    ([5, 8], 13, "[5+8, 5*8][0]", "a program"),
    ([5, 8], 13, "5+8 if 1 else 0", "a program"),
    ([5, 8], 13, "sum([5,8])", "a program"),
    ([5, 8], 13, "__import__('os').getpid()*0+5+8", "a program"),
    ([5, 8], 13, "(lambda: 5+8)()", "a program"),
    ([5, 8], 13, "eval('5+8')", "a program"),
    ([9, 9, 9], 13, "9**9**9", "a monster"),
    ([5, 8], 13, "5+8\x00", "NUL"),
    ([5, 8], 13, "\u202e5+8", "bidi"),
    ([5, 8], 13, "５+８", "full-width digits"),
    ([5, 8], 13, "٥+٨", "Arabic digits"),
    ([5, 2], 25, "5²", "superscript"),
    ([5, 8], 13, "⑤+⑧", "circled digits"),
    ([5, 8], 13, "V+VIII", "Roman digits"),
    ([5, 8], 13, "five+eight", "words"),
    ([5, 8], 13, "5+8/1", "a number that is not given"),
    ([5, 8], 13, "x=5+8", "an assignment"),
    ([0, 5, 8], 13, "5+8/0*0", "division by zero"),
    ([5, 8], 13, "1e400-1e400+5+8", "infinity"),
    ([5, 8], 13, "nan", "not a number"),
    ([5, 8], 13, "", "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("numbers", "target", "answer", "what"), DODGES)
def test_dodging_the_constraints_is_not_paid(numbers: list[int], target: int, answer: str, what: str) -> None:
    if 0 in numbers or len(numbers) < 2:
        numbers = [*[number for number in numbers if number], 97, 89]
    problem = CountdownProblem(numbers=tuple(numbers), target=target, solution=None)
    verdict = COUNTDOWN.verify(problem, answer)
    right = what.startswith("exact")
    assert bool(verdict) is right, verdict.reason
    if not right:
        assert not tracekit.get_task("countdown", use_all=False).verify(problem, answer) or what == "a number not used"


def test_floats_that_round_are_not_paid() -> None:
    # 0.1 + 0.2 in disguise: near the target, but not on it.
    task = tracekit.get_task("countdown", use_all=False, max_value=1000, max_target=100_000)
    for numbers, target, answer in (
        ((999, 1000, 1000), 1, "999/1000"),
        ((1, 1000, 1000, 1000, 7), 7, "7+1/1000/1000/1000"),
        ((1, 999, 999, 999, 999, 999, 5), 5, "5-1/999/999/999/999/999"),
    ):
        problem = CountdownProblem(numbers=numbers, target=target, solution=None)
        assert abs(Fraction(eval(answer, {"__builtins__": {}})) - target) < Fraction(1, 900)  # noqa: S307
        assert not task.verify(problem, answer)


def test_tags_are_what_the_tests_say() -> None:
    assert TAGS == ("<think>", "</think>", "<answer>", "</answer>")
