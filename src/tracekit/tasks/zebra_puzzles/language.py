"""What a trace of a zebra puzzle can tell, and how its values are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracekit.language.shapes import Computed, Just, Named, Record, Several
from tracekit.language.vocabulary import WAYS, Kind, Vocabulary, ends, returns
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference, Remark, Solved, Switch
from tracekit.tasks.zebra_puzzles.clues import Clue
from tracekit.tasks.zebra_puzzles.problem import (
    Blocked,
    BrokenClue,
    ByClue,
    LastHouse,
    Left,
    NoHouse,
    Place,
    Ruled,
    Taken,
)
from tracekit.tasks.zebra_puzzles.remarks import InHouse, Kept, OpenFor


def _split(accounts: Sequence[Ruled | Taken]) -> tuple[tuple[Ruled, ...], tuple[Taken, ...]]:
    """Why houses are closed is told in one list."""
    ruled = tuple(account for account in accounts if isinstance(account, Ruled))
    return ruled, tuple(account for account in accounts if isinstance(account, Taken))


_WHY = {"why": tuple[Ruled | Taken, ...]}
_LEFT = Computed(Left, _WHY, lambda reason: ((*reason.ruled, *reason.taken),), lambda why: Left(*_split(why)))
_NO_HOUSE = Computed(
    NoHouse,
    {"value": str, **_WHY},
    lambda reason: (reason.value, (*reason.ruled, *reason.taken)),
    lambda value, why: NoHouse(value, *_split(why)),
)
_AT = Record(Clue, kind=Just("at"), values=("value",), house="house")
_CLUE = {"number": "clue", "clue": "demand"}
HOUSES = Several(Place, house="houses")

VOCABULARY = Vocabulary(
    Kind("options", ChoicePoint, place="value", moves=HOUSES),
    Kind("try", Decision, move=Place),
    Kind("given", Inference, move=Place, reason=Record(ByClue, number="clue", clue=_AT, taken=())),
    Kind("by_clue", Inference, move=Place, reason=Record(ByClue, **_CLUE, taken=())),
    Kind("by_clue_but", Inference, move=Place, reason=Record(ByClue, **_CLUE)),
    Kind("impossible", DeadEnd, reason=Record(Blocked, **_CLUE, taken=())),
    Kind("blocked", DeadEnd, reason=Record(Blocked, **_CLUE)),
    Kind("last", Inference, move=Place, reason=LastHouse),
    Kind("left", Inference, move=Place, reason=_LEFT),
    Kind("broken", DeadEnd, reason=Record(BrokenClue, **_CLUE, houses="where")),
    Kind("stuck", DeadEnd, reason=_NO_HOUSE),
    *returns(to="value", moves=HOUSES, last="last"),
    *returns(to="value", moves=HOUSES, ways=("switch",)),
    *returns("elsewhere", to="value", moves=HOUSES, line=Named("line", tuple[Place, ...]), ways=WAYS),
    *ends(answer="answer"),
    Kind("complete", Solved),
    Kind("check", Remark, claim=Record(Kept, **_CLUE, houses="where")),
    Kind("restate", Remark, claim=InHouse),
    Kind("list", Remark, claim=OpenFor),
)

INFERENCES = tuple([kind.name for kind in VOCABULARY.kinds.values() if kind.event is Inference])
"""The kinds of forced moves."""
DEAD_ENDS = tuple([kind.name for kind in VOCABULARY.kinds.values() if kind.event is DeadEnd])
"""The kinds of dead ends."""
RETURNS = tuple([kind.name for kind in VOCABULARY.kinds.values() if kind.event in (Backtrack, Switch)])
"""The kinds of going back to a choice."""
LASTS = tuple([name for name in RETURNS if name.endswith("_last")])
"""Those of them where one house is left to try."""


def after(kinds: Iterable[str], phrases: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The entries of a lexicon for phrases that go on with a sentence of any of some kinds."""
    return {f"{before} {kind}": texts for before in kinds for kind, texts in phrases.items()}
