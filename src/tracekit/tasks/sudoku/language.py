"""How a Sudoku trace is told."""

from __future__ import annotations

from tracekit.language.codec import Codec, list_of, one_of, or_none
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Named, Several
from tracekit.language.vocabulary import WAYS, Kind, Vocabulary, ends, returns
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference, Remark, Switch
from tracekit.tasks.sudoku.problem import Candidates, Cell, Line, New, NoCandidate, Place

__all__ = ["PROSE", "SYMBOLIC", "VOCABULARY"]


DIGIT = Codec(r"[0-9]", str, int)
OR, AND, ROW = list_of(DIGIT, ", ", " or "), list_of(DIGIT, ", ", " and "), list_of(DIGIT, " ")
UNITS = ("row", "column", "box")
CELL = one_of({Cell(row, column): f"r{row}c{column}" for row in range(10) for column in range(10)}, r"r[0-9]c[0-9]")
PLACE = Codec(
    f"{CELL.pattern} = [0-9]",
    lambda place: f"{place.cell} = {place.value}",
    lambda text: Place(CELL.read(text[:4]), int(text[-1])),
)
CODECS = {
    "cell": CELL,
    "value": DIGIT,
    "line": list_of(PLACE, ", ", " and "),
    "line:row": list_of(PLACE),
    "values": AND,
    "values:or": OR,
    "values:row": ROW,
    **dict.fromkeys(UNITS, or_none(AND, "nothing")),
    **dict.fromkeys([f"{name}:row" for name in UNITS], or_none(ROW, "-")),
    "unit": one_of(UNITS),
    "number": DIGIT,
    "digits": list_of(Codec(r"[0-9.]", lambda digit: str(digit or "."), lambda text: int(text.replace(".", "0"))), " "),
}

