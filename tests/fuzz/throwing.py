"""One input thrown at the library: nothing may be raised, and what gets full marks is confirmed by a judge."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from hostile import MONSTERS, TAGS, Case, cases, completion, mutated
from judges import confirms

from tracekit import find_answer

__all__ = ["HOW", "LIMIT", "How", "Report", "minimal", "says_plainly", "throw", "throw_many"]

How = Literal["answer", "strict", "lenient"]
HOW: tuple[How, ...] = get_args(How)
"""An answer as such, or a completion read in the strict or the lenient format."""

LIMIT = 0.05
"""Seconds that one input may take."""


@dataclass
class Report:
    """What came of many inputs."""

    thrown: int = 0
    right: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, case: Case, text: object) -> None:
        """Note something that must not be."""
        shown = ascii(text)
        shown = shown if len(shown) < 600 else f"{shown[:300]} ... {len(shown)} characters"
        self.wrong.append(f"{what}: {case.name}: {case.problem.model_dump_json()[:500]}: {shown}")


def says_plainly(text: Any) -> str | None:
    """The answer of a completion, taken apart with other means: None unless it is well formed beyond doubt."""
    if isinstance(text, list):
        text = [message for message in text if isinstance(message, dict) and message.get("role") == "assistant"][-1]
    if isinstance(text, dict):
        content, apart = text.get("content"), text.get("reasoning_content")
        if isinstance(content, list):
            content = "".join(part.get("text", "") for part in content)
        if apart and apart.strip():
            if re.search("</?(think|answer)>", apart):
                return None
            content = f"<think>{apart}</think>{content}"
        text = content
    if not isinstance(text, str):
        return None
    parts = re.split("(</?(?:think|answer)>)", text)
    if tuple(parts[1::2]) != TAGS or parts[0].strip() or parts[4].strip() or parts[8].strip():
        return None
    return parts[6].strip()


def said_last(text: Any, answer: str) -> bool:
    """Whether a text, however it is wrapped, says this after all of its thinking."""
    if isinstance(text, list):
        text = [message for message in text if isinstance(message, dict) and message.get("role") == "assistant"][-1]
    if isinstance(text, dict):
        text = text.get("content")
    if isinstance(text, list):
        text = "".join(part.get("text", "") for part in text)
    return answer in re.split(r"(?i)<\s*/\s*think\s*>", text)[-1]


def answer_of(how: How, case: Case, text: Any, report: Report) -> str | None:
    """The answer that counts, found in a completion by a format and held against another way of finding it."""
    if how == "answer":
        return str(text)
    found = find_answer(text, how)
    if found.answer is None or (how == "strict" and not found.well_formed):
        return None
    agrees = said_last(text, found.answer) if how == "lenient" else says_plainly(text) == found.answer
    if not agrees:
        report.add(f"{how}: another answer found ({found.answer!a})", case, text)
    return found.answer


def throw(case: Case, text: Any, report: Report, how: How = "answer") -> None:
    """Throw an answer, or a completion to be read by a format, and note what must not be."""

    def run() -> bool:
        answer = text if how == "answer" else find_answer(text, how).answer
        return answer is not None and bool(case.task.verify(case.problem, answer))

    start = time.perf_counter()
    try:
        accepted = run()
    except Exception as error:
        error.add_note(f"{case.name}: {json.dumps(case.problem.model_dump(mode='json'))}: {text!a}"[:2000])
        raise
    seconds = time.perf_counter() - start
    if seconds > LIMIT:  # perhaps another program was in the way: what counts is the processor's time, the best of five
        seconds = min(processor_seconds(run) for _ in range(5))
        if seconds > LIMIT:
            report.add(f"{how}: {1000 * seconds:.0f} ms", case, text)
    report.thrown += 1
    report.slowest = max(report.slowest, seconds)
    if accepted and (answer := answer_of(how, case, text, report)) is not None:
        report.right += 1
        if not confirms(case.task, case.problem, answer):
            report.add(f"{how}: accepted, but not right", case, minimal(answer, lambda t: _false_positive(case, t)))


def _false_positive(case: Case, text: str) -> bool:
    return bool(case.task.verify(case.problem, text)) and not confirms(case.task, case.problem, text)


def processor_seconds(run: Callable[[], object]) -> float:
    """Seconds of the processor for one call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def minimal(text: str, still: Callable[[str], bool]) -> str:
    """The text with as much taken out as leaves it what it is; for reports only."""
    size = len(text) // 2
    while size:
        place = 0
        while place < len(text):
            shorter = text[:place] + text[place + size :]
            if still(shorter):
                text = shorter
            else:
                place += size
        size //= 2
    return text


def throw_many(name: str, n: int, seed: int, *, monsters: bool = False) -> Report:
    """Throw n seeded inputs at a setting, half of them whole completions; with monsters, all of those as well."""
    rng, report, chosen = random.Random(f"{name} {seed}"), Report(), cases(name)
    rights = [case.right for case in chosen]
    for _ in range(n):
        case = rng.choice(chosen)
        start = case.right if rng.random() < 0.9 else rng.choice((*rights, case.task.question(case.problem)))
        text = mutated(rng, start, (*rights[:5], case.right, str(rng.randrange(100))))
        how = rng.choice(HOW)
        thinking = rng.choice(("I think.", "", case.right, "\x00", text))
        throw(case, text if how == "answer" else completion(rng, text, thinking), report, how)
    for text in MONSTERS if monsters else ():
        case = rng.choice(chosen)
        for variant in (text, case.right + text, text + case.right):
            throw(case, variant, report)
            for how in ("strict", "lenient"):
                throw(case, variant, report, how)
                throw(case, f"<think>x</think><answer>{variant}</answer>", report, how)
                throw(case, f"<think>{variant}</think><answer>{case.right}</answer>", report, how)
    return report
