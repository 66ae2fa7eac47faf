"""Rules of templates that no lexicon of ours happens to break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tracekit.errors import ParameterError
from tracekit.language.codec import INTEGER, Codec, list_of
from tracekit.language.lexicon import Lexicon
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
    "sentences",
    [
        {"take": ["a|b"]},
        {"give": ["Give {a}."]},
        {"take take": ["one part {a}"]},
        {"take": ["Take {b}."]},
        {"take": ["Take {a:row}."]},
    ],
)
def test_templates_that_do_not_fit_their_kinds_are_refused(sentences: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"kind|part|field|codec"):
        Lexicon(VOCABULARY, {"a": INTEGER}, sentences)


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
    lexicon = Lexicon(
        TWO,
        dict.fromkeys("abc", INTEGER),
        {"take sum": ["Take {a} {b}|, {c}."], "take": ["Take {a} {b}."], "sum": ["Sum {a} {c}.", "It is {c}."]},
    )

    class Last(Stream):
        """Picks the sentence with the most parts, of those the one that leaves most unsaid."""

        def pick(self, items: Sequence[Any]) -> Any:
            return max(items, key=lambda s: (len(s), -sum(len(part.slots) for part in s)))

    text, spans = lexicon.write(events, Last())
    assert text == " ".join(expected)
    assert [event for _, _, event in spans] == events
    assert "".join(text[start:end] for start, end, _ in spans) == "".join(expected)
    assert lexicon.read(text) == (events, spans, None)


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
    ("text", "sentences"),
    [
        ("It is 3.5 or so. Is it? Yes!", ["It is 3.5 or so.", "Is it?", "Yes!"]),
        ("  no stop\nat all\n\n", ["no stop", "at all", ""]),
        ("", []),
        ("? Yes. ", ["? Yes.", ""]),
        (". . . So", [". . . So"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}."]})
    found, position = [], 0
    while position < len(text):
        end = lexicon.sentence_end(text, position)
        assert end > position
        found.append(text[position:end].strip())
        position = end
    assert found == sentences


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
