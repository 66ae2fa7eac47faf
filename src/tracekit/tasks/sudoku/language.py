"""How a Sudoku trace is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tracekit.language.codec import Codec, list_of
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
from tracekit.tasks.sudoku.problem import Candidates, Cell, Line, New, NoCandidate, Place

__all__ = ["PROSE", "SYMBOLIC", "VOCABULARY"]


def _read_cell(text: str) -> Cell:
    row, column = text[1:].split("c")
    return Cell(int(row), int(column))


def _digits(values: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(int, values))


def _places(fields: dict[str, Any], values: Sequence[int]) -> tuple[Place, ...]:
    return tuple(Place(_read_cell(fields["cell"]), int(value)) for value in values)


def _place(fields: dict[str, Any]) -> Place:
    return Place(_read_cell(fields["cell"]), int(fields["value"]))


def _place_fields(event: Any) -> dict[str, Any]:
    return {"cell": str(event.move.cell), "value": event.move.value}


def _return_kinds(name: str, *, refuted: bool) -> tuple[Kind, Kind]:
    """Returning to a cell with several digits to try, and to one with a single one."""
    return (
        Kind(
            name,
            Backtrack,
            "cell values",
            lambda e: (
                {"cell": str(e.to), "values": tuple(move.value for move in e.moves)}
                if e.refuted is refuted and len(e.moves) > 1
                else None
            ),
            lambda f: Backtrack(_read_cell(f["cell"]), refuted, _places(f, f["values"])),
        ),
        Kind(
            f"{name}_last",
            Backtrack,
            "cell value",
            lambda e: {"cell": str(e.to), "value": e.moves[0].value} if e.refuted is refuted else None,
            lambda f: Backtrack(_read_cell(f["cell"]), refuted, (_place(f),)),
        ),
    )


def _unit(text: str) -> str:
    if text not in _UNITS:
        raise ValueError(f"{text!r} is no row, column or box")
    return text


def _perhaps(values: Codec, none: str) -> Codec:
    """The same list, or a word where it is empty."""
    return Codec(
        f"(?:{values.pattern}|{re.escape(none)})",
        lambda items: values.write(items) if items else none,
        lambda text: () if text == none else values.read(text),
    )


_UNITS = ("row", "column", "box")
DIGIT = Codec(r"[0-9]", str, int)
OR, AND, ROW = list_of(DIGIT, ", ", " or "), list_of(DIGIT, ", ", " and "), list_of(DIGIT, " ")
CODECS = {
    "cell": Codec(r"r[0-9]c[0-9]", str, str),
    "value": DIGIT,
    "values": AND,
    "values:or": OR,
    "values:row": ROW,
    **{name: _perhaps(AND, "nothing") for name in _UNITS},
    **{f"{name}:row": _perhaps(ROW, "-") for name in _UNITS},
    "unit": Codec("|".join(_UNITS), str, str),
    "number": DIGIT,
    "digits": list_of(Codec(r"[0-9.]", lambda digit: str(digit or "."), lambda text: int(text.replace(".", "0"))), " "),
}

VOCABULARY = Vocabulary(
    Kind(
        "options",
        ChoicePoint,
        "cell values",
        lambda e: {"cell": str(e.place), "values": tuple(move.value for move in e.moves)},
        lambda f: ChoicePoint(_read_cell(f["cell"]), _places(f, f["values"])),
    ),
    Kind("try", Decision, "cell value", _place_fields, lambda f: Decision(_place(f))),
    Kind("forced", Inference, "cell value", _place_fields, lambda f: Inference(_place(f))),
    Kind(
        "stuck",
        DeadEnd,
        "cell row column box",
        lambda e: {"cell": str(e.reason.cell), "row": e.reason.row, "column": e.reason.column, "box": e.reason.box},
        lambda f: DeadEnd(
            NoCandidate(_read_cell(f["cell"]), _digits(f["row"]), _digits(f["column"]), _digits(f["box"]))
        ),
    ),
    *_return_kinds("back", refuted=True),
    *_return_kinds("aside", refuted=False),
    Kind(
        "check",
        Remark,
        "cell value",
        lambda e: {"cell": str(e.claim.cell), "value": e.claim.value} if isinstance(e.claim, New) else None,
        lambda f: Remark(New(_read_cell(f["cell"]), int(f["value"]))),
    ),
    Kind(
        "restate",
        Remark,
        "unit number digits",
        lambda e: e.claim._asdict() if isinstance(e.claim, Line) else None,
        lambda f: Remark(Line(_unit(f["unit"]), int(f["number"]), _digits(f["digits"]))),
    ),
    Kind(
        "list",
        Remark,
        "cell values",
        lambda e: {"cell": str(e.claim.cell), "values": e.claim.values} if isinstance(e.claim, Candidates) else None,
        lambda f: Remark(Candidates(_read_cell(f["cell"]), _digits(f["values"]))),
    ),
    Kind.bare("solved", Solved),
    Kind.bare("gave_up", GaveUp),
    Kind.bare("unsolvable", Unsolvable),
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
    },
    new_line=("options", "back", "back_last", "aside", "aside_last"),
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
        "solved": ["solved"],
        "check": ["check {cell} = {value}: new"],
        "restate": ["{unit} {number}: {digits}"],
        "list": ["{cell} open {values:row}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no solution"],
    },
    new_line=tuple(VOCABULARY.kinds),
)
