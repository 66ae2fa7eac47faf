"""A recipe as a folder: Parquet files that ``load_dataset`` takes, the recipe, its figures, and a data set card."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tracekit.data.columns import pieces
from tracekit.data.datasets import CHUNK
from tracekit.data.exports.folder import new_folder
from tracekit.data.files import write_rows
from tracekit.errors import DataFileError
from tracekit.recipes.card import card_of
from tracekit.recipes.figures import SplitFigures
from tracekit.recipes.recipe import Recipe

__all__ = ["RECIPE_FILE", "is_written", "write_recipe"]

RECIPE_FILE = "recipe.yaml"


def write_recipe(
    recipe: Recipe, directory: str | Path, *, workers: int = 1, advance: Callable[[int], object] | None = None
) -> dict[str, SplitFigures]:
    """Make the rows of a recipe and write them to a folder, which appears once it is complete.

    The folder holds ``data/SPLIT-00000-of-00001.parquet``, ``recipe.yaml``, ``figures.json`` and ``README.md``, a data
    set card with the figures measured; ``datasets.load_dataset(directory)`` loads it. The same recipe gives the same
    bytes.

    Args:
        recipe: the recipe.
        directory: the folder; it must not exist or be empty. Folders above it are made.
        workers: how many processes make the rows.
        advance: called with the number of rows after every few rows, for a progress bar.

    Returns:
        The figures of each split.

    Raises:
        DataFileError: if something is in the way, or the folder cannot be written.
        GenerationError: if no problem will do.
    """
    directory = Path(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFileError(f"cannot write {directory}: {error.strerror or error}") from error
    figures: dict[str, SplitFigures] = {}
    with new_folder(directory, overwrite=False) as folder:
        (folder / "data").mkdir()
        for split in recipe.rows:
            figures[split] = SplitFigures()
            rows = figures[split].counted(recipe.iterate(split, workers=workers))
            path = folder / "data" / f"{split}-00000-of-00001.parquet"
            write_rows(path, pieces(rows, CHUNK, advance), recipe.settings(split).options["prompt_format"])
        (folder / RECIPE_FILE).write_text(recipe.to_yaml(), encoding="utf-8")
        summaries = {split: each.summary() for split, each in figures.items()}
        (folder / "figures.json").write_text(json.dumps(summaries, indent=2) + "\n", encoding="utf-8")
        (folder / "README.md").write_text(card_of(recipe, summaries, version("tracekit")), encoding="utf-8")
    return figures


def is_written(recipe: Recipe, directory: Path) -> bool:
    """Whether a folder holds this very recipe, complete."""
    path = directory / RECIPE_FILE
    return path.is_file() and path.read_text(encoding="utf-8") == recipe.to_yaml()
