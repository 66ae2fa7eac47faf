"""What a statement can say about the statements it stands among: in short, in words, and when it holds.

A claim is written in short as a *code*:

- ``true>=3``, ``false<=2``, ``true=4``: at least, at most, exactly so many are true (or false);
- ``true 2-4``: at least 2 and at most 4 are true;
- ``true odd``, ``false prime``: their number is odd, even, prime or composite (0 is even; 0 and 1 are neither prime nor
  composite);
- ``#3 true``, ``#3 false``: statement 3 is so;
- ``#3 xor #4``, ``#3 same #4``, ``#3 and #4``, ``#3 or #4``, ``#3 nor #4``: two statements compared.

A claim about other statements may name earlier ones only. So the number of true statements settles every statement,
one after another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tracekit.seeding import Stream

COUNT_RELATIONS = (">=", "<=", "=")
PROPERTIES = ("odd", "even", "prime", "composite")
PAIR_RELATIONS = ("xor", "same", "and", "or", "nor")


class Claim(NamedTuple):
    """A claim, read: about the number of ``true`` or ``false`` statements, or (``subject`` is ``#``) about others.

    ``a`` and ``b`` are the numbers in it, 0 where there is none.
    """

    subject: str
    relation: str
    a: int = 0
    b: int = 0

    @property
    def references(self) -> tuple[int, ...]:
        """The statements that it names."""
        return tuple(number for number in (self.a, self.b) if number) if self.subject == "#" else ()


_CODE = re.compile(
    r"(?P<count>true|false)(?:(?P<relation>>=|<=|=)(?P<m>[0-9])| (?P<low>[0-9])-(?P<high>[0-9])"
    r"| (?P<property>odd|even|prime|composite))"
    r"|#(?P<i>[1-9]) (?:(?P<value>true|false)|(?P<pair>xor|same|and|or|nor) #(?P<j>[1-9]))"
)


@functools.lru_cache(maxsize=4096)
def claim_of(code: str) -> Claim:
    """Read a code.

    Raises:
        ValueError: if it is none.
    """
    match = _CODE.fullmatch(code)
    if match is None:
        raise ValueError(f"{code!r} is no claim")
    if match["i"]:
        return Claim("#", match["value"] or match["pair"], int(match["i"]), int(match["j"] or 0))
    if match["relation"]:
        return Claim(match["count"], match["relation"], int(match["m"]))
    if match["low"]:
        return Claim(match["count"], "-", int(match["low"]), int(match["high"]))
    return Claim(match["count"], match["property"])


def numbers_for(codes: Sequence[str]) -> list[int]:
    """For each statement, how many true ones there must be for it to be true: a set of numbers.

    A set of numbers is one integer, in which bit m stands for the number m. A claim about the number is compared with
    it, and a claim about earlier statements with what these are.
    """
    n = len(codes)
    every = (2 << n) - 1
    sets: list[int] = []
    for code in codes:
        subject, relation, a, b = claim_of(code)
        sets.append(combined(relation, sets[a - 1], sets[b - 1], every) if subject == "#" else numbers_of(code, n))
    return sets


@functools.lru_cache(maxsize=4096)
def numbers_of(code: str, n: int) -> int:
    """The numbers of true ones among ``n`` statements for which a claim about their number holds, as a set."""
    subject, relation, a, b = claim_of(code)
    return sum(_COUNTS[relation](m if subject == "true" else n - m, a, b) << m for m in range(n + 1))


def combined(relation: str, first: int, second: int, every: int) -> int:
    """The set for a claim about two statements (or about ``first`` alone) by their sets; ``every`` holds all numbers.

    Any bits will do as marks of the numbers, as long as they are the same ones in all sets.
    """
    match relation:
        case "true":
            return first
        case "false":
            return every ^ first
        case "xor":
            return first ^ second
        case "same":
            return every ^ first ^ second
        case "and":
            return first & second
        case "or":
            return first | second
        case _:
            return every ^ (first | second)


_COUNTS: Mapping[str, Callable[[int, int, int], bool]] = {
    ">=": lambda number, a, b: number >= a,
    "<=": lambda number, a, b: number <= a,
    "=": lambda number, a, b: number == a,
    "-": lambda number, a, b: a <= number <= b,
    "odd": lambda number, a, b: number % 2 == 1,
    "even": lambda number, a, b: number % 2 == 0,
    "prime": lambda number, a, b: number in (2, 3, 5, 7),
    "composite": lambda number, a, b: number in (4, 6, 8, 9),  # there are at most nine statements
}


# --- in words ---------------------------------------------------------------------------------------------------------

_BOUNDS = {">=": "at least", "<=": "at most", "=": "exactly"}
_NUMBERS = {"odd": "odd", "even": "even", "prime": "a prime number", "composite": "a composite number"}


def sentence(code: str, n: int) -> str:
    """The claim as one of ``n`` statements says it."""
    subject, relation, a, b = claim_of(code)
    if subject == "#":
        match relation:
            case "true" | "false":
                return f"Statement {a} is {relation}."
            case "xor":
                return f"Either Statement {a} or Statement {b} is true, but not both."
            case "same":
                return f"Statements {a} and {b} are both true or both false."
            case "or":
                return f"At least one of Statements {a} and {b} is true."
            case _:
                return f"Statements {a} and {b} are both {'true' if relation == 'and' else 'false'}."
    if relation in _NUMBERS:
        return f"The number of {subject} statements is {_NUMBERS[relation]}."
    if relation == "-":
        return f"At least {a} and at most {b} of these {n} statements are {subject}."
    return f"{_BOUNDS[relation].capitalize()} {a} of these {n} statements {'is' if a == 1 else 'are'} {subject}."


_SENTENCE = re.compile(
    r"(?P<bound>At least|At most|Exactly) (?P<m>[0-9])(?: and at most (?P<high>[0-9]))? "
    r"of these (?P<n>[0-9]) statements (?:is|are) (?P<count>true|false)\."
    r"|The number of (?P<number>true|false) statements is (?P<property>odd|even|a prime number|a composite number)\."
    r"|Statement (?P<single>[1-9]) is (?P<value>true|false)\."
    r"|Either Statement (?P<x1>[1-9]) or Statement (?P<x2>[1-9]) is true, but not both\."
    r"|At least one of Statements (?P<o1>[1-9]) and (?P<o2>[1-9]) is true\."
    r"|Statements (?P<p1>[1-9]) and (?P<p2>[1-9]) are (?P<both>both true or both false|both true|both false)\."
)


def code_of_sentence(text: str, n: int) -> str:
    """The code of what one of ``n`` statements says.

    Raises:
        ValueError: if it says nothing of what is known here.
    """
    match = _SENTENCE.fullmatch(text)
    if match is None or (match["n"] and int(match["n"]) != n):
        raise ValueError(f"{text!r} is no claim about {n} statements")
    if match["high"] and match["bound"] == "At least":
        return f"{match['count']} {match['m']}-{match['high']}"
    if match["bound"] and not match["high"]:
        relation = next(sign for sign, words in _BOUNDS.items() if words == match["bound"].lower())
        return f"{match['count']}{relation}{match['m']}"
    if match["property"]:
        return f"{match['number']} {match['property'].removeprefix('a ').removesuffix(' number')}"
    if match["single"]:
        return f"#{match['single']} {match['value']}"
    if match["x1"]:
        return f"#{match['x1']} xor #{match['x2']}"
    if match["o1"]:
        return f"#{match['o1']} or #{match['o2']}"
    if match["both"]:
        pair = {"both true or both false": "same", "both true": "and", "both false": "nor"}[match["both"]]
        return f"#{match['p1']} {pair} #{match['p2']}"
    raise ValueError(f"{text!r} is no claim about {n} statements")


_SHORT_PAIRS = {
    "xor": "just one of {} and {}",
    "same": "{} and {} alike",
    "and": "both {} and {}",
    "or": "{} or {} or both",
    "nor": "neither {} nor {}",
}


@functools.lru_cache(maxsize=4096)
def short(code: str) -> str:
    """The claim in few words, as it stands in brackets after a statement's number."""
    subject, relation, a, b = claim_of(code)
    if subject == "#":
        return _SHORT_PAIRS[relation].format(a, b) if b else f"{a} is {relation}"
    if relation in PROPERTIES:
        return f"{'an' if relation[0] in 'oe' else 'a'} {relation} number {subject}"
    return f"{a} to {b} {subject}" if relation == "-" else f"{_BOUNDS[relation]} {a} {subject}"


@functools.lru_cache(maxsize=4096)
def symbols(code: str) -> str:
    """The claim in signs: T and F stand for the numbers of true and false statements."""
    subject, relation, a, b = claim_of(code)
    if subject == "#":
        return f"{a} {relation} {b}" if b else f"{a} {relation}"
    if relation in PROPERTIES:
        return f"{subject[0].upper()} {relation}"
    return f"{subject[0].upper()} {a}-{b}" if relation == "-" else f"{subject[0].upper()}{relation}{a}"


def _all_codes() -> list[str]:
    codes = []
    for subject in ("true", "false"):
        codes += [f"{subject}{relation}{m}" for relation in COUNT_RELATIONS for m in range(10)]
        codes += [f"{subject} {low}-{high}" for low in range(10) for high in range(10)]
        codes += [f"{subject} {name}" for name in PROPERTIES]
        codes += [f"#{i} {subject}" for i in range(1, 10)]
    codes += [f"#{i} {pair} #{j}" for pair in PAIR_RELATIONS for i in range(1, 10) for j in range(1, 10)]
    return codes


@functools.cache
def _by_words() -> tuple[dict[str, str], dict[str, str]]:
    codes = _all_codes()
    return {short(code): code for code in codes}, {symbols(code): code for code in codes}


def code_of_short(text: str) -> str:
    """The code of what :func:`short` wrote; KeyError if it is nothing of that."""
    return _by_words()[0][text]


def code_of_symbols(text: str) -> str:
    """The code of what :func:`symbols` wrote; KeyError if it is nothing of that."""
    return _by_words()[1][text]


def is_count(code: str) -> bool:
    """Whether a claim is about the number of true or false statements."""
    return not code.startswith("#")


def canonical(statements: Sequence[str]) -> str:
    """The statements whatever their order and wording.

    What one says of another says it of the other's claim. A claim about numbers is the set of numbers for which it
    holds: of seven statements, that at least 2 are true is that at most 5 are false.
    """
    n = len(statements)
    written: list[str] = []
    for code in statements:
        _, relation, a, b = claim_of(code)
        if is_count(code):
            written.append(f"{numbers_of(code, n):x}")
        elif b:
            first, second = sorted((written[a - 1], written[b - 1]))
            written.append(f"({first} {relation} {second})")
        else:
            written.append(f"({written[a - 1]} {relation})")
    return ";".join(sorted(written))


def renumbered(statements: Sequence[str], stream: Stream) -> tuple[str, ...]:
    """The statements in a random order in which each still comes after those that it names."""
    waiting, place, written = list(range(1, len(statements) + 1)), dict[int, int](), list[str]()
    while waiting:
        number = stream.pick([i for i in waiting if place.keys() >= set(claim_of(statements[i - 1]).references)])
        waiting.remove(number)
        place[number] = len(place) + 1
        written.append(re.sub("#([1-9])", lambda match: f"#{place[int(match[1])]}", statements[number - 1]))
    return tuple(written)
