"""Rules of templates that no lexicon of ours happens to break."""

from __future__ import annotations

import pytest

from tracekit.language.codec import INTEGER
from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import Decision

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
