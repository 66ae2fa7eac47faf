from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import DataFileError, GenerationError, ParameterError, UnknownNameError, certify_row, load_row
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference

COLUMNS = [
    *("id", "task", "task_version", "split", "seed", "index", "fingerprint", "question", "answer", "prompt"),
    *("completion", "backtracks", "strategy", "style", "corruption", "problem", "trace", "meta"),
]
INTEGERS = {"task_version", "seed", "index", "backtracks"}


def rows_of(name: str, n: int = 3, parameters: dict[str, Any] | None = None, **options: Any) -> list[dict[str, Any]]:
    return tracekit.make_dataset(tracekit.get_task(name, **parameters or {}), n=n, **options).to_list()


def test_columns_and_types() -> None:
    data = tracekit.make_dataset(tracekit.get_task("countdown"), n=4, backtracks=2, seed=6, split="validation")
    assert data.column_names == COLUMNS
    assert {name: feature.dtype for name, feature in data.features.items()} == {
        name: "int64" if name in INTEGERS else "string" for name in COLUMNS
    }
    for index, row in enumerate(data):
        assert (row["task"], row["split"], row["seed"], row["index"]) == ("countdown", "validation", 6, index)
        assert (row["backtracks"], row["strategy"], row["style"], row["corruption"]) == (
            2,
            "detour",
            "prose",
            "none",
        )
        loaded = load_row(row)
        assert row["fingerprint"] == loaded.task.fingerprint(loaded.problem)
        assert row["question"] == loaded.task.question(loaded.problem)
        assert row["answer"] == loaded.trace.answer
        assert loaded.problem == loaded.task.problem(seed=6, index=index, split="validation")
        assert loaded.meta["parameters"] == loaded.task.parameters
    assert len(set(data["id"])) == 4
    empty = tracekit.make_dataset(tracekit.get_task("countdown"), n=0, backtracks=2)
    assert (len(empty), empty.column_names, empty.features) == (0, COLUMNS, data.features)


def test_chat_columns_are_lists_of_messages() -> None:
    data = tracekit.make_dataset(tracekit.get_task("mini_sudoku"), n=2, backtracks=1, prompt_format="chat")
    for row in data:
        assert [message["role"] for message in row["prompt"]] == ["user"]
        assert [message["role"] for message in row["completion"]] == ["assistant"]
        assert row["question"] in row["prompt"][0]["content"]


@pytest.mark.parametrize("prompt_format", ["plain", "chat", "base", "qwen"])
@pytest.mark.parametrize("style", ["prose", "symbolic", "marked"])
def test_prompt_formats(prompt_format: str, style: str) -> None:
    for row in rows_of("countdown", backtracks=1, prompt_format=prompt_format, style=style):
        prompt, completion = row["prompt"], row["completion"]
        if prompt_format == "chat":
            prompt, completion = prompt[0]["content"], completion[0]["content"]
        whole = prompt + completion
        assert row["question"] in prompt
        assert row["answer"] not in prompt
        assert not completion[0].isspace()
        assert completion.endswith(f"</think>\n<answer>{row['answer']}</answer>")
        assert completion.startswith("<think>") is (prompt_format in ("plain", "chat"))
        assert prompt.endswith("<think>") is (prompt_format in ("base", "qwen"))
        assert completion.count("</think>") == completion.count("<answer>") == completion.count("</answer>") == 1
        found = tracekit.find_answer(completion, thinking_opened=prompt_format in ("base", "qwen"))
        assert found.well_formed
        assert found.answer == row["answer"]
        assert ("<backtrack>" in completion) is (style == "marked")
        assert whole.count("<|im_start|>") == (3 if prompt_format == "qwen" else 0)
        assert certify_row(row)[1] == ""


def test_mixtures_follow_their_shares() -> None:
    counts = Counter(row["backtracks"] for row in rows_of("countdown", 240, backtracks={0: 1, 2: 3, 5: 0, 3: 2}))
    assert set(counts) == {0, 2, 3}
    for k, expected in ((0, 40), (2, 120), (3, 80)):
        assert abs(counts[k] - expected) < 35, counts  # some five standard deviations
    even = Counter(row["backtracks"] for row in rows_of("countdown", 150, backtracks=[0, 1, 4], style="symbolic"))
    assert set(even) == {0, 1, 4}
    assert all(abs(count - 50) < 30 for count in even.values()), even


def test_ladder_rows() -> None:
    rows = rows_of("mini_sudoku", 5, backtracks=[2, 0, 1], ladder=True)
    assert [(row["index"], row["backtracks"]) for row in rows] == [(i, k) for i in range(5) for k in (2, 0, 1)]
    assert len({row["id"] for row in rows}) == 15
    for i in range(0, 15, 3):
        assert len({row["problem"] for row in rows[i : i + 3]}) == 1


