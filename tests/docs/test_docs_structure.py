"""The figure of "How it is built" shows the packages that there are, and what they import."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tracekit"
FOLDERS = {path.parent.name for path in SOURCE.glob("*/__init__.py")}


@pytest.fixture
def figure(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "images"))
    return importlib.import_module("make_structure")


def imported(file: Path) -> Iterator[str]:
    """The packages of the library that a file imports, not those that it imports for types alone."""
    waiting: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
        else:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("tracekit."))


def below(package: str, graph: dict[str, set[str]]) -> set[str]:
    """The packages that one can come to from a package."""
    found: set[str] = set()
    waiting = [*graph[package]]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += graph.get(one, ())
    return found


def test_the_figure_is_the_one_that_is_made(figure: Any) -> None:
    assert (ROOT / "docs" / "images" / "structure.svg").read_text(encoding="utf-8") == figure.figure()


def test_its_boxes_are_the_packages_and_its_arrows_their_imports(figure: Any) -> None:
    assert set(figure.BOXES) - {figure.BASE} == FOLDERS
    graph = {
        folder: {
            name if name in FOLDERS else figure.BASE
            for file in (SOURCE / folder).rglob("*.py")
            for name in imported(file)
        }
        - {folder}
        for folder in FOLDERS
    }
    assert [folder for folder in FOLDERS if folder in below(folder, graph)] == []
    direct = {
        (start, end)
        for start, ends in graph.items()
        for end in ends
        if not any(end in below(other, graph) for other in ends - {figure.BASE})
    }
    assert set(figure.ARROWS) == direct
    lower = {start: y for start, (_, y, _) in figure.BOXES.items()}
    assert all(lower[start] <= lower[end] for start, end in figure.ARROWS)


def test_its_steps_are_in_the_packages_that_it_says(figure: Any) -> None:
    for _, package, how in [*figure.ROW, *figure.ROLLOUT]:
        assert package in FOLDERS
        name = how.split(".")[-1]
        assert any(f"def {name}(" in file.read_text(encoding="utf-8") for file in (SOURCE / package).rglob("*.py")), how
