"""``tracekit export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracekit.cli.console import count, out

__all__ = ["export"]


def export(
    data: Annotated[list[Path], typer.Argument(help="Files of rows, for example one per split: .parquet or .jsonl.")],
    to: Annotated[
        str,
        typer.Option(
            help="trl, verl, llama-factory, axolotl, openai, openai-dpo, sharegpt, alpaca, or a target of a package."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write.")],
    eos: Annotated[str | None, typer.Option(help="End-of-sequence token, for raw text and axolotl.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an earlier export.")] = False,
) -> None:
    """Write a folder that a trainer loads as it stands: data, configuration, README."""
    from tracekit.data.exports import export as export_rows

    n_rows = export_rows(data, to=to, directory=output, eos=eos, overwrite=overwrite)
    parts = ", ".join(f"{n} {split}" for split, n in n_rows.items())
    out.print(f"{count(sum(n_rows.values()), 'row')} written to {output} for {to}: {parts}", highlight=False)
