"""Texts with gaps, slips that nobody catches, lines taken up again, and those made to waste time."""

from __future__ import annotations

import time
from typing import Any

import pytest

import tracekit
from tracekit import Rule, Style, Trace
from tracekit.language.lexicon import Lexicon
from tracekit.reading import lexicon_of
from tracekit.rewards import judge
from tracekit.search.events import Backtrack, ChoicePoint, Decision, Slip, Switch
from tracekit.search.walk import Walk
from tracekit.tasks import ColorCubeRotation, Countdown, Sudoku
from tracekit.tasks.lexicons import LEXICONS


def test_claims_without_end_take_linear_time() -> None:
    """False places on and on, each with a move from there, and then returns to places that there are not."""
    task = Countdown()
    row: Any = tracekit.make_dataset(task, n=1, backtracks=0, style="symbolic")[0]

    def seconds(n: int) -> float:
        claims = "".join(f"have {i + 9} {i + 8}\n{i + 9} + {i + 8} = {2 * i + 17}\n" for i in range(n))
        text = f"<think>{claims}" + "have 7 6\nswitch to 99999\n" * n
        started = time.process_time()
        assert not tracekit.certify(task, tracekit.load_row(row).problem, text[:200_000]).ok
        assert judge(row, text[:99_000]).process.follows in (None, False)
        return time.process_time() - started

    seconds(50)
    assert seconds(1600) < 30 * seconds(200) + 0.5


def test_a_slip_behind_what_cannot_be_read_does_not_spoil_the_figures() -> None:
    task = ColorCubeRotation(checks="turn_back")
    for index in range(8):
        problem = task.problem(seed=2, index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=1, seed=index)
        except tracekit.BacktracksUnreachableError:
            continue
        document = tracekit.render(trace, "symbolic")
        slip = next(i for i, event in enumerate(trace.events) if isinstance(event, Slip))
        end = document.spans[slip].end
        text = document.text[: document.spans[0].start] + "What a nice day.\n" + document.text[:end]
        certificate = tracekit.certify(task, problem, text)
        assert certificate.measures.slips == 0
        assert certificate.measures.inferences == 0
        assert certificate.n_backtracks == 0


@pytest.mark.parametrize("n_unread", [1, 2, 3, 4])
def test_forced_steps_that_cannot_be_read_are_passed_over(n_unread: int) -> None:
    """Up to four statements in a row are taken to be in what cannot be read: what comes after them is true."""
    task = Sudoku(min_empty=30, max_empty=34)
    n = 0
    for index in range(12):
        problem = task.problem(seed=3, index=index)
        trace = tracekit.solve(task, problem, backtracks=0, seed=index)
        lines = tracekit.render(trace, "symbolic").text.split("\n")
        runs = [
            i for i in range(1, len(lines) - 6) if all(" only " in line for line in lines[i - 1 : i + n_unread + 1])
        ]
        if runs:
            i = runs[0]
            text = "\n".join([*lines[:i], "So some more follow.", *lines[i + n_unread :]])
            verdicts = [each.verdict for each in tracekit.certify(task, problem, text).statements]
            assert verdicts.count("unread") == 1
            assert verdicts.count("true") == len(verdicts) - 1
            n += 1
    assert n >= 3


def test_a_remark_behind_a_gap_is_no_hindrance() -> None:
    task = Sudoku(min_empty=30, max_empty=34)
    problem = task.problem(seed=3)
    trace = tracekit.with_remarks(tracekit.solve(task, problem, backtracks=0), {"check": 1.0})
    document = tracekit.render(trace, "symbolic")
    lines = document.text.split("\n")
    i = next(i for i in range(2, len(lines)) if " only " in lines[i] and lines[i + 1].startswith("check"))
    certificate = tracekit.certify(task, problem, "\n".join([*lines[:i], "Hm.", *lines[i + 1 :]]))
    false = [each for each in certificate.statements if each.verdict not in ("true", "unread")]
    assert len(false) <= 1  # the remark about a move that was not read


def test_masks_leave_alone_what_was_taken_up_again() -> None:
    task = Countdown(min_numbers=5, max_numbers=5)
    rows: Any = tracekit.make_dataset(task, n=40, strategy="best_first", max_moves=400)
    checked = 0
    for row in rows.to_list():
        trace = tracekit.load_row(row).trace
        statements = tracekit.certify(task, trace.problem, row["completion"]).statements
        standing = [statements[i] for i in Walk(trace.events).standing if isinstance(trace.events[i], Decision)]
        for mask in ("wrong_steps", "wrong_branches"):
            slices = tracekit.masked_slices(row, mask)
            assert not any(a < each.end and each.start < b for each in standing for a, b in slices)
            checked += len(slices)
    assert checked > 40


def test_a_fold_of_events_that_make_no_search() -> None:
    events = (ChoicePoint("A"), Decision("m1"), ChoicePoint("B"), Switch("A"), Backtrack("B", False))
    assert Walk(events).moves == ["m1"]
    task: Any = Countdown()
    assert Trace(task, task.problem(), events).moves == ["m1"]


