"""The programs that type checkers are shown do run."""

import runpy
from pathlib import Path

import pytest

PROGRAMS = sorted((Path(__file__).parent.parent / "typing_examples").glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_typed_program_runs(program: Path) -> None:
    runpy.run_path(str(program), run_name="__main__")
