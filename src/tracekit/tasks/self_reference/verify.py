"""The verifier: every assignment of truth values is tried, and an answer read in its usual spellings.

It shares nothing with the search: the claims are read by other means, and the number of true statements is not guessed
but counted in each assignment.
"""

from __future__ import annotations

import functools
import itertools
import re

from tracekit.tasks.self_reference.problem import SelfReferenceProblem
from tracekit.verify import Verdict, normalise

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_NUMBERS)} | {"no": 0, "none": 0}
_LEAD = (
    r"(?:(?:the )?(?:final )?answer(?: is|:| =)|(?:the )?(?:total )?number of (?:possible )?solutions(?: is|:| =)"
    r"|there (?:is|are)(?: exactly)?) "
)
_VALUE = r"(?:0{0,3}(?P<digits>[0-9]{1,4})(?:\.0{1,4})?|(?P<word>[a-z]{2,5}))"
_NOUN = r"(?: (?:possible |consistent |valid )?(?:solutions?|assignments?|ways?))"
_ANSWER = re.compile(f"(?:{_LEAD})?{_VALUE}{_NOUN}?")
_BOXED = re.compile(r"\\boxed\{([^{}]{1,100})\}")
_TRAITS = {"odd": {1, 3, 5, 7, 9}, "even": {0, 2, 4, 6, 8}, "prime": {2, 3, 5, 7}, "composite": {4, 6, 8, 9}}


def judge(problem: SelfReferenceProblem, answer: str) -> Verdict:
    """Whether an answer is the number of solutions."""
    number = read_answer(answer)
    if number is None:
        return Verdict(correct=False, reason="not one number")
    right = count_solutions(problem.statements)
    if number != right:
        return Verdict(correct=False, reason=f"the number of solutions is not {number}")
    return Verdict(correct=True, reason=f"of all assignments, {right} are consistent")


def read_answer(answer: object) -> int | None:
    """The number that an answer states; None if it states none, or more than one."""
    if not isinstance(answer, str) or len(answer) > 200:
        return None
    if len(answer) == 1 and answer in "0123456789":
        return int(answer)
    text = " ".join(normalise(answer).lower().replace("**", " ").split()).removesuffix(".").rstrip()
    boxed = _BOXED.fullmatch(text)
    match = _ANSWER.fullmatch(boxed[1].strip() if boxed else text)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _WORDS.get(match["word"])


@functools.lru_cache(maxsize=4096)
def count_solutions(statements: tuple[str, ...]) -> int:
    """How many of all assignments of truth values make each statement true exactly if what it says holds."""
    return sum(
        all(holds == _holds(code, values) for code, holds in zip(statements, values, strict=True))
        for values in itertools.product((False, True), repeat=len(statements))
    )


def _holds(code: str, values: tuple[bool, ...]) -> bool:
    if code[0] == "#":
        words = code.replace("#", "").split()
        named = [values[int(word) - 1] for word in words if word.isdigit()]
        told = next(word for word in words if not word.isdigit())
        return {
            "true": all(named),
            "and": all(named),
            "false": not any(named),
            "nor": not any(named),
            "or": any(named),
            "xor": sum(named) == 1,
            "same": sum(named) != 1,
        }[told]
    subject, _, rest = code.partition(" ")
    if rest in _TRAITS:
        return values.count(subject == "true") in _TRAITS[rest]
    if rest:
        low, high = map(int, rest.split("-"))
        return low <= values.count(subject == "true") <= high
    number = values.count(code.startswith("true"))
    limit = int(code[-1])
    return number >= limit if ">" in code else number <= limit if "<" in code else number == limit
