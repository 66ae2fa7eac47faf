"""Each task can be told in each voice, in many words."""

from __future__ import annotations

from collections import Counter

import pytest

import tracekit

FEWEST = 5


@pytest.mark.parametrize("voice", ["prose", "reflective"])
@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_each_kind_of_statement_has_several_wordings(name: str, voice: str) -> None:
    lexicon = tracekit.get_task(name).lexicons[voice]
    counts: Counter[str] = Counter()
    for key, texts in lexicon.phrases.items():
        assert len(set(texts)) == len(texts)
        counts[key.lstrip("^?").split()[-1]] += len(texts)
    assert {kind: counts[kind] for kind in lexicon.vocabulary.kinds if counts[kind] < FEWEST} == {}


@pytest.mark.parametrize("name", sorted(tracekit.TASKS))
def test_the_voices_share_no_wording_of_a_sentence(name: str) -> None:
    lexicons = tracekit.get_task(name).lexicons
    told = {
        voice: {text for key, texts in lexicons[voice].phrases.items() if " " not in key for text in texts}
        for voice in ("prose", "reflective")
    }
    shared = told["prose"] & told["reflective"]
    assert len(shared) <= 0.05 * len(told["reflective"]), shared
