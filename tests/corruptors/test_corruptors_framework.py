"""What holds of every corruptor: it breaks what it declares and nothing else, as far as the dose says, and says so."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any, ClassVar

import pytest

import tracekit
from tracekit.corruptors import (
    CORRUPTORS,
    Change,
    Declaration,
    RowCorruptor,
    Subject,
    Untouched,
    corrupt,
    corrupt_stream,
    corruption_report,
    get_corruptor,
)
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.errors import DataFileError, ParameterError, UnknownNameError
from tracekit.seeding import Stream

TASKS = {
    "countdown": tracekit.get_task("countdown"),
    "sudoku": tracekit.get_task("sudoku", max_empty=36),
    "mini_sudoku": tracekit.get_task("mini_sudoku"),
    "arc_1d": tracekit.get_task("arc_1d", max_size=15),
    "advanced_geometry": tracekit.get_task("advanced_geometry"),
    "color_cube_rotation": tracekit.get_task("color_cube_rotation"),
    "list_functions": tracekit.get_task("list_functions"),
    "zebra_puzzles": tracekit.get_task("zebra_puzzles"),
    "self_reference": tracekit.get_task("self_reference"),
}


@cache
def made(task: str, n: int, **options: Any) -> Any:
    if not options.get("strategy"):
        options["backtracks"] = (0, 1, 2)
    return tracekit.make_dataset(TASKS[task], n=n, seed=7, certify=False, **options)


def rows_for(name: str, task: str, n: int) -> list[dict[str, Any]]:
    """Rows for a corruptor: where checks are to be taken out, rows with checks, if the task has any."""
    rows: list[dict[str, Any]] = made(task, n).to_list()
    return corrupt(rows, CORRUPTORS["added_checks"](dose=1.0)) if name == "removed_checks" else rows


def text_of(completion: Any) -> str:
    return completion if isinstance(completion, str) else completion[-1]["content"]


def taken_apart(completion: Any) -> tuple[str, str | None]:
    """Thinking and answer, found in another way than the library does."""
    text = text_of(completion)
    head, tag, rest = text.partition("<answer>")
    assert not tag or rest.endswith("</answer>")
    thinking = head.replace("<think>", "").replace("</think>", "").removesuffix("\n")
    return thinking, rest.removesuffix("</answer>") if tag else None


def state_of(row: dict[str, Any], own: dict[str, Any]) -> tuple[bool, str]:
    """Whether the thinking certifies for the problem of a row, and what the verifier says of the answer."""
    loaded = tracekit.load_row(own)
    thinking, answer = taken_apart(row["completion"])
    certificate = tracekit.certify(loaded.task, loaded.problem, thinking, style=loaded.style)
    if answer is None:
        return certificate.ok, "missing"
    return certificate.ok, "right" if loaded.task.verify(loaded.problem, answer) else "wrong"


def record_of(row: dict[str, Any]) -> Corruption:
    record = corruption_of(row)
    assert record is not None
    return record


def check_positions(record: Corruption, new: str, old: str) -> None:
    """What lies outside the positions stands in the old text, in the same order."""
    end = found = 0
    for start, stop in [*record.positions, (len(new), len(new))]:
        assert end <= start <= stop <= len(new)
        piece = new[end:start].strip()
        found = old.find(piece, found)
        assert found >= 0, piece
        found += len(piece)
        end = stop


def check_rows(corruptor: Any, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> int:
    """Hold every row against what the corruptor declares; how many were touched."""
    assert len(before) == len(after)
    touched = 0
    for own, row in zip(before, after, strict=True):
        assert {k: v for k, v in row.items() if k not in ("completion", "corruption")} == {
            k: v for k, v in own.items() if k not in ("completion", "corruption")
        }
        record = corruption_of(row)
        if record is None:
            assert row == own
            continue
        assert Corruption(**json.loads(record.to_json())) == record
        assert (record.name, record.unit, record.touched) == (corruptor.name, corruptor.unit, record.changed > 0)
        assert 0 <= record.changed <= record.units
        assert tracekit.certify_row(row)[1] == ""
        if not record.touched:
            assert record.reason
            assert row["completion"] == own["completion"]
            continue
        touched += 1
        assert (record.reason, record.as_declared) == ("", True)
        assert row["completion"] != own["completion"]
        declared = corruptor.declared
        certifies, answer = state_of(row, own)
        assert certifies == (declared.thinking == "intact") == (record.rule_after is None)
        assert answer == record.answer
        if declared.answer != "any":
            assert answer == {"right": state_of(own, own)[1]}.get(declared.answer, declared.answer)
        check_positions(record, text_of(row["completion"]), text_of(own["completion"]))
    return touched


def check_doses(corruptor: type[Any], before: list[dict[str, Any]], full: list[dict[str, Any]]) -> None:
    assert corrupt(before, corruptor(dose=0.0)) == before
    half = corrupt(before, corruptor(dose=0.5))
    assert corrupt(before, corruptor(dose=0.5)) == half
    check_rows(corruptor(dose=0.5), before, half)
    for small, large in zip(half, full, strict=True):
        a, b = corruption_of(small), corruption_of(large)
        if a is not None and b is not None and b.touched:
            assert a.changed <= b.changed
        assert b is not None


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", CORRUPTORS)
def test_what_is_declared_broken_is_broken_and_nothing_else(name: str, task: str) -> None:
    before = rows_for(name, task, 16)
    corruptor = CORRUPTORS[name](dose=1.0)
    after = corrupt(before, corruptor)
    touched = check_rows(corruptor, before, after)
    assert touched or all(record_of(row).reason for row in after)
    check_doses(CORRUPTORS[name], before[:8], corrupt(before[:8], corruptor))


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", CORRUPTORS)
def test_two_hundred_rows(name: str, task: str) -> None:
    before = rows_for(name, task, 200)
    corruptor = CORRUPTORS[name](dose=1.0)
    after = corrupt(before, corruptor)
    touched = check_rows(corruptor, before, after)
    report = corruption_report(after).parts[0]
    assert (report.touched, sum(report.untouched.values())) == (touched, 200 - touched)
    assert not report.undeclared
    if name not in ("without_backtracks", "without_keywords", "dropped_parts"):  # these need backtracks
        assert touched >= 150 or corruptor.unit != "steps"
    for dose in (0.2, 0.7):
        part = corruption_report(corrupt(before, CORRUPTORS[name](dose=dose))).parts[0]
        if corruptor.unit == "rows":
            chosen = part.touched + sum(part.untouched.values())
            assert chosen / 200 == pytest.approx(dose, abs=4 * math.sqrt(dose * (1 - dose) / 200))
        elif report.units >= 200:
            # What dose 1 does not change (steps that are the same word for word), no other dose does.
            assert part.dose == pytest.approx(dose * report.dose, abs=0.06)


@pytest.mark.parametrize(
    ("prompt_format", "style"), [("plain", "marked"), ("chat", "symbolic"), ("base", "marked"), ("qwen", "symbolic")]
)
def test_prompt_formats_and_styles(prompt_format: str, style: str) -> None:
    for task in ("countdown", "self_reference"):
        data = made(task, 4, prompt_format=prompt_format, style=style)
        before = data.to_list()
        for name, cls in CORRUPTORS.items():
            after = corrupt(data, cls(dose=1.0))
            assert after.features == data.features, name
            check_rows(cls(dose=1.0), before, after.to_list())


def test_searches_that_gave_up() -> None:
    options = {"strategy": "natural", "keep_unsolved": True, "max_moves": 6}
    for task in ("countdown", "sudoku", "arc_1d"):
        before = made(task, 8, **options).to_list()
        assert any(row["answer"] == "" for row in before)
        for cls in CORRUPTORS.values():
            check_rows(cls(dose=1.0), before, corrupt(before, cls(dose=1.0)))


def test_a_stream_has_the_same_rows_in_blocks() -> None:
    before = made("countdown", 12).to_list()
    for name, cls in CORRUPTORS.items():
        whole = list(corrupt_stream(iter(before), cls(dose=1.0), block=64))
        assert whole == corrupt(before, cls(dose=1.0)), name
        in_blocks = list(corrupt_stream(iter(before), cls(dose=1.0), block=5))
        check_rows(cls(dose=1.0), before, in_blocks)
        if "pairs" not in cls.__module__ and name != "inserted_steps":
            assert in_blocks == whole, name


def test_names_and_parameters() -> None:
    assert get_corruptor("deleted_steps", dose=0.25).dose == 0.25
    for name, cls in CORRUPTORS.items():
        assert cls.name == name == cls().name
        assert cls.source
        assert cls.__doc__
        assert cls.read_json(cls(dose=0.5).model_dump_json()) == cls(dose=0.5)
    with pytest.raises(UnknownNameError, match="did you mean 'deleted_steps'"):
        get_corruptor("deleted_step")
    with pytest.raises(UnknownNameError, match="did you mean 'dose'"):
        get_corruptor("deleted_steps", doses=1)
    with pytest.raises(ParameterError, match=r"dose=1\.5: must be between 0 and 1"):
        get_corruptor("deleted_steps", dose=1.5)
    with pytest.raises(TypeError):
        CORRUPTORS["mine"] = CORRUPTORS["filler"]  # type: ignore[index]


def test_arguments_that_are_not_allowed() -> None:
    rows = made("countdown", 2).to_list()
    with pytest.raises(ParameterError, match="must be a corruptor"):
        corrupt(rows, "filler")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="seed='0': must be an integer"):
        corrupt(rows, get_corruptor("filler"), seed="0")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="block=1: must be an integer of at least 2"):
        list(corrupt_stream(rows, get_corruptor("filler"), block=1))
    with pytest.raises(DataFileError, match="its completion is"):
        corrupt([{**rows[0], "completion": 3}], get_corruptor("filler"))
    with pytest.raises(DataFileError, match="no thinking and answer"):
        corrupt([{**rows[0], "completion": "The answer is 3."}], get_corruptor("filler"))
    with pytest.raises(DataFileError, match="no column 'corruption'"):
        corrupt(made("countdown", 2).remove_columns("corruption"), get_corruptor("filler"))
    with pytest.raises(DataFileError, match="not the corruption column"):
        corrupt([{**rows[0], "corruption": "shuffled"}], get_corruptor("filler"))


def test_another_seed_corrupts_in_another_way() -> None:
    rows = made("countdown", 12).to_list()
    corruptor = get_corruptor("deleted_steps", dose=0.5)
    assert corrupt(rows, corruptor, seed=1) != corrupt(rows, corruptor, seed=2)


def test_a_corruption_of_a_corrupted_row_keeps_the_record_of_the_first() -> None:
    rows = made("countdown", 12).to_list()
    first = corrupt(rows, get_corruptor("shuffled_responses"))
    second = corrupt(first, get_corruptor("truncated", dose=0.5))
    for earlier, row in zip(first, second, strict=True):
        record = corruption_of(row)
        assert record is not None
        assert record.earlier == (first_record := json.loads(earlier["corruption"]))
        assert record.rule_before == first_record["rule_after"]
        assert tracekit.certify_row(row)[1] == ""


def test_a_thinking_that_cannot_be_read_is_left_alone_where_steps_are_needed() -> None:
    rows = corrupt(made("countdown", 6).to_list(), get_corruptor("filler"))
    for row in corrupt(rows, get_corruptor("shuffled_steps")):
        record = corruption_of(row)
        assert record is not None
        assert not record.touched
        assert record.reason.startswith("its thinking cannot be read")
        assert tracekit.certify_row(row)[1] == ""


class Lucky(RowCorruptor):
    """Leaves the thinking valid but for one draw in ten."""

    name: ClassVar[str] = "lucky"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "a test"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        return Change(f"{subject.thinking}{'!' if stream.below(10) == 0 else chr(10)}", subject.answer)


class TakenAsItComes(Lucky):
    """The same, taken as it comes."""

    redraws: ClassVar[int] = -1


def test_what_stays_valid_is_drawn_again_or_left_alone_or_recorded() -> None:
    rows = made("countdown", 40).to_list()
    records = [record_of(row) for row in corrupt(rows, Lucky())]
    touched = [record for record in records if record.touched]
    # One draw in ten breaks it, and there are nine: 1 - 0.9 ** 9 = 61 % of the rows.
    assert 14 <= len(touched) <= 34
    assert all(record.as_declared and record.rule_after for record in touched)
    reason = "however it is drawn, its thinking certifies"
    assert {record.reason for record in records if not record.touched} == {reason}
    report = corruption_report(corrupt(rows, Lucky())).parts[0]
    assert report.untouched == {reason: 40 - len(touched)}

    after = corrupt(rows, TakenAsItComes())
    records = [record_of(row) for row in after]
    assert all(record.touched for record in records)
    assert all(record.as_declared == (record.rule_after is not None) for record in records)
    report = corruption_report(after).parts[0]
    assert report.undeclared == sum(not record.as_declared for record in records) >= 25
    assert "not as declared" in str(report_of := corruption_report(after))
    assert f"{report.undeclared}" in str(report_of)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("completion", lambda row: row["completion"].replace("<answer>", "<answer>0 + ")),
        ("completion", lambda row: row["completion"].replace("<think>", "<think>Hm. ")),
        ("backtracks", lambda row: row["backtracks"] + 1),
        ("answer", lambda row: f"{row['answer']} + 1"),
        ("question", lambda row: f"{row['question']} Please."),
        ("prompt", lambda row: f"{row['prompt']} Please."),
        ("id", lambda row: f"{row['id']}0"),
    ],
)
def test_certify_row_finds_out_a_corrupted_row_that_was_tampered_with(column: str, value: Any) -> None:
    row = corrupt(made("countdown", 4).to_list(), get_corruptor("deleted_steps", dose=0.4))[0]
    assert tracekit.certify_row(row)[1] == ""
    assert tracekit.certify_row({**row, column: value(row)})[1]


@pytest.mark.parametrize(
    "change",
    [
        {"rule_after": None},
        {"rule_before": "this is no dead end"},
        {"answer": "wrong"},
        {"backtracks": 9},
        {"changed": 0},
        {"touched": False},
        {"positions": [[0, 10_000]]},
        {"positions": [[9, 3]]},
    ],
)
def test_certify_row_finds_out_a_record_that_was_tampered_with(change: dict[str, Any]) -> None:
    row = corrupt(made("countdown", 4).to_list(), get_corruptor("deleted_steps", dose=0.4))[0]
    record = {**json.loads(row["corruption"]), **change}
    assert tracekit.certify_row({**row, "corruption": json.dumps(record)})[1]


def test_a_report_of_several_corruptors() -> None:
    rows = made("countdown", 12).to_list()
    mixed = [*rows[:4], *corrupt(rows[4:8], get_corruptor("filler")), *corrupt(rows[8:], get_corruptor("truncated"))]
    report = corruption_report(mixed)
    assert (report.rows, report.uncorrupted) == (12, 4)
    assert [(part.name, part.touched) for part in report.parts] == [("filler", 4), ("truncated", 4)]
    assert report.parts[1].answers == {"missing": 4}
    assert str(report).count("\n") >= 10
    from rich.console import Console

    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(report)
    assert "dose measured" in console.export_text()
    assert corruption_report([]).parts == ()