def test_passed_over_problems_are_counted() -> None:
    small = {"size": 4, "min_empty": 8, "max_empty": 12}
    task = tracekit.get_task("mini_sudoku", **small)
    rows = rows_of("mini_sudoku", 8, small, backtracks=4)
    assert any(json.loads(row["meta"])["passed_over"] for row in rows)
    for row in rows:
        meta = json.loads(row["meta"])
        problem = task.problem(seed=0, index=row["index"], attempt=meta["passed_over"])
        assert load_row(row).problem == problem
        for attempt in range(meta["passed_over"]):
            earlier = task.problem(seed=0, index=row["index"], attempt=attempt)
            with pytest.raises(tracekit.BacktracksUnreachableError):
                tracekit.solve(task, earlier, backtracks=4)
    with pytest.raises(GenerationError, match="none of 3 problems will do") as caught:
        rows_of("mini_sudoku", 3, small, backtracks=500, max_passed_over=2)
    assert "backtracks=500: this problem can have" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_natural_searches() -> None:
    parameters = {"min_numbers": 5, "max_numbers": 6}
    solved = rows_of("countdown", 6, parameters, strategy="natural", max_moves=60)
    kept = rows_of("countdown", 12, parameters, strategy="natural", max_moves=60, keep_unsolved=True)
    assert all(row["answer"] and json.loads(row["meta"])["solved"] for row in solved)
    outcomes = [json.loads(row["meta"])["solved"] for row in kept]
    assert not all(outcomes)
    for row, is_solved in zip(kept, outcomes, strict=True):
        meta, trace = json.loads(row["meta"]), load_row(row).trace
        assert meta["passed_over"] == 0
        assert meta["strategy"] == {"ordering": "shuffled", "max_moves": 60}
        assert meta["decisions"] + meta["inferences"] <= 60
        assert row["backtracks"] == trace.n_backtracks
        assert trace.solved is is_solved
        assert bool(row["answer"]) is is_solved
        assert ("<answer>" in row["completion"]) is is_solved
        assert "</think>" in row["completion"]
        assert certify_row(row)[1] == ""


def own_measures(row: dict[str, Any]) -> dict[str, Any]:
    """The figures of a row's trace, counted from its events alone, for traces in which every return refutes."""
    trace = load_row(row).trace
    path: list[str] = []  # for each move that stands, "decision" or "inference"
    open_choices: list[tuple[Any, int, int, int]] = []  # place, moves before it, moves there, refuted there
    depths: list[int] = []
    abandoned = 0
    for event in trace.events:
        match event:
            case ChoicePoint(place, moves):
                open_choices.append((place, len(path), len(moves), 0))
            case Decision():
                path.append("decision")
            case Inference():
                path.append("inference")
            case Backtrack(to):
                depth = [place for place, *_ in open_choices].index(to)
                place, before, n_moves, refuted = open_choices[depth]
                open_choices[depth:] = [(place, before, n_moves, refuted + 1)]
                depths.append(depth)
                abandoned += len(path) - before
                del path[before:]
    n_decisions = sum(isinstance(event, Decision) for event in trace.events)
    n_inferences = sum(isinstance(event, Inference) for event in trace.events)
    return {
        "decisions": n_decisions,
        "inferences": n_inferences,
        "abandoned_steps": abandoned,
        "abandoned_fraction": round(abandoned / (n_decisions + n_inferences), 3),
        "wrong_turn_depths": depths,
        "deepest_wrong_turn": max(depths, default=None),
        "set_aside": 0,
        "distinct_causes": len({event.reason.cell for event in trace.events if isinstance(event, DeadEnd)}),
        "luck": round(sum(math.log2(n_moves - refuted) for _, _, n_moves, refuted in open_choices), 3),
        "solved": True,
    }


@pytest.mark.parametrize("k", [0, 1, 5])
def test_meta_figures(k: int) -> None:
    parameters = {"min_empty": 48, "max_empty": 50}
    for row in rows_of("sudoku", 8, parameters, backtracks=k):
        meta = json.loads(row["meta"])
        for name, value in own_measures(row).items():
            assert meta[name] == value, name
        assert len(meta["wrong_turn_depths"]) == k
        assert meta["strategy"] == {"depth": "natural", "distinct_causes": False}
        assert meta["prompt_format"] == "plain"


