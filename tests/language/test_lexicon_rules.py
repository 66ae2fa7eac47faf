"""Rules of templates that no lexicon of ours happens to break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tracekit.language.codec import INTEGER
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Decision, Event, Inference
from tracekit.seeding import Stream

VOCABULARY = Vocabulary(Kind("take", Decision, "a", lambda e: {"a": e.move}, lambda f: Decision(f["a"])))


def test_a_field_that_is_said_twice_must_be_the_same_twice() -> None:
    lexicon = Lexicon(VOCABULARY, {"a": INTEGER}, {"take": ["Take {a}, again {a}."]})
    assert lexicon.read("Take 3, again 3.")[0] == [Decision(3)]
    events, _, error = lexicon.read("Take 3, again 4.")
    assert not events
    assert error is not None
    assert error.position == 0


@pytest.mark.parametrize("sentences", [{"take": ["a|b"]}, {"give": ["Give {a}."]}, {"take take": ["one part {a}"]}])
def test_templates_that_do_not_fit_their_kinds_are_refused(sentences: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"kind|parts"):
        Lexicon(VOCABULARY, {"a": INTEGER}, sentences)


TWO = Vocabulary(
    Kind("take", Decision, "a b", lambda e: {"a": e.move[0], "b": e.move[1]}, lambda f: Decision((f["a"], f["b"]))),
    Kind("sum", Inference, "a c", lambda e: {"a": e.move[0], "c": e.move[1]}, lambda f: Inference((f["a"], f["c"]))),
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
            return max(items, key=lambda s: (len(s.parts), -sum(len(part.slots) for part in s.parts)))

    text, spans = lexicon.write(events, Last())
    assert text == " ".join(expected)
    assert [event for _, _, event in spans] == events
    assert "".join(text[start:end] for start, end, _ in spans) == "".join(expected)
    assert lexicon.read(text) == (events, spans, None)