def test_where_a_wrong_answer_stands() -> None:
    task = Countdown(min_numbers=3, max_numbers=3, min_target=10)
    row: Any = tracekit.make_dataset(task, n=1, backtracks=1, style="symbolic")[0]
    problem = tracekit.load_row(row).problem
    a = str(problem.numbers[0])
    text = row["completion"].replace(f"<answer>{row['answer']}</answer>", f"<answer> {a} </answer>")
    error = tracekit.certify(task, problem, text).error
    assert error is not None
    assert error.rule is Rule.WRONG_ANSWER
    assert error.start == text.index("<answer> ") + len("<answer> ")
    assert error.sentence == a


def test_a_whole_last_line_is_not_taken_for_cut_off() -> None:
    task = Countdown(min_numbers=3, max_numbers=3, min_target=10)
    problem = task.problem_type(numbers=(2, 3, 5), target=25)
    said = "<think>have 5 3 2\n5 + 3 = 8, left 8 2\n8 + 2 = 10 != 24"
    whole, cut = tracekit.certify(task, problem, said + "\n"), tracekit.certify(task, problem, said)
    assert [each.verdict for each in whole.statements] == ["true"] * 4 + ["false"]
    assert [each.verdict for each in cut.statements] == ["true"] * 4
    assert cut.error is not None
    assert cut.error.rule is Rule.UNFINISHED


def test_names_may_come_to_stand_for_something_else() -> None:
    task = Countdown()
    own = task.lexicons["symbolic"]
    other = Lexicon(own.vocabulary, own.codecs, {**own.phrases, "gave_up": ["I give up"]}, own.new_line)
    try:
        tracekit.register_lexicon("countdown", "mine", own)
        tracekit.register_style(Style("mine", "mine"))
        row: Any = tracekit.make_dataset(task, n=1, backtracks=1, style="mine")[0]
        assert tracekit.load_row(row).style == Style("mine", "mine")
        assert lexicon_of(task, "mine") is own
        LEXICONS.forget("countdown.mine")
        tracekit.register_lexicon("countdown", "mine", other)
        assert lexicon_of(task, "mine") is other
        tracekit.STYLES.forget("mine")
        tracekit.register_style(Style("mine", "symbolic"))
        assert tracekit.load_row(row).style == Style("mine", "symbolic")
    finally:
        tracekit.STYLES.forget("mine")
        LEXICONS.forget("countdown.mine")


def test_the_settings_of_a_loaded_row_are_its_own() -> None:
    row: Any = tracekit.make_dataset(Countdown(), n=1, backtracks=1)[0]
    loaded: Any = tracekit.load_row(row)
    loaded.meta["prompt_format"] = "qwen"
    assert tracekit.load_row(row).meta["prompt_format"] == "plain"
    assert judge(row, row["completion"]).found.well_formed


def test_thinking_in_two_fields_is_counted_once() -> None:
    row: Any = tracekit.make_dataset(Countdown(), n=1, backtracks=1)[0]
    message = {"role": "assistant", "reasoning_content": "abc", "reasoning": "abc", "content": "x"}
    assert judge(row, message).length == 4
    assert judge(row, [{"role": "user", "content": "long"}, message]).length == 4


def test_shares_must_be_finite() -> None:
    for shares in ({1: float("inf"), 2: 1}, {1: float("nan")}, {1: True}):
        with pytest.raises(tracekit.ParameterError, match="shares"):
            tracekit.make_dataset(Countdown(), n=1, backtracks=shares)


def test_a_name_in_place_of_a_task_is_refused() -> None:
    name: Any = "countdown"
    problem = Countdown().problem()
    for refused in (lambda: tracekit.certify(name, problem, "x"), lambda: tracekit.parse(name, problem, "x")):
        with pytest.raises(tracekit.ParameterError, match="task='countdown': must be a task"):
            refused()


NUMBERS = (9, 5, 2)


def verdicts_of(text: str, target: int = 12, operators: Any = "+-*/") -> list[str]:
    task = Countdown(operators=operators)
    problem = task.problem_type(numbers=NUMBERS, target=target)
    certificate = tracekit.certify(task, problem, text)
    assert str(certificate)
    return [statement.verdict for statement in certificate.statements]


@pytest.mark.parametrize("rest", ["gave up", "6 * 2 = 12 != 12", "have 12", "refuted, back to 9 5 2", "no solution"])
def test_a_goal_that_only_claims_lead_to(rest: str) -> None:
    """Nothing is raised, whatever is said there."""
    text = f"have 9 5 2\n9 - 5 = 6, left 6 2\n6 * 2 = 12\n{rest}"
    assert verdicts_of(text)[1:3] == ["false", "true"]
    row: Any = tracekit.make_dataset(Countdown(), n=1, backtracks=0)[0]
    problem = Countdown().problem_type(numbers=NUMBERS, target=12).model_dump_json()
    assert (
        tracekit.reward({**row, "problem": problem}, f"<think>{text}</think><answer>1</answer>", "true_share").total < 1
    )


