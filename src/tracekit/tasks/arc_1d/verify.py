"""Judging a row of cells."""

from __future__ import annotations

import re
from operator import ne

from tracekit.tasks.arc_1d.problem import Arc1DProblem
from tracekit.tasks.arc_1d.scene import Row
from tracekit.verify import Verdict
from tracekit.verify.credit import alike

_RIGHT = Verdict(correct=True, reason="each cell is as the rule gives it")
_ANSWER = re.compile(r"[0-9](?:[ ,;|\t]*[0-9])*")


def judge(problem: Arc1DProblem, answer: str) -> Verdict:
    """Whether an answer is the row that the rule gives."""
    if answer == " ".join(problem.output):
        return _RIGHT
    found = read_row(answer)
    if found is None:
        return Verdict(correct=False, reason="not one row of digits")
    if len(found) != len(problem.output):
        return Verdict(correct=False, reason=f"{len(found)} digits, not {len(problem.output)}")
    wrong = sum(map(ne, found, problem.output))
    if wrong:
        return Verdict(correct=False, reason=f"{wrong} of {len(found)} cells differ from what the rule gives")
    return _RIGHT


def read_row(answer: object) -> Row | None:
    """The digits of an answer: apart or together, in brackets, Markdown or neither, with the word for it or not."""
    if not isinstance(answer, str) or len(answer) > 1000:
        return None
    cells = answer[::2]
    if cells.isdigit() and cells.isascii() and not answer[1::2].strip(" "):
        return cells  # just as the question asks
    text = answer.replace("\u00a0", " ").strip().strip("`").strip()
    text = _unmarked(re.sub(r"^(?:answer|output)\s*:\s*", "", _unmarked(text), flags=re.IGNORECASE))
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1].strip()
    text = text.removesuffix(".")
    if not _ANSWER.fullmatch(text):
        return None
    groups = re.findall("[0-9]+", text)
    return "".join(groups) if len(groups) in (1, sum(map(len, groups))) else None  # ``10 0`` is not three cells


def _unmarked(text: str) -> str:
    """The text without a pair of dollar signs or bold marks around it."""
    for mark in ("**", "$"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text


def partial_credit(problem: Arc1DProblem, answer: str) -> float:
    """Share of the cells that are right. Free are the input, forwards or backwards, and one colour everywhere."""
    return alike(read_row(answer) or "", problem.output, [problem.test, problem.test[::-1]])
