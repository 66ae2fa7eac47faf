"""No wording gives away what is to come: a text up to an event is the same whatever follows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.errors import ParameterError
from tracekit.language.codec import INTEGER
from tracekit.language.lexicon import Lexicon
from tracekit.language.vocabulary import Kind, Vocabulary
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Event, Solved
from tracekit.seeding import Stream
from tracekit.tasks.lexicons import styles_of

TASKS = sorted(tracekit.TASKS)
END_MARKS = ".?!。？！"


def told_up_to(lexicon: Lexicon, events: Sequence[Event], n: int, seed: int) -> str:
    """The text of the first n events, when all are told; whether its last sentence is over is left open."""
    text, spans = lexicon.write(events, Stream(seed))
    return text[: spans[n - 1].end].rstrip(END_MARKS)


@pytest.mark.parametrize("name", TASKS)
def test_a_text_up_to_an_event_is_the_same_whatever_follows(name: str) -> None:
    task = tracekit.get_task(name)
    for index, style in enumerate(styles_of(task)):
        lexicon = tracekit.tasks.lexicons.lexicon_named(task, style.lexicon)
        trace = tracekit.solve(task, task.problem(seed=4, index=index), strategy="natural", max_moves=60, seed=index)
        events = trace.events[:120]
        for n in range(1, len(events) + 1):
            assert told_up_to(lexicon, events[:n], n, index) == told_up_to(lexicon, events, n, index)


TOY = Vocabulary(
    Kind("at", ChoicePoint, place="place"),
    Kind("go", Decision, move="move"),
    Kind("stuck", DeadEnd, reason="reason"),
    Kind("end", Solved, answer="answer"),
)
CODECS = dict.fromkeys(("place", "move", "reason"), INTEGER) | {"answer": INTEGER}
WORDS = st.text("abc ", min_size=1, max_size=6).map(str.strip).filter(bool)
EVENTS = st.one_of(
    st.builds(ChoicePoint, st.integers(0, 9)),
    st.builds(Decision, st.integers(0, 9)),
    st.builds(DeadEnd, st.integers(0, 9)),
    st.builds(Solved, st.integers(0, 9)),
)


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Any lexicon of one's own: whatever phrases it has, they tell nothing of what is to come."""
    fields = {"at": "place", "go": "move", "stuck": "reason", "end": "answer"}
    phrases = {
        kind: draw(st.lists(st.builds(lambda w, f=field: f"{w} {{{f}}}.", WORDS), min_size=1, max_size=4))
        for kind, field in fields.items()
    }
    for kind, field in fields.items():
        tail = st.builds(lambda w, f=field: f", {w} {{{f}}}.", WORDS)
        phrases |= {f"{before} {kind}": draw(st.lists(tail, max_size=2)) for before in fields}
    return Lexicon(TOY, CODECS, {key: texts for key, texts in phrases.items() if texts})


@settings(max_examples=200)
@given(
    lexicons(),
    st.lists(EVENTS, min_size=1, max_size=6),
    st.lists(EVENTS, max_size=4),
    st.lists(EVENTS, max_size=4),
    st.integers(0, 99),
)
def test_no_lexicon_can_tell_what_is_to_come(
    lexicon: Lexicon, before: list[Event], one: list[Event], other: list[Event], seed: int
) -> None:
    n = len(before)
    assert told_up_to(lexicon, [*before, *one], n, seed) == told_up_to(lexicon, [*before, *other], n, seed)


PUT_BACK = {
    # Each of these once told by its beginning what the end would be.
    "countdown": [
        ("combine solved", "And {a:p} {op} {b:p} = {result}|, the target. So the answer is {answer}."),
        ("combine miss", "Try {a:p} {op} {b:p} = {result}|: not {target}."),
        ("combine miss", "{a:p} {op} {b:p} gives {result}|, and that misses {target}."),
        ("combine solved", "And {a:p} {op} {b:p} = {result}, the target."),
    ],
    "list_functions": [
        ("guess misfit", "What happens if I {rule}|? Example {n} gives {output}, not {given}."),
        ("guess misfit", "Suppose I {rule}|: input {n} becomes {output}, not {given}."),
    ],
    "self_reference": [
        ("case suppose values contradiction", "T={t} F={f}|, try|: {values}|; {count} != {t}"),
        ("case suppose", "Now {t} true and {f} false|. Let me see."),
    ],
}


@pytest.mark.parametrize(("name", "key", "phrase"), [(n, *put) for n, puts in PUT_BACK.items() for put in puts])
@pytest.mark.parametrize("voice", ["prose", "symbolic", "reflective"])
def test_what_gave_an_outcome_away_cannot_be_put_back(name: str, key: str, phrase: str, voice: str) -> None:
    lexicon = tracekit.get_task(name).lexicons[voice]
    phrases = {**lexicon.phrases, key: [*lexicon.phrases.get(key, ()), phrase]}
    with pytest.raises(ParameterError, match=r"must tell one event|must be a field of|unknown kind"):
        Lexicon(lexicon.vocabulary, lexicon.codecs, phrases, lexicon.new_line)


def test_nor_written_into_a_lexicon_of_ones_own() -> None:
    phrases = {"at": ["At {place}."], "go": ["Go {move}."], "stuck": ["Stuck: {reason}."], "end": ["So {answer}."]}
    for key, phrase in (("go stuck", "Sadly go {move}|, stuck: {reason}."), ("go end", "Surely {move}|, {answer}!")):
        with pytest.raises(ParameterError, match="its beginning"):
            Lexicon(TOY, CODECS, {**phrases, key: [phrase]})
