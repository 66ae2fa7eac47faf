"""A genuine search is never called false, in whatever order it does things and in whatever form it says them."""

from __future__ import annotations

from typing import Any

from free_search import FreeSearch
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_constraints import ConstraintSpace, NamedSpace, draw_space

from tracekit.search.events import Solved
from tracekit.search.replay import replay
from tracekit.seeding import Stream

KINDS = st.sampled_from([ConstraintSpace, NamedSpace])


@given(st.integers(0, 2**32), KINDS, st.sampled_from([0.0, 0.1, 0.3]))
@settings(max_examples=300)
def test_a_search_in_any_order_is_true(seed: int, kind: Any, odd: float) -> None:
    stream = Stream("free", seed)
    space = draw_space(stream, kind)
    search = FreeSearch(space, stream, odd=odd)
    outcome = replay(space, search.events)
    assert outcome.is_true, [(search.events[i], f) for i, f in outcome.findings.items() if not f.in_itself][:1]
    if search.done:
        assert outcome.violation is None
        assert outcome.solved is isinstance(search.events[-1], Solved) is bool(space.solutions)
