"""Rules of templates that no lexicon of ours happens to break."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from scipy.stats import chisquare

from tracekit.errors import ParameterError
from tracekit.language.codec import INTEGER, Codec, list_of
from tracekit.language.lexicon import Lexicon, sentences
from tracekit.language.vocabulary import Kind, Vocabulary
from tracekit.search.events import Decision, Event, Inference
from tracekit.seeding import Stream

VOCABULARY = Vocabulary(Kind("take", Decision, move="a"))


def test_a_field_that_is_said_twice_must_be_the_same_twice() -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}, again {a}."]})
    assert lexicon.read("Take 3, again 3.")[0] == [Decision(3)]
    events, _, error = lexicon.read("Take 3, again 4.")
    assert not events
    assert error is not None
    assert error.position == 0


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ({"take": ["a|b"]}, "must tell one event"),
        ({"give": ["Give {a}."]}, "unknown kind 'give'"),
        ({"take": ["Take {a}."], "take take take": [", {a}"]}, "must tell one event"),
        ({"take take": [", {a}"]}, "must have a phrase that begins a sentence"),
        ({"take": ["Take {a}."], "?take take": [", {a}"]}, "must have no mark in front"),
        ({"take": ["Take {a}."], "take take": ["{a}"]}, "must begin with text"),
        ({"take": ["Take {a}."], "take take": [". Then {a}."]}, "must begin with text"),
        ({"take": ["Take {b}."]}, "b must be a field"),
        ({"take": ["Take {a:row}."]}, "must be a codec for a:row"),
    ],
)
def test_phrases_that_do_not_fit_their_kinds_are_refused(phrases: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        Lexicon(VOCABULARY, {"a": INTEGER}, phrases)


TWO = Vocabulary(
    Kind("take", Decision, move=("a", "b")),
    Kind("sum", Inference, move=("a", "c")),
)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # The sum is of the same a as the one taken just before it, in the same sentence.
        ([Decision((1, 2)), Inference((1, 3))], ["Take 1 2, 3."]),
        ([Decision((1, 2)), Inference((4, 3))], ["Take 1 2.", "Sum 4 3."]),
        # The second a is the one that was last mentioned, two sentences ago; after that it is another one.
        ([Inference((5, 6)), Inference((5, 7)), Inference((8, 7))], ["Sum 5 6.", "It is 7.", "Sum 8 7."]),
        # What was left unsaid counts as mentioned too.
        ([Inference((5, 6)), Inference((5, 7)), Inference((5, 6))], ["Sum 5 6.", "It is 7.", "It is 6."]),
    ],
)
def test_a_field_is_left_unsaid_only_where_it_is_known(events: list[Event], expected: list[str]) -> None:
    phrases = {"take": ["Take {a} {b}."], "take sum": [", {c}."], "sum": ["It is {c}."], "?sum": ["Sum {a} {c}."]}
    lexicon = Lexicon(TWO, dict.fromkeys("abc", INTEGER), phrases)
    told = {lexicon.write(events, Stream(seed))[0] for seed in range(30)}
    assert " ".join(expected) in told
    for seed in range(30):
        text, spans = lexicon.write(events, Stream(seed))
        assert [event for _, _, event in spans] == events
        assert lexicon.read(text) == (events, spans, None)


def test_a_sentence_has_four_events_at_most_and_no_end_mark_inside() -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"?take": ["Take {a}."], "take take": [", and {a}."]})
    text, spans = lexicon.write([Decision(n) for n in range(9)], Stream())
    assert text == "Take 0, and 1, and 2, and 3. Take 4, and 5, and 6, and 7. Take 8."
    assert sentences(spans) == [(0, 4), (4, 8), (8, 9)]
    assert lexicon.read(text)[0] == [Decision(n) for n in range(9)]
    assert lexicon.read("Take 0, and 1., and 2.")[2] is not None


def test_a_question_is_not_gone_on_with() -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}?"], "take take": [", and {a}."]})
    text, _ = lexicon.write([Decision(n) for n in range(4)], Stream())
    assert text == "Take 0? Take 1? Take 2? Take 3?"
    assert lexicon.read("Take 0, and 1.")[2] is not None


def test_a_phrase_is_not_used_twice_in_a_row_where_there_are_others() -> None:
    texts = ["Take {a}.", "Have {a}.", "Try {a}."]
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": texts})
    wording = lexicon.wording(lexicon.write([Decision(n) for n in range(900)], Stream(1))[0])
    assert all(one != other for one, other in itertools.pairwise(wording))
    # Each of the others is as likely: pairs of neighbours are spread evenly over the six there are.
    counts = Counter(itertools.pairwise(wording))
    assert len(counts) == 6
    assert chisquare(list(counts.values())).pvalue > 0.001


@pytest.mark.parametrize(
    ("pattern", "message"), [("(knight|knave)", "no capturing groups"), ("(knight", "must be a regular expression")]
)
def test_codecs_with_unusable_patterns_are_refused(pattern: str, message: str) -> None:
    with pytest.raises(ParameterError, match=rf"codecs\['a'\].*{message}"):
        Lexicon(VOCABULARY, {"a": Codec(pattern)}, {"take": ["Take {a}."]})


def test_alternatives_in_a_list_are_kept_together() -> None:
    lexicon = Lexicon(VOCABULARY, {"a": list_of(Codec("knight|knave"), ", ", " and ")}, {"take": ["They are {a}."]})
    for said in (("knave",), ("knight", "knave"), ("knave", "knight", "knave")):
        assert lexicon.read(lexicon.write([Decision(said)], Stream())[0])[0] == [Decision(said)]
    assert lexicon.read("They are knight, knight.")[0] == [Decision(("knight", "knight"))]
    assert lexicon.read("They are knightknave.")[2] is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 3.5 or so. Is it? Yes!", ["It is 3.5 or so.", "Is it?", "Yes!"]),
        ("  no stop\nat all\n\n", ["no stop", "at all", ""]),
        ("", []),
        ("? Yes. ", ["? Yes.", ""]),
        (". . . So", [". . . So"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}."]})
    found, position = [], 0
    while position < len(text):
        end = lexicon.sentence_end(text, position)
        assert end > position
        found.append(text[position:end].strip())
        position = end
    assert found == expected


def test_sentences_of_a_language_without_blanks() -> None:
    lexicon = Lexicon(
        VOCABULARY, {"a": INTEGER}, {"take": ["取 {a}。"]}, blank="", line_break="\n\n", sentence_end="[。？]"
    )
    events: list[Event] = [Decision(3), Decision(4)]
    text, spans = lexicon.write(events, Stream())
    assert text == "取 3。取 4。"
    assert lexicon.read(text) == (events, spans, None)
    assert lexicon.sentence_end("不懂。取 4。", 0) == 3
    marked = lexicon.with_tokens({Decision: "<go>"})
    assert marked.write(events, Stream())[0] == "<go>取 3。<go>取 4。"
    assert marked.sentence_end("不懂。取 4。", 0) == 3
    with pytest.raises(ParameterError, match="white space"):
        Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}."]}, blank="-")
