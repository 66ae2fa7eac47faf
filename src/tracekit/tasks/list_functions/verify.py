"""Judging a list of integers, read from the ways in which people and models write one."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable

from tracekit.errors import TracekitError
from tracekit.tasks.list_functions.problem import ListFunctionsProblem, write_list
from tracekit.verify import Verdict
from tracekit.verify.credit import alike

MAX_LENGTH = 4000
"""Longest text read, in characters."""

_PAIRS = {"[": "]", "(": ")", "{": "}"}
_MINUS = str.maketrans({"−": "-", "–": "-", "\xa0": " "})
_FENCE = re.compile(r"```[A-Za-z]*+\s")
_LABEL = re.compile(r"(?:the\s++)?(?:final\s++)?(?:output|answer|result)(?:\s++is)?+\s*+[:=]?\s*+", re.IGNORECASE)
_DIVIDER = re.compile(r"\s*+[,;]\s*+|\s++")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})", re.ASCII)
_PLAIN = re.compile(r"\[-?(?:0|[1-9][0-9]{0,29}+)(?:, -?(?:0|[1-9][0-9]{0,29}+))*+\]")  # just as it is asked for


_RIGHT = Verdict(correct=True, reason="it is the output of the rule")
_written = functools.lru_cache(maxsize=4096)(write_list)


class ListError(TracekitError, ValueError):
    """A text is not one list of integers."""


def judge(problem: ListFunctionsProblem, answer: str) -> Verdict:
    """Whether an answer is the output of the rule."""
    if answer == _written(problem.answer):
        return _RIGHT
    try:
        numbers = read_list(answer)
    except ListError as error:
        return Verdict(correct=False, reason=f"not a list of integers: {error}")
    if len(numbers) != len(problem.answer):
        return Verdict(correct=False, reason=f"it has {len(numbers)} elements, not {len(problem.answer)}")
    for i, (found, right) in enumerate(zip(numbers, problem.answer, strict=True), 1):
        if found != right:
            return Verdict(correct=False, reason=f"element {i} is {found}, not {right}")
    return _RIGHT


def answer_key(answer: str) -> Hashable:
    """The numbers of the list."""
    try:
        return read_list(answer)
    except ListError:
        return None


def partial_credit(problem: ListFunctionsProblem, answer: str) -> float:
    """Share of the elements that are right, in a list of the right length.

    Free are the input as it is, backwards and sorted either way, the output of any example, and one number everywhere.
    """
    try:
        numbers = read_list(answer)
    except ListError:
        return 0.0
    last = problem.last
    return alike(numbers, problem.answer, [last, last[::-1], sorted(last), sorted(last)[::-1], *problem.outputs])


def read_list(text: object) -> tuple[int, ...]:
    """Read ``[1, 2, 3]``: with or without brackets, with commas, semicolons or blanks between the numbers.

    A code fence, one pair of backticks or dollar signs, a label such as ``Output:`` and a full stop at the end are
    understood. An empty list needs its brackets.

    Args:
        text: at most 4,000 characters that hold one list and nothing else.

    Raises:
        ListError: the text is anything else.
    """
    if not isinstance(text, str):
        raise ListError("not a text")
    if len(text) > MAX_LENGTH:
        raise ListError(f"longer than {MAX_LENGTH:,} characters")
    if _PLAIN.fullmatch(text):
        return tuple(map(int, text[1:-1].split(", ")))
    bare = text.translate(_MINUS).strip()
    if bare.startswith("```") and bare.endswith("```") and len(bare) > 6:
        opening = _FENCE.match(bare)
        bare = bare[opening.end() if opening else 3 : -3].strip()
    bare = _unwrapped(bare)
    label = _LABEL.match(bare)
    bare = _unwrapped(bare[label.end() :] if label else bare).removesuffix(".").strip()
    bare = _unwrapped(bare)
    bracketed = bare[:1] in _PAIRS
    if bracketed:
        if bare[-1] != _PAIRS[bare[0]] or len(bare) < 2:
            raise ListError("the brackets do not match")
        bare = bare[1:-1].strip()
        if not bare:
            return ()
        bare = bare.removesuffix(",").rstrip()  # as Python writes a tuple of one
    numbers = []
    for part in _DIVIDER.split(bare):
        if not _NUMBER.fullmatch(part):
            raise ListError(f"{part[:40]!a} where a number was expected")
        numbers.append(int(part))
    return tuple(numbers)


def _unwrapped(text: str) -> str:
    """The text without a pair of backticks, dollar signs or asterisks around it."""
    for mark in ("**", "`", "$"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text
