"""Audits of rows of tracekit: what is planted is found, what is not there is not; what cannot be used is counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

import tracekit
from tracekit.auditing.cases import COUNTS, cases_of
from tracekit.auditing.reading import own_rows
from tracekit.reading.texts import lexicon_of
from tracekit.search.events import Backtrack, ChoicePoint, Decision

LEVELS = [0, 1, 2, 3]
COUNTDOWN = tracekit.get_task("countdown", min_numbers=4, max_numbers=4)
CUBE = tracekit.get_task("color_cube_rotation")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return list(tracekit.make_dataset(COUNTDOWN, n=120, backtracks=LEVELS, seed=4))


@pytest.fixture(scope="module")
def found(rows: list[dict[str, Any]]) -> tracekit.Audit:
    return tracekit.audit(rows, max_moves=40)


def outcomes(events: Any) -> dict[int, tuple[bool, int, int]]:
    """For each decision whether it stands at the end, how many stand before it, and how many returns there were by
    then: from the places that the events name."""
    path: list[int] = []
    length_at: dict[Any, int] = {}
    result: dict[int, tuple[bool, int, int]] = {}
    returns = 0
    for i, event in enumerate(events):
        if isinstance(event, ChoicePoint):
            length_at[event.place] = len(path)
        elif isinstance(event, Backtrack):
            returns += 1
            for j in path[length_at[event.to] :]:
                result[j] = (False, *result[j][1:])
            del path[length_at[event.to] :]
        elif isinstance(event, Decision):
            result[i] = True, len(path), returns
            path.append(i)
    return result


@pytest.mark.parametrize("strategy", ["exhaustive", "detour"])
@pytest.mark.parametrize("name", ["countdown", "mini_sudoku", "zebra_puzzles"])
def test_cases_are_the_decisions_and_what_became_of_them(name: str, strategy: str) -> None:
    task = tracekit.get_task(name)
    for row in tracekit.make_dataset(task, n=6, backtracks=[0, 2], seed=1, strategy=strategy):
        trace = tracekit.load_row(row).trace
        document = tracekit.render(trace)
        cases = cases_of(trace, document.text, document.spans, [], "g")
        wanted = outcomes(trace.events)
        columns = [COUNTS.index(name) for name in ("depth", "backtracks")]
        assert [(case.right, *(int(case.counts[i]) for i in columns)) for case in cases] == list(wanted.values())
        assert [case.counts[COUNTS.index("decisions")] for case in cases] == list(range(len(wanted)))
        # The texts are the whole up to the last decision, cut behind each of them.
        end = document.spans[max(wanted)].end
        assert "".join("".join(case.text for case in cases).split()) == "".join(document.text[:end].split())
        for i, case in zip(wanted, cases, strict=True):
            assert case.own == document.text[document.spans[i].start : document.spans[i].end]
            assert case.text.endswith(case.own)


def test_wording_gives_nothing_away(found: tracekit.Audit) -> None:
    line = found.line("countdown")
    assert (line.rows, line.backtracks) == (120, None)
    wording = line.aucs["wording"]
    assert wording.low <= 0.5 <= wording.high
    assert "countdown: wording: " in str(found)


def test_words_tell_that_a_return_comes_before(found: tracekit.Audit) -> None:
    # With one backtrack all that follows the return is right. That is no matter of how it is put.
    line = found.line("countdown", 1)
    assert line.aucs["counts"].value > 0.85
    assert line.aucs["wording"].low <= 0.5 <= line.aucs["wording"].high


def test_a_planted_wording_is_found(rows: list[dict[str, Any]]) -> None:
    def planted(row: dict[str, Any]) -> dict[str, Any]:
        trace = tracekit.load_row(row).trace
        text = row["completion"].removeprefix("<think>").partition("</think>")[0]
        spans = lexicon_of(trace.task, row["style"]).read(text)[1]
        pieces, end = [], 0
        for i, (stands, *_) in outcomes(trace.events).items():
            core = re.search(r"\S+ [-+*/] .* = [^.?,]+", text[spans[i].start : spans[i].end])[0].rstrip("?.")
            mark = text[spans[i].end - 1] if text[spans[i].end - 1] in ".?" else ""
            pieces += [text[end : spans[i].start], "Try " if stands else "Perhaps ", core, mark and "."]
            end = spans[i].end
        return {**row, "completion": f"<think>{''.join([*pieces, text[end:]])}</think>"}

    for row in rows[:20]:
        assert tracekit.certify(COUNTDOWN, tracekit.load_row(row).problem, planted(row)["completion"][7:-8]).ok
    telling = tracekit.audit([planted(row) for row in rows], natural=False)
    assert telling.used == len(rows)
    line = telling.line("countdown")
    assert line.aucs["wording"].value > 0.98
    assert line.aucs["words"].value > 0.98
    assert line.aucs["counts"] == tracekit.audit(rows, natural=False).line("countdown").aucs["counts"]
    assert "gives the outcome away" in telling.verdicts[0]


def test_natural_searches_stand_beside_it(found: tracekit.Audit) -> None:
    line = found.line("countdown")
    assert set(line.natural) == {"words", "counts", "move", "values"}
    assert line.natural["counts"].value > 0.6
    assert line.natural_lengths.statements > line.lengths.statements
    assert any("natural searches solved within 40 moves" in note for note in found.notes)


def test_same_rows_same_figures(rows: list[dict[str, Any]], found: tracekit.Audit) -> None:
    assert tracekit.audit(iter(rows), max_moves=40).to_dict() == found.to_dict()
    json.dumps(found.to_dict(), allow_nan=False)


def test_figures_of_traces(rows: list[dict[str, Any]], found: tracekit.Audit) -> None:
    for k in LEVELS:
        line, metas = found.line("countdown", k), [json.loads(row["meta"]) for row in rows if row["backtracks"] == k]
        assert line.rows == line.problems == len(metas)
        assert line.decisions == sum(meta["decisions"] for meta in metas)
        assert line.lengths.luck == pytest.approx(sum(meta["luck"] for meta in metas) / len(metas))
        levels = Counter(level for meta in metas for level in meta["wrong_turn_depths"])
        assert line.lengths.levels == pytest.approx(
            [levels[i] / len(metas) / k for i in range(len(line.lengths.levels))]
        )
    assert sum(found.line("countdown", k).wrong for k in LEVELS) == found.line("countdown").wrong
    with pytest.raises(KeyError):
        found.line("countdown", 99)


def test_without_wrong_decisions_there_is_no_figure() -> None:
    found = tracekit.audit(tracekit.make_dataset(COUNTDOWN, n=12, backtracks=0), natural=False)
    for line in found.lines:
        assert line.wrong == 0
        assert {auc.value for auc in line.aucs.values()} == {None}
    assert found.verdicts[0] == "countdown: wording: none (none is wrong)"
    assert "nan" not in str(found).lower()


def test_slips_are_what_is_wrong_in_a_derivation() -> None:
    rows = list(tracekit.make_dataset(CUBE, n=60, backtracks=[0, 2], seed=2))
    found = tracekit.audit(rows, max_moves=40)
    line = found.line(CUBE.name)
    assert line.wrong == sum(json.loads(row["meta"])["slips"] for row in rows) > 0
    assert line.decisions > line.wrong
    assert line.aucs["wording"].value is not None
    assert not line.natural
    assert f"{CUBE.name}: natural searches make no slips, so there is nothing to compare with" in found.notes


def test_where_a_search_gave_up_what_stands_is_not_judged() -> None:
    options: Any = {"strategy": "natural", "max_moves": 7, "keep_unsolved": True}
    rows = list(tracekit.make_dataset(COUNTDOWN, n=60, seed=1, **options))
    cut = {row["id"] for row in rows if not json.loads(row["meta"])["solved"]}
    assert 0 < len(cut) < len(rows)
    for row, read in zip(rows, own_rows(rows, Counter()), strict=True):
        assert (row["id"] in cut) <= (not any(case.right for case in read.seen.cases))
    found = tracekit.audit(rows, natural=False)
    assert any(f"{len(cut)} rows end without a solution" in note for note in found.notes)


def test_rows_that_cannot_be_used_are_counted(rows: list[dict[str, Any]]) -> None:
    corrupted = tracekit.corrupt(
        tracekit.make_dataset(COUNTDOWN, n=4, backtracks=1), tracekit.get_corruptor("wrong_answers")
    )
    bad: list[Any] = [
        *corrupted,
        *tracekit.prompt_dataset(COUNTDOWN, n=3),
        {**rows[0], "completion": "<think>Hmm.</think>"},
        {**rows[0], "trace": "[1]"},
        {**rows[0], "problem": "{"},
        {**rows[0], "task": "no_such_task"},
        {"completion": 1},
        None,
    ]
    n_corrupted = sum(row["corruption"] != "none" for row in corrupted)
    found = tracekit.audit([*bad, *rows[:40]], natural=False)
    assert found.used == 40 + len(corrupted) - n_corrupted
    assert found.skipped == {
        "corrupted": n_corrupted,
        "a prompt only": 3,
        "the text does not tell the trace": 1,
        "not a readable row of tracekit": 5,
    }
    with pytest.raises(tracekit.DataFileError, match=r"no row can be audited: 1: corrupted.*text, label, group"):
        tracekit.audit([next(row for row in corrupted if row["corruption"] != "none")])


def test_several_tasks_and_splits(rows: list[dict[str, Any]]) -> None:
    others = tracekit.make_dataset(CUBE, n=12, backtracks=1)
    found = tracekit.audit({"train": rows[:30], "more": others}, natural=False)
    assert {line.task: line.rows for line in found.lines if line.backtracks is None} == {"countdown": 30, CUBE.name: 12}
    for chat in ("chat", "qwen"):
        told = tracekit.make_dataset(COUNTDOWN, n=3, backtracks=1, prompt_format=chat)
        assert tracekit.audit(told, natural=False).used == 3


@pytest.mark.parametrize("data", ["rows.parquet", 3, [], None])
def test_what_is_no_rows(data: Any) -> None:
    with pytest.raises((tracekit.ParameterError, tracekit.DataFileError)):
        tracekit.audit(data)