@pytest.mark.parametrize("answer", ["1 + 1", "9 - 5 + 2"])
def test_a_solution_that_rests_on_false_moves_is_false(answer: str) -> None:
    text = f"have 9 5 2\n9 - 5 = 10, left 10 2\n10 + 2 = 12, solved: {answer}"
    assert verdicts_of(text) == ["true", "false", "true", "true", "false"]


def test_a_return_to_a_place_that_never_was_leads_nowhere() -> None:
    """From where the state is not known, a return is judged only if it goes to a choice point that was there."""
    text = "have 9 5 2\n7 - 1 = 5, left 8 7 6\n9 + 5 = 14 != 12\nrefuted, back to 9 4\n9 - 5 = 4 != 12"
    assert verdicts_of(text)[2:] == ["unread"] * (len(verdicts_of(text)) - 2)
    there = "have 9 5 2\n7 - 1 = 5, left 8 7 6\n9 + 5 = 14 != 12\naside, back to 9 5 2\n9 - 5 = 4, left 4 2"
    assert verdicts_of(there)[-3:] == ["true"] * 3


def test_an_unread_return_from_a_live_place() -> None:
    text = "have 9 5 2\n9 - 5 = 4, left 4 2\nhm, back to the start\n9 - 2 = 7, left 7 5\n7 + 5 = 12, solved: 9 - 2 + 5"
    assert verdicts_of(text) == ["true", "true", "true", "unread", "true", "true", "true", "true"]


@pytest.mark.parametrize("prompt_format", ["plain", "qwen"])
def test_certify_and_rewards_agree_once_both_know_the_prompt(prompt_format: Any) -> None:
    task = Countdown()
    opened = prompt_format == "qwen"
    row: Any = tracekit.make_dataset(task, n=1, backtracks=2, prompt_format=prompt_format, style="symbolic")[0]
    text, problem = row["completion"], tracekit.load_row(row).problem
    cuts = [text[:i] for i in range(20, len(text), 3)]
    for completion in (text, text.removeprefix("<think>"), f"<think>{text.removeprefix('<think>')}", *cuts):
        certificate = tracekit.certify(task, problem, completion, thinking_opened=opened)
        process = judge(row, completion).process
        assert bool(process.follows) == (certificate.ok and certificate.solved), completion
        if process.readable and certificate.error is not None and process.rule:
            assert certificate.error.rule.value == process.rule, completion


def test_what_was_cut_off_behind_the_thinking_is_read() -> None:
    row: Any = tracekit.make_dataset(Countdown(), n=1, backtracks=2)[0]
    text = row["completion"]
    for end in (text.index("<answer>"), text.index("<answer>") + 10, text.index("</answer>") + 4):
        process = judge(row, text[:end]).process
        assert process.readable
        assert process.true_share == 1
        assert process.backtracks == 2
        assert process.finished
        assert not process.follows


def test_a_search_that_gave_up_is_certified_without_an_answer() -> None:
    task = Countdown()
    rows: Any = tracekit.make_dataset(task, n=2, strategy="best_first", max_moves=1, keep_unsolved=True)
    for row in rows.to_list():
        certificate = tracekit.certify(task, tracekit.load_row(row).problem, row["completion"])
        assert certificate.ok is tracekit.certify_row(row)[0].ok is True
        assert not certificate.solved
        assert judge(row, row["completion"]).process.readable
        answered = f"{row['completion']}<answer>1</answer>"
        assert not tracekit.certify(task, tracekit.load_row(row).problem, answered).ok


def test_lines_left_open_for_good_are_masked() -> None:
    task = Countdown(max_numbers=4)
    rows: Any = tracekit.make_dataset(task, n=30, strategy="best_first", max_moves=400)
    n = 0
    for row in rows.to_list():
        trace = tracekit.load_row(row).trace
        statements = tracekit.certify(task, trace.problem, row["completion"]).statements
        standing = set(Walk(trace.events).standing)
        slices = tracekit.masked_slices(row, "wrong_steps")
        for i, event in enumerate(trace.events):
            if isinstance(event, Decision):
                masked = any(a <= statements[i].start and statements[i].end <= b for a, b in slices)
                assert masked == (i not in standing)
                n += masked
    assert n > 20


def test_damaged_json_is_a_damaged_row() -> None:
    row: Any = tracekit.make_dataset(Countdown(), n=1, backtracks=1)[0]
    with pytest.raises(tracekit.DataFileError):
        tracekit.reward({**row, "meta": "[" * 100_000}, "x")


def test_settings_that_are_no_truth_values_or_numbers() -> None:
    for name, value in (("keep_unsolved", "yes"), ("certify", 1), ("ladder", None), ("seed", 2**80)):
        with pytest.raises(tracekit.ParameterError, match=name):
            tracekit.make_dataset(Countdown(), n=1, backtracks=1, **{name: value})
    for value in (True, "7", 0):
        with pytest.raises(tracekit.ParameterError, match="max_moves"):
            tracekit.get_strategy("best_first", max_moves=value)  # type: ignore[arg-type]