VALUES = Several(Place, value="values")
VOCABULARY = Vocabulary(
    Kind("options", ChoicePoint, place="cell", moves=VALUES),
    Kind("try", Decision, move=Place),
    Kind("forced", Inference, move=Place),
    Kind("stuck", DeadEnd, reason=NoCandidate),
    *returns(to="cell", moves=VALUES, last="last"),
    *returns(to="cell", moves=VALUES, ways=("switch",)),
    *returns("elsewhere", to="cell", moves=VALUES, line=Named("line", tuple[Place, ...]), ways=WAYS),
    Kind("check", Remark, claim=New),
    Kind("restate", Remark, claim=Line),
    Kind("list", Remark, claim=Candidates),
    *ends(),
)

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options try": [
            "{cell} can be {values:or}|; I try {value}.",
            "{cell} can be {values:or}|. Let me try {value}.",
            "{cell} could be {values:or}|. Say {value}.",
            "In {cell} either {values:or} fits|; suppose it is {value}.",
            "Open in {cell}: {values}|. I start with {value}.",
        ],
        "^forced": ["{cell} must be {value}.", "{cell} can only be {value}.", "Only {value} fits {cell}."],
        "^forced forced": ["Only {value} fits {cell}|, and only {value} fits {cell}."],
        "^forced forced forced": ["{cell} must be {value}|, {cell} {value}| and {cell} {value}."],
        "forced": [
            "{cell} must be {value}.",
            "{cell} can only be {value}.",
            "Only {value} fits {cell}.",
            "{cell} is {value}.",
        ],
        "forced forced": [
            "{cell} must be {value}|, and {cell} must be {value}.",
            "Only {value} fits {cell}|, and only {value} fits {cell}.",
            "Then {cell} is {value}| and {cell} is {value}.",
        ],
        "forced forced forced": [
            "{cell} must be {value}|, {cell} {value}| and {cell} {value}.",
            "That forces {value} into {cell}|, {value} into {cell}| and {value} into {cell}.",
        ],
        "stuck": [
            "But {cell} has no candidate: its row has {row}, its column adds {column}, its box adds {box}.",
            "Now nothing fits {cell}: its row has {row}, its column adds {column} and its box adds {box}.",
            "Then {cell} is stuck. Its row shows {row}, its column adds {column}, its box adds {box}.",
        ],
        "back try": [
            "So that is ruled out. Back to {cell}, where {values} are untried|: now {value}.",
            "That cannot be. Back in {cell} I still have {values}|. Let me try {value}.",
            "A contradiction, so I return to {cell} with {values} to try|, and take {value}.",
        ],
        "back_last try": [
            "So that is ruled out. Back to {cell}, where only {value} is untried|: I take it.",
            "That cannot be. Back in {cell} there is just {value} left|, so I try it.",
            "A contradiction, so I return to {cell} with only {value} to try|, and put it there.",
        ],
        "aside try": [
            "I set this line aside and go back to {cell}, where {values} are untried|: now {value}.",
            "Let me leave that for now. Back in {cell} I have not tried {values}|. I try {value}.",
            "Rather than go on here, I return to {cell} with {values} to try|, and take {value}.",
        ],
        "aside_last try": [
            "I set this line aside and go back to {cell}, where only {value} is untried|: I take it.",
            "Let me leave that for now. Back in {cell} I have not tried {value}|, so now I do.",
            "Rather than go on here, I return to {cell} with only {value} to try|, and put it there.",
        ],
        "switch try": [
            "I leave this open and go back to {cell}, with {values} to try|: now {value}.",
            "Let me keep that for later. Back in {cell} there is {values:or} to try|; I take {value}.",
            "Before I decide here, I return to {cell}, which can still be {values:or}|, and put {value} there.",
        ],
        "switch_elsewhere try": [
            "I leave this open and take up the line with {line} again. In {cell} it has {values} to try|: now {value}.",
            "Let me keep that for later. On the line with {line}, {cell} can still be {values:or}|; I take {value}.",
            "Before I decide here, I go over to {line}, where {cell} can still be {values:or}|, and put {value} there.",
        ],
        "back_elsewhere try": [
            "So that is ruled out. I take up {line} again. In {cell} there is {values:or} to try|: now {value}.",
            "That cannot be. On the line with {line}, {cell} can still be {values:or}|; I take {value}.",
            "A contradiction, so I go over to {line}, where {cell} can still be {values:or}|, and put {value} there.",
        ],
        "aside_elsewhere try": [
            "I set this line aside and take up {line} again. In {cell} it has {values} to try|: now {value}.",
            "Let me leave that for now. On the line with {line}, {cell} can still be {values:or}|; I take {value}.",
            "Rather than go on here, I go over to {line}, where {cell} can still be {values:or}|, and try {value}.",
        ],
        "solved": ["Every cell is filled.", "That completes the grid.", "No cell is left, so the grid is done."],
        "check": [
            "Check: {value} in {cell} is new to its row, its column and its box.",
            "So {value} stands in {cell}, and nowhere else in its row, column or box.",
            "I look at the row, the column and the box of {cell}: no other {value} there.",
        ],
        "restate": [
            "By now {unit} {number} reads {digits} in all.",
            "With that, {unit} {number} is {digits} so far.",
            "To keep track: {unit} {number} holds {digits} now.",
        ],
        "list": [
            "At this point {cell} still has {values} open.",
            "Looking at {cell}, its candidates are {values}.",
            "As it stands, {values} are possible in {cell}.",
        ],
        "gave_up": ["I stop here without having filled the grid.", "I have not filled the grid, and give up here."],
        "unsolvable": ["That was the last possibility: this grid has no solution.", "So the grid has no solution."],
        "try": ["I try {value}.", "Let me try {value}."],
        # The two halves of the sentences above, where a text has only one of them.
        "?options": ["{cell} can be {values:or}."],
        "?try": ["I try {value} in {cell}."],
        "?back": ["That is ruled out, so back to {cell}, where {values} are untried."],
        "?back_last": ["That is ruled out, so back to {cell}, where only {value} is untried."],
        "?aside": ["I leave this line and go back to {cell}, where {values} are untried."],
        "?aside_last": ["I leave this line and go back to {cell}, where only {value} is untried."],
        "?switch": ["I leave this open and go back to {cell}, with {values} to try."],
        "?switch_elsewhere": ["I leave this open and take up {line} again, at {cell} with {values} to try."],
        "?back_elsewhere": ["That is ruled out, so over to the line with {line}, at {cell} with {values} to try."],
        "?aside_elsewhere": ["I leave this line for the one with {line}, at {cell} with {values} to try."],
    },
    new_line=[kind.name for kind in VOCABULARY.kinds.values() if kind.event in (ChoicePoint, Backtrack, Switch)],
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "options try": ["{cell} in {values:row}|, try {value}"],
        "?options": ["{cell} in {values:row}"],
        "try": ["try {value}"],
        "?try": ["try {value} in {cell}"],
        "forced": ["{cell} = {value}"],
        "stuck": ["{cell} stuck: row {row:row} column {column:row} box {box:row}"],
        "back": ["refuted, back to {cell} in {values:row}"],
        "back_last": ["refuted, back to {cell} left {value}"],
        "aside": ["aside, back to {cell} in {values:row}"],
        "aside_last": ["aside, back to {cell} left {value}"],
        "switch": ["switch to {cell} in {values:row}"],
        "switch_elsewhere": ["switch to {cell} in {values:row} of {line:row}"],
        "back_elsewhere": ["refuted, over to {cell} in {values:row} of {line:row}"],
        "aside_elsewhere": ["aside, over to {cell} in {values:row} of {line:row}"],
        "solved": ["solved"],
        "check": ["check {cell} = {value}: new"],
        "restate": ["{unit} {number}: {digits}"],
        "list": ["{cell} open {values:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=VOCABULARY.kinds,
)