def test_luck_of_a_known_trace() -> None:
    # 1 + 2 = 3 with two numbers: four moves at first (+ - * /), of which k have been refuted.
    task = tracekit.get_task("countdown")
    problem = task.problem_type(numbers=(2, 1), target=3)
    for k in range(4):
        trace = tracekit.solve(task, problem, backtracks=k)
        assert tracekit.certify(task, problem, trace).measures.luck == pytest.approx(math.log2(4 - k))


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({}, ParameterError, "backtracks=None"),
        ({"backtracks": -1}, ParameterError, "backtracks=-1: must be an integer from 0 to 1000"),
        ({"backtracks": 1001}, ParameterError, "backtracks=1001"),
        ({"backtracks": 1.5}, ParameterError, r"backtracks=1\.5"),
        ({"backtracks": True}, ParameterError, "backtracks=True"),
        ({"backtracks": []}, ParameterError, "must not be empty"),
        ({"backtracks": {}}, ParameterError, "must not be empty"),
        ({"backtracks": {0: 0}}, ParameterError, "shares"),
        ({"backtracks": {0: -1, 1: 3}}, ParameterError, "shares"),
        ({"backtracks": {0: 1, 1: 1}, "ladder": True}, ParameterError, "no shares in a ladder"),
        ({"backtracks": 1, "strategy": "natural"}, ParameterError, "must be left out"),
        ({"ladder": True, "strategy": "natural"}, ParameterError, "ladder"),
        ({"backtracks": 1, "style": "proze"}, UnknownNameError, "did you mean 'prose'"),
        ({"backtracks": 1, "strategy": "exhaustiv"}, UnknownNameError, "did you mean 'exhaustive'"),
        ({"backtracks": 1, "depth": "lat"}, ParameterError, "must be one of 'natural', 'any', 'early', 'late'"),
        ({"backtracks": 1, "prompt_format": "quen"}, UnknownNameError, "did you mean 'qwen'"),
        ({"backtracks": 1, "split": "tests"}, UnknownNameError, "did you mean 'test'"),
        ({"backtracks": 1, "seed": "1"}, ParameterError, "seed='1': must be an integer"),
        ({"backtrack": 1}, UnknownNameError, "did you mean 'backtracks'"),
        ({"strategy": "natural", "max_moves": 0}, ParameterError, "max_moves=0"),
        ({"strategy": "natural", "ordering": "best_frist"}, ParameterError, "must be one of 'given'"),
        ({"backtracks": 1, "n": -1}, ParameterError, "n=-1"),
        ({"backtracks": 1, "n": 2.0}, ParameterError, r"n=2\.0"),
        ({"backtracks": 1, "workers": 0}, ParameterError, "workers=0"),
    ],
)
def test_options_that_are_not_allowed(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        tracekit.make_dataset(tracekit.get_task("countdown"), **{"n": 1} | options)
    assert "\n" not in str(caught.value)


def test_a_task_is_asked_for() -> None:
    with pytest.raises(ParameterError, match="get_task"):
        tracekit.make_dataset("countdown", n=1, backtracks=1)


def test_every_row_of_every_kind_certifies() -> None:
    golden = Path(__file__).parents[1] / "golden" / "rows.jsonl"
    for line in golden.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        certificate, problem = certify_row(row)
        assert (problem, certificate.n_backtracks) == ("", row["backtracks"])


def one_row() -> dict[str, Any]:
    return rows_of("countdown", 1, backtracks=2, strategy="exhaustive", style="symbolic", seed=3)[0]


def tampered(column: str) -> dict[str, Any]:
    row = one_row()
    other = rows_of("countdown", 2, backtracks=2, style="symbolic", seed=4)[1]
    if column == "completion":
        return row | {"completion": row["completion"].replace("refuted", "aside", 1)}
    if column == "meta":
        return row | {"meta": json.dumps(json.loads(row["meta"]) | {"luck": 0.125})}
    if column in ("backtracks", "seed", "index", "task_version"):
        return row | {column: row[column] + 1}
    changes = {
        "answer": row["answer"] + " + 1",
        "id": "countdown/train/3/0/k9",
        "split": "test",
        "style": "prose",
        "strategy": "detour",
    }
    return row | {column: changes.get(column, other[column])}


@pytest.mark.parametrize(
    "column", ["completion", "backtracks", "answer", "problem", "trace", "style", "question", "prompt", "fingerprint"]
)
def test_certify_row_detects_tampering(column: str) -> None:
    assert certify_row(one_row())[1] == ""
    row = tampered(column)
    assert row != one_row()
    assert certify_row(row)[1], column


def test_an_answer_that_is_right_but_not_the_one_in_the_completion_is_noticed() -> None:
    row = one_row()
    left, sign, right = row["answer"].rpartition("+")
    assert certify_row(row | {"answer": f"({row['answer']})"})[1], (left, sign, right)


def found_out(row: dict[str, Any]) -> bool:
    try:
        return bool(certify_row(row)[1])
    except (DataFileError, UnknownNameError, ParameterError) as error:
        return "\n" not in str(error)


@pytest.mark.parametrize("column", ["meta", "problem", "trace", "task", "completion"])
def test_load_row_of_a_damaged_row(column: str) -> None:
    row = one_row()
    for value in (None, "", "{", "[]", "3", '[{"is": "nothing"}]', 7, [], "null", '{"parameters": {"nothing": 1}}'):
        assert found_out(row | {column: value}), value
    without = {name: row[name] for name in row if name != column}
    with pytest.raises(DataFileError, match=column):
        certify_row(without)
