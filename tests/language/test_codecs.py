from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracekit.language.codec import INTEGER, Codec, list_of

WORD = Codec(r"[a-z]{1,5}", str, str)
WORDS = st.from_regex(r"\A[a-z]{1,5}\Z")


@given(st.integers(0, 10**80 - 1))
def test_integers(n: int) -> None:
    text = INTEGER.write(n)
    assert re.fullmatch(INTEGER.pattern, text)
    assert INTEGER.read(text) == n


@pytest.mark.parametrize("text", ["", "-1", "+1", " 1", "1.0", "1_0", "٣", "²", "1" * 81, "0x1"])
def test_what_is_no_integer(text: str) -> None:
    assert not re.fullmatch(INTEGER.pattern, text)


@pytest.mark.parametrize(("separator", "last"), [(", ", None), (", ", " and "), (", ", " or "), (" ", None)])
@given(st.data())
def test_lists(separator: str, last: str | None, data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS, min_size=1, max_size=6))
    codec = list_of(WORD, separator, last)
    text = codec.write(words)
    assert re.fullmatch(codec.pattern, text)
    assert codec.read(text) == tuple(words)


def test_how_lists_are_written() -> None:
    codec = list_of(INTEGER, last=" or ")
    assert [codec.write(values) for values in ([2], [2, 5], [2, 5, 9])] == ["2", "2 or 5", "2, 5 or 9"]
    assert list_of(INTEGER, " ").write((2, 5, 9)) == "2 5 9"
    assert list_of(list_of(INTEGER, " "), "; ").read("1 2; 3") == ((1, 2), (3,))


def test_a_long_list_that_does_not_fit_is_refused_quickly() -> None:
    """Every way to cut it up fails; trying them all would take for ever."""
    for codec in (list_of(INTEGER, last=" and "), list_of(INTEGER, " "), list_of(INTEGER, ", ")):
        for text in ("1, " * 20_000 + "x", "1 " * 20_000 + "x", "1 and " * 20_000, "9" * 60_000 + "x"):
            assert not re.fullmatch(codec.pattern, text)
