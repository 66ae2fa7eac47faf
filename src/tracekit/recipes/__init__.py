"""Recipes: every published condition that can be made by rule, by name, and data sets of your own in one file."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType

from tracekit.errors import UnknownNameError
from tracekit.recipes.figures import SplitFigures
from tracekit.recipes.recipe import CorruptorSpec, Recipe, TaskSpec
from tracekit.recipes.writing import write_recipe

__all__ = [
    "CorruptorSpec",
    "Recipe",
    "SplitFigures",
    "TaskSpec",
    "all_recipes",
    "find_recipes",
    "get_recipe",
    "write_recipe",
]


@cache
def all_recipes() -> Mapping[str, Recipe]:
    """The recipes that have names."""
    from tracekit.recipes.papers import published

    return MappingProxyType({recipe.name: recipe for recipe in published()})


def get_recipe(name: str) -> Recipe:
    """A recipe by its name.

    Raises:
        UnknownNameError: if there is none of that name.
    """
    recipes = all_recipes()
    if name not in recipes:
        raise UnknownNameError("recipe", str(name), recipes)
    return recipes[name]


def find_recipes(pattern: str) -> list[Recipe]:
    """The recipes whose names match a pattern, such as ``cai2025/*/k?``; at least one does.

    ``*`` and ``?`` stand for any signs (slashes too) and any one sign, as on a command line.

    Raises:
        UnknownNameError: if none does.
    """
    found = [recipe for name, recipe in all_recipes().items() if fnmatchcase(name, pattern)]
    if not found:
        raise UnknownNameError("recipe", pattern, all_recipes())
    return found
