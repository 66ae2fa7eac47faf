"""Reading an answer and judging it by the clues themselves: no search space, no stored solution."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Mapping, Sequence

from tracekit.tasks.zebra_puzzles.clues import Clue
from tracekit.tasks.zebra_puzzles.problem import ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.solver import solutions
from tracekit.tasks.zebra_puzzles.values import CATEGORIES, CATEGORY_OF, PHRASES
from tracekit.verify import Verdict
from tracekit.verify.credit import above

_LONGEST = 5000
_FILLER = re.compile(r"[.!*_`'\"]{5}")
_CELLS = re.compile(r"[,;|]")
_NEGATION = re.compile(r"!\s*+[=A-Za-z]")
_HOUSE = re.compile(r"^(?:house\s*)?#?([1-7])\s*[:.)|,-]?\s+|^(?:house\s*)?#?([1-7])\s*[:|]")


def judge(problem: ZebraPuzzlesProblem, answer: object) -> Verdict:
    """Whether an answer names the person in house 1, or all that belongs to every house."""
    if not isinstance(answer, str):
        return Verdict(correct=False, reason="not a text")
    if len(answer) > _LONGEST:
        return Verdict(correct=False, reason="too long")
    if problem.ask == "table":
        return _judge_table(problem.values, problem.clues, answer)
    name = _read_name(problem.values[0], answer)
    return name if isinstance(name, Verdict) else _in_house_1(problem.values, problem.clues, name)


def answer_key(problem: ZebraPuzzlesProblem, answer: str) -> Hashable:
    """The name, or all values with their houses."""
    if problem.ask == "table":
        house_of = read_table(problem.values, answer)
        return None if isinstance(house_of, str) else frozenset(house_of.items())
    name = _read_name(problem.values[0], answer) if len(answer) <= _LONGEST else None
    return name if isinstance(name, str) else None


def _read_name(known: Sequence[str], answer: str) -> str | Verdict:
    """The only name in an answer, or what is wrong with it."""
    if answer in known:
        return answer
    if _FILLER.search(answer):
        return Verdict(correct=False, reason="it has filler in it")
    if _NEGATION.search(answer):
        return Verdict(correct=False, reason="it is negated")
    names = {name.casefold(): name for name in known}
    text = re.sub(r"[\s.!*_`'\"\u201c\u201d$]+", " ", answer).strip().casefold()
    if macro := re.fullmatch(r"\\(?:text|textbf|mathrm) ?\{([^{}]*)\}", text):
        text = macro[1].strip()
    text = re.sub(r"^(?:the answer is|answer|name|house 1)\s*[:=-]?\s*", "", text)
    text = re.sub(r" (?:lives|is) in (?:the first house|house 1)$", "", text)
    return names.get(text) or Verdict(correct=False, reason="not one of the names")


@functools.lru_cache(maxsize=4096)
def _in_house_1(values: Sequence[Sequence[str]], clues: Sequence[Clue], name: str) -> Verdict:
    if solutions(values, [*clues, Clue("at", (name,), 1)], limit=1):
        return Verdict(correct=True, reason=f"{name} lives in house 1")
    return Verdict(correct=False, reason=f"{name} cannot live in house 1")


def _judge_table(values: Sequence[Sequence[str]], clues: Sequence[Clue], answer: str) -> Verdict:
    house_of = read_table(values, answer)
    if isinstance(house_of, str):
        return Verdict(correct=False, reason=house_of)
    for number, clue in enumerate(clues, 1):
        if not _holds(clue, house_of):
            return Verdict(correct=False, reason=f"clue {number} does not hold")
    return Verdict(correct=True, reason="every clue holds")


def read_table(values: Sequence[Sequence[str]], answer: str) -> dict[str, int] | str:
    """The house of each value, from an answer that names all values of every house; else what is wrong with it."""
    if len(answer) > _LONGEST:
        return "too long"
    known = {_key(value): value for row in values for value in row}
    known |= {_key(PHRASES[value].removeprefix("the ")): value for row in values for value in row if value in PHRASES}
    category_of = {value: number for number, row in enumerate(values) for value in row}
    rows: dict[int, dict[int, str]] = {}
    lines = [line.strip().strip("|").strip() for line in answer.strip().strip("`").splitlines()]
    lines = [line for line in lines if line and set(line) - set("|-+: =")]
    if len(lines) == len(values[0]) + 1 and _is_heading(lines[0], values):
        lines = lines[1:]
    for number, line in enumerate(lines, 1):
        match = _HOUSE.match(line.casefold())
        house = int(match[1] or match[2]) if match else number
        cells = _CELLS.split(line[match.end() if match else 0 :].strip().strip(".;,|"))
        row: dict[int, str] = {}
        for cell in cells:
            label, _, said = cell.rpartition(":")
            value = known.get(_key(said))
            if value is None or (label.strip() and _key(label) not in _labels(value)):
                return f"house {house}: {cell[:40]!r} is not in the lists"
            if category_of[value] in row:
                return f"house {house} has two values of one list"
            row[category_of[value]] = value
        if house in rows:
            return f"house {house} is there twice"
        rows[house] = row
    n = len(values[0])
    if sorted(rows) != list(range(1, n + 1)) or any(len(row) != len(values) for row in rows.values()):
        return f"not {n} houses with {len(values)} values each"
    house_of = {value: house for house, row in rows.items() for value in row.values()}
    if len(house_of) != n * len(values):
        return "a value is there twice"
    return house_of


def _is_heading(line: str, values: Sequence[Sequence[str]]) -> bool:
    """Whether a line names the lists, and perhaps the houses, and nothing else."""
    known = {"", "#", "no", "number", "house", "houses"}.union(*(_labels(row[0]) for row in values))
    return all(_key(cell).rstrip(".") in known for cell in _CELLS.split(line))


def _labels(value: str) -> set[str]:
    """What may stand in front of a value and a colon: the name of its list."""
    category = CATEGORIES[CATEGORY_OF[value]]
    names = {category.name, category.heading, category.heading.removesuffix("s")}
    return names | {name.replace("colour", "color") for name in names}


def _key(text: str) -> str:
    return re.sub(r"[\s_*'\"-]+", " ", text).strip().casefold().removeprefix("the ")


def _holds(clue: Clue, house_of: Mapping[str, int]) -> bool:
    kind, members, named = clue
    first, *others = (house_of[value] for value in members)
    match kind:
        case "at" | "not_at":
            return (first == named) is (kind == "at")
        case "same" | "either":
            return first in others
        case "between":
            return min(others) < first < max(others)
        case "left" | "right":
            return others[0] - first == (1 if kind == "left" else -1)
        case _:
            return (abs(first - others[0]) == 1) is (kind == "next")


def partial_credit(problem: ZebraPuzzlesProblem, answer: str) -> float | None:
    """Share of the values that are in their houses, where the whole table is asked for; a name is right or wrong.

    The table has to be complete. Values that a clue puts in a house are not counted, and have to be there. Free are the
    lists as they stand, forwards or backwards, and one right value of each list: so many has any order on average.
    """
    if problem.ask != "table":
        return None
    house_of = read_table(problem.values, answer)
    if isinstance(house_of, str):
        return 0.0
    table = problem.solved_table()
    right = {value: house for house, row in enumerate(table, 1) for value in row}
    given = {clue.values[0] for clue in problem.clues if clue.kind == "at"}
    if any(house_of[value] != right[value] for value in given):
        return 0.0
    lists = [[value for value in values if value not in given] for values in problem.values]
    orders = range(1, problem.n_houses + 1), range(problem.n_houses, 0, -1)
    in_order = [
        sum(
            right[value] == house
            for values in problem.values
            for value, house in zip(values, order, strict=True)
            if value not in given
        )
        for order in orders
    ]
    free = max(sum(bool(values) for values in lists), *in_order)
    counted = [value for values in lists for value in values]
    return above(sum(house_of[value] == right[value] for value in counted), free, len(counted))
