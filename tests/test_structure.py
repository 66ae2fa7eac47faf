"""The shape of the source: no import circles, no long files, and each task's story in its own folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracekit import TASKS

SOURCE = Path(__file__).parents[1] / "src" / "tracekit"
FILES = sorted(SOURCE.rglob("*.py"))
MODULES = {".".join(file.relative_to(SOURCE.parent).with_suffix("").parts): file for file in FILES}
LONGEST = 400

Blocks = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def imported(module: str) -> set[str]:
    """The modules that a module imports, also inside functions, but not those that it imports for types alone."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(MODULES[module].read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{each.name}" for each in node.names} | {node.module, f"{node.module}.__init__"}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)
    # What a package's __init__ offers comes from its modules: they count, and it does not.
    return {name for name in found if name in MODULES and not name.endswith(".__init__")} - {module}


def circles() -> Iterator[list[str]]:
    """Ways from a module over its imports back to itself."""
    graph = {module: imported(module) for module in MODULES if not module.endswith(".__init__")}
    done: set[str] = set()

    def follow(path: list[str]) -> Iterator[list[str]]:
        for module in sorted(graph.get(path[-1], ())):
            if module in path:
                yield [*path[path.index(module) :], module]
            elif module not in done:
                yield from follow([*path, module])
        done.add(path[-1])

    for module in sorted(graph):
        if module not in done:
            yield from follow([module])


def words(file: Path) -> set[str]:
    """The names and the words of strings in a file, without docstrings and comments."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in (node.body if isinstance(node, Blocks) else [])
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found |= set(re.findall(r"\w+", node.value))
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= set(node.module.split("."))
    return found


def test_no_import_circles() -> None:
    assert [" -> ".join(circle) for circle in circles()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_file_is_long(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", [name for name, task in TASKS.items() if task.__module__.startswith("tracekit.")])
def test_a_task_is_named_nowhere_but_in_its_folder(name: str) -> None:
    home = MODULES[f"{TASKS[name].__module__}.__init__"].parent
    places = {str(file.relative_to(SOURCE)) for file in FILES if home not in file.parents and name in words(file)}
    assert {place for place in places if not place.startswith("recipes/")} - {"tasks/__init__.py"} == set()
