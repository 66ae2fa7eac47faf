"""How a trace of a zebra puzzle is told."""

from __future__ import annotations

from collections.abc import Sequence

from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Computed, Just, Named, Record, Several
from tracekit.language.vocabulary import WAYS, Kind, Vocabulary, ends, returns
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference, Remark, Solved, Switch
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
        "switch try": [
            "I leave this open and go back to {value}, with {houses:count} to try|: now {house}.",
            "Let me keep that for later. Back to {value}, which can still go to {houses:count}|; I try {house}.",
            "Before I decide here, I return to {value} with {houses:count} to try|, and take {house}.",
        ],
        "switch_elsewhere try": [
            "I leave this open and take up {line}. There {value} has {houses:count} to try|: now {house}.",
            "Let me keep that for later. With {line}, {value} can still go to {houses:count}|; I try {house}.",
            "Before I decide here, I go over to {line}, where {value} has {houses:count} to try|, and take {house}.",
        ],
        "back_elsewhere try": [
            "So that is ruled out. I take up {line}. There {value} has {houses:count} to try|: now {house}.",
            "That cannot be. With {line}, {value} can still go to {houses:count}|; I try {house}.",
            "A contradiction, so I go over to {line}, where {value} has {houses:count} to try|, and take {house}.",
        ],
        "aside_elsewhere try": [
            "I set this line aside and take up {line}. There {value} has {houses:count} to try|: now {house}.",
            "Let me leave that for now. With {line}, {value} can still go to {houses:count}|; I try {house}.",
            "Rather than go on here, I go over to {line}, where {value} has {houses:count} to try|, and take {house}.",
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
        "?switch": ["I leave this open and go back to {value}, with {houses:count} to try."],
        "?switch_elsewhere": ["I leave this open for the line with {line}, where {value} has {houses:count} to try."],
        "?back_elsewhere": ["That is ruled out, so over to {line}, where {value} has {houses:count} to try."],
        "?aside_elsewhere": ["I leave this line for the one with {line}, where {value} has {houses:count} to try."],
    },
    new_line=[kind.name for kind in VOCABULARY.kinds.values() if kind.event in (ChoicePoint, Backtrack, Switch)],
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
        "switch": ["switch to {value} in {houses:row}"],
        "switch_elsewhere": ["switch to {value} in {houses:row} of {line:row}"],
        "back_elsewhere": ["refuted, over to {value} in {houses:row} of {line:row}"],
        "aside_elsewhere": ["aside, over to {value} in {houses:row} of {line:row}"],
        "solved": ["solved: house 1 {answer}"],
        "complete": ["solved"],
        "check": ["clue {clue} ok: {demand}, {where:row}"],
        "restate": ["house {house}: {values}"],
        "list": ["{value} open {houses:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=VOCABULARY.kinds,
)
