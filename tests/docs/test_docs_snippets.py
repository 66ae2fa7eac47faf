"""The code in the README and the guides runs, and prints what they say it prints.

The blocks of one page are run in order and share their names, and what they print stands on the page:

- a ``python`` block is run; a block ```` ```text title="Output" ```` right after it holds what it prints;
- of a ``console`` block the lines ``$ tracekit ...`` are run, and what they print stands below them;
- a block after ``<!-- not run: reason -->`` is left alone.

To renew the outputs after a change: ``python tests/docs/test_docs_snippets.py``, then read the diff.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tracekit
from tracekit.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"(?P<skip><!-- not run: [^>]+ -->\n)?```(?P<language>python|console)\n(?P<code>.*?)```\n"
    r'(?P<gap>\n*)(?:```text title="Output"\n(?P<output>.*?)```\n)?',
    re.DOTALL,
)


def run_page(page: Path) -> str:
    """Run a page's blocks in the current directory; the page with what they really print."""
    module = types.ModuleType(f"page_{page.stem.lower().replace('-', '_')}")
    sys.modules[module.__name__] = module
    text = page.read_text(encoding="utf-8")
    pieces: list[str] = []
    end = 0
    for match in BLOCK.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
        pieces.append(match[0] if match["skip"] else "".join(_renewed(match, module, page, text)))
    return "".join([*pieces, text[end:]])


def _renewed(match: re.Match[str], module: types.ModuleType, page: Path, text: str) -> Iterator[str]:
    if match["language"] == "console":
        yield f"```console\n{_run_console(match['code'])}```\n{match['gap']}"
        return
    # Blank lines in front make the line numbers of a traceback those of the page.
    code = "\n" * text.count("\n", 0, match.start("code")) + match["code"]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(page), "exec"), module.__dict__)  # noqa: S102
    yield f"```python\n{match['code']}```\n"
    new = match["output"] is None
    if printed.getvalue():
        yield "\n" if new else match["gap"]
        yield f'```text title="Output"\n{_tidy(printed.getvalue())}```\n'
    if new:
        yield match["gap"]


def _run_console(code: str) -> str:
    lines = code.splitlines(keepends=True)
    pieces: list[str] = []
    ours = False
    for line in lines:
        if line.startswith("$ "):
            pieces.append(line)
            ours = line.startswith("$ tracekit ") and "#" not in line
            if ours:
                result = CliRunner().invoke(app, shlex.split(line)[2:])
                assert result.exit_code == 0, f"{line}{result.output}{result.exception!r}"
                pieces.append(_tidy(result.stdout))
        elif not ours:
            pieces.append(line)
    return "".join(pieces)


def _tidy(output: str) -> str:
    return "".join(line.rstrip() + "\n" for line in output.splitlines())


@contextlib.contextmanager
def _workplace(folder: str | Path) -> Iterator[None]:
    """An empty current directory from which the examples can be read."""
    (Path(folder) / "examples").symlink_to(ROOT / "examples")
    before, known = Path.cwd(), set(tracekit.TASKS)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        for name in set(tracekit.TASKS) - known:  # a page may have registered one of its own
            tracekit.TASKS.forget(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_prints_what_it_says(page: Path, tmp_path: Path) -> None:
    with _workplace(tmp_path):
        renewed = run_page(page)
    assert renewed == page.read_text(encoding="utf-8")


def test_blocks_are_either_run_or_marked() -> None:
    n_run = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found = list(BLOCK.finditer(text))
        assert len(found) == len(re.findall(r"^```(?:python|console)\b", text, re.MULTILINE)), page
        n_run += sum(not match["skip"] for match in found)
    assert n_run > 20


if __name__ == "__main__":
    for each in PAGES:
        with tempfile.TemporaryDirectory() as scratch, _workplace(scratch):
            new = run_page(each)
        each.write_text(new, encoding="utf-8")
