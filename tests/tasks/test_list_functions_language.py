"""How traces about list functions are told, and read back."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.language.lexicon import Lexicon
from tracekit.reading import lexicon_of
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, GaveUp, Inference, Solved, Unsolvable
from tracekit.seeding import Stream
from tracekit.tasks.list_functions import (
    FAMILIES,
    RULES,
    Apply,
    Fits,
    Guess,
    ListFunctions,
    Misfit,
    OfKind,
    Start,
    Undone,
)

STYLES = ("prose", "symbolic", "reflective", "marked")

TASK = ListFunctions()

LISTS = st.lists(st.integers(-200, 10**6), max_size=6).map(tuple)
NUMBERS = st.integers(1, 20)
PLACES = st.just(Start()) | st.sampled_from(list(FAMILIES)).map(OfKind)
EVENTS = st.one_of(
    PLACES.map(ChoicePoint),
    st.sampled_from(list(FAMILIES)).map(lambda name: Decision(OfKind(name))),
    st.sampled_from(list(FAMILIES)).map(lambda name: Inference(OfKind(name))),
    st.sampled_from(list(RULES)).map(lambda code: Decision(Guess(code))),
    st.sampled_from(list(RULES)).map(lambda code: Inference(Guess(code))),
    st.builds(Fits, NUMBERS, LISTS).map(Inference),
    st.builds(Apply, LISTS).map(Inference),
    st.builds(Misfit, NUMBERS, LISTS, LISTS).map(DeadEnd),
    st.builds(Undone, NUMBERS).map(DeadEnd),
    st.builds(Backtrack, PLACES, st.booleans()),
    LISTS.map(lambda x: Solved(f"[{', '.join(map(str, x))}]")),
    st.sampled_from([GaveUp(), Unsolvable()]),
)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=150)
@given(events=st.lists(EVENTS, max_size=14), seed=st.integers(0, 10**6))
def test_any_sequence_of_events_is_read_back(style: str, events: list[Any], seed: int) -> None:
    lexicon = lexicon_of(TASK, style)
    text, spans = lexicon.write(events, Stream(seed))
    found, found_spans, error = lexicon.read(text)
    assert error is None
    assert found == events
    assert found_spans == spans


@pytest.mark.parametrize("style", STYLES)
def test_every_rule_and_family_is_read_back(style: str) -> None:
    lexicon = lexicon_of(TASK, style)
    for rule, seed in itertools.product(RULES.values(), range(3)):
        events = [
            Decision(OfKind(rule.family)),
            ChoicePoint(OfKind(rule.family)),
            Decision(Guess(rule.code)),
            DeadEnd(Misfit(1, (1, -2), ())),
            Backtrack(OfKind(rule.family), refuted=True),
            Decision(Guess(rule.code)),
        ]
        assert lexicon.read(lexicon.write(events, Stream(seed))[0])[0] == events


def words_of(template: str) -> str:
    return re.sub(r"\{\w+(:\w+)?\}", "...", template)


@pytest.mark.parametrize("lexicon", TASK.lexicons.values(), ids=list(TASK.lexicons))
def test_both_sorts_of_decisions_are_told_in_the_same_words(lexicon: Lexicon) -> None:
    """A wrong kind of rule costs more than a wrong rule: words that tell one from the other give something away."""
    kinds, rules = ([words_of(phrase) for phrase in lexicon.phrases[kind]] for kind in ("kind", "guess"))
    assert kinds == rules
    for key in lexicon.phrases:
        assert key in ("kind", "guess") or key.split()[-1] not in ("kind", "guess"), key


@pytest.mark.parametrize("name", ["prose", "reflective"])
def test_everything_can_be_said_in_several_ways(name: str) -> None:
    lexicon = TASK.lexicons[name]
    for kind in TASK.vocabulary.kinds:
        keys = [key for key in lexicon.phrases if key.split()[-1].lstrip("^") == kind]
        assert len({phrase for key in keys for phrase in lexicon.phrases[key]}) >= 5, kind


def test_lists_are_read_with_other_spacing() -> None:
    prose, symbolic = TASK.lexicons["prose"], TASK.lexicons["symbolic"]
    for text in ("[1, -2, 30]", "[1,-2,30]", "[1 -2 30]", "[ 1, -2,30 ]"):
        for lexicon, told in ((prose, f"Input 2 gives {text}, as it should."), (symbolic, f"2 -> {text} ok")):
            assert lexicon.read(told)[0] == [Inference(Fits(2, (1, -2, 30)))]
    for text in ("[1,, 2]", "[1  2]", "[1; 2]", "[1, 2", "[01 2,]", "[1, 2,]"):
        assert not symbolic.read(f"2 -> {text} ok")[0], text


def mutated(text: str, rng: random.Random) -> str:
    """The text with one digit or one word exchanged."""
    words = list(re.finditer(r"[A-Za-z]+", text))
    digits = list(re.finditer(r"[0-9]", text))
    if rng.random() < 0.6:
        match = rng.choice(digits)
        new = rng.choice([d for d in "0123456789" if d != match[0]])
    else:
        match = rng.choice(words)
        new = rng.choice([word[0] for word in words if word[0] != match[0]])
    return text[: match.start()] + new + text[match.end() :]


@pytest.mark.parametrize(
    ("n", "style"),
    [(150, "prose"), (150, "symbolic"), pytest.param(1000, "prose", marks=pytest.mark.slow)],
)
def test_changes_of_a_digit_or_word_are_reported(n: int, style: str) -> None:
    rng = random.Random(n)
    missed = []
    for index in range(n):
        problem = TASK.problem(seed=12, index=index)
        trace = tracekit.solve(TASK, problem, strategy="natural", ordering="plausible", seed=index)
        text = mutated(tracekit.render(trace, style, seed=index).text, rng)
        if tracekit.certify(TASK, problem, text).ok:
            missed.append(text)
    assert len(missed) <= 0.01 * n, missed


HOSTILE = [
    "Suppose that I " + "add 1 " * 30_000,
    "Let me try to " + "add 1, then " * 20_000,
    "[1, " * 40_000,
    "Input 1 gives [" + "1, " * 50_000 + "1]",
    "9" * 200_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused_in_time(text: str) -> None:
    problem = TASK.problem(seed=1)
    for opening in (
        "",
        "Which rule could it be? ",
        "Which rule could it be? Let me try to count something. How exactly would that be done? ",
    ):
        assert not tracekit.certify(TASK, problem, opening + text).ok
