"""``tracekit recipe list | show | make``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.syntax import Syntax
from rich.table import Table

from tracekit.cli.console import out, progress_bar
from tracekit.errors import DataFileError, ParameterError

if TYPE_CHECKING:
    from tracekit.recipes import Recipe

__all__ = ["recipe_app"]

recipe_app = typer.Typer(help="Published conditions by name.", no_args_is_help=True)

Pattern = Annotated[str, typer.Argument(help="A name, or a pattern such as 'cai2025/*'.")]


@recipe_app.command("list")
def list_(pattern: Pattern = "*") -> None:
    """List the recipes: name, what the condition is, and where it comes from."""
    from tracekit.recipes import find_recipes

    table = Table(show_lines=False, box=None, pad_edge=False)
    for column in ("recipe", "what it is", "source"):
        table.add_column(column, overflow="fold", no_wrap=column == "recipe")
    for recipe in find_recipes(pattern):
        table.add_row(recipe.name, recipe.summary, recipe.source.rpartition(", ")[2])
    out.print(table)


@recipe_app.command()
def show(name: Annotated[str, typer.Argument(help="Name of a recipe.")]) -> None:
    """Print a recipe as YAML: a file to change and to make."""
    from tracekit.recipes import get_recipe

    text = get_recipe(name).to_yaml()
    if out.is_terminal:
        out.print(Syntax(text, "yaml", background_color="default", word_wrap=True))
    else:
        out.file.write(text)


@recipe_app.command()
def make(
    patterns: Annotated[
        list[str], typer.Argument(help="Names, patterns such as 'cai2025/*', or YAML files: one or several.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder; each recipe has one of its name in it.")],
    n: Annotated[int | None, typer.Option("-n", help="Rows for training; default: as in the recipe.")] = None,
    workers: Annotated[int, typer.Option(help="Number of processes.")] = 1,
) -> None:
    """Write the data sets of one recipe or several: Parquet files, the recipe, its figures, and a data set card.

    A folder appears once it is complete. One that holds the same recipe already is left as it is, so a run that was cut
    off goes on where it stopped.
    """
    from tracekit.recipes import write_recipe
    from tracekit.recipes.writing import is_written

    recipes = _found(patterns)
    if n is not None:
        recipes = [recipe.with_rows(n) for recipe in recipes]
    for recipe in recipes:
        folder = output / recipe.name
        if is_written(recipe, folder):
            out.print(f"{folder}: there already", highlight=False)
            continue
        settings = recipe.settings(next(iter(recipe.rows)))
        with progress_bar() as progress:
            bar = progress.add_task(recipe.name, total=sum(recipe.rows.values()) * settings.rows_per_index)
            figures = write_recipe(recipe, folder, workers=workers, advance=partial(progress.advance, bar))
        counts = ", ".join(f"{each.rows:,} {split}" for split, each in figures.items())
        out.print(f"{folder}: {counts}", highlight=False)


def _found(patterns: list[str]) -> list[Recipe]:
    """What the patterns match and the files hold; what two of them name is there once."""
    from tracekit.recipes import find_recipes

    recipes: dict[str, Recipe] = {}
    for pattern in patterns:
        found = [_read(pattern)] if pattern.endswith((".yaml", ".yml")) else find_recipes(pattern)
        for recipe in found:
            if recipes.setdefault(recipe.name, recipe) != recipe:
                raise ParameterError("patterns", pattern, f"must not name another recipe {recipe.name!r}")
    return list(recipes.values())


def _read(path: str) -> Recipe:
    from tracekit.recipes import Recipe

    try:
        return Recipe.from_yaml(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
