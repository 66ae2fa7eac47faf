"""Recipes and files: the published conditions, one of one's own, folders for trainers, a tokenizer."""

import json
import tempfile
from pathlib import Path

import tracekit
from tracekit.recipes import CorruptorSpec, Recipe, TaskSpec

OWN = Recipe(
    name="mine/countdown",
    summary="0 or 1 backtracks; every fifth row has a wrong answer.",
    source="our own",
    tasks=(TaskSpec(name="countdown", parameters={"max_numbers": 4}),),
    options={"backtracks": {0: 0.5, 1: 0.5}, "style": "symbolic"},
    corruptors=(CorruptorSpec(name="wrong_answers", parameters={"dose": 0.2}),),
    rows={"train": 20, "test": 2},
    seed=7,
)


def characters(text: str) -> list[str]:
    """A tokenizer that makes a token of each character."""
    return list(text)


def main(directory: Path) -> None:
    """Make a recipe in memory and as a folder, and write rows for a trainer."""
    for found in tracekit.find_recipes("cai2025/countdown/*"):
        print(found.name, found.summary, found.rows.get("train"))
    recipe = tracekit.get_recipe("li2025/digits-70").with_rows(10)
    made = recipe.make()
    print({split: len(rows) for split, rows in made.items()}, made["train"][0]["completion"])
    print(Recipe.from_yaml(OWN.to_yaml()) == OWN, next(OWN.iterate("train"))["id"])
    folder = tracekit.write_recipe(OWN, directory / "own")
    print(folder)
    counts = tracekit.export(made["train"], to="sharegpt", directory=directory / "sharegpt")
    print(counts["train"], json.dumps(counts))
    task = tracekit.get_task("countdown", max_numbers=4)
    matched = tracekit.length_matched(task, n=1, backtracks=1, tokenizer=characters)
    print(matched.match.unit, matched.match.to_json())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder_name:
        main(Path(folder_name))
