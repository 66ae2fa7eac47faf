"""How a trace of a zebra puzzle is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracekit.language.lexicon import Kind, Lexicon, Vocabulary
from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    GaveUp,
    Inference,
    Remark,
    Solved,
    Unsolvable,
)
from tracekit.tasks.zebra_puzzles.clues import Clue
from tracekit.tasks.zebra_puzzles.notation import CODECS
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

__all__ = ["PROSE", "SYMBOLIC", "VOCABULARY"]


def _place(fields: dict[str, Any]) -> Place:
    return Place(fields["value"], int(fields["house"]))


def _places(fields: dict[str, Any]) -> tuple[Place, ...]:
    return tuple(Place(fields["value"], int(house)) for house in fields["houses"])


def _place_fields(event: Any) -> dict[str, Any]:
    return {"value": event.move.value, "house": event.move.house}


def _clue(value: Sequence[Any]) -> Clue:
    kind, values, house = value
    return Clue(str(kind), tuple(values), int(house))


def _split(accounts: Sequence[Any]) -> tuple[tuple[Ruled, ...], tuple[Taken, ...]]:
    ruled = tuple(Ruled(int(a[0]), _clue(a[1]), tuple(a[2])) for a in accounts if len(a) == 3)
    return ruled, tuple(Taken(int(a[0]), str(a[1])) for a in accounts if len(a) == 2)


def _given(event: Inference) -> dict[str, Any] | None:
    reason = event.reason
    if isinstance(reason, ByClue) and not reason.taken and reason.clue == ("at", event.move[:1], event.move[1]):
        return {"clue": reason.number, **_place_fields(event)}
    return None


def _by_clue(event: Inference, *, alone: bool) -> dict[str, Any] | None:
    reason = event.reason
    if isinstance(reason, ByClue) and alone is not bool(reason.taken):
        taken = {} if alone else {"taken": reason.taken}
        return {"clue": reason.number, "demand": reason.clue, **_place_fields(event), **taken}
    return None


def _blocked(event: DeadEnd, *, alone: bool) -> dict[str, Any] | None:
    reason = event.reason
    if isinstance(reason, Blocked) and alone is not bool(reason.taken):
        taken = {} if alone else {"taken": reason.taken}
        return {"value": reason.value, "clue": reason.number, "demand": reason.clue, **taken}
    return None


def _read_taken(fields: dict[str, Any], alone: bool) -> tuple[Taken, ...]:
    # The fields may hold what an earlier sentence mentioned.
    return () if alone else tuple(Taken(int(house), str(value)) for house, value in fields["taken"])


def _returns(name: str, *, refuted: bool) -> tuple[Kind, Kind]:
    """Returning to a value with several houses to try, and to one with a single one."""
    return (
        Kind(
            name,
            Backtrack,
            "value houses",
            lambda e: (
                {"value": e.to, "houses": tuple(move.house for move in e.moves)}
                if e.refuted is refuted and len(e.moves) > 1
                else None
            ),
            lambda f: Backtrack(f["value"], refuted, _places(f)),
        ),
        Kind(
            f"{name}_last",
            Backtrack,
            "value house",
            lambda e: {"value": e.to, "house": e.moves[0].house} if e.refuted is refuted else None,
            lambda f: Backtrack(f["value"], refuted, (_place(f),)),
        ),
    )


VOCABULARY = Vocabulary(
    Kind(
        "options",
        ChoicePoint,
        "value houses",
        lambda e: {"value": e.place, "houses": tuple(move.house for move in e.moves)},
        lambda f: ChoicePoint(f["value"], _places(f)),
    ),
    Kind("try", Decision, "value house", _place_fields, lambda f: Decision(_place(f))),
    Kind(
        "given",
        Inference,
        "clue value house",
        _given,
        lambda f: Inference(_place(f), ByClue(int(f["clue"]), Clue("at", (f["value"],), int(f["house"])))),
    ),
    *(
        Kind(
            name,
            Inference,
            "clue demand value house" + " taken" * (not alone),
            lambda e, alone=alone: _by_clue(e, alone=alone),  # type: ignore[misc]
            lambda f, alone=alone: Inference(  # type: ignore[misc]
                _place(f), ByClue(int(f["clue"]), _clue(f["demand"]), _read_taken(f, alone))
            ),
        )
        for name, alone in (("by_clue", True), ("by_clue_but", False))
    ),
    *(
        Kind(
            name,
            DeadEnd,
            "value clue demand" + " taken" * (not alone),
            lambda e, alone=alone: _blocked(e, alone=alone),  # type: ignore[misc]
            lambda f, alone=alone: DeadEnd(  # type: ignore[misc]
                Blocked(f["value"], int(f["clue"]), _clue(f["demand"]), _read_taken(f, alone))
            ),
        )
        for name, alone in (("impossible", True), ("blocked", False))
    ),
    Kind(
        "last",
        Inference,
        "value house",
        lambda e: _place_fields(e) if isinstance(e.reason, LastHouse) else None,
        lambda f: Inference(_place(f), LastHouse()),
    ),
    Kind(
        "left",
        Inference,
        "value house why",
        lambda e: {**_place_fields(e), "why": (*e.reason.ruled, *e.reason.taken)},
        lambda f: Inference(_place(f), Left(*_split(f["why"]))),
    ),
    Kind(
        "broken",
        DeadEnd,
        "clue demand where",
        lambda e: (
            {"clue": e.reason.number, "demand": e.reason.clue, "where": e.reason.houses}
            if isinstance(e.reason, BrokenClue)
            else None
        ),
        lambda f: DeadEnd(BrokenClue(int(f["clue"]), _clue(f["demand"]), tuple(f["where"]))),
    ),
    Kind(
        "stuck",
        DeadEnd,
        "value why",
        lambda e: {"value": e.reason.value, "why": (*e.reason.ruled, *e.reason.taken)},
        lambda f: DeadEnd(NoHouse(f["value"], *_split(f["why"]))),
    ),
    *_returns("back", refuted=True),
    *_returns("aside", refuted=False),
    Kind(
        "solved", Solved, "answer", lambda e: {"answer": e.answer} if e.answer else None, lambda f: Solved(f["answer"])
    ),
    Kind.bare("complete", Solved),
    Kind(
        "check",
        Remark,
        "clue demand where",
        lambda e: (
            {"clue": e.claim.number, "demand": e.claim.clue, "where": e.claim.houses}
            if isinstance(e.claim, Kept)
            else None
        ),
        lambda f: Remark(Kept(int(f["clue"]), _clue(f["demand"]), tuple(f["where"]))),
    ),
    Kind(
        "restate",
        Remark,
        "house values",
        lambda e: e.claim._asdict() if isinstance(e.claim, InHouse) else None,
        lambda f: Remark(InHouse(int(f["house"]), tuple(map(str, f["values"])))),
    ),
    Kind(
        "list",
        Remark,
        "value houses",
        lambda e: e.claim._asdict() if isinstance(e.claim, OpenFor) else None,
        lambda f: Remark(OpenFor(f["value"], tuple(map(int, f["houses"])))),
    ),
    Kind.bare("gave_up", GaveUp),
    Kind.bare("unsolvable", Unsolvable),
)

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options try": [
            "For {value}, houses {houses} are open|; I try {house}.",
            "Which house for {value}? {houses:or}|. Say {house}.",
            "I can put {value} in house {houses:or}|. Let me try {house}.",
            "House {houses:or} is possible for {value}|; suppose it is {house}.",
            "Next, {value}: it is house {houses:or}|. I start with {house}.",
            "Now {value}: open are {houses}|, and I take {house}.",
        ],
        "given": [
            "Clue {clue} puts {value} in house {house}.",
            "By clue {clue}, I put {value} in house {house}.",
            "From clue {clue}: {value} in house {house}.",
        ],
        "given given": [
            "Clue {clue} puts {value} in house {house}|, and clue {clue} puts {value} in house {house}.",
            "By clue {clue} I put {value} in house {house}|, by clue {clue} {value} in house {house}.",
        ],
        "by_clue": [
            "Clue {clue} has {demand}, so I put {value} in house {house}.",
            "By clue {clue} ({demand}), house {house} gets {value}.",
            "Clue {clue} wants {demand}: {value} in house {house}.",
            "With {demand} (clue {clue}), {value} must be in house {house}.",
            "As clue {clue} has {demand}, {value} can only be in house {house}.",
        ],
        "by_clue by_clue": [
            "Clue {clue} has {demand}, so house {house} gets {value}|; by clue {clue} ({demand}) {value} in {house}.",
            "By clue {clue} ({demand}), {value} is in house {house}|, by clue {clue} ({demand}) {value} in {house}.",
            "Clue {clue} wants {demand}: {value} in house {house}|; clue {clue} wants {demand}: {value} in {house}.",
        ],
        "by_clue_but": [
            "Clue {clue} has {demand}, but {taken}, so I put {value} in house {house}.",
            "Since {taken}, clue {clue} ({demand}) leaves only house {house} for {value}.",
            "By clue {clue} ({demand}) only house {house} will do for {value}, as {taken}.",
        ],
        "last": [
            "Only house {house} is left for {value}.",
            "That leaves house {house} for {value}.",
            "House {house} is the last one open for {value}.",
            "Nothing but house {house} remains for {value}.",
        ],
        "last last": [
            "Only house {house} is left for {value}|, and only house {house} for {value}.",
            "That leaves house {house} for {value}| and house {house} for {value}.",
        ],
        "left": [
            "Since {why}, only house {house} is left for {value}.",
            "House {house} must have {value}, because {why}.",
        ],
        "broken": [
            "But clue {clue} has {demand}, not {where:in}.",
            "That breaks clue {clue}, which has {demand}, not {where:in}.",
            "This cannot fit clue {clue}: it wants {demand}, not {where:in}.",
        ],
        "impossible": [
            "But clue {clue} has {demand}, and that leaves no house for {value}.",
            "Now there is no house for {value}, since clue {clue} wants {demand}.",
            "That fails for {value}: by clue {clue} ({demand}) no house will do.",
        ],
        "blocked": [
            "But clue {clue} has {demand}, and {taken}, so nowhere is left for {value}.",
            "Now {value} cannot be placed: clue {clue} wants {demand}, but {taken}.",
            "But {taken}, and by clue {clue} ({demand}) nothing else will do for {value}.",
        ],
        "stuck": [
            "But there is no house for {value}: {why}.",
            "Now every house is closed to {value}: {why}.",
        ],
        "back try": [
            "So that is ruled out. Back to {value}, where houses {houses} are untried|: now {house}.",
            "That cannot be. For {value} I still have houses {houses}|. Let me try {house}.",
            "A contradiction, so I return to {value} with houses {houses} to try|, and take {house}.",
            "This is refuted. For {value} there remain houses {houses}|; I go on with {house}.",
        ],
        "back_last try": [
            "So that is ruled out. Back to {value}, where only house {house} is untried|: I take it.",
            "That cannot be. For {value} there is just house {house} left|, so I try it.",
            "A contradiction, so I return to {value} with only house {house} to try|, and take that.",
            "This is refuted. For {value} there remains house {house}|; I go on with it.",
        ],
        "aside try": [
            "I set this line aside and go back to {value}, where houses {houses} are untried|: now {house}.",
            "Let me leave that for now. For {value} I have not tried houses {houses}|. I try {house}.",
            "Rather than go on here, I return to {value} with houses {houses} to try|, and take {house}.",
        ],
        "aside_last try": [
            "I set this line aside and go back to {value}, where only house {house} is untried|: I take it.",
            "Let me leave that for now. For {value} I have not tried house {house}|, so now I do.",
            "Rather than go on here, I return to {value} with only house {house} to try|, and take that.",
        ],
        "solved": [
            "Everything has its house, and {answer} lives in house 1.",
            "That places everything. House 1 is where {answer} lives.",
            "Every clue holds, so the person in house 1 is {answer}.",
        ],
        "complete": ["Everything has its house.", "That places everything, and every clue holds."],
        "check": [
            "Check: clue {clue} has {demand}, and so it is, {where:in}.",
            "That agrees with clue {clue} ({demand}), {where:in}.",
            "Clue {clue} holds, too: {demand}, {where:in}.",
        ],
        "restate": [
            "So far house {house} has {values}.",
            "To keep track, in house {house} there is {values}.",
        ],
        "list": [
            "As it stands, {value} can go to houses {houses}.",
            "Still possible for {value} are houses {houses}.",
        ],
        "gave_up": ["I stop here without having placed everything.", "I have not placed everything, and give up here."],
        "unsolvable": [
            "That was the last possibility: no arrangement fits the clues.",
            "So the clues clash.",
        ],
        "?options": ["For {value}, houses {houses} are open."],
        "try": ["I try house {house}."],
        "?try": ["I try {value} in house {house}."],
        "?back": ["That is ruled out, so back to {value}, where houses {houses} are untried."],
        "?back_last": ["That is ruled out, so back to {value}, where only house {house} is untried."],
        "?aside": ["I leave this line and go back to {value}, where houses {houses} are untried."],
        "?aside_last": ["I leave this line and go back to {value}, where only house {house} is untried."],
    },
    new_line=("options", "back", "back_last", "aside", "aside_last"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options try": ["{value} in {houses:row}|, try {house}"],
        "?options": ["{value} in {houses:row}"],
        "try": ["try {house}"],
        "?try": ["try {value} in {house}"],
        "given": ["{value} = {house} (clue {clue})"],
        "by_clue": ["{value} = {house} (clue {clue}: {demand})"],
        "last": ["{value} = {house}"],
        "by_clue_but": ["{value} = {house} (clue {clue}: {demand}, {taken:row})"],
        "left": ["{value} = {house}: {why:row}"],
        "broken": ["clue {clue} broken: {demand}, but {where:row}"],
        "impossible": ["{value} stuck: clue {clue} {demand}"],
        "blocked": ["{value} stuck: clue {clue} {demand}, {taken:row}"],
        "stuck": ["{value} nowhere: {why:row}"],
        "back": ["refuted, back to {value} in {houses:row}"],
        "back_last": ["refuted, back to {value} left {house}"],
        "aside": ["aside, back to {value} in {houses:row}"],
        "aside_last": ["aside, back to {value} left {house}"],
        "solved": ["solved: house 1 {answer}"],
        "complete": ["solved"],
        "check": ["clue {clue} ok: {demand}, {where:row}"],
        "restate": ["house {house}: {values}"],
        "list": ["{value} open {houses:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=tuple(VOCABULARY.kinds),
)
