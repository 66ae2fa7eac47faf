"""A target for atheris, the coverage-guided fuzzer.

    python tests/fuzz/fuzz_verify.py -runs=1000000 CORPUS

The first byte chooses a problem, the second how the answer is wrapped; the rest is text, in which a few bytes stand for
the problem's right answer and for tags, so that the fuzzer need not find those by chance. It stops at the first input
that raises, takes too long, or is accepted without being right.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["tracekit.verify", "tracekit.tasks"]):
    import tracekit
    from tracekit.tasks import TASKS

    for _name in TASKS:
        tracekit.get_task(_name)

from hostile import SETTINGS, TAGS, cases
from throwing import HOW, Report, throw

CASES = [case for name in SETTINGS for case in cases(name, 8)]


def target(data: bytes) -> None:
    """Throw what the bytes stand for."""
    if len(data) < 3:
        return
    case = CASES[data[0] % len(CASES)]
    # Latin 1 keeps each byte a character of its own; the odd ones come from UTF-8 with surrogates, every other time.
    text = data[2:].decode("latin-1") if data[1] & 1 else data[2:].decode("utf-8", "surrogateescape")
    text = text.replace("\x01", case.right).replace("\x02", case.right[: len(case.right) // 2])
    for number, tag in enumerate(TAGS, 3):
        text = text.replace(chr(number), tag)
    report = Report()
    how = (*HOW, "strict")[data[1] >> 1 & 3]
    if data[1] & 8 and how != "answer":
        text = f"<think>t</think><answer>{text}</answer>"
    throw(case, text, report, how)
    if report.wrong:
        raise AssertionError(report.wrong[0])


def main() -> None:
    """Fuzz until the runs asked for are done."""
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
