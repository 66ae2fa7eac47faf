"""Whatever is written is read back: every task, style, strategy, paraphrase and template."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.errors import TextError, UnknownNameError
from tracekit.language.codec import INTEGER
from tracekit.language.lexicon import Lexicon
from tracekit.language.style import STYLES, Style
from tracekit.language.vocabulary import Kind, Vocabulary
from tracekit.reading import lexicon_of
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    GaveUp,
    Inference,
    Remark,
    Solved,
    Switch,
    Unsolvable,
)
from tracekit.search.remarks import with_remarks
from tracekit.seeding import Stream
from tracekit.tasks.countdown import Combine, CountdownProblem, Miss
from tracekit.tasks.countdown.remarks import Aim, Checked, Need, Option, Results, SoFar
from tracekit.tasks.sudoku import Cell, NoCandidate, Place
from tracekit.tasks.sudoku.problem import Candidates, Line, New

TASK_TYPES = {name: tracekit.get_task(name) for name in ("countdown", "sudoku", "mini_sudoku")}
OWN = Style("own", "prose", {Backtrack: "<back>", DeadEnd: "[stuck]", Decision: "<try>", Solved: "<done>"})
OWN_SYMBOLIC = Style("own symbolic", "symbolic", {ChoicePoint: "@", Backtrack: "<b>", Inference: "!", GaveUp: "#"})
CHINESE = Style("chinese", "chinese")
CHINESE_MARKED = Style("chinese marked", "chinese", {Backtrack: "<back>", DeadEnd: "[stuck]", Decision: "<try>"})
ALL_STYLES = [*(style for style in STYLES.values() if style.lexicon != "chinese"), OWN, OWN_SYMBOLIC]
STYLES_OF = {"countdown": [*ALL_STYLES, CHINESE, CHINESE_MARKED], "sudoku": ALL_STYLES}
TASK_STYLES = [pytest.param(name, style, id=f"{name}-{style.name}") for name in STYLES_OF for style in STYLES_OF[name]]
ENDS = st.sampled_from([GaveUp(), Unsolvable()])

# --- any events at all, true or not ----------------------------------------------------------------------------------

VALUES = (
    st.integers(0, 120)
    | st.integers(0, 10**12)
    | st.fractions(0, 50, max_denominator=30).map(lambda f: int(f) if f.denominator == 1 else f)
)
NUMBERS = st.lists(VALUES, min_size=1, max_size=6).map(tuple)


def combine(a: Any, op: str, b: Any, result: Any) -> Combine:
    """A sum or product names the larger number first, whichever way it is told."""
    return Combine(*((b, op, a) if op in "+*" and a < b else (a, op, b)), result)


OPERATORS = st.sampled_from("+-*/")
TARGETS = st.integers(0, 10**6)
COUNTDOWN_REMARKS = st.one_of(
    st.lists(st.builds(combine, VALUES, OPERATORS, VALUES, VALUES), min_size=1, max_size=4).map(tuple).map(SoFar),
    st.builds(Checked, VALUES, OPERATORS, VALUES, VALUES, OPERATORS),
    st.builds(Results, VALUES, VALUES, NUMBERS),
    st.builds(Option, VALUES, OPERATORS, VALUES, VALUES, VALUES, st.sampled_from(["above", "below"]), TARGETS),
    st.builds(Need, VALUES, OPERATORS, VALUES, TARGETS),
    st.builds(Aim, VALUES, NUMBERS, OPERATORS, VALUES, TARGETS),
).map(Remark)
COUNTDOWN_EVENTS = st.one_of(
    COUNTDOWN_REMARKS,
    NUMBERS.map(ChoicePoint),
    st.builds(combine, VALUES, st.sampled_from("+-*/"), VALUES, VALUES).map(Decision),
    st.builds(Miss, VALUES, st.integers(0, 10**6)).map(DeadEnd),
    st.builds(Backtrack, NUMBERS, st.booleans()),
    st.builds(Switch, NUMBERS),
    st.sampled_from(["12", "(3 + 4) * 5", "3 / (1 - 2 / 3)"]).map(Solved),
    ENDS,
)
CELLS = st.builds(Cell, st.integers(0, 9), st.integers(0, 9)) | st.sampled_from([Cell(1, 1), Cell(1, 2)])
DIGITS = st.integers(0, 9)
DIGIT_LISTS = st.lists(DIGITS, max_size=5).map(tuple)


LINES = st.none() | st.lists(st.builds(Place, CELLS, DIGITS), min_size=1, max_size=3).map(tuple)


def places(cell: Cell, values: list[int]) -> tuple[Place, ...]:
    return tuple(Place(cell, value) for value in values)


SUDOKU_REMARKS = st.one_of(
    st.builds(New, CELLS, DIGITS),
    st.builds(Candidates, CELLS, st.lists(DIGITS, min_size=1, max_size=9).map(tuple)),
    st.builds(
        Line, st.sampled_from(["row", "column", "box"]), DIGITS, st.lists(DIGITS, min_size=1, max_size=9).map(tuple)
    ),
).map(Remark)
SUDOKU_EVENTS = st.one_of(
    SUDOKU_REMARKS,
    st.builds(lambda c, v: ChoicePoint(c, places(c, v)), CELLS, st.lists(DIGITS, min_size=1, max_size=9)),
    st.builds(Place, CELLS, DIGITS).map(Decision),
    st.builds(Place, CELLS, DIGITS).map(Inference),
    st.builds(NoCandidate, CELLS, DIGIT_LISTS, DIGIT_LISTS, DIGIT_LISTS).map(DeadEnd),
    st.builds(
        lambda c, r, v, line: Backtrack(c, r, places(c, v), line),
        CELLS,
        st.booleans(),
        st.lists(DIGITS, min_size=1, max_size=9),
        LINES,
    ),
    st.builds(lambda c, v, line: Switch(c, places(c, v), line), CELLS, st.lists(DIGITS, min_size=1, max_size=9), LINES),
    st.just(Solved()),
    ENDS,
)
EVENTS = {"countdown": COUNTDOWN_EVENTS, "sudoku": SUDOKU_EVENTS}


@pytest.mark.parametrize(("name", "style"), TASK_STYLES)
@settings(max_examples=150)
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_any_sequence_of_events_is_read_back(name: str, style: Style, data: st.DataObject, seed: int) -> None:
    events = data.draw(st.lists(EVENTS[name], max_size=14))
    lexicon = lexicon_of(TASK_TYPES[name], style)
    text, spans = lexicon.write(events, Stream(seed))
    found, found_spans, error = lexicon.read(text)
    assert error is None
    assert found == events
    assert found_spans == spans


@pytest.mark.parametrize("name", EVENTS)
@given(data=st.data())
def test_any_sequence_of_events_survives_json(name: str, data: st.DataObject) -> None:
    events = tuple(data.draw(st.lists(EVENTS[name], max_size=14)))
    vocabulary = TASK_TYPES[name].vocabulary
    text = json.dumps(vocabulary.to_json(events))
    assert vocabulary.from_json(json.loads(text)) == events


# --- every phrase --------------------------------------------------------------------------------------------------


HALVES: dict[str, list[list[Event]]] = {
    # What a true trace has only where it is cut short: told by the halves of longer sentences.
    "countdown": [
        [DeadEnd(Miss(3, 4)), Solved("1 + 2"), Decision(Combine(3, "+", 2, 5)), ChoicePoint((9, 5)), ChoicePoint((1,))]
        * 4,
        [Decision(Combine(3, "+", 2, 5)), GaveUp(), DeadEnd(Miss(8, 4)), Unsolvable()] * 4,
        *([ChoicePoint((9, 5))] for _ in range(6)),
        [Switch((9, 5))] * 5,
        [
            Remark(SoFar((Combine(3, "+", 2, 5), Combine(5, "-", 1, 4)))),
            Remark(Checked(3, "+", 2, 5, "-")),
            Remark(Results(3, 2, (5, 1, 6))),
            Remark(Option(3, "+", 2, 5, 4, "below", 9)),
            Remark(Need(7, "+", 2, 9)),
            Remark(Aim(7, (4, 3), "+", 2, 9)),
        ]
        * 5,
    ],
    "sudoku": [
        *(
            [Backtrack(Cell(1, 1), refuted, places(Cell(1, 1), values)), Decision(Place(Cell(1, 1), values[0]))] * 6
            for refuted in (True, False)
            for values in ([2], [2, 3])
        ),
        [ChoicePoint(Cell(1, 1), places(Cell(1, 1), [2, 3])), GaveUp(), Decision(Place(Cell(1, 2), 3)), Unsolvable()]
        * 4,
        *(
            [way, Decision(Place(Cell(1, 1), 2))] * 3 + [way, Solved()]
            for line in (None, (Place(Cell(1, 2), 4),))
            for way in (
                Switch(Cell(1, 1), places(Cell(1, 1), [2, 3]), line),
                Backtrack(Cell(1, 1), True, places(Cell(1, 1), [2, 3]), line),
                Backtrack(Cell(1, 1), False, places(Cell(1, 1), [2, 3]), line),
            )
        ),
        [Backtrack(Cell(1, 1), True, places(Cell(1, 1), [2, 3])), Solved()] * 4,
        [Backtrack(Cell(1, 1), True, places(Cell(1, 1), [2])), Decision(Place(Cell(1, 1), 3))] * 4,
        [Backtrack(Cell(1, 1), False, places(Cell(1, 1), [2, 3])), Solved()] * 4,
        [Backtrack(Cell(1, 1), False, places(Cell(1, 1), [2])), Decision(Place(Cell(1, 1), 3))] * 4,
        [
            Remark(New(Cell(1, 1), 2)),
            Remark(Candidates(Cell(1, 2), (2, 3))),
            Remark(Line("row", 1, (0, 2, 0, 4))),
            Inference(Place(Cell(1, 1), 2), "row"),
        ]
        * 4,
    ],
}


@pytest.mark.parametrize(("name", "style"), TASK_STYLES)
def test_every_phrase_is_used_and_read_back(corpus: dict[str, list[tracekit.Trace]], name: str, style: Style) -> None:
    lexicon = lexicon_of(TASK_TYPES[name], style)
    traces = [
        list(t.events) for key, traces in corpus.items() if (name == "countdown") == ("count" in key) for t in traces
    ]
    never = {text for texts in lexicon.phrases.values() for text in texts}
    for seed, events in enumerate([*traces, *HALVES[name] * 60]):
        text, spans = lexicon.write(events, Stream(seed))
        assert lexicon.read(text) == (events, spans, None)
        never -= set(lexicon.wording(text))
    assert never == set()


# --- real traces -----------------------------------------------------------------------------------------------------


def check_document(trace: tracekit.Trace, style: Style, seed: int) -> None:
    document = tracekit.render(trace, style, seed=seed)
    text = document.text
    assert tracekit.parse(trace.task, trace.problem, text, style=style) == trace
    if style.name in STYLES:
        assert tracekit.parse(trace.task, trace.problem, text) == trace
    assert text == text.strip()
    assert text[0].isalpha() or style.name not in STYLES
    assert text.isascii() or style.lexicon == "chinese"
    # The spans tile the text: one for each event, in order, with at most one white space between two.
    assert [span.event for span in document.spans] == list(trace.events)
    position = 0
    for span in document.spans:
        assert text[position : span.start] in ("", " ", "\n")
        assert span.start < span.end
        position = span.end
    assert document.spans[0].start == 0
    assert position == len(text)
    assert tracekit.certify(trace.task, trace.problem, text, style=style).ok


def test_the_corpus_has_everything(corpus: dict[str, list[tracekit.Trace]]) -> None:
    for name, traces in corpus.items():
        kinds = {(type(event), getattr(event, "refuted", None)) for trace in traces for event in trace}
        assert (Solved, None) in kinds, name
        if "naked" not in name and "fewest" not in name:  # there is hardly a choice left
            assert {(GaveUp, None), (Backtrack, True)} <= kinds or name == "mini-4", name
    kinds = {(type(e), getattr(e, "refuted", None)) for traces in corpus.values() for t in traces for e in t}
    assert {(Backtrack, False), (Inference, None), (DeadEnd, None)} <= kinds


@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.name)
def test_every_trace_is_read_back(corpus: dict[str, list[tracekit.Trace]], style: Style) -> None:
    for traces in corpus.values():
        for seed, trace in enumerate(traces):
            check_document(trace, style, seed)


@pytest.mark.parametrize("style", [CHINESE, CHINESE_MARKED], ids=lambda style: style.name)
def test_a_language_without_blanks(corpus: dict[str, list[tracekit.Trace]], style: Style) -> None:
    for name in (name for name in corpus if name.startswith("countdown")):
        for seed, trace in enumerate(corpus[name]):
            check_document(trace, style, seed)
            text = tracekit.render(trace, style, seed=seed).text
            assert "。 " not in text
            lexicon = lexicon_of(trace.task, style)
            ends = [0]
            while ends[-1] < len(text):
                ends.append(lexicon.sentence_end(text, ends[-1]))
            sentences = [text[a:b].strip() for a, b in itertools.pairwise(ends)]
            assert "".join(sentences) == text.replace("\n", "")
            assert all(sentence.endswith("。") for sentence in sentences)


def test_chinese_takes_any_number_of_backtracks() -> None:
    task = tracekit.get_task("countdown", max_numbers=5)
    done = set()
    for index, strategy, k in itertools.product(range(3), ("exhaustive", "detour"), range(11)):
        problem = task.problem(seed=3, index=index)
        try:
            trace = tracekit.solve(task, problem, backtracks=k, strategy=strategy, seed=index)
        except tracekit.BacktracksUnreachableError:
            continue
        told = with_remarks(trace, dict.fromkeys(task.space(problem).remark_kinds, 0.3), seed=index)
        certificate = tracekit.certify(task, problem, tracekit.render(told, CHINESE).text, style=CHINESE)
        assert certificate.ok
        assert certificate.n_backtracks == k
        done.add((strategy, k))
    assert len(done) == 22


@settings(max_examples=60)
@given(st.data(), st.integers(0, 2**64), st.sampled_from(ALL_STYLES))
def test_every_paraphrase_is_read_back(
    corpus: dict[str, list[tracekit.Trace]], data: st.DataObject, seed: int, style: Style
) -> None:
    name = data.draw(st.sampled_from(sorted(corpus)))
    check_document(data.draw(st.sampled_from(corpus[name])), style, seed)


def test_rendering_is_determined_by_its_seed(corpus: dict[str, list[tracekit.Trace]]) -> None:
    trace = corpus["countdown"][3]
    assert tracekit.render(trace, seed=1) == tracekit.render(trace, seed=1)
    assert len({tracekit.render(trace, seed=seed).text for seed in range(20)}) > 15
    assert str(tracekit.render(trace, seed=1)) == tracekit.render(trace, seed=1).text


def test_a_marked_text_has_a_token_before_each_return(corpus: dict[str, list[tracekit.Trace]]) -> None:
    for traces in corpus.values():
        for trace in traces:
            document = tracekit.render(trace, "marked")
            assert document.text.count("<backtrack>") == trace.n_backtracks
            for span in document.spans:
                told = document.text[span.start : span.end]
                assert told.startswith("<backtrack> ") is isinstance(span.event, Backtrack)


def test_an_event_of_a_problem_without_a_solution_is_told() -> None:
    task = tracekit.get_task("countdown")
    problem = CountdownProblem(numbers=(2, 3), target=100)
    trace = tracekit.solve(task, problem, strategy="natural")
    assert isinstance(trace.events[-1], Unsolvable)
    for style in ALL_STYLES:
        check_document(trace, style, 0)


def test_big_numbers_are_read_back() -> None:
    """The largest problem that may be posed: ten numbers of seven digits."""
    task = tracekit.get_task("countdown")
    problem = CountdownProblem(numbers=(10**6,) * 10, target=10**60, solution=" * ".join(["1000000"] * 10))
    trace = tracekit.solve(task, problem, backtracks=0)
    assert tracekit.parse(task, problem, tracekit.render(trace).text) == trace


@pytest.mark.parametrize("token", ["<|backtrack|>", "{back}", "a|b", "<b{x}>", "\\d+", "(?:", "$^", "[UNDO]", "↩"])
def test_a_token_may_be_any_text(corpus: dict[str, list[tracekit.Trace]], token: str) -> None:
    """Special tokens of common tokenizers have bars in them."""
    trace = max(corpus["sudoku-rows"], key=lambda trace: trace.n_backtracks)
    style = Style("token", "prose", {Backtrack: token, Decision: token})
    document = tracekit.render(trace, style)
    assert document.text.count(token) >= trace.n_backtracks
    assert tracekit.parse(trace.task, trace.problem, document.text, style=style) == trace


# --- the lexicon itself ----------------------------------------------------------------------------------------------

TOY = Vocabulary(
    Kind("at", ChoicePoint, place="place"), Kind("go", Decision, move=("place", "move")), Kind("end", Solved)
)
CODECS = {"place": INTEGER, "move": INTEGER}


def test_what_is_left_unsaid_is_filled_in_or_said() -> None:
    lexicon = Lexicon(
        TOY,
        CODECS,
        {
            "at": ["At {place}."],
            "at go": [", go {move}."],
            "go": ["Go {move}."],
            "?go": ["At {place} go {move}."],
            "end": ["End."],
        },
        new_line=["at"],
    )
    known = [ChoicePoint(1), Decision((1, 5)), Decision((1, 6)), Solved()]
    texts = {lexicon.write(known, Stream(seed))[0] for seed in range(20)}
    assert texts == {"At 1, go 5. Go 6. End.", "At 1. Go 5. Go 6. End."}
    other = [ChoicePoint(1), Decision((2, 5)), Decision((2, 6)), ChoicePoint(3)]
    assert lexicon.write(other, Stream(0))[0] == "At 1. At 2 go 5. Go 6.\nAt 3."
    for text in texts:
        assert lexicon.read(text)[0] == known
    assert lexicon.read("Go 6.")[2] is not None
    assert lexicon.read("  At 1.\n\n\tGo 5.  ")[0] == known[:2]


@pytest.mark.parametrize("text", ["At 1.Go 5.", "at 1.", "At 1. Go five.", "At -1.", "At 1. x", "At 1 . Go 5."])
def test_what_is_no_sentence_is_not_read(text: str) -> None:
    lexicon = Lexicon(TOY, CODECS, {"at": ["At {place}."], "go": ["Go {move}."]})
    events, _, error = lexicon.read(text)
    assert error is not None
    assert len(events) == (1 if text.startswith("At 1. ") else 0)
    assert error.position == (6 if events else 0)


def test_faulty_lexicons_are_refused() -> None:
    with pytest.raises(ValueError, match="must begin with text that is no end mark"):
        Lexicon(TOY, CODECS, {"at": ["At {place}."], "go": ["Go {move}."], "at go": [". Go {move}."]})
    with pytest.raises(ValueError, match="must have a phrase that begins a sentence"):
        Lexicon(TOY, CODECS, {"at": ["At {place}."], "at go": [", go {move}."]})
    with pytest.raises(ValueError, match="unknown kind 'went'"):
        Lexicon(TOY, CODECS, {"went": ["Went."]})
    with pytest.raises(TypeError, match="no phrase for 'end'"):
        Lexicon(TOY, CODECS, {"at": ["At {place}."]}).write([Solved()], Stream(0))
    with pytest.raises(TypeError, match="no kind"):
        TOY.tell(GaveUp())


def test_tokens_go_before_the_phrase_that_tells_the_event() -> None:
    phrases = {"?go": ["At {place} go {move}."], "at go": [", go {move}."], "^at": ["Start at {place}."]}
    marked = Lexicon(TOY, CODECS, phrases).with_tokens({Decision: "<go>"})
    text, spans = marked.write([ChoicePoint(1), Decision((1, 5)), Decision((2, 6))], Stream(0))
    assert text == "Start at 1 <go> , go 5. <go> At 2 go 6."
    assert [text[span.start : span.end] for span in spans] == ["Start at 1", " <go> , go 5.", "<go> At 2 go 6."]
    assert marked.read(text) == ([span.event for span in spans], spans, None)


def test_a_text_of_another_task_is_not_read() -> None:
    with pytest.raises(TextError) as caught:
        tracekit.parse(TASK_TYPES["sudoku"], TASK_TYPES["sudoku"].problem(), "have 3 2 1")
    assert caught.value.position == 0
    with pytest.raises(UnknownNameError):
        tracekit.parse(TASK_TYPES["sudoku"], TASK_TYPES["sudoku"].problem(), "solved", style="prosa")
    with pytest.raises(UnknownNameError, match=r"unknown lexicon of sudoku 'chinese': known: prose, symbolic"):
        tracekit.parse(TASK_TYPES["sudoku"], TASK_TYPES["sudoku"].problem(), "solved", style=CHINESE)


# --- JSON ------------------------------------------------------------------------------------------------------------

JUNK: list[Any] = [
    5,
    None,
    "solved",
    ["solved"],
    [None],
    [{}],
    [{"is": "no such kind"}],
    [{"is": ["solved"]}],
    [{"is": "left"}],
    [{"is": "left", "numbers": 5}],
    [{"is": "left", "numbers": [None]}],
    [{"is": "left", "numbers": ["1/0"]}],
    [{"is": "left", "numbers": ["x"]}],
    [{"is": "left", "numbers": [2.5]}],
    [{"is": "combine", "a": "1/0", "op": "+", "b": 1, "result": 2}],
    [{"is": "combine", "a": "9" * 5000, "op": "+", "b": 1, "result": 2}],
    [{"is": "combine", "a": 1, "op": None, "b": 1, "result": 2}],
    [{"is": "miss", "result": 1, "target": float("inf")}],
    [{"is": "options", "cell": "r1c1", "values": [1]}],
    [{"is": "options", "cell": [1, 1, 1], "values": [1]}],
    [{"is": "options", "cell": [1, 1], "values": None}],
    [{"is": "options", "cell": [1, 1], "values": []}],
    [{"is": "options", "cell": [1, [1]], "values": [1]}],
    [{"is": "forced", "cell": [1, 1], "value": float("inf")}],
    [{"is": "forced", "cell": [1, 1], "value": float("nan")}],
    [{"is": "forced", "cell": [1, 1], "value": True}],
    [{"is": "forced", "cell": None, "value": 1}],
    [{"is": "check", "cell": [1, 1]}],
    [{"is": "restate", "unit": 3, "number": 1, "digits": [1]}],
    [{"is": "list", "cell": [1, 1], "values": 5}],
    [{"is": "backward", "need": 1, "op": None, "by": 2, "target": 3}],
    [{"is": "backward", "need": 1, "op": "%", "by": 2, "target": 3}],
    [{"is": "backward", "need": True, "op": "+", "by": 2, "target": 3}],
    [{"is": "list", "a": 1, "b": 2, "results": [[1]]}],
    [{"is": "restate", "moves": [[1, "+", 2]]}],
    [{"is": "restate", "moves": {"a": 1}}],
    [{"is": "stuck", "cell": [1, 1], "row": 1, "column": [], "box": []}],
    [{"is": "stuck", "cell": [1, 1], "row": [[1]], "column": [], "box": []}],
    [{"is": "stuck", "cell": [1, 1], "row": ["a"], "column": [], "box": []}],
]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: str(junk)[:60])
@pytest.mark.parametrize("name", EVENTS)
def test_junk_is_no_trace(name: str, junk: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        TASK_TYPES[name].vocabulary.from_json(junk)


def test_fractions_in_json() -> None:
    events = (ChoicePoint((Fraction(7, 2), 3)), Decision(Combine(Fraction(7, 2), "-", 3, Fraction(1, 2))))
    values = TASK_TYPES["countdown"].vocabulary.to_json(events)
    assert values[0] == {"is": "left", "numbers": ["7/2", 3]}
    assert TASK_TYPES["countdown"].vocabulary.from_json(json.loads(json.dumps(values))) == events
