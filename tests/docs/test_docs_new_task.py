"""The guide "Add a task" says a hundred lines, and means it."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

from tracekit.testing import check_task

ROOT = Path(__file__).parents[2]
MOST_LINES = 100


def code_of_the_task() -> list[str]:
    """The lines of the page's code up to the block with the class of the task, without the blank ones."""
    page = (ROOT / "docs" / "add-a-task.md").read_text(encoding="utf-8")
    lines: list[str] = []
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        lines += filter(str.strip, block.splitlines())
        if "class Queens(" in block:
            break
    return lines


def test_the_task_of_the_guide_has_a_hundred_lines_and_keeps_its_promises() -> None:
    lines = code_of_the_task()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 120
    module = types.ModuleType("queens_of_the_guide")
    sys.modules[module.__name__] = module
    exec("\n".join(lines), module.__dict__)  # noqa: S102
    report = check_task(module.Queens(), n=10, backtracks=(0, 1, 2, 3))
    assert report.reachable["exhaustive"][0] == 1


def test_the_typed_program_has_the_same_task() -> None:
    program = (ROOT / "typing_examples" / "own_task.py").read_text(encoding="utf-8").splitlines()
    assert set(code_of_the_task()) <= set(program)
