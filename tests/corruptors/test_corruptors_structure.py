"""Steps deleted, inserted, shuffled and cut off; traces in hindsight, without keywords, and with parts dropped."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracekit
from tracekit.corruptors import Change, Subject, corrupt, get_corruptor
from tracekit.corruptors.retelling import retold_without
from tracekit.data.corruption import Corruption, corruption_of
from tracekit.errors import ParameterError
from tracekit.reading import lexicon_of
from tracekit.search.events import Backtrack, DeadEnd, Inference, Slip
from tracekit.search.walk import Walk

STYLES = ("prose", "symbolic", "marked", "reflective")

TASKS = {name: tracekit.get_task(name) for name in tracekit.TASKS} | {
    "sudoku": tracekit.get_task("sudoku", max_empty=36)
}


@cache
def rows_of(task: str, n: int = 12, **options: Any) -> list[dict[str, Any]]:
    if "strategy" not in options or options["strategy"] != "natural":
        options.setdefault("backtracks", (1, 2, 3))
    rows: list[dict[str, Any]] = tracekit.make_dataset(TASKS[task], n=n, seed=11, certify=False, **options).to_list()
    return rows


def thinking_of(row: dict[str, Any]) -> str:
    completion: str = row["completion"]
    return completion.removeprefix("<think>").partition("</think>")[0]


def record_of(row: dict[str, Any]) -> Corruption:
    record = corruption_of(row)
    assert record is not None
    return record


def done(name: str, rows: list[dict[str, Any]], **parameters: Any) -> list[tuple[dict[str, Any], str, Corruption]]:
    """For each row what it was, its new thinking, and the record; rows that were left alone are left out."""
    after = corrupt(rows, get_corruptor(name, **parameters))
    triples = [(own, thinking_of(row), record_of(row)) for own, row in zip(rows, after, strict=True)]
    return [triple for triple in triples if triple[2].touched]


def lines_of(row: dict[str, Any]) -> list[str]:
    return thinking_of(row).split("\n")


def test_steps_of_a_prose_text() -> None:
    (own, *_) = rows_of("countdown", 1, backtracks=1)
    subject = Subject.of(own)
    steps = [subject.thinking[start:end] for start, end in subject.steps]
    assert re.sub(r"\s+", " ", " ".join(steps)) == re.sub(r"\s+", " ", subject.thinking)
    assert len(steps) >= 4
    assert all(step[-1] in ".!?" for step in steps)


@pytest.mark.parametrize("task", TASKS)
def test_steps_in_symbolic_are_lines(task: str) -> None:
    for own in rows_of(task, style="symbolic"):
        subject = Subject.of(own)
        assert [subject.thinking[start:end] for start, end in subject.steps] == lines_of(own)


@pytest.mark.parametrize("dose", [0.2, 0.5, 1.0])
def test_deleted_steps_are_gone_and_the_rest_is_in_order(dose: float) -> None:
    rows = rows_of("mini_sudoku", 40, style="symbolic")
    share = []
    for own, new, record in done("deleted_steps", rows, dose=dose):
        lines, left = lines_of(own), new.split("\n") if new else []
        rest = iter(lines)
        assert all(line in rest for line in left)
        assert record.units == len(lines)
        assert record.changed == len(lines) - len(left)
        assert abs(record.changed - dose * len(lines)) < 1
        share.append(record.changed / record.units)
    assert sum(share) / len(share) == pytest.approx(dose, abs=0.03)


def test_doses_are_nested() -> None:
    rows = rows_of("mini_sudoku", 40, style="symbolic")
    some = {own["id"]: Counter(new.split("\n")) for own, new, _ in done("deleted_steps", rows, dose=0.3)}
    more = {own["id"]: Counter(new.split("\n")) for own, new, _ in done("deleted_steps", rows, dose=0.6)}
    assert all(more[name] <= some[name] for name in some)


@pytest.mark.parametrize("replace", [False, True])
def test_inserted_steps_come_from_the_donor(replace: bool) -> None:
    rows = rows_of("mini_sudoku", 40, style="symbolic")
    by_id = {row["id"]: row for row in rows}
    touched = done("inserted_steps", rows, dose=0.4, replace=replace)
    assert len(touched) == 40
    for own, new, record in touched:
        lines, donor = lines_of(own), lines_of(by_id[str(record.donor)])
        assert record.donor != own["id"]
        assert abs(record.changed - 0.4 * len(lines)) < 1
        assert len(new.split("\n")) == len(lines) + (0 if replace else record.changed)
        if not replace:
            added = Counter(new.split("\n")) - Counter(lines)
            assert set(added) <= set(donor)
            assert sum(added.values()) == record.changed


@pytest.mark.parametrize("dose", [0.1, 0.5, 1.0])
def test_shuffled_steps_are_the_same_steps(dose: float) -> None:
    rows = rows_of("mini_sudoku", 60, style="symbolic")
    after = [record_of(row) for row in corrupt(rows, get_corruptor("shuffled_steps", dose=dose))]
    assert sum(r.changed for r in after) / sum(r.units for r in after) == pytest.approx(dose, abs=0.03)
    for own, new, record in done("shuffled_steps", rows, dose=dose):
        lines, shuffled = lines_of(own), new.split("\n")
        assert Counter(lines) == Counter(shuffled)
        assert sum(a != b for a, b in zip(lines, shuffled, strict=True)) == record.changed


def test_truncated_keeps_the_beginning() -> None:
    rows = rows_of("mini_sudoku", 40, style="symbolic")
    for own, new, record in done("truncated", rows, dose=0.3):
        assert thinking_of(own).startswith(new)
        assert len(new.split("\n")) == len(lines_of(own)) - record.changed
        assert record.answer == "missing"
    kept = corrupt(rows, get_corruptor("truncated", dose=0.3, keep_answer=True))
    assert [row["completion"].partition("<answer>")[2] for row in kept] == [f"{r['answer']}</answer>" for r in rows]
    assert {record_of(row).answer for row in kept} == {"right"}
    cut = corrupt(rows, get_corruptor("truncated", dose=0.3))
    assert all(row["completion"].endswith("</think>") for row in cut)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    "options", [{}, {"strategy": "detour"}, {"strategy": "natural", "max_moves": 300}, {"style": "marked"}]
)
def test_a_trace_in_hindsight_is_a_true_trace_of_the_same_moves(task: str, options: dict[str, Any]) -> None:
    rows = rows_of(task, 8, **options)
    after = corrupt(rows, get_corruptor("without_backtracks"))
    touched = 0
    for own, row in zip(rows, after, strict=True):
        record, loaded = record_of(row), tracekit.load_row(own)
        if own["backtracks"] == 0:
            assert record.reason == "it has no backtracks"
            continue
        touched += 1
        certificate = tracekit.certify(loaded.task, loaded.problem, row["completion"], style=loaded.style)
        assert certificate.ok
        assert certificate.n_backtracks == record.backtracks == 0
        assert certificate.answer == own["answer"]
        if task != "self_reference":  # there what was refuted on the way is ruled out at once
            assert certificate.trace.moves == loaded.trace.moves
        # What is left is told in the same words, but for sentences that told of more than is left.
        old = {thinking_of(own)[start:end] for start, end in Subject.of(own).steps}
        new = [thinking_of(row)[start:end] for start, end in Subject.of(row).steps]
        assert sum(step in old for step in new) >= len(new) / 3
    assert touched or options.get("strategy") == "natural"  # which may find its way at once


def test_what_an_earlier_corruption_put_in_stays_in_hindsight() -> None:
    rows = corrupt(rows_of("countdown", 12), get_corruptor("added_checks"))
    touched = 0
    for own, row in zip(rows, corrupt(rows, get_corruptor("without_backtracks")), strict=True):
        loaded = tracekit.load_row(own)
        if not record_of(own).touched:
            continue
        touched += 1
        counts = []
        for version in (own, row):
            certificate = tracekit.certify(loaded.task, loaded.problem, version["completion"], style=loaded.style)
            assert certificate.ok
            counts.append((len(certificate.trace.events), certificate.n_backtracks))
        assert counts[1][1] == 0
        assert counts[0][0] > counts[1][0] > len(Walk(loaded.trace.events).standing)
    assert touched


def signals() -> list[tuple[str, str, str]]:
    """Every way in which the lexicons of the tasks tell a return."""
    found = []
    for name, task in TASKS.items():
        for style in STYLES:
            lexicon = lexicon_of(task, style)
            for key, phrases in lexicon.phrases.items():
                if lexicon.vocabulary.kinds[key.lstrip("^?").split()[-1]].event is Backtrack:
                    found += [(name, style, re.sub(r"\{[\w:]+\}", "", phrase)) for phrase in phrases]
    return sorted(set(found))


@pytest.mark.parametrize(("task", "style", "words"), signals())
def test_every_way_to_tell_a_return_has_a_keyword(task: str, style: str, words: str) -> None:
    keywords = TASKS[task].return_words
    assert any(re.search(rf"(?<!\w){re.escape(keyword)}(?!\w)", words, re.IGNORECASE) for keyword in keywords)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("style", ["prose", "symbolic", "marked"])
def test_keywords_are_gone_from_returns_and_nothing_else_is(task: str, style: str) -> None:
    rows = rows_of(task, 10, style=style)
    touched = done("without_keywords", rows)
    assert len(touched) == 10
    for own, new, record in touched:
        subject = Subject.of(own)
        end = 0
        kept, gone = [], []
        # The positions are empty slices of the new text: what is missing there is found by walking along both.
        for place, _ in [*record.positions, (len("<think>") + len(new), 0)]:
            kept.append(new[max(end - len("<think>"), 0) : place - len("<think>")])
            end = place
        old, at = subject.thinking, 0
        for piece in kept:
            found = old.index(piece, at) if piece else at
            gone.append(old[at:found])
            at = found + len(piece)
        words = {word.strip(" ,").lower() for text in gone for word in [text] if word}
        known = {*TASKS[task].return_words, "<backtrack>"}
        assert all(any(known_word in word for known_word in known) for word in words)
        assert "<backtrack>" not in new
        for start, stop, event in subject.spans:
            if not isinstance(event, Backtrack | DeadEnd):
                assert old[start:stop] in new


def test_keywords_of_ones_own() -> None:
    rows = rows_of("countdown", 12)
    for own, new, record in done("without_keywords", rows, keywords=("back",)):
        assert len(re.findall(r"\bback\b", thinking_of(own), re.IGNORECASE)) >= record.changed > 0
        assert not re.search(r"\bback\b", new, re.IGNORECASE)
    with pytest.raises(ParameterError, match="keywords="):
        get_corruptor("without_keywords", keywords=())


def events_in(own: dict[str, Any], text: str) -> list[Any]:
    loaded = tracekit.load_row(own)
    return lexicon_of(loaded.task, loaded.style).read(text)[0]


@pytest.mark.parametrize("task", TASKS)
def test_levels_of_dropped_parts(task: str) -> None:
    rows = rows_of(task, 10)
    for level in (1, 2, 3, 4):
        levels = tuple(float(level == n) for n in (1, 2, 3, 4))
        touched = done("dropped_parts", rows, dose=1.0, levels=levels)
        assert len(touched) == 10
        for own, new, record in touched:
            assert record.detail == f"level {level}"
            if level == 4:
                assert new == ""
                continue
            events = events_in(own, new)
            trace = tracekit.load_row(own).trace.events
            dead_ends = sum(isinstance(event, DeadEnd) for event in events)
            assert not any(isinstance(event, Backtrack) for event in events)
            assert dead_ends == (own["backtracks"] if level == 1 else 0)
            if level < 3:
                # A sentence may leave out what the one before it said; the return said it here. So only numbers count.
                left = [e for e in trace if not isinstance(e, Backtrack) and (level == 1 or not isinstance(e, DeadEnd))]
                assert len(events) == len(left)


def test_levels_are_drawn_in_proportion() -> None:
    rows = rows_of("countdown", 200, backtracks=(1, 2), style="symbolic")
    after = [corruption_of(row) for row in corrupt(rows, get_corruptor("dropped_parts"))]
    counts = Counter(record.detail for record in after if record is not None and record.touched)
    assert sum(counts.values()) == pytest.approx(0.55 * 200, abs=30)
    for level in (1, 2, 3):
        assert counts[f"level {level}"] == pytest.approx(200 / 6, abs=20)
    assert counts["level 4"] == pytest.approx(10, abs=10)
    with pytest.raises(ParameterError, match="levels="):
        get_corruptor("dropped_parts", levels=(0, 0, 0, 0))


@given(st.sampled_from(sorted(TASKS)), st.integers(0, 7), st.data())
def test_a_text_told_anew_says_what_the_events_say(task: str, index: int, data: st.DataObject) -> None:
    own = rows_of(task, 8, backtracks=2)[index]
    subject = Subject.of(own)
    events = subject.loaded.trace.events
    assert retold_without(subject, events, range(len(events))) == Change(subject.thinking, subject.answer)
    end = data.draw(st.integers(1, len(events)))
    told_anew = retold_without(subject, events, range(end))
    text, positions = told_anew.thinking, told_anew.positions
    told = [Inference(e.move, e.reason) if isinstance(e, Slip) else e for e in events[:end]]
    assert events_in(own, text) == told
    # Up to the first place that is told in other words it is the old text.
    if positions:
        assert subject.thinking.startswith(text[: positions[0][0]].rstrip())
