"""Judges of their own: is a text that got full marks truly a right answer, read as a person would read it?

They share nothing with the verifiers. Texts are taken apart by other means, and what is right is found by brute force.
They are as lenient about spelling as a person is, and strict about what is said: one answer, and that one right. They
are slow, and made for texts that a verifier has accepted only.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

__all__ = ["JUDGES", "confirms"]

Judge = Callable[[Any, Any, str], bool]


def confirms(task: Any, problem: Any, answer: str) -> bool:
    """Whether a text is a right answer in some plain reading."""
    return JUDGES[task.name](task, problem, answer)


def stripped(text: str, words: Iterable[str] = ()) -> str:
    """The text without marks that only dress it up (LaTeX, Markdown, a last full stop) and without some words."""
    for old, new in (("\\left", ""), ("\\right", ""), ("\\(", ""), ("\\)", ""), ("\\[", ""), ("\\]", ""), ("$", "")):
        text = text.replace(old, new)
    text = re.sub(r"```[a-zA-Z]*(?=\s)|```|`|\*\*", " ", text)
    for word in words:
        text = re.sub(rf"(?i)\b{word}\b[ \t]*[:=]?", " ", text)
    return text.strip().removesuffix(".").strip()


# --- countdown: brackets are worked out from the inside, as one does with a pencil ----------------------------------


def judge_countdown(task: Any, problem: Any, answer: str) -> bool:
    for old, new in (("\\times", "*"), ("\\cdot", "*"), ("\\div", "/"), ("[", "("), ("]", ")")):
        answer = answer.replace(f"\\left{old}", new).replace(f"\\right{old}", new).replace(old, new)
    answer = stripped(re.sub("[×⋅·∗]", "*", re.sub("[÷∕]", "/", re.sub("[\u2212\u2013]", "-", answer))))
    expression, *claims = answer.split("=")
    if len(claims) > 1 or re.sub(r"[0-9+\-*/()\s]", "", expression) or re.search(r"[0-9]\s+[0-9]", expression):
        return False
    if claims and pencil(re.sub(r"\s", "", claims[0])) != problem.target:
        return False
    bare = re.sub(r"\s", "", expression)
    used = Counter(map(int, re.findall("[0-9]+", bare)))
    given = Counter(problem.numbers)
    fits = used == given if task.use_all else used <= given
    return fits and not set("+-*/") & set(bare) - set(task.operators) - {"-"} and pencil(bare) == problem.target


def pencil(text: str) -> Fraction | None:
    """The value of an expression; None if it has none."""
    values: list[Fraction] = []

    def keep(value: Fraction) -> str:
        values.append(value)
        return f"v{len(values) - 1};"

    text = re.sub("[0-9]+", lambda match: keep(Fraction(int(match[0]))), text)
    try:
        while inner := re.search(r"\(([^()]*)\)", text):
            before = text[: inner.start()]
            if before.endswith(";") or text[inner.end() :].startswith("v"):
                return None
            text = before + keep(row_of(inner[1], values)) + text[inner.end() :]
        return row_of(text, values)
    except (ValueError, ZeroDivisionError):
        return None


def row_of(text: str, values: Sequence[Fraction]) -> Fraction:
    """The value of a text without brackets: products first, then sums. Each operand may have one minus in front."""
    operands = re.findall(r"(-?)v([0-9]+);([+\-*/]?)", text)
    if not operands or "".join(f"{sign}v{number};{op}" for sign, number, op in operands) != text or operands[-1][2]:
        raise ValueError(text)
    total, product, op = Fraction(0), Fraction(0), "+"
    for sign, number, following in operands:
        value = -values[int(number)] if sign else values[int(number)]
        if op == "*":
            product *= value
        elif op == "/":
            product /= value
        else:
            total, product = total + product, (-value if op == "-" else value)
        op = following
    return total + product


# --- sudoku: sets of digits -----------------------------------------------------------------------------------------


def judge_sudoku(task: Any, problem: Any, answer: str) -> bool:
    n = problem.size
    first, *labelled = re.split(r"(?i)\br(?:ow)?[ \t]*([0-9]+)[ \t]*:", answer)
    text = first
    for number, row in zip(labelled[::2], labelled[1::2], strict=True):
        if len(re.findall("[0-9]", text)) != n * (int(number) - 1):
            return False
        text += " " + row
    text = re.sub(r"\A\s*```[A-Za-z]*", "", text)
    if re.sub(r"[\s0-9,;|\[\]`+=:\-\u2500-\u257f]", "", text):
        return False
    digits = [int(digit) for digit in re.findall("[0-9]", text)]
    if len(digits) != n * n:
        return False
    rows = [digits[i : i + n] for i in range(0, n * n, n)]
    box_rows, box_cols = {4: (2, 2), 6: (2, 3), 9: (3, 3)}[n]
    boxes = [
        [rows[r + i][c + j] for i in range(box_rows) for j in range(box_cols)]
        for r in range(0, n, box_rows)
        for c in range(0, n, box_cols)
    ]
    every = set(range(1, n + 1))
    clues = [int(digit) for digit in problem.puzzle]
    return all(set(unit) == every for unit in [*rows, *zip(*rows, strict=True), *boxes]) and all(
        clue in (0, digit) for clue, digit in zip(clues, digits, strict=True)
    )


# --- rows and lists: the numbers in the text, in order --------------------------------------------------------------


def judge_arc(task: Any, problem: Any, answer: str) -> bool:
    text = stripped(fold_long_s(answer), ("answer", "output"))
    text = text.strip("[]() \t\n\r\x0b\x0c").strip().removesuffix(".")
    runs = re.findall("[0-9]+", text)
    plain = not re.sub(r"[\s0-9,;|]", "", text) and (len(runs) == 1 or max(map(len, runs), default=0) == 1)
    return plain and "".join(runs) == problem.output


def judge_list(task: Any, problem: Any, answer: str) -> bool:
    text = re.sub("[−–]", "-", fold_long_s(answer))
    words = ("the", "final", "output is", "answer is", "result is", "output", "answer", "result")
    text = stripped(text, words).replace("**", " ").strip()
    text = re.sub(r"^[\s:=]+", "", text)
    bare = text.strip("[](){} \t\n\r").removesuffix(",")
    if not bare.strip():
        return any(pair in re.sub(r"\s", "", text) for pair in ("[]", "()", "{}")) and not problem.answer
    if re.sub(r"[\s0-9,;+\-]", "", bare) or not re.fullmatch(r"\s*[-+]?[0-9]+(?:[\s,;]+[-+]?[0-9]+)*\s*", bare):
        return False
    return [int(number) for number in re.findall("[-+]?[0-9]+", bare)] == list(problem.answer)


def fold_long_s(text: str) -> str:
    return text.replace("\u017f", "s").replace("\u212a", "k")


# --- zebra puzzles: permutations ------------------------------------------------------------------------------------


def zebra_holds(kind: str, houses: Sequence[int], house: int) -> bool:
    a, b, c = (*houses, 0, 0)[:3]
    return {
        "at": a == house,
        "not_at": a != house,
        "same": a == b,
        "left": b - a == 1,
        "right": a - b == 1,
        "next": b - a in (1, -1),
        "not_next": b - a not in (1, -1),
        "between": sorted((a, b, c))[1] == a and len({a, b, c}) == 3,
        "either": a in (b, c),
    }[kind]


@functools.lru_cache(maxsize=256)
def zebra_tables(values: Any, clues: Any) -> list[dict[str, int]]:
    """Every way to put the values into houses that all clues allow."""
    found: list[dict[str, int]] = [{}]
    for depth, category in enumerate(values):
        known = {value for row in values[: depth + 1] for value in row}
        due = [clue for clue in clues if set(clue[1]) <= known and set(clue[1]) & set(category)]
        ways = [dict(zip(way, range(1, len(way) + 1), strict=True)) for way in itertools.permutations(category)]
        longer = [house | way for house in found for way in ways]
        found = [
            house for house in longer if all(zebra_holds(kind, [house[v] for v in vs], at) for kind, vs, at in due)
        ]
    return found


_FILLER_WORDS = {"the", "answer", "is", "name", "house", "1", "lives", "in", "first", "text", "textbf", "mathrm"}
_TABLE_WORDS = re.findall(
    "[a-z]+", "the house owner person who player drinker fan whose favourite is by goes to work eats loves"
)


def judge_zebra(task: Any, problem: Any, answer: str) -> bool:
    clues = tuple((clue[0], tuple(clue[1]), clue[2]) for clue in problem.clues)
    tables = zebra_tables(tuple(map(tuple, problem.values)), clues)
    text = unicodedata.normalize("NFKC", answer).casefold()
    if problem.ask == "first":
        text = re.sub(r"^\W*(the answer is|answer|name|house 1)", "", text)
        words = re.findall(r"[^\W_]+", text)
        names = [name for name in problem.values[0] if name.casefold() in words]
        filler = _FILLER_WORDS
        others = [word for word in words if word not in filler and word not in [name.casefold() for name in names]]
        return len(names) == 1 and not others and any(table[names[0]] == 1 for table in tables)
    values = [value for row in problem.values for value in row]
    lines = [line for line in text.splitlines() if any(v.casefold().split("-")[-1] in line for v in values)]
    known = set(_TABLE_WORDS)
    known |= set(re.findall("[a-z]+", " ".join([*values, *problem.categories, "likes"]).casefold()))
    house_of: dict[str, int] = {}
    for number, line in enumerate(lines[-len(problem.values[0]) :], 1):
        label = re.match(r"[\s|`*#]*(?:house)?[\s#]*([1-7])\b", line)
        if set(re.findall(r"[^\W\d_]+", line)) - known or len(re.findall("[0-9]", line)) > 1:
            return False
        for value in values:
            if re.search(rf"(?<![^\W_]){re.escape(value.casefold()).replace('-', '.')}(?![^\W_])", line):
                if value in house_of:
                    return False
                house_of[value] = int(label[1]) if label else number
    return house_of in tables


# --- self-reference: the sentences of the question, under every assignment ------------------------------------------

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@functools.lru_cache(maxsize=256)
def ways_of(question: str) -> int:
    sentences = re.findall(r"(?m)^\d+\. (.+)$", question)
    every = itertools.product((0, 1), repeat=len(sentences))
    return sum(all(says(text, v) == bool(x) for text, x in zip(sentences, v, strict=True)) for v in every)


def says(text: str, v: Sequence[int]) -> bool:
    """Whether what a sentence says is so."""
    low = text.lower()
    numbers = [int(number) for number in re.findall(r"\d", low)]
    if "of these" in low:
        count = sum(v) if low.endswith("true.") else len(v) - sum(v)
        if low.startswith("exactly"):
            return count == numbers[0]
        if "and at most" in low:
            return numbers[0] <= count <= numbers[1]
        return count >= numbers[0] if low.startswith("at least") else count <= numbers[0]
    if low.startswith("the number of"):
        count = sum(v) if "true statements" in low else len(v) - sum(v)
        divisors = [d for d in range(2, count) if count % d == 0]
        if "composite" in low:
            return bool(divisors)
        if "prime" in low:
            return count > 1 and not divisors
        return count % 2 == int("odd" in low)
    told = [bool(v[number - 1]) for number in numbers]
    if "but not both" in low:
        return told[0] is not told[1]
    if "both true or both false" in low:
        return told[0] is told[1]
    if low.startswith("at least one"):
        return any(told)
    return all(told) if low.endswith("true.") else not any(told)


def judge_self_reference(task: Any, problem: Any, answer: str) -> bool:
    words = re.findall(r"[a-z]+|[0-9.,]*[0-9]", stripped(answer).lower())
    if max(map(len, words), default=0) > 1000:
        return False
    said = [_ONES.index(word) for word in words if word in _ONES] + [0 for word in words if word in ("no", "none")]
    said_in_digits = [Fraction(word) for word in words if re.fullmatch(r"[0-9]+(\.[0-9]+)?", word)]
    if len(said) + len(said_in_digits) != 1 or set("-+*/=<>") & set(stripped(answer).partition("answer =")[2]):
        return False
    return [*said, *said_in_digits][0] == ways_of(task.question(problem))


# --- geometry: floating point ---------------------------------------------------------------------------------------


def judge_geometry(task: Any, problem: Any, answer: str) -> bool:
    found = numbers_of(answer, 1 if problem.kind in ("incircle_radius", "angle_measure", "area") else 2)
    right = triangle(problem.kind, *(complex(*corner) for corner in (problem.a, problem.b, problem.c)))
    slack = 0.0051 if problem.kind == "angle_measure" else 0.00051  # a little more than is allowed
    return len(found) == len(right) and all(abs(x - y) <= slack for x, y in zip(found, right, strict=True))


def triangle(kind: str, a: complex, b: complex, c: complex) -> list[float]:
    """What is asked for, from complex numbers."""

    def meet(p: complex, along: complex, q: complex, other: complex) -> complex:
        cross = (along.conjugate() * other).imag
        return p + along * ((q - p).conjugate() * other).imag / cross

    area = abs(((b - a).conjugate() * (c - a)).imag) / 2
    if kind == "area":
        return [area]
    if kind == "incircle_radius":
        return [2 * area / (abs(a - b) + abs(b - c) + abs(c - a))]
    if kind == "angle_measure":
        cosine = ((a - b).conjugate() * (c - b)).real / abs(a - b) / abs(c - b)
        return [math.degrees(math.acos(max(-1.0, min(1.0, cosine))))]
    if kind == "orthocenter":
        point = meet(a, (c - b) * 1j, b, (a - c) * 1j)
    elif kind == "circumcenter":
        point = meet((a + b) / 2, (b - a) * 1j, (a + c) / 2, (c - a) * 1j)
    elif kind == "centroid":
        point = (a + b + c) / 3
    else:
        point = meet(a, (c - b) * 1j, b, c - b)
    return [point.real, point.imag]


def numbers_of(answer: str, n: int) -> list[float]:
    """The numbers in a text; empty if it has not n, or holds anything that does not belong to them."""
    text = answer.lower().replace("\u2212", "-").replace("\u00d7", "*").replace("\\cdot", "*").replace("\\,", " ")
    text = re.sub(r"\\sqrt\s*\{([^{}]*)\}", r"sqrt(\1)", text)
    text = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/(\2)", text)
    text = re.sub(r"\^\s*\{?\s*\\circ\s*\}?|\\degree|\u00b0|degrees?\b|deg\b|units?\b", "", stripped(text))
    text = text.replace("\u221a", "sqrt")
    text = re.sub(r"(?:square|sq\.?)\s*$", "", text.strip())
    if n == 2:
        text = re.sub(r"\b[xy]\s*[=:]|\band\b", ",", text)
    text = text.strip() if re.match(r"\W*not", text) else re.sub(r"^(?:(?!sqrt)[a-z\u2220\\\s])+[=\u2248:]?", "", text)
    parts = [part for part in re.split("[,;]", text) if part.strip(" ()")]
    values = [number_of(part) for part in parts]
    return [value for value in values if value is not None] if len(values) == n and None not in values else []


def number_of(text: str) -> float | None:
    """A product of decimals and roots, perhaps over another one, with any brackets."""
    text = re.sub(r"\s", "", text.strip()).replace("(", "").replace(")", "")
    sign = -1.0 if text.startswith("-") else 1.0
    over = text.lstrip("+-").split("/")
    values = []
    for part in over:
        factors = re.findall(r"(sqrt)?([0-9]+\.?[0-9]*|\.[0-9]+)\*?", part)
        if not factors or re.sub(r"(sqrt)?([0-9]+\.?[0-9]*|\.[0-9]+)\*?", "", part):
            return None
        values.append(math.prod(math.sqrt(float(number)) if root else float(number) for root, number in factors))
    if len(values) > 2 or (len(values) == 2 and not values[1]):
        return None
    return sign * values[0] / (values[1] if len(values) == 2 else 1.0)


# --- the cube: its colours are carried round ------------------------------------------------------------------------

_OPPOSITE = {"top": "bottom", "bottom": "top", "front": "back", "back": "front", "left": "right", "right": "left"}
_COLORS = set(
    re.findall(
        "[a-z]+",
        "red green blue yellow white orange purple pink brown gray cyan magenta gold silver indigo violet grey",
    )
)


def judge_cube(task: Any, problem: Any, answer: str) -> bool:
    colors = dict(zip(("top", "bottom", "front", "back", "left", "right"), problem.colors, strict=True))
    for side, to, axis in problem.turns:
        if axis:
            moves = {place: _OPPOSITE[place] for place in colors if place not in axis.split("-")}
        else:
            moves = {side: to, to: _OPPOSITE[side], _OPPOSITE[side]: _OPPOSITE[to], _OPPOSITE[to]: side}
        colors |= {moves[place]: colors[place] for place in moves}
    words = re.findall("[a-z]+", answer.lower())
    named = [word.replace("grey", "gray") for word in words if word in _COLORS]
    denied = {"not", "no", "never", "or", "isn", "neither", "nor", "but", "maybe", "except"} & set(words)
    sides = [word for word in words if word in _OPPOSITE and word != problem.target]
    return named == [colors[problem.target]] and not denied and not sides


JUDGES: dict[str, Judge] = {
    "countdown": judge_countdown,
    "sudoku": judge_sudoku,
    "mini_sudoku": judge_sudoku,
    "arc_1d": judge_arc,
    "list_functions": judge_list,
    "zebra_puzzles": judge_zebra,
    "self_reference": judge_self_reference,
    "advanced_geometry": judge_geometry,
    "color_cube_rotation": judge_cube,
}
