"""What a Sudoku trace can tell, and how its values are written."""

from __future__ import annotations

from tracekit.language.codec import Codec, list_of, one_of, or_none
from tracekit.language.shapes import Named, Several
from tracekit.language.vocabulary import WAYS, Kind, Vocabulary, ends, returns
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Decision, Inference, Remark, Switch
from tracekit.tasks.sudoku.problem import UNITS, Candidates, Cell, Line, New, NoCandidate, Place

DIGIT = Codec(r"[0-9]", str, int)
OR, AND, ROW = list_of(DIGIT, ", ", " or "), list_of(DIGIT, ", ", " and "), list_of(DIGIT, " ")
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
    Kind("hidden", Inference, move=Place, reason="unit"),
    Kind("stuck", DeadEnd, reason=NoCandidate),
    *returns(to="cell", moves=VALUES, last="last"),
    *returns(to="cell", moves=VALUES, ways=("switch",)),
    *returns("elsewhere", to="cell", moves=VALUES, line=Named("line", tuple[Place, ...]), ways=WAYS),
    Kind("check", Remark, claim=New),
    Kind("restate", Remark, claim=Line),
    Kind("list", Remark, claim=Candidates),
    *ends(),
)
"""What is said of a digit and a cell means just one thing in all lexicons:

- ``options``, ``list``: these are all digits that the row, the column and the box of the cell do not hold;
- ``forced``: there is but one such digit;
- ``hidden``: in the unit named the digit fits this cell and no other;
- ``stuck``: there is no such digit; each unit is said to hold what those named before it do not.
"""

BEFORE_TRY = [kind.name for kind in VOCABULARY.kinds.values() if kind.event in (ChoicePoint, Backtrack, Switch)]
"""The kinds that a decision comes after. Where a text is told in sentences, each of them begins a line."""
