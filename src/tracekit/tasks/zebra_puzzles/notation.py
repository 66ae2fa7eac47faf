"""How the values, houses and clues in a trace of a zebra puzzle are written and read."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from tracekit.language.codec import Codec, list_of
from tracekit.tasks.zebra_puzzles.clues import KINDS, Clue
from tracekit.tasks.zebra_puzzles.problem import Place, Ruled, Taken
from tracekit.tasks.zebra_puzzles.values import SHOWN, VALUE_OF

_WORD = r"(?:the |young )?[A-Za-z][A-Za-z-]{0,30}"


def _clause_pattern(clause: str) -> str:
    return re.sub(r"\\\{\d\\\}", f"({_WORD})", re.escape(clause)).replace(r"\{house\}", "([1-7])")


_CLAUSES = [(kind, rule, re.compile(_clause_pattern(rule.clause))) for kind, rule in KINDS.items()]


def _write_clue(clue: Clue) -> str:
    kind, values, house = clue
    return KINDS[kind].clause.format(*(SHOWN[value] for value in values), house=house)


@functools.lru_cache(maxsize=1024)
def _read_clue(text: str) -> Clue:
    for kind, rule, pattern in _CLAUSES:
        if match := pattern.fullmatch(text):
            groups = match.groups()
            return Clue(
                kind,
                tuple(VALUE_OF[name] for name in groups[: rule.n_values]),
                int(groups[-1]) if rule.names_house else 0,
            )
    raise ValueError(text)


def _accounts(clue: str, rules_out: str, has: str, houses: Codec, last: str) -> Codec:
    """Why houses are not open: ``Ruled`` and ``Taken``, in this order. The arguments are parts of the wording."""
    ruled = re.compile(rf"{clue.format(r'([0-9]{1,3})', f'({CLUE.pattern})')} {rules_out}({houses.pattern})")
    taken = re.compile(rf"{has.format('([1-7])', f'({_WORD})')}")
    one = f"(?:{_no_groups(ruled.pattern)}|{_no_groups(taken.pattern)})"

    def write(accounts: Sequence[Ruled | Taken]) -> str:
        texts = []
        for account in accounts:
            if len(account) == 3:
                number, about, out = account
                head = clue.replace("\\", "").format(number, _write_clue(about))
                texts.append(f"{head} {rules_out}{houses.write(out)}")
            else:
                texts.append(has.format(account[0], SHOWN[account[1]]))
        return last.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]

    def read(text: str) -> tuple[Ruled | Taken, ...]:
        found: list[tuple[int, Ruled | Taken]] = [
            (m.start(), Ruled(int(m[1]), _read_clue(m[2]), houses.read(m[3]))) for m in ruled.finditer(text)
        ]
        found += [(m.start(), Taken(int(m[1]), VALUE_OF[m[2]])) for m in taken.finditer(text)]
        return tuple(account for _, account in sorted(found))

    return Codec(f"{one}(?:, {one})*(?:{last}{one})?", write, read)


def _no_groups(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _write_where(houses: Sequence[int]) -> str:
    if len(set(houses)) == 1:
        return f"{('', 'both ', 'all ')[len(houses) - 1]}in house {houses[0]}"
    return f"in houses {AND.write(houses)}"


def _read_where(text: str) -> tuple[int, ...]:
    before, _, houses = text.partition("in house")
    if houses.startswith("s"):
        found: tuple[int, ...] = AND.read(houses[2:])
        if len(set(found)) == 1:
            raise ValueError(text)
        return found
    return (int(houses),) * ("", "both ", "all ").index(before) + (int(houses),)


_SHARED = ("", " for both", " for all three")  # one house, by how many values are in it


def _write_shared(houses: Sequence[int]) -> str:
    if len(houses) > 1 and len(set(houses)) == 1:
        return f"house {houses[0]}{_SHARED[len(houses) - 1]}"
    return HOUSES.write(houses)


def _read_shared(text: str) -> tuple[int, ...]:
    if " for " in text:
        return (int(text[6]),) * (_SHARED.index(text[7:]) + 1)
    found: tuple[int, ...] = HOUSES.read(text)
    return found


HOUSE = Codec(r"[1-7]", str, int)
VALUE = Codec(_WORD, SHOWN.__getitem__, VALUE_OF.__getitem__)
OR, AND, ROW = list_of(HOUSE, ", ", " or "), list_of(HOUSE, ", ", " and "), list_of(HOUSE, " ")
# Every clause begins with a value.
_BEHIND_FIRST = [_no_groups(pattern.pattern.removeprefix(f"({_WORD})")) for _, _, pattern in _CLAUSES]
CLUE = Codec(f"{_WORD}(?:{'|'.join(_BEHIND_FIRST)})", _write_clue, _read_clue)
WHERE = Codec(r"(?:(?:both |all )?in house [1-7]|in houses [1-7](?:, [1-7])* and [1-7])", _write_where, _read_where)
HOUSES = Codec(
    r"house(?: [1-7]|s [1-7](?:, [1-7])* and [1-7])",
    lambda houses: f"house{'s' if len(houses) > 1 else ''} {AND.write(houses)}",
    lambda text: AND.read(text.removeprefix("house").removeprefix("s").lstrip()),
)


SHARED = Codec(f"house [1-7] for (?:both|all three)|{HOUSES.pattern}", _write_shared, _read_shared)


def _place(between: str) -> Codec:
    """A value in a house."""

    def read(text: str) -> Place:
        value, _, house = text.rpartition(between)
        return Place(VALUE_OF[value], int(house))

    return Codec(f"{_WORD}{between}[1-7]", lambda place: f"{SHOWN[place.value]}{between}{place.house}", read)


def _taken(has: str) -> Codec:
    """A house that is not open, and what is there."""
    parts = re.compile(has.format("([1-7])", f"({_WORD})"))

    def read(text: str) -> Taken:
        match = parts.fullmatch(text)
        if not match:
            raise ValueError(text)
        return Taken(int(match[1]), VALUE_OF[match[2]])

    return Codec(_no_groups(parts.pattern), lambda taken: has.format(taken[0], SHOWN[taken[1]]), read)


TAKEN = list_of(_taken("house {0} has {1}"), ", ", " and ")
CODECS = {
    "value": VALUE,
    "house": HOUSE,
    "houses": AND,
    "houses:or": OR,
    "houses:row": ROW,
    "houses:count": HOUSES,
    "line": list_of(_place(" in house "), ", ", " and "),
    "line:row": list_of(_place(" = ")),
    "values": list_of(VALUE, ", ", " and "),
    "clue": Codec(r"[0-9]{1,3}", str, int),
    "demand": CLUE,
    "where": SHARED,
    "where:in": WHERE,
    "where:row": ROW,
    "why": _accounts(r"clue {0} \({1}\)", "rules out ", "house {0} has {1}", HOUSES, " and "),
    "why:row": _accounts(r"clue {0} \({1}\)", "not ", "{0} has {1}", ROW, ", "),
    "taken": TAKEN,
    "taken:row": list_of(_taken("{0} has {1}")),
    "answer": VALUE,
}
