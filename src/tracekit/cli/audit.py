"""``tracekit audit``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from tracekit.auditing.natural import MAX_MOVES
from tracekit.cli.console import err, out
from tracekit.errors import DataFileError

__all__ = ["audit"]


def audit(
    data: Annotated[list[Path], typer.Argument(help="Files of rows, for example one per split: .parquet or .jsonl.")],
    text: Annotated[
        str | None,
        typer.Option(help="For rows of other makers: the column of a text up to an outcome.", metavar="COLUMN"),
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="The column of the outcome: 0, 1, true or false.", metavar="COLUMN")
    ] = None,
    group: Annotated[
        str | None, typer.Option(help="The column of the problem: its rows are left out together.", metavar="COLUMN")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write all figures to this file, as JSON.")
    ] = None,
    figure: Annotated[Path | None, typer.Option(help="Draw a figure to this file: .png, .svg or .pdf.")] = None,
    natural: Annotated[
        bool, typer.Option("--natural/--no-natural", help="Make natural searches to compare with.")
    ] = True,
    max_moves: Annotated[int, typer.Option(help="A natural search gives up after so many moves.")] = MAX_MOVES,
    seed: Annotated[int, typer.Option(help="Of all that is drawn.")] = 0,
) -> None:
    """Look for what gives the outcome of a decision away before it shows: wording, counts, the move itself.

    Each figure is the area under the ROC curve (0.5: a guess; 1: given away) of a prediction for problems that the
    predictor has not seen, with a 95 % interval. Needs `pip install 'tracekit[audit]'`.
    """
    from tracekit.auditing import audit as audit_rows
    from tracekit.data.files import read_rows_or_none

    # What holds no row is counted by the audit.
    rows = cast("Any", (row for file in data for row in read_rows_or_none(file)))
    with err.status("auditing"):
        found = audit_rows(rows, text=text, label=label, group=group, natural=natural, max_moves=max_moves, seed=seed)
    if out.is_terminal:
        out.print(found, highlight=False)
    else:
        typer.echo(str(found))
    if output is not None:
        try:
            output.write_text(json.dumps(found.to_dict(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise DataFileError(f"cannot write {output}: {error.strerror or error}") from error
    if figure is not None:
        found.figure(figure)
